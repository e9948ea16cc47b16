#include <ATen/ATen.h>

#include "fatal_checks.h"

namespace typetorch {
namespace {

void expect_numbers(const Call& call, const char* name, int64_t count) {
  at::Tensor x = call.shaped(name);
  if (!x.defined() || x.numel() >= count) return;
  refuse("ValueError", name, "hold " + std::to_string(count) + " numbers", "shape " + shape_text(x.sizes()));
}

}  // namespace

Rule matrix(const char* name) {
  return [=](const Call& call) {
    at::Tensor x = call.shaped(name);
    if (!x.defined() || x.dim() < 2 || x.numel() >= x.size(0) * x.size(1)) return;
    refuse("ValueError", name, "be a matrix", "shape " + shape_text(x.sizes()));
  };
}

/// Blocks of a row each share a scale; two weights lie in a byte.
void expect_blocks(const Call& call) {
  positive("block_size")(call);
  at::Tensor x = call.shaped("inp"), packed = call.shaped("packed_weights");
  int64_t block = call.integer("block_size"), in = call.integer("in_features"),
          out = call.integer("out_features");
  if (!x.defined() || !packed.defined()) return;
  for (const char* name : {"in_features", "out_features"}) between(name, 0, int64_t{1} << 30)(call);
  dims("inp", 1)(call);
  contiguous("inp")(call);
  expect_numbers(call, "inp", x.size(0) * in);
  expect_numbers(call, "packed_weights", std::max((in + 1) / 2 * out, in * out / 2) + in / block * out);
}

/// A layer of an LSTM in oneDNN: the input is (T, N, I), states are (N, H), and there are 4 gates.
void expect_lstm_layer(const Call& call) {
  constexpr int64_t kLstm = 2;
  between("mode", kLstm, kLstm)(call);
  between("hidden_size", 0, int64_t{1} << 30)(call);
  dims("input", 3)(call);
  contiguous("input")(call);
  at::Tensor x = call.shaped("input");
  if (!x.defined()) return;
  int64_t hidden = call.integer("hidden_size");
  expect_numbers(call, "input", x.size(0) * x.size(1) * x.size(2));
  expect_numbers(call, "weight0", 4 * hidden * x.size(2));
  expect_numbers(call, "weight1", 4 * hidden * hidden);
  if (call.flag("has_biases")) {
    for (const char* bias : {"weight2", "weight3"}) expect_numbers(call, bias, 4 * hidden);
  }
  for (const char* state : {"hx_", "cx_"}) {
    contiguous(state)(call);
    expect_numbers(call, state, x.size(1) * hidden);
  }
}

/// The weights of such a layer, in the order that oneDNN wants for inputs of a size (T, N, ...).
void expect_lstm_weights(const Call& call) {
  between("hidden_size", 1, int64_t{1} << 30)(call);
  if (call.find("input_size") != nullptr) {
    std::vector<int64_t> sizes = call.integers("input_size");
    if (sizes.size() < 2 || sizes[0] < 1 || sizes[1] < 1) {
      refuse("ValueError", "input_size", "begin with a length and a batch size of 1 or more",
             shape_text(sizes));
    }
  }
  at::Tensor x = call.shaped("weight0");
  int64_t hidden = call.integer("hidden_size");
  if (!x.defined() || x.dim() == 0) return;
  not_empty("weight0")(call);
  expect_numbers(call, "weight0", 4 * hidden * x.size(-1));
  expect_numbers(call, "weight1", 4 * hidden * hidden);
}

void expect_no_call(const Call&) {
  throw Error("NotImplementedError",
              "it is a part of the gradient of another operator and is not called alone");
}

}  // namespace typetorch
