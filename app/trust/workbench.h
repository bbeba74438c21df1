/* What one thread uses again from file to file while it verifies many: memory, and the key of the shortcut for pinned certificates. */
#ifndef TENKEN_TRUST_WORKBENCH_H
#define TENKEN_TRUST_WORKBENCH_H

#include "base/arena.h"
#include "base/buffer.h"
#include "base/error.h"

#include <openssl/types.h>
#include <stdint.h>

/* For one thread at a time. Its owner may switch the shortcuts off (certificate_plain.h), to compare: every verdict is the same without. */
struct workbench {
    struct arena tree;     /* of the envelope that was read last */
    struct buffer scratch; /* of the reader */
    struct buffer input;   /* of the verifier */
    bool shortcut;
    EVP_PKEY *key;
};

void workbench_init(struct workbench *bench);
void workbench_release(struct workbench *bench);
/* Makes room for the next file. What the last one left here is gone. */
void workbench_clear(struct workbench *bench);

/* The P-256 key of an uncompressed point (65 bytes), borrowed until the next call; NULL: it is not on the curve, or there is no memory.
 */
EVP_PKEY *workbench_key(struct workbench *bench, const uint8_t *point);

#endif
