/* SHA-256 (through OpenSSL), hex, base64 (RFC 4648 section 4) and base64url (section 5, unpadded). */
#ifndef TENKEN_BASE_DIGEST_H
#define TENKEN_BASE_DIGEST_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct buffer;

#define SHA256_BYTES 32
#define SHA256_TEXT 65

void sha256_bytes(const void *bytes, size_t n, uint8_t out[SHA256_BYTES]);
void sha256_hex(const void *bytes, size_t n, char out[SHA256_TEXT]); /* lowercase */
/* The same piece by piece. NULL: out of memory. sha256_end frees it, and takes NULL. */
struct sha256;
struct sha256 *sha256_new(void);
void sha256_add(struct sha256 *sha, const void *bytes, size_t n);
void sha256_end(struct sha256 *sha, char out[SHA256_TEXT]);
void hex_encode(const uint8_t *bytes, size_t n, char *out); /* 2n + 1 characters, lowercase */
int hex_value(char c);                                      /* of one digit, either case; -1: none */
bool hex_decode(const char *text, uint8_t *out, size_t n);  /* exactly n bytes, either case */
bool sha256_text_valid(const char *text);                   /* 64 lowercase hex digits */

void base64_encode(struct buffer *out, const void *bytes, size_t n); /* padded */
void base64url_encode(struct buffer *out, const void *bytes, size_t n);
/* Strict: alphabet, padding (base64: required; base64url: none) and zero spare bits. False leaves out unspecified. */
bool base64_decode(struct buffer *out, const char *text, size_t n);
bool base64url_decode(struct buffer *out, const char *text, size_t n);

#endif
