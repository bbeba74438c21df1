/* What a supplier gets back: one page (HTML, A4) that says where it stands against what was asked. Answers that were sent were read. */
#ifndef TENKEN_EXPORT_LETTER_HTML_H
#define TENKEN_EXPORT_LETTER_HTML_H

#include "base/buffer.h"
#include "base/clock.h"
#include "base/digest.h"
#include "model/peers.h"
#include "model/portfolio_source.h"
#include "model/record_check.h"

/* A request of the period that the supplier has not answered, beside what it has. */
struct letter_open {
    char issued[DATE_TEXT], until[DATE_TEXT];
    bool begun;                                 /* some of it is in the letter */
    char packs[RECORD_PACKS_MAX * SHA256_TEXT]; /* digests of what it asks, by commas */
};

/* Borrowed, all of it; foreign texts are neutralised. */
struct letter_input {
    struct portfolio_source *source;           /* which is visiting the supplier */
    const struct portfolio_supplier *supplier; /* one that has answered */
    const struct catalog *catalog;
    const struct peers *peers; /* firms of its size and industry, or NULL: too few to compare */
    const char *from;          /* who writes, "" when not known */
    const char *contact;       /* whom to ask, "" when not known */
    const char *by;            /* the day by which the first steps are hoped for */
    /* What it has been asked about single answers and not answered yet: the prime's own words, then "PACK:ITEM PACK:ITEM"; ends with a pair
     * of NULL. */
    const char *const (*questions)[2];
    const struct letter_open *open;
    size_t nopen;
    void (*speak)(enum language); /* switches gettext and language_set */
};

/* The language of a supplier, as far as can be told: Japanese when its name is written so, or is not known. */
enum language letter_language(const struct portfolio_supplier *supplier);

/* Writes the letter in the supplier's language, and behind a switch in the other one; printed is the one that is shown. Afterwards the
 * current language is again what it was. */
enum status letter_html_write(const struct letter_input *in, struct buffer *out, struct error *e);

#endif
