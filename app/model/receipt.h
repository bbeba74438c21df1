/* A prime's receipt for one sealed file (tenken-receipt/1): that it was received, when, and for which request; nothing about what is in it.
 * The envelope, signed by the requester (role "requester"), is trust's. */
#ifndef TENKEN_MODEL_RECEIPT_H
#define TENKEN_MODEL_RECEIPT_H

#include "base/clock.h"
#include "base/digest.h"
#include "base/error.h"

#include <cjson/cJSON.h>
#include <stddef.h>

/* Where it lies beside the files in a WebDAV collection or a folder: "receipts/" and this name. */
#define RECEIPT_FOLDER "receipts/"
#define RECEIPT_ENDING ".receipt.json"
#define RECEIPT_NAME_TEXT (SHA256_TEXT + sizeof RECEIPT_ENDING)
#define RECEIPT_BYTES_MAX ((size_t)64 * 1024)

/* What it says. Borrowed. */
struct receipt {
    const char *request_id;     /* UUID */
    const char *request_digest; /* hex SHA-256 of the request's document */
    const char *file_sha256;    /* of the file as it was received, sealed */
    const char *received_at;    /* YYYY-MM-DDThh:mm:ssZ */
};

/* A customer may take so many days from the day of sending on; after them the firm calls. */
#define RECEIPT_DAYS 14
/* Whether what went away on this day (YYYY-MM-DD, as the draft notes the last sending, by whatever way) has had no receipt for longer than
 * that. *days (or NULL): how many have passed, 0 for a day to come, as after a clock set back. */
bool receipt_overdue(const char *sent_on, const struct clock *clock, long *days);

/* "HEX.receipt.json" for the file with this digest. */
void receipt_name(const char file_sha256[SHA256_TEXT], char out[RECEIPT_NAME_TEXT]);

/* The document { state "received", request {id, digest}, file {sha256}, received_at }, checked as its reader will. The caller frees
 * *document. */
enum status receipt_build(const struct receipt *receipt, cJSON **document, struct error *e);

/* Structure and types, member by member; unknown members pass. */
enum status receipt_check(const cJSON *document, struct error *e);
/* What a document that receipt_check accepted says, borrowed from it. */
struct receipt receipt_of(const cJSON *document);
/* ST_OK when it is a receipt for this file and this request; else ST_NO and a sentence that says for which it is not. */
enum status receipt_fits(const cJSON *document, const char *request_digest, const char *file_sha256, struct error *e);

#endif
