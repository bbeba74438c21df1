#include "model/offers.h"

#include "base/buffer.h"
#include "base/file_path.h"
#include "base/i18n.h"
#include "base/utf8.h"

#include <stdlib.h>
#include <string.h>

void offers_release(struct offers *o)
{
    free(o->offers);
    free(o->refused);
    arena_release(&o->arena);
    *o = (struct offers){0};
}

/* One more element, doubling at powers of two. NULL: no memory. */
static void *room(void *list, size_t count, size_t size)
{
    if (count != 0 && (count & (count - 1)) != 0) {
        return list;
    }
    return realloc(list, (count == 0 ? 1 : 2 * count) * size);
}

static bool full(struct offers *o)
{
    if (o->count + o->nrefused < (o->max == 0 ? OFFERS_MAX : o->max)) {
        return false;
    }
    o->left++;
    return true;
}

static enum status refuse(struct offers *o, const char *name, size_t n, const char *reason, struct error *e)
{
    struct buffer clean;
    struct offer_refused *refused = room(o->refused, o->nrefused, sizeof *refused);
    if (refused == NULL) {
        return fail_memory(e);
    }
    o->refused = refused;
    buffer_init(&clean, BUFFER_MAX_TEXT);
    utf8_clean(&clean, name, n < OFFER_NAME_MAX ? n : OFFER_NAME_MAX, false);
    refused[o->nrefused++] = (struct offer_refused){arena_text(&o->arena, buffer_text(&clean)), arena_text(&o->arena, reason)};
    buffer_release(&clean);
    return o->arena.failed ? fail_memory(e) : ST_OK;
}

enum status offers_refuse(struct offers *o, const char *name, size_t n, const char *reason, struct error *e)
{
    return full(o) ? ST_OK : refuse(o, name, n, reason, e);
}

static bool has_control(const char *name, size_t n)
{
    uint32_t c;
    for (size_t i = 0; i < n; i += utf8_decode(name + i, n - i, &c)) {
        if (utf8_decode(name + i, n - i, &c) == 0 || utf8_is_control(c)) {
            return true;
        }
    }
    return false;
}

/* NULL: it may be a file's name here and on a terminal. */
static const char *fault(const char *name, size_t n)
{
    if (n == 0) {
        return _("The name is empty.");
    }
    if (n > OFFER_NAME_MAX) {
        return _("The name is too long.");
    }
    if (!utf8_valid(name, n) || memchr(name, '\0', n) != NULL) {
        return _("The name is not valid text (UTF-8).");
    }
    if (has_control(name, n)) {
        return _("The name holds control characters.");
    }
    if (memchr(name, '/', n) != NULL || memchr(name, '\\', n) != NULL || (n <= 2 && strspn(name, ".") >= n)) {
        return _("The name leads to another folder.");
    }
    return NULL;
}

enum status offers_take(struct offers *o, const char *name, size_t n, int64_t size, const char *version, struct error *e)
{
    if (full(o)) {
        return ST_OK;
    }
    const char *wrong = fault(name, n);
    if (wrong != NULL) {
        return refuse(o, name, n, wrong, e);
    }
    if (file_is_litter(name)) {
        o->hidden++;
        return ST_OK;
    }
    struct offer *offers = room(o->offers, o->count, sizeof *offers);
    if (offers == NULL) {
        return fail_memory(e);
    }
    o->offers = offers;
    offers[o->count++] = (struct offer){
        .name = arena_copy(&o->arena, name, n),
        .version = strlen(version) > OFFER_VERSION_MAX ? "" : arena_text(&o->arena, version),
        .size = size < 0 ? -1 : size,
    };
    return o->arena.failed ? fail_memory(e) : ST_OK;
}

/* By name; of those with the same name, the result must not depend on the order of the listing. */
static int compare_offers(const void *a, const void *b)
{
    const struct offer *x = a, *y = b;
    const int names = strcmp(x->name, y->name);
    return names != 0 ? names : strcmp(x->version, y->version);
}

enum status offers_finish(struct offers *o, struct error *e)
{
    if (o->count == 0) {
        return ST_OK;
    }
    qsort(o->offers, o->count, sizeof *o->offers, compare_offers);
    size_t kept = 1;
    enum status st = ST_OK;
    for (size_t i = 1; i < o->count && st == ST_OK; i++) {
        if (strcmp(o->offers[i].name, o->offers[kept - 1].name) == 0) {
            st = refuse(o, o->offers[i].name, strlen(o->offers[i].name), _("The same name is listed more than once."), e);
        } else {
            o->offers[kept++] = o->offers[i];
        }
    }
    o->count = kept;
    return st;
}

bool offer_digest(const char *name, char sha256[SHA256_TEXT])
{
    const size_t n = strcspn(name, ".");
    if (n != SHA256_TEXT - 1) {
        return false;
    }
    memcpy(sha256, name, n);
    sha256[n] = '\0';
    return sha256_text_valid(sha256);
}
