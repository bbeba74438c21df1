/* The firm's own store of confirmed requesters: whose requests are answered (formats.md, "Primes are pinned too"). One JSON file of the
 * user's, mode 0600, written atomically under a lock; where it lies is the caller's to say. */
#ifndef TENKEN_STORE_REQUESTERS_H
#define TENKEN_STORE_REQUESTERS_H

#include "base/clock.h"
#include "base/digest.h"
#include "base/error.h"

#include <stdbool.h>

#define REQUESTERS_MAX 500

/* Who asks: borrowed texts. */
struct requester {
    const char *name;        /* as the request has it */
    const char *certificate; /* 64 hex digits: SHA-256 of the certificate that signed the request */
    const char *host;        /* where answers are to be uploaded, "" when the request says nothing about it */
};

enum requester_state {
    REQUESTER_KNOWN,   /* confirmed, with this name, this certificate and this upload host */
    REQUESTER_FIRST,   /* neither the name nor the certificate was ever confirmed */
    REQUESTER_CHANGED, /* a known name with another certificate, or a known certificate with another name or upload host */
};
const char *requester_state_name(enum requester_state state); /* "known", "first", "changed": as in --json */

/* What the store says; owns its texts, which are NULL for REQUESTER_FIRST. */
struct requester_standing {
    enum requester_state state;
    char *name; /* as confirmed before */
    char *host; /* "" when none was */
    char certificate[SHA256_TEXT];
    char confirmed_at[TIME_TEXT];
};

/* No file at path: nobody is confirmed yet. A damaged file is refused by name (ST_INPUT), never taken for an empty one. */
enum status requesters_find(const char *path, const struct requester *asked, struct requester_standing *out, struct error *e);
void requester_standing_release(struct requester_standing *standing);

/* Keeps the requester as confirmed. An entry with the same certificate or the same name is replaced: a former key of this requester no
 * longer counts. Without a host in `asked` the one confirmed before stays. Makes the directory of path when needed. */
enum status requesters_confirm(const char *path, const struct requester *asked, int64_t at, struct error *e);
/* Takes the requester with this certificate out. ST_NO with a sentence when there is none. */
enum status requesters_forget(const char *path, const char *certificate, struct error *e);

/* In the order of confirmation; a visit's answer other than ST_OK ends the walk and is what the walk returns. */
typedef enum status requester_visit(void *context, const struct requester *requester, const char *confirmed_at, struct error *e);
enum status requesters_list(const char *path, requester_visit *visit, void *context, struct error *e);

#endif
