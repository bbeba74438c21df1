/* After the interview: what is still open, and which file goes to whom. The same for its screens and plain mode. */
#ifndef TENKEN_TUI_ACCOUNT_H
#define TENKEN_TUI_ACCOUNT_H

#include "tui/screen.h"
#include "tui/session.h"

struct buffer;

/* Files come in as functions from the command. folder, answers: paths as people type them. said: which files were written and what to do
 * with them, lines. No key of the firm's is ever needed for any of it. */
struct account_ops {
    /* Where files will be written, for display and to be changed. */
    void (*folder)(void *context, char *out, size_t size);
    enum status (*report)(void *context, const char *folder, struct buffer *said, struct error *e);
    /* A copy of the draft for the firm, which signs on its own computer. */
    enum status (*hand)(void *context, const char *folder, struct buffer *said, struct error *e);
    /* The consultant's signature beside the firm's, on the JSON file that came back. */
    enum status (*cosign)(void *context, const char *answers, struct buffer *said, struct error *e);
};

enum account_step {
    ACCOUNT_ANSWERS,
    ACCOUNT_VIEWS,
    ACCOUNT_FOLLOWUPS,
    ACCOUNT_RECHECK,
    ACCOUNT_AFFIRM,
    ACCOUNT_COSIGN,
    ACCOUNT_REPORT,
    ACCOUNT_HAND,
    ACCOUNT_SIGN,
    ACCOUNT_STEPS
};

enum account_state { ACCOUNT_OPEN, ACCOUNT_DONE, ACCOUNT_OFFERED }; /* offered: may be done or not */
enum account_state account_state(const struct session *s, enum account_step step);
const char *account_title(enum account_step step); /* translated */
/* How it stands, one line. */
void account_words(struct buffer *out, const struct session *s, enum account_step step);
/* What Enter does there, and why. */
const char *account_hint(const struct session *s, enum account_step step);
/* Runs one of the three that write files. */
enum status account_write(const struct session *s, enum account_step step, const char *path, struct buffer *said, struct error *e);

bool session_cosigned(const struct session *s); /* an assessor is to sign too */

/* ---- the screens; NULL: out of memory ---- */
struct screen *account_screen_new(struct session *session);
struct screen *followups_screen_new(struct session *session);
/* Only the consultant sees it. */
struct screen *recheck_screen_new(struct session *session);
/* entry SIZE_MAX: a new one, about the firm as a whole. */
struct screen *followup_entry_form_new(struct session *session, size_t entry);

#endif
