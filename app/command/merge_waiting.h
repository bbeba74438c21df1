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

/* Of answers in conflict: this file holds (portfolio_conflict_decide), and is taken in at once from what was kept. In a writing transaction
 * of its own: all, or on failure nothing. out: what happened, as a sentence. */
enum status merge_settle(struct program *program, struct portfolio *portfolio, const struct catalog *catalog, int64_t file,
                         const char *reason, char *out, size_t size, struct error *e);

#endif
