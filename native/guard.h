// The one place where C++ exceptions become JavaScript ones. Every exported function runs inside it.
#pragma once

#include <string>

#include "env.h"

namespace typetorch {

/// A JavaScript callback threw inside a C++ frame. What it threw may be anything, and only objects can be
/// referred to, so it travels as the one element of an array.
struct JsException : std::exception {
  explicit JsException(std::shared_ptr<JsRef> array) : thrown(std::move(array)) {}
  const char* what() const noexcept override { return "a JavaScript callback threw"; }
  std::shared_ptr<JsRef> thrown;
};

/// An error with a kind of our own ("TypeError", "DisposedError", ...; the classes of src/errors.ts).
struct Error : std::exception {
  Error(const char* error_kind, std::string text) : kind(error_kind), message(std::move(text)) {}
  const char* what() const noexcept override { return message.c_str(); }
  const char* kind;
  std::string message;
};

/// Turns the exception in flight into a pending JavaScript one. `context` ends the message: operator and
/// arguments.
void rethrow_to_js(napi_env env, const std::string& context) noexcept;

template <typename Body>
napi_value guarded(napi_env env, Body body) noexcept {
  try {
    return body();
  } catch (...) {
    rethrow_to_js(env, std::string());
    return nullptr;
  }
}

/// What `describe` says. Describing may fail itself, in a getter of an argument or as a worker is terminated.
template <typename Describe>
std::string context_of(napi_env env, Describe describe) noexcept {
  try {
    try {
      throw;
    } catch (const NapiFailure&) {
    } catch (const JsException&) {
    } catch (...) {
      return describe();
    }
  } catch (...) {
    napi_value ignored;
    napi_get_and_clear_last_exception(env, &ignored);
  }
  return {};
}

/// The same with a description that is only made when something went wrong.
template <typename Body, typename Describe>
napi_value guarded(napi_env env, Body body, Describe describe) noexcept {
  try {
    return body();
  } catch (...) {
    rethrow_to_js(env, context_of(env, describe));
    return nullptr;
  }
}

}  // namespace typetorch
