/* What an assessor makes of the answers, beside what the firm says (tenken show). Nothing here is more than claimed: signatures are not
 * judged by show, and a draft has none. */
#include "command/result.h"

#include "base/i18n.h"
#include "command/print.h"
#include "model/choices.h"
#include "model/json.h"

#define LEVEL_COLUMNS 16

static const cJSON *rating_of(const struct question *q)
{
    return q->hidden || q->repeated ? NULL : json_get(q->answer.tree, "assessor");
}

static void print_rating(const struct question_list *list, size_t i, const cJSON *rating)
{
    const struct question *q = &list->questions[i];
    struct answer assessor = {.state = q->answer.assessor_level >= 0 ? ANSWER_LEVEL : ANSWER_NONE, .level = q->answer.assessor_level};
    const char *note = json_text(rating, "note"), *reason = json_text(rating, "reason");
    char words[ANSWER_WORDS];
    (void)printf("  %d ", question_list_number(list, i));
    print_clean(text_of(q->home_item->title));
    (void)fputs("\n    ", stdout);
    (void)answer_words(&q->answer, words);
    (void)fputs(_("Firm: "), stdout);
    print_padded(words, LEVEL_COLUMNS);
    (void)answer_words(&assessor, words);
    (void)fputs(_("Assessor: "), stdout);
    print_padded(words, LEVEL_COLUMNS);
    print_clean(choice_words(CONFIDENCE_CHOICES, CONFIDENCE_CHOICE_COUNT, json_text(rating, "confidence")));
    (void)putchar('\n');
    if (note != NULL) {
        print_wrapped(note, 4, 0);
    }
    if (reason != NULL) {
        print_wrapped(reason, 4, 0);
    }
}

void result_print_assessor(const struct result *result)
{
    const struct question_list *list = &result->record->list;
    bool any = false;
    for (size_t i = 0; i < list->count; i++) {
        const cJSON *rating = rating_of(&list->questions[i]);
        if (rating == NULL) {
            continue;
        }
        if (!any) {
            (void)putchar('\n');
            print_wrapped(
                _("Ratings of an assessor, as claimed: \"tenken verify\" says whether an assessor whom you know has signed them."), 0, 0);
            any = true;
        }
        print_rating(list, i, rating);
    }
}

bool result_put_assessor(cJSON *out, const struct result *result)
{
    const struct question_list *list = &result->record->list;
    cJSON *ratings = cJSON_CreateArray();
    bool ok = ratings != NULL;
    for (size_t i = 0; ok && i < list->count; i++) {
        const struct question *q = &list->questions[i];
        if (rating_of(q) == NULL) {
            continue;
        }
        cJSON *rating = cJSON_Duplicate(rating_of(q), true);
        json_remove(rating, "basis"); /* a note for rechecking, of no meaning elsewhere */
        ok = cJSON_AddItemToArray(ratings, rating) && json_put_text(rating, "pack", q->home_pack->id) &&
             json_put_text(rating, "item", q->home_item->id);
    }
    ok = json_put_text(out, "assessor_ratings", cJSON_GetArraySize(ratings) > 0 ? "claimed" : "none") && ok;
    return json_put(out, "ratings", ratings) && ok;
}
