/* tenken diff: what changed between two records. */
#include "model/diff.h"
#include "base/i18n.h"
#include "command/command.h"
#include "command/print.h"
#include "command/record.h"
#include "model/alike.h"
#include "model/compare.h"
#include "model/json.h"
#include "model/score.h"

#include <getopt.h>

/* The older record as it would be kept, and the newer one beside it. */
struct years {
    const cJSON *past;
    struct score score; /* of the newer one */
    struct comparison comparison;
    struct alike alike;
};

/* 0–4 with its label, or the word for another answer. */
static void print_state(const cJSON *state)
{
    if (cJSON_IsNumber(state)) {
        const int level = (int)state->valuedouble;
        (void)printf("%d %s", level, _(LEVEL_LABELS[level]));
        return;
    }
    static const struct {
        const char *name;
        enum answer_state state;
    } STATES[] = {{"unknown", ANSWER_UNKNOWN}, {"na", ANSWER_NA}, {"done", ANSWER_DONE}, {"not_done", ANSWER_NOT_DONE}};
    struct answer answer = {.state = ANSWER_NONE};
    const char *name = cJSON_GetStringValue(state);
    for (size_t i = 0; name != NULL && i < sizeof STATES / sizeof STATES[0]; i++) {
        if (strcmp(STATES[i].name, name) == 0) {
            answer.state = STATES[i].state;
        }
    }
    char words[ANSWER_WORDS];
    (void)fputs(answer_words(&answer, words), stdout);
}

/* What people call a member of an answer or of the company profile; the member's own name when it has no other. */
static const char *member_words(const char *member)
{
    static const struct {
        const char *member, *words;
    } WORDS[] = {{"na_reason", N_("Reason")},
                 {"done_at", N_("Done on")},
                 {"scope", N_("Scope")},
                 {"exceptions", N_("Exceptions")},
                 {"compensating", N_("Measures instead")},
                 {"note", N_("Note")},
                 {"owner", N_("Who does it")},
                 {"planned_level", N_("Level to reach")},
                 {"planned_by", N_("By (date)")},
                 {"evidence", N_("Evidence")},
                 {"assessor", N_("Assessor")},
                 {"name", N_("Name of the firm")},
                 {"name_kana", N_("Reading of the name")},
                 {"corporate_number", N_("Corporate number")},
                 {"employees", N_("Employees")},
                 {"industry", N_("Industry")},
                 {"contact.name", N_("Contact")},
                 {"contact.email", N_("E-mail")},
                 {"contact.phone", N_("Phone")},
                 {"contact.emergency_phone", N_("Emergency phone")}};
    for (size_t i = 0; i < sizeof WORDS / sizeof WORDS[0]; i++) {
        if (strcmp(WORDS[i].member, member) == 0) {
            return _(WORDS[i].words);
        }
    }
    return member;
}

static void print_item(const struct record *a, const struct record *b, const cJSON *item)
{
    const char *pack = json_text(item, "pack"), *id = json_text(item, "item");
    const char *title = record_item_title(b, pack, id);
    if (strcmp(title, id) == 0) {
        title = record_item_title(a, pack, id);
    }
    (void)fputs("  ", stdout);
    print_clean(pack);
    (void)putchar(':');
    print_clean(id);
    if (strcmp(title, id) != 0) {
        (void)fputs("  ", stdout);
        print_clean(title);
    }
    (void)fputs(": ", stdout);
    if (strcmp(json_text(item, "change"), "text") == 0) {
        const cJSON *name;
        cJSON_ArrayForEach(name, json_get(item, "texts"))
        {
            (void)printf("%s%s", name->prev->next != NULL ? _(", ") : "", member_words(name->valuestring));
        }
    } else {
        print_state(json_get(item, "from"));
        (void)fputs(" -> ", stdout);
        print_state(json_get(item, "to"));
    }
    (void)putchar('\n');
}

static void print_items(const struct record *a, const struct record *b, const cJSON *items)
{
    static const struct {
        const char *change, *heading;
    } GROUPS[] = {{"raised", N_("Raised")},      {"lowered", N_("Lowered")},         {"changed", N_("Answered otherwise")},
                  {"new", N_("Newly answered")}, {"gone", N_("No longer answered")}, {"text", N_("Same answer, other details")}};
    for (size_t i = 0; i < sizeof GROUPS / sizeof GROUPS[0]; i++) {
        bool any = false;
        const cJSON *item;
        cJSON_ArrayForEach(item, items)
        {
            if (strcmp(json_text(item, "change"), GROUPS[i].change) == 0) {
                if (!any) {
                    (void)puts(_(GROUPS[i].heading));
                }
                any = true;
                print_item(a, b, item);
            }
        }
    }
}

static void print_inventory(const cJSON *inventory)
{
    const cJSON *product;
    if (cJSON_GetArraySize(inventory) > 0) {
        (void)puts(_("Products and services"));
    }
    cJSON_ArrayForEach(product, inventory)
    {
        const char *change = json_text(product, "change");
        (void)printf("  %s ", strcmp(change, "new") == 0 ? "+" : strcmp(change, "gone") == 0 ? "-" : "~");
        print_clean(json_text(product, "name"));
        const char *from = json_text(product, "from"), *to = json_text(product, "to");
        if (strcmp(change, "changed") == 0) {
            (void)fputs(": ", stdout);
            print_clean(from == NULL ? "?" : from);
            (void)fputs(" -> ", stdout);
            print_clean(to == NULL ? "?" : to);
        }
        (void)putchar('\n');
    }
}

static void print_supplier(const cJSON *supplier)
{
    const cJSON *member;
    if (cJSON_GetArraySize(supplier) > 0) {
        (void)puts(_("Company profile"));
    }
    cJSON_ArrayForEach(member, supplier)
    {
        const char *from = json_text(member, "from"), *to = json_text(member, "to");
        (void)printf("  %s: ", member_words(json_text(member, "member")));
        print_clean(from == NULL ? "-" : from);
        (void)fputs(" -> ", stdout);
        print_clean(to == NULL ? "-" : to);
        (void)putchar('\n');
    }
}

static void print_change(const char *indent, const char *name, int from, int to)
{
    char before[SCORE_TEXT], after[SCORE_TEXT];
    (void)fputs(indent, stdout);
    print_clean(name);
    (void)printf(" %s -> %s\n", score_text(from, before), score_text(to, after));
}

/* The total and, below it, the packs and sections that have changed. */
static void print_totals(const struct years *years)
{
    print_change("", _("Total"), past_points(years->past, NULL, NULL), years->score.total);
    if (!alike_all(&years->alike) && years->alike.ncommon > 0) {
        char name[128];
        (void)snprintf(name, sizeof name, _("  on the %zu questions that both ask:"), years->alike.ncommon);
        print_change("", name, years->alike.then.total, years->alike.now.total);
    }
    for (size_t p = 0; p < years->score.npacks; p++) {
        const struct pack_score *score = &years->score.packs[p];
        const struct pack *pack = score->pack;
        const int from = past_points(years->past, pack->id, NULL);
        if (from != score->total) {
            print_change("  ", text_of(pack->title), from, score->total);
        }
        for (size_t i = 0; i < pack->nsections && pack->nsections > 1; i++) {
            const int then = past_points(years->past, pack->id, pack->sections[i].id);
            if (then != score->sections[i]) {
                print_change("    ", text_of(pack->sections[i].title), then, score->sections[i]);
            }
        }
    }
}

static bool in_group(const struct compared *c, enum change group)
{
    return group == CHANGE_SAME ? c->reworded : c->change == group;
}

/* Questions that are new, reworded, not asked now or not any more; CHANGE_SAME stands for reworded. */
static void print_questions(const struct years *years, const struct question_list *list)
{
    static const struct {
        enum change change;
        const char *heading;
    } GROUPS[] = {{CHANGE_NEW, N_("New questions")},
                  {CHANGE_SAME, N_("Reworded questions")},
                  {CHANGE_KEPT, N_("Not asked now")},
                  {CHANGE_RETIRED, N_("No longer asked")}};
    for (size_t i = 0; i < sizeof GROUPS / sizeof GROUPS[0]; i++) {
        bool any = false;
        for (size_t k = 0; k < years->comparison.count; k++) {
            const struct compared *c = &years->comparison.items[k];
            if (!in_group(c, GROUPS[i].change)) {
                continue;
            }
            if (!any) {
                (void)puts(_(GROUPS[i].heading));
            }
            any = true;
            (void)fputs("  ", stdout);
            if (c->question != SIZE_MAX) {
                (void)printf("%d ", question_list_number(list, c->question));
            }
            print_clean(c->question != SIZE_MAX ? question_title(&list->questions[c->question]) : c->title);
            (void)putchar('\n');
        }
    }
}

static cJSON *points_or_null(int points)
{
    return points < 0 ? cJSON_CreateNull() : cJSON_CreateNumber(points);
}

/* Appends {"pack", "section" (null: the pack), "from", "to"}. False: out of memory. */
static bool add_points(cJSON *list, const char *pack, const char *section, int from, int to)
{
    cJSON *entry = cJSON_CreateObject();
    const bool ok = json_put_text(entry, "pack", pack) &&
                    json_put(entry, "section", section == NULL ? cJSON_CreateNull() : cJSON_CreateString(section)) &&
                    json_put(entry, "from", points_or_null(from)) && json_put(entry, "to", points_or_null(to));
    if (!ok || !cJSON_AddItemToArray(list, entry)) {
        cJSON_Delete(entry);
        return false;
    }
    return true;
}

static cJSON *scores_to_json(const struct years *years)
{
    cJSON *list = cJSON_CreateArray();
    bool ok = list != NULL;
    for (size_t p = 0; p < years->score.npacks; p++) {
        const struct pack_score *score = &years->score.packs[p];
        const struct pack *pack = score->pack;
        ok = ok && add_points(list, pack->id, NULL, past_points(years->past, pack->id, NULL), score->total);
        for (size_t i = 0; i < pack->nsections; i++) {
            const char *id = pack->sections[i].id;
            ok = ok && add_points(list, pack->id, id, past_points(years->past, pack->id, id), score->sections[i]);
        }
    }
    return list;
}

/* "PACK:ITEM" of each question of a group. */
static cJSON *questions_to_json(const struct years *years, const struct question_list *list, enum change group)
{
    cJSON *names = cJSON_CreateArray();
    for (size_t i = 0; names != NULL && i < years->comparison.count; i++) {
        const struct compared *c = &years->comparison.items[i];
        char name[PACK_ID_TEXT + ITEM_ID_TEXT];
        if (in_group(c, group)) {
            const struct question *q = &list->questions[c->question];
            (void)snprintf(name, sizeof name, "%s:%s", q->pack->id, q->item->id);
            (void)cJSON_AddItemToArray(names, cJSON_CreateString(name));
        }
    }
    return names;
}

static cJSON *gone_to_json(const struct years *years, enum change change)
{
    cJSON *names = cJSON_CreateArray();
    for (size_t i = 0; names != NULL && i < years->comparison.count; i++) {
        const struct compared *c = &years->comparison.items[i];
        if (c->change == change) {
            char name[PACK_ID_TEXT + ITEM_ID_TEXT];
            (void)snprintf(name, sizeof name, "%s:%s", c->pack, c->item);
            (void)cJSON_AddItemToArray(names, cJSON_CreateString(name));
        }
    }
    return names;
}

/* Adds what the years say beside the answers. */
static bool add_years(cJSON *diff, const struct years *years, const struct question_list *list)
{
    cJSON *total = cJSON_CreateObject();
    const bool ok = json_put(total, "from", points_or_null(past_points(years->past, NULL, NULL))) &&
                    json_put(total, "to", points_or_null(years->score.total));
    cJSON *common = cJSON_CreateObject(); /* like with like */
    const bool alike = json_put_integer(common, "questions", (int64_t)years->alike.ncommon) &&
                       json_put(common, "from", points_or_null(years->alike.then.total)) &&
                       json_put(common, "to", points_or_null(years->alike.now.total));
    return json_put(diff, "total", total) && ok && json_put(diff, "common", common) && alike &&
           json_put(diff, "scores", scores_to_json(years)) && json_put(diff, "new_questions", questions_to_json(years, list, CHANGE_NEW)) &&
           json_put(diff, "reworded_questions", questions_to_json(years, list, CHANGE_SAME)) &&
           json_put(diff, "kept_questions", gone_to_json(years, CHANGE_KEPT)) &&
           json_put(diff, "retired_questions", gone_to_json(years, CHANGE_RETIRED));
}

static void print_text(const struct record *a, const struct record *b, const cJSON *diff, const struct years *years)
{
    const cJSON *items = json_get(diff, "items"), *inventory = json_get(diff, "inventory"), *supplier = json_get(diff, "supplier");
    print_totals(years);
    if (items->child == NULL && inventory->child == NULL && supplier->child == NULL) {
        (void)puts(_("No difference in answers, products or company profile."));
    }
    print_items(a, b, items);
    print_questions(years, &b->list);
    print_inventory(inventory);
    print_supplier(supplier);
}

/* The older record as a draft would keep it, and the newer one beside it. The caller frees past. */
static enum status compare_records(const struct record *a, const struct record *b, struct years *years, cJSON **past, struct error *e)
{
    cJSON *names = record_pack_names(a);
    *years = (struct years){.score = {.total = SCORE_NONE}};
    *past = past_new(json_text(record_tree(a), "period"), names, &a->facts, &a->list, record_whole(a));
    cJSON_Delete(names);
    if (*past == NULL) {
        return fail_memory(e);
    }
    years->past = *past;
    enum status st = score_compute(&b->list, &years->score, e);
    st = st == ST_OK ? alike_compute(*past, &b->list, &years->alike, e) : st;
    return st == ST_OK ? compare_years(*past, &b->list, &b->catalog, &years->comparison, e) : st;
}

static enum status print_difference(const struct record *a, const struct record *b, bool json, struct error *e)
{
    struct years years;
    cJSON *past = NULL;
    cJSON *diff = facts_diff(&a->facts, &b->facts);
    enum status st = compare_records(a, b, &years, &past, e);
    if (st == ST_OK && diff == NULL) {
        st = fail_memory(e);
    }
    if (st == ST_OK && json && !add_years(diff, &years, &b->list)) {
        st = fail_memory(e);
    } else if (st == ST_OK && json) {
        st = print_json(diff, e);
        diff = NULL;
    } else if (st == ST_OK) {
        print_text(a, b, diff, &years);
    }
    cJSON_Delete(diff);
    score_release(&years.score);
    comparison_release(&years.comparison);
    alike_release(&years.alike);
    cJSON_Delete(past);
    return st;
}

static enum status compare(const struct program *program, const char *from, const char *to, bool json, struct error *e)
{
    struct record a, b;
    enum status st = record_load(program, from, &a, e);
    if (st != ST_OK) {
        return st;
    }
    st = record_load(program, to, &b, e);
    if (st == ST_OK) {
        st = print_difference(&a, &b, json, e);
        record_release(&b);
    }
    record_release(&a);
    return st;
}

static enum status run(struct program *program, int argc, char **argv, struct error *e)
{
    static const struct option OPTIONS[] = {{"json", no_argument, NULL, 'j'}, {NULL, 0, NULL, 0}};
    bool json = false;
    optind = 1;
    opterr = 0;
    for (int option; (option = getopt_long(argc, argv, "", OPTIONS, NULL)) != -1;) {
        if (option != 'j') {
            return usage_error(&command_diff, e, _("the option \"%s\" is not known here."), argv[optind - 1]);
        }
        json = true;
    }
    if (optind + 2 != argc) {
        return usage_error(&command_diff, e, _("name two drafts or files of answers, the older one first."));
    }
    return compare(program, argv[optind], argv[optind + 1], json, e);
}

const struct command command_diff = {
    .name = "diff",
    .usage = N_("diff OLD NEW [--json]"),
    .help = N_("what changed between two drafts or signed answers"),
    .run = run,
};
