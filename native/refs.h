// References to JavaScript values that C++ keeps.
#pragma once

#include <atomic>
#include <memory>
#include <mutex>
#include <vector>

#include "js.h"

namespace typetorch {

/// References to JavaScript values that LibTorch may drop at any time, on any thread, even inside a
/// collection. They are only queued there, and released on the environment's own thread at its next call.
class RefQueue {
 public:
  void push(napi_ref ref) {
    std::lock_guard<std::mutex> lock(mutex_);
    if (!closed_) {
      refs_.push_back(ref);
      pending_.store(true, std::memory_order_release);
    }
  }
  void drain(napi_env env) {
    if (!pending_.load(std::memory_order_acquire)) return;
    std::vector<napi_ref> refs;
    {
      std::lock_guard<std::mutex> lock(mutex_);
      refs.swap(refs_);
      pending_.store(false, std::memory_order_release);
    }
    for (napi_ref ref : refs) napi_delete_reference(env, ref);
  }
  /// The environment is going away and frees its references itself.
  void close() {
    std::lock_guard<std::mutex> lock(mutex_);
    closed_ = true;
    refs_.clear();
  }

 private:
  std::mutex mutex_;
  std::vector<napi_ref> refs_;
  std::atomic<bool> pending_{false};
  bool closed_ = false;
};

/// A JavaScript value kept alive from C++.
class JsRef {
 public:
  JsRef(napi_env env, std::shared_ptr<RefQueue> queue, napi_value value) : queue_(std::move(queue)) {
    check(napi_create_reference(env, value, 1, &ref_));
  }
  ~JsRef() { queue_->push(ref_); }
  JsRef(const JsRef&) = delete;
  JsRef& operator=(const JsRef&) = delete;

  napi_value get(napi_env env) const {
    napi_value value;
    check(napi_get_reference_value(env, ref_, &value));
    return value;
  }

 private:
  std::shared_ptr<RefQueue> queue_;
  napi_ref ref_ = nullptr;
};

}  // namespace typetorch
