#include "command/merge_pool.h"

#include "base/i18n.h"
#include "export/package.h"

#include <pthread.h>

struct slot {
    struct merge_item item;
    bool ready;
};

/* The writer sleeps until so many files are ready, and threads that have filled the ring until so much of it is free: waking somebody for
 * each file would cost more than storing it. With these numbers and at most MERGE_THREADS_MAX files in work, nobody waits for ever. */
#define WAKE_WRITER 16
#define WAKE_THREADS 8
_Static_assert(MERGE_RING - WAKE_THREADS - MERGE_THREADS_MAX >= WAKE_WRITER, "a full ring must wake the writer");

struct merge_pool {
    const struct merge_facts *facts;
    pthread_mutex_t walking; /* taken before mutex; guards walk, so that files come into slots in its order */
    struct walk *walk;
    pthread_mutex_t mutex;  /* guards all below but the items of slots in work */
    pthread_cond_t free;    /* the writer has given back slots */
    pthread_cond_t ready;   /* slots are ready, or there are no more */
    size_t issued, written; /* files given to threads, items given back by the writer */
    size_t nready;          /* slots that are ready and not given back */
    size_t remaining;       /* walk_remaining when the last file was issued */
    bool ended;             /* the walk has no more */
    bool stopped;
    pthread_t threads[MERGE_THREADS_MAX];
    unsigned nthreads;
    struct slot slots[MERGE_RING];
};

/* The slot for the next file once there is one. NULL: no more are needed. Holds walking. */
static struct slot *wait_for_slot(struct merge_pool *pool)
{
    pthread_mutex_lock(&pool->mutex);
    while (!pool->stopped && !pool->ended && pool->issued - pool->written == MERGE_RING) {
        pthread_cond_wait(&pool->free, &pool->mutex);
    }
    struct slot *slot = pool->stopped || pool->ended ? NULL : &pool->slots[pool->issued % MERGE_RING];
    pthread_mutex_unlock(&pool->mutex);
    return slot;
}

/* Counts the slot as given out (unless NULL). ended: there are no more, and this one (if any) is ready as it is. */
static void issue(struct merge_pool *pool, struct slot *slot, bool ended)
{
    pthread_mutex_lock(&pool->mutex);
    pool->issued += slot != NULL;
    pool->remaining = walk_remaining(pool->walk);
    if (ended) {
        if (slot != NULL) {
            slot->ready = true;
            pool->nready++;
        }
        pool->ended = true;
        pthread_cond_signal(&pool->ready);
    }
    pthread_mutex_unlock(&pool->mutex);
}

/* Takes the next file off the walk, with the slot that it belongs in. NULL: no more, or stopped. */
static struct slot *take(struct merge_pool *pool, struct walk_entry *entry)
{
    struct error failed = {0};
    pthread_mutex_lock(&pool->walking);
    struct slot *slot = wait_for_slot(pool);
    if (slot != NULL) {
        const enum status st = walk_next(pool->walk, entry, &failed);
        if (st == ST_OK) {
            merge_item_set_path(&slot->item, entry->path);
            issue(pool, slot, false);
        } else if (st == ST_NO) {
            issue(pool, NULL, true);
            slot = NULL;
        } else { /* out of memory: the last item says so */
            merge_item_set_path(&slot->item, "");
            slot->item.kind = MERGE_ITEM_FAILED;
            slot->item.problem = failed;
            issue(pool, slot, true);
            slot = NULL;
        }
    }
    pthread_mutex_unlock(&pool->walking);
    return slot;
}

/* Whether the writer's next item is there and it is time to take it. */
static bool worth_waking(const struct merge_pool *pool)
{
    return pool->slots[pool->written % MERGE_RING].ready && (pool->nready >= WAKE_WRITER || pool->ended);
}

static void *work(void *argument)
{
    struct merge_pool *pool = argument;
    struct walk_entry entry;
    struct slot *slot;
    struct workbench bench;
    struct buffer bytes;
    void *source = language_source_begin(); /* what is found wrong with a file is kept, and read by others */
    workbench_init(&bench);
    buffer_init(&bytes, PACKAGE_FILE_MAX);
    while ((slot = take(pool, &entry)) != NULL) {
        merge_item_prepare(&slot->item, pool->facts, &bench, &bytes, &entry);
        pthread_mutex_lock(&pool->mutex);
        slot->ready = true;
        pool->nready++;
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

struct merge_item *merge_pool_next(struct merge_pool *pool)
{
    pthread_mutex_lock(&pool->mutex);
    struct slot *slot = &pool->slots[pool->written % MERGE_RING];
    if (!slot->ready) {
        while (!worth_waking(pool) && !(pool->ended && pool->issued == pool->written)) {
            pthread_cond_wait(&pool->ready, &pool->mutex);
        }
    }
    struct merge_item *item = slot->ready ? &slot->item : NULL;
    pthread_mutex_unlock(&pool->mutex);
    return item;
}

void merge_pool_done(struct merge_pool *pool)
{
    pthread_mutex_lock(&pool->mutex);
    pool->slots[pool->written % MERGE_RING].ready = false;
    pool->written++;
    pool->nready--;
    if (pool->issued - pool->written == MERGE_RING - WAKE_THREADS) {
        pthread_cond_signal(&pool->free); /* one thread waits for it, the others for that one */
    }
    pthread_mutex_unlock(&pool->mutex);
}

size_t merge_pool_remaining(struct merge_pool *pool)
{
    pthread_mutex_lock(&pool->mutex);
    const size_t remaining = pool->remaining + pool->issued - pool->written;
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
