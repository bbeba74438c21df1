/* The answers workbook: the signed answers as sheets for people, with the signed JSON itself inside, byte for byte. */
#ifndef TENKEN_EXPORT_ANSWERS_XLSX_H
#define TENKEN_EXPORT_ANSWERS_XLSX_H

#include "export/package.h"
#include "model/pack.h"

#include <cjson/cJSON.h>

/* Who signed, for the sheet "How to verify". Borrowed. */
struct answers_signer {
    const char *subject;
    const char *sha256; /* of the certificate, 64 hex digits */
    const char *role;   /* role_name()'s word */
};

struct answers_xlsx_input {
    const char *signed_json; /* a tenken-answers/1 envelope; goes into the workbook as it is */
    size_t length;
    const struct catalog *catalog; /* packs for the texts, found by digest; answers to packs not at hand are listed by their ids */
    const cJSON *request;          /* the document of the request that is answered (recipient, raised targets), or NULL */
    const struct answers_signer *signers;
    size_t nsigners;
    const struct package_signer *signer; /* signs the finished package natively; NULL: it is left without */
};

/* Writes the workbook in the current language. Everything in it comes from the signed JSON, the packs and the request, its time from
 * issued_at: equal input gives equal bytes (unless a signer adds its random numbers). */
enum status answers_xlsx_write(const struct answers_xlsx_input *in, struct buffer *out, struct error *e);

/* One cell that no longer shows what is signed. */
struct cell_edit {
    char sheet[128]; /* cleaned */
    char cell[16];
    char member[256]; /* what it should show: a JSON pointer into the document */
};
#define CELL_EDITS_MAX 20
struct cell_edits {
    struct cell_edit edits[CELL_EDITS_MAX]; /* the first ones */
    size_t count;                           /* all of them */
};

/* Compares the cells that the workbook's map names (levels, notes, names; export/FORMAT.md) with the document. ST_OK: all show what is
 * signed. ST_NO: "edited", and out says where. ST_INPUT: the package, its map or a sheet cannot be read. document: that of the answers
 * inside. */
enum status answers_xlsx_check_cells(const void *bytes, size_t n, const char *name, const cJSON *document, struct cell_edits *out,
                                     struct error *e);

#endif
