/* Verifier threads feeding one writer: items come out in the order in which the walk found the files, whichever thread was faster. At most
 * MERGE_RING of them are in memory: as many as the threads can do while the writer waits for the disk at the end of a transaction. */
#ifndef TENKEN_COMMAND_MERGE_POOL_H
#define TENKEN_COMMAND_MERGE_POOL_H

#include "command/merge_prepare.h"
#include "command/merge_walk.h"

#define MERGE_RING 128
#define MERGE_THREADS_MAX 32

struct merge_pool;

/* threads: 1 … MERGE_THREADS_MAX. facts and walk must outlive the pool. */
enum status merge_pool_start(struct merge_pool **out, const struct merge_facts *facts, struct walk *walk, unsigned threads,
                             struct error *e);
/* The next item, or NULL after the last one. It stays until the next call. */
struct merge_item *merge_pool_next(struct merge_pool *pool);
/* How many are to come after that, as far as the walk has seen. */
size_t merge_pool_remaining(struct merge_pool *pool);
/* Stops the threads, also in the middle. */
void merge_pool_stop(struct merge_pool *pool);

#endif
