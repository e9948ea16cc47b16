#include "saved_content.h"

#include <sstream>

#include "crc32.h"
#include "fatal.h"
#include "guard.h"

namespace typetorch {
namespace {

bool is_integral(at::ScalarType type) { return at::isIntegralType(type, /*includeBool=*/true); }

uint32_t hash_of(const at::Tensor& x) {
  at::NoGradGuard no_grad;
  at::Tensor whole = x.detach().contiguous();
  return crc32(whole.data_ptr(), whole.nbytes());
}

std::vector<int64_t> shape_of(const at::Tensor& x) {
  return x.is_nested() ? std::vector<int64_t>() : x.sizes().vec();
}

template <typename T>
std::string differs(const char* what, const T& now, const T& before) {
  std::ostringstream out;
  out << what << ' ' << now << " instead of " << before;
  return out.str();
}

}  // namespace

SavedContent::SavedContent(const at::Tensor& packed, bool recomputed)
    : recomputed_(recomputed),
      dtype_(packed.scalar_type()),
      layout_(packed.layout()),
      device_(packed.device()),
      shape_(shape_of(packed)),
      hashed_(!recomputed && is_integral(dtype_) && is_readable(packed)) {
  if (hashed_) hash_ = hash_of(packed);
}

std::string SavedContent::difference(const at::Tensor& unpacked) const {
  if (unpacked.device() != device_) return differs("device", unpacked.device(), device_);
  if (unpacked.layout() != layout_) return differs("layout", unpacked.layout(), layout_);
  at::ScalarType dtype = unpacked.scalar_type();
  std::vector<int64_t> shape = shape_of(unpacked);
  // checkpoint()'s determinism_check: 'none' allows other shapes; broadcast as they may, they hold as much.
  bool loose =
      recomputed_ && !is_integral(dtype_) && c10::multiply_integers(shape) >= c10::multiply_integers(shape_);
  if (dtype != dtype_ && !(loose && !is_integral(dtype))) {
    return differs("dtype", c10::toString(dtype), c10::toString(dtype_));
  }
  if (shape != shape_ && !loose) return differs("shape", at::IntArrayRef(shape), at::IntArrayRef(shape_));
  if (hashed_ && is_readable(unpacked) && hash_of(unpacked) != hash_) {
    return "other whole numbers than were packed, which may be indices";
  }
  return {};
}

void SavedContent::expect(const at::Tensor& unpacked) const {
  std::string different = difference(unpacked);
  if (different.empty()) return;
  throw Error(
      "RuntimeError",
      "a saved tensor's unpack_hook must return a tensor equal to the one that was packed, but gave back " +
          different);
}

}  // namespace typetorch
