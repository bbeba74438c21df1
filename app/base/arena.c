#include "base/arena.h"

#include <stdint.h>

#define BLOCK_BYTES ((size_t)16 * 1024)
_Static_assert(BLOCK_BYTES % alignof(max_align_t) == 0, "what is left of a block is a multiple of the alignment");

struct arena_block {
    struct arena_block *next;
    size_t size;
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

void *arena_add_block(struct arena *a, size_t n)
{
    const size_t unit = alignof(max_align_t);
    struct arena_block *block = n > SIZE_MAX / 2 ? NULL : new_block(a, (n + unit - 1) / unit * unit);
    if (block == NULL) {
        a->failed = true;
        return NULL;
    }
    block->next = a->blocks;
    a->blocks = block;
    a->at = block->data;
    a->left = block->size;
    return n == 0 ? a->at : arena_add(a, n);
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
    a->at = NULL;
    a->left = 0;
}

void arena_release(struct arena *a)
{
    free_all(a->blocks);
    free_all(a->spare);
    *a = (struct arena){.keep = a->keep};
}
