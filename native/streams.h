// Streams and events of any device that has them, through c10's interface of devices. On the CPU there is one
// stream and no event, as in Python.
#pragma once

#include <ATen/core/Tensor.h>
#include <c10/core/Stream.h>

#include <atomic>
#include <functional>
#include <vector>

#include "js.h"

namespace typetorch::streams {

/// Set once a thread of this process has worked on a stream that is not its device's default one.
extern std::atomic<bool> several;

void record_use(const at::Tensor& tensor);

/// Every tensor that an operator gets passes here. The collector may free one while a kernel on another
/// stream than the tensor's own still reads it: the allocator is told, so that it waits before it hands out
/// the memory again.
inline void used(const at::Tensor& tensor) {
  if (several.load(std::memory_order_relaxed)) record_use(tensor);
}

/// The device and the streams that a thread works on, to have another thread work there.
class Place {
 public:
  static Place here();
  void enter() const;

 private:
  int device_ = -1;
  std::vector<c10::Stream> streams_;
};

/// Works at a place until the end of the block.
class Visit {
 public:
  explicit Visit(const Place& place) : home_(Place::here()) { place.enter(); }
  ~Visit();
  Visit(const Visit&) = delete;
  Visit& operator=(const Visit&) = delete;

 private:
  Place home_;
};

}  // namespace typetorch::streams

namespace typetorch {

napi_value stream_get(napi_env env, napi_callback_info info);
napi_value stream_set(napi_env env, napi_callback_info info);
napi_value stream_query(napi_env env, napi_callback_info info);
napi_value stream_synchronize(napi_env env, napi_callback_info info);
napi_value stream_describe(napi_env env, napi_callback_info info);
napi_value tensor_record_stream(napi_env env, napi_callback_info info);
napi_value event_new(napi_env env, napi_callback_info info);
napi_value event_record(napi_env env, napi_callback_info info);
napi_value event_wait(napi_env env, napi_callback_info info);
napi_value event_query(napi_env env, napi_callback_info info);
napi_value event_synchronize(napi_env env, napi_callback_info info);
napi_value event_elapsed(napi_env env, napi_callback_info info);
napi_value event_describe(napi_env env, napi_callback_info info);
napi_value finish_async(napi_env env, napi_callback_info info);

}  // namespace typetorch
