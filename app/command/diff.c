/* tenken diff: what changed between two records. */
#include "model/diff.h"
#include "base/i18n.h"
#include "command/command.h"
#include "command/print.h"
#include "command/record.h"
#include "model/json.h"
#include "model/score.h"

#include <getopt.h>

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

static void print_totals(const struct record *a, const struct record *b)
{
    struct score from, to;
    if (score_compute(&a->list, &from, NULL) != ST_OK) {
        return;
    }
    if (score_compute(&b->list, &to, NULL) == ST_OK) {
        char before[SCORE_TEXT], after[SCORE_TEXT];
        (void)printf("%s %s -> %s\n", _("Total"), score_text(from.total, before), score_text(to.total, after));
        score_release(&to);
    }
    score_release(&from);
}

static void print_text(const struct record *a, const struct record *b, const cJSON *diff)
{
    const cJSON *items = json_get(diff, "items"), *inventory = json_get(diff, "inventory"), *supplier = json_get(diff, "supplier");
    print_totals(a, b);
    if (items->child == NULL && inventory->child == NULL && supplier->child == NULL) {
        (void)puts(_("No difference in answers, products or company profile."));
    }
    print_items(a, b, items);
    print_inventory(inventory);
    print_supplier(supplier);
}

static enum status compare(const struct program *program, const char *from, const char *to, bool json, struct error *e)
{
    struct record a, b;
    enum status st = record_load(program, from, &a, e);
    if (st != ST_OK) {
        return st;
    }
    st = record_load(program, to, &b, e);
    if (st != ST_OK) {
        record_release(&a);
        return st;
    }
    cJSON *diff = facts_diff(&a.facts, &b.facts);
    if (json) {
        st = print_json(diff, e);
    } else if (diff == NULL) {
        st = fail_memory(e);
    } else {
        print_text(&a, &b, diff);
        cJSON_Delete(diff);
    }
    record_release(&b);
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
    "diff",
    N_("diff OLD NEW [--json]"),
    N_("what changed between two drafts or signed answers"),
    run,
};
