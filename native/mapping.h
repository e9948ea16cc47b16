// Files mapped into memory. A file that is cut short while it is mapped would end the process at the next
// touch of a page behind its end; here such a page becomes zeros, and the operator that touched it throws.
#pragma once

#include <atomic>

#include "js.h"

namespace typetorch {

namespace mapping {

/// Sees to the signals that files can raise: once per process.
void install_handlers();

extern std::atomic<bool> lost;
void report_lost();

/// Throws when a mapped page could not be read since the last call.
inline void check() {
  if (lost.load(std::memory_order_relaxed)) report_lost();
}

}  // namespace mapping

/// (fd, length, shared): a tensor of the file's bytes. Unless shared, what is written to it stays out of the
/// file.
napi_value file_map(napi_env env, napi_callback_info info);

}  // namespace typetorch
