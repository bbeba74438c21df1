/* Answering, apart from how it looks: what both the screens and the plain mode do to the draft. */
#ifndef TENKEN_TUI_SESSION_H
#define TENKEN_TUI_SESSION_H

#include "base/clock.h"
#include "model/given.h"
#include "model/look.h"
#include "model/question.h"
#include "model/score.h"
#include "tui/finish.h"
#include "tui/outside.h"

#include <stdint.h>

#define SESSION_HITS 32
#define SESSION_TURNED 32

struct account_ops;
struct interview;
struct snippets;

/* One change that can be taken back: the answer object, or the member of the draft, as it was before. */
struct undo {
    const char *pack, *item; /* home of the answer, borrowed from the catalog; NULL: member */
    const char *member;      /* "inventory", "supplier", "perceived", "plan", "followups" */
    bool noted;              /* what the consultant noted at the question, not its answer */
    cJSON *before;           /* owned; NULL: there was none */
};

/* The clock of an interview (session_interview.h). */
struct session_timer {
    const char *pack, *section; /* whose time runs; NULL: none */
    int64_t since;              /* when it was counted last */
    int64_t unsaved;            /* seconds counted since the private record was saved */
    bool paused;
};

/* Where the screens begin. START_QUESTIONS: at a question also when all are answered, since somebody wants to change one. START_SEEN: what
 * the customer sees, to be looked at only. */
enum session_start {
    START_FLOW,
    START_QUESTIONS,
    START_RESULTS,
    START_PRODUCTS,
    START_FINISH,
    START_HANDED,
    START_RECEIPT,
    START_KEY,
    START_SEEN
};

struct session {
    /* Given by the command; borrowed. */
    struct assessment *assessment;
    const struct catalog *catalog;
    struct clock clock;
    enum status (*save)(void *context, struct error *e); /* puts the draft on disk */
    void (*language)(void *context, enum language);      /* switches gettext too; NULL: no switch offered */
    void *context;
    const struct outside *outside;   /* files and the user's editor; NULL: not offered */
    const struct finish_ops *finish; /* signing and handing in; NULL: not offered */
    void *finish_context;
    enum session_start start;
    bool home;                       /* leaving leads to the home screen, not out of the program */
    const struct assessment *later;  /* the draft that was carried over from this one, as it was when this one was opened; NULL: none */
    const struct assessment *before; /* the draft that this one was carried over from, in the same way; NULL: none */
    const char *said;                /* told over the first screen; NULL or "": nothing */
    const cJSON *customer;           /* whose request (its document, of the draft) was chosen; NULL: none in particular */
    struct interview *interview;     /* the consultant's private record; NULL: an owner's own session */
    enum status (*save_interview)(void *context, struct error *e);
    const struct account_ops *account; /* writing what is handed over after an interview; NULL: not offered */
    void *account_context;
    struct snippets *snippets; /* the workspace's; NULL: none offered */
    enum status (*save_snippets)(void *context, struct error *e);

    /* Its own. */
    char *folder; /* where evidence was picked last; owned, NULL: nowhere yet */
    struct question_list list;
    struct check_hit hits[SESSION_HITS];
    size_t nhits;
    const struct check *remark;             /* the contradiction that the last change brought up, or NULL */
    size_t turned[SESSION_TURNED], nturned; /* questions that the last change took off the list, or put on it */
    struct undo *undo;
    size_t nundo, undo_room;
    bool dirty;           /* the draft has changed since it was last saved */
    bool noted;           /* the private record has */
    bool ever_saved;      /* something was saved in this session */
    bool gone;            /* the terminal went away */
    bool correcting;      /* opened to change what was signed for the customer */
    struct error problem; /* why the last save failed; text "" when it did not */
    bool presenter;       /* the screen is turned to the firm: nothing private is shown (session_interview.h) */
    struct session_timer timer;
    bool returns; /* the question screen is to go to return_to, whose answer was taken back elsewhere */
    size_t return_to;
    bool profile_seen, belief_seen, inventory_seen, closer_seen; /* offered already: may be left empty, and is not offered again */
    bool confirming; /* the answers that a further customer finds given were shown: confirmed, they lead to signing */
};

/* Builds the question list. The given members must be set. */
enum status session_init(struct session *s, struct error *e);
void session_release(struct session *s);

/* Something is still to be saved. */
bool session_unsaved(const struct session *s);
/* Saves if there is something to save. On failure everything stays in memory, problem says why, and the next call tries again. */
void session_save(struct session *s);
/* The draft holds something new that nobody has typed, what was looked at for instance: kept, and not told as saved unless something else
 * was. */
void session_note(struct session *s);

/* Changes; each can be undone. question: index into list. The list is built anew, so that pointers into it are stale afterwards. */
enum status session_answer(struct session *s, size_t question, enum answer_state state, int level, const char *na_reason, struct error *e);
enum status session_text(struct session *s, size_t question, const char *member, const char *text, struct error *e);
/* Several texts of one answer as one change. */
enum status session_texts(struct session *s, size_t question, const char *const *members, const char *const *texts, size_t n,
                          size_t *failed, struct error *e);
/* Refuses a level that is not above today's (in an interview: the assessor's, where there is one); level -1: no plan. */
enum status session_plan_check(const struct session *s, size_t question, int level, struct error *e);
/* Refuses a day to reach something by that is past; "": none. */
enum status session_day_check(const struct session *s, const char *by, struct error *e);
int session_present_level(const struct session *s, size_t question); /* -1: none */
enum status session_plan(struct session *s, size_t question, int level, const char *by, const char *owner, struct error *e);
/* Takes a carried-over answer for this year's. */
enum status session_confirm(struct session *s, size_t question, struct error *e);
/* An answer that a later year found wrong was right in its own. */
enum status session_right_then(struct session *s, size_t question, struct error *e);
/* Takes every answer that stood before a customer asked (given.h) for this customer's, too: one change. */
enum status session_confirm_given(struct session *s, struct error *e);
enum status session_vendor(struct session *s, size_t question, bool ask, struct error *e);
/* entry SIZE_MAX: adds one. NULL and "" leave a member out; the title is needed. */
struct evidence {
    const char *title, *kind, *reference, *date, *sha256;
};
enum status session_evidence_put(struct session *s, size_t question, size_t entry, const struct evidence *value, struct error *e);
enum status session_evidence_remove(struct session *s, size_t question, size_t entry, struct error *e);
/* member: name, role, date. Several are one undo step when first is true for the first of them only. */
enum status session_affirmation(struct session *s, const char *member, const char *text, bool first, struct error *e);
enum status session_perceived(struct session *s, int perceived, struct error *e);
/* Yen, or BUDGET_NONE. */
enum status session_budgets(struct session *s, int64_t initial, int64_t monthly, struct error *e);
enum status session_wish(struct session *s, size_t question, const struct action *action, enum plan_wish wish, struct error *e);
/* One member of the profile; several of one form are one undo step when first is true for the first of them only. */
enum status session_supplier(struct session *s, const char *path, const char *text, bool first, struct error *e);
/* entry SIZE_MAX: adds one. */
struct inventory_entry {
    const char *name, *vendor, *version;
    bool internet, credentials;
};
enum status session_inventory_put(struct session *s, size_t entry, const struct inventory_entry *value, struct error *e);
enum status session_inventory_remove(struct session *s, size_t entry, struct error *e);
/* Last year's products are still the same. */
enum status session_inventory_confirm(struct session *s, struct error *e);
/* The second pass has shown this question. */
enum status session_looked(struct session *s, size_t question, struct error *e);
/* Takes the last change back. *question: the one that it was about, SIZE_MAX when none. ST_NO: nothing to take back. */
enum status session_undo(struct session *s, size_t *question, struct error *e);

/* Goes on in the other language. */
void switch_language(struct session *session);

/* ---- reading ---- */

const cJSON *session_supplier_object(const struct session *s);
const char *session_company(const struct session *s); /* "" when unknown */
const cJSON *session_inventory(const struct session *s);
bool question_asked(const struct question *q);  /* neither hidden nor repeated */
bool question_waits(const struct question *q);  /* not answered, but marked for the IT vendor */
bool question_awaits(const struct question *q); /* marked so, and answered "don't know" for the time being */
/* question_list_number of the session's list. */
int question_number(const struct session *s, size_t question);
void session_progress(const struct session *s, size_t *answered, size_t *asked);
/* Minutes that the unanswered questions still take, from the packs' estimates, answers to confirm a quarter of them; at least 1 while one
 * is open. */
int session_minutes(const struct session *s);
/* Next asked question from `from` in the direction (1, -1); SIZE_MAX when there is none. */
size_t session_step(const struct session *s, size_t from, int direction);
size_t session_first(const struct session *s); /* the first one asked; SIZE_MAX when none is */
/* Next unanswered question after `from`, from the start again after the end; SIZE_MAX when all are answered. SIZE_MAX as from: the first.
 * Those that wait for the IT vendor come when nothing else is open. */
size_t session_unanswered(const struct session *s, size_t from);
/* Some are open, and all of them wait for the IT vendor. */
bool session_waits_only(const struct session *s);
/* The list of products is asked for, and is empty or last year's, and nobody has looked at it yet. */
bool session_products_due(const struct session *s);
/* Whether the answers that a further customer finds given come next: all else is answered, but for what the vendor is asked. */
bool session_given_next(const struct session *s);
/* Whether handing in begins with them, too: no answer that was signed is to be corrected, which needs no word of theirs. */
bool session_given_first(const struct session *s);
/* Where going on begins: the open question at which the owner left, else the next one. And noting it when the questions are left (SIZE_MAX:
 * none was shown). */
size_t session_resume(const struct session *s);
void session_leave(struct session *s, size_t question);
/* Why a question may have to be corrected: a later year found its answer wrong, its planned day is past (home names both), or it is
 * answered with "don't know" or waits for the IT vendor. The first that holds, in that order. */
enum doubt { DOUBT_WRONG, DOUBT_LATE, DOUBT_UNSURE, DOUBT_NONE };
enum doubt session_doubt(const struct session *s, size_t question);
/* Where somebody who opens the questions to correct what was signed begins: the first question with the first of these doubts that there
 * is. SIZE_MAX: nothing was signed, or there is none. */
size_t session_doubtful(const struct session *s);
/* The next one behind that question, whatever the doubt. */
size_t session_doubtful_behind(const struct session *s, size_t question);
/* What the record that answers were carried over from said to this question: state ANSWER_NONE when nothing. *period: borrowed. */
struct answer session_last_year(const struct session *s, size_t question, const char **period);
/* The reason why a question does not apply that may stand there when it is asked for, and whose it is (*reason: borrowed, NULL for none).
 * Only the question's own: of this year, or, to be looked at again, of last year or of answers given before this customer asked. */
enum reason_from { REASON_NONE, REASON_OWN, REASON_LAST_YEAR, REASON_GIVEN };
enum reason_from reason_before(const struct session *s, size_t question, const char **reason);
/* What is planned at this question, for this year or still from last year. */
struct goal session_goal(const struct session *s, size_t question);
bool session_day_past(const struct session *s, size_t question); /* the answer itself plans a level for a day that is past */
/* A plan of last year's, past its day, of which the answer says nothing: neither done nor planned anew. */
bool session_plan_left(const struct session *s, size_t question);
/* Whether a later year found this answer wrong (found_wrong.h). */
bool session_found_wrong(const struct session *s, size_t question);
/* The day for which last year's record planned something that was not reached and is past (goal_lapsed); "": there is no such. */
const char *session_lapsed(const struct session *s, size_t question);
/* The same where another day has been planned since. */
const char *session_postponed(const struct session *s, size_t question);
/* The first contradiction about this question, or NULL. */
const struct check_hit *session_contradiction(const struct session *s, size_t question);
/* The same, or else the first advice about it. */
const struct check_hit *session_hit(const struct session *s, size_t question);
/* Of a check's items the one after `question` (or the first), as an index into the list; SIZE_MAX when it has no other. */
size_t session_other(const struct session *s, const struct check_hit *hit, size_t question);

/* What the second pass shows (look.h); the caller frees *looks. Out of memory: none. Returns how many were not looked at yet. */
size_t session_looks(const struct session *s, struct look **looks, size_t *count);

/* Whether something is left for the second pass; and whether that is still to be offered. */
bool session_closer_left(const struct session *s);
bool session_closer_due(const struct session *s);

/* "This computer's clock says …" when that is a day or more before the draft was last saved (a clock set back), else "". Returns out. */
const char *session_clock_problem(const struct session *s, char out[256]);

/* True when the check is about the list of products in use. */
bool check_about_inventory(const struct check *check);

/* What comes next in the flow, the same for screens and plain mode. */
enum flow { FLOW_PROFILE, FLOW_BELIEF, FLOW_QUESTION, FLOW_GIVEN, FLOW_INVENTORY, FLOW_CLOSER, FLOW_FINISH, FLOW_DONE };
enum flow session_flow(const struct session *s, size_t *question);
/* The way of whoever has signed before and has confirmed a further customer's marks: its end is signing, not the results. */
bool session_signing_last(const struct session *s);

#endif
