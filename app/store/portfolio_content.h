/* What a file says, as one digest: SHA-256 of the canonical form of its document. Two files of one revision say the same when it is the
 * same. Of answers that are kept in the clear it is taken only when somebody asks (the same revision comes again, a supplier is purged):
 * of every file in a merge it would cost more than all looking up together. Internal to store/. */
#ifndef TENKEN_STORE_PORTFOLIO_CONTENT_H
#define TENKEN_STORE_PORTFOLIO_CONTENT_H

#include "store/portfolio_merge.h"

/* Of a file that has just come, with a document. ST_NO: it cannot be read as answers in the clear. */
enum status content_of_received(const struct received_file *file, uint8_t out[SHA256_BYTES], struct error *e);
/* Of one that is stored, by its id. ST_NO: nothing is kept that would say it. */
enum status content_of_stored(struct portfolio *p, int64_t file, uint8_t out[SHA256_BYTES], struct error *e);
/* Notes it for all files that a purge of this supplier takes away: it outlives the originals. */
enum status content_note_all(struct portfolio *p, int64_t supplier, struct error *e);

#endif
