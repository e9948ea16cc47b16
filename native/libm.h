#pragma once

#include "js.h"

namespace typetorch {

napi_value libm(napi_env env, napi_callback_info info);

}  // namespace typetorch
