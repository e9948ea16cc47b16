// Loops for the widest vectors that the processor has, from one source.
#pragma once

#include <cmath>

#ifdef __GNUC__
#define INLINED __attribute__((always_inline)) inline
/// The iterations of the next loop do not touch each other's memory, though pointers may be equal.
#define INDEPENDENT _Pragma("GCC ivdep")
#else
#define INLINED inline
#define INDEPENDENT
#endif

#if defined(__x86_64__) && defined(__GNUC__)
#define VECTORS_256 __attribute__((target("avx2,fma")))
#define VECTORS_512 __attribute__((target("avx512f,avx512dq,avx512vl,avx2,fma")))
#endif

namespace typetorch {

/// `Body::run(arguments)` as a function compiled for this processor. The body must be inlined whole: what it
/// calls is not compiled anew.
template <typename Body, typename... Args>
struct Vectorized {
  using Function = void (*)(Args...);

  static void plain(Args... args) { Body::run(args...); }
#ifdef VECTORS_512
  VECTORS_256 static void wide(Args... args) { Body::run(args...); }
  VECTORS_512 static void widest(Args... args) { Body::run(args...); }

  static Function function() {
    bool fused = __builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma");
    bool widest_there = __builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512dq") &&
                        __builtin_cpu_supports("avx512vl");
    return fused && widest_there ? widest : fused ? wide : plain;
  }
#else
  static Function function() { return plain; }
#endif
};

}  // namespace typetorch
