#include "streams.h"

#include <ATen/ATen.h>
#include <c10/core/Event.h>
#include <c10/core/impl/VirtualGuardImpl.h>

#include "cuda_compat.h"
#include "env.h"
#include "held.h"
#include "waiting.h"

namespace typetorch {
namespace streams {

std::atomic<bool> several{false};

void record_use(const at::Tensor& tensor) {
  if (!tensor.defined() || !tensor.is_cuda() || !tensor.has_storage()) return;
  c10::impl::VirtualGuardImpl device(tensor.device().type());
  device.recordDataPtrOnStream(tensor.storage().data_ptr(), device.getStream(tensor.device()));
}

// Most programs work on one device and its default stream: nothing is asked then, and no device is woken.
Place Place::here() {
  Place place;
  if (!c10::impl::hasDeviceGuardImpl(c10::DeviceType::CUDA) || !at::hasCUDA()) return place;
  c10::impl::VirtualGuardImpl cuda(c10::DeviceType::CUDA);
  place.device_ = cuda.getDevice().index();
  if (several.load()) {
    for (c10::DeviceIndex i = 0; i < cuda.deviceCount(); ++i) {
      place.streams_.push_back(cuda.getStream(c10::Device(c10::DeviceType::CUDA, i)));
    }
  }
  return place;
}

void Place::enter() const {
  if (device_ < 0) return;
  c10::impl::VirtualGuardImpl cuda(c10::DeviceType::CUDA);
  for (const c10::Stream& stream : streams_) cuda.exchangeStream(stream);
  if (cuda.getDevice().index() != device_) {
    cuda.setDevice(c10::Device(c10::DeviceType::CUDA, static_cast<c10::DeviceIndex>(device_)));
  }
}

Visit::~Visit() {
  try {
    home_.enter();
  } catch (...) {  // only a broken device refuses, and says so at the next call
  }
}

}  // namespace streams

namespace {

c10::impl::VirtualGuardImpl guard_of(c10::Device device) {
#ifdef TYPETORCH_CUDA
  if (device.is_cuda()) cuda::initialize();
#endif
  return c10::impl::VirtualGuardImpl(device.type());
}

/// A device with its number: the current one where the text has none.
c10::Device numbered(const c10::impl::VirtualGuardImpl& guard, c10::Device device) {
  if (device.has_index() || device.is_cpu()) return device;
  return guard.getDevice();
}

c10::Stream stream_of(napi_env env, napi_value id, napi_value device) {
  return c10::Stream(c10::Stream::UNSAFE, c10::Device(get_string(env, device)), get_wide_int64(env, id));
}

napi_value js_stream(napi_env env, const c10::Stream& stream) {
  return js_array(env, {to_js(env, static_cast<int64_t>(stream.id())), to_js(env, stream.device().str())});
}

c10::Stream default_stream(c10::Device device) {
#ifdef TYPETORCH_CUDA
  if (device.is_cuda()) return c10::cuda::getDefaultCUDAStream(device.index());
#endif
  return c10::Stream(c10::Stream::DEFAULT, device);
}

c10::Stream new_stream(const c10::impl::VirtualGuardImpl& guard, c10::Device device, int priority) {
#ifdef TYPETORCH_CUDA
  if (device.is_cuda()) return cuda::new_stream(priority, device.index());
#endif
  return guard.getStream(device);
}

/// Another library's stream, by its address.
c10::Stream foreign_stream(c10::Device device, napi_env env, napi_value address) {
#ifdef TYPETORCH_CUDA
  if (device.is_cuda()) {
    auto handle = reinterpret_cast<cudaStream_t>(get_wide_int64(env, address));
    return c10::cuda::getStreamFromExternal(handle, device.index());
  }
#endif
  throw Error("RuntimeError", device.str() + " has no streams of other libraries");
}

/// Flags of an event, as src/streams.ts packs them.
enum : int64_t { kTiming = 1, kBlocking = 2, kExternal = 4 };

/// A mark on a stream.
class Event : public torch::CustomClassHolder {
 public:
  static constexpr const char* kName = "an Event";
  virtual void record(const c10::Stream& stream) = 0;
  virtual void block(const c10::Stream& stream) = 0;
  virtual bool query() const = 0;
  virtual void synchronize() const = 0;
  virtual double elapsed(const Event& end) const = 0;
  virtual uintptr_t address() const { return 0; }
  virtual std::string device() const = 0;
  /// Whether there is nothing to wait for yet.
  virtual bool is_new() const = 0;
};

/// Of a device that this build has no library for, and of the CPU, which has no events.
class AnyEvent final : public Event {
 public:
  explicit AnyEvent(c10::DeviceType type) : event_(type) {}
  void record(const c10::Stream& stream) override { event_.record(stream); }
  void block(const c10::Stream& stream) override { event_.block(stream); }
  bool query() const override { return event_.query(); }
  void synchronize() const override {
    if (!is_new()) throw Error("RuntimeError", device() + " cannot wait for an event");
  }
  double elapsed(const Event&) const override {
    throw Error("ValueError", "Both events must be created with argument 'enable_timing=True'.");
  }
  std::string device() const override { return event_.device().str(); }
  bool is_new() const override { return !event_.was_marked_for_recording(); }

 private:
  c10::Event event_;
};

#ifdef TYPETORCH_CUDA
/// Made at its first recording, on the device of the stream that records it.
class CudaEvent final : public Event {
 public:
  explicit CudaEvent(int64_t flags) : flags_(flags) {}
  ~CudaEvent() override {
    if (event_ == nullptr) return;
    try {
      c10::cuda::CUDAGuard guard(device_);  // another current device would be woken for it
      (void)cudaEventDestroy(event_);
    } catch (...) {  // the runtime may be gone at the end of the process; there is nobody to tell
    }
  }
  void record(const c10::Stream& on) override {
    c10::cuda::CUDAStream stream(on);
    c10::cuda::CUDAGuard guard(stream.device());
    if (event_ == nullptr) {
      unsigned flags = (flags_ & kTiming) ? cudaEventDefault : cudaEventDisableTiming;
      if (flags_ & kBlocking) flags |= cudaEventBlockingSync;
      C10_CUDA_CHECK(cudaEventCreateWithFlags(&event_, flags));
      device_ = stream.device_index();
    } else if (device_ != stream.device_index()) {
      throw Error("RuntimeError", "Event device " + std::to_string(device_) +
                                      " does not match recording stream's device " +
                                      std::to_string(stream.device_index()) + ".");
    }
    bool outside = (flags_ & kExternal) && cuda::is_capturing(stream);
    C10_CUDA_CHECK(cudaEventRecordWithFlags(event_, stream.stream(),
                                            outside ? cudaEventRecordExternal : cudaEventRecordDefault));
  }
  void block(const c10::Stream& waiting) override {
    if (event_ == nullptr) return;
    c10::cuda::CUDAStream stream(waiting);
    c10::cuda::CUDAGuard guard(stream.device());
    bool outside = (flags_ & kExternal) && cuda::is_capturing(stream);
    C10_CUDA_CHECK(
        cudaStreamWaitEvent(stream.stream(), event_, outside ? cudaEventWaitExternal : cudaEventWaitDefault));
  }
  bool query() const override {
    if (event_ == nullptr) return true;
    cudaError_t status = cudaEventQuery(event_);
    if (status == cudaErrorNotReady) {
      (void)cudaGetLastError();  // the runtime keeps it for the next call otherwise
      return false;
    }
    C10_CUDA_CHECK(status);
    return true;
  }
  void synchronize() const override {
    if (event_ == nullptr) return;
    c10::cuda::CUDAGuard guard(device_);
    C10_CUDA_CHECK(cudaEventSynchronize(event_));
  }
  double elapsed(const Event& other) const override {
    const auto* end = dynamic_cast<const CudaEvent*>(&other);
    if (end == nullptr) throw Error("TypeError", "both events must be of CUDA");
    if (!(flags_ & kTiming) || !(end->flags_ & kTiming))
      throw Error("ValueError", "Both events must be created with argument 'enable_timing=True'.");
    if (event_ == nullptr || end->event_ == nullptr)
      throw Error("ValueError", "Both events must be recorded before calculating elapsed time.");
    if (!query() || !end->query())
      throw Error("RuntimeError", "Both events must be completed before calculating elapsed time.");
    c10::cuda::CUDAGuard guard(device_);
    float milliseconds = 0;
    C10_CUDA_CHECK(cudaEventElapsedTime(&milliseconds, event_, end->event_));
    return milliseconds;
  }
  uintptr_t address() const override { return reinterpret_cast<uintptr_t>(event_); }
  std::string device() const override {
    return event_ == nullptr ? "cuda" : "cuda:" + std::to_string(device_);
  }
  bool is_new() const override { return event_ == nullptr; }

 private:
  int64_t flags_;
  cudaEvent_t event_ = nullptr;
  c10::DeviceIndex device_ = -1;
};
#endif

c10::intrusive_ptr<Event> make_event(c10::DeviceType type, int64_t flags) {
#ifdef TYPETORCH_CUDA
  if (type == c10::DeviceType::CUDA) return c10::make_intrusive<CudaEvent>(flags);
#endif
  return c10::make_intrusive<AnyEvent>(type);
}

napi_value handle(napi_env env, uintptr_t address) {
  napi_value value;
  check(napi_create_bigint_uint64(env, address, &value));
  return value;
}

}  // namespace

// (device, which, priority or address): [number, device] of the current, the default, a new or a foreign
// stream
napi_value stream_get(napi_env env, napi_callback_info info) {
  return guarded(env, [&] {
    Arguments<3> args(env, info);
    c10::Device device(get_string(env, args[0]));
    auto guard = guard_of(device);
    device = numbered(guard, device);
    if (device.is_cuda() && device.index() >= guard.deviceCount())
      throw Error("RuntimeError", "Invalid device id");
    std::string which = get_string(env, args[1]);
    if (which == "current") return js_stream(env, guard.getStream(device));
    if (which == "default") return js_stream(env, default_stream(device));
    if (which == "foreign") return js_stream(env, foreign_stream(device, env, args[2]));
    return js_stream(env, new_stream(guard, device, static_cast<int>(get_int64(env, args[2]))));
  });
}

// (number, device): makes a stream its device's current one on this thread; returns the one before.
napi_value stream_set(napi_env env, napi_callback_info info) {
  return guarded(env, [&] {
    Arguments<2> args(env, info);
    c10::Stream stream = stream_of(env, args[0], args[1]);
    auto guard = guard_of(stream.device());
    if (stream.device().is_cuda() && stream != default_stream(stream.device())) streams::several.store(true);
    return js_stream(env, guard.exchangeStream(stream));
  });
}

napi_value stream_query(napi_env env, napi_callback_info info) {
  return guarded(env, [&] {
    Arguments<2> args(env, info);
    c10::Stream stream = stream_of(env, args[0], args[1]);
    return to_js(env, guard_of(stream.device()).queryStream(stream));
  });
}

napi_value stream_synchronize(napi_env env, napi_callback_info info) {
  return guarded(env, [&] {
    Arguments<2> args(env, info);
    c10::Stream stream = stream_of(env, args[0], args[1]);
    guard_of(stream.device()).synchronizeStream(stream);
    return undefined(env);
  });
}

// (number, device): [address, priority, whether a graph is being captured on it]
napi_value stream_describe(napi_env env, napi_callback_info info) {
  return guarded(env, [&] {
    Arguments<2> args(env, info);
    [[maybe_unused]] c10::Stream stream = stream_of(env, args[0], args[1]);
    uintptr_t address = 0;
    int priority = 0;
    bool capturing = false;
#ifdef TYPETORCH_CUDA
    if (stream.device().is_cuda()) {
      c10::cuda::CUDAStream cuda_stream(stream);
      address = reinterpret_cast<uintptr_t>(cuda_stream.stream());
      priority = cuda_stream.priority();
      capturing = cuda::is_capturing(cuda_stream);
    }
#endif
    return js_array(env,
                    {handle(env, address), to_js(env, static_cast<double>(priority)), to_js(env, capturing)});
  });
}

// (tensor, number, device)
napi_value tensor_record_stream(napi_env env, napi_callback_info info) {
  return guarded(env, [&] {
    Arguments<3> args(env, info);
    unwrap_tensor(env, args[0]).record_stream(stream_of(env, args[1], args[2]));
    return undefined(env);
  });
}

// (type of device, flags)
napi_value event_new(napi_env env, napi_callback_info info) {
  return guarded(env, [&] {
    Arguments<2> args(env, info);
    c10::Device device(get_string(env, args[0]));
    return hold(env, make_event(device.type(), get_int64(env, args[1])));
  });
}

// (event, number, device)
napi_value event_record(napi_env env, napi_callback_info info) {
  return guarded(env, [&] {
    Arguments<3> args(env, info);
    held<Event>(env, args[0])->record(stream_of(env, args[1], args[2]));
    return undefined(env);
  });
}

// (event, number, device): the stream goes on only once the event has come.
napi_value event_wait(napi_env env, napi_callback_info info) {
  return guarded(env, [&] {
    Arguments<3> args(env, info);
    held<Event>(env, args[0])->block(stream_of(env, args[1], args[2]));
    return undefined(env);
  });
}

napi_value event_query(napi_env env, napi_callback_info info) {
  return guarded(env, [&] {
    Arguments<1> args(env, info);
    return to_js(env, held<Event>(env, args[0])->query());
  });
}

napi_value event_synchronize(napi_env env, napi_callback_info info) {
  return guarded(env, [&] {
    Arguments<1> args(env, info);
    held<Event>(env, args[0])->synchronize();
    return undefined(env);
  });
}

// (begin, end): milliseconds
napi_value event_elapsed(napi_env env, napi_callback_info info) {
  return guarded(env, [&] {
    Arguments<2> args(env, info);
    auto begin = held<Event>(env, args[0]);
    return to_js(env, begin->elapsed(*held<Event>(env, args[1])));
  });
}

// (event): [address, device]
napi_value event_describe(napi_env env, napi_callback_info info) {
  return guarded(env, [&] {
    Arguments<1> args(env, info);
    auto event = held<Event>(env, args[0]);
    return js_array(env, {handle(env, event->address()), to_js(env, event->device())});
  });
}

// (event) or (device, number?): a promise for the moment when the event has come, or when all has ended that
// a stream (by default the current one; with null all of the device's) was given until now. Another thread
// waits.
napi_value finish_async(napi_env env, napi_callback_info info) {
  return guarded(env, [&] {
    Arguments<2> args(env, info);
    if (type_of(env, args[0]) != napi_string) {
      auto event = held<Event>(env, args[0]);
      // Asked here, since this thread may record it while another one looks.
      if (event->is_new()) return wait_async(env, [] {});
      return wait_async(env, [event] { event->synchronize(); });
    }
    c10::Device device(get_string(env, args[0]));
    auto guard = guard_of(device);
    if (device.is_cpu()) return wait_async(env, [] {});
    device = numbered(guard, device);
#ifdef TYPETORCH_CUDA
    if (device.is_cuda() && type_of(env, args[1]) == napi_null) {
      return wait_async(env, [device] {
        c10::cuda::CUDAGuard here(device);
        c10::cuda::device_synchronize();
      });
    }
#endif
    bool current = type_of(env, args[1]) == napi_undefined;
    c10::Stream stream = current ? guard.getStream(device) : stream_of(env, args[1], args[0]);
    auto event = make_event(device.type(), kBlocking);
    event->record(stream);
    return wait_async(env, [event] { event->synchronize(); });
  });
}

}  // namespace typetorch
