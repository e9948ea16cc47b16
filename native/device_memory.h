// Memory policy on devices: JavaScript's collector does not see it either. What is alive is asked of the
// device's allocator; docs/cuda.md tells users.
#pragma once

#include <ATen/core/Tensor.h>

#include "env.h"

namespace typetorch::device_memory {

/// The environment whose thread this is, for the allocator's callback; null at its end.
void enter_thread(Env* env);

/// A tensor of a device has come into JavaScript's hands.
void received(const at::Tensor& tensor);

/// Runs a collection when enough has been allocated since the last one. Called on the way out of every
/// operator.
void tick(Env& env);

/// Called before a backward pass: other threads allocate in it, which cannot collect.
void before_pass(Env& env);

}  // namespace typetorch::device_memory

namespace typetorch {

napi_value largest_tensors(napi_env env, napi_callback_info info);

}  // namespace typetorch
