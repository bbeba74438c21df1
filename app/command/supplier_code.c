#include "command/supplier_code.h"

#include "base/fold.h"
#include "base/i18n.h"

struct code_seen {
    size_t line; /* 0: empty */
    size_t code; /* offset into text */
};

enum status supplier_code_check(struct csv *csv, size_t column, bool *folded, struct error *e)
{
    const enum status st = csv_plain(csv, column, folded, e);
    if (st != ST_OK) {
        return st;
    }
    const char *code = csv_field(csv, column);
    if (code[0] == '\0') {
        return csv_refuse(csv, column, e, _("the supplier code is empty."));
    }
    if (strlen(code) > SUPPLIER_CODE_MAX) {
        return csv_refuse(csv, column, e, _("a supplier code has at most 63 bytes."));
    }
    return csv_text_check(csv, column, e);
}

enum status supplier_code_meant(struct portfolio *p, const char **code, char room[SUPPLIER_CODE_MAX + 1], struct error *e)
{
    struct buffer plain;
    int64_t id;
    enum status st = portfolio_supplier_find(p, *code, &id, NULL, e);
    if (st != ST_NO) {
        return st;
    }
    buffer_init(&plain, BUFFER_MAX_TEXT);
    st = text_plain(&plain, *code) ? ST_OK : fail_memory(e);
    const char *text = buffer_text(&plain) + strspn(buffer_text(&plain), " \t"); /* an ideographic space is a plain one now */
    size_t n = strlen(text);
    while (n > 0 && (text[n - 1] == ' ' || text[n - 1] == '\t')) {
        n--;
    }
    if (st == ST_OK && n <= SUPPLIER_CODE_MAX) {
        memcpy(room, text, n);
        room[n] = '\0';
        st = portfolio_supplier_find(p, room, &id, NULL, e);
        *code = st == ST_OK ? room : *code;
    }
    buffer_release(&plain);
    return st == ST_NO ? ST_OK : st;
}

static size_t hash(const char *code)
{
    uint64_t h = 14695981039346656037U; /* FNV-1a: the codes are the prime's own */
    for (; *code != '\0'; code++) {
        h = (h ^ (unsigned char)*code) * 1099511628211U;
    }
    return (size_t)(h ^ (h >> 32));
}

static struct code_seen *find(const struct code_set *set, const char *code)
{
    size_t at = hash(code) & (set->nslots - 1);
    while (set->slots[at].line != 0 && strcmp(set->text.data + set->slots[at].code, code) != 0) {
        at = (at + 1) & (set->nslots - 1);
    }
    return &set->slots[at];
}

static enum status grow(struct code_set *set, struct error *e)
{
    if (set->slots != NULL && set->count * 3 < set->nslots * 2) {
        return ST_OK;
    }
    if (set->slots == NULL) {
        buffer_init(&set->text, CSV_FILE_MAX);
    }
    struct code_set larger = *set;
    larger.nslots = set->nslots == 0 ? 1024 : set->nslots * 2;
    larger.slots = calloc(larger.nslots, sizeof *larger.slots);
    if (larger.slots == NULL) {
        return fail_memory(e);
    }
    for (size_t i = 0; i < set->nslots; i++) {
        if (set->slots[i].line != 0) {
            *find(&larger, set->text.data + set->slots[i].code) = set->slots[i];
        }
    }
    free(set->slots);
    *set = larger;
    return ST_OK;
}

enum status code_set_add(struct code_set *set, const struct csv *csv, size_t column, struct error *e)
{
    const enum status st = grow(set, e);
    if (st != ST_OK) {
        return st;
    }
    const char *code = csv_field(csv, column);
    struct code_seen *slot = find(set, code);
    if (slot->line != 0) {
        return fail(e, ST_INPUT, _("%s, line %zu: the supplier code %s is there already, on line %zu."), csv->name, csv->line, code,
                    slot->line);
    }
    *slot = (struct code_seen){.line = csv->line, .code = set->text.length};
    set->count++;
    if (!buffer_add(&set->text, code, strlen(code) + 1)) {
        return fail_memory(e);
    }
    return ST_OK;
}

bool code_set_has(const struct code_set *set, const char *code)
{
    return set->slots != NULL && find(set, code)->line != 0;
}

void code_set_release(struct code_set *set)
{
    free(set->slots);
    if (set->slots != NULL) {
        buffer_release(&set->text);
    }
    *set = (struct code_set){0};
}
