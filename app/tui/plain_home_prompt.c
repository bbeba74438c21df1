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
    if (n == 1) {
        (void)snprintf(out, WORDS_MAX * 2,
                       _("Enter: the next step; a number: opens that row; a %zu: correct what was signed; ? help; q leave:"), first);
    } else {
        (void)snprintf(
            out, WORDS_MAX * 2, "%s",
            n > 1 ? _("Enter: the next step; a number: opens that row; a and its number: correct what was signed; ? help; q leave:")
                  : _("Enter: the next step; a number: opens that row; ? help; q leave:"));
    }
}
