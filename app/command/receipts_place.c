#include "command/receipts_place.h"

#include "base/buffer.h"
#include "base/file.h"
#include "base/i18n.h"
#include "command/collect_source.h"
#include "model/receipt.h"
#include "model/upload_url.h"
#include "net/transfer.h"

#include <errno.h>
#include <sys/mman.h>
#include <unistd.h>

struct receipts_place {
    char *location;  /* of "receipts", ends in a slash */
    struct net *net; /* NULL: a folder */
    struct offers there;
};

static enum status make_collection(struct receipts_place *p, struct error *e)
{
    const struct net_request request = {.method = NET_MKCOL, .url = p->location, .source = -1};
    struct net_response response;
    enum status st = net_transfer(p->net, &request, &response, e);
    if (st == ST_OK && response.status != 201 && response.status != 405) { /* RFC 4918, section 9.3.1: 405, it is there */
        st = net_status_fail(&response, p->location, e);
    }
    net_response_release(&response);
    return st;
}

static enum status look(struct receipts_place *p, struct collect_source *source, struct error *e)
{
    const enum status st = source->list(source, &p->there, e);
    source->free(source);
    return st;
}

static enum status open_collection(struct receipts_place *p, const struct net_options *options, struct error *e)
{
    struct collect_source *source;
    enum status st = upload_url_check(p->location, e);
    st = st == ST_OK ? collect_dav_new(&source, p->location, options, e) : st;
    if (st != ST_OK) {
        return st;
    }
    st = net_new(&p->net, options, e);
    st = st == ST_OK ? make_collection(p, e) : st;
    if (st != ST_OK) {
        source->free(source);
        return st;
    }
    return look(p, source, e);
}

static enum status open_folder(struct receipts_place *p, struct error *e)
{
    struct collect_source *source;
    enum status st = directory_make(p->location, 0755, e);
    st = st == ST_OK ? collect_folder_new(&source, p->location, e) : st;
    return st == ST_OK ? look(p, source, e) : st;
}

enum status receipts_place_open(struct receipts_place **out, const char *to, const struct net_options *options, struct error *e)
{
    struct receipts_place *p = calloc(1, sizeof *p);
    const size_t n = strlen(to);
    *out = p;
    if (p == NULL || asprintf(&p->location, "%s%s%s", to, n > 0 && to[n - 1] == '/' ? "" : "/", RECEIPT_FOLDER) < 0) {
        free(p);
        *out = NULL;
        return fail_memory(e);
    }
    const enum status st = strstr(to, "://") != NULL ? open_collection(p, options, e) : open_folder(p, e);
    if (st != ST_OK) {
        receipts_place_free(p);
        *out = NULL;
    }
    return st;
}

const char *receipts_place_location(const struct receipts_place *p)
{
    return p->location;
}

static int compare_name(const void *name, const void *offer)
{
    return strcmp(name, ((const struct offer *)offer)->name);
}

bool receipts_place_has(const struct receipts_place *p, const char *name)
{
    return p->there.count > 0 && bsearch(name, p->there.offers, p->there.count, sizeof *p->there.offers, compare_name) != NULL;
}

static enum status upload(struct receipts_place *p, const char *url, int fd, size_t n, struct error *e)
{
    static const char *const HEADERS[] = {"If-None-Match: *", "Content-Type: application/json", NULL};
    const struct net_request request = {.method = NET_PUT, .url = url, .headers = HEADERS, .source = fd, .source_size = (int64_t)n};
    struct net_response response;
    enum status st = net_transfer(p->net, &request, &response, e);
    if (st == ST_OK && response.status / 100 != 2 && response.status != 412) {
        st = net_status_fail(&response, url, e);
    }
    net_response_release(&response);
    return st;
}

static enum status put_url(struct receipts_place *p, const char *name, const void *bytes, size_t n, struct error *e)
{
    struct buffer url;
    buffer_init(&url, BUFFER_MAX_TEXT);
    const int fd = memfd_create("receipt", MFD_CLOEXEC);
    enum status st = upload_url_join(p->location, name, &url, e);
    if (st == ST_OK && (fd < 0 || !collect_write(fd, bytes, n))) {
        st = fail_errno(e, _("Cannot write %s"), name);
    }
    st = st == ST_OK ? upload(p, buffer_text(&url), fd, n, e) : st;
    if (fd >= 0) {
        (void)close(fd);
    }
    buffer_release(&url);
    return st;
}

enum status receipts_place_put(struct receipts_place *p, const char *name, const void *bytes, size_t n, struct error *e)
{
    if (p->net != NULL) {
        return put_url(p, name, bytes, n, e);
    }
    char *path = NULL;
    if (asprintf(&path, "%s%s", p->location, name) < 0) {
        return fail_memory(e);
    }
    const enum status st = file_create(path, bytes, n, 0644, e);
    free(path);
    return st;
}

void receipts_place_free(struct receipts_place *p)
{
    if (p != NULL) {
        net_free(p->net);
        offers_release(&p->there);
        free(p->location);
        free(p);
    }
}
