#include "guard.h"

#include <ATen/Context.h>
#include <c10/util/Exception.h>

#include <new>

#include "version.h"

namespace typetorch {
namespace {

struct Described {
  const char* kind;
  std::string message;
};

/// LibTorch's class of error, with PyTorch's own words and without C++ frames.
Described describe_current() {
  try {
    throw;
  } catch (const Error& e) {
    return {e.kind, e.message};
  } catch (const c10::IndexError& e) {
    return {"IndexError", e.what_without_backtrace()};
  } catch (const c10::ValueError& e) {
    return {"ValueError", e.what_without_backtrace()};
  } catch (const c10::TypeError& e) {
    return {"TypeError", e.what_without_backtrace()};
  } catch (const c10::NotImplementedError& e) {
    return {"NotImplementedError", e.what_without_backtrace()};
  } catch (const c10::LinAlgError& e) {
    return {"LinAlgError", e.what_without_backtrace()};
  } catch (const c10::OutOfMemoryError& e) {
    return {"OutOfMemoryError", e.what_without_backtrace()};
#if TYPETORCH_SINCE(2, 13)
  } catch (const c10::DistBackendError& e) {
    return {"DistBackendError", e.what_without_backtrace()};
  } catch (const c10::DistStoreError& e) {
    return {"DistStoreError", e.what_without_backtrace()};
  } catch (const c10::DistNetworkError& e) {
    return {"DistNetworkError", e.what_without_backtrace()};
  } catch (const c10::DistError& e) {
    return {"DistError", e.what_without_backtrace()};
#endif
#if TYPETORCH_SINCE(2, 8)
  } catch (const c10::AcceleratorError& e) {
    return {"AcceleratorError", e.what_without_backtrace()};
#endif
  } catch (const c10::Error& e) {
    std::string message = e.what_without_backtrace();
    bool is_memory = message.find("DefaultCPUAllocator: ") != std::string::npos;
    return {is_memory ? "OutOfMemoryError" : "RuntimeError", message};
  } catch (const std::bad_alloc&) {
    return {"OutOfMemoryError", "the host has not enough memory left for this operation"};
  } catch (const std::exception& e) {
    return {"RuntimeError", e.what()};
  } catch (...) {
    return {"RuntimeError", "an unknown C++ exception was thrown"};
  }
}

/// The dispatcher answers a device that this build lacks with a page of registrations; Python says it in a
/// line.
void shorten(Described& error) {
  const std::string& text = error.message;
  bool missing =
      text.find("not linked with support for cuda") != std::string::npos ||
      (text.compare(0, 13, "Could not run") == 0 && text.find("'CUDA' backend") != std::string::npos);
  if (missing && !at::hasCUDA()) error = {"AssertionError", "Torch not compiled with CUDA enabled"};
}

void throw_to_js(napi_env env, const Described& error) {
  Env& state = Env::of(env);
  napi_value message = to_js(env, error.message);
  napi_value value;
  if (state.make_error) {
    napi_value arguments[] = {to_js(env, std::string(error.kind)), message};
    check(napi_call_function(env, undefined(env), state.make_error->get(env), 2, arguments, &value));
  } else {
    check(napi_create_error(env, nullptr, message, &value));
  }
  check(napi_throw(env, value));
}

}  // namespace

void rethrow_to_js(napi_env env, const std::string& context) noexcept {
  try {
    bool pending = false;
    if (napi_is_exception_pending(env, &pending) != napi_ok || pending) return;
    try {
      throw;
    } catch (const NapiFailure& failure) {
      // A terminating worker refuses every call; anything else is an argument that conversion did not expect.
      if (failure.status == napi_closing || failure.status == napi_cannot_run_js) return;
      throw_to_js(env, {"TypeError", "an argument has a type that this function does not take"});
    } catch (const JsException& e) {
      check(napi_throw(env, element(env, e.thrown->get(env), 0)));
    } catch (...) {
      Described error = describe_current();
      shorten(error);
      error.message += context;
      throw_to_js(env, error);
    }
  } catch (...) {
    // Only a dying environment gets here; there is nobody left to tell.
  }
}

}  // namespace typetorch
