/* One supplier anew: after more time for it, or a question to it, nobody waits for all the others to be read. */
#include "command/view_data.h"

#include "base/i18n.h"
#include "model/portfolio_standing.h"
#include "store/portfolio_look.h"

static void count_state(struct view_data *d, const struct portfolio_supplier *s, enum portfolio_state state)
{
    struct portfolio_statistics *const all[] = {&d->statistics, &d->tiers[s->tier]};
    for (size_t i = 0; i < 2; i++) {
        all[i]->states[s->state]--;
        all[i]->states[state]++;
    }
}

static enum status take(struct view_data *d, struct portfolio_supplier *s, const struct look_standing *now, struct error *e)
{
    char today[DATE_TEXT];
    local_today(&d->program->clock, today);
    const struct portfolio_standing standing = {
        .answered = s->levels != NULL, .held = now->held, .conflict = now->conflict, .due = now->due};
    const enum portfolio_state state = portfolio_standing_state(&standing, today);
    const bool finished = s->state == PORTFOLIO_ANSWERED || s->state == PORTFOLIO_UNFINISHED;
    if (state == PORTFOLIO_ANSWERED && !finished) {
        return view_data_load(d, e); /* whether its answers are finished only they say */
    }
    if (state != PORTFOLIO_ANSWERED) {
        count_state(d, s, state);
        s->state = state;
    }
    s->contradiction = now->contradiction;
    s->due = arena_text(&d->arena, now->due);
    d->view.decisions++; /* lists that are shown have been read before */
    return d->arena.failed ? fail_memory(e) : ST_OK;
}

enum status view_data_reload_one(struct view_data *d, const char *code, struct error *e)
{
    const struct portfolio_supplier *found = view_data_supplier(d, code);
    struct portfolio *p = NULL;
    struct look_standing now;
    enum status st = found == NULL ? ST_NO : view_data_open(d, false, &p, e);
    st = st == ST_OK ? portfolio_look_standing(p, d->shown_period, code, &now, e) : st;
    portfolio_close(p);
    if (st == ST_NO) {
        return fail(e, ST_INPUT, _("There is no supplier with the code %s."), code);
    }
    return st == ST_OK ? take(d, &d->suppliers[found - d->suppliers], &now, e) : st;
}
