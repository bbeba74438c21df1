#include "tui/years_rows.h"

#include "base/i18n.h"

const char *const YEARS_FILTER_NAMES[YEARS_FILTERS] = {N_("all"), N_("changed"), N_("to confirm"), N_("kept")};

static bool passes(const struct compared *c, enum years_filter filter)
{
    if (c->change == CHANGE_KEPT) { /* nobody asks it this year */
        return filter == YEARS_KEPT;
    }
    return filter == YEARS_ALL || (filter == YEARS_CONFIRM && c->to.unconfirmed) ||
           (filter == YEARS_CHANGED && (c->change != CHANGE_SAME || c->reworded));
}

int years_filters(const struct years *y)
{
    return y->comparison.kept > 0 ? YEARS_FILTERS : YEARS_KEPT;
}

size_t years_filter_count(const struct years *y, enum years_filter filter)
{
    size_t n = 0;
    for (size_t i = 0; i < y->comparison.count; i++) {
        n += passes(&y->comparison.items[i], filter);
    }
    return n;
}

static const struct pack_score *score_of(const struct years *y, const struct pack *pack)
{
    for (size_t i = 0; i < y->score.npacks; i++) {
        if (y->score.packs[i].pack == pack) {
            return &y->score.packs[i];
        }
    }
    return NULL;
}

int years_rows(const struct years *y, enum years_filter filter, struct years_row *rows)
{
    struct years_row heading = {.section = SIZE_MAX};
    int n = 0;
    for (size_t i = 0; i < y->comparison.count; i++) {
        const struct compared *item = &y->comparison.items[i];
        if (!passes(item, filter)) {
            continue;
        }
        const struct question *q = item->question == SIZE_MAX ? NULL : &y->session->list.questions[item->question];
        const struct pack_score *pack = q == NULL ? NULL : score_of(y, q->pack);
        const size_t section = q == NULL ? SIZE_MAX : q->item->section;
        if (pack != NULL && (heading.pack != pack || heading.section != section)) {
            heading = (struct years_row){pack, section, NULL};
            rows[n++] = heading;
        }
        rows[n++] = (struct years_row){NULL, 0, item};
    }
    return n;
}
