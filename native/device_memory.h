// Memory policy on devices: JavaScript's collector does not see it either. What is alive is asked of the
// device's allocator; docs/cuda.md tells users.
#pragma once

#include <ATen/core/Tensor.h>

#include <atomic>

#include "env.h"

namespace typetorch::device_memory {

/// The environment whose thread this is, for the allocator's callback; null at its end.
void enter_thread(Env* env);

/// Whether any tensor of a device was ever seen: most programs have none, and pay for nothing.
extern std::atomic<bool> seen;

void note(const at::Tensor& tensor);
void check_pace(Env& env);

/// A tensor has come into JavaScript's hands.
inline void received(const at::Tensor& tensor) {
  if (tensor.is_cuda()) note(tensor);
}

/// Runs a collection when enough has been allocated on devices since the last one. Called on the way out of
/// every operator.
inline void tick(Env& env) {
  if (seen.load(std::memory_order_relaxed)) check_pace(env);
}

/// Called before a backward pass: other threads allocate in it, which cannot collect.
void before_pass(Env& env);

}  // namespace typetorch::device_memory

namespace typetorch {

napi_value largest_tensors(napi_env env, napi_callback_info info);

}  // namespace typetorch
