/* A customer's request as the firm that received it sees it: is the signature good, who asks, and was that requester ever confirmed
 * (formats.md, "Primes are pinned too").
 *
 * For screens that show or answer requests: open it with received_request_open (a file) or received_request_of_draft (one that the draft
 * holds); show `name`, `groups` (the fingerprint to be compared on the phone) and `host` as long as `standing.state` is not
 * REQUESTER_KNOWN, with received_request_advice below; after the user said that the fingerprint is the same, call
 * received_request_confirm. Before anything is signed for it, received_request_gate must have said ST_OK. Nothing here prints or asks. */
#ifndef TENKEN_COMMAND_RECEIVED_REQUEST_H
#define TENKEN_COMMAND_RECEIVED_REQUEST_H

#include "command/command.h"
#include "command/judge.h"
#include "model/assessment.h"
#include "model/request.h"
#include "model/request_build.h"
#include "store/requesters.h"

struct received_request {
    struct judged judged;
    const cJSON *document;       /* borrowed from judged */
    const struct signer *signer; /* whose signature it is; borrowed from judged */
    char digest[SHA256_TEXT];    /* by which answers name it */
    char *name;                  /* of the requester, cleaned for display */
    char host[UPLOAD_HOST_TEXT]; /* where the answers are to be uploaded, "" when nowhere */
    char groups[FINGERPRINT_TEXT];
    struct requester_standing standing;
};

/* Reads and judges a request file. Refused in a sentence: what is no request (ST_INPUT), a signature or certificate that does not hold
 * (ST_NO), and a damaged store of confirmed requesters. On failure there is nothing to release. */
enum status received_request_open(struct received_request *r, const struct program *program, const char *path, struct error *e);
/* The same for the i-th request of a draft; draft: its name, for sentences. ST_INPUT also when it came with a secret, and the file as it
 * came is not on this computer: whether it is unchanged cannot be told then. */
enum status received_request_of_draft(struct received_request *r, const struct program *program, const struct assessment *a, size_t i,
                                      const char *draft, struct error *e);
/* To be called when a draft takes the request in: a draft never holds the secret of an enrolment, so a request that has one is kept whole,
 * mode 0600, in the user's own directory (requests/DIGEST.json), where received_request_of_draft finds it. */
enum status received_request_keep(const struct received_request *r, const struct program *program, struct error *e);
/* The secret inside, ENROL_SECRET_BYTES; false when there is none. The caller wipes it. */
bool received_request_secret(const struct received_request *r, uint8_t secret[ENROL_SECRET_BYTES]);
void received_request_release(struct received_request *r);

/* ST_OK when the requester is confirmed as it stands in this request. Else ST_NO and one sentence: who asks, the fingerprint, what to do.
 * path: the request's file for the command that confirms it, NULL when it is not at hand. */
enum status received_request_gate(const struct received_request *r, const char *path, struct error *e);
/* One translated sentence: what is to be done about a requester in this state, and why. Static. */
const char *received_request_advice(enum requester_state state);
/* Keeps the requester as confirmed; the request's own standing changes with it. */
enum status received_request_confirm(struct received_request *r, const struct program *program, struct error *e);

/* $XDG_DATA_HOME/tenken/requesters.json; the caller frees *path. */
enum status requesters_path(const struct program *program, char **path, struct error *e);

/* Days from now until the end of the day it is due: 0 on that day, negative afterwards. */
long received_request_days_left(const cJSON *document, const struct clock *clock);

#endif
