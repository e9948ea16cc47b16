#include "waiting.h"

#include <exception>
#include <memory>

#include "guard.h"

namespace typetorch {
namespace {

struct Waiting {
  std::function<void()> wait;
  std::exception_ptr error;
  napi_async_work work = nullptr;
  napi_deferred promise = nullptr;
};

void execute(napi_env, void* data) {
  auto* waiting = static_cast<Waiting*>(data);
  try {
    waiting->wait();
  } catch (...) {
    waiting->error = std::current_exception();
  }
}

/// The JavaScript error that `error` would be thrown as.
napi_value as_value(napi_env env, std::exception_ptr error) {
  guarded(env, [&]() -> napi_value { std::rethrow_exception(error); });
  napi_value thrown;
  check(napi_get_and_clear_last_exception(env, &thrown));
  return thrown;
}

// Back on JavaScript's thread. An environment that ends refuses every call; its promises end with it.
void complete(napi_env env, napi_status status, void* data) {
  std::unique_ptr<Waiting> waiting(static_cast<Waiting*>(data));
  napi_delete_async_work(env, waiting->work);
  guarded(env, [&]() -> napi_value {
    if (status == napi_cancelled) {
      waiting->error = std::make_exception_ptr(Error("RuntimeError", "the wait was given up"));
    }
    if (waiting->error) {
      check(napi_reject_deferred(env, waiting->promise, as_value(env, waiting->error)));
    } else {
      check(napi_resolve_deferred(env, waiting->promise, undefined(env)));
    }
    return nullptr;
  });
}

}  // namespace

napi_value wait_async(napi_env env, std::function<void()> wait) {
  auto waiting = std::make_unique<Waiting>();
  waiting->wait = std::move(wait);
  napi_value promise;
  check(napi_create_promise(env, &waiting->promise, &promise));
  check(napi_create_async_work(env, nullptr, to_js(env, std::string("typetorch.wait")), execute, complete,
                               waiting.get(), &waiting->work));
  napi_status status = napi_queue_async_work(env, waiting->work);
  if (status != napi_ok) napi_delete_async_work(env, waiting->work);
  check(status);
  waiting.release();
  return promise;
}

}  // namespace typetorch
