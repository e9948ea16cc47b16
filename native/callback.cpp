#include "callback.h"

#include <ATen/ATen.h>

#include "convert.h"
#include "device_memory.h"
#include "pump.h"

namespace typetorch {

JsCallback::JsCallback(Env& env, napi_value function)
    : env_(env.env), thread_(env.thread), pump_(env.pump), function_(env.env, env.refs, function) {
  ++live();
}

JsCallback::~JsCallback() { --live(); }

std::atomic<int>& JsCallback::live() {
  static std::atomic<int> count{0};
  return count;
}

void JsCallback::on_thread(const std::function<void(Env&, napi_value)>& body) const {
  if (std::this_thread::get_id() == thread_) {
    run(body);
    return;
  }
  pump_->post([&] { run(body); });
}

void JsCallback::run(const std::function<void(Env&, napi_value)>& body) const {
  HandleScope scope(env_);
  body(Env::of(env_), function_.get(env_));
}

napi_value call_js(Env& env, napi_value function, std::initializer_list<napi_value> arguments) {
  napi_value result = nullptr;
  napi_status status =
      napi_call_function(env.env, undefined(env.env), function, arguments.size(), arguments.begin(), &result);
  if (status == napi_pending_exception) {
    napi_value thrown, array;
    check(napi_get_and_clear_last_exception(env.env, &thrown));
    check(napi_create_array_with_length(env.env, 1, &array));
    check(napi_set_element(env.env, array, 0, thrown));
    throw JsException(std::make_shared<JsRef>(env.env, env.refs, array));
  }
  check(status);
  return result;
}

napi_value wrap_or_null(napi_env env, const at::Tensor& tensor) {
  return tensor.defined() ? wrap(env, tensor) : null(env);
}

napi_value wrap_new(Env& env, const at::Tensor& tensor) { return wrap_or_null(env.env, tensor); }

napi_value wrap_known(Env& env, const at::Tensor& tensor) {
  if (!tensor.defined()) return null(env.env);
  napi_value known = env.identities->find(env.env, tensor.unsafeGetTensorImpl());
  return known != nullptr ? known : wrap(env.env, tensor);
}

napi_value wrap_list(Env& env, const std::vector<at::Tensor>& tensors,
                     napi_value (*wrap_one)(Env&, const at::Tensor&)) {
  napi_value array;
  check(napi_create_array_with_length(env.env, tensors.size(), &array));
  for (size_t i = 0; i < tensors.size(); ++i) {
    HandleScope scope(env.env);
    check(napi_set_element(env.env, array, static_cast<uint32_t>(i), wrap_one(env, tensors[i])));
  }
  return array;
}

at::Tensor unwrap_or_undefined(Env& env, napi_value value) {
  napi_valuetype type = type_of(env.env, value);
  if (type == napi_undefined || type == napi_null) return at::Tensor();
  return unwrap_tensor(env, value);
}

std::vector<at::Tensor> unwrap_list(Env& env, napi_value array) {
  uint32_t length = array_length(env.env, array);
  std::vector<at::Tensor> list;
  for (uint32_t i = 0; i < length; ++i) {
    HandleScope scope(env.env);
    list.push_back(unwrap_or_undefined(env, element(env.env, array, i)));
  }
  return list;
}

namespace {

/// Counts a pass in for as long as it runs.
struct Nested {
  explicit Nested(int& passes) : count(passes) { ++count; }
  ~Nested() { --count; }
  int& count;
};

}  // namespace

void run_pass(Env& env, bool threaded, const std::function<void()>& pass) {
  constexpr int kDeepest = 40;
  bool device_threads = at::globalContext().hasCUDA() && JsCallback::live() > 0;
  Nested nested(env.passes);
  if (env.passes == 1) device_memory::before_pass(env);
  bool alone = !threaded && !device_threads && env.passes < kDeepest && !env.pump->serving();
  alone ? pass() : env.pump->run(pass);
}

void on_pass_thread(Env& env, const std::function<void()>& body) {
  env.pump->serving() ? env.pump->run(body) : body();
}

}  // namespace typetorch
