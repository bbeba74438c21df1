#include "command/named_codes.h"

#include "base/i18n.h"
#include "base/list.h"

#include <stdlib.h>
#include <string.h>

#define NAMED_MAX 20

enum status named_codes_add(struct named_codes *n, const char *code, struct error *e)
{
    const char **codes = list_room(n->codes, n->count, &n->room, sizeof *codes);
    if (codes == NULL) {
        return fail_memory(e);
    }
    n->codes = codes;
    n->codes[n->count++] = arena_text(&n->arena, code);
    return n->arena.failed ? fail_memory(e) : ST_OK;
}

bool named_codes_have(const struct named_codes *n, const char *code)
{
    for (size_t i = 0; i < n->count; i++) {
        if (strcmp(n->codes[i], code) == 0) {
            return true;
        }
    }
    return false;
}

static int compare(const void *a, const void *b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

/* Each once, in their order. */
static void put_in_order(struct named_codes *n)
{
    size_t kept = 1;
    if (n->count == 0) {
        return;
    }
    qsort(n->codes, n->count, sizeof n->codes[0], compare);
    for (size_t i = 1; i < n->count; i++) {
        if (strcmp(n->codes[i], n->codes[kept - 1]) != 0) {
            n->codes[kept++] = n->codes[i];
        }
    }
    n->count = kept;
}

size_t named_codes_words(struct named_codes *n, const char **words)
{
    struct buffer *out = &n->words;
    *words = "";
    if (n->count == 0) {
        return 0;
    }
    buffer_release(out);
    buffer_init(out, BUFFER_MAX_TEXT);
    put_in_order(n);
    for (size_t i = 0; i < n->count && i < NAMED_MAX; i++) {
        buffer_add_format(out, "%s%s", i > 0 ? _(", ") : "", n->codes[i]);
    }
    buffer_add_text(out, n->count > NAMED_MAX ? " …" : "");
    *words = buffer_text(out);
    return n->count;
}

cJSON *named_codes_json(struct named_codes *n)
{
    cJSON *codes = cJSON_CreateArray();
    put_in_order(n);
    for (size_t i = 0; i < n->count; i++) {
        (void)cJSON_AddItemToArray(codes, cJSON_CreateString(n->codes[i])); /* codes are plain words */
    }
    return codes;
}

void named_codes_release(struct named_codes *n)
{
    free(n->codes);
    arena_release(&n->arena);
    buffer_release(&n->words);
    *n = (struct named_codes){0};
}
