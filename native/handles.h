// The tensors that JavaScript holds. A Tensor object carries a small integer, its place in this table, and
// nothing of V8's but one weak reference: an external for each tensor costs twice as much (docs/design.md has
// the figures).
#pragma once

#include <ATen/core/Tensor.h>

#include <cstdint>
#include <memory>
#include <vector>

#include "identities.h"

namespace typetorch {

class HandleTable {
 public:
  explicit HandleTable(std::shared_ptr<Identities> identities) : identities_(std::move(identities)) {}

  enum class State : uint8_t { Free, Live, Disposed };

  struct Slot {
    at::Tensor tensor;
    State state = State::Free;
    bool owned = false;  // a JavaScript object's end will release it
    bool known = false;  // and that object is the one to hand the tensor back as
    int32_t next_free = 0;
  };

  /// The place of a new tensor, from 1 on.
  int32_t add(at::Tensor&& tensor) {
    if (free_ == 0) grow();
    int32_t handle = free_;
    Slot& slot = at(handle);
    free_ = slot.next_free;
    slot.tensor = std::move(tensor);
    slot.state = State::Live;
    slot.owned = false;
    ++live_;
    return handle;
  }

  /// The slot of a handle; null for anything that is none, since JavaScript could have made the number up.
  Slot* find(int64_t handle) {
    if (handle < 1 || handle > static_cast<int64_t>(chunks_.size()) * kChunk) return nullptr;
    Slot& slot = at(static_cast<int32_t>(handle));
    return slot.state == State::Free ? nullptr : &slot;
  }

  /// Drops the tensor but keeps the place, which the JavaScript object still names.
  void dispose(int64_t handle) {
    Slot* slot = find(handle);
    if (slot == nullptr || slot->state == State::Disposed) return;
    forget(static_cast<int32_t>(handle), *slot);
    slot->state = State::Disposed;
    at::Tensor dropped = std::move(slot->tensor);
  }

  /// The JavaScript object is gone: called inside the collector, and touches nothing of JavaScript.
  void release(int32_t handle) {
    Slot& slot = at(handle);
    forget(handle, slot);
    at::Tensor dropped = std::move(slot.tensor);
    slot.state = State::Free;
    slot.next_free = free_;
    free_ = handle;
    --live_;
    if (orphaned_ && live_ == 0) delete this;
  }

  /// The environment ends; finalizers that still come find the table until the last one.
  void orphan() {
    orphaned_ = true;
    if (live_ == 0) delete this;
  }

  /// From now on this object is what its tensor is handed back as, unless another one already is.
  void remember(napi_env env, int64_t handle, napi_value object) {
    Slot* slot = find(handle);
    if (slot == nullptr || slot->state != State::Live || slot->known) return;
    slot->known = identities_->remember(env, slot->tensor.unsafeGetTensorImpl(), owner(handle), object);
  }

  /// Each of two objects stands for the other's tensor from now on.
  void swap(napi_env env, int64_t a, napi_value object_a, int64_t b, napi_value object_b) {
    Slot *first = find(a), *second = find(b);
    if (first == nullptr || second == nullptr || first == second) return;
    bool known_a = first->known, known_b = second->known;
    forget(static_cast<int32_t>(a), *first);
    forget(static_cast<int32_t>(b), *second);
    std::swap(first->tensor, second->tensor);
    if (known_a || known_b) {
      remember(env, a, object_a);
      remember(env, b, object_b);
    }
  }

  int64_t live() const { return live_; }

  template <typename Visit>
  void for_each(Visit visit) {
    for (const auto& chunk : chunks_) {
      for (int32_t i = 0; i < kChunk; ++i) {
        if (chunk[i].state == State::Live) visit(chunk[i].tensor);
      }
    }
  }

 private:
  static constexpr int32_t kChunk = 1024;

  Slot& at(int32_t handle) { return chunks_[(handle - 1) / kChunk][(handle - 1) % kChunk]; }

  static uintptr_t owner(int64_t handle) { return static_cast<uintptr_t>(handle); }

  void forget(int32_t handle, Slot& slot) {
    if (!slot.known) return;
    slot.known = false;
    identities_->forget(slot.tensor.unsafeGetTensorImpl(), owner(handle));
  }

  void grow() {
    auto first = static_cast<int32_t>(chunks_.size()) * kChunk + 1;
    chunks_.push_back(
        std::make_unique<Slot[]>(kChunk));  // chunks never move, so references to slots stay good
    for (int32_t i = kChunk - 1; i >= 0; --i) {
      at(first + i).next_free = free_;
      free_ = first + i;
    }
  }

  std::shared_ptr<Identities> identities_;
  std::vector<std::unique_ptr<Slot[]>> chunks_;
  int32_t free_ = 0;
  int64_t live_ = 0;
  bool orphaned_ = false;
};

}  // namespace typetorch
