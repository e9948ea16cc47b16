#include "autocast.h"

#include <ATen/autocast_mode.h>

#include "guard.h"
#include "version.h"

namespace typetorch {
namespace {

#if TYPETORCH_SINCE(2, 4)
bool enabled(at::DeviceType device) { return at::autocast::is_autocast_enabled(device); }
void set_enabled(at::DeviceType device, bool on) { at::autocast::set_autocast_enabled(device, on); }
at::ScalarType dtype(at::DeviceType device) { return at::autocast::get_autocast_dtype(device); }
void set_dtype(at::DeviceType device, at::ScalarType type) { at::autocast::set_autocast_dtype(device, type); }
#else
[[noreturn]] void refuse(at::DeviceType device) {
  throw Error("RuntimeError", "autocast on " + c10::DeviceTypeName(device, true) + " needs a newer LibTorch");
}
bool enabled(at::DeviceType device) {
  if (device == at::kCPU) return at::autocast::is_cpu_enabled();
  if (device == at::kCUDA) return at::autocast::is_enabled();
  refuse(device);
}
void set_enabled(at::DeviceType device, bool on) {
  if (device == at::kCPU) return at::autocast::set_cpu_enabled(on);
  if (device == at::kCUDA) return at::autocast::set_enabled(on);
  refuse(device);
}
at::ScalarType dtype(at::DeviceType device) {
  if (device == at::kCPU) return at::autocast::get_autocast_cpu_dtype();
  if (device == at::kCUDA) return at::autocast::get_autocast_gpu_dtype();
  refuse(device);
}
void set_dtype(at::DeviceType device, at::ScalarType type) {
  if (device == at::kCPU) return at::autocast::set_autocast_cpu_dtype(type);
  if (device == at::kCUDA) return at::autocast::set_autocast_gpu_dtype(type);
  refuse(device);
}
#endif

}  // namespace

// (device type, enabled?, dtype code?): sets what is given; returns [enabled, dtype code].
napi_value autocast_state(napi_env env, napi_callback_info info) {
  return guarded(env, [&] {
    Arguments<3> args(env, info);
    at::DeviceType device = at::Device(get_string(env, args[0])).type();
    if (type_of(env, args[2]) == napi_number) {
      int64_t code = get_int64(env, args[2]);
      if (code < 0 || code >= static_cast<int64_t>(at::ScalarType::NumOptions))
        throw Error("ValueError", "not a code of a dtype: " + std::to_string(code));
      set_dtype(device, static_cast<at::ScalarType>(code));
    }
    if (type_of(env, args[1]) == napi_boolean) set_enabled(device, get_bool(env, args[1]));
    napi_value state;
    check(napi_create_array_with_length(env, 2, &state));
    check(napi_set_element(env, state, 0, to_js(env, enabled(device))));
    check(napi_set_element(env, state, 1, to_js(env, static_cast<double>(dtype(device)))));
    return state;
  });
}

// (1) enters, (-1) leaves, (0) drops the cached casts; returns the depth after entering or leaving.
napi_value autocast_nesting(napi_env env, napi_callback_info info) {
  return guarded(env, [&] {
    Arguments<1> args(env, info);
    switch (get_int64(env, args[0])) {
      case 1:
        return to_js(env, static_cast<double>(at::autocast::increment_nesting()));
      case -1:
        return to_js(env, static_cast<double>(at::autocast::decrement_nesting()));
      default:
        at::autocast::clear_cache();
        return undefined(env);
    }
  });
}

// (enabled?): whether casts of parameters are kept until the outermost block ends.
napi_value autocast_cache(napi_env env, napi_callback_info info) {
  return guarded(env, [&] {
    Arguments<1> args(env, info);
    if (type_of(env, args[0]) == napi_boolean)
      at::autocast::set_autocast_cache_enabled(get_bool(env, args[0]));
    return to_js(env, at::autocast::is_autocast_cache_enabled());
  });
}

}  // namespace typetorch
