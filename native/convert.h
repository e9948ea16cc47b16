// JavaScript values to IValues and back, by schema. The only file that knows both sides.
//
// What crosses the boundary is primitive: tensors, dtypes, devices, layouts, memory formats, generators and
// complex numbers are externals (box.h), int lists are (offset, length) into a scratch buffer that both sides
// see, undefined is "the schema's default" and null is None. TypeScript owns names, keywords and overloads.
#pragma once

#include <ATen/core/function_schema.h>
#include <c10/util/SmallVector.h>

#include <string>
#include <vector>

#include "box.h"

namespace typetorch {

enum class ArgType : uint8_t {
  Tensor,
  Int,
  Float,
  Bool,
  Scalar,
  Complex,
  String,
  ScalarType,
  Layout,
  MemoryFormat,
  Device,
  Generator,
  QScheme,
  IntList,
  FloatList,
  BoolList,
  ScalarList,
  OptionalScalarList,
  StringList,
  TensorList,
  OptionalTensorList,
  NumberAsTensor,  // a number where the schema has a tensor: `x.mul(2)`
  TensorAsScalar,  // a tensor of one element where the schema has a number
  Unsupported
};

struct ArgSpec {
  std::string name;
  std::string type_text;
  ArgType type;
  bool optional;
  bool has_default;
  c10::IValue default_value;
};

ArgSpec make_spec(const c10::Argument& argument);

/// Whether an operator writes into this argument, or gives back one that it wrote into.
inline bool is_written(const c10::Argument& argument) {
  return argument.alias_info() != nullptr && argument.alias_info()->isWrite();
}

/// One JavaScript argument as the IValue that the schema asks for.
c10::IValue to_ivalue(Env& env, napi_value value, const ArgSpec& spec);

/// A result of any type; tensors and other handles come back as externals, tuples and lists as arrays.
napi_value from_ivalue(Env& env, const c10::IValue& value);

napi_value from_scalar(Env& env, const at::Scalar& scalar);
at::Scalar to_scalar(Env& env, napi_value value);
std::vector<int64_t> to_int_list(Env& env, napi_value value);
void read_int_list(Env& env, napi_value value, c10::SmallVectorImpl<int64_t>& into);
std::vector<at::Tensor> to_tensor_list(Env& env, napi_value value);
napi_value from_tensor_list(Env& env, const std::vector<at::Tensor>& tensors);

/// "float32[2, 3]", "1", "None", ...: what an error message shows of an argument.
std::string describe(Env& env, napi_value value, int depth = 3);
std::string describe(Env& env, napi_value value, ArgType type);
std::string describe_tensor(const at::Tensor* tensor);

}  // namespace typetorch
