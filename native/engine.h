// What LibTorch's engine leaves to the language above it: hooks around saved tensors, where a node was made
// (anomaly detection), and warnings.
#pragma once

#include <torch/csrc/autograd/saved_variable_hooks.h>

#include <memory>

#include "js.h"

namespace typetorch {

struct Env;

/// Puts our engine in the place of LibTorch's plain one. Before the first backward pass.
void install_engine();

/// Binds the calling thread to its environment, which warnings and traces of this thread go to.
void enter_thread(Env* env);

/// Hooks for one saved tensor: (tensor) => packed, (packed) => tensor.
std::unique_ptr<torch::autograd::SavedVariableHooks> packing(Env& env, napi_value pack, napi_value unpack);

napi_value saved_tensor_hooks(napi_env env, napi_callback_info info);
napi_value saved_tensor_hooks_disabled(napi_env env, napi_callback_info info);

}  // namespace typetorch
