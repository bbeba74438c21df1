/* What waited for a signer who is trusted now, taken in from the originals that the portfolio has kept: as a merge of the same files would.
 */
#ifndef TENKEN_COMMAND_MERGE_WAITING_H
#define TENKEN_COMMAND_MERGE_WAITING_H

#include "base/digest.h"
#include "command/command.h"
#include "command/merge_prepare.h"
#include "model/pack.h"
#include "store/portfolio.h"

struct waiting_outcome {
    size_t files;  /* that waited */
    size_t merged; /* of them, the superseded included */
    size_t sealed; /* that another key opens, with "tenken merge --identity" */
};

/* In a writing transaction of its own: all of them, or on failure none. opener: the key for what came sealed, or NULL. certificate: the
 * signer's. */
enum status merge_waiting(struct program *program, struct portfolio *portfolio, const struct catalog *catalog,
                          const struct identity *opener, const uint8_t certificate[SHA256_BYTES], struct waiting_outcome *out,
                          struct error *e);

/* After all files of a merge, in its transaction: what this run held back only because nobody knew its signer, and whose signer a later
 * file has made known, comes to be what it would be had it come after that. Visits each. */
typedef enum status taken_visit(void *context, const uint8_t digest[SHA256_BYTES], const char *name, const struct receive_outcome *outcome,
                                struct error *e);
enum status merge_known_since(struct portfolio *portfolio, const struct merge_facts *facts, int64_t run, taken_visit *visit, void *context,
                              struct error *e);

/* Of answers in conflict: this file holds (portfolio_conflict_decide), and is taken in at once from what was kept, or, when it came sealed
 * and opener does not open it, by the next merge with the key that does. In a writing transaction of its own: all, or on failure nothing.
 * out: what happened, as a sentence. */
enum status merge_settle(struct program *program, struct portfolio *portfolio, const struct catalog *catalog, const struct identity *opener,
                         int64_t file, const char *reason, char *out, size_t size, struct error *e);

#endif
