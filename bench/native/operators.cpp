// The cases of ../operators.ts in bare C++: what LibTorch itself takes (a shape is a mere pointer there).
// Answers the driver's lines as ../worker.ts does.
#include <ATen/ATen.h>
#include <ATen/Parallel.h>

#include <chrono>
#include <cstdlib>
#include <cstring>
#include <ctime>
#include <functional>
#include <iostream>
#include <map>
#include <string>
#include <vector>

namespace {

struct Inputs {
  at::Tensor x, y, left, right, weight, bias, image, kernel, shift, scale, mean, variance, z, one, labels,
      corner;
};

Inputs inputs(bool grad) {
  at::manual_seed(0);
  auto randn = [grad](std::vector<int64_t> size) { return at::randn(size).set_requires_grad(grad); };
  Inputs t;
  t.x = randn({4, 4});
  t.y = randn({4, 4});
  t.left = randn({2, 4, 4});
  t.right = randn({2, 4, 4});
  t.weight = randn({3, 4});
  t.bias = randn({3});
  t.image = randn({1, 3, 8, 8});
  t.kernel = randn({4, 3, 3, 3});
  t.shift = randn({4});
  t.scale = randn({3});
  t.mean = at::zeros({3});
  t.variance = at::ones({3});
  t.z = at::randn({4, 4});
  t.one = at::ones({4, 4});
  t.labels = at::arange(4, at::kLong);
  t.corner = t.z.select(0, 0).select(0, 0);
  return t;
}

// A result that nobody uses must be made all the same.
template <typename T>
void keep(const T& value) {
  asm volatile("" : : "g"(&value) : "memory");
}

using Loop = std::function<void(int64_t)>;

/// The loop is around the call itself: std::function is paid for once.
template <typename F>
Loop repeated(F call) {
  return [call](int64_t times) {
    for (int64_t i = 0; i < times; i++) keep(call());
  };
}

std::map<std::string, Loop> cases(const Inputs& t, const std::string& suffix) {
  std::map<std::string, Loop> all;
  auto add = [&](const char* name, auto call) { all[name + suffix] = repeated(call); };
  add("add", [=] { return t.x.add(t.y); });
  add("add scalar", [=] { return t.x.add(1); });
  add("sub", [=] { return t.x.sub(t.y); });
  add("mul", [=] { return t.x.mul(t.y); });
  add("div", [=] { return t.x.div(t.y); });
  add("relu", [=] { return at::relu(t.x); });
  add("sigmoid", [=] { return at::sigmoid(t.x); });
  add("exp", [=] { return at::exp(t.x); });
  add("mm 4x4", [=] { return at::mm(t.x, t.y); });
  add("matmul 2x4x4", [=] { return at::matmul(t.left, t.right); });
  add("linear", [=] { return at::linear(t.x, t.weight, t.bias); });
  add("conv2d 1x3x8x8", [=] { return at::conv2d(t.image, t.kernel, t.shift); });
  add("max_pool2d", [=] { return at::max_pool2d(t.image, {2, 2}); });
  add("batch_norm",
      [=] { return at::batch_norm(t.image, t.scale, t.bias, t.mean, t.variance, true, 0.1, 1e-5, true); });
  add("softmax", [=] { return at::softmax(t.x, 1); });
  add("cross_entropy", [=] { return at::cross_entropy_loss(t.x, t.labels); });
  add("sum", [=] { return t.x.sum(); });
  add("sum dim keepdim", [=] { return t.x.sum(1, true); });
  add("mean", [=] { return t.x.mean(); });
  add("max dim", [=] { return at::max(t.x, 1); });
  add("cat", [=] { return at::cat({t.x, t.y}); });
  add("stack", [=] { return at::stack({t.x, t.y}); });
  add("view", [=] { return t.x.view({2, 8}); });
  add("reshape", [=] { return t.x.reshape({8, 2}); });
  add("transpose", [=] { return t.x.transpose(0, 1); });
  add("permute", [=] { return t.x.permute({1, 0}); });
  add("index [:, 0]", [=] { return t.x.select(1, 0); });
  if (suffix.empty()) {
    add("mul_", [=] { return t.z.mul_(t.one); });
    add("relu_", [=] { return t.z.relu_(); });
    add("zeros", [] { return at::zeros({4, 4}); });
    add("randn", [] { return at::randn({4, 4}); });
    add("item", [=] { return t.corner.item().toDouble(); });
  } else {
    add("forward + backward", [=] {
      t.x.mul(t.y).add(t.one).relu().sum().backward();
      return t.x.grad();
    });
  }
  return all;
}

double now() {
  const char* clock = std::getenv("BENCH_CLOCK");
  if (clock != nullptr && std::strcmp(clock, "cpu") == 0) {
    timespec time;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time);
    return static_cast<double>(time.tv_sec) + 1e-9 * static_cast<double>(time.tv_nsec);
  }
  return std::chrono::duration<double>(std::chrono::steady_clock::now().time_since_epoch()).count();
}

/// The text after `"key":` in a line that the driver wrote, up to the next mark; quotes are taken off.
std::string field(const std::string& line, const std::string& key) {
  size_t at = line.find("\"" + key + "\":");
  if (at == std::string::npos) return "";
  at += key.size() + 3;
  if (line[at] == '"') return line.substr(at + 1, line.find('"', at + 1) - at - 1);
  return line.substr(at, line.find_first_of(",}", at) - at);
}

}  // namespace

int main() {
  at::set_num_threads(1);
  auto all = cases(inputs(false), "");
  all.merge(cases(inputs(true), ", grad"));
  for (std::string line; std::getline(std::cin, line);) {
    if (field(line, "command") == "names") {
      std::string names;
      for (const auto& [name, loop] : all) names += (names.empty() ? "\"" : ",\"") + name + "\"";
      std::cout << "{\"answer\":[" << names << "]}" << std::endl;
      continue;
    }
    auto found = all.find(field(line, "case"));
    if (found == all.end()) {
      std::cout << "{\"error\":\"unknown case\"}" << std::endl;
      continue;
    }
    double begin = now();
    found->second(std::stoll(field(line, "times")));
    std::cout << "{\"answer\":" << now() - begin << "}" << std::endl;
  }
}
