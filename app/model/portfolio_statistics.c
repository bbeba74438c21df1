#include "model/portfolio_statistics.h"

#include "model/portfolio_standing.h"

enum status portfolio_statistics_init(struct portfolio_statistics *s, const struct portfolio_source *source, struct error *e)
{
    *s = (struct portfolio_statistics){.nitems = source->nitems};
    s->items = calloc(source->nitems ? source->nitems : 1, sizeof *s->items);
    return s->items ? ST_OK : fail_memory(e);
}

void portfolio_statistics_release(struct portfolio_statistics *s)
{
    free(s->items);
    *s = (struct portfolio_statistics){0};
}

static void add_item(struct portfolio_item_statistics *item, int level, int target)
{
    if (level >= 0 && level < LEVELS) {
        item->levels[level]++;
    } else if (level == PORTFOLIO_UNKNOWN) {
        item->unknown++;
    } else if (level == PORTFOLIO_NA) {
        item->na++;
    }
    if (level == PORTFOLIO_UNKNOWN ? target > 0 : level >= 0 && level < target) {
        item->below++;
    }
}

bool portfolio_scored(const struct portfolio_supplier *row)
{
    return row->total >= 0 && portfolio_state_answered(row->state);
}

void portfolio_statistics_add(struct portfolio_statistics *s, const struct portfolio_source *source, const struct portfolio_supplier *row)
{
    s->states[row->state]++;
    if (row->state == PORTFOLIO_ENDED) {
        return;
    }
    s->suppliers++;
    s->held += portfolio_held_back(row);
    if (portfolio_state_answered(row->state)) {
        s->answered++;
        s->sheets += portfolio_verdict_is_sheet(row->verdict);
    }
    s->tiers[row->tier].suppliers++;
    if (!portfolio_state_answered(row->state)) {
        s->begun += row->levels != NULL;
        s->begun_late += row->levels != NULL && row->state == PORTFOLIO_LATE;
        return; /* what is only begun stands for itself, and in no other figure */
    }
    if (row->total >= 0) {
        s->scored++;
        s->total_sum += (uint64_t)row->total;
        s->tiers[row->tier].scored++;
        s->tiers[row->tier].total_sum += (uint64_t)row->total;
        s->bands[row->total / 100 < PORTFOLIO_BANDS ? row->total / 100 : PORTFOLIO_BANDS - 1]++;
        if (row->floor >= 0 && row->floor < LEVELS) {
            s->floors[row->floor]++;
        }
        if (row->perceived >= 0) {
            s->believed++;
            s->overrated += row->perceived - row->total > LEVEL_POINTS;
        }
    }
    if (row->levels) {
        for (size_t i = 0; i < s->nitems; i++) {
            add_item(&s->items[i], row->levels[i], row->targets ? row->targets[i] : source->items[i].target);
        }
    }
}

static int rounded(uint64_t sum, uint64_t count)
{
    return count ? (int)((2 * sum + count) / (2 * count)) : SCORE_NONE;
}

int portfolio_mean(const struct portfolio_statistics *s)
{
    return rounded(s->total_sum, s->scored);
}

int portfolio_tier_mean(const struct portfolio_statistics *s, enum portfolio_tier tier)
{
    return rounded(s->tiers[tier].total_sum, s->tiers[tier].scored);
}

uint64_t portfolio_item_answers(const struct portfolio_item_statistics *item)
{
    uint64_t n = item->unknown;
    for (int level = 0; level < LEVELS; level++) {
        n += item->levels[level];
    }
    return n;
}

int portfolio_item_mean(const struct portfolio_item_statistics *item)
{
    uint64_t sum = 0;
    for (int level = 0; level < LEVELS; level++) {
        sum += (uint64_t)level * 100 * item->levels[level];
    }
    return rounded(sum, portfolio_item_answers(item));
}

size_t portfolio_weakest(const struct portfolio_statistics *s, size_t *order)
{
    size_t n = 0;
    for (size_t i = 0; i < s->nitems; i++) {
        const struct portfolio_item_statistics *item = &s->items[i];
        uint64_t answers = portfolio_item_answers(item);
        if (answers == 0) {
            continue;
        }
        size_t at = n++;
        /* below/answers of this one larger than of the one before: multiplied out, so that no rounding decides. */
        while (at > 0 && item->below * portfolio_item_answers(&s->items[order[at - 1]]) > s->items[order[at - 1]].below * answers) {
            order[at] = order[at - 1];
            at--;
        }
        order[at] = i;
    }
    return n;
}
