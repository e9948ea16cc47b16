// Tensor metadata, data in and out, constants and generators.
#pragma once

#include "js.h"

namespace typetorch {

/// One past the last element that sizes and strides reach, in elements; throws for anything that leaves
/// int64.
int64_t extent(const std::vector<int64_t>& sizes, const std::vector<int64_t>& strides, int64_t offset);

/// Called once by src/native.ts with {make_error, make_complex, collect, scratch}.
napi_value init(napi_env env, napi_callback_info info);

napi_value make_constant(napi_env env, napi_callback_info info);
napi_value read_constant(napi_env env, napi_callback_info info);

napi_value tensor_sizes(napi_env env, napi_callback_info info);
napi_value tensor_strides(napi_env env, napi_callback_info info);
napi_value tensor_dim(napi_env env, napi_callback_info info);
napi_value tensor_numel(napi_env env, napi_callback_info info);
napi_value tensor_dtype(napi_env env, napi_callback_info info);
napi_value tensor_layout(napi_env env, napi_callback_info info);
napi_value tensor_device(napi_env env, napi_callback_info info);
napi_value tensor_flag(napi_env env, napi_callback_info info);
napi_value tensor_data_ptr(napi_env env, napi_callback_info info);
napi_value tensor_storage_offset(napi_env env, napi_callback_info info);
napi_value tensor_storage(napi_env env, napi_callback_info info);
napi_value tensor_storage_buffer(napi_env env, napi_callback_info info);
napi_value tensor_is_contiguous(napi_env env, napi_callback_info info);
napi_value tensor_item(napi_env env, napi_callback_info info);
napi_value tensor_bytes(napi_env env, napi_callback_info info);
napi_value tensor_from_buffer(napi_env env, napi_callback_info info);
napi_value tensor_set_data(napi_env env, napi_callback_info info);
napi_value tensor_alias(napi_env env, napi_callback_info info);
napi_value tensor_is_same(napi_env env, napi_callback_info info);
napi_value tensor_dispose(napi_env env, napi_callback_info info);

}  // namespace typetorch
