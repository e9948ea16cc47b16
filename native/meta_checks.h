// What the rules for shapes take for granted: none may read beyond a list or divide by nothing.
#pragma once

#include <ATen/core/Tensor.h>
#include <c10/util/Exception.h>

#include <algorithm>

namespace typetorch {

inline void check_dims(const at::Tensor& x, int64_t least) {
  TORCH_CHECK(x.dim() >= least, "expected a tensor of at least ", least, " dimensions, got ", x.dim());
}

inline void check_count(at::IntArrayRef list, size_t count, const char* name) {
  TORCH_CHECK(list.size() == count, name, " must have ", count, " numbers, got ", list.size());
}

inline void check_positive(at::IntArrayRef list, const char* name) {
  bool positive = std::all_of(list.begin(), list.end(), [](int64_t number) { return number > 0; });
  TORCH_CHECK(positive, name, " must be greater than zero, got ", list);
}

}  // namespace typetorch
