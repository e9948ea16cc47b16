// torch.cuda: devices and the caching allocator. On a CPU build every function answers as Python's does
// there.
#pragma once

#include "js.h"

namespace typetorch {

napi_value cuda_device_count(napi_env env, napi_callback_info info);
napi_value cuda_device(napi_env env, napi_callback_info info);
napi_value cuda_device_properties(napi_env env, napi_callback_info info);
napi_value cuda_synchronize(napi_env env, napi_callback_info info);
napi_value cuda_empty_cache(napi_env env, napi_callback_info info);
napi_value cuda_memory_stats(napi_env env, napi_callback_info info);

}  // namespace typetorch
