#include "context.h"

#include <ATen/ATen.h>
#include <ATen/CPUGeneratorImpl.h>
#include <ATen/Parallel.h>
#include <c10/core/AutogradState.h>
#include <torch/csrc/autograd/anomaly_mode.h>

#include <functional>
#include <unordered_map>

#include "convert.h"
#include "memory.h"
#include "version.h"

namespace typetorch {
namespace {

at::Generator& generator_of(napi_env env, napi_value value, at::Generator& holder) {
  Box* box = try_unbox(env, value);
  if (box == nullptr || box->kind != Kind::Generator) throw Error("TypeError", "expected a torch.Generator");
  holder = box->value.toGenerator();
  return holder;
}

at::Device device_of(napi_env env, napi_value value) {
  if (type_of(env, value) == napi_string) return at::Device(get_string(env, value));
  return at::Device(at::kCPU);
}

/// A seed as Python takes it: any 64 bit value, negative ones by their two's complement.
uint64_t seed_of(napi_env env, napi_value value) {
  if (type_of(env, value) == napi_number) {
    double number = get_double(env, value);
    if (number != number || number < -9223372036854775808.0 || number >= 18446744073709551616.0) {
      throw Error("RuntimeError", "Overflow when unpacking long: a seed must fit 64 bits");
    }
    return number < 0 ? static_cast<uint64_t>(static_cast<int64_t>(number)) : static_cast<uint64_t>(number);
  }
  int sign;
  size_t words = 1;
  uint64_t word = 0;
  check(napi_get_value_bigint_words(env, value, &sign, &words, &word));
  if (words > 1 || (sign != 0 && word > uint64_t{1} << 63)) {
    throw Error("RuntimeError", "Overflow when unpacking long: a seed must fit 64 bits");
  }
  return sign != 0 ? ~word + 1 : word;
}

using torch::autograd::AnomalyMode;
#if !TYPETORCH_SINCE(2, 0)
namespace warnings = c10::Warning;
#else
namespace warnings = c10::WarningUtils;
#endif

// How cuBLAS adds up halves: yes or no, and from 2.10 on one of three ways, of which the first is yes.
template <typename Option>
bool allows(Option option) {
  return std::is_same<Option, bool>::value ? static_cast<bool>(option) : static_cast<int>(option) == 0;
}

struct Flag {
  std::function<bool()> get;
  std::function<void(bool)> set;
};
using Flags = std::unordered_map<std::string, Flag>;

/// What at::Context has a pair of functions for.
void add_switches(Flags& flags) {
#define SWITCH(name, getter, setter)                     \
  flags[name] = {                                        \
    [] { return allows(at::globalContext().getter()); }, \
    [](bool on) { at::globalContext().setter(on); }      \
  }
  SWITCH("cudnn.enabled", userEnabledCuDNN, setUserEnabledCuDNN);
  SWITCH("cudnn.benchmark", benchmarkCuDNN, setBenchmarkCuDNN);
  SWITCH("cudnn.deterministic", deterministicCuDNN, setDeterministicCuDNN);
  SWITCH("cudnn.allow_tf32", allowTF32CuDNN, setAllowTF32CuDNN);
  SWITCH("mkldnn.enabled", userEnabledMkldnn, setUserEnabledMkldnn);
  SWITCH("matmul.allow_tf32", allowTF32CuBLAS, setAllowTF32CuBLAS);
  SWITCH("matmul.allow_fp16_reduced_precision_reduction", allowFP16ReductionCuBLAS,
         setAllowFP16ReductionCuBLAS);
  SWITCH("sdp.flash", userEnabledFlashSDP, setSDPUseFlash);
  SWITCH("sdp.math", userEnabledMathSDP, setSDPUseMath);
#if TYPETORCH_SINCE(2, 0)
  SWITCH("sdp.mem_efficient", userEnabledMemEfficientSDP, setSDPUseMemEfficient);
  SWITCH("matmul.allow_bf16_reduced_precision_reduction", allowBF16ReductionCuBLAS,
         setAllowBF16ReductionCuBLAS);
#endif
#if TYPETORCH_SINCE(2, 6)
  SWITCH("sdp.cudnn", userEnabledCuDNNSDP, setSDPUseCuDNN);
  SWITCH("sdp.overrideable", userEnabledOverrideableSDP, setSDPUseOverrideable);
  SWITCH("sdp.fp16_bf16_reduction", allowFP16BF16ReductionMathSDP, setAllowFP16BF16ReductionMathSDP);
#endif
#if TYPETORCH_SINCE(2, 7)
  SWITCH("matmul.allow_fp16_accumulation", allowFP16AccumulationCuBLAS, setAllowFP16AccumulationCuBLAS);
#endif
#undef SWITCH
}

// Whether something is checked: yes or no, and in later versions perhaps not said, which means no.
[[maybe_unused]] bool is_set(bool on) { return on; }
[[maybe_unused]] bool is_set(c10::optional<bool> on) { return on.value_or(false); }

// Switches of the newest LibTorch versions, where this one has them.
template <typename C>
auto add_stream_switches(Flags& flags, C* context, int)
    -> decltype(context->setOverrideStaleCaptureStream(true), void()) {
  flags["autograd.warn_stream_mismatch"] = {
      [=] { return context->warnOnAccumulateGradStreamMismatch(); },
      [=](bool on) { context->setWarnOnAccumulateGradStreamMismatch(on); }};
  flags["autograd.override_stale_stream"] = {[=] { return context->overrideStaleCaptureStream(); },
                                             [=](bool on) { context->setOverrideStaleCaptureStream(on); }};
}
template <typename C>
void add_stream_switches(Flags&, C*, long) {}

template <typename S>
auto add_layout_switch(Flags& flags, S*, int)
    -> decltype(S::get_tls_state().set_grad_layout_enforcement_enabled(true), void()) {
  flags["autograd.grad_layout"] = {
      [] { return S::get_tls_state().get_grad_layout_enforcement_enabled(); },
      [](bool on) { S::get_tls_state().set_grad_layout_enforcement_enabled(on); }};
}
template <typename S>
void add_layout_switch(Flags&, S*, long) {}

const Flags& flags() {
  static const Flags table = [] {
    auto context = [] { return &at::globalContext(); };
    Flags map;
    add_switches(map);
    add_stream_switches(map, &at::globalContext(), 0);
    add_layout_switch(map, static_cast<c10::AutogradState*>(nullptr), 0);
    map["deterministic_algorithms"] = {[=] { return context()->deterministicAlgorithms(); },
                                       [=](bool on) { context()->setDeterministicAlgorithms(on, false); }};
    map["deterministic_warn_only"] = {
        [=] { return context()->deterministicAlgorithmsWarnOnly(); },
        [=](bool on) { context()->setDeterministicAlgorithms(context()->deterministicAlgorithms(), on); }};
    map["warn_always"] = {[] { return warnings::get_warnAlways(); },
                          [](bool on) { warnings::set_warnAlways(on); }};
    map["anomaly"] = {[] { return AnomalyMode::is_enabled(); },
                      [](bool on) { AnomalyMode::set_enabled(on, AnomalyMode::should_check_nan()); }};
    map["anomaly_check_nan"] = {[] { return AnomalyMode::should_check_nan(); },
                                [](bool on) { AnomalyMode::set_enabled(AnomalyMode::is_enabled(), on); }};
    auto autograd = [] { return &c10::AutogradState::get_tls_state(); };
#if TYPETORCH_SINCE(2, 0)
    map["multithreading"] = {[=] { return autograd()->get_multithreading_enabled(); },
                             [=](bool on) { autograd()->set_multithreading_enabled(on); }};
#endif
#if TYPETORCH_SINCE(2, 0)
    map["sparse.check_invariants"] = {[=] { return is_set(context()->checkSparseTensorInvariants()); },
                                      [=](bool on) { context()->setCheckSparseTensorInvariants(on); }};
#endif
    map["forward_gradients"] = {[=] { return autograd()->get_fw_grad_mode(); },
                                [=](bool on) { autograd()->set_fw_grad_mode(on); }};
    map["has_lapack"] = {[] { return at::hasLAPACK(); }, nullptr};
    map["has_mkldnn"] = {[] { return at::hasMKLDNN(); }, nullptr};
    map["has_mkl"] = {[] { return at::hasMKL(); }, nullptr};
    map["has_openmp"] = {[] { return at::hasOpenMP(); }, nullptr};
    map["has_mps"] = {[] { return at::hasMPS(); }, nullptr};
    map["has_cuda"] = {[] { return at::hasCUDA(); }, nullptr};
    return map;
  }();
  return table;
}

}  // namespace

napi_value manual_seed(napi_env env, napi_callback_info info) {
  return guarded(env, [&] {
    Arguments<1> args(env, info);
    uint64_t seed = seed_of(env, args[0]);
    if (const auto& own = Env::of(env).own_generator) {
      std::lock_guard<std::mutex> lock(own->mutex());
      own->set_current_seed(seed);
    } else {
      at::manual_seed(seed);
    }
    return undefined(env);
  });
}

napi_value generator(napi_env env, napi_callback_info info) {
  return guarded(env, [&] {
    Arguments<1> args(env, info);
    at::Device device = device_of(env, args[0]);
    if (device.is_cpu()) return wrap(env, Kind::Generator, at::make_generator<at::CPUGeneratorImpl>());
    // A clone of the device's own generator, seeded afresh: works for any back end without naming its class.
    at::Generator clone = at::globalContext().defaultGenerator(device).clone();
    clone.set_current_seed(c10::detail::getNonDeterministicRandom());
    return wrap(env, Kind::Generator, clone);
  });
}

napi_value default_generator(napi_env env, napi_callback_info info) {
  return guarded(env, [&] {
    Arguments<1> args(env, info);
    at::Device device = device_of(env, args[0]);
    const auto& own = Env::of(env).own_generator;
    if (own && device.is_cpu()) return wrap(env, Kind::Generator, *own);
    return wrap(env, Kind::Generator, at::globalContext().defaultGenerator(device));
  });
}

// (generator, seed?): sets the seed when given, "fresh" draws one; returns the initial seed.
napi_value generator_seed(napi_env env, napi_callback_info info) {
  return guarded(env, [&] {
    Arguments<2> args(env, info);
    at::Generator holder;
    at::Generator& generator = generator_of(env, args[0], holder);
    std::lock_guard<std::mutex> lock(generator.mutex());
    switch (type_of(env, args[1])) {
      case napi_undefined:
        break;
      case napi_string:
        generator.seed();
        break;
      default:
        generator.set_current_seed(seed_of(env, args[1]));
    }
    napi_value value;
    check(napi_create_bigint_uint64(env, generator.current_seed(), &value));
    return value;
  });
}

// (generator, state?): sets the state when given, else returns it as a uint8 tensor.
napi_value generator_state(napi_env env, napi_callback_info info) {
  return guarded(env, [&] {
    Arguments<2> args(env, info);
    at::Generator holder;
    at::Generator& generator = generator_of(env, args[0], holder);
    std::lock_guard<std::mutex> lock(generator.mutex());
    if (type_of(env, args[1]) == napi_undefined) return wrap(env, generator.get_state());
    generator.set_state(unwrap_tensor(env, args[1]));
    return undefined(env);
  });
}

napi_value generator_device(napi_env env, napi_callback_info info) {
  return guarded(env, [&] {
    Arguments<1> args(env, info);
    at::Generator holder;
    return to_js(env, generator_of(env, args[0], holder).device().str());
  });
}

// (interop, count?): the number of threads, after setting it when given.
napi_value threads(napi_env env, napi_callback_info info) {
  return guarded(env, [&] {
    Arguments<2> args(env, info);
    bool interop = get_bool(env, args[0]);
    if (type_of(env, args[1]) == napi_number) {
      auto count = static_cast<int>(get_int64(env, args[1]));
      if (count < 1) throw Error("RuntimeError", "set_num_threads expects a positive integer");
      interop ? at::set_num_interop_threads(count) : at::set_num_threads(count);
    }
    return to_js(env, static_cast<double>(interop ? at::get_num_interop_threads() : at::get_num_threads()));
  });
}

// (dtype code?): the default floating dtype's code, after setting it when given.
napi_value default_dtype(napi_env env, napi_callback_info info) {
  return guarded(env, [&] {
    Arguments<1> args(env, info);
    if (type_of(env, args[0]) == napi_number) {
      int64_t code = get_int64(env, args[0]);
      auto type = static_cast<at::ScalarType>(code);
      if (static_cast<int64_t>(type) != code || !at::isFloatingType(type)) {
        throw Error("TypeError", "only floating-point types are supported as the default type");
      }
      at::set_default_dtype(c10::scalarTypeToTypeMeta(type));
    }
    return to_js(env, static_cast<double>(c10::typeMetaToScalarType(at::get_default_dtype())));
  });
}

// (name, value?)
napi_value context_flag(napi_env env, napi_callback_info info) {
  return guarded(env, [&] {
    Arguments<2> args(env, info);
    std::string name = get_string(env, args[0]);
    auto found = flags().find(name);
    if (found == flags().end()) throw Error("NotImplementedError", "this LibTorch has no setting " + name);
    if (type_of(env, args[1]) == napi_boolean) {
      if (!found->second.set) throw Error("RuntimeError", name + " cannot be changed");
      found->second.set(get_bool(env, args[1]));
    }
    return to_js(env, found->second.get());
  });
}

// (on): whether this processor can do it.
napi_value flush_denormal(napi_env env, napi_callback_info info) {
  return guarded(env, [&] {
    Arguments<1> args(env, info);
    return to_js(env, at::globalContext().setFlushDenormal(get_bool(env, args[0])));
  });
}

// (precision?): "highest", "high" or "medium", after setting it when given.
napi_value matmul_precision(napi_env env, napi_callback_info info) {
  return guarded(env, [&] {
    Arguments<1> args(env, info);
    at::Context& context = at::globalContext();
    if (type_of(env, args[0]) == napi_string) {
      std::string precision = get_string(env, args[0]);
      if (precision != "highest" && precision != "high" && precision != "medium")
        throw Error("ValueError", "the precision is one of 'highest', 'high' and 'medium'");
      context.setFloat32MatmulPrecision(precision);
    }
    switch (context.float32MatmulPrecision()) {
      case at::Float32MatmulPrecision::HIGHEST:
        return to_js(env, std::string("highest"));
      case at::Float32MatmulPrecision::HIGH:
        return to_js(env, std::string("high"));
      default:
        return to_js(env, std::string("medium"));
    }
  });
}

// (what?): "reset_peak" and "release" act first; returns the figures of memory.h in their order.
napi_value memory_stats(napi_env env, napi_callback_info info) {
  return guarded(env, [&] {
    Arguments<1> args(env, info);
    if (type_of(env, args[0]) == napi_string) {
      std::string action = get_string(env, args[0]);
      if (action == "reset_peak") memory::reset_peak();
      if (action == "release") memory::release_cached();
    }
    memory::Stats stats = memory::stats(Env::of(env));
    return to_js(
        env, std::vector<int64_t>{stats.handles, stats.allocated_bytes, stats.peak_bytes, stats.cached_bytes,
                                  stats.minor_collections, stats.major_collections});
  });
}

napi_value build_info(napi_env env, napi_callback_info) {
  return guarded(env, [&] {
    napi_value object;
    check(napi_create_object(env, &object));
    check(napi_set_named_property(env, object, "libtorch",
                                  to_js(env, std::string(TYPETORCH_LIBTORCH_VERSION))));
    check(napi_set_named_property(env, object, "headers", to_js(env, std::string(TORCH_VERSION))));
    check(napi_set_named_property(env, object, "config", to_js(env, at::show_config())));
#ifdef TYPETORCH_CUDA
    check(napi_set_named_property(env, object, "cuda", to_js(env, true)));
#else
    check(napi_set_named_property(env, object, "cuda", to_js(env, false)));
#endif
    return object;
  });
}

}  // namespace typetorch
