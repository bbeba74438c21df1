/* The verdict on a signed document: who signed, and does this reader trust them (formats.md, "Identity and trust"). */
#ifndef TENKEN_TRUST_VERDICT_H
#define TENKEN_TRUST_VERDICT_H

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

/* What the reader trusts. Borrowed. */
struct trust_anchors {
    /* One pinned certificate (verify --pin), 64 hex digits, or NULL. */
    const char *pin;
    /* A PEM bundle of CA certificates (verify --ca), or NULL. */
    const char *ca_bundle;
    size_t ca_bundle_length;
    /* Looks a certificate up among pins (the portfolio's): true and the supplier's code when it is pinned for that role. NULL: none. */
    bool (*lookup)(void *context, const char sha256[SHA256_TEXT], enum role role, char code[64]);
    /* The certificate pinned for a supplier code: to tell "different signer" from "unknown". NULL: none. */
    bool (*pinned)(void *context, const char *code, char sha256[SHA256_TEXT]);
    void *context;
};

#define PROBLEMS_MAX 16
struct judgement {
    enum verdict verdict;
    struct signer signers[ENVELOPE_SIGNATURES_MAX];
    size_t nsigners;
    size_t supplier;    /* index of the signature that the verdict is about, SIZE_MAX when none */
    char code[64];      /* supplier resolved from the signer, "" when none */
    char *problems[PROBLEMS_MAX]; /* sentences, translated; owned */
    size_t nproblems;
};

/* Reads the bytes of a JSON file and judges it at the time `at` (first receipt, or now). The envelope and the canonical document are handed out for
 * further use when they could be read (envelope->tree NULL, canonical empty otherwise). The document's structure is checked too. */
enum status judge_json(const char *bytes, size_t n, const char *name, const struct trust_anchors *anchors, int64_t at, struct envelope *envelope,
                       struct buffer *canonical, struct judgement *out, struct error *e);
void judgement_release(struct judgement *j);

#endif
