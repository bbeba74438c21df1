/* Ending business with a supplier from its screen, and taking it back: what "tenken suppliers" does with end and resume. */
#include "base/i18n.h"
#include "command/view_data.h"
#include "store/portfolio_trust.h"

bool view_ended(struct portfolio_view *view, const char *code)
{
    struct portfolio *p = NULL;
    char day[DATE_TEXT];
    struct error ignored = {0}; /* who cannot read it cannot end anything either, and hears why then */
    enum status st = view_data_open(view->context, false, &p, &ignored);
    st = st == ST_OK ? portfolio_supplier_ended(p, code, day, &ignored) : st;
    portfolio_close(p);
    return st == ST_OK;
}

enum status view_end(struct portfolio_view *view, const char *code, const char *reason, char message[VIEW_MESSAGE], struct error *e)
{
    struct view_data *d = view->context;
    struct portfolio *p = NULL;
    const int64_t now = clock_now(&d->program->clock);
    enum status st = view_data_open(d, true, &p, e);
    st = st == ST_OK ? portfolio_begin(p, true, e) : st;
    if (st == ST_OK) {
        st = portfolio_end(p, reason != NULL ? portfolio_supplier_end(p, code, reason, now, e) : portfolio_supplier_resume(p, code, now, e),
                           e);
    }
    view_data_close_written(d, p);
    if (st == ST_NO) {
        return fail(e, ST_INPUT, _("Somebody has ended or resumed business with %s meanwhile: nothing is changed."), code);
    }
    (void)snprintf(message, VIEW_MESSAGE,
                   reason != NULL ? _("Business with %s has ended. What it sent stays; nothing more is asked of it.")
                                  : _("%s is back. What was open to it is waited for again."),
                   code);
    return st;
}
