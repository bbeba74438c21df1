#include "model/request_build.h"

#include "base/buffer.h"
#include "base/i18n.h"
#include "model/json.h"
#include "model/request.h"

static const struct pack *pack_asked(const struct pack *const *packs, size_t npacks, const char *id)
{
    for (size_t i = 0; i < npacks; i++) {
        if (strcmp(packs[i]->id, id) == 0) {
            return packs[i];
        }
    }
    return NULL;
}

/* The item where the answer lives. */
static const struct item *home_of(const struct catalog *catalog, const struct item *item, const struct pack **home)
{
    if (item->same_pack == NULL) {
        return item;
    }
    *home = catalog_find(catalog, item->same_pack);
    return *home == NULL ? NULL : pack_item(*home, item->same_item);
}

enum status request_targets_check(const cJSON *targets, const struct pack *const *packs, size_t npacks, const struct catalog *catalog,
                                  struct error *e)
{
    const cJSON *levels, *level;
    if (targets != NULL && !cJSON_IsObject(targets)) {
        return fail(e, ST_INPUT, _("targets must be written as {\"PACK\": {\"ITEM\": LEVEL}}."));
    }
    cJSON_ArrayForEach(levels, targets)
    {
        const struct pack *pack = pack_asked(packs, npacks, levels->string);
        if (pack == NULL || !cJSON_IsObject(levels)) {
            return fail(e, ST_INPUT, _("targets name the pack \"%s\", which this request does not ask."), levels->string);
        }
        cJSON_ArrayForEach(level, levels)
        {
            const struct pack *home = pack;
            const struct item *item = pack_item(pack, level->string);
            item = item != NULL ? home_of(catalog, item, &home) : NULL;
            if (item == NULL || item->kind != ITEM_LEVEL) {
                return fail(e, ST_INPUT, _("targets name %s:%s, which is no question with levels."), levels->string, level->string);
            }
            if (!cJSON_IsNumber(level) || level->valuedouble < 1 || level->valuedouble >= LEVELS) {
                return fail(e, ST_INPUT, _("the target of %s:%s must be 1 to %d."), levels->string, level->string, LEVELS - 1);
            }
        }
    }
    return ST_OK;
}

static void add_once(const struct pack **packs, size_t max, size_t *count, const struct pack *pack)
{
    for (size_t i = 0; i < *count && i < max; i++) {
        if (packs[i] == pack) {
            return;
        }
    }
    if (*count < max) {
        packs[*count] = pack;
    }
    (*count)++;
}

size_t request_embedded_packs(const struct request_terms *terms, const struct pack **packs, size_t max)
{
    size_t count = 0;
    for (size_t i = 0; i < terms->npacks; i++) {
        add_once(packs, max, &count, terms->packs[i]);
    }
    for (size_t i = 0; i < terms->npacks; i++) {
        for (size_t k = 0; k < terms->packs[i]->nitems; k++) {
            const struct item *item = &terms->packs[i]->items[k];
            const struct pack *home = item->same_pack != NULL ? catalog_find(terms->catalog, item->same_pack) : NULL;
            if (home != NULL) {
                add_once(packs, max, &count, home);
            }
        }
    }
    return count;
}

static bool put_packs(cJSON *document, const struct request_terms *terms)
{
    const struct pack *embedded[RECORD_PACKS_MAX];
    const size_t n = request_embedded_packs(terms, embedded, RECORD_PACKS_MAX);
    cJSON *names = cJSON_CreateArray(), *trees = cJSON_CreateArray();
    bool ok = names != NULL && trees != NULL && n <= RECORD_PACKS_MAX;
    for (size_t i = 0; ok && i < terms->npacks; i++) {
        cJSON *name = cJSON_CreateObject();
        ok = json_put_text(name, "id", terms->packs[i]->id) && json_put_text(name, "version", terms->packs[i]->version) &&
             json_put_text(name, "sha256", pack_digest(terms->packs[i])) && cJSON_AddItemToArray(names, name);
        if (!ok) {
            cJSON_Delete(name);
        }
    }
    for (size_t i = 0; ok && i < n; i++) {
        cJSON *tree = cJSON_Duplicate(embedded[i]->tree, true);
        ok = tree != NULL && cJSON_AddItemToArray(trees, tree);
    }
    const bool named = json_put(document, "packs", names);
    return json_put(document, "embedded_packs", trees) && named && ok;
}

/* Raises one target; a lower one than is there already changes nothing. */
static bool raise(cJSON *targets, const char *pack, const char *item, int level)
{
    if (json_get(targets, pack) == NULL && !json_put(targets, pack, cJSON_CreateObject())) {
        return false;
    }
    cJSON *levels = json_get(targets, pack);
    return json_integer(levels, item, -1) >= level || json_put_integer(levels, item, level);
}

static bool put_targets(cJSON *document, const struct request_terms *terms, enum portfolio_tier tier)
{
    cJSON *targets = terms->targets != NULL ? cJSON_Duplicate(terms->targets, true) : cJSON_CreateObject();
    bool ok = targets != NULL;
    for (size_t i = 0; ok && i < terms->npacks; i++) {
        for (size_t k = 0; ok && k < terms->packs[i]->nitems; k++) {
            const struct pack *home = terms->packs[i];
            const struct item *listed = &terms->packs[i]->items[k], *item = home_of(terms->catalog, listed, &home);
            if (item != NULL && tier_target(item, tier) > item->target) {
                ok = raise(targets, terms->packs[i]->id, listed->id, tier_target(item, tier));
            }
        }
    }
    if (ok && cJSON_GetArraySize(targets) == 0) {
        cJSON_Delete(targets);
        return true;
    }
    return json_put(document, "targets", targets) && ok;
}

static bool put_optional(cJSON *document, const char *key, const char *text)
{
    return text == NULL || text[0] == '\0' || json_put_text(document, key, text);
}

static bool put_secret(cJSON *document, const uint8_t *secret)
{
    struct buffer text;
    buffer_init(&text, BUFFER_MAX_TEXT);
    base64url_encode(&text, secret, ENROL_SECRET_BYTES);
    const bool ok = !text.failed && json_put_text(document, "enrol_secret", buffer_text(&text));
    explicit_bzero(text.data, text.length);
    buffer_release(&text);
    return ok;
}

static bool fill(cJSON *document, const struct request_terms *terms, const struct request_addressee *to, const char *id, int64_t now)
{
    char time[TIME_TEXT];
    time_format(now, time);
    bool ok = json_put_text(document, "request_id", id) && json_put_text(document, "period", terms->period) &&
              json_put_text(document, "issued_at", time) && json_put_text(document, "due", terms->due) &&
              json_put(document, "requester", cJSON_Duplicate(terms->requester, true)) &&
              json_put_text(document, "supplier_code", to->code) && put_optional(document, "supplier_name", to->name) &&
              put_optional(document, "about", terms->about) && put_optional(document, "tier", tier_name(to->tier)) &&
              put_optional(document, "encrypt_to", terms->encrypt_to) && put_optional(document, "upload_url", terms->upload_url);
    ok = ok && put_packs(document, terms) && put_targets(document, terms, to->tier);
    if (ok && to->secret != NULL) {
        ok = to->secret_apart ? json_put(document, "enrol_apart", cJSON_CreateTrue()) : put_secret(document, to->secret);
    }
    return ok;
}

enum status request_build(const struct request_terms *terms, const struct request_addressee *to, int64_t now, struct random *random,
                          cJSON **document, struct error *e)
{
    char id[UUID_TEXT];
    *document = NULL;
    enum status st = uuid_make(random, id, e);
    if (st != ST_OK) {
        return st;
    }
    cJSON *made = cJSON_CreateObject();
    st = fill(made, terms, to, id, now) ? request_check(made, e) : fail_memory(e);
    if (st != ST_OK) {
        cJSON_Delete(made);
        return st;
    }
    *document = made;
    return ST_OK;
}

enum status request_compact(const cJSON *envelope, cJSON **compact, struct error *e)
{
    cJSON *copy = cJSON_Duplicate(envelope, true), *digests = cJSON_CreateArray();
    cJSON *document = json_get(copy, "document");
    const cJSON *tree;
    enum status st = document != NULL && digests != NULL ? ST_OK : fail_memory(e);
    cJSON_ArrayForEach(tree, json_get(document, "embedded_packs"))
    {
        char digest[SHA256_TEXT];
        cJSON *text = NULL;
        st = st == ST_OK ? json_digest(tree, digest, e) : st;
        if (st == ST_OK && ((text = cJSON_CreateString(digest)) == NULL || !cJSON_AddItemToArray(digests, text))) {
            cJSON_Delete(text);
            st = fail_memory(e);
        }
    }
    json_remove(document, "enrol_secret");
    if (!json_put(document, "embedded_packs", digests) && st == ST_OK) {
        st = fail_memory(e);
    }
    if (st != ST_OK) {
        cJSON_Delete(copy);
        return st;
    }
    *compact = copy;
    return ST_OK;
}

enum status request_restore(const cJSON *compact, const cJSON *(*pack)(void *context, const char *digest), void *context,
                            const uint8_t *secret, cJSON **envelope, struct error *e)
{
    cJSON *copy = cJSON_Duplicate(compact, true), *trees = cJSON_CreateArray();
    cJSON *document = json_get(copy, "document");
    const cJSON *digest;
    bool ok = document != NULL && trees != NULL;
    cJSON_ArrayForEach(digest, json_get(document, "embedded_packs"))
    {
        const cJSON *tree = cJSON_IsString(digest) ? pack(context, digest->valuestring) : NULL;
        cJSON *duplicate = tree != NULL ? cJSON_Duplicate(tree, true) : NULL;
        if (tree == NULL) {
            cJSON_Delete(copy);
            cJSON_Delete(trees);
            return fail(e, ST_INPUT, _("A pack of this request is no longer in the portfolio."));
        }
        ok = ok && duplicate != NULL && cJSON_AddItemToArray(trees, duplicate);
    }
    ok = json_put(document, "embedded_packs", trees) && ok;
    ok = ok && (secret == NULL || put_secret(document, secret));
    if (!ok) {
        cJSON_Delete(copy);
        return fail_memory(e);
    }
    *envelope = copy;
    return ST_OK;
}
