#include "command/same_numbers.h"

#include "base/buffer.h"
#include "base/i18n.h"
#include "base/list.h"
#include "command/listing.h"

#include <stdlib.h>
#include <string.h>

#define GROUPS_NAMED 10
#define CODES_NAMED 5

struct numbered {
    const char *number, *code;
    bool listed;
};

enum status same_numbers_note(struct same_numbers *s, const char *number, const char *code, bool listed, struct error *e)
{
    if (number[0] == '\0') {
        return ST_OK;
    }
    struct numbered *each = list_room(s->each, s->count, &s->room, sizeof *each);
    if (each == NULL) {
        return fail_memory(e);
    }
    s->each = each;
    s->each[s->count++] = (struct numbered){arena_text(&s->arena, number), arena_text(&s->arena, code), listed};
    return s->arena.failed ? fail_memory(e) : ST_OK;
}

static int compare(const void *a, const void *b)
{
    const struct numbered *x = a, *y = b;
    const int order = strcmp(x->number, y->number);
    return order != 0 ? order : strcmp(x->code, y->code);
}

/* "S1 = S7" */
static void add_group(struct buffer *out, const struct numbered *group, size_t n)
{
    buffer_add_text(out, out->length > 0 ? _(", ") : "");
    for (size_t i = 0; i < n && i < CODES_NAMED; i++) {
        buffer_add_format(out, "%s%s", i > 0 ? " = " : "", group[i].code);
    }
    buffer_add_text(out, n > CODES_NAMED ? " = …" : "");
}

void same_numbers_tell(struct same_numbers *s)
{
    struct buffer words;
    size_t groups = 0;
    if (s->count == 0) {
        return;
    }
    buffer_init(&words, BUFFER_MAX_TEXT);
    qsort(s->each, s->count, sizeof s->each[0], compare);
    for (size_t at = 0, n; at < s->count; at += n) {
        bool listed = s->each[at].listed;
        for (n = 1; at + n < s->count && strcmp(s->each[at + n].number, s->each[at].number) == 0; n++) {
            listed = listed || s->each[at + n].listed;
        }
        if (n > 1 && listed && groups++ < GROUPS_NAMED) {
            add_group(&words, s->each + at, n);
        }
    }
    buffer_add_text(&words, groups > GROUPS_NAMED ? " …" : "");
    if (groups > 0) {
        print_sentence(stdout, _("The same corporate number: %s. For works of one firm that is right."), buffer_text(&words));
    }
    buffer_release(&words);
}

void same_numbers_release(struct same_numbers *s)
{
    free(s->each);
    arena_release(&s->arena);
    *s = (struct same_numbers){0};
}
