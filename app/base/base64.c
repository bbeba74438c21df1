/* RFC 4648. Decoding is strict: OpenSSL's decoder takes white space, missing padding and non-zero spare bits, and so several
 * texts for the same bytes, which a signature format must not allow. */
#include "base/buffer.h"
#include "base/digest.h"

#include <endian.h>

static const char plain[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
static const char url[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

typedef uint64_t two __attribute__((vector_size(16)));
typedef signed char sixteen __attribute__((vector_size(16)));

/* The first six of eight bytes as a number. */
static inline uint64_t six_bytes(const uint8_t *in)
{
    uint64_t v;
    memcpy(&v, in, sizeof v);
    return be64toh(v) >> 16;
}

/* Twelve of fourteen bytes as sixteen digits, without a table: what is signed goes through here, some 30 KB of each file that is verified.
 * high, highest: what digits 62 and 63 are beyond those that follow '9'. On little-endian machines only. */
static inline void encode_twelve(const uint8_t *in, char *to, signed char high, signed char highest)
{
    two v = {six_bytes(in), six_bytes(in + 6)};
    /* in halves, three times, with the first six bits going to the lowest byte */
    v = v >> 24 | (v & UINT64_C(0xFFFFFF)) << 32;
    v = (v >> 12 & UINT64_C(0x00000FFF00000FFF)) | (v & UINT64_C(0x00000FFF00000FFF)) << 16;
    v = (v >> 6 & UINT64_C(0x003F003F003F003F)) | (v & UINT64_C(0x003F003F003F003F)) << 8;
    const sixteen values = (sixteen)v;
    const sixteen digits = values + 'A' + ((values > 25) & ('a' - 'Z' - 1)) + ((values > 51) & ('0' - 'z' - 1)) + ((values == 62) & high) +
                           ((values == 63) & highest);
    memcpy(to, &digits, sizeof digits);
}

#ifdef __x86_64__
typedef uint64_t four __attribute__((vector_size(32)));
typedef signed char thirty_two __attribute__((vector_size(32)));

/* The same with 24 bytes at once, as far as they go. Returns how many were taken. Only for processors with AVX2: others would take far
 * longer than with encode_twelve. */
__attribute__((target("avx2"))) static size_t encode_wide(const uint8_t *in, size_t n, char *to, signed char high, signed char highest)
{
    size_t i = 0;
    for (; i + 26 <= n; i += 24) {
        four v = {six_bytes(in + i), six_bytes(in + i + 6), six_bytes(in + i + 12), six_bytes(in + i + 18)};
        v = v >> 24 | (v & UINT64_C(0xFFFFFF)) << 32;
        v = (v >> 12 & UINT64_C(0x00000FFF00000FFF)) | (v & UINT64_C(0x00000FFF00000FFF)) << 16;
        v = (v >> 6 & UINT64_C(0x003F003F003F003F)) | (v & UINT64_C(0x003F003F003F003F)) << 8;
        const thirty_two values = (thirty_two)v;
        const thirty_two digits = values + 'A' + ((values > 25) & ('a' - 'Z' - 1)) + ((values > 51) & ('0' - 'z' - 1)) +
                                  ((values == 62) & high) + ((values == 63) & highest);
        memcpy(to + i / 3 * 4, &digits, sizeof digits);
    }
    return i;
}

static size_t encode_fast(const uint8_t *in, size_t n, char *to, signed char high, signed char highest)
{
    return __builtin_cpu_supports("avx2") ? encode_wide(in, n, to, high, highest) : 0;
}
#else
static size_t encode_fast(const uint8_t *in, size_t n, char *to, signed char high, signed char highest)
{
    (void)in, (void)n, (void)to, (void)high, (void)highest;
    return 0;
}
#endif

static void encode(struct buffer *out, const uint8_t *in, size_t n, const char *alphabet, bool pad)
{
    if (n > SIZE_MAX / 2 || !buffer_reserve(out, pad ? (n + 2) / 3 * 4 : n / 3 * 4 + (n % 3 * 4 + 2) / 3)) {
        out->failed = true;
        return;
    }
    char *to = out->data + out->length;
    const signed char high = (signed char)(alphabet[62] - '9' - 1), highest = (signed char)(alphabet[63] - '9' - 2);
    size_t i = encode_fast(in, n, to, high, highest);
    to += i / 3 * 4;
    for (; __BYTE_ORDER == __LITTLE_ENDIAN && i + 14 <= n; i += 12) {
        encode_twelve(in + i, to, high, highest);
        to += 16;
    }
    for (; i + 3 <= n; i += 3) {
        uint32_t v = (uint32_t)in[i] << 16 | (uint32_t)in[i + 1] << 8 | in[i + 2];
        *to++ = alphabet[v >> 18];
        *to++ = alphabet[v >> 12 & 63];
        *to++ = alphabet[v >> 6 & 63];
        *to++ = alphabet[v & 63];
    }
    if (n - i > 0) {
        uint32_t v = (uint32_t)in[i] << 16 | (n - i == 2 ? (uint32_t)in[i + 1] << 8 : 0);
        *to++ = alphabet[v >> 18];
        *to++ = alphabet[v >> 12 & 63];
        if (n - i == 2) {
            *to++ = alphabet[v >> 6 & 63];
        }
        for (size_t missing = pad ? 3 - (n - i) : 0; missing > 0; missing--) {
            *to++ = '=';
        }
    }
    *to = '\0';
    out->length = (size_t)(to - out->data);
}

void base64_encode(struct buffer *out, const void *bytes, size_t n)
{
    encode(out, bytes, n, plain, true);
}

void base64url_encode(struct buffer *out, const void *bytes, size_t n)
{
    encode(out, bytes, n, url, false);
}

/* The value of a digit, or XX: a table, since branches over foreign digits cannot be foretold and cost more. */
#define XX 64
static const uint8_t plain_values[128] = {
    XX, XX, XX, XX, XX, XX, XX, XX, XX, XX, XX, XX, XX, XX, XX, XX, XX, XX, XX, XX, XX, XX, XX, XX, XX, XX, XX, XX, XX, XX, XX, XX,
    XX, XX, XX, XX, XX, XX, XX, XX, XX, XX, XX, 62, XX, XX, XX, 63, 52, 53, 54, 55, 56, 57, 58, 59, 60, 61, XX, XX, XX, XX, XX, XX,
    XX, 0,  1,  2,  3,  4,  5,  6,  7,  8,  9,  10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, XX, XX, XX, XX, XX,
    XX, 26, 27, 28, 29, 30, 31, 32, 33, 34, 35, 36, 37, 38, 39, 40, 41, 42, 43, 44, 45, 46, 47, 48, 49, 50, 51, XX, XX, XX, XX, XX,
};
static const uint8_t url_values[128] = {
    XX, XX, XX, XX, XX, XX, XX, XX, XX, XX, XX, XX, XX, XX, XX, XX, XX, XX, XX, XX, XX, XX, XX, XX, XX, XX, XX, XX, XX, XX, XX, XX,
    XX, XX, XX, XX, XX, XX, XX, XX, XX, XX, XX, XX, XX, 62, XX, XX, 52, 53, 54, 55, 56, 57, 58, 59, 60, 61, XX, XX, XX, XX, XX, XX,
    XX, 0,  1,  2,  3,  4,  5,  6,  7,  8,  9,  10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, XX, XX, XX, XX, 63,
    XX, 26, 27, 28, 29, 30, 31, 32, 33, 34, 35, 36, 37, 38, 39, 40, 41, 42, 43, 44, 45, 46, 47, 48, 49, 50, 51, XX, XX, XX, XX, XX,
};

static uint32_t digit(char c, const uint8_t *values)
{
    const unsigned char at = (unsigned char)c;
    return values[at & 127] | (at & 128); /* beyond 63 for what is not ASCII, too */
}

/* n digits without padding. */
static bool decode(struct buffer *out, const char *text, size_t n, const uint8_t *values)
{
    if (n % 4 == 1 || !buffer_reserve(out, n / 4 * 3 + (n % 4 > 0 ? n % 4 - 1 : 0))) {
        return false;
    }
    char *to = out->data + out->length;
    size_t i = 0;
    for (; i + 4 <= n; i += 4) {
        uint32_t a = digit(text[i], values), b = digit(text[i + 1], values);
        uint32_t c = digit(text[i + 2], values), d = digit(text[i + 3], values);
        if ((a | b | c | d) > 63) {
            return false;
        }
        uint32_t v = a << 18 | b << 12 | c << 6 | d;
        *to++ = (char)(v >> 16 & 0xFF);
        *to++ = (char)(v >> 8 & 0xFF);
        *to++ = (char)(v & 0xFF);
    }
    if (n % 4 >= 2) {
        uint32_t a = digit(text[i], values), b = digit(text[i + 1], values);
        uint32_t c = n % 4 == 3 ? digit(text[i + 2], values) : 0;
        uint32_t v = a << 18 | b << 12 | c << 6;
        if ((a | b | c) > 63 || (v & (n % 4 == 3 ? 0xFFu : 0xFFFFu)) != 0) { /* spare bits */
            return false;
        }
        *to++ = (char)(v >> 16 & 0xFF);
        if (n % 4 == 3) {
            *to++ = (char)(v >> 8 & 0xFF);
        }
    }
    *to = '\0';
    out->length = (size_t)(to - out->data);
    return true;
}

bool base64_decode(struct buffer *out, const char *text, size_t n)
{
    if (n % 4 != 0) {
        return false;
    }
    if (n > 0 && text[n - 1] == '=') {
        n -= text[n - 2] == '=' ? 2 : 1;
    }
    return decode(out, text, n, plain_values);
}

bool base64url_decode(struct buffer *out, const char *text, size_t n)
{
    return decode(out, text, n, url_values);
}
