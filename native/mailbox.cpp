#include "mailbox.h"

#include <ATen/ATen.h>

#include <unordered_map>

#include "box.h"
#include "memory.h"
#include "storage.h"

namespace typetorch {
namespace {

struct Mailbox {
  const Env* owner;
  int64_t next = 0;
  std::unordered_map<int64_t, at::Tensor> letters;
};

/// All open mailboxes of the process. What is never taken is freed when its mailbox closes, at the latest
/// when the environment that opened it ends.
struct Post {
  std::mutex mutex;
  int64_t next = 1;
  std::unordered_map<int64_t, Mailbox> boxes;
};

// Never destroyed: threads may still look at it while the process ends.
Post& post() {
  static auto* instance = new Post();
  return *instance;
}

/// The tensor as another thread may hold it: an object of its own, without a graph, on memory that no
/// thread's end takes away.
at::Tensor crossing(const Env& env, const at::Tensor& x, bool outlives) {
  at::NoGradGuard no_grad;
  if (x.layout() != at::kStrided || x.is_quantized()) return x.detach().clone();
  const c10::Storage& storage = with_memory(x.storage());
  // The receiver lives on when this thread's ArrayBuffers are gone.
  if (outlives && is_js_backed_by(storage, env.env)) return x.detach().clone();
  if (x.device().is_cpu()) mark_shared(storage);
  return x.variable_data();
}

}  // namespace

napi_value mailbox_open(napi_env env, napi_callback_info info) {
  return guarded(env, [&] {
    Post& all = post();
    std::lock_guard<std::mutex> lock(all.mutex);
    int64_t id = all.next++;
    all.boxes[id].owner = &Env::of(env);
    return to_js(env, id);
  });
}

// (mailbox, tensor): a number to take it by, or -1 when the mailbox is closed.
napi_value mailbox_put(napi_env env, napi_callback_info info) {
  return guarded(env, [&] {
    Arguments<2> args(env, info);
    Env& state = Env::of(env);
    Post& all = post();
    int64_t id = get_int64(env, args[0]);
    bool outlives;
    {
      std::lock_guard<std::mutex> lock(all.mutex);
      auto found = all.boxes.find(id);
      if (found == all.boxes.end()) return to_js(env, int64_t{-1});
      outlives = found->second.owner != &state;
    }
    at::Tensor letter = crossing(state, unwrap_tensor(state, args[1]), outlives);
    std::lock_guard<std::mutex> lock(all.mutex);
    auto found = all.boxes.find(id);
    if (found == all.boxes.end()) return to_js(env, int64_t{-1});
    int64_t slot = found->second.next++;
    found->second.letters.emplace(slot, std::move(letter));
    return to_js(env, slot);
  });
}

// (mailbox, number, owner): the handle; the owner's end is the tensor's end.
napi_value mailbox_take(napi_env env, napi_callback_info info) {
  return guarded(env, [&] {
    Arguments<3> args(env, info);
    Env& state = Env::of(env);
    int64_t id = get_int64(env, args[0]);
    int64_t slot = get_int64(env, args[1]);
    at::Tensor letter;
    {
      Post& all = post();
      std::lock_guard<std::mutex> lock(all.mutex);
      auto box = all.boxes.find(id);
      if (box == all.boxes.end()) throw Error("RuntimeError", "this mailbox is closed");
      auto found = box->second.letters.find(slot);
      if (found == box->second.letters.end()) throw Error("RuntimeError", "no tensor lies under this number");
      letter = std::move(found->second);
      box->second.letters.erase(found);
    }
    // Garbage is counted where a tensor is held, and that is here from now on.
    if (letter.layout() == at::kStrided && letter.device().is_cpu()) {
      memory::received(static_cast<int64_t>(letter.storage().nbytes()));
    }
    napi_value handle = give(state, args[2], std::move(letter));
    memory::tick(state);
    return handle;
  });
}

// (mailbox): false once it is closed, by its owner's end as well.
napi_value mailbox_is_open(napi_env env, napi_callback_info info) {
  return guarded(env, [&] {
    Arguments<1> args(env, info);
    Post& all = post();
    std::lock_guard<std::mutex> lock(all.mutex);
    return to_js(env, all.boxes.count(get_int64(env, args[0])) > 0);
  });
}

napi_value mailbox_close(napi_env env, napi_callback_info info) {
  return guarded(env, [&] {
    Arguments<1> args(env, info);
    Mailbox closed;  // freed outside the lock
    Post& all = post();
    std::lock_guard<std::mutex> lock(all.mutex);
    auto found = all.boxes.find(get_int64(env, args[0]));
    if (found == all.boxes.end()) return undefined(env);
    closed = std::move(found->second);
    all.boxes.erase(found);
    return undefined(env);
  });
}

/// Closes what an environment that ends has opened.
void close_mailboxes(const Env* owner) {
  std::vector<Mailbox> closed;
  Post& all = post();
  std::lock_guard<std::mutex> lock(all.mutex);
  for (auto box = all.boxes.begin(); box != all.boxes.end();) {
    if (box->second.owner != owner) {
      ++box;
      continue;
    }
    closed.push_back(std::move(box->second));
    box = all.boxes.erase(box);
  }
}

}  // namespace typetorch
