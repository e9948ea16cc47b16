// Shapes of further operators' results for tensors without memory, which LibTorch leaves to its Python
// package: by rules for whole families of operators, and one by one where no rule holds.
#include <ATen/ExpandUtils.h>
#include <ATen/WrapDimUtils.h>
#include <ATen/core/dispatch/Dispatcher.h>
#include <torch/library.h>
#include <torch/torch.h>

#include <algorithm>
#include <array>
#include <string>
#include <tuple>
#include <vector>

#include "meta_checks.h"

namespace {

using typetorch::check_count;
using typetorch::check_dims;
using typetorch::check_positive;

using at::IntArrayRef;
using at::Tensor;
using c10::IValue;
using c10::OperatorHandle;
using torch::jit::Stack;
using Maybe = c10::optional<Tensor>;
using Two = std::tuple<Tensor, Tensor>;
using Sizes = std::vector<int64_t>;

// ---- rules

/// The arguments of a call, taken off the stack, and by the names of the schema.
class Call {
 public:
  Call(const OperatorHandle& op, Stack* stack) : schema_(op.schema()), stack_(stack) {
    arguments_ = torch::jit::pop(*stack, schema_.arguments().size());
  }
  const IValue& at(size_t place) const { return arguments_[place]; }
  const IValue* named(const char* name) const {
    for (size_t i = 0; i < arguments_.size(); ++i) {
      if (schema_.arguments()[i].name() == name) return arguments_[i].isNone() ? nullptr : &arguments_[i];
    }
    return nullptr;
  }
  size_t results() const { return schema_.returns().size(); }
  size_t count() const { return arguments_.size(); }
  void give(Tensor result) { stack_->emplace_back(std::move(result)); }

  Sizes broadcast(size_t until) const {
    Sizes sizes;
    for (size_t i = 0; i < until; ++i) {
      if (arguments_[i].isTensor()) sizes = at::infer_size(sizes, arguments_[i].toTensor().sizes());
    }
    return sizes;
  }
  /// The sizes that remain of the first argument where `dim` names what is reduced, all without it.
  Sizes reduced() const {
    Tensor x = arguments_[0].toTensor();
    const IValue* keep = named("keepdim");
    const IValue* dim = named("dim");
    Sizes dims;
    if (dim != nullptr) dims = dim->isInt() ? Sizes{dim->toInt()} : dim->toIntVector();
    std::vector<bool> gone(static_cast<size_t>(x.dim()), dims.empty());
    for (int64_t one : dims) {
      if (x.dim() > 0) gone[static_cast<size_t>(at::maybe_wrap_dim(one, x.dim()))] = true;
    }
    Sizes sizes;
    for (int64_t i = 0; i < x.dim(); ++i) {
      if (!gone[static_cast<size_t>(i)])
        sizes.push_back(x.size(i));
      else if (keep != nullptr && keep->toBool())
        sizes.push_back(1);
    }
    return sizes;
  }
  at::TensorOptions options() const {
    const IValue* dtype = named("dtype");
    auto own = arguments_[0].toTensor().options();
    return dtype != nullptr ? own.dtype(static_cast<at::ScalarType>(dtype->toInt())) : own;
  }

 private:
  const c10::FunctionSchema& schema_;
  Stack* stack_;
  std::vector<IValue> arguments_;
};

/// Every result is like argument K.
template <size_t K>
void like(const OperatorHandle& op, Stack* stack) {
  Call call(op, stack);
  for (size_t i = 0; i < call.results(); ++i) call.give(at::empty_like(call.at(K).toTensor()));
}
/// Result i is like argument K + i: the gradients of neighbouring arguments.
template <size_t K>
void like_each(const OperatorHandle& op, Stack* stack) {
  Call call(op, stack);
  for (size_t i = 0; i < call.results(); ++i) call.give(at::empty_like(call.at(K + i).toTensor()));
}
template <at::ScalarType T>
void like_in(const OperatorHandle& op, Stack* stack) {
  Call call(op, stack);
  Tensor x = call.at(0).toTensor();
  call.give(at::empty_like(x, x.options().dtype(T)));
}
/// The tensors before K broadcast against each other.
template <size_t K>
void broadcast(const OperatorHandle& op, Stack* stack) {
  Call call(op, stack);
  at::ScalarType type = at::result_type(call.at(K - 2).toTensor(), call.at(K - 1).toTensor());
  call.give(at::empty(call.broadcast(K), call.at(K - 1).toTensor().options().dtype(type)));
}
/// The last argument is the result, of the shape that the others broadcast to.
void out(const OperatorHandle& op, Stack* stack) {
  Call call(op, stack);
  Tensor result = call.at(call.count() - 1).toTensor();
  result.resize_(call.broadcast(call.count() - 1));
  call.give(result);
}
/// `reduction` none keeps the shape, others leave a number.
void loss(const OperatorHandle& op, Stack* stack) {
  Call call(op, stack);
  Tensor x = call.at(0).toTensor();
  bool none = call.named("reduction")->toInt() == 0;
  call.give(none ? at::empty(call.broadcast(2), x.options()) : at::empty({}, x.options()));
}
void reduce(const OperatorHandle& op, Stack* stack) {
  Call call(op, stack);
  Sizes sizes = call.reduced();
  auto options = call.options();
  for (size_t i = 0; i < call.results(); ++i) call.give(at::empty(sizes, options));
}
/// Values and their places; the last two arguments where they are given.
void reduce_with_places(const OperatorHandle& op, Stack* stack) {
  Call call(op, stack);
  Sizes sizes = call.reduced();
  bool given = call.named("values") != nullptr;
  auto options = call.options();
  Tensor values = given ? call.at(call.count() - 2).toTensor().resize_(sizes) : at::empty(sizes, options);
  Tensor places = given ? call.at(call.count() - 1).toTensor().resize_(sizes)
                        : at::empty(sizes, options.dtype(at::kLong));
  call.give(values);
  call.give(places);
}
void count(const OperatorHandle& op, Stack* stack) {
  Call call(op, stack);
  call.give(at::empty(call.reduced(), call.options().dtype(at::kLong)));
}
/// Places in a sorted sequence of what argument K holds.
template <size_t K>
void places(const OperatorHandle& op, Stack* stack) {
  Call call(op, stack);
  auto type = call.named("out_int32")->toBool() ? at::kInt : at::kLong;
  Tensor x = call.at(K).toTensor();
  call.give(at::empty(x.sizes(), x.options().dtype(type)));
}
/// It writes into what it was given.
void nothing(const OperatorHandle& op, Stack* stack) { Call(op, stack); }

// ---- one by one

Tensor sampled(const Tensor& input, const Tensor& grid) {
  Sizes sizes{input.size(0), input.size(1)};
  for (int64_t i = 1; i + 1 < grid.dim(); ++i) sizes.push_back(grid.size(i));
  return at::empty(sizes, input.options());
}
Tensor grid_sampler(const Tensor& input, const Tensor& grid, int64_t, int64_t, bool) {
  return sampled(input, grid);
}
Two grid_sampler_backward(const Tensor&, const Tensor& input, const Tensor& grid, int64_t, int64_t, bool,
                          std::array<bool, 2> wanted) {
  return {wanted[0] ? at::empty_like(input) : Tensor(), at::empty_like(grid)};
}

std::tuple<Tensor, Tensor, Tensor, Tensor> embedding_bag(const Tensor& weight, const Tensor& indices,
                                                         const Tensor& offsets, bool, int64_t mode, bool,
                                                         const Maybe&, bool include_last_offset, int64_t) {
  constexpr int64_t kMax = 2;
  int64_t bags = offsets.size(0) - (include_last_offset ? 1 : 0);
  auto places = [&](Sizes sizes) { return at::empty(sizes, indices.options()); };
  Tensor maximum = mode == kMax ? places({bags, weight.size(1)}) : places({bags});
  return {at::empty({bags, weight.size(1)}, weight.options()), places({indices.size(0)}), places({bags}),
          maximum};
}
Tensor embedding_bag_backward(const Tensor& grad, const Tensor&, const Tensor&, const Tensor&, const Tensor&,
                              int64_t rows, bool, int64_t, const Maybe&, int64_t) {
  return at::empty({rows, grad.size(1)}, grad.options());
}
Tensor embedding_bag_any_backward(const Tensor& grad, const Tensor&, const Tensor&, const Tensor&,
                                  const Tensor&, const Tensor&, int64_t rows, bool, int64_t, bool,
                                  const Maybe&, int64_t) {
  return at::empty({rows, grad.size(1)}, grad.options());
}
Tensor embedding_backward(const Tensor& grad, const Tensor&, int64_t rows, int64_t, bool) {
  return at::empty({rows, grad.size(-1)}, grad.options());
}

int64_t blocks(const Tensor& x, size_t axis, IntArrayRef kernel, IntArrayRef dilation, IntArrayRef padding,
               IntArrayRef stride) {
  int64_t size = x.size(x.dim() - 2 + static_cast<int64_t>(axis)) + 2 * padding[axis];
  return (size - dilation[axis] * (kernel[axis] - 1) - 1) / stride[axis] + 1;
}
Tensor im2col(const Tensor& x, IntArrayRef kernel, IntArrayRef dilation, IntArrayRef padding,
              IntArrayRef stride) {
  check_dims(x, 3);
  check_count(kernel, 2, "kernel_size");
  check_count(dilation, 2, "dilation");
  check_count(padding, 2, "padding");
  check_count(stride, 2, "stride");
  check_positive(stride, "stride");
  int64_t count =
      blocks(x, 0, kernel, dilation, padding, stride) * blocks(x, 1, kernel, dilation, padding, stride);
  Sizes sizes = x.sizes().slice(0, static_cast<size_t>(x.dim() - 3)).vec();
  sizes.push_back(x.size(-3) * kernel[0] * kernel[1]);
  sizes.push_back(count);
  return at::empty(sizes, x.options());
}
Tensor col2im(const Tensor& x, IntArrayRef size, IntArrayRef kernel, IntArrayRef, IntArrayRef, IntArrayRef) {
  check_dims(x, 2);
  check_count(size, 2, "output_size");
  check_count(kernel, 2, "kernel_size");
  check_positive(kernel, "kernel_size");
  Sizes sizes = x.sizes().slice(0, static_cast<size_t>(x.dim() - 2)).vec();
  sizes.insert(sizes.end(), {x.size(-2) / kernel[0] / kernel[1], size[0], size[1]});
  return at::empty(sizes, x.options());
}

Two max_pool3d(const Tensor& x, IntArrayRef kernel, IntArrayRef stride, IntArrayRef padding,
               IntArrayRef dilation, bool ceil_mode) {
  check_dims(x, 3);
  auto each = [](IntArrayRef list, size_t i) { return list[list.size() == 1 ? 0 : i]; };
  for (auto list : {kernel, stride.empty() ? kernel : stride, padding, dilation}) {
    if (list.size() != 1) check_count(list, 3, "kernel_size, stride, padding and dilation");
  }
  check_positive(stride.empty() ? kernel : stride, "stride");
  Sizes sizes = x.sizes().vec();
  for (size_t i = 0; i < 3; ++i) {
    int64_t& size = sizes[sizes.size() - 3 + i];
    int64_t step = stride.empty() ? each(kernel, i) : each(stride, i);
    int64_t reach = size + 2 * each(padding, i) - each(dilation, i) * (each(kernel, i) - 1) - 1;
    int64_t found = (reach + (ceil_mode ? step - 1 : 0)) / step + 1;
    // A window must begin inside of the image or of its left padding.
    if (ceil_mode && (found - 1) * step >= size + each(padding, i)) --found;
    size = found;
  }
  return {at::empty(sizes, x.options()), at::empty(sizes, x.options().dtype(at::kLong))};
}
Tensor reflection_pad2d(const Tensor& x, IntArrayRef padding) {
  check_dims(x, 2);
  check_count(padding, 4, "padding");
  Sizes sizes = x.sizes().vec();
  sizes[sizes.size() - 1] += padding[0] + padding[1];
  sizes[sizes.size() - 2] += padding[2] + padding[3];
  return at::empty(sizes, x.options());
}

Two nll_loss2d(const Tensor& x, const Tensor& target, const Maybe&, int64_t reduction, int64_t) {
  IntArrayRef shape = reduction == 0 ? target.sizes() : IntArrayRef();
  return {at::empty(shape, x.options()), at::empty({}, x.options())};
}
Tensor cdist(const Tensor& a, const Tensor& b, double, c10::optional<int64_t>) {
  check_dims(a, 2);
  check_dims(b, 2);
  auto batch = [](const Tensor& x) { return x.sizes().slice(0, static_cast<size_t>(x.dim() - 2)); };
  Sizes sizes = at::infer_size(batch(a), batch(b));
  sizes.insert(sizes.end(), {a.size(-2), b.size(-2)});
  return at::empty(sizes, a.options());
}
Tensor max_unpool2d(const Tensor& x, const Tensor&, IntArrayRef size) {
  check_dims(x, 2);
  check_count(size, 2, "output_size");
  Sizes sizes = x.sizes().vec();
  std::copy(size.begin(), size.end(), sizes.end() - 2);
  return at::empty(sizes, x.options());
}
Tensor& randperm(int64_t n, c10::optional<at::Generator>, Tensor& out) {
  out.resize_({n});
  return out;
}
Tensor take(const Tensor& x, const Tensor& index) { return at::empty(index.sizes(), x.options()); }
Tensor unfold_backward(const Tensor& grad, IntArrayRef sizes, int64_t, int64_t, int64_t) {
  return at::empty(sizes, grad.options());
}
Tensor number(const Tensor& x) { return at::empty({}, x.options()); }
Tensor product(const Tensor& x, const Tensor&) { return at::empty({}, x.options()); }
Tensor solve_triangular(const Tensor& a, const Tensor& b, bool, bool, bool) {
  check_dims(a, 2);
  check_dims(b, 2);
  auto batch = [](const Tensor& x) { return x.sizes().slice(0, static_cast<size_t>(x.dim() - 2)); };
  Sizes sizes = at::infer_size(batch(a), batch(b));
  sizes.insert(sizes.end(), {b.size(-2), b.size(-1)});
  return at::empty(sizes, b.options());
}
Tensor fft_r2c(const Tensor& x, IntArrayRef dims, int64_t, bool onesided) {
  Sizes sizes = x.sizes().vec();
  if (onesided) {
    check_dims(x, 1);
    auto last = static_cast<size_t>(at::maybe_wrap_dim(dims.back(), x.dim()));
    sizes[last] = sizes[last] / 2 + 1;
  }
  return at::empty(sizes, x.options().dtype(c10::toComplexType(x.scalar_type())));
}
Tensor fft_c2r(const Tensor& x, IntArrayRef dims, int64_t, int64_t last_size) {
  check_dims(x, 1);
  Sizes sizes = x.sizes().vec();
  sizes[static_cast<size_t>(at::maybe_wrap_dim(dims.back(), x.dim()))] = last_size;
  return at::empty(sizes, x.options().dtype(c10::toRealValueType(x.scalar_type())));
}
Tensor multinomial(const Tensor& x, int64_t samples, bool, c10::optional<at::Generator>) {
  Sizes sizes = x.dim() == 1 ? Sizes{samples} : Sizes{x.size(0), samples};
  return at::empty(sizes, x.options().dtype(at::kLong));
}

Tensor multi_margin_loss(const Tensor& x, const Tensor& target, const at::Scalar&, const at::Scalar&,
                         const Maybe&, int64_t reduction) {
  check_dims(x, 1);
  int64_t samples = x.dim() == 1 ? 1 : x.size(0);
  TORCH_CHECK(x.dim() <= 2 && target.dim() <= 1 && target.numel() == samples,
              "multi_margin_loss: target tensor should be 1-D with size equal to the number of input samples "
              "(batch size). Expected target size [",
              samples, "], but got ", target.sizes(), ". Input has shape ", x.sizes(), ".");
  return at::empty(reduction == 0 ? target.sizes() : IntArrayRef(), x.options());
}
Two multilabel_margin_loss(const Tensor& x, const Tensor& target, int64_t reduction) {
  TORCH_CHECK(x.dim() <= 2 && target.sizes() == x.sizes(), "inconsistent target size: ", target.sizes(),
              " for input of size: ", x.sizes());
  IntArrayRef sizes = reduction == 0 && x.dim() == 2 ? x.sizes().slice(0, 1) : IntArrayRef();
  return {at::empty(sizes, x.options()), at::empty(target.sizes(), x.options())};
}
Tensor pdist(const Tensor& x, double) {
  check_dims(x, 1);
  int64_t rows = x.size(0);
  return at::empty({rows * (rows - 1) / 2}, x.options());
}
Two ctc_loss(const Tensor& log_probs, const Tensor& targets, const Tensor& input_lengths, const Tensor&,
             int64_t, bool) {
  check_dims(log_probs, 3);
  check_dims(targets, 1);
  int64_t batch = log_probs.size(1);
  TORCH_CHECK(input_lengths.numel() == batch, "input_lengths must be of size batch_size");
  // The lengths themselves are not known: as long as may be.
  return {at::empty({batch}, log_probs.options()),
          at::empty({batch, log_probs.size(0), 2 * targets.size(-1) + 1}, log_probs.options())};
}
Tensor histc(const Tensor& x, int64_t bins, const at::Scalar&, const at::Scalar&) {
  TORCH_CHECK(bins > 0, "torch.histc(): bins must be > 0, but got ", bins);
  return at::empty({bins}, x.options());
}
Two eig(const Tensor& x) {
  check_dims(x, 2);
  TORCH_CHECK(x.size(-1) == x.size(-2), "linalg.eig: A must be batches of square matrices, but they are ",
              x.size(-2), " by ", x.size(-1), " matrices");
  auto options = x.options().dtype(c10::toComplexType(x.scalar_type()));
  return {at::empty(x.sizes().slice(0, static_cast<size_t>(x.dim() - 1)), options),
          at::empty(x.sizes(), options)};
}

/// How many places a triangle of indices has; the lower one with the diagonal `offset`.
int64_t lower(int64_t rows, int64_t columns, int64_t offset) {
  int64_t count = 0;
  // Rows from the first that has places to the first that is full.
  int64_t first = std::max<int64_t>(0, -offset);
  int64_t full = std::min(rows, std::max(first, columns - offset));
  if (full > first) count += (full - first) * (2 * offset + first + full + 1) / 2;
  return count + std::max<int64_t>(0, rows - full) * columns;
}
Tensor indices_of(int64_t count, c10::optional<at::ScalarType> type, c10::optional<at::Device> device) {
  auto options = at::TensorOptions().dtype(type.value_or(at::kLong)).device(device.value_or(at::kMeta));
  return at::empty({2, count}, options);
}
using Type = c10::optional<at::ScalarType>;
using Place = c10::optional<at::Device>;
using Kind = c10::optional<at::Layout>;
void check_triangle(int64_t rows, int64_t columns) {
  TORCH_CHECK(rows >= 0 && columns >= 0, "row and col must be non-negative, got ", rows, " and ", columns);
}
Tensor tril(int64_t rows, int64_t columns, int64_t offset, Type type, Kind, Place device,
            c10::optional<bool>) {
  check_triangle(rows, columns);
  return indices_of(lower(rows, columns, offset), type, device);
}
Tensor triu(int64_t rows, int64_t columns, int64_t offset, Type type, Kind, Place device,
            c10::optional<bool>) {
  check_triangle(rows, columns);
  return indices_of(rows * columns - lower(rows, columns, offset - 1), type, device);
}

int64_t whole(const IValue& value) {
  return value.isSymInt() ? value.toSymInt().guard_int(__FILE__, __LINE__) : value.toInt();
}
/// (repeats, output_size): which place each of the results repeats.
void repeat_interleave(const OperatorHandle& op, Stack* stack) {
  Call call(op, stack);
  const IValue* size = call.named("output_size");
  TORCH_CHECK(size != nullptr, "cannot repeat_interleave a meta tensor without output_size");
  TORCH_CHECK(whole(*size) >= 0, "output_size must not be negative, got ", whole(*size));
  call.give(at::empty({whole(*size)}, call.at(0).toTensor().options().dtype(at::kLong)));
}
void nonzero_static(const OperatorHandle& op, Stack* stack) {
  Call call(op, stack);
  Tensor x = call.at(0).toTensor();
  int64_t size = whole(*call.named("size"));
  TORCH_CHECK(size >= 0, "nonzero_static: 'size' must be an non-negative integer");
  call.give(at::empty_strided({size, x.dim()}, {1, size}, x.options().dtype(at::kLong)));
}
/// What cannot be known without values.
void of_values(const OperatorHandle& op, Stack*) {
  TORCH_CHECK_NOT_IMPLEMENTED(false, op.schema().name(),
                              ": the result depends on values, and tensors on the meta device have none");
}
at::Scalar item(const Tensor&) { TORCH_CHECK(false, "Tensor.item() cannot be called on meta tensors"); }

template <void (*F)(const OperatorHandle&, Stack*)>
torch::CppFunction boxed() {
  return torch::CppFunction::makeFromBoxedFunction<F>();
}

}  // namespace

TORCH_LIBRARY_IMPL(aten, Meta, m) {
  auto put = [&](const char* name, auto kernel) {
    std::string full = name;
    size_t dot = full.find('.');
    c10::OperatorName key("aten::" + full.substr(0, dot),
                          dot == std::string::npos ? "" : full.substr(dot + 1));
    auto op = c10::Dispatcher::singleton().findSchema(key);
    // Versions of LibTorch differ in what they have, and in what they know themselves.
    if (op && !op->hasKernelForDispatchKey(c10::DispatchKey::Meta)) m.impl(name, std::move(kernel));
  };
  for (const char* name : {"roll", "flip", "hardswish", "hardtanh", "rrelu_with_noise", "log_sigmoid_forward",
                           "_prelu_kernel", "channel_shuffle", "native_channel_shuffle", "logit",
                           "_logcumsumexp", "poisson", "linalg_matrix_exp", "_fft_c2c", "hardswish_backward",
                           "hardtanh_backward", "log_sigmoid_backward", "rrelu_with_noise_backward"})
    put(name, boxed<&like<0>>());
  for (const char* name : {"glu_backward", "replication_pad2d_backward", "reflection_pad2d_backward",
                           "max_pool3d_with_indices_backward", "nll_loss2d_backward", "mse_loss_backward",
                           "binary_cross_entropy_backward", "_cdist_backward", "multi_margin_loss_backward",
                           "multilabel_margin_loss_backward", "_pdist_backward", "_ctc_loss_backward",
                           "_ctc_loss_backward.Tensor"})
    put(name, boxed<&like<1>>());
  put("_prelu_kernel_backward", boxed<&like_each<1>>());
  put("_weight_norm_interface", boxed<&like_each<0>>());
  put("_weight_norm_interface_backward", boxed<&like_each<1>>());
  put("isnan", boxed<&like_in<at::kBool>>());
  put("where.self", boxed<&broadcast<3>>());
  put("floor_divide", boxed<&broadcast<2>>());
  for (const char* name :
       {"abs.out", "logical_not.out", "logical_and.out", "logical_or.out", "logical_xor.out",
        "nan_to_num.out", "complex.out", "smooth_l1_loss_backward.grad_input", "huber_loss_backward.out",
        "logit_backward.grad_input"})
    put(name, boxed<&out>());
  for (const char* name : {"binary_cross_entropy", "huber_loss"}) put(name, boxed<&loss>());
  for (const char* name :
       {"std.correction", "var.correction", "std_mean.correction", "var_mean.correction", "nansum", "prod"})
    put(name, boxed<&reduce>());
  for (const char* name : {"mode", "kthvalue.values", "median.dim_values", "nanmedian.dim_values"})
    put(name, boxed<&reduce_with_places>());
  put("count_nonzero.dim_IntList", boxed<&count>());
  put("searchsorted.Tensor", boxed<&places<1>>());
  put("bucketize.Tensor", boxed<&places<0>>());
  for (const char* name : {"_cummax_helper", "_cummin_helper"}) put(name, boxed<&nothing>());
  for (const char* name : {"max", "min", "median", "nanmedian", "trace"}) put(name, TORCH_FN(number));
  for (const char* name : {"dot", "vdot"}) put(name, TORCH_FN(product));
  for (const char* name : {"grid_sampler_2d", "grid_sampler_3d"}) put(name, TORCH_FN(grid_sampler));
  for (const char* name : {"grid_sampler_2d_backward", "grid_sampler_3d_backward"})
    put(name, TORCH_FN(grid_sampler_backward));
  for (const char* name : {"_embedding_bag", "_embedding_bag_forward_only"})
    put(name, TORCH_FN(embedding_bag));
  put("_embedding_bag_dense_backward", TORCH_FN(embedding_bag_backward));
  put("_embedding_bag_backward", TORCH_FN(embedding_bag_any_backward));
  put("embedding_dense_backward", TORCH_FN(embedding_backward));
  put("im2col", TORCH_FN(im2col));
  put("col2im", TORCH_FN(col2im));
  put("max_pool3d_with_indices", TORCH_FN(max_pool3d));
  put("reflection_pad2d", TORCH_FN(reflection_pad2d));
  put("nll_loss2d_forward", TORCH_FN(nll_loss2d));
  put("_cdist_forward", TORCH_FN(cdist));
  put("max_unpool2d", TORCH_FN(max_unpool2d));
  put("randperm.generator_out", TORCH_FN(randperm));
  put("take", TORCH_FN(take));
  put("unfold_backward", TORCH_FN(unfold_backward));
  put("linalg_solve_triangular", TORCH_FN(solve_triangular));
  put("_fft_r2c", TORCH_FN(fft_r2c));
  put("_fft_c2r", TORCH_FN(fft_c2r));
  put("multinomial", TORCH_FN(multinomial));
  put("multi_margin_loss", TORCH_FN(multi_margin_loss));
  put("multilabel_margin_loss_forward", TORCH_FN(multilabel_margin_loss));
  put("_pdist_forward", TORCH_FN(pdist));
  put("_ctc_loss.Tensor", TORCH_FN(ctc_loss));
  put("histc", TORCH_FN(histc));
  put("linalg_eig", TORCH_FN(eig));
  put("tril_indices", TORCH_FN(tril));
  put("triu_indices", TORCH_FN(triu));
  put("repeat_interleave.Tensor", boxed<&repeat_interleave>());
  put("nonzero_static", boxed<&nonzero_static>());
  for (const char* name : {"nonzero", "masked_select", "_unique2", "unique_dim", "unique_consecutive",
                           "bincount", "equal", "histogram.bin_ct", "linalg_lstsq"})
    put(name, boxed<&of_values>());
  put("_local_scalar_dense", TORCH_FN(item));
}
