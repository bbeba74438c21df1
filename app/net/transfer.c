#include "net/transfer.h"

#include "net/attempt.h"

#include "base/i18n.h"
#include "model/upload_url.h"

#include <string.h>

#define REDIRECTS_MAX 5

const struct net_times NET_TIMES = {.connect_s = 20, .stall_s = 60, .attempt_s = 1800};

struct net {
    const struct curl_api *curl;
    CURL *easy;
    struct net_options options;
};

enum status net_new(struct net **out, const struct net_options *options, struct error *e)
{
    *out = NULL;
    const struct curl_api *curl = curl_load(e);
    if (curl == NULL) {
        return ST_SYSTEM;
    }
    struct net *net = calloc(1, sizeof *net);
    CURL *easy = net != NULL ? curl->easy_init() : NULL;
    if (easy == NULL) {
        free(net);
        return fail_memory(e);
    }
    *net = (struct net){.curl = curl, .easy = easy, .options = *options};
    *out = net;
    return ST_OK;
}

void net_free(struct net *net)
{
    if (net != NULL) {
        net->curl->easy_cleanup(net->easy);
        free(net);
    }
}

void net_response_release(struct net_response *response)
{
    buffer_release(&response->body);
}

/* One transfer as a whole. */
struct run {
    struct net *net;
    const struct net_request *request;
    struct net_response *response;
    char *redirected; /* where to, owned, or NULL */
    int redirects;
    int attempt;  /* the current one, from 1 */
    bool reached; /* an answer came, or a connection stood */
};

static bool redirects(long status)
{
    return status == 301 || status == 302 || status == 303 || status == 307 || status == 308;
}

/* Where the answer redirects to: its Location, which may be relative to `from`. Owned; NULL when it says nothing that can be used.
 * (CURLINFO_REDIRECT_URL would bring our own user name and password along.) */
static char *redirect_target(const struct run *run, const char *from)
{
    const struct curl_api *curl = run->net->curl;
    struct curl_header *location = NULL;
    char *text = NULL, *copy = NULL;
    CURLU *url = curl->url();
    if (url != NULL && curl->easy_header(run->net->easy, "Location", 0, CURLH_HEADER, -1, &location) == CURLHE_OK &&
        curl->url_set(url, CURLUPART_URL, from, 0) == CURLUE_OK &&
        curl->url_set(url, CURLUPART_URL, location->value, CURLU_URLENCODE | CURLU_NON_SUPPORT_SCHEME) == CURLUE_OK &&
        curl->url_get(url, CURLUPART_URL, &text, 0) == CURLUE_OK && strlen(text) <= UPLOAD_URL_MAX) {
        copy = strdup(text);
    }
    curl->free(text);
    curl->url_cleanup(url);
    return copy;
}

/* Only to the same host and port over https: whoever can redirect must not have the file, its name or a password sent elsewhere. */
static enum status check_redirect(struct run *run, const char *from, const char *to, struct error *e)
{
    char host[UPLOAD_HOST_TEXT], other[UPLOAD_HOST_TEXT];
    upload_url_host(from, host);
    /* 303 means: fetch something else. For a file to be stored this is no answer. */
    if (to == NULL || (run->response->status == 303 && run->request->method == NET_PUT)) {
        return fail(e, ST_INPUT, _("%s redirects to nowhere: check the address."), host);
    }
    if (!upload_url_valid(to)) {
        return fail(e, ST_INPUT,
                    _("%s redirects to an address without https, or with a user name in it: this is refused, nothing was sent there."),
                    host);
    }
    if (!upload_url_same_host(from, to)) {
        upload_url_host(to, other);
        return fail(e, ST_INPUT,
                    _("%s redirects to another computer (%s): this is refused, nothing was sent there. Ask whoever gave you the address."),
                    host, other);
    }
    if (++run->redirects > REDIRECTS_MAX) {
        return fail(e, ST_INPUT, _("%s redirects in circles: check the address."), host);
    }
    return ST_OK;
}

static enum status follow(struct run *run, const char *from, struct error *e)
{
    char *to = redirect_target(run, from);
    const enum status st = check_redirect(run, from, to, e);
    if (st != ST_OK) {
        run->response->outcome = NET_REFUSED;
        free(to);
        return st;
    }
    free(run->redirected);
    run->redirected = to;
    return ST_OK;
}

/* What the server asks for, in milliseconds; -1: nothing. */
static int64_t wait_asked(const struct run *run)
{
    const struct curl_api *curl = run->net->curl;
    struct curl_header *after = NULL, *date = NULL;
    char text[64];
    if (curl->easy_header(run->net->easy, "Retry-After", 0, CURLH_HEADER, -1, &after) != CURLHE_OK || strlen(after->value) >= sizeof text) {
        return -1;
    }
    /* The next look-up overwrites what the first one gave. */
    memcpy(text, after->value, strlen(after->value) + 1);
    const bool dated = curl->easy_header(run->net->easy, "Date", 0, CURLH_HEADER, -1, &date) == CURLHE_OK;
    return retry_after(text, dated ? date->value : NULL, clock_now(run->net->options.clock));
}

/* True: try again now. False: this was the last attempt, or somebody stopped it (then the outcome says so). why: for display. */
static bool wait_for_next(struct run *run, int64_t asked, const char *why, struct error *e)
{
    const struct net_options *o = &run->net->options;
    if (run->attempt >= (run->reached ? o->retry.attempts : o->retry.attempts_unreached)) {
        return false;
    }
    if (asked > o->retry.asked_most_ms) {
        run->response->wait_asked_ms = asked;
        return false;
    }
    run->attempt++;
    const int64_t pause = retry_wait(&o->retry, run->attempt, asked, o->random);
    const struct net_progress progress = {.phase = NET_WAITING, .total = -1, .attempt = run->attempt, .wait_ms = pause, .why = why};
    if ((o->progress != NULL && !o->progress(o->context, &progress)) || (pause > 0 && !o->wait(o->context, pause))) {
        run->response->outcome = NET_STOPPED;
        (void)fail(e, ST_SYSTEM, _("Stopped."));
        return false;
    }
    return true;
}

/* *done: no further attempt; the result is the transfer's. */
static enum status try_once(struct run *run, bool *done, struct error *e)
{
    struct net_response *response = run->response;
    struct error why = {0};
    struct attempt a = {.curl = run->net->curl,
                        .easy = run->net->easy,
                        .options = &run->net->options,
                        .request = run->request,
                        .response = response,
                        .url = run->redirected != NULL ? run->redirected : run->request->url,
                        .number = run->attempt};
    const CURLcode code = attempt_run(&a);
    response->attempts = run->attempt;
    *done = true;
    if (code != CURLE_OK) {
        bool again = false;
        response->outcome = attempt_failure(&a, code, &again, &why);
        run->reached = run->reached || response->outcome != NET_UNREACHABLE;
        response->may_have_arrived = response->may_have_arrived || (run->request->method == NET_PUT &&
                                                                    (response->outcome == NET_LOST || response->outcome == NET_STOPPED) &&
                                                                    a.sent == run->request->source_size);
        *done = !again || !wait_for_next(run, -1, why.text, &why);
        return *done ? fail(e, why.status, "%s", why.text) : ST_OK;
    }
    run->reached = true;
    response->outcome = NET_ANSWERED;
    if (redirects(response->status)) {
        const enum status st = follow(run, a.url, e);
        *done = st != ST_OK;
        return st;
    }
    if (response->status == 416 && run->request->sink != NULL && run->request->sink->have > 0) {
        run->request->sink->have = 0; /* there is no such rest: from the start */
        *done = ++run->redirects > REDIRECTS_MAX;
        return ST_OK;
    }
    if (retry_status(response->status)) {
        const int64_t asked = wait_asked(run);
        char host[UPLOAD_HOST_TEXT];
        upload_url_host(a.url, host);
        (void)fail(&why, ST_SYSTEM, _("%s is busy, or has a problem (status %ld)."), host, response->status);
        *done = !wait_for_next(run, asked, why.text, &why);
        return *done && response->outcome == NET_STOPPED ? fail(e, why.status, "%s", why.text) : ST_OK;
    }
    return ST_OK;
}

enum status net_transfer(struct net *net, const struct net_request *request, struct net_response *response, struct error *e)
{
    struct run run = {.net = net, .request = request, .response = response, .attempt = 1};
    *response = (struct net_response){.outcome = NET_FAILED, .length = -1, .wait_asked_ms = -1};
    buffer_init(&response->body, request->body_max);
    enum status st = upload_url_check(request->url, e);
    response->outcome = st == ST_OK ? NET_FAILED : NET_REFUSED;
    for (bool done = st != ST_OK; !done;) {
        st = try_once(&run, &done, e);
    }
    free(run.redirected);
    return st;
}
