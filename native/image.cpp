#include "image.h"

#include <ATen/ATen.h>

#include <algorithm>
#include <atomic>
#include <cstring>
#include <iterator>
#include <memory>
#include <mutex>

#include "bytes.h"
#include "convert.h"
#include "library.h"
#include "pixels.h"
#include "version.h"

namespace typetorch {
namespace {

#if TYPETORCH_SINCE(2, 3)
constexpr at::ScalarType kWide = at::kUInt16;
#else
constexpr at::ScalarType kWide = at::kInt;
#endif

napi_value numbers(napi_env env, std::initializer_list<double> values) {
  napi_value array;
  check(napi_create_array_with_length(env, values.size(), &array));
  uint32_t i = 0;
  for (double value : values) check(napi_set_element(env, array, i++, to_js(env, value)));
  return array;
}

/// The few functions of libvips that are used, under its own names. It comes with sharp, whose calls are
/// asynchronous, while a data set's are not.
struct Vips {
  // Numbers of libvips' enumerations VipsBandFormat and GType-less `vips_image_get_typeof`.
  enum Format { kUchar = 0, kUshort = 2 };

  Library library;
  int (*init)(const char*);
  void* (*image_new_from_buffer)(const void*, size_t, const char*, ...);
  void* (*image_new_from_memory)(const void*, size_t, int, int, int, int);
  int (*image_write)(void*, void*);
  int (*image_write_to_buffer)(void*, const char*, void**, size_t*, ...);
  int (*image_get_width)(const void*);
  int (*image_get_height)(const void*);
  int (*image_get_bands)(const void*);
  int (*image_get_format)(const void*);
  int (*image_get_interpretation)(const void*);
  int (*image_get_n_pages)(void*);
  int (*image_get_orientation)(void*);
  void (*image_set_int)(void*, const char*, int);
  char* (*error_buffer_copy)();
  void (*object_unref)(void*);
  void (*free)(void*);
  unsigned (*set_log_handler)(const char*, int, void (*)(const char*, int, const char*, void*), void*);

  std::string open(const std::string& path) {
    std::string problem = library.open(path);
    if (!problem.empty()) return problem;
    library.find("vips_init", init, problem);
    library.find("vips_image_new_from_buffer", image_new_from_buffer, problem);
    library.find("vips_image_new_from_memory", image_new_from_memory, problem);
    library.find("vips_image_write", image_write, problem);
    library.find("vips_image_write_to_buffer", image_write_to_buffer, problem);
    library.find("vips_image_get_width", image_get_width, problem);
    library.find("vips_image_get_height", image_get_height, problem);
    library.find("vips_image_get_bands", image_get_bands, problem);
    library.find("vips_image_get_format", image_get_format, problem);
    library.find("vips_image_get_interpretation", image_get_interpretation, problem);
    library.find("vips_image_get_n_pages", image_get_n_pages, problem);
    library.find("vips_image_get_orientation", image_get_orientation, problem);
    library.find("vips_image_set_int", image_set_int, problem);
    library.find("vips_error_buffer_copy", error_buffer_copy, problem);
    library.find("g_object_unref", object_unref, problem);
    library.find("g_free", free, problem);
    library.find("g_log_set_handler", set_log_handler, problem);
    if (problem.empty() && init("typetorch") != 0) problem = "it could not be initialised";
    constexpr int kWarnings = 1 << 4;  // G_LOG_LEVEL_WARNING
    // It would print them; what ends in an error says the same.
    if (problem.empty())
      set_log_handler(
          "VIPS", kWarnings, [](const char*, int, const char*, void*) {}, nullptr);
    return problem;
  }
};

/// libjpeg-turbo's own interface, version 3; its defaults are the accurate transform and upsampling.
struct TurboJpeg {
  struct Region {
    int x, y, width, height;
  };
  // Numbers of turbojpeg.h (3.0): kinds of instance, parameters, pixel formats, colour spaces.
  enum { kDecompress = 1 };
  enum { kSubsampling = 4, kWidth = 5, kHeight = 6, kColorSpace = 8 };
  enum { kRgbPixels = 0, kGrayPixels = 6, kCmykPixels = 11 };
  enum { kWarning = 0 };

  Library library;
  void* (*create)(int);
  void (*destroy)(void*);
  int (*get)(void*, int);
  int (*header)(void*, const unsigned char*, size_t);
  int (*set_region)(void*, Region);
  int (*decompress)(void*, const unsigned char*, size_t, unsigned char*, int, int);
  char* (*error_text)(void*);
  int (*error_code)(void*);

  std::string open(const std::string& path) {
    std::string problem = library.open(path);
    if (!problem.empty()) return problem;
    library.find("tj3Init", create, problem);
    library.find("tj3Destroy", destroy, problem);
    library.find("tj3Get", get, problem);
    library.find("tj3DecompressHeader", header, problem);
    library.find("tj3SetCroppingRegion", set_region, problem);
    library.find("tj3Decompress8", decompress, problem);
    library.find("tj3GetErrorStr", error_text, problem);
    library.find("tj3GetErrorCode", error_code, problem);
    return problem;
  }
};

/// A library of the process, found once: what one thread has opened, all use.
template <typename Functions>
class Shared {
 public:
  std::string open(const std::string& path) {
    std::lock_guard<std::mutex> lock(mutex_);
    if (ready_.load()) return {};
    std::string problem = functions_.open(path);
    if (problem.empty()) ready_.store(true);
    return problem;
  }
  const Functions& get() const {
    if (!ready_.load()) throw Error("RuntimeError", "the image library was not opened");
    return functions_;
  }

 private:
  std::mutex mutex_;
  std::atomic<bool> ready_{false};
  Functions functions_;
};

Shared<Vips>& vips() {
  static auto* shared = new Shared<Vips>();  // never destroyed: threads may decode while the process ends
  return *shared;
}

Shared<TurboJpeg>& turbo() {
  static auto* shared = new Shared<TurboJpeg>();
  return *shared;
}

/// A libvips object that is let go of at the end of its block.
class Image {
 public:
  Image(const Vips& library, void* image) : library_(library), image_(image) {
    if (image == nullptr) throw_error(library);
  }
  ~Image() { library_.object_unref(image_); }
  Image(const Image&) = delete;
  Image& operator=(const Image&) = delete;
  void* get() const { return image_; }

  [[noreturn]] static void throw_error(const Vips& library) {
    char* text = library.error_buffer_copy();  // and clears it
    std::string message = text == nullptr ? "" : text;
    library.free(text);
    while (!message.empty() && message.back() == '\n') message.pop_back();
    throw Error("RuntimeError", message.empty() ? "the image could not be read" : message);
  }

 private:
  const Vips& library_;
  void* image_;
};

void expect(const Vips& library, int status) {
  if (status != 0) Image::throw_error(library);
}

void* open_file(const Vips& library, const Bytes& file, const std::string& options) {
  void* image =
      library.image_new_from_buffer(file.data, file.length, options.c_str(), static_cast<void*>(nullptr));
  // The caller waits for the pixels, so that more threads only cost; parallel work has worker threads.
  if (image != nullptr) library.image_set_int(image, "concurrency", 1);
  return image;
}

/// Does the file end before its last scan does? Entropy-coded data holds no markers, so that the last ones
/// tell.
bool ends_early(const Bytes& file) {
  const auto* bytes = reinterpret_cast<const unsigned char*>(file.data);
  for (size_t i = file.length; i-- > 1;) {
    if (bytes[i - 1] != 0xff) continue;
    if (bytes[i] == 0xd9) return false;  // end of image
    if (bytes[i] == 0xda) return true;   // start of scan
  }
  return true;
}

/// As Pillow has it, damaged data gives the pixels that it gives, but a file that ends too early is an error.
void expect_jpeg(const TurboJpeg& library, void* decoder, const Bytes& file, int status) {
  if (status == 0) return;
  if (library.error_code(decoder) != TurboJpeg::kWarning || ends_early(file)) {
    throw Error("RuntimeError", library.error_text(decoder));
  }
}

using Decoder = std::unique_ptr<void, void (*)(void*)>;

Decoder open_jpeg(const TurboJpeg& library, const Bytes& file) {
  Decoder decoder(library.create(TurboJpeg::kDecompress), library.destroy);
  if (decoder == nullptr) throw Error("RuntimeError", "libjpeg-turbo has no memory for a decoder");
  expect_jpeg(library, decoder.get(), file,
              library.header(decoder.get(), reinterpret_cast<const unsigned char*>(file.data), file.length));
  if (library.get(decoder.get(), TurboJpeg::kWidth) < 1) {
    throw Error("RuntimeError", "Premature end of JPEG file");
  }
  return decoder;
}

struct Block {
  int width, height;
};

/// The pixels of the smallest unit of a file, by turbojpeg.h's number for how its colours are subsampled.
Block block_of(int subsampling) {
  constexpr Block kBlocks[] = {{8, 8}, {16, 8}, {16, 16}, {8, 8}, {8, 16}, {32, 8}, {8, 32}};
  bool known = subsampling >= 0 && subsampling < static_cast<int>(std::size(kBlocks));
  return known ? kBlocks[subsampling] : Block{32, 32};
}

}  // namespace

napi_value image_library(napi_env env, napi_callback_info info) {
  return guarded(env, [&] {
    Arguments<2> args(env, info);
    std::string path = get_string(env, args[1]);
    std::string problem = get_string(env, args[0]) == "vips" ? vips().open(path) : turbo().open(path);
    return problem.empty() ? null(env) : to_js(env, problem);
  });
}

napi_value image_header(napi_env env, napi_callback_info info) {
  return guarded(env, [&] {
    Arguments<2> args(env, info);
    const Vips& library = vips().get();
    std::string options = get_string(env, args[1]);
    Image image(library, open_file(library, bytes_of(env, args[0]), options));
    int format = library.image_get_format(image.get());
    int bits = format == Vips::kUchar ? 8 : format == Vips::kUshort ? 16 : 0;
    return numbers(env, {static_cast<double>(library.image_get_width(image.get())),
                         static_cast<double>(library.image_get_height(image.get())),
                         static_cast<double>(library.image_get_bands(image.get())), static_cast<double>(bits),
                         static_cast<double>(library.image_get_n_pages(image.get())),
                         static_cast<double>(library.image_get_interpretation(image.get())),
                         static_cast<double>(library.image_get_orientation(image.get()))});
  });
}

napi_value image_decode(napi_env env, napi_callback_info info) {
  return guarded(env, [&] {
    Arguments<2> args(env, info);
    const Vips& library = vips().get();
    std::string options = get_string(env, args[1]);
    Image image(library, open_file(library, bytes_of(env, args[0]), options));
    int width = library.image_get_width(image.get());
    int height = library.image_get_height(image.get());
    int bands = library.image_get_bands(image.get());
    int format = library.image_get_format(image.get());
    if (format != Vips::kUchar && format != Vips::kUshort) {
      throw Error("RuntimeError", "its pixels are neither of 8 nor of 16 bits");
    }
    bool wide = format == Vips::kUshort;
    at::Tensor pixels = at::empty({height, width, bands}, wide ? at::kShort : at::kByte);
    Image target(library, library.image_new_from_memory(pixels.data_ptr(), pixels.nbytes(), width, height,
                                                        bands, format));
    expect(library, library.image_write(image.get(), target.get()));
    if (wide) {
      pixels = kWide == at::kInt ? pixels.to(at::kInt).bitwise_and_(0xffff) : pixels.view(kWide);
    }
    return finish(env, std::move(pixels));
  });
}

napi_value image_encode(napi_env env, napi_callback_info info) {
  return guarded(env, [&] {
    Arguments<2> args(env, info);
    const Vips& library = vips().get();
    at::Tensor pixels = unwrap_tensor(env, args[0]).contiguous();
    std::string suffix = get_string(env, args[1]);
    if (pixels.dim() != 3 || pixels.scalar_type() != at::kByte || !pixels.device().is_cpu()) {
      throw Error("TypeError", "expected a uint8 tensor (H, W, C) on the CPU");
    }
    Image image(library, library.image_new_from_memory(pixels.data_ptr(), pixels.nbytes(),
                                                       static_cast<int>(pixels.size(1)),
                                                       static_cast<int>(pixels.size(0)),
                                                       static_cast<int>(pixels.size(2)), Vips::kUchar));
    void* file = nullptr;
    size_t length = 0;
    expect(library, library.image_write_to_buffer(image.get(), suffix.c_str(), &file, &length,
                                                  static_cast<void*>(nullptr)));
    at::Tensor bytes = at::empty({static_cast<int64_t>(length)}, at::kByte);
    std::memcpy(bytes.data_ptr(), file, length);
    library.free(file);
    return finish(env, std::move(bytes));
  });
}

napi_value jpeg_header(napi_env env, napi_callback_info info) {
  return guarded(env, [&] {
    Arguments<1> args(env, info);
    const TurboJpeg& library = turbo().get();
    Decoder decoder = open_jpeg(library, bytes_of(env, args[0]));
    auto get = [&](int what) { return static_cast<double>(library.get(decoder.get(), what)); };
    return numbers(env, {get(TurboJpeg::kWidth), get(TurboJpeg::kHeight), get(TurboJpeg::kColorSpace),
                         get(TurboJpeg::kSubsampling)});
  });
}

napi_value jpeg_decode(napi_env env, napi_callback_info info) {
  return guarded(env, [&] {
    Arguments<6> args(env, info);
    const TurboJpeg& library = turbo().get();
    Bytes file = bytes_of(env, args[0]);
    int64_t channels = get_int64(env, args[1]);
    int64_t left = get_int64(env, args[2]), top = get_int64(env, args[3]);
    int64_t width = get_int64(env, args[4]), height = get_int64(env, args[5]);
    Decoder decoder = open_jpeg(library, file);
    int64_t full_width = library.get(decoder.get(), TurboJpeg::kWidth);
    int64_t full_height = library.get(decoder.get(), TurboJpeg::kHeight);
    if (left < 0 || top < 0 || width < 1 || height < 1 || left > full_width - width ||
        top > full_height - height) {
      throw Error("ValueError", "the region leaves the image");
    }
    // libjpeg-turbo cuts at its blocks, and interpolates colours over the edge of what it decodes: a block
    // more on each side makes the pixels those of the whole image.
    auto [block_width, block_height] = block_of(library.get(decoder.get(), TurboJpeg::kSubsampling));
    int64_t x = std::max<int64_t>(left / block_width - 1, 0) * block_width;
    int64_t y = std::max<int64_t>(top - block_height, 0);
    int64_t wide = std::min(left + width + block_width, full_width) - x;
    int64_t high = std::min(top + height + block_height, full_height) - y;
    if (wide != full_width || high != full_height) {
      expect_jpeg(library, decoder.get(), file,
                  library.set_region(decoder.get(), {static_cast<int>(x), static_cast<int>(y),
                                                     static_cast<int>(wide), static_cast<int>(high)}));
    }
    int format = channels == 1   ? TurboJpeg::kGrayPixels
                 : channels == 4 ? TurboJpeg::kCmykPixels
                                 : TurboJpeg::kRgbPixels;
    if (channels != 1 && channels != 4) channels = 3;
    at::Tensor pixels = at::empty({high, wide, channels}, at::kByte);
    expect_jpeg(
        library, decoder.get(), file,
        library.decompress(decoder.get(), reinterpret_cast<const unsigned char*>(file.data), file.length,
                           pixels.data_ptr<uint8_t>(), static_cast<int>(wide * channels), format));
    return finish(env, pixels.narrow(0, top - y, height).narrow(1, left - x, width));
  });
}

}  // namespace typetorch
