#include "model/pack_lint.h"

#include "model/json.h"
#include "model/pack_reader.h"
#include "model/pack_words.h"

/* What objects a pack is made of, to find members that nobody reads (most of them are typing mistakes). `comment` is welcome everywhere. */
struct shape;
struct shape_member {
    const char *name;
    const struct shape *shape; /* of the object, or of the objects in the list; NULL: nothing to look into */
};
struct shape {
    struct shape_member members[20];
};

static const struct shape TEXTS = {{{"ja", NULL}, {"en", NULL}}};
static const struct shape COST = {{{"min", NULL}, {"max", NULL}}};
static const struct shape REFERENCE = {{{"framework", NULL}, {"id", NULL}}};
static const struct shape INTERVIEW = {{{"probes", &TEXTS}, {"good_evidence", &TEXTS}, {"overstated", &TEXTS}}};
static const struct shape INVENTORY = {{{"prompt", &TEXTS}, {"examples", &TEXTS}}};
static const struct shape ACTION = {{{"id", NULL},
                                     {"from", NULL},
                                     {"to", NULL},
                                     {"text", &TEXTS},
                                     {"initial", &COST},
                                     {"monthly", &COST},
                                     {"cost_source", NULL},
                                     {"hours", NULL},
                                     {"who", NULL}}};
static const struct shape ITEM = {{{"id", NULL},
                                   {"same_as", NULL},
                                   {"kind", NULL},
                                   {"title", &TEXTS},
                                   {"text", &TEXTS},
                                   {"why", &TEXTS},
                                   {"why_source", NULL},
                                   {"levels", &TEXTS},
                                   {"weight", NULL},
                                   {"target", NULL},
                                   {"essential", NULL},
                                   {"ask_vendor", NULL},
                                   {"applies_if", NULL},
                                   {"threats", NULL},
                                   {"refs", &REFERENCE},
                                   {"actions", &ACTION},
                                   {"evidence_examples", &TEXTS},
                                   {"terms", NULL},
                                   {"interview", &INTERVIEW}}};
static const struct shape SECTION = {{{"id", NULL}, {"title", &TEXTS}, {"items", &ITEM}}};
static const struct shape THREAT = {{{"id", NULL}, {"title", &TEXTS}, {"weight", NULL}}};
static const struct shape CHECK = {{{"id", NULL}, {"advice", NULL}, {"when", NULL}, {"items", NULL}, {"message", &TEXTS}}};
static const struct shape SOURCE = {{{"key", NULL}, {"title", &TEXTS}}};
static const struct shape TERM = {{{"id", NULL}, {"term", &TEXTS}, {"text", &TEXTS}}};
static const struct shape PACK = {{{"format", NULL},
                                   {"id", NULL},
                                   {"version", NULL},
                                   {"title", &TEXTS},
                                   {"intro", &TEXTS},
                                   {"minutes", NULL},
                                   {"inventory", &INVENTORY},
                                   {"threats", &THREAT},
                                   {"sections", &SECTION},
                                   {"checks", &CHECK},
                                   {"sources", &SOURCE},
                                   {"glossary", &TERM}}};

static void walk_value(struct reader *r, const struct place *where, const cJSON *value, const struct shape *shape);

static void walk_member(struct reader *r, const struct place *where, const cJSON *member, const struct shape *shape)
{
    struct place place = {where, member->string, -1, false};
    if (strcmp(member->string, "comment") == 0) {
        if (!cJSON_IsString(member) || member->valuestring[0] == '\0') {
            reader_refuse(r, &place, _("A comment must be a string, not empty."));
        }
        return;
    }
    const struct shape_member *known = shape->members;
    while (known->name != NULL && strcmp(known->name, member->string) != 0) {
        known++;
    }
    if (known->name == NULL) {
        reader_refuse(r, &place, _("There is no such member; look for a typing mistake, or write it into a comment."));
    } else if (known->shape != NULL) {
        walk_value(r, &place, member, known->shape);
    }
}

static void walk_object(struct reader *r, const struct place *where, const cJSON *object, const struct shape *shape)
{
    const cJSON *member = NULL;
    cJSON_ArrayForEach(member, object)
    {
        walk_member(r, where, member, shape);
    }
    if (shape == &TEXTS) {
        words_check_translation(r, where, object);
    }
}

static void walk_value(struct reader *r, const struct place *where, const cJSON *value, const struct shape *shape)
{
    if (cJSON_IsObject(value)) {
        walk_object(r, where, value, shape);
    }
    if (!cJSON_IsArray(value)) {
        return;
    }
    struct place place = *where;
    place.index = 0;
    const cJSON *entry = NULL;
    cJSON_ArrayForEach(entry, value)
    {
        char name[PACK_ID_TEXT + ITEM_ID_TEXT];
        const char *id = json_text(entry, "id");
        snprintf(name, sizeof name, "%s:%s", r->pack->id, id != NULL ? id : "");
        struct place subject = {NULL, name, -1, true};
        if (cJSON_IsObject(entry)) {
            walk_object(r, shape == &ITEM && id != NULL ? &subject : &place, entry, shape);
        }
        place.index++;
    }
}

static void report(void *context, const char *sentence)
{
    reader_refuse(context, NULL, "%s", sentence);
}

/* References into other packs: this pack among those at hand. */
static enum status check_references(struct reader *r, const struct catalog *catalog)
{
    struct error e = {0};
    struct catalog all = {calloc(catalog->count + 1, sizeof *all.packs), catalog->count + 1};
    if (all.packs == NULL) {
        return fail_memory(r->e);
    }
    for (size_t i = 0; i < catalog->count; i++) {
        all.packs[i] = catalog->packs[i];
    }
    all.packs[catalog->count] = r->pack;
    enum status st = catalog_check_pack(&all, r->pack, report, r, &e);
    free(all.packs);
    return st == ST_SYSTEM ? fail_memory(r->e) : ST_OK;
}

enum status pack_lint(const char *bytes, size_t n, const char *name, const struct catalog *catalog, struct pack_problems *problems,
                      struct error *e)
{
    *problems = (struct pack_problems){0};
    struct error first = {0};
    struct reader r = {.name = name, .problems = problems, .e = &first};
    cJSON *tree = json_read(bytes, n, &JSON_LIMITS_PACK, name, &first);
    if (tree == NULL && first.status == ST_INPUT) {
        problems->texts[0] = strdup(first.text);
        problems->count = problems->texts[0] != NULL ? 1 : 0;
        return problems->count == 1 ? ST_OK : fail_memory(e);
    }
    struct pack *pack = tree != NULL ? pack_from_tree_collect(tree, name, problems, &first) : NULL;
    bool sound = problems->count == 0;
    if (pack != NULL) {
        r.pack = pack;
        walk_object(&r, NULL, pack->tree, &PACK);
        words_check(&r);
        if (sound && catalog != NULL && check_references(&r, catalog) != ST_OK) {
            r.memory_failed = true;
        }
        pack_free(pack);
    }
    if (!r.memory_failed && (pack != NULL || problems->count > 0)) {
        return ST_OK;
    }
    pack_problems_release(problems);
    return fail_memory(e);
}
