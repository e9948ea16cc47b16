// Max pooling of pictures in rows, several outputs at a time, in place of LibTorch's kernel, which takes one
// after the other (docs/performance.md). Everything else still goes to LibTorch's.

#include <ATen/ATen.h>
#include <ATen/Parallel.h>
#include <ATen/ops/max_pool2d_with_indices_cpu_dispatch.h>
#include <torch/library.h>

#include <algorithm>
#include <limits>
#include <tuple>
#include <type_traits>
#include <vector>

#include "replaced.h"
#include "vectors.h"

namespace typetorch {
namespace {

using at::IntArrayRef;
using at::Tensor;

/// One direction of the windows.
struct Axis {
  int64_t in, kernel, stride, padding, dilation, out;

  int64_t reach() const { return (kernel - 1) * dilation + 1; }
  /// The input position of a window's tap; it may lie in the padding.
  int64_t at(int64_t window, int64_t tap) const { return window * stride - padding + tap * dilation; }
  /// The first tap that is not in the padding.
  int64_t first_tap(int64_t window) const {
    int64_t begin = at(window, 0);
    return begin < 0 ? (-begin + dilation - 1) / dilation : 0;
  }
};

constexpr int64_t kLanes = 16;  // buffers end at whole vectors, so that loops leave no rest
int64_t padded(int64_t length) { return (length + kLanes - 1) / kLanes * kLanes; }

template <typename T>
using Index = std::conditional_t<sizeof(T) == 4, int32_t, int64_t>;

/// One row of outputs under way.
template <typename T>
struct Row {
  explicit Row(const Axis& columns)
      : length(padded(columns.out)),
        phase_length(padded(columns.reach() / columns.stride + 1) + length),
        first(static_cast<size_t>(length)),
        best(static_cast<size_t>(length)),
        place(static_cast<size_t>(length)),
        phases(static_cast<size_t>(phase_length * columns.stride)) {
    for (int64_t x = 0; x < columns.out; ++x) {
      first[x] = static_cast<Index<T>>(columns.at(x, columns.first_tap(x)));
    }
  }
  int64_t length;
  int64_t phase_length;
  std::vector<Index<T>> first;  // of each window, the column that it begins with
  std::vector<T> best;
  std::vector<Index<T>> place;
  /// An input row, dealt out to `stride` rows, so that neighbouring windows read neighbouring numbers. What
  /// lies in the padding is never greater than anything.
  std::vector<T> phases;
};

template <int64_t Stride, typename T>
INLINED void deal(const T* in, T* out, int64_t stride, int64_t n) {
  INDEPENDENT
  for (int64_t i = 0; i < n; ++i) out[i] = in[i * (Stride > 0 ? Stride : stride)];
}

/// Phase p holds the positions p - padding, p - padding + stride, ... of a row.
template <typename T>
INLINED void deal_phase(const T* in, const Axis& columns, int64_t phase, T* out, int64_t length) {
  constexpr T lowest = -std::numeric_limits<T>::infinity();
  int64_t stride = columns.stride, start = phase - columns.padding;
  int64_t before = start < 0 ? (-start + stride - 1) / stride : 0;
  start += before * stride;
  int64_t inside = start < columns.in ? (columns.in - 1 - start) / stride + 1 : 0;
  inside = std::min(inside, length - before);
  for (int64_t i = 0; i < before; ++i) out[i] = lowest;
  if (stride == 1) deal<1>(in + start, out + before, stride, inside);
  if (stride == 2) deal<2>(in + start, out + before, stride, inside);
  if (stride > 2) deal<0>(in + start, out + before, stride, inside);
  for (int64_t i = before + inside; i < length; ++i) out[i] = lowest;
}

/// One tap of all windows of a row. A NaN replaces all but a later one; of equal numbers the first stays.
template <typename T>
INLINED void compare(const T* value, T* best, Index<T>* place, Index<T> first, Index<T> stride, int64_t n) {
  INDEPENDENT
  for (Index<T> i = 0; i < static_cast<Index<T>>(n); ++i) {
    bool better = value[i] > best[i] || value[i] != value[i];
    best[i] = better ? value[i] : best[i];
    place[i] = better ? first + i * stride : place[i];
  }
}

/// Sixteen windows of two by two numbers, side by side.
template <typename T>
INLINED void compare_squares(const T* upper, const T* lower, Index<T> first, Index<T> below, T* out,
                             int64_t* index) {
  INDEPENDENT
  for (Index<T> i = 0; i < kLanes; ++i) {
    const T values[] = {upper[2 * i], upper[2 * i + 1], lower[2 * i], lower[2 * i + 1]};
    const Index<T> places[] = {first + 2 * i, first + 2 * i + 1, below + 2 * i, below + 2 * i + 1};
    T best = -std::numeric_limits<T>::infinity();
    Index<T> place = places[0];
    for (int tap = 0; tap < 4; ++tap) {
      bool better = values[tap] > best || values[tap] != values[tap];
      best = better ? values[tap] : best;
      place = better ? places[tap] : place;
    }
    out[i] = best;
    index[i] = place;
  }
}

bool is_square_of_two(const Axis& axis) {
  return axis.kernel == 2 && axis.stride == 2 && axis.padding == 0 && axis.dilation == 1 &&
         axis.out * 2 <= axis.in;
}

template <typename T>
struct SquaresPlane {
  INLINED static void run(const T* in, const Axis& rows, const Axis& columns, T* out, int64_t* index) {
    for (int64_t y = 0; y < rows.out; ++y) {
      int64_t above = 2 * y * columns.in, to = y * columns.out;
      for (int64_t next = 0, x = 0; next < columns.out; next += kLanes) {
        x = std::min(next, columns.out - kLanes);  // the last ones overlap
        int64_t from = above + 2 * x;
        compare_squares(in + from, in + from + columns.in, static_cast<Index<T>>(from),
                        static_cast<Index<T>>(from + columns.in), out + to + x, index + to + x);
      }
    }
  }
};

template <typename T>
struct Plane {
  INLINED static void run(const T* in, const Axis& rows, const Axis& columns, T* out, int64_t* index,
                          Row<T>& row) {
    T* best = row.best.data();
    Index<T>* place = row.place.data();
    const Index<T>* first = row.first.data();
    for (int64_t y = 0; y < rows.out; ++y) {
      int64_t tap = rows.first_tap(y);
      auto first_row = static_cast<Index<T>>(rows.at(y, tap) * columns.in);
      INDEPENDENT
      for (int64_t x = 0; x < row.length; ++x) {
        best[x] = -std::numeric_limits<T>::infinity();
        place[x] = first_row + first[x];
      }
      for (; tap < rows.kernel && rows.at(y, tap) < rows.in; ++tap) {
        int64_t offset = rows.at(y, tap) * columns.in;
        for (int64_t phase = 0; phase < columns.stride; ++phase) {
          deal_phase(in + offset, columns, phase, &row.phases[phase * row.phase_length], row.phase_length);
        }
        for (int64_t i = 0; i < columns.kernel; ++i) {
          int64_t at = i * columns.dilation;
          const T* values = &row.phases[at % columns.stride * row.phase_length + at / columns.stride];
          compare(values, best, place, static_cast<Index<T>>(offset + at - columns.padding),
                  static_cast<Index<T>>(columns.stride), row.length);
        }
      }
      INDEPENDENT
      for (int64_t x = 0; x < columns.out; ++x) {
        out[y * columns.out + x] = best[x];
        index[y * columns.out + x] = place[x];
      }
    }
  }
};

template <typename T>
void pool(const Tensor& x, const Axis& rows, const Axis& columns, const Tensor& out, const Tensor& indices) {
  const T* from = x.data_ptr<T>();
  T* to = out.data_ptr<T>();
  int64_t* index = indices.data_ptr<int64_t>();
  int64_t in_plane = rows.in * columns.in, out_plane = rows.out * columns.out;
  static const auto pool_plane =
      Vectorized<Plane<T>, const T*, const Axis&, const Axis&, T*, int64_t*, Row<T>&>::function();
  static const auto pool_squares =
      Vectorized<SquaresPlane<T>, const T*, const Axis&, const Axis&, T*, int64_t*>::function();
  bool squares = is_square_of_two(rows) && is_square_of_two(columns) && columns.out >= kLanes;
  int64_t share = std::max<int64_t>(1, 32768 / (out_plane * rows.kernel * columns.kernel));
  at::parallel_for(0, x.numel() / in_plane, share, [&](int64_t begin, int64_t end) {
    Row<T> row(columns);
    for (int64_t plane = begin; plane < end; ++plane) {
      const T* plane_in = from + plane * in_plane;
      T* plane_out = to + plane * out_plane;
      int64_t* plane_index = index + plane * out_plane;
      if (squares) {
        pool_squares(plane_in, rows, columns, plane_out, plane_index);
      } else {
        pool_plane(plane_in, rows, columns, plane_out, plane_index, row);
      }
    }
  });
}

/// The windows along an axis, or none where LibTorch has something to say about them.
bool find_windows(Axis& axis, bool ceil_mode) {
  constexpr int64_t limit = int64_t{1} << 30;
  for (int64_t number : {axis.in, axis.kernel, axis.stride, axis.dilation}) {
    if (number < 1 || number > limit) return false;
  }
  if (axis.padding < 0 || axis.padding > axis.kernel / 2) return false;
  int64_t room = axis.in + 2 * axis.padding - axis.reach();
  if (room < 0) return false;
  axis.out = (room + (ceil_mode ? axis.stride - 1 : 0)) / axis.stride + 1;
  // The last window begins inside the picture or in the padding before it.
  if (ceil_mode && (axis.out - 1) * axis.stride >= axis.in + axis.padding) --axis.out;
  return axis.reach() <= 1024 && axis.stride <= 1024;
}

bool suits(const Tensor& x) {
  return (x.dim() == 3 || x.dim() == 4) && x.numel() > 0 && x.is_contiguous() &&
         x.suggest_memory_format() == at::MemoryFormat::Contiguous &&
         (x.scalar_type() == at::kFloat || x.scalar_type() == at::kDouble) &&
         x.size(-1) * x.size(-2) < (int64_t{1} << 30);
}

std::tuple<Tensor, Tensor> max_pool2d(const Tensor& x, IntArrayRef kernel, IntArrayRef stride,
                                      IntArrayRef padding, IntArrayRef dilation, bool ceil_mode) {
  auto is_pair = [](IntArrayRef list) { return list.size() == 1 || list.size() == 2; };
  bool fits = suits(x) && is_pair(kernel) && (stride.empty() || is_pair(stride)) && is_pair(padding) &&
              is_pair(dilation);
  if (fits) {
    IntArrayRef steps = stride.empty() ? kernel : stride;
    Axis rows{x.size(-2), kernel.front(), steps.front(), padding.front(), dilation.front(), 0};
    Axis columns{x.size(-1), kernel.back(), steps.back(), padding.back(), dilation.back(), 0};
    // Less is done before the buffers are there.
    auto pays = [&] { return x.numel() / (rows.in * columns.in) * rows.out * columns.out >= 256; };
    if (find_windows(rows, ceil_mode) && find_windows(columns, ceil_mode) && pays()) {
      std::vector<int64_t> sizes = x.sizes().vec();
      sizes[sizes.size() - 2] = rows.out;
      sizes[sizes.size() - 1] = columns.out;
      Tensor out = at::empty(sizes, x.options());
      Tensor indices = at::empty(sizes, x.options().dtype(at::kLong));
      x.scalar_type() == at::kFloat ? pool<float>(x, rows, columns, out, indices)
                                    : pool<double>(x, rows, columns, out, indices);
      return {out, indices};
    }
  }
  return at::cpu::max_pool2d_with_indices(x, kernel, stride, padding, dilation, ceil_mode);
}

}  // namespace

TORCH_LIBRARY_IMPL(aten, CPU, m) { replace(m, "max_pool2d_with_indices", TORCH_FN(max_pool2d)); }

}  // namespace typetorch
