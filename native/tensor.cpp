#include "tensor.h"

#include <ATen/ATen.h>
#include <torch/version.h>

#include <cstring>
#include <optional>

#include "bytes.h"
#include "convert.h"
#include "functorch.h"
#include "mapping.h"
#include "memory.h"
#include "storage.h"

namespace typetorch {
namespace {

napi_value write_scratch(Env& env, at::IntArrayRef values) {
  if (values.size() > env.scratch_length) throw Error("RuntimeError", "too many dimensions");
  for (size_t i = 0; i < values.size(); ++i) env.scratch[i] = static_cast<double>(values[i]);
  return to_js(env.env, static_cast<double>(values.size()));
}

/// The place of the sizes among the shapes that TypeScript has met. New ones go into the scratch buffer, and
/// are named by -1 - (number of dimensions * kShapes + place).
napi_value shape_place(Env& env, at::IntArrayRef sizes) {
  uint64_t hash = sizes.size();
  for (int64_t size : sizes) hash = hash * 33 + static_cast<uint64_t>(size);
  size_t place = hash % kShapes;
  auto& known = env.shapes[place];
  if (sizes.equals(known)) return to_js(env.env, static_cast<double>(place));
  write_scratch(env, sizes);
  known.assign(sizes.begin(), sizes.end());
  return to_js(env.env, -1.0 - static_cast<double>(sizes.size() * kShapes + place));
}

std::vector<int64_t> contiguous_strides(const std::vector<int64_t>& sizes) {
  std::vector<int64_t> strides(sizes.size());
  int64_t step = 1;
  for (size_t i = sizes.size(); i-- > 0;) {
    strides[i] = step;
    if (__builtin_mul_overflow(step, std::max<int64_t>(sizes[i], 1), &step)) {
      throw Error("RuntimeError", "sizes reach past the address space");
    }
  }
  return strides;
}

template <typename Read>
napi_value read(napi_env env, napi_callback_info info, Read body) {
  return guarded(env, [&] {
    Arguments<1> args(env, info);
    return body(unwrap_tensor(env, args[0]));
  });
}

std::unique_ptr<JsRef> reference(Env& state, napi_value object, const char* name, napi_valuetype type) {
  napi_value value;
  check(napi_get_named_property(state.env, object, name, &value));
  if (type_of(state.env, value) != type) throw Error("TypeError", std::string(name) + " is missing");
  return std::make_unique<JsRef>(state.env, state.refs, value);
}

}  // namespace

Bytes bytes_of(napi_env env, napi_value value) {
  Bytes bytes{nullptr, 0, value};
  void* data = nullptr;
  bool matches;
  check(napi_is_arraybuffer(env, value, &matches));
  if (matches) {
    check(napi_get_arraybuffer_info(env, value, &data, &bytes.length));
    bytes.data = static_cast<char*>(data);
    return bytes;
  }
  check(napi_is_typedarray(env, value, &matches));
  if (!matches) throw Error("TypeError", "expected an ArrayBuffer or a typed array");
  napi_typedarray_type type;
  size_t offset;
  check(napi_get_typedarray_info(env, value, &type, &bytes.length, &data, &bytes.owner, &offset));
  constexpr size_t kWidths[] = {1, 1, 1, 2, 2, 4, 4, 4, 8, 8, 8};
  if (static_cast<size_t>(type) >= sizeof kWidths / sizeof *kWidths) {
    throw Error("TypeError", "a typed array of this kind cannot be read; give a Uint8Array on its buffer");
  }
  bytes.length *= kWidths[type];
  bytes.data = static_cast<char*>(data);
  return bytes;
}

int64_t extent(const std::vector<int64_t>& sizes, const std::vector<int64_t>& strides, int64_t offset) {
  int64_t last = offset;
  for (size_t i = 0; i < sizes.size(); ++i) {
    if (sizes[i] < 0)
      throw Error("RuntimeError",
                  "Trying to create tensor with negative dimension " + std::to_string(sizes[i]));
    if (strides[i] < 0)
      throw Error("RuntimeError", "a stride must not be negative, got " + std::to_string(strides[i]));
  }
  for (size_t i = 0; i < sizes.size(); ++i) {
    if (sizes[i] == 0) return offset;
    int64_t reach;
    if (__builtin_mul_overflow(sizes[i] - 1, strides[i], &reach) ||
        __builtin_add_overflow(last, reach, &last)) {
      throw Error("RuntimeError", "sizes and strides reach past the address space");
    }
  }
  if (__builtin_add_overflow(last, 1, &last))
    throw Error("RuntimeError", "sizes reach past the address space");
  return last;
}

napi_value init(napi_env env, napi_callback_info info) {
  return guarded(env, [&] {
    Arguments<1> args(env, info);
    Env& state = Env::of(env);
    if (state.make_error) throw Error("RuntimeError", "init() was called before");
    auto scratch_owner = reference(state, args[0], "scratch", napi_object);
    Bytes bytes = bytes_of(env, scratch_owner->get(env));
    auto make_complex = reference(state, args[0], "make_complex", napi_function);
    auto collect = reference(state, args[0], "collect", napi_function);
    auto warn = reference(state, args[0], "warn", napi_function);
    auto stack_text = reference(state, args[0], "stack_text", napi_function);
    state.make_error = reference(state, args[0], "make_error", napi_function);
    state.make_complex = std::move(make_complex);
    state.collect = std::move(collect);
    state.warn = std::move(warn);
    state.stack_text = std::move(stack_text);
    state.scratch_owner = std::move(scratch_owner);
    state.scratch = reinterpret_cast<double*>(bytes.data);
    state.scratch_length = bytes.length / sizeof(double);
    return undefined(env);
  });
}

napi_value make_constant(napi_env env, napi_callback_info info) {
  return guarded(env, [&] {
    Arguments<3> args(env, info);
    auto code = [&](auto count) {
      int64_t value = get_int64(env, args[1]);
      if (value < 0 || value >= static_cast<int64_t>(count))
        throw Error("ValueError", "not a code of this kind: " + std::to_string(value));
      return c10::IValue(value);
    };
    switch (get_int64(env, args[0])) {
      case static_cast<int64_t>(Kind::ScalarType):
        return wrap(env, Kind::ScalarType, code(at::ScalarType::NumOptions));
      case static_cast<int64_t>(Kind::Layout):
        return wrap(env, Kind::Layout, code(at::Layout::NumOptions));
      case static_cast<int64_t>(Kind::MemoryFormat):
        return wrap(env, Kind::MemoryFormat, code(at::MemoryFormat::NumOptions));
      case static_cast<int64_t>(Kind::QScheme):
        return wrap(env, Kind::QScheme, code(at::COMPILE_TIME_NUM_QSCHEMES));
      case static_cast<int64_t>(Kind::Device):
        return wrap(env, Kind::Device, at::Device(get_string(env, args[1])));
      case static_cast<int64_t>(Kind::Complex): {
        c10::complex<double> number(get_double(env, args[1]), get_double(env, args[2]));
        return wrap(env, Kind::Complex, number);
      }
      default:
        throw Error("TypeError", "not a kind of constant");
    }
  });
}

napi_value read_constant(napi_env env, napi_callback_info info) {
  return guarded(env, [&] {
    Arguments<1> args(env, info);
    Box* box = try_unbox(env, args[0]);
    if (box == nullptr) return null(env);
    napi_value array;
    check(napi_create_array_with_length(env, 2, &array));
    check(napi_set_element(env, array, 0, to_js(env, static_cast<double>(box->kind))));
    napi_value value = null(env);
    if (box->kind == Kind::Device) {
      value = to_js(env, box->value.toDevice().str());
    } else if (box->value.isInt()) {
      value = to_js(env, box->value.toInt());
    }
    check(napi_set_element(env, array, 1, value));
    return array;
  });
}

napi_value tensor_sizes(napi_env env, napi_callback_info info) {
  return read(env, info, [&](const at::Tensor& x) { return shape_place(Env::of(env), x.sizes()); });
}

napi_value tensor_strides(napi_env env, napi_callback_info info) {
  return read(env, info, [&](const at::Tensor& x) { return write_scratch(Env::of(env), x.strides()); });
}

napi_value tensor_dim(napi_env env, napi_callback_info info) {
  return read(env, info, [&](const at::Tensor& x) { return to_js(env, static_cast<double>(x.dim())); });
}

napi_value tensor_numel(napi_env env, napi_callback_info info) {
  return read(env, info, [&](const at::Tensor& x) { return to_js(env, x.numel()); });
}

napi_value tensor_dtype(napi_env env, napi_callback_info info) {
  return read(env, info,
              [&](const at::Tensor& x) { return to_js(env, static_cast<double>(x.scalar_type())); });
}

napi_value tensor_layout(napi_env env, napi_callback_info info) {
  return read(env, info, [&](const at::Tensor& x) { return to_js(env, static_cast<double>(x.layout())); });
}

napi_value tensor_device(napi_env env, napi_callback_info info) {
  return read(env, info, [&](const at::Tensor& x) { return to_js(env, x.device().str()); });
}

napi_value tensor_flag(napi_env env, napi_callback_info info) {
  return guarded(env, [&] {
    Arguments<2> args(env, info);
    const at::Tensor& x = unwrap_tensor(env, args[0]);
    switch (get_int64(env, args[1])) {
      case 0:
        return to_js(env, x.is_cuda());
      case 1:
        return to_js(env, x.is_sparse());
      case 2:
        return to_js(env, x.is_quantized());
      case 3:
        return to_js(env, x.is_meta());
      case 4:
        return to_js(env, x.is_inference());
      case 5:
        return to_js(env, x.is_conj());
      case 6:
        return to_js(env, x.is_neg());
      case 7:
        return to_js(env, x.is_cpu());
      case 8:
        return to_js(env, x.is_mkldnn());
      case 9:
        return to_js(env, x.is_nested());
      default:
        throw Error("TypeError", "not a flag of a tensor");
    }
  });
}

napi_value tensor_data_ptr(napi_env env, napi_callback_info info) {
  return read(env, info, [&](const at::Tensor& x) {
    napi_value value;
    check(napi_create_bigint_uint64(env, reinterpret_cast<uint64_t>(x.data_ptr()), &value));
    return value;
  });
}

napi_value tensor_storage_offset(napi_env env, napi_callback_info info) {
  return read(env, info, [&](const at::Tensor& x) { return to_js(env, x.storage_offset()); });
}

napi_value tensor_storage(napi_env env, napi_callback_info info) {
  return read(env, info, [&](const at::Tensor& x) {
    const c10::Storage& storage = x.storage();
    napi_value array, address;
    check(napi_create_array_with_length(env, 3, &array));
    check(
        napi_create_bigint_uint64(env, reinterpret_cast<uint64_t>(storage.unsafeGetStorageImpl()), &address));
    check(napi_set_element(env, array, 0, address));
    check(napi_create_bigint_uint64(env, reinterpret_cast<uint64_t>(storage.data()), &address));
    check(napi_set_element(env, array, 1, address));
    check(napi_set_element(env, array, 2, to_js(env, static_cast<int64_t>(storage.nbytes()))));
    return array;
  });
}

napi_value tensor_storage_buffer(napi_env env, napi_callback_info info) {
  return read(env, info, [&](const at::Tensor& x) {
    if (!x.device().is_cpu() || x.layout() != at::kStrided) {
      throw Error(
          "TypeError",
          "can't convert " + x.device().str() +
              " device type tensor to numpy. Use Tensor.cpu() to copy the tensor to host memory first.");
    }
    return buffer_of(Env::of(env), x.storage());
  });
}

napi_value tensor_is_contiguous(napi_env env, napi_callback_info info) {
  return guarded(env, [&] {
    Arguments<2> args(env, info);
    auto format = at::MemoryFormat::Contiguous;
    if (args.count > 1) {
      Box* box = try_unbox(env, args[1]);
      if (box != nullptr && box->kind == Kind::MemoryFormat) format = box->value.toMemoryFormat();
    }
    return to_js(env, unwrap_tensor(env, args[0]).is_contiguous(format));
  });
}

napi_value tensor_item(napi_env env, napi_callback_info info) {
  return read(env, info, [&](const at::Tensor& x) {
    at::Scalar value = x.item();
    mapping::check();
    return from_scalar(Env::of(env), value);
  });
}

napi_value tensor_bytes(napi_env env, napi_callback_info info) {
  return read(env, info, [&](const at::Tensor& x) {
    at::NoGradGuard no_grad;
    OutsideTransforms outside;
    at::Tensor dense = without_levels(x);
    if (dense.layout() != at::kStrided) dense = dense.to_dense();
    // A gradient known to be zero has no memory of its own.
    if (dense._is_zerotensor()) dense = dense.clone();
    dense = dense.detach().to(at::kCPU).resolve_conj().resolve_neg().contiguous();
    void* data = nullptr;
    napi_value buffer;
    size_t bytes = static_cast<size_t>(dense.numel()) * dense.element_size();
    check(napi_create_arraybuffer(env, bytes, &data, &buffer));
    if (bytes > 0) with_memory(dense.storage());
    if (bytes > 0) std::memcpy(data, dense.data_ptr(), bytes);
    mapping::check();
    return buffer;
  });
}

// (bytes, dtype, sizes, strides | null, offset in elements, share)
napi_value tensor_from_buffer(napi_env env, napi_callback_info info) {
  return guarded(env, [&] {
    Arguments<6> args(env, info);
    Env& state = Env::of(env);
    state.refs->drain(env);
    at::ScalarType dtype = dtype_of(env, args[1]);
    std::vector<int64_t> sizes = to_int_list(state, args[2]);
    std::vector<int64_t> strides =
        type_of(env, args[3]) == napi_null ? contiguous_strides(sizes) : to_int_list(state, args[3]);
    if (strides.size() != sizes.size()) throw Error("ValueError", "sizes and strides differ in length");
    Bytes bytes = bytes_of(env, args[0]);  // after the lists, whose reading may run code that detaches it
    int64_t offset = get_int64(env, args[4]);
    int64_t width = static_cast<int64_t>(c10::elementSize(dtype));
    int64_t available = static_cast<int64_t>(bytes.length) / width;
    int64_t needed = extent(sizes, strides, offset);
    if (offset < 0 || needed > available) {
      throw Error("ValueError", "the buffer holds " + std::to_string(available) +
                                    " elements of this dtype, but " + std::to_string(needed) +
                                    " are asked for");
    }
    auto options = at::TensorOptions().dtype(dtype);
    at::Tensor tensor;
    // Memory that JavaScript gives belongs to no level of a function transform; a copy is lifted into it.
    bool transformed = OutsideTransforms::needed();
    std::optional<OutsideTransforms> outside;
    if (transformed) outside.emplace();
    bool copy = !get_bool(env, args[5]);
    if (copy) {
      at::AutoDispatchBelowADInplaceOrView no_views;  // a leaf of its own, though `as_strided` makes it
      tensor = at::empty({available}, options);
      if (available > 0) std::memcpy(tensor.data_ptr(), bytes.data, available * width);
      tensor = tensor.as_strided(sizes, strides, offset);
    } else {
      if (available > 0 && reinterpret_cast<uintptr_t>(bytes.data) % width != 0) {
        throw Error("ValueError", "the buffer's start is not a multiple of the element size");
      }
      // The storage keeps the ArrayBuffer alive.
      c10::Storage storage = at::empty({0}, options).storage();
      if (bytes.length > 0) {
        c10::DataPtr data(bytes.data, new JsBacking(state, bytes.owner), &release_js_backing,
                          c10::Device(c10::DeviceType::CPU));
        storage =
            c10::Storage(c10::Storage::use_byte_size_t(), bytes.length, std::move(data), nullptr, false);
      }
      tensor = tensor_over(std::move(storage), dtype, offset, sizes, strides);
    }
    outside.reset();
    if (transformed && copy) tensor = at::lift_fresh(tensor);
    napi_value result = wrap(env, std::move(tensor));
    memory::tick(state);
    return result;
  });
}

napi_value tensor_set_data(napi_env env, napi_callback_info info) {
  return guarded(env, [&] {
    Arguments<2> args(env, info);
    unwrap_tensor(env, args[0]).set_data(unwrap_tensor(env, args[1]));
    return undefined(env);
  });
}

napi_value tensor_alias(napi_env env, napi_callback_info info) {
  return read(env, info, [&](const at::Tensor& x) { return wrap(env, x); });
}

napi_value tensor_is_same(napi_env env, napi_callback_info info) {
  return guarded(env, [&] {
    Arguments<2> args(env, info);
    return to_js(env, unwrap_tensor(env, args[0]).is_same(unwrap_tensor(env, args[1])));
  });
}

napi_value tensor_dispose(napi_env env, napi_callback_info info) {
  return guarded(env, [&] {
    Arguments<1> args(env, info);
    if (type_of(env, args[0]) == napi_number) Env::of(env).handles->dispose(get_int64(env, args[0]));
    return undefined(env);
  });
}

}  // namespace typetorch
