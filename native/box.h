// The handle box: what a napi_external of ours points to. Its finalizer runs inside the collector (a "basic"
// one), so a plain synchronous loop frees its tensors without ever reaching the event loop.
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
  QScheme
};

struct Box {
  Kind kind;
  bool disposed = false;
  at::Tensor tensor;  // Kind::Tensor
  c10::IValue value;  // every other kind
};

/// Every box starts with an address inside this copy of the addon, so that an external of another addon, or
/// of another copy of this one, is told apart before it is trusted.
struct TaggedBox {
  static const char kTag;
  const char* tag = &kTag;
  Box box;
};

napi_value wrap(napi_env env, at::Tensor tensor);
napi_value wrap(napi_env env, Kind kind, c10::IValue value);

/// The box behind a JavaScript value, or null when it is not one of ours.
Box* try_unbox(napi_env env, napi_value value);

/// The tensor behind a JavaScript handle. Throws TypeError for anything else and DisposedError after
/// dispose().
at::Tensor& unwrap_tensor(napi_env env, napi_value value);

}  // namespace typetorch
