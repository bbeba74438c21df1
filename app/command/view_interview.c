#include "command/view_interview.h"

#include "base/clock.h"
#include "base/i18n.h"
#include "model/choices.h"
#include "model/followup.h"
#include "model/json.h"
#include "model/portfolio_view.h"
#include "model/rating.h"

#include <string.h>

void view_tell_rating(struct buffer *out, const cJSON *tree)
{
    const struct answer answer = answer_view(tree);
    const struct rating rating = rating_view(&answer);
    const char *sure = choice_words(CONFIDENCE_CHOICES, CONFIDENCE_CHOICE_COUNT, rating.confidence);
    if (rating.assessor >= 0) {
        view_line(out, VIEW_LINE_QUIET, _("assessor: %d %s%s%s"), rating.assessor,
                  rating.assessor < LEVELS ? _(LEVEL_LABELS[rating.assessor]) : "", sure[0] == '\0' ? "" : _(", "), sure);
    }
    if (rating.reason[0] != '\0') {
        view_line(out, VIEW_LINE_QUIET, _("why they differ: %s"), rating.reason);
    }
    if (rating.note[0] != '\0') {
        view_line(out, VIEW_LINE_QUIET, _("assessor's note: %s"), rating.note);
    }
}

void view_tell_followups(struct buffer *out, const cJSON *document, int64_t now)
{
    char today[DATE_TEXT];
    const cJSON *list = json_get(document, "followups"), *entry;
    local_day(now, today);
    if (cJSON_GetArraySize(list) > 0) {
        view_line(out, VIEW_LINE_TEXT, "%s", "");
        view_line(out, VIEW_LINE_HEADING, "%s", _("What was agreed to come later"));
    }
    cJSON_ArrayForEach(entry, list)
    {
        const struct followup f = followup_of(entry);
        const bool late = !f.done && f.due[0] != '\0' && strcmp(f.due, today) < 0;
        view_line(out, late ? VIEW_LINE_WARNING : VIEW_LINE_TEXT, "%s %s  %s:%s  %s",
                  f.done ? _("done")
                  : late ? _("overdue")
                         : _("still open"),
                  f.done ? f.done_at : f.due, f.pack, f.item, f.text);
    }
}
