/* The certificates that nearly every supplier has, read without OpenSSL's decoder, which costs more than a verification and makes threads
 * wait for one another. Only for certificates whose digest is pinned or that a CA of the reader's has signed, and only a shortcut: whatever
 * is not exactly of the shapes known here is left to certificate_read, and what both can read they read alike
 * (tests/unit/test_certificate_plain.c). */
#ifndef TENKEN_TRUST_CERTIFICATE_PLAIN_H
#define TENKEN_TRUST_CERTIFICATE_PLAIN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define P256_POINT 65
#define PLAIN_NAME_MAX 1024
#define KEY_IDENTIFIER_BYTES 20

/* A name as RFC 2253 has it, in which nothing needs an escape. Not cleaned for display. */
struct plain_name {
    char text[PLAIN_NAME_MAX];
    size_t n;
};

struct plain_names {
    struct plain_name issuer, subject;
};

/* Some bytes of the DER, borrowed. */
struct plain_part {
    const uint8_t *bytes;
    size_t n;
};

struct plain_certificate {
    const uint8_t *point;      /* P256_POINT bytes, uncompressed, borrowed; not yet known to lie on the curve */
    const uint8_t *issuer_key; /* KEY_IDENTIFIER_BYTES, borrowed, or NULL */
    struct plain_names names;
    struct plain_part issuer, subject; /* the same two names with tag and length */
    struct plain_part body;            /* what is signed, with tag and length */
    struct plain_part signature;       /* ECDSA: DER; RSA: as it is */
    bool rsa;                          /* signed with RSA, PKCS #1 v1.5, else with ECDSA; SHA-256 in both */
    int64_t not_before, not_after;
};

/* True for a version-3 certificate for a P-256 key, signed with ECDSA or RSA and SHA-256, with names of the usual attributes in UTF-8 or
 * printable text, and no extension but basicConstraints, a keyUsage that allows signatures, and key identifiers: all in the one form that
 * DER allows, with no byte left over. */
bool certificate_plain_read(const uint8_t *der, size_t n, struct plain_certificate *out);

#endif
