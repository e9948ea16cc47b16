// Sums and means of small tensors in rows: LibTorch's kernel, behind an iterator that is prepared once for a
// shape. To prepare it takes longer than to add (docs/performance.md).

#ifdef TYPETORCH_SUM_STUB

#include <ATen/CPUFunctions.h>
#include <ATen/native/ReduceOps.h>
#include <ATen/native/ReduceOpsUtils.h>
#include <ATen/native/TensorIterator.h>
#include <torch/library.h>

#include <array>
#include <cstring>
#include <memory>

#include "replaced.h"
#include "small.h"

namespace typetorch {
namespace {

using at::Tensor;
using at::native::DimMask;

class Sum {
 public:
  Sum(const Tensor& x, DimMask dims)
      : dims_(dims),
        in_(made_like(x)),
        out_(at::detail::empty_cpu(at::native::shape_from_dim_mask(x, dims, true), x.scalar_type())),
        iterator_(at::TensorIterator::reduce_op(out_, in_)) {}

  bool fits(const Tensor& x, DimMask dims) const {
    return dims == dims_ && x.scalar_type() == in_.scalar_type() && x.sizes() == in_.sizes();
  }
  /// The kernel knows the place of its result, too, so it comes from there.
  void run(const Tensor& x, const Tensor& out) {
    iterator_.unsafe_replace_operand(1, x.data_ptr());
    at::native::sum_stub(at::kCPU, iterator_);
    std::memcpy(out.data_ptr(), out_.data_ptr(), out_.nbytes());
  }

 private:
  DimMask dims_;
  Tensor in_, out_;
  at::TensorIterator iterator_;
};

/// Those that this thread has prepared.
using Sums = std::array<std::unique_ptr<Sum>, 16>;
thread_local std::unique_ptr<Sums> sums;

Sum& prepared(const Tensor& x, DimMask dims) {
  if (sums == nullptr) sums = std::make_unique<Sums>();
  size_t hash = dims.to_ullong();
  for (int64_t size : x.sizes()) hash = hash * 31 + static_cast<size_t>(size);
  auto& place = (*sums)[hash % std::tuple_size<Sums>::value];
  if (place == nullptr || !place->fits(x, dims)) place = std::make_unique<Sum>(x, dims);
  return *place;
}

/// A new tensor, or an undefined one where LibTorch shall see to it.
Tensor small_sum(const Tensor& x, at::OptionalIntArrayRef dim, bool keepdim,
                 c10::optional<at::ScalarType> dtype) {
  bool fits = is_small(x) && x.dim() > 0 && x.dim() < 64 && x.numel() > 0 && has_usual_strides(x) &&
              dtype.value_or(x.scalar_type()) == x.scalar_type();
  if (!fits) return {};
  DimMask dims = at::native::make_dim_mask(dim.value_or(at::IntArrayRef{}), x.dim());
  Tensor out = at::detail::empty_cpu(at::native::shape_from_dim_mask(x, dims, keepdim), x.scalar_type());
  prepared(x, dims).run(x, out);
  return out;
}

Tensor small_mean(const Tensor& x, at::OptionalIntArrayRef dim, bool keepdim,
                  c10::optional<at::ScalarType> dtype) {
  Tensor out = small_sum(x, dim, keepdim, dtype);
  if (!out.defined()) return out;
  with_type(out, [&](auto zero) {
    using T = decltype(zero);
    auto count = static_cast<T>(x.numel() / out.numel());
    T* values = out.data_ptr<T>();
    for (int64_t i = 0; i < out.numel(); ++i) values[i] /= count;
  });
  return out;
}

Tensor sum_dim(const Tensor& x, at::OptionalIntArrayRef dim, bool keepdim,
               c10::optional<at::ScalarType> dtype) {
  Tensor out = small_sum(x, dim, keepdim, dtype);
  return out.defined() ? out : at::cpu::sum(x, dim, keepdim, dtype);
}
Tensor sum(const Tensor& x, c10::optional<at::ScalarType> dtype) {
  return sum_dim(x, at::IntArrayRef{}, false, dtype);
}
Tensor mean_dim(const Tensor& x, at::OptionalIntArrayRef dim, bool keepdim,
                c10::optional<at::ScalarType> dtype) {
  Tensor out = small_mean(x, dim, keepdim, dtype);
  return out.defined() ? out : at::cpu::mean(x, dim, keepdim, dtype);
}
Tensor mean(const Tensor& x, c10::optional<at::ScalarType> dtype) {
  return mean_dim(x, at::IntArrayRef{}, false, dtype);
}

}  // namespace

TORCH_LIBRARY_IMPL(aten, CPU, m) {
  replace(m, "sum", TORCH_FN(sum));
  replace(m, "sum.dim_IntList", TORCH_FN(sum_dim));
  replace(m, "mean", TORCH_FN(mean));
  replace(m, "mean.dim", TORCH_FN(mean_dim));
}

}  // namespace typetorch

#endif
