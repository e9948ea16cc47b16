// Composable function transforms: LibTorch's stack of vmap, grad and jvp levels, and the levels of
// forward-mode derivatives.
#pragma once

#include "js.h"

namespace typetorch {

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
napi_value functional_wrap(napi_env env, napi_callback_info info);
napi_value functional_unwrap(napi_env env, napi_callback_info info);
napi_value batch_unwrap(napi_env env, napi_callback_info info);
napi_value batch_add(napi_env env, napi_callback_info info);
napi_value batch_remove(napi_env env, napi_callback_info info);

}  // namespace typetorch
