// torch.cuda: devices and the caching allocator. On a CPU build every function answers as Python's does
// there.
#pragma once

#include "js.h"

namespace typetorch {

napi_value cuda_device_count(napi_env env, napi_callback_info info);
napi_value cuda_device(napi_env env, napi_callback_info info);
napi_value cuda_device_properties(napi_env env, napi_callback_info info);
napi_value cuda_peer_access(napi_env env, napi_callback_info info);
napi_value cuda_versions(napi_env env, napi_callback_info info);
napi_value cuda_is_initialized(napi_env env, napi_callback_info info);
napi_value cuda_synchronize(napi_env env, napi_callback_info info);
napi_value cuda_empty_cache(napi_env env, napi_callback_info info);
napi_value cuda_mem_get_info(napi_env env, napi_callback_info info);
napi_value cuda_memory_fraction(napi_env env, napi_callback_info info);
napi_value cuda_memory_stats(napi_env env, napi_callback_info info);
napi_value cuda_memory_figures(napi_env env, napi_callback_info info);
napi_value cuda_host_figures(napi_env env, napi_callback_info info);
napi_value cuda_memory_history(napi_env env, napi_callback_info info);
napi_value cuda_memory_snapshot(napi_env env, napi_callback_info info);
napi_value cuda_sync_debug_mode(napi_env env, napi_callback_info info);
napi_value nvtx_range(napi_env env, napi_callback_info info);

napi_value graph_pool(napi_env env, napi_callback_info info);
napi_value graph_new(napi_env env, napi_callback_info info);
napi_value graph_begin(napi_env env, napi_callback_info info);
napi_value graph_end(napi_env env, napi_callback_info info);
napi_value graph_do(napi_env env, napi_callback_info info);
napi_value graph_dump(napi_env env, napi_callback_info info);
napi_value pool_new(napi_env env, napi_callback_info info);
napi_value pool_describe(napi_env env, napi_callback_info info);
napi_value pool_use(napi_env env, napi_callback_info info);

namespace cuda {

/// Whether a graph is being captured by any thread of this process.
bool capturing();

}  // namespace cuda
}  // namespace typetorch
