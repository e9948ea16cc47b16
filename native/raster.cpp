#include "raster.h"

#include <ATen/ATen.h>

#include <algorithm>
#include <cmath>
#include <cstring>
#include <vector>

#include "convert.h"
#include "memory.h"

#ifdef __x86_64__
#include <immintrin.h>
#endif

// The same source for the processors that have wide integer multiplication and those that have not.
#if defined(__x86_64__) && defined(__linux__) && defined(__GNUC__) && !defined(__clang__)
#define WIDE_VECTORS __attribute__((target_clones("avx2", "default"), optimize("O3")))
#else
#define WIDE_VECTORS
#endif

namespace typetorch {
namespace {

/// Rows of pixels whose channels lie side by side.
struct Raster {
  uint8_t* data;
  int64_t height, width, channels, stride;
  uint8_t* row(int64_t y) const { return data + y * stride; }
};

at::Tensor image_of(napi_env env, napi_value value) {
  at::Tensor x = unwrap_tensor(env, value);
  if (x.dim() != 3 || x.scalar_type() != at::kByte || !x.device().is_cpu() || x.size(2) < 1 ||
      x.size(2) > 4 || x.numel() == 0) {
    throw Error("TypeError", "expected a uint8 image (H, W, 1 to 4) on the CPU that is not empty");
  }
  bool side_by_side = x.stride(2) == 1 && x.stride(1) == x.size(2);
  return side_by_side ? x : x.contiguous();
}

Raster raster_of(const at::Tensor& x) {
  return {x.data_ptr<uint8_t>(), x.size(0), x.size(1), x.size(2), x.stride(0)};
}

napi_value finish(napi_env env, at::Tensor pixels) {
  napi_value result = wrap(env, std::move(pixels));
  memory::tick(Env::of(env));
  return result;
}

uint8_t clip8(int32_t value) { return static_cast<uint8_t>(std::min(std::max(value, 0), 255)); }

// ---- Resampling: each output pixel is a weighted sum of the input pixels under a filter, first along rows,
// then along columns, in fixed point.

enum Filter { kNearest = 0, kLanczos = 1, kBilinear = 2, kBicubic = 3, kBox = 4, kHamming = 5 };

double sinc(double x) { return x == 0 ? 1 : std::sin(x * M_PI) / (x * M_PI); }

double support_of(int filter) {
  switch (filter) {
    case kLanczos:
      return 3;
    case kBilinear:
    case kHamming:
      return 1;
    case kBicubic:
      return 2;
    case kBox:
      return 0.5;
    default:
      throw Error("ValueError", "unknown resampling filter " + std::to_string(filter));
  }
}

double weight_at(int filter, double x) {
  if (filter == kBox) return x > -0.5 && x <= 0.5 ? 1 : 0;
  if (filter == kLanczos) return x >= -3 && x < 3 ? sinc(x) * sinc(x / 3) : 0;
  x = std::abs(x);
  if (filter == kBilinear) return x < 1 ? 1 - x : 0;
  if (filter == kHamming) {
    if (x == 0) return 1;
    if (x >= 1) return 0;
    x *= M_PI;
    return std::sin(x) / x * (0.54 + 0.46 * std::cos(x));
  }
  constexpr double a = -0.5;  // bicubic, Keys 1981
  if (x < 1) return ((a + 2) * x - (a + 3)) * x * x + 1;
  if (x < 2) return (((x - 5) * x + 8) * x - 4) * a;
  return 0;
}

constexpr int kPrecision = 22;  // bits behind the point: 8 for the pixel, 2 for overshoot are left

struct Taps {
  int64_t width;                // places for each output pixel
  std::vector<int64_t> first;   // the first input pixel
  std::vector<int32_t> count;   // how many
  std::vector<int32_t> weight;  // `width` for each output pixel

  int64_t begin() const { return *std::min_element(first.begin(), first.end()); }
  int64_t end() const {
    int64_t last = 0;
    for (size_t i = 0; i < first.size(); ++i) last = std::max(last, first[i] + count[i]);
    return last;
  }
  /// Counts input pixels from `origin` on, of which there are `size`.
  void move_to(int64_t origin, int64_t size) {
    for (int64_t& position : first) position -= origin;
    if (begin() < 0 || end() > size) throw Error("ValueError", "the part lacks pixels of the window");
  }
};

/// Each output pixel is the input pixel at its place.
Taps copying_taps(int64_t begin, int64_t length) {
  Taps taps;
  taps.width = 1;
  taps.weight.assign(length, 1 << kPrecision);
  taps.count.assign(length, 1);
  for (int64_t i = 0; i < length; ++i) taps.first.push_back(begin + i);
  return taps;
}

/// The weights of output pixels [begin, begin + length) of `size` that are laid over [low, high) of the
/// input.
Taps make_taps(int filter, int64_t in_size, double low, double high, int64_t size, int64_t begin,
               int64_t length) {
  double scale = (high - low) / static_cast<double>(size);
  double filter_scale = std::max(scale, 1.0);
  double support = support_of(filter) * filter_scale;
  Taps taps;
  taps.width = static_cast<int64_t>(std::ceil(support)) * 2 + 1;
  taps.first.resize(length);
  taps.count.resize(length);
  taps.weight.assign(length * taps.width, 0);
  std::vector<double> exact(taps.width);
  for (int64_t i = 0; i < length; ++i) {
    double center = low + (static_cast<double>(begin + i) + 0.5) * scale;
    double inverse = 1.0 / filter_scale;
    auto from = std::max<int64_t>(static_cast<int64_t>(center - support + 0.5), 0);
    auto to = std::min<int64_t>(static_cast<int64_t>(center + support + 0.5), in_size);
    double sum = 0;
    for (int64_t x = 0; x < to - from; ++x) {
      exact[x] = weight_at(filter, (static_cast<double>(x + from) - center + 0.5) * inverse);
      sum += exact[x];
    }
    taps.first[i] = from;
    taps.count[i] = static_cast<int32_t>(to - from);
    for (int64_t x = 0; x < to - from; ++x) {
      double w = sum == 0 ? exact[x] : exact[x] / sum;
      double rounding = w < 0 ? -0.5 : 0.5;
      taps.weight[i * taps.width + x] = static_cast<int32_t>(rounding + w * (1 << kPrecision));
    }
  }
  return taps;
}

template <int C>
void sum_row(const uint8_t* in, const Taps& taps, int64_t i, uint8_t* out) {
  const int32_t* weight = &taps.weight[i * taps.width];
  const uint8_t* pixel = in + taps.first[i] * C;
  for (int c = 0; c < C; ++c) {
    int32_t sum = 1 << (kPrecision - 1);
    for (int32_t x = 0; x < taps.count[i]; ++x) sum += pixel[x * C + c] * weight[x];
    out[i * C + c] = clip8(sum >> kPrecision);
  }
}

/// Weights of two neighbouring input pixels in one number, for a processor that multiplies 16 bits by pairs:
/// the upper halves of both (times 2^11), and the lower 11 bits of both. Together they are exact.
struct Pairs {
  explicit Pairs(const Taps& taps) : width((taps.width + 1) / 2), first(taps.first) {
    for (size_t i = 0; i < first.size(); ++i) {
      count.push_back((taps.count[i] + 1) / 2);
      for (int64_t k = 0; k < width; ++k) {
        auto at = [&](int64_t x) { return x < taps.count[i] ? taps.weight[i * taps.width + x] : 0; };
        int32_t one = at(2 * k), two = at(2 * k + 1);
        upper.push_back(pack(one >> 11, two >> 11));
        lower.push_back(pack(one & 2047, two & 2047));
      }
    }
  }

  static int32_t pack(int32_t one, int32_t two) {
    return static_cast<int32_t>((static_cast<uint32_t>(two) << 16) | (static_cast<uint32_t>(one) & 0xffff));
  }

  int64_t width;
  const std::vector<int64_t>& first;
  std::vector<int32_t> count, upper, lower;
};

#ifdef __x86_64__
/// Four rows at a time; reads up to 8 bytes from each input pixel on.
template <int C>
__attribute__((target("avx2"))) void sum_rows(const uint8_t* in, int64_t in_stride, const Pairs& pairs,
                                              uint8_t* out, int64_t out_stride) {
  // Two pixels' channels side by side, as 16 bits each.
  const __m256i order = C == 3 ? _mm256_setr_epi8(0, -1, 3, -1, 1, -1, 4, -1, 2, -1, 5, -1, -1, -1, -1, -1, 0,
                                                  -1, 3, -1, 1, -1, 4, -1, 2, -1, 5, -1, -1, -1, -1, -1)
                               : _mm256_setr_epi8(0, -1, 4, -1, 1, -1, 5, -1, 2, -1, 6, -1, 3, -1, 7, -1, 0,
                                                  -1, 4, -1, 1, -1, 5, -1, 2, -1, 6, -1, 3, -1, 7, -1);
  const __m256i half = _mm256_set1_epi32(1 << (kPrecision - 1));
  auto length = static_cast<int64_t>(pairs.first.size());
  auto load = [&](const uint8_t* pixel) __attribute__((target("avx2"))) {
    __m128i one = _mm_loadl_epi64(reinterpret_cast<const __m128i*>(pixel));
    __m128i two = _mm_loadl_epi64(reinterpret_cast<const __m128i*>(pixel + in_stride));
    return _mm256_shuffle_epi8(_mm256_inserti128_si256(_mm256_castsi128_si256(one), two, 1), order);
  };
  for (int64_t i = 0; i < length; ++i) {
    const int32_t* upper = &pairs.upper[i * pairs.width];
    const int32_t* lower = &pairs.lower[i * pairs.width];
    const uint8_t* pixel = in + pairs.first[i] * C;
    __m256i high_a = _mm256_setzero_si256(), high_b = high_a, low_a = half, low_b = half;
    for (int32_t k = 0; k < pairs.count[i]; ++k, pixel += 2 * C) {
      __m256i up = _mm256_set1_epi32(upper[k]), down = _mm256_set1_epi32(lower[k]);
      __m256i a = load(pixel), b = load(pixel + 2 * in_stride);
      high_a = _mm256_add_epi32(high_a, _mm256_madd_epi16(a, up));
      low_a = _mm256_add_epi32(low_a, _mm256_madd_epi16(a, down));
      high_b = _mm256_add_epi32(high_b, _mm256_madd_epi16(b, up));
      low_b = _mm256_add_epi32(low_b, _mm256_madd_epi16(b, down));
    }
    __m256i a = _mm256_srai_epi32(_mm256_add_epi32(_mm256_slli_epi32(high_a, 11), low_a), kPrecision);
    __m256i b = _mm256_srai_epi32(_mm256_add_epi32(_mm256_slli_epi32(high_b, 11), low_b), kPrecision);
    __m256i words = _mm256_packs_epi32(a, b);
    __m256i bytes = _mm256_packus_epi16(words, words);
    // In the lower half rows 0 and 2, in the upper one rows 1 and 3.
    int32_t rows[4] = {_mm256_extract_epi32(bytes, 0), _mm256_extract_epi32(bytes, 4),
                       _mm256_extract_epi32(bytes, 1), _mm256_extract_epi32(bytes, 5)};
    uint8_t* to = out + i * C;
    if (C == 4 || i + 1 < length) {
      for (int row = 0; row < 4; ++row) std::memcpy(to + row * out_stride, &rows[row], 4);
    } else {
      for (int row = 0; row < 4; ++row) std::memcpy(to + row * out_stride, &rows[row], 3);
    }
  }
}
#else
template <int C>
void sum_rows(const uint8_t*, int64_t, const Pairs&, uint8_t*, int64_t) {}
#endif

bool has_pairs() {
#ifdef __x86_64__
  return __builtin_cpu_supports("avx2");
#else
  return false;
#endif
}

void along_rows(const Raster& in, const Taps& taps, const Raster& out) {
  int64_t y = 0;
  if (in.channels >= 3 && in.width * in.channels >= 16 && has_pairs()) {
    Pairs pairs(taps);
    // The very last row stays out of it, so that what is read past the last pixel is never past the memory.
    for (; y + 4 < in.height; y += 4) {
      auto* sum = in.channels == 3 ? &sum_rows<3> : &sum_rows<4>;
      sum(in.row(y), in.stride, pairs, out.row(y), out.stride);
    }
  }
  for (; y < in.height; ++y) {
    for (int64_t i = 0; i < out.width; ++i) {
      switch (in.channels) {
        case 1:
          sum_row<1>(in.row(y), taps, i, out.row(y));
          break;
        case 2:
          sum_row<2>(in.row(y), taps, i, out.row(y));
          break;
        case 3:
          sum_row<3>(in.row(y), taps, i, out.row(y));
          break;
        default:
          sum_row<4>(in.row(y), taps, i, out.row(y));
      }
    }
  }
}

WIDE_VECTORS void add_weighted(const uint8_t* row, int32_t weight, int32_t* sums, int64_t length) {
  for (int64_t i = 0; i < length; ++i) sums[i] += row[i] * weight;
}

WIDE_VECTORS void round_sums(const int32_t* sums, uint8_t* out, int64_t length) {
  for (int64_t i = 0; i < length; ++i) {
    int32_t value = sums[i] >> kPrecision;
    value = value < 0 ? 0 : value;
    out[i] = static_cast<uint8_t>(value > 255 ? 255 : value);
  }
}

void along_columns(const Raster& in, const Taps& taps, const Raster& out, int64_t first_row) {
  int64_t length = out.width * out.channels;
  std::vector<int32_t> sums(length);
  for (int64_t y = 0; y < out.height; ++y) {
    std::fill(sums.begin(), sums.end(), 1 << (kPrecision - 1));
    for (int32_t k = 0; k < taps.count[y]; ++k) {
      add_weighted(in.row(taps.first[y] - first_row + k), taps.weight[y * taps.width + k], sums.data(),
                   length);
    }
    round_sums(sums.data(), out.row(y), length);
  }
}

// ---- Warps: where each output pixel comes from.

int64_t coordinate(double value) { return value < 0 ? -1 : static_cast<int64_t>(value); }

struct Warp {
  const Raster& in;
  const Raster& out;
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
    std::memcpy(out.row(y) + x * out.channels, in.row(sy) + sx * in.channels, in.channels);
  }

  uint8_t at(int64_t x, int64_t y, int64_t channel) const {
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

  void bilinear() const {
    for (int64_t y = 0; y < out.height; ++y) {
      for (int64_t x = 0; x < out.width; ++x) {
        double sx, sy;
        source(x, y, sx, sy);
        if (!inside(sx, sy)) continue;
        sx -= 0.5;
        sy -= 0.5;
        auto left = static_cast<int64_t>(std::floor(sx)), top = static_cast<int64_t>(std::floor(sy));
        double dx = sx - static_cast<double>(left), dy = sy - static_cast<double>(top);
        int64_t first = std::min(std::max<int64_t>(top, 0), in.height - 1);
        int64_t second = top + 1 >= 0 && top + 1 < in.height ? top + 1 : first;
        for (int64_t c = 0; c < in.channels; ++c) {
          auto mix = [&](int64_t row) {
            double one = at(left, row, c), two = at(left + 1, row, c);
            return one + (two - one) * dx;
          };
          double upper = mix(first), lower = second == first ? upper : mix(second);
          out.row(y)[x * out.channels + c] = static_cast<uint8_t>(upper + (lower - upper) * dy);
        }
      }
    }
  }

  static double cubic(double v1, double v2, double v3, double v4, double d) {
    double p1 = v2, p2 = -v1 + v3, p3 = 2 * (v1 - v2) + v3 - v4, p4 = -v1 + v2 - v3 + v4;
    return p1 + d * (p2 + d * (p3 + d * p4));
  }

  void bicubic() const {
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
          auto mix = [&](int64_t row) {
            return cubic(at(left - 1, row, c), at(left, row, c), at(left + 1, row, c), at(left + 2, row, c),
                         dx);
          };
          double v1 = mix(std::min(std::max<int64_t>(top - 1, 0), in.height - 1));
          // A row outside repeats the one before it.
          auto next = [&](int64_t row, double before) {
            return row >= 0 && row < in.height ? mix(row) : before;
          };
          double v2 = next(top, v1), v3 = next(top + 1, v2), v4 = next(top + 2, v3);
          double value = cubic(v1, v2, v3, v4, dy);
          out.row(y)[x * out.channels + c] = value <= 0     ? 0
                                             : value >= 255 ? 255
                                                            : static_cast<uint8_t>(value);
        }
      }
    }
  }

  void run(int filter) const {
    if (filter == kBilinear) return bilinear();
    if (filter == kBicubic) return bicubic();
    if (filter != kNearest) throw Error("ValueError", "a warp takes nearest, bilinear or bicubic");
    if (perspective) return nearest();
    if (a[1] == 0 && a[3] == 0) return scale();
    if (fits_fixed()) return fixed();
    nearest();
  }
};

// ---- Hue, saturation and value in bytes.

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

}  // namespace

napi_value raster_resample(napi_env env, napi_callback_info info) {
  return guarded(env, [&] {
    Arguments<16> args(env, info);
    at::Tensor image = image_of(env, args[0]);
    auto filter = static_cast<int>(get_int64(env, args[1]));
    int64_t height = get_int64(env, args[2]), width = get_int64(env, args[3]);
    double box[4];
    for (int i = 0; i < 4; ++i) box[i] = get_double(env, args[4 + i]);
    int64_t window[4], part[4];
    for (int i = 0; i < 4; ++i) window[i] = get_int64(env, args[8 + i]);
    for (int i = 0; i < 4; ++i) part[i] = get_int64(env, args[12 + i]);
    auto [left, top, out_width, out_height] = window;
    auto [part_left, part_top, full_width, full_height] = part;
    Raster in = raster_of(image);
    constexpr int64_t kMost = int64_t{1} << 24;
    if (height < 1 || width < 1 || height > kMost || width > kMost) {
      throw Error("ValueError", "height and width must be > 0");
    }
    if (part_left < 0 || part_top < 0 || full_width > kMost || full_height > kMost ||
        part_left > full_width - in.width || part_top > full_height - in.height) {
      throw Error("ValueError", "the part leaves the image");
    }
    if (!(box[0] >= 0 && box[1] >= 0 && box[0] < box[2] && box[1] < box[3] &&
          box[2] <= static_cast<double>(full_width) && box[3] <= static_cast<double>(full_height))) {
      throw Error("ValueError", "Box can't exceed original image size");
    }
    if (left < 0 || top < 0 || out_width < 1 || out_height < 1 || left > width - out_width ||
        top > height - out_height) {
      throw Error("ValueError", "the window leaves the resized image");
    }
    Taps columns = make_taps(filter, full_width, box[0], box[2], width, left, out_width);
    Taps rows = make_taps(filter, full_height, box[1], box[3], height, top, out_height);
    bool across = width != full_width || box[0] != 0 || box[2] != static_cast<double>(width);
    bool down = height != full_height || box[1] != 0 || box[3] != static_cast<double>(height);
    if (!across) columns = copying_taps(left, out_width);
    if (!down) rows = copying_taps(top, out_height);
    columns.move_to(part_left, in.width);
    rows.move_to(part_top, in.height);
    int64_t first = rows.begin(), count = rows.end() - first;
    at::Tensor narrow;
    if (across) {
      narrow = at::empty({count, out_width, in.channels}, at::kByte);
      along_rows({in.row(first), count, in.width, in.channels, in.stride}, columns, raster_of(narrow));
    } else {
      narrow = image.narrow(0, first, count).narrow(1, columns.begin(), out_width);
    }
    if (!down) return finish(env, across ? narrow : narrow.clone());
    at::Tensor result = at::empty({out_height, out_width, in.channels}, at::kByte);
    along_columns(raster_of(narrow), rows, raster_of(result), first);
    return finish(env, std::move(result));
  });
}

napi_value raster_warp(napi_env env, napi_callback_info info) {
  return guarded(env, [&] {
    Arguments<12> args(env, info);
    at::Tensor image = image_of(env, args[0]);
    at::Tensor result = image_of(env, args[1]);
    auto filter = static_cast<int>(get_int64(env, args[2]));
    bool perspective = get_bool(env, args[3]);
    double a[8];
    for (int i = 0; i < 8; ++i) {
      a[i] = get_double(env, args[4 + i]);
      if (!std::isfinite(a[i]) || std::abs(a[i]) > 1e9) {
        throw Error("ValueError", "the transform's coefficients must be finite and below 1e9");
      }
    }
    if (image.size(2) != result.size(2)) throw Error("ValueError", "the images differ in channels");
    Raster in = raster_of(image), out = raster_of(result);
    Warp{in, out, a, perspective}.run(filter);
    return undefined(env);
  });
}

napi_value raster_hue(napi_env env, napi_callback_info info) {
  return guarded(env, [&] {
    Arguments<2> args(env, info);
    at::Tensor image = image_of(env, args[0]);
    auto shift = static_cast<uint8_t>(get_int64(env, args[1]) & 255);
    if (image.size(2) != 3) throw Error("TypeError", "expected an image of 3 channels");
    at::Tensor result = at::empty(image.sizes(), at::kByte);
    Raster in = raster_of(image), out = raster_of(result);
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
