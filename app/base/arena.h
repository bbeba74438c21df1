/* Memory for many small texts of one lifetime: added one by one, gone all at once, reused without asking the system again. */
#ifndef TENKEN_BASE_ARENA_H
#define TENKEN_BASE_ARENA_H

#include <stdbool.h>
#include <stddef.h>

struct arena_block;

/* Zeroed to begin with. failed stays set after memory ran out, until arena_clear. */
struct arena {
    struct arena_block *blocks; /* the newest first */
    struct arena_block *spare;  /* empty ones */
    bool failed;
    size_t keep; /* bytes that arena_clear keeps for the next use; 0: one block */
};

/* n bytes, aligned for any type, not initialised; NULL when memory ran out. */
void *arena_add(struct arena *a, size_t n);
/* A copy of n bytes with a NUL behind; "" when memory ran out. */
const char *arena_copy(struct arena *a, const void *bytes, size_t n);
const char *arena_text(struct arena *a, const char *text); /* NULL stays NULL */
/* Everything added is gone; as much as keep says is kept for the next use. */
void arena_clear(struct arena *a);
void arena_release(struct arena *a);

#endif
