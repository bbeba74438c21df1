#include "model/framework.h"

#include "base/i18n.h"
#include "model/json.h"
#include "model/members.h"

#include <stdlib.h>
#include <string.h>

#define TEXT_MAX 400
#define POINTS_MAX 1000

static const struct member TEXT[] = {
    {"ja", MEMBER_TEXT, MEMBER_REQUIRED, 1, TEXT_MAX},
    {"en", MEMBER_TEXT, MEMBER_REQUIRED, 1, TEXT_MAX},
};
static const struct member FRAMEWORK[] = {
    {"format", MEMBER_TEXT, MEMBER_REQUIRED, 1, 40},  {"id", MEMBER_TEXT, MEMBER_REQUIRED, 1, 40},
    {"title", MEMBER_OBJECT, MEMBER_REQUIRED, 0, 0},  {"note", MEMBER_OBJECT, MEMBER_REQUIRED, 0, 0},
    {"points", MEMBER_OBJECT, MEMBER_OPTIONAL, 0, 0}, {"groups", MEMBER_ARRAY, MEMBER_REQUIRED, 1, FRAMEWORK_GROUPS_MAX},
};
static const struct member GROUP[] = {
    {"id", MEMBER_TEXT, MEMBER_REQUIRED, 1, 40},
    {"title", MEMBER_OBJECT, MEMBER_REQUIRED, 0, 0},
    {"requirements", MEMBER_ARRAY, MEMBER_REQUIRED, 1, FRAMEWORK_REQUIREMENTS_MAX},
};
static const struct member REQUIREMENT[] = {
    {"id", MEMBER_TEXT, MEMBER_REQUIRED, 1, 40},
    {"title", MEMBER_OBJECT, MEMBER_REQUIRED, 0, 0},
};
static const struct member POINTS[] = {
    {"full", MEMBER_INTEGER, MEMBER_REQUIRED, -POINTS_MAX, POINTS_MAX},
    {"part", MEMBER_INTEGER, MEMBER_REQUIRED, -POINTS_MAX, POINTS_MAX},
    {"none", MEMBER_INTEGER, MEMBER_REQUIRED, -POINTS_MAX, POINTS_MAX},
    {"unknown", MEMBER_INTEGER, MEMBER_REQUIRED, -POINTS_MAX, POINTS_MAX},
    {"bands", MEMBER_ARRAY, MEMBER_REQUIRED, FRAMEWORK_BANDS, FRAMEWORK_BANDS},
};

static enum status read_text(const cJSON *object, const char *member, const struct path *where, struct text *out, struct error *e)
{
    const cJSON *text = json_get(object, member);
    const struct path path = {.up = where, .name = member};
    const enum status st = members_check(text, MEMBERS(TEXT), &path, e);
    if (st == ST_OK) {
        *out = (struct text){.ja = json_text(text, "ja"), .en = json_text(text, "en")};
    }
    return st;
}

static enum status read_requirements(struct framework *f, const cJSON *list, const struct path *where, struct error *e)
{
    size_t i = 0;
    const cJSON *entry;
    cJSON_ArrayForEach(entry, list)
    {
        const struct path path = {.up = where, .index = i++};
        enum status st = members_check(entry, MEMBERS(REQUIREMENT), &path, e);
        if (st == ST_OK && f->count == FRAMEWORK_REQUIREMENTS_MAX) {
            st = fail(e, ST_INPUT, _("more than %d requirements"), FRAMEWORK_REQUIREMENTS_MAX);
        }
        struct requirement *r = &f->requirements[f->count];
        if (st == ST_OK) {
            *r = (struct requirement){.id = json_text(entry, "id"), .group = f->ngroups - 1};
            st = read_text(entry, "title", &path, &r->title, e);
        }
        for (size_t k = 0; st == ST_OK && k < f->count; k++) {
            if (strcmp(f->requirements[k].id, r->id) == 0) {
                st = fail(e, ST_INPUT, _("the requirement \"%s\" stands there twice"), r->id);
            }
        }
        if (st != ST_OK) {
            return st;
        }
        f->count++;
    }
    return ST_OK;
}

static enum status read_groups(struct framework *f, struct error *e)
{
    const cJSON *groups = json_get(f->tree, "groups");
    f->groups = calloc((size_t)cJSON_GetArraySize(groups), sizeof *f->groups);
    f->requirements = calloc(FRAMEWORK_REQUIREMENTS_MAX, sizeof *f->requirements);
    if (f->groups == NULL || f->requirements == NULL) {
        return fail_memory(e);
    }
    const struct path top = {.name = "groups"};
    const cJSON *entry;
    cJSON_ArrayForEach(entry, groups)
    {
        const struct path path = {.up = &top, .index = f->ngroups};
        struct requirement_group *group = &f->groups[f->ngroups];
        enum status st = members_check(entry, MEMBERS(GROUP), &path, e);
        if (st == ST_OK) {
            group->id = json_text(entry, "id");
            st = read_text(entry, "title", &path, &group->title, e);
        }
        if (st == ST_OK) {
            const struct path list = {.up = &path, .name = "requirements"};
            f->ngroups++;
            st = read_requirements(f, json_get(entry, "requirements"), &list, e);
        }
        if (st != ST_OK) {
            return st;
        }
    }
    return ST_OK;
}

static enum status read_points(struct framework *f, struct error *e)
{
    const cJSON *points = json_get(f->tree, "points");
    if (points == NULL) {
        return ST_OK;
    }
    const struct path path = {.name = "points"};
    const enum status st = members_check(points, MEMBERS(POINTS), &path, e);
    if (st != ST_OK) {
        return st;
    }
    f->points = (struct framework_points){
        .counted = true,
        .full = (int)json_integer(points, "full", 0),
        .part = (int)json_integer(points, "part", 0),
        .none = (int)json_integer(points, "none", 0),
        .unknown = (int)json_integer(points, "unknown", 0),
    };
    const cJSON *bands = json_get(points, "bands");
    for (int i = 0; i < FRAMEWORK_BANDS; i++) {
        const cJSON *band = cJSON_GetArrayItem(bands, i);
        if (!cJSON_IsNumber(band) || band->valuedouble < 0 || band->valuedouble > FRAMEWORK_REQUIREMENTS_MAX * POINTS_MAX ||
            (i > 0 && (int)band->valuedouble >= f->points.bands[i - 1])) {
            return fail(e, ST_INPUT, _("points.bands: falling numbers are wanted"));
        }
        f->points.bands[i] = (int)band->valuedouble;
    }
    return ST_OK;
}

static enum status read_all(struct framework *f, struct error *e)
{
    enum status st = members_check(f->tree, MEMBERS(FRAMEWORK), &(struct path){0}, e);
    if (st == ST_OK && strcmp(json_text(f->tree, "format"), "tenken-framework/1") != 0) {
        st = fail(e, ST_INPUT, _("the format is not tenken-framework/1"));
    }
    if (st == ST_OK) {
        f->id = json_text(f->tree, "id");
        st = read_text(f->tree, "title", NULL, &f->title, e);
    }
    if (st == ST_OK) {
        st = read_text(f->tree, "note", NULL, &f->note, e);
    }
    if (st == ST_OK) {
        st = read_groups(f, e);
    }
    return st == ST_OK ? read_points(f, e) : st;
}

enum status framework_read(const char *bytes, size_t n, const char *name, struct framework *out, struct error *e)
{
    *out = (struct framework){.tree = json_read(bytes, n, &JSON_LIMITS_PACK, name, e)};
    if (out->tree == NULL) {
        return e->status;
    }
    const enum status st = read_all(out, e);
    if (st != ST_OK) {
        (void)fail_prefix(e, name);
        framework_release(out);
    }
    return st;
}

void framework_release(struct framework *f)
{
    cJSON_Delete(f->tree);
    free(f->groups);
    free(f->requirements);
    *f = (struct framework){0};
}

/* Whether the item says that it touches this requirement. */
static bool refers(const struct item *item, const char *framework, const char *requirement)
{
    const cJSON *entry;
    cJSON_ArrayForEach(entry, json_get(item->tree, "refs"))
    {
        if (strcmp(json_text(entry, "framework"), framework) == 0 && strcmp(json_text(entry, "id"), requirement) == 0) {
            return true;
        }
    }
    return false;
}

/* One more answer about a requirement: the weakest decides; what is open stands above what is covered, since nobody knows yet. */
static void weigh(struct requirement_state *s, const struct question *q, size_t index)
{
    const struct answer *a = &q->answer;
    const bool answered = answer_given(a);
    const bool unknown = answered && a->state == ANSWER_UNKNOWN;
    const int level = unknown ? -1 : a->level;
    enum coverage coverage = COVERAGE_OPEN;
    if (answered && a->state == ANSWER_NA) {
        coverage = COVERAGE_NA;
    } else if (answered) {
        coverage = level >= COVERAGE_LEVEL ? COVERAGE_COVERED : COVERAGE_WEAK;
    }
    static const int RANK[] = {
        [COVERAGE_NOT_ASKED] = 0, [COVERAGE_NA] = 1, [COVERAGE_COVERED] = 2, [COVERAGE_OPEN] = 3, [COVERAGE_WEAK] = 4};
    const bool weaker = coverage == s->coverage && (coverage == COVERAGE_WEAK || coverage == COVERAGE_COVERED) && level < s->level;
    if (RANK[coverage] > RANK[s->coverage] || weaker) {
        *s = (struct requirement_state){
            .coverage = coverage, .level = answered && a->state == ANSWER_LEVEL ? level : -1, .unknown = unknown, .question = index};
    }
}

void framework_project(const struct framework *f, const struct question_list *list, struct requirement_state *states)
{
    for (size_t r = 0; r < f->count; r++) {
        states[r] = (struct requirement_state){.coverage = COVERAGE_NOT_ASKED, .level = -1, .question = SIZE_MAX};
        for (size_t i = 0; i < list->count; i++) {
            const struct question *q = &list->questions[i];
            if (!q->hidden && !q->repeated && q->home_item->kind == ITEM_LEVEL && refers(q->home_item, f->id, f->requirements[r].id)) {
                weigh(&states[r], q, i);
            }
        }
    }
}

static int points_of(const struct framework_points *p, const struct requirement_state *s)
{
    if (s->unknown) {
        return p->unknown;
    }
    if (s->coverage == COVERAGE_WEAK) {
        return s->level > 0 ? p->part : p->none;
    }
    return p->full; /* covered, or not in use, which IPA counts as done */
}

struct framework_sum framework_add_up(const struct framework *f, const struct requirement_state *states)
{
    struct framework_sum sum = {.band = -1};
    for (size_t i = 0; i < f->count; i++) {
        sum.coverage[states[i].coverage]++;
        if (states[i].coverage >= COVERAGE_NA) {
            sum.counted++;
            sum.points += points_of(&f->points, &states[i]);
            sum.points_max += f->points.full;
        }
    }
    if (f->points.counted && sum.counted == f->count) {
        for (sum.band = 0; sum.band < FRAMEWORK_BANDS && sum.points < f->points.bands[sum.band];) {
            sum.band++;
        }
    }
    return sum;
}
