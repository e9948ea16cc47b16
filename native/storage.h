// The memory below tensors: read, written and mapped without copies, shared with JavaScript and between
// threads.
#pragma once

#include <ATen/core/Tensor.h>
#include <c10/core/Storage.h>

#include "env.h"
#include "js.h"

namespace typetorch {

/// A storage whose memory belongs to a JavaScript ArrayBuffer, which it keeps alive.
struct JsBacking {
  JsBacking(Env& state, napi_value buffer) : env(state.env), ref(state.env, state.refs, buffer) {}
  napi_env env;
  JsRef ref;
};

void release_js_backing(void* context);

/// Whether the memory belongs to an ArrayBuffer of this environment.
bool is_js_backed_by(const c10::Storage& storage, napi_env env);

/// The storage, or an error where there is no memory behind it: in a tensor known to be zero, and in one that
/// a transform (functionalize) puts in the place of another.
const c10::Storage& with_memory(const c10::Storage& storage);

/// A tensor on a part of a storage, as at::from_blob makes one: empty() and set_() would walk through the
/// dispatcher twice. The caller has checked that it does not reach beyond the storage.
at::Tensor tensor_over(c10::Storage storage, at::ScalarType dtype, int64_t offset, at::IntArrayRef sizes,
                       at::IntArrayRef strides);

/// Notes that several threads may know this memory, which then must not move.
void mark_shared(const c10::Storage& storage);

/// The memory of a CPU storage as an ArrayBuffer; the same one each time.
napi_value buffer_of(Env& state, const c10::Storage& storage);

napi_value storage_lend(napi_env env, napi_callback_info info);
napi_value storage_new(napi_env env, napi_callback_info info);
napi_value storage_view(napi_env env, napi_callback_info info);
napi_value storage_slice(napi_env env, napi_callback_info info);
napi_value storages_read(napi_env env, napi_callback_info info);
napi_value storage_write(napi_env env, napi_callback_info info);
napi_value bytes_crc32(napi_env env, napi_callback_info info);

}  // namespace typetorch
