/* Keys that act the same on the owner's question screen and on the consultant's. */
#ifndef TENKEN_TUI_QUESTION_KEYS_H
#define TENKEN_TUI_QUESTION_KEYS_H

#include "tui/question_view.h"
#include "tui/screen.h"

/* ---- choices (question_view.h): the cursor stands on one ---- */

/* The one that is the answer; CHOICE_NONE while there is none: Enter must not answer what nobody has chosen. */
int choice_of_answer(const struct answer *a);
/* The one that a character gives: 0-4, x, -, v; -1: none. */
int choice_of_key(char c);
/* The one so many further on (by 1 or -1), among 0 … last; over the levels that kind "done" does not have. */
int choice_beside(const struct question *q, int choice, int by, int last);
/* The choice is the answer already, with nothing to confirm: Enter on it changes nothing. */
bool choice_stands(const struct question *q, int choice);
/* The state and level that a choice answers with. False: it is no answer in itself ("not applicable" needs its reason, the vendor is only
 * a mark), or not one to this question. */
bool choice_answers(const struct question *q, int choice, enum answer_state *state, int *level);

/* Whether somebody has another answer than the one that stands, signed, or a later year repeats the one from before, or an
 * earlier year has what this one said before. */
bool question_corrects(const struct session *s, size_t question);

/* ---- going ---- */

/* Where Left, Right, PgUp, PgDn, Home and End lead from a question; SIZE_MAX: nowhere, or it is another key. */
size_t question_beside(const struct session *s, size_t question, enum key key);
/* What a character opens beside the question: e evidence, t words, d details, p plan, o last year, s results, i products. False: it opens
 * none of these. */
bool question_opens(struct session *session, size_t question, char c, struct effect *effect);

/* What the keys of the owner's question screen depend on beside the question. */
struct question_bar {
    bool once;       /* it goes back after an answer */
    bool home;       /* q leads home, not out of the program */
    bool stands;     /* choice_stands: Enter goes on */
    bool waits;      /* question_waits, and nothing is chosen: Enter goes on */
    bool correcting; /* what was signed is being changed */
    bool all;        /* every question that is asked is answered */
    size_t next;     /* the question that Enter goes on to; SIZE_MAX: none */
};
struct question_keys {
    struct key_help keys[64];
    char enter[64]; /* where Enter leads, which one of them may say */
};
/* The keys, those that matter for this question first, ended as screen_ops.keys says. */
void question_key_table(const struct session *session, size_t question, struct question_bar bar, struct question_keys *out);

#endif
