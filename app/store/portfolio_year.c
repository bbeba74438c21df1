#include "store/portfolio_year.h"

#include "model/gap.h"
#include "model/planned.h"
#include "model/tier.h"
#include "store/portfolio_items.h"

#include <stdlib.h>

static enum status make_room(struct year *y, struct error *e)
{
    const size_t n = y->columns.nitems + 1;
    y->levels = calloc(n, sizeof *y->levels);
    y->targets = calloc(n, sizeof *y->targets);
    y->cells = calloc(n, sizeof *y->cells);
    y->assessed = calloc(n, sizeof *y->assessed);
    return y->levels == NULL || y->assessed == NULL || y->targets == NULL || y->cells == NULL ? fail_memory(e) : ST_OK;
}

enum status year_load(struct year *y, struct portfolio *p, const struct catalog *catalog, bool counted, struct error *e)
{
    const enum status st = columns_load(&y->columns, p, catalog, y->period, counted, e);
    return st == ST_OK ? make_room(y, e) : st;
}

enum status year_take(struct year *y, const struct portfolio_item *items, size_t n, struct error *e)
{
    const enum status st = columns_take(&y->columns, items, n, e);
    return st == ST_OK ? make_room(y, e) : st;
}

void year_release(struct year *y)
{
    columns_release(&y->columns);
    free(y->levels);
    free(y->assessed);
    free(y->targets);
    free(y->cells);
    free(y->plans);
    free(y->ratings);
    arena_release(&y->rating_texts);
    free(y->period);
    arena_release(&y->plan_texts);
    *y = (struct year){0};
}

/* What was stored is measured by the pack's target; the supplier's tier, which may change at any time, can raise it. */
static void note_answer(struct year *y, size_t at, enum portfolio_tier tier, int level, int target, int priority)
{
    const struct portfolio_item *item = &y->columns.items[at];
    const int raised = item->item == NULL ? target : tier_target(item->item, tier);
    if (raised > target && target >= 0) {
        const int reached = level == PORTFOLIO_UNKNOWN ? 0 : level;
        target = raised;
        priority = reached >= 0 && reached < raised ? (raised - reached) * item_weight(item->home, item->item) : 0;
    }
    y->levels[at] = (int8_t)level;
    y->targets[at] = (int8_t)target;
    y->cells[at] = (struct answer_cell){.level = (int8_t)level, .target = (int8_t)target, .priority = (int16_t)priority};
}

struct planning {
    struct year *year;
    const char *pack;
};

static enum status note_plan(void *context, const struct planned *planned, struct error *e)
{
    const struct planning *p = context;
    struct year *y = p->year;
    const size_t at = columns_find(&y->columns, p->pack, planned->item);
    if (at == SIZE_MAX) {
        return ST_OK;
    }
    y->plans[at] = (struct item_plan){.there = true,
                                      .level = (int8_t)(planned->level >= 0 && planned->level < LEVELS ? planned->level : -1),
                                      .by = arena_text(&y->plan_texts, planned->by),
                                      .owner = arena_text(&y->plan_texts, planned->owner)};
    return y->plan_texts.failed ? fail_memory(e) : ST_OK;
}

enum status year_note_plans(struct year *y, const char *pack, const char *plans, struct error *e)
{
    return planned_read(plans, note_plan, &(struct planning){y, pack}, e);
}

struct wording {
    struct year *year;
    const char *pack;
};

static enum status note_words(void *context, const char *item, const struct rating_words *words, struct error *e)
{
    const struct wording *w = context;
    struct year *y = w->year;
    const size_t at = columns_find(&y->columns, w->pack, item);
    if (at == SIZE_MAX) {
        return ST_OK;
    }
    y->ratings[at] = (struct rating_words){.confidence = arena_text(&y->rating_texts, words->confidence),
                                           .reason = arena_text(&y->rating_texts, words->reason),
                                           .note = arena_text(&y->rating_texts, words->note)};
    return y->rating_texts.failed ? fail_memory(e) : ST_OK;
}

/* What an assessor said; after read_answers. */
static enum status read_ratings(struct year *y, struct portfolio *p, int64_t assessment, struct error *e)
{
    struct sql_value row[2];
    const size_t n = y->columns.nitems + 1;
    y->ratings = y->ratings != NULL ? y->ratings : calloc(n, sizeof *y->ratings);
    if (y->ratings == NULL) {
        return fail_memory(e);
    }
    if (!y->rated) {
        memset(y->ratings, 0, n * sizeof *y->ratings);
        arena_clear(&y->rating_texts);
        y->rated = true;
    }
    enum status st = sql_start(p, SQL_REPORT_RATINGS, SQL_VALUES(sql_integer(assessment)), e);
    while (st == ST_OK && (st = sql_next(p, SQL_REPORT_RATINGS, row, 2, e)) == ST_OK) {
        st = ratings_read(column_text(&row[1]), note_words, &(struct wording){y, column_text(&row[0])}, e);
    }
    sql_finish(p, SQL_REPORT_RATINGS);
    return st == ST_NO ? ST_OK : st;
}

static enum status read_answers(struct year *y, struct portfolio *p, int64_t assessment, enum portfolio_tier tier, struct error *e)
{
    struct sql_value row[3];
    enum status st = sql_start(p, SQL_REPORT_ANSWERS, SQL_VALUES(sql_integer(assessment)), e);
    while (st == ST_OK && (st = sql_next(p, SQL_REPORT_ANSWERS, row, 3, e)) == ST_OK) {
        struct stored_item item;
        size_t at = SIZE_MAX;
        for (const char *items = column_text(&row[1]); stored_item_next(&items, &item);) {
            at = columns_next(&y->columns, at, column_text(&row[0]), item.id);
            if (at != SIZE_MAX) {
                note_answer(y, at, tier, item.values[0], item.values[1], item.values[2]);
                y->assessed[at] = (int8_t)item.values[4];
                if (y->rated) {
                    y->ratings[at] = (struct rating_words){0};
                }
                if (y->plans != NULL) {
                    y->plans[at].there = false; /* a newer answer takes the place of what was planned before it */
                }
            }
        }
        st = y->plans == NULL ? ST_OK : year_note_plans(y, column_text(&row[0]), column_text(&row[2]), e);
    }
    sql_finish(p, SQL_REPORT_ANSWERS);
    return st == ST_NO ? ST_OK : st;
}

#define ASSESSMENT_COLUMNS 23
#define ALARM_COLUMN 20
#define CONTRADICTION_COLUMN 21
#define CORRECTED_COLUMN 22

void year_contact(struct row_texts *t, const struct sql_value contact[4])
{
    const char *phone = column_text(&contact[3])[0] != '\0' ? column_text(&contact[3]) : column_text(&contact[2]);
    t->contact_name = arena_text(&t->arena, column_text(&contact[0]));
    t->contact_email = arena_text(&t->arena, column_text(&contact[1]));
    t->contact_phone = arena_text(&t->arena, phone);
}

/* The reply to an alarm has a name to ring and no profile: what it does not say stays as it was. */
static void note_reply(struct sql_value row[ASSESSMENT_COLUMNS], struct row_texts *t)
{
    const struct row_texts before = *t;
    year_contact(t, &row[10]);
    t->contact_name = t->contact_name[0] != '\0' ? t->contact_name : before.contact_name;
    t->contact_email = t->contact_email[0] != '\0' ? t->contact_email : before.contact_email;
    t->contact_phone = t->contact_phone[0] != '\0' ? t->contact_phone : before.contact_phone;
}

bool year_note_score(struct portfolio_supplier *s, const struct sql_value score[2])
{
    if (score[0].type == SQL_NULL && s->total >= 0) {
        return false; /* answers that could not be scored here: the score of the year stays */
    }
    s->total = (int)column_integer(&score[0]);
    s->floor = (int)column_integer(&score[1]);
    return true;
}

static void note_assessment(struct sql_value row[ASSESSMENT_COLUMNS], struct portfolio_supplier *s, struct row_texts *t)
{
    char day[DATE_TEXT];
    t->name = arena_text(&t->arena, column_text(&row[1]));
    if (column_integer(&row[ALARM_COLUMN]) == 1) {
        note_reply(row, t); /* whom to ring is news; that somebody replied to an alarm says nothing about the year */
        return;
    }
    year_contact(t, &row[10]);
    t->employees = arena_text(&t->arena, column_text(&row[15]));
    t->industry = arena_text(&t->arena, column_text(&row[16]));
    s->first = t->answered_on[0] == '\0' && column_integer(&row[CORRECTED_COLUMN]) == 0;
    t->answered_on = arena_text(&t->arena, local_day_of(column_text(&row[2]), day));
    t->verdict = arena_text(&t->arena, column_text(&row[14]));
    s->state = column_integer(&row[3]) == 1 ? PORTFOLIO_UNFINISHED : PORTFOLIO_ANSWERED;
    if (row[17].type == SQL_INTEGER) {
        s->inventory = (unsigned)column_integer(&row[17]);
    }
    if (column_integer(&row[18]) == 1) { /* one claim among several is enough to call them all claimed */
        const bool known = column_text(&row[19])[0] != '\0' && s->ratings != PORTFOLIO_RATINGS_CLAIMED;
        s->ratings = known ? PORTFOLIO_RATINGS_KNOWN : PORTFOLIO_RATINGS_CLAIMED;
        t->assessor = known ? arena_text(&t->arena, column_text(&row[19])) : "";
    }
    const enum portfolio_contradiction contradiction = (enum portfolio_contradiction)column_integer(&row[CONTRADICTION_COLUMN]);
    s->contradiction = contradiction > s->contradiction ? contradiction : s->contradiction;
    s->score_differs = s->score_differs || column_integer(&row[9]) == 1;
    if (year_note_score(s, &row[4])) {
        s->perceived = (int)column_integer(&row[6]);
        s->answered = (uint64_t)column_integer(&row[7]);
        s->asked = (uint64_t)column_integer(&row[8]);
    }
}

enum status year_read(struct year *y, struct portfolio *p, int64_t supplier, struct portfolio_supplier *s, struct row_texts *t, bool *any,
                      struct error *e)
{
    struct sql_value row[ASSESSMENT_COLUMNS];
    *any = false;
    y->rated = false;
    memset(y->levels, PORTFOLIO_NOT_ASKED, y->columns.nitems);
    memset(y->targets, -1, y->columns.nitems);
    memset(y->assessed, -1, y->columns.nitems);
    memset(y->cells, 0, y->columns.nitems * sizeof *y->cells);
    if (y->plans != NULL) {
        memset(y->plans, 0, y->columns.nitems * sizeof *y->plans);
        arena_clear(&y->plan_texts);
    }
    enum status st = sql_start(p, SQL_REPORT_ASSESSMENTS, SQL_VALUES(sql_integer(supplier), sql_text(y->period)), e);
    while (st == ST_OK && (st = sql_next(p, SQL_REPORT_ASSESSMENTS, row, ASSESSMENT_COLUMNS, e)) == ST_OK) {
        *any = *any || column_integer(&row[ALARM_COLUMN]) != 1;
        note_assessment(row, s, t);
        const bool rated = column_integer(&row[18]) == 1;
        const int64_t assessment = column_integer(&row[0]);
        st = read_answers(y, p, assessment, s->tier, e);
        st = st == ST_OK && rated ? read_ratings(y, p, assessment, e) : st;
    }
    sql_finish(p, SQL_REPORT_ASSESSMENTS);
    return st == ST_NO ? ST_OK : st;
}
