/* Answers that claim one place: those that stand, and others that came for the same. The prime says which ones hold. */
#ifndef TENKEN_STORE_PORTFOLIO_CONFLICT_H
#define TENKEN_STORE_PORTFOLIO_CONFLICT_H

#include "base/digest.h"
#include "store/portfolio_receive.h"

/* A file that can be said to hold; borrowed. */
struct conflict_choice {
    int64_t file;
    const uint8_t *digest; /* SHA256_BYTES */
    const char *name;
    const char *received_at;
};
typedef enum status conflict_visit(void *context, const struct conflict_choice *choice, struct error *e);
/* Of one supplier: what is in conflict, what stands, and what was decided against before. */
enum status portfolio_conflict_choices(struct portfolio *p, const char *code, conflict_visit *visit, void *context, struct error *e);

struct conflict_decision {
    char code[80]; /* the supplier's */
    char name[RECEIVED_NAME_TEXT];
    char shown[RECEIVED_NAME_TEXT + 40]; /* the name, with the beginning of the digest where other files of the supplier have it, too */
    uint8_t digest[SHA256_BYTES];
    int64_t first;  /* when it was received first, in seconds */
    bool stands;    /* it was taken in before, and stays */
    int64_t others; /* so many files give way */
};
/* This file holds: the others that claim its place are superseded, with a sentence that says so; nothing is deleted. Those that stand stay
 * until it is received again (portfolio_receive), which the caller does at once when !stands. ST_NO: there is no such file, or nothing is
 * in conflict with it. Inside a writing transaction; logged. */
enum status portfolio_conflict_decide(struct portfolio *p, int64_t file, const char *reason, int64_t at, struct conflict_decision *out,
                                      struct error *e);

/* For portfolio_receive: what was decided about the file that comes, and about those that are in its way (x->rival, x->held). */
enum status conflict_weigh(struct portfolio *p, const struct received_file *file, struct receive_context *x, struct error *e);
/* Answers of another number that gave way go, their file is superseded. */
enum status conflict_replace(struct portfolio *p, const struct receive_context *x, int64_t run, struct receive_outcome *out,
                             struct error *e);

#endif
