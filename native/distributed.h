// Process groups: LibTorch's stores, Gloo's collectives and the reducer behind DistributedDataParallel.
#pragma once

#include "js.h"

namespace typetorch {

/// Whether this build has them: LibTorch brings their headers in a form that can be used from 2.13 on.
napi_value distributed_available(napi_env env, napi_callback_info info);

napi_value store_new(napi_env env, napi_callback_info info);
napi_value store_do(napi_env env, napi_callback_info info);
napi_value group_new(napi_env env, napi_callback_info info);
napi_value group_release(napi_env env, napi_callback_info info);
napi_value group_run(napi_env env, napi_callback_info info);
napi_value group_monitored_barrier(napi_env env, napi_callback_info info);
napi_value group_broadcast_coalesced(napi_env env, napi_callback_info info);
napi_value work_do(napi_env env, napi_callback_info info);
napi_value reducer_new(napi_env env, napi_callback_info info);
napi_value reducer_do(napi_env env, napi_callback_info info);

}  // namespace typetorch
