#include "engine.h"

#include <ATen/SavedTensorHooks.h>
#include <c10/util/Exception.h>
#include <torch/csrc/autograd/anomaly_mode.h>
#include <torch/csrc/autograd/engine.h>
#include <torch/csrc/autograd/graph_task.h>
#include <torch/csrc/autograd/saved_variable_hooks.h>

#include "callback.h"
#include "graph.h"
#include "saved_content.h"
#include "version.h"

namespace typetorch {
namespace {

/// A pair of hooks that is in force: (tensor) => packed, (packed) => tensor.
struct HookPair {
  std::shared_ptr<JsCallback> pack;
  std::shared_ptr<JsCallback> unpack;
  bool recompute;  // unpack makes the tensors anew
};

thread_local std::vector<HookPair> hooks_in_force;
thread_local Env* environment = nullptr;

/// One saved tensor as JavaScript packed it.
class PackedTensor final : public torch::autograd::SavedVariableHooks {
 public:
  explicit PackedTensor(HookPair hooks) : hooks_(std::move(hooks)) {}

  void call_pack_hook(const at::Tensor& tensor) override {
    hooks_.pack->on_thread([&](Env& env, napi_value function) {
      napi_value box;  // only objects can be referred to
      check(napi_create_array_with_length(env.env, 1, &box));
      check(napi_set_element(env.env, box, 0, call_js(env, function, {wrap_known(env, tensor)})));
      packed_ = std::make_unique<JsRef>(env.env, env.refs, box);
    });
    content_ = std::make_unique<SavedContent>(tensor, hooks_.recompute);
  }
  at::Tensor call_unpack_hook() override {
    at::Tensor tensor;
    double pass = current_pass_number();  // of this thread
    bool last = pass >= 0 && !torch::autograd::get_current_graph_task_keep_graph();
    hooks_.unpack->on_thread([&](Env& env, napi_value function) {
      napi_value packed = element(env.env, packed_->get(env.env), 0);
      tensor =
          unwrap_tensor(env, call_js(env, function, {packed, to_js(env.env, pass), to_js(env.env, last)}));
    });
    content_->expect(tensor);
    return tensor;
  }

 private:
  HookPair hooks_;
  std::unique_ptr<JsRef> packed_;
  std::unique_ptr<SavedContent> content_;
};

/// The stack of JavaScript at this moment, empty on other threads.
std::string stack_text() {
  if (environment == nullptr || !environment->stack_text) return {};
  napi_env env = environment->env;
  try {
    HandleScope scope(env);
    return get_string(env, call_js(*environment, environment->stack_text->get(env), {}));
  } catch (...) {
    return {};
  }
}

class Trace final : public torch::autograd::AnomalyMetadata {
 public:
  void store_stack() override { stack_ = stack_text(); }
  void print_stack(const std::string& name) override {
    if (stack_.empty()) {
      TORCH_WARN(
          "Error detected in ", name,
          ". No forward pass information available. Enable detect anomaly during forward pass for more "
          "information.");
      return;
    }
    TORCH_WARN("Error detected in ", name, ". Traceback of forward call that caused the error:\n", stack_);
    NodePtr parent = parent_;
    while (parent) {
      // Every node that was made under anomaly detection has metadata of this class.
      auto* trace = dynamic_cast<Trace*>(parent->metadata());
      if (trace == nullptr || trace->stack_.empty()) break;
      TORCH_WARN("\n\nPrevious calculation was induced by ", parent->name(),
                 ". Traceback of forward call that induced the previous calculation:\n", trace->stack_);
      parent = trace->parent_;
    }
  }
  void assign_parent(const NodePtr& parent) override { parent_ = parent; }

 private:
  std::string stack_;
  NodePtr parent_;
};

class JsEngine final : public torch::autograd::Engine {
 public:
  std::unique_ptr<torch::autograd::AnomalyMetadata> make_anomaly_metadata() override {
    return std::make_unique<Trace>();
  }
  std::unique_ptr<torch::autograd::SavedVariableHooks> get_default_saved_variable_hooks() override {
    if (hooks_in_force.empty()) return nullptr;
    return std::make_unique<PackedTensor>(hooks_in_force.back());
  }
};

torch::autograd::Engine& engine() {
  static auto* instance = new JsEngine();  // its threads may outlive every destructor
  return *instance;
}

/// LibTorch's warnings on a thread of JavaScript become warnings of the process.
class JsWarnings final : public c10::WarningHandler {
 public:
#if !TYPETORCH_SINCE(2, 0)
  void process(const c10::SourceLocation& place, const std::string& message, const bool verbatim) override {
    if (!tell(message)) c10::WarningHandler::process(place, message, verbatim);
  }
#else
  void process(const c10::Warning& warning) override {
    if (!tell(warning.msg())) c10::WarningHandler::process(warning);
  }
#endif

 private:
  /// False on threads that are not JavaScript's, and in a dying environment.
  static bool tell(const std::string& message) {
    if (environment == nullptr || !environment->warn) return false;
    try {
      napi_env env = environment->env;
      HandleScope scope(env);
      call_js(*environment, environment->warn->get(env), {to_js(env, message)});
      return true;
    } catch (...) {
      return false;
    }
  }
};

}  // namespace

void install_engine() {
  static std::once_flag once;
  std::call_once(once, [] { torch::autograd::set_default_engine_stub(&engine); });
}

void enter_thread(Env* env) {
  static auto* warnings = new JsWarnings();
  environment = env;
  hooks_in_force.clear();
#if !TYPETORCH_SINCE(2, 0)
  c10::Warning::set_warning_handler(warnings);
#else
  c10::WarningUtils::set_warning_handler(warnings);
#endif
}

std::unique_ptr<torch::autograd::SavedVariableHooks> packing(Env& env, napi_value pack, napi_value unpack) {
  return std::make_unique<PackedTensor>(
      HookPair{std::make_shared<JsCallback>(env, pack), std::make_shared<JsCallback>(env, unpack), false});
}

// (pack, unpack, recompute?) puts a pair in force; () takes the last one out. Both return how many there are.
napi_value saved_tensor_hooks(napi_env env, napi_callback_info info) {
  return guarded(env, [&] {
    Arguments<3> args(env, info);
    Env& state = Env::of(env);
    if (type_of(env, args[0]) == napi_undefined) {
      if (!hooks_in_force.empty()) hooks_in_force.pop_back();
    } else {
      const auto& refused = at::SavedTensorDefaultHooks::get_disabled_error_message();
      if (refused.has_value()) throw Error("RuntimeError", *refused);
      for (size_t i = 0; i < 2; ++i) {
        if (type_of(env, args[i]) != napi_function)
          throw Error("TypeError", "saved_tensors_hooks takes two functions");
      }
      bool recompute = type_of(env, args[2]) == napi_boolean && get_bool(env, args[2]);
      hooks_in_force.push_back({std::make_shared<JsCallback>(state, args[0]),
                                std::make_shared<JsCallback>(state, args[1]), recompute});
    }
    return to_js(env, static_cast<double>(hooks_in_force.size()));
  });
}

// (message) refuses such hooks from now on, (null) allows them again; returns the message before, or null.
napi_value saved_tensor_hooks_disabled(napi_env env, napi_callback_info info) {
  return guarded(env, [&] {
    Arguments<1> args(env, info);
    const auto& refused = at::SavedTensorDefaultHooks::get_disabled_error_message();
    napi_value before = refused.has_value() ? to_js(env, *refused) : null(env);
    if (type_of(env, args[0]) == napi_string) {
      std::string message = get_string(env, args[0]);
      if (!hooks_in_force.empty()) throw Error("RuntimeError", message);
      at::SavedTensorDefaultHooks::disable(message);
    } else if (type_of(env, args[0]) == napi_null) {
      at::SavedTensorDefaultHooks::enable();
    }
    return before;
  });
}

}  // namespace typetorch
