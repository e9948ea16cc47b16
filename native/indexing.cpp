#include "indexing.h"

#include <ATen/ATen.h>
#include <ATen/TensorIndexing.h>

#include "convert.h"
#include "memory.h"

namespace typetorch {
namespace {

using at::indexing::TensorIndex;

/// One bound of a slice: null is "not given".
c10::optional<int64_t> bound(Env& env, napi_value list, uint32_t place) {
  napi_value value = element(env.env, list, place);
  if (type_of(env.env, value) != napi_number) return c10::nullopt;
  return get_int64(env.env, value);
}

/// number, [start, stop, step], null, '...', boolean, or [handle] for a tensor.
TensorIndex to_index(Env& env, napi_value value) {
  switch (type_of(env.env, value)) {
    case napi_number:
      return TensorIndex(get_int64(env.env, value));
    case napi_null:
      return TensorIndex(at::indexing::None);
    case napi_boolean:
      return TensorIndex(get_bool(env.env, value));
    case napi_string:
      return TensorIndex(at::indexing::Ellipsis);
    default: {
      if (array_length(env.env, value) == 1)
        return TensorIndex(unwrap_tensor(env, element(env.env, value, 0)));
      c10::optional<int64_t> step = bound(env, value, 2);
      if (step.has_value() && *step <= 0) throw Error("ValueError", "step must be greater than zero");
      return TensorIndex(at::indexing::Slice(bound(env, value, 0), bound(env, value, 1), step));
    }
  }
}

std::vector<TensorIndex> to_indices(Env& env, napi_value list) {
  std::vector<TensorIndex> indices;
  uint32_t length = array_length(env.env, list);
  for (uint32_t i = 0; i < length; ++i) {
    HandleScope scope(env.env);
    indices.push_back(to_index(env, element(env.env, list, i)));
  }
  return indices;
}

std::string describe_use(napi_env env, napi_value self) {
  return "\n  in index(self: " + describe(Env::of(env), self, ArgType::Tensor) + ")";
}

}  // namespace

napi_value tensor_index(napi_env env, napi_callback_info info) {
  napi_value values[3];  // owner of the result, self, indices
  size_t count = 3;
  if (napi_get_cb_info(env, info, &count, values, nullptr, nullptr) != napi_ok) return nullptr;
  return guarded(
      env,
      [&] {
        Env& state = Env::of(env);
        at::Tensor self = unwrap_tensor(env, values[1]);  // reading the indices may dispose the handle
        napi_value handle = give(state, values[0], self.index(to_indices(state, values[2])));
        memory::tick(state);
        return handle;
      },
      [&] { return describe_use(env, values[1]); });
}

napi_value tensor_index_put(napi_env env, napi_callback_info info) {
  napi_value values[4];  // self, indices, value, whether the value is a tensor
  size_t count = 4;
  if (napi_get_cb_info(env, info, &count, values, nullptr, nullptr) != napi_ok) return nullptr;
  return guarded(
      env,
      [&] {
        Env& state = Env::of(env);
        at::Tensor self = unwrap_tensor(env, values[0]);
        std::vector<TensorIndex> indices = to_indices(state, values[1]);
        if (get_bool(env, values[3])) {
          self.index_put_(indices, unwrap_tensor(env, values[2]));
        } else {
          self.index_put_(indices, to_scalar(state, values[2]));
        }
        return undefined(env);
      },
      [&] { return describe_use(env, values[0]); });
}

}  // namespace typetorch
