// Process-wide settings of LibTorch: random generators, threads, default dtype, back-end flags, memory
// figures.
#pragma once

#include "js.h"

namespace typetorch {

napi_value manual_seed(napi_env env, napi_callback_info info);
napi_value generator(napi_env env, napi_callback_info info);
napi_value default_generator(napi_env env, napi_callback_info info);
napi_value generator_seed(napi_env env, napi_callback_info info);
napi_value generator_state(napi_env env, napi_callback_info info);
napi_value generator_device(napi_env env, napi_callback_info info);
napi_value threads(napi_env env, napi_callback_info info);
napi_value default_dtype(napi_env env, napi_callback_info info);
napi_value context_flag(napi_env env, napi_callback_info info);
napi_value flush_denormal(napi_env env, napi_callback_info info);
napi_value matmul_precision(napi_env env, napi_callback_info info);
napi_value memory_stats(napi_env env, napi_callback_info info);
napi_value build_info(napi_env env, napi_callback_info info);

}  // namespace typetorch
