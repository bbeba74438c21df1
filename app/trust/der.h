/* Reading DER (X.690) strictly, element by element. */
#ifndef TENKEN_TRUST_DER_H
#define TENKEN_TRUST_DER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* What is left to read. */
struct der {
    const uint8_t *at;
    size_t left;
};

/* Takes one element with this tag and a definite length in its shortest form; its contents go to *inside. */
bool der_take(struct der *d, uint8_t tag, struct der *inside);
bool der_take_exactly(struct der *d, const void *bytes, size_t n);

#endif
