// LibTorch's functorch headers name this library for functions that nothing here calls, and do not bring it. What they
// name is declared and never defined. A real copy among LibTorch's own headers comes first.
#pragma once

#include <string>

namespace nlohmann {

class json {
 public:
  json();
  template <typename T>
  json(const T& value);
  std::string dump() const;
  static json parse(const std::string& text);
  template <typename T>
  T get() const;
};

}  // namespace nlohmann
