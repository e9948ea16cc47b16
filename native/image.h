// Images: files in memory to pixels and back, through libraries that are opened when they are first needed.
#pragma once

#include "js.h"

namespace typetorch {

/// (kind: 'vips' | 'turbojpeg', path) => the error's text, or null when the library is there.
napi_value image_library(napi_env env, napi_callback_info info);

/// libvips: (file, options) => [width, height, bands, bits, pages, interpretation, orientation]
napi_value image_header(napi_env env, napi_callback_info info);
/// libvips: (file, options) => tensor (H, W, bands), uint8 or uint16 (int32 before LibTorch 2.3)
napi_value image_decode(napi_env env, napi_callback_info info);
/// libvips: (tensor (H, W, bands) of bytes, suffix with options) => tensor of the file's bytes
napi_value image_encode(napi_env env, napi_callback_info info);

/// libjpeg-turbo: (file) => [width, height, colour space, subsampling]
napi_value jpeg_header(napi_env env, napi_callback_info info);
/// libjpeg-turbo: (file, channels, left, top, width, height) => tensor (height, width, channels)
napi_value jpeg_decode(napi_env env, napi_callback_info info);

}  // namespace typetorch
