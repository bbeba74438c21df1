/* Variants of the characters of Japanese names. */
#ifndef TENKEN_BASE_FOLD_VARIANTS_H
#define TENKEN_BASE_FOLD_VARIANTS_H

#include <stdint.h>

/* The usual form of an ideograph that names have in another one (U+9AD9 for U+9AD8, "Takahashi"); what has no variant as it is. */
uint32_t fold_variant(uint32_t c);

#endif
