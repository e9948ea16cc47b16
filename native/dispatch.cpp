#include "dispatch.h"

#include <ATen/core/LegacyTypeDispatch.h>
#include <ATen/core/dispatch/Dispatcher.h>

#include "convert.h"
#include "fatal.h"
#include "memory.h"
#include "unboxed.h"

namespace typetorch {
namespace {

constexpr size_t kMaxArguments = 64;
constexpr size_t kFewArguments = 16;
constexpr size_t kMaxOwners = 3;  // src/ops/packet.ts counts the same way

struct Operator {
  Operator(Env& owner, c10::OperatorHandle op)
      : env(owner), handle(std::move(op)), unboxed(find_unboxed(handle)) {}

  Env& env;  // bound once per environment
  c10::OperatorHandle handle;
  UnboxedCall unboxed;  // null: called boxed
  std::string name;
  std::vector<ArgSpec> arguments;
  bool factory = false;         // makes a tensor of none
  bool makes_new = false;       // makes tensors that share nothing with its arguments' tensors
  std::vector<size_t> resized;  // arguments that may get another shape
  size_t owners = 0;  // new tensors that it returns: the call passes the objects that will own them first
  const std::vector<Rule>* fatal = nullptr;
  std::vector<bool> aliased;  // per return: it is one of the arguments, which the caller already holds
};

c10::OperatorHandle find(const std::string& name, const std::string& overload) {
  auto handle = c10::Dispatcher::singleton().findSchema({name, overload});
  if (!handle.has_value()) {
    throw Error("RuntimeError", "No such operator: " + name + (overload.empty() ? "" : "." + overload));
  }
  return *handle;
}

/// The argument that a return value is, when the schema says that both are the same tensor written in place.
int alias_of(const c10::FunctionSchema& schema, const c10::Argument& result) {
  if (!is_written(result)) return -1;
  for (size_t i = 0; i < schema.arguments().size(); ++i) {
    const c10::Argument& argument = schema.arguments()[i];
    if (is_written(argument) && argument.alias_info()->beforeSets() == result.alias_info()->beforeSets())
      return static_cast<int>(i);
  }
  return -1;
}

/// `roles` has a letter for each argument: "n" for a number where the schema has a tensor, "t" for the
/// reverse.
std::unique_ptr<Operator> make_operator(Env& env, const std::string& name, const std::string& overload,
                                        const std::string& roles) {
  auto op = std::make_unique<Operator>(env, find(name, overload));
  const c10::FunctionSchema& schema = op->handle.schema();
  op->name = overload.empty() ? name : name + "." + overload;
  op->fatal = find_fatal_rules(schema);
  if (op->fatal != nullptr) op->unboxed = nullptr;  // rules read converted arguments
  for (const c10::Argument& argument : schema.arguments()) op->arguments.push_back(make_spec(argument));
  for (size_t i = 0; i < roles.size() && i < op->arguments.size(); ++i) {
    if (roles[i] == 'n') op->arguments[i].type = ArgType::NumberAsTensor;
    if (roles[i] == 't') op->arguments[i].type = ArgType::TensorAsScalar;
  }
  for (const c10::Argument& result : schema.returns()) op->aliased.push_back(alias_of(schema, result) >= 0);
  bool tensors_only = !op->aliased.empty() && op->aliased.size() <= kMaxOwners;
  for (const c10::Argument& result : schema.returns()) {
    tensors_only = tensors_only && result.real_type()->kind() == c10::TypeKind::TensorType;
  }
  for (bool aliased : op->aliased) tensors_only = tensors_only && !aliased;
  op->owners = tensors_only ? op->aliased.size() : 0;
  op->factory = op->owners == 1 && name.rfind("aten::", 0) == 0;
  for (const ArgSpec& argument : op->arguments) {
    bool tensors = argument.type == ArgType::Tensor || argument.type == ArgType::TensorList ||
                   argument.type == ArgType::OptionalTensorList;
    op->factory = op->factory && !tensors;
  }
  // What is composed of other operators may return a view that one of them has made.
  op->makes_new = op->owners > 0 && !op->factory && name.rfind("aten::", 0) == 0 &&
                  !op->handle.hasKernelForDispatchKey(c10::DispatchKey::CompositeImplicitAutograd);
  for (const c10::Argument& argument : schema.arguments()) {
    op->makes_new = op->makes_new && argument.alias_info() == nullptr;
  }
  for (const c10::Argument& result : schema.returns()) {
    op->makes_new = op->makes_new && result.alias_info() == nullptr;
  }
  bool by_name = name.rfind("aten::resize", 0) == 0 || name.rfind("aten::set_", 0) == 0;
  for (size_t i = 0; i < op->arguments.size(); ++i) {
    const c10::Argument& argument = schema.arguments()[i];
    if (is_written(argument) && (by_name || argument.kwarg_only())) op->resized.push_back(i);  // or out=
  }
  if (op->arguments.size() + op->owners > kMaxArguments) {
    throw Error("NotImplementedError", op->name + " takes too many arguments");
  }
  return op;
}

std::string describe_call(const Operator& op, const napi_value* values, size_t count) {
  std::string text = "\n  in " + op.name + "(";
  for (size_t i = 0; i < op.arguments.size() && i + op.owners < count; ++i) {
    napi_value value = values[op.owners + i];
    if (type_of(op.env.env, value) == napi_undefined) continue;
    if (text.back() != '(') text += ", ";
    text += op.arguments[i].name + ": " + describe(op.env, value, op.arguments[i].type);
  }
  return text + ")";
}

/// What JavaScript gets: handles of new tensors, whose owners it passed; undefined for arguments written in
/// place, which it holds already; values for the rest.
napi_value result_of(Env& env, const Operator& op, const napi_value* owners, torch::jit::Stack& stack) {
  if (op.owners == 1) return give(env, owners[0], std::move(stack[0]).toTensor());
  if (op.owners > 1) {
    for (size_t i = 0; i < op.owners; ++i) give_at(env, owners, i, std::move(stack[i]).toTensor());
    return undefined(env.env);
  }
  if (op.aliased.size() == 1) return op.aliased[0] ? undefined(env.env) : from_ivalue(env, stack[0]);
  if (op.aliased.empty()) return undefined(env.env);
  napi_value array;
  check(napi_create_array_with_length(env.env, op.aliased.size(), &array));
  for (size_t i = 0; i < op.aliased.size(); ++i) {
    HandleScope scope(env.env);
    napi_value item = op.aliased[i] ? undefined(env.env) : from_ivalue(env, stack[i]);
    check(napi_set_element(env.env, array, i, item));
  }
  return array;
}

/// LibTorch gives a tensor its new shape first and then finds that its memory cannot grow: without the old
/// shape, the next operator would read beyond the end.
class KeptShapes {
 public:
  KeptShapes(Env& env, const Operator& op, const napi_value* values) {
    for (size_t i : op.resized) {
      napi_value value = values[op.owners + i];
      if (op.arguments[i].type == ArgType::TensorList) {
        for (const at::Tensor& x : to_tensor_list(env, value)) keep(x);
      } else if (at::Tensor* x = find_tensor(env, value)) {
        keep(*x);
      }
    }
  }
  void restore() {
    for (const Kept& item : kept_) {
      c10::TensorImpl* impl = item.tensor.unsafeGetTensorImpl();
      impl->set_storage_keep_dtype(item.storage);
      impl->set_storage_offset(item.offset);
      impl->set_sizes_and_strides(item.sizes, item.strides);
    }
  }

 private:
  struct Kept {
    at::Tensor tensor;
    c10::Storage storage;
    int64_t offset;
    std::vector<int64_t> sizes, strides;
  };
  void keep(const at::Tensor& x) {
    if (x.has_storage())
      kept_.push_back({x, x.storage(), x.storage_offset(), x.sizes().vec(), x.strides().vec()});
  }
  std::vector<Kept> kept_;
};

napi_value call_boxed(Env& env, const Operator& op, const napi_value* values) {
  BorrowedStack borrowed(env);
  torch::jit::Stack& stack = borrowed.stack;
  for (size_t i = 0; i < op.arguments.size(); ++i) {
    stack.push_back(to_ivalue(env, values[op.owners + i], op.arguments[i]));
  }
  if (op.fatal != nullptr) {
    Call call(op.arguments, stack);
    for (const Rule& rule : *op.fatal) rule(call);
  }
  op.handle.callBoxed(&stack);
  return result_of(env, op, values, stack);
}

napi_value run(Env& env, const Operator& op, const napi_value* values) {
  return op.unboxed != nullptr
             ? op.unboxed(env, op.handle, op.arguments, op.makes_new, values, values + op.owners)
             : call_boxed(env, op, values);
}

napi_value call_resizing(Env& env, const Operator& op, const napi_value* values) {
  KeptShapes shapes(env, op, values);
  try {
    return run(env, op, values);
  } catch (...) {
    shapes.restore();
    throw;
  }
}

napi_value call(napi_env env, napi_callback_info info) {
  // Node-API fills the places that the call did not give, sixty-four of which would cost as much as a small
  // operator; hardly any operator has more than sixteen.
  napi_value values[kMaxArguments];
  size_t count = kFewArguments;
  void* data = nullptr;
  if (napi_get_cb_info(env, info, &count, values, nullptr, &data) != napi_ok) return nullptr;
  const auto& op = *static_cast<const Operator*>(data);
  if (op.arguments.size() + op.owners > kFewArguments) {
    count = kMaxArguments;
    if (napi_get_cb_info(env, info, &count, values, nullptr, nullptr) != napi_ok) return nullptr;
  }
  for (size_t i = count; i < op.arguments.size() + op.owners; ++i) values[i] = nullptr;
  return guarded(
      env,
      [&] {
        Env& state = op.env;
        state.refs->drain(env);
        // As in Python: what fills a new tensor is no change of it that a graph should know of.
        c10::optional<at::AutoDispatchBelowADInplaceOrView> below;
        if (op.factory) below.emplace();
        napi_value result = op.resized.empty() ? run(state, op, values) : call_resizing(state, op, values);
        memory::tick(state);
        return result;
      },
      [&] { return describe_call(op, values, count); });
}

}  // namespace

napi_value op_names(napi_env env, napi_callback_info) {
  return guarded(env, [&] {
    std::string text;
    for (const c10::OperatorName& name : c10::Dispatcher::singleton().getAllOpNames()) {
      text += name.name;
      if (!name.overload_name.empty()) text += "." + name.overload_name;
      text += '\n';
    }
    return to_js(env, text);
  });
}

napi_value op_schema(napi_env env, napi_callback_info info) {
  return guarded(env, [&] {
    Arguments<2> args(env, info);
    c10::OperatorHandle handle = find(get_string(env, args[0]), get_string(env, args[1]));
    const c10::FunctionSchema& schema = handle.schema();
    // One flat list of strings: for an argument "name|type|N|default?|keyword?|written?", for a return
    // "name|type|alias".
    std::vector<std::string> rows;
    for (const c10::Argument& argument : schema.arguments()) {
      rows.push_back(argument.name() + "|" + argument.real_type()->str() + "|" +
                     std::to_string(argument.N().value_or(0)) + "|" + (argument.default_value() ? "1" : "0") +
                     "|" + (argument.kwarg_only() ? "1" : "0") + "|" + (is_written(argument) ? "1" : "0"));
    }
    rows.push_back("->");
    for (const c10::Argument& result : schema.returns()) {
      rows.push_back(result.name() + "|" + result.real_type()->str() + "|" +
                     std::to_string(alias_of(schema, result)));
    }
    return to_js(env, rows);
  });
}

napi_value op_bind(napi_env env, napi_callback_info info) {
  return guarded(env, [&] {
    Arguments<3> args(env, info);
    Env& state = Env::of(env);
    if (!state.make_error) throw Error("RuntimeError", "init() comes first");
    std::unique_ptr<Operator> op =
        make_operator(state, get_string(env, args[0]), get_string(env, args[1]), get_string(env, args[2]));
    napi_value function;
    check(napi_create_function(env, op->name.data(), op->name.size(), call, op.get(), &function));
    // The function owns the operator: it lives as long as its environment, since TypeScript keeps what it has
    // bound.
    check(napi_add_finalizer(
        env, function, op.get(),
        [](node_api_nogc_env, void* data, void*) { delete static_cast<Operator*>(data); }, nullptr, nullptr));
    op.release();
    return function;
  });
}

}  // namespace typetorch
