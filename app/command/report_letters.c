#include "command/report_letters.h"

#include "base/amount.h"
#include "base/buffer.h"
#include "base/day_text.h"
#include "base/file.h"
#include "base/i18n.h"
#include "command/request_letter.h"
#include "command/startup.h"
#include "export/letter_html.h"
#include "model/peers.h"
#include "model/portfolio_statistics.h"
#include "store/portfolio_chase.h"
#include "store/portfolio_look.h"

#include <errno.h>
#include <sys/stat.h>

#define LETTER_MODE 0600 /* it says where the supplier is weak */
#define OPEN_MAX 4       /* requests that one supplier has not answered; the rest comes with the reminders */
#define QUESTIONS_MAX 8  /* for one supplier; the page has room for fewer */

/* A question that the prime asked and that is not settled. */
struct question_asked {
    char *code, *text, *items;
};

struct letters {
    struct portfolio_source *source;
    const struct catalog *catalog;
    const struct letters_options *options;
    char by[DATE_TEXT];
    struct question_asked *questions;
    size_t nquestions, room;
    unsigned long long written, begun, unanswered, ended; /* begun: of those written, to whom has finished nothing */
    struct peer_groups peers;
    struct portfolio *portfolio;
    /* of the supplier at hand */
    struct letter_open open[OPEN_MAX];
    size_t nopen;
};

static void speak(enum language language)
{
    startup_locale(language_code(language));
}

static enum status note_question(void *context, const struct clarification *c, struct error *e)
{
    struct letters *l = context;
    if (c->answered) { /* what has come since is for us to read */
        return ST_OK;
    }
    if (l->nquestions == l->room) {
        const size_t room = l->room == 0 ? 16 : 2 * l->room;
        struct question_asked *grown = realloc(l->questions, room * sizeof *grown);
        if (grown == NULL) {
            return fail_memory(e);
        }
        l->questions = grown;
        l->room = room;
    }
    struct question_asked *q = &l->questions[l->nquestions++];
    *q = (struct question_asked){strdup(c->code), strdup(c->text), strdup(c->items)};
    return q->code == NULL || q->text == NULL || q->items == NULL ? fail_memory(e) : ST_OK;
}

static void questions_of(const struct letters *l, const char *code, const char *out[QUESTIONS_MAX + 1][2])
{
    size_t n = 0;
    for (size_t i = 0; i < l->nquestions && n < QUESTIONS_MAX; i++) {
        if (strcmp(l->questions[i].code, code) == 0) {
            out[n][0] = l->questions[i].text;
            out[n++][1] = l->questions[i].items;
        }
    }
    out[n][0] = out[n][1] = NULL;
}

static enum status note_open(void *context, const struct look_request *r, struct error *e)
{
    struct letters *l = context;
    (void)e;
    if (!r->answered && !r->alarm && strcmp(r->period, l->source->period) == 0 && l->nopen < OPEN_MAX) {
        struct letter_open *open = &l->open[l->nopen++];
        (void)local_day_of(r->issued_at, open->issued);
        (void)snprintf(open->until, sizeof open->until, "%s", r->until);
        open->begun = r->begun;
        (void)snprintf(open->packs, sizeof open->packs, "%s", r->packs);
    }
    return ST_OK;
}

static enum status note_peer(void *context, const struct portfolio_supplier *row, struct error *e)
{
    struct letters *l = context;
    return portfolio_scored(row) ? peer_groups_add(&l->peers, row->employees, row->industry, row->total, e) : ST_OK;
}

static enum status write_letter(struct letters *l, const struct portfolio_supplier *row, struct error *e)
{
    const char *questions[QUESTIONS_MAX + 1][2];
    size_t peers;
    questions_of(l, row->code, questions);
    l->nopen = 0;
    enum status st = portfolio_asked(l->portfolio, row->code, note_open, l, e);
    if (st != ST_OK) {
        return st;
    }
    const struct letter_input in = {
        .source = l->source,
        .supplier = row,
        .catalog = l->catalog,
        .peers = portfolio_scored(row) ? peer_groups_find(&l->peers, row->employees, row->industry, &peers) : NULL,
        .from = l->source->owner,
        .contact = l->options->contact,
        .by = l->by,
        .questions = (const char *const(*)[2])questions,
        .open = l->open,
        .nopen = l->nopen,
        .speak = speak,
    };
    struct buffer page;
    buffer_init(&page, BUFFER_MAX_DOCUMENT);
    char *path = issue_path(l->options->directory, "letter", row->code, l->source->period, ".html");
    st = path == NULL ? fail_memory(e) : letter_html_write(&in, &page, e);
    st = st == ST_OK ? file_write_atomic(path, buffer_text(&page), page.length, LETTER_MODE, e) : st;
    free(path);
    buffer_release(&page);
    return st;
}

static enum status visit(void *context, const struct portfolio_supplier *row, struct error *e)
{
    struct letters *l = context;
    if (l->options->to != NULL && strcmp(l->options->to, row->code) != 0) {
        return ST_OK;
    }
    if (row->levels == NULL) {
        l->unanswered += row->state != PORTFOLIO_ENDED || l->options->to != NULL;
        return ST_OK;
    }
    if (row->ended_on[0] != '\0' && l->options->to == NULL) {
        l->ended++;
        return ST_OK;
    }
    const enum status st = write_letter(l, row, e);
    l->written += st == ST_OK;
    l->begun += st == ST_OK && row->finished == 0;
    return st;
}

static enum status prepare(struct letters *l, struct portfolio *portfolio, struct error *e)
{
    const struct letters_options *o = l->options;
    if (o->by != NULL) {
        (void)day_read(o->by, l->by);
    } else {
        date_format(local_seconds(l->source->as_of) + (int64_t)LETTERS_DAYS * DAY_SECONDS, l->by);
    }
    enum status st = portfolio_clarifications(portfolio, NULL, true, note_question, l, e);
    if (st == ST_OK && mkdir(o->directory, 0700) != 0 && errno != EEXIST) {
        st = fail_errno(e, _("The directory %s cannot be made"), o->directory);
    }
    if (st == ST_OK) {
        directory_sweep(o->directory);
    }
    return st;
}

static enum status say_written(const struct letters *l, struct error *e)
{
    if (l->options->to != NULL && l->written == 0) {
        return l->unanswered > 0
                   ? fail(e, ST_NO, _("%s has not answered in this period, so there is nothing to write about."), l->options->to)
                   : fail(e, ST_NO, _("There is no supplier with the code %s."), l->options->to);
    }
    printf(_n("%s letter in %s.", "%s letters in %s.", l->written), COUNT_TEXT(l->written), l->options->directory);
    printf("\n");
    if (l->begun > 0) {
        printf(_n("%s of them goes to a supplier that has begun and not finished.",
                  "%s of them go to suppliers that have begun and not finished.", l->begun),
               COUNT_TEXT(l->begun));
        printf("\n");
    }
    if (l->unanswered > 0) {
        printf(
            _n("Of %s supplier no answers have come: it gets none.", "Of %s suppliers no answers have come: they get none.", l->unanswered),
            COUNT_TEXT(l->unanswered));
        printf("\n");
    }
    if (l->ended > 0) {
        printf(_n("%s supplier gets none, since business with it has ended; --to names it.",
                  "%s suppliers get none, since business with them has ended; --to names one of them.", l->ended),
               COUNT_TEXT(l->ended));
        printf("\n");
    }
    return ST_OK;
}

enum status report_letters_write(struct portfolio_source *source, struct portfolio *portfolio, const struct catalog *catalog,
                                 const struct letters_options *options, struct error *e)
{
    struct letters l = {.source = source, .catalog = catalog, .options = options, .portfolio = portfolio};
    enum status st = prepare(&l, portfolio, e);
    st = st == ST_OK ? source->suppliers(source, note_peer, &l, e) : st;
    st = st == ST_OK ? peer_groups_measure(&l.peers, e) : st;
    st = st == ST_OK ? source->suppliers(source, visit, &l, e) : st;
    st = st == ST_OK ? say_written(&l, e) : st;
    for (size_t i = 0; i < l.nquestions; i++) {
        free(l.questions[i].code);
        free(l.questions[i].text);
        free(l.questions[i].items);
    }
    free(l.questions);
    peer_groups_release(&l.peers);
    return st;
}
