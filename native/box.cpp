#include "box.h"

#include "memory.h"

namespace typetorch {

const char TaggedBox::kTag = 0;

namespace {

/// Whether there can be a box at this address: other addons put small numbers into their externals, too.
bool may_be_read(const void* data) {
  auto address = reinterpret_cast<uintptr_t>(data);
  return address >= 65536 && address % alignof(TaggedBox) == 0;
}

void finalize(node_api_nogc_env, void* data, void*) {
  memory::handle_released();
  delete static_cast<TaggedBox*>(data);
}

napi_value make_external(napi_env env, TaggedBox* box) {
  napi_value value;
  napi_status status = napi_create_external(env, box, finalize, nullptr, &value);
  if (status != napi_ok) {
    delete box;
    throw NapiFailure(status);
  }
  memory::handle_created();
  return value;
}

}  // namespace

napi_value wrap(napi_env env, at::Tensor tensor) {
  auto* tagged = new TaggedBox();
  tagged->box.kind = Kind::Tensor;
  tagged->box.tensor = std::move(tensor);
  return make_external(env, tagged);
}

napi_value wrap(napi_env env, Kind kind, c10::IValue value) {
  auto* tagged = new TaggedBox();
  tagged->box.kind = kind;
  tagged->box.value = std::move(value);
  return make_external(env, tagged);
}

Box* try_unbox(napi_env env, napi_value value) {
  void* data = nullptr;
  if (napi_get_value_external(env, value, &data) != napi_ok || !may_be_read(data)) return nullptr;
  auto* tagged = static_cast<TaggedBox*>(data);
  return tagged->tag == &TaggedBox::kTag ? &tagged->box : nullptr;
}

at::Tensor& unwrap_tensor(napi_env env, napi_value value) {
  Box* box = try_unbox(env, value);
  if (box == nullptr || box->kind != Kind::Tensor) throw Error("TypeError", "expected a Tensor");
  if (box->disposed) {
    throw Error("DisposedError",
                "this tensor was used after dispose(); drop the dispose() call or clone() before it");
  }
  return box->tensor;
}

}  // namespace typetorch
