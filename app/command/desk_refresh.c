/* Home's picture of the drafts in the user's directory. */
#include "base/buffer.h"
#include "base/i18n.h"
#include "command/desk.h"
#include "command/own_pages.h"
#include "model/carry.h"
#include "model/document.h"
#include "model/given.h"
#include "model/goal.h"
#include "model/json.h"
#include "model/look.h"
#include "model/record_check.h"
#include "model/score.h"
#include "model/sendings.h"
#include "tui/words.h"

#include <dirent.h>
#include <errno.h>
#include <unistd.h>

#define ENDING ".tenken"

/* PERIOD of "PERIOD.tenken"; false for any other name: copies and what others put there stay out. */
static bool period_of_name(const char *name, char period[HOME_PERIOD])
{
    const size_t n = strlen(name), end = strlen(ENDING);
    if (n <= end || n - end >= HOME_PERIOD || strcmp(name + n - end, ENDING) != 0) {
        return false;
    }
    (void)snprintf(period, HOME_PERIOD, "%.*s", (int)(n - end), name);
    return period[0] != '.' && period_valid(period);
}

static int newest_first(const void *a, const void *b)
{
    return strcmp(((const struct home_year *)b)->period, ((const struct home_year *)a)->period);
}

/* The periods of the drafts that there are, and of this year. */
static enum status list_years(const struct desk *d, struct home *home, struct error *e)
{
    char year[DATE_TEXT];
    local_year(&d->program->clock, year);
    home->years = calloc(DESK_YEARS_MAX + 1, sizeof *home->years);
    if (home->years == NULL) {
        return fail_memory(e);
    }
    (void)snprintf(home->years[0].period, HOME_PERIOD, "%.4s", year);
    home->nyears = 1;
    DIR *directory = opendir(d->program->user_directory);
    if (directory == NULL) {
        return errno == ENOENT ? ST_OK : fail_errno(e, _("Cannot open %s"), d->program->user_directory);
    }
    for (const struct dirent *at; (at = readdir(directory)) != NULL && home->nyears <= DESK_YEARS_MAX;) {
        char period[HOME_PERIOD];
        if (period_of_name(at->d_name, period) && strcmp(period, home->years[0].period) != 0) {
            (void)snprintf(home->years[home->nyears++].period, HOME_PERIOD, "%s", period);
        }
    }
    (void)closedir(directory);
    qsort(home->years, home->nyears, sizeof *home->years, newest_first);
    return ST_OK;
}

/* ---- one draft ---- */

/* One by its title; several, which are all at one level, by their numbers: a row of home holds no more. */
static void fill_weakest(struct home_year *year, const struct score *score, const struct question_list *list)
{
    struct buffer numbers, text;
    size_t n = 0, only = 0;
    buffer_init(&numbers, BUFFER_MAX_TEXT);
    buffer_init(&text, BUFFER_MAX_TEXT);
    for (size_t i = 0; i < list->count; i++) {
        if (score_at_floor(score, &list->questions[i])) {
            (void)buffer_add_format(&numbers, "%s%d", n++ > 0 ? _(", ") : "", question_list_number(list, i));
            only = i;
        }
    }
    if (n == 1) { /* the level alone: what is still to be confirmed is told as the next thing to do */
        const struct question *q = &list->questions[only];
        char words[ANSWER_WORDS];
        (void)buffer_add_format(&text, "%s (%s)", question_title(q), answer_words(&q->answer, words));
    } else if (n > 1) {
        (void)buffer_add_format(&text, _("questions %s at level %d"), buffer_text(&numbers), score->floor);
    }
    show_text(buffer_text(&text), year->weakest, sizeof year->weakest);
    buffer_release(&text);
    buffer_release(&numbers);
}

static void fill_score(struct home_year *year, const struct question_list *list)
{
    struct score score = {.total = SCORE_NONE, .weakest = SIZE_MAX};
    year->total = SCORE_NONE;
    if (score_compute(list, &score, NULL) != ST_OK) {
        return;
    }
    year->answered = score.answered;
    year->asked = score.asked;
    year->counted = score.asked - score.na;
    year->total = score.total;
    fill_weakest(year, &score, list);
    score_release(&score);
}

static void fill_signed(struct home_year *year, const struct assessment *a)
{
    const char *last = recipient_signed_at(a, NULL);
    for (size_t i = 0; i < assessment_request_count(a); i++) {
        const char *at = recipient_signed_at(a, assessment_request(a, i));
        last = at != NULL && (last == NULL || strcmp(at, last) > 0) ? at : last;
    }
    (void)local_day_of(last, year->signed_on);
}

static size_t count_carried(const struct question_list *list)
{
    size_t n = 0;
    for (size_t i = 0; i < list->count; i++) {
        const struct question *q = &list->questions[i];
        n += !q->hidden && !q->repeated && q->answer.unconfirmed;
    }
    return n;
}

#define NAMED 3

/* Counts the questions of one kind; the first few are named. */
static size_t name_some(const struct question_list *list, bool (*one)(const struct question *), char *out, size_t size)
{
    struct buffer names;
    size_t n = 0;
    buffer_init(&names, BUFFER_MAX_TEXT);
    for (size_t i = 0; i < list->count; i++) {
        const struct question *q = &list->questions[i];
        if (!question_asked(q) || !one(q)) {
            continue;
        }
        n++;
        if (n <= NAMED) {
            (void)buffer_add_format(&names, "%s%d %s", n > 1 ? _(", ") : "", question_list_number(list, i), question_title(q));
        } else if (n == NAMED + 1) {
            (void)buffer_add_text(&names, _(" and others"));
        }
    }
    show_text(buffer_text(&names), out, size);
    buffer_release(&names);
    return n;
}

static void fill_late(struct home_year *year, const struct draft *draft, const struct question_list *list, const char *today)
{
    for (size_t i = 0; i < list->count; i++) {
        const struct question *q = &list->questions[i];
        if (question_asked(q) && !q->answer.unconfirmed && goal_of(&draft->assessment, q, today).late && year->late++ == 0) {
            char text[CUSTOMER_TEXT * 2];
            (void)snprintf(text, sizeof text, "%d %s", question_list_number(list, i), question_title(q));
            show_text(text, year->late_at, sizeof year->late_at);
        }
    }
}

/* What the vendor is to say, and what may be looked at more closely. */
static void fill_left(const struct desk *d, struct home_year *year, const struct draft *draft, const struct question_list *list,
                      const struct catalog *packs)
{
    year->waiting = name_some(list, question_waits, year->waits, sizeof year->waits);
    vendor_page_lies(&draft->assessment, year->page, sizeof year->page);
    (void)name_some(list, question_awaits, year->awaits, sizeof year->awaits);
    const struct facts facts = assessment_facts(&draft->assessment);
    struct check_hit hits[SESSION_HITS];
    struct look *looks = NULL;
    char today[DATE_TEXT];
    size_t n = checks_find(list, packs, &facts, hits, SESSION_HITS);
    local_today(&d->program->clock, today);
    fill_late(year, draft, list, today);
    n = n < SESSION_HITS ? n : SESSION_HITS;
    if (looks_find(&draft->assessment, list, hits, n, today, &looks, &n, NULL) == ST_OK) {
        for (size_t i = 0; i < n; i++) {
            year->looks += !looks[i].seen;
        }
        free(looks);
    }
}

/* packs: those installed that the years before it needed; this one's are added. */
static enum status fill_year(const struct desk *d, struct home *home, size_t i, const struct draft *draft, struct catalog *packs,
                             struct error *e)
{
    struct home_year *year = &home->years[i];
    size_t installed;
    struct question_list list = {0};
    struct error ignored = {0};
    const char *saved = json_text(draft->assessment.tree, "saved_at");
    enum status st = load_catalog_for(d->program, &draft->assessment, packs, &installed, e);
    if (st != ST_OK) {
        return st;
    }
    st = assessment_questions(&draft->assessment, packs, &list, NULL, e);
    if (st == ST_OK) {
        fill_score(year, &list);
        fill_signed(year, &draft->assessment);
        year->carried = count_carried(&list);
        year->idle = carry_idle(&draft->assessment, &list, packs);
        year->given = given_count(&list, NULL);
        fill_left(d, year, draft, &list, packs);
        year->finished = assessment_finished(&draft->assessment, &list, &ignored) == ST_OK;
        (void)local_day_of(saved, year->saved_on);
    }
    for (size_t k = 0; st == ST_OK && k < assessment_request_count(&draft->assessment); k++) {
        st = desk_add_request(d, home, i, draft, packs, &list, k, e);
    }
    if (st == ST_OK) {
        desk_find_wrong(d, home, i, &draft->assessment, &list);
    }
    question_list_release(&list);
    catalog_cut(packs, installed);
    return st;
}

/* A draft that cannot be read is shown with its reason; the others stay usable. */
static enum status read_year(const struct desk *d, struct home *home, size_t i, struct catalog *packs, struct error *e)
{
    struct home_year *year = &home->years[i];
    struct draft draft;
    struct error why = {0};
    char *path = desk_path(d, year->period);
    if (path == NULL) {
        return fail_memory(e);
    }
    enum status st = draft_open_for_reading(&draft, path, &why);
    year->begun = access(path, F_OK) == 0;
    if (st == ST_OK) {
        st = fill_year(d, home, i, &draft, packs, &why);
        draft_close(&draft);
    }
    if (st != ST_OK && year->begun) {
        show_text(why.text, year->problem, sizeof year->problem);
    }
    free(path);
    return ST_OK;
}

/* The newest year first, in it by due date: whatever becomes of a request, its row and its number stay. */
static int by_due(const void *a, const void *b)
{
    const struct home_request *x = a, *y = b;
    const int year = (x->year > y->year) - (x->year < y->year);
    const int due = strcmp(x->facts.due, y->facts.due);
    return year != 0 ? year : due != 0 ? due : strcmp(x->facts.name, y->facts.name);
}

enum status desk_refresh(void *context, struct home *home, struct error *e)
{
    struct desk *d = context;
    home_release(home);
    struct catalog packs;
    catalog_init(&packs);
    enum status st = list_years(d, home, e);
    for (size_t i = 0; i < home->nyears && st == ST_OK; i++) {
        st = read_year(d, home, i, &packs, e);
    }
    catalog_release(&packs);
    if (home->nrequests > 0) {
        qsort(home->requests, home->nrequests, sizeof *home->requests, by_due);
    }
    remembered_key(&d->settings, &d->program->clock, &home->identity);
    return st;
}
