#include "pump.h"

#include <ATen/ThreadLocalState.h>

#include <exception>
#include <thread>
#include <utility>

#include "guard.h"
#include "streams.h"

namespace typetorch {

/// Work for another thread, done there as the asking thread would do it: in its grad mode, on its streams.
struct Pump::Task {
  explicit Task(const std::function<void()>& work) : body(work) {}
  void run() noexcept {
    try {
      at::ThreadLocalStateGuard guard(state);
      streams::Visit visit(place);
      body();
    } catch (...) {
      error = std::current_exception();
    }
  }

  const std::function<void()>& body;
  at::ThreadLocalState state;
  streams::Place place = streams::Place::here();
  std::exception_ptr error;
  bool done = false;
};

struct Pump::Job : Task {
  using Task::Task;
  Task* errand = nullptr;  // what the job sends back to the thread that waits for it
};

void Pump::post(const std::function<void()>& body) {
  Job job(body);
  std::unique_lock<std::mutex> lock(mutex_);
  if (passes_ == 0) {
    throw Error("RuntimeError",
                "a JavaScript function was reached on another thread outside a backward pass");
  }
  jobs_.push_back(&job);
  changed_.notify_all();
  for (;;) {
    changed_.wait(lock, [&] { return job.done || job.errand != nullptr; });
    if (job.errand == nullptr) break;
    Task* errand = std::exchange(job.errand, nullptr);
    lock.unlock();
    errand->run();
    lock.lock();
    errand->done = true;
    changed_.notify_all();
  }
  if (job.error) std::rethrow_exception(job.error);
}

void Pump::run(const std::function<void()>& body) {
  Task task(body);
  std::thread helper;
  std::unique_lock<std::mutex> lock(mutex_);
  if (served_.empty()) {
    helper = std::thread([&] {
      task.run();
      std::lock_guard<std::mutex> inner(mutex_);
      task.done = true;
      changed_.notify_all();
    });
  } else {
    served_.back()->errand = &task;
    changed_.notify_all();
  }
  ++passes_;
  for (;;) {
    changed_.wait(lock, [&] { return task.done || !jobs_.empty(); });
    if (jobs_.empty()) break;
    Job* job = jobs_.front();
    jobs_.pop_front();
    served_.push_back(job);
    lock.unlock();
    job->run();
    lock.lock();
    served_.pop_back();
    job->done = true;
    changed_.notify_all();
  }
  --passes_;
  lock.unlock();
  if (helper.joinable()) helper.join();
  if (task.error) std::rethrow_exception(task.error);
}

}  // namespace typetorch
