/* A receipt that came back: is it from the customer whom the firm confirmed, and for this file? */
#ifndef TENKEN_COMMAND_RECEIPT_JUDGE_H
#define TENKEN_COMMAND_RECEIPT_JUDGE_H

#include "command/received_request.h"
#include "store/draft.h"

/* ST_OK: it is, and the caller releases *judged (judged_release). Else ST_NO (ST_INPUT when it is no receipt at all) with a sentence, and
 * there is nothing to release. request: the one that the file answers; its requester must have been confirmed, and the key that counts is
 * the one confirmed last. name: of the receipt, for sentences. */
enum status receipt_judge(const char *bytes, size_t n, const char *name, const struct received_request *request, const char *sha256,
                          const struct program *program, struct judged *judged, struct error *e);
/* Judges it, and keeps it in the draft that the file was made from, which is saved. name: of the receipt, for sentences. */
enum status receipt_keep(struct draft *draft, const struct received_request *request, const char *sha256, const struct program *program,
                         const struct buffer *bytes, const char *name, struct error *e);

#endif
