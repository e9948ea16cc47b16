// Pixels to pixels as Pillow computes them: what its integer arithmetic gives no operator of LibTorch gives.
#pragma once

#include "js.h"

namespace typetorch {

/// (tensor (H, W, C), filter, out_height, out_width, box [x0, y0, x1, y1] as numbers, window [x, y,
/// width, height] of the result as numbers) => tensor (height, width, C): antialiased resampling.
napi_value raster_resample(napi_env env, napi_callback_info info);

/// (tensor (H, W, C), tensor of the result to write into, filter, perspective, coefficients (8)) =>
/// undefined: affine and perspective warps. Pixels whose source lies outside keep what they are.
napi_value raster_warp(napi_env env, napi_callback_info info);

/// (tensor (H, W, C) uint8, left, top, width, height, mirrored, upside down, colour) => tensor (height,
/// width, C): the part at (left, top), `colour` (a byte for each channel, the lowest first) where it leaves
/// the image.
napi_value raster_view(napi_env env, napi_callback_info info);

/// (tensor (H, W, C) uint8, table (C, 256) float32) => tensor (C, H, W) float32 of the table's values.
napi_value raster_floats(napi_env env, napi_callback_info info);

/// (tensor (H, W, 3) uint8, shift) => tensor: hues turned by `shift` of 256 steps.
napi_value raster_hue(napi_env env, napi_callback_info info);

}  // namespace typetorch
