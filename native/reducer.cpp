// The reducer of DistributedDataParallel: LibTorch's own, which averages gradients over a group, bucket by
// bucket, while the backward pass still runs.
#include "callback.h"
#include "convert.h"
#include "distributed.h"
#include "process_group.h"

#ifdef TYPETORCH_DISTRIBUTED

#include <torch/csrc/autograd/engine.h>

#include <torch/csrc/distributed/c10d/reducer.hpp>

namespace typetorch {
namespace {

/// A hook of JavaScript's. It runs on its own thread while the pass waits, and starts what shall go on
/// meanwhile; the future that LibTorch wants has ended at once and says the bucket's number, and waiting for
/// the result is JavaScript's as well.
class JsCommHook final : public c10d::CommHookInterface {
 public:
  JsCommHook(Env& env, napi_value function) : callback_(env, function) {}

  c10::intrusive_ptr<c10::ivalue::Future> runHook(c10d::GradBucket& bucket) override {
    callback_.on_thread([&](Env& state, napi_value function) {
      napi_env env = state.env;
      call_js(state, function,
              {to_js(env, static_cast<int64_t>(bucket.getIndex())), to_js(env, bucket.isLast()),
               wrap_or_null(env, bucket.getBuffer()), wrap_list(state, bucket.getGradients()),
               wrap_list(state, bucket.getParameters(), wrap_known)});
    });
    auto started = c10::make_intrusive<c10::ivalue::Future>(c10::IntType::get());
    started->markCompleted(static_cast<int64_t>(bucket.getIndex()));
    return started;
  }

  at::Tensor parseHookResult(const c10::IValue& index) override {
    at::Tensor result;
    callback_.on_thread([&](Env& state, napi_value function) {
      result = unwrap_tensor(state, call_js(state, function, {to_js(state.env, index.toInt())}));
    });
    return result;
  }

 private:
  JsCallback callback_;
};

class HeldReducer final : public torch::CustomClassHolder {
 public:
  static constexpr const char* kName = "a Reducer";
  explicit HeldReducer(std::shared_ptr<c10d::Reducer> reducer) : reducer_(std::move(reducer)) {}
  const std::shared_ptr<c10d::Reducer>& get() const { return reducer_; }
  /// The reducer's own, if there is one.
  JsCommHook* hook = nullptr;

 private:
  std::shared_ptr<c10d::Reducer> reducer_;
};

}  // namespace

// (group, parameters, which have sparse gradients, names, bytes of the first buckets until the order is
// known, bytes of [the first, another] bucket after, find unused ones, gradients are views, verify)
napi_value reducer_new(napi_env env, napi_callback_info info) {
  return guarded(env, [&] {
    Arguments<9> args(env, info);
    Env& state = Env::of(env);
    auto group = held<Group>(env, args[0])->get();
    std::vector<at::Tensor> parameters = to_tensor_list(state, args[1]);
    std::vector<bool> sparse = read_array(env, args[2], [&](napi_value item) { return get_bool(env, item); });
    std::unordered_map<size_t, std::string> names;
    for (std::string& name :
         read_array(env, args[3], [&](napi_value item) { return get_string(env, item); })) {
      names.emplace(names.size(), std::move(name));
    }
    std::vector<int64_t> known = to_int_list(state, args[4]);
    int64_t first_bytes = get_int64(env, element(env, args[5], 0));
    int64_t bytes = get_int64(env, element(env, args[5], 1));
    if (get_bool(env, args[8])) c10d::verify_params_across_processes(group, parameters, {});
    auto [buckets, limits] =
        c10d::compute_bucket_assignment_by_size(parameters, {known.begin(), known.end()}, sparse);
    // The last layers' gradients are ready first.
    std::reverse(buckets.begin(), buckets.end());
    auto* made = new c10d::Reducer(
        std::move(parameters), std::move(buckets), std::move(group), std::move(sparse), bytes,
        get_bool(env, args[6]), get_bool(env, args[7]), std::move(names), first_bytes,
        /*skip_all_reduce_unused_params=*/false,
        /*use_python_reducer=*/false, /*bucket_bytes_cap_list=*/std::vector<int64_t>{});
    // Its destructor takes hooks off the parameters and throws where one is gone: not out of the collector.
    std::shared_ptr<c10d::Reducer> reducer(made, [](c10d::Reducer* dying) {
      try {
        delete dying;
      } catch (...) {
      }
    });
    return hold(env, c10::make_intrusive<HeldReducer>(std::move(reducer)));
  });
}

// (reducer, what, ...)
napi_value reducer_do(napi_env env, napi_callback_info info) {
  return guarded(env, [&] {
    Arguments<4> args(env, info);
    Env& state = Env::of(env);
    auto holder = held<HeldReducer>(env, args[0]);
    std::shared_ptr<c10d::Reducer> reducer = holder->get();
    std::string what = get_string(env, args[1]);
    if (what == "prepare_for_forward") {
      reducer->prepare_for_forward();
    } else if (what == "rebuild_buckets") {
      return to_js(env, reducer->rebuild_buckets());
    } else if (what == "prepare_for_backward") {
      reducer->prepare_for_backward(to_tensor_list(state, args[2]));
    } else if (what == "set_static_graph") {
      reducer->set_static_graph();
    } else if (what == "delay_all_reduce") {
      torch::autograd::Engine::get_default_engine().queue_callback(
          [reducer] { reducer->delay_all_reduce(); });
    } else if (what == "builtin_comm_hook") {
      reducer->register_builtin_comm_hook(get_int64(env, args[2]) == 0
                                              ? c10d::BuiltinCommHookType::ALLREDUCE
                                              : c10d::BuiltinCommHookType::FP16_COMPRESS);
    } else if (what == "comm_hook") {
      auto hook = std::make_unique<JsCommHook>(state, args[2]);
      JsCommHook* kept = hook.get();
      reducer->register_comm_hook(std::move(hook));
      holder->hook = kept;
    } else if (what == "average_zeros") {
      // What a process without inputs adds to the others' pass.
      std::vector<c10d::GradBucket> buckets = reducer->get_grad_buckets();
      std::vector<c10::intrusive_ptr<c10::ivalue::Future>> started;
      for (c10d::GradBucket& bucket : buckets) started.push_back(reducer->run_comm_hook(bucket));
      for (auto& future : started) {
        future->wait();
        if (holder->hook != nullptr) holder->hook->parseHookResult(future->value());
      }
    } else if (what == "push_rebuilt_params") {
      reducer->push_rebuilt_params_for_all_indices();
    } else if (what == "forward_work") {
      reducer->set_forward_pass_work_handle(held<HeldWork>(env, args[2])->object, get_bool(env, args[3]));
    } else if (what == "used_parameters") {
      return wrap(env, reducer->get_local_used_map_on_device());
    } else if (what == "remove_hooks") {
      reducer->remove_autograd_hooks();
    } else {
      throw Error("ValueError", "a reducer cannot " + what);
    }
    return undefined(env);
  });
}

}  // namespace typetorch

#endif
