#include "model/rating.h"

#include "model/json.h"
#include "model/kept.h"

struct rating rating_view(const struct answer *answer)
{
    const cJSON *assessor = json_get(answer->tree, "assessor");
    const char *confidence = json_text(assessor, "confidence"), *reason = json_text(assessor, "reason"),
               *note = json_text(assessor, "note");
    const bool level = answer->state == ANSWER_LEVEL || answer->state == ANSWER_UNKNOWN;
    return (struct rating){.firm = level ? answer->level : -1,
                           .assessor = answer->assessor_level,
                           .confidence = confidence != NULL ? confidence : "",
                           .reason = reason != NULL ? reason : "",
                           .note = note != NULL ? note : ""};
}

bool rating_differs(const struct answer *answer)
{
    const struct rating rating = rating_view(answer);
    if (rating.assessor < 0) {
        return false;
    }
    return answer->state == ANSWER_NA || (rating.firm >= 0 && rating.firm != rating.assessor);
}

/* Space, tab, line breaks, and the ideographic space that a Japanese keyboard gives. */
static bool blank(const char *text)
{
    while (*text != '\0') {
        if (strncmp(text, "\u3000", 3) == 0) {
            text += 3;
        } else if (strchr(" \t\r\n", *text) != NULL) {
            text++;
        } else {
            return false;
        }
    }
    return true;
}

bool rating_lacks_reason(const struct answer *answer)
{
    return rating_differs(answer) && blank(rating_view(answer).reason);
}

size_t ratings_different(const struct question_list *list, bool without_reason, size_t *out, size_t max)
{
    size_t n = 0;
    for (size_t i = 0; i < list->count; i++) {
        const struct question *q = &list->questions[i];
        if (q->hidden || q->repeated || !(without_reason ? rating_lacks_reason(&q->answer) : rating_differs(&q->answer))) {
            continue;
        }
        if (n < max) {
            out[n] = i;
        }
        n++;
    }
    return n;
}

void ratings_add(struct buffer *out, const char *item, const struct answer *a)
{
    static const char *const MEMBERS[] = {"confidence", "reason", "note"};
    if (a->assessor_level < 0) {
        return;
    }
    const cJSON *assessor = json_get(a->tree, "assessor");
    kept_item(out, item);
    for (size_t i = 0; i < sizeof MEMBERS / sizeof MEMBERS[0]; i++) {
        kept_text(out, json_get(assessor, MEMBERS[i]), i == 0);
    }
    buffer_add_char(out, ']');
}

enum status ratings_read(const char *text, ratings_visit *visit, void *context, struct error *e)
{
    if (text[0] == '\0') {
        return ST_OK;
    }
    cJSON *tree = json_read(text, strlen(text), &JSON_LIMITS_DOCUMENT, "ratings", NULL);
    const cJSON *entry;
    enum status st = ST_OK;
    cJSON_ArrayForEach(entry, tree)
    {
        const struct rating_words words = {kept_text_at(entry, 0), kept_text_at(entry, 1), kept_text_at(entry, 2)};
        st = entry->string == NULL ? ST_OK : visit(context, entry->string, &words, e);
        if (st != ST_OK) {
            break;
        }
    }
    cJSON_Delete(tree);
    return st;
}
