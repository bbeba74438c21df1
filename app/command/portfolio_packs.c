#include "command/portfolio_packs.h"

#include "base/i18n.h"
#include "store/portfolio_requests.h"

static enum status add(void *context, const char *digest, const char *bytes, size_t n, struct error *e)
{
    struct catalog *catalog = context;
    if (catalog_find_digest(catalog, digest) != NULL) {
        return ST_OK;
    }
    struct error why = {0};
    struct pack *pack = pack_read(bytes, n, _("a pack of the portfolio"), &why);
    return pack == NULL ? fail(e, why.status, "%s", why.text) : catalog_add_older(catalog, pack, e);
}

struct looking {
    const struct pack *pack;
    bool same, other; /* it was asked before; another of its name and version was */
};

static enum status look(void *context, const char *digest, const char *bytes, size_t n, struct error *e)
{
    struct looking *l = context;
    struct error why = {0};
    struct pack *asked = pack_read(bytes, n, _("a pack of the portfolio"), &why);
    if (asked == NULL) {
        return fail(e, why.status, "%s", why.text);
    }
    const bool same = strcmp(pack_digest(l->pack), digest) == 0;
    l->same = l->same || same;
    l->other = l->other || (!same && strcmp(l->pack->id, asked->id) == 0 && strcmp(l->pack->version, asked->version) == 0);
    pack_free(asked);
    return ST_OK;
}

enum status portfolio_packs_check(struct portfolio *portfolio, const struct pack *pack, struct error *e)
{
    struct looking l = {.pack = pack};
    if (strchr(pack->id, '.') == NULL) {
        return ST_OK;
    }
    const enum status st = portfolio_packs(portfolio, look, &l, e);
    return st != ST_OK || !l.other || l.same
               ? st
               : fail(e, ST_INPUT,
                      _("Another \"%s\" of version %s was asked before, and answers to both could not be told apart: raise \"version\" in "
                        "the file. --same-version asks it all the same."),
                      pack->id, pack->version);
}

enum status portfolio_packs_load(struct portfolio *portfolio, struct catalog *catalog, struct error *e)
{
    const enum status st = portfolio_packs(portfolio, add, catalog, e);
    return st == ST_OK ? catalog_check(catalog, e) : st;
}
