#include "memory.h"

#include <c10/core/Allocator.h>
#include <c10/core/CPUAllocator.h>
#include <c10/core/impl/alloc_cpu.h>

#include <algorithm>
#include <atomic>
#include <cstring>
#include <mutex>
#include <vector>

#include "device_memory.h"
#include "mapping.h"
#include "small_blocks.h"
#include "version.h"

namespace typetorch::memory {
namespace {

constexpr size_t kHeader = 64;              // keeps the data at c10's 64 byte alignment
constexpr int64_t kMinorBytes = 16 << 20;   // fresh storage between two minor collections
constexpr int64_t kHandleBytes = 16 << 10;  // counted for each handle
// Tensors and graph nodes: a megabyte of them is still warm in cache. Next to large tensors that does not
// matter.
constexpr int64_t kSmallBlocks = 1 << 20;
constexpr int64_t kSmallLive = 64 << 20;
constexpr int64_t kMajorFloor = int64_t{256} << 20;  // live bytes before the first major collection
constexpr int64_t kCacheLimit = int64_t{64} << 20;   // freed bytes kept for re-use
constexpr size_t kLargestCached = size_t{32} << 20;

std::atomic<int64_t> live_bytes{0};
std::atomic<int64_t> peak_bytes{0};
std::atomic<int64_t> minor_count{0};
std::atomic<int64_t> major_count{0};

// How much more memory this thread holds than after its last collection: what was freed at once is no
// garbage.
thread_local int64_t fresh_bytes = 0;
thread_local int64_t minor_limit = kMinorBytes;
thread_local int64_t major_limit = kMajorFloor;

/// Sizes are rounded up to eight steps per power of two, so that a freed block fits the next request of
/// about its size.
size_t round_up(size_t bytes) {
  if (bytes <= 512) return (bytes + 63) & ~size_t{63};
  size_t step = size_t{1} << (60 - __builtin_clzll(bytes - 1));
  return (bytes + step - 1) & ~(step - 1);
}

size_t size_class(size_t rounded) {
  if (rounded <= 512) return rounded / 64;
  int log2 = 63 - __builtin_clzll(rounded - 1);  // rounded is in (2^log2, 2^(log2 + 1)]
  return 9 + (log2 - 9) * 8 + (((rounded - 1) >> (log2 - 3)) - 8);
}

/// Held for a few instructions and hardly ever contended: half the price of a mutex, twice per tensor.
class SpinLock {
 public:
  void lock() {
    while (flag_.test_and_set(std::memory_order_acquire)) {
    }
  }
  void unlock() { flag_.clear(std::memory_order_release); }

 private:
  std::atomic_flag flag_ = ATOMIC_FLAG_INIT;
};

/// Freed blocks by size class, last in first out: the block that was freed last is the one still in the
/// processor's cache.
class BlockCache {
 public:
  void* take(size_t rounded) {
    if (rounded > kLargestCached) return nullptr;
    std::lock_guard<SpinLock> lock(lock_);
    auto& blocks = classes_[size_class(rounded)];
    if (blocks.empty()) return nullptr;
    void* block = blocks.back();
    blocks.pop_back();
    if (!blocks.empty()) {  // the next request's, while this one is worked on
      __builtin_prefetch(blocks.back(), 1);
      __builtin_prefetch(static_cast<char*>(blocks.back()) + kHeader, 1);
    }
    bytes_ -= static_cast<int64_t>(rounded);
    return block;
  }
  bool put(void* block, size_t rounded) {
    if (rounded > kLargestCached) return false;
    std::lock_guard<SpinLock> lock(lock_);
    if (bytes_ + static_cast<int64_t>(rounded) > kCacheLimit) return false;
    classes_[size_class(rounded)].push_back(block);
    bytes_ += static_cast<int64_t>(rounded);
    return true;
  }
  void release() {
    std::lock_guard<SpinLock> lock(lock_);
    for (auto& blocks : classes_) {
      for (void* block : blocks) c10::free_cpu(block);
      blocks.clear();
    }
    bytes_ = 0;
  }
  int64_t bytes() {
    std::lock_guard<SpinLock> lock(lock_);
    return bytes_;
  }

 private:
  SpinLock lock_;
  std::vector<void*> classes_[160];
  int64_t bytes_ = 0;
};

// Never destroyed: tensors in static storage may be freed after every destructor of ours has run.
BlockCache& cache() {
  static auto* instance = new BlockCache();
  return *instance;
}

/// Tells a running profiler of memory taken (or, below zero, given back).
void report(void* data, int64_t bytes, int64_t rounded) {
  int64_t live = live_bytes.load(std::memory_order_relaxed) + rounded;
  c10::reportMemoryUsageToProfiler(data, bytes, live, live + cache().bytes(),
                                   c10::Device(c10::DeviceType::CPU));
}

/// Blocks kept for re-use are the first to go when the system has no more.
void* allocate_block(size_t bytes) {
  try {
    return c10::alloc_cpu(bytes);
  } catch (const c10::Error&) {
    if (cache().bytes() == 0) throw;
    cache().release();
    return c10::alloc_cpu(bytes);
  }
}

void deallocate(void* data) {
  if (data == nullptr) return;
  void* block = static_cast<char*>(data) - kHeader;
  size_t rounded;
  std::memcpy(&rounded, block, sizeof rounded);
  if (c10::memoryProfilingEnabled()) {
    size_t bytes;
    std::memcpy(&bytes, static_cast<char*>(block) + sizeof rounded, sizeof bytes);
    report(data, -static_cast<int64_t>(bytes), -static_cast<int64_t>(rounded));
  }
  live_bytes.fetch_sub(static_cast<int64_t>(rounded), std::memory_order_relaxed);
  fresh_bytes = std::max<int64_t>(0, fresh_bytes - static_cast<int64_t>(rounded));
  if (!cache().put(block, rounded)) c10::free_cpu(block);
}

/// The CPU allocator that LibTorch uses once the addon is loaded: counts, and keeps freed blocks warm.
class CountingAllocator final : public c10::Allocator {
 public:
#if TYPETORCH_SINCE(2, 3)
  c10::DataPtr allocate(size_t bytes) override { return make(bytes); }
  void copy_data(void* to, const void* from, std::size_t count) const override {
    default_copy_data(to, from, count);
  }
#else
  c10::DataPtr allocate(size_t bytes) const override { return make(bytes); }
#endif
  c10::DeleterFnPtr raw_deleter() const override { return &deallocate; }

 private:
  static c10::DataPtr make(size_t bytes) {
    c10::Device cpu(c10::DeviceType::CPU);
    if (bytes == 0) return {nullptr, nullptr, &deallocate, cpu};
    // An absurd size goes to LibTorch's own allocation as it is, whose refusal names it.
    size_t rounded = bytes > (size_t{1} << 46) ? bytes - kHeader : round_up(bytes);
    void* block = cache().take(rounded);
    if (block == nullptr) block = allocate_block(rounded + kHeader);
    std::memcpy(block, &rounded, sizeof rounded);
    std::memcpy(static_cast<char*>(block) + sizeof rounded, &bytes, sizeof bytes);
    int64_t now = live_bytes.fetch_add(static_cast<int64_t>(rounded), std::memory_order_relaxed) +
                  static_cast<int64_t>(rounded);
    int64_t peak = peak_bytes.load(std::memory_order_relaxed);
    while (now > peak && !peak_bytes.compare_exchange_weak(peak, now, std::memory_order_relaxed)) {
    }
    fresh_bytes += static_cast<int64_t>(rounded);
    void* data = static_cast<char*>(block) + kHeader;
    if (c10::memoryProfilingEnabled()) report(data, static_cast<int64_t>(bytes), 0);
    return {data, data, &deallocate, cpu};
  }
};

}  // namespace

void collect(Env& env, bool major) {
  // A collection runs finalizers, which free tensors; a hook of the collector could call operators again.
  if (env.collecting || !env.collect) return;
  env.collecting = true;
  napi_value result;
  napi_value arguments[] = {to_js(env.env, major)};
  napi_status status =
      napi_call_function(env.env, undefined(env.env), env.collect->get(env.env), 1, arguments, &result);
  env.collecting = false;
  check(status);
  fresh_bytes = 0;
  small_blocks::reset_fresh();
  (major ? major_count : minor_count).fetch_add(1, std::memory_order_relaxed);
}

void install_allocator() {
  static std::once_flag once;
  std::call_once(once, [] {
    static auto* allocator = new CountingAllocator();
    c10::SetCPUAllocator(allocator, /*priority=*/1);
  });
}

void handle_created() { fresh_bytes += kHandleBytes; }

void received(int64_t bytes) { fresh_bytes += bytes; }

Stats stats(const Env& env) {
  return {env.handles->live(), live_bytes.load(),  peak_bytes.load(),
          cache().bytes(),     minor_count.load(), major_count.load()};
}

void reset_peak() { peak_bytes.store(live_bytes.load()); }

void release_cached() { cache().release(); }

/// Whether a loop over small tensors has so many of them lying about that new ones are cold memory.
static bool leaves_cache() {
  bool small = live_bytes.load(std::memory_order_relaxed) < kSmallLive;
  small_blocks::keep(small);
  return small && small_blocks::fresh() > kSmallBlocks;
}

void tick(Env& env) {
  mapping::check();
  device_memory::tick(env);
  if (!leaves_cache() && fresh_bytes < minor_limit) return;
  int64_t live = live_bytes.load(std::memory_order_relaxed);
  // A minor collection promotes what survives it twice; only a major one frees that, once it dies.
  bool major = live > major_limit;
  collect(env, major);
  live = live_bytes.load(std::memory_order_relaxed);
  if (major) major_limit = std::max(kMajorFloor, 2 * live);
  // A collection in the middle of a training step promotes what the step still needs: let big steps end
  // first.
  minor_limit = std::max(kMinorBytes, live / 4);
}

}  // namespace typetorch::memory
