/* What a prime has to look at: quarantine, rejected, conflicts, who has not answered. */
#ifndef TENKEN_STORE_PORTFOLIO_STATUS_H
#define TENKEN_STORE_PORTFOLIO_STATUS_H

#include "base/digest.h"
#include "model/portfolio_periods.h"
#include "model/portfolio_standing.h"
#include "store/portfolio.h"
#include "store/portfolio_rules.h"

#include <stdint.h>

/* Why a file is held back, by the way out. In the order of SQL_STATUS_QUARANTINE. */
enum held_kind {
    HELD_SIGNER,    /* nobody here knows the signer: ring, compare the fingerprint, accept */
    HELD_ACCEPTED,  /* nobody knew the signer; now it is trusted: merge the file again */
    HELD_NO_ANSWER, /* it is no answer to a request of ours: have the request answered; of an unknown signer too, whom to accept would
                     * change nothing (the verdict tells) */
};
#define HELD_KINDS 3
/* In --json. */
const char *held_kind_name(enum held_kind kind);

struct status_counts {
    int64_t suppliers; /* of the period (portfolio_period.h), without those that had ended by its end, unless they have answered for it */
    int64_t ended;     /* those: not counted anywhere else */
    int64_t answered;  /* suppliers of whom something is merged */
    struct portfolio_periods periods;
    char period[PORTFOLIO_PERIOD_TEXT]; /* the one wanted, or that is meant (portfolio_period_usual), "" when there is none */
    bool meant;                         /* it is the one that is meant */
    int64_t answered_in_period;         /* suppliers of whom finished answers are merged for it */
    int64_t begun_in_period;            /* suppliers of whom only unfinished ones are */
    int64_t earlier; /* suppliers that left a request of a period before the one that is meant open, and are asked for a newer one */
    int64_t files_in_period;     /* that came for the period that was asked for, replies to alarms too; 0 when none was named */
    int64_t higher;              /* in the higher tier */
    int64_t files[MERGE_STATES]; /* ever received, by what became of them */
};
/* wanted: a period, or NULL. */
enum status portfolio_counts(struct portfolio *p, const char *wanted, struct status_counts *out, struct error *e);

/* One line of a list. Borrowed, texts never NULL and foreign; what a list does not have is "" or -1. */
struct status_line {
    const char *code; /* the supplier's, or the one claimed */
    const char *name; /* its name, or the one claimed */
    const char *file;
    const char *reason;
    const char *received_at;
    const char *verdict;
    const char *subject;
    char certificate[SHA256_TEXT]; /* or "" */
    const char *email, *due;
    const char *first_due;  /* without extensions */
    const char *due_period; /* of the request whose day that is, "" without one */
    int tiering[3];         /* the tiering questions: 1, 0, -1 */
    struct portfolio_standing standing;
    bool further; /* answered for the period, or not asked for it: the day is that of another request that is open */
    const char *pack, *version, *digest;
    int64_t count; /* files, or answers */
    enum held_kind held;
    enum merge_reason cause;
    bool replaced;           /* good answers have come since */
    const char *rejected_at; /* the newest file that claims to be the supplier's and was not taken in, whoever sent it; "" none.
                              * cause and verdict are that file's, too */
    const char *period;
    const char *other, *other_at; /* of a file in conflict: the one that counts now, and when that came; of others as the list says */
    const char *other_digest;     /* of that file; digest is that of the one in conflict (hex) */
    bool alike;                   /* of a file in conflict: one of the two has the same name as another one that could be meant */
    bool alarm;                   /* of a file that was not taken in: it replies to an alarm, and counts for no period */
    const char *about;            /* what that is about, or "" */
    bool chosen;                  /* of a file in conflict: it was decided that it holds; it came sealed, and waits for its key */
    const char *items;            /* "PACK:ITEM PACK:ITEM" */
    const char *who;              /* of what is held back: whom it is from, as far as the prime's list can tell, "" nobody */
    const char *open_period;      /* of answers to no request: a later period for which that supplier has an open one, or "" */
    bool ruled;                   /* that supplier has a rule (trust by CA) */
    bool keyed;              /* held: the supplier has another key that is trusted, so accepting this one has to name it and replace that */
    bool accepted;           /* rejected because of its signer, who is trusted by now: it is to be merged again */
    bool begun;              /* something unfinished has come */
    int64_t answered, asked; /* of that: questions; 0 of 0 where none of its packs is at hand */
    bool sheet;              /* it came on an answer sheet, which comes back only once */
    const char *elsewhere, *elsewhere_at; /* the period of the newest answers that came since, for another one, and when; "" none */
};
typedef enum status status_visit(void *context, const struct status_line *line, struct error *e);

enum status_list {
    STATUS_QUARANTINE,    /* groups of one signer, claim and reason, each file for itself where it is to be merged again: certificate,
                           * subject, code, name, reason, count, received_at, file, held, period, who, open_period, ruled, alarm, about; by
                           * held */
    STATUS_REJECTED,      /* file, reason, received_at, verdict, code, name, certificate, cause, replaced, period, subject, accepted,
                           * other (for whom its certificate stands instead), alarm, about; the replaced last; period is the one that had
                           * been asked for last when the file came, "" before any was; count is the file's number, 0 of what could not be
                           * read at all */
    STATUS_CONFLICTS,     /* file, reason, received_at, code, name, period, other, other_at, email, cause, chosen, digest,
                           * other_digest, alike, alarm, about; count is the file's number */
    STATUS_WAITING,       /* suppliers without finished answers for the period that is meant, or with another request that is open:
                           * code, name, email, due, first_due, due_period, tiering, standing, further, rejected_at and _reason, cause,
                           * verdict; answered, asked, period and sheet of what is begun; elsewhere */
    STATUS_CONTRADICT,    /* answers for the period that is meant with contradictions that nobody has asked about: code, name, items */
    STATUS_SHEETS,        /* answers for the period that came on an answer sheet, which nobody signs: code, name, file, received_at */
    STATUS_PACKS_MISSING, /* pack, version, digest, count */
    STATUS_SCORES_DIFFER, /* code, name, file */
    STATUS_DATED_AHEAD,   /* answers that are dated after they were received: code, name, file, other_at (that date), received_at */
    STATUS_MISNAMED,      /* keys that were enrolled and whose certificate names another supplier of the portfolio: code, name, subject,
                           * certificate, other and other_at: the other's code and name */
    STATUS_ENDED,         /* suppliers that nothing is asked of any more, the last first: code, name, received_at (when), reason */
    STATUS_PURGED,        /* what is left of suppliers that were purged: code, reason, received_at (when), count */
};
enum status portfolio_status(struct portfolio *p, enum status_list list, status_visit *visit, void *context, struct error *e);
/* The same for this period instead of the one that is meant. */
enum status portfolio_status_for(struct portfolio *p, enum status_list list, const char *period, status_visit *visit, void *context,
                                 struct error *e);

/* STATUS_MISNAMED of one supplier. */
enum status portfolio_misnamed(struct portfolio *p, const char *code, status_visit *visit, void *context, struct error *e);

/* Each file in quarantine, for reports on the period (meant: it is the one that is meant): file, received_at, code, name, verdict,
 * certificate, reason. */
enum status portfolio_held_files(struct portfolio *p, const char *period, bool meant, status_visit *visit, void *context, struct error *e);

/* Signers of files that claim the supplier code (or, when not NULL, have this certificate) and are not pinned: certificate, subject, code,
 * name, count, replaced (revoked or refused before). */
enum status portfolio_candidates(struct portfolio *p, const char *code, const uint8_t *certificate, status_visit *visit, void *context,
                                 struct error *e);

#endif
