// What the nodes of LibTorch's own operators saved, under Python's names: `y.grad_fn._saved_self`. The list
// of the nodes' members is read from LibTorch's header when the addon is built
// (scripts/setup/saved_fields.mjs).
#include <ATen/core/ivalue.h>
#include <torch/csrc/autograd/generated/Functions.h>

#include <typeindex>
#include <unordered_map>

#include "callback.h"
#include "convert.h"
#include "engine.h"
#include "graph.h"

namespace typetorch {
namespace {

namespace generated = torch::autograd::generated;
using torch::autograd::Node;
using torch::autograd::SavedVariable;

napi_value show(Env& env, const NodePtr& node, const SavedVariable& saved) {
  at::Tensor tensor;
  on_pass_thread(env, [&] { tensor = saved.unpack(node); });  // hooks of saved tensors ask which pass it is
  return wrap_known(env, tensor);
}
napi_value show(Env& env, const NodePtr&, const at::Scalar& value) { return from_scalar(env, value); }
napi_value show(Env& env, const NodePtr&, const c10::SymInt& value) {
  return to_js(env.env, value.guard_int(__FILE__, __LINE__));
}
template <typename T>
auto show(Env& env, const NodePtr&, const T& value) -> decltype(to_js(env.env, value)) {
  return to_js(env.env, value);
}
template <typename T>
napi_value show(Env& env, const NodePtr& node, const c10::optional<T>& value) {
  return value.has_value() ? show(env, node, *value) : null(env.env);
}
template <typename T>
napi_value show_list(Env& env, const NodePtr& node, const std::vector<T>& items) {
  napi_value array;
  check(napi_create_array_with_length(env.env, items.size(), &array));
  for (size_t i = 0; i < items.size(); ++i) {
    HandleScope scope(env.env);
    check(napi_set_element(env.env, array, static_cast<uint32_t>(i), show(env, node, items[i])));
  }
  return array;
}
napi_value show(Env& env, const NodePtr& node, const std::vector<SavedVariable>& items) {
  return show_list(env, node, items);
}
napi_value show(Env& env, const NodePtr& node, const std::vector<at::Scalar>& items) {
  return show_list(env, node, items);
}
napi_value show(Env& env, const NodePtr& node, const std::vector<c10::SymInt>& items) {
  return show_list(env, node, items);
}
template <typename T>
napi_value show(Env& env, const NodePtr& node, const c10::OptionalArray<T>& items) {
  return items.list.has_value() ? show(env, node, *items.list) : null(env.env);
}

/// The saved tensors of a field; `count` is -1 for a lone one.
struct Variables {
  SavedVariable* first;
  int64_t count;
};

Variables variables_in(SavedVariable& saved) { return {&saved, -1}; }
Variables variables_in(std::vector<SavedVariable>& saved) {
  return {saved.data(), static_cast<int64_t>(saved.size())};
}

/// What a member's type does with it.
struct Kind {
  napi_value (*read)(Env&, const NodePtr&, void* member);
  Variables (*find)(void* member);  // null where it holds no tensors
};

template <typename T>
constexpr Kind kind_of() {
  auto read = [](Env& env, const NodePtr& node, void* member) {
    return show(env, node, *static_cast<const T*>(member));
  };
  if constexpr (std::is_same_v<T, SavedVariable> || std::is_same_v<T, std::vector<SavedVariable>>) {
    return {read, [](void* member) { return variables_in(*static_cast<T*>(member)); }};
  } else {
    return {read, nullptr};
  }
}
template <typename T>
constexpr Kind kKind = kind_of<T>();

template <typename C, typename T>
C class_of(T C::*);
template <typename C, typename T>
T type_of_member(T C::*);

/// There are two thousand of these, so they do no more than add an offset.
template <auto member>
void* locate(Node& node) {
  return &(static_cast<decltype(class_of(member))&>(node).*member);
}

struct Field {
  const std::type_info* node;
  const char* name;
  void* (*locate)(Node&);
  const Kind* kind;
  void* (*locate_freed)(Node&);  // null where a lone saved tensor knows it itself
};

#define FIELD_(node, name, member, freed)                             \
  {&typeid(generated::node), #name, locate<&generated::node::member>, \
   &kKind<decltype(type_of_member(&generated::node::member))>, freed},
#define FIELD(node, name, member) FIELD_(node, name, member, nullptr)
#define LIST(node, name, member, flag) FIELD_(node, name, member, locate<&generated::node::flag>)

const Field kFields[] = {
#include <saved_fields.inc>
    {nullptr, nullptr, nullptr, nullptr, nullptr}};

using Range = std::pair<const Field*, const Field*>;

/// The fields of a node's class, none for a class that is not LibTorch's.
Range fields_of(const Node& node) {
  static const auto* table = [] {
    auto* found = new std::unordered_map<std::type_index, Range>();
    for (const Field* field = kFields; field->node != nullptr; ++field) {
      auto at = found->emplace(std::type_index(*field->node), Range{field, field}).first;
      at->second.second = field + 1;
    }
    return found;
  }();
  auto found = table->find(std::type_index(typeid(node)));
  return found == table->end() ? Range{nullptr, nullptr} : found->second;
}

const Field& field_named(Node& node, const std::string& name) {
  Range fields = fields_of(node);
  for (const Field* field = fields.first; field != fields.second; ++field) {
    if (name != field->name) continue;
    if (field->locate_freed != nullptr && *static_cast<bool*>(field->locate_freed(node)))
      throw Error("RuntimeError", torch::autograd::ERR_BACKWARD_TWICE);
    return *field;
  }
  throw Error("AttributeError", node.name() + " saves no " + name);
}

Variables variables_of(Node& node, const std::string& name) {
  if (std::vector<SavedVariable>* saved = saved_by_function(node)) return variables_in(*saved);
  const Field& field = field_named(node, name);
  if (field.kind->find == nullptr) throw Error("AttributeError", node.name() + " saves no tensor as " + name);
  return field.kind->find(field.locate(node));
}

}  // namespace

// (node): the names of what it saves, and those of them that are tensors.
napi_value node_saved_names(napi_env env, napi_callback_info info) {
  return guarded(env, [&] {
    Arguments<1> args(env, info);
    std::vector<std::string> names, tensors;
    Node& node = *unwrap_node(env, args[0]);
    Range fields = fields_of(node);
    for (const Field* field = fields.first; field != fields.second; ++field) {
      names.emplace_back(field->name);
      if (field->kind->find != nullptr) tensors.emplace_back(field->name);
    }
    return js_array(env, {to_js(env, names), to_js(env, tensors)});
  });
}

// (node, name): the value.
napi_value node_saved(napi_env env, napi_callback_info info) {
  return guarded(env, [&] {
    Arguments<2> args(env, info);
    NodePtr node = unwrap_node(env, args[0]);
    const Field& field = field_named(*node, get_string(env, args[1]));
    return field.kind->read(Env::of(env), node, field.locate(*node));
  });
}

// (node, name): of how many tensors the value is a list; -1 for a lone one.
napi_value node_saved_count(napi_env env, napi_callback_info info) {
  return guarded(env, [&] {
    Arguments<2> args(env, info);
    NodePtr node = unwrap_node(env, args[0]);
    return to_js(env, variables_of(*node, get_string(env, args[1])).count);
  });
}

// (node, name, place in a list, pack, unpack): packs a saved tensor.
napi_value node_saved_hooks(napi_env env, napi_callback_info info) {
  return guarded(env, [&] {
    Arguments<5> args(env, info);
    NodePtr node = unwrap_node(env, args[0]);
    Variables saved = variables_of(*node, get_string(env, args[1]));
    int64_t place = get_int64(env, args[2]);
    if (place >= std::max<int64_t>(saved.count, 1))
      throw Error("RuntimeError", torch::autograd::ERR_BACKWARD_TWICE);
    saved.first[place].register_hooks(packing(Env::of(env), args[3], args[4]));
    return undefined(env);
  });
}

}  // namespace typetorch
