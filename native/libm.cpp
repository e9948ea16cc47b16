#include "libm.h"

#include <cmath>
#include <cstring>

#include "guard.h"

// The C library's functions of doubles. V8 carries its own, which differ in the last bit for some arguments
// in a hundred; Python calls these.

namespace typetorch {
namespace {

struct Function {
  const char* name;
  double (*call)(double, double);
};

#define ONE(function)                                            \
  Function {                                                     \
#function, [](double x, double) { return std::function(x); } \
  }
#define TWO(function)                                                 \
  Function {                                                          \
#function, [](double x, double y) { return std::function(x, y); } \
  }

constexpr Function kFunctions[] = {
    ONE(acos), ONE(acosh), ONE(asin), ONE(asinh), ONE(atan),  ONE(atanh), ONE(cbrt),  ONE(cos),   ONE(cosh),
    ONE(erf),  ONE(erfc),  ONE(exp),  ONE(exp2),  ONE(expm1), ONE(log),   ONE(log10), ONE(log1p), ONE(log2),
    ONE(sin),  ONE(sinh),  ONE(sqrt), ONE(tan),   ONE(tanh),  TWO(atan2), TWO(fmod),  TWO(pow),
};

#undef ONE
#undef TWO

}  // namespace

// (name, x, y): the function's value; those of one argument leave y alone.
napi_value libm(napi_env env, napi_callback_info info) {
  return guarded(env, [&] {
    Arguments<3> args(env, info);
    std::string name = get_string(env, args[0]);
    for (const auto& [known, call] : kFunctions) {
      if (name == known) return to_js(env, call(get_double(env, args[1]), get_double(env, args[2])));
    }
    throw Error("ValueError", "there is no function " + name);
  });
}

}  // namespace typetorch
