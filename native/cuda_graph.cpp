// Graphs of CUDA, and pools of memory for them.
#include "cuda.h"
#include "cuda_compat.h"
#include "held.h"

#ifdef TYPETORCH_CUDA

#include <algorithm>
#include <atomic>
#include <iterator>
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
  explicit Graph(bool keep) : graph_(cuda::new_graph(keep)) {}
  ~Graph() override {
    if (capturing()) abandon();
    graveyard().bury(std::move(graph_));
  }

  bool capturing() const { return stream_.has_value(); }

  void begin(cuda::PoolId pool, const std::string& mode) {
    // LibTorch says the same, but by then what clears a failed capture away would have emptied the graph.
    if (captured_)
      throw Error(
          "RuntimeError",
          "This CUDAGraph instance already owns a captured graph. To capture a new graph, create a new "
          "instance.");
    stream_ = c10::cuda::getCurrentCUDAStream();
    pool_ = pool;
    ++captures;
    try {
      cuda::begin_capture(*graph_, pool_, mode);
    } catch (...) {
      clear_away();
      throw;
    }
  }

  void end() {
    if (c10::cuda::getCurrentCUDAStream() != *stream_) {
      abandon();
      throw Error("RuntimeError", "Capture must end on the same stream it began on.");
    }
    try {
      graph_->capture_end();
    } catch (...) {
      clear_away();
      throw;
    }
    captured_ = true;
    ended();
  }

  void reset() {
    graph_->reset();
    captured_ = false;
  }

  at::cuda::CUDAGraph& graph() { return *graph_; }

 private:
  void ended() {
    stream_.reset();
    if (--captures == 0) graveyard().clear();
  }

  /// After a capture that CUDA refused: the graph is empty and the device as usable as before.
  void clear_away() noexcept {
    cuda::abandon_pool(stream_->device_index(), pool_);
    try {
      graph_->reset();
    } catch (...) {  // the failure that is on its way already tells more
    }
    (void)cudaGetLastError();  // the capture's, which the next call would report
    ended();
  }

  /// Nobody will end this capture: its graph was dropped, or its worker ends. The stream would go on
  /// capturing.
  void abandon() noexcept {
    try {
      c10::cuda::CUDAStreamGuard guard(*stream_);
      graph_->capture_end();
    } catch (...) {  // what it holds is of no use anyway
    }
    clear_away();
  }

  std::shared_ptr<at::cuda::CUDAGraph> graph_;
  c10::optional<c10::cuda::CUDAStream> stream_;  // while it is captured
  cuda::PoolId pool_{0, 0};
  bool captured_ = false;
};

template <typename Id>
napi_value js_pool(napi_env env, const Id& pool) {
  return to_js(env,
               std::vector<int64_t>{static_cast<int64_t>(pool.first), static_cast<int64_t>(pool.second)});
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
  return guarded(env, [&] { return js_pool(env, fresh_pool()); });
}

// (keep)
napi_value graph_new(napi_env env, napi_callback_info info) {
  return guarded(env, [&] {
    Arguments<1> args(env, info);
    cuda::initialize();
    return hold(env, c10::make_intrusive<Graph>(get_bool(env, args[0])));
  });
}

// (graph, pool or null, mode): captures what is done on the current stream until `graph_end`.
napi_value graph_begin(napi_env env, napi_callback_info info) {
  return guarded(env, [&] {
    Arguments<3> args(env, info);
    auto graph = held<Graph>(env, args[0]);
    if (graph->capturing()) throw Error("RuntimeError", "this graph is being captured already");
    // Always a pool with a name, so that a capture that fails can be cleared away.
    graph->begin(is_array(env, args[1]) ? pool_of(env, args[1]) : fresh_pool(), get_string(env, args[2]));
    return undefined(env);
  });
}

// (graph): ends the capture on the stream that it began on. CUDA refuses it when the capture did something
// that a graph cannot hold.
napi_value graph_end(napi_env env, napi_callback_info info) {
  return guarded(env, [&] {
    Arguments<1> args(env, info);
    auto graph = held<Graph>(env, args[0]);
    if (!graph->capturing()) throw Error("RuntimeError", "no capture of this graph is under way");
    graph->end();
    return undefined(env);
  });
}

// (graph, what): "replay", "instantiate", "reset", "pool", or "debug" to keep what `graph_dump` prints.
napi_value graph_do(napi_env env, napi_callback_info info) {
  return guarded(env, [&] {
    Arguments<2> args(env, info);
    auto graph = held<Graph>(env, args[0]);
    std::string what = get_string(env, args[1]);
    if (what == "pool") return js_pool(env, graph->graph().pool());
    if (graph->capturing()) throw Error("RuntimeError", "cannot " + what + " a graph while it is captured");
    if (what == "replay") cuda::replay(graph->graph());
    if (what == "instantiate") cuda::instantiate(graph->graph());
    if (what == "reset") graph->reset();
    if (what == "debug") cuda::enable_debug(graph->graph());
    return undefined(env);
  });
}

// (graph, path): a drawing of the graph in DOT.
napi_value graph_dump(napi_env env, napi_callback_info info) {
  return guarded(env, [&] {
    Arguments<2> args(env, info);
    cuda::dump(held<Graph>(env, args[0])->graph(), get_string(env, args[1]));
    return undefined(env);
  });
}

#ifdef TYPETORCH_HAS_MEMPOOL

namespace {

class Pool final : public torch::CustomClassHolder {
 public:
  static constexpr const char* kName = "a MemPool";
  Pool(bool use_on_oom, bool no_split) : pool(cuda::new_pool(use_on_oom, no_split)) {}
  ~Pool() override {
    // LibTorch ends the process where a pool dies in use, and a worker may end in the middle of a block.
    while (!used_on_.empty()) {
      try {
        leave(used_on_.back());
      } catch (...) {  // it was left, though not by us
      }
    }
    graveyard().bury(std::move(pool));
  }

  void enter(c10::DeviceIndex device) {
    cuda::enter_pool(device, id());
    used_on_.push_back(device);
  }

  void leave(c10::DeviceIndex device) {
    auto used = std::find(used_on_.rbegin(), used_on_.rend(), device);
    if (used == used_on_.rend()) throw Error("RuntimeError", "this pool is not in use on this device");
    used_on_.erase(std::next(used).base());
    cuda::leave_pool(device, id());
  }

  cuda::PoolId id() const {
    auto id = pool->id();
    return {static_cast<uint64_t>(id.first), static_cast<uint64_t>(id.second)};
  }

  std::shared_ptr<at::cuda::MemPool> pool;

 private:
  std::vector<c10::DeviceIndex> used_on_;
};

}  // namespace

// (use_on_oom, no_split)
napi_value pool_new(napi_env env, napi_callback_info info) {
  return guarded(env, [&] {
    Arguments<2> args(env, info);
    cuda::initialize();
    return hold(env, c10::make_intrusive<Pool>(get_bool(env, args[0]), get_bool(env, args[1])));
  });
}

// (pool): [name, name, users]
napi_value pool_describe(napi_env env, napi_callback_info info) {
  return guarded(env, [&] {
    Arguments<1> args(env, info);
    auto holder = held<Pool>(env, args[0]);
    cuda::PoolId id = holder->id();
    return to_js(env, std::vector<int64_t>{static_cast<int64_t>(id.first), static_cast<int64_t>(id.second),
                                           holder->pool->use_count()});
  });
}

// (pool, device, enter): what this thread allocates on the device comes from the pool until it is left.
napi_value pool_use(napi_env env, napi_callback_info info) {
  return guarded(env, [&] {
    Arguments<3> args(env, info);
    auto pool = held<Pool>(env, args[0]);
    auto device = static_cast<c10::DeviceIndex>(get_int64(env, args[1]));
    get_bool(env, args[2]) ? pool->enter(device) : pool->leave(device);
    return undefined(env);
  });
}

#else

napi_value pool_new(napi_env env, napi_callback_info) {
  return guarded(env, [&]() -> napi_value {
    throw Error("NotImplementedError", "MemPool needs a later LibTorch; this is " TORCH_VERSION);
  });
}

napi_value pool_describe(napi_env env, napi_callback_info info) { return pool_new(env, info); }
napi_value pool_use(napi_env env, napi_callback_info info) { return pool_new(env, info); }

#endif

}  // namespace typetorch

#endif
