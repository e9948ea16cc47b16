// What distributed.cpp and reducer.cpp share.
#pragma once

#include "held.h"
#include "version.h"

#if TYPETORCH_SINCE(2, 13)
#define TYPETORCH_DISTRIBUTED 1
#define USE_C10D_GLOO 1  // LibTorch's header shows its class only then

#include <torch/csrc/distributed/c10d/ProcessGroup.hpp>

namespace typetorch {

/// A process group that JavaScript holds. Destroying it joins its threads and closes its connections, so that
/// happens when it is asked for, and not in the collector.
class Group final : public torch::CustomClassHolder {
 public:
  static constexpr const char* kName = "a ProcessGroup";
  explicit Group(c10::intrusive_ptr<c10d::ProcessGroup> group);

  const c10::intrusive_ptr<c10d::ProcessGroup>& get() const {
    if (!group_) throw Error("RuntimeError", "this process group has been destroyed");
    return group_;
  }
  void destroy();

 private:
  c10::intrusive_ptr<c10d::ProcessGroup> group_;
};

/// What JavaScript holds of an object of c10d.
template <typename T>
struct Holder : torch::CustomClassHolder {
  explicit Holder(c10::intrusive_ptr<T> object) : object(std::move(object)) {}
  c10::intrusive_ptr<T> object;
};
struct HeldWork final : Holder<c10d::Work> {
  static constexpr const char* kName = "a Work";
  using Holder::Holder;
};

}  // namespace typetorch

#endif
