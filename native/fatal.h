// Arguments by which LibTorch itself ends the process or never comes back, in Python as well.
#pragma once

#include <ATen/core/function_schema.h>

#include "fatal_rules.h"

namespace typetorch {

/// Can the values be looked at here? Those of a tensor inside vmap and its like cannot.
bool is_readable(const at::Tensor& x);

/// What an operator's arguments must keep to; null for nearly all, which check everything themselves.
const std::vector<Rule>* find_fatal_rules(const c10::FunctionSchema& schema);

}  // namespace typetorch
