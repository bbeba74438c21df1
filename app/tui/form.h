/* Forms: a few fields to fill in, checked together, kept or thrown away as a whole. A form is a table (form_spec) and three functions. */
#ifndef TENKEN_TUI_FORM_H
#define TENKEN_TUI_FORM_H

#include "tui/screen.h"
#include "tui/session.h"
#include "tui/words.h"

#define FORM_FIELDS 10
#define HELP_MAX (WORDS_MAX * 4)

/* FIELD_WRAPPED is one line that is shown on several rows. FIELD_SHOWN is only shown: it cannot be gone to, and typing does nothing where
 * there is no other field. FIELD_SECRET: a passphrase (tui/secret.h). */
enum field_kind { FIELD_LINE, FIELD_WRAPPED, FIELD_LINES, FIELD_CHOICE, FIELD_SHOWN, FIELD_SECRET };

struct field_spec {
    const char *label; /* N_ */
    const char *help;  /* N_, one or two lines, or NULL */
    enum field_kind kind;
    const struct choice *choices; /* FIELD_CHOICE */
    const size_t *nchoices;
};

struct form;
struct form_spec {
    const char *title; /* N_ */
    const char *place; /* N_: what it belongs to, at the right of the head line; NULL: its question, if it has one */
    const char *intro; /* N_ or NULL */
    const struct field_spec *fields;
    size_t nfields;
    /* Text above the fields that depends on the question, or NULL. */
    const char *(*about)(const struct form *);
    /* Puts the present values in with form_fill. */
    void (*load)(struct form *);
    /* Puts the values into the session. On refusal *field is the one to go to. */
    enum status (*apply)(struct form *, size_t *field, struct error *e);
    /* What follows when it was kept (kept true) or left; NULL: back. */
    struct effect (*then)(struct form *, bool kept);
    /* Looks at one field when it is left, so that a slip is explained where it was made; NULL: nothing to say before apply. */
    enum status (*check)(const struct form *, size_t field, struct error *e);
    /* What a field means, written in full ("2027-03-31" for "end of March"): it takes the place of what was typed, and is seen, before it
     * is kept. False: it is in full. */
    bool (*in_full)(const struct form *, size_t field, char out[WORDS_MAX]);
    /* Help in place of the field's own where it depends on the day or on what is chosen, translated; NULL, or false: the field's own. */
    bool (*help)(const struct form *, size_t field, char out[HELP_MAX]);
    /* What stands quietly at the end of a field of one line, translated; NULL, or false: nothing. */
    bool (*beside)(const struct form *, size_t field, char out[WORDS_MAX]);
    bool keep_on_escape; /* a note: Esc keeps it */
    bool acts;           /* apply does something beyond keeping: never when the terminal just goes away, and Esc asks nothing */
    bool secluded;       /* not while the firm sees the screen (screen.secluded) */
    bool stays;          /* what is typed stays with the consultant: said by its colour, too, and no other editor gets it */
    size_t start;        /* the field where the cursor stands at first */
    const char *busy;    /* N_: said while apply works, when that takes a moment; what is typed meanwhile is dropped. Or NULL */
    /* Ctrl and this letter, and what it does; 0: nothing. It stands in keys, which then takes the place of the usual ones. */
    char control;
    struct effect (*on_control)(struct form *);
    const struct key_help *keys;
};

/* question and entry: what the form is about, for its functions. NULL: out of memory. */
struct screen *form_new(struct session *session, const struct form_spec *spec, size_t question, size_t entry);

/* The same about something else, which form_context gives its functions. */
struct screen *form_new_about(struct session *session, const struct form_spec *spec, void *context);

/* The form of a screen that form_new made. */
struct form *form_of(struct screen *screen);
struct screen *form_screen(struct form *form); /* NULL for NULL */
size_t form_fields(const struct form *form);
struct session *form_session(const struct form *form);
size_t form_question(const struct form *form);
/* The question that it is about, and its words, for form_spec.about. */
const struct question *form_asked(const struct form *form);
const char *form_about(const struct form *form);
size_t form_entry(const struct form *form);
void *form_context(const struct form *form);
/* Empties a field. */
void form_forget(struct form *form, size_t field);
/* A remark on whatever screen follows. */
void form_say(const struct form *form, const char *text);
void form_fill(struct form *form, size_t field, const char *value);
/* The same for a short value that is typed anew rather than added to: a date, an amount, a name. Typing replaces it. */
void form_propose(struct form *form, size_t field, const char *value);
/* The text of a field, or the value of its choice; borrowed. */
const char *form_value(const struct form *form, size_t field);

/* While it is asked whether to keep what was typed. */
const struct key_help *form_key_table_asking(void);
/* snippets: there are some at hand. */
const struct key_help *form_key_table(const struct form_spec *spec, bool snippets);

#endif
