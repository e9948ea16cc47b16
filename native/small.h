// What kernels for small tensors in rows ask of them (small*.cpp).
#pragma once

#include <ATen/EmptyTensor.h>
#include <ATen/core/Tensor.h>

#include <algorithm>

namespace typetorch {

constexpr int64_t kMost = 8192;  // with more, LibTorch's preparations do not count

/// A tensor of the CPU's memory and nothing else: no names, no lazy sign, no data that other kernels know.
inline bool is_simple(const at::Tensor& x) {
  constexpr c10::DispatchKeySet usual =
      c10::autograd_dispatch_keyset_with_ADInplaceOrView | c10::DispatchKeySet(c10::DispatchKey::AutocastCPU);
  return x.key_set() - usual == c10::DispatchKeySet(c10::DispatchKey::CPU);
}

inline bool is_float(const at::Tensor& x) {
  return x.scalar_type() == at::kFloat || x.scalar_type() == at::kDouble;
}

/// Calls `visit` with a zero of the tensor's type, float or double.
template <typename Visit>
void with_type(const at::Tensor& x, Visit visit) {
  if (x.scalar_type() == at::kFloat)
    visit(0.0F);
  else
    visit(0.0);
}

inline bool is_small(const at::Tensor& x) {
  return is_simple(x) && !x.unsafeGetTensorImpl()->is_wrapped_number() && is_float(x) && x.is_contiguous() &&
         x.numel() <= kMost;
}

/// Beside less than its like LibTorch gives the result the tensor's strides, in directions of one place as
/// well.
inline bool has_usual_strides(const at::Tensor& x) {
  int64_t expected = 1;
  for (int64_t i = x.dim() - 1; i >= 0; --i) {
    if (x.stride(i) != expected) return false;
    expected *= std::max<int64_t>(x.size(i), 1);
  }
  return true;
}

inline bool is_one(const at::Scalar& factor) { return factor.isIntegral(false) && factor.toLong() == 1; }

inline at::Tensor made_like(const at::Tensor& x) { return at::detail::empty_cpu(x.sizes(), x.scalar_type()); }

}  // namespace typetorch
