/* What the files of the session share; nobody else includes it. */
#ifndef TENKEN_TUI_SESSION_PARTS_H
#define TENKEN_TUI_SESSION_PARTS_H

#include "tui/session.h"

/* Reads everything again that follows from the answers. */
enum status session_refresh(struct session *s, struct error *e);

/* Before a change. Takes ownership of step.before. */
enum status session_remember(struct session *s, struct undo step, struct error *e);
enum status session_remember_answer(struct session *s, size_t question, struct error *e);
enum status session_remember_member(struct session *s, const char *member, struct error *e);
/* Ends a change: a refused one is taken back, so that half of it never stays. */
enum status session_finish(struct session *s, enum status st, struct error *e);
/* Drops the step remembered last: nothing was changed. */
void session_forget(struct session *s);

#endif
