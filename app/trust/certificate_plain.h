/* The certificates that nearly every supplier has, read without OpenSSL's decoder, which costs more than a verification and makes threads
 * wait for one another. Only for certificates whose digest is pinned, and only a shortcut: whatever is not exactly of the shapes known here
 * is left to certificate_read, and what both can read they read alike (tests/unit/test_certificate_plain.c). */
#ifndef TENKEN_TRUST_CERTIFICATE_PLAIN_H
#define TENKEN_TRUST_CERTIFICATE_PLAIN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define P256_POINT 65
#define PLAIN_SUBJECT_MAX 1024

/* Borrowed from the DER, but for the times. */
struct plain_certificate {
    const uint8_t *point;            /* P256_POINT bytes, uncompressed; not yet known to lie on the curve */
    char subject[PLAIN_SUBJECT_MAX]; /* RFC 2253, not cleaned for display */
    size_t nsubject;
    int64_t not_before, not_after;
};

/* True for a version-3 certificate for a P-256 key, signed with ECDSA or RSA and SHA-256, with names of the usual attributes in UTF-8 or
 * printable text, and no extension but basicConstraints, a keyUsage that allows signatures, and key identifiers: all in the one form that
 * DER allows, with no byte left over. */
bool certificate_plain_read(const uint8_t *der, size_t n, struct plain_certificate *out);

#endif
