// Kernels of ours in the place of LibTorch's.
#pragma once

#include <c10/util/Exception.h>
#include <torch/library.h>

#include <string>
#include <utility>

#include "version.h"

namespace typetorch {

/// LibTorch warns that a kernel of its own is replaced.
class Silence {
 private:
  struct Handler : c10::WarningHandler {
#if !TYPETORCH_SINCE(2, 0)
    void process(const c10::SourceLocation&, const std::string&, const bool) override {}
#else
    void process(const c10::Warning&) override {}
#endif
  };
#if !TYPETORCH_SINCE(2, 0)
  using Guard = c10::Warning::WarningHandlerGuard;
#else
  using Guard = c10::WarningUtils::WarningHandlerGuard;
#endif
  Handler handler_;
  Guard guard_{&handler_};
};

template <typename Kernel>
void replace(torch::Library& library, const char* name, Kernel&& kernel) {
  Silence silence;
  library.impl(name, std::forward<Kernel>(kernel));
}

}  // namespace typetorch
