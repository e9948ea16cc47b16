// A shared library that is opened at run time, so that nothing of it is needed to build or to start.
#pragma once

#include <dlfcn.h>

#include <string>

namespace typetorch {

class Library {
 public:
  /// Null, or why it could not be opened. It stays open for the life of the process.
  std::string open(const std::string& path) {
    if (handle_ != nullptr) return {};
    handle_ = dlopen(path.c_str(), RTLD_NOW | RTLD_LOCAL);
    if (handle_ != nullptr) return {};
    const char* why = dlerror();
    return why == nullptr ? "unknown error" : why;
  }

  bool is_open() const { return handle_ != nullptr; }

  /// Reports the first name that is missing; a library that lacks one counts as not there.
  template <typename Function>
  void find(const char* name, Function& function, std::string& missing) {
    function = reinterpret_cast<Function>(dlsym(handle_, name));
    if (function == nullptr && missing.empty()) missing.append(name).append(" is not in it");
  }

  void close() {
    if (handle_ != nullptr) dlclose(handle_);
    handle_ = nullptr;
  }

 private:
  void* handle_ = nullptr;
};

}  // namespace typetorch
