// Composable function transforms: LibTorch's stack of vmap, grad and jvp levels, and the levels of
// forward-mode derivatives.
#pragma once

#include <ATen/core/Tensor.h>
#include <c10/core/impl/LocalDispatchKeySet.h>

#include "js.h"

namespace typetorch {

/// While it lives, operators run outside of all levels of function transforms.
class OutsideTransforms {
 public:
  static bool needed() {
    return c10::impl::tls_is_dispatch_key_included(c10::DispatchKey::FuncTorchDynamicLayerFrontMode);
  }

 private:
  c10::impl::ExcludeDispatchKeyGuard guard_{c10::DispatchKeySet(
      {c10::DispatchKey::FuncTorchDynamicLayerFrontMode, c10::DispatchKey::FuncTorchDynamicLayerBackMode})};
};

/// What levels of grad and jvp wrapped; a tensor of another transform has no values of its own.
at::Tensor without_levels(const at::Tensor& x);

napi_value forward_level(napi_env env, napi_callback_info info);
napi_value transform_push(napi_env env, napi_callback_info info);
napi_value transform_pop(napi_env env, napi_callback_info info);
napi_value transform_wrap(napi_env env, napi_callback_info info);
napi_value transform_unwrap(napi_env env, napi_callback_info info);
napi_value transform_top(napi_env env, napi_callback_info info);
napi_value transform_lower(napi_env env, napi_callback_info info);
napi_value transform_lift(napi_env env, napi_callback_info info);
napi_value transform_unwrap_dead(napi_env env, napi_callback_info info);
napi_value transform_peel(napi_env env, napi_callback_info info);
napi_value transform_label(napi_env env, napi_callback_info info);
napi_value outside_transforms(napi_env env, napi_callback_info info);
napi_value functional_wrap(napi_env env, napi_callback_info info);
napi_value functional_unwrap(napi_env env, napi_callback_info info);
napi_value batch_unwrap(napi_env env, napi_callback_info info);
napi_value batch_add(napi_env env, napi_callback_info info);
napi_value batch_remove(napi_env env, napi_callback_info info);

}  // namespace typetorch
