#include "command/collect_pool.h"

#include "base/file.h"
#include "base/i18n.h"

#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <unistd.h>

/* So many failures with nothing between them mean that the server or the network is gone. */
#define FAILURES_MAX 5

struct pool {
    struct collect_source *source;
    struct collected *into;
    const struct offers *offers;
    const struct collect_limits *limits;
    collect_progress *progress;
    void *context;
    struct collect_file *files;
    pthread_mutex_t mutex; /* guards what follows, files and into */
    size_t next, done;
    int64_t bytes;
    unsigned failures; /* in a row */
    bool stop;
    enum status st; /* of this side */
    struct error e;
};

struct worker {
    struct pool *pool;
    unsigned slot;
    pthread_t thread;
};

/* The next file to fetch, SIZE_MAX when there is none. */
static size_t next_file(struct pool *p)
{
    size_t found = SIZE_MAX;
    (void)pthread_mutex_lock(&p->mutex);
    while (found == SIZE_MAX && !p->stop && p->next < p->offers->count && p->bytes < p->limits->total_max) {
        const size_t i = p->next++;
        if (collected_knows(p->into, &p->offers->offers[i])) {
            p->files[i].result = COLLECT_KNOWN;
            p->done++;
        } else {
            found = i;
        }
    }
    (void)pthread_mutex_unlock(&p->mutex);
    return found;
}

static void set_reason(struct collect_file *file, enum collect_result result, const char *reason)
{
    *file = (struct collect_file){.result = result, .reason = strdup(reason)};
}

static void broke(struct pool *p, const struct error *e)
{
    if (p->st == ST_OK) {
        p->st = e->status;
        p->e = *e;
    }
    p->stop = true;
}

static void take(struct pool *p, size_t i, const char *part, const struct file_digest *found)
{
    struct error e = {.text = ""};
    enum collected_kind kind = COLLECTED_NEW;
    if (collected_take(p->into, &p->offers->offers[i], part, found->sha256, &kind, &e) != ST_OK) {
        broke(p, &e);
        return;
    }
    p->bytes += found->size;
    if (kind == COLLECTED_WRONG) {
        set_reason(&p->files[i], COLLECT_REFUSED, _("Its content is not what its name promises: it was damaged or replaced."));
    } else {
        p->files[i].result = kind == COLLECTED_NEW ? COLLECT_NEW : COLLECT_SAME;
    }
}

static void settle(struct pool *p, size_t i, enum fetched fetched, const char *part, const struct file_digest *found, const struct error *e)
{
    (void)pthread_mutex_lock(&p->mutex);
    p->failures = fetched == FETCH_FAILED ? p->failures + 1 : 0;
    switch (fetched) {
    case FETCH_DONE:
        take(p, i, part, found);
        break;
    case FETCH_REFUSED:
        set_reason(&p->files[i], COLLECT_REFUSED, e->text);
        break;
    case FETCH_FAILED:
        set_reason(&p->files[i], COLLECT_FAILED, e->text);
        p->stop = p->stop || p->failures >= FAILURES_MAX;
        break;
    case FETCH_STOPPED:
        p->stop = true;
        break;
    case FETCH_BROKEN:
        broke(p, e);
        break;
    }
    p->done++;
    if (p->progress != NULL && !p->progress(p->context, p->done, p->offers->count, p->bytes)) {
        p->stop = true;
    }
    (void)pthread_mutex_unlock(&p->mutex);
}

static enum fetched fetch_to(struct pool *p, unsigned slot, const struct offer *offer, const char *part, struct error *e)
{
    if (offer->size > p->limits->file_max) {
        (void)fail(e, ST_INPUT, _("It is larger than %lld MB."), (long long)(p->limits->file_max / 1024 / 1024));
        return FETCH_REFUSED;
    }
    const int fd = open(part, O_RDWR | O_CREAT | O_TRUNC | O_NOFOLLOW | O_CLOEXEC, 0600);
    if (fd < 0) {
        (void)fail_errno(e, _("Cannot write %s"), part);
        return FETCH_BROKEN;
    }
    enum fetched fetched = p->source->fetch(p->source, slot, offer, fd, p->limits->file_max, e);
    if (fetched == FETCH_DONE && fsync(fd) != 0) {
        (void)fail_errno(e, _("Cannot write %s"), part);
        fetched = FETCH_BROKEN;
    }
    (void)close(fd);
    return fetched;
}

/* What arrived is judged as it lies on the disk, however many pieces and attempts it came in. */
static enum fetched fetch_whole(struct pool *p, unsigned slot, const struct offer *offer, const char *part, struct file_digest *found,
                                struct error *e)
{
    enum fetched fetched = fetch_to(p, slot, offer, part, e);
    if (fetched == FETCH_DONE && file_sha256(part, p->limits->file_max, found, e) != ST_OK) {
        fetched = FETCH_BROKEN;
    }
    if (fetched == FETCH_DONE && offer->size >= 0 && found->size != offer->size) {
        (void)fail(e, ST_INPUT, _("%lld bytes arrived, but it was listed with %lld."), (long long)found->size, (long long)offer->size);
        fetched = FETCH_FAILED;
    }
    if (fetched != FETCH_DONE) {
        (void)unlink(part);
    }
    return fetched;
}

static void *work(void *context)
{
    struct worker *w = context;
    struct pool *p = w->pool;
    char *part = collected_part(p->into, w->slot);
    for (size_t i; part != NULL && (i = next_file(p)) != SIZE_MAX;) {
        struct error e = {.text = ""};
        struct file_digest found = {.size = 0};
        const enum fetched fetched = fetch_whole(p, w->slot, &p->offers->offers[i], part, &found, &e);
        settle(p, i, fetched, part, &found, &e);
    }
    free(part);
    return NULL;
}

enum status collect_fetch(struct collect_source *source, struct collected *into, const struct offers *offers,
                          const struct collect_limits *limits, collect_progress *progress, void *context, struct collect_file *files,
                          int64_t *bytes, struct error *e)
{
    struct pool p = {.source = source,
                     .into = into,
                     .offers = offers,
                     .limits = limits,
                     .progress = progress,
                     .context = context,
                     .files = files,
                     .mutex = PTHREAD_MUTEX_INITIALIZER};
    struct worker workers[COLLECT_SLOTS_MAX];
    unsigned started = 0;
    while (started < limits->at_once && started < offers->count) {
        workers[started] = (struct worker){.pool = &p, .slot = started};
        if (pthread_create(&workers[started].thread, NULL, work, &workers[started]) != 0) {
            break;
        }
        started++;
    }
    if (started == 0 && offers->count > 0) {
        return fail_memory(e);
    }
    for (unsigned i = 0; i < started; i++) {
        (void)pthread_join(workers[i].thread, NULL);
    }
    *bytes = p.bytes;
    struct error note = {.text = ""};
    const enum status st = collected_note(into, &note);
    if (p.st == ST_OK && st != ST_OK) {
        broke(&p, &note);
    }
    return p.st == ST_OK ? ST_OK : fail(e, p.st, "%s", p.e.text);
}
