// Kernels that die of tensors without elements, which autograd and other operators give them, replaced by
// ones that know the answer.
#include <ATen/ATen.h>
#include <ATen/ops/_pdist_backward_native.h>
#include <ATen/ops/transpose_native.h>

#include "replaced.h"

namespace typetorch {
namespace {

at::Tensor pdist_backward(const at::Tensor& grad, const at::Tensor& x, double p,
                          const at::Tensor& distances) {
  return x.numel() == 0 ? at::zeros_like(x) : at::native::_pdist_backward(grad, x, p, distances);
}

at::Tensor transpose_mkldnn(const at::Tensor& x, int64_t first, int64_t second) {
  return x.numel() == 0 ? x.to_dense().transpose(first, second).contiguous().to_mkldnn()
                        : at::native::mkldnn_transpose(x, first, second);
}

}  // namespace

TORCH_LIBRARY_IMPL(aten, CPU, m) { replace(m, "_pdist_backward", TORCH_FN(pdist_backward)); }
TORCH_LIBRARY_IMPL(aten, MkldnnCPU, m) { replace(m, "transpose.int", TORCH_FN(transpose_mkldnn)); }

}  // namespace typetorch
