/* A year's answers beside those of the year after, which began with them: what is corrected in the one is asked again in the other. */
#include "command/desk.h"
#include "model/document.h"
#include "model/found_wrong.h"
#include "model/json.h"
#include "model/record_check.h"
#include "tui/words.h"

/* Whether the draft is the one that last year's answers came from. */
static bool came_from(const cJSON *past, const struct assessment *old)
{
    const char *created = json_text(old->tree, "created_at"), *mark = json_text(past, "draft_created_at");
    return created != NULL && mark != NULL && strcmp(created, mark) == 0;
}

bool desk_find_before(const struct desk *d, const struct assessment *now, struct draft *before)
{
    const cJSON *past = assessment_past(now);
    const char *period = json_text(past, "period");
    char *path = period == NULL || !period_valid(period) ? NULL : desk_path(d, period);
    bool found = path != NULL && draft_open_for_reading(before, path, NULL) == ST_OK;
    if (found && !came_from(past, &before->assessment)) {
        draft_close(before);
        found = false;
    }
    free(path);
    return found;
}

/* When that one says something else by now, it is carried over again. */
bool desk_look_back(const struct desk *d, struct assessment *a)
{
    const cJSON *past = assessment_past(a);
    struct draft old;
    if (!desk_find_before(d, a, &old)) {
        return false;
    }
    const bool corrected = !cJSON_Compare(json_get(old.assessment.tree, "answers"), json_get(past, "answers"), true);
    draft_close(&old);
    char *path = corrected ? desk_path(d, json_text(past, "period")) : NULL;
    const bool changed = path != NULL && desk_carry_again(d, a, path, NULL) == ST_OK;
    free(path);
    return changed;
}

/* The readable draft of a year of home; false: none. */
static bool open_year(const struct desk *d, const struct home_year *year, struct draft *draft)
{
    char *path = year->begun && year->problem[0] == '\0' ? desk_path(d, year->period) : NULL;
    const bool open = path != NULL && draft_open_for_reading(draft, path, NULL) == ST_OK;
    free(path);
    return open;
}

bool desk_find_later(const struct desk *d, const struct assessment *old, struct draft *later)
{
    const char *period = json_text(old->tree, "period");
    for (size_t i = d->home.nyears; i > 0; i--) { /* the nearest first */
        if (strcmp(d->home.years[i - 1].period, period) > 0 && open_year(d, &d->home.years[i - 1], later)) {
            if (came_from(assessment_past(&later->assessment), old)) {
                return true;
            }
            draft_close(later);
        }
    }
    return false;
}

static void note_wrong(struct home_request *request, const struct assessment *a, const struct assessment *later,
                       const struct question_list *list)
{
    const cJSON *recipient = recipient_of(a, assessment_request(a, request->index));
    for (size_t i = 0; recipient != NULL && i < list->count; i++) {
        const struct question *q = &list->questions[i];
        if (!question_asked(q) || !found_wrong(a, later, recipient, q->home_pack->id, q->home_item->id)) {
            continue;
        }
        if (request->wrong++ == 0) {
            char text[CUSTOMER_TEXT * 2];
            (void)snprintf(text, sizeof text, "%d %s", question_list_number(list, i), question_title(q));
            show_text(text, request->wrong_at, sizeof request->wrong_at);
            (void)snprintf(request->wrong_in, sizeof request->wrong_in, "%s", json_text(later->tree, "period"));
        }
    }
}

void desk_find_wrong(const struct desk *d, struct home *home, size_t year, const struct assessment *a, const struct question_list *list)
{
    struct draft later;
    if (year == 0 || cJSON_GetArraySize(json_get(a->tree, "recipients")) == 0 || !desk_find_later(d, a, &later)) {
        return; /* to whom nothing was told, nothing was told wrong */
    }
    for (size_t i = 0; i < home->nrequests; i++) {
        if (home->requests[i].year == year) {
            note_wrong(&home->requests[i], a, &later.assessment, list);
        }
    }
    draft_close(&later);
}

/* Only an answer that waits now, or is proposed otherwise, is written: a draft that asks nothing new keeps the day on which it was saved,
 * and looks back when it is opened. One that another program holds follows then, too. */
static void follow(const struct desk *d, const char *period)
{
    struct draft draft;
    char *path = desk_path(d, period);
    if (path != NULL && draft_open(&draft, path, NULL) == ST_OK) {
        cJSON *before = cJSON_Duplicate(json_get(draft.assessment.tree, "answers"), true);
        if (desk_look_back(d, &draft.assessment) && !cJSON_Compare(before, json_get(draft.assessment.tree, "answers"), true)) {
            (void)draft_save(&draft, &d->program->clock, NULL);
        }
        cJSON_Delete(before);
        draft_close(&draft);
    }
    free(path);
}

void desk_follow(const struct desk *d, const char *period)
{
    for (size_t i = 0; i < d->home.nyears; i++) {
        const struct home_year *year = &d->home.years[i];
        struct draft draft;
        if (strcmp(year->period, period) > 0 && open_year(d, year, &draft)) {
            const char *from = json_text(assessment_past(&draft.assessment), "period");
            const bool began = from != NULL && strcmp(from, period) == 0;
            draft_close(&draft);
            if (began) {
                follow(d, year->period);
            }
        }
    }
}
