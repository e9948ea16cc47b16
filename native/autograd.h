// Backward passes, gradients, grad mode and hooks.
#pragma once

#include "js.h"

namespace typetorch {

napi_value autograd_backward(napi_env env, napi_callback_info info);
napi_value autograd_grad(napi_env env, napi_callback_info info);
napi_value tensor_requires_grad(napi_env env, napi_callback_info info);
napi_value tensor_is_leaf(napi_env env, napi_callback_info info);
napi_value tensor_grad(napi_env env, napi_callback_info info);
napi_value tensor_set_grad(napi_env env, napi_callback_info info);
napi_value tensor_grad_dtype(napi_env env, napi_callback_info info);
napi_value tensors_clear_grad(napi_env env, napi_callback_info info);
napi_value tensors_grads(napi_env env, napi_callback_info info);
napi_value tensor_version(napi_env env, napi_callback_info info);
napi_value tensor_retains_grad(napi_env env, napi_callback_info info);
napi_value tensor_register_hook(napi_env env, napi_callback_info info);
napi_value tensor_remove_hook(napi_env env, napi_callback_info info);
napi_value grad_mode(napi_env env, napi_callback_info info);
napi_value inference_mode(napi_env env, napi_callback_info info);

}  // namespace typetorch
