#include "jit.h"

#include <torch/csrc/jit/api/module.h>
#include <torch/csrc/jit/serialization/export.h>
#include <torch/csrc/jit/serialization/import.h>
#include <torch/csrc/jit/serialization/python_print.h>

#include <sstream>

#include "bytes.h"
#include "convert.h"
#include "memory.h"
#include "version.h"

#if TYPETORCH_SINCE(2, 6)
#include <torch/csrc/inductor/aoti_package/model_package_loader.h>
#define TYPETORCH_AOTI 1
#endif

namespace typetorch {
namespace {

using torch::jit::Module;

Module module_of(napi_env env, napi_value value) {
  Box* box = try_unbox(env, value);
  if (box == nullptr || box->kind != Kind::Script || !box->value.isModule()) {
    throw Error("TypeError", "expected a ScriptModule");
  }
  return Module(box->value.toObject());
}

napi_value wrap_module(napi_env env, const Module& module) {
  return wrap(env, Kind::Script, c10::IValue(module._ivalue()));
}

c10::optional<c10::Device> device_or_none(napi_env env, napi_value value) {
  if (type_of(env, value) != napi_string) return {};
  return c10::Device(get_string(env, value));
}

// Values from JavaScript

[[noreturn]] void unfit(Env& env, napi_value value, const c10::TypePtr& type) {
  std::string given = "an object";
  if (!is_array(env.env, value)) given = describe(env, value);
  if (is_array(env.env, value)) {
    std::string tag = get_string(env.env, element(env.env, value, 0));
    given = tag == "t"   ? "a Tensor"
            : tag == "l" ? "a list"
            : tag == "u" ? "a tuple"
            : tag == "d" ? "a dict"
            : tag == "b" ? "a constant"
            : tag == "c" ? "a complex number"
                         : "an object";
  }
  throw Error("TypeError", "expected a value of type " + type->annotation_str() + ", got " + given);
}

c10::IValue to_script(Env& env, napi_value value, const c10::TypePtr& type);

/// The part after the kind of ['l', ...], of which each is converted.
template <typename Use>
void each_item(Env& env, napi_value tagged, Use use) {
  uint32_t length = array_length(env.env, tagged);
  for (uint32_t i = 1; i < length; ++i) {
    HandleScope scope(env.env);
    use(i - 1, element(env.env, tagged, i));
  }
}

c10::IValue to_script_list(Env& env, napi_value tagged, const c10::TypePtr& item_type) {
  c10::impl::GenericList list(item_type);
  each_item(env, tagged, [&](uint32_t, napi_value item) { list.push_back(to_script(env, item, item_type)); });
  return list;
}

c10::IValue to_script_dict(Env& env, napi_value tagged, const c10::TypePtr& key_type,
                           const c10::TypePtr& value_type) {
  c10::impl::GenericDict dict(key_type, value_type);
  c10::IValue key;
  each_item(env, tagged, [&](uint32_t i, napi_value item) {
    if (i % 2 == 0) {
      key = to_script(env, item, key_type);
    } else {
      dict.insert_or_assign(key, to_script(env, item, value_type));
    }
  });
  return dict;
}

/// Where a program says Any, the value says what it is.
c10::IValue to_script_any(Env& env, napi_value value, const std::string& tag) {
  auto any = c10::AnyType::get();
  if (tag == "l") {
    c10::impl::GenericList list(any);
    each_item(env, value, [&](uint32_t, napi_value item) { list.push_back(to_script(env, item, any)); });
    if (list.empty()) return list;
    c10::TypePtr first = list.get(0).type();
    for (const c10::IValue& item : list) {
      if (*item.type() != *first) return list;
    }
    c10::impl::GenericList same(first);
    for (const c10::IValue& item : list) same.push_back(item);
    return same;
  }
  if (tag == "d") return to_script_dict(env, value, c10::StringType::get(), any);
  if (tag == "u") {
    std::vector<c10::IValue> items;
    each_item(env, value, [&](uint32_t, napi_value item) { items.push_back(to_script(env, item, any)); });
    return c10::ivalue::Tuple::create(std::move(items));
  }
  throw Error("TypeError", "this value has no form in TorchScript");
}

c10::IValue to_script_constant(Env& env, napi_value external, const c10::TypePtr& type) {
  Box* box = try_unbox(env.env, external);
  if (box == nullptr) throw Error("TypeError", "expected a constant of LibTorch");
  return box->value;
}

c10::IValue to_script(Env& env, napi_value value, const c10::TypePtr& type) {
  napi_valuetype js = type_of(env.env, value);
  c10::TypeKind kind = type->kind();
  if (js == napi_null) {
    bool none = kind == c10::TypeKind::OptionalType || kind == c10::TypeKind::NoneType ||
                kind == c10::TypeKind::AnyType || kind == c10::TypeKind::UnionType;
    if (!none) unfit(env, value, type);
    return {};
  }
  if (kind == c10::TypeKind::OptionalType) {
    return to_script(env, value, type->castRaw<c10::OptionalType>()->getElementType());
  }
  if (kind == c10::TypeKind::UnionType) {
    for (const c10::TypePtr& member : type->castRaw<c10::UnionType>()->containedTypes()) {
      if (member->kind() == c10::TypeKind::NoneType) continue;
      try {
        return to_script(env, value, member);
      } catch (const Error&) {
      }
    }
    unfit(env, value, type);
  }
  bool any = kind == c10::TypeKind::AnyType;
  if (js == napi_object && is_array(env.env, value)) {
    std::string tag = get_string(env.env, element(env.env, value, 0));
    if (tag == "t" && (any || kind == c10::TypeKind::TensorType)) {
      return unwrap_tensor(env, element(env.env, value, 1));
    }
    if ((tag == "l" || tag == "u") && kind == c10::TypeKind::ListType) {
      return to_script_list(env, value, type->castRaw<c10::ListType>()->getElementType());
    }
    if ((tag == "l" || tag == "u") && kind == c10::TypeKind::TupleType) {
      at::ArrayRef<c10::TypePtr> types = type->castRaw<c10::TupleType>()->elements();
      std::vector<c10::IValue> items;
      if (array_length(env.env, value) != types.size() + 1) unfit(env, value, type);
      each_item(env, value,
                [&](uint32_t i, napi_value item) { items.push_back(to_script(env, item, types[i])); });
      return c10::ivalue::Tuple::create(std::move(items));
    }
    if (tag == "d" && kind == c10::TypeKind::DictType) {
      auto* dict = type->castRaw<c10::DictType>();
      return to_script_dict(env, value, dict->getKeyType(), dict->getValueType());
    }
    if (tag == "c" && (any || kind == c10::TypeKind::ComplexType || kind == c10::TypeKind::NumberType)) {
      return c10::complex<double>(get_double(env.env, element(env.env, value, 1)),
                                  get_double(env.env, element(env.env, value, 2)));
    }
    bool constant = any || kind == c10::TypeKind::IntType || kind == c10::TypeKind::DeviceObjType ||
                    kind == c10::TypeKind::GeneratorType || kind == c10::TypeKind::ScalarTypeType ||
                    kind == c10::TypeKind::LayoutType || kind == c10::TypeKind::MemoryFormatType;
    if (tag == "b" && constant) return to_script_constant(env, element(env.env, value, 1), type);
    if ((tag == "m" || tag == "o") && (any || kind == c10::TypeKind::ClassType)) {
      Box* box = try_unbox(env.env, element(env.env, value, 1));
      if (box == nullptr || box->kind != Kind::Script) unfit(env, value, type);
      if (!any && !box->value.type()->isSubtypeOf(*type)) unfit(env, value, type);
      return box->value;
    }
    if (any) return to_script_any(env, value, tag);
    unfit(env, value, type);
  }
  switch (js) {
    case napi_boolean:
      if (any || kind == c10::TypeKind::BoolType) return get_bool(env.env, value);
      break;
    case napi_string:
      if (any || kind == c10::TypeKind::StringType) return get_string(env.env, value);
      if (kind == c10::TypeKind::DeviceObjType) return c10::Device(get_string(env.env, value));
      break;
    case napi_number:
    case napi_bigint: {
      at::Scalar number = to_scalar(env, value);
      if (kind == c10::TypeKind::FloatType) return number.toDouble();
      if (kind == c10::TypeKind::ComplexType) return number.toComplexDouble();
      if (kind == c10::TypeKind::IntType && number.isIntegral(false)) return number.toLong();
      if (any || kind == c10::TypeKind::NumberType) {
        return number.isIntegral(false) ? c10::IValue(number.toLong()) : c10::IValue(number.toDouble());
      }
      break;
    }
    default:
      break;
  }
  unfit(env, value, type);
}

// Values to JavaScript

class Tagged {
 public:
  Tagged(napi_env env, const char* tag) : env_(env) {
    check(napi_create_array(env, &array_));
    add(to_js(env, std::string(tag)));
  }
  Tagged& add(napi_value value) {
    check(napi_set_element(env_, array_, length_++, value));
    return *this;
  }
  napi_value get() const { return array_; }

 private:
  napi_env env_;
  napi_value array_;
  uint32_t length_ = 0;
};

constexpr int kDeepest = 200;

napi_value from_script(Env& state, const c10::IValue& value, int depth = 0) {
  napi_env env = state.env;
  if (depth > kDeepest) throw Error("RuntimeError", "a result of TorchScript is nested too deep");
  if (value.isNone()) return null(env);
  if (value.isTensor()) {
    const at::Tensor& tensor = value.toTensor();
    return tensor.defined() ? Tagged(env, "t").add(wrap(env, tensor)).get() : null(env);
  }
  if (value.isBool()) return to_js(env, value.toBool());
  if (value.isInt()) return to_js(env, value.toInt());
  if (value.isDouble()) return to_js(env, value.toDouble());
  if (value.isString()) return to_js(env, value.toStringRef());
  if (value.isComplexDouble()) {
    c10::complex<double> number = value.toComplexDouble();
    return Tagged(env, "c").add(to_js(env, number.real())).add(to_js(env, number.imag())).get();
  }
  if (value.isDevice()) return Tagged(env, "b").add(to_js(env, value.toDevice().str())).get();
  if (value.isModule()) return Tagged(env, "m").add(wrap(env, Kind::Script, value)).get();
  if (value.isList()) {
    Tagged list(env, "l");
    for (const c10::IValue& item : value.toListRef()) {
      HandleScope scope(env);
      list.add(from_script(state, item, depth + 1));
    }
    return list.get();
  }
  if (value.isTuple()) {
    Tagged tuple(env, "u");
    for (const c10::IValue& item : value.toTupleRef().elements().vec()) {
      HandleScope scope(env);
      tuple.add(from_script(state, item, depth + 1));
    }
    return tuple.get();
  }
  if (value.isGenericDict()) {
    Tagged dict(env, "d");
    for (const auto& entry : value.toGenericDict()) {
      HandleScope scope(env);
      dict.add(from_script(state, entry.key(), depth + 1)).add(from_script(state, entry.value(), depth + 1));
    }
    return dict.get();
  }
  if (value.isEnum()) return from_script(state, value.toEnumHolder()->value(), depth + 1);
  if (value.isObject()) {
    return Tagged(env, "o")
        .add(wrap(env, Kind::Script, value))
        .add(to_js(env, value.type()->annotation_str()))
        .get();
  }
  throw Error("NotImplementedError",
              "a value of TorchScript's type " + value.type()->annotation_str() + " has no JavaScript form");
}

napi_value js_string_list(napi_env env, const std::vector<std::string>& texts) {
  napi_value array;
  check(napi_create_array_with_length(env, texts.size(), &array));
  for (size_t i = 0; i < texts.size(); ++i) check(napi_set_element(env, array, i, to_js(env, texts[i])));
  return array;
}

/// The members of an object: its module's attributes, parameters and buffers are told apart.
void members(const c10::intrusive_ptr<c10::ivalue::Object>& object, std::vector<std::string>& rows) {
  c10::ClassTypePtr type = object->type();
  for (size_t i = 0; i < type->numAttributes(); ++i) {
    const char* kind = "attribute";
    if (type->getAttribute(i)->is_module()) {
      kind = "module";
    } else if (type->is_parameter(i)) {
      kind = "parameter";
    } else if (type->is_buffer(i)) {
      kind = "buffer";
    }
    rows.push_back(std::string(kind) + "|" + type->getAttributeName(i));
  }
  for (torch::jit::Function* function : type->methods()) {
    std::string row = "method|" + function->name();
    for (const c10::Argument& argument : function->getSchema().arguments()) {
      if (argument.name() == "self") continue;
      row += "|" + argument.name() + "|" + (argument.default_value() ? "1" : "0") + "|" +
             argument.type()->annotation_str();
    }
    rows.push_back(row);
  }
  for (size_t i = 0; i < type->numConstants(); ++i) rows.push_back("constant|" + type->getConstantName(i));
}

c10::intrusive_ptr<c10::ivalue::Object> object_of(napi_env env, napi_value value) {
  Box* box = try_unbox(env, value);
  if (box == nullptr || box->kind != Kind::Script || !box->value.isObject()) {
    throw Error("TypeError", "expected an object of TorchScript");
  }
  return box->value.toObject();
}

}  // namespace

/// (path | bytes, device | null, names of extra files): [module, ...contents of the extra files].
napi_value jit_load(napi_env env, napi_callback_info info) {
  return guarded(env, [&] {
    Arguments<3> args(env, info);
    c10::optional<c10::Device> device = device_or_none(env, args[1]);
    torch::jit::ExtraFilesMap extra;
    std::vector<std::string> names;
    for (uint32_t i = 0; i < array_length(env, args[2]); ++i) {
      names.push_back(get_string(env, element(env, args[2], i)));
      extra[names.back()] = "";
    }
    Module module = [&] {
      if (type_of(env, args[0]) == napi_string)
        return torch::jit::load(get_string(env, args[0]), device, extra);
      Bytes bytes = bytes_of(env, args[0]);
      std::istringstream stream(std::string(bytes.data, bytes.length));
      return torch::jit::load(stream, device, extra);
    }();
    napi_value result;
    check(napi_create_array(env, &result));
    check(napi_set_element(env, result, 0, wrap_module(env, module)));
    for (size_t i = 0; i < names.size(); ++i) {
      const std::string& content = extra[names[i]];
      void* data = nullptr;
      napi_value buffer;
      check(napi_create_arraybuffer(env, content.size(), &data, &buffer));
      std::copy(content.begin(), content.end(), static_cast<char*>(data));
      check(napi_set_element(env, result, static_cast<uint32_t>(i + 1), buffer));
    }
    return result;
  });
}

/// (module, [name, text, ...]): the archive's bytes.
napi_value jit_save(napi_env env, napi_callback_info info) {
  return guarded(env, [&] {
    Arguments<2> args(env, info);
    torch::jit::ExtraFilesMap extra;
    for (uint32_t i = 0; i + 1 < array_length(env, args[1]); i += 2) {
      extra[get_string(env, element(env, args[1], i))] = get_string(env, element(env, args[1], i + 1));
    }
    std::ostringstream stream;
    torch::jit::ExportModule(module_of(env, args[0]), stream, extra);
    std::string bytes = stream.str();
    void* data = nullptr;
    napi_value buffer;
    check(napi_create_arraybuffer(env, bytes.size(), &data, &buffer));
    std::copy(bytes.begin(), bytes.end(), static_cast<char*>(data));
    return buffer;
  });
}

/// (object): [its type's name, its members as "kind|name", methods with "|argument|has default|type" each].
napi_value jit_describe(napi_env env, napi_callback_info info) {
  return guarded(env, [&] {
    Arguments<1> args(env, info);
    auto object = object_of(env, args[0]);
    std::vector<std::string> rows;
    rows.push_back(object->type()->name() ? object->type()->name()->qualifiedName() : "");
    members(object, rows);
    return js_string_list(env, rows);
  });
}

/// (object, name): an attribute or a constant.
napi_value jit_get(napi_env env, napi_callback_info info) {
  return guarded(env, [&] {
    Arguments<2> args(env, info);
    auto object = object_of(env, args[0]);
    std::string name = get_string(env, args[1]);
    c10::ClassTypePtr type = object->type();
    if (type->findAttributeSlot(name)) return from_script(Env::of(env), object->getAttr(name));
    if (auto slot = type->findConstantSlot(name)) return from_script(Env::of(env), type->getConstant(*slot));
    throw Error("AttributeError", "'" + type->annotation_str() + "' object has no attribute '" + name + "'");
  });
}

napi_value jit_set(napi_env env, napi_callback_info info) {
  return guarded(env, [&] {
    Arguments<3> args(env, info);
    auto object = object_of(env, args[0]);
    std::string name = get_string(env, args[1]);
    auto slot = object->type()->findAttributeSlot(name);
    if (!slot) {
      throw Error("AttributeError",
                  "'" + object->type()->annotation_str() + "' object has no attribute '" + name + "'");
    }
    object->setSlot(*slot, to_script(Env::of(env), args[2], object->type()->getAttribute(*slot)));
    return undefined(env);
  });
}

/// (object, method, arguments): undefined for an argument stands for its default.
napi_value jit_call(napi_env env, napi_callback_info info) {
  return guarded(env, [&] {
    Arguments<3> args(env, info);
    Env& state = Env::of(env);
    state.refs->drain(env);
    auto object = object_of(env, args[0]);
    std::string name = get_string(env, args[1]);
    torch::jit::Function* function = object->type()->findMethod(name);
    if (function == nullptr) {
      throw Error("AttributeError",
                  "'" + object->type()->annotation_str() + "' has no method '" + name + "'");
    }
    const std::vector<c10::Argument>& wanted = function->getSchema().arguments();
    uint32_t given = array_length(env, args[2]);
    if (given + 1 > wanted.size()) {
      throw Error("TypeError", name + "() takes at most " + std::to_string(wanted.size() - 1) +
                                   " arguments, got " + std::to_string(given));
    }
    torch::jit::Stack stack;
    stack.emplace_back(object);
    for (uint32_t i = 1; i < wanted.size(); ++i) {
      HandleScope scope(env);
      const c10::Argument& argument = wanted[i];
      napi_value value = i <= given ? element(env, args[2], i - 1) : undefined(env);
      if (type_of(env, value) == napi_undefined) {
        if (!argument.default_value()) {
          throw Error("TypeError", name + "() is missing value for argument '" + argument.name() + "'");
        }
        stack.push_back(*argument.default_value());
        continue;
      }
      try {
        stack.push_back(to_script(state, value, argument.type()));
      } catch (const Error& error) {
        throw Error(error.kind, name + "(): argument '" + argument.name() + "': " + error.message);
      }
    }
    function->run(stack);
    napi_value result = from_script(state, stack.back());
    memory::tick(state);
    return result;
  });
}

napi_value jit_train(napi_env env, napi_callback_info info) {
  return guarded(env, [&] {
    Arguments<2> args(env, info);
    module_of(env, args[0]).train(get_bool(env, args[1]));
    return undefined(env);
  });
}

/// (module, device | null, dtype | null)
napi_value jit_to(napi_env env, napi_callback_info info) {
  return guarded(env, [&] {
    Arguments<3> args(env, info);
    Module module = module_of(env, args[0]);
    c10::optional<c10::Device> device = device_or_none(env, args[1]);
    if (type_of(env, args[2]) != napi_null) {
      at::ScalarType type = dtype_of(env, args[2]);
      if (device) {
        module.to(*device, type);
      } else {
        module.to(type);
      }
    } else if (device) {
      module.to(*device);
    }
    return undefined(env);
  });
}

/// (module, "code" | "graph" | "dump", method)
napi_value jit_text(napi_env env, napi_callback_info info) {
  return guarded(env, [&] {
    Arguments<3> args(env, info);
    Module module = module_of(env, args[0]);
    std::string what = get_string(env, args[1]);
    std::string name = get_string(env, args[2]);
    if (what == "dump") return to_js(env, module.dump_to_str(true, false, false));
    auto method = module.find_method(name);
    if (!method) throw Error("AttributeError", "the module has no method '" + name + "'");
    if (what == "graph") return to_js(env, method->graph()->toString(false));
    std::vector<at::IValue> constants;
    torch::jit::PrintDepsTable classes;
    torch::jit::PythonPrint printer(constants, classes, nullptr, false);
    printer.printMethod(method->function());
    return to_js(env, printer.str());
  });
}

/// (module, "copy" | "freeze" | "optimize"): another module.
napi_value jit_copy(napi_env env, napi_callback_info info) {
  return guarded(env, [&] {
    Arguments<2> args(env, info);
    Module module = module_of(env, args[0]);
    std::string what = get_string(env, args[1]);
    if (what == "freeze") return wrap_module(env, torch::jit::freeze(module));
    if (what == "optimize") return wrap_module(env, torch::jit::optimize_for_inference(module));
    return wrap_module(env, module.deepcopy());
  });
}

#ifdef TYPETORCH_AOTI

namespace {

struct Package : torch::CustomClassHolder {
  Package(const std::string& path, const std::string& name, bool single, size_t runners, int device)
      : loader(path, name, single, runners, static_cast<c10::DeviceIndex>(device)) {}
  torch::inductor::AOTIModelPackageLoader loader;
};

Package& package_of(napi_env env, napi_value value) {
  Box* box = try_unbox(env, value);
  if (box == nullptr || box->kind != Kind::Script || !box->value.isCapsule()) {
    throw Error("TypeError", "expected a compiled model");
  }
  return static_cast<Package&>(*box->value.toCapsule());
}

}  // namespace

/// (path, model's name, single-threaded, runners, device index)
napi_value aoti_load(napi_env env, napi_callback_info info) {
  return guarded(env, [&] {
    Arguments<5> args(env, info);
    auto package = c10::make_intrusive<Package>(
        get_string(env, args[0]), get_string(env, args[1]), get_bool(env, args[2]),
        static_cast<size_t>(get_int64(env, args[3])), static_cast<int>(get_int64(env, args[4])));
    return wrap(env, Kind::Script,
                c10::IValue::make_capsule(c10::intrusive_ptr<torch::CustomClassHolder>(std::move(package))));
  });
}

/// (package, tensors): tensors
napi_value aoti_run(napi_env env, napi_callback_info info) {
  return guarded(env, [&] {
    Arguments<2> args(env, info);
    Env& state = Env::of(env);
    std::vector<at::Tensor> inputs = to_tensor_list(state, args[1]);
    napi_value result = from_tensor_list(state, package_of(env, args[0]).loader.run(inputs));
    memory::tick(state);
    return result;
  });
}

/// (package): [number of metadata texts, ...metadata, ...call spec, ...names of constants]
napi_value aoti_describe(napi_env env, napi_callback_info info) {
  return guarded(env, [&] {
    Arguments<1> args(env, info);
    Package& package = package_of(env, args[0]);
    std::vector<std::string> rows;
    for (const auto& entry : package.loader.get_metadata()) {
      rows.push_back(entry.first);
      rows.push_back(entry.second);
    }
    rows.insert(rows.begin(), std::to_string(rows.size()));
    for (const std::string& spec : package.loader.get_call_spec()) rows.push_back(spec);
    for (const std::string& name : package.loader.get_constant_fqns()) rows.push_back(name);
    return js_string_list(env, rows);
  });
}

#else

namespace {

napi_value no_runner(napi_env env) {
  return guarded(env, []() -> napi_value {
    throw Error("NotImplementedError",
                "packages of compiled models need LibTorch 2.6 or later; this is " TORCH_VERSION);
  });
}

}  // namespace

napi_value aoti_load(napi_env env, napi_callback_info) { return no_runner(env); }
napi_value aoti_run(napi_env env, napi_callback_info) { return no_runner(env); }
napi_value aoti_describe(napi_env env, napi_callback_info) { return no_runner(env); }

#endif

}  // namespace typetorch
