#include "store/portfolio_year.h"

#include "model/gap.h"
#include "model/planned.h"
#include "model/portfolio_standing.h"
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
    y->from = calloc(n, sizeof *y->from);
    const bool room = y->levels != NULL && y->assessed != NULL && y->targets != NULL && y->cells != NULL && y->from != NULL;
    return room ? ST_OK : fail_memory(e);
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
    free(y->from);
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

bool year_take_item(struct year *y, size_t at, const struct year_document *d, int level)
{
    /* left open again it says nothing new */
    const bool open = y->from[at] == 0 && y->levels[at] == PORTFOLIO_UNANSWERED && level == PORTFOLIO_UNANSWERED;
    if (y->from[at] > 0 || (y->from[at] < 0 && d->alarm) || open) {
        return false;
    }
    y->from[at] = d->alarm ? -d->assessment : level == PORTFOLIO_UNANSWERED ? 0 : d->assessment;
    return true;
}

bool year_counts(struct portfolio_supplier *s, const struct year_document *d)
{
    const bool counts = !d->alarm && (d->counts || s->documents == 0);
    s->documents += counts;
    return counts;
}

/* Whether what d says about an item beside its level counts. */
static bool speaks(const struct year *y, size_t at, const struct year_document *d)
{
    return at != SIZE_MAX && (y->from[at] == 0 || y->from[at] == (d->alarm ? -d->assessment : d->assessment));
}

struct planning {
    struct year *year;
    const struct year_document *document;
    const char *pack;
};

static enum status note_plan(void *context, const struct planned *planned, struct error *e)
{
    const struct planning *p = context;
    struct year *y = p->year;
    const size_t at = columns_find(&y->columns, p->pack, planned->item);
    if (!speaks(y, at, p->document) || y->plans[at].there) {
        return ST_OK;
    }
    y->plans[at] = (struct item_plan){.there = true,
                                      .level = (int8_t)(planned->level >= 0 && planned->level < LEVELS ? planned->level : -1),
                                      .by = arena_text(&y->plan_texts, planned->by),
                                      .owner = arena_text(&y->plan_texts, planned->owner)};
    return y->plan_texts.failed ? fail_memory(e) : ST_OK;
}

enum status year_note_plans(struct year *y, const struct year_document *d, const char *pack, const char *plans, struct error *e)
{
    return planned_read(plans, note_plan, &(struct planning){y, d, pack}, e);
}

struct wording {
    struct year *year;
    const struct year_document *document;
    const char *pack;
};

static enum status note_words(void *context, const char *item, const struct rating_words *words, struct error *e)
{
    const struct wording *w = context;
    struct year *y = w->year;
    const size_t at = columns_find(&y->columns, w->pack, item);
    if (!speaks(y, at, w->document)) {
        return ST_OK;
    }
    y->ratings[at] = (struct rating_words){.confidence = arena_text(&y->rating_texts, words->confidence),
                                           .reason = arena_text(&y->rating_texts, words->reason),
                                           .note = arena_text(&y->rating_texts, words->note)};
    return y->rating_texts.failed ? fail_memory(e) : ST_OK;
}

/* What an assessor said; after read_answers. */
static enum status read_ratings(struct year *y, struct portfolio *p, const struct year_document *d, struct error *e)
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
    enum status st = sql_start(p, SQL_REPORT_RATINGS, SQL_VALUES(sql_integer(d->assessment)), e);
    while (st == ST_OK && (st = sql_next(p, SQL_REPORT_RATINGS, row, 2, e)) == ST_OK) {
        st = ratings_read(column_text(&row[1]), note_words, &(struct wording){y, d, column_text(&row[0])}, e);
    }
    sql_finish(p, SQL_REPORT_RATINGS);
    return st == ST_NO ? ST_OK : st;
}

static enum status read_answers(struct year *y, struct portfolio *p, struct year_document *d, enum portfolio_tier tier, struct error *e)
{
    struct sql_value row[3];
    enum status st = sql_start(p, SQL_REPORT_ANSWERS, SQL_VALUES(sql_integer(d->assessment)), e);
    while (st == ST_OK && (st = sql_next(p, SQL_REPORT_ANSWERS, row, 3, e)) == ST_OK) {
        struct stored_item item;
        size_t at = SIZE_MAX;
        for (const char *items = column_text(&row[1]); stored_item_next(&items, &item);) {
            at = columns_next(&y->columns, at, column_text(&row[0]), item.id);
            if (at != SIZE_MAX && year_take_item(y, at, d, item.values[0])) {
                note_answer(y, at, tier, item.values[0], item.values[1], item.values[2]);
                y->assessed[at] = (int8_t)item.values[4];
                d->counts = true;
            }
        }
        st = y->plans == NULL ? ST_OK : year_note_plans(y, d, column_text(&row[0]), column_text(&row[2]), e);
    }
    sql_finish(p, SQL_REPORT_ANSWERS);
    return st == ST_NO ? ST_OK : st;
}

enum { /* of SQL_REPORT_ASSESSMENTS */
       ASSESSMENT,
       NAME,
       ISSUED,
       UNFINISHED,
       SCORE, /* and the floor */
       PERCEIVED = SCORE + 2,
       ANSWERED,
       ASKED,
       DIFFERS,
       CONTACT, /* four columns */
       VERDICT = CONTACT + 4,
       EMPLOYEES,
       INDUSTRY,
       INVENTORY,
       RATED,
       ASSESSOR,
       ALARM,
       CONTRADICTION,
       CORRECTED,
       DATED,
       WIDTH
};

/* Newer documents come first: what one of them said stays. */
static void keep(struct row_texts *t, const char **text, const char *said)
{
    if ((*text)[0] == '\0') {
        *text = arena_text(&t->arena, said);
    }
}

void year_contact(struct row_texts *t, const struct sql_value contact[4])
{
    keep(t, &t->contact_name, column_text(&contact[0]));
    keep(t, &t->contact_email, column_text(&contact[1]));
    keep(t, &t->contact_phone, column_text(&contact[2]));
    keep(t, &t->emergency_phone, column_text(&contact[3]));
}

void year_note_score(struct portfolio_supplier *s, const struct sql_value score[2])
{
    if (score[0].type != SQL_NULL && s->total < 0) { /* answers that could not be scored here leave the year the score it has */
        s->total = (int)column_integer(&score[0]);
        s->floor = (int)column_integer(&score[1]);
    }
}

void year_score(const struct year *y, struct portfolio_supplier *s)
{
    struct score_mean mean = SCORE_MEAN_EMPTY;
    uint64_t answered = 0, asked = 0;
    if (s->documents < 2) {
        return; /* its own score holds */
    }
    for (size_t i = 0; i < y->columns.nitems; i++) {
        const struct item *item = y->columns.items[i].item;
        const int level = y->levels[i];
        if (item == NULL || y->from[i] < 0 || level == PORTFOLIO_NOT_ASKED) {
            continue;
        }
        asked++;
        answered += level != PORTFOLIO_UNANSWERED;
        if (item->kind == ITEM_LEVEL && (level >= 0 || level == PORTFOLIO_UNKNOWN)) {
            score_mean_add(&mean, item, level >= 0 ? level : 0);
        }
    }
    if (asked > 0) {
        s->total = score_mean_total(&mean);
        s->floor = mean.floor;
        s->answered = answered;
        s->asked = asked;
    }
}

/* Who it is is news from whatever came last, a reply to an alarm too; whom that one names is there for the alarm alone. */
static void note_facts(struct sql_value row[WIDTH], const struct year_document *d, struct portfolio_supplier *s, struct row_texts *t)
{
    char day[DATE_TEXT], received[DATE_TEXT];
    keep(t, &t->name, column_text(&row[NAME]));
    if (d->alarm) {
        return; /* that somebody replied to an alarm says nothing about the year */
    }
    year_contact(t, &row[CONTACT]);
    keep(t, &t->employees, column_text(&row[EMPLOYEES]));
    keep(t, &t->industry, column_text(&row[INDUSTRY]));
    (void)local_day_of(column_text(&row[DATED]), day);
    if (strcmp(day, s->dated_on) > 0 && strcmp(day, local_day_of(column_text(&row[ISSUED]), received)) > 0) {
        memcpy(s->dated_on, day, sizeof s->dated_on);
    }
    const bool finished = column_integer(&row[UNFINISHED]) == 0;
    if (finished && s->finished == 0) {
        t->answered_on = ""; /* what was only begun after it answers nothing */
    }
    keep(t, &t->answered_on, local_day_of(column_text(&row[ISSUED]), day));
    if (finished) {
        s->first = s->finished == 0 && column_integer(&row[CORRECTED]) == 0;
        s->finished++;
    }
    if (row[PERCEIVED].type == SQL_INTEGER && s->perceived < 0) {
        s->perceived = (int)column_integer(&row[PERCEIVED]);
    }
    if (row[INVENTORY].type == SQL_INTEGER && s->inventory == 0) {
        s->inventory = (unsigned)column_integer(&row[INVENTORY]);
    }
}

/* A document of the year that counts. */
static void note_assessment(struct sql_value row[WIDTH], struct portfolio_supplier *s, struct row_texts *t)
{
    const bool newest = s->documents == 1;
    if (newest || portfolio_verdict_is_sheet(column_text(&row[VERDICT]))) { /* one that nobody signed is enough to say so */
        t->verdict = arena_text(&t->arena, column_text(&row[VERDICT]));
    }
    s->unfinished = s->unfinished || (newest && column_integer(&row[UNFINISHED]) == 1);
    if (column_integer(&row[RATED]) == 1) { /* one claim among several is enough to call them all claimed */
        const bool known = column_text(&row[ASSESSOR])[0] != '\0' && s->ratings != PORTFOLIO_RATINGS_CLAIMED;
        s->ratings = known ? PORTFOLIO_RATINGS_KNOWN : PORTFOLIO_RATINGS_CLAIMED;
        t->assessor = known ? arena_text(&t->arena, column_text(&row[ASSESSOR])) : "";
    }
    const enum portfolio_contradiction contradiction = (enum portfolio_contradiction)column_integer(&row[CONTRADICTION]);
    s->contradiction = contradiction > s->contradiction ? contradiction : s->contradiction;
    s->score_differs = s->score_differs || column_integer(&row[DIFFERS]) == 1;
    if (s->total < 0) {
        s->answered = (uint64_t)column_integer(&row[ANSWERED]);
        s->asked = (uint64_t)column_integer(&row[ASKED]);
        year_note_score(s, &row[SCORE]);
    }
}

static enum status read_document(struct year *y, struct portfolio *p, struct sql_value row[WIDTH], struct portfolio_supplier *s,
                                 struct row_texts *t, struct error *e)
{
    struct year_document d = {.assessment = column_integer(&row[ASSESSMENT]), .alarm = column_integer(&row[ALARM]) == 1};
    enum status st = read_answers(y, p, &d, s->tier, e);
    if (st == ST_OK && column_integer(&row[RATED]) == 1) {
        st = read_ratings(y, p, &d, e);
    }
    note_facts(row, &d, s, t);
    if (year_counts(s, &d)) {
        note_assessment(row, s, t);
    }
    return st;
}

enum status year_read(struct year *y, struct portfolio *p, int64_t supplier, struct portfolio_supplier *s, struct row_texts *t,
                      struct error *e)
{
    struct sql_value row[WIDTH];
    y->rated = false;
    memset(y->levels, PORTFOLIO_NOT_ASKED, y->columns.nitems);
    memset(y->targets, -1, y->columns.nitems);
    memset(y->assessed, -1, y->columns.nitems);
    memset(y->cells, 0, y->columns.nitems * sizeof *y->cells);
    memset(y->from, 0, y->columns.nitems * sizeof *y->from);
    if (y->plans != NULL) {
        memset(y->plans, 0, y->columns.nitems * sizeof *y->plans);
        arena_clear(&y->plan_texts);
    }
    enum status st = sql_start(p, SQL_REPORT_ASSESSMENTS, SQL_VALUES(sql_integer(supplier), sql_text(y->period)), e);
    while (st == ST_OK && (st = sql_next(p, SQL_REPORT_ASSESSMENTS, row, WIDTH, e)) == ST_OK) {
        st = read_document(y, p, row, s, t, e);
    }
    sql_finish(p, SQL_REPORT_ASSESSMENTS);
    year_score(y, s);
    if (s->documents > 1) {
        s->unfinished = s->answered < s->asked || s->finished == 0; /* what one left open another may have answered, or left open, too */
    }
    return st == ST_NO ? ST_OK : st;
}
