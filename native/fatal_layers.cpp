#include <ATen/ATen.h>
#include <ATen/ExpandUtils.h>

#include "fatal_checks.h"

namespace typetorch {
namespace {

/// The first of these arguments that the operator has.
const char* known(const Call& call, Names names) {
  for (const char* name : names) {
    if (call.find(name) != nullptr) return name;
  }
  return nullptr;
}

/// Batch norm: the input is (N, C, ...), and there are C numbers in each of these.
void expect_channels(const Call& call, Names names) {
  dims("input", 2)(call);
  at::Tensor x = call.shaped("input");
  if (!x.defined()) return;
  for (const char* name : names) {
    at::Tensor numbers = call.shaped(name);
    if (!numbers.defined() || numbers.numel() >= x.size(1)) continue;
    refuse("ValueError", name, "hold a number for each of the " + std::to_string(x.size(1)) + " channels",
           "shape " + shape_text(numbers.sizes()));
  }
}

}  // namespace

/// The gradient of batch norm, which needs the statistics that the input was normalized by.
void expect_statistics(const Call& call) {
  expect_channels(call, {"weight", "running_mean", "running_var"});
  same_shapes({"input", "grad_out"})(call);
  same_shapes({"input", "grad_output"})(call);
  at::Tensor x = call.shaped("input");
  if (x.defined() && x.size(1) == 0) refuse("ValueError", "input", "have channels", shape_text(x.sizes()));
  bool trained = call.flag("train") || call.flag("update");
  const char* mean = known(call, {trained ? "save_mean" : "running_mean"});
  const char* variance =
      trained ? known(call, {"save_var", "save_invstd", "save_var_transform"}) : known(call, {"running_var"});
  if (mean != nullptr && variance != nullptr) return expect_channels(call, {mean, variance});
  throw Error("ValueError", trained ? "in training, the saved mean and variance must be given"
                                    : "outside of training, running_mean and running_var must be given");
}

/// Forward, with statistics that are always given.
void expect_given_statistics(const Call& call) {
  expect_channels(call, {"weight", "bias", "running_mean", "running_var"});
}

/// Forward, without training.
void expect_running_statistics(const Call& call) {
  expect_channels(call, {"weight", "bias", "running_mean", "running_var"});
  if (call.flag("training") || call.find("running_mean") != nullptr) return;
  throw Error("ValueError", "outside of training, running_mean and running_var must be given");
}

/// A loss for each row, or one for all.
void expect_row_losses(const Call& call) {
  at::Tensor x = call.shaped("self"), grad = call.shaped("grad_output");
  if (!x.defined() || !grad.defined()) return;
  int64_t losses = call.integer("reduction", 1) == 0 && x.dim() > 1 ? x.size(0) : 1;
  if (grad.numel() >= losses) return;
  refuse("ValueError", "grad_output", "hold " + std::to_string(losses) + " numbers",
         shape_text(grad.sizes()));
}

/// Layer norm: a mean and a deviation for each row.
void expect_rows_normalized(const Call& call) {
  same_shapes({"input", "grad_out"})(call);
  at::Tensor x = call.shaped("input");
  if (!x.defined()) return;
  int64_t width = c10::multiply_integers(call.integers("normalized_shape"));
  int64_t rows = width > 0 ? x.numel() / width : 0;
  for (const char* name : {"mean", "rstd"}) {
    at::Tensor numbers = call.shaped(name);
    if (!numbers.defined() || numbers.numel() >= rows) continue;
    refuse("ValueError", name, "hold a number for each of the " + std::to_string(rows) + " rows",
           "shape " + shape_text(numbers.sizes()));
  }
}

/// A norm for each index of the first or the last dimension; other ones have kernels that check themselves.
void expect_weight_norm(const Call& call) {
  const char* name = known(call, {"v", "saved_v"});
  at::Tensor v = name != nullptr ? call.shaped(name) : at::Tensor();
  int64_t dim = call.integer("dim");
  if (!v.defined() || v.dim() == 0 || (dim != 0 && dim != v.dim() - 1)) return;
  int64_t count = v.size(dim);
  if (count == 0) refuse("ValueError", name, "have norms along dim", "shape " + shape_text(v.sizes()));
  for (const char* norms : {"g", "saved_g", "saved_norms"}) {
    at::Tensor g = call.shaped(norms);
    if (!g.defined() || g.numel() >= count) continue;
    refuse("ValueError", norms, "hold " + std::to_string(count) + " norms", "shape " + shape_text(g.sizes()));
  }
}

Rule gates(int64_t count) {
  return [=](const Call& call) {
    for (const char* part : {"input", "hidden"}) {
      at::Tensor gates = call.shaped(std::string(part) + "_gates");
      at::Tensor bias = call.shaped(std::string(part) + "_bias");
      if (!gates.defined()) continue;
      std::vector<int64_t> sizes = gates.sizes().vec();
      if (bias.defined()) sizes = at::infer_size(sizes, bias.sizes());
      if (sizes.size() < 2 || sizes[1] == 0) continue;
      int64_t piece = (sizes[1] + count - 1) / count;
      if ((sizes[1] + piece - 1) / piece == count) continue;
      refuse("ValueError", std::string(part) + "_gates",
             "hold " + std::to_string(count) + " gates side by side in dimension 1", shape_text(sizes));
    }
  };
}

/// qkv is (B, T, 3 * D), its bias (3 * D), and D is cut into heads.
void expect_heads(const Call& call) {
  dims("qkv", 3)(call);
  at::Tensor qkv = call.tensor("qkv"), bias = call.tensor("qkv_bias");
  if (!qkv.defined() || !bias.defined()) return;
  std::vector<int64_t> sizes = (qkv.is_nested() ? qkv.to_padded_tensor(0) : qkv).sizes().vec();
  int64_t width = sizes[2], heads = call.integer("num_heads");
  if (sizes[0] == 0) refuse("ValueError", "qkv", "hold a sequence", "shape " + shape_text(sizes));
  if (heads < 1 || width / 3 < heads) {
    refuse("ValueError", "num_heads", "be in [1, " + std::to_string(width / 3) + "], a third of the width",
           std::to_string(heads));
  }
  if (bias.is_nested() || bias.numel() < width) {
    refuse("ValueError", "qkv_bias", "hold " + std::to_string(width) + " numbers", "");
  }
}

}  // namespace typetorch
