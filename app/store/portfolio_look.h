/* Looking at one supplier, one file, one signer of a portfolio. */
#ifndef TENKEN_STORE_PORTFOLIO_LOOK_H
#define TENKEN_STORE_PORTFOLIO_LOOK_H

#include "base/buffer.h"
#include "base/clock.h"
#include "base/digest.h"
#include "store/portfolio.h"

#include <stdint.h>

/* A file that the supplier signed, or that claims to be from it; borrowed, texts never NULL and foreign. */
struct look_file {
    int64_t id;
    const char *name, *received_at, *state, *verdict, *reason, *subject, *period;
    int64_t revision; /* -1 when none */
    bool claimed;     /* it only claims to be from the supplier: nobody could verify it */
};
typedef enum status look_file_visit(void *context, const struct look_file *file, struct error *e);
/* The newest last. */
enum status portfolio_history(struct portfolio *p, const char *code, look_file_visit *visit, void *context, struct error *e);

/* What the supplier was asked. */
struct look_request {
    const char *digest, *period, *issued_at, *due, *until;
    const char *about;     /* as the request says (model/request.h), or "" */
    const char *packs;     /* digests of what it asks, by commas; "" when that was not kept */
    const char *file;      /* as the command that wrote it named it, "" when that was not noted */
    const char *closed_at; /* of an alarm: when it was closed, "" it was not, or a reply has come since */
    const char *closed_reason;
    bool answered, begun, alarm; /* finished; or only begun */
};
typedef enum status look_request_visit(void *context, const struct look_request *request, struct error *e);
enum status portfolio_asked(struct portfolio *p, const char *code, look_request_visit *visit, void *context, struct error *e);

/* The answers of the supplier's assessments, one record for each questionnaire that one of them answers; the newest first, replies to
 * alarms left out. */
struct look_answers {
    int64_t assessment, file;
    const char *period, *issued_at, *pack, *version;
    const char *digest; /* of the pack, "" when the document does not list it */
    int total;          /* of the assessment, -1 none */
    const char *items;  /* as stored, see portfolio_schema.c */
};
typedef enum status look_answers_visit(void *context, const struct look_answers *answers, struct error *e);
enum status portfolio_answers_of(struct portfolio *p, const char *code, look_answers_visit *visit, void *context, struct error *e);

/* What a file's original is kept under (portfolio_keep.h). ST_NO: there is no such file. */
enum status portfolio_file_digest(struct portfolio *p, int64_t file, uint8_t digest[SHA256_BYTES], struct error *e);

/* The file that the supplier's newest answers with a score came from (of the newest period that is not after this one; a reply to an alarm
 * has none), and that of the assessment that a file is in conflict with. ST_NO: none. */
enum status portfolio_newest_file(struct portfolio *p, const char *code, const char *period, int64_t *file, struct error *e);
enum status portfolio_held_instead(struct portfolio *p, int64_t file, int64_t *held, struct error *e);

/* Files of this signer that are not merged: in quarantine, or rejected when nobody knew the signer. Borrowed. */
struct waiting_record {
    const uint8_t *digest; /* SHA256_BYTES */
    const char *name, *received_at;
};
typedef enum status waiting_visit(void *context, const struct waiting_record *file, struct error *e);
/* As they came. */
enum status portfolio_waiting(struct portfolio *p, const uint8_t certificate[SHA256_BYTES], waiting_visit *visit, void *context,
                              struct error *e);
/* Those that this run held back only because nobody knew their signer, who has come to be known since. */
enum status portfolio_waiting_known(struct portfolio *p, int64_t run, waiting_visit *visit, void *context, struct error *e);
/* Of portfolio_waiting those that do not stay held for another reason, once the signer is trusted. */
enum status portfolio_mergeable(struct portfolio *p, const uint8_t certificate[SHA256_BYTES], waiting_visit *visit, void *context,
                                struct error *e);

/* Rejects what is in quarantine from this signer with this claim ("" none). An unknown signer is remembered as refused, so that the same
 * files are not held back again. Inside a writing transaction; logged. */
struct refusal {
    const uint8_t *certificate; /* or NULL */
    const char *claimed_code, *verdict, *subject, *reason;
};
enum status portfolio_refuse(struct portfolio *p, const struct refusal *refusal, int64_t at, int64_t *files, struct error *e);
/* Its signer is accepted after all: files that were refused are judged again when they come. Inside a writing transaction. */
enum status portfolio_refusal_lift(struct portfolio *p, const uint8_t certificate[SHA256_BYTES], struct error *e);
/* Nothing more is to be done about what was rejected: file is its number, 0 of what could not be read at all, which is known by its name.
 * Its reason stays, with the prime's words after it, also when it comes again. Inside a writing transaction; logged. */
enum status portfolio_tick_off(struct portfolio *p, int64_t file, const char *name, const char *reason, int64_t at, struct error *e);

/* Who signed a file, and when it came first; owned by the struct. ST_NO: there is no such file. */
struct look_signer {
    char subject[256];
    char certificate[SHA256_TEXT]; /* "" when nobody signed it */
    char received_at[TIME_TEXT];
};
enum status portfolio_file_signer(struct portfolio *p, int64_t file, struct look_signer *out, struct error *e);

#endif
