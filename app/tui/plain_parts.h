/* Parts of plain mode that its files share; nobody else includes it. */
#ifndef TENKEN_TUI_PLAIN_PARTS_H
#define TENKEN_TUI_PLAIN_PARTS_H

#include "base/buffer.h"
#include "tui/plain.h"
#include "tui/words.h"

struct plain {
    struct session *session;
    const struct plain_io *io;
    struct buffer line; /* the last line read, trimmed, foreign text cleaned */
    size_t at;          /* the question asked; SIZE_MAX: none, everything is answered */
    size_t other;       /* the question that g goes to, as it was said last; SIZE_MAX: none was said */
    size_t listed;      /* lines of a long list told since its last stop */
    size_t entry;       /* of those, lines of the entry that is being told */
    bool listing;       /* a long list is being told at a terminal: it stops between its pages */
    bool enough;        /* of that list */
    bool years_near;    /* where it stops, o leads to this year beside last year */
    bool years_asked;   /* o was typed there */
    bool told;          /* what follows when all is answered was told, or is not what was asked for */
    bool owner;         /* at home or in the owner's questions, whose letters are known: not a consultant's interview */
    bool doubtful;      /* at a question that a correction is for, not where one went: Enter leads to the next of them */
    size_t plans_told;  /* answers after which it was said where a plan is made */
    bool evidence_told; /* where evidence is written was said */
    bool waiting_told;  /* what can be done while only the IT vendor is awaited was said */
    bool whole;         /* a question that only the IT vendor can answer was asked for: it is read out whole, once */
    bool ended;         /* end of input */
    bool quit;
};

/* ---- plain_commands.c ---- */
/* Does what a line says that is not empty; question: one is open. True when the question is to be read out, or another one. */
bool take_command(struct plain *p, const char *line, bool question);
/* Where an answered question leads: to the next one that a correction is for, else to the next open one; p->at is SIZE_MAX where there is
 * none, or none that anybody here can answer before the list of those to be confirmed. */
void lead_on(struct plain *p);
/* Where it leads, for the prompt; SIZE_MAX: to no question. */
size_t enter_leads(const struct plain *p);

/* ---- plain_hints.c ---- */
/* After an answer: where its plan and its evidence are written, until that was done once. */
void tell_hints(struct plain *p, size_t answered);
/* After the first mark: how the IT vendor gets the questions. */
void tell_vendor_way(struct plain *p);

/* ---- plain_help.c ---- */
/* What helps with the question that is open; without one, every key. */
void tell_help(struct plain *p, bool question);
void tell_keys(struct plain *p);

/* ---- plain_say.c ---- */
/* Control characters in texts of a draft, which may be somebody else's, never reach the terminal. */
void say(struct plain *p, const char *text);
void tell(struct plain *p, const char *format, ...) __attribute__((format(printf, 2, 3))); /* one line */
void tell_words(struct plain *p, const struct buffer *words);                              /* one line; nothing for none */
/* A long list stops after each page where somebody listens; b there leaves the rest of it. It stops between its entries: a line that
 * begins with a blank belongs to the one before it, and what list_heads announces to the one after it. */
void list_begins(struct plain *p);
void list_heads(struct plain *p); /* the next line is a heading */
void list_ends(struct plain *p);
/* Each line of a text. A heading ("# ") has an empty line before it: that is enough of a mark to the ear. */
void tell_lines(struct plain *p, const struct buffer *text);

/* ---- plain_tell.c ---- */
/* The digits of a fingerprint as they stand everywhere, to be compared on the phone: two lines of eight groups. */
void tell_digits(struct plain *p, const char *groups);
/* Whose answers, and of which year: first, wherever it was opened from. */
void tell_year(struct plain *p);
void tell_question(struct plain *p);
void tell_terms(struct plain *p);
/* Writes the page for the IT vendor and says where, or why not. */
void tell_vendor_page(struct plain *p);
/* "Saved: 3 Restore tests, 2 throughout.", or why it was not saved; and a contradiction that came up. */
void tell_saved(struct plain *p, size_t question);

/* Whoever has another answer to this question than this one, signed. */
void tell_told(struct plain *p, size_t question);

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
/* A line that Enter alone keeps and "-" empties; without a value the prompt is empty, and Enter leaves it so. False: b, or the end of
 * input. */
bool ask_value(struct plain *p, const char *empty, const char *label, const char *help, char *value, size_t size);
/* What an entry of a list has there now, for Enter to keep; "": nothing. */
void fill_value(char *out, size_t size, const cJSON *entry, const char *member);
/* One of the letters that the prompt names (a space among them: Enter alone), asked again on anything else. '\0' at the end of input. */
char ask_letter(struct plain *p, const char *prompt, const char *letters);
/* The same; otherwise is said to anything else, of which nothing is read back: it may be a secret. */
char ask_letter_or(struct plain *p, const char *prompt, const char *letters, const char *otherwise);
/* keeps: Enter alone leaves the value as it is. Asked again on any other word; "?" says what help says. False when it is left with b, and
 * at the end of input. */
bool ask_yes_or_no(struct plain *p, const char *prompt, bool keeps, const char *help, bool *value);
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
bool backs_out(const char *line); /* the same, and q, where no text is asked for */
bool asks_help(const char *line);
/* The line of a command and its number, in ASCII: nobody hears the blank of "a 1", so "a1" and full-width "ａ１" say the same. Not for
 * lines that may be a text or a path. Returns out. */
const char *command_words(const char *line, char out[WORDS_MAX]);
/* The number of "remove 2", and of "change 2", or the same in Japanese; 0 when the line is none. */
size_t removal(const char *line);
size_t change_of(const char *line);

/* ---- plain_ask.c: asking for more than an answer ---- */
void ask_name(struct plain *p);
void ask_firm(struct plain *p);
void ask_belief(struct plain *p);
bool ask_reason(struct plain *p, const char *given); /* true when it was answered so */
/* False: b, or the end of input. */
bool ask_text(struct plain *p, const char *member, const char *prompt, const char *help, const char *given);
void ask_note(struct plain *p, const char *given);
void ask_details(struct plain *p, const char *given); /* scope, exceptions, what is done there instead */

/* ---- plain_evidence.c, plain_inventory.c, plain_plan.c ---- */
void ask_evidence(struct plain *p);
void ask_inventory(struct plain *p);
void ask_plan(struct plain *p);
bool ask_plan_to(struct plain *p, int level); /* which is proposed where nothing is planned yet; false: nothing was changed */

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
bool has_year_before(const struct plain *p);
void tell_years(struct plain *p);

/* ---- plain_planning.c: the plan within a budget ---- */
void ask_planning(struct plain *p);

/* ---- plain_planning_tell.c ---- */
struct planning;
/* What it has become since it was last looked at; nothing when it is the same. */
void tell_plan_changed(struct plain *p, const struct planning *plan);
void tell_plan_summary(struct plain *p, const struct planning *plan);
/* The steps of one question in full; SIZE_MAX: of all. */
void tell_plan_steps(struct plain *p, const struct planning *plan, size_t question);
/* A line for each question: all steps in full are too long to be listened to. */
void tell_plan_list(struct plain *p, const struct planning *plan);
/* What the plan holds for one question, and what all of it costs now. */
void tell_plan_change(struct plain *p, const struct planning *plan, size_t question);

/* ---- plain_closer.c: the second pass ---- */
void offer_closer(struct plain *p);
void ask_closer(struct plain *p);
/* ---- plain_given.c: answers that stood before a customer asked ---- */
bool ask_given(struct plain *p); /* true: put off */
/* ---- plain_finish.c ---- */
/* Handing in, step by step. True when files were written. It may leave p->at at a question to be answered first. */
bool ask_finish(struct plain *p);
/* What was handed in for session->customer: its files, sending them, the receipt, or signing anew what is out of date. look: looks for it
 * first. It may leave p->at at a question to be answered first. */
void ask_handed(struct plain *p, bool look);
/* What the session's customer sees, to be looked at only. */
void ask_seen(struct plain *p);
/* The signing key alone, as home opens it. */
void ask_key_alone(struct plain *p);
void ask_affirmation(struct plain *p); /* who stands behind the answers */

#endif
