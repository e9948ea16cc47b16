#include "graph.h"

#include <ATen/ATen.h>
#include <torch/csrc/autograd/engine.h>
#include <torch/csrc/autograd/functions/accumulate_grad.h>
#include <torch/csrc/autograd/graph_task.h>
#include <torch/csrc/autograd/variable.h>

#include <sstream>

#include "callback.h"
#include "convert.h"
#include "memory.h"
#include "version.h"

#if TYPETORCH_SINCE(2, 1)
#define TYPETORCH_POST_ACCUMULATE
#endif

namespace typetorch {
namespace {

using torch::autograd::AccumulateGrad;
using torch::autograd::Node;
using torch::autograd::variable_list;

/// Begins with an address of this copy of the addon, as Box does, so that other externals are told apart.
struct NodeBox {
  static const char kTag;
  const char* tag = &kTag;
  NodePtr node;
  std::shared_ptr<Identities> identities;  // set where the node's object is known by this box
  ~NodeBox() {
    if (identities) identities->forget(node.get(), reinterpret_cast<uintptr_t>(this));
  }
};
const char NodeBox::kTag = 1;

void finalize_node(node_api_nogc_env, void* data, void*) { delete static_cast<NodeBox*>(data); }

NodeBox& unwrap_box(napi_env env, napi_value value) {
  void* data = nullptr;
  constexpr uintptr_t kAlignment = alignof(NodeBox);
  bool plausible = napi_get_value_external(env, value, &data) == napi_ok &&
                   reinterpret_cast<uintptr_t>(data) >= 65536 &&
                   reinterpret_cast<uintptr_t>(data) % kAlignment == 0;
  if (!plausible || static_cast<NodeBox*>(data)->tag != &NodeBox::kTag)
    throw Error("TypeError", "expected a node of the autograd graph");
  return *static_cast<NodeBox*>(data);
}

/// What a node's hook returns in place of the gradients: nothing, or as many as there were.
void replace(Env& env, variable_list& gradients, napi_value returned) {
  napi_valuetype type = type_of(env.env, returned);
  if (type == napi_undefined || type == napi_null) return;
  std::vector<at::Tensor> replaced = unwrap_list(env, returned);
  if (replaced.size() != gradients.size()) {
    throw Error("RuntimeError", "hook has returned an incorrect number of values (got " +
                                    std::to_string(replaced.size()) + ", but expected " +
                                    std::to_string(gradients.size()) + ")");
  }
  gradients = std::move(replaced);
}

class NodePreHook final : public torch::autograd::FunctionPreHook {
 public:
  NodePreHook(Env& env, napi_value function) : callback_(env, function) {}
  variable_list operator()(const variable_list& grads) override {
    variable_list result = grads;
    callback_.on_thread([&](Env& env, napi_value function) {
      replace(env, result, call_js(env, function, {wrap_list(env, grads)}));
    });
    return result;
  }

 private:
  JsCallback callback_;
};

class NodePostHook final : public torch::autograd::FunctionPostHook {
 public:
  NodePostHook(Env& env, napi_value function) : callback_(env, function) {}
  variable_list operator()(const variable_list& outputs, const variable_list& inputs) override {
    variable_list result = outputs;
    callback_.on_thread([&](Env& env, napi_value function) {
      replace(env, result, call_js(env, function, {wrap_list(env, outputs), wrap_list(env, inputs)}));
    });
    return result;
  }

 private:
  JsCallback callback_;
};

/// For the node of a leaf that was exchanged: the gradient would reach what the leaf no longer is.
class Poison final : public torch::autograd::FunctionPreHook {
 public:
  variable_list operator()(const variable_list&) override {
    throw Error(
        "RuntimeError",
        "Trying to execute AccumulateGrad node that was poisoned by swap_tensors this can happen when "
        "you try to run backward on a tensor that was swapped. Change the device or dtype of a module "
        "before its forward or after its backward, not in between.");
  }
};

#ifdef TYPETORCH_POST_ACCUMULATE
/// LibTorch keeps one such hook for each tensor, so it holds all of JavaScript's.
class PostAccumulateHooks final : public torch::autograd::PostAccumulateGradHook {
 public:
  void operator()(const at::Tensor& tensor) override {
    auto hooks = hooks_;  // a hook may remove itself
    for (auto& item : hooks) {
      item.second->on_thread(
          [&](Env& env, napi_value function) { call_js(env, function, {wrap_known(env, tensor)}); });
    }
  }
  int64_t add(Env& env, napi_value function) {
    hooks_.emplace_back(++last_, std::make_shared<JsCallback>(env, function));
    return last_;
  }
  void remove(int64_t key) {
    for (auto item = hooks_.begin(); item != hooks_.end(); ++item) {
      if (item->first != key) continue;
      hooks_.erase(item);
      return;
    }
  }

 private:
  std::vector<std::pair<int64_t, std::shared_ptr<JsCallback>>> hooks_;
  int64_t last_ = 0;
};
#endif

}  // namespace

NodePtr& unwrap_node(napi_env env, napi_value value) { return unwrap_box(env, value).node; }

napi_value wrap_node(napi_env env, const NodePtr& node) {
  if (!node) return null(env);
  if (napi_value known = Env::of(env).identities->find(env, node.get())) return known;
  auto box = std::make_unique<NodeBox>();
  box->node = node;
  napi_value external;
  check(napi_create_external(env, box.get(), finalize_node, nullptr, &external));
  box.release();
  return external;
}

double current_pass_number() {
#ifdef TYPETORCH_POST_ACCUMULATE
  return torch::autograd::get_current_graph_task_id();
#else
  return -1;
#endif
}

napi_value tensor_grad_fn(napi_env env, napi_callback_info info) {
  return guarded(env, [&] {
    Arguments<1> args(env, info);
    return wrap_node(env, unwrap_tensor(env, args[0]).grad_fn());
  });
}

// (tensor): the edge to follow from it, [node, number of the output].
napi_value gradient_edge(napi_env env, napi_callback_info info) {
  return guarded(env, [&] {
    Arguments<1> args(env, info);
    torch::autograd::Edge edge = torch::autograd::impl::gradient_edge(unwrap_tensor(env, args[0]));
    napi_value pair;
    check(napi_create_array_with_length(env, 2, &pair));
    check(napi_set_element(env, pair, 0, wrap_node(env, edge.function)));
    check(napi_set_element(env, pair, 1, to_js(env, static_cast<double>(edge.input_nr))));
    return pair;
  });
}

namespace {

/// Edges from a list of nodes and a list of the numbers of their outputs.
torch::autograd::edge_list edges_of(Env& env, napi_value nodes, napi_value numbers) {
  torch::autograd::edge_list edges;
  uint32_t count = array_length(env.env, nodes);
  for (uint32_t i = 0; i < count; ++i) {
    HandleScope scope(env.env);
    NodePtr node = unwrap_node(env.env, element(env.env, nodes, i));
    int64_t number = get_int64(env.env, element(env.env, numbers, i));
    if (number < 0 || number >= static_cast<int64_t>(node->num_inputs()))
      throw Error("IndexError", "output_nr of a GradientEdge is out of range: " + std::to_string(number) +
                                    " of " + node->name());
    edges.emplace_back(std::move(node), static_cast<uint32_t>(number));
  }
  return edges;
}

/// The gradient that a pass starts from at an edge: the one given, checked, or a one.
at::Tensor start_of(const torch::autograd::Edge& edge, const at::Tensor& given, size_t place) {
  // Versions of LibTorch tell of the shape in ways of their own; all make zeros of it.
  at::Tensor like = edge.function->input_metadata(edge.input_nr).zeros_like();
  at::IntArrayRef shape = like.sizes();
  if (!given.defined()) {
    if (like.numel() != 1)
      throw Error("RuntimeError", "grad can be implicitly created only for scalar outputs");
    return at::ones_like(like);
  }
  std::string at = std::to_string(place);
  if (given.sizes() != shape) {
    std::ostringstream text;
    text << "Mismatch in shape: grad_output[" << at << "] has a shape of torch.Size(" << given.sizes()
         << ") and output[" << at << "] has a shape of torch.Size(" << shape << ").";
    throw Error("RuntimeError", text.str());
  }
  if (given.is_complex() != like.is_complex()) {
    throw Error("RuntimeError",
                "For complex Tensors, both grad_output and output are required to have the same dtype. "
                "Mismatch in dtype at grad_output[" +
                    at + "].");
  }
  return given;
}

}  // namespace

// (root nodes, their numbers, gradients, retain_graph, create_graph, input nodes, their numbers, accumulate):
// a pass from edges to edges; gradients of the inputs, unless it accumulates them.
napi_value run_edges(napi_env env, napi_callback_info info) {
  return guarded(env, [&] {
    Arguments<8> args(env, info);
    Env& state = Env::of(env);
    state.refs->drain(env);
    torch::autograd::edge_list roots = edges_of(state, args[0], args[1]);
    std::vector<at::Tensor> gradients = unwrap_list(state, args[2]);
    bool retain = get_bool(env, args[3]);
    bool create = get_bool(env, args[4]);
    torch::autograd::edge_list inputs = edges_of(state, args[5], args[6]);
    bool accumulate = get_bool(env, args[7]);
    gradients.resize(roots.size());
    for (size_t i = 0; i < roots.size(); ++i) gradients[i] = start_of(roots[i], gradients[i], i);
    variable_list found;
    run_pass(state, false, [&] {
      found = torch::autograd::Engine::get_default_engine().execute(roots, gradients, retain, create,
                                                                    accumulate, inputs);
    });
    memory::tick(state);
    if (accumulate) return undefined(env);
    return wrap_list(state, found);
  });
}

// (object, tensor, object, tensor): each object stands for the other's tensor from now on.
napi_value tensor_swap(napi_env env, napi_callback_info info) {
  return guarded(env, [&] {
    Arguments<4> args(env, info);
    Env& state = Env::of(env);
    state.refs->drain(env);
    for (size_t i : {1, 3}) {
      auto node = torch::autograd::impl::try_get_grad_accumulator(unwrap_tensor(state, args[i]));
      if (node) node->add_pre_hook(std::make_unique<Poison>());
    }
    state.handles->swap(env, get_int64(env, args[1]), args[0], get_int64(env, args[3]), args[2]);
    return undefined(env);
  });
}

// (node, object): [name, sequence number]; the object is what the node is handed back as from now on.
napi_value node_adopt(napi_env env, napi_callback_info info) {
  return guarded(env, [&] {
    Arguments<2> args(env, info);
    Env& state = Env::of(env);
    state.refs->drain(env);
    NodeBox& box = unwrap_box(env, args[0]);
    if (state.identities->remember(env, box.node.get(), reinterpret_cast<uintptr_t>(&box), args[1]))
      box.identities = state.identities;
    napi_value array;
    check(napi_create_array_with_length(env, 2, &array));
    check(napi_set_element(env, array, 0, to_js(env, box.node->name())));
    check(napi_set_element(env, array, 1, to_js(env, static_cast<int64_t>(box.node->sequence_nr()))));
    return array;
  });
}

// (node): [[node | null, number], ...]
napi_value node_next(napi_env env, napi_callback_info info) {
  return guarded(env, [&] {
    Arguments<1> args(env, info);
    const auto& edges = unwrap_node(env, args[0])->next_edges();
    napi_value array;
    check(napi_create_array_with_length(env, edges.size(), &array));
    for (size_t i = 0; i < edges.size(); ++i) {
      HandleScope scope(env);
      napi_value pair;
      check(napi_create_array_with_length(env, 2, &pair));
      check(napi_set_element(env, pair, 0, wrap_node(env, edges[i].function)));
      check(napi_set_element(env, pair, 1, to_js(env, static_cast<double>(edges[i].input_nr))));
      check(napi_set_element(env, array, static_cast<uint32_t>(i), pair));
    }
    return array;
  });
}

// (node): the leaf of an AccumulateGrad node, null for any other.
napi_value node_variable(napi_env env, napi_callback_info info) {
  return guarded(env, [&] {
    Arguments<1> args(env, info);
    auto* leaf = dynamic_cast<AccumulateGrad*>(unwrap_node(env, args[0]).get());
    return leaf != nullptr ? wrap_known(Env::of(env), leaf->variable) : null(env);
  });
}

napi_value node_context(napi_env env, napi_callback_info info) {
  return guarded(env, [&] {
    Arguments<1> args(env, info);
    return context_of_node(env, *unwrap_node(env, args[0]));
  });
}

// (node): drops what it saved for its backward.
napi_value node_release(napi_env env, napi_callback_info info) {
  return guarded(env, [&] {
    Arguments<1> args(env, info);
    unwrap_node(env, args[0])->release_variables();
    return undefined(env);
  });
}

// (node, hook, before: boolean): what to remove it by.
napi_value node_register_hook(napi_env env, napi_callback_info info) {
  return guarded(env, [&] {
    Arguments<3> args(env, info);
    Env& state = Env::of(env);
    Node& node = *unwrap_node(env, args[0]);
    if (type_of(env, args[1]) != napi_function) throw Error("TypeError", "a hook must be a function");
    uintptr_t key;
    if (get_bool(env, args[2])) {
      auto hook = std::make_unique<NodePreHook>(state, args[1]);
      key = reinterpret_cast<uintptr_t>(hook.get());
      node.add_pre_hook(std::move(hook));
    } else {
      key = node.add_post_hook(std::make_unique<NodePostHook>(state, args[1]));
    }
    napi_value value;
    check(napi_create_bigint_uint64(env, key, &value));
    return value;
  });
}

// (node, key)
napi_value node_remove_hook(napi_env env, napi_callback_info info) {
  return guarded(env, [&] {
    Arguments<2> args(env, info);
    Node& node = *unwrap_node(env, args[0]);
    uint64_t key;
    bool lossless;
    check(napi_get_value_bigint_uint64(env, args[1], &key, &lossless));
    auto& before = node.pre_hooks();
    for (auto item = before.begin(); item != before.end(); ++item) {
      if (reinterpret_cast<uintptr_t>(item->get()) != key) continue;
      before.erase(item);
      return undefined(env);
    }
    node.del_post_hook(static_cast<uintptr_t>(key));
    return undefined(env);
  });
}

// (): the number of the backward pass that is running on this thread, -1 for none.
napi_value current_pass(napi_env env, napi_callback_info) {
  return guarded(env, [&] {
    double number = -1;
    on_pass_thread(Env::of(env), [&] { number = current_pass_number(); });
    return to_js(env, number);
  });
}

// (): whether the pass that is running is one that a checkpoint can be part of.
napi_value checkpoint_valid(napi_env env, napi_callback_info) {
  return guarded(env, [&] {
    bool valid = false;
    on_pass_thread(Env::of(env),
                   [&] { valid = torch::autograd::Engine::get_default_engine().is_checkpoint_valid(); });
    return to_js(env, valid);
  });
}

// (node): whether the pass that is running will reach it.
napi_value node_will_run(napi_env env, napi_callback_info info) {
  return guarded(env, [&] {
    Arguments<1> args(env, info);
#ifdef TYPETORCH_POST_ACCUMULATE
    Node* node = unwrap_node(env, args[0]).get();
    bool runs = false;
    on_pass_thread(Env::of(env), [&] {
      const auto* wanted = torch::autograd::get_current_graph_task_exec_info();
      if (wanted == nullptr) throw Error("RuntimeError", "no backward pass is running on this thread");
      runs = torch::autograd::get_current_graph_task_nodes_in_graph()->count(node) > 0;
      if (runs && !wanted->empty()) {
        auto found = wanted->find(node);
        runs = found != wanted->end() && found->second.should_execute();
      }
    });
    return to_js(env, runs);
#else
    return to_js(env, true);
#endif
  });
}

// (tensor, hook): registers and returns a key; (tensor, key) removes.
napi_value tensor_post_accumulate_hook(napi_env env, napi_callback_info info) {
  return guarded(env, [&] {
    Arguments<2> args(env, info);
#ifdef TYPETORCH_POST_ACCUMULATE
    const at::Tensor& x = unwrap_tensor(env, args[0]);
    if (!x.requires_grad()) {
      throw Error("RuntimeError", "cannot register a hook on a tensor that doesn't require gradient");
    }
    if (!x.is_leaf()) {
      throw Error("RuntimeError", "post accumulate grad hooks cannot be registered on non-leaf tensors");
    }
    namespace impl = torch::autograd::impl;
    auto* hooks = dynamic_cast<PostAccumulateHooks*>(impl::post_acc_grad_hooks(x).get());
    if (type_of(env, args[1]) == napi_number) {
      if (hooks != nullptr) hooks->remove(get_int64(env, args[1]));
      return undefined(env);
    }
    if (type_of(env, args[1]) != napi_function) throw Error("TypeError", "a hook must be a function");
    if (hooks == nullptr) {
      auto fresh = std::make_unique<PostAccumulateHooks>();
      hooks = fresh.get();
      impl::set_post_acc_grad_hooks(x, std::move(fresh));
    }
    return to_js(env, hooks->add(Env::of(env), args[1]));
#else
    throw Error("NotImplementedError",
                "hooks after the accumulation of a gradient need LibTorch 2.1 or newer");
    return undefined(env);
#endif
  });
}

}  // namespace typetorch
