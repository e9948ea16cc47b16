#include "cuda.h"

#include <ATen/ATen.h>
#include <ATen/detail/CUDAHooksInterface.h>

#include "cuda_compat.h"
#include "guard.h"

#ifdef TYPETORCH_CUDA
#if __has_include(<nvtx3/nvToolsExt.h>)
#include <nvtx3/nvToolsExt.h>
#define TYPETORCH_NVTX 1
#endif
#include <ATen/cuda/CUDAGraph.h>
#endif

namespace typetorch {

#ifdef TYPETORCH_CUDA

namespace {

/// The device that a call names, or the current one.
c10::DeviceIndex device_index(napi_env env, napi_value value) {
  cuda::initialize();
  int count = c10::cuda::device_count();
  int index = type_of(env, value) == napi_number ? static_cast<int>(get_int64(env, value))
                                                 : c10::cuda::current_device();
  if (index < 0 || index >= count) throw Error("RuntimeError", "Invalid device id");
  return static_cast<c10::DeviceIndex>(index);
}

void set(napi_env env, napi_value object, const char* name, napi_value value) {
  check(napi_set_named_property(env, object, name, value));
}

template <typename Number>
void set_number(napi_env env, napi_value object, const char* name, Number value) {
  set(env, object, name, to_js(env, static_cast<int64_t>(value)));
}

/// Whether there is a device whose memory anything has asked for.
bool awake() { return c10::cuda::device_count() > 0 && cuda::initialized(); }

/// An object of numbers.
struct Figures {
  explicit Figures(napi_env owner) : env(owner) { check(napi_create_object(env, &object)); }
  void add(const std::string& name, int64_t value) { set(env, object, name.c_str(), to_js(env, value)); }
  napi_env env;
  napi_value object;
};

std::string uuid_text(const cudaUUID_t& uuid) {
  static const char kDigits[] = "0123456789abcdef";
  std::string text;
  for (int i = 0; i < 16; ++i) {
    if (i == 4 || i == 6 || i == 8 || i == 10) text += '-';
    auto byte = static_cast<unsigned char>(uuid.bytes[i]);
    text += kDigits[byte >> 4];
    text += kDigits[byte & 15];
  }
  return text;
}

}  // namespace

napi_value cuda_device_count(napi_env env, napi_callback_info) {
  return guarded(env, [&] { return to_js(env, static_cast<double>(c10::cuda::device_count())); });
}

// (index?): the current device's index, after switching when given.
napi_value cuda_device(napi_env env, napi_callback_info info) {
  return guarded(env, [&] {
    Arguments<1> args(env, info);
    c10::DeviceIndex index = device_index(env, args[0]);
    if (type_of(env, args[0]) == napi_number) c10::cuda::set_device(index);
    return to_js(env, static_cast<double>(index));
  });
}

napi_value cuda_device_properties(napi_env env, napi_callback_info info) {
  return guarded(env, [&] {
    Arguments<1> args(env, info);
    c10::DeviceIndex index = device_index(env, args[0]);
    cudaDeviceProp properties;
    C10_CUDA_CHECK(cudaGetDeviceProperties(&properties, index));
    napi_value object;
    check(napi_create_object(env, &object));
    set(env, object, "name", to_js(env, std::string(properties.name)));
    set_number(env, object, "major", properties.major);
    set_number(env, object, "minor", properties.minor);
    set_number(env, object, "total_memory", properties.totalGlobalMem);
    set_number(env, object, "multi_processor_count", properties.multiProcessorCount);
    set(env, object, "is_integrated", to_js(env, properties.integrated != 0));
    set(env, object, "is_multi_gpu_board", to_js(env, properties.isMultiGpuBoard != 0));
    set_number(env, object, "max_threads_per_multi_processor", properties.maxThreadsPerMultiProcessor);
    set_number(env, object, "max_threads_per_block", properties.maxThreadsPerBlock);
    set_number(env, object, "regs_per_multiprocessor", properties.regsPerMultiprocessor);
    set_number(env, object, "shared_memory_per_block", properties.sharedMemPerBlock);
    set_number(env, object, "shared_memory_per_block_optin", properties.sharedMemPerBlockOptin);
    set_number(env, object, "shared_memory_per_multiprocessor", properties.sharedMemPerMultiprocessor);
    set_number(env, object, "warp_size", properties.warpSize);
    set_number(env, object, "L2_cache_size", properties.l2CacheSize);
    set_number(env, object, "memory_bus_width", properties.memoryBusWidth);
    set_number(env, object, "pci_bus_id", properties.pciBusID);
    set_number(env, object, "pci_device_id", properties.pciDeviceID);
    set_number(env, object, "pci_domain_id", properties.pciDomainID);
    set(env, object, "uuid", to_js(env, uuid_text(properties.uuid)));
    return object;
  });
}

// (device, peer): whether the one can read the other's memory.
napi_value cuda_peer_access(napi_env env, napi_callback_info info) {
  return guarded(env, [&] {
    Arguments<2> args(env, info);
    c10::DeviceIndex device = device_index(env, args[0]);
    c10::DeviceIndex peer = device_index(env, args[1]);
    int able = 0;
    if (device != peer) C10_CUDA_CHECK(cudaDeviceCanAccessPeer(&able, device, peer));
    return to_js(env, able != 0);
  });
}

// [version of CUDA's headers, version of cuDNN or 0]
napi_value cuda_versions(napi_env env, napi_callback_info) {
  return guarded(env, [&] {
    int64_t cudnn = 0;
    try {
      cudnn = at::detail::getCUDAHooks().versionCuDNN();
    } catch (const c10::Error&) {  // built without
    }
    return to_js(env, std::vector<int64_t>{CUDART_VERSION, cudnn});
  });
}

// (now?): whether the devices were woken, after doing so when asked to.
napi_value cuda_is_initialized(napi_env env, napi_callback_info info) {
  return guarded(env, [&] {
    Arguments<1> args(env, info);
    if (type_of(env, args[0]) == napi_boolean && get_bool(env, args[0])) cuda::initialize();
    return to_js(env, awake());
  });
}

napi_value cuda_synchronize(napi_env env, napi_callback_info info) {
  return guarded(env, [&] {
    Arguments<1> args(env, info);
    c10::cuda::CUDAGuard guard(device_index(env, args[0]));
    c10::cuda::device_synchronize();
    return undefined(env);
  });
}

// (host?): of the device, or of page-locked memory.
napi_value cuda_empty_cache(napi_env env, napi_callback_info info) {
  return guarded(env, [&] {
    Arguments<1> args(env, info);
    if (!awake()) return undefined(env);
    if (type_of(env, args[0]) == napi_boolean && get_bool(env, args[0])) {
      cuda::empty_host_cache();
    } else {
      cuda::allocator::emptyCache();
    }
    return undefined(env);
  });
}

// (index?): [free, total] in bytes, as the driver counts.
napi_value cuda_mem_get_info(napi_env env, napi_callback_info info) {
  return guarded(env, [&] {
    Arguments<1> args(env, info);
    c10::cuda::CUDAGuard guard(device_index(env, args[0]));
    size_t free = 0, total = 0;
    C10_CUDA_CHECK(cudaMemGetInfo(&free, &total));
    return to_js(env, std::vector<int64_t>{static_cast<int64_t>(free), static_cast<int64_t>(total)});
  });
}

// (index, fraction?): the share of a device that this process may take, after setting it when given.
napi_value cuda_memory_fraction(napi_env env, napi_callback_info info) {
  return guarded(env, [&] {
    Arguments<2> args(env, info);
    c10::DeviceIndex index = device_index(env, args[0]);
    if (type_of(env, args[1]) == napi_number) {
      double fraction = get_double(env, args[1]);
      cuda::allocator::setMemoryFraction(fraction, index);
      return to_js(env, fraction);
    }
    return to_js(env, cuda::memory_fraction(index));
  });
}

// (index?, reset?): [allocated, peak allocated, reserved, peak reserved] in bytes; "peak" and "accumulated"
// start anew first.
napi_value cuda_memory_stats(napi_env env, napi_callback_info info) {
  return guarded(env, [&] {
    Arguments<2> args(env, info);
    if (!awake()) return to_js(env, std::vector<int64_t>(4, 0));
    c10::DeviceIndex index = device_index(env, args[0]);
    if (type_of(env, args[1]) == napi_string) {
      get_string(env, args[1]) == "peak" ? cuda::allocator::resetPeakStats(index)
                                         : cuda::allocator::resetAccumulatedStats(index);
    }
    auto stats = cuda::allocator::getDeviceStats(index);
    // Entry 0 of each statistic is the sum over the allocator's small and large pools.
    const auto& allocated = stats.allocated_bytes[0];
    const auto& reserved = stats.reserved_bytes[0];
    return to_js(env,
                 std::vector<int64_t>{allocated.current, allocated.peak, reserved.current, reserved.peak});
  });
}

// (index?): every figure of the allocator by its name in Python's memory_stats.
napi_value cuda_memory_figures(napi_env env, napi_callback_info info) {
  return guarded(env, [&] {
    Arguments<1> args(env, info);
    Figures figures(env);
    if (!awake()) return figures.object;
    auto stats = cuda::allocator::getDeviceStats(device_index(env, args[0]));
    auto number = [&](const std::string& name, int64_t value) { figures.add(name, value); };
    auto one = [&](const std::string& name, const auto& stat) { cuda::add_stat(number, name, stat); };
    auto array = [&](const std::string& name, const auto& stat) {
      const char* pools[] = {"all", "small_pool", "large_pool"};
      for (size_t i = 0; i < 3; ++i) one(name + "." + pools[i], stat[i]);
    };
    array("allocation", stats.allocation);
    array("segment", stats.segment);
    array("active", stats.active);
    array("inactive_split", stats.inactive_split);
    array("allocated_bytes", stats.allocated_bytes);
    array("reserved_bytes", stats.reserved_bytes);
    array("active_bytes", stats.active_bytes);
    array("inactive_split_bytes", stats.inactive_split_bytes);
    one("oversize_allocations", stats.oversize_allocations);
    one("oversize_segments", stats.oversize_segments);
    number("num_alloc_retries", stats.num_alloc_retries);
    number("num_ooms", stats.num_ooms);
    number("max_split_size", stats.max_split_size);
    cuda::newer_stats(stats, array, number);
    return figures.object;
  });
}

// (reset?): figures of page-locked memory by their names in Python's host_memory_stats.
napi_value cuda_host_figures(napi_env env, napi_callback_info info) {
  return guarded(env, [&] {
    Arguments<1> args(env, info);
    Figures figures(env);
    if (!awake()) return figures.object;
    std::string reset = type_of(env, args[0]) == napi_string ? get_string(env, args[0]) : "";
    cuda::host_figures(reset, [&](const std::string& name, int64_t value) { figures.add(name, value); });
    return figures.object;
  });
}

// (entries): from now on the last so many events of the allocator are kept; 0 stops it.
napi_value cuda_memory_history(napi_env env, napi_callback_info info) {
  return guarded(env, [&] {
    Arguments<1> args(env, info);
    device_index(env, undefined(env));
    int64_t entries = get_int64(env, args[0]);
    cuda::record_history(entries > 0, static_cast<size_t>(entries));
    return undefined(env);
  });
}

namespace {

/// JSON, which JavaScript reads faster than objects made one by one.
class Json {
 public:
  void open(char bracket) { separate() += bracket, first_ = true; }
  void close(char bracket) { text_ += bracket, first_ = false; }
  void name(const char* key) {
    separate() += '"';
    text_ += std::string(key) + "\":";
    first_ = true;
  }
  template <typename Number>
  void number(const char* key, Number value) {
    name(key);
    text_ += std::to_string(value);
    first_ = false;
  }
  void word(const char* key, const char* value) {
    name(key);
    text_ += std::string("\"") + value + '"';
    first_ = false;
  }
  const std::string& text() const { return text_; }

 private:
  std::string& separate() {
    if (!first_) text_ += ',';
    first_ = false;
    return text_;
  }
  std::string text_;
  bool first_ = true;
};

template <typename Segment>
void append_segment(Json& json, const Segment& segment) {
  json.open('{');
  json.number("device", static_cast<int64_t>(segment.device));
  json.number("address", static_cast<uint64_t>(segment.address));
  json.number("total_size", segment.total_size);
  json.number("allocated_size", segment.allocated_size);
  json.number("active_size", segment.active_size);
  json.number("stream", reinterpret_cast<uintptr_t>(segment.stream));
  json.word("segment_type", segment.is_large ? "large" : "small");
  json.name("blocks");
  json.open('[');
  uint64_t address = static_cast<uint64_t>(segment.address);
  for (const auto& block : segment.blocks) {
    json.open('{');
    json.number("address", address);
    json.number("size", block.size);
    cuda::newer_block(block, [&](const char* key, size_t value) { json.number(key, value); });
    json.word("state", block.allocated ? "active_allocated"
                       : block.active  ? "active_awaiting_free"
                                       : "inactive");
    json.close('}');
    address += static_cast<uint64_t>(block.size);
  }
  json.close(']');
  json.close('}');
}

}  // namespace

// JSON: the allocator's segments and blocks, and what the history kept.
napi_value cuda_memory_snapshot(napi_env env, napi_callback_info) {
  return guarded(env, [&] {
    device_index(env, undefined(env));
    Json json;
    cuda::write_snapshot(json, [&](const auto& segment) { append_segment(json, segment); });
    return to_js(env, json.text());
  });
}

// (mode?): 0, 1 (warn) or 2 (error) for operators that make the host wait, after setting it when given.
napi_value cuda_sync_debug_mode(napi_env env, napi_callback_info info) {
  return guarded(env, [&] {
    Arguments<1> args(env, info);
    device_index(env, undefined(env));
    if (type_of(env, args[0]) == napi_number) {
      int64_t mode = get_int64(env, args[0]);
      c10::cuda::warning_state().set_sync_debug_mode(mode == 2   ? c10::cuda::SyncDebugMode::L_ERROR
                                                     : mode == 1 ? c10::cuda::SyncDebugMode::L_WARN
                                                                 : c10::cuda::SyncDebugMode::L_DISABLED);
    }
    switch (c10::cuda::warning_state().get_sync_debug_mode()) {
      case c10::cuda::SyncDebugMode::L_ERROR:
        return to_js(env, 2.0);
      case c10::cuda::SyncDebugMode::L_WARN:
        return to_js(env, 1.0);
      default:
        return to_js(env, 0.0);
    }
  });
}

// (what, text or range): "push" and "pop" return depths, "start" a range that "end" takes.
napi_value nvtx_range(napi_env env, napi_callback_info info) {
  return guarded(env, [&]() -> napi_value {
    Arguments<2> args(env, info);
#ifdef TYPETORCH_NVTX
    std::string what = get_string(env, args[0]);
    if (what == "pop") return to_js(env, static_cast<double>(nvtxRangePop()));
    if (what == "end") {
      nvtxRangeEnd(static_cast<nvtxRangeId_t>(get_wide_int64(env, args[1])));
      return undefined(env);
    }
    std::string text = get_string(env, args[1]);
    if (what == "push") return to_js(env, static_cast<double>(nvtxRangePushA(text.c_str())));
    if (what == "start") return to_js(env, static_cast<int64_t>(nvtxRangeStartA(text.c_str())));
    nvtxMarkA(text.c_str());
    return undefined(env);
#else
    throw Error("RuntimeError", "NVTX functions not installed: the addon was built without NVTX's headers");
#endif
  });
}

#else

namespace {

napi_value no_cuda(napi_env env) {
  return guarded(
      env, [&]() -> napi_value { throw Error("AssertionError", "Torch not compiled with CUDA enabled"); });
}

/// What Python's stand-ins for classes of a CUDA build say.
napi_value dummy(napi_env env, const char* name) {
  return guarded(env, [&]() -> napi_value {
    throw Error("RuntimeError", std::string("Tried to instantiate dummy base class ") + name);
  });
}

napi_value zeros(napi_env env, size_t count) {
  return guarded(env, [&] { return to_js(env, std::vector<double>(count, 0)); });
}

}  // namespace

napi_value cuda_device_count(napi_env env, napi_callback_info) {
  return guarded(env, [&] { return to_js(env, 0.0); });
}
napi_value cuda_device(napi_env env, napi_callback_info) { return no_cuda(env); }
napi_value cuda_device_properties(napi_env env, napi_callback_info) { return no_cuda(env); }
napi_value cuda_peer_access(napi_env env, napi_callback_info) { return no_cuda(env); }
napi_value cuda_versions(napi_env env, napi_callback_info) { return zeros(env, 2); }
napi_value cuda_is_initialized(napi_env env, napi_callback_info info) {
  return guarded(env, [&]() -> napi_value {
    Arguments<1> args(env, info);
    if (type_of(env, args[0]) == napi_boolean)
      throw Error("AssertionError", "Torch not compiled with CUDA enabled");
    return to_js(env, false);
  });
}
napi_value cuda_synchronize(napi_env env, napi_callback_info) { return no_cuda(env); }
napi_value cuda_empty_cache(napi_env env, napi_callback_info) {
  return guarded(env, [&] { return undefined(env); });
}
napi_value cuda_mem_get_info(napi_env env, napi_callback_info) { return no_cuda(env); }
napi_value cuda_memory_fraction(napi_env env, napi_callback_info) { return no_cuda(env); }
napi_value cuda_memory_stats(napi_env env, napi_callback_info) { return zeros(env, 4); }
napi_value cuda_memory_figures(napi_env env, napi_callback_info) {
  return guarded(env, [&] {
    napi_value object;
    check(napi_create_object(env, &object));
    return object;
  });
}
napi_value cuda_host_figures(napi_env env, napi_callback_info info) { return cuda_memory_figures(env, info); }
napi_value cuda_memory_history(napi_env env, napi_callback_info) { return no_cuda(env); }
napi_value cuda_memory_snapshot(napi_env env, napi_callback_info) { return no_cuda(env); }
napi_value cuda_sync_debug_mode(napi_env env, napi_callback_info) { return no_cuda(env); }
napi_value nvtx_range(napi_env env, napi_callback_info) {
  return guarded(env, [&]() -> napi_value {
    throw Error("RuntimeError", "NVTX functions not installed. Are you sure you have a CUDA build?");
  });
}

napi_value graph_pool(napi_env env, napi_callback_info) { return dummy(env, "_graph_pool_handle"); }
napi_value graph_new(napi_env env, napi_callback_info) { return dummy(env, "CUDAGraph"); }
napi_value graph_begin(napi_env env, napi_callback_info) { return no_cuda(env); }
napi_value graph_end(napi_env env, napi_callback_info) { return no_cuda(env); }
napi_value graph_do(napi_env env, napi_callback_info) { return no_cuda(env); }
napi_value graph_dump(napi_env env, napi_callback_info) { return no_cuda(env); }
napi_value pool_new(napi_env env, napi_callback_info) { return dummy(env, "MemPool"); }
napi_value pool_describe(napi_env env, napi_callback_info) { return no_cuda(env); }
napi_value pool_use(napi_env env, napi_callback_info) { return no_cuda(env); }

bool cuda::capturing() { return false; }

#endif

}  // namespace typetorch
