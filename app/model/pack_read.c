/* Reading a pack: everything but its items (pack_item.c). */
#include "model/pack_reader.h"

#include "base/buffer.h"
#include "model/condition.h"
#include "model/json.h"
#include "model/members.h"

#define FORMAT "tenken-pack/1"

static void refuse_twice(struct reader *r, const struct place *where, const char *id)
{
    reader_refuse(r, where, _("\"%s\" stands here twice; it must be unique."), id);
}

static size_t count_of(const cJSON *array)
{
    return array != NULL ? (size_t)cJSON_GetArraySize(array) : 0;
}

static void read_sections(struct reader *r)
{
    struct pack *p = r->pack;
    const cJSON *array = read_array(r, NULL, p->tree, "sections", true, 1, PACK_SECTIONS_MAX);
    p->sections = reader_allocate(r, count_of(array) * sizeof *p->sections);
    if (p->sections == NULL) {
        return;
    }
    struct place place = {NULL, "sections", 0, false};
    const cJSON *value = NULL;
    cJSON_ArrayForEach(value, array)
    {
        struct section *section = &p->sections[p->nsections];
        section->id = read_id(r, &place, value);
        section->title = read_text(r, &place, value, "title", true);
        for (size_t i = 0; i < p->nsections; i++) {
            if (section->id[0] != '\0' && strcmp(p->sections[i].id, section->id) == 0) {
                refuse_twice(r, &place, section->id);
            }
        }
        p->nsections++;
        place.index++;
    }
}

static void read_threats(struct reader *r)
{
    struct pack *p = r->pack;
    const cJSON *array = read_array(r, NULL, p->tree, "threats", true, 0, PACK_THREATS_MAX);
    p->threats = reader_allocate(r, count_of(array) * sizeof *p->threats);
    if (p->threats == NULL) {
        return;
    }
    struct place place = {NULL, "threats", 0, false};
    const cJSON *value = NULL;
    cJSON_ArrayForEach(value, array)
    {
        struct threat *threat = &p->threats[p->nthreats];
        threat->id = read_id(r, &place, value);
        threat->title = read_text(r, &place, value, "title", true);
        threat->weight = read_integer(r, &place, value, "weight", 1, PACK_WEIGHT_MAX, true, 1);
        for (size_t i = 0; i < p->nthreats; i++) {
            if (threat->id[0] != '\0' && strcmp(p->threats[i].id, threat->id) == 0) {
                refuse_twice(r, &place, threat->id);
            }
        }
        p->nthreats++;
        place.index++;
    }
}

static void read_terms(struct reader *r)
{
    struct pack *p = r->pack;
    const cJSON *array = read_array(r, NULL, p->tree, "glossary", true, 0, PACK_TERMS_MAX);
    p->terms = reader_allocate(r, count_of(array) * sizeof *p->terms);
    if (p->terms == NULL) {
        return;
    }
    struct place place = {NULL, "glossary", 0, false};
    const cJSON *value = NULL;
    cJSON_ArrayForEach(value, array)
    {
        struct term *term = &p->terms[p->nterms];
        term->id = read_id(r, &place, value);
        term->term = read_text(r, &place, value, "term", true);
        term->text = read_text(r, &place, value, "text", true);
        if (term->id[0] != '\0' && pack_term(p, term->id) != NULL) {
            refuse_twice(r, &place, term->id);
        }
        p->nterms++;
        place.index++;
    }
}

static void check_sources(struct reader *r)
{
    struct place place = {NULL, "sources", 0, false};
    const char *keys[PACK_SOURCES_MAX];
    size_t n = 0;
    const cJSON *value = NULL;
    cJSON_ArrayForEach(value, read_array(r, NULL, r->pack->tree, "sources", true, 0, PACK_SOURCES_MAX))
    {
        const char *key = read_key(r, &place, value, "key", true);
        read_text(r, &place, value, "title", true);
        for (size_t i = 0; key != NULL && i < n; i++) {
            if (strcmp(keys[i], key) == 0) {
                refuse_twice(r, &place, key);
            }
        }
        if (key != NULL) {
            keys[n++] = key;
        }
        place.index++;
    }
}

/* The items of a check, written in full. */
static void read_check_items(struct reader *r, const struct place *up, const cJSON *value, struct check *check)
{
    const cJSON *array = read_array(r, up, value, "items", true, 1, PACK_CHECK_ITEMS_MAX);
    const char **items = reader_allocate(r, count_of(array) * sizeof *items);
    if (items == NULL) {
        return;
    }
    check->items = items;
    struct place place = {up, "items", 0, false};
    const cJSON *entry = NULL;
    cJSON_ArrayForEach(entry, array)
    {
        char pack[PACK_ID_TEXT];
        char item[ITEM_ID_TEXT];
        if (!cJSON_IsString(entry) || !item_reference(entry->valuestring, r->pack->id, pack, item)) {
            reader_refuse(r, &place, _("This must name an item: \"ITEM\", or \"PACK:ITEM\" for one of another pack."));
        } else {
            size_t size = strlen(pack) + strlen(item) + 2;
            char *full = reader_allocate(r, size);
            if (full == NULL) {
                return;
            }
            snprintf(full, size, "%s:%s", pack, item);
            items[check->nitems++] = full;
        }
        place.index++;
    }
}

/* A condition whose structure is bad is dropped, so that nobody walks through it. */
static const cJSON *checked_condition(struct reader *r, const struct place *where, const cJSON *condition)
{
    struct error error = {0};
    char place[PLACE_TEXT];
    place_format(where, place);
    if (condition_check(condition, place, &error) == ST_OK) {
        return condition;
    }
    reader_refuse(r, NULL, "%s", error.text);
    return NULL;
}

static void read_checks(struct reader *r)
{
    struct pack *p = r->pack;
    const cJSON *array = read_array(r, NULL, p->tree, "checks", true, 0, PACK_CHECKS_MAX);
    p->checks = reader_allocate(r, count_of(array) * sizeof *p->checks);
    if (p->checks == NULL) {
        return;
    }
    struct place place = {NULL, "checks", 0, false};
    const cJSON *value = NULL;
    cJSON_ArrayForEach(value, array)
    {
        struct check *check = &p->checks[p->nchecks];
        check->id = read_id(r, &place, value);
        check->advice = read_flag(r, &place, value, "advice", false);
        check->message = read_text(r, &place, value, "message", true);
        struct place when = {&place, "when", -1, false};
        if (json_get(value, "when") == NULL) {
            reader_refuse(r, &when, _("This member is missing."));
        } else {
            check->when = checked_condition(r, &when, json_get(value, "when"));
        }
        read_check_items(r, &place, value, check);
        for (size_t i = 0; i < p->nchecks; i++) {
            if (check->id[0] != '\0' && strcmp(p->checks[i].id, check->id) == 0) {
                refuse_twice(r, &place, check->id);
            }
        }
        p->nchecks++;
        place.index++;
    }
}

static void read_head(struct reader *r)
{
    struct pack *p = r->pack;
    p->id = read_string(r, NULL, p->tree, "id", true);
    if (p->id == NULL || !pack_id_valid(p->id)) {
        struct place place = {NULL, "id", -1, false};
        if (p->id != NULL) {
            reader_refuse(
                r, &place,
                _("\"%s\" is not a pack's id: a-z, 0-9 and hyphen, a letter first, at most 40 characters, or NAMESPACE.NAME of two such."),
                p->id);
        }
        p->id = "pack"; /* for the sentences that follow */
    }
    p->version = read_string(r, NULL, p->tree, "version", true);
    if (p->version == NULL) {
        p->version = "";
    } else if (p->version[0] < '1' || p->version[0] > '9' || strlen(p->version) > 6 ||
               strspn(p->version, "0123456789") != strlen(p->version)) {
        reader_refuse(r, &(struct place){NULL, "version", -1, false}, _("This must be a whole number in a string: \"1\", \"2\" …"));
    }
    p->title = read_text(r, NULL, p->tree, "title", true);
    p->intro = read_text(r, NULL, p->tree, "intro", false);
    p->minutes = read_integer(r, NULL, p->tree, "minutes", 1, PACK_MINUTES_MAX, true, 1);
    const cJSON *inventory = json_get(p->tree, "inventory");
    if (inventory != NULL) {
        struct place place = {NULL, "inventory", -1, false};
        p->inventory = true;
        read_text(r, &place, inventory, "prompt", true);
        check_texts(r, &place, inventory, "examples", false, PACK_ITEM_LIST_MAX);
    }
}

/* References inside the pack itself; those into other packs are catalog_check's. */
struct own_references {
    struct reader *reader;
    const struct place *where;
};

static bool check_own_reference(void *context, const char *pack, const char *item)
{
    struct own_references *own = context;
    const struct pack *p = own->reader->pack;
    if (strcmp(pack, p->id) == 0 && pack_item(p, item) == NULL) {
        reader_refuse(own->reader, own->where, _("This pack has no item \"%s\"."), item);
    }
    return true;
}

void reader_check_references(struct reader *r)
{
    struct pack *p = r->pack;
    for (size_t i = 0; i < p->nitems; i++) {
        struct item *item = &p->items[i];
        char name[PACK_ID_TEXT + ITEM_ID_TEXT];
        snprintf(name, sizeof name, "%s:%s", p->id, item->id);
        struct place subject = {NULL, name, -1, true};
        struct place place = {&subject, item->same_pack != NULL ? "same_as" : "applies_if", -1, false};
        struct own_references own = {r, &place};
        if (item->applies_if != NULL) {
            item->applies_if = checked_condition(r, &place, item->applies_if);
        }
        if (item->applies_if != NULL) {
            condition_items(item->applies_if, p->id, check_own_reference, &own);
        }
        if (item->same_pack == NULL || strcmp(item->same_pack, p->id) != 0) {
            continue;
        }
        check_own_reference(&own, item->same_pack, item->same_item);
        const struct item *home = pack_item(p, item->same_item);
        if (home != NULL && home->same_pack != NULL) {
            reader_refuse(r, &place, _("\"%s\" is an alias itself; name the item where the answer lives."), item->same_item);
        }
    }
    for (size_t i = 0; i < p->nchecks; i++) {
        const struct check *check = &p->checks[i];
        struct place subject = {NULL, "checks", (int)i, false};
        struct place place = {&subject, "when", -1, false};
        struct own_references own = {r, &place};
        condition_items(check->when, p->id, check_own_reference, &own);
        place.name = "items";
        for (size_t k = 0; k < check->nitems; k++) {
            char pack[PACK_ID_TEXT];
            char item[ITEM_ID_TEXT];
            if (item_reference(check->items[k], NULL, pack, item)) {
                check_own_reference(&own, pack, item);
            }
        }
    }
}

static bool read_format(struct reader *r)
{
    const char *format = json_text(r->pack->tree, "format");
    if (format != NULL && strcmp(format, FORMAT) == 0) {
        return true;
    }
    if (format != NULL && strncmp(format, "tenken-pack/", 12) == 0) {
        reader_refuse(r, NULL, _("The pack has the format \"%s\"; this version of Tenken reads %s. A newer version of Tenken is needed."),
                      format, FORMAT);
    } else {
        reader_refuse(r, NULL, _("This is not a questionnaire pack: its member \"format\" must be \"%s\"."), FORMAT);
    }
    return false;
}

static struct pack *pack_new(struct error *e)
{
    struct pack *p = calloc(1, sizeof *p);
    if (p != NULL && (p->digest = pack_digest_new()) != NULL) {
        return p;
    }
    free(p);
    fail_memory(e);
    return NULL;
}

/* Builds p from its tree, and frees it on refusal. tree NULL: *e says already why. */
static struct pack *build(struct pack *p, const cJSON *tree, const char *name, struct pack_problems *problems, struct error *e)
{
    struct error first = {0};
    struct reader r = {.pack = p, .name = name, .problems = problems, .e = &first};
    p->tree = tree;
    const bool known = tree != NULL && read_format(&r);
    if (known) {
        read_head(&r);
        read_sections(&r);
        read_threats(&r);
        read_terms(&r);
        check_sources(&r);
        reader_read_items(&r);
        read_checks(&r);
        reader_check_references(&r);
    }
    const enum status st = r.memory_failed ? fail_memory(&first) : r.refused ? ST_INPUT : ST_OK;
    if (st != ST_OK && e != NULL) {
        *e = first;
    }
    if (known && !r.memory_failed && (st == ST_OK || problems != NULL)) {
        return p;
    }
    pack_free(p);
    return NULL;
}

struct pack *pack_from_tree_collect(cJSON *tree, const char *name, struct pack_problems *problems, struct error *e)
{
    struct pack *p = pack_new(e);
    if (p == NULL) {
        cJSON_Delete(tree);
        return NULL;
    }
    p->given = tree;
    return build(p, tree, name, problems, e);
}

struct pack *pack_from_tree(cJSON *tree, const char *name, struct error *e)
{
    return pack_from_tree_collect(tree, name, NULL, e);
}

struct pack *pack_take(struct buffer *bytes, const char *name, struct error *e)
{
    struct pack *p = pack_new(e);
    const size_t n = bytes->length;
    if (p == NULL) {
        buffer_release(bytes);
        return NULL;
    }
    p->text = bytes->data;
    *bytes = (struct buffer){.max = bytes->max};
    return build(p, json_read_in_place(p->text, n, &JSON_LIMITS_PACK, name, &p->memory, e), name, NULL, e);
}

struct pack *pack_read(const char *bytes, size_t n, const char *name, struct error *e)
{
    struct buffer copy;
    buffer_init(&copy, n);
    if (!buffer_add(&copy, bytes, n)) {
        fail_memory(e);
        return NULL;
    }
    return pack_take(&copy, name, e);
}

void pack_free(struct pack *p)
{
    if (p == NULL) {
        return;
    }
    arena_release(&p->memory);
    free(p->text);
    pack_digest_free(p->digest);
    cJSON_Delete(p->given);
    free(p);
}
