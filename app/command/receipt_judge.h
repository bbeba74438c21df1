/* A receipt that came back: is it from the customer whom the firm confirmed, and for what was handed in? */
#ifndef TENKEN_COMMAND_RECEIPT_JUDGE_H
#define TENKEN_COMMAND_RECEIPT_JUDGE_H

#include "command/received_request.h"
#include "model/sendings.h"
#include "store/draft.h"

/* What was handed in once, as one file or as several that hold the same answers: which of them the customer took in is the customer's
 * choice. */
struct receipt_files {
    struct handed_file files[HANDED_FILES_MAX];
    size_t n;
};

/* Judges a receipt, and keeps it in the draft that the files were made from, which is saved. ST_OK: *of is the file that it is for. Else
 * ST_NO (ST_INPUT when it is no receipt at all) with a sentence. request: the one that the files answer; its requester must have been
 * confirmed, and the key that counts is the one confirmed last. name: of the receipt, for sentences. */
enum status receipt_keep(struct draft *draft, const struct received_request *request, const struct receipt_files *files,
                         const struct program *program, const struct buffer *bytes, const char *name, const struct handed_file **of,
                         struct error *e);

#endif
