#include "base/digest.h"

#include "base/buffer.h"

#include <openssl/evp.h>
#include <pthread.h>
#include <stdlib.h>

static EVP_MD *sha256;

static void fetch_sha256(void)
{
    sha256 = EVP_MD_fetch(NULL, "SHA256", NULL);
}

/* Looked up once: EVP_sha256() is looked up anew for each digest, under a lock that threads would share. */
static const EVP_MD *sha256_method(void)
{
    static pthread_once_t once = PTHREAD_ONCE_INIT;
    (void)pthread_once(&once, fetch_sha256);
    return sha256;
}

void sha256_bytes(const void *bytes, size_t n, uint8_t out[SHA256_BYTES])
{
    /* Fails only when memory or OpenSSL's own set-up is broken. Going on with a wrong digest could make two different files look
     * equal, so there is nothing better than to stop. */
    if (EVP_Digest(bytes, n, out, NULL, sha256_method(), NULL) != 1) {
        abort();
    }
}

void hex_encode(const uint8_t *bytes, size_t n, char *out)
{
    static const char digits[] = "0123456789abcdef";
    for (size_t i = 0; i < n; i++) {
        out[2 * i] = digits[bytes[i] >> 4];
        out[2 * i + 1] = digits[bytes[i] & 15];
    }
    out[2 * n] = '\0';
}

static int hex_value(char c)
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

struct sha256 {
    EVP_MD_CTX *context;
};

struct sha256 *sha256_new(void)
{
    struct sha256 *sha = calloc(1, sizeof *sha);
    if (sha != NULL) {
        sha->context = EVP_MD_CTX_new();
        if (sha->context == NULL || EVP_DigestInit_ex(sha->context, sha256_method(), NULL) != 1) {
            EVP_MD_CTX_free(sha->context);
            free(sha);
            return NULL;
        }
    }
    return sha;
}

void sha256_add(struct sha256 *sha, const void *bytes, size_t n)
{
    if (EVP_DigestUpdate(sha->context, bytes, n) != 1) {
        abort(); /* as in sha256_bytes */
    }
}

void sha256_end(struct sha256 *sha, char out[SHA256_TEXT])
{
    uint8_t digest[SHA256_BYTES];
    if (sha == NULL) {
        return;
    }
    if (EVP_DigestFinal_ex(sha->context, digest, NULL) != 1) {
        abort();
    }
    hex_encode(digest, sizeof digest, out);
    EVP_MD_CTX_free(sha->context);
    free(sha);
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
