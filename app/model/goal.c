#include "model/goal.h"

#include "base/i18n.h"
#include "model/json.h"

static const char *text_or_empty(const cJSON *tree, const char *member)
{
    const char *text = json_text(tree, member);
    return text == NULL ? "" : text;
}

/* Out of the question's reach: nothing is to be done any more. */
static bool reached(const struct answer *now, int level)
{
    return now->state == ANSWER_NA || now->state == ANSWER_DONE || (now->state == ANSWER_LEVEL && now->level >= level);
}

static struct goal read_goal(const struct answer *from, const struct answer *now, const char *today)
{
    struct goal g = {.level = from->planned_level < LEVELS ? from->planned_level : -1,
                     .by = text_or_empty(from->tree, "planned_by"),
                     .owner = text_or_empty(from->tree, "owner")};
    g.late = g.level >= 0 && !reached(now, g.level) && g.by[0] != '\0' && strcmp(g.by, today) < 0;
    return g;
}

/* Whether last year's record planned the very same, which then came along with its answer. Without a record nobody can tell. */
static bool came_along(const struct assessment *a, const struct question *q, const struct goal *g)
{
    struct facts facts;
    const char *period = "";
    if (!assessment_last_year(a, &facts, &period)) {
        return true;
    }
    const struct answer before = answer_view(facts_answer(&facts, q->home_pack->id, q->home_item->id));
    return before.planned_level == g->level && strcmp(text_or_empty(before.tree, "planned_by"), g->by) == 0 &&
           strcmp(text_or_empty(before.tree, "owner"), g->owner) == 0;
}

struct goal goal_of(const struct assessment *a, const struct question *q, const char *today)
{
    struct facts facts;
    const char *period = "";
    struct goal g = read_goal(&q->answer, &q->answer, today);
    if (g.level >= 0) {
        g.last_year = q->answer.unconfirmed && came_along(a, q, &g);
        return g;
    }
    if (q->answer.state == ANSWER_NONE || q->answer.unconfirmed || !assessment_last_year(a, &facts, &period)) {
        return (struct goal){.level = -1, .by = "", .owner = ""};
    }
    const struct answer before = answer_view(facts_answer(&facts, q->home_pack->id, q->home_item->id));
    g = read_goal(&before, &q->answer, today);
    g.last_year = true;
    return g.late ? g : (struct goal){.level = -1, .by = "", .owner = ""};
}

bool goal_left(const struct assessment *a, const struct question *q, const char *today)
{
    return !q->answer.unconfirmed && q->answer.planned_level < 0 && goal_of(a, q, today).late;
}

bool goal_lapsed(const struct assessment *a, const struct question *q, const char *today, const char **by)
{
    struct facts facts;
    const char *period = "";
    *by = "";
    if (q->answer.state == ANSWER_NONE || !assessment_last_year(a, &facts, &period)) {
        return false;
    }
    const struct answer before = answer_view(facts_answer(&facts, q->home_pack->id, q->home_item->id));
    const struct goal g = read_goal(&before, &q->answer, today);
    *by = g.late ? g.by : "";
    return g.late;
}

enum status goal_settle(struct assessment *a, const struct question *q, const char *today, struct error *e)
{
    const struct facts facts = assessment_facts(a);
    const struct answer now = answer_view(facts_answer(&facts, q->home_pack->id, q->home_item->id));
    if (!q->answer.unconfirmed || now.unconfirmed || now.planned_level < 0 ||
        !(reached(&now, now.planned_level) || read_goal(&now, &now, today).late)) {
        return ST_OK;
    }
    enum status st = assessment_set_planned(a, q, -1, e);
    st = st == ST_OK ? assessment_set_text(a, q, "planned_by", "", e) : st;
    return st == ST_OK ? assessment_set_text(a, q, "owner", "", e) : st;
}

enum status goal_day_check(const char *by, const char *today, struct error *e)
{
    return by[0] == '\0' || strcmp(by, today) >= 0 ? ST_OK : fail(e, ST_INPUT, _("%s is past: give a day that is still to come."), by);
}
