// Direct calls for the few C++ signatures that most hot operators share. Boxing an int list costs more than a
// small operator; a signature listed here skips it for every operator that has it, so nothing is bound by
// name.
#pragma once

#include <ATen/core/dispatch/Dispatcher.h>

#include "convert.h"

namespace typetorch {

/// Calls the operator with `values` (one for each argument; undefined is the default) and gives its new
/// tensors to `owners`. `makes_new`: it returns tensors that share nothing with its arguments.
using UnboxedCall = napi_value (*)(Env& env, const c10::OperatorHandle& handle,
                                   const std::vector<ArgSpec>& specs, bool makes_new,
                                   const napi_value* owners, const napi_value* values);

/// The direct call for an operator's signature, or null when it has none and must be called boxed.
UnboxedCall find_unboxed(const c10::OperatorHandle& handle);

}  // namespace typetorch
