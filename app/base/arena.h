/* Memory for many small texts of one lifetime: added one by one, gone all at once, reused without asking the system again. */
#ifndef TENKEN_BASE_ARENA_H
#define TENKEN_BASE_ARENA_H

#include <stdalign.h>
#include <stdbool.h>
#include <stddef.h>

struct arena_block;

/* Zeroed to begin with. failed stays set after memory ran out, until arena_clear. */
struct arena {
    struct arena_block *blocks; /* the newest first */
    struct arena_block *spare;  /* empty ones */
    bool failed;
    size_t keep; /* bytes that arena_clear keeps for the next use; 0: one block */
    char *at;    /* what is free in the newest block: a multiple of the alignment */
    size_t left;
};

/* As arena_add, in a new block. */
void *arena_add_block(struct arena *a, size_t n);

/* n bytes, aligned for any type, not initialised; NULL when memory ran out. The bytes up to the next multiple of the alignment are the
 * caller's, too. */
static inline void *arena_add(struct arena *a, size_t n)
{
    if (n - 1 >= a->left) { /* also for none */
        return arena_add_block(a, n);
    }
    const size_t unit = alignof(max_align_t), taken = (n + unit - 1) / unit * unit;
    char *p = a->at;
    a->at += taken;
    a->left -= taken;
    return p;
}
/* A copy of n bytes with a NUL behind; "" when memory ran out. */
const char *arena_copy(struct arena *a, const void *bytes, size_t n);
const char *arena_text(struct arena *a, const char *text); /* NULL stays NULL */
/* Everything added is gone; as much as keep says is kept for the next use. */
void arena_clear(struct arena *a);
void arena_release(struct arena *a);

#endif
