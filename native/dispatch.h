// The one way into LibTorch's operators: look up by schema, convert, call boxed, convert back.
#pragma once

#include "js.h"

namespace typetorch {

/// `names()`: every registered operator as "ns::name.overload", one a line.
napi_value op_names(napi_env env, napi_callback_info info);

/// `schema(name, overload)`: [arguments, returns] as TypeScript's resolver wants them.
napi_value op_schema(napi_env env, napi_callback_info info);

/// `op(name, overload, roles)`: the bound function; it takes the objects that will own its new tensors, then
/// positions.
napi_value op_bind(napi_env env, napi_callback_info info);

}  // namespace typetorch
