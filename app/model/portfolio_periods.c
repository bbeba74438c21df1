#include "model/portfolio_periods.h"

#include "base/amount.h"

#include <string.h>

#define TENTHS 10

static int64_t concerned(const struct portfolio_period *p)
{
    return p->asked > p->answered ? p->asked : p->answered;
}

static bool enough(int64_t n, int64_t suppliers)
{
    return n > 1 && n * TENTHS >= suppliers;
}

const struct portfolio_period *portfolio_period_usual(const struct portfolio_periods *all, int64_t suppliers)
{
    const struct portfolio_period *most = NULL;
    for (size_t i = 0; i < all->count; i++) {
        if (enough(all->each[i].asked, suppliers)) {
            return &all->each[i];
        }
    }
    for (size_t i = 0; i < all->count; i++) {
        const int64_t n = concerned(&all->each[i]);
        if (enough(n, suppliers)) {
            return &all->each[i];
        }
        most = most == NULL || n > concerned(most) ? &all->each[i] : most;
    }
    return most;
}

bool portfolio_periods_beside(const struct portfolio_periods *all, const char *shown, struct buffer *out)
{
    bool any = false;
    for (size_t i = 0; i < all->count; i++) {
        const struct portfolio_period *p = &all->each[i];
        if (strcmp(p->name, shown) != 0) {
            buffer_add_format(out, "%s%s (%s)", any ? ", " : "", p->name, COUNT_TEXT(p->answered));
            any = true;
        }
    }
    return !out->failed;
}

const char *portfolio_period_before(const struct portfolio_periods *all, const char *period)
{
    for (size_t i = 0; i < all->count; i++) {
        if (all->each[i].answered > 0 && strcmp(all->each[i].name, period) < 0) {
            return all->each[i].name;
        }
    }
    return "";
}

const char *portfolio_period_next(const struct portfolio_periods *all, const char *shown)
{
    size_t at = all->count;
    for (size_t i = 0; i < all->count; i++) {
        at = strcmp(all->each[i].name, shown) == 0 ? i : at;
    }
    const size_t next = at + 1 < all->count ? at + 1 : 0;
    return all->count == 0 || next == at ? NULL : all->each[next].name;
}

bool portfolio_period_covers(const char *shown, bool meant, const char *its)
{
    const int order = strcmp(its, shown);
    return its[0] == '\0' || order == 0 || (order > 0 && meant);
}
