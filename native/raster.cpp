#include "raster.h"

#include <algorithm>
#include <cmath>
#include <cstring>
#include <vector>

#include "pixels.h"

namespace typetorch {
namespace {

struct Hsv {
  uint8_t h, s, v;
};

Hsv to_hsv(uint8_t r, uint8_t g, uint8_t b) {
  uint8_t most = std::max(r, std::max(g, b)), least = std::min(r, std::min(g, b));
  if (most == least) return {0, 0, most};
  auto range = static_cast<float>(most - least);
  float s = range / static_cast<float>(most);
  float rc = static_cast<float>(most - r) / range;
  float gc = static_cast<float>(most - g) / range;
  float bc = static_cast<float>(most - b) / range;
  float h;
  if (r == most) {
    h = bc - gc;
  } else if (g == most) {
    h = static_cast<float>(2.0 + rc - bc);
  } else {
    h = static_cast<float>(4.0 + gc - rc);
  }
  h = static_cast<float>(std::fmod(h / 6.0 + 1.0, 1.0));
  return {clip8(static_cast<int>(h * 255.0)), clip8(static_cast<int>(s * 255.0)), most};
}

void to_rgb(Hsv hsv, uint8_t* out) {
  uint8_t v = hsv.v;
  if (hsv.s == 0) {
    out[0] = out[1] = out[2] = v;
    return;
  }
  int i = static_cast<int>(std::floor(static_cast<double>(hsv.h) * 6.0 / 255.0));
  float f = static_cast<float>(static_cast<double>(hsv.h) * 6.0 / 255.0 - static_cast<double>(i));
  float fs = static_cast<float>(static_cast<double>(hsv.s) / 255.0);
  auto scaled = [&](double factor) {
    return clip8(static_cast<int>(std::round(static_cast<double>(v) * factor)));
  };
  uint8_t p = scaled(1.0 - fs), q = scaled(1.0 - static_cast<double>(fs * f)),
          t = scaled(1.0 - fs * (1.0 - f));
  const uint8_t table[6][3] = {{v, t, p}, {q, v, p}, {p, v, t}, {p, q, v}, {t, p, v}, {v, p, q}};
  std::memcpy(out, table[i % 6], 3);
}

/// Copies `count` pixels, in reverse with `mirrored`.
template <int C>
void copy_row(const uint8_t* in, uint8_t* out, int64_t count, bool mirrored) {
  if (!mirrored) {
    std::memcpy(out, in, count * C);
    return;
  }
  for (int64_t x = 0; x < count; ++x) std::memcpy(out + (count - 1 - x) * C, in + x * C, C);
}

void copy_pixels(int64_t channels, const uint8_t* in, uint8_t* out, int64_t count, bool mirrored) {
  switch (channels) {
    case 1:
      return copy_row<1>(in, out, count, mirrored);
    case 2:
      return copy_row<2>(in, out, count, mirrored);
    case 3:
      return copy_row<3>(in, out, count, mirrored);
    default:
      return copy_row<4>(in, out, count, mirrored);
  }
}

/// One channel after the other, and four pixels at once, since loads are what it waits for.
template <int C>
void look_up(const Raster<>& in, const float* table, float* out) {
  for (int c = 0; c < C; ++c, table += 256) {
    for (int64_t y = 0; y < in.height; ++y, out += in.width) {
      const uint8_t* pixel = in.row(y) + c;
      int64_t x = 0;
      for (; x + 4 <= in.width; x += 4, pixel += 4 * C) {
        float four[4] = {table[pixel[0]], table[pixel[C]], table[pixel[2 * C]], table[pixel[3 * C]]};
        std::memcpy(out + x, four, sizeof(four));
      }
      for (; x < in.width; ++x, pixel += C) out[x] = table[*pixel];
    }
  }
}

}  // namespace

napi_value raster_view(napi_env env, napi_callback_info info) {
  return guarded(env, [&] {
    Arguments<8> args(env, info);
    at::Tensor image = image_of(env, args[0]);
    int64_t left = get_int64(env, args[1]), top = get_int64(env, args[2]);
    int64_t width = get_int64(env, args[3]), height = get_int64(env, args[4]);
    bool mirrored = get_bool(env, args[5]), upside_down = get_bool(env, args[6]);
    auto colour = static_cast<uint32_t>(get_int64(env, args[7]));
    constexpr int64_t kMost = int64_t{1} << 24;
    if (width < 1 || height < 1 || width > kMost || height > kMost || std::abs(left) > kMost ||
        std::abs(top) > kMost) {
      throw Error("ValueError", "a view of " + std::to_string(width) + " x " + std::to_string(height) +
                                    " pixels is not possible");
    }
    Raster<> in = raster_of(image);
    at::Tensor result = at::empty({height, width, in.channels}, at::kByte);
    Raster<> out = raster_of(result);
    std::vector<uint8_t> empty(width * in.channels);
    for (size_t i = 0; i < empty.size(); ++i) {
      empty[i] = static_cast<uint8_t>(colour >> (8 * (static_cast<int64_t>(i) % in.channels)));
    }
    // What of a row lies in the image, and where that is in the result.
    int64_t begin = std::min(std::max<int64_t>(-left, 0), width);
    int64_t count = std::min(std::max<int64_t>(in.width - left, begin), width) - begin;
    int64_t place = mirrored ? width - begin - count : begin;
    for (int64_t y = 0; y < height; ++y) {
      uint8_t* row = out.row(upside_down ? height - 1 - y : y);
      bool inside = count > 0 && top + y >= 0 && top + y < in.height;
      if (!inside || count < width) std::memcpy(row, empty.data(), empty.size());
      if (!inside) continue;
      copy_pixels(in.channels, in.row(top + y) + (left + begin) * in.channels, row + place * in.channels,
                  count, mirrored);
    }
    return finish(env, std::move(result));
  });
}

napi_value raster_floats(napi_env env, napi_callback_info info) {
  return guarded(env, [&] {
    Arguments<2> args(env, info);
    at::Tensor image = image_of(env, args[0]);
    at::Tensor table = unwrap_tensor(env, args[1]);
    Raster<> in = raster_of(image);
    if (table.scalar_type() != at::kFloat || !table.is_contiguous() || !table.device().is_cpu() ||
        table.numel() != 256 * in.channels) {
      throw Error("TypeError", "expected a float32 table of 256 values for each channel on the CPU");
    }
    at::Tensor result = at::empty({in.channels, in.height, in.width}, at::kFloat);
    const float* values = table.data_ptr<float>();
    float* out = result.data_ptr<float>();
    switch (in.channels) {
      case 1:
        look_up<1>(in, values, out);
        break;
      case 2:
        look_up<2>(in, values, out);
        break;
      case 3:
        look_up<3>(in, values, out);
        break;
      default:
        look_up<4>(in, values, out);
    }
    return finish(env, std::move(result));
  });
}

napi_value raster_hue(napi_env env, napi_callback_info info) {
  return guarded(env, [&] {
    Arguments<2> args(env, info);
    at::Tensor image = image_of(env, args[0]);
    auto shift = static_cast<uint8_t>(get_int64(env, args[1]) & 255);
    if (image.size(2) != 3) throw Error("TypeError", "expected an image of 3 channels");
    at::Tensor result = at::empty(image.sizes(), at::kByte);
    Raster<> in = raster_of(image), out = raster_of(result);
    for (int64_t y = 0; y < in.height; ++y) {
      for (int64_t x = 0; x < in.width; ++x) {
        const uint8_t* pixel = in.row(y) + 3 * x;
        Hsv hsv = to_hsv(pixel[0], pixel[1], pixel[2]);
        hsv.h = static_cast<uint8_t>(hsv.h + shift);
        to_rgb(hsv, out.row(y) + 3 * x);
      }
    }
    return finish(env, std::move(result));
  });
}

}  // namespace typetorch
