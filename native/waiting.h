// Waiting without holding up JavaScript: a thread of Node's pool waits, and a promise tells.
#pragma once

#include <functional>

#include "js.h"

namespace typetorch {

/// A promise for the end of `wait`, which runs on another thread and touches nothing of JavaScript. What it
/// throws rejects the promise.
napi_value wait_async(napi_env env, std::function<void()> wait);

}  // namespace typetorch
