// CRC-32 as zip archives use it, at the speed of memory: checking a checkpoint must not cost more than
// reading it.
#pragma once

#include <cstddef>
#include <cstdint>

namespace typetorch {

/// The checksum of some bytes, going on from the checksum of what came before them.
uint32_t crc32(const void* data, size_t length, uint32_t before = 0);

/// The checksum of two parts, from the checksum of each and the length of the second.
uint32_t crc32_joined(uint32_t first, uint32_t second, uint64_t second_length);

}  // namespace typetorch
