// The one place where C++ exceptions become JavaScript ones. Every exported function runs inside it.
#pragma once

#include <string>

#include "env.h"

namespace typetorch {

/// A JavaScript callback threw; the value waits in Env::thrown.
struct JsException : std::exception {
  const char* what() const noexcept override { return "a JavaScript callback threw"; }
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

/// The same with a description that is only made when something went wrong.
template <typename Body, typename Describe>
napi_value guarded(napi_env env, Body body, Describe describe) noexcept {
  try {
    return body();
  } catch (...) {
    std::string context;
    try {
      throw;
    } catch (const NapiFailure&) {
    } catch (const JsException&) {
    } catch (...) {
      context = describe();
    }
    rethrow_to_js(env, context);
    return nullptr;
  }
}

}  // namespace typetorch
