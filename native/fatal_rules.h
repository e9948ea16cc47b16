// What the arguments of a call must keep to, each rule small enough to be named in a table. A rule whose
// argument is absent, or unknown to this LibTorch, is kept.
#pragma once

#include <ATen/core/Tensor.h>
#include <ATen/core/ivalue.h>

#include <functional>
#include <initializer_list>
#include <string>
#include <vector>

#include "convert.h"

namespace typetorch {

/// The arguments of a call, by the names of the operator's schema.
class Call {
 public:
  Call(const std::vector<ArgSpec>& arguments, const torch::jit::Stack& values)
      : arguments_(arguments), values_(values) {}

  /// Null for what is None or not in the schema.
  const c10::IValue* find(const std::string& name) const;
  at::Tensor tensor(const std::string& name) const;
  /// A tensor whose sizes can be asked for, or an undefined one.
  at::Tensor shaped(const std::string& name) const;
  std::vector<at::Tensor> tensors(const std::string& name) const;
  /// One number counts as a list of one.
  std::vector<int64_t> integers(const std::string& name) const;
  int64_t integer(const std::string& name, int64_t otherwise = 0) const;
  bool flag(const std::string& name) const;
  /// Every tensor, those in lists as well, with the names of their arguments.
  void each_tensor(const std::function<void(const std::string&, const at::Tensor&)>& visit) const;

 private:
  const std::vector<ArgSpec>& arguments_;
  const torch::jit::Stack& values_;
};

using Rule = std::function<void(const Call&)>;
using Names = std::initializer_list<const char*>;

/// Throws "NAME must WANTED, got GOT".
[[noreturn]] void refuse(const char* kind, const std::string& name, const std::string& wanted,
                         const std::string& got);
std::string shape_text(at::IntArrayRef sizes);

// ---- of lists
Rule filled(const char* list);
Rule as_many(const char* list, const char* other);
Rule tensors(const char* list, size_t count);
Rule numbers(const char* list, size_t count);

// ---- of whole numbers, alone or in lists
Rule positive(const char* name);
Rule negatable(const char* name);  // not the least of all
Rule between(const char* name, int64_t low, int64_t high);

// ---- of tensors
Rule dims(const char* name, int64_t least, int64_t most = 64);
Rule not_empty(const char* name);
Rule same_shapes(Names names);
Rule same_types(const char* name, const char* other);
Rule same_size(const char* name, int64_t dim, const char* other, int64_t other_dim);
Rule of_type(const char* name, at::ScalarType type);
Rule strided(const char* name);
Rule packed(const char* name);
Rule some(const char* name, int64_t dim);  // its size is not 0
Rule contiguous(const char* name);
Rule not_quantized(const char* name);
Rule apart(const char* out, const char* input);  // they are two tensors
/// No tensor of zeros without memory, which cannot be given more.
Rule writable(const char* name);
/// Every tensor has memory that the processor reads.
void expect_memory(const Call& call);

}  // namespace typetorch
