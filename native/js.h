// The few Node-API helpers that every file shares. Raw Node-API, because a worker that is being terminated
// may fail any call in the middle of a conversion: each status is checked and turned into an exception that
// the guard absorbs.
#pragma once

// Basic finalizers, which run inside the collector, are part of the experimental version only.
#undef NAPI_VERSION
#define NAPI_EXPERIMENTAL
#define NAPI_VERSION 2147483647
#define NODE_API_EXPERIMENTAL_NO_WARNING
#include <node_api.h>

#include <cstdint>
#include <exception>
#include <initializer_list>
#include <string>
#include <vector>

namespace typetorch {

/// A Node-API call failed; a JavaScript exception may or may not be pending. LibTorch's engine lets through
/// only what derives from std::exception, and a hook may fail inside it.
struct NapiFailure : std::exception {
  explicit NapiFailure(napi_status failed) : status(failed) {}
  const char* what() const noexcept override { return "a call into JavaScript failed"; }
  napi_status status;
};

inline void check(napi_status status) {
  if (status != napi_ok) throw NapiFailure(status);
}

inline napi_value undefined(napi_env env) {
  napi_value value;
  check(napi_get_undefined(env, &value));
  return value;
}

inline napi_value null(napi_env env) {
  napi_value value;
  check(napi_get_null(env, &value));
  return value;
}

/// An argument that was not given may be null, which costs no question of Node-API.
inline napi_valuetype type_of(napi_env env, napi_value value) {
  if (value == nullptr) return napi_undefined;
  napi_valuetype type;
  check(napi_typeof(env, value, &type));
  return type;
}

inline napi_value to_js(napi_env env, double number) {
  napi_value value;
  check(napi_create_double(env, number, &value));
  return value;
}

inline napi_value to_js(napi_env env, bool flag) {
  napi_value value;
  check(napi_get_boolean(env, flag, &value));
  return value;
}

/// A number while JavaScript can hold it exactly, a bigint past 2^53.
inline napi_value to_js(napi_env env, int64_t number) {
  constexpr int64_t kMaxSafe = (int64_t{1} << 53) - 1;
  napi_value value;
  if (number >= -kMaxSafe && number <= kMaxSafe) {
    check(napi_create_int64(env, number, &value));
  } else {
    check(napi_create_bigint_int64(env, number, &value));
  }
  return value;
}

inline napi_value to_js(napi_env env, const std::string& text) {
  napi_value value;
  check(napi_create_string_utf8(env, text.data(), text.size(), &value));
  return value;
}

inline double get_double(napi_env env, napi_value value) {
  double number;
  check(napi_get_value_double(env, value, &number));
  return number;
}

inline int64_t get_int64(napi_env env, napi_value value) {
  int64_t number;
  check(napi_get_value_int64(env, value, &number));
  return number;
}

/// What `to_js` made of an int64: a number or a bigint.
inline int64_t get_wide_int64(napi_env env, napi_value value) {
  if (type_of(env, value) != napi_bigint) return get_int64(env, value);
  int64_t number;
  bool lossless;
  check(napi_get_value_bigint_int64(env, value, &number, &lossless));
  return number;
}

inline bool get_bool(napi_env env, napi_value value) {
  bool flag;
  check(napi_get_value_bool(env, value, &flag));
  return flag;
}

inline std::string get_string(napi_env env, napi_value value) {
  size_t length;
  check(napi_get_value_string_utf8(env, value, nullptr, 0, &length));
  std::string text(length, '\0');
  check(napi_get_value_string_utf8(env, value, &text[0], length + 1, &length));
  return text;
}

inline uint32_t array_length(napi_env env, napi_value array) {
  uint32_t length;
  check(napi_get_array_length(env, array, &length));
  return length;
}

inline napi_value element(napi_env env, napi_value array, uint32_t index) {
  napi_value value;
  check(napi_get_element(env, array, index, &value));
  return value;
}

inline bool is_array(napi_env env, napi_value value) {
  bool result;
  check(napi_is_array(env, value, &result));
  return result;
}

/// The arguments of one call; missing ones read as undefined.
template <size_t N>
struct Arguments {
  napi_value values[N];
  size_t count = N;
  void* data = nullptr;

  Arguments(napi_env env, napi_callback_info info) {
    check(napi_get_cb_info(env, info, &count, values, nullptr, &data));
  }
  napi_value operator[](size_t index) const { return values[index]; }
};

/// Handles made in a loop die with the scope instead of with the whole call.
class HandleScope {
 public:
  explicit HandleScope(napi_env env) : env_(env) { check(napi_open_handle_scope(env, &scope_)); }
  ~HandleScope() { napi_close_handle_scope(env_, scope_); }
  HandleScope(const HandleScope&) = delete;
  HandleScope& operator=(const HandleScope&) = delete;

 private:
  napi_env env_;
  napi_handle_scope scope_;
};

/// What `read` makes of each item of an array.
template <typename Read>
auto read_array(napi_env env, napi_value array, Read read) {
  std::vector<decltype(read(array))> items;
  uint32_t length = array_length(env, array);
  for (uint32_t i = 0; i < length; ++i) {
    HandleScope scope(env);
    items.push_back(read(element(env, array, i)));
  }
  return items;
}

inline napi_value js_array(napi_env env, std::initializer_list<napi_value> items) {
  napi_value array;
  check(napi_create_array_with_length(env, items.size(), &array));
  uint32_t i = 0;
  for (napi_value item : items) check(napi_set_element(env, array, i++, item));
  return array;
}

template <typename T>
napi_value to_js(napi_env env, const std::vector<T>& items) {
  napi_value array;
  check(napi_create_array_with_length(env, items.size(), &array));
  for (size_t i = 0; i < items.size(); ++i) {
    HandleScope scope(env);
    check(napi_set_element(env, array, static_cast<uint32_t>(i), to_js(env, items[i])));
  }
  return array;
}

}  // namespace typetorch
