/* Requests that this prime issued: who was asked for what, until when, and the secrets by which suppliers without a pin enrol. */
#ifndef TENKEN_STORE_PORTFOLIO_REQUESTS_H
#define TENKEN_STORE_PORTFOLIO_REQUESTS_H

#include "base/clock.h"
#include "base/digest.h"
#include "store/portfolio_trust.h"

#include <stddef.h>
#include <stdint.h>

/* Borrowed. */
struct issued_request {
    const char *digest; /* hex SHA-256 of the canonical document as it was sent */
    const char *request_id;
    const char *supplier_code;
    const char *period;
    const char *issued_at;
    const char *due;
    const char *about;     /* what it is about, or NULL */
    const char *packs;     /* what it asks, as a key: the digests of its packs in any fixed order, by commas; may be "" */
    bool alarm;            /* it asks nothing but emergency packs */
    const uint8_t *secret; /* or NULL */
    size_t secret_length;
    const char *document; /* the envelope as request_compact leaves it */
    size_t document_length;
    const char *file; /* where it is written, as the command named it */
};
enum status portfolio_request_add(struct portfolio *p, const struct issued_request *request, struct error *e);
/* Where the file of the request with this digest lies now. */
enum status portfolio_request_placed(struct portfolio *p, const char *digest, const char *file, struct error *e);

/* Requests are of one round when they have all of this in common; borrowed. */
struct request_round_key {
    const char *period;
    const char *packs;
    const char *about; /* or NULL */
};
/* The newest request of a supplier in this round that was not withdrawn. Owns its texts. */
struct open_request {
    char digest[SHA256_TEXT];
    char issued_at[TIME_TEXT];
    char *due;
    char *document;
    bool has_secret;
    uint8_t secret[SHA256_BYTES];
    bool answered; /* with finished answers */
    bool begun;    /* with unfinished ones only */
    bool closed;   /* an alarm that the prime has closed */
};
/* ST_NO: there is none (e untouched). */
enum status portfolio_request_find(struct portfolio *p, const char *code, const struct request_round_key *round, struct open_request *out,
                                   struct error *e);
void open_request_release(struct open_request *r);
/* What the request with this digest is beside one of this round. All false where it is none of the supplier's. */
struct request_there {
    bool of_round;  /* one of the round, withdrawn or not */
    bool withdrawn; /* nobody waits for answers to it */
    bool ends;      /* asking anew withdraws it: it shares a pack and the matter with the round, and has no finished answers */
    bool alarm;
};
enum status portfolio_request_there(struct portfolio *p, const char *code, const struct request_round_key *round, const char *digest,
                                    struct request_there *out, struct error *e);
/* How many other requests for the round's period have no finished answers of the supplier, but for those after an alert: those of the
 * same matter that share a pack with the round, which asking anew would end, and the rest. */
enum status portfolio_request_beside(struct portfolio *p, const char *code, const struct request_round_key *round, size_t *sharing,
                                     size_t *others, struct error *e);
/* The newest request without finished answers of the supplier, of code NULL the newest of all, but for those after an alert; the caller
 * frees it. ST_NO: there is none. */
enum status portfolio_request_open(struct portfolio *p, const char *code, char **document, struct error *e);
/* Withdraws all of these, and what has no finished answers of the same period and matter that asks any of the same packs: they are no
 * longer waited for, and their secrets no longer enrol. Answers to them are still taken. *any: there were some. */
enum status portfolio_request_withdraw(struct portfolio *p, const char *code, const struct request_round_key *round, int64_t at, bool *any,
                                       struct error *e);

/* The newest request to anybody: who asks. The caller frees *document; ST_NO: there is none (e untouched). */
enum status portfolio_request_newest(struct portfolio *p, char **document, struct error *e);
/* The newest one that says whom to call: one that was made without a contact does not take away whom suppliers know. */
enum status portfolio_request_newest_contact(struct portfolio *p, char **document, struct error *e);

/* Whether a certificate is pinned for the supplier. */
enum status portfolio_supplier_pinned(struct portfolio *p, const char *code, bool *pinned, struct error *e);
/* The supplier lost its key: its pin ends, so that a new one can enrol; what it merged stays. ST_NO: it has no pin. */
enum status portfolio_key_lost(struct portfolio *p, const char *code, const char *reason, int64_t at, struct error *e);

/* The secret of a request, to check the one-time code of an answer sheet. ST_NO: there is no such request, or its secret is used up. */
enum status portfolio_request_secret(struct portfolio *p, const char *digest, uint8_t secret[SHA256_BYTES], struct error *e);

/* Whether a request to the supplier goes by this secret that was not withdrawn, and nobody has enrolled with it yet. */
enum status portfolio_secret_counts(struct portfolio *p, const char *code, const uint8_t secret[SHA256_BYTES], bool *counts,
                                    struct error *e);

/* Packs that requests asked, kept so that their answers can be scored whatever is installed by then. */
enum status portfolio_pack_put(struct portfolio *p, const char *digest, const char *bytes, size_t n, struct error *e);
typedef enum status pack_visit(void *context, const char *digest, const char *bytes, size_t n, struct error *e);
enum status portfolio_packs(struct portfolio *p, pack_visit *visit, void *context, struct error *e);

/* Days after the due date during which a secret still enrols (formats.md, "Enrolment"). */
#define ENROL_GRACE_DAYS 30

enum enrol_result {
    ENROL_DONE,       /* the certificate is pinned now and the secret used up */
    ENROL_NO_REQUEST, /* this portfolio issued no such request, or withdrew it */
    ENROL_USED,       /* its secret was used already, or it had none */
    ENROL_PINNED,     /* the supplier has a pin, which only a renewal or the prime replaces */
    ENROL_LATE,
    ENROL_WRONG,   /* the proof does not fit */
    ENROL_TAKEN,   /* the certificate stands for another supplier */
    ENROL_REVOKED, /* the certificate was revoked before */
    ENROL_OTHER,   /* the document claims to be another supplier's */
};

/* One attempt; borrowed. */
struct enrolment {
    const char *request; /* digest that the document names */
    const uint8_t *certificate;
    const char *subject;
    const char *claimed_code;   /* or NULL */
    const char *claimed_number; /* or NULL */
    /* Whether the proof in the signature fits this secret. */
    bool (*fits)(const void *context, const uint8_t secret[SHA256_BYTES]);
    const void *context;
};
/* Inside a writing transaction: checks, pins, uses the secret up and logs, or changes nothing. code: the supplier that the request was
 * issued to, "" when none. */
enum status portfolio_enrol(struct portfolio *p, const struct enrolment *enrolment, int64_t at, enum enrol_result *result,
                            char code[SUPPLIER_CODE_MAX + 1], struct error *e);

#endif
