// What differs between LibTorch's versions where there is CUDA: everything that asks for a version is here.
#pragma once

#ifdef TYPETORCH_CUDA

#include <ATen/Context.h>
#include <ATen/cuda/CUDAGraph.h>
#include <c10/core/Stream.h>
#include <c10/cuda/CUDACachingAllocator.h>
#include <c10/cuda/CUDAFunctions.h>
#include <c10/cuda/CUDAGuard.h>
#include <c10/cuda/CUDAStream.h>
#include <cuda_runtime_api.h>
#if __has_include(<ATen/core/CachingHostAllocator.h>)
#include <ATen/core/CachingHostAllocator.h>
#endif
#if __has_include(<ATen/cuda/MemPool.h>)
#include <ATen/cuda/MemPool.h>
#define TYPETORCH_HAS_MEMPOOL 1
#endif

#include <memory>
#include <string>
#include <thread>
#include <type_traits>
#include <utility>
#include <vector>

#include "guard.h"
#include "version.h"

namespace typetorch::cuda {

namespace allocator = c10::cuda::CUDACachingAllocator;

/// Two numbers name a pool of memory.
using PoolId = std::pair<uint64_t, uint64_t>;

inline void initialize() {
#if TYPETORCH_SINCE(2, 6)
  at::globalContext().lazyInitDevice(at::kCUDA);
#else
  at::globalContext().lazyInitCUDA();
#endif
}

/// Whether anything has asked for the device's memory yet; 1.13's allocator does not tell.
inline bool initialized() {
#if TYPETORCH_SINCE(2, 0)
  return allocator::get()->initialized();
#else
  return c10::cuda::device_count() > 0;
#endif
}

inline c10::cuda::CUDAStream new_stream(int priority, c10::DeviceIndex device) {
#if TYPETORCH_SINCE(2, 1)
  return c10::cuda::getStreamFromPool(priority, device);
#else
  return c10::cuda::getStreamFromPool(priority < 0, device);
#endif
}

/// Whether a graph is being captured on a stream.
inline bool is_capturing(const c10::cuda::CUDAStream& stream) {
  c10::cuda::CUDAGuard guard(stream.device());
  cudaStreamCaptureStatus status = cudaStreamCaptureStatusNone;
  C10_CUDA_CHECK(cudaStreamIsCapturing(stream.stream(), &status));
  return status != cudaStreamCaptureStatusNone;
}

inline double memory_fraction(c10::DeviceIndex device) {
#if TYPETORCH_SINCE(2, 7)
  return allocator::getMemoryFraction(device);
#else
  throw Error("NotImplementedError", "get_per_process_memory_fraction needs LibTorch 2.7 or later");
#endif
}

/// The four figures of one statistic, by their names in Python.
template <typename Number, typename Stat>
void add_stat(Number number, const std::string& name, const Stat& stat) {
  number(name + ".current", stat.current);
  number(name + ".peak", stat.peak);
  number(name + ".allocated", stat.allocated);
  number(name + ".freed", stat.freed);
}

/// Calls `add(name, bytes or count)` for every figure that only some versions keep.
template <typename Stats, typename AddArray, typename AddNumber>
void newer_stats(const Stats& stats, AddArray array, AddNumber number) {
#if TYPETORCH_SINCE(2, 1)
  array("requested_bytes", stats.requested_bytes);
#endif
#if TYPETORCH_SINCE(2, 5)
  number("num_sync_all_streams", stats.num_sync_all_streams);
  number("num_device_alloc", stats.num_device_alloc);
  number("num_device_free", stats.num_device_free);
#endif
}

inline std::shared_ptr<at::cuda::CUDAGraph> new_graph(bool keep) {
#if TYPETORCH_SINCE(2, 8)
  return std::make_shared<at::cuda::CUDAGraph>(keep);
#else
  if (keep) throw Error("NotImplementedError", "keep_graph needs LibTorch 2.8 or later");
  return std::make_shared<at::cuda::CUDAGraph>();
#endif
}

inline void begin_capture(at::cuda::CUDAGraph& graph, PoolId pool, const std::string& mode) {
#if TYPETORCH_SINCE(2, 1)
  cudaStreamCaptureMode how;
  if (mode == "global") {
    how = cudaStreamCaptureModeGlobal;
  } else if (mode == "thread_local") {
    how = cudaStreamCaptureModeThreadLocal;
  } else if (mode == "relaxed") {
    how = cudaStreamCaptureModeRelaxed;
  } else {
    throw Error("RuntimeError",
                "Unknown capture error mode. Expected `global`, `thread_local`, or `relaxed`, got " + mode);
  }
  graph.capture_begin({pool.first, pool.second}, how);
#else
  if (mode != "global") throw Error("NotImplementedError", "capture_error_mode needs LibTorch 2.1 or later");
  graph.capture_begin({pool.first, pool.second});
#endif
}

template <typename Host>
auto abandon_host_pool(Host* host, PoolId pool, int)
    -> decltype(host->end_allocate_to_pool({pool.first, pool.second})) {
  host->end_allocate_to_pool({pool.first, pool.second});
  host->release_pool({pool.first, pool.second});
}
template <typename Host>
void abandon_host_pool(Host*, PoolId, long) {}

/// What a capture that failed may leave behind: allocators that still send this stream's requests to the
/// graph's pool, and ask the graph which they are. From 2.14 on, the graph's own reset sees to it.
inline void abandon_pool(c10::DeviceIndex device, PoolId pool) noexcept {
#if TYPETORCH_SINCE(2, 3) && !TYPETORCH_SINCE(2, 14)
  try {
    allocator::endAllocateToPool(device, {pool.first, pool.second});
    allocator::releasePool(device, {pool.first, pool.second});
  } catch (...) {  // it had ended already
  }
#endif
#if TYPETORCH_SINCE(2, 8) && !TYPETORCH_SINCE(2, 14)
  try {
    abandon_host_pool(at::getHostAllocator(at::kCUDA), pool, 0);
  } catch (...) {  // the same
  }
#endif
}

inline void replay(at::cuda::CUDAGraph& graph) {
#if TYPETORCH_SINCE(2, 14)
  if (!graph.has_graph_exec()) graph.instantiate();  // where it is kept; LibTorch did so itself before
#endif
  graph.replay();
}

inline void instantiate(at::cuda::CUDAGraph& graph) {
#if TYPETORCH_SINCE(2, 8)
  graph.instantiate();
#else
  throw Error("NotImplementedError", "instantiate needs LibTorch 2.8 or later");
#endif
}

inline void enable_debug(at::cuda::CUDAGraph& graph) {
#if TYPETORCH_SINCE(2, 0)
  graph.enable_debug_mode();
#else
  throw Error("NotImplementedError", "enable_debug_mode needs LibTorch 2.0 or later");
#endif
}

/// A drawing of the graph in DOT.
inline void dump(at::cuda::CUDAGraph& graph, const std::string& path) {
#if TYPETORCH_SINCE(2, 14)
  C10_CUDA_CHECK(cudaGraphDebugDotPrint(graph.raw_cuda_graph(), path.c_str(), cudaGraphDebugDotFlagsVerbose));
#elif TYPETORCH_SINCE(2, 0)
  graph.debug_dump(path);
#else
  throw Error("NotImplementedError", "debug_dump needs LibTorch 2.0 or later");
#endif
}

#ifdef TYPETORCH_HAS_MEMPOOL
template <typename Pool>
std::shared_ptr<Pool> make_pool(bool use_on_oom, bool no_split) {
  if constexpr (std::is_constructible_v<Pool, std::nullptr_t, bool, bool, bool>) {
    return std::make_shared<Pool>(nullptr, true, use_on_oom, no_split);
  } else {
    if (use_on_oom || no_split)
      throw Error("NotImplementedError", "use_on_oom and no_split need a later LibTorch");
    return std::make_shared<Pool>(nullptr, true);
  }
}

inline std::shared_ptr<at::cuda::MemPool> new_pool(bool use_on_oom, bool no_split) {
  return make_pool<at::cuda::MemPool>(use_on_oom, no_split);
}
#endif

/// Sends what this thread allocates to a pool until `leave_pool`.
inline void enter_pool(c10::DeviceIndex device, PoolId pool) {
#if TYPETORCH_SINCE(2, 3)
  auto thread = std::this_thread::get_id();
  allocator::beginAllocateToPool(device, {pool.first, pool.second},
                                 [thread](cudaStream_t) { return std::this_thread::get_id() == thread; });
#else
  throw Error("NotImplementedError", "use_mem_pool needs LibTorch 2.3 or later");
#endif
}

inline void leave_pool(c10::DeviceIndex device, PoolId pool) {
#if TYPETORCH_SINCE(2, 3)
  allocator::endAllocateToPool(device, {pool.first, pool.second});
  allocator::releasePool(device, {pool.first, pool.second});
#endif
}

template <typename Block, typename Add>
void newer_block(const Block& block, Add add) {
#if TYPETORCH_SINCE(2, 1)
  add("requested_size", block.requested_size);
#endif
}

inline const char* action_name(int action) {
  static const char* const kNames[] = {"alloc",        "free_requested", "free_completed", "segment_alloc",
                                       "segment_free", "segment_map",    "segment_unmap",  "snapshot",
                                       "oom",          "annotate"};
  return action >= 0 && action < 10 ? kNames[action] : "unknown";
}

/// The allocator's segments, and the events that the history kept, device by device.
template <typename Json, typename AppendSegment>
void write_snapshot(Json& json, AppendSegment append) {
  auto snapshot = allocator::snapshot();
  json.open('{');
  json.name("segments");
  json.open('[');
#if TYPETORCH_SINCE(2, 0)
  for (const auto& segment : snapshot.segments) append(segment);
#else
  for (const auto& segment : snapshot) append(segment);
#endif
  json.close(']');
  json.name("device_traces");
  json.open('[');
#if TYPETORCH_SINCE(2, 2)
  for (const auto& trace : snapshot.device_traces) {
    json.open('[');
    for (const auto& entry : trace) {
      json.open('{');
      json.word("action", action_name(static_cast<int>(entry.action_)));
      json.number(std::string("oom") == action_name(static_cast<int>(entry.action_)) ? "device_free" : "addr",
                  static_cast<uint64_t>(entry.addr_));
      json.number("size", entry.size_);
      json.number("stream", reinterpret_cast<uintptr_t>(entry.stream_));
      json.number("time_us", static_cast<int64_t>(entry.time_.t_));
      json.close('}');
    }
    json.close(']');
  }
#endif
  json.close(']');
  json.close('}');
}

#if TYPETORCH_SINCE(2, 1)
// The call has grown an argument twice.
template <typename Allocator>
auto set_history(Allocator* to, bool enabled, size_t entries, int)
    -> decltype(to->recordHistory(enabled, nullptr, entries, allocator::RecordContext::NEVER, true,
                                  std::vector<std::string>())) {
  return to->recordHistory(enabled, nullptr, entries, allocator::RecordContext::NEVER, true,
                           std::vector<std::string>());
}
template <typename Allocator>
auto set_history(Allocator* to, bool enabled, size_t entries, long)
    -> decltype(to->recordHistory(enabled, nullptr, entries, allocator::RecordContext::NEVER, true)) {
  return to->recordHistory(enabled, nullptr, entries, allocator::RecordContext::NEVER, true);
}
template <typename Allocator>
void set_history(Allocator* to, bool enabled, size_t entries, ...) {
  to->recordHistory(enabled, nullptr, entries, allocator::RecordContext::NEVER);
}
#endif

inline void record_history(bool enabled, size_t entries) {
#if TYPETORCH_SINCE(2, 1)
  set_history(allocator::get(), enabled, entries, 0);
#else
  throw Error("NotImplementedError", "the history of allocations needs LibTorch 2.1 or later");
#endif
}

inline void empty_host_cache() {
#if TYPETORCH_SINCE(2, 8)
  at::getHostAllocator(at::kCUDA)->empty_cache();
#endif
}

/// The figures of page-locked memory, after starting some anew when asked to.
template <typename Number>
void host_figures(const std::string& reset, Number number) {
#if TYPETORCH_SINCE(2, 9)
  at::HostAllocator* host = at::getHostAllocator(at::kCUDA);
  if (reset == "peak") host->reset_peak_stats();
  if (reset == "accumulated") host->reset_accumulated_stats();
  auto stats = host->get_stats();
  auto add_time = [&](const std::string& name, const auto& stat) {
    number(name + ".total", stat.total);
    number(name + ".max", stat.max);
    number(name + ".min", stat.min);
    number(name + ".count", stat.count);
    number(name + ".avg", stat.count == 0 ? 0 : stat.total / stat.count);
  };
  add_stat(number, "allocations", stats.allocations);
  add_stat(number, "allocated_bytes", stats.allocated_bytes);
  add_stat(number, "active_requests", stats.active_requests);
  add_stat(number, "active_bytes", stats.active_bytes);
  add_time("host_alloc_time", stats.host_alloc_time);
  add_time("host_free_time", stats.host_free_time);
  number("num_host_alloc", stats.num_host_alloc);
  number("num_host_free", stats.num_host_free);
#else
  throw Error("NotImplementedError", "figures of page-locked memory need LibTorch 2.9 or later");
#endif
}

}  // namespace typetorch::cuda

#endif
