/* What every fuzz target needs. A target ends the process only for a fault: a promise of a header that does not hold. */
#ifndef TENKEN_TESTS_FUZZ_H
#define TENKEN_TESTS_FUZZ_H

#include <stddef.h>
#include <stdint.h>

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n);

#define PROMISE(condition)                                                                                                                 \
    do {                                                                                                                                   \
        if (!(condition)) {                                                                                                                \
            (void)fprintf(stderr, "%s:%d: broken promise: %s\n", __FILE__, __LINE__, #condition);                                          \
            abort();                                                                                                                       \
        }                                                                                                                                  \
    } while (0)

#endif
