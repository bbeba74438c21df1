/* The outer shape of a sealed file, checked byte by byte before any key is used. */
#ifndef TENKEN_TRUST_SEAL_SHAPE_H
#define TENKEN_TRUST_SEAL_SHAPE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* True for exactly one DER ContentInfo with AuthEnvelopedData (RFC 5083, section 2.1): AES-256-GCM with a 12-byte nonce and
 * ICV length 16, content in one definite piece, a 16-byte tag, no attributes, nothing behind it. OpenSSL accepts far more (short tags,
 * indefinite lengths). */
bool seal_shape_sound(const uint8_t *bytes, size_t n);

#endif
