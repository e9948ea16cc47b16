#pragma once

#include <cstdint>

namespace typetorch::small_blocks {

/// Gives `new` and `delete` of LibTorch and of Node, on this JavaScript thread, a larger store of freed small
/// blocks than malloc's cache, which holds seven of a size. The collector frees a thousand tensors, graph
/// nodes and Node's references to them at once, so without this all but seven of each size take malloc's slow
/// path, in and out.
///
/// The blocks are malloc's own, so that one may be made here and freed elsewhere, or the reverse.
/// Does nothing where the dynamic linker's tables are not known (macOS), or with TYPETORCH_SMALL_BLOCKS=0.
void install();

/// Whether this thread keeps freed blocks: between large tensors they would hold malloc's heap apart.
void keep(bool wanted);

/// Bytes of small blocks that this thread took and did not give back since reset_fresh().
int64_t fresh();
void reset_fresh();

}  // namespace typetorch::small_blocks
