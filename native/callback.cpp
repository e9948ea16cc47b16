#include "callback.h"

#include <ATen/ATen.h>
#include <ATen/ThreadLocalState.h>

#include <condition_variable>
#include <deque>

#include "convert.h"
#include "device_memory.h"
#include "streams.h"

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
    at::ThreadLocalState state;                     // the pass's grad mode, which holds in its hooks
    streams::Place place = streams::Place::here();  // and its streams: what the hook reads is made there
    jobs_.push_back([&] {
      try {
        at::ThreadLocalStateGuard guard(state);
        streams::Visit visit(place);
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
    streams::Place place = streams::Place::here();
    std::thread helper([&] {
      at::ThreadLocalStateGuard guard(state);
      try {
        place.enter();
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
  Pump* pump = pump_->load();
  if (pump == nullptr)
    throw Error("RuntimeError",
                "a JavaScript function was reached on another thread outside a backward pass");
  pump->post([&] { run(body); });
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

napi_value wrap_list(Env& env, const std::vector<at::Tensor>& tensors) {
  napi_value array;
  check(napi_create_array_with_length(env.env, tensors.size(), &array));
  for (size_t i = 0; i < tensors.size(); ++i) {
    HandleScope scope(env.env);
    check(napi_set_element(env.env, array, static_cast<uint32_t>(i), wrap_or_null(env.env, tensors[i])));
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

}  // namespace typetorch
