// Graphs of CUDA, and pools of memory for them.
#include "cuda.h"
#include "cuda_compat.h"
#include "held.h"

#ifdef TYPETORCH_CUDA

#include <atomic>
#include <mutex>
#include <vector>

namespace typetorch {
namespace {

std::atomic<int> captures{0};

/// Destroying a graph or a pool touches the device, which would spoil a capture under way. The collector may
/// find a dead one at any moment: it waits here until no capture runs.
class Graveyard {
 public:
  void bury(std::shared_ptr<void> object) {
    if (captures.load() == 0) return;  // dies with the argument
    std::lock_guard<std::mutex> lock(mutex_);
    objects_.push_back(std::move(object));
  }
  void clear() {
    std::vector<std::shared_ptr<void>> objects;
    {
      std::lock_guard<std::mutex> lock(mutex_);
      objects.swap(objects_);
    }
  }

 private:
  std::mutex mutex_;
  std::vector<std::shared_ptr<void>> objects_;
};

Graveyard& graveyard() {
  static auto* instance = new Graveyard();  // its objects may outlive every destructor
  return *instance;
}

class Graph final : public torch::CustomClassHolder {
 public:
  static constexpr const char* kName = "a CUDAGraph";
  explicit Graph(bool keep) : graph(cuda::new_graph(keep)) {}
  ~Graph() override {
    if (capturing) ended();
    graveyard().bury(std::move(graph));
  }
  void begun() {
    capturing = true;
    ++captures;
  }
  void ended() {
    capturing = false;
    if (--captures == 0) graveyard().clear();
  }
  /// After a capture that CUDA refused: the graph is empty and the device as usable as before.
  void failed() noexcept {
    cuda::abandon_pool(device, pool);
    try {
      graph->reset();
    } catch (...) {  // the failure that is on its way already tells more
    }
    (void)cudaGetLastError();  // the capture's, which the next call would report
    ended();
  }

  std::shared_ptr<at::cuda::CUDAGraph> graph;
  cuda::PoolId pool{0, 0};
  c10::DeviceIndex device = -1;
  bool capturing = false;
};

napi_value to_js(napi_env env, cuda::PoolId pool) {
  napi_value array;
  check(napi_create_array_with_length(env, 2, &array));
  check(napi_set_element(env, array, 0, typetorch::to_js(env, static_cast<int64_t>(pool.first))));
  check(napi_set_element(env, array, 1, typetorch::to_js(env, static_cast<int64_t>(pool.second))));
  return array;
}

cuda::PoolId pool_of(napi_env env, napi_value array) {
  return {static_cast<uint64_t>(get_int64(env, element(env, array, 0))),
          static_cast<uint64_t>(get_int64(env, element(env, array, 1)))};
}

cuda::PoolId fresh_pool() {
  cuda::initialize();
  auto id = at::cuda::graph_pool_handle();
  return {static_cast<uint64_t>(id.first), static_cast<uint64_t>(id.second)};
}

}  // namespace

bool cuda::capturing() { return captures.load() > 0; }

// A new name for a pool.
napi_value graph_pool(napi_env env, napi_callback_info) {
  return guarded(env, [&] { return to_js(env, fresh_pool()); });
}

// (keep)
napi_value graph_new(napi_env env, napi_callback_info info) {
  return guarded(env, [&] {
    Arguments<1> args(env, info);
    cuda::initialize();
    return hold<Graph>(env, get_bool(env, args[0]));
  });
}

// (graph, pool or null, mode): captures what is done on the current stream until `graph_end`.
napi_value graph_begin(napi_env env, napi_callback_info info) {
  return guarded(env, [&] {
    Arguments<3> args(env, info);
    auto graph = held<Graph>(env, args[0]);
    if (graph->capturing) throw Error("RuntimeError", "this graph is being captured already");
    // Always a pool with a name, so that a capture that fails can be cleared away.
    graph->pool = is_array(env, args[1]) ? pool_of(env, args[1]) : fresh_pool();
    graph->device = c10::cuda::current_device();
    std::string mode = get_string(env, args[2]);
    graph->begun();
    try {
      cuda::begin_capture(*graph->graph, graph->pool, mode);
    } catch (...) {
      graph->failed();
      throw;
    }
    return undefined(env);
  });
}

// (graph): ends the capture on the stream that it began on. CUDA refuses it when the capture did something
// that a graph cannot hold.
napi_value graph_end(napi_env env, napi_callback_info info) {
  return guarded(env, [&] {
    Arguments<1> args(env, info);
    auto graph = held<Graph>(env, args[0]);
    if (!graph->capturing) throw Error("RuntimeError", "no capture of this graph is under way");
    try {
      graph->graph->capture_end();
    } catch (...) {
      graph->failed();
      throw;
    }
    graph->ended();
    return undefined(env);
  });
}

// (graph, what): "replay", "instantiate", "reset", "pool", or "debug" to keep what `graph_dump` prints.
napi_value graph_do(napi_env env, napi_callback_info info) {
  return guarded(env, [&] {
    Arguments<2> args(env, info);
    auto graph = held<Graph>(env, args[0]);
    std::string what = get_string(env, args[1]);
    if (what == "pool") return to_js(env, graph->pool);
    if (graph->capturing) throw Error("RuntimeError", "cannot " + what + " a graph while it is captured");
    if (what == "replay") graph->graph->replay();
    if (what == "instantiate") cuda::instantiate(*graph->graph);
    if (what == "reset") graph->graph->reset();
    if (what == "debug") cuda::enable_debug(*graph->graph);
    return undefined(env);
  });
}

// (graph, path): a drawing of the graph in DOT.
napi_value graph_dump(napi_env env, napi_callback_info info) {
  return guarded(env, [&] {
    Arguments<2> args(env, info);
    cuda::dump(*held<Graph>(env, args[0])->graph, get_string(env, args[1]));
    return undefined(env);
  });
}

#ifdef TYPETORCH_HAS_MEMPOOL

namespace {

class Pool final : public torch::CustomClassHolder {
 public:
  static constexpr const char* kName = "a MemPool";
  Pool(bool use_on_oom, bool no_split) : pool(cuda::new_pool(use_on_oom, no_split)) {}
  ~Pool() override { graveyard().bury(std::move(pool)); }
  std::shared_ptr<at::cuda::MemPool> pool;
};

}  // namespace

// (use_on_oom, no_split)
napi_value pool_new(napi_env env, napi_callback_info info) {
  return guarded(env, [&] {
    Arguments<2> args(env, info);
    cuda::initialize();
    return hold<Pool>(env, get_bool(env, args[0]), get_bool(env, args[1]));
  });
}

// (pool): [name, name, users]
napi_value pool_describe(napi_env env, napi_callback_info info) {
  return guarded(env, [&] {
    Arguments<1> args(env, info);
    auto holder = held<Pool>(env, args[0]);
    auto id = holder->pool->id();
    napi_value array = to_js(env, cuda::PoolId(id.first, id.second));
    check(napi_set_element(env, array, 2,
                           typetorch::to_js(env, static_cast<double>(holder->pool->use_count()))));
    return array;
  });
}

#else

napi_value pool_new(napi_env env, napi_callback_info) {
  return guarded(env, [&]() -> napi_value {
    throw Error("NotImplementedError", "MemPool needs a later LibTorch; this is " TORCH_VERSION);
  });
}

napi_value pool_describe(napi_env env, napi_callback_info info) { return pool_new(env, info); }

#endif

// (name, device, enter): what this thread allocates on the device comes from the pool until it is left.
napi_value pool_use(napi_env env, napi_callback_info info) {
  return guarded(env, [&] {
    Arguments<3> args(env, info);
    auto device = static_cast<c10::DeviceIndex>(get_int64(env, args[1]));
    get_bool(env, args[2]) ? cuda::enter_pool(device, pool_of(env, args[0]))
                           : cuda::leave_pool(device, pool_of(env, args[0]));
    return undefined(env);
  });
}

}  // namespace typetorch

#endif
