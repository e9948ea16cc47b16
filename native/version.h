// Which LibTorch this is, for the few places where the versions differ.
#pragma once

#include <torch/version.h>

#define TYPETORCH_SINCE(major, minor) \
  (TORCH_VERSION_MAJOR > (major) || (TORCH_VERSION_MAJOR == (major) && TORCH_VERSION_MINOR >= (minor)))
