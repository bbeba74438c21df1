/* The grid of an interview as a workbook: every question in a row with the firm's answer, the assessor's level, confidence, reason and
 * note, to be typed through in a spreadsheet and read back (FORMAT.md, "Interview sheets"). Cells that were not touched change nothing. */
#ifndef TENKEN_EXPORT_RATING_SHEET_H
#define TENKEN_EXPORT_RATING_SHEET_H

#include "export/form.h"
#include "model/question.h"

#define RATING_SHEET_FORMAT "tenken-interview-sheet/1"

struct rating_sheet_input {
    const struct question_list *list;
    const char *period;
    const char *firm;  /* its name; NULL or "": not known yet */
    const char *draft; /* what tells this draft from others: a digest, never the client's id */
};

/* The workbook, in the current language. created: seconds, for its properties. */
enum status rating_sheet_write(const struct rating_sheet_input *in, int64_t created, struct buffer *out, struct error *e);

/* The members of a row, as `tenken set` names them behind PACK:ITEM ("" is the answer itself). A private note is not among them: it never
 * leaves its encrypted file. */
enum rating_member {
    RATING_ANSWER, /* "2", "unknown", "na", "done", "not_done" */
    RATING_NA_REASON,
    RATING_DONE_AT,
    RATING_NOTE,
    RATING_LEVEL,
    RATING_CONFIDENCE, /* heard, document, seen */
    RATING_REASON,
    RATING_SHARED_NOTE,
    RATING_MEMBERS
};
extern const char *const RATING_MEMBER_NAMES[RATING_MEMBERS];
/* The value of a member as it stands in the list; "" for none. digit: room for a level. */
const char *rating_member_value(const struct question *q, enum rating_member member, char digit[2]);

/* What was read. Owns all of it. */
struct rating_sheet {
    cJSON *about;  /* period, firm, draft: texts; packs: {id: digest} */
    cJSON *rows;   /* PACK:ITEM -> {member: text} as they are now; a member that is not there is empty */
    cJSON *before; /* the same as they were when the sheet was made; a cell that cannot be read keeps this value */
    struct form_problems problems;
};

/* As form_read. */
enum status rating_sheet_read(const char *bytes, size_t n, const char *name, struct rating_sheet *out, struct error *e);
void rating_sheet_release(struct rating_sheet *s);

#endif
