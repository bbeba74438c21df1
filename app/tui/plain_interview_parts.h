/* Parts of the interview in plain mode that its files share; nobody else includes it. Commands get what follows them on the line. */
#ifndef TENKEN_TUI_PLAIN_INTERVIEW_PARTS_H
#define TENKEN_TUI_PLAIN_INTERVIEW_PARTS_H

#include "tui/plain_parts.h"

/* ---- plain_interview.c ---- */
/* What came of a change: saves it, or says why it was refused. True when it was made. */
bool interview_kept(struct plain *p, enum status st, const struct error *e);
/* On (1) or back (-1) to the question beside this one; says so when there is none. */
void interview_step(struct plain *p, int direction);

/* ---- plain_interview_rate.c ---- */
/* Takes a line that is a level alone. False: it is none. */
bool level_answer(struct plain *p, const char *line);
void do_unknown(struct plain *p);
void do_na(struct plain *p, const char *rest);
void do_vendor(struct plain *p);
void do_confirm(struct plain *p);
void do_assess(struct plain *p, const char *rest);
void do_sure(struct plain *p, const char *rest);

/* ---- plain_interview_note.c ---- */
void do_reason(struct plain *p, const char *rest);
void do_shared(struct plain *p, const char *rest);
void do_private(struct plain *p, const char *rest);
void do_followup(struct plain *p, const char *rest);
void do_same(struct plain *p, const char *rest);
void do_snippets(struct plain *p, const char *rest);
void do_use(struct plain *p, const char *rest);
void do_keep(struct plain *p, const char *rest);

#endif
