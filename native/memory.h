// Memory policy: JavaScript's collector does not see LibTorch's memory, so we count it and ask for
// collections.
#pragma once

#include <cstddef>
#include <cstdint>

#include "env.h"

namespace typetorch::memory {

struct Stats {
  int64_t handles;          // tensors that this thread's JavaScript holds
  int64_t allocated_bytes;  // live bytes of CPU storages, whole process
  int64_t peak_bytes;
  int64_t cached_bytes;  // freed blocks kept warm for the next allocation
  int64_t minor_collections;
  int64_t major_collections;
};

void install_allocator();
void handle_created();
/// Memory that another thread made has come into this one's hands.
void received(int64_t bytes);
Stats stats(const Env& env);
void reset_peak();
void release_cached();

/// Runs a collection now, unless one runs already.
void collect(Env& env, bool major);

/// Runs a collection when this thread has made enough garbage. Called on the way out of every operator call.
void tick(Env& env);

}  // namespace typetorch::memory
