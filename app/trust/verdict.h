/* The verdict on a signed document: who signed, and does this reader trust them (formats.md, "Identity and trust"). */
#ifndef TENKEN_TRUST_VERDICT_H
#define TENKEN_TRUST_VERDICT_H

#include "trust/ca.h"
#include "trust/jws.h"

enum verdict {
    VERDICT_TRUSTED,
    VERDICT_UNKNOWN_SIGNER,   /* quarantine */
    VERDICT_DIFFERENT_SIGNER, /* never merges */
    VERDICT_INVALID,
    VERDICT_PARTIAL,
    VERDICT_UNSIGNED,
    VERDICT_SHEET,
    VERDICT_UNREADABLE,
};
const char *verdict_name(enum verdict v);  /* as in --json */
const char *verdict_words(enum verdict v); /* translated */
/* The same for a name as it is stored; the name itself when it is none. */
const char *verdict_name_words(const char *name);

/* What the reader trusts. Borrowed; may be shared by threads if the two functions may. */
struct trust_anchors {
    /* One pinned certificate (verify --pin) for the document's main signer (supplier, or requester), 64 hex digits, or NULL. Another signer
     * is then a different one, not an unknown one. */
    const char *pin;
    /* The certificate of an assessor whom the reader knows (verify --assessor), 64 hex digits, or NULL. */
    const char *assessor;
    /* CA certificates (verify --ca), or NULL. */
    const struct ca_bundle *ca;
    /* With ca: the supplier for whom the reader has a rule that this certificate, to which a chain leads, fits; false: nobody's. NULL: a
     * chain alone is enough, and names no supplier. */
    bool (*rule)(void *context, const struct certificate *certificate, char code[64]);
    /* Looks a certificate up among pins (the portfolio's): true and the supplier's code when it is pinned for that role. NULL: none. */
    bool (*lookup)(void *context, const char sha256[SHA256_TEXT], enum role role, char code[64]);
    /* The certificate pinned for a supplier code: to tell "different signer" from "unknown". NULL: none. */
    bool (*pinned)(void *context, const char *code, char sha256[SHA256_TEXT]);
    void *context;
    /* For who judges many files, one thread's: the envelope then is good until workbench_clear. NULL: none. */
    struct workbench *bench;
};

/* An assessor's ratings in the answers: what stands in the document is what the firm signed; only an assessor's own signature makes it
 * theirs. */
enum ratings { RATINGS_NONE, RATINGS_CLAIMED, RATINGS_TRUSTED };
const char *ratings_name(enum ratings r); /* "none", "claimed", "trusted", as in --json */

#define PROBLEMS_MAX 16
struct judgement {
    enum verdict verdict;
    struct signer signers[ENVELOPE_SIGNATURES_MAX]; /* those whose signature holds */
    bool trusted[ENVELOPE_SIGNATURES_MAX];          /* each in its own role */
    size_t nsigners;
    size_t supplier; /* index of the signature that the verdict is about (supplier's or requester's), SIZE_MAX when none */
    bool dated;      /* VERDICT_INVALID for no other reason than that a certificate is not yet valid, or no longer */
    bool by_rule;    /* VERDICT_DIFFERENT_SIGNER because of a rule of the reader's */
    enum ratings ratings;
    char code[64];                /* supplier resolved from the signer, "" when none */
    struct buffer der;            /* certificate of signers[supplier], empty when none; owned */
    char *problems[PROBLEMS_MAX]; /* sentences, translated, cleaned; owned */
    size_t nproblems;
};

/* Reads the bytes of a JSON file and judges it at the time `at` (first receipt, or now). ST_OK whenever there is a verdict, also a negative
 * one or VERDICT_UNREADABLE (problems says why); ST_SYSTEM when memory ran out. The envelope and the canonical document are handed out for
 * further use when they could be read (envelope->tree NULL, canonical empty otherwise). A document whose signatures hold but whose
 * structure is wrong is unreadable. canonical: initialised by the caller with its maximum. The caller releases all three. */
enum status judge_json(const char *bytes, size_t n, const char *name, const struct trust_anchors *anchors, int64_t at,
                       struct envelope *envelope, struct buffer *canonical, struct judgement *out, struct error *e);
/* Adds a sentence; quietly drops what is beyond PROBLEMS_MAX. */
void judgement_problem(struct judgement *j, const char *sentence);
/* Drops the sentences: another one says it all. */
void judgement_forget(struct judgement *j);
void judgement_release(struct judgement *j);

#endif
