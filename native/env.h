// State of one JavaScript environment: the main thread and every worker thread load the addon for themselves.
#pragma once

#include <ATen/core/Generator.h>
#include <ATen/core/ivalue.h>
#include <ATen/core/stack.h>
#include <c10/core/InferenceMode.h>
#include <c10/util/SmallVector.h>

#include <memory>
#include <thread>
#include <unordered_map>
#include <vector>

#include "handles.h"
#include "pump.h"
#include "refs.h"

namespace typetorch {

struct Env;
void close_mailboxes(const Env* owner);  // mailbox.cpp

constexpr size_t kShapes = 1024;  // a power of two; src/tensor.ts has as many

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
  std::shared_ptr<Identities> identities = std::make_shared<Identities>(refs);
  HandleTable* handles = new HandleTable(identities);  // deletes itself after the last finalizer
  std::unique_ptr<JsRef> make_error;                   // (kind, message) => Error
  std::unique_ptr<JsRef> make_complex;                 // (re, im) => Complex
  std::unique_ptr<JsRef> collect;                      // (major: boolean) => void
  std::unique_ptr<JsRef> warn;                         // (message) => void
  std::unique_ptr<JsRef> stack_text;                   // () => string: where JavaScript is
  double* scratch = nullptr;  // shared with TypeScript: int lists go in, shapes come out
  size_t scratch_length = 0;
  // The shapes that TypeScript has met, each at its hash; at first all are those of a number.
  std::vector<c10::SmallVector<int64_t, 5>> shapes{kShapes};
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
