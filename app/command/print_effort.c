#include "command/print.h"

#include "base/i18n.h"

void print_effort(const struct action *action, int indent)
{
    /* Translators: between the parts of "staff, 2 hours, once up to ¥10,000" */
    const char *const comma = _(", ");
    char initial[YEN_TEXT], monthly[YEN_TEXT];
    (void)printf("%*s%s", indent, "", who_words(action->who));
    if (action->hours > 0) {
        (void)fputs(comma, stdout);
        (void)printf(_n("%d hour", "%d hours", action->hours), action->hours);
    }
    if (action->initial.max > 0) {
        (void)fputs(comma, stdout);
        (void)printf(_("once up to %s"), yen_text(action->initial.max, initial));
    }
    if (action->monthly.max > 0) {
        (void)fputs(comma, stdout);
        (void)printf(_("each month up to %s"), yen_text(action->monthly.max, monthly));
    }
    if (action->cost_source == NULL && (action->initial.max > 0 || action->monthly.max > 0)) {
        (void)printf(" %s", _("(estimate)"));
    }
    (void)putchar('\n');
}
