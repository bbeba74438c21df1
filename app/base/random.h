/* Random bytes, injected, and UUIDs. Keys and nonces come from OpenSSL, not from here. */
#ifndef TENKEN_BASE_RANDOM_H
#define TENKEN_BASE_RANDOM_H

#include "base/error.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct random {
    enum status (*fill)(struct random *, void *bytes, size_t n, struct error *e);
    uint64_t state;
};

struct random random_system(void);          /* getrandom(2) */
struct random random_seeded(uint64_t seed); /* tests only: SplitMix64 */

#define UUID_TEXT 37
/* RFC 9562 version 4, 36 lowercase characters. */
enum status uuid_make(struct random *r, char out[UUID_TEXT], struct error *e);
/* 36 lowercase characters in the 8-4-4-4-12 form; any version. */
bool uuid_valid(const char *text);

#endif
