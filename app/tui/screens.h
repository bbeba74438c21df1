/* The screens of answering: each file's maker. NULL: out of memory. */
#ifndef TENKEN_TUI_SCREENS_H
#define TENKEN_TUI_SCREENS_H

#include "tui/screen.h"
#include "tui/session.h"
#include "tui/terminal.h"

/* Answers the session's questions on a terminal until the user leaves. What the screens say at the bottom right comes from the session. */
enum status answer_screens(struct session *session, struct terminal *terminal, struct error *e);

/* The screen that the flow wants next, on top of the question screen; NULL when that is the question screen itself. */
struct screen *flow_screen(struct session *session);
/* Goes there from a screen of the flow that is done. */
struct effect flow_effect(struct session *session);

/* frame_draw with the firm and the year of its answers as the title, then what they are looked at for (a customer, a questionnaire; NULL:
 * nothing in particular). */
struct area session_frame(const struct screen *screen, struct grid *g, const struct session *s, const char *about, const char *right);
/* Whether the firm's name would stand there whole. */
bool session_head_fits(const struct session *s, int columns, const char *about, const char *right);

/* The same for the screens of answering: whoever corrects sees for which customer instead. */
struct area answering_frame(const struct screen *screen, struct grid *g, const struct session *s, const char *about, const char *right);

struct screen *question_screen_new(struct session *session, size_t question);
/* To look at one question and come back (from the review). */
struct screen *question_screen_once(struct session *session, size_t question);
/* Answers that stood before a customer asked, to be confirmed for this customer. */
struct screen *given_screen_new(struct session *session, bool flow);
struct screen *belief_screen_new(struct session *session);
struct screen *inventory_screen_new(struct session *session, bool flow);
/* The signing key alone, as home opens it: back is home. */
struct screen *key_alone_new(struct session *session);
/* The second pass. flow: offered first, at the end of the questions, and it may be left for another day. */
struct screen *closer_screen_new(struct session *session, bool flow);
struct screen *evidence_screen_new(struct session *session, size_t question);
/* To pick a file as evidence for the question; the session has an outside. */
struct screen *files_screen_new(struct session *session, size_t question);
/* search: begins with typing the words to look for. question: where the cursor stands at first. */
struct screen *review_screen_new(struct session *session, size_t question, bool search);
/* The plan within a budget;. */
struct screen *planning_screen_new(struct session *session);
/* Last year beside this year; answers carried over are confirmed there. */
struct screen *years_screen_new(struct session *session);
struct screen *results_screen_new(struct session *session);
/* Signing and handing in; the session has the functions for it. */
struct screen *finish_screen_new(struct session *session);
/* What was handed in for session->customer, over that screen; look: and whether the receipt is there. NULL also when nothing was. */
struct screen *finish_handed_new(struct screen *finish, bool look);
/* What session->customer sees, over that screen, to be looked at only. */
struct screen *finish_seen_new(struct screen *finish);
/* The keys of another screen, and what the words on it mean. */
struct screen *help_screen_new(const struct screen *about);
struct screen *terms_screen_new(struct session *session, size_t question);
/* Leaving although the last answers could not be saved. */
struct screen *unsaved_screen_new(struct session *session);

/* Forms (forms.c). */
struct screen *profile_form_new(struct session *session, bool flow);
/* The same at the very first start, before there are questions. */
struct screen *first_profile_form_new(struct session *session);
struct screen *reason_form_new(struct session *session, size_t question);
struct screen *note_form_new(struct session *session, size_t question);
struct screen *details_form_new(struct session *session, size_t question);
/* level: proposed when none is planned yet; 0: none. */
struct screen *plan_form_new(struct session *session, size_t question, int level);
struct screen *budget_form_new(struct session *session);
struct screen *evidence_form_new(struct session *session, size_t question, size_t entry); /* SIZE_MAX: a new one */
/* For a file that was picked; name: without its folder. */
struct screen *evidence_file_form_new(struct session *session, size_t question, const char *name, const struct file_facts *file);
struct screen *inventory_form_new(struct session *session, size_t entry);

/* For ui.after and ui.state, whose context is the session: saves and warns once that it could not, and what the bar says about it. */
void save_after(struct ui *ui);
const char *saving_state(struct ui *ui, bool *warning);

/* ---- keys that act the same wherever they are (usual_keys.c) ---- */
/* Why answers cannot be signed in this session; NULL: they can. */
const char *finish_problem(const struct session *session);
/* What f does: on to handing in, or why that is not offered here. */
struct effect finish_effect(struct screen *screen, struct session *session);
/* The same, with the answers that are to be confirmed for a further customer before it. */
struct effect hand_in_effect(struct screen *screen, struct session *session);
/* What q does: leaves, after a word about answers that could not be saved. */
struct effect quit_effect(struct session *session);
/* What u does: takes the last change back and says so, or why not. True when it was; *question: the one that it was about, SIZE_MAX: none.
 */
bool undo_key(struct screen *screen, struct session *session, size_t *question);
/* u on a screen that followed the last answer: takes the last change back and leads to the question that it was about, or to what the flow
 * wants then. Over other screens than the questions it stays. */
struct effect undo_effect(struct screen *screen, struct session *session);
void say_taken_back(struct screen *screen, const struct session *session, size_t question);
/* Says what a question is answered with now, and that u undoes it; the second where Left goes back to it: also that a plan can be made
 * there, or evidence named; the third of an answer from before: also which evidence goes with it. */
void say_answer(struct screen *screen, const struct session *session, size_t question);
void say_answer_behind(struct screen *screen, const struct session *session, size_t question);
void say_confirmed(struct screen *screen, const struct session *session, size_t question);
/* Esc and q go back, ? shows the keys: true, and *out says so. False: it is another key. */
bool back_or_help(struct screen *screen, const struct event *event, struct effect *out);
/* Says of a character that it does nothing here. */
struct effect unused_key(struct screen *screen, const struct event *event);
/* For a key that the screen itself has no use for: Esc and q go back, ? shows the keys, L is the other language; of any other character it
 * says that it does nothing here. */
struct effect usual_key(struct screen *screen, struct session *session, const struct event *event);

#endif
