// Which JavaScript object a tensor or a node of the graph is handed back as: `w.grad` is one object until
// another gradient takes its place, and a leaf comes out of a hook as itself. The references are weak, and
// not JavaScript's WeakRef, which keeps what it names alive until the program gets back to the event loop.
#pragma once

#include <cstdint>
#include <memory>
#include <unordered_map>

#include "refs.h"

namespace typetorch {

class Identities {
 public:
  explicit Identities(std::shared_ptr<RefQueue> queue) : queue_(std::move(queue)) {}

  /// The living object of a tensor's or a node's address, null for none.
  napi_value find(napi_env env, const void* address) const {
    auto entry = known_.find(address);
    if (entry == known_.end()) return nullptr;
    napi_value object = nullptr;
    check(napi_get_reference_value(env, entry->second.ref, &object));
    return object;
  }

  /// Enters an object, unless another one is known and alive. `owner` tells what will forget it.
  bool remember(napi_env env, const void* address, uintptr_t owner, napi_value object) {
    if (find(env, address) != nullptr) return false;
    napi_ref ref;
    check(napi_create_reference(env, object, 0, &ref));
    Entry& entry = known_[address];
    if (entry.ref != nullptr) queue_->push(entry.ref);
    entry = {ref, owner};
    return true;
  }

  /// Called inside the collector too, and touches nothing of JavaScript.
  void forget(const void* address, uintptr_t owner) {
    auto entry = known_.find(address);
    if (entry == known_.end() || entry->second.owner != owner) return;
    queue_->push(entry->second.ref);
    known_.erase(entry);
  }

 private:
  struct Entry {
    napi_ref ref = nullptr;
    uintptr_t owner = 0;
  };

  std::shared_ptr<RefQueue> queue_;
  std::unordered_map<const void*, Entry> known_;
};

}  // namespace typetorch
