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

enum status portfolio_packs_load(struct portfolio *portfolio, struct catalog *catalog, struct error *e)
{
    const enum status st = portfolio_packs(portfolio, add, catalog, e);
    return st == ST_OK ? catalog_check(catalog, e) : st;
}
