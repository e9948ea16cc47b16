#include "fatal.h"

#include <ATen/ATen.h>

#include <cmath>
#include <sstream>
#include <unordered_map>

#include "convert.h"

namespace typetorch {

bool is_readable(const at::Tensor& x) {
  return x.defined() && x.is_cpu() && x.layout() == at::kStrided && !x.is_quantized() &&
         !x.key_set().has(c10::DispatchKey::FuncTorchBatched) &&
         !x.key_set().has(c10::DispatchKey::Functionalize) && !x._is_zerotensor();
}

namespace {

/// The tensor among a call's arguments, or an undefined one.
at::Tensor readable(Env& env, napi_value value) {
  at::Tensor* x = find_tensor(env, value);
  return x != nullptr && is_readable(*x) ? *x : at::Tensor();
}

/// The numbers of whole ones, or null.
const int64_t* numbers(at::Tensor& x) {
  if (!x.defined() || !at::isIntegralType(x.scalar_type(), false)) return nullptr;
  x = x.detach().to(at::kLong).contiguous();
  return x.data_ptr<int64_t>();
}

/// LAPACK's balancing of a matrix with a NaN writes beyond it. torch.linalg.eig looks, eigvals does not.
void expect_finite(Env& env, const napi_value* arguments) {
  at::Tensor matrix = readable(env, arguments[0]);
  if (!matrix.defined() || !(matrix.is_floating_point() || matrix.is_complex())) return;
  at::NoGradGuard no_grad;
  if (!at::isfinite(matrix).all().item<bool>()) {
    throw Error("RuntimeError", "torch.linalg.eigvals: input tensor should not contain infs or NaNs.");
  }
}

/// A list of whole numbers, given as one or as a tensor.
std::vector<int64_t> lengths_of(Env& env, napi_value value) {
  if (find_tensor(env, value) == nullptr) return to_int_list(env, value);
  at::Tensor x = readable(env, value);
  const int64_t* first = numbers(x);
  return first == nullptr ? std::vector<int64_t>() : std::vector<int64_t>(first, first + x.numel());
}

/// A target is an index into the classes that nobody checks. What stands behind a target's length is not
/// read.
void expect_classes(Env& env, const napi_value* arguments) {
  at::Tensor scores = readable(env, arguments[0]), targets = readable(env, arguments[1]);
  const int64_t* target = numbers(targets);
  if (!scores.defined() || target == nullptr || scores.dim() < 2 || targets.dim() < 1) return;
  int64_t classes = scores.size(-1);
  bool padded = targets.dim() > 1;
  int64_t row = padded ? targets.size(1) : targets.numel();
  int64_t begin = 0;
  std::vector<int64_t> lengths = lengths_of(env, arguments[3]);
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

/// (data, reduce, lengths, indices, offsets, axis, ...): the kernels go where lengths and offsets say.
void expect_segments(Env& env, const napi_value* arguments) {
  at::Tensor data = readable(env, arguments[0]);
  at::Tensor lengths = readable(env, arguments[2]), offsets = readable(env, arguments[4]);
  if (!data.defined()) return;
  bool by_length = numbers(lengths) != nullptr;
  at::Tensor& segments = by_length ? lengths : offsets;
  const int64_t* number = by_length ? lengths.data_ptr<int64_t>() : numbers(offsets);
  if (number == nullptr || segments.dim() < 1 || segments.dim() > data.dim()) return;
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
void expect_counts(Env& env, const napi_value* arguments) {
  at::Tensor counts = readable(env, arguments[0]);
  if (!counts.defined() || !counts.is_floating_point()) return;
  at::NoGradGuard no_grad;
  if (at::isnan(counts).any().item<bool>()) {
    throw Error("ValueError", "binomial(): count must not hold NaNs");
  }
}

/// The recurrence takes as many steps as the order says, for each element; the other polynomials have a
/// closed form or soon overflow. `kNumber` is the argument that is a number instead of a tensor, -1 for none.
template <int kNumber>
void expect_order(Env& env, const napi_value* arguments) {
  constexpr double kSteps = 17179869184.0;  // a minute's work
  at::NoGradGuard no_grad;
  double count = 1, highest = 0;
  for (int i = 0; i < 2; ++i) {
    if (i == kNumber) continue;
    at::Tensor given = readable(env, arguments[i]);
    if (!given.defined() || given.numel() == 0 || given.is_complex()) return;
    count = std::max(count, static_cast<double>(given.numel()));
    // Not every type has a maximum; a NaN among the orders would be it.
    if (i == 1) highest = at::nan_to_num(given.to(at::kDouble)).max().item<double>();
  }
  if (kNumber == 1) {
    if (type_of(env.env, arguments[1]) != napi_number) return;
    highest = get_double(env.env, arguments[1]);
  }
  if (!(highest * count > kSteps)) return;
  std::ostringstream message;
  message << "a polynomial of order " << highest << " at " << count << " points would take more than "
          << kSteps << " steps";
  throw Error("ValueError", message.str());
}

}  // namespace

FatalCheck find_fatal_check(const std::string& name, const std::string& overload) {
  static const std::unordered_map<std::string, FatalCheck> checks = {
      {"aten::linalg_eigvals", expect_finite},   {"aten::_linalg_eigvals", expect_finite},
      {"aten::ctc_loss", expect_classes},        {"aten::_ctc_loss", expect_classes},
      {"aten::segment_reduce", expect_segments}, {"aten::binomial", expect_counts},
  };
  static const std::unordered_map<std::string, FatalCheck> polynomials = {
      {"", expect_order<-1>},        {"out", expect_order<-1>},
      {"x_scalar", expect_order<0>}, {"x_scalar_out", expect_order<0>},
      {"n_scalar", expect_order<1>}, {"n_scalar_out", expect_order<1>},
  };
  if (name == "aten::special_laguerre_polynomial_l" || name == "aten::special_legendre_polynomial_p") {
    auto found = polynomials.find(overload);
    return found == polynomials.end() ? nullptr : found->second;
  }
  auto found = checks.find(name);
  return found == checks.end() ? nullptr : found->second;
}

}  // namespace typetorch
