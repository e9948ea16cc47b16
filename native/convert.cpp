#include "convert.h"

#include <ATen/ATen.h>
#include <ATen/core/jit_type.h>

#include <algorithm>
#include <cmath>
#include <sstream>

#include "version.h"

namespace typetorch {
namespace {

/// An empty array may claim four billion elements: room is made for this many, the rest as they are read.
constexpr uint32_t kReserved = 1024;

ArgType list_of(ArgType element) {
  switch (element) {
    case ArgType::Tensor:
      return ArgType::TensorList;
    case ArgType::Int:
      return ArgType::IntList;
    case ArgType::Float:
      return ArgType::FloatList;
    case ArgType::Bool:
      return ArgType::BoolList;
    case ArgType::Scalar:
      return ArgType::ScalarList;
    case ArgType::String:
      return ArgType::StringList;
    default:
      return ArgType::Unsupported;
  }
}

ArgType classify(const c10::TypePtr& type) {
  switch (type->kind()) {
    case c10::TypeKind::TensorType:
      return ArgType::Tensor;
    case c10::TypeKind::IntType:
    case c10::TypeKind::SymIntType:
      return ArgType::Int;
    case c10::TypeKind::FloatType:
      return ArgType::Float;
    case c10::TypeKind::BoolType:
#if TYPETORCH_SINCE(2, 0)
    case c10::TypeKind::SymBoolType:
#endif
      return ArgType::Bool;
    case c10::TypeKind::NumberType:
      return ArgType::Scalar;
    case c10::TypeKind::ComplexType:
      return ArgType::Complex;
    case c10::TypeKind::StringType:
      return ArgType::String;
    case c10::TypeKind::ScalarTypeType:
      return ArgType::ScalarType;
    case c10::TypeKind::LayoutType:
      return ArgType::Layout;
    case c10::TypeKind::MemoryFormatType:
      return ArgType::MemoryFormat;
    case c10::TypeKind::DeviceObjType:
      return ArgType::Device;
    case c10::TypeKind::GeneratorType:
      return ArgType::Generator;
    case c10::TypeKind::QSchemeType:
      return ArgType::QScheme;
    case c10::TypeKind::ListType: {
      c10::TypePtr element = type->castRaw<c10::ListType>()->getElementType();
      if (element->kind() == c10::TypeKind::OptionalType) {
        c10::TypePtr inner = element->castRaw<c10::OptionalType>()->getElementType();
        if (inner->kind() == c10::TypeKind::TensorType) return ArgType::OptionalTensorList;
        return inner->kind() == c10::TypeKind::NumberType ? ArgType::OptionalScalarList
                                                          : ArgType::Unsupported;
      }
      return list_of(classify(element));
    }
    default:
      return ArgType::Unsupported;
  }
}

/// Range of the scratch buffer that `code` names; TypeScript packs offset * 65536 + length into one number.
const double* scratch_range(Env& env, napi_value code, size_t* length) {
  double packed = get_double(env.env, code);
  // Written so that NaN fails it.
  bool in_range = packed >= 0 && packed < 65536.0 * (env.scratch_length + 1);
  size_t offset = in_range ? static_cast<uint64_t>(packed) >> 16 : 0;
  *length = in_range ? static_cast<uint64_t>(packed) & 0xFFFF : 0;
  if (!in_range || offset + *length > env.scratch_length) {
    throw Error("TypeError", "expected a list of integers, got " + describe(env, code));
  }
  return env.scratch + offset;
}

[[noreturn]] void wrong_type(Env& env, const ArgSpec& spec, napi_value value) {
  throw Error("TypeError", "argument '" + spec.name + "' must be " + spec.type_text + ", not " +
                               describe(env, value, ArgType::Unsupported));
}

/// A double as int64; a fraction is refused instead of cut off.
int64_t whole(double number) {
  if (!(std::abs(number) <= 9223372036854774784.0) || number != std::trunc(number)) {
    throw Error("TypeError", "expected a whole number within 64 bits, got " + std::to_string(number));
  }
  return static_cast<int64_t>(number);
}

/// int64 from a number or a bigint.
int64_t to_int(Env& env, napi_value value) {
  switch (type_of(env.env, value)) {
    case napi_number:
      return whole(get_double(env.env, value));
    case napi_bigint: {
      int64_t number;
      bool lossless;
      check(napi_get_value_bigint_int64(env.env, value, &number, &lossless));
      if (!lossless) throw Error("TypeError", "Overflow when unpacking long: a bigint must fit 64 bits");
      return number;
    }
    case napi_boolean:
      return get_bool(env.env, value) ? 1 : 0;
    default:
      throw Error("TypeError", "expected an integer, got " + describe(env, value));
  }
}

double to_float(Env& env, napi_value value) {
  switch (type_of(env.env, value)) {
    case napi_number:
      return get_double(env.env, value);
    case napi_bigint:
      return static_cast<double>(to_int(env, value));
    case napi_boolean:
      return get_bool(env.env, value) ? 1.0 : 0.0;
    default:
      throw Error("TypeError", "expected a number, got " + describe(env, value));
  }
}

const c10::IValue& unbox(Env& env, napi_value value, Kind kind, const ArgSpec& spec) {
  Box* box = try_unbox(env.env, value);
  if (box == nullptr || box->kind != kind) wrong_type(env, spec, value);
  return box->value;
}

/// The "wrapped" scalar tensor that does not take part in type promotion: what Python makes of `x * 2`.
at::Tensor wrapped_number(Env& env, napi_value value) {
  at::Tensor tensor = at::scalar_to_tensor(to_scalar(env, value));
  tensor.unsafeGetTensorImpl()->set_wrapped_number(true);
  return tensor;
}

template <typename T, typename Convert>
c10::IValue to_list(Env& env, napi_value value, const ArgSpec& spec, Convert convert) {
  if (!is_array(env.env, value)) wrong_type(env, spec, value);
  uint32_t length = array_length(env.env, value);
  c10::List<T> list;
  list.reserve(std::min(length, kReserved));
  for (uint32_t i = 0; i < length; ++i) {
    HandleScope scope(env.env);
    list.push_back(convert(element(env.env, value, i)));
  }
  return list;
}

const char* dtype_name(at::ScalarType type) {
  switch (type) {
    case at::kByte:
      return "uint8";
    case at::kChar:
      return "int8";
    case at::kShort:
      return "int16";
    case at::kInt:
      return "int32";
    case at::kLong:
      return "int64";
    case at::kHalf:
      return "float16";
    case at::kFloat:
      return "float32";
    case at::kDouble:
      return "float64";
    case at::kBFloat16:
      return "bfloat16";
    case at::kBool:
      return "bool";
    case at::kComplexHalf:
      return "complex32";
    case at::kComplexFloat:
      return "complex64";
    case at::kComplexDouble:
      return "complex128";
    default:
      return c10::toString(type);
  }
}

/// The first tensors of a list in the scratch buffer.
std::string describe_tensors(Env& env, napi_value code) {
  size_t length;
  const double* handles = scratch_range(env, code, &length);
  std::string text = "[";
  for (size_t i = 0; i < length && i < 6; ++i) {
    HandleTable::Slot* slot = env.handles->find(static_cast<int64_t>(handles[i]));
    text +=
        (i > 0 ? ", " : "") + (handles[i] == 0 ? "None" : describe_tensor(slot ? &slot->tensor : nullptr));
  }
  return text + (length > 6 ? ", ...]" : "]");
}

std::string describe_box(const Box& box) {
  switch (box.kind) {
    case Kind::ScalarType:
      return std::string("torch.") + dtype_name(static_cast<at::ScalarType>(box.value.toInt()));
    case Kind::Device:
      return "device " + box.value.toDevice().str();
    case Kind::Layout:
      return "a layout";
    case Kind::MemoryFormat:
      return "a memory format";
    case Kind::Generator:
      return "a Generator";
    case Kind::Complex:
      return "a complex number";
    case Kind::QScheme:
      return "a qscheme";
    case Kind::Script:
      return "an object of TorchScript";
    case Kind::Held:
      return "an event, a graph or a pool of memory";
    case Kind::Tensor:
      break;
  }
  return "?";
}

}  // namespace

ArgSpec make_spec(const c10::Argument& argument) {
  c10::TypePtr type = argument.real_type();
  bool optional = type->kind() == c10::TypeKind::OptionalType;
  if (optional) type = type->castRaw<c10::OptionalType>()->getElementType();
  ArgSpec spec{argument.name(),
               argument.real_type()->str(),
               classify(type),
               optional,
               argument.default_value().has_value(),
               argument.default_value() ? *argument.default_value() : c10::IValue()};
  // `int[2] stride=1`: a single number stands for the whole list.
  if (spec.type == ArgType::IntList && spec.default_value.isInt()) {
    spec.default_value = std::vector<int64_t>(argument.N().value_or(1), spec.default_value.toInt());
  }
  return spec;
}

at::Scalar to_scalar(Env& env, napi_value value) {
  switch (type_of(env.env, value)) {
    case napi_number: {
      double number = get_double(env.env, value);
      // A whole number stays an integer, so that integer tensors stay integer; -0, 1e300 and fractions are
      // floats.
      bool whole = std::abs(number) <= 9007199254740991.0 && number == std::trunc(number) &&
                   !(number == 0 && std::signbit(number));
      return whole ? at::Scalar(static_cast<int64_t>(number)) : at::Scalar(number);
    }
    case napi_bigint:
      return at::Scalar(to_int(env, value));
    case napi_boolean:
      return at::Scalar(get_bool(env.env, value));
    case napi_external: {
      Box* box = try_unbox(env.env, value);
      if (box != nullptr && box->kind == Kind::Complex) return at::Scalar(box->value.toComplexDouble());
      break;
    }
    default:
      break;
  }
  throw Error("TypeError", "expected a number, got " + describe(env, value));
}

void read_int_list(Env& env, napi_value value, c10::SmallVectorImpl<int64_t>& into) {
  if (type_of(env.env, value) == napi_number) {
    size_t length;
    const double* range = scratch_range(env, value, &length);
    for (size_t i = 0; i < length; ++i) into.push_back(whole(range[i]));
    return;
  }
  if (!is_array(env.env, value))
    throw Error("TypeError", "expected a list of integers, got " + describe(env, value));
  uint32_t length = array_length(env.env, value);
  for (uint32_t i = 0; i < length; ++i) {
    HandleScope scope(env.env);
    into.push_back(to_int(env, element(env.env, value, i)));
  }
}

std::vector<int64_t> to_int_list(Env& env, napi_value value) {
  c10::SmallVector<int64_t, 8> list;
  read_int_list(env, value, list);
  return {list.begin(), list.end()};
}

std::vector<at::Tensor> to_tensor_list(Env& env, napi_value value) {
  std::vector<at::Tensor> list;
  if (type_of(env.env, value) == napi_number) {
    size_t length;
    const double* handles = scratch_range(env, value, &length);
    list.reserve(length);
    for (size_t i = 0; i < length; ++i) list.push_back(tensor_of(env, handles[i]));
    return list;
  }
  if (!is_array(env.env, value)) {
    throw Error("TypeError", "expected a list of Tensors, got " + describe(env, value));
  }
  uint32_t length = array_length(env.env, value);
  list.reserve(std::min(length, kReserved));
  for (uint32_t i = 0; i < length; ++i) {
    HandleScope scope(env.env);
    list.push_back(unwrap_tensor(env, element(env.env, value, i)));
  }
  return list;
}

/// A list in which None (null, or 0 in the scratch buffer) stands for "no tensor".
c10::List<c10::optional<at::Tensor>> to_optional_tensor_list(Env& env, napi_value value) {
  c10::List<c10::optional<at::Tensor>> list;
  if (type_of(env.env, value) == napi_number) {
    size_t length;
    const double* handles = scratch_range(env, value, &length);
    for (size_t i = 0; i < length; ++i) {
      list.push_back(handles[i] == 0 ? c10::optional<at::Tensor>() : tensor_of(env, handles[i]));
    }
    return list;
  }
  if (!is_array(env.env, value)) {
    throw Error("TypeError", "expected a list of Tensors, got " + describe(env, value));
  }
  uint32_t length = array_length(env.env, value);
  for (uint32_t i = 0; i < length; ++i) {
    HandleScope scope(env.env);
    napi_value item = element(env.env, value, i);
    bool none = type_of(env.env, item) == napi_null;
    list.push_back(none ? c10::optional<at::Tensor>() : unwrap_tensor(env, item));
  }
  return list;
}

c10::IValue to_ivalue(Env& env, napi_value value, const ArgSpec& spec) {
  if (spec.type == ArgType::Tensor) {
    // The most frequent case first, with one call into Node-API.
    if (at::Tensor* tensor = find_tensor(env, value)) return *tensor;
  }
  napi_valuetype type = type_of(env.env, value);
  if (type == napi_undefined) {
    if (spec.has_default) return spec.default_value;
    if (spec.optional) return {};
    throw Error("TypeError", "missing required argument '" + spec.name + "' (" + spec.type_text + ")");
  }
  if (type == napi_null) {
    if (spec.optional) return {};
    wrong_type(env, spec, value);
  }
  switch (spec.type) {
    case ArgType::Tensor:
      if (type != napi_number) wrong_type(env, spec, value);
      return unwrap_tensor(env, value);
    case ArgType::NumberAsTensor:
      return wrapped_number(env, value);
    case ArgType::TensorAsScalar: {
      const at::Tensor& tensor = unwrap_tensor(env, value);
      if (tensor.requires_grad()) {
        throw Error("TypeError",
                    "argument '" + spec.name +
                        "' must be a number: a tensor that requires grad would lose its gradient here");
      }
      return tensor.item();
    }
    case ArgType::Int:
      return to_int(env, value);
    case ArgType::Float:
      return to_float(env, value);
    case ArgType::Bool:
      if (type != napi_boolean) wrong_type(env, spec, value);
      return get_bool(env.env, value);
    case ArgType::Scalar:
      return to_scalar(env, value);
    case ArgType::Complex: {
      c10::complex<double> number = to_scalar(env, value).toComplexDouble();
      return number;
    }
    case ArgType::String:
      if (type != napi_string) wrong_type(env, spec, value);
      return get_string(env.env, value);
    case ArgType::ScalarType:
      return unbox(env, value, Kind::ScalarType, spec);
    case ArgType::Layout:
      return unbox(env, value, Kind::Layout, spec);
    case ArgType::MemoryFormat:
      return unbox(env, value, Kind::MemoryFormat, spec);
    case ArgType::QScheme:
      return unbox(env, value, Kind::QScheme, spec);
    case ArgType::Device:
      if (type == napi_string) return at::Device(get_string(env.env, value));
      return unbox(env, value, Kind::Device, spec);
    case ArgType::Generator:
      return unbox(env, value, Kind::Generator, spec);
    case ArgType::IntList:
      return to_int_list(env, value);
    case ArgType::FloatList:
      return to_list<double>(env, value, spec, [&](napi_value item) { return to_float(env, item); });
    case ArgType::BoolList:
      return to_list<bool>(env, value, spec, [&](napi_value item) { return get_bool(env.env, item); });
    case ArgType::ScalarList:
    case ArgType::OptionalScalarList: {
      if (!is_array(env.env, value)) wrong_type(env, spec, value);
      bool nullable = spec.type == ArgType::OptionalScalarList;
      c10::TypePtr kind = c10::NumberType::get();
      if (nullable) kind = c10::OptionalType::create(kind);
      uint32_t length = array_length(env.env, value);
      c10::impl::GenericList list(kind);
      for (uint32_t i = 0; i < length; ++i) {
        HandleScope scope(env.env);
        napi_value item = element(env.env, value, i);
        bool none = nullable && type_of(env.env, item) == napi_null;
        list.push_back(none ? c10::IValue() : c10::IValue(to_scalar(env, item)));
      }
      return list;
    }
    case ArgType::StringList:
      return to_list<std::string>(env, value, spec,
                                  [&](napi_value item) { return get_string(env.env, item); });
    case ArgType::TensorList:
      return to_tensor_list(env, value);
    case ArgType::OptionalTensorList:
      return to_optional_tensor_list(env, value);
    case ArgType::Unsupported:
      break;
  }
  throw Error("NotImplementedError",
              "argument '" + spec.name + "' has type " + spec.type_text + ", which has no JavaScript form");
}

napi_value from_scalar(Env& env, const at::Scalar& scalar) {
  if (scalar.isBoolean()) return to_js(env.env, scalar.toBool());
  if (scalar.isIntegral(/*includeBool=*/false)) {
#if TYPETORCH_SINCE(2, 3)
    if (scalar.type() == at::kUInt64) {
      uint64_t number = scalar.toUInt64();
      if (number <= 9007199254740991u) return to_js(env.env, static_cast<int64_t>(number));
      napi_value value;
      check(napi_create_bigint_uint64(env.env, number, &value));
      return value;
    }
#endif
    return to_js(env.env, scalar.toLong());
  }
  if (scalar.isComplex()) {
    c10::complex<double> number = scalar.toComplexDouble();
    if (!env.make_complex) throw Error("RuntimeError", "init() comes first");
    napi_value value;
    napi_value arguments[] = {to_js(env.env, number.real()), to_js(env.env, number.imag())};
    check(napi_call_function(env.env, undefined(env.env), env.make_complex->get(env.env), 2, arguments,
                             &value));
    return value;
  }
  return to_js(env.env, scalar.toDouble());
}

napi_value from_tensor_list(Env& env, const std::vector<at::Tensor>& tensors) {
  napi_value array;
  check(napi_create_array_with_length(env.env, tensors.size(), &array));
  for (size_t i = 0; i < tensors.size(); ++i) {
    HandleScope scope(env.env);
    napi_value item = tensors[i].defined() ? wrap(env.env, tensors[i]) : null(env.env);
    check(napi_set_element(env.env, array, i, item));
  }
  return array;
}

napi_value from_ivalue(Env& env, const c10::IValue& value) {
  if (value.isTensor()) {
    const at::Tensor& tensor = value.toTensor();
    return tensor.defined() ? wrap(env.env, tensor) : null(env.env);
  }
  if (value.isNone()) return null(env.env);
  if (value.isBool()) return to_js(env.env, value.toBool());
  if (value.isInt()) return to_js(env.env, value.toInt());
  if (value.isDouble()) return to_js(env.env, value.toDouble());
  if (value.isSymInt()) return to_js(env.env, value.toSymInt().guard_int(__FILE__, __LINE__));
  if (value.isScalar()) return from_scalar(env, value.toScalar());
  if (value.isString()) return to_js(env.env, value.toStringRef());
  if (value.isDevice()) return wrap(env.env, Kind::Device, value);
  if (value.isGenerator()) return wrap(env.env, Kind::Generator, value);
  if (value.isTensorList()) return from_tensor_list(env, value.toTensorVector());
  if (value.isTuple() || value.isList()) {
    const auto& items = value.isTuple() ? value.toTupleRef().elements().vec() : value.toListRef().vec();
    napi_value array;
    check(napi_create_array_with_length(env.env, items.size(), &array));
    for (size_t i = 0; i < items.size(); ++i) {
      HandleScope scope(env.env);
      check(napi_set_element(env.env, array, i, from_ivalue(env, items[i])));
    }
    return array;
  }
  throw Error("NotImplementedError", "a result of type " + value.tagKind() + " has no JavaScript form");
}

std::string describe(Env& env, napi_value value, int depth) {
  switch (type_of(env.env, value)) {
    case napi_undefined:
      return "undefined";
    case napi_null:
      return "None";
    case napi_boolean:
      return get_bool(env.env, value) ? "true" : "false";
    case napi_external: {
      Box* box = try_unbox(env.env, value);
      return box != nullptr ? describe_box(*box) : "an object of another addon";
    }
    case napi_string: {
      std::string text = get_string(env.env, value);
      return "'" + (text.size() > 40 ? text.substr(0, 40) + "..." : text) + "'";
    }
    case napi_object:
      if (is_array(env.env, value)) {
        // A list may hold itself.
        if (depth == 0) return "[...]";
        std::string text = "[";
        uint32_t length = array_length(env.env, value);
        for (uint32_t i = 0; i < length && i < 6; ++i) {
          HandleScope scope(env.env);
          text += (i > 0 ? ", " : "") + describe(env, element(env.env, value, i), depth - 1);
        }
        return text + (length > 6 ? ", ...]" : "]");
      }
      return "an object";
    case napi_function:
      return "a function";
    case napi_symbol:
      return "a symbol";
    default: {
      napi_value text;
      check(napi_coerce_to_string(env.env, value, &text));
      return get_string(env.env, text);
    }
  }
}

std::string describe_tensor(const at::Tensor* tensor) {
  if (tensor == nullptr || !tensor->defined()) return "a disposed tensor";
  std::ostringstream out;
  out << dtype_name(tensor->scalar_type());
  if (tensor->layout() == at::kStrided) {
    out << tensor->sizes();
  } else {
    out << ' ' << tensor->layout();
  }
  if (!tensor->device().is_cpu()) out << ' ' << tensor->device();
  return out.str();
}

std::string describe(Env& env, napi_value value, ArgType type) {
  napi_valuetype js = type_of(env.env, value);
  switch (type) {
    case ArgType::Tensor:
    case ArgType::TensorAsScalar:
      return js == napi_number ? describe_tensor(find_tensor(env, value)) : describe(env, value);
    case ArgType::TensorList:
    case ArgType::OptionalTensorList: {
      if (js == napi_number) return describe_tensors(env, value);
      if (js != napi_object || !is_array(env.env, value)) return describe(env, value);
      std::string text = "[";
      uint32_t length = array_length(env.env, value);
      for (uint32_t i = 0; i < length && i < 6; ++i) {
        HandleScope scope(env.env);
        text += (i > 0 ? ", " : "") + describe(env, element(env.env, value, i), ArgType::Tensor);
      }
      return text + (length > 6 ? ", ...]" : "]");
    }
    case ArgType::IntList: {
      if (js != napi_number) return describe(env, value);
      std::string text;
      for (int64_t item : to_int_list(env, value)) text += (text.empty() ? "" : ", ") + std::to_string(item);
      return "[" + text + "]";
    }
    default:
      return describe(env, value);
  }
}

}  // namespace typetorch
