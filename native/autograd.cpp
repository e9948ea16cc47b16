#include "autograd.h"

#include <ATen/ATen.h>
#include <torch/csrc/autograd/autograd.h>
#include <torch/csrc/autograd/function.h>
#include <torch/csrc/autograd/variable.h>

#include "callback.h"
#include "convert.h"
#include "memory.h"

namespace typetorch {

namespace {

/// A JavaScript hook on a tensor as LibTorch sees it.
class Hook {
 public:
  Hook(Env& env, napi_value function) : callback_(env, function) {}
  at::Tensor operator()(const at::Tensor& gradient) const {
    at::Tensor replaced;
    callback_.on_thread([&](Env& env, napi_value function) {
      replaced = unwrap_or_undefined(env, call_js(env, function, {wrap_or_null(env.env, gradient)}));
    });
    return replaced;
  }

 private:
  JsCallback callback_;
};

// LibTorch 2.10 or so began to tell the dtype of gradients; whether this one does, its class says.
template <typename T>
auto gradient_dtype(const T& x, int) -> decltype(x.grad_dtype()) {
  return x.grad_dtype();
}
template <typename T>
c10::optional<at::ScalarType> gradient_dtype(const T& x, long) {
  return x.scalar_type();
}
template <typename T>
auto set_gradient_dtype(const T& x, c10::optional<at::ScalarType> dtype, int)
    -> decltype(x.set_grad_dtype(dtype)) {
  return x.set_grad_dtype(dtype);
}
template <typename T>
void set_gradient_dtype(const T&, c10::optional<at::ScalarType>, long) {
  throw Error("NotImplementedError", "this LibTorch is too old for grad_dtype");
}

}  // namespace

// (tensors, gradients, retain_graph, create_graph, inputs, threaded)
napi_value autograd_backward(napi_env env, napi_callback_info info) {
  return guarded(env, [&] {
    Arguments<6> args(env, info);
    Env& state = Env::of(env);
    state.refs->drain(env);
    std::vector<at::Tensor> tensors = to_tensor_list(state, args[0]);
    std::vector<at::Tensor> gradients = unwrap_list(state, args[1]);
    std::vector<at::Tensor> inputs = to_tensor_list(state, args[4]);
    bool retain = get_bool(env, args[2]);
    bool create = get_bool(env, args[3]);
    run_pass(state, get_bool(env, args[5]),
             [&] { torch::autograd::backward(tensors, gradients, retain, create, inputs); });
    memory::tick(state);
    return undefined(env);
  });
}

// (outputs, inputs, gradients, retain_graph, create_graph): null where an input is no part of the graph.
napi_value autograd_grad(napi_env env, napi_callback_info info) {
  return guarded(env, [&] {
    Arguments<5> args(env, info);
    Env& state = Env::of(env);
    std::vector<at::Tensor> outputs = to_tensor_list(state, args[0]);
    std::vector<at::Tensor> inputs = to_tensor_list(state, args[1]);
    std::vector<at::Tensor> gradients = unwrap_list(state, args[2]);
    bool retain = get_bool(env, args[3]);
    bool create = get_bool(env, args[4]);
    std::vector<at::Tensor> result;
    run_pass(state, false,
             [&] { result = torch::autograd::grad(outputs, inputs, gradients, retain, create, true); });
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
    return wrap_known(Env::of(env), unwrap_tensor(env, args[0]).grad());
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
    // Only a leaf may have gradients of another dtype.
    auto wanted = x.is_leaf() ? gradient_dtype(x, 0) : c10::optional<at::ScalarType>(x.scalar_type());
    if (wanted.has_value() && gradient.scalar_type() != *wanted) {
      throw Error("RuntimeError",
                  "attempting to assign a gradient with dtype '" + std::string(gradient.dtype().name()) +
                      "' to a tensor with grad_dtype '" + c10::toString(*wanted) +
                      "'. The gradient must match the tensor's grad_dtype (defaults to the tensor's dtype). "
                      "You can set the tensor's grad_dtype attribute with a specific dtype, or None to allow "
                      "any dtype. Set grad_dtype with caution. Diverging the dtypes of a tensor and its "
                      "gradient may break downstream systems that assume they match.");
    }
    x.mutable_grad() = gradient;
    return undefined(env);
  });
}

// (tensor): the code of the dtype that its gradients have, null for any; (tensor, code | null): sets it.
napi_value tensor_grad_dtype(napi_env env, napi_callback_info info) {
  return guarded(env, [&] {
    Arguments<2> args(env, info);
    const at::Tensor& x = unwrap_tensor(env, args[0]);
    bool reads = type_of(env, args[1]) == napi_undefined;
    if (!x.is_leaf())
      throw Error("RuntimeError", std::string("grad_dtype can only be ") + (reads ? "accessed" : "set") +
                                      " on leaf tensors.");
    if (!reads) {
      c10::optional<at::ScalarType> wanted;
      if (type_of(env, args[1]) != napi_null) {
        int64_t code = get_int64(env, args[1]);
        if (code < 0 || code >= static_cast<int64_t>(at::ScalarType::NumOptions))
          throw Error("TypeError", "grad_dtype must be a torch.dtype or None");
        wanted = static_cast<at::ScalarType>(code);
      }
      if (wanted.has_value() && x.grad().defined() && x.grad().scalar_type() != *wanted) {
        throw Error("RuntimeError",
                    std::string("Cannot set grad_dtype to '") + c10::toString(*wanted) +
                        "' because there is already a gradient with dtype '" +
                        std::string(x.grad().dtype().name()) +
                        "'. Please clear the gradient (.grad = None) before changing grad_dtype, or ensure "
                        "the new grad_dtype matches the existing gradient's dtype.");
      }
      set_gradient_dtype(x, wanted, 0);
      return undefined(env);
    }
    auto dtype = gradient_dtype(x, 0);
    return dtype.has_value() ? to_js(env, static_cast<double>(*dtype)) : null(env);
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
