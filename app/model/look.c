#include "model/look.h"

#include "model/gap.h"
#include "model/json.h"
#include "model/score.h"

#define CLAIM 3 /* from this level on an answer says that something is written down */

const char *look_state(const struct answer *a)
{
    static const char *const levels[LEVELS] = {"0", "1", "2", "3", "4"};
    switch (a->state) {
    case ANSWER_LEVEL:
        return levels[a->level];
    case ANSWER_UNKNOWN:
        return "unknown";
    case ANSWER_NA:
        return "na";
    case ANSWER_DONE:
        return "done";
    case ANSWER_NOT_DONE:
        return "not_done";
    case ANSWER_NONE:
        break;
    }
    return "";
}

static bool contradicted(const struct question_list *list, const struct question *q, const struct check_hit *hits, size_t nhits)
{
    char pack[PACK_ID_TEXT];
    char item[ITEM_ID_TEXT];
    for (size_t i = 0; i < nhits; i++) {
        for (size_t k = 0; !hits[i].check->advice && k < hits[i].check->nitems; k++) {
            const size_t found = item_reference(hits[i].check->items[k], NULL, pack, item) ? question_find(list, pack, item) : SIZE_MAX;
            if (found != SIZE_MAX && list->questions[found].home_item == q->home_item) {
                return true;
            }
        }
    }
    return false;
}

static bool has_text(const struct question *q, const char *member)
{
    const char *text = json_text(q->answer.tree, member);
    return text != NULL && text[0] != '\0';
}

/* A claim of 4 without evidence weighs as much as two levels of gap, a contradiction too: either may turn out to be one. What is
 * essential counts twice. */
static struct look look_at(const struct question_list *list, size_t index, const struct check_hit *hits, size_t nhits, bool late)
{
    const struct question *q = &list->questions[index];
    const struct answer *a = &q->answer;
    const int one = gap_weight(q);
    const bool evidence = cJSON_GetArraySize(json_get(a->tree, "evidence")) > 0;
    struct look look = {.question = index};
    int level = 0;
    if (contradicted(list, q, hits, nhits)) {
        look.reasons |= LOOK_CONTRADICTION;
        look.weight += 4 * one;
    }
    if (late) {
        look.reasons |= LOOK_LATE;
        look.weight += 2 * one;
    }
    if (question_in_scope(q, &level) && level < q->target && a->planned_level < 0 && !(late && a->state == ANSWER_LEVEL)) {
        look.reasons |= a->state == ANSWER_UNKNOWN ? LOOK_UNKNOWN : LOOK_GAP;
        look.weight += 2 * (q->target - level) * one;
    }
    if (a->ask_vendor) {
        look.reasons |= LOOK_VENDOR;
        look.weight += one;
    }
    if (a->state == ANSWER_LEVEL && a->level >= CLAIM && !evidence) {
        look.reasons |= LOOK_EVIDENCE;
        look.weight += 2 * (a->level - CLAIM + 1) * one;
    }
    if (q->home_item->essential && a->state == ANSWER_LEVEL && a->level >= 2 && !has_text(q, "scope")) {
        look.reasons |= LOOK_SCOPE;
        look.weight += one;
    }
    look.weight *= q->home_item->essential ? 2 : 1;
    return look;
}

static int by_weight(const void *a, const void *b)
{
    const struct look *x = a;
    const struct look *y = b;
    if (x->weight != y->weight) {
        return x->weight > y->weight ? -1 : 1;
    }
    return x->question < y->question ? -1 : x->question > y->question;
}

enum status looks_find(const struct assessment *a, const struct question_list *list, const struct check_hit *hits, size_t nhits,
                       const char *today, struct look **looks, size_t *count, struct error *e)
{
    const cJSON *seen = assessment_looked(a);
    *looks = NULL;
    *count = 0;
    struct look *found = calloc(list->count + 1, sizeof *found);
    if (found == NULL) {
        return fail_memory(e);
    }
    size_t n = 0;
    for (size_t i = 0; i < list->count; i++) {
        const struct question *q = &list->questions[i];
        if (q->hidden || q->repeated || !answer_given(&q->answer)) {
            continue;
        }
        struct look look = look_at(list, i, hits, nhits, goal_of(a, q, today).late);
        const char *before = json_text(json_get(seen, q->home_pack->id), q->home_item->id);
        look.seen = before != NULL && strcmp(before, look_state(&q->answer)) == 0;
        if (look.reasons != 0) {
            found[n++] = look;
        }
    }
    if (n == 0) {
        free(found);
        return ST_OK;
    }
    qsort(found, n, sizeof *found, by_weight);
    *looks = found;
    *count = n;
    return ST_OK;
}
