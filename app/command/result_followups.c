/* What was agreed in an interview to come later (tenken show). */
#include "command/result.h"

#include "base/i18n.h"
#include "command/print.h"
#include "model/followup.h"
#include "model/json.h"

#define STATE_COLUMNS 18

static void print_followup(const struct record *record, const struct followup *f)
{
    char state[96];
    (void)snprintf(state, sizeof state,
                   f->done_at[0] != '\0' ? _("done on %s")
                   : f->due[0] != '\0'   ? _("by %s")
                                         : "%s",
                   f->done_at[0] != '\0' ? f->done_at
                   : f->due[0] != '\0'   ? f->due
                   : f->done             ? _("done")
                                         : _("still open"));
    (void)fputs("  ", stdout);
    print_padded(state, STATE_COLUMNS);
    print_clean(f->item[0] == '\0' ? _("the firm as a whole") : record_item_title(record, f->pack, f->item));
    if (f->owner[0] != '\0') {
        (void)fputs("  (", stdout);
        print_clean(f->owner);
        (void)putchar(')');
    }
    (void)fputs("\n    ", stdout);
    print_wrapped(f->text, 4, 4);
}

void result_print_followups(const struct result *result)
{
    const cJSON *list = json_get(record_tree(result->record), "followups"), *entry;
    if (cJSON_GetArraySize(list) == 0) {
        return;
    }
    (void)printf("\n%s\n", _("What was agreed to come later"));
    cJSON_ArrayForEach(entry, list)
    {
        const struct followup f = followup_of(entry);
        print_followup(result->record, &f);
    }
}
