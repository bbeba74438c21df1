/* Receipts that lie among the downloads: d, and Enter where a receipt is next, take in all of them, whichever row the cursor is on. */
#include "tui/home.h"

#include "base/buffer.h"
#include "base/i18n.h"
#include "tui/words.h"

bool home_awaits(const struct home *home, size_t row)
{
    const enum home_next next = home_next(home, row);
    return next == NEXT_RECEIPT || next == NEXT_CALL;
}

size_t home_receipts_lying(const struct home *home)
{
    size_t n = 0;
    for (size_t i = 0; i < home->nrequests; i++) {
        n += home->requests[i].receipt_lies;
    }
    return n;
}

/* With its year as soon as there are several: one customer may await two. */
static void add_name(struct buffer *out, const struct home *home, size_t row)
{
    const struct home_request *request = &home->requests[row];
    (void)buffer_add_text(out, out->length > 0 ? _(", ") : "");
    if (home->requests[home->nrequests - 1].year == home->requests[0].year) {
        (void)buffer_add_text(out, request->facts.name);
    } else {
        /* Translators: a customer and the year of the answers. */
        (void)buffer_add_format(out, _("%s (%s)"), request->facts.name, home->years[request->year].period);
    }
}

static void add_awaited(struct buffer *out, const struct home *home)
{
    struct buffer names;
    buffer_init(&names, BUFFER_MAX_TEXT);
    for (size_t row = 0; row < home->nrequests; row++) {
        if (home_awaits(home, row)) {
            add_name(&names, home, row);
        }
    }
    if (names.length > 0) {
        (void)buffer_add_text(out, out->length > 0 ? between_sentences() : "");
        (void)buffer_add_format(out, _("Still awaited: the receipt of %s."), buffer_text(&names));
    }
    buffer_release(&names);
}

struct taken {
    size_t n;
    bool own;            /* that of the row */
    struct buffer names; /* whose */
    struct buffer refused;
};

/* A receipt that is refused is named: nobody is to wait for it in vain. */
static void take(struct home *home, size_t row, struct taken *taken)
{
    for (size_t i = 0; i < home->nrequests; i++) {
        struct error e = {0};
        if (!home->requests[i].receipt_lies) {
            continue;
        }
        if (home->ops->receipt(home->context, &home->requests[i], &e) == ST_OK) {
            taken->n++;
            taken->own = taken->own || i == row;
            add_name(&taken->names, home, i);
        } else if (i != row) { /* the row's own screen tells its own */
            (void)buffer_add_format(&taken->refused, " %s: %s", home->requests[i].facts.name, e.text);
        }
    }
}

bool home_take_receipts(struct home *home, size_t row, char out[HOME_SAID])
{
    struct taken taken = {.n = 0};
    struct buffer said;
    struct error e = {0};
    buffer_init(&said, BUFFER_MAX_TEXT);
    buffer_init(&taken.names, BUFFER_MAX_TEXT);
    buffer_init(&taken.refused, BUFFER_MAX_TEXT);
    if (home->ops->refresh(home->context, home, &e) == ST_OK) { /* one may have come since */
        take(home, row, &taken);
    }
    if (taken.n > 0) {
        (void)home->ops->refresh(home->context, home, &e);
        (void)buffer_add_format(&said, _n("%zu receipt is here: %s.", "%zu receipts are here: %s.", taken.n), taken.n,
                                buffer_text(&taken.names));
    }
    if (taken.n > 0 || row >= home->nrequests || !home_awaits(home, row)) { /* else the row's own screen tells that it is awaited */
        add_awaited(&said, home);
    }
    (void)buffer_add_text(&said, buffer_text(&taken.refused) + (said.length == 0 && taken.refused.length > 0 ? 1 : 0));
    (void)snprintf(out, HOME_SAID, "%s", buffer_text(&said));
    buffer_release(&said);
    buffer_release(&taken.names);
    buffer_release(&taken.refused);
    return taken.n > (taken.own ? 1 : 0);
}
