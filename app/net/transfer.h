/* One request over HTTPS at a time, with everything that the world does to it: retries with back-off, redirects, certificates that do not
 * hold, servers that stall or never stop. https only, TLS 1.2 or later, and the certificate is always verified.
 *
 * Proxies are libcurl's business: it reads https_proxy, all_proxy and no_proxy from the environment. The connection through a proxy is a
 * tunnel; the proxy sees the host's name and nothing else. */
#ifndef TENKEN_NET_TRANSFER_H
#define TENKEN_NET_TRANSFER_H

#include "base/buffer.h"
#include "base/clock.h"
#include "base/error.h"
#include "base/random.h"
#include "net/retry.h"

#include <stdbool.h>
#include <stdint.h>

struct net_times {
    long connect_s; /* until the connection stands, TLS included */
    long stall_s;   /* without a sign of life from the other side */
    long attempt_s; /* for one attempt as a whole */
};
extern const struct net_times NET_TIMES;

enum net_phase { NET_SENDING, NET_RECEIVING, NET_WAITING };

/* For whoever shows it. */
struct net_progress {
    enum net_phase phase;
    int64_t done, total; /* bytes; total -1: not known */
    int64_t rate;        /* bytes a second, on average since this attempt began; 0: not known yet */
    int attempt;         /* from 1; while waiting, the one to come */
    int64_t wait_ms;     /* NET_WAITING: how long until then */
    const char *why;     /* NET_WAITING: a sentence, why the last attempt failed */
};

/* What all requests of one connection have in common. Borrowed, for as long as the connection exists. */
struct net_options {
    const char *ca_file; /* PEM: these authorities instead of the system's; NULL: the system's */
    const char *user;    /* with password: sent (Basic) to every host that is asked; or NULL */
    const char *password;
    const char *netrc; /* a file in the format of ~/.netrc with user names and passwords by host; or NULL */
    struct net_times times;
    struct retry_policy retry;
    const struct clock *clock;
    struct random *random;
    /* Sleeps; false: stop. */
    bool (*wait)(void *context, int64_t milliseconds);
    /* Called while bytes move, once a second at least, and before each wait. False: stop. NULL: none. */
    bool (*progress)(void *context, const struct net_progress *progress);
    void *context;
};

/* Where a body goes that is too large for memory. Owned by the caller. */
struct net_sink {
    /* The body begins, or begins again, at this offset of the whole; what is behind it is to be dropped. length: of the rest, -1 when
     * the server did not say. */
    bool (*begin)(void *context, int64_t offset, int64_t length);
    bool (*write)(void *context, const void *bytes, size_t n);
    void *context;
    int64_t max;  /* bytes in all: what is longer is refused as soon as that is known */
    int64_t have; /* in: so much is there from an earlier run and only the rest is wanted, 0: everything; kept up to date */
};

enum net_method { NET_GET, NET_HEAD, NET_PUT, NET_PROPFIND, NET_MKCOL };

struct net_request {
    enum net_method method;
    const char *url;            /* upload_url_check */
    const char *const *headers; /* "Name: value" …, NULL at the end; or NULL */
    bool anonymous;             /* no user name and password: the URL itself is the permission */
    int source;                 /* NET_PUT: a descriptor of a regular file, read from its start with pread; else -1 */
    int64_t source_size;        /* bytes to send */
    const char *body;           /* NET_PROPFIND: text, or NULL */
    struct net_sink *sink;      /* for the body of an answer 200 or 206; NULL: response->body */
    size_t body_max;            /* of response->body; a longer one is refused */
};

enum net_outcome {
    NET_ANSWERED,    /* an answer came, whole; any status */
    NET_UNREACHABLE, /* nobody was reached: no network, no such host, proxy or server down */
    NET_LOST,        /* the connection broke or went silent, each time */
    NET_REFUSED,     /* we refuse: certificate, redirect elsewhere, too large, not HTTP */
    NET_STOPPED,     /* progress or wait said so */
    NET_FAILED,      /* on this side: the file cannot be read, the sink did not take it, memory */
};

struct net_response {
    enum net_outcome outcome;
    long status;        /* of the last answer; 0: none */
    struct buffer body; /* of an answer 2xx without a sink */
    char etag[200];     /* "" when none, or not usable in If-Match (weak, too long) */
    int64_t length;     /* Content-Length, -1 when not given */
    int attempts;
    bool may_have_arrived; /* all bytes were sent once at least, and no answer told what became of them */
    int64_t wait_asked_ms; /* the server asked to come back only after so long, which is too long to wait for; else -1 */
};

/* One at a time; threads take one each. Connections are kept open in between. */
struct net;
enum status net_new(struct net **out, const struct net_options *options, struct error *e);
void net_free(struct net *net);

/* ST_OK exactly for NET_ANSWERED. Then the caller judges the status; it can be one of those that were tried again (retry_status) when it
 * stayed so to the end. Otherwise a sentence without secrets: ST_INPUT for NET_REFUSED, else ST_SYSTEM. response: to be released in any
 * case. */
enum status net_transfer(struct net *net, const struct net_request *request, struct net_response *response, struct error *e);
void net_response_release(struct net_response *response);

/* A status that means no success, in words, with the host of the URL: what it means and what to do. ST_INPUT when the server refuses,
 * ST_SYSTEM when it fails. */
enum status net_status_fail(const struct net_response *response, const char *url, struct error *e);

#endif
