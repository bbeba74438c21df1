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

/* Each as it is named, so that an older version, which may lie under any name, is looked for among all. */
static bool load_names(struct loading *l, const cJSON *names)
{
    const cJSON *name;
    cJSON_ArrayForEach(name, names)
    {
        if (!load_named(l, json_text(name, "id")) ||
            strcmp(catalog_find(l->catalog, json_text(name, "id"))->version, json_text(name, "version")) != 0) {
            return false;
        }
    }
    return true;
}

/* True when the catalog holds all that is needed. Packs that come inside the draft or a request may refer to any that is installed. */
static bool load_asked(struct loading *l, const struct assessment *a)
{
    bool loaded = cJSON_GetArraySize(json_get(a->tree, "embedded_packs")) == 0 && load_names(l, json_get(a->tree, "packs"));
    for (size_t i = 0; loaded && i < assessment_request_count(a); i++) {
        const cJSON *request = assessment_request(a, i);
        loaded = cJSON_GetArraySize(json_get(request, "embedded_packs")) == 0 && load_names(l, json_get(request, "packs"));
    }
    for (size_t i = 0; loaded && i < l->catalog->count; i++) { /* grows meanwhile */
        loaded = load_references(l, l->catalog->packs[i]);
    }
    return loaded && catalog_check(l->catalog, NULL) == ST_OK;
}

enum status load_catalog_for(const struct program *program, const struct assessment *a, struct catalog *out, struct error *e)
{
    struct loading l = {program, out};
    catalog_init(out);
    if (load_asked(&l, a)) {
        return ST_OK;
    }
    catalog_release(out);
    return load_catalog(program, out, e);
}
