#include <cmath>
#include <cstring>
#include <type_traits>
#include <vector>

#include "pixels.h"
#include "raster.h"

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

// Each output pixel is a weighted sum of the input pixels under a filter, first along rows,
// then along columns.

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
    return std::sin(x) / x * (0.54F + 0.46F * std::cos(x));
  }
  constexpr double a = -0.5;  // bicubic, Keys 1981
  if (x < 1) return ((a + 2) * x - (a + 3)) * x * x + 1;
  if (x < 2) return (((x - 5) * x + 8) * x - 4) * a;
  return 0;
}

constexpr int kPrecision = 22;  // bits behind the point: 8 for the pixel, 2 for overshoot are left

/// How pixels are summed: in doubles.
template <typename T>
struct Sum {
  using Number = double;
  static constexpr double kStart = 0;
  static double weight(double exact) { return exact; }
  static T pixel(double sum) {
    double rounding = std::is_same_v<T, float> ? 0 : sum < 0 ? -0.5 : 0.5;
    return pixel_of<T>(sum + rounding);
  }
};

/// Of 8 bits in fixed point.
template <>
struct Sum<uint8_t> {
  using Number = int32_t;
  static constexpr int32_t kStart = 1 << (kPrecision - 1);
  static int32_t weight(double exact) {
    return static_cast<int32_t>((exact < 0 ? -0.5 : 0.5) + exact * (1 << kPrecision));
  }
  static uint8_t pixel(int32_t sum) { return clip8(sum >> kPrecision); }
};

/// One direction: `length` of `size` output pixels, from `begin` on, that are laid over [low, high) of the
/// input.
struct Axis {
  int64_t in_size;
  float low, high;  // as Pillow takes them
  int64_t size, begin, length;
  int64_t part_begin, part_size;  // what there is of the input

  void check() const {
    constexpr int64_t kMost = int64_t{1} << 24;
    if (size < 1 || size > kMost) throw Error("ValueError", "height and width must be > 0 and at most 2^24");
    if (part_begin < 0 || in_size > kMost || part_begin > in_size - part_size) {
      throw Error("ValueError", "the part leaves the image");
    }
    if (!(low >= 0 && low < high && high <= static_cast<float>(in_size))) {
      throw Error("ValueError", "Box can't exceed original image size");
    }
    if (begin < 0 || length < 1 || begin > size - length) {
      throw Error("ValueError", "the window leaves the resized image");
    }
  }
  /// Is each output pixel the input pixel at its place?
  bool copies() const { return size == in_size && low == 0 && high == static_cast<float>(size); }
};

template <typename T>
struct Taps {
  int64_t width = 0;                            // places for each output pixel
  std::vector<int64_t> first;                   // the first input pixel
  std::vector<int32_t> count;                   // how many
  std::vector<typename Sum<T>::Number> weight;  // `width` for each output pixel

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
template <typename T>
Taps<T> copying_taps(const Axis& axis) {
  Taps<T> taps;
  taps.count.assign(axis.length, 1);
  for (int64_t i = 0; i < axis.length; ++i) taps.first.push_back(axis.begin + i);
  return taps;
}

/// Each output pixel is made of the input pixels around its place, weighed by the filter.
template <typename T>
Taps<T> weighing_taps(int filter, const Axis& axis) {
  double scale = static_cast<double>(axis.high - axis.low) / static_cast<double>(axis.size);
  double filter_scale = std::max(scale, 1.0);
  double support = support_of(filter) * filter_scale;
  Taps<T> taps;
  taps.width = static_cast<int64_t>(std::ceil(support)) * 2 + 1;
  taps.first.resize(axis.length);
  taps.count.resize(axis.length);
  taps.weight.assign(axis.length * taps.width, 0);
  std::vector<double> exact(taps.width);
  for (int64_t i = 0; i < axis.length; ++i) {
    double center = axis.low + (static_cast<double>(axis.begin + i) + 0.5) * scale;
    double inverse = 1.0 / filter_scale;
    auto from = std::max<int64_t>(static_cast<int64_t>(center - support + 0.5), 0);
    auto to = std::min<int64_t>(static_cast<int64_t>(center + support + 0.5), axis.in_size);
    double sum = 0;
    for (int64_t x = 0; x < to - from; ++x) {
      exact[x] = weight_at(filter, (static_cast<double>(x + from) - center + 0.5) * inverse);
      sum += exact[x];
    }
    taps.first[i] = from;
    taps.count[i] = static_cast<int32_t>(to - from);
    for (int64_t x = 0; x < to - from; ++x) {
      taps.weight[i * taps.width + x] = Sum<T>::weight(sum == 0 ? exact[x] : exact[x] / sum);
    }
  }
  return taps;
}

template <typename T>
Taps<T> make_taps(int filter, const Axis& axis) {
  Taps<T> taps = axis.copies() ? copying_taps<T>(axis) : weighing_taps<T>(filter, axis);
  taps.move_to(axis.part_begin, axis.part_size);
  return taps;
}

/// Rows from `y` on, one channel of one pixel after the other.
template <int C, typename T>
void sum_each(const Raster<T>& in, const Taps<T>& taps, const Raster<T>& out, int64_t y) {
  for (; y < in.height; ++y) {
    for (int64_t i = 0; i < out.width; ++i) {
      const auto* weight = &taps.weight[i * taps.width];
      const T* pixel = in.row(y) + taps.first[i] * C;
      int32_t count = taps.count[i];
      for (int c = 0; c < C; ++c) {
        auto sum = Sum<T>::kStart;
        for (int32_t x = 0; x < count; ++x) sum += pixel[x * C + c] * weight[x];
        out.row(y)[i * C + c] = Sum<T>::pixel(sum);
      }
    }
  }
}

/// Weights of two neighbouring input pixels in one number, for a processor that multiplies 16 bits by pairs:
/// the upper halves of both (times 2^11), and the lower 11 bits of both. Together they are exact.
struct Pairs {
  explicit Pairs(const Taps<uint8_t>& taps) : width((taps.width + 1) / 2), first(taps.first) {
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

template <typename T>
void along_rows(const Raster<T>& in, const Taps<T>& taps, const Raster<T>& out) {
  int64_t y = 0;
  if constexpr (std::is_same_v<T, uint8_t>) {
    if (in.channels >= 3 && in.width * in.channels >= 16 && has_pairs()) {
      Pairs pairs(taps);
      // The very last row stays out of it, so that what is read past the last pixel is never past the memory.
      for (; y + 4 < in.height; y += 4) {
        auto* sum = in.channels == 3 ? &sum_rows<3> : &sum_rows<4>;
        sum(in.row(y), in.stride, pairs, out.row(y), out.stride);
      }
    }
  }
  switch (in.channels) {
    case 1:
      return sum_each<1>(in, taps, out, y);
    case 2:
      return sum_each<2>(in, taps, out, y);
    case 3:
      return sum_each<3>(in, taps, out, y);
    default:
      return sum_each<4>(in, taps, out, y);
  }
}

/// `N` neighbouring channels of a row at once, which then stay in registers.
template <int N, typename T>
inline __attribute__((always_inline)) void sum_columns(const T* in, int64_t stride,
                                                       const typename Sum<T>::Number* weight, int32_t count,
                                                       T* out) {
  typename Sum<T>::Number sums[N];
  for (auto& sum : sums) sum = Sum<T>::kStart;
  for (int32_t k = 0; k < count; ++k, in += stride) {
    for (int i = 0; i < N; ++i) sums[i] += in[i] * weight[k];
  }
  for (int i = 0; i < N; ++i) out[i] = Sum<T>::pixel(sums[i]);
}

template <typename T>
WIDE_VECTORS void along_columns(const Raster<T>& in, const Taps<T>& taps, const Raster<T>& out,
                                int64_t first_row) {
  constexpr int64_t kBlock = 32;
  int64_t length = out.width * out.channels;
  for (int64_t y = 0; y < out.height; ++y) {
    const T* from = in.row(taps.first[y] - first_row);
    const auto* weight = &taps.weight[y * taps.width];
    int64_t i = 0;
    for (; i + kBlock <= length; i += kBlock) {
      sum_columns<kBlock>(from + i, in.stride, weight, taps.count[y], out.row(y) + i);
    }
    for (; i < length; ++i) sum_columns<1>(from + i, in.stride, weight, taps.count[y], out.row(y) + i);
  }
}

template <typename T>
at::Tensor resample(const at::Tensor& image, int filter, const Axis& x, const Axis& y) {
  Raster<T> in = raster_of<T>(image);
  Taps<T> columns = make_taps<T>(filter, x), rows = make_taps<T>(filter, y);
  int64_t first = rows.begin(), count = rows.end() - first;
  at::Tensor narrow;
  if (x.copies()) {
    narrow = image.narrow(0, first, count).narrow(1, columns.begin(), x.length);
  } else {
    narrow = at::empty({count, x.length, in.channels}, image.options());
    along_rows<T>({in.row(first), count, in.width, in.channels, in.stride}, columns, raster_of<T>(narrow));
  }
  if (y.copies()) return x.copies() ? narrow.clone() : narrow;
  at::Tensor result = at::empty({y.length, x.length, in.channels}, image.options());
  along_columns(raster_of<T>(narrow), rows, raster_of<T>(result), first);
  return result;
}

}  // namespace

napi_value raster_resample(napi_env env, napi_callback_info info) {
  return guarded(env, [&] {
    Arguments<16> args(env, info);
    at::Tensor image = any_image_of(env, args[0]);
    auto filter = static_cast<int>(get_int64(env, args[1]));
    auto integer = [&](int i) { return get_int64(env, args[i]); };
    auto edge = [&](int i) { return static_cast<float>(get_double(env, args[i])); };
    // Of each kind of argument x comes first, but for the size.
    auto axis = [&](int i) {
      return Axis{integer(14 + i), edge(4 + i),     edge(6 + i),     integer(3 - i),
                  integer(8 + i),  integer(10 + i), integer(12 + i), image.size(1 - i)};
    };
    Axis x = axis(0), y = axis(1);
    x.check();
    y.check();
    return finish(env,
                  with_kind(image, [&](auto kind) { return resample<decltype(kind)>(image, filter, x, y); }));
  });
}

}  // namespace typetorch
