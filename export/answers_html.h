/* A firm's answers as a page to read, to print (A4) or to hand to a bank: where it stands, every answer in words, gaps and first steps, the
 * plan, what has changed. One file, in both languages, without a script; not the signed answers, and it says so. */
#ifndef TENKEN_EXPORT_ANSWERS_HTML_H
#define TENKEN_EXPORT_ANSWERS_HTML_H

#include "base/buffer.h"
#include "model/plan.h"
#include "model/question.h"

#include <stdint.h>

enum answers_html_origin {
    ANSWERS_HTML_RECORD,    /* a draft: the firm's own record, with the questions of all its customers */
    ANSWERS_HTML_OWN,       /* the same, made beside the signed files, for the firm itself */
    ANSWERS_HTML_PROJECTED, /* what one recipient will see; nothing was signed with it */
    ANSWERS_HTML_SIGNED,    /* the same, made together with signed answers */
    ANSWERS_HTML_READ,      /* from a file of signed answers; their signatures are not judged here */
    ANSWERS_HTML_INTERVIEW, /* the report for the owner after an interview, from the draft */
};

/* Borrowed, all of it. */
struct answers_html_input {
    enum answers_html_origin origin;
    const cJSON *record;              /* a draft's tree or an answers document: firm, period, inventory, affirmation, follow-ups */
    const struct facts *facts;        /* of the record */
    const struct catalog *catalog;    /* with the packs of list */
    const struct question_list *list; /* what is shown, and nothing else */
    const cJSON *missing;             /* names [{id, version}] of packs that are not at hand, or NULL */
    const cJSON *plan;                /* as in a document, or NULL when none was chosen */
    const struct plan *first;         /* of an interview: what the steps to do first are taken from; else NULL */
    const char *assessor;             /* of an interview: who held it; NULL or "": not said */
    const cJSON *request;             /* that is answered, or NULL */
    const char *signed_for;           /* ANSWERS_HTML_OWN: the customers, as a sentence lists them */
    const char *digest;               /* hex SHA-256 of the canonical form of the signed document, or NULL */
    const cJSON *past;                /* what is kept of an earlier year (model/compare.h), or NULL */
    int64_t made_at;
    void (*speak)(enum language); /* switches gettext and language_set to another language */
};

/* Writes the page: first, and shown first, in the current language, which is the current one again afterwards. */
enum status answers_html_write(const struct answers_html_input *in, struct buffer *out, struct error *e);

#endif
