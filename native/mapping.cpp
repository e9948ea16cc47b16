#include "mapping.h"

#include <ATen/ATen.h>
#include <signal.h>
#include <sys/mman.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <mutex>

#include "box.h"
#include "memory.h"
#include "storage.h"

namespace typetorch {
namespace mapping {

std::atomic<bool> lost{false};

namespace {

/// Where a file is mapped. Read by a signal handler, so it is a fixed table of atomics.
struct Region {
  std::atomic<uintptr_t> begin{0};
  std::atomic<uintptr_t> end{0};
};
constexpr size_t kRegions = 4096;
Region regions[kRegions];
std::mutex regions_mutex;
struct sigaction previous;

/// Makes the page zeros, if it belongs to a mapped file: the instruction that touched it can go on.
bool replace_page(void* address) {
  auto at = reinterpret_cast<uintptr_t>(address);
  for (const Region& region : regions) {
    uintptr_t end = region.end.load(std::memory_order_acquire);
    if (at < region.begin.load(std::memory_order_acquire) || at >= end) continue;
    auto size = static_cast<uintptr_t>(sysconf(_SC_PAGESIZE));
    uintptr_t page = at & ~(size - 1);
    // From here to the end everything lies behind the file's end.
    void* zeros = mmap(reinterpret_cast<void*>(page), end - page, PROT_READ | PROT_WRITE,
                       MAP_PRIVATE | MAP_ANONYMOUS | MAP_FIXED, -1, 0);
    if (zeros == MAP_FAILED) return false;
    lost.store(true, std::memory_order_relaxed);
    return true;
  }
  return false;
}

void on_bus_error(int signal, siginfo_t* info, void* context) {
  int before = errno;
  bool replaced = replace_page(info->si_addr);
  errno = before;
  if (replaced) return;
  if ((previous.sa_flags & SA_SIGINFO) != 0 && previous.sa_sigaction != nullptr) {
    previous.sa_sigaction(signal, info, context);
  } else if (previous.sa_handler != SIG_DFL && previous.sa_handler != SIG_IGN) {
    previous.sa_handler(signal);
  } else {
    // Not ours: the same instruction faults again, and ends the process as it would have.
    ::signal(signal, SIG_DFL);
  }
}

Region* enter(void* address, size_t length) {
  std::lock_guard<std::mutex> lock(regions_mutex);
  for (Region& region : regions) {
    if (region.end.load(std::memory_order_relaxed) != 0) continue;
    auto begin = reinterpret_cast<uintptr_t>(address);
    region.begin.store(begin, std::memory_order_release);
    region.end.store(begin + length, std::memory_order_release);
    return &region;
  }
  return nullptr;
}

struct Mapped {
  void* address;
  size_t length;
  Region* region;
};

void unmap(void* context) {
  auto* mapped = static_cast<Mapped*>(context);
  mapped->region->end.store(0, std::memory_order_release);
  munmap(mapped->address, mapped->length);
  delete mapped;
}

[[noreturn]] void cannot_map(int code) {
  throw Error("CheckpointError",
              std::string("the file cannot be mapped into memory: ") + std::strerror(code));
}

}  // namespace

void install_handlers() {
  static std::once_flag once;
  std::call_once(once, [] {
    struct sigaction action {};
    action.sa_sigaction = on_bus_error;
    action.sa_flags = SA_SIGINFO | SA_ONSTACK | SA_RESTART;
    sigemptyset(&action.sa_mask);
    sigaction(SIGBUS, &action, &previous);
    // A file that grows past the process's limit would end the process; with a handler, writing fails
    // instead.
    struct sigaction limit {};
    if (sigaction(SIGXFSZ, nullptr, &limit) == 0 && (limit.sa_flags & SA_SIGINFO) == 0 &&
        limit.sa_handler == SIG_DFL) {
      limit.sa_handler = [](int) {};
      limit.sa_flags = SA_RESTART;
      sigaction(SIGXFSZ, &limit, nullptr);
    }
  });
}

void report_lost() {
  lost.store(false, std::memory_order_relaxed);
  throw Error(
      "CheckpointError",
      "a file that load({ mmap: true }) had mapped was cut short while its tensors were in use; what lay "
      "behind its new end reads as zeros. Load the file without mmap, or replace files as a whole "
      "(torch.save does), which leaves mapped ones alone");
}

}  // namespace mapping

napi_value file_map(napi_env env, napi_callback_info info) {
  return guarded(env, [&] {
    Arguments<3> args(env, info);
    auto fd = static_cast<int>(get_int64(env, args[0]));
    int64_t length = get_int64(env, args[1]);
    bool shared = get_bool(env, args[2]);
    if (length <= 0) return wrap(env, at::empty({0}, at::TensorOptions().dtype(at::kByte)));
    mapping::install_handlers();
    auto size = static_cast<size_t>(length);
    int protection = PROT_READ | PROT_WRITE;
    void* address = mmap(nullptr, size, protection, shared ? MAP_SHARED : MAP_PRIVATE, fd, 0);
    if (address == MAP_FAILED) mapping::cannot_map(errno);
    mapping::Region* region = mapping::enter(address, size);
    if (region == nullptr) {
      munmap(address, size);
      throw Error("CheckpointError", "too many files are mapped into memory at once");
    }
    auto* mapped = new mapping::Mapped{address, size, region};
    c10::DataPtr data(address, mapped, &mapping::unmap, c10::Device(c10::DeviceType::CPU));
    c10::Storage storage(c10::Storage::use_byte_size_t(), size, std::move(data), nullptr, false);
    memory::tick(Env::of(env));
    return wrap(env, tensor_over(std::move(storage), at::kByte, 0, {length}, {1}));
  });
}

}  // namespace typetorch
