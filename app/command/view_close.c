/* Closing from the board of a product what is open to a supplier, and taking it back: what "tenken find" does with --close and --reopen. */
#include "base/i18n.h"
#include "command/product_aliases.h"
#include "command/urgent_close.h"
#include "command/view_kept.h"

enum view_alarm view_alarm(struct portfolio_view *view, const struct view_query *query, int64_t supplier)
{
    struct view_data *d = view->context;
    struct portfolio *p = NULL;
    struct error ignored = {0}; /* who cannot read it cannot close anything either, and hears why then */
    const struct kept_search *search;
    enum view_alarm alarm = VIEW_ALARM_OPEN;
    enum status st = view_data_open(d, false, &p, &ignored);
    st = st == ST_OK ? portfolio_begin(p, false, &ignored) : st;
    if (st == ST_OK) {
        st = view_kept_search(d, p, query->words, &search, &ignored);
        portfolio_rollback(p);
    }
    if (st == ST_OK) {
        const enum urgent_state state = urgent_of(&search->board, supplier)->state;
        alarm = state == URGENT_CLOSED ? VIEW_ALARM_CLOSED : urgent_is_open(state) ? VIEW_ALARM_OPEN : VIEW_ALARM_NONE;
    }
    portfolio_close(p);
    return alarm;
}

static enum status close_in(struct view_data *d, struct portfolio *p, const struct view_query *query, struct closing *closing,
                            struct error *e)
{
    struct product_aliases aliases = {0};
    struct product_terms terms = {0};
    enum status st = load_product_aliases(d->program, p, &aliases, e);
    if (st == ST_OK && !product_terms_make(&terms, &aliases, query->words)) { /* the board was searched for with these words */
        st = fail_memory(e);
    }
    closing->terms = &terms;
    st = st == ST_OK ? urgent_close(closing, p, e) : st;
    closing->terms = NULL;
    product_terms_release(&terms);
    product_aliases_release(&aliases);
    return st;
}

enum status view_close(struct portfolio_view *view, const struct view_query *query, const char *code, const char *reason,
                       char message[VIEW_MESSAGE], struct error *e)
{
    struct view_data *d = view->context;
    struct portfolio *p = NULL;
    struct named_codes only = {0};
    struct closing closing = {.scope = CLOSING_BOARD, .only = &only, .reason = reason, .now = clock_now(&d->program->clock)};
    enum status st = named_codes_add(&only, code, e);
    st = st == ST_OK ? view_data_open(d, true, &p, e) : st;
    st = st == ST_OK ? portfolio_begin(p, true, e) : st;
    st = st == ST_OK ? portfolio_end(p, close_in(d, p, query, &closing, e), e) : st;
    view_data_close_written(d, p);
    if (st == ST_OK && closing.requests == 0) {
        st = fail(e, ST_INPUT, _("Somebody has closed or opened this for %s meanwhile: nothing is changed."), code);
    }
    if (st == ST_OK) {
        (void)snprintf(message, VIEW_MESSAGE,
                       reason != NULL ? _("Closed for %s. Nobody waits for it any more; a reply that comes all the same counts.")
                                      : _("Open again for %s: what was open is waited for, by the day that it had."),
                       code);
    }
    urgent_closing_release(&closing);
    named_codes_release(&only);
    return st;
}
