/* What a collection or a folder offers for fetching: names that are safe to use as file names, and why others are not. Pure: where the
 * names come from is the caller's. */
#ifndef TENKEN_MODEL_OFFERS_H
#define TENKEN_MODEL_OFFERS_H

#include "base/arena.h"
#include "base/digest.h"
#include "base/error.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Of one listing, refused ones included: what comes behind is counted in `left` only. */
#define OFFERS_MAX 100000
#define OFFER_NAME_MAX 200    /* bytes; leaves room for a digest before it in a file name */
#define OFFER_VERSION_MAX 256 /* bytes; a longer one counts as none */

/* Borrowed from the offers. */
struct offer {
    const char *name;    /* UTF-8, one path component, without control characters */
    const char *version; /* the server's ETag or time of change; "" when it says neither */
    int64_t size;        /* -1: not said */
};

struct offer_refused {
    const char *name; /* as it came, cleaned */
    const char *reason;
};

/* Zeroed to begin with, but max (0: OFFERS_MAX). Owns everything. */
struct offers {
    size_t max;
    struct offer *offers;
    size_t count;
    struct offer_refused *refused;
    size_t nrefused;
    size_t collections; /* folders below, receipts among them: not looked into */
    size_t hidden;      /* names that begin with a dot: desktops' own, and halves of uploads */
    size_t left;        /* beyond max */
    struct arena arena;
};

/* Takes a name, or refuses it by reason. ST_SYSTEM: no memory. */
enum status offers_take(struct offers *o, const char *name, size_t n, int64_t size, const char *version, struct error *e);
/* Refuses for a reason of the caller's. */
enum status offers_refuse(struct offers *o, const char *name, size_t n, const char *reason, struct error *e);
/* To be called once, at the end: sorts by name and refuses each second offer of the same name. */
enum status offers_finish(struct offers *o, struct error *e);
void offers_release(struct offers *o);

/* Whether the name promises a digest (64 lowercase hex digits, then nothing or a dot): that goes to sha256. */
bool offer_digest(const char *name, char sha256[SHA256_TEXT]);

#endif
