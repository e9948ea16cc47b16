// Kernels that die of tensors without elements, which autograd and other operators give them, replaced by
// ones that know the answer.
#include <ATen/ATen.h>
#include <ATen/ops/_embedding_bag_dense_backward_native.h>
#include <ATen/ops/_embedding_bag_per_sample_weights_backward_native.h>
#include <ATen/ops/_pdist_backward_native.h>
#include <ATen/ops/native_batch_norm_backward_native.h>
#include <ATen/ops/transpose_native.h>

#include <array>
#include <tuple>

#include "replaced.h"

namespace typetorch {
namespace {

using Maybe = c10::optional<at::Tensor>;
using Three = std::tuple<at::Tensor, at::Tensor, at::Tensor>;

at::Tensor pdist_backward(const at::Tensor& grad, const at::Tensor& x, double p,
                          const at::Tensor& distances) {
  return x.numel() == 0 ? at::zeros_like(x) : at::native::_pdist_backward(grad, x, p, distances);
}

/// Indices without a bag to be in.
at::Tensor embedding_bag_backward(const at::Tensor& grad, const at::Tensor& indices, const at::Tensor& owners,
                                  const at::Tensor& sizes, const at::Tensor& places, int64_t rows,
                                  bool scaled, int64_t mode, const Maybe& weights, int64_t padding) {
  if (grad.numel() == 0) return at::zeros({rows, grad.size(1)}, grad.options());
  return at::native::_embedding_bag_dense_backward_cpu(grad, indices, owners, sizes, places, rows, scaled,
                                                       mode, weights, padding);
}

at::Tensor embedding_bag_weights_backward(const at::Tensor& grad, const at::Tensor& weight,
                                          const at::Tensor& indices, const at::Tensor& offsets,
                                          const at::Tensor& owners, int64_t mode, int64_t padding) {
  if (grad.numel() == 0) return at::zeros({indices.numel()}, grad.options());
  return at::native::_embedding_bag_per_sample_weights_backward_cpu(grad, weight, indices, offsets, owners,
                                                                    mode, padding);
}

Three batch_norm_backward(const at::Tensor& grad, const at::Tensor& x, const Maybe& weight, const Maybe& mean,
                          const Maybe& variance, const Maybe& saved_mean, const Maybe& saved_deviation,
                          bool train, double eps, std::array<bool, 3> wanted) {
  if (x.numel() > 0) {
    return at::native::batch_norm_backward_cpu(grad, x, weight, mean, variance, saved_mean, saved_deviation,
                                               train, eps, wanted);
  }
  auto channels = [&](bool is_wanted) {
    if (!is_wanted) return at::Tensor();
    bool is_given = weight.has_value() && weight->defined();
    return is_given ? at::zeros_like(*weight) : at::zeros({x.size(1)}, x.options());
  };
  return {wanted[0] ? at::zeros_like(x) : at::Tensor(), channels(wanted[1]), channels(wanted[2])};
}

at::Tensor transpose_mkldnn(const at::Tensor& x, int64_t first, int64_t second) {
  return x.numel() == 0 ? x.to_dense().transpose(first, second).contiguous().to_mkldnn()
                        : at::native::mkldnn_transpose(x, first, second);
}

}  // namespace

TORCH_LIBRARY_IMPL(aten, CPU, m) {
  replace(m, "_pdist_backward", TORCH_FN(pdist_backward));
  replace(m, "native_batch_norm_backward", TORCH_FN(batch_norm_backward));
  replace(m, "_embedding_bag_dense_backward", TORCH_FN(embedding_bag_backward));
  replace(m, "_embedding_bag_per_sample_weights_backward", TORCH_FN(embedding_bag_weights_backward));
}
TORCH_LIBRARY_IMPL(aten, MkldnnCPU, m) { replace(m, "transpose.int", TORCH_FN(transpose_mkldnn)); }

}  // namespace typetorch
