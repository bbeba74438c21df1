#include "base/arena.h"

#include <stdalign.h>
#include <stdint.h>

#define BLOCK_BYTES ((size_t)16 * 1024)

struct arena_block {
    struct arena_block *next;
    size_t size, used;
    alignas(max_align_t) char data[];
};

void *arena_add(struct arena *a, size_t n)
{
    const size_t unit = alignof(max_align_t);
    if (n > SIZE_MAX / 2) {
        a->failed = true;
        return NULL;
    }
    n = (n + unit - 1) / unit * unit;
    if (a->blocks == NULL || n > a->blocks->size - a->blocks->used) {
        const size_t size = n > BLOCK_BYTES ? n : BLOCK_BYTES;
        struct arena_block *block = malloc(sizeof *block + size);
        if (block == NULL) {
            a->failed = true;
            return NULL;
        }
        *block = (struct arena_block){.next = a->blocks, .size = size};
        a->blocks = block;
    }
    void *p = a->blocks->data + a->blocks->used;
    a->blocks->used += n;
    return p;
}

const char *arena_copy(struct arena *a, const void *bytes, size_t n)
{
    char *copy = n == SIZE_MAX ? NULL : arena_add(a, n + 1);
    if (copy == NULL) {
        return "";
    }
    if (n > 0) {
        memcpy(copy, bytes, n);
    }
    copy[n] = '\0';
    return copy;
}

const char *arena_text(struct arena *a, const char *text)
{
    return text == NULL ? NULL : arena_copy(a, text, strlen(text));
}

void arena_clear(struct arena *a)
{
    struct arena_block *keep = NULL;
    while (a->blocks != NULL) {
        struct arena_block *block = a->blocks;
        a->blocks = block->next;
        if (keep == NULL && block->size == BLOCK_BYTES) {
            keep = block;
        } else {
            free(block);
        }
    }
    if (keep != NULL) {
        keep->next = NULL;
        keep->used = 0;
    }
    a->blocks = keep;
    a->failed = false;
}

void arena_release(struct arena *a)
{
    arena_clear(a);
    free(a->blocks);
    *a = (struct arena){0};
}
