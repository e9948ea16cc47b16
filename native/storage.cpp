#include "storage.h"

#include <ATen/ATen.h>

#include "convert.h"

namespace typetorch {
namespace {

/// A tensor's storage, which lives on while the result does.
c10::Storage host_storage(const at::Tensor& x) {
  if (!x.device().is_cpu() || x.layout() != at::kStrided) {
    throw Error("TypeError", "expected a dense tensor on the CPU, got one on " + x.device().str());
  }
  return x.storage();
}

// Its constness differs between the versions of LibTorch.
char* bytes_of(const c10::Storage& storage) {
  return static_cast<char*>(const_cast<void*>(static_cast<const void*>(storage.data())));
}

}  // namespace

/// Calls back with a tensor's whole storage as an ArrayBuffer, which is empty again afterwards, so that
/// nothing can outlive the memory.
napi_value storage_lend(napi_env env, napi_callback_info info) {
  return guarded(env, [&] {
    Arguments<2> args(env, info);
    c10::Storage storage = host_storage(unwrap_tensor(env, args[0]));
    napi_value buffer, result;
    check(napi_create_external_arraybuffer(env, bytes_of(storage), storage.nbytes(), nullptr, nullptr,
                                           &buffer));
    napi_status called = napi_call_function(env, undefined(env), args[1], 1, &buffer, &result);
    napi_status taken_back = napi_detach_arraybuffer(env, buffer);
    check(called);
    check(taken_back);
    return result;
  });
}

/// A part of a tensor's storage as a storage of its own, on the same memory: a tensor of its bytes.
napi_value storage_slice(napi_env env, napi_callback_info info) {
  return guarded(env, [&] {
    Arguments<3> args(env, info);
    c10::Storage whole = host_storage(unwrap_tensor(env, args[0]));
    int64_t begin = get_int64(env, args[1]);
    int64_t length = get_int64(env, args[2]);
    int64_t available = static_cast<int64_t>(whole.nbytes());
    if (begin < 0 || length < 0 || begin > available || length > available - begin) {
      throw Error("ValueError", "bytes " + std::to_string(begin) + " to " + std::to_string(begin + length) +
                                    " of a storage of " + std::to_string(available));
    }
    auto* keeper = new c10::Storage(whole);
    c10::DataPtr data(
        bytes_of(whole) + begin, keeper, [](void* kept) { delete static_cast<c10::Storage*>(kept); },
        c10::Device(c10::DeviceType::CPU));
    c10::Storage part(c10::Storage::use_byte_size_t(), static_cast<size_t>(length), std::move(data), nullptr,
                      false);
    at::Tensor bytes = at::empty({0}, at::TensorOptions().dtype(at::kByte));
    bytes.set_(part, 0, {length}, {1});
    return wrap(env, std::move(bytes));
  });
}

}  // namespace typetorch
