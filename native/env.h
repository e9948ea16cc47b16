// State of one JavaScript environment: the main thread and every worker thread load the addon for themselves.
#pragma once

#include <ATen/core/Generator.h>
#include <ATen/core/ivalue.h>
#include <ATen/core/stack.h>
#include <c10/core/InferenceMode.h>

#include <atomic>
#include <memory>
#include <mutex>
#include <thread>
#include <unordered_map>
#include <vector>

#include "handles.h"
#include "js.h"
#include "pump.h"

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

struct Env;
void close_mailboxes(const Env* owner);  // mailbox.cpp

struct Env {
  explicit Env(napi_env handle) : env(handle) {}
  ~Env() {
    close_mailboxes(this);
    refs->close();
    handles->orphan();
  }

  napi_env env;
  std::thread::id thread = std::this_thread::get_id();
  std::shared_ptr<RefQueue> refs = std::make_shared<RefQueue>();
  HandleTable* handles = new HandleTable();  // deletes itself after the last finalizer
  std::unique_ptr<JsRef> make_error;         // (kind, message) => Error
  std::unique_ptr<JsRef> make_complex;       // (re, im) => Complex
  std::unique_ptr<JsRef> collect;            // (major: boolean) => void
  std::unique_ptr<JsRef> warn;               // (message) => void
  std::unique_ptr<JsRef> stack_text;         // () => string: where JavaScript is
  double* scratch = nullptr;                 // shared with TypeScript: int lists go in, shapes come out
  size_t scratch_length = 0;
  std::unique_ptr<JsRef> scratch_owner;
  std::vector<std::vector<c10::IValue>> stacks;  // spare argument stacks, one per depth of re-entrancy
  std::vector<std::unique_ptr<c10::InferenceMode>> inference_modes;
  std::shared_ptr<Pump> pump = std::make_shared<Pump>();
  std::unordered_map<c10::StorageImpl*, napi_ref> outside_buffers;  // storage.cpp
  std::unique_ptr<at::Generator> own_generator;                     // in place of the process's, random.cpp
  int passes = 0;  // backward passes running inside each other's hooks
  bool collecting = false;

  static Env& of(napi_env env) {
    void* data = nullptr;
    check(napi_get_instance_data(env, &data));
    if (data == nullptr) throw NapiFailure(napi_closing);
    return *static_cast<Env*>(data);
  }
};

/// An argument stack that goes back to the environment's spare ones, so that a call allocates nothing.
class BorrowedStack {
 public:
  explicit BorrowedStack(Env& env) : env_(env) {
    if (env.stacks.empty()) {
      stack.reserve(16);
    } else {
      stack = std::move(env.stacks.back());
      env.stacks.pop_back();
    }
  }
  ~BorrowedStack() {
    stack.clear();
    env_.stacks.push_back(std::move(stack));
  }
  BorrowedStack(const BorrowedStack&) = delete;
  BorrowedStack& operator=(const BorrowedStack&) = delete;

  torch::jit::Stack stack;

 private:
  Env& env_;
};

}  // namespace typetorch
