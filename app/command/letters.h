/* Rows for mail merge: one a letter, in both languages, signed with the name of who asks. */
#ifndef TENKEN_COMMAND_LETTERS_H
#define TENKEN_COMMAND_LETTERS_H

#include "base/i18n.h"
#include "command/csv_out.h"
#include "command/report_sender.h"
#include "command/unaddressed.h"

#define LANGUAGES 2

struct letters {
    struct csv_out csv;
    struct report_sender sender;
    enum language before; /* the command's own */
    unsigned long long count;
    struct unaddressed unaddressed; /* to whom the rows cannot be sent */
};

/* What the rows have in common is "" where it is not set; the texts are made once in each language. */
struct letter {
    const char *kind;
    const char *code, *name, *email, *tier, *due, *extended_until, *items, *attachment;
    struct buffer subject[LANGUAGES], text[LANGUAGES];
};

/* Sets all but the texts. An email that is no address (mail_address.h) is left out. */
void letter_init(struct letter *l, const char *kind, const char *code, const char *name, const char *email);
/* Makes language i the current one and begins its text: to whom, and who writes. */
void letter_speak(const struct letters *out, struct letter *l, int i);
/* Writes the row, with the sender below the text, releases the letter, and goes back to the command's own language. */
enum status letter_put(struct letters *out, struct letter *l, struct error *e);

/* Takes over sender, which letters_end releases. On failure nothing is left open. Other letters that lie there already stay (csv_out.h). */
enum status letters_begin(struct letters *out, const char *path, const struct report_sender *sender, struct error *e);
/* As csv_out_end. unaddressed can be told then, and is the caller's to release. */
enum status letters_end(struct letters *out, enum status st, struct error *e);

#endif
