/* One attempt at one request: what libcurl is told, and what it hands back. Internal to net. */
#ifndef TENKEN_NET_ATTEMPT_H
#define TENKEN_NET_ATTEMPT_H

#include "net/curl.h"
#include "net/transfer.h"

struct attempt {
    const struct curl_api *curl;
    CURL *easy;
    const struct net_options *options;
    const struct net_request *request;
    struct net_response *response;
    const char *url; /* the request's, or where it was redirected to */
    int number;
    char error[CURL_ERROR_SIZE];

    int64_t sent;         /* bytes of the source */
    int64_t header_bytes; /* of all answers */
    int64_t body_bytes;   /* of this answer */
    bool began;           /* the sink's begin was called */
    bool enough;          /* the rest of a body that nobody wants was cut off */
    bool too_large;
    bool wrong_range; /* the answer is for other bytes than those asked for */
    bool source_failed, sink_failed, stopped;
    int source_errno;
};

/* Resets easy and performs. The result is libcurl's; the flags say why when one of ours ended it. */
CURLcode attempt_run(struct attempt *a);

/* After a failure: what became of the request, whether another attempt makes sense, and the sentence. */
enum net_outcome attempt_failure(const struct attempt *a, CURLcode code, bool *again, struct error *e);

#endif
