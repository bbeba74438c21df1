/* What waited for a signer who is trusted now, taken in from the originals that the portfolio has kept: as a merge of the same files would.
 */
#ifndef TENKEN_COMMAND_MERGE_WAITING_H
#define TENKEN_COMMAND_MERGE_WAITING_H

#include "base/digest.h"
#include "command/command.h"
#include "model/pack.h"
#include "store/portfolio.h"

struct waiting_outcome {
    size_t files;  /* that waited */
    size_t merged; /* of them, the superseded included */
    size_t sealed; /* that only "tenken merge --identity" can open again */
};

/* In a writing transaction of its own: all of them, or on failure none. certificate: the signer's. */
enum status merge_waiting(struct program *program, struct portfolio *portfolio, const struct catalog *catalog,
                          const uint8_t certificate[SHA256_BYTES], struct waiting_outcome *out, struct error *e);

#endif
