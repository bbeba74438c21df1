/* What home asks in plain mode. */
#include "tui/plain_home_parts.h"

#include "base/i18n.h"
#include "tui/words.h"

void home_prompt(const struct plain_home *v, char out[WORDS_MAX * 2])
{
    size_t n = 0, first = 0;
    for (size_t i = v->home->nrequests; i > 0; i--) {
        if (handed_signed(&v->home->requests[i - 1].state)) {
            first = i;
            n++;
        }
    }
    const struct home_year *year = &v->home->years[home_row_year(v->home, home_start_row(v->home))];
    const bool results = year->begun && year->answered > 0;
    if (n == 1) {
        (void)snprintf(
            out, WORDS_MAX * 2,
            results ? _("Enter: the next step; a number: opens that row; s: results; a %zu: correct what was signed; ? help; q leave:")
                    : _("Enter: the next step; a number: opens that row; a %zu: correct what was signed; ? help; q leave:"),
            first);
    } else if (n > 1) {
        (void)snprintf(
            out, WORDS_MAX * 2, "%s",
            results ? _("Enter: the next step; a number: opens that row; s: results; a and its number: correct what was signed; ? help; q "
                        "leave:")
                    : _("Enter: the next step; a number: opens that row; a and its number: correct what was signed; ? help; q leave:"));
    } else {
        (void)snprintf(out, WORDS_MAX * 2, "%s",
                       results ? _("Enter: the next step; a number: opens that row; s: the results so far; ? help; q leave:")
                               : _("Enter: the next step; a number: opens that row; ? help; q leave:"));
    }
}
