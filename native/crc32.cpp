#include "crc32.h"

#include <array>

#if defined(__x86_64__)
#include <immintrin.h>
#endif

namespace typetorch {
namespace {

constexpr uint32_t kPolynomial = 0xedb88320;  // reflected: the highest power stands in the lowest bit

using Table = std::array<std::array<uint32_t, 256>, 8>;

/// Table i: what a byte adds to the remainder when i bytes follow it.
const Table& tables() {
  static const Table filled = [] {
    Table all{};
    for (uint32_t byte = 0; byte < 256; ++byte) {
      uint32_t crc = byte;
      for (int bit = 0; bit < 8; ++bit) crc = (crc & 1) != 0 ? (crc >> 1) ^ kPolynomial : crc >> 1;
      all[0][byte] = crc;
    }
    for (size_t i = 1; i < all.size(); ++i) {
      for (uint32_t byte = 0; byte < 256; ++byte) {
        uint32_t last = all[i - 1][byte];
        all[i][byte] = (last >> 8) ^ all[0][last & 0xff];
      }
    }
    return all;
  }();
  return filled;
}

/// Works on the inverted remainder, eight bytes at a time.
uint32_t by_table(uint32_t crc, const unsigned char* data, size_t length) {
  const Table& t = tables();
  for (; length >= 8; data += 8, length -= 8) {
    uint32_t low =
        crc ^ (data[0] | uint32_t{data[1]} << 8 | uint32_t{data[2]} << 16 | uint32_t{data[3]} << 24);
    crc = t[7][low & 0xff] ^ t[6][low >> 8 & 0xff] ^ t[5][low >> 16 & 0xff] ^ t[4][low >> 24] ^
          t[3][data[4]] ^ t[2][data[5]] ^ t[1][data[6]] ^ t[0][data[7]];
  }
  for (; length > 0; ++data, --length) crc = (crc >> 8) ^ t[0][(crc ^ *data) & 0xff];
  return crc;
}

#if defined(__x86_64__)

#define TYPETORCH_CLMUL __attribute__((target("pclmul,sse4.1")))

/// Moves a part of the message past the next one: both halves times the constant for their distance.
TYPETORCH_CLMUL __m128i fold(__m128i part, __m128i constants, __m128i next) {
  __m128i low = _mm_clmulepi64_si128(part, constants, 0x00);
  __m128i high = _mm_clmulepi64_si128(part, constants, 0x11);
  return _mm_xor_si128(_mm_xor_si128(low, high), next);
}

TYPETORCH_CLMUL __m128i load(const unsigned char* data) {
  return _mm_loadu_si128(reinterpret_cast<const __m128i*>(data));
}

/// The same by carry-less multiplication (Gopal et al., "Fast CRC computation for generic polynomials using
/// PCLMULQDQ", Intel 2009). `length` is at least 64 and a multiple of 16.
TYPETORCH_CLMUL uint32_t by_folding(uint32_t crc, const unsigned char* data, size_t length) {
  // Powers of x modulo the polynomial: x^(512+32), x^(512-32); x^(128+32), x^(128-32); x^64.
  const __m128i by_512 = _mm_set_epi64x(0x01c6e41596, 0x0154442bd4);
  const __m128i by_128 = _mm_set_epi64x(0x00ccaa009e, 0x01751997d0);
  const __m128i by_64 = _mm_set_epi64x(0, 0x0163cd6124);
  // The polynomial with its highest power, and the whole part of x^64 divided by it.
  const __m128i barrett = _mm_set_epi64x(0x01f7011641, 0x01db710641);
  const __m128i low_half = _mm_setr_epi32(-1, 0, -1, 0);

  __m128i a = _mm_xor_si128(load(data), _mm_cvtsi32_si128(static_cast<int>(crc)));
  __m128i b = load(data + 16), c = load(data + 32), d = load(data + 48);
  for (data += 64, length -= 64; length >= 64; data += 64, length -= 64) {
    a = fold(a, by_512, load(data));
    b = fold(b, by_512, load(data + 16));
    c = fold(c, by_512, load(data + 32));
    d = fold(d, by_512, load(data + 48));
  }
  __m128i rest = fold(fold(fold(a, by_128, b), by_128, c), by_128, d);
  for (; length >= 16; data += 16, length -= 16) rest = fold(rest, by_128, load(data));

  // 128 bits to 96 to 64, then to 32 by Barrett's reduction.
  rest = _mm_xor_si128(_mm_clmulepi64_si128(rest, by_128, 0x10), _mm_srli_si128(rest, 8));
  __m128i upper = _mm_srli_si128(rest, 4);
  rest = _mm_xor_si128(_mm_clmulepi64_si128(_mm_and_si128(rest, low_half), by_64, 0x00), upper);
  __m128i quotient = _mm_clmulepi64_si128(_mm_and_si128(rest, low_half), barrett, 0x10);
  quotient = _mm_clmulepi64_si128(_mm_and_si128(quotient, low_half), barrett, 0x00);
  return static_cast<uint32_t>(_mm_extract_epi32(_mm_xor_si128(rest, quotient), 1));
}

bool can_fold() {
  static const bool can = __builtin_cpu_supports("pclmul") && __builtin_cpu_supports("sse4.1");
  return can;
}

#endif

/// a(x) * b(x) modulo the polynomial.
uint32_t multiply(uint32_t a, uint32_t b) {
  uint32_t product = 0;
  for (uint32_t bit = uint32_t{1} << 31; bit != 0; bit >>= 1) {
    if ((a & bit) != 0) product ^= b;
    b = (b & 1) != 0 ? (b >> 1) ^ kPolynomial : b >> 1;
  }
  return product;
}

}  // namespace

uint32_t crc32(const void* data, size_t length, uint32_t before) {
  auto* bytes = static_cast<const unsigned char*>(data);
  uint32_t crc = ~before;
#if defined(__x86_64__)
  if (length >= 64 && can_fold()) {
    size_t whole = length & ~size_t{15};
    crc = by_folding(crc, bytes, whole);
    bytes += whole;
    length -= whole;
  }
#endif
  return ~by_table(crc, bytes, length);
}

uint32_t crc32_joined(uint32_t first, uint32_t second, uint64_t second_length) {
  uint32_t shift = uint32_t{1} << 31;  // x^0
  uint32_t power = uint32_t{1} << 23;  // x^8: one byte
  for (uint64_t left = second_length; left > 0; left >>= 1) {
    if ((left & 1) != 0) shift = multiply(shift, power);
    power = multiply(power, power);
  }
  return multiply(shift, first) ^ second;
}

}  // namespace typetorch
