// Products of small matrices, whose preparations in LibTorch take longer than the products themselves
// (docs/performance.md). The numbers are the same.

#include <ATen/CPUFunctions.h>
#include <ATen/ops/addmm_native.h>
#include <torch/library.h>

#include <cstring>

#include "replaced.h"
#include "small.h"

namespace typetorch {
namespace {

using at::Scalar;
using at::Tensor;

struct Addmm final : at::native::structured_addmm_out_cpu {
  const Tensor& maybe_get_output(int64_t) override { return out; }
  Tensor out;
};

/// A row for every row of (n, k) x (k, m): LibTorch expands and copies it, which takes longer than the
/// product.
Tensor addmm(const Tensor& row, const Tensor& a, const Tensor& b, const Scalar& beta, const Scalar& alpha) {
  auto fits = [](const Tensor& x, int64_t dim) { return x.dim() == dim && is_simple(x) && is_float(x); };
  bool small = fits(row, 1) && fits(a, 2) && fits(b, 2) && a.scalar_type() == row.scalar_type() &&
               b.scalar_type() == row.scalar_type() && a.size(1) == b.size(0) && b.size(1) == row.size(0) &&
               is_one(beta) && row.is_contiguous() && a.numel() > 0 && row.numel() > 0 &&
               a.size(0) * row.numel() <= kMost;
  if (!small) return at::cpu::addmm(row, a, b, beta, alpha);
  Addmm product;
  product.out = at::detail::empty_cpu({a.size(0), row.numel()}, row.scalar_type());
  size_t bytes = row.nbytes();
  auto* to = static_cast<char*>(product.out.data_ptr());
  for (int64_t i = 0; i < a.size(0); ++i)
    std::memcpy(to + static_cast<size_t>(i) * bytes, row.data_ptr(), bytes);
  product.impl(product.out, a, b, beta, alpha, product.out);
  return product.out;
}

#ifdef __x86_64__  // for others the compiler that built LibTorch may have fused additions with products

/// (batch, n, k) x (batch, k, m), each sum in its order.
template <typename T>
void multiply(const T* a, const T* b, T* out, int64_t batch, int64_t n, int64_t k, int64_t m) {
  for (int64_t at = 0; at < batch; ++at, b += k * m) {
    for (int64_t i = 0; i < n; ++i, a += k, out += m) {
      for (int64_t j = 0; j < m; ++j) {
        T sum = 0;
        for (int64_t l = 0; l < k; ++l) sum += a[l] * b[l * m + j];
        out[j] = sum;
      }
    }
  }
}

/// LibTorch has a loop of its own for such few numbers, too; more go through BLAS.
Tensor bmm(const Tensor& a, const Tensor& b) {
  bool small = a.dim() == 3 && b.dim() == 3 && is_small(a) && is_small(b) &&
               a.scalar_type() == b.scalar_type() && a.size(0) == b.size(0) && a.size(2) == b.size(1) &&
               a.size(1) * a.size(2) * b.size(2) < 400 && a.numel() > 0 && b.numel() > 0;
  if (!small) return at::cpu::bmm(a, b);
  Tensor out = at::detail::empty_cpu({a.size(0), a.size(1), b.size(2)}, a.scalar_type());
  with_type(a, [&](auto zero) {
    using T = decltype(zero);
    multiply(a.data_ptr<T>(), b.data_ptr<T>(), out.data_ptr<T>(), a.size(0), a.size(1), a.size(2), b.size(2));
  });
  return out;
}

#endif

}  // namespace

TORCH_LIBRARY_IMPL(aten, CPU, m) {
  replace(m, "addmm", TORCH_FN(addmm));
#ifdef __x86_64__
  replace(m, "bmm", TORCH_FN(bmm));
#endif
}

}  // namespace typetorch
