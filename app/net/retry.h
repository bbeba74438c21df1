/* When to try again, and how long to wait before: exponential back-off with full jitter, under what the server asks for. Pure. */
#ifndef TENKEN_NET_RETRY_H
#define TENKEN_NET_RETRY_H

#include "base/random.h"

#include <stdbool.h>
#include <stdint.h>

struct retry_policy {
    int attempts;           /* in all, when the server was reached at least once */
    int attempts_unreached; /* in all, as long as it never was: without a network nobody should wait long for being told */
    int64_t first_ms;       /* the longest wait before the second attempt; doubles with each one */
    int64_t most_ms;        /* and never exceeds this */
    int64_t asked_most_ms;  /* what a server may ask for (Retry-After): beyond, it is left to the user to come back */
};
extern const struct retry_policy RETRY_POLICY;

/* 408, 425, 429 and 5xx but 501 and 505: the same request may succeed later. */
bool retry_status(long status);

/* Retry-After (RFC 9110, section 10.2.3): seconds, or an HTTP date, which counts from the server's own Date when that is given (its clock
 * and ours may differ), else from now (seconds since 1970). Milliseconds, 0 for what lies behind; -1 when it says nothing that can be read.
 */
int64_t retry_after(const char *text, const char *date, int64_t now);

/* Milliseconds to wait before attempt number next (2, 3 …): random between 0 and the back-off, on top of what the server asks for
 * (asked, -1: nothing). */
int64_t retry_wait(const struct retry_policy *policy, int next, int64_t asked, struct random *random);

#endif
