/* Enrolment: the proof, in the header of a supplier's signature, that the signer holds the one-time secret of a request
 * (formats.md, "Identity and trust"). */
#ifndef TENKEN_TRUST_ENROL_H
#define TENKEN_TRUST_ENROL_H

#include "base/digest.h"
#include "base/error.h"
#include "trust/header.h"

#include <stdbool.h>

/* base64url(HMAC-SHA-256(secret, "tenken-enrol/1" ‖ 0x00 ‖ SHA-256 of the certificate's DER ‖ the request's digest, 32 bytes each ‖
 * assessment_id as 36 ASCII bytes)). request: 64 hex digits. ST_INPUT when a digest or the id is malformed. */
enum status enrol_proof(const uint8_t secret[SHA256_BYTES], const uint8_t certificate[SHA256_BYTES], const char *request,
                        const char *assessment_id, char out[ENROL_TEXT], struct error *e);

/* Whether the proof fits, compared in constant time. */
bool enrol_fits(const char *proof, const uint8_t secret[SHA256_BYTES], const uint8_t certificate[SHA256_BYTES], const char *request,
                const char *assessment_id);

#endif
