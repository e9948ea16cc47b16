// Arithmetic of small tensors in rows, in place of LibTorch's kernels, which take longer to look at such
// tensors from all sides than to compute with them (docs/performance.md). Everything else still goes to
// LibTorch's, and the numbers are the same: what has one correctly rounded result is computed here, the rest
// by LibTorch's own loops.

#include "small.h"

#include <ATen/CPUFunctions.h>
#include <ATen/ops/cos_native.h>
#include <ATen/ops/exp_native.h>
#include <ATen/ops/log_native.h>
#include <ATen/ops/neg_native.h>
#include <ATen/ops/reciprocal_native.h>
#include <ATen/ops/rsqrt_native.h>
#include <ATen/ops/sigmoid_native.h>
#include <ATen/ops/silu_native.h>
#include <ATen/ops/sin_native.h>
#include <ATen/ops/sqrt_native.h>
#include <ATen/ops/tanh_native.h>
#include <c10/util/SmallVector.h>
#include <c10/util/accumulate.h>
#include <torch/library.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <memory>
#include <tuple>

#include "replaced.h"
#include "vectors.h"

namespace typetorch {
namespace {

using at::Scalar;
using at::Tensor;

// ---- what suits

bool is_like(const Tensor& y, const Tensor& x) {
  return is_simple(y) && y.scalar_type() == x.scalar_type() && y.sizes() == x.sizes() && y.is_contiguous();
}

/// One row for all rows of `x`, such as a bias.
bool is_row(const Tensor& y, const Tensor& x) {
  return is_simple(y) && y.scalar_type() == x.scalar_type() &&
         !y.unsafeGetTensorImpl()->is_wrapped_number() && y.dim() > 0 && y.dim() < x.dim() && y.numel() > 1 &&
         y.is_contiguous() && x.sizes().slice(static_cast<size_t>(x.dim() - y.dim())) == y.sizes();
}

/// A number beside a tensor, which does not change the tensor's type.
bool is_number(const Tensor& y) {
  return y.dim() == 0 && y.unsafeGetTensorImpl()->is_wrapped_number() && is_simple(y) &&
         (y.scalar_type() == at::kDouble || y.scalar_type() == at::kLong);
}

// ---- loops

struct Plus {
  template <typename T>
  INLINED static T at(T a, T b) {
    return a + b;
  }
};
struct Minus {
  template <typename T>
  INLINED static T at(T a, T b) {
    return a - b;
  }
};
struct Times {
  template <typename T>
  INLINED static T at(T a, T b) {
    return a * b;
  }
};
struct Over {
  template <typename T>
  INLINED static T at(T a, T b) {
    return a / b;
  }
};
/// Not a number stays so.
struct Rectified {
  template <typename T>
  INLINED static T at(T a, T b) {
    return a < b ? b : a;
  }
};
/// A gradient where the input lay above the threshold, or was no number.
struct Passed {
  template <typename T>
  INLINED static T at(T grad, T x) {
    return x <= T(0) ? T(0) : grad;
  }
};

template <typename F, typename T>
struct WithTensor {
  INLINED static void run(const T* a, const T* b, T* out, int64_t count) {
    INDEPENDENT
    for (int64_t i = 0; i < count; ++i) out[i] = F::at(a[i], b[i]);
  }
};
template <typename F, typename T>
struct WithNumber {
  INLINED static void run(const T* a, T b, T* out, int64_t count) {
    INDEPENDENT
    for (int64_t i = 0; i < count; ++i) out[i] = F::at(a[i], b);
  }
};

/// `b` has a's size, or that of its rows.
template <typename F, typename T>
void with_tensor(const Tensor& a, const Tensor& b, const Tensor& out) {
  static const auto run = Vectorized<WithTensor<F, T>, const T*, const T*, T*, int64_t>::function();
  const T *from = a.data_ptr<T>(), *with = b.data_ptr<T>();
  T* to = out.data_ptr<T>();
  int64_t row = b.numel();
  for (int64_t at = 0; at < a.numel(); at += row) run(from + at, with, to + at, row);
}
template <typename F, typename T>
void with_number(const Tensor& a, T number, const Tensor& out) {
  static const auto run = Vectorized<WithNumber<F, T>, const T*, T, T*, int64_t>::function();
  run(a.data_ptr<T>(), number, out.data_ptr<T>(), a.numel());
}

template <typename F>
void compute(const Tensor& a, const Tensor& b, const Tensor& out) {
  with_type(a, [&](auto zero) { with_tensor<F, decltype(zero)>(a, b, out); });
}
template <typename F, typename N>
void compute_with(const Tensor& a, N number, const Tensor& out) {
  with_type(a, [&](auto zero) { with_number<F>(a, static_cast<decltype(zero)>(number), out); });
}
template <typename F>
void compute_with_number(const Tensor& a, const Tensor& b, const Tensor& out) {
  b.scalar_type() == at::kDouble ? compute_with<F>(a, *b.data_ptr<double>(), out)
                                 : compute_with<F>(a, *b.data_ptr<int64_t>(), out);
}

/// A new tensor, or an undefined one where LibTorch shall see to it.
template <typename F>
Tensor binary(const Tensor& a, const Tensor& b) {
  Tensor out;
  if (!is_small(a)) return out;
  if (is_like(b, a) || (is_row(b, a) && has_usual_strides(a) && has_usual_strides(b))) {
    out = made_like(a);
    compute<F>(a, b, out);
  } else if (is_number(b) && has_usual_strides(a)) {
    out = made_like(a);
    compute_with_number<F>(a, b, out);
  }
  return out;
}

/// Whether it has been done in place.
template <typename F>
bool binary_(const Tensor& a, const Tensor& b) {
  if (!is_small(a)) return false;
  if (is_number(b)) {
    compute_with_number<F>(a, b, a);
    return true;
  }
  // What lies half over the other is an error that LibTorch explains.
  bool same = is_like(b, a);
  bool apart = !a.is_alias_of(b) || (same && a.data_ptr() == b.data_ptr());
  if (!apart || !(same || is_row(b, a))) return false;
  compute<F>(a, b, a);
  return true;
}

// ---- operators with one right answer

Tensor add(const Tensor& a, const Tensor& b, const Scalar& alpha) {
  Tensor out = is_one(alpha) ? binary<Plus>(a, b) : Tensor();
  return out.defined() ? out : at::cpu::add(a, b, alpha);
}
Tensor& add_(Tensor& a, const Tensor& b, const Scalar& alpha) {
  return is_one(alpha) && binary_<Plus>(a, b) ? a : at::cpu::add_(a, b, alpha);
}
Tensor sub(const Tensor& a, const Tensor& b, const Scalar& alpha) {
  Tensor out = is_one(alpha) ? binary<Minus>(a, b) : Tensor();
  return out.defined() ? out : at::cpu::sub(a, b, alpha);
}
Tensor& sub_(Tensor& a, const Tensor& b, const Scalar& alpha) {
  return is_one(alpha) && binary_<Minus>(a, b) ? a : at::cpu::sub_(a, b, alpha);
}
Tensor mul(const Tensor& a, const Tensor& b) {
  Tensor out = binary<Times>(a, b);
  return out.defined() ? out : at::cpu::mul(a, b);
}
Tensor& mul_(Tensor& a, const Tensor& b) { return binary_<Times>(a, b) ? a : at::cpu::mul_(a, b); }
Tensor div(const Tensor& a, const Tensor& b) {
  Tensor out = binary<Over>(a, b);
  return out.defined() ? out : at::cpu::div(a, b);
}
Tensor& div_(Tensor& a, const Tensor& b) { return binary_<Over>(a, b) ? a : at::cpu::div_(a, b); }

Tensor relu(const Tensor& x) {
  if (!is_small(x)) return at::cpu::relu(x);
  Tensor out = made_like(x);
  compute_with<Rectified>(x, 0, out);
  return out;
}
Tensor& relu_(Tensor& x) {
  if (!is_small(x)) return at::cpu::relu_(x);
  compute_with<Rectified>(x, 0, x);
  return x;
}
Tensor threshold_backward(const Tensor& grad, const Tensor& x, const Scalar& threshold) {
  bool at_zero = !threshold.isComplex() && threshold.toDouble() == 0;
  if (!at_zero || !is_small(grad) || !is_like(x, grad))
    return at::cpu::threshold_backward(grad, x, threshold);
  Tensor out = made_like(grad);
  compute<Passed>(grad, x, out);
  return out;
}

/// (outer, count, inner): the greatest (or least) of each `count`, and its place. The first of equals; what
/// is no number comes before all.
template <bool kGreatest, typename T>
void find_extremes(const T* x, T* values, int64_t* places, int64_t outer, int64_t count, int64_t inner) {
  for (int64_t row = 0; row < outer; ++row) {
    for (int64_t column = 0; column < inner; ++column) {
      const T* from = x + row * count * inner + column;
      T best = *from;
      int64_t place = 0;
      for (int64_t i = 0; i < count && !std::isnan(best); ++i) {
        T value = from[i * inner];
        if (kGreatest ? value <= best : value >= best) continue;
        best = value;
        place = i;
      }
      *values++ = best;
      *places++ = place;
    }
  }
}

template <bool kGreatest>
std::tuple<Tensor, Tensor> extremes(const Tensor& x, int64_t dim, bool keepdim) {
  bool fits = is_small(x) && x.numel() > 0 && dim >= -x.dim() && dim < x.dim();
  if (!fits) return kGreatest ? at::cpu::max(x, dim, keepdim) : at::cpu::min(x, dim, keepdim);
  auto at = static_cast<size_t>(dim < 0 ? dim + x.dim() : dim);
  c10::SmallVector<int64_t, 6> sizes(x.sizes().begin(), x.sizes().end());
  int64_t count = sizes[at], inner = c10::multiply_integers(x.sizes().slice(at + 1));
  if (keepdim)
    sizes[at] = 1;
  else
    sizes.erase(sizes.begin() + static_cast<int64_t>(at));
  Tensor values = at::detail::empty_cpu(sizes, x.scalar_type());
  Tensor places = at::detail::empty_cpu(sizes, at::kLong);
  int64_t outer = x.numel() / count / inner;
  auto* place = places.data_ptr<int64_t>();
  with_type(x, [&](auto zero) {
    using T = decltype(zero);
    find_extremes<kGreatest>(x.data_ptr<T>(), values.data_ptr<T>(), place, outer, count, inner);
  });
  return {values, places};
}

// ---- operators whose last bit is LibTorch's affair

struct AnyPrepared {
  virtual ~AnyPrepared() = default;
};

/// A kernel of LibTorch with its iterator, prepared for tensors of one length.
template <typename Kernel>
class Prepared final : public AnyPrepared, Kernel {
 public:
  Prepared(int64_t count, at::ScalarType type)
      : in_(at::detail::empty_cpu({count}, type)), out_(at::detail::empty_cpu({count}, type)) {
    this->meta(in_);
  }
  bool fits(const Tensor& x) const {
    return in_.numel() == x.numel() && in_.scalar_type() == x.scalar_type();
  }
  void run(const Tensor& x, const Tensor& out) {
    this->unsafe_replace_operand(0, out.data_ptr());
    this->unsafe_replace_operand(1, x.data_ptr());
    this->impl(in_, out_);
  }

 private:
  const Tensor& maybe_get_output(int64_t) override { return out_; }
  Tensor in_, out_;
};

/// The kernels that this thread has prepared, a few lengths of each. One pointer for all: an addon may take
/// little of a thread's own memory.
constexpr size_t kKinds = 16, kLengths = 8;
using AllPrepared = std::array<std::unique_ptr<AnyPrepared>, kKinds * kLengths>;
thread_local std::unique_ptr<AllPrepared> all_prepared;

template <size_t kKind, typename Kernel>
Prepared<Kernel>& prepared(const Tensor& x) {
  static_assert(kKind < kKinds, "there is room for so many kernels");
  if (all_prepared == nullptr) all_prepared = std::make_unique<AllPrepared>();
  auto& place = (*all_prepared)[kKind * kLengths + static_cast<size_t>(x.numel()) % kLengths];
  auto* one = static_cast<Prepared<Kernel>*>(place.get());
  if (one == nullptr || !one->fits(x)) {
    one = new Prepared<Kernel>(x.numel(), x.scalar_type());
    place.reset(one);
  }
  return *one;
}

template <size_t kKind, typename Kernel, Tensor (*Whole)(const Tensor&)>
Tensor unary(const Tensor& x) {
  if (!is_small(x) || x.numel() == 0) return Whole(x);
  Tensor out = made_like(x);
  prepared<kKind, Kernel>(x).run(x, out);
  return out;
}

}  // namespace

TORCH_LIBRARY_IMPL(aten, CPU, m) {
  replace(m, "add.Tensor", TORCH_FN(add));
  replace(m, "add_.Tensor", TORCH_FN(add_));
  replace(m, "sub.Tensor", TORCH_FN(sub));
  replace(m, "sub_.Tensor", TORCH_FN(sub_));
  replace(m, "mul.Tensor", TORCH_FN(mul));
  replace(m, "mul_.Tensor", TORCH_FN(mul_));
  replace(m, "div.Tensor", TORCH_FN(div));
  replace(m, "div_.Tensor", TORCH_FN(div_));
  replace(m, "relu", TORCH_FN(relu));
  replace(m, "relu_", TORCH_FN(relu_));
  replace(m, "threshold_backward", TORCH_FN(threshold_backward));
  replace(m, "max.dim", TORCH_FN(extremes<true>));
  replace(m, "min.dim", TORCH_FN(extremes<false>));
  replace(m, "cos", TORCH_FN((unary<0, at::native::structured_cos_out, at::cpu::cos>)));
  replace(m, "exp", TORCH_FN((unary<1, at::native::structured_exp_out, at::cpu::exp>)));
  replace(m, "log", TORCH_FN((unary<2, at::native::structured_log_out, at::cpu::log>)));
  replace(m, "neg", TORCH_FN((unary<3, at::native::structured_neg_out, at::cpu::neg>)));
  replace(m, "reciprocal", TORCH_FN((unary<4, at::native::structured_reciprocal_out, at::cpu::reciprocal>)));
  replace(m, "rsqrt", TORCH_FN((unary<5, at::native::structured_rsqrt_out, at::cpu::rsqrt>)));
  replace(m, "sigmoid", TORCH_FN((unary<6, at::native::structured_sigmoid_out, at::cpu::sigmoid>)));
  replace(m, "silu", TORCH_FN((unary<7, at::native::structured_silu_out, at::cpu::silu>)));
  replace(m, "sin", TORCH_FN((unary<8, at::native::structured_sin_out, at::cpu::sin>)));
  replace(m, "sqrt", TORCH_FN((unary<9, at::native::structured_sqrt_out, at::cpu::sqrt>)));
  replace(m, "tanh", TORCH_FN((unary<10, at::native::structured_tanh_out, at::cpu::tanh>)));
}

}  // namespace typetorch
