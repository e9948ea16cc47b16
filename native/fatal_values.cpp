#include <ATen/ATen.h>
#include <ATen/ExpandUtils.h>
#include <ATen/ScalarOps.h>

#include <cmath>
#include <limits>
#include <sstream>

#include "fatal.h"
#include "fatal_checks.h"

namespace typetorch {

bool is_readable(const at::Tensor& x) {
  return x.defined() && x.is_cpu() && x.layout() == at::kStrided && !x.is_quantized() &&
         !x.key_set().has(c10::DispatchKey::FuncTorchBatched) &&
         !x.key_set().has(c10::DispatchKey::Functionalize) && !x._is_zerotensor();
}

namespace {

at::Tensor readable(const Call& call, const char* name) {
  at::Tensor x = call.shaped(name);
  return is_readable(x) ? x : at::Tensor();
}

/// The numbers of whole ones, or null.
const int64_t* numbers(at::Tensor& x) {
  if (!x.defined() || !at::isIntegralType(x.scalar_type(), false)) return nullptr;
  x = x.detach().to(at::kLong).contiguous();
  return x.data_ptr<int64_t>();
}

/// A list of whole numbers, given as one or as a tensor.
std::vector<int64_t> lengths_of(const Call& call, const char* name) {
  if (!call.tensor(name).defined()) return call.integers(name);
  at::Tensor x = readable(call, name);
  const int64_t* first = numbers(x);
  return first == nullptr ? std::vector<int64_t>() : std::vector<int64_t>(first, first + x.numel());
}

/// A tensor, or a number as operators take it beside one.
at::Tensor operand(const Call& call, const char* name) {
  const c10::IValue* value = call.find(name);
  return value != nullptr && value->isScalar() ? at::native::wrapped_scalar_tensor(value->toScalar())
                                               : readable(call, name);
}

using Divisor = at::Tensor (*)(const at::Tensor& self, const at::Tensor& other);

/// Is the least number of a type divided by -1? Its negative is no number of the type: the processor traps.
bool overflows(const Call& call, Divisor divisor) {
  at::NoGradGuard no_grad;
  at::Tensor a = operand(call, "self"), b = operand(call, "other");
  if (!a.defined() || !b.defined() || !at::are_expandable(a.sizes(), b.sizes())) return false;
  at::ScalarType type = at::result_type(a, b);
  if (type != at::kInt && type != at::kLong) return false;  // smaller ones are divided as int
  a = a.to(type);
  int64_t lowest =
      type == at::kInt ? std::numeric_limits<int32_t>::min() : std::numeric_limits<int64_t>::min();
  at::Tensor least = a.eq(lowest);
  if (!least.any().item<bool>()) return false;
  return least.logical_and(divisor(a, b.to(type)).eq(-1)).any().item<bool>();
}

std::string interval(int64_t size) { return "be in [0, " + std::to_string(size) + ")"; }

}  // namespace

/// LAPACK's balancing of a matrix with a NaN writes beyond it. torch.linalg.eig looks, eigvals does not.
void expect_finite(const Call& call) {
  at::Tensor matrix = readable(call, "self");
  if (!matrix.defined() || !(matrix.is_floating_point() || matrix.is_complex())) return;
  at::NoGradGuard no_grad;
  if (!at::isfinite(matrix).all().item<bool>()) {
    throw Error("RuntimeError", "torch.linalg.eigvals: input tensor should not contain infs or NaNs.");
  }
}

/// A target is an index into the classes that nobody checks. What stands behind a target's length is not
/// read.
void expect_classes(const Call& call) {
  at::Tensor scores = readable(call, "log_probs"), targets = readable(call, "targets");
  const int64_t* target = numbers(targets);
  if (!scores.defined() || target == nullptr || scores.dim() < 2 || targets.dim() < 1) return;
  int64_t classes = scores.size(-1);
  bool padded = targets.dim() > 1;
  int64_t row = padded ? targets.size(1) : targets.numel();
  int64_t begin = 0;
  std::vector<int64_t> lengths = lengths_of(call, "target_lengths");
  for (size_t i = 0; i < lengths.size(); ++i) {
    if (padded) begin = static_cast<int64_t>(i) * row;
    int64_t length = std::min(std::max<int64_t>(lengths[i], 0), targets.numel());
    int64_t end = std::min(begin + (padded ? std::min(length, row) : length), targets.numel());
    for (int64_t j = begin; j < end; ++j) {
      if (target[j] >= 0 && target[j] < classes) continue;
      throw Error("IndexError", "ctc_loss: target " + std::to_string(target[j]) +
                                    " is out of bounds: there are " + std::to_string(classes) + " classes");
    }
    begin = end;
  }
}

/// The kernels go where lengths and offsets say.
void expect_segments(const Call& call) {
  at::Tensor data = readable(call, "data");
  at::Tensor lengths = readable(call, "lengths"), offsets = readable(call, "offsets");
  if (!data.defined()) return;
  bool by_length = numbers(lengths) != nullptr;
  at::Tensor& segments = by_length ? lengths : offsets;
  const int64_t* number = by_length ? lengths.data_ptr<int64_t>() : numbers(offsets);
  if (number == nullptr || segments.dim() < 1 || segments.dim() > data.dim()) return;
  auto leading = static_cast<size_t>(segments.dim() - 1);
  if (c10::multiply_integers(segments.sizes().slice(0, leading)) <
      c10::multiply_integers(data.sizes().slice(0, leading))) {
    refuse("ValueError", by_length ? "lengths" : "offsets", "have the leading sizes of data",
           shape_text(segments.sizes()) + " and " + shape_text(data.sizes()));
  }
  int64_t size = data.size(segments.dim() - 1), count = segments.size(-1);
  for (int64_t i = 0, at = 0; i < segments.numel(); ++i) {
    if (i % count == 0) at = 0;
    int64_t next = by_length && number[i] <= size ? at + number[i] : number[i];
    if (next < at || next > size) {
      throw Error("ValueError", std::string("segment_reduce(): ") + (by_length ? "lengths" : "offsets") +
                                    " leave the " + std::to_string(size) + " values of the axis at " +
                                    std::to_string(number[i]));
    }
    at = next;
  }
}

/// A count of NaN is drawn for ever.
void expect_counts(const Call& call) {
  at::Tensor counts = readable(call, "count");
  if (!counts.defined() || !counts.is_floating_point()) return;
  at::NoGradGuard no_grad;
  if (at::isnan(counts).any().item<bool>()) {
    throw Error("ValueError", "binomial(): count must not hold NaNs");
  }
}

/// The recurrence takes as many steps as the order says, for each element; the other polynomials have a
/// closed form or soon overflow. Either argument may be a number.
void expect_order(const Call& call) {
  constexpr double kSteps = 17179869184.0;  // a minute's work
  at::NoGradGuard no_grad;
  double count = 1, highest = 0;
  for (const char* name : {"x", "n"}) {
    const c10::IValue* value = call.find(name);
    if (value != nullptr && value->isScalar()) {
      if (name[0] == 'n' && !value->toScalar().isComplex()) highest = value->toScalar().toDouble();
      continue;
    }
    at::Tensor given = readable(call, name);
    if (!given.defined() || given.numel() == 0 || given.is_complex()) return;
    count = std::max(count, static_cast<double>(given.numel()));
    // Not every type has a maximum; a NaN among the orders would be it.
    if (name[0] == 'n') highest = at::nan_to_num(given.to(at::kDouble)).max().item<double>();
  }
  if (!(highest * count > kSteps)) return;
  std::ostringstream message;
  message << "a polynomial of order " << highest << " at " << count << " points would take more than "
          << kSteps << " steps";
  throw Error("ValueError", message.str());
}

/// Rounding down has a kernel that looks.
void expect_quotients(const Call& call) {
  const c10::IValue* mode = call.find("rounding_mode");
  if (mode == nullptr || !mode->isString() || mode->toStringRef() != "trunc") return;
  if (overflows(call, [](const at::Tensor&, const at::Tensor& other) { return other; })) {
    refuse("ValueError", "other",
           "not be -1 where self is the least number of its type, which has no negative", "");
  }
}

void expect_multiples(const Call& call) {
  if (overflows(call, [](const at::Tensor& self, const at::Tensor& other) { return at::gcd(self, other); })) {
    refuse("ValueError", "self", "not be the least number of its type, which has no absolute value", "");
  }
}

/// Each number says where the kernel writes; a row before the first and one behind the last do no harm.
void expect_sorted_rows(const Call& call) {
  at::Tensor rows = readable(call, "self");
  const int64_t* row = numbers(rows);
  int64_t size = call.integer("size");
  for (int64_t i = 0; row != nullptr && i < rows.numel(); ++i) {
    if (row[i] < -1 || row[i] > size) {
      refuse("IndexError", "the indices", interval(size), std::to_string(row[i]));
    }
  }
}

void expect_row_starts(const Call& call) {
  at::Tensor starts = readable(call, "crow_indices"), columns = call.shaped("col_indices");
  const int64_t* start = numbers(starts);
  if (start == nullptr || !columns.defined() || columns.dim() < 1 || starts.dim() < 1) return;
  int64_t rows = starts.size(-1), most = columns.size(-1);
  if (rows < 2 || most == 0) return;
  for (int64_t i = 0; i < starts.numel(); ++i) {
    int64_t least = i % rows == 0 ? 0 : start[i - 1];
    if (start[i] >= least && start[i] <= most) continue;
    refuse("IndexError", "crow_indices",
           "rise in each row from 0 to at most the " + std::to_string(most) + " columns given",
           std::to_string(start[i]));
  }
}

/// The padding is left out, except where the gradients are scaled by how often a row occurs: it is counted.
void expect_embedding_rows(const Call& call) {
  at::Tensor indices = readable(call, "indices");
  const int64_t* index = numbers(indices);
  int64_t rows = call.integer("num_weights"), padding = call.integer("padding_idx", -1);
  bool counted = call.flag("scale_grad_by_freq");
  for (int64_t i = 0; index != nullptr && i < indices.numel(); ++i) {
    if ((index[i] >= 0 && index[i] < rows) || (index[i] == padding && !counted)) continue;
    refuse("IndexError", "indices", interval(rows), std::to_string(index[i]));
  }
}

}  // namespace typetorch
