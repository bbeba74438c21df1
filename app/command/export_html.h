/* The page beside an export: what its recipient sees, to read and print. */
#ifndef TENKEN_COMMAND_EXPORT_HTML_H
#define TENKEN_COMMAND_EXPORT_HTML_H

#include "command/command.h"
#include "store/draft.h"

struct export_page {
    const struct program *program;
    const struct catalog *catalog; /* with the draft's packs */
    const cJSON *request;          /* or NULL */
    const cJSON *past;             /* what the draft keeps of last year, or NULL */
    const char *since;             /* a draft or answers of an earlier year to compare with instead, or NULL */
};

/* From a projected document; is_signed: it is the one that was signed, and the page names its digest. */
enum status export_page_write(const struct export_page *x, const cJSON *document, bool is_signed, const char *path, struct error *e);
/* Projects the draft as for signing, in memory only: no revision is used up. */
enum status export_page_unsigned(const struct export_page *x, struct draft *draft, bool unfinished, const char *path, struct error *e);

#endif
