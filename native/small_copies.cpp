// Joining and filling small tensors in rows, without LibTorch's preparations, which take longer than the
// copying (docs/performance.md).

#include <ATen/CPUFunctions.h>
#include <ATen/ops/stack_native.h>
#include <ATen/ops/zeros_native.h>
#include <c10/util/SmallVector.h>
#include <c10/util/accumulate.h>
#include <torch/library.h>

#include <algorithm>
#include <cstring>
#include <utility>

#include "replaced.h"
#include "small.h"

namespace typetorch {
namespace {

using at::Tensor;
using Sizes = c10::SmallVector<int64_t, 6>;

bool is_row_of(const Tensor& x, const Tensor& first) {
  return x.defined() && is_simple(x) && !x.unsafeGetTensorImpl()->is_wrapped_number() &&
         x.scalar_type() == first.scalar_type() && x.dim() == first.dim() && x.numel() > 0 &&
         x.numel() <= kMost && has_usual_strides(x);
}

/// Sizes that are equal but for one dimension, or for none.
bool agree(at::IntArrayRef a, at::IntArrayRef b, int64_t but) {
  for (size_t i = 0; i < a.size(); ++i) {
    if (a[i] != b[i] && static_cast<int64_t>(i) != but) return false;
  }
  return true;
}

/// The parts of all tensors in turn: `outer` times, as many bytes of each as it has for one time.
template <typename Tensors>
void interleave(const Tensors& tensors, int64_t outer, const Tensor& out) {
  auto* to = static_cast<char*>(out.data_ptr());
  for (int64_t i = 0; i < outer; ++i) {
    for (const Tensor& x : tensors) {
      size_t bytes = x.nbytes() / static_cast<size_t>(outer);
      std::memcpy(to, static_cast<const char*>(x.data_ptr()) + static_cast<size_t>(i) * bytes, bytes);
      to += bytes;
    }
  }
}

Tensor cat(const at::ITensorListRef& tensors, int64_t dim) {
  auto whole = [&] { return at::cpu::cat(tensors, dim); };
  if (tensors.size() == 0) return whole();
  const Tensor& first = *tensors.begin();
  if (!first.defined() || dim < -first.dim() || dim >= first.dim()) return whole();
  int64_t at = dim < 0 ? dim + first.dim() : dim, along = 0, count = 0;
  for (const Tensor& x : tensors) {
    if (!is_row_of(x, first) || !agree(x.sizes(), first.sizes(), at)) return whole();
    along += x.size(at);
    count += x.numel();
  }
  if (count > kMost) return whole();
  Sizes sizes(first.sizes().begin(), first.sizes().end());
  sizes[static_cast<size_t>(at)] = along;
  Tensor out = at::detail::empty_cpu(sizes, first.scalar_type());
  interleave(tensors, c10::multiply_integers(first.sizes().slice(0, static_cast<size_t>(at))), out);
  return out;
}

Tensor stack(at::TensorList tensors, int64_t dim) {
  auto whole = [&] { return at::native::stack(tensors, dim); };
  if (tensors.empty() || !tensors[0].defined()) return whole();
  const Tensor& first = tensors[0];
  int64_t places = first.dim() + 1;
  if (dim < -places || dim >= places) return whole();
  for (const Tensor& x : tensors) {
    if (!is_row_of(x, first) || x.sizes() != first.sizes()) return whole();
  }
  if (first.numel() * static_cast<int64_t>(tensors.size()) > kMost) return whole();
  auto at = static_cast<size_t>(dim < 0 ? dim + places : dim);
  Sizes sizes(first.sizes().begin(), first.sizes().end());
  sizes.insert(sizes.begin() + static_cast<int64_t>(at), static_cast<int64_t>(tensors.size()));
  Tensor out = at::detail::empty_cpu(sizes, first.scalar_type());
  interleave(tensors, c10::multiply_integers(first.sizes().slice(0, at)), out);
  return out;
}

bool is_little(at::IntArrayRef size) {
  int64_t count = 1;
  for (int64_t each : size) {
    if (each < 0 || each > kMost) return false;
    count *= each;
    if (count > kMost) return false;
  }
  return true;
}

Tensor zeros(c10::SymIntArrayRef size, c10::optional<at::ScalarType> dtype, c10::optional<at::Layout> layout,
             c10::optional<at::Device> device, c10::optional<bool> pin_memory) {
  auto sizes = c10::asIntArrayRefSlowOpt(size);
  at::ScalarType type = dtype.has_value() ? *dtype : c10::get_default_dtype_as_scalartype();
  bool usual = at::isIntegralType(type, true) || at::isFloatingType(type) || at::isComplexType(type);
  if (!usual || !sizes.has_value() || !is_little(*sizes) || pin_memory.value_or(false))
    return at::native::zeros_symint(size, dtype, layout, device, pin_memory);
  Tensor out = at::detail::empty_cpu(*sizes, type);
  std::memset(out.data_ptr(), 0, out.nbytes());
  return out;
}

template <typename T>
void fill_with(const Tensor& x, const at::Scalar& value) {
  std::fill_n(x.data_ptr<T>(), x.numel(), value.to<T>());
}

/// The sum along a dimension begins with it, too.
Tensor& fill_(Tensor& x, const at::Scalar& value) {
  bool small = is_simple(x) && x.is_contiguous() && x.numel() <= kMost;
  if (small && x.scalar_type() == at::kFloat)
    fill_with<float>(x, value);
  else if (small && x.scalar_type() == at::kDouble)
    fill_with<double>(x, value);
  else if (small && x.scalar_type() == at::kLong)
    fill_with<int64_t>(x, value);
  else
    at::cpu::fill_(x, value);
  return x;
}

}  // namespace

TORCH_LIBRARY_IMPL(aten, CPU, m) {
  replace(m, "cat", TORCH_FN(cat));
  replace(m, "stack", TORCH_FN(stack));
  replace(m, "zeros", TORCH_FN(zeros));
  replace(m, "fill_.Scalar", TORCH_FN(fill_));
}

}  // namespace typetorch
