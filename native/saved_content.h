// What an unpack hook of a saved tensor has to give back. LibTorch's backward formulas trust it: the indices
// that max_pool2d saved say, unread, where in memory a gradient is written.
#pragma once

#include <ATen/ATen.h>

#include <string>
#include <vector>

namespace typetorch {

class SavedContent {
 public:
  /// `recomputed`: what comes back was made anew by the operators that made what was packed.
  SavedContent(const at::Tensor& packed, bool recomputed);

  /// Throws for a tensor with which a backward could leave its memory.
  void expect(const at::Tensor& unpacked) const;

 private:
  /// What is different, and what it was; empty for nothing.
  std::string difference(const at::Tensor& unpacked) const;

  bool recomputed_;
  at::ScalarType dtype_;
  at::Layout layout_;
  at::Device device_;
  std::vector<int64_t> shape_;
  bool hashed_;
  uint32_t hash_ = 0;
};

}  // namespace typetorch
