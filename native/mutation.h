// Changes of tensors in place: told before they happen, or counted where LibTorch does not see them.
#pragma once

#include "js.h"

namespace typetorch {

napi_value watch_writes(napi_env env, napi_callback_info info);
napi_value increment_version(napi_env env, napi_callback_info info);

}  // namespace typetorch
