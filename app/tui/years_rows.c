#include "tui/years_rows.h"

#include "base/buffer.h"
#include "base/i18n.h"
#include "model/json.h"
#include "tui/report.h"

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

static void years_note(struct buffer *out, const struct years *y, const struct years_row *heading)
{
    report_moved(out, y->session, &y->score, &y->alike, heading->pack->pack, heading->section);
}

static bool has_note(const struct years *y, const struct years_row *heading)
{
    struct buffer note;
    buffer_init(&note, BUFFER_MAX_TEXT);
    years_note(&note, y, heading);
    const bool any = note.length > 0;
    buffer_release(&note);
    return any;
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
            heading = (struct years_row){pack, section, NULL, false};
            rows[n++] = heading;
            if (has_note(y, &heading)) {
                rows[n++] = (struct years_row){pack, section, NULL, true};
            }
        }
        rows[n++] = (struct years_row){NULL, 0, item, false};
    }
    return n;
}

/* ---- painting ---- */

/* Columns of a row. */
enum { NUMBER_AT = 2, TITLE_AT = 6, FROM_AT = 27, TO_AT = 46, CHANGE_AT = 65 };

void years_columns_draw(const struct years *y, struct grid *g, int row)
{
    const char *then = json_text(y->past, "period"), *now = json_text(y->session->assessment->tree, "period");
    (void)grid_text(g, row, FROM_AT, TO_AT - FROM_AT - 3, ROLE_QUIET, then == NULL ? _("last time") : then);
    (void)grid_text(g, row, TO_AT, CHANGE_AT - TO_AT - 1, ROLE_QUIET, now == NULL ? _("now") : now);
}

static void draw_heading(const struct years *y, const struct years_row *row, struct grid *g, int at)
{
    const struct pack *pack = row->pack->pack;
    char text[WORDS_MAX];
    if (row->note) {
        struct buffer note;
        buffer_init(&note, BUFFER_MAX_TEXT);
        years_note(&note, y, row);
        (void)grid_text(g, at, TITLE_AT, g->columns - TITLE_AT - 1, ROLE_QUIET, buffer_text(&note));
        buffer_release(&note);
        return;
    }
    (void)grid_text(g, at, NUMBER_AT, FROM_AT - NUMBER_AT - 1, ROLE_STRONG, text_of(pack->sections[row->section].title));
    (void)grid_text(g, at, FROM_AT, TO_AT - FROM_AT - 4, ROLE_QUIET, points_words(alike_points(&y->alike, pack, row->section), text));
    (void)grid_text(g, at, TO_AT - 3, 2, ROLE_QUIET, "->");
    (void)grid_text(g, at, TO_AT, CHANGE_AT - TO_AT - 1, ROLE_QUIET, points_words(row->pack->sections[row->section], text));
}

/* An answer without the remark that it is unconfirmed: the last column says that. */
static const char *said(const struct answer *a, char out[WORDS_MAX])
{
    return a->state == ANSWER_NONE ? "-" : answer_words(a, out);
}

void years_row_draw(const struct years *y, const struct years_row *row, bool on, struct grid *g, int at)
{
    const struct compared *c = row->compared;
    char text[WORDS_MAX];
    if (c == NULL) {
        draw_heading(y, row, g, at);
        return;
    }
    const bool changed = c->change != CHANGE_SAME || c->to.unconfirmed || c->reworded;
    const enum role role = on ? ROLE_ACCENT : changed ? ROLE_TEXT : ROLE_QUIET;
    (void)grid_text(g, at, 1, 1, role, on ? ">" : " ");
    if (c->question != SIZE_MAX) {
        (void)snprintf(text, sizeof text, "%3d", question_number(y->session, c->question));
        (void)grid_text(g, at, NUMBER_AT, 3, role, text);
    }
    (void)grid_text(g, at, TITLE_AT, FROM_AT - TITLE_AT - 1, role, compared_title(y, c));
    (void)grid_text(g, at, FROM_AT, TO_AT - FROM_AT - 3, role, said(&c->from, text));
    if (c->question != SIZE_MAX) {
        (void)grid_text(g, at, TO_AT - 3, 2, ROLE_QUIET, "->");
        (void)grid_text(g, at, TO_AT, CHANGE_AT - TO_AT - 1, role, said(&c->to, text));
    }
    (void)grid_text(g, at, CHANGE_AT, g->columns - CHANGE_AT - 1, !on && c->to.unconfirmed ? ROLE_WARNING : role, change_words(c));
}
