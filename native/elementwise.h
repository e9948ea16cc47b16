#pragma once

#include "js.h"

namespace typetorch {

/// (numbers): runs a chain of elementwise operators over parallel lists of tensors, one pass over the memory;
/// false, and nothing done, where the tensors or LibTorch's kernels do not suit.
napi_value elementwise_chain(napi_env env, napi_callback_info info);

}  // namespace typetorch
