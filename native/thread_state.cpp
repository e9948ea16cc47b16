#include "thread_state.h"

#include <ATen/ATen.h>
#include <ATen/CPUGeneratorImpl.h>
#include <ATen/Parallel.h>
#include <ATen/core/dispatch/Dispatcher.h>
#include <c10/core/impl/LocalDispatchKeySet.h>
#include <torch/library.h>

#include <mutex>

#include "guard.h"

// LibTorch's own OpenMP, where it has one; the number of threads it keeps is the calling thread's.
extern "C" __attribute__((weak)) void omp_set_num_threads(int count);

namespace typetorch {
namespace {

// A key without kernels of its own; operators pass through ours only on threads that ask for it.
constexpr c10::DispatchKey kKey = c10::DispatchKey::TESTING_ONLY_GenericMode;

thread_local at::Generator* own_generator = nullptr;

bool takes_generator(const c10::FunctionSchema& schema) {
  for (const c10::Argument& argument : schema.arguments()) {
    auto optional = argument.type()->cast<c10::OptionalType>();
    const c10::TypePtr type = optional ? optional->getElementType() : argument.type();
    if (type->kind() == c10::TypeKind::GeneratorType) return true;
  }
  return false;
}

/// Whether an operator with these arguments draws from a device's generator.
bool elsewhere(const c10::IValue& value) {
  if (value.isTensor()) return value.toTensor().defined() && !value.toTensor().device().is_cpu();
  if (value.isDevice()) return !value.toDevice().is_cpu();
  return false;
}

/// Gives an operator that was called without a generator this thread's own.
void with_own_generator(const c10::OperatorHandle& op, c10::DispatchKeySet keys, torch::jit::Stack* stack) {
  const auto& arguments = op.schema().arguments();
  auto values = torch::jit::last(*stack, arguments.size());
  bool device = false;
  for (const c10::IValue& value : values) device = device || elsewhere(value);
  for (size_t i = 0; i < arguments.size() && !device && own_generator != nullptr; ++i) {
    auto optional = arguments[i].type()->cast<c10::OptionalType>();
    if (!optional || optional->getElementType()->kind() != c10::TypeKind::GeneratorType) continue;
    c10::IValue& value = (*stack)[stack->size() - arguments.size() + i];
    if (value.isNone()) value = *own_generator;
  }
  op.redispatchBoxed(keys & c10::DispatchKeySet(c10::DispatchKeySet::FULL_AFTER, kKey), stack);
}

void install() {
  static std::once_flag once;
  std::call_once(once, [] {
    // Never destroyed: taking the kernels back would touch LibTorch after its end.
    static auto* fallback =
        new torch::Library(torch::Library::IMPL, "_", c10::make_optional(kKey), __FILE__, __LINE__);
    static auto* random =
        new torch::Library(torch::Library::IMPL, "aten", c10::make_optional(kKey), __FILE__, __LINE__);
    fallback->fallback(torch::CppFunction::makeFallthrough());
    for (const c10::OperatorName& name : c10::Dispatcher::singleton().getAllOpNames()) {
      if (name.name.compare(0, 6, "aten::") != 0) continue;
      auto op = c10::Dispatcher::singleton().findSchema(name);
      if (!op || !takes_generator(op->schema())) continue;
      std::string full = name.name.substr(6);
      if (!name.overload_name.empty()) full += "." + name.overload_name;
      random->impl(full.c_str(), torch::CppFunction::makeFromBoxedFunction<&with_own_generator>());
    }
  });
}

}  // namespace

/// Called before the first worker starts, by the thread that starts it: what it registers is the process's.
napi_value prepare_threads(napi_env env, napi_callback_info) {
  return guarded(env, [&] {
    install();
    return undefined(env);
  });
}

/// Gives this environment's thread a generator of its own, and one thread to compute with.
napi_value become_worker(napi_env env, napi_callback_info) {
  return guarded(env, [&] {
    install();
    Env& state = Env::of(env);
    if (!state.own_generator) {
      state.own_generator = std::make_unique<at::Generator>(at::make_generator<at::CPUGeneratorImpl>());
      own_generator = state.own_generator.get();
      c10::impl::tls_set_dispatch_key_included(kKey, true);
    }
    at::get_num_threads();  // once a thread, this sets the process's number; ours comes after it
    if (omp_set_num_threads != nullptr) omp_set_num_threads(1);
    return undefined(env);
  });
}

}  // namespace typetorch
