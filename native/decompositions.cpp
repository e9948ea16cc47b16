// Operators written with others, which LibTorch leaves to its Python package: for vmap, which would go
// through the batch one by one without them, and for forward mode, which would not know them. The operators
// inside and their order are Python's, for its bits.
#include <ATen/ATen.h>
#include <ATen/OpMathType.h>
#include <ATen/core/Reduction.h>
#include <ATen/core/dispatch/Dispatcher.h>
#include <torch/csrc/autograd/jit_decomp_interface.h>
#include <torch/library.h>

#include <functional>
#include <map>
#include <string>
#include <tuple>
#include <vector>

#include "version.h"

namespace {

using at::Scalar;
using at::Tensor;
using Maybe = c10::optional<Tensor>;
using Two = std::tuple<Tensor, Tensor>;
using Three = std::tuple<Tensor, Tensor, Tensor>;
using torch::jit::Stack;

double share(int64_t reduction, const Tensor& x, double of) {
  return reduction == at::Reduction::Mean ? of / static_cast<double>(x.numel()) : of;
}

/// Halves are computed in float, and the result is rounded once.
template <class F>
Tensor precisely(const Tensor& grad, const Tensor& x, const Tensor& target, F body) {
  auto wide = [](const Tensor& t) { return t.to(at::toOpMathType(t.scalar_type())); };
  auto result = at::promote_types(at::result_type(grad, x), target.scalar_type());
  return body(wide(grad), wide(x), wide(target)).to(result);
}

Tensor mse_loss_backward(const Tensor& grad, const Tensor& x, const Tensor& target, int64_t reduction) {
  return precisely(grad, x, target, [&](const Tensor& g, const Tensor& a, const Tensor& b) {
    return a.sub(b).mul(share(reduction, x, 2)).mul(g);
  });
}

Tensor smooth_l1_loss_backward(const Tensor& grad, const Tensor& x, const Tensor& target, int64_t reduction,
                               double beta) {
  return precisely(grad, x, target, [&](const Tensor& g, const Tensor& a, const Tensor& b) {
    Tensor d = a.sub(b), size = d.abs(), part = g.mul(share(reduction, x, 1));
    return at::where(size.lt(beta), part.mul(d).div(beta), part.mul(d.sign()));
  });
}

Tensor huber_loss_backward(const Tensor& grad, const Tensor& x, const Tensor& target, int64_t reduction,
                           double delta) {
  return precisely(grad, x, target, [&](const Tensor& g, const Tensor& a, const Tensor& b) {
    double norm = share(reduction, x, 1);
    Tensor d = a.sub(b);
    return at::where(d.lt(-delta), g.mul(-norm).mul(delta),
                     at::where(d.gt(delta), g.mul(norm).mul(delta), d.mul(norm).mul(g)));
  });
}

int64_t channel_of(const Tensor& x) { return x.dim() < 2 ? 0 : 1; }

/// The classes' weights, in the channels of `x`.
Tensor along_channels(const Tensor& weight, const Tensor& x) {
  std::vector<int64_t> sizes(static_cast<size_t>(x.dim()), 1);
  sizes[static_cast<size_t>(channel_of(x))] = weight.size(0);
  return weight.reshape(sizes);
}

Two nll_loss(const Tensor& x, const Tensor& target, const Maybe& weight, int64_t reduction, int64_t ignored) {
  TORCH_CHECK(x.dim() == 1 || x.size(0) == target.size(0), "size mismatch (got input: ", x.sizes(),
              ", target: ", target.sizes(), ")");
  int64_t channel = channel_of(x);
  bool weighted = weight.has_value() && weight->defined();
  Tensor w = weighted ? along_channels(*weight, x) : Tensor();
  Tensor kept = target.ne(ignored);
  Tensor index = at::where(kept, target, 0).unsqueeze(channel);
  auto chosen = [&](const Tensor& from) { return from.gather(channel, index); };
  Tensor loss = chosen(weighted ? x.mul(w) : x).neg().squeeze(channel);
  loss = at::where(kept, loss, 0);
  if (reduction == at::Reduction::None && x.dim() > 1) return {loss, x.new_full({}, 0.0)};
  Tensor total = weighted ? at::where(kept, chosen(w.expand(x.sizes())).squeeze(channel), 0).sum()
                          : kept.sum().to(x.scalar_type());
  if (reduction == at::Reduction::Sum) loss = loss.sum();
  if (reduction == at::Reduction::Mean) loss = loss.sum().div(total);
  return {loss, total};
}

Tensor nll_slope(const Tensor& grad, const Tensor& x, const Tensor& target, const Maybe& weight,
                 int64_t reduction, int64_t ignored, const Tensor& total) {
  int64_t channel = channel_of(x);
  Tensor given = reduction == at::Reduction::Mean ? grad.div(total) : grad;
  Tensor classes = (x.dim() == 1 && target.dim() > 0 ? target.select(0, 0) : target).unsqueeze(channel);
  Tensor kept = classes.ne(ignored);
  Tensor slope = at::scatter(at::zeros_like(x), channel, at::where(kept, classes, 0), -1.0);
  if (slope.dim() > given.dim() && given.dim() > 0) given = given.unsqueeze(channel);
  if (weight.has_value() && weight->defined()) given = given.mul(along_channels(*weight, x));
  return slope.mul(at::where(kept, given, 0));
}

Tensor addr(const Tensor& x, const Tensor& a, const Tensor& b, const Scalar& beta, const Scalar& alpha) {
  TORCH_CHECK(a.dim() == 1, "addr: Expected 1-D argument vec1, but got ", a.dim(), "-D");
  TORCH_CHECK(b.dim() == 1, "addr: Expected 1-D argument vec2, but got ", b.dim(), "-D");
  auto type = at::promote_types(at::result_type(x, a), b.scalar_type());
  Tensor start = x.to(type).expand({a.size(0), b.size(0)});
  Tensor outer = at::outer(a.to(type), b.to(type));
  if (type == at::kBool) {
    Tensor added = alpha.toDouble() != 0 ? outer : at::zeros_like(start);
    return beta.toDouble() != 0 ? start.logical_or(added) : added;
  }
  return beta.toDouble() == 0 ? outer.mul(alpha) : start.mul(beta).add(outer.mul(alpha));
}

Tensor diagonal_sum(const Tensor& x) { return x.diag().sum(); }

Two log_sigmoids(const Tensor& x) {
  Tensor low = at::minimum(x.new_zeros({}), x), z = x.abs().neg().exp();
  return {low.sub(z.log1p()), x.is_cuda() ? x.new_zeros({0}) : z};
}

Tensor log_softmax_backward(const Tensor& grad, const Tensor& y, int64_t dim, at::ScalarType type) {
  return grad.sub(y.exp().mul(grad.sum(dim, true))).to(type);
}

Tensor softmax_backward(const Tensor& grad, const Tensor& y, int64_t dim, at::ScalarType type) {
  Tensor part = grad.mul(y);
  return part.sub(y.mul(part.sum(dim, true))).to(type).contiguous();
}

/// Mean and 1 / deviation anew from `x`, so that they have derivatives; `rstd` tells the epsilon.
Two moments(const Tensor& x, const Tensor& rstd, at::IntArrayRef dims, bool keepdim) {
  auto [var, mean] = at::var_mean(x, dims, false, keepdim);
  Tensor eps = rstd.reciprocal().pow(2).sub(var).detach();
  return {mean, var.add(eps).rsqrt()};
}

std::vector<int64_t> range(int64_t start, int64_t end) {
  std::vector<int64_t> all;
  for (int64_t i = start; i < end; ++i) all.push_back(i);
  return all;
}

bool has(const Maybe& x) { return x.has_value() && x->defined(); }
Tensor zeros_of(const Maybe& x, const Tensor& like) {
  return has(x) ? at::zeros_like(*x) : at::zeros({}, like.options());
}

using Mask = std::array<bool, 3>;

Three layer_norm_backward(const Tensor& grad, const Tensor& x, at::IntArrayRef shape, const Tensor& rstd,
                          const Maybe& weight, const Maybe& bias, Mask wanted) {
  int64_t axis = x.dim() - static_cast<int64_t>(shape.size());
  std::vector<int64_t> inner = range(axis, x.dim()), outer = range(0, axis);
  if (x.numel() == 0) return {x.new_zeros(x.sizes()), x.new_zeros(shape), x.new_zeros(shape)};
  int64_t n = c10::multiply_integers(shape);
  auto [mean, scale] = moments(x, rstd, inner, true);
  Tensor normal = x.sub(mean).mul(scale), given = has(weight) ? grad.mul(*weight) : grad;
  Tensor rest = given.mul(n).sub(given.sum(inner, true)).sub(normal.mul(given.mul(normal).sum(inner, true)));
  auto over = [&](const Tensor& t) { return outer.empty() ? t.clone() : t.sum(outer, false); };
  return {wanted[0] ? scale.div(n).mul(rest) : at::zeros_like(x),
          wanted[1] && has(weight) ? over(grad.mul(normal)) : zeros_of(weight, x),
          wanted[2] && has(bias) ? over(grad) : zeros_of(bias, x)};
}

Three batch_norm_backward(const Tensor& grad, const Tensor& x, const Maybe& weight, const Maybe& running_mean,
                          const Maybe& running_var, const Maybe& saved_rstd, bool train, double eps,
                          Mask wanted) {
  std::vector<int64_t> others = range(2, x.dim());
  others.insert(others.begin(), 0);
  auto [mean, scale] =
      train ? moments(x, *saved_rstd, others, false) : Two(*running_mean, running_var->add(eps).rsqrt());
  std::vector<int64_t> channels(static_cast<size_t>(x.dim()), 1);
  channels[1] = x.size(1);
  auto wide = [&](const Tensor& t) { return t.reshape(channels); };
  double share = 1.0 / (static_cast<double>(x.numel()) / static_cast<double>(x.size(1)));
  Tensor from_mean = x.sub(wide(mean)), sum = grad.sum(others), dot = grad.mul(from_mean).sum(others);
  Tensor slope = has(weight) ? wide(scale.mul(*weight)) : wide(scale).mul(1.0);
  Tensor to_x = grad;
  if (train) {
    Tensor part = wide(dot.mul(share).mul(scale.mul(scale)));
    to_x = grad.sub(from_mean.mul(part)).sub(wide(sum.mul(share)));
  }
  return {to_x.mul(slope), wanted[1] ? dot.mul(scale) : zeros_of(weight, x),
          wanted[2] ? sum : at::zeros_like(sum)};
}

// ---- forward mode

using Arguments = std::vector<c10::IValue>;
using Rule = std::function<void(const Arguments&, Stack&)>;

void push(Stack& stack, Tensor x) { stack.emplace_back(std::move(x)); }
template <class... T>
void push(Stack& stack, std::tuple<T...> all) {
  std::apply([&](auto&... each) { (stack.emplace_back(std::move(each)), ...); }, all);
}

Mask mask_of(const c10::IValue& value) {
  auto list = value.toBoolList();
  return {list.get(0), list.get(1), list.get(2)};
}

void nll(const Arguments& a, Stack& s) {
  push(s, nll_slope(a[0].toTensor(), a[1].toTensor(), a[2].toTensor(), a[3].toOptional<Tensor>(),
                    a[4].toInt(), a[5].toInt(), a[6].toTensor()));
}

const std::map<std::string, Rule>& rules() {
  auto maybe = [](const c10::IValue& x) { return x.toOptional<Tensor>(); };
  static const std::map<std::string, Rule> all = {
      {"aten::trace", [](const Arguments& a, Stack& s) { push(s, diagonal_sum(a[0].toTensor())); }},
      {"aten::log_sigmoid_forward",
       [](const Arguments& a, Stack& s) { push(s, log_sigmoids(a[0].toTensor())); }},
      {"aten::_log_softmax_backward_data",
       [](const Arguments& a, Stack& s) {
         push(s, log_softmax_backward(a[0].toTensor(), a[1].toTensor(), a[2].toInt(), a[3].toScalarType()));
       }},
      {"aten::_softmax_backward_data",
       [](const Arguments& a, Stack& s) {
         push(s, softmax_backward(a[0].toTensor(), a[1].toTensor(), a[2].toInt(), a[3].toScalarType()));
       }},
      {"aten::native_layer_norm_backward",
       [maybe](const Arguments& a, Stack& s) {
         push(s, layer_norm_backward(a[0].toTensor(), a[1].toTensor(), a[2].toIntVector(), a[4].toTensor(),
                                     maybe(a[5]), maybe(a[6]), mask_of(a[7])));
       }},
      {"aten::native_batch_norm_backward",
       [maybe](const Arguments& a, Stack& s) {
         push(s, batch_norm_backward(a[0].toTensor(), a[1].toTensor(), maybe(a[2]), maybe(a[3]), maybe(a[4]),
                                     maybe(a[6]), a[7].toBool(), a[8].toDouble(), mask_of(a[9])));
       }},
      {"aten::nll_loss_backward", nll},
      {"aten::nll_loss2d_backward", nll},
  };
  return all;
}

/// LibTorch's own table, with ours in front.
struct Decompositions : torch::autograd::impl::JitDecompInterface {
  explicit Decompositions(JitDecompInterface* others) : others_(others) {}
  bool has_jit_decomposition(const c10::FunctionSchema& schema) const override {
    return rules().count(schema.name()) != 0 ||
           (others_ != nullptr && others_->has_jit_decomposition(schema));
  }
  void run_jit_decomposition(const c10::OperatorHandle& op, Stack* stack) const override {
    auto rule = rules().find(op.schema().name());
    if (rule == rules().end()) return others_->run_jit_decomposition(op, stack);
    rule->second(torch::jit::pop(*stack, op.schema().arguments().size()), *stack);
  }

 private:
  JitDecompInterface* others_;
};

// LibTorch asks until the process ends, so that it is never freed.
[[maybe_unused]] const bool registered = [] {
  namespace impl = torch::autograd::impl;
  impl::setJitDecompImpl(new Decompositions(impl::getJitDecompImpl()));
  return true;
}();

}  // namespace

// ---- vmap

#if TYPETORCH_SINCE(2, 0)
TORCH_LIBRARY_IMPL(aten, FuncTorchBatched, m) {
  auto put = [&](const char* name, auto kernel) {
    auto op = c10::Dispatcher::singleton().findSchema({std::string("aten::") + name, ""});
    // A version of LibTorch may map it itself.
    if (op && !op->hasKernelForDispatchKey(c10::DispatchKey::FuncTorchBatched))
      m.impl(name, std::move(kernel));
  };
  put("mse_loss_backward", TORCH_FN(mse_loss_backward));
  put("smooth_l1_loss_backward", TORCH_FN(smooth_l1_loss_backward));
  put("huber_loss_backward", TORCH_FN(huber_loss_backward));
  put("nll_loss_forward", TORCH_FN(nll_loss));
  put("nll_loss2d_forward", TORCH_FN(nll_loss));
  put("nll_loss_backward", TORCH_FN(nll_slope));
  put("nll_loss2d_backward", TORCH_FN(nll_slope));
  put("addr", TORCH_FN(addr));
}
#endif
