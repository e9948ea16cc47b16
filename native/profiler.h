#pragma once

#include "js.h"

namespace typetorch {

// LibTorch's own profiler, and the list of operators that a model's graph is drawn from.
napi_value profiler_prepare(napi_env env, napi_callback_info info);
napi_value profiler_start(napi_env env, napi_callback_info info);
napi_value profiler_stop(napi_env env, napi_callback_info info);
napi_value profiler_emit(napi_env env, napi_callback_info info);
napi_value profiler_save(napi_env env, napi_callback_info info);
napi_value record_enter(napi_env env, napi_callback_info info);
napi_value record_exit(napi_env env, napi_callback_info info);
napi_value trace_start(napi_env env, napi_callback_info info);
napi_value trace_length(napi_env env, napi_callback_info info);
napi_value trace_stop(napi_env env, napi_callback_info info);
napi_value tensor_identity(napi_env env, napi_callback_info info);

}  // namespace typetorch
