#include "fatal_rules.h"

#include <ATen/ATen.h>

#include <limits>
#include <sstream>

namespace typetorch {
namespace {

std::string text_of(int64_t number) { return std::to_string(number); }

std::string range_text(int64_t least, int64_t most) {
  if (least == most) return text_of(least);
  return most == 64 ? "at least " + text_of(least) : text_of(least) + " to " + text_of(most);
}

Rule each_integer(const char* name, std::function<bool(int64_t)> holds, const std::string& wanted) {
  return [=](const Call& call) {
    for (int64_t number : call.integers(name)) {
      if (!holds(number)) refuse("ValueError", name, wanted, text_of(number));
    }
  };
}

}  // namespace

const c10::IValue* Call::find(const std::string& name) const {
  for (size_t i = 0; i < arguments_.size(); ++i) {
    if (arguments_[i].name == name) return values_[i].isNone() ? nullptr : &values_[i];
  }
  return nullptr;
}

at::Tensor Call::tensor(const std::string& name) const {
  const c10::IValue* value = find(name);
  return value != nullptr && value->isTensor() ? value->toTensor() : at::Tensor();
}

at::Tensor Call::shaped(const std::string& name) const {
  at::Tensor x = tensor(name);
  return x.defined() && x.is_nested() ? at::Tensor() : x;
}

std::vector<at::Tensor> Call::tensors(const std::string& name) const {
  const c10::IValue* value = find(name);
  return value != nullptr && value->isTensorList() ? value->toTensorVector() : std::vector<at::Tensor>();
}

std::vector<int64_t> Call::integers(const std::string& name) const {
  const c10::IValue* value = find(name);
  if (value == nullptr) return {};
  if (value->isInt()) return {value->toInt()};
  return value->isIntList() ? value->toIntVector() : std::vector<int64_t>();
}

int64_t Call::integer(const std::string& name, int64_t otherwise) const {
  const c10::IValue* value = find(name);
  return value != nullptr && value->isInt() ? value->toInt() : otherwise;
}

bool Call::flag(const std::string& name) const {
  const c10::IValue* value = find(name);
  return value != nullptr && value->isBool() && value->toBool();
}

void Call::each_tensor(const std::function<void(const std::string&, const at::Tensor&)>& visit) const {
  for (size_t i = 0; i < arguments_.size(); ++i) {
    if (values_[i].isTensor()) {
      visit(arguments_[i].name, values_[i].toTensor());
    } else if (values_[i].isTensorList()) {
      for (const at::Tensor& x : values_[i].toTensorVector()) visit(arguments_[i].name, x);
    }
  }
}

void refuse(const char* kind, const std::string& name, const std::string& wanted, const std::string& got) {
  throw Error(kind, name + " must " + wanted + (got.empty() ? "" : ", got " + got));
}

std::string shape_text(at::IntArrayRef sizes) {
  std::ostringstream text;
  text << sizes;
  return text.str();
}

Rule filled(const char* list) {
  return [=](const Call& call) {
    const c10::IValue* value = call.find(list);
    if (value != nullptr && value->isList() && value->toListRef().empty()) {
      throw Error("ValueError", std::string(list) + " must not be empty");
    }
  };
}

Rule as_many(const char* list, const char* other) {
  return [=](const Call& call) {
    size_t count = call.tensors(list).size(), wanted = call.tensors(other).size();
    if (count != wanted) {
      refuse("ValueError", list, std::string("hold as many tensors as ") + other,
             std::to_string(count) + " and " + std::to_string(wanted));
    }
  };
}

Rule tensors(const char* list, size_t count) {
  return [=](const Call& call) {
    size_t given = call.tensors(list).size();
    if (given == count) return;
    refuse("ValueError", list, "hold " + std::to_string(count) + " tensors", std::to_string(given));
  };
}

Rule numbers(const char* list, size_t count) {
  return [=](const Call& call) {
    const c10::IValue* value = call.find(list);
    if (value == nullptr || !value->isIntList()) return;
    size_t given = value->toIntVector().size();
    if (given != count) {
      refuse("ValueError", list, "hold " + std::to_string(count) + " numbers", std::to_string(given));
    }
  };
}

Rule positive(const char* name) {
  return each_integer(
      name, [](int64_t number) { return number > 0; }, "be positive");
}

Rule negatable(const char* name) {
  return each_integer(
      name, [](int64_t number) { return number != std::numeric_limits<int64_t>::min(); }, "have a negative");
}

Rule between(const char* name, int64_t low, int64_t high) {
  return each_integer(
      name, [=](int64_t number) { return number >= low && number <= high; },
      "be in [" + text_of(low) + ", " + text_of(high) + "]");
}

Rule dims(const char* name, int64_t least, int64_t most) {
  return [=](const Call& call) {
    at::Tensor x = call.tensor(name);
    if (!x.defined() || (x.dim() >= least && x.dim() <= most)) return;
    refuse("ValueError", name, "have " + range_text(least, most) + " dimensions", text_of(x.dim()));
  };
}

Rule not_empty(const char* name) {
  return [=](const Call& call) {
    at::Tensor x = call.shaped(name);
    if (x.defined() && x.numel() == 0) {
      refuse("ValueError", name, "hold elements", "shape " + shape_text(x.sizes()));
    }
  };
}

Rule same_shapes(Names names) {
  std::vector<std::string> list(names.begin(), names.end());
  return [=](const Call& call) {
    at::Tensor first = call.shaped(list[0]);
    for (size_t i = 1; first.defined() && i < list.size(); ++i) {
      at::Tensor x = call.shaped(list[i]);
      if (!x.defined() || x.sizes() == first.sizes()) continue;
      refuse("ValueError", list[i], "have the shape of " + list[0],
             shape_text(x.sizes()) + " and " + shape_text(first.sizes()));
    }
  };
}

Rule same_types(const char* name, const char* other) {
  return [=](const Call& call) {
    at::Tensor x = call.tensor(name), y = call.tensor(other);
    if (!x.defined() || !y.defined() || x.scalar_type() == y.scalar_type()) return;
    refuse("ValueError", name, std::string("have the type of ") + other,
           std::string(c10::toString(x.scalar_type())) + " and " + c10::toString(y.scalar_type()));
  };
}

Rule same_size(const char* name, int64_t dim, const char* other, int64_t other_dim) {
  return [=](const Call& call) {
    at::Tensor x = call.shaped(name), y = call.shaped(other);
    if (!x.defined() || !y.defined() || x.size(dim) == y.size(other_dim)) return;
    refuse("ValueError", name,
           "have the size in dimension " + text_of(dim) + " that " + other + " has in dimension " +
               text_of(other_dim),
           shape_text(x.sizes()) + " and " + shape_text(y.sizes()));
  };
}

Rule of_type(const char* name, at::ScalarType type) {
  return [=](const Call& call) {
    at::Tensor x = call.tensor(name);
    if (!x.defined() || x.scalar_type() == type) return;
    refuse("TypeError", name, std::string("be of the type ") + c10::toString(type),
           c10::toString(x.scalar_type()));
  };
}

Rule packed(const char* name) {
  return [=](const Call& call) {
    at::Tensor x = call.tensor(name);
    if (!x.defined() || x.is_mkldnn()) return;
    refuse("ValueError", name, "be in oneDNN's layout, as its prepack operators give it", "");
  };
}

Rule strided(const char* name) {
  return [=](const Call& call) {
    at::Tensor x = call.tensor(name);
    if (!x.defined() || x.layout() == at::kStrided) return;
    std::ostringstream layout;
    layout << x.layout();
    refuse("NotImplementedError", name, "be a strided tensor", layout.str());
  };
}

Rule some(const char* name, int64_t dim) {
  return [=](const Call& call) {
    at::Tensor x = call.shaped(name);
    if (!x.defined() || x.dim() <= dim || x.size(dim) > 0) return;
    refuse("ValueError", name, "have elements along dimension " + text_of(dim), shape_text(x.sizes()));
  };
}

Rule contiguous(const char* name) {
  return [=](const Call& call) {
    at::Tensor x = call.shaped(name);
    if (x.defined() && x.layout() == at::kStrided && !x.is_contiguous()) {
      throw Error("ValueError", std::string(name) + " must be contiguous");
    }
  };
}

Rule not_quantized(const char* name) {
  return [=](const Call& call) {
    at::Tensor x = call.tensor(name);
    if (x.defined() && x.is_quantized()) {
      throw Error("NotImplementedError",
                  std::string(name) + " must not be quantized: such a view is not known");
    }
  };
}

Rule apart(const char* out, const char* input) {
  return [=](const Call& call) {
    at::Tensor written = call.tensor(out), read = call.tensor(input);
    if (!written.defined() || !written.is_same(read)) return;
    refuse("ValueError", out, std::string("not be ") + input + " itself, which is read after it is resized",
           "");
  };
}

Rule writable(const char* name) {
  return [=](const Call& call) {
    at::Tensor x = call.tensor(name);
    if (!x.defined() || !x._is_zerotensor()) return;
    throw Error("RuntimeError",
                std::string(name) + " must have memory: a zero tensor is immutable, its clone is not");
  };
}

void expect_memory(const Call& call) {
  call.each_tensor([](const std::string& name, const at::Tensor& x) {
    if (x.defined() && x.is_meta()) {
      throw Error("NotImplementedError", name + " must have memory: a tensor of the meta device has none");
    }
  });
}

}  // namespace typetorch
