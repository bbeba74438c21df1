/* Collecting from a WebDAV collection: one listing (PROPFIND), then each file from the address that its name gives, on as many connections
 * as there are slots. */
#include "base/i18n.h"
#include "command/collect_source.h"
#include "model/upload_url.h"
#include "net/multistatus.h"
#include "net/transfer.h"

#include <errno.h>
#include <unistd.h>

struct dav {
    struct collect_source source;
    char *url; /* ends in a slash */
    struct net_options options[COLLECT_SLOTS_MAX];
    struct random random[COLLECT_SLOTS_MAX];
    struct net *nets[COLLECT_SLOTS_MAX]; /* made when first needed, by the slot's own thread */
};

static enum status net_of(struct dav *d, unsigned slot, struct error *e)
{
    return d->nets[slot] != NULL ? ST_OK : net_new(&d->nets[slot], &d->options[slot], e);
}

static enum status list(struct collect_source *s, struct offers *out, struct error *e)
{
    struct dav *d = (struct dav *)s;
    static const char *const HEADERS[] = {"Depth: 1", "Content-Type: application/xml; charset=utf-8", NULL};
    const struct net_request request = {.method = NET_PROPFIND,
                                        .url = d->url,
                                        .headers = HEADERS,
                                        .source = -1,
                                        .body = MULTISTATUS_ASKED,
                                        .body_max = MULTISTATUS_BYTES_MAX};
    enum status st = net_of(d, 0, e);
    if (st != ST_OK) {
        return st;
    }
    struct net_response response;
    st = net_transfer(d->nets[0], &request, &response, e);
    if (st == ST_OK && response.status == 207) {
        st = multistatus_read(buffer_text(&response.body), response.body.length, d->url, out, e);
    } else if (st == ST_OK && (response.status / 100 == 2 || response.status == 405 || response.status == 501)) {
        st = fail(e, ST_INPUT, _("The server does not list this address: it must be a WebDAV folder, and PROPFIND be allowed there."));
    } else if (st == ST_OK) {
        st = net_status_fail(&response, d->url, e);
    }
    net_response_release(&response);
    return st;
}

static bool sink_begin(void *context, int64_t offset, int64_t length)
{
    const int fd = *(const int *)context;
    (void)length;
    return ftruncate(fd, offset) == 0 && lseek(fd, offset, SEEK_SET) == offset;
}

static bool sink_write(void *context, const void *bytes, size_t n)
{
    return collect_write(*(const int *)context, bytes, n);
}

static enum fetched outcome_of(const struct net_response *response)
{
    switch (response->outcome) {
    case NET_ANSWERED:
        return response->status == 200 || response->status == 206 ? FETCH_DONE
               : retry_status(response->status)                   ? FETCH_FAILED
                                                                  : FETCH_REFUSED;
    case NET_UNREACHABLE:
    case NET_LOST:
        return FETCH_FAILED;
    case NET_REFUSED:
        return FETCH_REFUSED;
    case NET_STOPPED:
        return FETCH_STOPPED;
    case NET_FAILED:
        break;
    }
    return FETCH_BROKEN;
}

static enum fetched fetch(struct collect_source *s, unsigned slot, const struct offer *offer, int fd, int64_t max, struct error *e)
{
    struct dav *d = (struct dav *)s;
    struct buffer url;
    buffer_init(&url, BUFFER_MAX_TEXT);
    struct net_sink sink = {.begin = sink_begin, .write = sink_write, .context = &fd, .max = max};
    if (net_of(d, slot, e) != ST_OK || upload_url_join(d->url, offer->name, &url, e) != ST_OK) {
        buffer_release(&url);
        return FETCH_BROKEN;
    }
    const struct net_request request = {.method = NET_GET, .url = buffer_text(&url), .source = -1, .sink = &sink};
    struct net_response response;
    const enum status st = net_transfer(d->nets[slot], &request, &response, e);
    const enum fetched fetched = outcome_of(&response);
    if (st == ST_OK && fetched != FETCH_DONE) {
        (void)net_status_fail(&response, request.url, e);
    }
    net_response_release(&response);
    buffer_release(&url);
    return fetched;
}

static void dav_free(struct collect_source *s)
{
    struct dav *d = (struct dav *)s;
    for (size_t i = 0; i < COLLECT_SLOTS_MAX; i++) {
        net_free(d->nets[i]);
    }
    free(d->url);
    free(d);
}

enum status collect_dav_new(struct collect_source **out, const char *url, const struct net_options *options, struct error *e)
{
    *out = NULL;
    enum status st = upload_url_check(url, e);
    if (st == ST_OK && strpbrk(url, "?#") != NULL) {
        st = fail(e, ST_INPUT, _("The address of a WebDAV folder has no \"?\" and no \"#\"."));
    }
    struct dav *d = st == ST_OK ? calloc(1, sizeof *d) : NULL;
    if (d == NULL) {
        return st == ST_OK ? fail_memory(e) : st;
    }
    d->source = (struct collect_source){.list = list, .fetch = fetch, .free = dav_free};
    for (size_t i = 0; i < COLLECT_SLOTS_MAX; i++) {
        d->random[i] = *options->random;
        d->options[i] = *options;
        d->options[i].random = &d->random[i];
    }
    if (asprintf(&d->url, "%s%s", url, upload_url_collection(url) ? "" : "/") < 0) {
        d->url = NULL;
        dav_free(&d->source);
        return fail_memory(e);
    }
    d->source.name = d->url;
    *out = &d->source;
    return ST_OK;
}
