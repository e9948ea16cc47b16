#include <cmath>
#include <cstring>
#include <type_traits>
#include <vector>

#include "pixels.h"
#include "raster.h"

namespace typetorch {
namespace {

// What is no number is outside.
int64_t coordinate(double value) { return value >= 0 ? static_cast<int64_t>(value) : -1; }

// What Pillow's pixels differ by: of floats a float, of 32 bits what 32 bits hold of it.
template <typename T>
using Difference = std::conditional_t<std::is_same_v<T, int32_t>, int64_t,
                                      std::conditional_t<std::is_same_v<T, float>, float, double>>;
double exact(int64_t difference) { return static_cast<int32_t>(difference); }
double exact(double difference) { return difference; }

template <typename T>
struct Warp {
  const Raster<T>& in;
  const Raster<T>& out;
  const double* a;
  bool perspective;

  void source(int64_t x, int64_t y, double& sx, double& sy) const {
    double px = static_cast<double>(x) + 0.5, py = static_cast<double>(y) + 0.5;
    sx = a[0] * px + a[1] * py + a[2];
    sy = a[3] * px + a[4] * py + a[5];
    if (perspective) {
      double w = a[6] * px + a[7] * py + 1;
      sx /= w;
      sy /= w;
    }
  }

  bool inside(double sx, double sy) const {
    return sx >= 0 && sy >= 0 && sx < static_cast<double>(in.width) && sy < static_cast<double>(in.height);
  }

  void copy(int64_t x, int64_t y, int64_t sx, int64_t sy) const {
    if (sx < 0 || sy < 0 || sx >= in.width || sy >= in.height) return;
    std::memcpy(out.row(y) + x * out.channels, in.row(sy) + sx * in.channels, in.channels * sizeof(T));
  }

  Difference<T> at(int64_t x, int64_t y, int64_t channel) const {
    x = std::min(std::max<int64_t>(x, 0), in.width - 1);
    return in.row(y)[x * in.channels + channel];
  }

  void nearest() const {
    for (int64_t y = 0; y < out.height; ++y) {
      for (int64_t x = 0; x < out.width; ++x) {
        double sx, sy;
        source(x, y, sx, sy);
        copy(x, y, coordinate(sx), coordinate(sy));
      }
    }
  }

  // Positions add up, which rounds otherwise than a product.
  void scale() const {
    std::vector<int64_t> columns(out.width);
    double sx = a[2] + a[0] * 0.5;
    for (int64_t x = 0; x < out.width; ++x, sx += a[0]) columns[x] = coordinate(sx);
    double sy = a[5] + a[4] * 0.5;
    for (int64_t y = 0; y < out.height; ++y, sy += a[4]) {
      for (int64_t x = 0; x < out.width; ++x) copy(x, y, columns[x], coordinate(sy));
    }
  }

  // Can every corner be told in 16 bits before the point and 16 behind it?
  bool fits_fixed() const {
    auto fits = [&](int64_t x, int64_t y) {
      auto px = static_cast<double>(x), py = static_cast<double>(y);
      return std::abs(px * a[0] + py * a[1] + a[2]) < 32768.0 &&
             std::abs(px * a[3] + py * a[4] + a[5]) < 32768.0;
    };
    return fits(0, 0) && fits(out.width, out.height) && fits(0, out.height) && fits(out.width, 0);
  }

  void fixed() const {
    auto fix = [](double value) { return static_cast<int64_t>(std::floor(value * 65536.0 + 0.5)); };
    int64_t a0 = fix(a[0]), a1 = fix(a[1]), a3 = fix(a[3]), a4 = fix(a[4]);
    int64_t a2 = fix(a[2] + a[0] * 0.5 + a[1] * 0.5);
    int64_t a5 = fix(a[5] + a[3] * 0.5 + a[4] * 0.5);
    for (int64_t y = 0; y < out.height; ++y, a2 += a1, a5 += a4) {
      int64_t sx = a2, sy = a5;
      for (int64_t x = 0; x < out.width; ++x, sx += a0, sy += a3) copy(x, y, sx >> 16, sy >> 16);
    }
  }

  /// Each channel of each pixel as `mix` has it, of the four or sixteen pixels around its source.
  template <typename Mix>
  void interpolate(Mix mix) const {
    for (int64_t y = 0; y < out.height; ++y) {
      for (int64_t x = 0; x < out.width; ++x) {
        double sx, sy;
        source(x, y, sx, sy);
        if (!inside(sx, sy)) continue;
        sx -= 0.5;
        sy -= 0.5;
        auto left = static_cast<int64_t>(std::floor(sx)), top = static_cast<int64_t>(std::floor(sy));
        double dx = sx - static_cast<double>(left), dy = sy - static_cast<double>(top);
        for (int64_t c = 0; c < in.channels; ++c) {
          out.row(y)[x * out.channels + c] = pixel_of<T>(mix(left, top, c, dx, dy));
        }
      }
    }
  }

  double linear(int64_t left, int64_t top, int64_t c, double dx, double dy) const {
    int64_t first = std::min(std::max<int64_t>(top, 0), in.height - 1);
    int64_t second = top + 1 >= 0 && top + 1 < in.height ? top + 1 : first;
    auto row = [&](int64_t y) {
      auto one = at(left, y, c), two = at(left + 1, y, c);
      return static_cast<double>(one) + exact(two - one) * dx;
    };
    double upper = row(first), lower = second == first ? upper : row(second);
    return upper + (lower - upper) * dy;
  }

  template <typename Value>
  static double polynomial(Value v1, Value v2, Value v3, Value v4, double d) {
    auto p1 = static_cast<double>(v2);
    double p2 = exact(-v1 + v3), p3 = exact(2 * (v1 - v2) + v3 - v4), p4 = exact(-v1 + v2 - v3 + v4);
    return p1 + d * (p2 + d * (p3 + d * p4));
  }

  double cubic(int64_t left, int64_t top, int64_t c, double dx, double dy) const {
    auto row = [&](int64_t y) {
      return polynomial(at(left - 1, y, c), at(left, y, c), at(left + 1, y, c), at(left + 2, y, c), dx);
    };
    double v1 = row(std::min(std::max<int64_t>(top - 1, 0), in.height - 1));
    // A row outside repeats the one before it.
    auto next = [&](int64_t y, double before) { return y >= 0 && y < in.height ? row(y) : before; };
    double v2 = next(top, v1), v3 = next(top + 1, v2), v4 = next(top + 2, v3);
    return polynomial(v1, v2, v3, v4, dy);
  }

  void run(int filter) const {
    if (filter == kBilinear) return interpolate([this](auto... at) { return linear(at...); });
    if (filter == kBicubic) return interpolate([this](auto... at) { return cubic(at...); });
    if (filter != kNearest) throw Error("ValueError", "a warp takes nearest, bilinear or bicubic");
    // Of 16 bits Pillow computes each place anew.
    if (perspective || std::is_same_v<T, uint16_t>) return nearest();
    if (a[1] == 0 && a[3] == 0) return scale();
    if (fits_fixed()) return fixed();
    nearest();
  }
};

}  // namespace

napi_value raster_warp(napi_env env, napi_callback_info info) {
  return guarded(env, [&] {
    Arguments<12> args(env, info);
    at::Tensor image = any_image_of(env, args[0]);
    at::Tensor result = any_image_of(env, args[1]);
    auto filter = static_cast<int>(get_int64(env, args[2]));
    bool perspective = get_bool(env, args[3]);
    double a[8];
    for (int i = 0; i < 8; ++i) {
      a[i] = get_double(env, args[4 + i]);
      if (!std::isfinite(a[i]) || std::abs(a[i]) > 1e9) {
        throw Error("ValueError", "the transform's coefficients must be finite and below 1e9");
      }
    }
    if (image.size(2) != result.size(2) || image.scalar_type() != result.scalar_type()) {
      throw Error("ValueError", "the images differ in channels or in their type");
    }
    with_kind(image, [&](auto kind) {
      using T = decltype(kind);
      Raster<T> in = raster_of<T>(image), out = raster_of<T>(result);
      Warp<T>{in, out, a, perspective}.run(filter);
    });
    return undefined(env);
  });
}

}  // namespace typetorch
