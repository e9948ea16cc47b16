#include "mutation.h"

#include <ATen/ATen.h>
#include <ATen/core/dispatch/Dispatcher.h>
#include <c10/core/impl/LocalDispatchKeySet.h>
#include <torch/library.h>

#include <mutex>

#include "callback.h"
#include "convert.h"

namespace typetorch {
namespace {

// Before autograd, so that an operator is seen before its kernels, whoever calls it. LibTorch's own operators
// leave this key to others.
constexpr auto kKey = c10::DispatchKey::TESTING_ONLY_GenericMode;

thread_local std::unique_ptr<JsCallback> watcher;

void collect(const c10::IValue& value, std::vector<at::Tensor>& into) {
  if (value.isTensor()) {
    if (value.toTensor().defined()) into.push_back(value.toTensor());
  } else if (value.isTensorList()) {
    for (const at::Tensor& tensor : value.toTensorVector()) into.push_back(tensor);
  } else if (value.isList()) {
    for (const c10::IValue& item : value.toListRef()) collect(item, into);
  }
}

void tell_and_go_on(const c10::OperatorHandle& op, c10::DispatchKeySet keys, torch::jit::Stack* stack) {
  if (watcher) {
    const auto& arguments = op.schema().arguments();
    std::vector<at::Tensor> written;
    for (size_t i = 0; i < arguments.size(); ++i) {
      if (is_written(arguments[i])) collect(torch::jit::peek(*stack, i, arguments.size()), written);
    }
    if (!written.empty()) {
      watcher->on_thread(
          [&](Env& env, napi_value function) { call_js(env, function, {wrap_list(env, written)}); });
    }
  }
  op.redispatchBoxed(keys & c10::DispatchKeySet(c10::DispatchKeySet::FULL_AFTER, kKey), stack);
}

}  // namespace

// (function): calls it with the tensors that an operator is about to change, before each such operator; ():
// no longer.
napi_value watch_writes(napi_env env, napi_callback_info info) {
  return guarded(env, [&] {
    Arguments<1> args(env, info);
    bool on = type_of(env, args[0]) == napi_function;
    static std::once_flag once;
    std::call_once(once, [] {
      static auto* library = new torch::Library(torch::Library::IMPL, "_", kKey, __FILE__, __LINE__);
      library->fallback(torch::CppFunction::makeFromBoxedFunction<&tell_and_go_on>());
    });
    watcher = on ? std::make_unique<JsCallback>(Env::of(env), args[0]) : nullptr;
    c10::impl::tls_set_dispatch_key_included(kKey, on);
    return undefined(env);
  });
}

// (tensor): counts a change that LibTorch does not know of.
napi_value increment_version(napi_env env, napi_callback_info info) {
  return guarded(env, [&] {
    Arguments<1> args(env, info);
    const at::Tensor& x = unwrap_tensor(env, args[0]);
    if (!x.is_inference()) x.unsafeGetTensorImpl()->bump_version();
    return undefined(env);
  });
}

}  // namespace typetorch
