// TorchScript programs and packages of compiled models: LibTorch's own interpreter and runners.
//
// Values cross as src/jit/values.ts writes them: null, booleans, numbers, bigints and strings as they are,
// everything else as an array that begins with its kind: ['t', tensor], ['l', ...list], ['u', ...tuple],
// ['d', key, value, ...], ['b', constant], ['c', re, im], ['m', module], ['o', object, type].
#pragma once

#include "js.h"

namespace typetorch {

napi_value jit_load(napi_env env, napi_callback_info info);
napi_value jit_save(napi_env env, napi_callback_info info);
napi_value jit_describe(napi_env env, napi_callback_info info);
napi_value jit_get(napi_env env, napi_callback_info info);
napi_value jit_set(napi_env env, napi_callback_info info);
napi_value jit_call(napi_env env, napi_callback_info info);
napi_value jit_train(napi_env env, napi_callback_info info);
napi_value jit_to(napi_env env, napi_callback_info info);
napi_value jit_text(napi_env env, napi_callback_info info);
napi_value jit_copy(napi_env env, napi_callback_info info);

napi_value aoti_load(napi_env env, napi_callback_info info);
napi_value aoti_run(napi_env env, napi_callback_info info);
napi_value aoti_describe(napi_env env, napi_callback_info info);

}  // namespace typetorch
