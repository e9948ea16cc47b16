// Arguments by which LibTorch itself ends the process or never comes back, in Python as well.
#pragma once

#include <ATen/core/Tensor.h>

#include <string>

#include "env.h"

namespace typetorch {

/// Throws when the arguments of a call are such ones; they stand in the schema's order.
using FatalCheck = void (*)(Env& env, const napi_value* arguments);

/// Can the values be looked at here? Those of a tensor inside vmap and its like cannot.
bool is_readable(const at::Tensor& x);

/// The check of an operator (`aten::name`) and its overload, or null: nearly all need none.
FatalCheck find_fatal_check(const std::string& name, const std::string& overload);

}  // namespace typetorch
