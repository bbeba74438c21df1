/* Parts of plain mode that its files share; nobody else includes it. */
#ifndef TENKEN_TUI_PLAIN_PARTS_H
#define TENKEN_TUI_PLAIN_PARTS_H

#include "base/buffer.h"
#include "tui/plain.h"

struct plain {
    struct session *session;
    const struct plain_io *io;
    struct buffer line; /* the last line read, trimmed, foreign text cleaned */
    size_t at;          /* the question asked; SIZE_MAX: none, everything is answered */
    size_t other;       /* the question that g goes to, as it was said last; SIZE_MAX: none was said */
    size_t listed;      /* lines of a long list told since its last stop */
    bool listing;       /* a long list is being told at a terminal: it stops between its pages */
    bool enough;        /* of that list */
    bool told;          /* what follows when all is answered was told, or is not what was asked for */
    bool owner;         /* at home or in the owner's questions, whose letters are known: not a consultant's interview */
    bool ended;         /* end of input */
    bool quit;
};

/* ---- plain_commands.c ---- */
/* Does what a line says that is not empty; question: one is open. True when the question is to be read out, or another one. */
bool take_command(struct plain *p, const char *line, bool question);

/* ---- plain_tell.c: saying ---- */
/* Control characters in texts of a draft, which may be somebody else's, never reach the terminal. */
void say(struct plain *p, const char *text);
void tell(struct plain *p, const char *format, ...) __attribute__((format(printf, 2, 3))); /* one line */
/* A long list stops after each page where somebody listens; b there leaves the rest of it. */
void list_begins(struct plain *p);
void list_ends(struct plain *p);
/* Each line of a text. A heading ("# ") has an empty line before it: that is enough of a mark to the ear. */
void tell_lines(struct plain *p, const struct buffer *text);
/* Whose answers, and of which year: first, wherever it was opened from. */
void tell_year(struct plain *p);
void tell_question(struct plain *p);
void tell_help(struct plain *p);
void tell_terms(struct plain *p);
/* Writes the page for the IT vendor and says where, or why not. */
void tell_vendor_page(struct plain *p);
/* "Saved: 3 Restore tests, 2 throughout.", or why it was not saved; and a contradiction that came up. */
void tell_saved(struct plain *p, size_t question);

/* Takes the last change back, saves, and says so, or why not. True when it was; *question: the one that it was about, SIZE_MAX: none. */
bool take_back(struct plain *p, size_t *question);

/* ---- plain_review.c ---- */
/* Every question with its state, or only those that hold the words. */
void tell_review(struct plain *p, const char *words);
/* The questions of one list of the review ("": all, and the names of the lists). False: there is no such list. */
bool tell_filtered(struct plain *p, const char *word);

/* ---- plain_results.c ---- */
void tell_results(struct plain *p);
/* Only where it has led to, for somebody who did not ask for the results. */
void tell_outcome(struct plain *p);

/* ---- plain_prompt.c ---- */
/* Writes the prompt and reads a line into p->line. NULL at the end of input, else its text. */
const char *ask(struct plain *p, const char *prompt);
/* The same for a text: "?" says what help says, and asks again. NULL: b, or the end of input. */
const char *ask_line(struct plain *p, const char *prompt, const char *help);
/* One of the letters that the prompt names (a space among them: Enter alone), asked again on anything else. '\0' at the end of input. */
char ask_letter(struct plain *p, const char *prompt, const char *letters);
/* Asked again on any other word; "?" says what help says. False when it is left with b, and at the end of input. */
bool ask_yes_or_no(struct plain *p, const char *prompt, const char *help, bool *value);
/* "\"7\" is not understood.", or where that letter belongs, and what to do. What may be a text or a passphrase, typed too early, is not
 * read out. */
void tell_refused(struct plain *p, const char *line, const char *advice);
/* Why the file that a line names cannot be read (ST_NO: it is a folder). What does not look like a path is not read out. */
void tell_no_file(struct plain *p, const char *line, enum status st, const struct error *e);
bool refused(struct plain *p, enum status st, const struct error *e); /* says why something was refused */
/* Whether the line is one of the words for leaving; p then ends. */
bool leaves(struct plain *p, const char *line);
bool yes(const char *line);
bool goes_back(const char *line);
bool asks_help(const char *line);
/* The number of "remove 2", 0 when the line is none. */
size_t removal(const char *line);

/* ---- plain_ask.c: asking for more than an answer ---- */
void ask_name(struct plain *p);
void ask_firm(struct plain *p);
void ask_belief(struct plain *p);
bool ask_reason(struct plain *p, const char *given); /* true when it was answered so */
/* False: b, or the end of input. */
bool ask_text(struct plain *p, const char *member, const char *prompt, const char *help, const char *given);
void ask_note(struct plain *p, const char *given);
void ask_details(struct plain *p, const char *given); /* scope, exceptions, what is done there instead */
void ask_evidence(struct plain *p);

/* ---- plain_inventory.c, plain_plan.c ---- */
void ask_inventory(struct plain *p);
void ask_plan(struct plain *p);
void ask_plan_to(struct plain *p, int level); /* which is proposed where nothing is planned yet */

/* ---- plain_interview_tell.c: the consultant's interview ---- */
void tell_interview_question(struct plain *p);
void tell_interview_help(struct plain *p);
/* "3 Restore tests: firm 2 throughout, assessor 1 partly, heard, reason missing". */
void tell_interview_row(struct plain *p, size_t question);
/* The rows of one list ("": all, and the names of the lists). False: there is no such list. */
bool tell_interview_rows(struct plain *p, const char *list);
void tell_interview_found(struct plain *p, const char *words);
void tell_snippets(struct plain *p, const char *words);

/* ---- plain_account.c: after the interview ---- */
void ask_followups(struct plain *p, const char *number); /* lists them; with a number: done, or open again */
void tell_recheck(struct plain *p);
void ask_account(struct plain *p, const char *number); /* lists the steps; with a number: does one */

/* ---- plain_years.c ---- */
void tell_years(struct plain *p);

/* ---- plain_planning.c: the plan within a budget ---- */
void ask_planning(struct plain *p);

/* ---- plain_closer.c: the second pass ---- */
void offer_closer(struct plain *p);
void ask_closer(struct plain *p);
/* ---- plain_given.c: answers that stood before a customer asked ---- */
bool ask_given(struct plain *p); /* true: put off */
/* ---- plain_finish.c ---- */
/* Handing in, step by step. True when files were written. It may leave p->at at a question to be answered first. */
bool ask_finish(struct plain *p);
/* What was handed in for session->customer: its files, sending them, the receipt. look: looks for it first. */
void ask_handed(struct plain *p, bool look);
void ask_affirmation(struct plain *p); /* who stands behind the answers */

#endif
