#include "command/view_about.h"

#include "base/fold.h"
#include "base/i18n.h"
#include "base/list.h"
#include "command/product_aliases.h"
#include "command/view_kept.h"

#include <stdlib.h>
#include <string.h>

/* Spellings of what was found, each with how many suppliers have it. */
struct spellings {
    const char *wanted; /* folded: what was searched for */
    struct spelling {
        const char *name; /* lives as long as the search */
        size_t count;
        bool wanted; /* it is what was searched for, and not only like it */
        bool plain;  /* in usual width */
    } * each;
    size_t count, room;
    bool one;            /* all are spellings of one name */
    struct buffer first; /* that name, folded */
};

/* One that is too long to be shown whole is not proposed. */
static void put_name(char out[VIEW_WORDS], const char *name)
{
    if (name != NULL && strlen(name) < VIEW_WORDS) {
        (void)snprintf(out, VIEW_WORDS, "%s", name);
    }
}

static bool folds_to(const char *name, const char *key)
{
    struct buffer folded;
    buffer_init(&folded, BUFFER_MAX_TEXT);
    const bool same = text_fold(&folded, name) && strcmp(buffer_text(&folded), key) == 0;
    buffer_release(&folded);
    return same;
}

static bool is_plain(const char *name)
{
    struct buffer plain;
    buffer_init(&plain, BUFFER_MAX_TEXT);
    const bool same = text_plain(&plain, name) && strcmp(buffer_text(&plain), name) == 0;
    buffer_release(&plain);
    return same;
}

static enum status add_spelling(struct spellings *s, const char *name, struct error *e)
{
    for (size_t i = 0; i < s->count; i++) {
        if (strcmp(s->each[i].name, name) == 0) {
            s->each[i].count++;
            return ST_OK;
        }
    }
    if (s->count == 0 && !text_fold(&s->first, name)) {
        return fail_memory(e);
    }
    const bool wanted = folds_to(name, s->wanted);
    s->one = s->one && folds_to(name, buffer_text(&s->first));
    if (!wanted && !s->one) { /* a broad search finds thousands of names */
        return ST_OK;
    }
    struct spelling *each = list_room(s->each, s->count, &s->room, sizeof *each);
    if (each == NULL) {
        return fail_memory(e);
    }
    s->each = each;
    s->each[s->count++] = (struct spelling){name, 1, wanted, is_plain(name)};
    return ST_OK;
}

static enum status take_found(void *context, const struct found_supplier *f, struct error *e)
{
    enum status st = ST_OK;
    for (size_t i = 0; i < f->nproducts && st == ST_OK; i++) {
        if (!found_listed_before(f, i, false)) { /* who lists one twice, in two versions, counts once */
            st = add_spelling(context, f->products[i].name, e);
        }
    }
    return st;
}

/* The one that most have, in usual width before any other; NULL: they name several products. */
static const char *usual_spelling(const struct spellings *s)
{
    const struct spelling *best = NULL;
    for (size_t i = 0; i < s->count; i++) {
        const struct spelling *x = &s->each[i];
        if (!x->wanted && !s->one) {
            continue;
        }
        if (best == NULL || x->plain > best->plain || (x->plain == best->plain && x->count > best->count)) {
            best = x;
        }
    }
    return best == NULL ? NULL : best->name;
}

static enum status find_listed(const struct kept_search *search, const char *key, char out[VIEW_WORDS], struct error *e)
{
    struct spellings s = {.wanted = key, .one = true};
    buffer_init(&s.first, BUFFER_MAX_TEXT);
    const enum status st = found_search_visit(search->found, FOUND_AFFECTED, FIND_ALL, take_found, &s, e);
    const char *name = usual_spelling(&s);
    put_name(out, st == ST_OK ? name : NULL);
    free(s.each);
    buffer_release(&s.first);
    return st;
}

static enum status find_alias(const struct view_data *d, struct portfolio *p, const char *key, char out[VIEW_WORDS], struct error *e)
{
    struct product_aliases aliases = {0};
    const enum status st = load_product_aliases(d->program, p, &aliases, e);
    const char *name = st == ST_OK ? product_aliases_name(&aliases, key) : NULL;
    put_name(out, name);
    product_aliases_release(&aliases);
    return st;
}

/* Requests are of one round when they are about one text: the same name in another spelling would ask everybody twice. */
static void as_before(const struct kept_alarms *alarms, char about[VIEW_WORDS])
{
    struct buffer key;
    const char *newest = "";
    buffer_init(&key, BUFFER_MAX_TEXT);
    (void)text_fold(&key, about);
    for (size_t i = 0; i < alarms->count; i++) {
        const struct urgent_request *r = &alarms->each[i];
        if (strcmp(r->issued_at, newest) > 0 && strlen(r->about) < VIEW_WORDS && folds_to(r->about, buffer_text(&key))) {
            newest = r->issued_at;
            (void)snprintf(about, VIEW_WORDS, "%s", r->about);
        }
    }
    buffer_release(&key);
}

static enum status propose(struct view_data *d, struct portfolio *p, const char *words, struct buffer *key, char out[VIEW_WORDS],
                           struct error *e)
{
    const struct kept_search *search;
    struct buffer plain;
    out[0] = '\0';
    enum status st = view_kept_search(d, p, words, &search, e);
    st = st == ST_OK && !text_fold(key, words) ? fail_memory(e) : st;
    st = st == ST_OK ? find_listed(search, buffer_text(key), out, e) : st;
    st = st == ST_OK && out[0] == '\0' ? find_alias(d, p, buffer_text(key), out, e) : st;
    if (st == ST_OK && out[0] == '\0') {
        buffer_init(&plain, BUFFER_MAX_TEXT);
        put_name(out, text_plain(&plain, words) ? buffer_text(&plain) : NULL);
        buffer_release(&plain);
    }
    if (st == ST_OK && out[0] == '\0') {
        put_name(out, words);
    }
    if (st == ST_OK) {
        as_before(&d->kept->alarms, out);
    }
    return st;
}

enum status view_about_propose(struct view_data *d, struct portfolio *p, const char *words, char out[VIEW_WORDS], struct error *e)
{
    struct buffer key;
    buffer_init(&key, BUFFER_MAX_TEXT);
    enum status st = portfolio_begin(p, false, e);
    if (st == ST_OK) {
        st = propose(d, p, words, &key, out, e);
        portfolio_rollback(p);
    }
    buffer_release(&key);
    return st;
}

/* Whether a search for these words shows the replies to requests about that name. */
static enum status is_shown(const struct view_data *d, struct portfolio *p, const struct view_order *order, bool *shown, struct error *e)
{
    struct product_aliases aliases = {0};
    struct product_terms terms = {0};
    struct buffer key;
    buffer_init(&key, BUFFER_MAX_TEXT);
    const enum status st = load_product_aliases(d->program, p, &aliases, e);
    *shown = st == ST_OK && product_terms_make(&terms, &aliases, order->words) && product_key(&key, "", order->about) &&
             product_terms_match(&terms, buffer_text(&key));
    buffer_release(&key);
    product_terms_release(&terms);
    product_aliases_release(&aliases);
    return st;
}

enum status view_about_tell(const struct view_data *d, struct portfolio *p, const struct view_order *order, struct buffer *out,
                            struct error *e)
{
    bool shown = true;
    if (order->about[0] == '\0') {
        return ST_OK;
    }
    const enum status st = order->words[0] == '\0' ? ST_OK : is_shown(d, p, order, &shown, e);
    view_line(out, VIEW_LINE_TEXT, _("The suppliers read that it is about \"%s\"."), order->about);
    if (st == ST_OK && !shown) {
        view_line(out, VIEW_LINE_WARNING, _("The list of \"%s\" will not show who has replied: for that, search for \"%s\"."), order->words,
                  order->about);
    }
    return st;
}
