/* The consultant's interview: ratings and notes at each question, everything in one table, snippets; all of it with the screen turned to
 * the firm as well (presenter mode). The session has an interview. */
#ifndef TENKEN_TUI_INTERVIEW_H
#define TENKEN_TUI_INTERVIEW_H

#include "tui/plain.h"
#include "tui/screen.h"
#include "tui/session.h"
#include "tui/sheet.h"
#include "tui/terminal.h"

/* Begins where it was left. What was said is saved by the time it returns, or session->problem says why not. */
enum status interview_screens(struct session *session, struct terminal *terminal, struct error *e);
enum status interview_plain(struct session *session, const struct plain_io *io, struct error *e);

/* The question that it begins with: where it was left, else the first open one. SIZE_MAX: the draft asks none. */
size_t interview_first(const struct session *s);
/* After `from` the next one without the firm's answer or the assessor's, from the start again after the end; SIZE_MAX: there is none. */
size_t interview_next_open(const struct session *s, size_t from);

/* ---- the screens; NULL: out of memory ---- */

/* Shows the question at session_place(), here and whenever it is on top again: whoever wants another one remembers another place. */
struct screen *interview_screen_new(struct session *session);
/* Everything in rows. search: begins with typing the words to look for. */
struct screen *sheet_screen_new(struct session *session, enum sheet_filter filter, bool search);
/* What the keys of the list do with the text that was picked. */
typedef void snippet_taken(void *context, const char *text);
struct screen *snippets_screen_new(struct session *session, snippet_taken *taken, void *context);
/* Puts a text among the snippets, and says so. */
void snippet_keep(struct ui *ui, struct session *session, const char *text);
/* True: snippets may be picked and kept now. Otherwise says why not. */
bool snippets_at_hand(struct ui *ui, const struct session *session);

/* ---- its forms (forms_interview.c) ---- */
struct screen *private_note_form_new(struct session *session, size_t question);
struct screen *shared_note_form_new(struct session *session, size_t question);
/* Why the two ratings differ. */
struct screen *difference_form_new(struct session *session, size_t question);
struct screen *followup_form_new(struct session *session, size_t question);
/* Asks for a question's number, and for the minutes planned for the section. */
struct screen *number_prompt_new(struct session *session);
struct screen *minutes_prompt_new(struct session *session);

/* The question of a number as people type it; SIZE_MAX: there is none. */
size_t question_of_number(const struct session *s, const char *text);

#endif
