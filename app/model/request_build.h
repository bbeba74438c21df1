/* Making a prime's request for one supplier (tenken-request/1). */
#ifndef TENKEN_MODEL_REQUEST_BUILD_H
#define TENKEN_MODEL_REQUEST_BUILD_H

#include "base/clock.h"
#include "base/digest.h"
#include "base/random.h"
#include "model/pack.h"
#include "model/record_check.h"
#include "model/tier.h"

#define ENROL_SECRET_BYTES 32

/* What all requests of one round have in common. Borrowed. */
struct request_terms {
    const char *period;
    const char *due;        /* YYYY-MM-DD */
    const cJSON *requester; /* {name, contact?} */
    const char *about;      /* what it is about, or NULL */
    const char *encrypt_to; /* base64 of a DER certificate, or NULL */
    const char *upload_url; /* or NULL */
    const cJSON *targets;   /* {pack: {item: level}}, or NULL */
    const struct catalog *catalog;
    const struct pack *const *packs; /* asked, in order */
    size_t npacks;
};

/* Whom one of them goes to. Borrowed. */
struct request_addressee {
    const char *code;
    const char *name;         /* "" when not known */
    enum portfolio_tier tier; /* the higher one raises targets (model/tier.h) */
    const uint8_t *secret;    /* ENROL_SECRET_BYTES, or NULL: no enrolment */
    bool secret_apart;        /* the secret travels by letter and is only mentioned */
};

/* Refuses what a pack does not have: another item, a level outside 1–4, an item that is done or not done. */
enum status request_targets_check(const cJSON *targets, const struct pack *const *packs, size_t npacks, const struct catalog *catalog,
                                  struct error *e);

/* The packs that go along: those asked, then the homes of their aliases. At most max; returns how many there are. */
size_t request_embedded_packs(const struct request_terms *terms, const struct pack **packs, size_t max);

/* The document, checked as its reader will (request_check). The caller frees *document. */
enum status request_build(const struct request_terms *terms, const struct request_addressee *to, int64_t now, struct random *random,
                          cJSON **document, struct error *e);

/* An envelope for keeping, without what is kept elsewhere: embedded_packs becomes a list of digests, enrol_secret is taken out. */
enum status request_compact(const cJSON *envelope, cJSON **compact, struct error *e);
/* Back again, member for member: pack hands out the tree of a pack by digest (NULL: not there), secret as it was, or NULL. */
enum status request_restore(const cJSON *compact, const cJSON *(*pack)(void *context, const char *digest), void *context,
                            const uint8_t *secret, cJSON **envelope, struct error *e);

#endif
