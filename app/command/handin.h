/* Handing in: a draft's answers for one recipient, projected, signed, as JSON and as a workbook, sealed if wanted. What `tenken export` and
 * the screens share. */
#ifndef TENKEN_COMMAND_HANDIN_H
#define TENKEN_COMMAND_HANDIN_H

#include "base/buffer.h"
#include "command/command.h"
#include "model/document.h"
#include "store/draft.h"
#include "trust/identity.h"

struct handin {
    /* Given by the caller; borrowed. */
    struct program *program;
    struct draft *draft;           /* NULL: json is given, finished, and nothing is projected or saved */
    const struct catalog *catalog; /* with the draft's packs */
    const cJSON *request;          /* the document of the request that is answered, or NULL */
    const struct identity *identity;
    X509 *recipient;                 /* for whom it is sealed, or NULL */
    const struct identity *previous; /* a renewal: the key that the recipient knows, which announces identity's; or NULL */
    const uint8_t *secret; /* of an enrolment that came by letter (ENROL_SECRET_BYTES), or NULL: the one in the request, if there is one */
    bool unfinished;       /* also when questions are open, which the document then says */

    /* Made; owned. */
    cJSON *envelope;
    struct buffer json, xlsx;
    bool sheets_signed; /* the workbook's package too, not only the answers inside */
    bool enrols;        /* the signature proves that the signer holds the request's secret */
};

void handin_init(struct handin *h);
void handin_release(struct handin *h);

/* Projects and signs: envelope and json. ST_NO when the requester is not confirmed (received_request.h). Raises the recipient's revision in
 * the draft's memory. ST_NO with the first reasons when the answers are not finished. What comes out is judged as the recipient will: what
 * could not be read is not handed out. */
enum status handin_sign(struct handin *h, struct error *e);
/* The workbook around the signed answers in json, which names all who signed them; the identity must be that of the firm among these. */
enum status handin_workbook(struct handin *h, struct error *e);
/* Seals, saves the draft (if there is one), and writes the files that are named (NULL: not that one). In this order: the draft's new
 * revision is kept before a file appears, so that a crash in between loses a number, but never gives the same number to other content,
 * which a recipient would take for a conflict. Then the draft notes that answers were signed for this recipient. */
enum status handin_write(struct handin *h, const char *json_path, const char *xlsx_path, struct error *e);

#endif
