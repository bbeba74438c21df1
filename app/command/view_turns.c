#include "command/view_turns.h"

#include "base/i18n.h"

#include <stdlib.h>

enum view_turn *view_turns(const struct view_data *d)
{
    enum view_turn *turns = calloc(d->nsuppliers + 1, sizeof *turns);
    for (size_t list = 2; turns != NULL && list-- > 0;) {
        for (size_t i = 0; i < d->nheld[list]; i++) {
            const struct view_held *h = &d->held[list][i];
            const struct portfolio_supplier *s = h->code[0] != '\0' ? view_data_supplier(d, h->code) : NULL;
            if (s != NULL && (list == 0 ? !h->decided : view_rejected_asks(d, h))) {
                turns[s - d->suppliers] = list == 0 ? VIEW_TURN_HELD : VIEW_TURN_REJECTED;
            }
        }
    }
    return turns;
}

const char *view_turn_words(const struct portfolio_supplier *s, enum view_turn turn, char out[VIEW_TURN_TEXT])
{
    char state[STANDING_TEXT];
    if (turn == VIEW_TURN_NONE || s->state == PORTFOLIO_QUARANTINED) { /* which says as much */
        return standing_words(s, out);
    }
    (void)snprintf(out, VIEW_TURN_TEXT, turn == VIEW_TURN_HELD ? _("%s, file held back") : _("%s, file rejected"),
                   standing_words(s, state));
    return out;
}
