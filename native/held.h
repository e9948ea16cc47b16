// Objects of C++ that JavaScript holds: events, graphs, pools of memory.
#pragma once

#include <ATen/core/ivalue.h>
#include <torch/custom_class.h>

#include "box.h"

namespace typetorch {

/// Gives JavaScript an object; its end, inside the collector, runs the destructor.
template <typename T>
napi_value hold(napi_env env, c10::intrusive_ptr<T> object) {
  return wrap(env, Kind::Held,
              c10::IValue::make_capsule(c10::intrusive_ptr<torch::CustomClassHolder>(std::move(object))));
}

/// The object behind a value; its class says in `kName` what was expected. It lives while JavaScript holds
/// it, or for as long as the pointer is kept.
template <typename T>
c10::intrusive_ptr<T> held(napi_env env, napi_value value) {
  Box* box = try_unbox(env, value);
  if (box != nullptr && box->kind == Kind::Held) {
    c10::intrusive_ptr<torch::CustomClassHolder> holder = box->value.toCapsule();
    if (auto* object = dynamic_cast<T*>(holder.get())) return c10::intrusive_ptr<T>::reclaim_copy(object);
  }
  throw Error("TypeError", std::string("expected ") + T::kName);
}

}  // namespace typetorch
