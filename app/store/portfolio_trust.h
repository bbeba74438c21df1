/* Suppliers, the certificates that they sign with (pins), and the log of every change of trust. */
#ifndef TENKEN_STORE_PORTFOLIO_TRUST_H
#define TENKEN_STORE_PORTFOLIO_TRUST_H

#include "base/clock.h"
#include "base/digest.h"
#include "store/portfolio.h"

#include <stddef.h>
#include <stdint.h>

/* Bytes of a supplier code, without the NUL: what a verdict can carry. */
#define SUPPLIER_CODE_MAX 63

/* Texts are borrowed. Into put: NULL and -1 leave what is there (a new supplier gets ""), "" clears. Out of a visit: never NULL. */
struct supplier_record {
    const char *code;
    const char *name;
    const char *corporate_number;
    int confidential, outage, access; /* the tiering questions: 1, 0, or -1 not said */
    const char *email, *phone;        /* as the prime's own list has them */
    /* Since when the prime no longer works with it, "" as long as it does, and why. Put leaves both alone: see portfolio_supplier_end. */
    const char *ended_at, *ended_reason;
};

enum supplier_put {
    SUPPLIER_CREATED,
    SUPPLIER_CHANGED,
    SUPPLIER_SAME, /* it was there just so */
};

/* Adds the supplier or changes what is given; *put may be NULL. */
enum status portfolio_supplier_put(struct portfolio *p, const struct supplier_record *supplier, int64_t at, enum supplier_put *put,
                                   struct error *e);
/* ST_NO when there is none with this code (e untouched). name may be NULL; the caller frees it. */
enum status portfolio_supplier_find(struct portfolio *p, const char *code, int64_t *id, char **name, struct error *e);

/* The day on which it ended. ST_NO: the prime works with it, or there is no such supplier (e untouched). */
enum status portfolio_supplier_ended(struct portfolio *p, const char *code, char on[DATE_TEXT], struct error *e);
/* From now on nothing is asked of the supplier, and nothing waited for; all that it sent stays. And back: what was open is so again. In a
 * writing transaction. ST_NO: there is no such supplier, or nothing to change. */
enum status portfolio_supplier_end(struct portfolio *p, const char *code, const char *reason, int64_t at, struct error *e);
enum status portfolio_supplier_resume(struct portfolio *p, const char *code, int64_t at, struct error *e);

/* A visit's answer other than ST_OK ends the walk and is what the walk returns. */
typedef enum status supplier_visit(void *context, const struct supplier_record *supplier, struct error *e);
/* In the order of codes. */
enum status portfolio_suppliers(struct portfolio *p, supplier_visit *visit, void *context, struct error *e);

enum pin_result {
    PIN_ADDED,
    PIN_UNCHANGED, /* this certificate is in force for this supplier already */
    PIN_REPLACED,
    PIN_DIFFERS, /* another certificate is in force; nothing was changed */
    PIN_TAKEN,   /* the certificate is in force for another supplier; nothing was changed */
    PIN_REVOKED, /* it was revoked for this supplier before; nothing was changed */
};

struct pin_order {
    const char *code;           /* the supplier must exist */
    const uint8_t *certificate; /* SHA256_BYTES: digest of its DER */
    const char *subject;        /* as shown, "" when not known */
    bool replace;               /* another one in force is ended, a revoked one comes back */
    const char *what;           /* for the log: "import", "accept", "key-lost" */
    const char *reason;         /* for the log, may be "" */
};
/* other, with PIN_TAKEN: the code of the supplier that has it. */
enum status portfolio_pin(struct portfolio *p, const struct pin_order *order, int64_t at, enum pin_result *result,
                          char other[SUPPLIER_CODE_MAX + 1], struct error *e);

/* Ends every pin in force of the supplier and takes out what these keys merged (the files stay, as rejected). ST_NO: it has none. */
enum status portfolio_revoke(struct portfolio *p, const char *code, const char *reason, int64_t at, int64_t *files, struct error *e);

/* Takes out what one pin's key merged (the files stay, as rejected, with this reason); adds to *files. cause: merge_reason_name(). */
enum status portfolio_roll_back(struct portfolio *p, int64_t pin, const char *cause, const char *reason, int64_t *files, struct error *e);

/* What the prime has said against a certificate: for whomever it was pinned, or for nobody. */
struct revocation {
    bool refused;       /* a signer in quarantine was refused; else a trusted one was revoked */
    char on[DATE_TEXT]; /* the day */
    char reason[512];   /* in the prime's words */
};
/* The last of them. ST_NO: nothing. */
enum status portfolio_revocation(struct portfolio *p, const uint8_t certificate[SHA256_BYTES], struct revocation *out, struct error *e);
/* As a sentence to be kept (base/sentence.h). */
void revocation_sentence(const struct revocation *revocation, char *out, size_t n);

/* One pin, in force or ended; borrowed. */
struct pin_record {
    const char *code;
    const char *name;
    const char *role;
    char certificate[SHA256_TEXT];
    const char *subject;
    const char *since;
    const char *ended_at; /* "" while in force */
    const char *ended;    /* "revoked", "replaced", "key-lost", "refused" (never trusted), "untrusted" (CA or rule carry it no more) */
    const char *reason;
    bool again; /* there is a later one of the same certificate */
};
typedef enum status pin_visit(void *context, const struct pin_record *pin, struct error *e);
/* By supplier code, then time. code: only that supplier's, or NULL. */
enum status portfolio_pins(struct portfolio *p, const char *code, pin_visit *visit, void *context, struct error *e);

/* One entry of the trust log; borrowed. */
struct trust_entry {
    int64_t seq;
    const char *at;
    const char *what;
    const char *supplier;
    const char *certificate; /* hex, or "" */
    const char *reason;
    char hash[SHA256_TEXT];
    bool intact; /* the hash follows from the entry and the one before it, and no number is missing */
};
typedef enum status trust_visit(void *context, const struct trust_entry *entry, struct error *e);
enum status portfolio_log(struct portfolio *p, trust_visit *visit, void *context, struct error *e);

/* How the log ends, and the number of the first entry that was tampered with (0: none). */
struct trust_log_state {
    int64_t entries;
    int64_t broken;
    int64_t missing; /* so many fewer than were ever written: they were cut off its end */
    char hash[SHA256_TEXT];
};
enum status portfolio_log_verify(struct portfolio *p, struct trust_log_state *out, struct error *e);
/* ST_NO with a sentence when it is not as it was written. */
enum status trust_log_judge(const struct trust_log_state *log, struct error *e);
/* Appends one; inside a writing transaction. certificate: SHA256_BYTES, or NULL. */
enum status portfolio_log_add(struct portfolio *p, int64_t at, const char *what, const char *supplier, const uint8_t *certificate,
                              const char *reason, struct error *e);

/* All pins in force of suppliers, in memory: what verifier threads look certificates up in. Never changes once made. */
struct pin_index;
enum status pin_index_load(struct pin_index **out, struct portfolio *p, struct error *e);
void pin_index_free(struct pin_index *index);
/* The code of the supplier that the certificate stands for, or NULL. Borrowed. *row: the pin's id then, 0 when it is not told. */
const char *pin_index_code(const struct pin_index *index, const uint8_t certificate[SHA256_BYTES], int64_t *row);
/* A certificate pinned for the supplier, or NULL. Borrowed. */
const uint8_t *pin_index_certificate(const struct pin_index *index, const char *code);

#endif
