/* Identity: a PKCS#12 file with one key and its X.509 certificate (formats.md, "Identity and trust"). */
#ifndef TENKEN_TRUST_IDENTITY_H
#define TENKEN_TRUST_IDENTITY_H

#include "base/clock.h"
#include "base/digest.h"
#include "base/error.h"

#include <openssl/types.h>
#include <stdbool.h>
#include <stddef.h>

#define IDENTITY_BYTES_MAX ((size_t)1024 * 1024) /* of a PKCS#12 or PEM file */
#define IDENTITY_ITERATIONS 600000               /* PBKDF2, of the key's encryption and of the file's MAC */
#define IDENTITY_YEARS 5

/* Owns key and certificate. */
struct identity {
    EVP_PKEY *key;
    X509 *certificate;
    char sha256[SHA256_TEXT]; /* of the certificate's DER */
};

/* P-256, self-signed, from yesterday to IDENTITY_YEARS years from now, CN=name (1–64 characters, no control characters). */
enum status identity_make(struct identity *id, const char *name, const struct clock *clock, struct error *e);
/* The same for a key that opens sealed answers: its certificate also allows key agreement. */
enum status identity_make_sealing(struct identity *id, const char *name, const struct clock *clock, struct error *e);
/* Appends the certificate as PEM. */
struct buffer;
enum status identity_certificate_pem(const struct identity *id, struct buffer *out, struct error *e);

/* Appends the PKCS#12: PBES2 with AES-256, iterations for key and MAC (IDENTITY_ITERATIONS; tests take fewer). out should be wiped with
 * identity_wipe by the caller. */
enum status identity_write(const struct identity *id, const char *passphrase, int iterations, struct buffer *out, struct error *e);

/* Reads PKCS#12. RSA 2048–4096, P-256, Ed25519; anything else is refused in words, as are a wrong passphrase, a file that is no PKCS#12,
 * one without key or certificate, and one whose old encryption (RC2) needs OpenSSL's legacy provider. name: the file, for the sentence. */
enum status identity_read(struct identity *id, const char *bytes, size_t n, const char *passphrase, const char *name, struct error *e);

/* Reads a PEM private key and, from the same text or from certificate (PEM or DER; NULL: the same text), the certificate that belongs to
 * it. passphrase: for an encrypted key, else NULL. */
enum status identity_read_pem(struct identity *id, const char *bytes, size_t n, const char *certificate, size_t ncertificate,
                              const char *passphrase, const char *name, struct error *e);
/* Whether the text is PEM at all, and whether its key asks for a passphrase. */
bool identity_is_pem(const char *bytes, size_t n);
bool identity_pem_encrypted(const char *bytes, size_t n);

void identity_release(struct identity *id);

/* Overwrites what the buffer held, then releases it: for file bytes that hold a private key. */
void identity_wipe(struct buffer *b);

#endif
