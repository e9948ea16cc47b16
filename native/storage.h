// The memory below tensors, for files: read, written and mapped without copies.
#pragma once

#include "js.h"

namespace typetorch {

napi_value storage_lend(napi_env env, napi_callback_info info);
napi_value storage_slice(napi_env env, napi_callback_info info);
napi_value storages_read(napi_env env, napi_callback_info info);
napi_value storage_write(napi_env env, napi_callback_info info);
napi_value bytes_crc32(napi_env env, napi_callback_info info);

}  // namespace typetorch
