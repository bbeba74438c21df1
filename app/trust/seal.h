/* Sealed answers: CMS AuthEnvelopedData (RFC 5083, RFC 5084) in DER with AES-256-GCM, for one recipient's certificate (formats.md, "Sealed
 * answers"). */
#ifndef TENKEN_TRUST_SEAL_H
#define TENKEN_TRUST_SEAL_H

#include "trust/identity.h"

#include <stdbool.h>

#define SEALED_BYTES_MAX ((size_t)33 * 1024 * 1024) /* a workbook and the envelope around it */

/* Whether the bytes begin as a CMS AuthEnvelopedData: worth opening as a sealed file. */
bool sealed_likely(const void *bytes, size_t n);

/* Whether this certificate's key can receive: P-256 (ECDH) or RSA 2048–4096 (OAEP). Ed25519 only signs. ST_INPUT with the reason otherwise.
 */
enum status seal_suits(const X509 *recipient, struct error *e);

/* Seals n bytes for the recipient. P-256: stdDH with SHA-256 KDF and AES-256 key wrap; RSA: OAEP with SHA-256. */
enum status seal(const void *bytes, size_t n, X509 *recipient, struct buffer *out, struct error *e);

/* Opens what was sealed for this identity. Everything is checked before the key is used: size, definite lengths and nothing behind the end,
 * AES-256-GCM with a 12-byte nonce and a 16-byte tag (a truncated tag can be forged), no attributes, and the key algorithms above. ST_INPUT
 * with one and the same sentence for every failure, so that nobody learns by trying what went wrong. out holds nothing unless the tag was
 * right. */
enum status unseal(const void *bytes, size_t n, const struct identity *id, struct buffer *out, struct error *e);

#endif
