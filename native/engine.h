// What LibTorch's engine leaves to the language above it: hooks around saved tensors, where a node was made
// (anomaly detection), and warnings.
#pragma once

#include "js.h"

namespace typetorch {

struct Env;

/// Puts our engine in the place of LibTorch's plain one. Before the first backward pass.
void install_engine();

/// Binds the calling thread to its environment, which warnings and traces of this thread go to.
void enter_thread(Env* env);

napi_value saved_tensor_hooks(napi_env env, napi_callback_info info);
napi_value saved_tensor_hooks_disabled(napi_env env, napi_callback_info info);

}  // namespace typetorch
