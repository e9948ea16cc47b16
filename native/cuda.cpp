#include "cuda.h"

#include <ATen/ATen.h>
#include <torch/version.h>

#include "guard.h"

#ifdef TYPETORCH_CUDA
#include <c10/cuda/CUDACachingAllocator.h>
#include <c10/cuda/CUDAFunctions.h>
#include <cuda_runtime_api.h>
#endif

namespace typetorch {

#ifdef TYPETORCH_CUDA

namespace {

/// The device that a call names, or the current one.
int device_index(napi_env env, napi_value value) {
  at::globalContext().lazyInitDevice(at::kCUDA);
  int count = c10::cuda::device_count();
  int index = type_of(env, value) == napi_number ? static_cast<int>(get_int64(env, value))
                                                 : c10::cuda::current_device();
  if (index < 0 || index >= count) throw Error("RuntimeError", "Invalid device id");
  return index;
}

void set(napi_env env, napi_value object, const char* name, napi_value value) {
  check(napi_set_named_property(env, object, name, value));
}

}  // namespace

napi_value cuda_device_count(napi_env env, napi_callback_info) {
  return guarded(env, [&] { return to_js(env, static_cast<double>(c10::cuda::device_count())); });
}

// (index?): the current device's index, after switching when given.
napi_value cuda_device(napi_env env, napi_callback_info info) {
  return guarded(env, [&] {
    Arguments<1> args(env, info);
    int index = device_index(env, args[0]);
    if (type_of(env, args[0]) == napi_number) c10::cuda::set_device(static_cast<c10::DeviceIndex>(index));
    return to_js(env, static_cast<double>(index));
  });
}

napi_value cuda_device_properties(napi_env env, napi_callback_info info) {
  return guarded(env, [&] {
    Arguments<1> args(env, info);
    int index = device_index(env, args[0]);
    cudaDeviceProp properties;
    C10_CUDA_CHECK(cudaGetDeviceProperties(&properties, index));
    napi_value object;
    check(napi_create_object(env, &object));
    set(env, object, "name", to_js(env, std::string(properties.name)));
    set(env, object, "major", to_js(env, static_cast<double>(properties.major)));
    set(env, object, "minor", to_js(env, static_cast<double>(properties.minor)));
    set(env, object, "total_memory", to_js(env, static_cast<int64_t>(properties.totalGlobalMem)));
    set(env, object, "multi_processor_count",
        to_js(env, static_cast<double>(properties.multiProcessorCount)));
    return object;
  });
}

napi_value cuda_synchronize(napi_env env, napi_callback_info info) {
  return guarded(env, [&] {
    Arguments<1> args(env, info);
    int index = device_index(env, args[0]);
    int before = c10::cuda::current_device();
    c10::cuda::set_device(static_cast<c10::DeviceIndex>(index));
    c10::cuda::device_synchronize();
    c10::cuda::set_device(static_cast<c10::DeviceIndex>(before));
    return undefined(env);
  });
}

napi_value cuda_empty_cache(napi_env env, napi_callback_info) {
  return guarded(env, [&] {
    if (c10::cuda::CUDACachingAllocator::get()->initialized()) c10::cuda::CUDACachingAllocator::emptyCache();
    return undefined(env);
  });
}

// (index?, reset_peak): [allocated, peak allocated, reserved, peak reserved] in bytes.
napi_value cuda_memory_stats(napi_env env, napi_callback_info info) {
  return guarded(env, [&] {
    Arguments<2> args(env, info);
    int64_t figures[4] = {0, 0, 0, 0};
    if (c10::cuda::CUDACachingAllocator::get()->initialized()) {
      auto index = static_cast<c10::DeviceIndex>(device_index(env, args[0]));
      if (type_of(env, args[1]) == napi_boolean && get_bool(env, args[1])) {
        c10::cuda::CUDACachingAllocator::resetPeakStats(index);
      }
      auto stats = c10::cuda::CUDACachingAllocator::getDeviceStats(index);
      // Entry 0 of each statistic is the sum over the allocator's small and large pools.
      figures[0] = stats.allocated_bytes[0].current;
      figures[1] = stats.allocated_bytes[0].peak;
      figures[2] = stats.reserved_bytes[0].current;
      figures[3] = stats.reserved_bytes[0].peak;
    }
    napi_value array;
    check(napi_create_array_with_length(env, 4, &array));
    for (uint32_t i = 0; i < 4; ++i) check(napi_set_element(env, array, i, to_js(env, figures[i])));
    return array;
  });
}

#else

namespace {

napi_value no_cuda(napi_env env) {
  return guarded(
      env, [&]() -> napi_value { throw Error("RuntimeError", "Torch not compiled with CUDA enabled"); });
}

}  // namespace

napi_value cuda_device_count(napi_env env, napi_callback_info) {
  return guarded(env, [&] { return to_js(env, 0.0); });
}

napi_value cuda_device(napi_env env, napi_callback_info) { return no_cuda(env); }

napi_value cuda_device_properties(napi_env env, napi_callback_info) { return no_cuda(env); }

napi_value cuda_synchronize(napi_env env, napi_callback_info) { return no_cuda(env); }

napi_value cuda_empty_cache(napi_env env, napi_callback_info) {
  return guarded(env, [&] { return undefined(env); });
}

napi_value cuda_memory_stats(napi_env env, napi_callback_info) {
  return guarded(env, [&] {
    napi_value array;
    check(napi_create_array_with_length(env, 4, &array));
    for (uint32_t i = 0; i < 4; ++i) check(napi_set_element(env, array, i, to_js(env, 0.0)));
    return array;
  });
}

#endif

}  // namespace typetorch
