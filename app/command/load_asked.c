/* The packs that a draft needs, without reading the others: the first screen comes in a third of the time. */
#include "command/command.h"
#include "model/assessment.h"
#include "model/json.h"

struct loading {
    const struct program *program;
    struct catalog *catalog;
};

/* Reads questionnaires/ID.json. False: there is no such file, it cannot be read, or another pack is in it. */
static bool load_named(struct loading *l, const char *id)
{
    const char *found = NULL;
    char *path = NULL;
    struct error ignored;
    if (catalog_find(l->catalog, id) != NULL) {
        return true;
    }
    if (asprintf(&path, "%s/questionnaires/%s.json", l->program->data_directory, id) < 0) {
        return false;
    }
    const bool loaded = load_pack_file(l->catalog, path, &found, &ignored) == ST_OK && strcmp(found, id) == 0;
    free(path);
    return loaded;
}

static bool load_referred(void *context, const char *pack, const char *item)
{
    (void)item;
    return load_named(context, pack);
}

/* What the items and checks of a pack refer to: homes of aliases, conditions. */
static bool load_references(struct loading *l, const struct pack *pack)
{
    bool loaded = true;
    for (size_t i = 0; loaded && i < pack->nitems; i++) {
        const struct item *item = &pack->items[i];
        loaded = (item->same_pack == NULL || load_named(l, item->same_pack)) &&
                 (item->applies_if == NULL || condition_items(item->applies_if, pack->id, load_referred, l));
    }
    for (size_t i = 0; loaded && i < pack->nchecks; i++) {
        const struct check *check = &pack->checks[i];
        char pack_id[PACK_ID_TEXT], item_id[ITEM_ID_TEXT];
        loaded = condition_items(check->when, pack->id, load_referred, l);
        for (size_t k = 0; loaded && k < check->nitems; k++) {
            loaded = !item_reference(check->items[k], pack->id, pack_id, item_id) || load_named(l, pack_id);
        }
    }
    return loaded;
}

static bool load_all_references(struct loading *l, size_t from)
{
    bool loaded = true;
    for (size_t i = from; loaded && i < l->catalog->count; i++) { /* grows meanwhile */
        loaded = load_references(l, l->catalog->packs[i]);
    }
    return loaded;
}

static bool has_version(const cJSON *name, const char *version)
{
    const char *wanted = json_text(name, "version");
    return wanted != NULL && version != NULL && strcmp(wanted, version) == 0;
}

static bool embeds(const cJSON *embedded, const cJSON *name)
{
    const cJSON *tree;
    cJSON_ArrayForEach(tree, embedded)
    {
        const char *id = json_text(tree, "id");
        if (id != NULL && strcmp(id, json_text(name, "id")) == 0 && has_version(name, json_text(tree, "version"))) {
            return true;
        }
    }
    return false;
}

/* Each as it is named, so that an older version, which may lie under any name, is looked for among all. One that is not installed may come
 * with who names it. */
static bool load_names(struct loading *l, const cJSON *owner)
{
    const cJSON *name;
    cJSON_ArrayForEach(name, json_get(owner, "packs"))
    {
        const char *id = json_text(name, "id");
        const bool here =
            load_named(l, id) ? has_version(name, catalog_find(l->catalog, id)->version) : embeds(json_get(owner, "embedded_packs"), name);
        if (!here) {
            return false;
        }
    }
    return true;
}

/* True when the catalog holds all that is needed. */
static bool load_asked(struct loading *l, const struct assessment *a, size_t *installed)
{
    bool loaded = load_names(l, a->tree);
    for (size_t i = 0; loaded && i < assessment_request_count(a); i++) {
        loaded = load_names(l, assessment_request(a, i));
    }
    const cJSON *name;
    cJSON_ArrayForEach(name, json_get(assessment_past(a), "packs")) /* what is not asked now, but may be again: compare.h */
    {
        const char *id = json_text(name, "id");
        (void)(id != NULL && load_named(l, id));
    }
    loaded = loaded && load_all_references(l, 0);
    *installed = l->catalog->count;
    /* What the embedded ones refer to comes behind them: of an id that is there already none is read. */
    return loaded && assessment_add_embedded(a, l->catalog, NULL) == ST_OK && load_all_references(l, *installed) &&
           catalog_check(l->catalog, NULL) == ST_OK;
}

enum status load_catalog_for(const struct program *program, const struct assessment *a, struct catalog *catalog, size_t *installed,
                             struct error *e)
{
    struct loading l = {program, catalog};
    if (load_asked(&l, a, installed)) {
        return ST_OK;
    }
    catalog_release(catalog);
    enum status st = load_catalog(program, catalog, e);
    *installed = catalog->count;
    st = st == ST_OK ? assessment_load_packs(a, catalog, e) : st;
    if (st != ST_OK) {
        catalog_release(catalog);
        *installed = 0;
    }
    return st;
}
