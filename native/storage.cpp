#include "storage.h"

#include <ATen/ATen.h>
#include <fcntl.h>
#include <sys/mman.h>
#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <cerrno>
#include <cstring>
#include <thread>

#include "bytes.h"
#include "convert.h"
#include "crc32.h"
#include "mapping.h"
#include "memory.h"
#include "tensor.h"

namespace typetorch {
namespace {

/// A tensor's storage, which lives on while the result does.
c10::Storage host_storage(const at::Tensor& x) {
  if (!x.device().is_cpu() || x.layout() != at::kStrided) {
    throw Error("TypeError", "expected a dense tensor on the CPU, got one on " + x.device().str());
  }
  return with_memory(x.storage());
}

// Its constness differs between the versions of LibTorch.
char* bytes_of(const c10::Storage& storage) {
  return static_cast<char*>(const_cast<void*>(static_cast<const void*>(storage.data())));
}

// Read or written and checksummed in parts that stay in the cache.
constexpr size_t kPart = 256 << 10;
// What one thread reads at a time.
constexpr size_t kPiece = 8 << 20;
constexpr unsigned kMostThreads = 4;
constexpr size_t kHugePage = 2 << 20;

/// What is read: an open file, or bytes in memory.
struct Source {
  int fd = -1;
  const char* bytes = nullptr;
  size_t length = 0;

  /// As pread(2).
  ssize_t read(char* target, size_t wanted, int64_t offset) const {
    if (bytes == nullptr) return pread(fd, target, wanted, offset);
    auto begin = static_cast<size_t>(offset);
    size_t count = begin < length ? std::min(wanted, length - begin) : 0;
    if (count > 0) std::memcpy(target, bytes + begin, count);
    return static_cast<ssize_t>(count);
  }
};

/// A part of a source, and where in memory it belongs.
struct Piece {
  size_t job;
  char* target;
  size_t length;
  int64_t offset;
  uint32_t crc = 0;
};

/// Large pages make the first write to fresh memory a third cheaper.
void ask_for_large_pages(char* begin, size_t length) {
#ifdef MADV_HUGEPAGE
  auto first = (reinterpret_cast<uintptr_t>(begin) + kHugePage - 1) & ~(kHugePage - 1);
  auto last = (reinterpret_cast<uintptr_t>(begin) + length) & ~(kHugePage - 1);
  if (last > first) madvise(reinterpret_cast<void*>(first), last - first, MADV_HUGEPAGE);
#endif
}

/// 0, or the error's number; -1 when the source ends too early.
int read_piece(const Source& source, Piece& piece, bool checked) {
  for (size_t done = 0; done < piece.length;) {
    size_t wanted = std::min(kPart, piece.length - done);
    ssize_t count = source.read(piece.target + done, wanted, piece.offset + static_cast<int64_t>(done));
    if (count < 0 && errno == EINTR) continue;
    if (count < 0) return errno;
    if (count == 0) return -1;
    if (checked) piece.crc = crc32(piece.target + done, static_cast<size_t>(count), piece.crc);
    done += static_cast<size_t>(count);
  }
  return 0;
}

int read_pieces(const Source& source, std::vector<Piece>& pieces, size_t total, bool checked) {
  std::atomic<size_t> next{0};
  if (pieces.empty()) return 0;
  std::atomic<int> failed{0};
  auto work = [&] {
    for (size_t i; failed.load() == 0 && (i = next.fetch_add(1)) < pieces.size();) {
      if (int error = read_piece(source, pieces[i], checked)) failed.store(error);
    }
  };
  size_t helpers = std::min<size_t>({std::max(1u, std::thread::hardware_concurrency()), kMostThreads,
                                     pieces.size(), 1 + total / kPiece}) -
                   1;
  std::vector<std::thread> threads;
  for (size_t i = 0; i < helpers; ++i) threads.emplace_back(work);
  work();
  for (std::thread& thread : threads) thread.join();
  return failed.load();
}

/// Memory that several threads may know, around whatever owned it before.
struct SharedBacking {
  c10::DataPtr original;
};

void release_shared(void* context) { delete static_cast<SharedBacking*>(context); }

void release_storage(node_api_nogc_env, void*, void* kept) { delete static_cast<c10::Storage*>(kept); }

/// An ArrayBuffer over memory that cannot move. The event loop frees it, so one serves as long as it lives.
napi_value outside_buffer(Env& state, const c10::Storage& storage) {
  auto known = state.outside_buffers.find(storage.unsafeGetStorageImpl());
  if (known != state.outside_buffers.end()) {
    napi_value buffer = nullptr;
    check(napi_get_reference_value(state.env, known->second, &buffer));
    if (buffer != nullptr) return buffer;
    napi_delete_reference(state.env, known->second);
    state.outside_buffers.erase(known);
  }
  auto keeper = std::make_unique<c10::Storage>(storage);
  napi_value buffer;
  check(napi_create_external_arraybuffer(state.env, bytes_of(storage), storage.nbytes(), release_storage,
                                         keeper.get(), &buffer));
  keeper.release();
  napi_ref weak;
  check(napi_create_reference(state.env, buffer, 0, &weak));
  state.outside_buffers[storage.unsafeGetStorageImpl()] = weak;
  return buffer;
}

}  // namespace

const c10::Storage& with_memory(const c10::Storage& storage) {
  if (storage.nbytes() > 0 && storage.device().is_cpu() && bytes_of(storage) == nullptr) {
    throw Error("RuntimeError",
                "Cannot access the memory of a tensor that has none: it is known to be zero, or stands for "
                "another one inside a transform. Use Tensor.clone() first, outside of the transform.");
  }
  return storage;
}

void release_js_backing(void* context) { delete static_cast<JsBacking*>(context); }

bool is_js_backed_by(const c10::Storage& storage, napi_env env) {
  const c10::DataPtr& data = storage.unsafeGetStorageImpl()->data_ptr();
  return data.get_deleter() == &release_js_backing && static_cast<JsBacking*>(data.get_context())->env == env;
}

at::Tensor tensor_over(c10::Storage storage, at::ScalarType dtype, int64_t offset, at::IntArrayRef sizes,
                       at::IntArrayRef strides) {
  auto options = at::TensorOptions().dtype(dtype).device(storage.device());
  at::Tensor tensor = at::detail::make_tensor<c10::TensorImpl>(
      std::move(storage), c10::DispatchKeySet(options.computeDispatchKey()), options.dtype());
  tensor.unsafeGetTensorImpl()->set_storage_offset(offset);
  tensor.unsafeGetTensorImpl()->set_sizes_and_strides(sizes, strides);
  return tensor;
}

void mark_shared(const c10::Storage& storage) {
  c10::StorageImpl* impl = storage.unsafeGetStorageImpl();
  c10::DeleterFnPtr deleter = impl->data_ptr().get_deleter();
  if (storage.nbytes() == 0 || deleter == &release_js_backing || deleter == &release_shared) return;
  auto* backing = new SharedBacking();
  // In one step for whoever reads the address meanwhile.
  backing->original = impl->set_data_ptr(
      c10::DataPtr(bytes_of(storage), backing, &release_shared, c10::Device(c10::DeviceType::CPU)));
}

napi_value buffer_of(Env& state, const c10::Storage& whole) {
  with_memory(whole);
  c10::StorageImpl* storage = whole.unsafeGetStorageImpl();
  c10::DeleterFnPtr deleter = storage->data_ptr().get_deleter();
  if (deleter == &release_js_backing) {
    auto* backing = static_cast<JsBacking*>(storage->data_ptr().get_context());
    return backing->env == state.env ? backing->ref.get(state.env) : outside_buffer(state, whole);
  }
  if (deleter == &release_shared && whole.use_count() > 1) return outside_buffer(state, whole);
  // The memory moves once into an ArrayBuffer: an external one would be freed by the event loop only, which
  // a synchronous loop never reaches. From here on both sides see the same bytes.
  void* data = nullptr;
  napi_value buffer;
  check(napi_create_arraybuffer(state.env, storage->nbytes(), &data, &buffer));
  if (storage->nbytes() == 0) return buffer;
  std::memcpy(data, whole.data(), storage->nbytes());
  mapping::check();
  auto* backing = new JsBacking(state, buffer);
  storage->set_data_ptr(c10::DataPtr(data, backing, &release_js_backing, c10::Device(c10::DeviceType::CPU)));
  return buffer;
}

/// (fd | bytes, tensors, offsets, checksums | null): fills each tensor's whole storage with the source's
/// bytes from its offset on. Returns the place of the first one whose checksum is wrong, or -1.
napi_value storages_read(napi_env env, napi_callback_info info) {
  return guarded(env, [&] {
    Arguments<4> args(env, info);
    Source source;
    if (type_of(env, args[0]) == napi_number) {
      source.fd = static_cast<int>(get_int64(env, args[0]));
    } else {
      Bytes bytes = bytes_of(env, args[0]);
      source.bytes = bytes.data;
      source.length = bytes.length;
    }
    bool checked = type_of(env, args[3]) != napi_null;
    uint32_t count = array_length(env, args[1]);
    std::vector<c10::Storage> storages;
    std::vector<uint32_t> expected;
    std::vector<Piece> pieces;
    size_t total = 0;
    for (uint32_t i = 0; i < count; ++i) {
      HandleScope scope(env);
      storages.push_back(host_storage(unwrap_tensor(env, element(env, args[1], i))));
      int64_t offset = get_int64(env, element(env, args[2], i));
      expected.push_back(checked ? static_cast<uint32_t>(get_int64(env, element(env, args[3], i))) : 0);
      char* target = bytes_of(storages.back());
      size_t length = storages.back().nbytes();
      if (length >= 2 * kHugePage) ask_for_large_pages(target, length);
      for (size_t from = 0; from < length; from += kPiece) {
        pieces.push_back(
            {i, target + from, std::min(kPiece, length - from), offset + static_cast<int64_t>(from)});
      }
      total += length;
    }
    int error = read_pieces(source, pieces, total, checked);
    if (error < 0) throw Error("CheckpointError", "the file ends too early: it shrank while it was read");
    if (error > 0) throw Error("CheckpointError", std::string("reading failed: ") + std::strerror(error));
    std::vector<uint32_t> found(count, 0);
    for (const Piece& piece : pieces)
      found[piece.job] = crc32_joined(found[piece.job], piece.crc, piece.length);
    for (uint32_t i = 0; checked && i < count; ++i) {
      if (found[i] != expected[i]) return to_js(env, static_cast<double>(i));
    }
    // Only now: a collection while the objects of a checkpoint are being made would find nothing dead.
    memory::tick(Env::of(env));
    return to_js(env, -1.0);
  });
}

/// Lets the system begin to write to the disk at once, so that there is little left to wait for at the end.
void begin_writeback(int fd, off_t from, off_t to) {
#ifdef SYNC_FILE_RANGE_WRITE
  if (from >= 0) sync_file_range(fd, from, to - from, SYNC_FILE_RANGE_WRITE);
#endif
}

/// (fd, tensor): appends a tensor's whole storage to a file. Returns its checksum, or the negative number of
/// the error.
napi_value storage_write(napi_env env, napi_callback_info info) {
  return guarded(env, [&] {
    Arguments<2> args(env, info);
    auto fd = static_cast<int>(get_int64(env, args[0]));
    c10::Storage storage = host_storage(unwrap_tensor(env, args[1]));
    const char* data = bytes_of(storage);
    uint32_t crc = 0;
    off_t begun = lseek(fd, 0, SEEK_CUR);  // negative for what is no regular file
    off_t position = begun;
    for (size_t done = 0; done < storage.nbytes();) {
      size_t length = std::min(4 * kPart, storage.nbytes() - done);
      crc = crc32(data + done, length, crc);
      for (size_t written = 0; written < length;) {
        ssize_t count = write(fd, data + done + written, length - written);
        if (count < 0 && errno == EINTR) continue;
        if (count < 0) return to_js(env, -static_cast<double>(errno));
        written += static_cast<size_t>(count);
      }
      done += length;
      if (position < 0) continue;
      position += static_cast<off_t>(length);
      if (position - begun < static_cast<off_t>(kPiece) && done < storage.nbytes()) continue;
      begin_writeback(fd, begun, position);
      begun = position;
    }
    mapping::check();
    return to_js(env, static_cast<double>(crc));
  });
}

/// (bytes, before): the checksum of bytes, going on from the one of what came before.
napi_value bytes_crc32(napi_env env, napi_callback_info info) {
  return guarded(env, [&] {
    Arguments<2> args(env, info);
    Bytes bytes = bytes_of(env, args[0]);
    auto before = static_cast<uint32_t>(get_int64(env, args[1]));
    return to_js(env, static_cast<double>(crc32(bytes.data, bytes.length, before)));
  });
}

/// Calls back with a tensor's whole storage as an ArrayBuffer, which is empty again afterwards. A callback
/// that throws leaves it with the memory, and the memory with it: Node ends the process when a buffer is
/// detached while a thread is being terminated, and a termination looks like any other exception here.
napi_value storage_lend(napi_env env, napi_callback_info info) {
  return guarded(env, [&] {
    Arguments<2> args(env, info);
    auto lent = std::make_unique<c10::Storage>(host_storage(unwrap_tensor(env, args[0])));
    size_t bytes = lent->nbytes();
    napi_value buffer, result;
    check(napi_create_external_arraybuffer(
        env, bytes_of(*lent), bytes,
        [](node_api_nogc_env, void*, void* hint) { delete static_cast<c10::Storage*>(hint); }, lent.get(),
        &buffer));
    c10::Storage* memory = lent.release();
    check(napi_call_function(env, undefined(env), args[1], 1, &buffer, &result));
    // What the buffer's end deletes waits for the event loop, so it must not hold the memory until then.
    c10::Storage returned = std::move(*memory);
    napi_status taken_back = napi_detach_arraybuffer(env, buffer);
    if (taken_back != napi_ok) new c10::Storage(std::move(returned));  // still lent: never freed
    check(taken_back);
    return result;
  });
}

/// (bytes): a storage of that size on the CPU with nothing in it yet, as a tensor of its bytes.
napi_value storage_new(napi_env env, napi_callback_info info) {
  return guarded(env, [&] {
    Arguments<1> args(env, info);
    return wrap(env, at::empty({get_int64(env, args[0])}, at::TensorOptions().dtype(at::kByte)));
  });
}

/// (tensor, dtype, offset in elements, sizes, strides): another tensor on the same storage.
napi_value storage_view(napi_env env, napi_callback_info info) {
  return guarded(env, [&] {
    Arguments<5> args(env, info);
    Env& state = Env::of(env);
    c10::Storage storage = with_memory(unwrap_tensor(env, args[0]).storage());
    at::ScalarType dtype = dtype_of(env, args[1]);
    int64_t offset = get_int64(env, args[2]);
    std::vector<int64_t> sizes = to_int_list(state, args[3]);
    std::vector<int64_t> strides = to_int_list(state, args[4]);
    if (strides.size() != sizes.size()) throw Error("ValueError", "sizes and strides differ in length");
    int64_t available = static_cast<int64_t>(storage.nbytes() / c10::elementSize(dtype));
    if (offset < 0 || extent(sizes, strides, offset) > available) {
      throw Error("ValueError",
                  "a view that reaches beyond its storage of " + std::to_string(available) + " elements");
    }
    return wrap(env, tensor_over(std::move(storage), dtype, offset, sizes, strides));
  });
}

/// A part of a tensor's storage as a storage of its own, on the same memory: a tensor of its bytes.
napi_value storage_slice(napi_env env, napi_callback_info info) {
  return guarded(env, [&] {
    Arguments<3> args(env, info);
    c10::Storage whole = host_storage(unwrap_tensor(env, args[0]));
    int64_t begin = get_int64(env, args[1]);
    int64_t length = get_int64(env, args[2]);
    int64_t available = static_cast<int64_t>(whole.nbytes());
    if (begin < 0 || length < 0 || begin > available || length > available - begin) {
      throw Error("ValueError", "bytes " + std::to_string(begin) + " to " + std::to_string(begin + length) +
                                    " of a storage of " + std::to_string(available));
    }
    auto* keeper = new c10::Storage(whole);
    c10::DataPtr data(
        bytes_of(whole) + begin, keeper, [](void* kept) { delete static_cast<c10::Storage*>(kept); },
        c10::Device(c10::DeviceType::CPU));
    c10::Storage part(c10::Storage::use_byte_size_t(), static_cast<size_t>(length), std::move(data), nullptr,
                      false);
    return wrap(env, tensor_over(std::move(part), at::kByte, 0, {length}, {1}));
  });
}

}  // namespace typetorch
