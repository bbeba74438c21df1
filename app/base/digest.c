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
