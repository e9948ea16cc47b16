#include "unboxed.h"

#include <ATen/ATen.h>
#include <ATen/EmptyTensor.h>
#include <ATen/core/LegacyTypeDispatch.h>
#include <c10/core/impl/LocalDispatchKeySet.h>

#include <algorithm>
#include <tuple>
#include <unordered_map>
#include <utility>

namespace typetorch {
namespace {

// A call whose tensors autograd knows nothing of goes past it, which a small operator feels.

/// No transform, mode or other observer of operators.
bool nothing_between() {
  constexpr c10::DispatchKeySet usual({c10::DispatchKey::BackendSelect, c10::DispatchKey::ADInplaceOrView});
  return c10::impl::tls_local_dispatch_key_set().included_ == usual;
}

/// Without anything of autograd's: a gradient, forward or backward, a hook, a view's base.
bool is_plain(const at::Tensor& x) {
  static const c10::DispatchKeySet plain = at::detail::empty_cpu({0}, at::kFloat).key_set();
  return x.defined() && x.key_set() == plain && x.unsafeGetTensorImpl()->autograd_meta() == nullptr;
}

/// Storage of one converted argument, for as long as the call lasts.
template <typename T>
struct Slot;

template <>
struct Slot<const at::Tensor&> {
  at::Tensor value;
  void load(Env& env, napi_value js, const ArgSpec& spec) {
    at::Tensor* tensor = spec.type == ArgType::Tensor ? find_tensor(env, js) : nullptr;
    value = tensor != nullptr ? *tensor : to_ivalue(env, js, spec).toTensor();
  }
  const at::Tensor& get() { return value; }
  bool plain() const { return is_plain(value); }
};

template <>
struct Slot<at::Tensor&> : Slot<const at::Tensor&> {
  at::Tensor& get() { return value; }
};

template <>
struct Slot<const c10::optional<at::Tensor>&> {
  c10::optional<at::Tensor> value;
  void load(Env& env, napi_value js, const ArgSpec& spec) {
    value = to_ivalue(env, js, spec).toOptional<at::Tensor>();
  }
  const c10::optional<at::Tensor>& get() { return value; }
  bool plain() const { return !value || !value->defined() || is_plain(*value); }
};

/// What is no tensor.
struct PlainSlot {
  bool plain() const { return true; }
};

template <>
struct Slot<const at::Scalar&> : PlainSlot {
  at::Scalar value;
  void load(Env& env, napi_value js, const ArgSpec& spec) {
    bool plain = spec.type == ArgType::Scalar && type_of(env.env, js) != napi_undefined;
    value = plain ? to_scalar(env, js) : to_ivalue(env, js, spec).toScalar();
  }
  const at::Scalar& get() { return value; }
};

template <>
struct Slot<bool> : PlainSlot {
  bool value = false;
  void load(Env& env, napi_value js, const ArgSpec& spec) { value = to_ivalue(env, js, spec).toBool(); }
  bool get() { return value; }
};

template <>
struct Slot<int64_t> : PlainSlot {
  int64_t value = 0;
  void load(Env& env, napi_value js, const ArgSpec& spec) { value = to_ivalue(env, js, spec).toInt(); }
  int64_t get() { return value; }
};

template <>
struct Slot<c10::SymInt> : Slot<int64_t> {
  c10::SymInt get() { return c10::SymInt(value); }
};

/// None is the most frequent value of an optional, and needs no IValue.
template <typename T>
struct Slot<c10::optional<T>> : PlainSlot {
  c10::optional<T> value;
  void load(Env& env, napi_value js, const ArgSpec& spec) {
    bool none = type_of(env.env, js) == napi_undefined && (!spec.has_default || spec.default_value.isNone());
    if (!none) value = to_ivalue(env, js, spec).toOptional<T>();
  }
  c10::optional<T> get() { return value; }
};

template <>
struct Slot<at::TensorList> {
  std::vector<at::Tensor> value;
  void load(Env& env, napi_value js, const ArgSpec& spec) {
    bool plain = type_of(env.env, js) == napi_number;
    value = plain ? to_tensor_list(env, js) : to_ivalue(env, js, spec).toTensorVector();
  }
  at::TensorList get() { return value; }
  bool plain() const {
    return std::all_of(value.begin(), value.end(), [](const at::Tensor& x) { return is_plain(x); });
  }
};

template <>
struct Slot<const at::ITensorListRef&> : Slot<at::TensorList> {
  at::ITensorListRef ref;
  const at::ITensorListRef& get() {
    ref = at::ITensorListRef(value);
    return ref;
  }
};

template <>
struct Slot<at::IntArrayRef> : PlainSlot {
  c10::SmallVector<int64_t, 8> value;
  bool given = false;
  void load(Env& env, napi_value js, const ArgSpec& spec) {
    napi_valuetype type = type_of(env.env, js);
    if (type == napi_undefined || type == napi_null) {
      c10::IValue fallback = to_ivalue(env, js, spec);
      if (fallback.isNone()) return;
      for (int64_t item : fallback.toIntVector()) value.push_back(item);
    } else {
      read_int_list(env, js, value);
    }
    given = true;
  }
  at::IntArrayRef get() { return {value.data(), value.size()}; }
};

template <>
struct Slot<c10::SymIntArrayRef> : Slot<at::IntArrayRef> {
  c10::SymIntArrayRef get() { return c10::fromIntArrayRefUnchecked({value.data(), value.size()}); }
};

template <>
struct Slot<at::OptionalIntArrayRef> : Slot<at::IntArrayRef> {
  at::OptionalIntArrayRef get() {
    if (!given) return c10::nullopt;
    return at::IntArrayRef(value.data(), value.size());
  }
};

napi_value give_back(Env& env, const napi_value* owners, at::Tensor&& result) {
  return give(env, owners[0], std::move(result));
}

napi_value give_back(Env& env, const napi_value* owners, std::tuple<at::Tensor, at::Tensor>&& result) {
  give_at(env, owners, 0, std::move(std::get<0>(result)));
  give_at(env, owners, 1, std::move(std::get<1>(result)));
  return undefined(env.env);
}

template <typename Signature>
struct Unboxed;

template <typename Result, typename... Args>
struct Unboxed<Result(Args...)> {
  using Signature = Result(Args...);

  static napi_value call(Env& env, const c10::OperatorHandle& handle, const std::vector<ArgSpec>& specs,
                         bool makes_new, const napi_value* owners, const napi_value* values) {
    return call(env, handle, specs, makes_new, owners, values, std::index_sequence_for<Args...>());
  }

  template <size_t... I>
  static napi_value call(Env& env, const c10::OperatorHandle& handle, const std::vector<ArgSpec>& specs,
                         bool makes_new, const napi_value* owners, const napi_value* values,
                         std::index_sequence<I...>) {
    std::tuple<Slot<Args>...> slots;
    (std::get<I>(slots).load(env, values[I], specs[I]), ...);
    c10::optional<at::AutoDispatchBelowADInplaceOrView> below;
    if (makes_new && (std::get<I>(slots).plain() && ...) && nothing_between()) below.emplace();
    // find_unboxed() has checked the signature, so this is the dispatcher's call and nothing else.
    auto typed = handle.typed<Signature>();
    if constexpr (std::is_reference<Result>::value) {
      typed.call(std::get<I>(slots).get()...);
      return undefined(env.env);
    } else {
      return give_back(env, owners, typed.call(std::get<I>(slots).get()...));
    }
  }

  /// Whether the operator's kernels really have this signature; older releases took other types for some.
  static UnboxedCall check(const c10::OperatorHandle& handle) {
    try {
      (void)handle.typed<Signature>();
      return &call;
    } catch (const c10::Error&) {
      return nullptr;
    }
  }
};

using Check = UnboxedCall (*)(const c10::OperatorHandle&);
using at::IntArrayRef;
using at::OptionalIntArrayRef;
using at::Scalar;
using at::ScalarType;
using at::Tensor;
using c10::SymInt;
using c10::SymIntArrayRef;
using OptTensor = c10::optional<Tensor>;
using TwoTensors = std::tuple<Tensor, Tensor>;

using DtypeOpt = c10::optional<ScalarType>;
using LayoutOpt = c10::optional<at::Layout>;
using DeviceOpt = c10::optional<at::Device>;
using BoolOpt = c10::optional<bool>;
using FormatOpt = c10::optional<at::MemoryFormat>;

/// By the schema's argument and return types; "!" marks a return that is the first argument, written in
/// place. One schema can have several C++ signatures, of which the operator's kernels have one.
const std::unordered_multimap<std::string, Check>& signatures() {
  static const auto* table = new std::unordered_multimap<std::string, Check>{
      {"Tensor->Tensor", Unboxed<Tensor(const Tensor&)>::check},
      {"Tensor->Tensor!", Unboxed<Tensor&(Tensor&)>::check},
      {"Tensor,Tensor->Tensor", Unboxed<Tensor(const Tensor&, const Tensor&)>::check},
      {"Tensor,Tensor->Tensor!", Unboxed<Tensor&(Tensor&, const Tensor&)>::check},
      {"Tensor,Tensor,Scalar->Tensor", Unboxed<Tensor(const Tensor&, const Tensor&, const Scalar&)>::check},
      {"Tensor,Tensor,Scalar->Tensor!", Unboxed<Tensor&(Tensor&, const Tensor&, const Scalar&)>::check},
      {"Tensor,Scalar->Tensor", Unboxed<Tensor(const Tensor&, const Scalar&)>::check},
      {"Tensor,Scalar->Tensor!", Unboxed<Tensor&(Tensor&, const Scalar&)>::check},
      {"Tensor,SymInt[]->Tensor", Unboxed<Tensor(const Tensor&, SymIntArrayRef)>::check},
      {"Tensor,int[]->Tensor", Unboxed<Tensor(const Tensor&, IntArrayRef)>::check},
      {"Tensor,int->Tensor", Unboxed<Tensor(const Tensor&, int64_t)>::check},
      {"Tensor,int,int->Tensor", Unboxed<Tensor(const Tensor&, int64_t, int64_t)>::check},
      {"Tensor,int,SymInt->Tensor", Unboxed<Tensor(const Tensor&, int64_t, SymInt)>::check},
      {"Tensor,ScalarType?->Tensor", Unboxed<Tensor(const Tensor&, DtypeOpt)>::check},
      {"Tensor,int,ScalarType?->Tensor", Unboxed<Tensor(const Tensor&, int64_t, DtypeOpt)>::check},
      {"Tensor,int[]?,bool,ScalarType?->Tensor",
       Unboxed<Tensor(const Tensor&, OptionalIntArrayRef, bool, DtypeOpt)>::check},
      {"Tensor,int,bool->Tensor,Tensor", Unboxed<TwoTensors(const Tensor&, int64_t, bool)>::check},
      {"Tensor,Tensor,Tensor?->Tensor",
       Unboxed<Tensor(const Tensor&, const Tensor&, const OptTensor&)>::check},
      {"Tensor,Tensor,Tensor?,SymInt[],SymInt[],SymInt[],SymInt->Tensor",
       Unboxed<Tensor(const Tensor&, const Tensor&, const OptTensor&, SymIntArrayRef, SymIntArrayRef,
                      SymIntArrayRef, SymInt)>::check},
      {"Tensor[],int->Tensor", Unboxed<Tensor(at::TensorList, int64_t)>::check},
      {"Tensor[],int->Tensor", Unboxed<Tensor(const at::ITensorListRef&, int64_t)>::check},
      {"SymInt[],ScalarType?,Layout?,Device?,bool?->Tensor",
       Unboxed<Tensor(SymIntArrayRef, DtypeOpt, LayoutOpt, DeviceOpt, BoolOpt)>::check},
      {"SymInt[],ScalarType?,Layout?,Device?,bool?,MemoryFormat?->Tensor",
       Unboxed<Tensor(SymIntArrayRef, DtypeOpt, LayoutOpt, DeviceOpt, BoolOpt, FormatOpt)>::check},
      {"Tensor,int,SymInt?,SymInt?,SymInt->Tensor",
       Unboxed<Tensor(const Tensor&, int64_t, c10::optional<SymInt>, c10::optional<SymInt>, SymInt)>::check},
      {"Tensor,int[],int[],int[],int[],bool->Tensor",
       Unboxed<Tensor(const Tensor&, IntArrayRef, IntArrayRef, IntArrayRef, IntArrayRef, bool)>::check},
  };
  return *table;
}

std::string key_of(const c10::FunctionSchema& schema) {
  std::string key;
  for (const c10::Argument& argument : schema.arguments()) {
    if (!key.empty()) key += ",";
    key += argument.real_type()->str();
  }
  key += "->";
  for (size_t i = 0; i < schema.returns().size(); ++i) {
    const c10::Argument& result = schema.returns()[i];
    if (i > 0) key += ",";
    key += result.real_type()->str();
    if (is_written(result)) key += "!";
  }
  return key;
}

}  // namespace

UnboxedCall find_unboxed(const c10::OperatorHandle& handle) {
  // "!" means the first argument is written; an out= operator, whose last one is, has another C++ signature
  // and fails the check.
  auto range = signatures().equal_range(key_of(handle.schema()));
  for (auto item = range.first; item != range.second; ++item) {
    if (UnboxedCall call = item->second(handle)) return call;
  }
  return nullptr;
}

}  // namespace typetorch
