#include "command/merge_pool.h"

#include "base/i18n.h"
#include "export/package.h"

#include <pthread.h>

struct slot {
    struct merge_item item;
    bool ready;
};

/* So many files are taken, and given back, at a time: of files that are known already, most of the time would go to locks. */
#define HANDFUL 4

/* The writer sleeps until so many files are ready, and threads that have filled the ring until so much of it is free: waking somebody for
 * each file would cost more than storing it. Nobody waits for ever: once no thread has files in work, all that are issued are ready. */
#define WAKE_WRITER 16
#define WAKE_THREADS 8
_Static_assert(MERGE_RING - WAKE_THREADS >= WAKE_WRITER && WAKE_THREADS >= HANDFUL, "a full ring must wake the writer");

/* Files that follow each other, in work by one thread. */
struct handful {
    struct walk_entry entries[HANDFUL];
    size_t first; /* place of the first in the order of all files */
    size_t count;
};

struct merge_pool {
    const struct merge_facts *facts;
    pthread_mutex_t walking; /* taken before mutex; guards walk, so that files come into slots in its order */
    struct walk *walk;
    pthread_mutex_t mutex;  /* guards all below but the items of slots in work */
    pthread_cond_t free;    /* the writer has given back slots */
    pthread_cond_t ready;   /* slots are ready, or there are no more */
    size_t issued, written; /* files given to threads, items given back by the writer */
    size_t nready;          /* slots that are ready and not given back */
    size_t remaining;       /* walk_remaining when the last files were issued */
    bool ended;             /* the walk has no more */
    bool stopped;
    size_t held, seen; /* the writer's own: items that it was given and may look at, and those of them that it has seen */
    pthread_t threads[MERGE_THREADS_MAX];
    unsigned nthreads;
    struct slot slots[MERGE_RING];
};

static struct slot *slot_of(struct merge_pool *pool, size_t place)
{
    return &pool->slots[place % MERGE_RING];
}

/* How many slots there are for the next files, once there is one: HANDFUL at most. 0: no more are needed. Holds walking. */
static size_t wait_for_slots(struct merge_pool *pool)
{
    pthread_mutex_lock(&pool->mutex);
    while (!pool->stopped && !pool->ended && pool->issued - pool->written == MERGE_RING) {
        pthread_cond_wait(&pool->free, &pool->mutex);
    }
    const size_t room = pool->stopped || pool->ended ? 0 : MERGE_RING - (pool->issued - pool->written);
    pthread_mutex_unlock(&pool->mutex);
    return room < HANDFUL ? room : HANDFUL;
}

/* Marks slots as ready. Holds mutex. */
static void make_ready(struct merge_pool *pool, size_t first, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        slot_of(pool, first + i)->ready = true;
    }
    pool->nready += count;
}

/* Counts the files as given out, with the failure that may have come after them, an item that is ready as it is. ended: there are no more.
 */
static void issue(struct merge_pool *pool, const struct handful *files, bool failed, bool ended)
{
    pthread_mutex_lock(&pool->mutex);
    pool->issued += files->count + failed;
    pool->remaining = walk_remaining(pool->walk);
    if (failed) {
        make_ready(pool, files->first + files->count, 1);
    }
    if (ended) {
        pool->ended = true;
        pthread_cond_signal(&pool->ready);
    }
    pthread_mutex_unlock(&pool->mutex);
}

/* Takes the next files off the walk. False: no more, or stopped. */
static bool take(struct merge_pool *pool, struct handful *files)
{
    struct error problem = {0};
    enum status st = ST_OK;
    pthread_mutex_lock(&pool->walking);
    files->first = pool->issued; /* changes under this lock only */
    files->count = 0;
    for (size_t room = wait_for_slots(pool); files->count < room && st == ST_OK;) {
        struct walk_entry *entry = &files->entries[files->count];
        struct merge_item *item = &slot_of(pool, files->first + files->count)->item;
        st = walk_next(pool->walk, entry, &problem);
        if (st == ST_OK) {
            merge_item_set_path(item, entry->path);
            files->count++;
        } else if (st != ST_NO) { /* out of memory: the last item says so */
            merge_item_set_path(item, "");
            item->kind = MERGE_ITEM_FAILED;
            item->problem = problem;
        }
    }
    if (files->count > 0 || st != ST_OK) {
        issue(pool, files, st != ST_OK && st != ST_NO, st != ST_OK);
    }
    pthread_mutex_unlock(&pool->walking);
    return files->count > 0;
}

/* Whether the writer's next item is there and it is time to take it. */
static bool worth_waking(struct merge_pool *pool)
{
    return slot_of(pool, pool->written)->ready && (pool->nready >= WAKE_WRITER || pool->ended);
}

static void *work(void *argument)
{
    struct merge_pool *pool = argument;
    struct handful files;
    struct workbench bench;
    struct buffer bytes;
    void *source = language_source_begin(); /* what is found wrong with a file is kept, and read by others */
    workbench_init(&bench);
    buffer_init(&bytes, PACKAGE_FILE_MAX);
    while (take(pool, &files)) {
        for (size_t i = 0; i < files.count; i++) {
            merge_item_prepare(&slot_of(pool, files.first + i)->item, pool->facts, &bench, &bytes, &files.entries[i]);
        }
        pthread_mutex_lock(&pool->mutex);
        make_ready(pool, files.first, files.count);
        if (worth_waking(pool)) {
            pthread_cond_signal(&pool->ready); /* costs nothing when the writer is awake */
        }
        pthread_mutex_unlock(&pool->mutex);
    }
    workbench_release(&bench);
    buffer_release(&bytes);
    language_source_end(source);
    return NULL;
}

enum status merge_pool_start(struct merge_pool **out, const struct merge_facts *facts, struct walk *walk, unsigned threads, struct error *e)
{
    struct merge_pool *pool = calloc(1, sizeof *pool);
    if (pool == NULL) {
        return fail_memory(e);
    }
    pool->facts = facts;
    pool->walk = walk;
    pthread_mutex_init(&pool->walking, NULL);
    pthread_mutex_init(&pool->mutex, NULL);
    pthread_cond_init(&pool->free, NULL);
    pthread_cond_init(&pool->ready, NULL);
    for (size_t i = 0; i < MERGE_RING; i++) {
        merge_item_init(&pool->slots[i].item);
    }
    for (unsigned i = 0; i < threads && i < MERGE_THREADS_MAX; i++) {
        if (pthread_create(&pool->threads[i], NULL, work, pool) != 0) {
            break;
        }
        pool->nthreads++;
    }
    if (pool->nthreads == 0) {
        merge_pool_stop(pool);
        return fail(e, ST_SYSTEM, "%s", _("No thread could be started: the system's limit is reached."));
    }
    *out = pool;
    return ST_OK;
}

/* Takes back what the writer has seen, and counts what is ready next. Holds mutex. */
static void exchange(struct merge_pool *pool)
{
    const size_t before = pool->issued - pool->written;
    for (size_t i = 0; i < pool->held; i++) {
        slot_of(pool, pool->written + i)->ready = false;
    }
    pool->written += pool->held;
    pool->nready -= pool->held;
    if (before > MERGE_RING - WAKE_THREADS && before - pool->held <= MERGE_RING - WAKE_THREADS) {
        pthread_cond_signal(&pool->free); /* one thread waits for it, the others for that one */
    }
    pool->held = pool->seen = 0;
    if (!slot_of(pool, pool->written)->ready) {
        while (!worth_waking(pool) && !(pool->ended && pool->issued == pool->written)) {
            pthread_cond_wait(&pool->ready, &pool->mutex);
        }
    }
    while (pool->held < HANDFUL && slot_of(pool, pool->written + pool->held)->ready) {
        pool->held++;
    }
}

struct merge_item *merge_pool_next(struct merge_pool *pool)
{
    if (pool->seen == pool->held) {
        pthread_mutex_lock(&pool->mutex);
        exchange(pool);
        pthread_mutex_unlock(&pool->mutex);
    }
    return pool->held == 0 ? NULL : &slot_of(pool, pool->written + pool->seen++)->item;
}

size_t merge_pool_remaining(struct merge_pool *pool)
{
    pthread_mutex_lock(&pool->mutex);
    const size_t remaining = pool->remaining + pool->issued - pool->written - pool->seen;
    pthread_mutex_unlock(&pool->mutex);
    return remaining;
}

void merge_pool_stop(struct merge_pool *pool)
{
    if (pool == NULL) {
        return;
    }
    pthread_mutex_lock(&pool->mutex);
    pool->stopped = true;
    pthread_cond_broadcast(&pool->free);
    pthread_mutex_unlock(&pool->mutex);
    for (unsigned i = 0; i < pool->nthreads; i++) {
        pthread_join(pool->threads[i], NULL);
    }
    for (size_t i = 0; i < MERGE_RING; i++) {
        merge_item_release(&pool->slots[i].item);
    }
    pthread_mutex_destroy(&pool->mutex);
    pthread_mutex_destroy(&pool->walking);
    pthread_cond_destroy(&pool->free);
    pthread_cond_destroy(&pool->ready);
    free(pool);
}
