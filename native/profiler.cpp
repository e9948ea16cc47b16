#include "profiler.h"

#include <ATen/Context.h>
#include <ATen/record_function.h>
#include <torch/csrc/autograd/profiler_kineto.h>

#include <cstring>
#include <mutex>
#include <set>
#include <thread>

#include "box.h"
#include "env.h"
#include "guard.h"
#include "version.h"

namespace typetorch {
namespace {

namespace kineto = torch::autograd::profiler;
using torch::profiler::impl::ActivityType;
using torch::profiler::impl::ProfilerConfig;
using torch::profiler::impl::ProfilerState;

/// Bit 0: the processor, bit 1: CUDA.
std::set<ActivityType> activities_of(int64_t bits) {
  std::set<ActivityType> activities;
  if (bits & 1) activities.insert(ActivityType::CPU);
  if ((bits & 2) && at::hasCUDA()) activities.insert(ActivityType::CUDA);
  if (activities.empty()) throw Error("ValueError", "there is no activity to record");
  return activities;
}

ProfilerConfig config_of(napi_env env, const Arguments<4>& args) {
  return ProfilerConfig(ProfilerState::KINETO, get_bool(env, args[1]), get_bool(env, args[2]),
                        /*with_stack=*/false, get_bool(env, args[3]));
}

// LibTorch counted in microseconds before 2.3.
#if TYPETORCH_SINCE(2, 3)
double duration_of(const kineto::KinetoEvent& event) { return static_cast<double>(event.durationNs()); }
double since(const kineto::KinetoEvent& event, const kineto::ProfilerResult& result) {
  return static_cast<double>(static_cast<int64_t>(event.startNs() - result.trace_start_ns()));
}
#else
double duration_of(const kineto::KinetoEvent& event) { return 1000.0 * event.durationUs(); }
double since(const kineto::KinetoEvent& event, const kineto::ProfilerResult& result) {
  return 1000.0 * static_cast<double>(static_cast<int64_t>(event.startUs() - result.trace_start_us()));
}
#endif

bool is_hidden(const kineto::KinetoEvent& event) {
#if TYPETORCH_SINCE(2, 8)
  return event.isHiddenEvent();
#else
  return false;
#endif
}

bool is_annotation(const kineto::KinetoEvent& event) {
#if TYPETORCH_SINCE(2, 3)
  // libkineto's USER_ANNOTATION and GPU_USER_ANNOTATION
  return event.activityType() == 1 || event.activityType() == 2;
#else
  return event.scope() == static_cast<uint8_t>(at::RecordScope::USER_SCOPE);
#endif
}

/// One event as numbers, in the order that src/profiler/events.ts reads.
void append_numbers(std::vector<double>& numbers, const kineto::KinetoEvent& event,
                    const kineto::ProfilerResult& result) {
  double start = since(event, result);
  double row[] = {start,
                  start + duration_of(event),
                  static_cast<double>(event.correlationId()),
                  static_cast<double>(event.linkedCorrelationId()),
                  static_cast<double>(event.startThreadId()),
                  static_cast<double>(event.endThreadId()),
                  static_cast<double>(event.fwdThreadId()),
                  static_cast<double>(event.scope()),
                  static_cast<double>(event.deviceType()),
                  static_cast<double>(event.deviceIndex()),
                  static_cast<double>(event.deviceResourceId()),
                  static_cast<double>(event.sequenceNr()),
                  static_cast<double>(event.flops()),
                  static_cast<double>(event.nBytes()),
                  static_cast<double>(event.isAsync()),
                  static_cast<double>(event.cudaElapsedUs()),
                  static_cast<double>(is_annotation(event)),
                  static_cast<double>(is_hidden(event))};
  numbers.insert(numbers.end(), std::begin(row), std::end(row));
}

void append_list(std::string& text, c10::ArrayRef<int64_t> list) {
  text += '[';
  for (size_t i = 0; i < list.size(); ++i) {
    if (i > 0) text += ',';
    text += std::to_string(list[i]);
  }
  text += ']';
}

std::string shapes_of(const kineto::KinetoEvent& event) {
  std::string text = "[";
  if (event.hasShapes()) {
    for (const std::vector<int64_t>& shape : event.shapes()) {
      if (text.size() > 1) text += ',';
      append_list(text, shape);
    }
  }
  return text + "]";
}

napi_value js_doubles(napi_env env, const std::vector<double>& numbers) {
  void* data = nullptr;
  napi_value buffer, array;
  check(napi_create_arraybuffer(env, numbers.size() * sizeof(double), &data, &buffer));
  if (!numbers.empty()) std::memcpy(data, numbers.data(), numbers.size() * sizeof(double));
  check(napi_create_typedarray(env, napi_float64_array, numbers.size(), buffer, 0, &array));
  return array;
}

/// What JavaScript holds of a finished recording. Like every box it starts with an address of our own, so
/// that another library's external is told apart before it is trusted.
struct ResultBox {
  static const char kTag;
  const char* tag = &kTag;
  std::unique_ptr<kineto::ProfilerResult> result;
};
const char ResultBox::kTag = 0;

napi_value js_strings(napi_env env, const std::vector<std::string>& texts) {
  napi_value array;
  check(napi_create_array_with_length(env, texts.size(), &array));
  for (size_t i = 0; i < texts.size(); ++i) {
    HandleScope scope(env);
    check(napi_set_element(env, array, i, to_js(env, texts[i])));
  }
  return array;
}

/// LibTorch records for one thread at a time, and a process that ends while it records crashes.
class Recording {
 public:
  void prepare(const ProfilerConfig& config, const std::set<ActivityType>& activities) {
    std::lock_guard<std::mutex> lock(mutex_);
    if (owner_ != std::thread::id()) throw Error("RuntimeError", "the profiler is running already");
    // Twice would throw away a recording that was never begun, with a warning.
    if (!prepared_) kineto::prepareProfiler(config, activities);
    prepared_ = true;
  }
  void begin(napi_env env, const ProfilerConfig& config, const std::set<ActivityType>& activities) {
    std::lock_guard<std::mutex> lock(mutex_);
    if (owner_ != std::thread::id()) throw Error("RuntimeError", "the profiler is running already");
    if (!prepared_) kineto::prepareProfiler(config, activities);
    prepared_ = false;
    kineto::enableProfiler(config, activities);
    owner_ = std::this_thread::get_id();
    if (napi_add_env_cleanup_hook(env, abandon, this) != napi_ok) {
      kineto::disableProfiler();
      owner_ = {};
    }
  }
  std::unique_ptr<kineto::ProfilerResult> end(napi_env env) {
    std::lock_guard<std::mutex> lock(mutex_);
    if (owner_ != std::this_thread::get_id()) throw Error("RuntimeError", "the profiler is not running");
    napi_remove_env_cleanup_hook(env, abandon, this);
    owner_ = {};
    return kineto::disableProfiler();
  }

 private:
  static void abandon(void* self) {
    auto* recording = static_cast<Recording*>(self);
    std::lock_guard<std::mutex> lock(recording->mutex_);
    recording->owner_ = {};
    try {
      kineto::disableProfiler();
    } catch (...) {
      // The environment is ending; there is nobody left to tell.
    }
  }
  std::mutex mutex_;
  std::thread::id owner_;
  bool prepared_ = false;
};
Recording recording;

/// A named range, open until record_exit; ranges nest per thread.
struct OpenRange {
  explicit OpenRange(std::string given) : name(std::move(given)), function(at::RecordScope::USER_SCOPE) {
    if (function.isActive()) function.before(name.c_str());
  }
  std::string name;  // outlives the function, which may only refer to it
  at::RecordFunction function;
};
thread_local std::vector<std::unique_ptr<OpenRange>> open_ranges;

/// The operators that were called from outside of other operators, with the tensors that went in and came
/// out.
struct Trace {
  struct Node {
    std::string name;
    std::vector<at::Tensor> inputs;
    std::vector<at::Tensor> outputs;
  };
  std::vector<Node> nodes;  // holds the tensors, so that none of their addresses is used twice
  int depth = 0;
  at::CallbackHandle handle = at::INVALID_CALLBACK_HANDLE;
};
thread_local std::unique_ptr<Trace> trace;

void collect_tensors(const c10::IValue& value, std::vector<at::Tensor>& into) {
  if (value.isTensor()) {
    if (value.toTensor().defined()) into.push_back(value.toTensor());
  } else if (value.isList()) {
    for (const c10::IValue& item : value.toListRef()) collect_tensors(item, into);
  }
}

std::unique_ptr<at::ObserverContext> trace_enter(const at::RecordFunction& function) {
  if (trace && trace->depth++ == 0) {
    trace->nodes.push_back({function.name(), {}, {}});
    for (const c10::IValue& value : function.inputs()) collect_tensors(value, trace->nodes.back().inputs);
  }
  return nullptr;
}

void trace_leave(const at::RecordFunction& function, at::ObserverContext*) {
  if (!trace || --trace->depth != 0) return;
  for (const c10::IValue& value : function.outputs()) collect_tensors(value, trace->nodes.back().outputs);
}

std::string identity(const at::Tensor& tensor) {
  return std::to_string(reinterpret_cast<uintptr_t>(tensor.unsafeGetTensorImpl()));
}

void append_tensors(std::string& text, const char* name, const std::vector<at::Tensor>& tensors) {
  text += std::string(",\"") + name + "\":[";
  for (const at::Tensor& tensor : tensors) {
    if (text.back() != '[') text += ',';
    text += "[" + identity(tensor) + ",";
    append_list(text, tensor.sizes());
    text += "]";
  }
  text += "]";
}

}  // namespace

napi_value profiler_prepare(napi_env env, napi_callback_info info) {
  return guarded(env, [&] {
    Arguments<4> args(env, info);
    recording.prepare(config_of(env, args), activities_of(get_int64(env, args[0])));
    return undefined(env);
  });
}

napi_value profiler_start(napi_env env, napi_callback_info info) {
  return guarded(env, [&] {
    Arguments<4> args(env, info);
    recording.begin(env, config_of(env, args), activities_of(get_int64(env, args[0])));
    return undefined(env);
  });
}

napi_value profiler_stop(napi_env env, napi_callback_info info) {
  return guarded(env, [&] {
    Arguments<1> args(env, info);
    bool with_shapes = get_bool(env, args[0]);
    std::unique_ptr<kineto::ProfilerResult> result = recording.end(env);
    if (!result) throw Error("RuntimeError", "the profiler is not running");
    std::vector<double> numbers;
    std::vector<std::string> names, shapes;
    for (const kineto::KinetoEvent& event : result->events()) {
      names.push_back(event.name());
      append_numbers(numbers, event, *result);
      if (with_shapes) shapes.push_back(shapes_of(event));
    }
    napi_value external, array;
    auto* box = new ResultBox();
    box->result = std::move(result);
    napi_status status = napi_create_external(
        env, box, [](node_api_nogc_env, void* data, void*) { delete static_cast<ResultBox*>(data); }, nullptr,
        &external);
    if (status != napi_ok) delete box;
    check(status);
    check(napi_create_array_with_length(env, 4, &array));
    check(napi_set_element(env, array, 0, external));
    check(napi_set_element(env, array, 1, js_strings(env, names)));
    check(napi_set_element(env, array, 2, js_doubles(env, numbers)));
    check(napi_set_element(env, array, 3, js_strings(env, shapes)));
    return array;
  });
}

// (tool: 'nvtx' | 'itt' | null, shapes: boolean): names each operator in another tool's timeline; null ends
// it.
napi_value profiler_emit(napi_env env, napi_callback_info info) {
  return guarded(env, [&] {
    Arguments<2> args(env, info);
    if (type_of(env, args[0]) == napi_null) {
      kineto::disableProfiler();
      return undefined(env);
    }
    auto state = get_string(env, args[0]) == "itt" ? ProfilerState::ITT : ProfilerState::NVTX;
    kineto::enableProfiler(ProfilerConfig(state, get_bool(env, args[1]), false, false, false), {});
    return undefined(env);
  });
}

napi_value profiler_save(napi_env env, napi_callback_info info) {
  return guarded(env, [&] {
    Arguments<2> args(env, info);
    void* data;
    check(napi_get_value_external(env, args[0], &data));
    auto* box = static_cast<ResultBox*>(data);
    if (box->tag != &ResultBox::kTag) throw Error("TypeError", "this is no recording of the profiler");
    box->result->save(get_string(env, args[1]));
    return undefined(env);
  });
}

napi_value record_enter(napi_env env, napi_callback_info info) {
  return guarded(env, [&] {
    Arguments<1> args(env, info);
    open_ranges.push_back(std::make_unique<OpenRange>(get_string(env, args[0])));
    return to_js(env, static_cast<int64_t>(open_ranges.size()));
  });
}

/// Closes the range that record_enter numbered so, and those inside of it that were left open.
napi_value record_exit(napi_env env, napi_callback_info info) {
  return guarded(env, [&] {
    Arguments<1> args(env, info);
    size_t number = static_cast<size_t>(get_int64(env, args[0]));
    while (number > 0 && open_ranges.size() >= number) open_ranges.pop_back();
    return undefined(env);
  });
}

napi_value trace_start(napi_env env, napi_callback_info) {
  return guarded(env, [&] {
    if (trace) throw Error("RuntimeError", "a graph is being traced already");
    trace = std::make_unique<Trace>();
    trace->handle = at::addThreadLocalCallback(at::RecordFunctionCallback(trace_enter, trace_leave)
                                                   .needsInputs(true)
                                                   .needsOutputs(true)
                                                   .scopes({at::RecordScope::FUNCTION}));
    return undefined(env);
  });
}

napi_value trace_length(napi_env env, napi_callback_info) {
  return guarded(env, [&] { return to_js(env, static_cast<int64_t>(trace ? trace->nodes.size() : 0)); });
}

napi_value trace_stop(napi_env env, napi_callback_info) {
  return guarded(env, [&] {
    if (!trace) throw Error("RuntimeError", "no graph is being traced");
    std::unique_ptr<Trace> done = std::move(trace);
    at::removeCallback(done->handle);
    std::string text = "[";
    for (const Trace::Node& node : done->nodes) {
      if (text.size() > 1) text += ',';
      text += "{\"name\":\"" + node.name + "\"";
      append_tensors(text, "inputs", node.inputs);
      append_tensors(text, "outputs", node.outputs);
      text += '}';
    }
    return to_js(env, text + "]");
  });
}

napi_value tensor_identity(napi_env env, napi_callback_info info) {
  return guarded(env, [&] {
    Arguments<1> args(env, info);
    return to_js(env, static_cast<double>(
                          reinterpret_cast<uintptr_t>(unwrap_tensor(env, args[0]).unsafeGetTensorImpl())));
  });
}

}  // namespace typetorch
