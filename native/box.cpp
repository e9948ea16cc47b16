#include "box.h"

#include "device_memory.h"
#include "memory.h"
#include "streams.h"

namespace typetorch {

const char Box::kTag = 0;

namespace {

/// Whether there can be a box at this address: other addons put small numbers into their externals, too.
bool may_be_read(const void* data) {
  auto address = reinterpret_cast<uintptr_t>(data);
  return address >= 65536 && address % alignof(Box) == 0;
}

void finalize_box(node_api_nogc_env, void* data, void*) { delete static_cast<Box*>(data); }

void finalize_tensor(node_api_nogc_env, void* data, void* table) {
  static_cast<HandleTable*>(table)->release(static_cast<int32_t>(reinterpret_cast<intptr_t>(data)));
}

void attach(Env& env, napi_value owner, int32_t handle) {
  void* data = reinterpret_cast<void*>(static_cast<intptr_t>(handle));
  check(napi_add_finalizer(env.env, owner, data, finalize_tensor, env.handles, nullptr));
  HandleTable::Slot* slot = env.handles->find(handle);
  slot->owned = true;
  memory::handle_created();
  device_memory::received(slot->tensor);
}

napi_value to_handle(napi_env env, int32_t handle) {
  napi_value value;
  check(napi_create_int32(env, handle, &value));
  return value;
}

}  // namespace

napi_value wrap(napi_env env, at::Tensor tensor) {
  return to_handle(env, Env::of(env).handles->add(std::move(tensor)));
}

napi_value wrap(napi_env env, Kind kind, c10::IValue value) {
  auto box = std::make_unique<Box>();
  box->kind = kind;
  box->value = std::move(value);
  napi_value external;
  check(napi_create_external(env, box.get(), finalize_box, nullptr, &external));
  box.release();
  return external;
}

napi_value give(Env& env, napi_value owner, at::Tensor&& tensor) {
  if (!tensor.defined()) return null(env.env);
  int32_t handle = env.handles->add(std::move(tensor));
  try {
    attach(env, owner, handle);
  } catch (...) {
    env.handles->release(handle);
    throw;
  }
  return to_handle(env.env, handle);
}

void give_at(Env& env, const napi_value* owners, size_t place, at::Tensor&& tensor) {
  env.scratch[place] = 0;
  if (!tensor.defined()) return;
  int32_t handle = env.handles->add(std::move(tensor));
  attach(env, owners[place], handle);
  env.scratch[place] = handle;
}

napi_value tensor_adopt(napi_env env, napi_callback_info info) {
  return guarded(env, [&] {
    Arguments<2> args(env, info);
    Env& state = Env::of(env);
    int64_t handle = get_int64(env, args[1]);
    HandleTable::Slot* slot = state.handles->find(handle);
    if (slot == nullptr || slot->owned)
      throw Error("TypeError", "a tensor is made by torch.tensor() and its like");
    attach(state, args[0], static_cast<int32_t>(handle));
    return undefined(env);
  });
}

napi_value tensor_remember(napi_env env, napi_callback_info info) {
  return guarded(env, [&] {
    Arguments<2> args(env, info);
    Env& state = Env::of(env);
    state.refs->drain(env);
    state.handles->remember(env, get_int64(env, args[1]), args[0]);
    return undefined(env);
  });
}

Box* try_unbox(napi_env env, napi_value value) {
  void* data = nullptr;
  if (napi_get_value_external(env, value, &data) != napi_ok || !may_be_read(data)) return nullptr;
  auto* box = static_cast<Box*>(data);
  return box->tag == &Box::kTag ? box : nullptr;
}

at::ScalarType dtype_of(napi_env env, napi_value value) {
  Box* box = try_unbox(env, value);
  if (box == nullptr || box->kind != Kind::ScalarType) throw Error("TypeError", "expected a dtype");
  return static_cast<at::ScalarType>(box->value.toInt());
}

at::Tensor* find_tensor(Env& env, napi_value value) {
  int32_t handle;
  if (napi_get_value_int32(env.env, value, &handle) != napi_ok) return nullptr;
  HandleTable::Slot* slot = env.handles->find(handle);
  if (slot == nullptr || slot->state != HandleTable::State::Live) return nullptr;
  streams::used(slot->tensor);
  return &slot->tensor;
}

at::Tensor& tensor_of(Env& env, double handle) {
  bool whole = handle >= 1 && handle <= INT32_MAX;
  HandleTable::Slot* slot = whole ? env.handles->find(static_cast<int64_t>(handle)) : nullptr;
  if (slot == nullptr) throw Error("TypeError", "expected a Tensor");
  if (slot->state == HandleTable::State::Disposed) {
    throw Error("DisposedError",
                "this tensor was used after dispose(); drop the dispose() call or clone() before it");
  }
  streams::used(slot->tensor);
  return slot->tensor;
}

at::Tensor& unwrap_tensor(Env& env, napi_value value) {
  if (at::Tensor* tensor = find_tensor(env, value)) return *tensor;
  double handle = 0;
  napi_get_value_double(env.env, value, &handle);
  return tensor_of(env, handle);
}

at::Tensor& unwrap_tensor(napi_env env, napi_value value) { return unwrap_tensor(Env::of(env), value); }

}  // namespace typetorch
