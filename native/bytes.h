// Memory of an ArrayBuffer or of a typed array on one, valid while the call runs.
#pragma once

#include "guard.h"

namespace typetorch {

struct Bytes {
  char* data;
  size_t length;
  napi_value owner;
};

Bytes bytes_of(napi_env env, napi_value value);

}  // namespace typetorch
