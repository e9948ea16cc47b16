// Mixed precision: the switches of LibTorch's autocast.
#pragma once

#include "js.h"

namespace typetorch {

napi_value autocast_state(napi_env env, napi_callback_info info);
napi_value autocast_nesting(napi_env env, napi_callback_info info);
napi_value autocast_cache(napi_env env, napi_callback_info info);

}  // namespace typetorch
