#include "tui/clients.h"

#include "base/buffer.h"
#include "base/fold.h"
#include "base/i18n.h"

void clients_release(struct clients *c)
{
    free(c->rows);
    free(c->shown);
    c->rows = NULL;
    c->shown = NULL;
    c->n = c->nshown = 0;
}

/* ---- words ---- */

/* What a row is found by: name, number, id. */
static bool row_key(struct buffer *key, const struct client_row *row)
{
    const char *const texts[] = {row->name, row->number, row->id, row->period};
    bool added = true;
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        added = added && text_fold_words(key, texts[i]) && buffer_add_char(key, '\n'); /* no word is found across two of them */
    }
    return added;
}

/* Every word, folded, is somewhere in the key. */
static bool has_words(const char *key, const char *words)
{
    bool all = true;
    while (*words != '\0' && all) {
        char word[CLIENT_WORDS];
        struct buffer folded;
        const size_t n = strcspn(words, " \t");
        buffer_init(&folded, BUFFER_MAX_TEXT);
        (void)snprintf(word, sizeof word, "%.*s", (int)n, words);
        all = text_fold_words(&folded, word) && strstr(key, buffer_text(&folded)) != NULL;
        buffer_release(&folded);
        words += n + strspn(words + n, " \t");
    }
    return all;
}

/* ---- order ---- */

static int by_text(const char *a, const char *b, bool latest_first)
{
    if ((a[0] == '\0') != (b[0] == '\0')) {
        return a[0] == '\0' ? 1 : -1; /* those without one last */
    }
    return latest_first ? strcmp(b, a) : strcmp(a, b);
}

static size_t left_to_do(const struct client_row *row)
{
    return row->asked - row->answered + row->unreasoned + row->open;
}

static int compare(const void *a, const void *b, void *context)
{
    const struct clients *c = context;
    const struct client_row *x = &c->rows[*(const size_t *)a], *y = &c->rows[*(const size_t *)b];
    int order = 0;
    switch (c->order) {
    case CLIENTS_BY_DUE:
        order = by_text(x->next_due, y->next_due, false);
        break;
    case CLIENTS_BY_SESSION:
        order = by_text(x->last_session, y->last_session, true);
        break;
    case CLIENTS_BY_OPEN:
        order = (left_to_do(x) < left_to_do(y)) - (left_to_do(x) > left_to_do(y));
        break;
    case CLIENTS_BY_NAME:
    case CLIENT_ORDERS:
        break;
    }
    order = order != 0 ? order : by_text(x->name, y->name, false);
    return order != 0 ? order : strcmp(x->id, y->id);
}

static int by_name(const void *a, const void *b)
{
    return strcmp((*(struct client_row *const *)a)->name, (*(struct client_row *const *)b)->name);
}

static enum status mark_twins(struct clients *c, struct error *e)
{
    struct client_row **sorted = calloc(c->n + 1, sizeof *sorted);
    if (sorted == NULL) {
        return fail_memory(e);
    }
    for (size_t i = 0; i < c->n; i++) {
        sorted[i] = &c->rows[i];
        c->rows[i].twin = false;
    }
    qsort(sorted, c->n, sizeof *sorted, by_name);
    for (size_t i = 1; i < c->n; i++) {
        if (strcmp(sorted[i - 1]->name, sorted[i]->name) == 0) {
            sorted[i - 1]->twin = sorted[i]->twin = true;
        }
    }
    free(sorted);
    return ST_OK;
}

enum status clients_arrange(struct clients *c, struct error *e)
{
    size_t *shown = calloc(c->n + 1, sizeof *shown);
    struct buffer key;
    if (shown == NULL) {
        return fail_memory(e);
    }
    free(c->shown);
    c->shown = shown;
    c->nshown = 0;
    buffer_init(&key, BUFFER_MAX_TEXT);
    for (size_t i = 0; i < c->n; i++) {
        buffer_clear(&key);
        if (row_key(&key, &c->rows[i]) && has_words(buffer_text(&key), c->words)) {
            c->shown[c->nshown++] = i;
        }
    }
    buffer_release(&key);
    qsort_r(c->shown, c->nshown, sizeof *c->shown, compare, c);
    return mark_twins(c, e);
}

enum status clients_refresh(struct clients *c, struct error *e)
{
    clients_release(c);
    const enum status st = c->ops->refresh(c->context, c, e);
    return st == ST_OK ? clients_arrange(c, e) : st;
}

size_t clients_place(const struct clients *c, const char *id)
{
    for (size_t i = 0; i < c->nshown; i++) {
        if (strcmp(c->rows[c->shown[i]].id, id) == 0) {
            return i;
        }
    }
    return 0;
}

const char *client_order_name(enum client_order order)
{
    static const char *const names[CLIENT_ORDERS] = {N_("next due"), N_("name"), N_("last session"), N_("most left to do")};
    return _(names[order]);
}

/* ---- sentences ---- */

const char *client_name(const struct client_row *row, char out[CLIENT_NAME])
{
    const char *name = row->name[0] != '\0' ? row->name : _("(no name yet)");
    if (!row->twin) {
        (void)snprintf(out, CLIENT_NAME, "%s", name);
    } else if (row->number[0] != '\0') {
        (void)snprintf(out, CLIENT_NAME, "%.8s %s %s", row->id, name, row->number);
    } else {
        (void)snprintf(out, CLIENT_NAME, "%.8s %s", row->id, name);
    }
    return out;
}

static void add(struct buffer *out, const char *text)
{
    (void)buffer_add_text(out, out->length > 0 ? _(", ") : "");
    (void)buffer_add_text(out, text);
}

void client_words(struct buffer *out, const struct client_row *row, const char *today)
{
    char text[CUSTOMER_TEXT];
    if (row->problem[0] != '\0') {
        (void)buffer_add_text(out, row->problem);
        return;
    }
    (void)snprintf(text, sizeof text, _("%zu of %zu answered"), row->answered, row->asked);
    add(out, text);
    if (row->differences > 0) {
        (void)snprintf(text, sizeof text, _n("%zu rating differs", "%zu ratings differ", row->differences), row->differences);
        add(out, text);
    }
    if (row->unreasoned > 0) {
        (void)snprintf(text, sizeof text, _("%zu without a reason"), row->unreasoned);
        add(out, text);
    }
    if (row->open > 0) {
        (void)snprintf(text, sizeof text, _n("%zu follow-up open", "%zu follow-ups open", row->open), row->open);
        add(out, text);
    }
    if (row->overdue > 0) {
        (void)snprintf(text, sizeof text, _("%zu late"), row->overdue);
        add(out, text);
    }
    if (row->last_session[0] != '\0') {
        (void)snprintf(text, sizeof text, _("last session %s"), row->last_session);
        add(out, text);
    } else {
        add(out, _("no session yet"));
    }
    if (row->next_due[0] != '\0') {
        (void)snprintf(text, sizeof text, strcmp(row->next_due, today) < 0 ? _("was due %s") : _("next due %s"), row->next_due);
        add(out, text);
    }
}

void client_particulars(struct buffer *out, const struct client_row *row)
{
    (void)buffer_add_text(out, row->name[0] != '\0' ? row->name : _("(no name yet)"));
    (void)buffer_add_format(out, _(", client %.8s"), row->id);
    if (row->number[0] != '\0') {
        (void)buffer_add_format(out, _(", corporate number %s"), row->number);
    }
    if (row->period[0] != '\0') {
        (void)buffer_add_format(out, _(", period %s, since %s"), row->period, row->created_on);
    }
}
