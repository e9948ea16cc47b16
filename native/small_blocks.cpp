#include "small_blocks.h"

#if defined(__linux__) && defined(__LP64__)

#include <elf.h>
#include <link.h>
#include <malloc.h>
#include <sys/mman.h>
#include <unistd.h>

#include <array>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <cstring>
#include <mutex>
#include <new>
#include <utility>

namespace typetorch::small_blocks {
namespace {

// malloc's blocks hold 24, 40, 56, ... bytes; class c serves up to 16 c + 8.
constexpr size_t kClasses = 48;
constexpr size_t kLargest = 16 * (kClasses - 1) + 8;
constexpr size_t kLimit = size_t{4} << 20;  // bytes that a thread keeps

struct Block {
  Block* next;
};

struct Store {
  std::array<Block*, kClasses> free{};
  size_t bytes = 0;
  int64_t fresh = 0;  // handed out and not come back since the last collection
  bool keeps = true;
};

// A pointer alone fits the room that the linker leaves for libraries loaded late; it needs no call to reach.
__attribute__((tls_model("initial-exec"))) thread_local Store* store = nullptr;

void drain(Store& from) {
  for (Block*& block : from.free) {
    while (block != nullptr) std::free(std::exchange(block, block->next));
  }
  from.bytes = 0;
}

/// Ends with its thread and gives the blocks back.
struct Owner {
  Store store;
  Owner() { small_blocks::store = &store; }
  ~Owner() {
    small_blocks::store = nullptr;
    drain(store);
  }
};

/// Brings the block that the next request will get near the processor, while this one is worked on.
inline void fetch(const void* block, size_t bytes) {
  for (size_t at = 0; at < bytes; at += 64) __builtin_prefetch(static_cast<const char*>(block) + at, 1);
}

void* allocate(size_t bytes) {
  if (bytes <= kLargest) {
    size_t index = bytes <= 24 ? 1 : (bytes + 7) / 16;
    Store* mine = store;
    if (mine != nullptr) {
      mine->fresh += 16 * index + 8;
      if (Block* block = mine->free[index]) {
        mine->free[index] = block->next;
        mine->bytes -= 16 * index + 8;
        fetch(block->next, 16 * index + 8);
        return block;
      }
    }
    // A block of the class's whole size, so that it serves the class again.
    void* block = std::malloc(16 * index + 8);
    if (block != nullptr) return block;
  }
  return ::operator new(bytes);  // large, or out of memory: with the new-handler and the exception
}

void release(void* data) {
  Store* mine = store;
  if (mine == nullptr || data == nullptr) return std::free(data);
  size_t index = (malloc_usable_size(data) - 8) / 16;
  if (index == 0 || index >= kClasses) return std::free(data);
  mine->fresh -= 16 * index + 8;
  if (!mine->keeps || mine->bytes >= kLimit) return std::free(data);
  auto* block = static_cast<Block*>(data);
  block->next = mine->free[index];
  mine->free[index] = block;
  mine->bytes += 16 * index + 8;
}

void release_sized(void* data, size_t) { release(data); }

void* replacement(const char* symbol) {
  if (std::strcmp(symbol, "_Znwm") == 0) return reinterpret_cast<void*>(&allocate);
  if (std::strcmp(symbol, "_ZdlPv") == 0) return reinterpret_cast<void*>(&release);
  if (std::strcmp(symbol, "_ZdlPvm") == 0) return reinterpret_cast<void*>(&release_sized);
  return nullptr;
}

#if defined(__x86_64__)
constexpr bool is_slot(uint32_t type) { return type == R_X86_64_GLOB_DAT || type == R_X86_64_JUMP_SLOT; }
#elif defined(__aarch64__)
constexpr bool is_slot(uint32_t type) { return type == R_AARCH64_GLOB_DAT || type == R_AARCH64_JUMP_SLOT; }
#else
constexpr bool is_slot(uint32_t) { return false; }
#endif

void write_slot(void** slot, void* function) {
  // A library linked with full RELRO has its table read-only by now.
  auto page = static_cast<uintptr_t>(sysconf(_SC_PAGESIZE));
  void* start = reinterpret_cast<void*>(reinterpret_cast<uintptr_t>(slot) & ~(page - 1));
  if (mprotect(start, page, PROT_READ | PROT_WRITE) == 0) *slot = function;
}

/// Points a library's uses of the C++ allocation functions to ours.
void redirect(const dl_phdr_info& library) {
  const ElfW(Dyn)* dynamic = nullptr;
  for (int i = 0; i < library.dlpi_phnum; i++) {
    const auto& header = library.dlpi_phdr[i];
    if (header.p_type == PT_DYNAMIC)
      dynamic = reinterpret_cast<const ElfW(Dyn)*>(library.dlpi_addr + header.p_vaddr);
  }
  if (dynamic == nullptr) return;
  const ElfW(Sym)* symbols = nullptr;
  const char* names = nullptr;
  const ElfW(Rela) * tables[2] = {};  // of data, and of calls
  size_t bytes[2] = {};
  for (; dynamic->d_tag != DT_NULL; dynamic++) {
    auto pointer = dynamic->d_un.d_ptr;
    switch (dynamic->d_tag) {
      case DT_SYMTAB:
        symbols = reinterpret_cast<const ElfW(Sym)*>(pointer);
        break;
      case DT_STRTAB:
        names = reinterpret_cast<const char*>(pointer);
        break;
      case DT_RELA:
        tables[0] = reinterpret_cast<const ElfW(Rela)*>(pointer);
        break;
      case DT_RELASZ:
        bytes[0] = dynamic->d_un.d_val;
        break;
      case DT_JMPREL:
        tables[1] = reinterpret_cast<const ElfW(Rela)*>(pointer);
        break;
      case DT_PLTRELSZ:
        bytes[1] = dynamic->d_un.d_val;
        break;
      default:
        break;
    }
  }
  if (symbols == nullptr || names == nullptr) return;
  for (int t = 0; t < 2; t++) {
    size_t count = tables[t] == nullptr ? 0 : bytes[t] / sizeof(ElfW(Rela));
    for (size_t i = 0; i < count; i++) {
      const auto& relocation = tables[t][i];
      if (!is_slot(ELF64_R_TYPE(relocation.r_info))) continue;
      const auto& symbol = symbols[ELF64_R_SYM(relocation.r_info)];
      // A program with an allocator of its own goes on to use it.
      void* function = symbol.st_shndx == SHN_UNDEF ? replacement(names + symbol.st_name) : nullptr;
      if (function != nullptr)
        write_slot(reinterpret_cast<void**>(library.dlpi_addr + relocation.r_offset), function);
    }
  }
}

int visit(dl_phdr_info* library, size_t, void*) {
  const char* slash = std::strrchr(library->dlpi_name, '/');
  const char* name = slash == nullptr ? library->dlpi_name : slash + 1;
  // The one without a name is Node itself, whose references to tensors are freed with them.
  for (const char* wanted : {"libc10.so", "libtorch_cpu.so", ""}) {
    if (std::strcmp(name, wanted) == 0) redirect(*library);
  }
  return 0;
}

}  // namespace

void keep(bool wanted) {
  if (store == nullptr || store->keeps == wanted) return;
  store->keeps = wanted;
  if (!wanted) drain(*store);
}

int64_t fresh() { return store == nullptr ? 0 : store->fresh; }
void reset_fresh() {
  if (store != nullptr) store->fresh = 0;
}

void install() {
  static std::once_flag once;
  static bool wanted = false;
  std::call_once(once, [] {
    const char* wish = std::getenv("TYPETORCH_SMALL_BLOCKS");
    wanted = wish == nullptr || std::strcmp(wish, "0") != 0;
    if (wanted) dl_iterate_phdr(visit, nullptr);
  });
  if (!wanted) return;
  thread_local Owner owner;
}

}  // namespace typetorch::small_blocks

#else

namespace typetorch::small_blocks {
void keep(bool) {}
int64_t fresh() { return 0; }
void reset_fresh() {}
void install() {}
}  // namespace typetorch::small_blocks

#endif
