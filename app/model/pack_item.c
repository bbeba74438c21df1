/* Reading the items of a pack. */
#include "model/pack_reader.h"

#include "model/json.h"

static const char *const KINDS[] = {"level", "done", NULL};
static const char *const WHO[] = {"owner", "staff", "vendor", NULL};
static const char *const FRAMEWORKS[] = {"nist-csf-2.0", "cis-v8", "iso27001-2022", "ipa-25", NULL};

static struct cost read_cost(struct reader *r, const struct place *up, const cJSON *action, const char *member)
{
    struct place place = {up, member, -1, false};
    const cJSON *value = json_get(action, member);
    struct cost cost = {read_integer(r, &place, value, "min", 0, PACK_COST_MAX, true, 0),
                        read_integer(r, &place, value, "max", 0, PACK_COST_MAX, true, 0)};
    if (cost.min > cost.max) {
        reader_refuse(r, &place, _("The lower end of the cost, %d, is above its upper end, %d."), cost.min, cost.max);
    }
    return cost;
}

/* A source that the pack lists; NULL when none is named. */
static const char *read_source(struct reader *r, const struct place *up, const cJSON *object, const char *member)
{
    const char *key = read_key(r, up, object, member, false);
    struct place place = {up, member, -1, false};
    if (key != NULL && pack_source_title(r->pack, key) == NULL) {
        reader_refuse(r, &place, _("The pack lists no source \"%s\"."), key);
    }
    return key;
}

static void read_action(struct reader *r, const struct place *place, const cJSON *value, const struct item *item, struct action *action)
{
    action->id = read_id(r, place, value);
    action->from = read_integer(r, place, value, "from", 0, LEVELS - 2, true, 0);
    action->to = read_integer(r, place, value, "to", 1, LEVELS - 1, true, LEVELS - 1);
    action->text = read_text(r, place, value, "text", true);
    action->initial = read_cost(r, place, value, "initial");
    action->monthly = read_cost(r, place, value, "monthly");
    action->cost_source = read_source(r, place, value, "cost_source");
    action->hours = read_integer(r, place, value, "hours", 0, PACK_HOURS_MAX, true, 0);
    action->who = (enum action_who)read_word(r, place, value, "who", WHO);
    if (action->from >= action->to) {
        reader_refuse(r, place, _("The step leads from level %d to level %d; it must lead upwards."), action->from, action->to);
    }
    for (size_t i = 0; i < item->nactions; i++) {
        if (action->id[0] != '\0' && strcmp(item->actions[i].id, action->id) == 0) {
            reader_refuse(r, place, _("\"%s\" stands here twice; it must be unique."), action->id);
        }
    }
    if (item->nactions > 0 && item->actions[item->nactions - 1].to != action->from) {
        reader_refuse(r, place, _("The step starts at level %d, but the one before it ends at level %d; steps must form one chain."),
                      action->from, item->actions[item->nactions - 1].to);
    }
}

static void read_actions(struct reader *r, const struct place *up, const cJSON *value, struct item *item)
{
    const cJSON *array = read_array(r, up, value, "actions", false, 0, LEVELS - 1);
    if (array == NULL) {
        return;
    }
    struct action *actions = reader_allocate(r, (size_t)cJSON_GetArraySize(array) * sizeof *actions);
    if (actions == NULL) {
        return;
    }
    item->actions = actions;
    struct place place = {up, "actions", 0, false};
    const cJSON *entry = NULL;
    cJSON_ArrayForEach(entry, array)
    {
        read_action(r, &place, entry, item, &actions[item->nactions]);
        item->nactions++;
        place.index++;
    }
}

static void read_item_threats(struct reader *r, const struct place *up, const cJSON *value, struct item *item)
{
    const struct pack *p = r->pack;
    const cJSON *array = read_array(r, up, value, "threats", false, 0, PACK_ITEM_LIST_MAX);
    if (array == NULL) {
        return;
    }
    int *threats = reader_allocate(r, (size_t)cJSON_GetArraySize(array) * sizeof *threats);
    if (threats == NULL) {
        return;
    }
    item->threats = threats;
    struct place place = {up, "threats", 0, false};
    const cJSON *entry = NULL;
    cJSON_ArrayForEach(entry, array)
    {
        size_t i = 0;
        while (i < p->nthreats && !(cJSON_IsString(entry) && strcmp(p->threats[i].id, entry->valuestring) == 0)) {
            i++;
        }
        if (i < p->nthreats) {
            threats[item->nthreats++] = (int)i;
        } else {
            reader_refuse(r, &place, _("This must be the id of one of the pack's threats."));
        }
        place.index++;
    }
}

static void check_terms(struct reader *r, const struct place *up, const cJSON *value)
{
    struct place place = {up, "terms", 0, false};
    const cJSON *entry = NULL;
    cJSON_ArrayForEach(entry, read_array(r, up, value, "terms", false, 0, PACK_ITEM_LIST_MAX))
    {
        if (!cJSON_IsString(entry) || pack_term(r->pack, entry->valuestring) == NULL) {
            reader_refuse(r, &place, _("This must be the id of an entry of the pack's glossary."));
        }
        place.index++;
    }
}

static void check_frameworks(struct reader *r, const struct place *up, const cJSON *value)
{
    struct place place = {up, "refs", 0, false};
    const cJSON *entry = NULL;
    cJSON_ArrayForEach(entry, read_array(r, up, value, "refs", false, 0, PACK_ITEM_LIST_MAX))
    {
        read_word(r, &place, entry, "framework", FRAMEWORKS);
        read_key(r, &place, entry, "id", true);
        place.index++;
    }
}

static void check_interview(struct reader *r, const struct place *up, const cJSON *value)
{
    const cJSON *interview = json_get(value, "interview");
    if (interview == NULL) {
        return;
    }
    struct place place = {up, "interview", -1, false};
    check_texts(r, &place, interview, "probes", true, PACK_ITEM_LIST_MAX);
    check_texts(r, &place, interview, "good_evidence", true, PACK_ITEM_LIST_MAX);
    read_text(r, &place, interview, "overstated", true);
}

/* Members that only a question with levels has. */
static void read_levels(struct reader *r, const struct place *up, const cJSON *value, struct item *item)
{
    if (item->kind == ITEM_DONE) {
        for (const char *const *member = (const char *const[]){"levels", "actions", NULL}; *member != NULL; member++) {
            if (json_get(value, *member) != NULL) {
                reader_refuse(r, &(struct place){up, *member, -1, false},
                              _("An item of the kind \"done\" has no levels to climb; leave this member out."));
            }
        }
        return;
    }
    struct place place = {up, "levels", 0, false};
    const cJSON *entry = NULL;
    cJSON_ArrayForEach(entry, read_array(r, up, value, "levels", true, LEVELS, LEVELS))
    {
        item->levels[place.index] = read_text_value(r, &place, entry);
        place.index++;
    }
    read_actions(r, up, value, item);
}

static void read_alias(struct reader *r, const struct place *up, const cJSON *value, struct item *item)
{
    struct place place = {up, "same_as", -1, false};
    char pack[PACK_ID_TEXT];
    char home[ITEM_ID_TEXT];
    const char *reference = read_string(r, up, value, "same_as", true);
    if (reference == NULL) {
        return;
    }
    if (!item_reference(reference, NULL, pack, home)) {
        reader_refuse(r, &place, _("This must name the item where the answer lives: \"PACK:ITEM\"."));
        return;
    }
    const cJSON *member = NULL;
    cJSON_ArrayForEach(member, value)
    {
        if (strcmp(member->string, "id") != 0 && strcmp(member->string, "same_as") != 0 && strcmp(member->string, "comment") != 0) {
            reader_refuse(r, up, _("An alias has no member \"%s\"; it has an id and same_as, nothing else."), member->string);
        }
    }
    char *copy = reader_allocate(r, strlen(pack) + 1);
    char *copy_item = reader_allocate(r, strlen(home) + 1);
    if (copy == NULL || copy_item == NULL) {
        return;
    }
    memcpy(copy, pack, strlen(pack) + 1);
    memcpy(copy_item, home, strlen(home) + 1);
    item->same_pack = copy;
    item->same_item = copy_item;
}

static void read_item(struct reader *r, const struct place *where, const cJSON *value, struct item *item)
{
    struct pack *p = r->pack;
    struct text none = {"", ""};
    item->title = item->text = item->why = none;
    for (int i = 0; i < LEVELS; i++) {
        item->levels[i] = none;
    }
    item->tree = value;
    item->weight = 1;
    item->id = read_id(r, where, value);
    char name[PACK_ID_TEXT + ITEM_ID_TEXT];
    snprintf(name, sizeof name, "%s:%s", p->id, item->id);
    struct place subject = {NULL, name, -1, true};
    if (item->id[0] == '\0') {
        subject = *where;
    } else if (pack_item(p, item->id) != NULL) {
        reader_refuse(r, where, _("\"%s\" stands here twice; it must be unique."), item->id);
    }
    if (json_get(value, "same_as") != NULL) {
        read_alias(r, &subject, value, item);
        return;
    }
    item->kind = (enum item_kind)read_word(r, &subject, value, "kind", KINDS);
    item->title = read_text(r, &subject, value, "title", true);
    item->text = read_text(r, &subject, value, "text", true);
    item->why = read_text(r, &subject, value, "why", true);
    item->why_source = read_source(r, &subject, value, "why_source");
    item->weight = read_integer(r, &subject, value, "weight", 1, PACK_WEIGHT_MAX, true, 1);
    item->target = read_integer(r, &subject, value, "target", 0, LEVELS - 1, true, 0);
    item->essential = read_flag(r, &subject, value, "essential", true);
    item->ask_vendor = read_flag(r, &subject, value, "ask_vendor", false);
    item->applies_if = json_get(value, "applies_if");
    read_levels(r, &subject, value, item);
    read_item_threats(r, &subject, value, item);
    check_frameworks(r, &subject, value);
    check_terms(r, &subject, value);
    check_texts(r, &subject, value, "evidence_examples", false, PACK_ITEM_LIST_MAX);
    check_interview(r, &subject, value);
}

void reader_read_items(struct reader *r)
{
    struct pack *p = r->pack;
    const cJSON *sections = p->nsections > 0 ? json_get(p->tree, "sections") : NULL;
    size_t count = 0;
    const cJSON *section = NULL;
    cJSON_ArrayForEach(section, sections)
    {
        count += (size_t)cJSON_GetArraySize(json_get(section, "items"));
    }
    if (count > PACK_ITEMS_MAX) {
        reader_refuse(r, &(struct place){NULL, "sections", -1, false}, _("The pack has more than %d items."), PACK_ITEMS_MAX);
        return;
    }
    p->items = reader_allocate(r, count * sizeof *p->items);
    if (p->items == NULL) {
        return;
    }
    struct place up = {NULL, "sections", 0, false};
    cJSON_ArrayForEach(section, sections)
    {
        struct section *known = &p->sections[up.index];
        known->first = p->nitems;
        struct place place = {&up, "items", 0, false};
        const cJSON *value = NULL;
        cJSON_ArrayForEach(value, read_array(r, &up, section, "items", true, 1, PACK_ITEMS_MAX))
        {
            struct item *item = &p->items[p->nitems];
            item->section = (size_t)up.index;
            read_item(r, &place, value, item);
            p->nitems++;
            known->count++;
            place.index++;
        }
        up.index++;
    }
}
