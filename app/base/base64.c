/* RFC 4648. Decoding is strict: OpenSSL's decoder takes white space, missing padding and non-zero spare bits, and so several
 * texts for the same bytes, which a signature format must not allow. */
#include "base/buffer.h"
#include "base/digest.h"

static const char plain[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
static const char url[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

static void encode(struct buffer *out, const uint8_t *in, size_t n, const char *alphabet, bool pad)
{
    if (n > SIZE_MAX / 2 || !buffer_reserve(out, pad ? (n + 2) / 3 * 4 : n / 3 * 4 + (n % 3 * 4 + 2) / 3)) {
        out->failed = true;
        return;
    }
    char *to = out->data + out->length;
    size_t i = 0;
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

/* 0–63, or 64 and more for what is no digit. */
static uint32_t digit(char c, const char *alphabet)
{
    if (c >= 'A' && c <= 'Z') {
        return (uint32_t)(c - 'A');
    }
    if (c >= 'a' && c <= 'z') {
        return (uint32_t)(c - 'a') + 26;
    }
    if (c >= '0' && c <= '9') {
        return (uint32_t)(c - '0') + 52;
    }
    return c == alphabet[62] ? 62 : c == alphabet[63] ? 63 : 64;
}

/* n digits without padding. */
static bool decode(struct buffer *out, const char *text, size_t n, const char *alphabet)
{
    if (n % 4 == 1 || !buffer_reserve(out, n / 4 * 3 + (n % 4 > 0 ? n % 4 - 1 : 0))) {
        return false;
    }
    char *to = out->data + out->length;
    size_t i = 0;
    for (; i + 4 <= n; i += 4) {
        uint32_t a = digit(text[i], alphabet), b = digit(text[i + 1], alphabet);
        uint32_t c = digit(text[i + 2], alphabet), d = digit(text[i + 3], alphabet);
        if ((a | b | c | d) > 63) {
            return false;
        }
        uint32_t v = a << 18 | b << 12 | c << 6 | d;
        *to++ = (char)(v >> 16 & 0xFF);
        *to++ = (char)(v >> 8 & 0xFF);
        *to++ = (char)(v & 0xFF);
    }
    if (n % 4 >= 2) {
        uint32_t a = digit(text[i], alphabet), b = digit(text[i + 1], alphabet);
        uint32_t c = n % 4 == 3 ? digit(text[i + 2], alphabet) : 0;
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
    return decode(out, text, n, plain);
}

bool base64url_decode(struct buffer *out, const char *text, size_t n)
{
    return decode(out, text, n, url);
}
