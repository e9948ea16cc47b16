#include "autograd.h"

#include <ATen/ATen.h>
#include <ATen/ThreadLocalState.h>
#include <torch/csrc/autograd/autograd.h>
#include <torch/csrc/autograd/function.h>
#include <torch/csrc/autograd/variable.h>

#include <condition_variable>
#include <deque>
#include <functional>

#include "convert.h"
#include "memory.h"

namespace typetorch {

/// Work that other threads of a backward pass hand to the JavaScript thread, which waits for the pass
/// meanwhile.
class Pump {
 public:
  /// On any other thread: runs `job` on the JavaScript thread and waits for it.
  void post(const std::function<void()>& job) {
    std::unique_lock<std::mutex> lock(mutex_);
    bool done = false;
    std::exception_ptr error;
    at::ThreadLocalState state;  // the pass's grad mode, which holds in its hooks
    jobs_.push_back([&] {
      try {
        at::ThreadLocalStateGuard guard(state);
        job();
      } catch (...) {
        error = std::current_exception();
      }
      std::lock_guard<std::mutex> inner(mutex_);
      done = true;
      changed_.notify_all();
    });
    changed_.notify_all();
    changed_.wait(lock, [&] { return done; });
    if (error) std::rethrow_exception(error);
  }

  /// On the JavaScript thread: runs `body` on a helper thread and, until it ends, the jobs that come in.
  void run(const std::function<void()>& body) {
    bool done = false;
    std::exception_ptr error;
    at::ThreadLocalState state;
    std::thread helper([&] {
      at::ThreadLocalStateGuard guard(state);
      try {
        body();
      } catch (...) {
        error = std::current_exception();
      }
      std::lock_guard<std::mutex> lock(mutex_);
      done = true;
      changed_.notify_all();
    });
    {
      std::unique_lock<std::mutex> lock(mutex_);
      while (!done || !jobs_.empty()) {
        changed_.wait(lock, [&] { return done || !jobs_.empty(); });
        while (!jobs_.empty()) {
          std::function<void()> job = std::move(jobs_.front());
          jobs_.pop_front();
          lock.unlock();
          job();
          lock.lock();
        }
      }
    }
    helper.join();
    if (error) std::rethrow_exception(error);
  }

 private:
  std::mutex mutex_;
  std::condition_variable changed_;
  std::deque<std::function<void()>> jobs_;
};

namespace {

/// A JavaScript hook as LibTorch sees it. It may only run on its own thread.
class Hook {
 public:
  Hook(Env& env, napi_value function)
      : env_(env.env), thread_(env.thread), pump_(env.pump), function_(env.env, env.refs, function) {
    ++live();
  }
  ~Hook() { --live(); }

  /// How many hooks this process holds: a pass on a device needs the pump only when there are any.
  static std::atomic<int>& live() {
    static std::atomic<int> count{0};
    return count;
  }
  at::Tensor operator()(const at::Tensor& gradient) const {
    at::Tensor replaced;
    if (std::this_thread::get_id() == thread_) {
      replaced = call(gradient);
    } else {
      Pump* pump = pump_->load();
      if (pump == nullptr)
        throw Error("RuntimeError", "a hook was reached on another thread outside a backward pass");
      pump->post([&] { replaced = call(gradient); });
    }
    return replaced;
  }

 private:
  at::Tensor call(const at::Tensor& gradient) const {
    HandleScope scope(env_);
    napi_value argument = gradient.defined() ? wrap(env_, gradient) : null(env_);
    napi_value result = nullptr;
    napi_status status =
        napi_call_function(env_, undefined(env_), function_.get(env_), 1, &argument, &result);
    if (status == napi_pending_exception) {
      napi_value thrown, array;
      check(napi_get_and_clear_last_exception(env_, &thrown));
      check(napi_create_array_with_length(env_, 1, &array));
      check(napi_set_element(env_, array, 0, thrown));
      throw JsException(std::make_shared<JsRef>(env_, Env::of(env_).refs, array));
    }
    check(status);
    napi_valuetype type = type_of(env_, result);
    if (type == napi_undefined || type == napi_null) return at::Tensor();
    return unwrap_tensor(env_, result);
  }

  napi_env env_;
  std::thread::id thread_;
  std::shared_ptr<std::atomic<Pump*>> pump_;  // the pass that is running, if any
  JsRef function_;
};

/// Counts a pass in for as long as it runs.
struct Nested {
  explicit Nested(int& passes) : count(passes) { ++count; }
  ~Nested() { --count; }
  int& count;
};

/// Runs a backward pass so that hooks reach their own thread: on the CPU they run on the calling thread
/// anyway, until passes nest so deep that LibTorch moves them to threads of its own (60 in 2.13).
void run_pass(Env& env, bool threaded, const std::function<void()>& pass) {
  constexpr int kDeepest = 40;
  bool device_threads = at::globalContext().hasCUDA() && Hook::live() > 0;
  Nested nested(env.passes);
  if (!threaded && !device_threads && env.passes < kDeepest) {
    pass();
    return;
  }
  Pump pump;
  Pump* outer = env.pump->exchange(&pump);
  try {
    pump.run(pass);
  } catch (...) {
    env.pump->store(outer);
    throw;
  }
  env.pump->store(outer);
}

/// A list of tensors in which null stands for "none".
std::vector<at::Tensor> to_gradients(Env& env, napi_value value) {
  uint32_t length = array_length(env.env, value);
  std::vector<at::Tensor> list;
  for (uint32_t i = 0; i < length; ++i) {
    HandleScope scope(env.env);
    napi_value item = element(env.env, value, i);
    list.push_back(type_of(env.env, item) == napi_null ? at::Tensor() : unwrap_tensor(env.env, item));
  }
  return list;
}

}  // namespace

// (tensors, gradients, retain_graph, create_graph, inputs, threaded)
napi_value autograd_backward(napi_env env, napi_callback_info info) {
  return guarded(env, [&] {
    Arguments<6> args(env, info);
    Env& state = Env::of(env);
    state.refs->drain(env);
    std::vector<at::Tensor> tensors = to_tensor_list(state, args[0]);
    std::vector<at::Tensor> gradients = to_gradients(state, args[1]);
    std::vector<at::Tensor> inputs = to_tensor_list(state, args[4]);
    bool retain = get_bool(env, args[2]);
    bool create = get_bool(env, args[3]);
    run_pass(state, get_bool(env, args[5]),
             [&] { torch::autograd::backward(tensors, gradients, retain, create, inputs); });
    memory::tick(state);
    return undefined(env);
  });
}

// (outputs, inputs, gradients, retain_graph, create_graph, allow_unused)
napi_value autograd_grad(napi_env env, napi_callback_info info) {
  return guarded(env, [&] {
    Arguments<6> args(env, info);
    Env& state = Env::of(env);
    std::vector<at::Tensor> outputs = to_tensor_list(state, args[0]);
    std::vector<at::Tensor> inputs = to_tensor_list(state, args[1]);
    std::vector<at::Tensor> gradients = to_gradients(state, args[2]);
    bool retain = get_bool(env, args[3]);
    bool create = get_bool(env, args[4]);
    bool unused = get_bool(env, args[5]);
    std::vector<at::Tensor> result;
    run_pass(state, false,
             [&] { result = torch::autograd::grad(outputs, inputs, gradients, retain, create, unused); });
    memory::tick(state);
    return from_tensor_list(state, result);
  });
}

napi_value tensor_requires_grad(napi_env env, napi_callback_info info) {
  return guarded(env, [&] {
    Arguments<1> args(env, info);
    return to_js(env, unwrap_tensor(env, args[0]).requires_grad());
  });
}

napi_value tensor_is_leaf(napi_env env, napi_callback_info info) {
  return guarded(env, [&] {
    Arguments<1> args(env, info);
    return to_js(env, unwrap_tensor(env, args[0]).is_leaf());
  });
}

napi_value tensor_grad(napi_env env, napi_callback_info info) {
  return guarded(env, [&] {
    Arguments<1> args(env, info);
    const at::Tensor& gradient = unwrap_tensor(env, args[0]).grad();
    return gradient.defined() ? wrap(env, gradient) : null(env);
  });
}

napi_value tensor_set_grad(napi_env env, napi_callback_info info) {
  return guarded(env, [&] {
    Arguments<2> args(env, info);
    at::Tensor& x = unwrap_tensor(env, args[0]);
    if (type_of(env, args[1]) == napi_null) {
      x.mutable_grad().reset();
      return undefined(env);
    }
    const at::Tensor& gradient = unwrap_tensor(env, args[1]);
    if (gradient.is_same(x)) throw Error("RuntimeError", "can't assign Variable as its own grad");
    if (gradient.sizes() != x.sizes()) {
      throw Error("RuntimeError", "assigned grad has data of a different size");
    }
    if (gradient.device() != x.device())
      throw Error("RuntimeError", "assigned grad has data located on a different device");
    if (gradient.scalar_type() != x.scalar_type())
      throw Error("RuntimeError", "assigned grad has data of a different type");
    x.mutable_grad() = gradient;
    return undefined(env);
  });
}

// (tensors, set_to_none): zero_grad of a whole optimizer or module in one call.
napi_value tensors_clear_grad(napi_env env, napi_callback_info info) {
  return guarded(env, [&] {
    Arguments<2> args(env, info);
    Env& state = Env::of(env);
    bool set_to_none = get_bool(env, args[1]);
    at::NoGradGuard no_grad;
    for (at::Tensor& x : to_tensor_list(state, args[0])) {
      at::Tensor& gradient = x.mutable_grad();
      if (!gradient.defined()) continue;
      if (set_to_none) {
        gradient.reset();
      } else {
        if (gradient.grad_fn()) {
          gradient.detach_();
        } else {
          gradient.requires_grad_(false);
        }
        gradient.zero_();
      }
    }
    return undefined(env);
  });
}

// The gradients of many tensors at once; null where there is none.
napi_value tensors_grads(napi_env env, napi_callback_info info) {
  return guarded(env, [&] {
    Arguments<1> args(env, info);
    Env& state = Env::of(env);
    std::vector<at::Tensor> gradients;
    for (const at::Tensor& x : to_tensor_list(state, args[0])) gradients.push_back(x.grad());
    return from_tensor_list(state, gradients);
  });
}

napi_value tensor_grad_fn(napi_env env, napi_callback_info info) {
  return guarded(env, [&] {
    Arguments<1> args(env, info);
    const auto& node = unwrap_tensor(env, args[0]).grad_fn();
    return node ? to_js(env, node->name()) : null(env);
  });
}

napi_value tensor_version(napi_env env, napi_callback_info info) {
  return guarded(env, [&] {
    Arguments<1> args(env, info);
    return to_js(env, static_cast<int64_t>(unwrap_tensor(env, args[0])._version()));
  });
}

napi_value tensor_retains_grad(napi_env env, napi_callback_info info) {
  return guarded(env, [&] {
    Arguments<1> args(env, info);
    return to_js(env, unwrap_tensor(env, args[0]).retains_grad());
  });
}

napi_value tensor_register_hook(napi_env env, napi_callback_info info) {
  return guarded(env, [&] {
    Arguments<2> args(env, info);
    const at::Tensor& x = unwrap_tensor(env, args[0]);
    if (!x.requires_grad()) {
      throw Error("RuntimeError", "cannot register a hook on a tensor that doesn't require gradient");
    }
    if (type_of(env, args[1]) != napi_function) throw Error("TypeError", "a hook must be a function");
    auto hook = std::make_shared<Hook>(Env::of(env), args[1]);
    unsigned position = x.register_hook([hook](const at::Tensor& gradient) { return (*hook)(gradient); });
    return to_js(env, static_cast<double>(position));
  });
}

napi_value tensor_remove_hook(napi_env env, napi_callback_info info) {
  return guarded(env, [&] {
    Arguments<2> args(env, info);
    unwrap_tensor(env, args[0]).remove_hook(static_cast<unsigned>(get_int64(env, args[1])));
    return undefined(env);
  });
}

// (enabled?): sets when given, and returns what was in force before.
napi_value grad_mode(napi_env env, napi_callback_info info) {
  return guarded(env, [&] {
    Arguments<1> args(env, info);
    bool before = at::GradMode::is_enabled();
    if (type_of(env, args[0]) == napi_boolean) at::GradMode::set_enabled(get_bool(env, args[0]));
    return to_js(env, before);
  });
}

// (enabled: boolean): enters; (null): leaves the one entered last; (): whether it is on.
napi_value inference_mode(napi_env env, napi_callback_info info) {
  return guarded(env, [&] {
    Arguments<1> args(env, info);
    auto& modes = Env::of(env).inference_modes;
    switch (type_of(env, args[0])) {
      case napi_boolean:
        modes.push_back(std::make_unique<c10::InferenceMode>(get_bool(env, args[0])));
        break;
      case napi_null:
        if (!modes.empty()) modes.pop_back();
        break;
      default:
        break;
    }
    return to_js(env, c10::InferenceMode::is_enabled());
  });
}

}  // namespace typetorch
