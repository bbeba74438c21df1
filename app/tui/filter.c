#include "tui/filter.h"

#include "base/i18n.h"
#include "model/json.h"

const char *const FILTER_NAMES[FILTERS] = {
    N_("all"),          N_("open"),      N_("to confirm"),   N_("don't know"),           N_("n/a"),
    N_("below target"), N_("late plan"), N_("another look"), N_("1-4 without evidence"), N_("vendor")};
const char *const FILTER_WORDS[FILTERS] = {"all",   "open", "unconfirmed", "unknown",  "na",
                                           "below", "late", "conflict",    "evidence", "vendor"};

static bool claims(const struct answer *a)
{
    return (a->state == ANSWER_LEVEL && a->level > 0) || a->state == ANSWER_DONE;
}

bool filter_passes(const struct session *s, size_t question, enum filter filter)
{
    const struct question *q = &s->list.questions[question];
    int level = 0;
    switch (filter) {
    case FILTER_OPEN:
        return !answer_given(&q->answer);
    case FILTER_UNCONFIRMED:
        return question_to_confirm(q);
    case FILTER_UNKNOWN:
        return q->answer.state == ANSWER_UNKNOWN;
    case FILTER_NA:
        return q->answer.state == ANSWER_NA;
    case FILTER_BELOW:
        return question_in_scope(q, &level) && level < q->target;
    case FILTER_LATE:
        return session_goal(s, question).late;
    case FILTER_CONTRADICTION:
        return session_contradiction(s, question) != NULL;
    case FILTER_EVIDENCE:
        return claims(&q->answer) && cJSON_GetArraySize(json_get(q->answer.tree, "evidence")) == 0;
    case FILTER_VENDOR:
        return q->answer.ask_vendor;
    case FILTER_ALL:
    case FILTERS:
        break;
    }
    return true;
}

size_t filter_count(const struct session *s, enum filter filter)
{
    size_t n = 0;
    if (filter == FILTER_CONTRADICTION) {
        for (size_t i = 0; i < s->nhits; i++) {
            n += !s->hits[i].check->advice;
        }
        return n;
    }
    return filter_questions(s, filter);
}

size_t filter_questions(const struct session *s, enum filter filter)
{
    size_t n = 0;
    for (size_t i = 0; i < s->list.count; i++) {
        n += question_asked(&s->list.questions[i]) && filter_passes(s, i, filter);
    }
    return n;
}
