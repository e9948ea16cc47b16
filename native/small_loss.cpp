// The loss of few rows of log-probabilities, without LibTorch's preparations, which take longer than the
// adding (docs/performance.md). The numbers are the same.

#include <ATen/CPUFunctions.h>
#include <ATen/core/Reduction.h>
#include <torch/library.h>

#include <array>
#include <tuple>

#include "replaced.h"
#include "small.h"

namespace typetorch {
namespace {

using at::Tensor;

/// LibTorch's order of adding up: sixteen numbers, then sixteen such sums, and so on.
template <typename T>
class Cascade {
 public:
  void subtract(T value, int64_t row) {
    sums_[0] -= value;
    for (size_t level = 0; level + 1 < sums_.size() && (row >> (4 * level) & 15) == 0; ++level) {
      sums_[level + 1] += sums_[level];
      sums_[level] = 0;
    }
  }
  T total() const {
    T result = 0;
    for (T sum : sums_) result += sum;
    return result;
  }

 private:
  std::array<T, 8> sums_{};
};

/// Whether all labels were classes.
template <typename T>
bool add_up(const Tensor& x, const Tensor& labels, bool mean, int64_t ignored, const Tensor& loss,
            const Tensor& weight) {
  const T* row = x.data_ptr<T>();
  const auto* label = labels.data_ptr<int64_t>();
  int64_t rows = x.size(0), classes = x.size(1), count = 0;
  Cascade<T> sum;
  for (int64_t i = 0; i < rows; ++i, row += classes) {
    if (label[i] == ignored) continue;
    if (label[i] < 0 || label[i] >= classes) return false;
    sum.subtract(row[label[i]], i);
    ++count;
  }
  *weight.data_ptr<T>() = static_cast<T>(count);
  *loss.data_ptr<T>() = mean ? sum.total() / static_cast<T>(count) : sum.total();
  return true;
}

std::tuple<Tensor, Tensor> nll_loss_forward(const Tensor& x, const Tensor& labels,
                                            const c10::optional<Tensor>& weight, int64_t reduction,
                                            int64_t ignored) {
  bool plain = !weight.has_value() || !weight->defined();
  bool small = plain && x.dim() == 2 && is_small(x) && x.numel() > 0 && labels.dim() == 1 &&
               is_simple(labels) && labels.scalar_type() == at::kLong && labels.is_contiguous() &&
               labels.size(0) == x.size(0) &&
               (reduction == at::Reduction::Mean || reduction == at::Reduction::Sum);
  if (small) {
    Tensor loss = at::detail::empty_cpu({}, x.scalar_type());
    Tensor total = at::detail::empty_cpu({}, x.scalar_type());
    auto run = x.scalar_type() == at::kFloat ? add_up<float> : add_up<double>;
    if (run(x, labels, reduction == at::Reduction::Mean, ignored, loss, total)) return {loss, total};
  }
  return at::cpu::nll_loss_forward(x, labels, weight, reduction, ignored);
}

}  // namespace

TORCH_LIBRARY_IMPL(aten, CPU, m) { replace(m, "nll_loss_forward", TORCH_FN(nll_loss_forward)); }

}  // namespace typetorch
