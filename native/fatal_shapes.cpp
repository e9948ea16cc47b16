#include <ATen/ATen.h>
#include <ATen/ExpandUtils.h>

#include <algorithm>

#include "fatal.h"
#include "fatal_checks.h"

namespace typetorch {
namespace {

using Sizes = std::vector<int64_t>;

Sizes batch_of(const at::Tensor& x) {
  return Sizes(x.sizes().begin(), x.sizes().end() - std::min<int64_t>(x.dim(), 2));
}

void expect_count(const Call& call, const char* name, int64_t wanted) {
  at::Tensor x = call.shaped(name);
  if (!x.defined() || x.numel() >= wanted) return;
  refuse("ValueError", name, "hold " + std::to_string(wanted) + " numbers", std::to_string(x.numel()));
}

void expect_dims(const Call& call, const char* name, int64_t least, int64_t most = 64) {
  dims(name, least, most)(call);
}

/// Memory of its own that the processor reads, of whatever type.
bool has_memory(const at::Tensor& x) {
  return x.defined() && x.is_cpu() && x.layout() == at::kStrided && x.has_storage() && !x._is_zerotensor() &&
         !x.key_set().has(c10::DispatchKey::FuncTorchBatched) &&
         !x.key_set().has(c10::DispatchKey::Functionalize);
}

/// How many elements lie in a tensor's storage.
int64_t room_of(const at::Tensor& x) {
  return static_cast<int64_t>(x.storage().nbytes() / std::max<size_t>(x.element_size(), 1));
}

/// Throws where elements at offset + index * stride lie outside of [0, room).
void expect_reach(const int64_t* sizes, const int64_t* strides, size_t count, int64_t offset, int64_t room) {
  long double low = static_cast<long double>(offset), high = low;
  for (size_t i = 0; i < count; ++i) {
    if (sizes[i] < 0) refuse("ValueError", "sizes", "not be negative", std::to_string(sizes[i]));
    if (sizes[i] == 0) return;
    long double reach = static_cast<long double>(sizes[i] - 1) * static_cast<long double>(strides[i]);
    (reach < 0 ? low : high) += reach;
  }
  if (low >= 0 && high < room) return;
  refuse("ValueError", "sizes, strides and offsets",
         "stay inside of the memory of " + std::to_string(room) + " elements", "");
}

}  // namespace

/// cdist: (..., P, M) and (..., R, M) have (..., P, R) distances.
void expect_pair_distances(const Call& call) {
  expect_dims(call, "x1", 2);
  expect_dims(call, "x2", 2);
  at::Tensor a = call.shaped("x1"), b = call.shaped("x2");
  if (!a.defined() || !b.defined()) return;
  same_size("x2", -1, "x1", -1)(call);
  Sizes sizes = at::infer_size(batch_of(a), batch_of(b));
  sizes.insert(sizes.end(), {a.size(-2), b.size(-2)});
  int64_t count = c10::multiply_integers(sizes);
  if (a.size(-1) == 0) return;
  expect_count(call, "grad", count);
  expect_count(call, "cdist", count);
}

/// pdist: (N, M) has N * (N - 1) / 2 distances.
void expect_row_distances(const Call& call) {
  expect_dims(call, "self", 2, 2);
  expect_dims(call, "grad", 1);
  at::Tensor x = call.shaped("self");
  if (!x.defined()) return;
  int64_t count = x.size(0) * (x.size(0) - 1) / 2;
  expect_count(call, "grad", count);
  expect_count(call, "pdist", count);
}

/// cummax and cummin write a value and its place for each element.
void expect_running_places(const Call& call) {
  same_shapes({"self", "values", "indices"})(call);
  not_empty("self")(call);
  at::Tensor x = call.shaped("self");
  if (x.defined()) between("dim", 0, std::max<int64_t>(x.dim() - 1, 0))(call);
}

/// The factors A (..., N, N) belong to the right-hand sides (..., N, K).
void expect_matching_systems(const Call& call) {
  expect_dims(call, "self", 2);
  expect_dims(call, "A", 2);
  same_size("A", -1, "A", -2)(call);
  same_size("self", -2, "A", -1)(call);
  at::Tensor right = call.shaped("self"), factors = call.shaped("A");
  if (!right.defined() || !factors.defined() || batch_of(right) == batch_of(factors)) return;
  refuse("ValueError", "A", "have the leading sizes of self",
         shape_text(factors.sizes()) + " and " + shape_text(right.sizes()));
}

void expect_fft_dims(const Call& call) {
  at::Tensor x = call.shaped("self");
  if (!x.defined()) return;
  for (int64_t dim : call.integers("dim")) {
    if (dim < 0 || dim >= x.dim()) {
      refuse("IndexError", "dim", "be in [0, " + std::to_string(x.dim()) + ")", std::to_string(dim));
    }
  }
}

/// A view of these sizes and strides from the tensor's first element on.
void expect_inside_storage(const Call& call) {
  at::Tensor x = call.shaped("self");
  if (!has_memory(x)) return;
  std::vector<int64_t> sizes = call.integers("size"), strides = call.integers("stride");
  if (sizes.size() != strides.size()) {
    refuse("ValueError", "stride", "hold as many numbers as size",
           std::to_string(strides.size()) + " and " + std::to_string(sizes.size()));
  }
  expect_reach(sizes.data(), strides.data(), sizes.size(), x.storage_offset(), room_of(x));
}

/// A zero tensor can shrink, but has no memory that could grow.
void expect_growable(const Call& call) {
  at::Tensor x = call.shaped("self");
  if (!x.defined() || !x._is_zerotensor()) return;
  std::vector<int64_t> sizes = call.integers("size");
  at::Tensor pattern = call.shaped("the_template");
  if (pattern.defined()) sizes = pattern.sizes().vec();
  long double count = 1;
  for (int64_t size : sizes) count *= static_cast<long double>(size);
  if (count > static_cast<long double>(room_of(x))) writable("self")(call);
}

/// Without a batch of that level, the result's dimension is put in where out_dim says.
void expect_out_dim(const Call& call) {
  at::Tensor x = call.shaped("self");
  if (!x.defined() || x.key_set().has(c10::DispatchKey::Batched)) return;
  between("out_dim", 0, x.dim())(call);
}

void expect_batch_dims(const Call& call) {
  at::Tensor x = call.shaped("self");
  if (x.defined()) between("self_num_batch_dims", 0, x.dim())(call);
}

/// (B, D) sizes and strides and (B) offsets into the buffer.
void expect_nested_parts(const Call& call) {
  at::Tensor buffer = call.shaped("self");
  at::Tensor sizes = call.shaped("nested_size"), strides = call.shaped("nested_strides");
  at::Tensor offsets = call.shaped("offsets");
  for (const char* name : {"nested_size", "nested_strides", "offsets"}) {
    at::Tensor x = call.tensor(name);
    if (!x.defined() || !x.is_cpu() || x.layout() != at::kStrided || x.scalar_type() != at::kLong ||
        !x.is_contiguous()) {
      refuse("TypeError", name, "be a contiguous int64 tensor of the CPU", "");
    }
  }
  if (!is_readable(sizes) || !is_readable(strides) || !is_readable(offsets)) return;
  same_shapes({"nested_size", "nested_strides"})(call);
  if (sizes.dim() != 2 && sizes.numel() > 0) refuse("ValueError", "nested_size", "have 2 dimensions", "");
  int64_t count = sizes.dim() == 2 ? sizes.size(0) : 0;
  if (offsets.dim() != 1 || offsets.numel() != count) {
    refuse("ValueError", "offsets", "hold one number for each of the " + std::to_string(count) + " tensors",
           "shape " + shape_text(offsets.sizes()));
  }
  if (!is_readable(buffer)) return;
  int64_t room = room_of(buffer), width = count > 0 ? sizes.size(1) : 0;
  for (int64_t i = 0; i < count; ++i) {
    expect_reach(sizes.data_ptr<int64_t>() + i * width, strides.data_ptr<int64_t>() + i * width,
                 static_cast<size_t>(width), offsets.data_ptr<int64_t>()[i], room);
  }
}

/// (B, D - 1) sizes of the tensors that lie padded in (B, ...).
void expect_padded_parts(const Call& call) {
  at::Tensor padded = call.shaped("padded"), sizes = call.shaped("cpu_nested_shape_example");
  if (!padded.defined() || !sizes.defined()) return;
  bool fits = sizes.dim() == 2 && sizes.scalar_type() == at::kLong && sizes.size(0) == padded.size(0) &&
              sizes.size(1) == padded.dim() - 1;
  if (fits) return;
  refuse("ValueError", "cpu_nested_shape_example", "hold int64 sizes of each tensor in padded",
         shape_text(sizes.sizes()));
}

void expect_cuttable(const Call& call) {
  for (const at::Tensor& x : call.tensors("tensors")) {
    if (x.defined() && x.dim() == 0) refuse("ValueError", "tensors", "have at least 1 dimension", "0");
  }
}

/// Among whole numbers, what divides becomes a whole one too.
void expect_divisor(const Call& call) {
  const c10::IValue* beta = call.find("beta");
  at::Tensor x = call.shaped("self");
  if (beta == nullptr || !x.defined() || x.numel() == 0) return;
  if (!at::isIntegralType(x.scalar_type(), true) || beta->toDouble() >= 1) return;
  refuse("ValueError", "beta", "be 1 or more for whole numbers, which are divided by its whole part",
         std::to_string(beta->toDouble()));
}

/// The directions of a Sobol sequence: a row for each dimension, a column for each bit.
void expect_sobol_state(const Call& call) {
  constexpr int64_t kBits = 30, kMostDimensions = 21201;
  bool draws = call.find("sobolstate") != nullptr;
  const char* name = draws ? "sobolstate" : "self";
  at::Tensor state = call.shaped(name);
  if (!state.defined()) return;
  int64_t dimension = call.integer("dimension"), count = call.integer("n");
  between("dimension", 0, kMostDimensions)(call);
  expect_dims(call, name, 2, 2);
  if (state.size(0) < dimension || (!draws && state.size(1) < kBits)) {
    refuse("ValueError", name,
           "have " + std::to_string(dimension) + " rows and " + std::to_string(kBits) + " columns",
           shape_text(state.sizes()));
  }
  for (const char* per_dimension : {"quasi", "ltm", draws ? "self" : "quasi"}) {
    at::Tensor x = call.shaped(per_dimension);
    if (!x.defined()) continue;
    bool matrices = std::string(per_dimension) == "ltm";
    expect_dims(call, per_dimension, matrices ? 3 : 1, matrices ? 3 : 64);
    if (x.size(0) >= dimension && (!matrices || (x.size(1) >= kBits && x.size(2) >= kBits))) continue;
    refuse("ValueError", per_dimension,
           "hold " + std::to_string(dimension) + (matrices ? " matrices" : " rows"), shape_text(x.sizes()));
  }
  if (!draws || count <= 0 || dimension == 0) return;
  // The column is that of a number's lowest bit that is 0; the first number without one among the columns:
  int64_t first = call.integer("num_generated"), columns = state.size(1);
  int64_t ones = columns >= 62 ? INT64_MAX : (int64_t{1} << columns) - 1;
  int64_t bad = first < 0 ? first : (first | ones);
  if (bad - first < count) {
    refuse("ValueError", "num_generated + n", "be less than 2 ** " + std::to_string(columns),
           std::to_string(first) + " + " + std::to_string(count));
  }
}

namespace {

void expect_mirrored(const Call& call, int64_t axes, bool mirrors) {
  numbers("padding", static_cast<size_t>(2 * axes))(call);
  expect_dims(call, "self", axes + 1, axes + 2);
  at::Tensor x = call.shaped("self"), grad = call.shaped("grad_output");
  std::vector<int64_t> padding = call.integers("padding");
  if (!x.defined() || !grad.defined() || static_cast<int64_t>(padding.size()) != 2 * axes) return;
  Sizes wanted = x.sizes().vec();
  for (int64_t i = 0; i < axes; ++i) {
    auto axis = static_cast<size_t>(x.dim() - 1 - i), place = static_cast<size_t>(2 * i);
    int64_t size = wanted[axis];
    for (int64_t pad : {padding[place], padding[place + 1]}) {
      if (mirrors && pad >= size) {
        refuse("ValueError", "padding", "be less than the size " + std::to_string(size), std::to_string(pad));
      }
    }
    wanted[axis] += padding[place] + padding[place + 1];
  }
  if (grad.sizes() == at::IntArrayRef(wanted)) return;
  refuse("ValueError", "grad_output", "have the shape " + shape_text(wanted), shape_text(grad.sizes()));
}

}  // namespace

Rule mirrored(int64_t axes) {
  return [=](const Call& call) { expect_mirrored(call, axes, true); };
}

Rule replicated(int64_t axes) {
  return [=](const Call& call) { expect_mirrored(call, axes, false); };
}

Rule pooled(int64_t axes) {
  return [=](const Call& call) {
    expect_dims(call, "self", axes + 1, axes + 2);
    at::Tensor x = call.shaped("self"), grad = call.shaped("grad_output");
    if (!x.defined() || !grad.defined()) return;
    expect_dims(call, "grad_output", x.dim(), x.dim());
    for (int64_t i = 0; i < x.dim() - axes; ++i) same_size("grad_output", i, "self", i)(call);
    same_shapes({"grad_output", "indices"})(call);
  };
}

/// The gradient of samples is (N, C, ...) as the grid is (N, ..., axes).
void expect_samples(const Call& call) {
  at::Tensor x = call.shaped("input"), grid = call.shaped("grid"), grad = call.shaped("grad_output");
  if (!x.defined() || !grid.defined() || !grad.defined() || x.dim() < 2 || grid.dim() < 2) return;
  Sizes wanted = {x.size(0), x.size(1)};
  for (int64_t i = 1; i + 1 < grid.dim(); ++i) wanted.push_back(grid.size(i));
  if (grad.sizes() == at::IntArrayRef(wanted)) return;
  refuse("ValueError", "grad_output", "have the shape " + shape_text(wanted), shape_text(grad.sizes()));
}

/// A matrix (..., M, N) has (..., K) pivots.
void expect_pivots(const Call& call) {
  at::Tensor matrix = call.shaped("LU_data"), pivots = call.shaped("LU_pivots");
  if (!matrix.defined() || !pivots.defined() || matrix.dim() < 2 || pivots.dim() < 1) return;
  auto leading = static_cast<size_t>(matrix.dim() - 2), given = static_cast<size_t>(pivots.dim() - 1);
  bool enough = pivots.size(-1) >= std::min(matrix.size(-1), matrix.size(-2));
  if (enough && matrix.sizes().slice(0, leading) == pivots.sizes().slice(0, given)) return;
  refuse("ValueError", "LU_pivots",
         "have the leading sizes of LU_data, and a pivot for each diagonal element",
         shape_text(pivots.sizes()) + " and " + shape_text(matrix.sizes()));
}

/// Each tensor's gradient is its sums' along the last dimension.
void expect_nested_sums(const Call& call) {
  at::Tensor x = call.tensor("self"), grad = call.tensor("grad");
  if (!x.defined() || !grad.defined() || !x.is_nested() || !grad.is_nested()) return;
  at::Tensor sizes = x._nested_tensor_size(), sums = grad._nested_tensor_size();
  bool fits = sizes.dim() == 2 && sums.dim() == 2 && sizes.size(0) == sums.size(0) && sizes.size(1) > 0;
  if (fits) fits = sizes.narrow(1, 0, sizes.size(1) - 1).prod(1).equal(sums.prod(1));
  if (!fits) throw Error("ValueError", "grad must hold a sum for each row of the tensors in self");
}

void expect_optimizer_state(const Call& call) {
  std::vector<at::Tensor> parameters = call.tensors("self");
  for (const char* name :
       {"grads", "exp_avgs", "exp_avg_sqs", "max_exp_avg_sqs", "momentum_buffer_list", "state_sums"}) {
    std::vector<at::Tensor> list = call.tensors(name);
    if (list.empty()) continue;
    as_many(name, "self")(call);
    for (size_t i = 0; i < list.size(); ++i) {
      if (!list[i].defined() || list[i].sizes() == parameters[i].sizes()) continue;
      refuse("ValueError", name, "have the shapes of self",
             shape_text(list[i].sizes()) + " and " + shape_text(parameters[i].sizes()));
    }
  }
}

}  // namespace typetorch
