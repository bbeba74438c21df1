/* What a portfolio keeps, and for how long: the files as received, packed to save room, and purging a supplier. */
#ifndef TENKEN_STORE_PORTFOLIO_KEEP_H
#define TENKEN_STORE_PORTFOLIO_KEEP_H

#include "base/buffer.h"
#include "base/clock.h"
#include "base/digest.h"
#include "store/portfolio.h"

#include <stdint.h>

/* No file that is kept is larger. */
#define PORTFOLIO_ORIGINAL_MAX ((size_t)64 * 1024 * 1024)

/* The file as received, byte for byte. ST_NO: there is none with this digest. */
enum status portfolio_original(struct portfolio *p, const uint8_t digest[SHA256_BYTES], struct buffer *out, struct error *e);

struct originals_size {
    int64_t files, bytes, stored; /* stored: bytes in the database */
};
enum status portfolio_originals_size(struct portfolio *p, struct originals_size *out, struct error *e);
/* Packs what is not packed yet, in transactions of its own, then gives the room back to the disk. Each is unpacked again and compared with
 * its digest before it takes the place of the original. Can be stopped and run again at any point. */
enum status portfolio_compact(struct portfolio *p, struct error *e);

/* Removes everything about the supplier for good, pins, requests and originals included; what is deleted is overwritten in the database. A
 * tombstone (code, time, reason, digests of the files) stays, and an entry in the trust log. *files: how many were removed. ST_INPUT: there
 * is no such supplier. In a writing transaction of its own. */
enum status portfolio_purge(struct portfolio *p, const char *code, const char *reason, int64_t at, int64_t *files, struct error *e);
/* Whether a supplier with this code was purged before: the day of the last time, and why. Inside a transaction. ST_NO: it was not. */
enum status portfolio_purged_before(struct portfolio *p, const char *code, char on[DATE_TEXT], struct buffer *reason, struct error *e);

#endif
