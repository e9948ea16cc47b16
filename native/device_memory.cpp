#include "device_memory.h"

#include <ATen/ATen.h>

#include <algorithm>
#include <mutex>
#include <unordered_map>

#include "convert.h"
#include "cuda.h"
#include "cuda_compat.h"
#include "memory.h"

namespace typetorch {
namespace device_memory {
namespace {

/// How much may be allocated between two minor collections, and how that changes: collections that find
/// little come less often, up to a quarter of what is alive; ones that find much more often, down to a
/// thirty-second.
class Pace {
 public:
  /// Whether `allocated` bytes are enough more than after the last collection.
  bool is_due(int64_t allocated) const { return allocated - after_last_ >= step(); }

  /// Whether old garbage is worth looking for, which only a major collection finds.
  bool is_major(int64_t allocated) const { return allocated > major_limit_; }

  void collected(int64_t before, int64_t after, bool major) {
    bool found_much = before - after > (before - after_last_) / 2;
    divisor_ = found_much ? std::min<int64_t>(2 * divisor_, 32) : std::max<int64_t>(divisor_ / 2, 4);
    after_last_ = after;
    if (major) major_limit_ = std::max(kMajorFloor, 2 * after);
  }

  int64_t after_last() const { return after_last_; }

  /// Bytes of new tensors after which it is worth asking the allocator.
  int64_t until_due(int64_t allocated) const {
    return std::max<int64_t>(step() - (allocated - after_last_), kStep / 4);
  }

 private:
  static constexpr int64_t kStep = 16 << 20;
  static constexpr int64_t kMajorFloor = int64_t{512} << 20;

  int64_t step() const { return std::max<int64_t>(kStep, after_last_ / divisor_); }

  int64_t after_last_ = 0;
  int64_t major_limit_ = kMajorFloor;
  int64_t divisor_ = 16;
};

thread_local Env* environment = nullptr;
thread_local Pace pace;
// An upper bound of what was allocated since the allocator was asked: views count as if they were new.
thread_local int64_t received_bytes = 0;
thread_local int64_t ask_at = 16 << 20;

#ifdef TYPETORCH_CUDA

int64_t allocated() {
  if (c10::cuda::device_count() == 0 || !cuda::initialized()) return 0;
  int64_t sum = 0;
  for (c10::DeviceIndex i = 0; i < c10::cuda::device_count(); ++i) {
    sum += cuda::allocator::getDeviceStats(i).allocated_bytes[0].current;
  }
  return sum;
}

void collect(Env& env, int64_t before, bool major) {
  memory::collect(env, major);
  pace.collected(before, allocated(), major);
  received_bytes = 0;
}

/// Called by the allocator when it has no block of the wanted size and is about to ask the driver for one,
/// with its lock held. On JavaScript's own thread garbage can be looked for there and then; the fuller the
/// device, the less garbage it takes to be worth it.
class Collecting final : public c10::FreeMemoryCallback {
 public:
  bool Execute() override {
    Env* env = environment;
    if (env == nullptr || env->collecting || cuda::capturing()) return false;
    // One thread at a time: each comes with its device's lock, and what it finds dead may lie on the other's.
    static std::mutex once;
    std::unique_lock<std::mutex> alone(once, std::try_to_lock);
    if (!alone) return false;
    try {
      size_t free = 0, total = 0;
      if (cudaMemGetInfo(&free, &total) != cudaSuccess) {
        (void)cudaGetLastError();
        return false;
      }
      int64_t before = allocated();
      auto worth = std::max<int64_t>(2 << 20, static_cast<int64_t>(std::min(free / 8, total / 16)));
      if (before - pace.after_last() < worth) return false;
      collect(*env, before, /*major=*/true);
      return allocated() < before;
    } catch (...) {
      // A dying environment, or a failure that the allocation itself is about to meet and report.
      napi_value ignored;
      bool pending = false;
      if (napi_is_exception_pending(env->env, &pending) == napi_ok && pending) {
        napi_get_and_clear_last_exception(env->env, &ignored);
      }
      return false;
    }
  }
};

/// Once a process: a second copy of the addon in it would be refused with an exit.
void install_callback() {
  constexpr const char* kName = "typetorch";
  auto* registry = c10::FreeCudaMemoryCallbacksRegistry();
  if (registry->Has(kName)) return;
  registry->Register(kName, [] { return std::unique_ptr<c10::FreeMemoryCallback>(new Collecting()); });
}

#else

int64_t allocated() { return 0; }
void collect(Env&, int64_t, bool) {}
void install_callback() {}

#endif

}  // namespace

void enter_thread(Env* env) {
  static std::once_flag once;
  std::call_once(once, install_callback);
  environment = env;
  pace = Pace();
  received_bytes = 0;
}

std::atomic<bool> seen{false};

void note(const at::Tensor& tensor) {
  seen.store(true, std::memory_order_relaxed);
  if (tensor.layout() != at::kStrided) return;
  received_bytes += tensor.numel() * static_cast<int64_t>(tensor.element_size());
}

void check_pace(Env& env) {
  if (received_bytes < ask_at) return;
  received_bytes = 0;
  int64_t now = allocated();
  if (pace.is_due(now)) collect(env, now, pace.is_major(now));
  ask_at = pace.until_due(allocated());
}

void before_pass(Env& env) {
  if (received_bytes == 0) return;
  int64_t now = allocated();
  if (now - pace.after_last() > now / 32) collect(env, now, pace.is_major(now));
}

}  // namespace device_memory

// (device, count): texts such as "1048576 float32[512, 512] (2 tensors)", the largest storages on a device
// that this thread's JavaScript holds; last the sum of all of them in bytes and their number.
napi_value largest_tensors(napi_env env, napi_callback_info info) {
  return guarded(env, [&] {
    Arguments<2> args(env, info);
    c10::Device device(get_string(env, args[0]));
    auto count = static_cast<size_t>(get_int64(env, args[1]));
    struct Held {
      int64_t bytes = 0;
      int tensors = 0;
      const at::Tensor* shown = nullptr;
    };
    std::unordered_map<c10::StorageImpl*, Held> storages;
    Env::of(env).handles->for_each([&](const at::Tensor& tensor) {
      if (!tensor.defined() || !tensor.has_storage() || tensor.device().type() != device.type()) return;
      if (device.has_index() && tensor.device() != device) return;
      Held& held = storages[tensor.storage().unsafeGetStorageImpl()];
      held.bytes = static_cast<int64_t>(tensor.storage().nbytes());
      held.tensors += 1;
      if (held.shown == nullptr || tensor.numel() > held.shown->numel()) held.shown = &tensor;
    });
    std::vector<Held> list;
    int64_t sum = 0;
    for (const auto& entry : storages) {
      list.push_back(entry.second);
      sum += entry.second.bytes;
    }
    std::sort(list.begin(), list.end(), [](const Held& a, const Held& b) { return a.bytes > b.bytes; });
    if (list.size() > count) list.resize(count);
    std::vector<std::string> rows;
    for (const Held& held : list) {
      rows.push_back(std::to_string(held.bytes) + " " + describe_tensor(held.shown) +
                     (held.tensors > 1 ? " (" + std::to_string(held.tensors) + " tensors)" : ""));
    }
    rows.push_back(std::to_string(sum) + " " + std::to_string(storages.size()));
    return to_js(env, rows);
  });
}

}  // namespace typetorch
