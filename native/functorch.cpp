#include "functorch.h"

#include <ATen/ATen.h>
#include <torch/csrc/autograd/forward_grad.h>

#include "callback.h"
#include "version.h"

#if TYPETORCH_SINCE(2, 0)
#define TYPETORCH_FUNCTORCH
#include <ATen/FunctionalTensorWrapper.h>
#include <ATen/functorch/BatchedTensorImpl.h>
#include <ATen/functorch/DynamicLayer.h>
#include <ATen/functorch/TensorWrapper.h>
#include <c10/core/AutogradState.h>
#endif

namespace typetorch {

// (): enters a level of forward-mode derivatives and returns its number; (level): leaves it.
napi_value forward_level(napi_env env, napi_callback_info info) {
  return guarded(env, [&] {
    Arguments<1> args(env, info);
    using torch::autograd::ForwardADLevel;
    if (type_of(env, args[0]) == napi_undefined)
      return to_js(env, static_cast<double>(ForwardADLevel::get_next_idx()));
    ForwardADLevel::release_idx(static_cast<uint64_t>(get_int64(env, args[0])));
    return undefined(env);
  });
}

// (function): what it returns, run outside of all levels of function transforms.
napi_value outside_transforms(napi_env env, napi_callback_info info) {
  return guarded(env, [&] {
    Arguments<1> args(env, info);
    OutsideTransforms outside;
    return call_js(Env::of(env), args[0], {});
  });
}

at::Tensor without_levels(const at::Tensor& x) {
#ifdef TYPETORCH_FUNCTORCH
  if (auto* wrapper = at::functorch::maybeGetTensorWrapper(x)) return without_levels(wrapper->value());
  if (at::functorch::isBatchedTensor(x) || at::functionalization::impl::isFunctionalTensor(x))
    throw Error("RuntimeError", "Cannot access data pointer of Tensor that doesn't have storage");
#endif
  return x;
}

#ifdef TYPETORCH_FUNCTORCH
namespace {

namespace functorch = at::functorch;

functorch::RandomnessType randomness_of(const std::string& name) {
  if (name == "error") return functorch::RandomnessType::Error;
  if (name == "same") return functorch::RandomnessType::Same;
  if (name == "different") return functorch::RandomnessType::Different;
  throw Error("RuntimeError", "randomness argument needs to be error, same, or different.");
}

const char* name_of(functorch::TransformType kind) {
  switch (kind) {
    case functorch::TransformType::Vmap:
      return "vmap";
    case functorch::TransformType::Grad:
      return "grad";
    case functorch::TransformType::Jvp:
      return "jvp";
    default:
      return "functionalize";
  }
}

const char* name_of(functorch::RandomnessType kind) {
  if (kind == functorch::RandomnessType::Same) return "same";
  return kind == functorch::RandomnessType::Different ? "different" : "error";
}

/// The innermost transform, put aside for as long as this lives.
class LoweredLayer {
 public:
  LoweredLayer() : layer_(functorch::popDynamicLayer()) {}
  ~LoweredLayer() { functorch::pushDynamicLayer(std::move(layer_)); }
  LoweredLayer(const LoweredLayer&) = delete;
  LoweredLayer& operator=(const LoweredLayer&) = delete;

 private:
  functorch::DynamicLayer layer_;
};

void expect_transform() {
  if (!functorch::maybeCurrentDynamicLayer().has_value())
    throw Error("RuntimeError", "no function transform is active");
}

}  // namespace

// ("grad" | "jvp"), ("vmap", batch size, randomness), ("functionalize", keep views): the new level's number.
napi_value transform_push(napi_env env, napi_callback_info info) {
  return guarded(env, [&] {
    Arguments<3> args(env, info);
    std::string kind = get_string(env, args[0]);
    int64_t level;
    if (kind == "vmap") {
      level = functorch::initAndPushDynamicLayer(functorch::TransformType::Vmap,
                                                 c10::SymInt(get_int64(env, args[1])),
                                                 randomness_of(get_string(env, args[2])));
    } else if (kind == "jvp") {
      bool before = c10::AutogradState::get_tls_state().get_fw_grad_mode();
      level = functorch::initAndPushDynamicLayer(functorch::TransformType::Jvp, c10::nullopt, c10::nullopt,
                                                 c10::nullopt, before);
    } else if (kind == "functionalize") {
      level = functorch::initAndPushDynamicLayer(functorch::TransformType::Functionalize, c10::nullopt,
                                                 c10::nullopt, c10::nullopt, c10::nullopt,
                                                 get_int64(env, args[1]) != 0);
    } else {
      level = functorch::initAndPushDynamicLayer(functorch::TransformType::Grad, c10::nullopt, c10::nullopt,
                                                 at::GradMode::is_enabled());
    }
    return to_js(env, level);
  });
}

napi_value transform_pop(napi_env env, napi_callback_info info) {
  return guarded(env, [&] {
    expect_transform();
    return to_js(env, functorch::popDynamicLayerAndDeleteMetadata().layerId());
  });
}

// (): [kind, level, batch size, randomness, grad mode before] of the innermost transform, null for none.
napi_value transform_top(napi_env env, napi_callback_info info) {
  return guarded(env, [&] {
    auto top = functorch::maybeCurrentDynamicLayer();
    if (!top.has_value()) return null(env);
    bool mapped = top->key() == functorch::TransformType::Vmap;
    bool before = true;
    if (top->key() == functorch::TransformType::Grad)
      before = functorch::GradInterpreterPtr(&top->interpreter()).prevGradMode();
    if (top->key() == functorch::TransformType::Jvp)
      before = functorch::JvpInterpreterPtr(&top->interpreter()).prevFwdGradMode();
    napi_value parts[] = {to_js(env, std::string(name_of(top->key()))), to_js(env, top->layerId()),
                          to_js(env, mapped ? top->batchSize().expect_int() : int64_t{0}),
                          to_js(env, std::string(mapped ? name_of(top->randomness()) : "error")),
                          to_js(env, before)};
    napi_value array;
    check(napi_create_array_with_length(env, 5, &array));
    for (uint32_t i = 0; i < 5; ++i) check(napi_set_element(env, array, i, parts[i]));
    return array;
  });
}

// (function): calls it as if the innermost transform were not there.
napi_value transform_lower(napi_env env, napi_callback_info info) {
  return guarded(env, [&] {
    Arguments<1> args(env, info);
    expect_transform();
    LoweredLayer lowered;
    return call_js(Env::of(env), args[0], {});
  });
}

// (tensor): as the innermost level of grad or jvp sees it.
napi_value transform_lift(napi_env env, napi_callback_info info) {
  return guarded(env, [&] {
    Arguments<1> args(env, info);
    expect_transform();
    auto top = functorch::maybeCurrentDynamicLayer();
    const at::Tensor& x = unwrap_tensor(env, args[0]);
    bool grad = top->key() == functorch::TransformType::Grad;
    return wrap(env, grad ? functorch::GradInterpreterPtr(&top->interpreter()).lift(x)
                          : functorch::JvpInterpreterPtr(&top->interpreter()).lift(x));
  });
}

// (tensor): without what transforms that have ended wrapped round it; undefined where there is nothing.
napi_value transform_unwrap_dead(napi_env env, napi_callback_info info) {
  return guarded(env, [&] {
    Arguments<1> args(env, info);
    const at::Tensor& x = unwrap_tensor(env, args[0]);
    if (functorch::maybeGetTensorWrapper(x) == nullptr) return undefined(env);
    at::Tensor inner = functorch::unwrapIfDead(x);
    return inner.is_same(x) ? undefined(env) : wrap(env, std::move(inner));
  });
}

// (tensor): what the outermost wrapper holds, of whatever transform; undefined for a plain tensor.
napi_value transform_peel(napi_env env, napi_callback_info info) {
  return guarded(env, [&] {
    Arguments<1> args(env, info);
    const at::Tensor& x = unwrap_tensor(env, args[0]);
    if (auto* wrapper = functorch::maybeGetTensorWrapper(x)) return wrap(env, wrapper->value());
    if (auto* batched = functorch::maybeGetBatchedImpl(x)) return wrap(env, batched->value());
    if (at::functionalization::impl::isFunctionalTensor(x))
      return wrap(env, at::functionalization::impl::unsafeGetFunctionalWrapper(x)->value());
    return undefined(env);
  });
}

// (tensor): Python's name for what a transform wraps, `GradTrackingTensor(lvl=1`; undefined for a plain one.
napi_value transform_label(napi_env env, napi_callback_info info) {
  return guarded(env, [&] {
    Arguments<1> args(env, info);
    const at::Tensor& x = unwrap_tensor(env, args[0]);
    auto label = [&](const char* name, int64_t level) {
      return std::string(name) + "(lvl=" + std::to_string(level);
    };
    constexpr int64_t ended = -2;
    if (auto* wrapper = functorch::maybeGetTensorWrapper(x))
      return to_js(env, label("GradTrackingTensor", wrapper->level().value_or(ended)));
    if (auto* batched = functorch::maybeGetBatchedImpl(x))
      return to_js(env,
                   label("BatchedTensor", batched->level()) + ", bdim=" + std::to_string(batched->bdim()));
    if (!at::functionalization::impl::isFunctionalTensor(x)) return undefined(env);
    at::functionalization::impl::sync(x);
    return to_js(
        env, label("FunctionalTensor", at::functionalization::impl::unsafeGetFunctionalWrapper(x)->level()));
  });
}

// (tensor, level): the tensor as functionalize sees it.
napi_value functional_wrap(napi_env env, napi_callback_info info) {
  return guarded(env, [&] {
    Arguments<2> args(env, info);
    at::Tensor inside = at::functionalization::impl::to_functional_tensor(unwrap_tensor(env, args[0]));
    at::functionalization::impl::unsafeGetFunctionalWrapper(inside)->set_level(get_int64(env, args[1]));
    return wrap(env, std::move(inside));
  });
}

// (tensor, level, keep views): what it holds once all changes are written to it; undefined for one of another
// level.
napi_value functional_unwrap(napi_env env, napi_callback_info info) {
  return guarded(env, [&] {
    Arguments<3> args(env, info);
    const at::Tensor& x = unwrap_tensor(env, args[0]);
    if (!at::functionalization::impl::isFunctionalTensor(x)) return undefined(env);
    auto* wrapper = at::functionalization::impl::unsafeGetFunctionalWrapper(x);
    if (wrapper->level() != get_int64(env, args[1])) return undefined(env);
    // A view of what was changed is made again, as a view or as a copy.
    namespace impl = at::functionalization::impl;
    impl::setFunctionalizationReapplyViewsTLS(get_bool(env, args[2]));
    bool changed = wrapper->apply_updates();
    // Another view may have written the changes to the base already.
    if (changed || !wrapper->is_up_to_date()) wrapper->regenerate_from_base();
    impl::setFunctionalizationReapplyViewsTLS(false);
    return wrap(env, wrapper->value());
  });
}

// (tensor, level, differentiable): the tensor as it is seen inside a level of grad.
napi_value transform_wrap(napi_env env, napi_callback_info info) {
  return guarded(env, [&] {
    Arguments<3> args(env, info);
    at::Tensor inside = functorch::makeTensorWrapper(unwrap_tensor(env, args[0]), get_int64(env, args[1]));
    // LibTorch refuses requires_grad_ to user code inside of a transform.
    if (get_bool(env, args[2])) inside.unsafeGetTensorImpl()->set_requires_grad(true);
    return wrap(env, std::move(inside));
  });
}

// (tensor, level): the tensor outside of it.
napi_value transform_unwrap(napi_env env, napi_callback_info info) {
  return guarded(env, [&] {
    Arguments<2> args(env, info);
    const at::Tensor& x = unwrap_tensor(env, args[0]);
    auto* wrapper = functorch::maybeGetTensorWrapper(x);
    bool inside = wrapper != nullptr && wrapper->level() == get_int64(env, args[1]);
    return wrap(env, inside ? wrapper->value() : x);
  });
}

// (tensor, dim, level): hides a dimension, over which operators then map.
napi_value batch_add(napi_env env, napi_callback_info info) {
  return guarded(env, [&] {
    Arguments<3> args(env, info);
    return wrap(env, functorch::addBatchDim(unwrap_tensor(env, args[0]), get_int64(env, args[1]),
                                            get_int64(env, args[2])));
  });
}

// (tensor, level): [tensor, the dimension that the level hides], or undefined where it hides none.
napi_value batch_unwrap(napi_env env, napi_callback_info info) {
  return guarded(env, [&] {
    Arguments<2> args(env, info);
    const auto* batched = functorch::maybeGetBatchedImpl(unwrap_tensor(env, args[0]));
    if (batched == nullptr || batched->level() != get_int64(env, args[1])) return undefined(env);
    napi_value pair;
    check(napi_create_array_with_length(env, 2, &pair));
    check(napi_set_element(env, pair, 0, wrap(env, batched->value())));
    check(napi_set_element(env, pair, 1, to_js(env, static_cast<int64_t>(batched->bdim()))));
    return pair;
  });
}

// (tensor, level, batch size, dim): shows the hidden dimension at `dim` again; a tensor without one is
// repeated.
napi_value batch_remove(napi_env env, napi_callback_info info) {
  return guarded(env, [&] {
    Arguments<4> args(env, info);
    const at::Tensor& x = unwrap_tensor(env, args[0]);
    int64_t dim = get_int64(env, args[3]);
    const auto* batched = functorch::maybeGetBatchedImpl(x);
    if (batched != nullptr && batched->level() == get_int64(env, args[1])) {
      const at::Tensor& value = batched->value();
      // No view where none is needed: the graph shows the operator itself, as in Python.
      bool there = batched->bdim() == (dim < 0 ? dim + value.dim() : dim);
      return wrap(env, there ? value : value.movedim(batched->bdim(), dim));
    }
    std::vector<int64_t> sizes = x.sizes().vec();
    int64_t place = dim < 0 ? dim + x.dim() + 1 : dim;
    if (place < 0 || place > x.dim()) throw Error("IndexError", "out_dims is out of range");
    sizes.insert(sizes.begin() + place, get_int64(env, args[2]));
    return wrap(env, x.unsqueeze(place).expand(sizes));
  });
}
#else
#define UNSUPPORTED(name)                                                                   \
  napi_value name(napi_env env, napi_callback_info) {                                       \
    return guarded(env, [&]() -> napi_value {                                               \
      throw Error("NotImplementedError", "torch.func and vmap need LibTorch 2.0 or newer"); \
    });                                                                                     \
  }
UNSUPPORTED(transform_push)
UNSUPPORTED(transform_pop)
UNSUPPORTED(transform_wrap)
UNSUPPORTED(transform_unwrap)
UNSUPPORTED(transform_top)
UNSUPPORTED(transform_lower)
UNSUPPORTED(transform_lift)
UNSUPPORTED(transform_unwrap_dead)
UNSUPPORTED(transform_peel)
UNSUPPORTED(functional_wrap)
UNSUPPORTED(functional_unwrap)
UNSUPPORTED(batch_unwrap)
UNSUPPORTED(batch_add)
UNSUPPORTED(batch_remove)
#undef UNSUPPORTED
// Nothing there can be wrapped.
napi_value transform_label(napi_env env, napi_callback_info) { return undefined(env); }
#endif

}  // namespace typetorch
