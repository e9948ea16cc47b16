// LibTorch's header of the Gloo process group includes Gloo's own headers, which it does not bring along. We only make
// and call process groups, all of whose code is inside LibTorch: names suffice.
#pragma once

#include <chrono>
#include <memory>

namespace gloo {

class Context {
 public:
  void setTimeout(std::chrono::milliseconds timeout);
};

}  // namespace gloo
