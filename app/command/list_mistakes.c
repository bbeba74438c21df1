#include "command/list_mistakes.h"

#include "base/amount.h"
#include "base/i18n.h"
#include "command/listing.h"

#define MISTAKES_SHOWN 20

enum status list_mistakes_note(struct list_mistakes *m, enum status st, struct error *e)
{
    if (st != ST_INPUT) {
        return st;
    }
    if (m->count == 0) {
        buffer_init(&m->lines, BUFFER_MAX_TEXT);
    }
    if (m->count++ < MISTAKES_SHOWN) {
        buffer_add_format(&m->lines, "%s\n", e->text);
    }
    return m->lines.failed ? fail_memory(e) : ST_OK;
}

void list_mistakes_print(const struct list_mistakes *m)
{
    (void)fputs(buffer_text(&m->lines), stderr); /* fail() cleaned them */
    if (m->count > MISTAKES_SHOWN) {
        const unsigned long long more = m->count - MISTAKES_SHOWN;
        print_sentence(stderr, _("... and %s more."), COUNT_TEXT(more));
    }
}

void list_mistakes_tell(const struct list_mistakes *m, const struct csv *csv)
{
    list_mistakes_print(m);
    if (csv->cut) {
        print_sentence(stderr, _("What stands below that line could not be read yet."));
    }
}

enum status list_mistakes_end(const struct list_mistakes *m, const struct csv *csv, struct error *e)
{
    if (m->count == 0) {
        return ST_OK;
    }
    list_mistakes_tell(m, csv);
    return fail(e, ST_INPUT,
                _n("%s has %s mistake, so nothing was taken in. Correct it there and import the list again.",
                   "%s has %s mistakes, so nothing was taken in. Correct them there and import the list again.", m->count),
                csv->name, COUNT_TEXT(m->count));
}

void list_mistakes_release(struct list_mistakes *m)
{
    if (m->count > 0) {
        buffer_release(&m->lines);
    }
    *m = (struct list_mistakes){.count = 0};
}
