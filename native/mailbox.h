// Tensors on their way from one thread's JavaScript to another's: the memory changes hands, nothing is
// copied.
#pragma once

#include "env.h"

namespace typetorch {

napi_value mailbox_open(napi_env env, napi_callback_info info);
napi_value mailbox_put(napi_env env, napi_callback_info info);
napi_value mailbox_take(napi_env env, napi_callback_info info);
napi_value mailbox_is_open(napi_env env, napi_callback_info info);
napi_value mailbox_close(napi_env env, napi_callback_info info);

}  // namespace typetorch
