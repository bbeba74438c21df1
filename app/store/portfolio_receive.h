/* The steps of taking in one file, for portfolio_receive alone (portfolio_merge.h): what the database knows of it, and what is written. All
 * run inside a writing transaction. */
#ifndef TENKEN_STORE_PORTFOLIO_RECEIVE_H
#define TENKEN_STORE_PORTFOLIO_RECEIVE_H

#include "base/clock.h"
#include "store/portfolio_merge.h"

#define RIVALS_MAX 8

/* What the database knows about the file's supplier and assessment. */
struct receive_context {
    int64_t supplier, pin;
    char code[80];
    char number[16];
    char name[RECEIVED_NAME_TEXT]; /* in the prime's own list, or "" */
    int64_t held;                  /* id, or -1 */
    int64_t held_revision;
    int64_t held_file;
    int64_t held_packs; /* how many of its packs could be scored when it was stored */
    bool held_same;
    struct {
        int64_t assessment, file;
    } rivals[RIVALS_MAX];              /* other assessments for the same period and request */
    size_t nrivals;                    /* may be more than are kept: then none gives way */
    bool rivals_decided, held_decided; /* the prime has decided against them: they give way */
    int64_t sheet, sheet_file;         /* what an answer sheet said for the same period and request, or -1 */
    bool signed_here;                  /* what signed answers say of it is there */
    bool code_fits;
    bool request_issued, request_outstanding, answered_since;
    bool unasked; /* the rivals answer a request, and the document names none */
    bool decided; /* against these answers */
    bool chosen;  /* decided for them, and not taken in yet */
    char decision[RECEIVED_REASON_TEXT];
};

/* Fills the context and the case to decide; a signer that the verifier trusted may have been revoked since. at: now, in seconds. */
enum status receive_look_up(struct portfolio *p, const struct received_file *file, struct receive_context *x, struct merge_case *c,
                            int64_t at, struct error *e);

/* Adds the file, or gives one that was not final before its new state (its first receipt stays). *id: -1 when it is there with a final
 * state, which stays unless the file is merged again after what replaced it was taken out; or was refused, which stays as long as nothing
 * better becomes of it: then out says so. time: now, as RFC 3339; turned into that of the first receipt. */
enum status receive_add_file(struct portfolio *p, const struct received_file *file, const struct receive_context *x,
                             struct receive_outcome *out, int64_t run, char time[TIME_TEXT], int64_t *id, struct error *e);
/* Puts the assessment in the place of the one held, if any. file: the id under which it was added; time: when that was first received,
 * which is the latest that answers can count from. */
enum status receive_store(struct portfolio *p, const struct received_file *f, const struct receive_context *x, int64_t file,
                          const char *time, struct error *e);
/* The same answers once more, as the file that is held. */
enum status receive_again(struct portfolio *p, const struct received_file *f, const struct receive_context *x, struct error *e);
enum status receive_store_cosignatures(struct portfolio *p, int64_t assessment, const struct received_file *f, struct error *e);
/* The file that the held assessment came from is superseded now. Counts in out what of this run it replaced and settled. */
enum status receive_supersede(struct portfolio *p, const struct received_document *d, const struct receive_context *x, int64_t run,
                              struct receive_outcome *out, struct error *e);
/* The assessment goes, with all that hangs on it; its file stays. */
enum status receive_remove(struct portfolio *p, int64_t assessment, struct error *e);
/* Signed answers have come: what the sheet said goes. */
enum status receive_replace_sheet(struct portfolio *p, const struct receive_context *x, int64_t run, struct receive_outcome *out,
                                  struct error *e);

#endif
