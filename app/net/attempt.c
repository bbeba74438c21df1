#include "net/attempt.h"

#include "base/version.h"

#include <errno.h>
#include <string.h>
#include <unistd.h>

#define HEADER_BYTES_MAX 65536
#define UNWANTED_BYTES_MAX 65536 /* of an error page: nobody reads it, but a short one keeps the connection usable */
#define ASKED_FIRST_BYTES 1000000
#define SLOWEST 32L /* bytes a second: below, the connection counts as silent */

static long status_of(const struct attempt *a)
{
    long status = 0;
    (void)a->curl->easy_getinfo(a->easy, CURLINFO_RESPONSE_CODE, &status);
    return status;
}

static const char *header_of(const struct attempt *a, const char *name)
{
    struct curl_header *header = NULL;
    return a->curl->easy_header(a->easy, name, 0, CURLH_HEADER, -1, &header) == CURLHE_OK ? header->value : NULL;
}

/* An endless stream of headers, or of interim answers, must not keep us. */
static size_t take_header(char *bytes, size_t size, size_t n, void *context)
{
    (void)bytes;
    struct attempt *a = context;
    a->header_bytes += (int64_t)(size * n);
    a->too_large = a->too_large || a->header_bytes > HEADER_BYTES_MAX;
    return a->too_large ? 0 : size * n;
}

/* Content-Range: "bytes FIRST-LAST/TOTAL". */
static bool range_begins_at(const char *value, int64_t offset)
{
    static const char UNIT[] = "bytes ";
    if (value == NULL || strncmp(value, UNIT, sizeof UNIT - 1) != 0) {
        return false;
    }
    char *end;
    errno = 0;
    const long long first = strtoll(value + sizeof UNIT - 1, &end, 10);
    return errno == 0 && *end == '-' && first == offset;
}

static bool sink_begin(struct attempt *a, long status)
{
    struct net_sink *sink = a->request->sink;
    curl_off_t length = -1;
    (void)a->curl->easy_getinfo(a->easy, CURLINFO_CONTENT_LENGTH_DOWNLOAD_T, &length);
    if (status == 206 && !range_begins_at(header_of(a, "Content-Range"), sink->have)) {
        a->wrong_range = true;
        return false;
    }
    if (status != 206) {
        sink->have = 0;
    }
    a->too_large = length > sink->max - sink->have;
    a->began = !a->too_large;
    a->sink_failed = a->began && !sink->begin(sink->context, sink->have, length);
    return a->began && !a->sink_failed;
}

static bool sink_take(struct attempt *a, const char *bytes, size_t n)
{
    struct net_sink *sink = a->request->sink;
    if (!a->began && !sink_begin(a, status_of(a))) {
        return false;
    }
    a->too_large = (int64_t)n > sink->max - sink->have;
    a->sink_failed = !a->too_large && !sink->write(sink->context, bytes, n);
    if (a->too_large || a->sink_failed) {
        return false;
    }
    sink->have += (int64_t)n;
    return true;
}

static size_t take_body(char *bytes, size_t size, size_t n, void *context)
{
    struct attempt *a = context;
    const long status = status_of(a);
    n *= size;
    a->body_bytes += (int64_t)n;
    if (a->request->sink != NULL && (status == 200 || status == 206)) {
        return sink_take(a, bytes, n) ? n : 0;
    }
    if (a->request->sink == NULL && status >= 200 && status <= 299) {
        struct buffer *body = &a->response->body;
        a->too_large = n > body->max - body->length;
        return !a->too_large && buffer_add(body, bytes, n) ? n : 0;
    }
    a->enough = a->body_bytes > UNWANTED_BYTES_MAX;
    return a->enough ? 0 : n;
}

static size_t give_source(char *bytes, size_t size, size_t n, void *context)
{
    struct attempt *a = context;
    const int64_t left = a->request->source_size - a->sent;
    n *= size;
    if ((int64_t)n > left) {
        n = (size_t)left;
    }
    ssize_t got;
    do {
        got = n > 0 ? pread(a->request->source, bytes, n, a->sent) : 0;
    } while (got < 0 && errno == EINTR);
    if (got < 0 || (got == 0 && n > 0)) { /* a file that became shorter, too: never a body of another length than announced */
        a->source_failed = true;
        a->source_errno = got < 0 ? errno : 0;
        return CURL_READFUNC_ABORT;
    }
    a->sent += got;
    return (size_t)got;
}

static int seek_source(void *context, curl_off_t offset, int origin)
{
    struct attempt *a = context;
    if (origin != SEEK_SET || offset < 0 || offset > a->request->source_size) {
        return CURL_SEEKFUNC_CANTSEEK;
    }
    a->sent = offset;
    return CURL_SEEKFUNC_OK;
}

static int tell_progress(void *context, curl_off_t total_down, curl_off_t down, curl_off_t total_up, curl_off_t up)
{
    struct attempt *a = context;
    (void)total_up;
    (void)up; /* libcurl counts a body that it sends again after a rewind twice */
    if (a->options->progress == NULL) {
        return 0;
    }
    const bool sending = a->request->method == NET_PUT;
    const int64_t before = a->request->sink != NULL ? a->request->sink->have - a->body_bytes : 0;
    curl_off_t rate = 0;
    (void)a->curl->easy_getinfo(a->easy, sending ? CURLINFO_SPEED_UPLOAD_T : CURLINFO_SPEED_DOWNLOAD_T, &rate);
    const struct net_progress progress = {
        .phase = sending ? NET_SENDING : NET_RECEIVING,
        .done = sending ? a->sent : (before > 0 ? before : 0) + down,
        .total = sending          ? a->request->source_size
                 : total_down > 0 ? (before > 0 ? before : 0) + total_down
                                  : -1,
        .rate = rate,
        .attempt = a->number,
    };
    a->stopped = !a->options->progress(a->options->context, &progress);
    return a->stopped ? 1 : 0;
}

static bool set_method(struct attempt *a)
{
    const struct net_request *r = a->request;
    CURLcode (*const set)(CURL *, CURLoption, ...) = a->curl->easy_setopt;
    switch (r->method) {
    case NET_GET:
        return set(a->easy, CURLOPT_HTTPGET, 1L) == CURLE_OK;
    case NET_HEAD:
        return set(a->easy, CURLOPT_NOBODY, 1L) == CURLE_OK;
    case NET_PUT:
        return set(a->easy, CURLOPT_UPLOAD, 1L) == CURLE_OK && set(a->easy, CURLOPT_READFUNCTION, give_source) == CURLE_OK &&
               set(a->easy, CURLOPT_READDATA, a) == CURLE_OK && set(a->easy, CURLOPT_SEEKFUNCTION, seek_source) == CURLE_OK &&
               set(a->easy, CURLOPT_SEEKDATA, a) == CURLE_OK &&
               set(a->easy, CURLOPT_INFILESIZE_LARGE, (curl_off_t)r->source_size) == CURLE_OK;
    case NET_PROPFIND:
    case NET_MKCOL:
        break;
    }
    return (r->body == NULL || set(a->easy, CURLOPT_POSTFIELDS, r->body) == CURLE_OK) &&
           set(a->easy, CURLOPT_CUSTOMREQUEST, r->method == NET_MKCOL ? "MKCOL" : "PROPFIND") == CURLE_OK;
}

static bool set_trust(struct attempt *a)
{
    const struct net_options *o = a->options;
    CURLcode (*const set)(CURL *, CURLoption, ...) = a->curl->easy_setopt;
    bool ok = set(a->easy, CURLOPT_PROTOCOLS_STR, "https") == CURLE_OK &&
              set(a->easy, CURLOPT_SSLVERSION, (long)CURL_SSLVERSION_TLSv1_2) == CURLE_OK &&
              set(a->easy, CURLOPT_SSL_VERIFYPEER, 1L) == CURLE_OK && set(a->easy, CURLOPT_SSL_VERIFYHOST, 2L) == CURLE_OK;
    if (o->ca_file != NULL) { /* these instead of the system's, not beside them */
        ok = ok && set(a->easy, CURLOPT_CAINFO, o->ca_file) == CURLE_OK && set(a->easy, CURLOPT_CAPATH, NULL) == CURLE_OK;
    }
    if (a->request->anonymous) {
        return ok;
    }
    if (o->user != NULL) {
        ok = ok && set(a->easy, CURLOPT_HTTPAUTH, (long)CURLAUTH_BASIC) == CURLE_OK &&
             set(a->easy, CURLOPT_USERNAME, o->user) == CURLE_OK && set(a->easy, CURLOPT_PASSWORD, o->password) == CURLE_OK;
    } else if (o->netrc != NULL) {
        ok = ok && set(a->easy, CURLOPT_HTTPAUTH, (long)CURLAUTH_BASIC) == CURLE_OK &&
             set(a->easy, CURLOPT_NETRC, (long)CURL_NETRC_REQUIRED) == CURLE_OK && set(a->easy, CURLOPT_NETRC_FILE, o->netrc) == CURLE_OK;
    }
    return ok;
}

static bool set_rest(struct attempt *a)
{
    const struct net_times *t = &a->options->times;
    CURLcode (*const set)(CURL *, CURLoption, ...) = a->curl->easy_setopt;
    return set(a->easy, CURLOPT_URL, a->url) == CURLE_OK && set(a->easy, CURLOPT_ERRORBUFFER, a->error) == CURLE_OK &&
           set(a->easy, CURLOPT_NOSIGNAL, 1L) == CURLE_OK && set(a->easy, CURLOPT_USERAGENT, "tenken/" TENKEN_VERSION) == CURLE_OK &&
           set(a->easy, CURLOPT_FOLLOWLOCATION, 0L) == CURLE_OK && set(a->easy, CURLOPT_SUPPRESS_CONNECT_HEADERS, 1L) == CURLE_OK &&
           set(a->easy, CURLOPT_CONNECTTIMEOUT, t->connect_s) == CURLE_OK && set(a->easy, CURLOPT_TIMEOUT, t->attempt_s) == CURLE_OK &&
           set(a->easy, CURLOPT_LOW_SPEED_LIMIT, SLOWEST) == CURLE_OK && set(a->easy, CURLOPT_LOW_SPEED_TIME, t->stall_s) == CURLE_OK &&
           set(a->easy, CURLOPT_HEADERFUNCTION, take_header) == CURLE_OK && set(a->easy, CURLOPT_HEADERDATA, a) == CURLE_OK &&
           set(a->easy, CURLOPT_WRITEFUNCTION, take_body) == CURLE_OK && set(a->easy, CURLOPT_WRITEDATA, a) == CURLE_OK &&
           set(a->easy, CURLOPT_NOPROGRESS, 0L) == CURLE_OK && set(a->easy, CURLOPT_XFERINFOFUNCTION, tell_progress) == CURLE_OK &&
           set(a->easy, CURLOPT_XFERINFODATA, a) == CURLE_OK;
}

static bool add_header(const struct curl_api *curl, struct curl_slist **list, const char *text)
{
    struct curl_slist *longer = curl->slist_append(*list, text);
    *list = longer != NULL ? longer : *list;
    return longer != NULL;
}

static bool set_headers(struct attempt *a, struct curl_slist **list)
{
    const struct net_request *r = a->request;
    /* Asking first whether the body is wanted costs a second with servers that do not know the question. */
    bool ok = r->method != NET_PUT || r->source_size > ASKED_FIRST_BYTES || add_header(a->curl, list, "Expect:");
    for (size_t i = 0; r->headers != NULL && r->headers[i] != NULL; i++) {
        ok = ok && add_header(a->curl, list, r->headers[i]);
    }
    if (r->sink != NULL && r->sink->have > 0) {
        char range[64];
        (void)snprintf(range, sizeof range, "Range: bytes=%lld-", (long long)r->sink->have);
        ok = ok && add_header(a->curl, list, range);
        if (a->response->etag[0] != '\0') { /* the rest of the same content, or all of the other */
            char same[sizeof a->response->etag + 16];
            (void)snprintf(same, sizeof same, "If-Range: %s", a->response->etag);
            ok = ok && add_header(a->curl, list, same);
        }
    }
    return ok && (*list == NULL || a->curl->easy_setopt(a->easy, CURLOPT_HTTPHEADER, *list) == CURLE_OK);
}

/* A weak tag, or one with anything unusual in it, is as good as none: it would be sent back in a header. */
static void keep_etag(struct attempt *a)
{
    const char *etag = header_of(a, "ETag");
    const size_t n = etag != NULL ? strlen(etag) : 0;
    a->response->etag[0] = '\0';
    if (n < 2 || n >= sizeof a->response->etag || etag[0] != '"' || etag[n - 1] != '"') {
        return;
    }
    for (size_t i = 1; i < n - 1; i++) {
        if (etag[i] <= ' ' || etag[i] >= 0x7F || etag[i] == '"') {
            return;
        }
    }
    memcpy(a->response->etag, etag, n + 1);
}

static void keep_answer(struct attempt *a)
{
    curl_off_t length = -1;
    a->response->status = status_of(a);
    (void)a->curl->easy_getinfo(a->easy, CURLINFO_CONTENT_LENGTH_DOWNLOAD_T, &length);
    a->response->length = length;
    if (a->response->status >= 200 && a->response->status <= 299) {
        keep_etag(a);
    }
}

CURLcode attempt_run(struct attempt *a)
{
    struct curl_slist *headers = NULL;
    a->curl->easy_reset(a->easy);
    buffer_clear(&a->response->body);
    CURLcode code = set_rest(a) && set_method(a) && set_trust(a) && set_headers(a, &headers) ? CURLE_OK : CURLE_OUT_OF_MEMORY;
    if (code == CURLE_OK) {
        code = a->curl->easy_perform(a->easy);
        if (code == CURLE_WRITE_ERROR && a->enough) {
            code = CURLE_OK; /* the status has been read, and the rest of the page is nobody's interest */
        }
        keep_answer(a);
        const bool sinks = a->request->sink != NULL && (a->response->status == 200 || a->response->status == 206);
        if (code == CURLE_OK && sinks && !a->began && !sink_begin(a, a->response->status)) {
            code = CURLE_WRITE_ERROR; /* an empty body is one, too */
        }
    }
    (void)a->curl->easy_setopt(a->easy, CURLOPT_HTTPHEADER, NULL);
    a->curl->slist_free_all(headers);
    return code;
}
