// Images as rows of pixels, for the functions of raster.h.
#pragma once

#include <ATen/ATen.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <type_traits>

#include "convert.h"
#include "memory.h"
#include "version.h"

namespace typetorch {

/// Rows of pixels whose channels lie side by side.
template <typename T = uint8_t>
struct Raster {
  T* data;
  int64_t height, width, channels, stride;
  T* row(int64_t y) const { return data + y * stride; }
};

template <typename T = uint8_t>
Raster<T> raster_of(const at::Tensor& x) {
  return {static_cast<T*>(x.data_ptr()), x.size(0), x.size(1), x.size(2), x.stride(0)};
}

/// An image of any kind of pixels.
inline at::Tensor any_image_of(napi_env env, napi_value value) {
  at::Tensor x = unwrap_tensor(env, value);
  if (x.dim() != 3 || !x.device().is_cpu() || x.size(2) < 1 || x.size(2) > 4 || x.numel() == 0 ||
      x.data_ptr() == nullptr) {
    throw Error("TypeError", "expected an image (H, W, 1 to 4) on the CPU that is not empty");
  }
  bool side_by_side = x.stride(2) == 1 && x.stride(1) == x.size(2);
  return side_by_side ? x : x.contiguous();
}

inline at::Tensor image_of(napi_env env, napi_value value) {
  at::Tensor x = any_image_of(env, value);
  if (x.scalar_type() != at::kByte) throw Error("TypeError", "expected an image of uint8");
  return x;
}

/// Calls `visit` with a pixel of the image's kind: of 8 bits, or of Pillow's modes I, F and I;16.
template <typename Visit>
auto with_kind(const at::Tensor& image, Visit visit) {
  switch (image.scalar_type()) {
    case at::kByte:
      return visit(uint8_t());
    case at::kInt:
      return visit(int32_t());
    case at::kFloat:
      return visit(float());
#if TYPETORCH_SINCE(2, 3)
    case at::kUInt16:
      return visit(uint16_t());
#endif
    default:
      throw Error("TypeError", "expected an image of uint8, int32, float32 or uint16");
  }
}

inline napi_value finish(napi_env env, at::Tensor pixels) {
  napi_value result = wrap(env, std::move(pixels));
  memory::tick(Env::of(env));
  return result;
}

/// Pillow's resampling filters, with its numbers.
enum Filter { kNearest = 0, kLanczos = 1, kBilinear = 2, kBicubic = 3, kBox = 4, kHamming = 5 };

/// A value as a pixel: without its fraction but for floats. What 8 or 16 bits do not hold is clipped; what 32
/// bits do not hold is the lowest number, as x86 converts it and so Pillow.
template <typename T>
T pixel_of(double value) {
  using Limits = std::numeric_limits<T>;
  if constexpr (std::is_same_v<T, float>) {
    return static_cast<float>(value);
  } else if constexpr (std::is_same_v<T, int32_t>) {
    return std::abs(value) < 0x1p31 ? static_cast<int32_t>(value) : Limits::min();
  } else {
    return value <= 0 ? 0 : value >= Limits::max() ? Limits::max() : static_cast<T>(value);
  }
}

inline uint8_t clip8(int32_t value) { return static_cast<uint8_t>(std::min(std::max(value, 0), 255)); }

}  // namespace typetorch
