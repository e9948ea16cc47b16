// Python's x[...] for reading and writing, by LibTorch's own rules.
#pragma once

#include "js.h"

namespace typetorch {

napi_value tensor_index(napi_env env, napi_callback_info info);
napi_value tensor_index_put(napi_env env, napi_callback_info info);

}  // namespace typetorch
