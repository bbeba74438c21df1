/* The steps of handing in, the same for the screens and plain mode: what is missing, who gets what, and what comes next. */
#ifndef TENKEN_TUI_HANDING_H
#define TENKEN_TUI_HANDING_H

#include "tui/finish.h"
#include "tui/secret.h"
#include "tui/session.h"

struct buffer;

enum handing_step { STEP_CHECK, STEP_RECIPIENTS, STEP_AFFIRM, STEP_PREVIEW, STEP_KEY, STEP_SIGN, HANDING_STEPS };

/* Embedded; owns recipients and handed. */
struct handing {
    struct session *session;
    struct recipient *recipients;
    size_t n;
    struct identity_facts identity;
    struct handed *handed; /* what was written, for as many recipients */
    size_t nhanded;
    bool recalled;               /* it was handed in before, not now */
    bool copied;                 /* a copy of the key was written just now */
    char copy[FINISH_PATH];      /* where it is, for display */
    char folder[FINISH_PATH];    /* where the files go; "": where they usually do */
    char report[FINISH_PATH];    /* the owner's page, once written */
    struct error report_problem; /* why it was not: no reason to hold the answers back */
    struct {
        bool given; /* to be used once, then forgotten */
        char user[256];
        struct secret password;
    } login;
};

void handing_init(struct handing *h, struct session *session);
void handing_release(struct handing *h);
void handing_forget_login(struct handing *h);
/* Reads everything again; who was chosen stays, and what was looked at unless it has changed. */
enum status handing_refresh(struct handing *h, struct error *e);

bool handing_done(const struct handing *h, enum handing_step step);
/* The first step that is not done. */
enum handing_step handing_next(const struct handing *h);
const char *handing_title(enum handing_step step); /* translated */
/* The state of a step, one line without newline (handing_words.c). */
void handing_words(struct buffer *out, const struct handing *h, enum handing_step step);
/* Of answers that are complete: what may be looked at again, a sentence; nothing where there is nothing. False: they are not. */
bool handing_spare(struct buffer *out, const struct handing *h);
/* Whether the second pass has something for them who get these answers for the first time; a line that names it. */
bool handing_closer_left(const struct handing *h);
const char *handing_closer_words(void);
/* Who gets answers for that request (NULL: without one); NULL: nobody. */
const struct recipient *handing_recipient(const struct handing *h, const cJSON *request);
/* The name to show for a recipient; translated for the one without a request. */
const char *recipient_name(const struct recipient *recipient);
const char *handed_name(const struct handed *handed);
size_t handing_chosen(const struct handing *h);
bool recipient_confirmed(const struct recipient *recipient); /* it can be answered: its requester is the one whom the user confirmed */

/* The name of the person who stands behind the answers; as long as there is none the contact person's, to be proposed. NULL: neither. */
const char *handing_person(const struct session *s);
/* In which role; NULL: not known. */
const char *handing_role(const struct session *s);
/* Who stands behind the answers, as of today. */
enum status handing_affirm(struct session *s, const char *name, const char *role, struct error *e);
/* Where the files will go, and the names of those whom they are for. */
void handing_folder(const struct handing *h, char out[FINISH_PATH]);
void handing_names(struct buffer *out, const struct handing *h);
/* Signs for all that are chosen, one after the other; handed holds those that were done, also on failure. Then writes the owner's page. */
enum status handing_sign(struct handing *h, struct error *e);
/* handed: what was handed in last for those who are chosen. ST_INPUT: nothing was. */
enum status handing_recall(struct handing *h, struct error *e);
/* Those chosen for whom the same was signed before: one sentence on them. False: there is none, each gets something new. */
bool handing_same(const struct handing *h, struct buffer *sentence);
/* What was written, and what to do with it: lines. whole: with the key's digits, and how a later change is handed in. */
void handed_words(struct buffer *out, const struct handing *h, bool plain, bool whole);
/* Whether somebody gets files for the first time: they may call for the digits, which later readers of lines have heard. */
bool handed_first(const struct handing *h);

/* ---- what is not in order yet ---- */
enum todo_kind {
    TODO_NAME,
    TODO_OPEN,
    TODO_UNCONFIRMED,
    TODO_GIVEN,
    TODO_REASON,
    TODO_DIFFERENCE,
    TODO_DAY,
    TODO_LEFT, /* last year's plan (session_plan_left) */
    TODO_NOTE, /* last year's, beside a plan that was postponed (goal_note_old) */
    TODO_PRODUCTS,
    TODO_CONTRADICTION
};
struct todo {
    enum todo_kind kind;
    size_t question; /* SIZE_MAX: none */
    const struct check_hit *hit;
};
/* All that concern those who are chosen (nobody chosen: all), those that keep the answers from being finished first; the caller frees. NULL
 * with *n 0: none (or out of memory). */
struct todo *todos_find(const struct handing *h, size_t *n);
bool todo_about_day(const struct todo *todo); /* a planned one that is past */
bool todo_blocks(const struct todo *todo);
size_t todos_blocking(const struct todo *todos, size_t n);
bool todo_waits(const struct session *s, const struct todo *todo); /* for the IT vendor */
/* What can be done about one: a sentence a line; nothing where the words say it. */
void todo_advice(struct buffer *out, const struct session *s, const struct todo *todo);
void todo_words(struct buffer *out, const struct session *s, const struct todo *todo);

/* ---- what a recipient will see, and what not: lines; a heading begins with "# " ---- */
void preview_words(struct buffer *out, const struct session *s, const struct recipient *recipient, const cJSON *document);

/* What making a key now means: translated. */
const char *key_make_words(const struct handing *h);
/* Copies the key's file into a folder, and says so; where it went is known then. */
enum status key_copy(struct handing *h, const char *folder, struct error *e);
void key_copied_words(struct buffer *out, const struct handing *h);

/* Least characters of a new passphrase. NULL: it is fine; else why not. */
#define PASSPHRASE_CHARACTERS 8
const char *passphrase_problem(const char *text, const char *again);

#endif
