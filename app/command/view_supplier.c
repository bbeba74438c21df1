/* Everything about one supplier, as lines of text. */
#include "base/amount.h"
#include "base/i18n.h"
#include "command/view_interview.h"
#include "command/view_telling.h"
#include "export/portfolio_words.h"
#include "model/choices.h"
#include "model/gap.h"
#include "model/json.h"
#include "model/portfolio_standing.h"
#include "model/portfolio_statistics.h"
#include "store/portfolio_look.h"

#include <stdlib.h>
#include <string.h>

static void tell_contact(struct telling *t)
{
    const struct portfolio_supplier *s = t->s;
    const char *const parts[] = {s->contact_name, s->contact_phone, s->contact_email};
    char contact[400] = "";
    for (size_t i = 0; i < 3; i++) {
        const size_t n = strlen(contact);
        (void)snprintf(contact + n, sizeof contact - n, "%s%s", n > 0 && parts[i][0] != '\0' ? "  " : "", parts[i]);
    }
    if (contact[0] != '\0') {
        view_line(t->out, VIEW_LINE_TEXT, _("Contact: %s"), contact);
    }
    if (s->emergency_phone[0] != '\0') {
        view_line(t->out, VIEW_LINE_TEXT, _("In an emergency: %s"), s->emergency_phone);
    }
}

static void tell_standing(struct telling *t)
{
    const struct portfolio_supplier *s = t->s;
    char total[16], believed[16], day[80] = "", since[ENDED_TEXT];
    const bool ended = s->ended_on[0] != '\0';
    view_line(t->out, VIEW_LINE_HEADING, "%s   %s", s->name, s->code);
    if (s->answered_on[0] != '\0') {
        (void)snprintf(day, sizeof day, s->finished > 0 ? _(", answered on %s") : _(", begun on %s"), s->answered_on);
    }
    if (s->state != PORTFOLIO_ENDED) { /* else the next line says it */
        view_line(t->out, s->state == PORTFOLIO_LATE ? VIEW_LINE_WARNING : VIEW_LINE_TEXT, "%s%s%s%s%s", state_words(s->state), day,
                  s->due[0] != '\0' ? _(", due ") : "", s->due, "");
    }
    if (ended) {
        view_line(t->out, VIEW_LINE_WARNING, "%s", ended_words(s->ended_on, s->ended_reason, since));
        view_line(t->out, VIEW_LINE_QUIET, "%s", _("Nothing is asked of it any more. x takes it back."));
    }
    if (portfolio_verdict_is_sheet(s->verdict)) {
        view_line(t->out, VIEW_LINE_WARNING, "%s", _("Not signed: an answer sheet that came back with its one-time code."));
    }
    if (s->unfinished && ended) {
        view_line(t->out, VIEW_LINE_TEXT, _("Begun, not finished: %llu of %llu questions are answered."), (unsigned long long)s->answered,
                  (unsigned long long)s->asked);
    } else if (s->unfinished && s->finished == 0) {
        view_line(t->out, VIEW_LINE_WARNING, _("Begun, not finished: %llu of %llu questions are answered. The rest is still expected."),
                  (unsigned long long)s->answered, (unsigned long long)s->asked);
    } else if (s->unfinished) {
        view_line(t->out, VIEW_LINE_WARNING,
                  _("Answers to another request are begun and not finished: of all questions of the year %llu of %llu are answered."),
                  (unsigned long long)s->answered, (unsigned long long)s->asked);
    }
    if (portfolio_answered_late(s)) {
        view_line(t->out, VIEW_LINE_TEXT, "%s", _("The answers are from after the day they were due on."));
    }
    if (s->dated_on[0] != '\0') {
        view_line(t->out, VIEW_LINE_WARNING,
                  _("Answers are dated %s, which is after they were received: their sender's clock is wrong. They count as of their "
                    "receipt."),
                  s->dated_on);
    }
    if (s->tier != PORTFOLIO_TIER_UNSET) {
        view_line(t->out, VIEW_LINE_TEXT, _("Tier: %s"), view_tier_words(s->tier));
    }
    if (s->total >= 0) {
        view_line(t->out, VIEW_LINE_TEXT, _("Total %s, weakest essential item %d, %llu of %llu questions answered"),
                  score_text(s->total, total), s->floor, (unsigned long long)s->answered, (unsigned long long)s->asked);
    }
    if (s->total >= 0 && s->documents > 1) {
        view_line(t->out, VIEW_LINE_TEXT, _("%s sets of answers of this year count together, each question by its newest answer."),
                  COUNT_TEXT(s->documents));
    }
    if (s->total >= 0 && s->perceived >= 0) {
        const int over = s->perceived - s->total;
        char gap[16];
        view_line(t->out, VIEW_LINE_TEXT,
                  over > 0   ? _("The owner had expected %s: overrated by %s")
                  : over < 0 ? _("The owner had expected %s: underrated by %s")
                             : _("The owner had expected %s: rightly (%s)"),
                  score_text(s->perceived, believed), score_text(over < 0 ? -over : over, gap));
    }
    if (s->ratings == PORTFOLIO_RATINGS_KNOWN) {
        view_line(t->out, VIEW_LINE_TEXT, _("Rated by %s, who signed it"), s->assessor);
    } else if (s->ratings == PORTFOLIO_RATINGS_CLAIMED) {
        view_line(t->out, VIEW_LINE_WARNING, "%s", _("The ratings of an assessor in it are only claimed."));
    }
    if (s->contradiction == PORTFOLIO_CONTRADICTION_NEW) {
        view_line(t->out, VIEW_LINE_WARNING, "%s", _("Some answers contradict each other (see further down). a asks about them."));
    } else if (s->contradiction == PORTFOLIO_CONTRADICTION_ASKED) {
        view_line(t->out, VIEW_LINE_TEXT, "%s", _("Some answers contradict each other (see further down). You have asked about them."));
    }
    if (s->score_differs) {
        view_line(t->out, VIEW_LINE_WARNING, "%s", _("The document claims another score than its answers give."));
    }
    tell_contact(t);
}

static void tell_peers_missing(struct telling *t)
{
    const struct portfolio_supplier *s = t->s;
    if (s->employees[0] != '\0') {
        view_line(t->out, VIEW_LINE_TEXT, _("Size: %s. It did not name its industry, so there is nobody to compare it with."),
                  choice_words(EMPLOYEE_CHOICES, EMPLOYEE_CHOICE_COUNT, s->employees));
    } else if (s->industry[0] != '\0') {
        view_line(t->out, VIEW_LINE_TEXT, _("Industry: %s. It did not name its size, so there is nobody to compare it with."),
                  choice_words(INDUSTRY_CHOICES, INDUSTRY_CHOICE_COUNT, s->industry));
    } else {
        view_line(t->out, VIEW_LINE_TEXT, "%s", _("It named neither its size nor its industry, so there is nobody to compare it with."));
    }
}

/* Among firms of the same size and industry. */
static void tell_peers(struct telling *t)
{
    const struct portfolio_supplier *s = t->s;
    size_t n = 0;
    if (!portfolio_scored(s)) {
        return;
    }
    if (s->employees[0] == '\0' || s->industry[0] == '\0') {
        tell_peers_missing(t);
        return;
    }
    const struct peers *peers = peer_groups_find(&t->d->peers, s->employees, s->industry, &n);
    view_line(t->out, VIEW_LINE_TEXT, _("Size: %s. Industry: %s."), choice_words(EMPLOYEE_CHOICES, EMPLOYEE_CHOICE_COUNT, s->employees),
              choice_words(INDUSTRY_CHOICES, INDUSTRY_CHOICE_COUNT, s->industry));
    if (peers != NULL) {
        char a[16], b[16], c[16], score[16];
        view_line(t->out, VIEW_LINE_TEXT,
                  _("Among %s firms of its size and industry, itself included: deviation score %s; a quarter of them lie below %s, half "
                    "below %s, three quarters below %s"),
                  COUNT_TEXT(peers->count), score_text(peers_deviation_score(peers, s->total), score), score_text(peers->first, a),
                  score_text(peers->median, b), score_text(peers->third, c));
        view_line(t->out, VIEW_LINE_QUIET, "%s",
                  _("Deviation score: 50 is the average of these firms, 10 is one standard deviation; about two thirds of them lie between "
                    "40 and 60."));
    } else {
        view_line(t->out, VIEW_LINE_TEXT, _("Firms of its size and industry, itself included: %s, too few to compare"), COUNT_TEXT(n));
    }
}

struct ranked {
    size_t item;
    int priority;
};

static int by_priority(const void *a, const void *b)
{
    const struct ranked *x = a, *y = b;
    return x->priority != y->priority ? y->priority - x->priority : x->item < y->item ? -1 : x->item > y->item;
}

/* What stands where no gap does: that nothing is weak, or that nothing is known. */
static void tell_no_gap(struct telling *t, size_t assessed, size_t left_out)
{
    if (assessed > 0) {
        view_line(t->out, VIEW_LINE_HEADING, "%s", _("No gap: no answer is below what you ask for."));
    } else if (left_out == 0) {
        view_line(t->out, VIEW_LINE_HEADING, "%s", _("Nothing could be assessed: no answer has a level."));
    } else {
        view_line(t->out, VIEW_LINE_HEADING, "%s", _("Nothing was assessed: all was declared not applicable."));
        view_line(t->out, VIEW_LINE_TEXT, "%s", _("Look at the reasons, which stand below with the answers, and ask the supplier."));
    }
}

static enum status tell_gaps(struct telling *t, struct error *e)
{
    const struct portfolio_supplier *s = t->s;
    if (s->levels == NULL) {
        return ST_OK;
    }
    struct ranked *ranked = calloc(t->d->view.nitems + 1, sizeof *ranked);
    size_t n = 0, assessed = 0, left_out = 0;
    if (ranked == NULL) {
        return fail_memory(e);
    }
    for (size_t i = 0; i < t->d->view.nitems; i++) {
        const struct portfolio_item *item = &t->d->items[i];
        const int reached = s->levels[i] == PORTFOLIO_UNKNOWN ? 0 : s->levels[i];
        if (item->item == NULL || s->targets[i] < 0) {
            continue;
        }
        assessed += reached >= 0;
        left_out += s->levels[i] == PORTFOLIO_NA;
        if (reached >= 0 && reached < s->targets[i]) {
            ranked[n++] = (struct ranked){i, (s->targets[i] - reached) * item_weight(item->home, item->item)};
        }
    }
    qsort(ranked, n, sizeof *ranked, by_priority);
    view_line(t->out, VIEW_LINE_TEXT, "%s", "");
    if (n == 0) {
        tell_no_gap(t, assessed, left_out);
    } else {
        view_line(t->out, VIEW_LINE_HEADING, _n("%zu gap, the most urgent first", "%zu gaps, the most urgent first", n), n);
    }
    for (size_t i = 0; i < n; i++) {
        const struct portfolio_item *item = &t->d->items[ranked[i].item];
        const int level = s->levels[ranked[i].item];
        const struct action *action = gap_action(item->item, level < 0 ? 0 : level);
        char words[VIEW_LEVEL_TEXT];
        view_line(t->out, VIEW_LINE_TEXT, _("%s: %s, target %d"), item->title, view_level_words(level, words), s->targets[ranked[i].item]);
        if (action != NULL) {
            view_line(t->out, VIEW_LINE_QUIET, "%s", text_of(action->text));
        }
    }
    free(ranked);
    return ST_OK;
}

static enum status tell(struct telling *t, struct portfolio *p, struct error *e)
{
    int64_t file = 0;
    cJSON *tree = NULL;
    enum status st = view_sources_read(&t->sources, t->d, p, t->code, e);
    if (st == ST_OK) {
        st = portfolio_newest_file(p, t->code, t->d->view.period, &file, e);
    }
    if (st == ST_OK) {
        st = view_document(p, t->d->opener, file, &tree, &t->document, e);
    }
    if (st == ST_OK || st == ST_NO) { /* sealed: what the database holds is shown */
        tell_standing(t);
        tell_peers(t);
        view_tell_answers(t, true); /* whoever needs help today comes before what is weak this year */
        st = tell_gaps(t, e);
    }
    if (st == ST_OK) {
        view_tell_checks(t);
        st = view_tell_years(t, p, e);
    }
    if (st == ST_OK) {
        view_tell_answers(t, false);
        view_tell_products(t);
        view_tell_followups(t->out, t->document, clock_now(&t->d->program->clock));
        st = view_tell_records(t, p, e);
    }
    cJSON_Delete(tree);
    view_sources_release(&t->sources);
    return st;
}

struct outsider {
    struct view_data *d;
    struct portfolio_supplier row;
    bool found;
};

static enum status keep_outsider(void *context, const struct portfolio_supplier *row, struct error *e)
{
    struct outsider *o = context;
    o->found = true;
    return view_data_keep(o->d, row, &o->row, e);
}

/* Who is none of the period's suppliers can be come upon all the same: by a product, or by a file that was rejected. */
static enum status tell_outsider(struct telling *t, struct portfolio *p, struct error *e)
{
    struct outsider o = {.d = t->d};
    const struct portfolio_reading reading = view_data_reading(t->d);
    enum status st = portfolio_supplier_anew(p, &reading, t->code, clock_now(&t->d->program->clock), keep_outsider, &o, e);
    if (st == ST_OK && o.found) {
        t->s = &o.row;
        return tell(t, p, e);
    }
    return st == ST_OK || st == ST_NO ? fail(e, ST_INPUT, _("There is no supplier with the code %s."), t->code) : st;
}

enum status view_supplier(struct view_data *d, const char *code, struct buffer *out, struct error *e)
{
    struct telling t = {.d = d, .out = out, .s = view_data_supplier(d, code), .code = code};
    struct portfolio *p = NULL;
    enum status st = view_data_open(d, false, &p, e);
    if (st == ST_OK) {
        st = portfolio_begin(p, false, e);
    }
    if (st == ST_OK) {
        st = t.s != NULL ? tell(&t, p, e) : tell_outsider(&t, p, e);
        portfolio_rollback(p);
    }
    portfolio_close(p);
    return st;
}
