/* What a draft knows of the ways of its files: written at a hand-in (as_signed.h has what was in them), sent, acknowledged. Never exported:
 * answers_project takes none of it.
 *
 *   recipients[].files: [{file, sha256}], written for this recipient last; revisions.h has the earlier ones
 *   "sendings": [{at, request (digest or null), to (without secrets), sha256, result, note?}], in order
 *   "receipts": [{sha256, request, received_at, checked_at, envelope (as received)}] */
#ifndef TENKEN_MODEL_SENDINGS_H
#define TENKEN_MODEL_SENDINGS_H

#include "base/digest.h"
#include "model/assessment.h"

#define SENDINGS_MAX 200 /* the oldest go */
#define RECEIPTS_MAX 200
#define HANDED_FILES_MAX 8
#define SENDING_NOTE_MAX 1100

enum sending_result {
    SENDING_ARRIVED, /* the server said that it has it */
    SENDING_CHECKED, /* and it was read back: the same */
    SENDING_UNKNOWN, /* the connection was lost before an answer */
    SENDING_FAILED,  /* it is not there, or something else is */
    SENDING_BY_HAND, /* the firm says that it has sent it itself */
};
#define SENDING_RESULTS 5
/* "arrived", "checked", "unknown", "failed", "by_hand": as in drafts and --json */
const char *sending_result_name(enum sending_result result);
#define SENDING_TO_NOWHERE "-" /* sending.to of what was sent by hand: nobody knows where to */

/* One of them; texts borrowed. */
struct sending {
    const char *at;      /* a time */
    const char *request; /* digest, or NULL: made for no request */
    const char *to;      /* the URL as upload_url_show has it */
    const char *sha256;  /* of the file */
    enum sending_result result;
    const char *note; /* the sentence that the user saw, or NULL */
};

/* A file that a hand-in wrote. */
struct handed_file {
    const char *path; /* absolute */
    const char *sha256;
};

/* Structure of the three, when a draft is read. */
enum status sendings_check(const cJSON *draft, struct error *e);

/* Of what has such a list: a recipient, or one of its revisions (revisions.h). */
struct path;
enum status handed_files_check(const cJSON *holder, const struct path *where, struct error *e);

/* Instead of those of the last hand-in for this recipient (recipient_find). */
enum status recipient_set_files(cJSON *recipient, const struct handed_file *files, size_t n, struct error *e);
size_t recipient_files(const cJSON *recipient, struct handed_file files[HANDED_FILES_MAX]);
/* The recipient for whom the file with this digest was written or sent; NULL: this draft does not know the file. */
cJSON *sendings_recipient(const struct assessment *a, const char *sha256);

enum status sending_add(struct assessment *a, const struct sending *sending, struct error *e);
/* The last one of the file, or (sha256 NULL) of whatever was sent for the request (NULL: for none); false: never. */
bool sending_last(const struct assessment *a, const char *request, const char *sha256, struct sending *out);

/* When something for the request (NULL: for none) was with its recipient for the first time, of whatever revision; NULL: never, or unknown.
 */
const char *sending_first_at(const struct assessment *a, const char *request);
/* The same of one file. */
const char *sending_file_at(const struct assessment *a, const char *sha256);

/* Keeps a receipt that was verified; another one for the same file is replaced. */
enum status receipt_add(struct assessment *a, const cJSON *envelope, const struct clock *clock, struct error *e);
/* When the customer received the file, or (sha256 NULL) what is written for the recipient now; NULL: there is no receipt. */
const char *receipt_received_at(const struct assessment *a, const cJSON *recipient, const char *sha256);

#endif
