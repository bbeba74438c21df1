#include "base/digest.h"

#include <string.h>

void hex_encode(const uint8_t *bytes, size_t n, char *out)
{
    static const char digits[] = "0123456789abcdef";
    for (size_t i = 0; i < n; i++) {
        out[2 * i] = digits[bytes[i] >> 4];
        out[2 * i + 1] = digits[bytes[i] & 15];
    }
    out[2 * n] = '\0';
}

int hex_value(char c)
{
    if (c >= '0' && c <= '9') {
        return c - '0';
    }
    if (c >= 'a' && c <= 'f') {
        return c - 'a' + 10;
    }
    if (c >= 'A' && c <= 'F') {
        return c - 'A' + 10;
    }
    return -1;
}

bool hex_decode(const char *text, uint8_t *out, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        int high = hex_value(text[2 * i]);
        int low = high < 0 ? -1 : hex_value(text[2 * i + 1]);
        if (low < 0) {
            return false;
        }
        out[i] = (uint8_t)(high << 4 | low);
    }
    return text[2 * n] == '\0';
}

void sha256_hex(const void *bytes, size_t n, char out[SHA256_TEXT])
{
    uint8_t digest[SHA256_BYTES];
    sha256_bytes(bytes, n, digest);
    hex_encode(digest, sizeof digest, out);
}

bool sha256_text_valid(const char *text)
{
    if (!text || strnlen(text, SHA256_TEXT) != SHA256_TEXT - 1) {
        return false;
    }
    typedef unsigned char sixteen __attribute__((vector_size(16)));
    sixteen right = (sixteen){0} == 0;
    for (size_t i = 0; i < SHA256_TEXT - 1; i += sizeof right) {
        sixteen c;
        memcpy(&c, text + i, sizeof c);
        right &= (sixteen)(c - '0' <= 9) | (sixteen)(c - 'a' <= 5);
    }
    uint64_t halves[2];
    memcpy(halves, &right, sizeof right);
    return (halves[0] & halves[1]) == UINT64_MAX;
}
