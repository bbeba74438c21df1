#include "tui/view_wait.h"

#include "base/amount.h"
#include "base/i18n.h"
#include "tui/ui.h"

#define QUIET 10  /* questions before anything is said: a moment */
#define BETWEEN 8 /* questions from one painting to the next */
#define DOTS_EVERY 64

static bool go_on(void *context)
{
    struct view_wait *w = context;
    w->asked++;
    if (w->asked < QUIET || (w->asked - QUIET) % BETWEEN != 0) {
        return true;
    }
    char far[64];
    if (w->view->total > 0) {
        (void)snprintf(far, sizeof far, "  %s / %s", COUNT_TEXT(w->view->done), COUNT_TEXT(w->view->total));
    } else {
        (void)snprintf(far, sizeof far, "%.*s", w->asked / DOTS_EVERY % 4 + 1, "....");
    }
    ui_say(w->ui, _("%s%s (Esc stops)"), w->words, far);
    w->stopped = ui_stopped(w->ui, &w->gone);
    return !w->stopped;
}

void view_wait_begin(struct view_wait *w, struct portfolio_view *view, struct ui *ui, const char *words)
{
    *w = (struct view_wait){.view = view, .ui = ui, .words = words};
    view->go_on = go_on;
    view->done = view->total = 0;
    view->waiting = w;
}

struct effect view_wait_end(struct view_wait *w, enum status st, const struct error *e)
{
    w->view->go_on = NULL;
    if (w->asked >= QUIET) {
        ui_say(w->ui, "%s", "");
    }
    if (st != ST_OK && w->stopped) {
        ui_say(w->ui, "%s", e->text);
    } else if (st != ST_OK) {
        ui_warn(w->ui, "%s", e->text);
    }
    return w->gone ? effect_quit() : effect_stay();
}
