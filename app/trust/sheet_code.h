/* The one-time code of an answer sheet: proves that the sheet was made from a request, and no more than the channel proves that carried
 * both (FORMAT.md, "Answer sheets"). */
#ifndef TENKEN_TRUST_SHEET_CODE_H
#define TENKEN_TRUST_SHEET_CODE_H

#include "base/error.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define SHEET_CODE_TEXT 20 /* XXXX-XXXX-XXXX-XXXX */

/* 80 bits of HMAC-SHA-256(secret, "tenken-sheet/1" 0x00 request digest as 32 bytes), in Crockford's base 32. The secret itself cannot be
 * found from it, so that a sheet never enrols anybody. digest: 64 hex digits; ST_INPUT when it is not. */
enum status sheet_code(const uint8_t *secret, size_t length, const char *digest, char out[SHEET_CODE_TEXT], struct error *e);
/* Whether a code is that one, compared in constant time. code, digest: NULL fits nothing. */
bool sheet_code_fits(const char *code, const uint8_t *secret, size_t length, const char *digest);

#endif
