/* Identity: a PKCS#12 file with one key and its X.509 certificate (formats.md, "Identity and trust"). */
#ifndef TENKEN_TRUST_IDENTITY_H
#define TENKEN_TRUST_IDENTITY_H

#include "base/clock.h"
#include "base/digest.h"
#include "base/error.h"

#include <openssl/types.h>

struct identity {
    EVP_PKEY *key;
    X509 *certificate;
    char sha256[SHA256_TEXT]; /* of the certificate's DER */
};

/* P-256, self-signed, 5 years, CN=name. */
enum status identity_make(struct identity *id, const char *name, const struct clock *clock, struct error *e);
/* PKCS#12 bytes: PBES2, AES-256, 600,000 iterations. */
struct buffer;
enum status identity_write(const struct identity *id, const char *passphrase, struct buffer *out, struct error *e);
/* RSA 2048–4096, P-256, Ed25519; anything else is refused in words, as are a wrong passphrase and an old RC2/3DES file (needs OpenSSL's legacy
 * provider). name: the file, for the sentence. */
enum status identity_read(struct identity *id, const char *bytes, size_t n, const char *passphrase, const char *name, struct error *e);
void identity_release(struct identity *id);

#endif
