#include "base/arena.h"

#include <stdalign.h>
#include <stdint.h>

#define BLOCK_BYTES ((size_t)16 * 1024)

struct arena_block {
    struct arena_block *next;
    size_t size, used;
    alignas(max_align_t) char data[];
};

static struct arena_block *new_block(struct arena *a, size_t n)
{
    struct arena_block *block = a->spare;
    if (n <= BLOCK_BYTES && block != NULL) {
        a->spare = block->next;
        return block;
    }
    const size_t size = n > BLOCK_BYTES ? n : BLOCK_BYTES;
    block = malloc(sizeof *block + size);
    if (block != NULL) {
        block->size = size;
    }
    return block;
}

void *arena_add(struct arena *a, size_t n)
{
    const size_t unit = alignof(max_align_t);
    if (n > SIZE_MAX / 2) {
        a->failed = true;
        return NULL;
    }
    n = (n + unit - 1) / unit * unit;
    if (a->blocks == NULL || n > a->blocks->size - a->blocks->used) {
        struct arena_block *block = new_block(a, n);
        if (block == NULL) {
            a->failed = true;
            return NULL;
        }
        block->next = a->blocks;
        block->used = 0;
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

static void free_all(struct arena_block *block)
{
    while (block != NULL) {
        struct arena_block *next = block->next;
        free(block);
        block = next;
    }
}

void arena_clear(struct arena *a)
{
    size_t kept = 0;
    for (const struct arena_block *block = a->spare; block != NULL; block = block->next) {
        kept += BLOCK_BYTES;
    }
    while (a->blocks != NULL) {
        struct arena_block *block = a->blocks;
        a->blocks = block->next;
        if (block->size == BLOCK_BYTES && (kept == 0 || kept + BLOCK_BYTES <= a->keep)) {
            kept += BLOCK_BYTES;
            block->next = a->spare;
            a->spare = block;
        } else {
            free(block);
        }
    }
    a->failed = false;
}

void arena_release(struct arena *a)
{
    free_all(a->blocks);
    free_all(a->spare);
    *a = (struct arena){.keep = a->keep};
}
