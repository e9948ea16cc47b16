// What crosses the boundary as an opaque value: tensors as places in the handle table, constants (dtypes,
// devices, generators, ...) as externals. Finalizers of both run inside the collector ("basic" ones), so a
// plain synchronous loop frees its tensors without ever reaching the event loop.
#pragma once

#include <ATen/core/Tensor.h>
#include <ATen/core/ivalue.h>

#include "guard.h"

namespace typetorch {

enum class Kind : uint8_t {
  Tensor = 1,
  ScalarType,
  Layout,
  MemoryFormat,
  Device,
  Generator,
  Complex,
  QScheme,
  Script,  // an object, a module or a package of jit.cpp
  Held     // an event, a graph or a pool of memory: see held.h
};

struct Box {
  /// Every box starts with an address inside this copy of the addon, so that an external of another addon, or
  /// of another copy of this one, is told apart before it is trusted.
  static const char kTag;
  const char* tag = &kTag;
  Kind kind;
  c10::IValue value;
};

/// A handle that no JavaScript object owns yet; `adopt` must follow, or the tensor stays forever.
napi_value wrap(napi_env env, at::Tensor tensor);
napi_value wrap(napi_env env, Kind kind, c10::IValue value);

/// Enters a tensor in the table as the property of `owner`, and returns its handle; null for an undefined
/// tensor.
napi_value give(Env& env, napi_value owner, at::Tensor&& tensor);

/// The same for one of several results, whose handles (0: undefined) TypeScript reads from the scratch
/// buffer.
void give_at(Env& env, const napi_value* owners, size_t place, at::Tensor&& tensor);

/// (object, handle): the object's end is the tensor's end.
napi_value tensor_adopt(napi_env env, napi_callback_info info);

/// (object, handle): hands the tensor back as this object from now on.
napi_value tensor_remember(napi_env env, napi_callback_info info);

/// The box behind an external, or null when it is not one of ours.
Box* try_unbox(napi_env env, napi_value value);

at::ScalarType dtype_of(napi_env env, napi_value value);

/// The tensor behind a handle, or null when the value is no live handle.
at::Tensor* find_tensor(Env& env, napi_value value);

/// The same, but throws TypeError for anything else and DisposedError after dispose().
at::Tensor& tensor_of(Env& env, double handle);
at::Tensor& unwrap_tensor(Env& env, napi_value value);
at::Tensor& unwrap_tensor(napi_env env, napi_value value);

}  // namespace typetorch
