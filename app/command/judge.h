/* What kind of file is this, who signed it, and does the reader trust them: for commands that take files from others. */
#ifndef TENKEN_COMMAND_JUDGE_H
#define TENKEN_COMMAND_JUDGE_H

#include "base/buffer.h"
#include "export/form.h"
#include "trust/verdict.h"

enum file_kind { FILE_ANSWERS_JSON, FILE_ANSWERS_XLSX, FILE_REQUEST, FILE_RECEIPT, FILE_SHEET, FILE_OTHER };
const char *file_kind_name(enum file_kind kind); /* as in --json */

/* Owns all of it. */
struct judged {
    enum file_kind kind;
    struct judgement judgement;
    struct envelope envelope; /* tree NULL when it could not be read */
    struct buffer canonical;  /* of its document */
    struct form sheet;        /* of an answer sheet (kind FILE_SHEET, VERDICT_UNSIGNED: its code is for the portfolio to check) */
    bool sealed;              /* it came sealed, and was opened */
    bool covered;             /* a workbook: the signer of the answers signed all of its sheets too; else the last problem says what not */
};

/* Judges the bytes of a JSON file, of a workbook with the signed answers inside, or of either sealed. opener: whose key opens sealed files;
 * NULL: they are unreadable. ST_OK whenever there is a verdict (also a negative one,
 * or unreadable); ST_SYSTEM otherwise. A workbook whose cells no signature covers is at best partial. Several threads may judge at once. */
enum status judge_file(const char *bytes, size_t n, const char *name, const struct trust_anchors *anchors, int64_t at,
                       const struct identity *opener, struct judged *out, struct error *e);
void judged_release(struct judged *judged);

#endif
