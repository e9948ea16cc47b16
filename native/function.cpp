// torch.autograd.Function: the node of the graph whose backward is JavaScript.
#include <ATen/ATen.h>
#include <c10/core/DeviceGuard.h>
#include <torch/csrc/autograd/custom_function.h>
#include <torch/csrc/autograd/saved_variable.h>

#include <type_traits>
#include <unordered_set>

#include "callback.h"
#include "convert.h"
#include "graph.h"
#include "memory.h"

namespace typetorch {
namespace {

using torch::autograd::Node;
using torch::autograd::SavedVariable;
using torch::autograd::variable_list;
using torch::autograd::VariableInfo;
using ImplSet = std::unordered_set<at::TensorImpl*>;
using OptionalTensor = c10::optional<at::Tensor>;

// LibTorch's pointers to nodes changed their class; these say how to make and to watch either.
template <typename N>
void destroy(N* node) {
  deleteNode(node);  // found where there are shared pointers: ends long chains without recursion
}
template <typename T, typename N>
std::shared_ptr<T> make_node(std::shared_ptr<N>*) {
  return std::shared_ptr<T>(new T(), [](T* node) { destroy(static_cast<N*>(node)); });
}
template <typename T, typename N>
c10::intrusive_ptr<T> make_node(c10::intrusive_ptr<N>*) {
  return c10::make_intrusive<T>();
}

template <typename T>
std::weak_ptr<T> weak_of(const std::shared_ptr<T>& node) {
  return node;
}
template <typename T>
c10::weak_intrusive_ptr<T> weak_of(const c10::intrusive_ptr<T>& node) {
  return c10::weak_intrusive_ptr<T>(node);
}
using WeakNode = decltype(weak_of(std::declval<const NodePtr&>()));

/// What a custom function keeps for its backward; both its node and its JavaScript context hold it.
struct Saved {
  std::vector<SavedVariable> variables;
  std::unique_ptr<WeakNode> node;
  bool freed = false;
};

/// The external of a context. It begins as Box does.
struct SavedBox {
  static const char kTag;
  const char* tag = &kTag;
  std::shared_ptr<Saved> saved;
  NodePtr fresh;  // the node, until the forward has ended
};
const char SavedBox::kTag = 2;

void finalize_saved(node_api_nogc_env, void* data, void*) { delete static_cast<SavedBox*>(data); }

SavedBox& unwrap_saved(napi_env env, napi_value value) {
  void* data = nullptr;
  bool plausible = napi_get_value_external(env, value, &data) == napi_ok &&
                   reinterpret_cast<uintptr_t>(data) >= 65536 &&
                   reinterpret_cast<uintptr_t>(data) % alignof(SavedBox) == 0;
  if (!plausible || static_cast<SavedBox*>(data)->tag != &SavedBox::kTag)
    throw Error("TypeError", "expected the context of an autograd function");
  return *static_cast<SavedBox*>(data);
}

struct JsNode final : Node {
  std::string title;
  std::unique_ptr<JsCallback>
      run;  // (gradients) => gradients of the tensor inputs; its property `ctx` is the context
  std::shared_ptr<Saved> saved;
  std::vector<c10::optional<VariableInfo>> outputs;  // nothing for an output that is no tensor
  bool materialize = true;

  std::string name() const override { return title; }

  void release_variables() override {
    if (saved == nullptr) return;
    saved->variables.clear();
    saved->freed = true;
  }

  // Where pointers to nodes count in the node itself, a weak one puts the destructor off, and that in `saved`
  // would do so for ever: it hangs on the context, which hangs on `run`. This is called when the last strong
  // one goes.
  void release_resources() { release_as(static_cast<NodePtr*>(nullptr)); }
  template <typename N>
  void release_as(std::shared_ptr<N>*) {}
  template <typename N>
  void release_as(c10::intrusive_ptr<N>*) {
    this->N::release_resources();
    run.reset();
    saved.reset();
  }

  variable_list apply(variable_list&& gradients) override {
    variable_list result;
    at::OptionalDeviceGuard guard;
    if (materialize) {
      for (size_t i = 0; i < gradients.size() && i < outputs.size(); ++i) {
        if (!gradients[i].defined() && outputs[i].has_value()) gradients[i] = outputs[i]->zeros(guard);
      }
    }
    run->on_thread([&](Env& env, napi_value function) {
      result = unwrap_list(env, call_js(env, function, {wrap_list(env, gradients)}));
    });
    gradients.clear();
    return result;
  }
};

ImplSet impls_of(const std::vector<at::Tensor>& tensors) {
  ImplSet set;
  for (const at::Tensor& tensor : tensors) set.insert(tensor.unsafeGetTensorImpl());
  return set;
}

/// `_wrap_outputs` of whichever LibTorch: later versions take more, which the type of the function tells.
struct Wrapping {
  const variable_list& inputs;
  const ImplSet& non_differentiable;
  const ImplSet& dirty;
  const std::vector<OptionalTensor>& raw;
  const NodePtr& node;
  const torch::autograd::_jvp_fn_t& jvp;
  const ImplSet& saved_in_setup;

  // 2.14 has an overload for pointers to the inputs; the first parameter picks the other one.
  using Inputs = const variable_list&;
  template <typename S, typename D, typename R, typename N, typename J>
  std::vector<OptionalTensor> call(std::vector<OptionalTensor> (*wrap)(Inputs, S, D, R, N, J)) const {
    return wrap(inputs, non_differentiable, dirty, raw, node, jvp);
  }
  template <typename S, typename D, typename R, typename N, typename J, typename K, typename... More>
  std::vector<OptionalTensor> call(std::vector<OptionalTensor> (*wrap)(Inputs, S, D, R, N, J, K,
                                                                       More...)) const {
    auto view_as_self = [](at::Tensor x) { return x.view_as(x); };
    return call_with(wrap, view_as_self, static_cast<std::tuple<More...>*>(nullptr));
  }
  template <typename F, typename V>
  std::vector<OptionalTensor> call_with(F wrap, V, std::tuple<>*) const {
    return wrap(inputs, non_differentiable, dirty, raw, node, jvp, saved_in_setup);
  }
  template <typename F, typename V, typename A>
  std::vector<OptionalTensor> call_with(F wrap, V view, std::tuple<A>*) const {
    return wrap(inputs, non_differentiable, dirty, raw, node, jvp, saved_in_setup, view);
  }
  template <typename F, typename V, typename A, typename B>
  std::vector<OptionalTensor> call_with(F wrap, V view, std::tuple<A, B>*) const {
    return wrap(inputs, non_differentiable, dirty, raw, node, jvp, saved_in_setup, view, false);
  }
  template <typename F, typename V, typename A, typename B, typename C>
  std::vector<OptionalTensor> call_with(F wrap, V view, std::tuple<A, B, C>*) const {
    NodePtr attached;  // the node that became the history, for hooks on the creation of nodes: there are none
    return wrap(inputs, non_differentiable, dirty, raw, node, jvp, saved_in_setup, view, false, attached);
  }
};

}  // namespace

napi_value context_of_node(napi_env env, Node& node) {
  auto* custom = dynamic_cast<JsNode*>(&node);
  if (custom == nullptr) return null(env);
  napi_value context;
  check(napi_get_named_property(env, custom->run->function(env), "ctx", &context));
  return context;
}

std::vector<SavedVariable>* saved_by_function(Node& node) {
  auto* custom = dynamic_cast<JsNode*>(&node);
  if (custom == nullptr) return nullptr;
  if (custom->saved->freed) throw Error("RuntimeError", torch::autograd::ERR_BACKWARD_TWICE);
  return &custom->saved->variables;
}

// (name, run, tensor inputs): the context's external, or null where nothing asks for a gradient.
napi_value function_begin(napi_env env, napi_callback_info info) {
  return guarded(env, [&] {
    Arguments<3> args(env, info);
    Env& state = Env::of(env);
    state.refs->drain(env);
    std::vector<at::Tensor> inputs = to_tensor_list(state, args[2]);
    bool needed = false;
    for (const at::Tensor& input : inputs) needed = needed || input.requires_grad();
    if (!needed || !at::GradMode::is_enabled()) return null(env);
    auto node = make_node<JsNode>(static_cast<NodePtr*>(nullptr));
    node->title = get_string(env, args[0]);
    node->run = std::make_unique<JsCallback>(state, args[1]);
    node->saved = std::make_shared<Saved>();
    node->set_next_edges(torch::autograd::collect_next_edges(inputs));
    auto box = std::make_unique<SavedBox>();
    box->saved = node->saved;
    box->fresh = node;
    box->saved->node = std::make_unique<WeakNode>(weak_of(box->fresh));
    napi_value external;
    check(napi_create_external(env, box.get(), finalize_saved, nullptr, &external));
    box.release();
    return external;
  });
}

// (context | null, tensor inputs, outputs with null for what is no tensor, dirty, not differentiable,
//  to save with null for none, set up apart: boolean, materialize: boolean, jvp):
// per output a handle, or undefined where the tensor given is the result itself.
napi_value function_finish(napi_env env, napi_callback_info info) {
  return guarded(env, [&] {
    Arguments<9> args(env, info);
    Env& state = Env::of(env);
    SavedBox* box = type_of(env, args[0]) == napi_null ? nullptr : &unwrap_saved(env, args[0]);
    std::vector<at::Tensor> inputs = to_tensor_list(state, args[1]);
    std::vector<at::Tensor> given = unwrap_list(state, args[2]);
    ImplSet dirty = impls_of(to_tensor_list(state, args[3]));
    ImplSet constant = impls_of(to_tensor_list(state, args[4]));
    std::vector<at::Tensor> to_save = unwrap_list(state, args[5]);
    ImplSet in_setup = get_bool(env, args[6]) ? impls_of(to_save) : ImplSet();
    std::vector<OptionalTensor> raw;
    for (const at::Tensor& output : given) {
      raw.push_back(output.defined() ? OptionalTensor(output) : c10::nullopt);
    }
    napi_value jvp = args[8];
    torch::autograd::_jvp_fn_t forward_derivative = [&](variable_list, variable_list tangents) {
      HandleScope scope(env);
      return unwrap_list(state, call_js(state, jvp, {wrap_list(state, tangents)}));
    };
    NodePtr node;
    if (box != nullptr) node = std::move(box->fresh);
    Wrapping wrapping{inputs, constant, dirty, raw, node, forward_derivative, in_setup};
    std::vector<OptionalTensor> wrapped = wrapping.call(&torch::autograd::_wrap_outputs);
    napi_value results;
    check(napi_create_array_with_length(env, wrapped.size(), &results));
    for (size_t i = 0; i < wrapped.size(); ++i) {
      HandleScope scope(env);
      bool same = !wrapped[i].has_value() || wrapped[i]->is_same(given[i]);
      check(napi_set_element(env, results, static_cast<uint32_t>(i),
                             same ? undefined(env) : wrap(env, *wrapped[i])));
    }
    if (node) {
      auto& custom = static_cast<JsNode&>(*node);
      custom.materialize = get_bool(env, args[7]);
      for (const OptionalTensor& output : wrapped) {
        custom.outputs.push_back(output.has_value() ? c10::optional<VariableInfo>(VariableInfo(*output))
                                                    : c10::nullopt);
      }
      for (const at::Tensor& tensor : to_save) {
        bool is_output = tensor.defined() && tensor.grad_fn().get() == node.get();
        box->saved->variables.emplace_back(tensor, is_output);
      }
    }
    memory::tick(state);
    return results;
  });
}

// (context): what it saved, null for none.
napi_value function_saved(napi_env env, napi_callback_info info) {
  return guarded(env, [&] {
    Arguments<1> args(env, info);
    Env& state = Env::of(env);
    Saved& saved = *unwrap_saved(env, args[0]).saved;
    if (saved.freed) throw Error("RuntimeError", torch::autograd::ERR_BACKWARD_TWICE);
    NodePtr node = saved.node->lock();
    std::vector<at::Tensor> tensors;
    on_pass_thread(state, [&] {  // hooks of saved tensors ask which pass it is
      for (const SavedVariable& variable : saved.variables) tensors.push_back(variable.unpack(node));
    });
    return wrap_list(state, tensors, wrap_known);
  });
}

}  // namespace typetorch
