#include "command/report_letters.h"

#include "base/buffer.h"
#include "base/file.h"
#include "base/i18n.h"
#include "command/request_letter.h"
#include "command/startup.h"
#include "export/letter_html.h"
#include "model/json.h"
#include "store/portfolio_chase.h"
#include "store/portfolio_requests.h"

#include <errno.h>
#include <sys/stat.h>

#define LETTER_MODE 0600 /* it says where the supplier is weak */
#define DAY_SECONDS 86400
#define QUESTIONS_MAX 8 /* for one supplier; the page has room for fewer */

/* A question that the prime asked and that is not settled. */
struct question_asked {
    char *code, *text, *items;
};

struct letters {
    struct portfolio_source *source;
    const struct catalog *catalog;
    const struct letters_options *options;
    char by[DATE_TEXT];
    struct buffer from, contact;
    struct question_asked *questions;
    size_t nquestions, room;
    unsigned long long written, unanswered;
};

static void speak(enum language language)
{
    startup_locale(language_code(language));
}

static void add_part(struct buffer *out, const char *text)
{
    if (text != NULL && text[0] != '\0') {
        buffer_add_text(out, out->length > 0 ? " · " : "");
        buffer_add_text(out, text);
    }
}

/* Who asks, and whom to call: as the newest request said. */
static enum status find_sender(struct letters *l, struct portfolio *portfolio, struct error *e)
{
    char *document = NULL;
    const enum status st = portfolio_request_newest(portfolio, &document, e);
    if (st != ST_OK) {
        return st == ST_NO ? ST_OK : st;
    }
    cJSON *tree = json_read(document, strlen(document), &JSON_LIMITS_DOCUMENT, "request", NULL);
    const cJSON *requester = json_get(json_get(tree, "document"), "requester"), *contact = json_get(requester, "contact");
    add_part(&l->from, json_text(requester, "name"));
    if (l->options->contact == NULL) {
        add_part(&l->contact, json_text(contact, "name"));
        add_part(&l->contact, json_text(contact, "phone"));
        add_part(&l->contact, json_text(contact, "email"));
    }
    cJSON_Delete(tree);
    free(document);
    return ST_OK;
}

static enum status note_question(void *context, const struct clarification *c, struct error *e)
{
    struct letters *l = context;
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

static enum status write_letter(struct letters *l, const struct portfolio_supplier *row, struct error *e)
{
    const char *questions[QUESTIONS_MAX + 1][2];
    questions_of(l, row->code, questions);
    const struct letter_input in = {
        .source = l->source,
        .supplier = row,
        .catalog = l->catalog,
        .from = buffer_text(&l->from),
        .contact = buffer_text(&l->contact),
        .by = l->by,
        .questions = (const char *const(*)[2])questions,
        .speak = speak,
    };
    struct buffer page;
    buffer_init(&page, BUFFER_MAX_DOCUMENT);
    char *path = issue_path(l->options->directory, "letter", row->code, l->source->period, ".html");
    enum status st = path == NULL ? fail_memory(e) : letter_html_write(&in, &page, e);
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
        l->unanswered++;
        return ST_OK;
    }
    const enum status st = write_letter(l, row, e);
    l->written += st == ST_OK;
    return st;
}

static enum status prepare(struct letters *l, struct portfolio *portfolio, struct error *e)
{
    const struct letters_options *o = l->options;
    if (o->by != NULL) {
        (void)snprintf(l->by, sizeof l->by, "%s", o->by);
    } else {
        date_format(l->source->as_of + (int64_t)LETTERS_DAYS * DAY_SECONDS, l->by);
    }
    add_part(&l->contact, o->contact);
    enum status st = find_sender(l, portfolio, e);
    if (st == ST_OK) {
        st = portfolio_clarifications(portfolio, NULL, true, note_question, l, e);
    }
    if (st == ST_OK && mkdir(o->directory, 0700) != 0 && errno != EEXIST) {
        st = fail_errno(e, _("The directory %s cannot be made"), o->directory);
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
    printf(_n("%llu letter in %s.", "%llu letters in %s.", l->written), l->written, l->options->directory);
    printf("\n");
    if (l->unanswered > 0) {
        printf(_n("%llu supplier has not answered and gets none.", "%llu suppliers have not answered and get none.", l->unanswered),
               l->unanswered);
        printf("\n");
    }
    return ST_OK;
}

enum status report_letters_write(struct portfolio_source *source, struct portfolio *portfolio, const struct catalog *catalog,
                                 const struct letters_options *options, struct error *e)
{
    struct letters l = {.source = source, .catalog = catalog, .options = options};
    buffer_init(&l.from, BUFFER_MAX_TEXT);
    buffer_init(&l.contact, BUFFER_MAX_TEXT);
    enum status st = prepare(&l, portfolio, e);
    st = st == ST_OK ? source->suppliers(source, visit, &l, e) : st;
    st = st == ST_OK ? say_written(&l, e) : st;
    for (size_t i = 0; i < l.nquestions; i++) {
        free(l.questions[i].code);
        free(l.questions[i].text);
        free(l.questions[i].items);
    }
    free(l.questions);
    buffer_release(&l.from);
    buffer_release(&l.contact);
    return st;
}
