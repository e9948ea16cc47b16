#include "distributed.h"

#include "convert.h"
#include "memory.h"
#include "process_group.h"

#ifdef TYPETORCH_DISTRIBUTED

#include <algorithm>
#include <chrono>
#include <iterator>
#include <mutex>
#include <set>
#include <torch/csrc/distributed/c10d/FileStore.hpp>
#include <torch/csrc/distributed/c10d/HashStore.hpp>
#include <torch/csrc/distributed/c10d/PrefixStore.hpp>
#include <torch/csrc/distributed/c10d/ProcessGroupGloo.hpp>
#include <torch/csrc/distributed/c10d/TCPStore.hpp>
#include <torch/csrc/distributed/c10d/comm.hpp>
#include <unordered_map>

#include "bytes.h"
#include "storage.h"

namespace typetorch {
namespace {

using c10d::ProcessGroup;
using std::chrono::milliseconds;
using Tensors = std::vector<at::Tensor>;

struct HeldStore final : Holder<c10d::Store> {
  static constexpr const char* kName = "a Store";
  using Holder::Holder;
};

/// Groups that nobody destroyed: their threads may wait for a peer for minutes, which must not hold up the
/// end of the process.
std::set<c10::intrusive_ptr<ProcessGroup>>& open_groups() {
  static auto* groups = new std::set<c10::intrusive_ptr<ProcessGroup>>();
  return *groups;
}
std::mutex groups_mutex;

/// Collectives under way, which read and write memory from threads of their own: until they end it must
/// neither move nor go, whatever JavaScript does with the tensors meanwhile.
class Running {
 public:
  void add(c10::intrusive_ptr<c10d::Work> work, const std::vector<Tensors>& outputs,
           const std::vector<Tensors>& inputs) {
    std::lock_guard<std::mutex> lock(mutex_);
    Entry entry{std::move(work), {}};
    for (const auto* lists : {&outputs, &inputs}) {
      for (const Tensors& list : *lists) {
        for (const at::Tensor& x : list) pin(x, entry);
      }
    }
    entries_.push_back(std::move(entry));
  }

  void drop_ended() {
    std::vector<Entry> ended;  // freed outside the lock
    std::lock_guard<std::mutex> lock(mutex_);
    auto first = std::partition(entries_.begin(), entries_.end(),
                                [](const Entry& entry) { return !entry.work->isCompleted(); });
    std::move(first, entries_.end(), std::back_inserter(ended));
    entries_.erase(first, entries_.end());
    for (const Entry& entry : ended) {
      for (const c10::Storage& storage : entry.storages) unpin(storage.unsafeGetStorageImpl());
    }
  }

 private:
  struct Entry {
    c10::intrusive_ptr<c10d::Work> work;
    std::vector<c10::Storage> storages;
  };
  /// Memory that several collectives may use at once.
  struct Pin {
    int uses;
    bool resizable;  // before the first of them
  };

  void pin(const at::Tensor& x, Entry& entry) {
    if (!x.has_storage() || !x.device().is_cpu()) return;
    mark_shared(x.storage());
    c10::StorageImpl* storage = x.storage().unsafeGetStorageImpl();
    Pin& pin = pins_.try_emplace(storage, Pin{0, storage->resizable()}).first->second;
    ++pin.uses;
    storage->set_resizable(false);
    entry.storages.push_back(x.storage());
  }
  void unpin(c10::StorageImpl* storage) {
    auto found = pins_.find(storage);
    if (--found->second.uses > 0) return;
    storage->set_resizable(found->second.resizable);
    pins_.erase(found);
  }

  std::mutex mutex_;
  std::vector<Entry> entries_;
  std::unordered_map<c10::StorageImpl*, Pin> pins_;
};

Running& running() {
  static auto* instance = new Running();  // a peer that never comes leaves entries to the process's end
  return *instance;
}

milliseconds duration(napi_env env, napi_value value) { return milliseconds(get_int64(env, value)); }

std::vector<uint8_t> bytes(napi_env env, napi_value value) {
  Bytes given = bytes_of(env, value);
  return {given.data, given.data + given.length};
}

napi_value js_bytes(napi_env env, const std::vector<uint8_t>& data) {
  napi_value buffer;
  check(napi_create_buffer_copy(env, data.size(), data.data(), nullptr, &buffer));
  return buffer;
}

std::vector<std::string> strings(napi_env env, napi_value array) {
  return read_array(env, array, [&](napi_value item) { return get_string(env, item); });
}

std::vector<Tensors> lists(Env& env, napi_value array) {
  return read_array(env.env, array, [&](napi_value item) { return to_tensor_list(env, item); });
}

c10::intrusive_ptr<c10d::Store> store_of(napi_env env, napi_value value) {
  return held<HeldStore>(env, value)->object;
}

/// The numbers and lists that go with a collective, by their places in JavaScript's array.
struct Options {
  Env& env;
  napi_value array;

  napi_value at(uint32_t place) const { return element(env.env, array, place); }
  c10d::ReduceOp op() const {
    int64_t code = get_int64(env.env, at(0));
    if (code == c10d::ReduceOp::PREMUL_SUM) return c10d::makePreMulSum(get_double(env.env, at(6)));
    if (code < 0 || code > c10d::ReduceOp::PREMUL_SUM) throw Error("ValueError", "not a ReduceOp");
    return static_cast<c10d::ReduceOp::RedOpType>(code);
  }
  int64_t peer() const { return get_int64(env.env, at(1)); }
  int tag() const { return static_cast<int>(get_int64(env.env, at(2))); }
  bool async() const { return get_bool(env.env, at(3)); }
  std::vector<int64_t> output_splits() const { return to_int_list(env, at(4)); }
  std::vector<int64_t> input_splits() const { return to_int_list(env, at(5)); }
};

template <typename T>
T with_async(const Options& options) {
  T result;
  result.asyncOp = options.async();
  return result;
}
template <typename T>
T with_op(const Options& options) {
  T result = with_async<T>(options);
  result.reduceOp = options.op();
  return result;
}
template <typename T>
T with_root(const Options& options) {
  T result = with_async<T>(options);
  result.rootRank = options.peer();
  return result;
}

c10::intrusive_ptr<c10d::Work> run(ProcessGroup& group, const std::string& name,
                                   std::vector<Tensors>& outputs, std::vector<Tensors>& inputs,
                                   const Options& options) {
  // A flat list comes as the only one of the lists.
  auto flat = [](std::vector<Tensors>& given) -> Tensors& {
    if (given.size() != 1 || given[0].empty()) throw Error("ValueError", "a collective needs a tensor");
    return given[0];
  };
  if (name == "broadcast") return group.broadcast(flat(inputs), with_root<c10d::BroadcastOptions>(options));
  if (name == "allreduce") return group.allreduce(flat(inputs), with_op<c10d::AllreduceOptions>(options));
  if (name == "allreduce_coalesced") {
    return group.allreduce_coalesced(flat(inputs), with_op<c10d::AllreduceCoalescedOptions>(options));
  }
  if (name == "reduce") {
    auto reduce = with_op<c10d::ReduceOptions>(options);
    reduce.rootRank = options.peer();
    return group.reduce(flat(inputs), reduce);
  }
  if (name == "allgather")
    return group.allgather(outputs, flat(inputs), with_async<c10d::AllgatherOptions>(options));
  if (name == "allgather_base") {
    return group.all_gather_single(flat(outputs)[0], flat(inputs)[0],
                                   with_async<c10d::AllgatherOptions>(options));
  }
  if (name == "gather") return group.gather(outputs, flat(inputs), with_root<c10d::GatherOptions>(options));
  if (name == "scatter")
    return group.scatter(flat(outputs), inputs, with_root<c10d::ScatterOptions>(options));
  if (name == "reduce_scatter") {
    return group.reduce_scatter(flat(outputs), inputs, with_op<c10d::ReduceScatterOptions>(options));
  }
  if (name == "reduce_scatter_base") {
    return group.reduce_scatter_single(flat(outputs)[0], flat(inputs)[0],
                                       with_op<c10d::ReduceScatterOptions>(options));
  }
  if (name == "alltoall") {
    return group.alltoall(flat(outputs), flat(inputs), with_async<c10d::AllToAllOptions>(options));
  }
  if (name == "alltoall_base") {
    auto [output, input] = std::pair(options.output_splits(), options.input_splits());
    return group.all_to_all_single(flat(outputs)[0], flat(inputs)[0], output, input,
                                   with_async<c10d::AllToAllOptions>(options));
  }
  if (name == "send") return group.send(flat(inputs), static_cast<int>(options.peer()), options.tag());
  if (name == "recv") return group.recv(flat(inputs), static_cast<int>(options.peer()), options.tag());
  if (name == "recv_anysource") return group.recvAnysource(flat(inputs), options.tag());
  if (name == "barrier") return group.barrier(with_async<c10d::BarrierOptions>(options));
  throw Error("ValueError", "no such collective: " + name);
}

}  // namespace

Group::Group(c10::intrusive_ptr<ProcessGroup> group) : group_(std::move(group)) {
  std::lock_guard<std::mutex> lock(groups_mutex);
  open_groups().insert(group_);
}

void Group::destroy() {
  {
    std::lock_guard<std::mutex> lock(groups_mutex);
    open_groups().erase(group_);
  }
  group_.reset();
}

napi_value distributed_available(napi_env env, napi_callback_info) {
  return guarded(env, [&] { return to_js(env, true); });
}

// ('tcp', host, port, workers or -1, is server, milliseconds, wait for workers, multi-tenant), ('file', path,
// workers),
// ('hash') or ('prefix', prefix, store).
napi_value store_new(napi_env env, napi_callback_info info) {
  return guarded(env, [&] {
    Arguments<8> args(env, info);
    std::string kind = get_string(env, args[0]);
    c10::intrusive_ptr<c10d::Store> store;
    if (kind == "tcp") {
      c10d::TCPStoreOptions options;
      options.port = static_cast<std::uint16_t>(get_int64(env, args[2]));
      int64_t workers = get_int64(env, args[3]);
      if (workers >= 0) options.numWorkers = static_cast<size_t>(workers);
      options.isServer = get_bool(env, args[4]);
      options.timeout = duration(env, args[5]);
      options.waitWorkers = get_bool(env, args[6]);
      options.multiTenant = get_bool(env, args[7]);
      store = c10::make_intrusive<c10d::TCPStore>(get_string(env, args[1]), options);
    } else if (kind == "file") {
      store = c10::make_intrusive<c10d::FileStore>(get_string(env, args[1]),
                                                   static_cast<int>(get_int64(env, args[2])));
    } else if (kind == "hash") {
      store = c10::make_intrusive<c10d::HashStore>();
    } else if (kind == "prefix") {
      store = c10::make_intrusive<c10d::PrefixStore>(get_string(env, args[1]), store_of(env, args[2]));
    } else {
      throw Error("ValueError", "no such store: " + kind);
    }
    return hold(env, c10::make_intrusive<HeldStore>(std::move(store)));
  });
}

// (store, what, ...): the method's arguments; values are bytes.
napi_value store_do(napi_env env, napi_callback_info info) {
  return guarded(env, [&] {
    Arguments<5> args(env, info);
    auto store = store_of(env, args[0]);
    std::string what = get_string(env, args[1]);
    auto key = [&] { return get_string(env, args[2]); };
    if (what == "set") {
      store->set(key(), bytes(env, args[3]));
    } else if (what == "get") {
      return js_bytes(env, store->get(key()));
    } else if (what == "compare_set") {
      return js_bytes(env, store->compareSet(key(), bytes(env, args[3]), bytes(env, args[4])));
    } else if (what == "append") {
      store->append(key(), bytes(env, args[3]));
    } else if (what == "add") {
      return to_js(env, store->add(key(), get_int64(env, args[3])));
    } else if (what == "delete_key") {
      return to_js(env, store->deleteKey(key()));
    } else if (what == "check") {
      return to_js(env, store->check(strings(env, args[2])));
    } else if (what == "num_keys") {
      return to_js(env, store->getNumKeys());
    } else if (what == "wait") {
      store->wait(strings(env, args[2]), duration(env, args[3]));
    } else if (what == "timeout") {
      return to_js(env, static_cast<int64_t>(store->getTimeout().count()));
    } else if (what == "set_timeout") {
      store->setTimeout(duration(env, args[2]));
    } else if (what == "port") {
      auto* tcp = dynamic_cast<c10d::TCPStore*>(store.get());
      if (tcp == nullptr) throw Error("TypeError", "only a TCPStore has a port");
      return to_js(env, static_cast<int64_t>(tcp->getPort()));
    } else {
      throw Error("ValueError", "a store cannot " + what);
    }
    return undefined(env);
  });
}

// (store, rank, size, milliseconds, name): a group of Gloo's, for tensors of the CPU and of CUDA devices.
napi_value group_new(napi_env env, napi_callback_info info) {
  return guarded(env, [&] {
    Arguments<5> args(env, info);
    auto store = store_of(env, args[0]);
    int rank = static_cast<int>(get_int64(env, args[1]));
    int size = static_cast<int>(get_int64(env, args[2]));
    auto group = c10::make_intrusive<ProcessGroup>(store, rank, size);
    group->setDefaultBackend(ProcessGroup::BackendType::GLOO);
    auto prefixed =
        c10::make_intrusive<c10d::PrefixStore>("cpu/", store);  // as Python does, which may be a peer
    auto options = c10d::ProcessGroupGloo::Options::create_default(duration(env, args[3]));
    c10::intrusive_ptr<c10d::Backend> backend =
        c10::make_intrusive<c10d::ProcessGroupGloo>(prefixed, rank, size, options);
#if !TYPETORCH_SINCE(2, 14)
    backend->setSequenceNumberForGroup();  // from 2.14 on they begin at 0 by themselves
#endif
    for (c10::DeviceType device : {c10::DeviceType::CPU, c10::DeviceType::CUDA}) {
      group->setBackend(device, ProcessGroup::BackendType::GLOO, backend);
    }
    group->setGroupName(get_string(env, args[4]));
    return hold(env, c10::make_intrusive<Group>(std::move(group)));
  });
}

napi_value group_release(napi_env env, napi_callback_info info) {
  return guarded(env, [&] {
    Arguments<1> args(env, info);
    held<Group>(env, args[0])->destroy();
    return undefined(env);
  });
}

// (group, collective, lists of outputs, lists of inputs, [op, peer, tag, async, output splits, input splits,
// factor]): work.
napi_value group_run(napi_env env, napi_callback_info info) {
  return guarded(env, [&] {
    Arguments<5> args(env, info);
    Env& state = Env::of(env);
    running().drop_ended();
    auto group = held<Group>(env, args[0])->get();
    std::vector<Tensors> outputs = lists(state, args[2]), inputs = lists(state, args[3]);
    auto work = run(*group, get_string(env, args[1]), outputs, inputs, Options{state, args[4]});
    if (!work) return null(env);
    running().add(work, outputs, inputs);
    memory::tick(state);
    return hold(env, c10::make_intrusive<HeldWork>(std::move(work)));
  });
}

// (group, milliseconds, wait for all ranks)
napi_value group_monitored_barrier(napi_env env, napi_callback_info info) {
  return guarded(env, [&] {
    Arguments<3> args(env, info);
    c10d::BarrierOptions options;
    options.timeout = duration(env, args[1]);
    held<Group>(env, args[0])->get()->monitoredBarrier(options, get_bool(env, args[2]));
    return undefined(env);
  });
}

// (group, tensors, bytes a message, source)
napi_value group_broadcast_coalesced(napi_env env, napi_callback_info info) {
  return guarded(env, [&] {
    Arguments<4> args(env, info);
    Env& state = Env::of(env);
    // New values in the middle of training are no change to a graph that was recorded before.
    Tensors targets;
    for (const at::Tensor& x : to_tensor_list(state, args[1])) targets.push_back(x.variable_data());
    c10d::broadcast_coalesced(held<Group>(env, args[0])->get(), targets,
                              static_cast<size_t>(get_int64(env, args[2])),
                              static_cast<int>(get_int64(env, args[3])));
    return undefined(env);
  });
}

// (work, what, milliseconds)
napi_value work_do(napi_env env, napi_callback_info info) {
  return guarded(env, [&] {
    Arguments<3> args(env, info);
    auto work = held<HeldWork>(env, args[0])->object;
    std::string what = get_string(env, args[1]);
    if (what == "wait") {
      bool done = work->wait(duration(env, args[2]));
      running().drop_ended();
      return to_js(env, done);
    }
    if (what == "is_completed") return to_js(env, work->isCompleted());
    if (what == "is_success") return to_js(env, work->isSuccess());
    if (what == "source_rank") return to_js(env, static_cast<int64_t>(work->sourceRank()));
    if (what == "exception") {
      if (std::exception_ptr thrown = work->exception()) std::rethrow_exception(thrown);
      return undefined(env);
    }
    throw Error("ValueError", "a work cannot " + what);
  });
}

}  // namespace typetorch

#else

namespace typetorch {
namespace {

napi_value unavailable(napi_env env) {
  return guarded(env, [&]() -> napi_value {
    throw Error("RuntimeError", "torch.distributed needs LibTorch 2.13 or later; this one is " TORCH_VERSION);
  });
}

}  // namespace

napi_value distributed_available(napi_env env, napi_callback_info) {
  return guarded(env, [&] { return to_js(env, false); });
}
napi_value store_new(napi_env env, napi_callback_info) { return unavailable(env); }
napi_value store_do(napi_env env, napi_callback_info) { return unavailable(env); }
napi_value group_new(napi_env env, napi_callback_info) { return unavailable(env); }
napi_value group_release(napi_env env, napi_callback_info) { return unavailable(env); }
napi_value group_run(napi_env env, napi_callback_info) { return unavailable(env); }
napi_value group_monitored_barrier(napi_env env, napi_callback_info) { return unavailable(env); }
napi_value group_broadcast_coalesced(napi_env env, napi_callback_info) { return unavailable(env); }
napi_value work_do(napi_env env, napi_callback_info) { return unavailable(env); }
napi_value reducer_new(napi_env env, napi_callback_info) { return unavailable(env); }
napi_value reducer_do(napi_env env, napi_callback_info) { return unavailable(env); }

}  // namespace typetorch

#endif
