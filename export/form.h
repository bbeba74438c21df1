/* An answer sheet for whoever will only use Excel: questions to be answered in a workbook, and the same workbook read back
 * (FORMAT.md, "Answer sheets"). It is never signed: what comes back is a lower class than signed answers, and always shown as such. */
#ifndef TENKEN_EXPORT_FORM_H
#define TENKEN_EXPORT_FORM_H

#include "base/buffer.h"
#include "model/question.h"

#define FORM_FORMAT "tenken-sheet/1"
#define FORM_INVENTORY_ROWS 20

/* Texts may be NULL: then the sheet does not say it. */
struct form_input {
    const struct question_list *list;
    const char *period;
    const char *requester; /* who asks */
    const char *due;
    const char *about;                       /* what it is about, in the requester's words */
    const char *request_id, *request_digest; /* of the request that it answers */
    const char *code;                        /* its one-time code */
    const char *supplier_code, *supplier_name;
};

/* The workbook, in the current language. created: seconds, for its properties. */
enum status form_write(const struct form_input *in, int64_t created, struct buffer *out, struct error *e);

#define FORM_PROBLEMS_MAX 100

/* What single cells hold that cannot be read. Owns its texts. */
struct form_problems {
    char *texts[FORM_PROBLEMS_MAX]; /* each names sheet and cell */
    size_t count;
    bool more; /* there were more problems */
};
void form_problems_release(struct form_problems *p);

/* What was read. Owns all of it. */
struct form {
    cJSON *about;     /* period, request_id, request_digest, code, supplier_code: texts; packs: {id: digest} */
    cJSON *supplier;  /* path -> text, as assessment_set_supplier takes them */
    cJSON *answers;   /* PACK:ITEM -> {"answer": "2" | "unknown" | "na" | "done" | "not_done", "na_reason", "note", "done_at"} */
    cJSON *inventory; /* [{name, vendor, version, internet, credentials}] */
    int perceived;    /* 0–4, or -1 */
    struct form_problems problems;
};

/* ST_INPUT: no answer sheet, another version of the format, or not readable as a whole. What single cells hold that cannot be read is a
 * problem, and the rest is read. A workbook with macros is refused. */
enum status form_read(const char *bytes, size_t n, const char *name, struct form *out, struct error *e);
void form_release(struct form *f);

#endif
