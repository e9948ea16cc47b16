// JavaScript functions that LibTorch calls in the middle of its own work: hooks, custom functions, packing of
// saved tensors. They may run only on their own thread, wherever LibTorch is.
#pragma once

#include <atomic>
#include <functional>

#include "box.h"

namespace typetorch {

/// A JavaScript function kept by LibTorch.
class JsCallback {
 public:
  JsCallback(Env& env, napi_value function);
  ~JsCallback();
  JsCallback(const JsCallback&) = delete;
  JsCallback& operator=(const JsCallback&) = delete;

  /// Runs `body` on the function's own thread, in a handle scope, and waits for it.
  void on_thread(const std::function<void(Env&, napi_value function)>& body) const;

  napi_value function(napi_env env) const { return function_.get(env); }

  /// How many of them this process holds: a pass on a device needs a pump only when there are any.
  static std::atomic<int>& live();

 private:
  void run(const std::function<void(Env&, napi_value)>& body) const;

  napi_env env_;
  std::thread::id thread_;
  std::shared_ptr<Pump> pump_;
  JsRef function_;
};

/// Calls a JavaScript function; what it throws travels through C++ as a JsException.
napi_value call_js(Env& env, napi_value function, std::initializer_list<napi_value> arguments);

/// A handle, or null for an undefined tensor.
napi_value wrap_or_null(napi_env env, const at::Tensor& tensor);

napi_value wrap_new(Env& env, const at::Tensor& tensor);

/// The object that JavaScript knows the tensor as (identities.h), else a handle; null for an undefined
/// tensor.
napi_value wrap_known(Env& env, const at::Tensor& tensor);

/// The same for a list.
napi_value wrap_list(Env& env, const std::vector<at::Tensor>& tensors,
                     napi_value (*wrap_one)(Env&, const at::Tensor&) = wrap_new);

/// The reverse: null and undefined stand for an undefined tensor.
at::Tensor unwrap_or_undefined(Env& env, napi_value value);
std::vector<at::Tensor> unwrap_list(Env& env, napi_value array);

/// Runs a backward pass so that callbacks reach their own thread: on the CPU they run on the calling thread
/// anyway, until passes nest so deep that LibTorch moves them to threads of its own (60 in 2.13).
void run_pass(Env& env, bool threaded, const std::function<void()>& pass);

/// In a hook: runs `body` on the thread that the hook was reached on, which knows the pass; otherwise here.
void on_pass_thread(Env& env, const std::function<void()>& body);

}  // namespace typetorch
