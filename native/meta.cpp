// Convolutions and batch normalisation of tensors without memory: LibTorch leaves their shapes to its Python
// package.
#include <ATen/AccumulateType.h>
#include <ATen/ExpandUtils.h>
#include <ATen/WrapDimUtils.h>
#include <torch/library.h>
#include <torch/torch.h>

#include <algorithm>
#include <array>
#include <tuple>
#include <vector>

#include "meta_checks.h"

namespace {

using typetorch::check_count;
using typetorch::check_dims;
using typetorch::check_positive;

using at::IntArrayRef;
using at::Tensor;

Tensor convolution(const Tensor& input, const Tensor& weight, const c10::optional<Tensor>&,
                   IntArrayRef stride, IntArrayRef padding, IntArrayRef dilation, bool transposed,
                   IntArrayRef output_padding, int64_t groups) {
  check_dims(input, 2);
  check_dims(weight, input.dim());
  auto spatial = static_cast<size_t>(input.dim() - 2);
  for (auto list : {stride, padding, dilation}) check_count(list, spatial, "stride, padding and dilation");
  if (transposed) check_count(output_padding, spatial, "output_padding");
  check_positive(stride, "stride");
  std::vector<int64_t> sizes{input.size(0), transposed ? weight.size(1) * groups : weight.size(0)};
  for (int64_t i = 2; i < input.dim(); ++i) {
    auto at = static_cast<size_t>(i - 2);
    int64_t reach = dilation[at] * (weight.size(i) - 1);
    int64_t size = input.size(i);
    sizes.push_back(transposed ? (size - 1) * stride[at] - 2 * padding[at] + reach + output_padding[at] + 1
                               : (size + 2 * padding[at] - reach - 1) / stride[at] + 1);
  }
  return at::empty(sizes, input.options().memory_format(input.suggest_memory_format()));
}

std::tuple<Tensor, Tensor, Tensor> convolution_backward(const Tensor& grad, const Tensor& input,
                                                        const Tensor& weight, IntArrayRef, IntArrayRef,
                                                        IntArrayRef, bool, IntArrayRef, int64_t,
                                                        std::array<bool, 3> wanted) {
  return {wanted[0] ? at::empty_like(input) : Tensor(), wanted[1] ? at::empty_like(weight) : Tensor(),
          wanted[2] ? at::empty({grad.size(1)}, grad.options()) : Tensor()};
}

using Three = std::tuple<Tensor, Tensor, Tensor>;
using Maybe = c10::optional<Tensor>;

Three batch_norm(const Tensor& input, const Maybe&, const Maybe&, const Maybe&, const Maybe&, bool training,
                 double, double) {
  auto sums = at::toAccumulateType(input.scalar_type(), true);
  auto statistic = [&] { return at::empty({training ? input.size(1) : 0}, input.options().dtype(sums)); };
  return {at::empty_like(input), statistic(), statistic()};
}

Three batch_norm_backward(const Tensor&, const Tensor& input, const Maybe& weight, const Maybe&, const Maybe&,
                          const Maybe&, const Maybe&, bool, double, std::array<bool, 3> wanted) {
  auto options = weight && weight->defined() ? weight->options() : input.options();
  auto column = [&] { return at::empty({input.size(1)}, options); };
  return {wanted[0] ? at::empty_like(input) : Tensor(), wanted[1] ? column() : Tensor(),
          wanted[2] ? column() : Tensor()};
}

Three layer_norm_backward(const Tensor&, const Tensor& input, IntArrayRef, const Tensor&, const Tensor&,
                          const Maybe& weight, const Maybe& bias, std::array<bool, 3> wanted) {
  auto like = [&](bool want, const Maybe& x) {
    return want && x && x->defined() ? at::empty_like(*x) : Tensor();
  };
  return {wanted[0] ? at::empty_like(input) : Tensor(), like(wanted[1], weight), like(wanted[2], bias)};
}

Three group_norm(const Tensor& input, const Maybe&, const Maybe&, int64_t n, int64_t, int64_t, int64_t groups,
                 double) {
  auto statistic = [&] { return at::empty({n, groups}, input.options()); };
  return {at::empty_like(input), statistic(), statistic()};
}

Three group_norm_backward(const Tensor&, const Tensor& input, const Tensor&, const Tensor&, const Maybe&,
                          int64_t, int64_t channels, int64_t, int64_t, std::array<bool, 3> wanted) {
  auto column = [&](bool want) { return want ? at::empty({channels}, input.options()) : Tensor(); };
  return {wanted[0] ? at::empty_like(input) : Tensor(), column(wanted[1]), column(wanted[2])};
}

Tensor relu(const Tensor& x) { return at::empty_like(x); }
Tensor& relu_(Tensor& x) { return x; }

Tensor adaptive_pool(const Tensor& x, IntArrayRef size) {
  check_dims(x, static_cast<int64_t>(size.size()));
  auto sizes = x.sizes().vec();
  std::copy(size.begin(), size.end(), sizes.end() - static_cast<int64_t>(size.size()));
  return at::empty(sizes, x.options());
}
Tensor adaptive_pool_backward(const Tensor&, const Tensor& x) { return at::empty_like(x); }

Tensor index_select(const Tensor& x, int64_t dim, const Tensor& index) {
  auto sizes = x.sizes().vec();
  if (!sizes.empty()) sizes[static_cast<size_t>(at::maybe_wrap_dim(dim, x.dim()))] = index.numel();
  return at::empty(sizes, x.options());
}

Tensor& where(const Tensor& condition, const Tensor& a, const Tensor& b, Tensor& out) {
  out.resize_(at::infer_size(condition.sizes(), at::infer_size(a.sizes(), b.sizes())));
  return out;
}

}  // namespace

TORCH_LIBRARY_IMPL(aten, Meta, m) {
  m.impl("convolution_overrideable", TORCH_FN(convolution));
  m.impl("convolution_backward_overrideable", TORCH_FN(convolution_backward));
  m.impl("native_batch_norm", TORCH_FN(batch_norm));
  m.impl("native_batch_norm_backward", TORCH_FN(batch_norm_backward));
  m.impl("native_layer_norm_backward", TORCH_FN(layer_norm_backward));
  m.impl("native_group_norm", TORCH_FN(group_norm));
  m.impl("native_group_norm_backward", TORCH_FN(group_norm_backward));
  m.impl("relu", TORCH_FN(relu));
  m.impl("relu_", TORCH_FN(relu_));
  m.impl("_adaptive_avg_pool2d", TORCH_FN(adaptive_pool));
  m.impl("_adaptive_avg_pool3d", TORCH_FN(adaptive_pool));
  m.impl("_adaptive_avg_pool2d_backward", TORCH_FN(adaptive_pool_backward));
  m.impl("_adaptive_avg_pool3d_backward", TORCH_FN(adaptive_pool_backward));
  m.impl("index_select", TORCH_FN(index_select));
  m.impl("where.self_out", TORCH_FN(where));
}
