#include <ATen/ATen.h>

#include <cmath>

#include "fatal.h"
#include "fatal_checks.h"

namespace typetorch {
namespace {

/// Whole numbers that can be read, or an undefined tensor.
at::Tensor wholes(const at::Tensor& x) {
  if (!is_readable(x) || !at::isIntegralType(x.scalar_type(), false)) return {};
  return x.detach().to(at::kLong).contiguous();
}

void expect_within(const Call& call, const char* name, int64_t low, int64_t high) {
  at::Tensor x = wholes(call.shaped(name));
  for (int64_t i = 0; x.defined() && i < x.numel(); ++i) {
    int64_t number = x.data_ptr<int64_t>()[i];
    if (number >= low && number < high) continue;
    refuse("IndexError", name, "be in [" + std::to_string(low) + ", " + std::to_string(high) + ")",
           std::to_string(number));
  }
}

void expect_count(const Call& call, const char* name, int64_t least) {
  at::Tensor x = call.shaped(name);
  if (!x.defined() || x.numel() >= least) return;
  refuse("ValueError", name, "hold " + std::to_string(least) + " numbers", "shape " + shape_text(x.sizes()));
}

std::vector<int64_t> lengths_of(const Call& call, const char* name) {
  at::Tensor given = call.tensor(name);
  if (!given.defined()) return call.integers(name);
  at::Tensor x = wholes(given);
  if (!x.defined()) return {};
  return {x.data_ptr<int64_t>(), x.data_ptr<int64_t>() + x.numel()};
}

}  // namespace

Rule places(int64_t axes) {
  return [=](const Call& call) {
    at::Tensor x = call.shaped("self");
    if (!x.defined() || x.dim() < axes) return;
    int64_t size = c10::multiply_integers(x.sizes().slice(static_cast<size_t>(x.dim() - axes)));
    expect_within(call, "indices", -1, size);
  };
}

/// Bags of rows: where each begins among the indices, and, in the gradient, to which bag an index belongs.
void expect_bags(const Call& call) {
  at::Tensor indices = call.shaped("indices"), grad = call.shaped("grad"), weight = call.shaped("weight");
  if (!indices.defined()) return;
  int64_t count = indices.numel();
  expect_within(call, "offsets", 0, count + 1);
  constexpr int64_t kMax = 2;
  if (!grad.defined()) {
    at::Tensor offsets = call.shaped("offsets");
    bool none = offsets.defined() && offsets.numel() <= (call.flag("include_last_offset") ? 1 : 0);
    if (none && count > 0 && call.integer("mode") == kMax) {
      refuse("ValueError", "offsets", "hold a bag for the indices to be in", "none");
    }
    return;
  }
  int64_t bags = grad.dim() > 0 ? grad.size(0) : 0;
  int64_t rows = weight.defined() && weight.dim() > 0 ? weight.size(0) : call.integer("num_weights");
  expect_within(call, "indices", 0, rows);
  at::Tensor owners = call.shaped("offset2bag");
  if (call.find("offsets") == nullptr || (owners.defined() && owners.numel() > 0)) {
    expect_count(call, "offset2bag", count);
    expect_within(call, "offset2bag", 0, bags);
  }
  expect_count(call, "per_sample_weights", count);
  if (call.integer("mode") == kMax) {
    same_shapes({"grad", "maximum_indices"})(call);
    expect_within(call, "maximum_indices", -1, rows);
  } else if (count > 0) {
    expect_count(call, "bag_size", bags);
  }
}

/// A step of less than 1 is none among whole numbers.
void expect_step(const Call& call) {
  const c10::IValue* step = call.find("step");
  const c10::IValue* type = call.find("dtype");
  at::Tensor out = call.tensor("out");
  if (step == nullptr || !step->isScalar() || step->toScalar().isComplex()) return;
  bool whole = out.defined()
                   ? at::isIntegralType(out.scalar_type(), true)
                   : type != nullptr && type->isInt() && at::isIntegralType(type->toScalarType(), true);
  double size = step->toScalar().toDouble();
  if (!whole || std::abs(size) >= 1) return;
  refuse("ValueError", "step", "be at least 1 for whole numbers", std::to_string(size));
}

/// The tables that the forward pass filled: log_alpha is (N, T, 2 * S + 1).
void expect_ctc_gradient(const Call& call) {
  dims("log_probs", 3, 3)(call);
  expect_classes(call);
  at::Tensor scores = call.shaped("log_probs"), table = call.shaped("log_alpha");
  at::Tensor targets = call.shaped("targets");
  if (!is_readable(scores) || !table.defined() || !targets.defined()) return;
  std::vector<int64_t> inputs = lengths_of(call, "input_lengths"),
                       wanted = lengths_of(call, "target_lengths");
  int64_t batch = scores.size(1), longest = 0, sum = 0, time = 0;
  bool fits = static_cast<int64_t>(inputs.size()) == batch && static_cast<int64_t>(wanted.size()) == batch;
  for (int64_t length : wanted) {
    fits = fits && length >= 0;
    longest = std::max(longest, length);
    sum += length;
  }
  for (int64_t length : inputs) {
    fits = fits && length >= 0;
    time = std::max(time, length);
  }
  fits = fits && time <= scores.size(0) && table.dim() == 3 && table.size(0) >= batch &&
         table.size(1) >= time && table.size(2) >= 2 * longest + 1;
  fits = fits && (targets.dim() == 2 ? targets.size(0) >= batch && targets.size(1) >= longest
                                     : targets.dim() == 1 && targets.numel() >= sum);
  if (!fits)
    throw Error("ValueError", "log_probs, targets, log_alpha and lengths must be those of one batch");
  between("blank", 0, scores.size(2) - 1)(call);
  expect_count(call, "grad", batch);
  expect_count(call, "neg_log_likelihood", batch);
}

void expect_segment_gradient(const Call& call) {
  expect_segments(call);
  at::Tensor data = call.shaped("data"), output = call.shaped("output");
  bool by_length = call.find("lengths") != nullptr;
  at::Tensor segments = call.shaped(by_length ? "lengths" : "offsets");
  if (!data.defined() || !output.defined() || !segments.defined() || segments.dim() < 1) return;
  same_shapes({"output", "grad"})(call);
  int64_t axis = segments.dim() - 1, count = segments.size(-1) - (by_length ? 0 : 1);
  if (data.dim() == output.dim() && axis < data.dim()) {
    std::vector<int64_t> wanted = data.sizes().vec();
    wanted[static_cast<size_t>(axis)] = count;
    if (output.sizes() == at::IntArrayRef(wanted)) return;
  }
  refuse("ValueError", "output", "have a value for each segment", "shape " + shape_text(output.sizes()));
}

}  // namespace typetorch
