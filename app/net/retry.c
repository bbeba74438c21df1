#include "net/retry.h"

#include "net/curl.h"

#include <string.h>

const struct retry_policy RETRY_POLICY = {
    .attempts = 6, .attempts_unreached = 3, .first_ms = 1000, .most_ms = 30000, .asked_most_ms = 120000};

#define SECONDS_MOST INT64_C(10000000000)

bool retry_status(long status)
{
    return status == 408 || status == 425 || status == 429 || (status >= 500 && status <= 599 && status != 501 && status != 505);
}

static int64_t seconds_until(const char *text, const char *date, int64_t now)
{
    const struct curl_api *curl = curl_loaded();
    const time_t at = curl != NULL ? curl->getdate(text, NULL) : -1;
    const time_t from = curl != NULL && date != NULL ? curl->getdate(date, NULL) : -1;
    if (at < 0) {
        return -1;
    }
    const int64_t wait = (int64_t)at - (from >= 0 ? (int64_t)from : now);
    return wait > 0 ? wait : 0;
}

int64_t retry_after(const char *text, const char *date, int64_t now)
{
    const size_t digits = text != NULL ? strspn(text, "0123456789") : 0;
    int64_t seconds = -1;
    if (digits > 0 && text[digits] == '\0') {
        seconds = 0;
        for (size_t i = 0; i < digits && seconds < SECONDS_MOST; i++) {
            seconds = seconds * 10 + (text[i] - '0');
        }
    } else if (text != NULL && digits == 0) {
        seconds = seconds_until(text, date, now);
    }
    return seconds < 0 ? -1 : (seconds < SECONDS_MOST ? seconds : SECONDS_MOST) * 1000;
}

/* Evenly between 0 and most; without random numbers the longest wait is right, too. */
static int64_t jitter(int64_t most, struct random *random)
{
    uint64_t bits = 0;
    if (most <= 0 || random->fill(random, &bits, sizeof bits, NULL) != ST_OK) {
        return most;
    }
    return (int64_t)(bits % ((uint64_t)most + 1));
}

int64_t retry_wait(const struct retry_policy *policy, int next, int64_t asked, struct random *random)
{
    int64_t most = policy->first_ms;
    for (int i = 2; i < next && most < policy->most_ms; i++) {
        most *= 2;
    }
    return (asked > 0 ? asked : 0) + jitter(most < policy->most_ms ? most : policy->most_ms, random);
}
