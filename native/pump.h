// Work that changes threads in the middle of a backward pass: hooks come to JavaScript's thread, and what
// only the thread of the pass may do or knows goes back to it.
#pragma once

#include <condition_variable>
#include <deque>
#include <functional>
#include <mutex>
#include <vector>

namespace typetorch {

/// One for each environment. Passes nest: a hook may begin another one.
class Pump {
 public:
  /// On any other thread: runs `job` on the JavaScript thread and waits for it; meanwhile runs here what the
  /// job sends back. Refused while no pass runs, since nobody would come for it.
  void post(const std::function<void()>& job);

  /// On the JavaScript thread: runs `body` on another thread and, until it ends, the jobs that come in. A
  /// hook's body runs on the thread that the hook was reached on: LibTorch knows by the thread that a pass is
  /// nested in another one, and a device's only thread would otherwise wait for the hook and the hook for
  /// that thread.
  void run(const std::function<void()>& body);

  /// On the JavaScript thread: whether it is in a job.
  bool serving() const { return !served_.empty(); }

 private:
  struct Task;
  struct Job;

  std::mutex mutex_;
  std::condition_variable changed_;
  std::deque<Job*> jobs_;
  std::vector<Job*>
      served_;  // the JavaScript thread's own: the jobs that it is in, each inside the one before
  int passes_ = 0;
};

}  // namespace typetorch
