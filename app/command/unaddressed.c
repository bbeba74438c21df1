#include "command/unaddressed.h"

#include "base/i18n.h"
#include "command/listing.h"

#include <stdlib.h>
#include <string.h>

#define NAMED_MAX 20

enum status unaddressed_note(struct unaddressed *u, const char *code, const char *email, struct error *e)
{
    if (email != NULL && email[0] != '\0') {
        return ST_OK;
    }
    if ((u->count & (u->count - 1)) == 0) {
        const char **grown = realloc(u->codes, (u->count == 0 ? 1 : 2 * u->count) * sizeof *grown);
        if (grown == NULL) {
            return fail_memory(e);
        }
        u->codes = grown;
    }
    u->codes[u->count++] = arena_text(&u->arena, code);
    return u->arena.failed ? fail_memory(e) : ST_OK;
}

static int compare(const void *a, const void *b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

void unaddressed_words(struct unaddressed *u, struct buffer *out)
{
    if (u->count == 0) {
        return;
    }
    size_t n = 1;
    qsort(u->codes, u->count, sizeof u->codes[0], compare);
    for (size_t i = 1; i < u->count; i++) {
        if (strcmp(u->codes[i], u->codes[n - 1]) != 0) {
            u->codes[n++] = u->codes[i];
        }
    }
    u->count = n;
    struct buffer names;
    buffer_init(&names, BUFFER_MAX_TEXT);
    for (size_t i = 0; i < n && i < NAMED_MAX; i++) {
        buffer_add_format(&names, "%s%s", i > 0 ? _(", ") : "", u->codes[i]);
    }
    buffer_add_text(&names, n > NAMED_MAX ? " …" : "");
    buffer_add_format(out, _n("%zu supplier has no mail address: %s.", "%zu suppliers have no mail address: %s.", n), n,
                      buffer_text(&names));
    buffer_release(&names);
}

void unaddressed_tell(struct unaddressed *u)
{
    struct buffer words;
    buffer_init(&words, BUFFER_MAX_TEXT);
    unaddressed_words(u, &words);
    if (words.length > 0) {
        print_sentence(stdout, "%s", buffer_text(&words));
    }
    buffer_release(&words);
}

void unaddressed_release(struct unaddressed *u)
{
    free(u->codes);
    arena_release(&u->arena);
    *u = (struct unaddressed){0};
}
