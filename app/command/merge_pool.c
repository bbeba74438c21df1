#include "command/merge_pool.h"

#include "base/i18n.h"

#include <pthread.h>

struct slot {
    struct merge_item item;
    bool ready;
};

struct merge_pool {
    const struct merge_facts *facts;
    pthread_mutex_t mutex; /* guards all below but the items of slots in work */
    pthread_cond_t free;   /* the writer has given back a slot */
    pthread_cond_t ready;  /* the slot that the writer waits for is ready, or there are no more */
    struct walk *walk;
    size_t issued, written; /* files given to threads, items given back by the writer */
    bool ended;             /* the walk has no more */
    bool stopped;
    pthread_t threads[MERGE_THREADS_MAX];
    unsigned nthreads;
    struct slot slots[MERGE_RING];
};

/* Takes the next file off the walk, with the slot that it belongs in. NULL: no more, or stopped. */
static struct slot *take(struct merge_pool *pool, struct walk_entry *entry)
{
    struct slot *slot = NULL;
    pthread_mutex_lock(&pool->mutex);
    while (!pool->stopped && !pool->ended && pool->issued - pool->written == MERGE_RING) {
        pthread_cond_wait(&pool->free, &pool->mutex);
    }
    if (!pool->stopped && !pool->ended) {
        struct error failed = {0};
        const enum status st = walk_next(pool->walk, entry, &failed);
        if (st == ST_NO) {
            pool->ended = true;
            pthread_cond_broadcast(&pool->free);
            pthread_cond_signal(&pool->ready);
        } else {
            slot = &pool->slots[pool->issued++ % MERGE_RING];
            merge_item_set_path(&slot->item, st == ST_OK ? entry->path : "");
        }
        if (st != ST_OK && st != ST_NO) { /* out of memory: the last item says so */
            slot->item.kind = MERGE_ITEM_FAILED;
            slot->item.problem = failed;
            slot->ready = true;
            slot = NULL;
            pool->ended = true;
            pthread_cond_broadcast(&pool->free);
            pthread_cond_signal(&pool->ready);
        }
    }
    pthread_mutex_unlock(&pool->mutex);
    return slot;
}

static void *work(void *argument)
{
    struct merge_pool *pool = argument;
    struct walk_entry entry;
    struct slot *slot;
    struct workbench bench;
    workbench_init(&bench);
    while ((slot = take(pool, &entry)) != NULL) {
        merge_item_prepare(&slot->item, pool->facts, &bench, entry.fd, &entry.problem);
        pthread_mutex_lock(&pool->mutex);
        slot->ready = true;
        if (slot == &pool->slots[pool->written % MERGE_RING]) {
            pthread_cond_signal(&pool->ready);
        }
        pthread_mutex_unlock(&pool->mutex);
    }
    workbench_release(&bench);
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
    while (!slot->ready && !(pool->ended && pool->issued == pool->written)) {
        pthread_cond_wait(&pool->ready, &pool->mutex);
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
    pthread_cond_signal(&pool->free);
    pthread_mutex_unlock(&pool->mutex);
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
    pthread_cond_destroy(&pool->free);
    pthread_cond_destroy(&pool->ready);
    free(pool);
}
