/* For `tenken submit`: which draft a file came from, for which of its recipients, and whom that recipient's request names. */
#ifndef TENKEN_COMMAND_SUBMIT_DRAFT_H
#define TENKEN_COMMAND_SUBMIT_DRAFT_H

#include "command/received_request.h"
#include "model/sendings.h"
#include "store/draft.h"

/* Owns all of it. */
struct submit_draft {
    bool found;
    struct draft draft; /* open, locked */
    cJSON *recipient;   /* borrowed from it */
    bool asked;         /* for a request; else nobody in particular */
    struct received_request request;
    char *file;               /* the file to send: as named, or the recipient's */
    char sha256[SHA256_TEXT]; /* of it, as the draft has it; "" when it was named */
};

/* Whether the file is a draft, by what is in it. */
bool submit_is_draft(const char *path);
/* Of what was written for a recipient the one to send: sealed ones first, and JSON before the workbook, which holds the same answers. path
 * NULL: there is none. Borrowed. */
struct handed_file submit_best_file(const cJSON *recipient);
/* From a draft: the file of its last hand-in, for the recipient that request names (a request's id or name of its requester; NULL: the only
 * one). */
enum status submit_draft_open(struct submit_draft *s, const struct program *program, const char *draft, const char *request,
                              struct error *e);
/* From a file with this digest: its draft, as named, or (NULL) one of the user's own, of the file's folder or of this folder that knows the
 * file. ST_OK without found: none does. */
enum status submit_draft_find(struct submit_draft *s, const struct program *program, const char *draft, const char *file,
                              const char *sha256, struct error *e);
void submit_draft_release(struct submit_draft *s);

#endif
