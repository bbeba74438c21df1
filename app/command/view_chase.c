/* Going after suppliers from the screens: more time, questions about single answers, the letters for mail merge. */
#include "base/amount.h"
#include "base/day_text.h"
#include "base/i18n.h"
#include "command/mail_merge.h"
#include "command/suppliers_chase.h"
#include "command/view_data.h"
#include "store/portfolio_chase.h"

#include <unistd.h>

/* Bytes of the first of them that text begins with; 0: with none. */
static size_t starts_with_any(const char *text, const char *const *words, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        if (strncmp(text, words[i], strlen(words[i])) == 0) {
            return strlen(words[i]);
        }
    }
    return 0;
}

/* Items as people list them: "basic10:3, basic10:7", also with the comma and the blank of Japanese. As words joined by commas alone; and
 * what follows them. */
static const char *split_items(const char *text, char *items, size_t size)
{
    static const char *const COMMAS[] = {",", "\xE3\x80\x81", "\xEF\xBC\x8C"}, *const BLANKS[] = {" ", "\xE3\x80\x80"};
    size_t n = 0;
    bool blank = false; /* one came since the last item, or since the last comma */
    while (*text != '\0') {
        const size_t comma = starts_with_any(text, COMMAS, sizeof COMMAS / sizeof COMMAS[0]);
        const size_t space = starts_with_any(text, BLANKS, sizeof BLANKS / sizeof BLANKS[0]);
        const bool open = n == 0 || items[n - 1] == ',';
        if (comma == 0 && space == 0 && blank && !open) {
            break;
        }
        if (comma > 0 && !open && n + 1 < size) {
            items[n++] = ',';
        } else if (comma == 0 && space == 0 && n + 1 < size) {
            items[n++] = *text;
        }
        blank = space > 0;
        text += comma > 0 ? comma : space > 0 ? space : 1;
    }
    items[n] = '\0';
    return text;
}

/* The first word of text, and what follows it. */
static const char *split(const char *text, char *first, size_t size)
{
    text += strspn(text, " ");
    const size_t n = strcspn(text, " ");
    (void)snprintf(first, size, "%.*s", (int)n, text);
    return text + n + strspn(text + n, " ");
}

enum status view_extend(struct portfolio_view *view, const char *code, const char *text, char message[VIEW_MESSAGE], struct error *e)
{
    struct view_data *d = view->context;
    struct portfolio *p = NULL;
    char word[VIEW_WORDS], day[DATE_TEXT], alarm[DATE_TEXT] = "";
    const char *reason = split(text, word, sizeof word);
    if (!day_read(word, day)) {
        return fail(e, ST_INPUT, "%s", _("Begin with a day and its year: 2026-12-15 or 2026/12/15."));
    }
    if (reason[0] == '\0') {
        return fail(e, ST_INPUT, "%s", _("After the day, say why in a few words."));
    }
    enum status st = view_data_open(d, true, &p, e);
    st = st == ST_OK ? chase_extend(p, code, day, reason, clock_now(&d->program->clock), alarm, e) : st;
    view_data_close_written(d, p);
    if (st == ST_NO) {
        return fail(e, ST_INPUT, _("There is no supplier with the code %s."), code);
    }
    if (alarm[0] != '\0') {
        (void)snprintf(message, VIEW_MESSAGE, _("%s has until %s now; its emergency questions are still due on %s."), code, day, alarm);
    } else {
        (void)snprintf(message, VIEW_MESSAGE, _("%s has until %s now."), code, day);
    }
    return st;
}

struct proposing {
    const char *code;
    char *out;
};

/* Several documents of one supplier are asked about one by one: the first that is found. What does not fit is left to be typed. */
static enum status propose(void *context, const struct status_line *line, struct error *e)
{
    const struct proposing *p = context;
    (void)e;
    if (strcmp(line->code, p->code) == 0 && strlen(line->items) < VIEW_WORDS && strchr(p->out, ' ') == NULL) {
        (void)snprintf(p->out, VIEW_WORDS, "%s", line->items);
    }
    return ST_OK;
}

void view_propose(struct portfolio_view *view, const char *code, char out[VIEW_WORDS])
{
    struct view_data *d = view->context;
    struct portfolio *p = NULL;
    struct error ignored = {0};
    (void)snprintf(out, VIEW_WORDS, "%s%s", view->nitems > 0 ? view->items[0].pack : "", view->nitems > 0 ? ":" : "");
    if (view_data_open(d, false, &p, &ignored) == ST_OK) {
        (void)portfolio_status(p, STATUS_CONTRADICT, propose, &(struct proposing){code, out}, &ignored);
    }
    portfolio_close(p);
    for (char *space = out; (space = strchr(space, ' ')) != NULL;) {
        *space = ',';
    }
}

struct noted {
    int64_t id;
    bool sheet; /* it goes to who answered on an answer sheet */
};

static enum status note_sheet(void *context, const struct clarification *c, struct error *e)
{
    struct noted *noted = context;
    (void)e;
    noted->sheet = noted->sheet || (c->id == noted->id && c->sheet);
    return ST_OK;
}

enum status view_clarify(struct portfolio_view *view, const char *code, const char *text, char message[VIEW_MESSAGE], struct error *e)
{
    struct view_data *d = view->context;
    struct portfolio *p = NULL;
    char items[VIEW_MESSAGE];
    const char *question = split_items(text, items, sizeof items);
    int64_t id = 0;
    enum status st = view_data_open(d, true, &p, e);
    st = st == ST_OK ? chase_clarify(p, &d->catalog, code, items, question, clock_now(&d->program->clock), &id, e) : st;
    struct noted noted = {.id = id};
    st = st == ST_OK ? portfolio_clarifications(p, code, true, note_sheet, &noted, e) : st;
    view_data_close_written(d, p);
    if (st == ST_NO) {
        return fail(e, ST_INPUT, _("There is no supplier with the code %s."), code);
    }
    (void)snprintf(message, VIEW_MESSAGE,
                   noted.sheet ? _("Noted as question %lld to %s. A new answer sheet goes with it: \"tenken status\" says how to make one.")
                               : _("Noted as question %lld to %s. In the list of who is late, m writes the letter."),
                   (long long)id, code);
    return st;
}

struct open_questions {
    int64_t wanted;           /* by its number */
    int64_t oldest, answered; /* 0: none */
    bool there;               /* the one that is wanted */
};

static enum status note_open(void *context, const struct clarification *c, struct error *e)
{
    struct open_questions *q = context;
    (void)e;
    q->there = q->there || c->id == q->wanted;
    q->oldest = q->oldest == 0 ? c->id : q->oldest;
    q->answered = q->answered == 0 && c->answered ? c->id : q->answered;
    return ST_OK;
}

bool view_open_question(struct portfolio_view *view, const char *code, char out[VIEW_WORDS])
{
    struct portfolio *p = NULL;
    struct error ignored = {0};
    struct open_questions q = {0};
    if (view_data_open(view->context, false, &p, &ignored) == ST_OK) {
        (void)portfolio_clarifications(p, code, true, note_open, &q, &ignored);
    }
    portfolio_close(p);
    (void)snprintf(out, VIEW_WORDS, "%lld", (long long)(q.answered != 0 ? q.answered : q.oldest));
    return q.oldest != 0;
}

enum status view_settle(struct portfolio_view *view, const char *code, const char *text, char message[VIEW_MESSAGE], struct error *e)
{
    struct view_data *d = view->context;
    struct portfolio *p = NULL;
    char *end;
    struct open_questions q = {.wanted = strtoll(text, &end, 10)};
    enum status st = view_data_open(d, true, &p, e);
    st = st == ST_OK ? portfolio_clarifications(p, code, true, note_open, &q, e) : st;
    st = st != ST_OK ? st : q.there && *end == '\0' ? portfolio_settle(p, q.wanted, clock_now(&d->program->clock), e) : ST_NO;
    view_data_close_written(d, p);
    if (st == ST_NO) {
        return fail(e, ST_INPUT, _("Type the number of an open question to %s, as it stands on the page."), code);
    }
    (void)snprintf(message, VIEW_MESSAGE, _("Question %lld is settled."), (long long)q.wanted);
    return st;
}

enum status view_mail(struct portfolio_view *view, const char *path, char message[VIEW_MESSAGE], struct error *e)
{
    struct view_data *d = view->context;
    struct portfolio *p = NULL;
    struct mail_merge_counts counts = {0};
    char today[DATE_TEXT];
    if (access(path, F_OK) == 0) {
        return fail(e, ST_INPUT, _("%s exists already: choose another name."), path);
    }
    local_today(&d->program->clock, today);
    enum status st = view_data_open(d, false, &p, e);
    st = st == ST_OK ? portfolio_begin(p, false, e) : st;
    if (st == ST_OK) {
        st = mail_merge_write(p, &d->catalog, today, path, &counts, e);
        portfolio_rollback(p);
    }
    portfolio_close(p);
    (void)snprintf(message, VIEW_MESSAGE, _n("For mail merge: %s letter in %s", "For mail merge: %s letters in %s", counts.letters),
                   COUNT_TEXT(counts.letters), path);
    if (counts.sheets > 0) {
        (void)snprintf(message, VIEW_MESSAGE,
                       _n("For mail merge: %s letter in %s. New answer sheets go along: \"tenken status\" says how to make one.",
                          "For mail merge: %s letters in %s. New answer sheets go along: \"tenken status\" says how to make one.",
                          counts.letters),
                       COUNT_TEXT(counts.letters), path);
    }
    return st;
}
