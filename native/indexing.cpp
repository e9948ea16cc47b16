#include "indexing.h"

#include <ATen/ATen.h>
#include <ATen/TensorIndexing.h>

#include <cmath>

#include "convert.h"
#include "memory.h"

namespace typetorch {
namespace {

using at::indexing::TensorIndex;

// What an index is, and the places of the scratch buffer that it takes; src/indexing.ts writes them.
enum class Code { Integer, Slice, None, Ellipsis, Bool, Tensor };
constexpr size_t kWidth = 4;

int64_t whole(double number) {
  if (!(std::abs(number) <= 9007199254740992.0))
    throw Error("IndexError", "an index is a whole number of 53 bits");
  return static_cast<int64_t>(number);
}

/// One bound of a slice: NaN is "not given".
c10::optional<int64_t> bound(double number) {
  if (std::isnan(number)) return c10::nullopt;
  return whole(number);
}

TensorIndex to_index(Env& env, const double* place) {
  switch (static_cast<Code>(static_cast<int>(place[0]))) {
    case Code::Integer:
      return TensorIndex(whole(place[1]));
    case Code::Slice: {
      c10::optional<int64_t> step = bound(place[3]);
      if (step.has_value() && *step <= 0) throw Error("ValueError", "step must be greater than zero");
      return TensorIndex(at::indexing::Slice(bound(place[1]), bound(place[2]), step));
    }
    case Code::None:
      return TensorIndex(at::indexing::None);
    case Code::Ellipsis:
      return TensorIndex(at::indexing::Ellipsis);
    case Code::Bool:
      return TensorIndex(place[1] != 0);
    case Code::Tensor:
      if (place[1] < 0) throw Error("DisposedError", "an index tensor was used after dispose()");
      return TensorIndex(tensor_of(env, place[1]));
  }
  throw Error("TypeError", "expected indices");
}

std::vector<TensorIndex> to_indices(Env& env, napi_value count) {
  double length = get_double(env.env, count);
  if (!(length >= 0 && length * kWidth <= static_cast<double>(env.scratch_length))) {
    throw Error("TypeError", "expected indices");
  }
  std::vector<TensorIndex> indices;
  indices.reserve(static_cast<size_t>(length));
  for (size_t i = 0; i < static_cast<size_t>(length); ++i) {
    indices.push_back(to_index(env, env.scratch + i * kWidth));
  }
  return indices;
}

std::string describe_use(napi_env env, napi_value self) {
  return "\n  in index(self: " + describe(Env::of(env), self, ArgType::Tensor) + ")";
}

}  // namespace

napi_value tensor_index(napi_env env, napi_callback_info info) {
  napi_value values[3];  // owner of the result, self, number of indices
  size_t count = 3;
  if (napi_get_cb_info(env, info, &count, values, nullptr, nullptr) != napi_ok) return nullptr;
  return guarded(
      env,
      [&] {
        Env& state = Env::of(env);
        at::Tensor self = unwrap_tensor(env, values[1]);
        napi_value handle = give(state, values[0], self.index(to_indices(state, values[2])));
        memory::tick(state);
        return handle;
      },
      [&] { return describe_use(env, values[1]); });
}

napi_value tensor_index_put(napi_env env, napi_callback_info info) {
  napi_value values[4];  // self, number of indices, value, whether the value is a tensor
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
