#include "command/urgent_close.h"

#include "base/buffer.h"
#include "base/list.h"
#include "model/product.h"

#include <stdlib.h>
#include <string.h>

/* A request that is to be closed, or to be opened again. */
struct chosen {
    const char *digest, *code, *about, *key; /* key: by which one alarm is told from another */
    enum urgent_state state;
};

struct choosing {
    struct closing *closing;
    struct urgent_board board; /* by which it is told what is meant */
    struct arena texts;
    struct chosen *each;
    size_t count, room;
};

/* ST_NO: it stays as it is. */
static enum status is_meant(struct choosing *x, const struct urgent_request *r, struct error *e)
{
    struct closing *c = x->closing;
    const bool unnamed = r->about[0] == '\0';
    if (c->scope == CLOSING_UNNAMED) {
        return unnamed ? ST_OK : ST_NO;
    }
    const enum status st = urgent_meant(&x->board, r, e);
    if (st == ST_OK && unnamed && c->scope == CLOSING_NAMED) {
        c->unnamed++;
        return ST_NO;
    }
    return st;
}

/* The rows of one request come one after the other, one a reply. */
static bool is_last(const struct choosing *x, const struct urgent_request *r)
{
    return x->count > 0 && strcmp(x->each[x->count - 1].digest, r->digest) == 0;
}

/* NULL: out of memory. */
static const char *key_of(struct arena *texts, const char *about)
{
    struct buffer key;
    buffer_init(&key, BUFFER_MAX_TEXT);
    const char *copy = product_key(&key, "", about) ? arena_text(texts, buffer_text(&key)) : NULL;
    buffer_release(&key);
    return copy;
}

static enum status choose(void *context, const struct urgent_request *r, struct error *e)
{
    struct choosing *x = context;
    struct closing *c = x->closing;
    const enum urgent_state state = urgent_state_of(r, x->board.today);
    const bool fits = c->reason == NULL ? state == URGENT_CLOSED : urgent_is_open(state);
    if (!fits || is_last(x, r) || (c->only->count > 0 && !named_codes_have(c->only, r->code))) {
        return ST_OK;
    }
    const enum status st = is_meant(x, r, e);
    if (st != ST_OK) {
        return st == ST_NO ? ST_OK : st;
    }
    struct chosen *each = list_room(x->each, x->count, &x->room, sizeof *each);
    if (each == NULL) {
        return fail_memory(e);
    }
    x->each = each;
    const char *key = key_of(&x->texts, r->about);
    x->each[x->count++] =
        (struct chosen){arena_text(&x->texts, r->digest), arena_text(&x->texts, r->code), arena_text(&x->texts, r->about), key, state};
    return key == NULL || x->texts.failed ? fail_memory(e) : ST_OK;
}

static enum status note_about(struct closing *c, const char *about, struct error *e)
{
    return about[0] == '\0' || named_codes_have(&c->about, about) ? ST_OK : named_codes_add(&c->about, about, e);
}

/* An alarm that is named exactly keeps out those of which its name is a part; else the words must mean one alarm alone. */
static enum status narrow(struct choosing *x, struct error *e)
{
    struct closing *c = x->closing;
    const char *typed = c->terms->terms[0].key;
    size_t exact = 0;
    for (size_t i = 0; i < x->count; i++) {
        if (strcmp(x->each[i].key, typed) == 0) {
            x->each[exact++] = x->each[i];
        }
    }
    x->count = exact > 0 ? exact : x->count;
    for (size_t i = 1; i < x->count; i++) {
        c->unclear = c->unclear || strcmp(x->each[0].key, x->each[i].key) != 0;
    }
    enum status st = ST_OK;
    for (size_t i = 0; c->unclear && i < x->count && st == ST_OK; i++) {
        st = note_about(c, x->each[i].about, e);
    }
    x->count = c->unclear ? 0 : x->count;
    return st;
}

static enum status apply(struct closing *c, struct portfolio *p, const struct chosen *one, struct error *e)
{
    const struct urgent_closing closing = {
        .digest = one->digest, .code = one->code, .about = one->about, .reason = c->reason, .at = c->now};
    enum status st = portfolio_urgent_close(p, &closing, e);
    st = st == ST_OK ? named_codes_add(&c->done, one->code, e) : st;
    c->requests++;
    c->states[one->state]++;
    return st == ST_OK ? note_about(c, one->about, e) : st;
}

enum status urgent_close(struct closing *c, struct portfolio *p, struct error *e)
{
    struct choosing x = {.closing = c};
    urgent_begin(&x.board, c->terms, c->now);
    enum status st = portfolio_urgent(p, choose, &x, e); /* to its end: no row changes while they are gone through */
    st = st == ST_OK && c->scope == CLOSING_NAMED ? narrow(&x, e) : st;
    for (size_t i = 0; i < x.count && st == ST_OK; i++) {
        st = apply(c, p, &x.each[i], e);
    }
    arena_release(&x.texts);
    free(x.each);
    return st;
}

void urgent_closing_release(struct closing *c)
{
    named_codes_release(&c->done);
    named_codes_release(&c->about);
}
