// The nodes of the autograd graph as JavaScript sees them, their hooks, and the node that a custom function
// is.
#pragma once

#include <torch/csrc/autograd/function.h>
#include <torch/csrc/autograd/saved_variable.h>

#include <memory>
#include <vector>

#include "js.h"

namespace typetorch {

/// A shared pointer up to LibTorch 2.12, an intrusive one since.
using NodePtr = decltype(torch::autograd::Edge::function);

napi_value tensor_grad_fn(napi_env env, napi_callback_info info);
napi_value tensor_swap(napi_env env, napi_callback_info info);
napi_value node_adopt(napi_env env, napi_callback_info info);
napi_value node_next(napi_env env, napi_callback_info info);
napi_value node_variable(napi_env env, napi_callback_info info);
napi_value node_context(napi_env env, napi_callback_info info);
napi_value node_release(napi_env env, napi_callback_info info);
napi_value node_register_hook(napi_env env, napi_callback_info info);
napi_value node_remove_hook(napi_env env, napi_callback_info info);
napi_value node_will_run(napi_env env, napi_callback_info info);
napi_value current_pass(napi_env env, napi_callback_info info);
napi_value checkpoint_valid(napi_env env, napi_callback_info info);
napi_value gradient_edge(napi_env env, napi_callback_info info);
napi_value run_edges(napi_env env, napi_callback_info info);
napi_value tensor_post_accumulate_hook(napi_env env, napi_callback_info info);

napi_value function_begin(napi_env env, napi_callback_info info);
napi_value function_finish(napi_env env, napi_callback_info info);
napi_value function_saved(napi_env env, napi_callback_info info);

napi_value node_saved_names(napi_env env, napi_callback_info info);
napi_value node_saved(napi_env env, napi_callback_info info);
napi_value node_saved_count(napi_env env, napi_callback_info info);
napi_value node_saved_hooks(napi_env env, napi_callback_info info);

NodePtr& unwrap_node(napi_env env, napi_value value);

/// A node as an external; null for none.
napi_value wrap_node(napi_env env, const NodePtr& node);

/// The number of the backward pass that is running on this thread; -1 for none, or where LibTorch does not
/// tell.
double current_pass_number();

/// The JavaScript context of a custom function's node, or null for any other node.
napi_value context_of_node(napi_env env, torch::autograd::Node& node);

/// What a custom function's node saved, or null for any other node.
std::vector<torch::autograd::SavedVariable>* saved_by_function(torch::autograd::Node& node);

}  // namespace typetorch
