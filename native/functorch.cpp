#include "functorch.h"

#include <ATen/ATen.h>
#include <torch/csrc/autograd/forward_grad.h>
#include <torch/version.h>

#include "box.h"

#if TORCH_VERSION_MAJOR >= 2
#define TYPETORCH_FUNCTORCH
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

#ifdef TYPETORCH_FUNCTORCH
namespace {

namespace functorch = at::functorch;

functorch::RandomnessType randomness_of(const std::string& name) {
  if (name == "error") return functorch::RandomnessType::Error;
  if (name == "same") return functorch::RandomnessType::Same;
  if (name == "different") return functorch::RandomnessType::Different;
  throw Error("RuntimeError", "randomness argument needs to be error, same, or different.");
}

}  // namespace

// ("grad" | "jvp"), ("vmap", batch size, randomness): the new level's number.
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
    } else {
      level = functorch::initAndPushDynamicLayer(functorch::TransformType::Grad, c10::nullopt, c10::nullopt,
                                                 at::GradMode::is_enabled());
    }
    return to_js(env, level);
  });
}

napi_value transform_pop(napi_env env, napi_callback_info info) {
  return guarded(env, [&] {
    if (!functorch::maybeCurrentDynamicLayer().has_value())
      throw Error("RuntimeError", "no function transform is active");
    return to_js(env, functorch::popDynamicLayerAndDeleteMetadata().layerId());
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

// (tensor, level, batch size, dim): shows the hidden dimension at `dim` again; a tensor without one is
// repeated.
napi_value batch_remove(napi_env env, napi_callback_info info) {
  return guarded(env, [&] {
    Arguments<4> args(env, info);
    const at::Tensor& x = unwrap_tensor(env, args[0]);
    int64_t dim = get_int64(env, args[3]);
    const auto* batched = functorch::maybeGetBatchedImpl(x);
    if (batched != nullptr && batched->level() == get_int64(env, args[1]))
      return wrap(env, batched->value().movedim(batched->bdim(), dim));
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
UNSUPPORTED(batch_add)
UNSUPPORTED(batch_remove)
#undef UNSUPPORTED
#endif

}  // namespace typetorch
