#include "elementwise.h"

#include <ATen/ATen.h>
#include <ATen/Parallel.h>
#include <ATen/record_function.h>
#include <c10/core/GradMode.h>
#include <c10/core/InferenceMode.h>
#include <c10/core/impl/LocalDispatchKeySet.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <mutex>

#include "box.h"
#include "vectors.h"

#if defined(__linux__)
// Intel's library of vectors, inside a LibTorch that has it: its roots are not always the nearest numbers.
extern "C" {
__attribute__((weak)) void vmsSqrt(int n, const float* x, float* out, long long mode);
__attribute__((weak)) void vmdSqrt(int n, const double* x, double* out, long long mode);
}
#endif

namespace typetorch {
namespace {

using at::Tensor;

// The operators. `sum(a, b, c)` is a * b + c, rounded once or twice: CMakeLists.txt forbids the compiler to
// choose.

struct Once {
  template <typename T>
  INLINED static T sum(T a, T b, T c) {
    return std::fma(a, b, c);
  }
};
struct Twice {
  template <typename T>
  INLINED static T sum(T a, T b, T c) {
    return a * b + c;
  }
};

#define FORMULA(Name, expression)             \
  struct Name {                               \
    template <typename T>                     \
    INLINED static T at(T x, T y, T z, T s) { \
      (void)x, (void)y, (void)z, (void)s;     \
      return expression;                      \
    }                                         \
  };
#define ROUNDED_FORMULA(Name, expression) \
  template <typename R>                   \
  FORMULA(Name, expression)

FORMULA(Copy, x)
FORMULA(Neg, -x)
FORMULA(Abs, std::fabs(x))
FORMULA(Sqrt, std::sqrt(x))
FORMULA(Sign, static_cast<T>((x > 0) - (x < 0)))
FORMULA(Reciprocal, 1 / x)
FORMULA(Sub, x - y)
FORMULA(Mul, x* y)
FORMULA(Div, x / y)
FORMULA(Maximum, x != x || x > y ? x : y)
FORMULA(AddNumber, x + s)
FORMULA(MulNumber, x* s)
FORMULA(DivNumber, x / s)
ROUNDED_FORMULA(Add, R::sum(s, y, x))
ROUNDED_FORMULA(Lerp, R::sum(std::fabs(s) < T(0.5) ? s : s - 1, y - x, std::fabs(s) < T(0.5) ? x : y))
ROUNDED_FORMULA(Addcmul, R::sum(s* y, z, x))
FORMULA(Addcdiv, x + s * y / z)
ROUNDED_FORMULA(AddcdivQuotient, R::sum(s, y / z, x))

template <typename T>
using Loop = void (*)(T* out, const T* x, const T* y, const T* z, T s, int64_t n);

template <typename F, typename T>
struct Body {
  INLINED static void run(T* out, const T* x, const T* y, const T* z, T s, int64_t n) {
    INDEPENDENT
    for (int64_t i = 0; i < n; ++i) out[i] = F::at(x[i], y[i], z[i], s);
  }
};
template <typename F, typename T>
Loop<T> loop_of() {
  return Vectorized<Body<F, T>, T*, const T*, const T*, const T*, T, int64_t>::function();
}

#if defined(__linux__)
constexpr long long kVectorMode =
    0x00000002 | 0x00140000 | 0x00000100;  // accurate, denormal numbers, no errors

void intel_sqrt(float* out, const float* x, const float*, const float*, float, int64_t n) {
  vmsSqrt(static_cast<int>(n), x, out, kVectorMode);
}
void intel_sqrt(double* out, const double* x, const double*, const double*, double, int64_t n) {
  vmdSqrt(static_cast<int>(n), x, out, kVectorMode);
}
#endif

// What LibTorch computes, and the loops that may have its bits.

using Reference = Tensor (*)(const Tensor& x, const Tensor& y, const Tensor& z, const at::Scalar& s);

struct Operator {
  Reference reference;
  std::vector<Loop<float>> floats;
  std::vector<Loop<double>> doubles;

  const std::vector<Loop<float>>& loops(float) const { return floats; }
  const std::vector<Loop<double>>& loops(double) const { return doubles; }
};

template <typename... F>
Operator make(Reference reference) {
  return {reference, {loop_of<F, float>()...}, {loop_of<F, double>()...}};
}

#define COMPUTES(expression)                                                             \
  [](const Tensor& x, const Tensor& y, const Tensor& z, const at::Scalar& s) -> Tensor { \
    (void)x, (void)y, (void)z, (void)s;                                                  \
    return expression;                                                                   \
  }

Operator make_sqrt() {
  Operator roots = make<Sqrt>(COMPUTES(x.sqrt()));
#if defined(__linux__)
  if (vmsSqrt != nullptr) roots.floats.insert(roots.floats.begin(), intel_sqrt);
  if (vmdSqrt != nullptr) roots.doubles.insert(roots.doubles.begin(), intel_sqrt);
#endif
  return roots;
}

/// In the order of src/optim/chain.ts.
const std::vector<Operator>& operators() {
  static const std::vector<Operator> table{
      make<Copy>(COMPUTES(x.clone())),
      make<Neg>(COMPUTES(x.neg())),
      make<Abs>(COMPUTES(x.abs())),
      make_sqrt(),
      make<Sign>(COMPUTES(x.sign())),
      make<Reciprocal>(COMPUTES(x.reciprocal())),
      make<Sub>(COMPUTES(x.sub(y))),
      make<Mul>(COMPUTES(x.mul(y))),
      make<Div>(COMPUTES(x.div(y))),
      make<Maximum>(COMPUTES(at::maximum(x, y))),
      make<AddNumber>(COMPUTES(x.add(s))),
      make<MulNumber>(COMPUTES(x.mul(s))),
      make<DivNumber>(COMPUTES(x.div(s))),
      make<Add<Once>, Add<Twice>>(COMPUTES(x.add(y, s))),
      make<Lerp<Once>, Lerp<Twice>>(COMPUTES(x.lerp(y, s))),
      make<Addcmul<Once>, Addcmul<Twice>>(COMPUTES(x.addcmul(y, z, s))),
      make<Addcdiv, AddcdivQuotient<Once>, AddcdivQuotient<Twice>>(COMPUTES(x.addcdiv(y, z, s))),
  };
  return table;
}

// A trial. Its length leaves a rest behind any width of vectors, which kernels compute by other code.
constexpr int64_t kTrial = 4111;

template <typename T>
Tensor trial_values(uint32_t seed) {
  using Limits = std::numeric_limits<T>;
  const T special[] = {
      0,  -T(0), Limits::infinity(), -Limits::infinity(), Limits::quiet_NaN(), Limits::denorm_min(),
      -1, 1,     Limits::max(),      Limits::min()};
  Tensor values = at::empty({kTrial}, at::TensorOptions().dtype(c10::CppTypeToScalarType<T>::value));
  T* value = values.data_ptr<T>();
  uint64_t state = seed;
  for (int64_t i = 0; i < kTrial; ++i) {
    state = state * 6364136223846793005u + 1442695040888963407u;
    auto bits = static_cast<uint32_t>(state >> 33);
    value[i] = bits % 8 == 0 ? special[bits / 8 % 10] : static_cast<T>(bits) / T(1u << 30) * 2 - 2;
  }
  return values;
}

template <typename T>
bool has_bits(Loop<T> loop, Reference reference) {
  Tensor x = trial_values<T>(1), y = trial_values<T>(2), z = trial_values<T>(3), out = at::empty_like(x);
  const T* computed = out.data_ptr<T>();
  for (double s : {0.1, 0.5, 0.875, 1.0, -0.0123}) {
    loop(out.data_ptr<T>(), x.data_ptr<T>(), y.data_ptr<T>(), z.data_ptr<T>(), static_cast<T>(s), kTrial);
    Tensor expected = reference(x, y, z, s);
    const T* wanted = expected.data_ptr<T>();
    for (int64_t i = 0; i < kTrial; ++i) {
      T a = computed[i], b = wanted[i];
      if (a == b ? std::signbit(a) != std::signbit(b) : a == a || b == b) return false;
    }
  }
  return true;
}

/// The loop with the bits of LibTorch's own kernel on this processor, or null.
template <typename T>
Loop<T> find_loop(size_t op) {
  static std::mutex mutex;
  static std::vector<std::pair<bool, Loop<T>>> found(operators().size());
  std::lock_guard<std::mutex> lock(mutex);
  auto& [tried, loop] = found[op];
  if (!tried) {
    for (Loop<T> candidate : operators()[op].loops(T())) {
      if (loop == nullptr && has_bits(candidate, operators()[op].reference)) loop = candidate;
    }
    tried = true;
  }
  return loop;
}

// The chain.

constexpr size_t kMaxPlaces = 12;  // lists and temporary values

struct Step {
  size_t op;
  size_t out, x, y, z;  // lists first, then what only the chain itself sees
  double number;
  bool writes;  // into a list
};

struct Chain {
  std::vector<Step> steps;
  size_t lists;
  size_t places;                 // lists and temporary values
  std::vector<Tensor*> tensors;  // those of the first list, then those of the second, ...
  size_t items() const { return lists == 0 ? 0 : tensors.size() / lists; }
  Tensor& at(size_t list, size_t item) const { return *tensors[list * items() + item]; }
};

/// Nothing stands between the operators and their kernels: no profiler, transform or other observer.
bool is_unobserved() {
  auto keys = c10::impl::tls_local_dispatch_key_set().included_;
  keys = keys.remove(c10::DispatchKey::BackendSelect).remove(c10::DispatchKey::ADInplaceOrView);
  return keys.empty() && !c10::InferenceMode::is_enabled() &&
         !at::getStepCallbacksUnlessEmpty(at::RecordScope::FUNCTION).has_value();
}

bool suits(const Tensor& x, const Tensor& like) {
  static const c10::DispatchKeySet plain = at::empty({0}, at::kCPU).key_set();
  return x.key_set() == plain && x.scalar_type() == like.scalar_type() && x.sizes() == like.sizes() &&
         x.strides() == like.strides() && !(c10::GradMode::is_enabled() && x.requires_grad()) &&
         !x.is_inference() && !x._fw_grad(0).defined() &&
         x.storage().nbytes() >= static_cast<size_t>(x.storage_offset() + x.numel()) * x.element_size();
}

/// The same memory, or none in common: a shifted view would read what another element has become.
bool is_aligned(const Tensor& a, const Tensor& b) {
  auto first = reinterpret_cast<uintptr_t>(a.data_ptr()), second = reinterpret_cast<uintptr_t>(b.data_ptr());
  return first == second || first + a.nbytes() <= second || second + b.nbytes() <= first;
}

bool suits(const Chain& chain) {
  for (size_t item = 0; item < chain.items(); ++item) {
    const Tensor& first = chain.at(0, item);
    if (first.layout() != at::kStrided || !first.is_non_overlapping_and_dense()) return false;
    for (size_t list = 0; list < chain.lists; ++list) {
      if (!suits(chain.at(list, item), first) || first.scalar_type() != chain.at(0, 0).scalar_type())
        return false;
    }
    for (size_t i = 0; i < chain.lists; ++i) {
      for (size_t j = 0; j < i; ++j) {
        if (!is_aligned(chain.at(i, item), chain.at(j, item))) return false;
      }
    }
  }
  return true;
}

constexpr int64_t kTile = 1024;  // elements that all values of a chain together keep in the first cache
constexpr int64_t kThreadShare = 32768;  // as LibTorch's own kernels

template <typename T>
bool run(const Chain& chain) {
  struct Bound {
    Loop<T> loop;
    T number;
  };
  std::vector<Bound> bound;
  for (const Step& step : chain.steps) {
    bound.push_back({find_loop<T>(step.op), static_cast<T>(step.number)});
    if (bound.back().loop == nullptr) return false;
  }
  for (size_t item = 0; item < chain.items(); ++item) {
    T* data[kMaxPlaces] = {};
    for (size_t list = 0; list < chain.lists; ++list)
      data[list] = chain.at(list, item).template data_ptr<T>();
    at::parallel_for(0, chain.at(0, item).numel(), kThreadShare, [&](int64_t begin, int64_t end) {
      alignas(64) T temporary[kMaxPlaces][kTile];
      T* at[kMaxPlaces];
      for (int64_t i = begin; i < end; i += kTile) {
        for (size_t place = 0; place < chain.places; ++place) {
          at[place] = place < chain.lists ? data[place] + i : temporary[place];
        }
        for (size_t k = 0; k < bound.size(); ++k) {
          const Step& step = chain.steps[k];
          bound[k].loop(at[step.out], at[step.x], at[step.y], at[step.z], bound[k].number,
                        std::min(kTile, end - i));
        }
      }
    });
    for (const Step& step : chain.steps) {
      if (step.writes) chain.at(step.out, item).unsafeGetTensorImpl()->bump_version();
    }
  }
  return true;
}

/// [lists, temporary values, steps; for each step: operator, out, x, y, z, number; the tensors' handles]
Chain read_chain(Env& env, const double* numbers, size_t length) {
  auto expect = [](bool holds) {
    if (!holds) throw Error("RuntimeError", "a chain of operators that makes no sense");
  };
  size_t position = 0;
  auto next = [&] {
    expect(position < length);
    return numbers[position++];
  };
  auto count = [&](size_t limit) {
    double number = next();
    expect(number >= 0 && number < static_cast<double>(limit));
    return static_cast<size_t>(number);
  };
  Chain chain;
  chain.lists = count(kMaxPlaces);
  chain.places = chain.lists + count(kMaxPlaces);
  expect(chain.places <= kMaxPlaces);
  chain.steps.resize(count(64));
  for (Step& step : chain.steps) {
    step.op = count(operators().size());
    for (size_t* place : {&step.out, &step.x, &step.y, &step.z}) *place = count(chain.places);
    step.number = next();
    step.writes = step.out < chain.lists;
  }
  expect(chain.lists > 0 && (length - position) % chain.lists == 0);
  while (position < length) chain.tensors.push_back(&tensor_of(env, next()));
  return chain;
}

}  // namespace

napi_value elementwise_chain(napi_env env, napi_callback_info info) {
  return guarded(env, [&] {
    Arguments<1> args(env, info);
    napi_typedarray_type type;
    size_t length;
    void* data;
    check(napi_get_typedarray_info(env, args[0], &type, &length, &data, nullptr, nullptr));
    if (type != napi_float64_array) throw Error("TypeError", "a chain of operators is a Float64Array");
    Chain chain = read_chain(Env::of(env), static_cast<const double*>(data), length);
    if (chain.items() == 0) return to_js(env, true);
    if (!is_unobserved() || !suits(chain)) return to_js(env, false);
    c10::NoGradGuard no_grad;
    at::ScalarType dtype = chain.at(0, 0).scalar_type();
    if (dtype == at::kFloat) return to_js(env, run<float>(chain));
    if (dtype == at::kDouble) return to_js(env, run<double>(chain));
    return to_js(env, false);
  });
}

}  // namespace typetorch
