// Images as rows of pixels, for the functions of raster.h.
#pragma once

#include <ATen/ATen.h>

#include <algorithm>

#include "convert.h"
#include "memory.h"

namespace typetorch {

/// Rows of pixels whose channels lie side by side.
struct Raster {
  uint8_t* data;
  int64_t height, width, channels, stride;
  uint8_t* row(int64_t y) const { return data + y * stride; }
};

inline at::Tensor image_of(napi_env env, napi_value value) {
  at::Tensor x = unwrap_tensor(env, value);
  if (x.dim() != 3 || x.scalar_type() != at::kByte || !x.device().is_cpu() || x.size(2) < 1 ||
      x.size(2) > 4 || x.numel() == 0 || x.data_ptr() == nullptr) {
    throw Error("TypeError", "expected a uint8 image (H, W, 1 to 4) on the CPU that is not empty");
  }
  bool side_by_side = x.stride(2) == 1 && x.stride(1) == x.size(2);
  return side_by_side ? x : x.contiguous();
}

inline Raster raster_of(const at::Tensor& x) {
  return {x.data_ptr<uint8_t>(), x.size(0), x.size(1), x.size(2), x.stride(0)};
}

inline napi_value finish(napi_env env, at::Tensor pixels) {
  napi_value result = wrap(env, std::move(pixels));
  memory::tick(Env::of(env));
  return result;
}

/// Pillow's resampling filters, with its numbers.
enum Filter { kNearest = 0, kLanczos = 1, kBilinear = 2, kBicubic = 3, kBox = 4, kHamming = 5 };

inline uint8_t clip8(int32_t value) { return static_cast<uint8_t>(std::min(std::max(value, 0), 255)); }

}  // namespace typetorch
