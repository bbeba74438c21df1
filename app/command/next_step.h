/* What is to be done about a file that was not taken in: one sentence for each kind, wherever it is shown. */
#ifndef TENKEN_COMMAND_NEXT_STEP_H
#define TENKEN_COMMAND_NEXT_STEP_H

#include "store/portfolio_rules.h"

#include <stdbool.h>

/* A file that was rejected; borrowed. */
struct rejected_file {
    const char *file;    /* as it came */
    const char *verdict; /* verdict_name() */
    enum merge_reason why;
    const char *code;        /* what it claims, foreign, NULL or "" when nothing: a word stands for it then */
    const char *certificate; /* the signer's (hex), "" when there is none */
    bool accepted;           /* the signer is trusted by now */
    const char *known;       /* another supplier than the claimed one, for whom the certificate stands, "" nobody */
};
/* database: as the user named it. In the current language; "" when nothing is to be done, as with a covering letter in the folder of
 * answers, or when the reason itself says it. Returns out. */
#define STEP_TEXT 2500
const char *rejected_step(char out[STEP_TEXT], const struct rejected_file *rejected, const char *database);

/* About a signer who names a supplier that has another key: the one advice about putting a key in the place of another. code: as claimed,
 * foreign, NULL or "" when nothing. certificate: hex. Returns out. */
const char *replace_step(char out[STEP_TEXT], const char *database, const char *code, const char *certificate);

/* A file in conflict with answers that stand; borrowed. */
struct conflict_files {
    const char *code;               /* the supplier's */
    const char *file, *other;       /* other: that those came in, "" when it is not at hand: nothing is said of the rest then */
    const char *digest, *held;      /* of both, in hex */
    const char *received, *held_at; /* of both, times of first receipt */
    bool alike;                     /* their names do not tell them apart, or not from others of the supplier */
};
/* Returns out. */
const char *conflict_step(char out[STEP_TEXT], const char *database, const struct conflict_files *files);

/* What a correction would change about it; "" where nobody need ask. */
const char *corrected_words(enum merge_reason cause);
/* About one of them that was said to hold, and came sealed. Returns out. */
const char *open_step(char out[STEP_TEXT], const char *database, const char *file);

/* "Claims to be S0008 Mihon Works (not verified)" of what a file says of its sender, foreign and perhaps NULL; "" when it says nothing.
 * Returns out. */
#define CLAIM_TEXT 700
const char *claim_words(char out[CLAIM_TEXT], const char *code, const char *name);
/* That it replies to an alert, and to which, as far as what it says can be believed; "" when alarm is false. about: "" when that is not
 * known. Returns out. */
const char *alert_words(char out[CLAIM_TEXT], bool alarm, const char *about);
/* "Supplier: S0008 Mihon Works" of a supplier that is known; name may be "". Returns out. */
const char *supplier_words(char out[CLAIM_TEXT], const char *code, const char *name);

#endif
