/* One assignment of `tenken set`, in words: which member of which answer gets which value. */
#include "model/assessment.h"

#include "base/i18n.h"
#include "model/json.h"
#include "model/record_check.h"

#include <errno.h>

#define PARTS_MAX 5

/* What is set when the left side ends with ".MEMBER"; "assessor.note" before "note", which it ends with. */
static const char *const TEXT_MEMBERS[] = {
    "assessor.note", "assessor.confidence", "assessor.reason", "na_reason", "scope", "exceptions", "compensating",
    "note",          "planned_by",          "owner",           "done_at"};
static const char *const OTHER_MEMBERS[] = {"planned_level", "assessor.level", "ask_vendor", "confirmed", "evidence"};
#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

/* A whole number 0…max, digits only; -1 when it is none. */
static int64_t number_of(const char *text, int64_t max)
{
    const size_t n = strlen(text);
    if (n == 0 || n > 15 || strspn(text, "0123456789") != n) {
        return -1;
    }
    errno = 0;
    const long long value = strtoll(text, NULL, 10);
    return errno == 0 && value <= max ? value : -1;
}

/* Splits text at ';' in place; returns the number of parts, at most max (the last one keeps what follows). */
static size_t split(char *text, char *parts[], size_t max)
{
    size_t n = 0;
    parts[n++] = text;
    for (char *at = strchr(text, ';'); at != NULL && n < max; at = strchr(at, ';')) {
        *at++ = '\0';
        parts[n++] = at;
    }
    return n;
}

static bool part_filled(char *parts[], size_t n, size_t i)
{
    return i < n && parts[i][0] != '\0' && strcmp(parts[i], "-") != 0;
}

static bool put_part(cJSON *object, const char *member, char *parts[], size_t n, size_t i)
{
    return !part_filled(parts, n, i) || json_put_text(object, member, parts[i]);
}

static enum status assign_inventory(struct assessment *a, char *value, struct error *e)
{
    char *parts[PARTS_MAX];
    const size_t n = split(value, parts, PARTS_MAX);
    const bool internet = part_filled(parts, n, 3), credentials = part_filled(parts, n, 4);
    if ((internet && strcmp(parts[3], "internet") != 0) || (credentials && strcmp(parts[4], "credentials") != 0)) {
        return fail(e, ST_INPUT, _("inventory+= takes NAME;VENDOR;VERSION;internet;credentials, with - for what does not hold."));
    }
    cJSON *entry = cJSON_CreateObject();
    if (entry == NULL || !put_part(entry, "name", parts, n, 0) || !put_part(entry, "vendor", parts, n, 1) ||
        !put_part(entry, "version", parts, n, 2) || !json_put(entry, "internet", cJSON_CreateBool(internet)) ||
        !json_put(entry, "credentials", cJSON_CreateBool(credentials))) {
        cJSON_Delete(entry);
        return fail_memory(e);
    }
    const enum status st = assessment_add_inventory(a, entry, e);
    if (st == ST_OK) { /* there is no other word for a list that came along, here */
        assessment_confirm_inventory(a);
    }
    return st;
}

static enum status assign_evidence(struct assessment *a, const struct question *q, char *value, struct error *e)
{
    char *parts[PARTS_MAX];
    const size_t n = split(value, parts, 4);
    cJSON *entry = cJSON_CreateObject();
    if (entry == NULL || !put_part(entry, "title", parts, n, 0) || !put_part(entry, "kind", parts, n, 1) ||
        !put_part(entry, "reference", parts, n, 2) || !put_part(entry, "date", parts, n, 3)) {
        cJSON_Delete(entry);
        return fail_memory(e);
    }
    return assessment_add_evidence(a, q, entry, e);
}

static enum status assign_flag(struct assessment *a, const struct question *q, const char *member, const char *value, struct error *e)
{
    const bool yes = strcmp(value, "yes") == 0;
    if (!yes && strcmp(value, "no") != 0 && value[0] != '\0') {
        return fail(e, ST_INPUT, _("%s takes yes or no, not \"%s\"."), member, value);
    }
    return assessment_set_flag(a, q, member, yes, e);
}

static enum status assign_level_member(struct assessment *a, const struct question *q, const char *member, const char *value,
                                       struct error *e)
{
    const int64_t level = number_of(value, LEVELS - 1);
    if (level < 0 && value[0] != '\0') {
        return fail(e, ST_INPUT, _("%s takes a level 0–4, not \"%s\"."), member, value);
    }
    return member[0] == 'p' ? assessment_set_planned(a, q, (int)level, e) : assessment_set_assessor(a, q, (int)level, e);
}

/* PACK:ITEM=STATE */
static enum status assign_state(struct assessment *a, const struct question *q, const char *value, struct error *e)
{
    static const struct {
        const char *word;
        enum answer_state state;
    } STATES[] = {{"unknown", ANSWER_UNKNOWN},   {"na", ANSWER_NA},     {"done", ANSWER_DONE},
                  {"not_done", ANSWER_NOT_DONE}, {"none", ANSWER_NONE}, {"", ANSWER_NONE}};
    for (size_t i = 0; i < COUNT(STATES); i++) {
        if (strcmp(value, STATES[i].word) == 0) {
            return assessment_set_state(a, q, STATES[i].state, e);
        }
    }
    const int64_t level = number_of(value, LEVELS - 1);
    if (level >= 0) {
        return assessment_set_level(a, q, (int)level, e);
    }
    if (q->home_item->kind == ITEM_DONE) {
        return fail(e, ST_INPUT, _("%s:%s takes done, not_done, na or none, not \"%s\"."), q->pack->id, q->item->id, value);
    }
    return fail(e, ST_INPUT, _("%s:%s takes a level 0–4, unknown, na or none, not \"%s\"."), q->pack->id, q->item->id, value);
}

static enum status assign_member(struct assessment *a, const struct question *q, const char *member, char *value, bool adds,
                                 struct error *e)
{
    if (strcmp(member, "evidence") == 0) {
        return adds ? assign_evidence(a, q, value, e) : fail(e, ST_INPUT, _("evidence is added with += (TITLE;KIND;REFERENCE;DATE)."));
    }
    if (adds) {
        return fail(e, ST_INPUT, _("+= is for inventory and evidence only."));
    }
    if (strcmp(member, "ask_vendor") == 0 || strcmp(member, "confirmed") == 0) {
        return assign_flag(a, q, member, value, e);
    }
    if (strcmp(member, "planned_level") == 0 || strcmp(member, "assessor.level") == 0) {
        return assign_level_member(a, q, member, value, e);
    }
    return assessment_set_text(a, q, member, value, e);
}

static const struct question *find_question(const struct question_list *list, const char *pack, const char *item)
{
    const size_t i = question_find(list, pack, item);
    return i == SIZE_MAX ? NULL : &list->questions[i];
}

/* Cuts ".MEMBER" off the item (whose own id may have dots) and says which member it was; NULL when it ends with none. */
static const char *cut_member(char *item, const char *const members[], size_t count)
{
    for (size_t i = 0; i < count; i++) {
        const size_t n = strlen(item), m = strlen(members[i]);
        if (n > m + 1 && item[n - m - 1] == '.' && strcmp(item + n - m, members[i]) == 0) {
            item[n - m - 1] = '\0';
            return members[i];
        }
    }
    return NULL;
}

static enum status refuse_question(const struct question_list *list, const char *pack, const char *item, struct error *e)
{
    for (size_t i = 0; i < list->npacks; i++) {
        if (strcmp(list->packs[i]->id, pack) == 0) {
            return fail(e, ST_INPUT, _("The pack \"%s\" has no item \"%s\": \"tenken pack show %s\" lists them."), pack, item, pack);
        }
    }
    return fail(e, ST_INPUT, _("The draft does not ask the pack \"%s\"."), pack);
}

/* left: PACK:ITEM[.member], cut to pieces here. */
static enum status assign_question(struct assessment *a, const struct question_list *list, char *left, char *value, bool adds,
                                   struct error *e)
{
    char *item = strchr(left, ':');
    *item++ = '\0';
    const struct question *q = find_question(list, left, item);
    if (q != NULL) {
        return adds ? fail(e, ST_INPUT, _("+= is for inventory and evidence only.")) : assign_state(a, q, value, e);
    }
    const char *member = cut_member(item, TEXT_MEMBERS, COUNT(TEXT_MEMBERS));
    if (member == NULL) {
        member = cut_member(item, OTHER_MEMBERS, COUNT(OTHER_MEMBERS));
    }
    q = find_question(list, left, item);
    if (q == NULL) {
        return refuse_question(list, left, item, e);
    }
    return assign_member(a, q, member, value, adds, e);
}

static enum status assign_perceived(struct assessment *a, const char *value, struct error *e)
{
    const int64_t level = number_of(value, LEVELS - 1);
    if (level < 0 && value[0] != '\0') {
        return fail(e, ST_INPUT, _("%s takes a level 0–4, not \"%s\"."), "perceived", value);
    }
    return assessment_set_perceived(a, (int)level, e);
}

static enum status assign_budget(struct assessment *a, const char *member, const char *value, struct error *e)
{
    int64_t initial, monthly;
    (void)assessment_budgets(a, &initial, &monthly);
    const int64_t yen = number_of(value, BUDGET_MAX);
    if (yen < 0 && value[0] != '\0') {
        return fail(e, ST_INPUT, _("%s takes a number of yen, not \"%s\"."), member, value);
    }
    if (strcmp(member, "plan.budget_initial") == 0) {
        return assessment_set_budgets(a, yen, monthly, e);
    }
    return assessment_set_budgets(a, initial, yen, e);
}

static enum status assign_cosign(struct assessment *a, const char *value, struct error *e)
{
    const bool yes = strcmp(value, "yes") == 0;
    if (!yes && strcmp(value, "no") != 0 && value[0] != '\0') {
        return fail(e, ST_INPUT, _("%s takes yes or no, not \"%s\"."), "cosign_expected", value);
    }
    json_remove(a->tree, "cosign_expected");
    return !yes || json_put(a->tree, "cosign_expected", cJSON_CreateTrue()) ? ST_OK : fail_memory(e);
}

static enum status assign(struct assessment *a, const struct question_list *list, char *left, char *value, bool adds, struct error *e)
{
    if (adds && strcmp(left, "inventory") == 0) {
        return assign_inventory(a, value, e);
    }
    if (strchr(left, ':') != NULL) {
        return assign_question(a, list, left, value, adds, e);
    }
    if (adds) {
        return fail(e, ST_INPUT, _("+= is for inventory and evidence only."));
    }
    if (strcmp(left, "perceived") == 0) {
        return assign_perceived(a, value, e);
    }
    if (strcmp(left, "cosign_expected") == 0) {
        return assign_cosign(a, value, e);
    }
    if (strncmp(left, "supplier.", 9) == 0) {
        return assessment_set_supplier(a, left + 9, value, e);
    }
    if (strncmp(left, "affirmation.", 12) == 0) {
        return assessment_set_affirmation(a, left + 12, value, e);
    }
    if (strcmp(left, "plan.budget_initial") == 0 || strcmp(left, "plan.budget_monthly") == 0) {
        return assign_budget(a, left, value, e);
    }
    return fail(e, ST_INPUT, _("\"%s\" cannot be set: give PACK:ITEM, perceived, supplier.…, affirmation.…, plan.… or inventory."), left);
}

enum status assessment_assign(struct assessment *a, const struct question_list *list, const char *assignment, struct error *e)
{
    const char *equals = strchr(assignment, '=');
    if (equals == NULL || equals == assignment) {
        return fail(e, ST_USAGE, _("\"%s\" is no assignment: give NAME=VALUE, for example basic10:1=2."), assignment);
    }
    char *left = strdup(assignment);
    if (left == NULL) {
        return fail_memory(e);
    }
    char *value = left + (equals - assignment);
    const bool adds = value[-1] == '+';
    value[adds ? -1 : 0] = '\0';
    const enum status st = assign(a, list, left, value + 1, adds, e);
    free(left);
    return st;
}

bool assignment_depends(const char *assignment)
{
    static const char *const COMPANIONS[] = {".na_reason=", ".done_at="};
    for (size_t i = 0; i < COUNT(COMPANIONS); i++) {
        const char *at = strstr(assignment, COMPANIONS[i]);
        if (at != NULL && at < strchr(assignment, '=')) {
            return true;
        }
    }
    return false;
}
