#include "command/status_parts.h"

#include "base/amount.h"
#include "base/i18n.h"
#include "base/shell_word.h"
#include "export/portfolio_words.h"
#include "model/tier.h"
#include "store/portfolio_chase.h"
#include "store/portfolio_urgent.h"

/* Days of ours: until when, and how long ago that was. */
static void print_late(const char *until, const char *today)
{
    int64_t last = 0, now = 0;
    const long days = date_parse(until, &last) && date_parse(today, &now) ? (long)((now - last) / DAY_SECONDS) : 0;
    printf(_n("due %s, %ld day late", "due %s, %ld days late", days), until, days);
}

static enum status urgent(void *context, const struct urgent_request *r, struct error *e)
{
    struct status_view *v = context;
    const bool late = portfolio_overdue(r->due, v->today);
    if (!urgent_awaited(r, urgent_state_of(r, v->today))) {
        return ST_OK;
    }
    if (v->json) {
        cJSON *o = status_named_json(r->code, r->name);
        put_clean(o, "email", r->email);
        put_clean(o, "tier", tier_name(r->tier));
        put_clean(o, "about", r->about);
        put_clean(o, "asked_at", r->issued_at);
        put_clean(o, "due", r->due);
        cJSON_AddBoolToObject(o, "overdue", late);
        cJSON_AddBoolToObject(o, "quarantined", r->held_at[0] != '\0');
        put_clean(o, "rejected_in_its_name_at", r->rejected_at);
        cJSON_AddBoolToObject(o, "unfinished", r->unfinished);
        return json_stream_element(&v->stream, o, e);
    }
    if (!status_line_shown(v)) {
        return ST_OK;
    }
    status_print_columns(r->code, r->name);
    if (late) {
        print_late(r->due, v->today);
    } else {
        printf(_("due %s"), r->due);
    }
    print_sentence(stdout, "  %s%s%s%s", r->about, r->unfinished ? _(" (begun, not finished)") : "",
                   r->held_at[0] != '\0' ? _(" (a file is in quarantine)") : "", rejected_words(r->rejected_at));
    return ST_OK;
}

/* Those of whom a call is waited for: they replied that something is not done, or not known to be. Who ended may still have what it was
 * given. */
static enum status needs_help(void *context, const struct urgent_request *r, struct error *e)
{
    struct status_view *v = context;
    char day[DATE_TEXT], ended_on[DATE_TEXT];
    if (urgent_state_of(r, v->today) != URGENT_HELP) {
        return ST_OK;
    }
    (void)local_day_of(r->replied_at, day);
    (void)local_day_of(r->ended_at, ended_on);
    if (v->json) {
        cJSON *o = status_named_json(r->code, r->name);
        put_clean(o, "email", r->email);
        put_clean(o, "phone", r->ring);
        put_clean(o, "tier", tier_name(r->tier));
        put_clean(o, "about", r->about);
        put_clean(o, "asked_at", r->issued_at);
        put_clean(o, "replied_at", r->replied_at);
        put_clean(o, "ended_on", ended_on);
        return json_stream_element(&v->stream, o, e);
    }
    if (!status_line_shown(v)) {
        return ST_OK;
    }
    status_print_columns(r->code, r->name);
    const char *ring = r->ring[0] != '\0' ? r->ring : _("no phone is known");
    if (r->ended_at[0] != '\0') {
        print_sentence(stdout, _("replied on %s  %s  %s (business ended on %s)"), day, ring, r->about, ended_on);
    } else {
        print_sentence(stdout, _("replied on %s  %s  %s"), day, ring, r->about);
    }
    return ST_OK;
}

/* The command to ask about them: the code is one of the prime's own list, the items are plain words (model/contradictions.h). */
static enum status contradiction(void *context, const struct status_line *line, struct error *e)
{
    struct status_view *v = context;
    if (v->json) {
        cJSON *o = status_named_json(line->code, line->name);
        put_clean(o, "items", line->items);
        return json_stream_element(&v->stream, o, e);
    }
    if (!status_line_shown(v)) {
        return ST_OK;
    }
    char place[SHELL_WORD], word[SHELL_WORD];
    status_print_named(line->code, line->name);
    printf("\n    tenken suppliers ");
    print_text(stdout, shell_word(v->database, place), 0);
    printf(" clarify ");
    print_text(stdout, shell_word(line->code, word), 0);
    printf(" --items ");
    for (const char *c = line->items; *c != '\0'; c++) {
        putchar(*c == ' ' ? ',' : *c);
    }
    printf("\n");
    return ST_OK;
}

static enum status waiting(void *context, const struct status_line *line, struct error *e)
{
    struct status_view *v = context;
    const enum portfolio_state state = portfolio_standing_state(&line->standing, v->today);
    const bool late = state == PORTFOLIO_LATE;
    const enum portfolio_tier tier = tier_from(line->tiering[0], line->tiering[1], line->tiering[2]);
    const bool extended = portfolio_extended(line->first_due, line->due);
    const bool unasked = state == PORTFOLIO_UNASKED;
    if (!v->answered) { /* counted once, whichever is shown */
        v->late += late;
        v->unasked += unasked;
        v->beside += line->standing.answered;
    }
    if (v->json) {
        cJSON *o = status_named_json(line->code, line->name);
        put_clean(o, "email", line->email);
        put_clean(o, "tier", tier_name(tier));
        put_clean(o, "due", line->due);
        put_clean(o, "first_due", line->first_due);
        put_clean(o, "due_period", line->due_period);
        cJSON_AddBoolToObject(o, "late", late);
        put_clean(o, "state", portfolio_state_name(state));
        cJSON_AddBoolToObject(o, "further", line->further);
        put_clean(o, "rejected_in_its_name_at", line->rejected_at);
        cJSON_AddBoolToObject(o, "begun", line->begun);
        cJSON_AddNumberToObject(o, "questions_answered", (double)line->answered);
        cJSON_AddNumberToObject(o, "questions_asked", (double)line->asked);
        put_clean(o, "answers_came_for", line->elsewhere);
        return json_stream_element(&v->stream, o, e);
    }
    if (line->standing.answered != v->answered || !status_line_shown(v)) {
        return ST_OK;
    }
    status_print_columns(line->code, line->name);
    print_text(stdout, tier_said(tier), 12);
    printf("  ");
    if (late) {
        print_late(line->due, v->today);
    } else {
        printf("%s", unasked && !line->further ? state_words(state) : line->due);
    }
    printf("%s", extended ? _(" (extended)") : "");
    if (line->further && strcmp(line->due_period, v->period) == 0) {
        printf("%s", _(" (another request)"));
    } else if (line->further) { /* of another year: a period, our own */
        printf(_(" (another request, for %s)"), line->due_period);
    }
    if (state == PORTFOLIO_QUARANTINED || state == PORTFOLIO_CONFLICT) {
        printf(" (%s)", state_words(state));
    }
    if (line->asked > 0) {
        printf(_(" (begun, not finished: %lld of %lld questions)"), (long long)line->answered, (long long)line->asked);
    } else if (line->begun) {
        printf("%s", _(" (begun, not finished)"));
    }
    if (line->elsewhere[0] != '\0') {
        printf(_(" (what came was for %s)"), line->elsewhere); /* a period: checked when it came */
    }
    printf("%s\n", rejected_words(line->rejected_at));
    return ST_OK;
}

static enum status sheets(void *context, const struct status_line *line, struct error *e)
{
    struct status_view *v = context;
    if (v->json) {
        cJSON *o = status_named_json(line->code, line->name);
        put_clean(o, "file", line->file);
        put_clean(o, "received_at", line->received_at);
        return json_stream_element(&v->stream, o, e);
    }
    if (!status_line_shown(v)) {
        return ST_OK;
    }
    char day[DATE_TEXT];
    status_print_columns(line->code, line->name);
    printf("%s  ", local_day_of(line->received_at, day));
    print_text(stdout, line->file, 0);
    printf("\n");
    return ST_OK;
}

static enum status packs(void *context, const struct status_line *line, struct error *e)
{
    struct status_view *v = context;
    if (v->json) {
        cJSON *o = cJSON_CreateObject();
        put_clean(o, "pack", line->pack);
        put_clean(o, "version", line->version);
        put_clean(o, "sha256", line->digest);
        cJSON_AddNumberToObject(o, "answers", (double)line->count);
        return json_stream_element(&v->stream, o, e);
    }
    if (!status_line_shown(v)) {
        return ST_OK;
    }
    printf("  ");
    print_text(stdout, line->pack, 0);
    printf(" ");
    print_text(stdout, line->version, 0);
    printf("  %.12s…  ", line->digest);
    print_sentence(stdout, _n("%s supplier", "%s suppliers", line->count), COUNT_TEXT(line->count));
    return ST_OK;
}

static enum status scores(void *context, const struct status_line *line, struct error *e)
{
    struct status_view *v = context;
    if (v->json) {
        cJSON *o = status_named_json(line->code, line->name);
        put_clean(o, "file", line->file);
        return json_stream_element(&v->stream, o, e);
    }
    if (!status_line_shown(v)) {
        return ST_OK;
    }
    status_print_named(line->code, line->name);
    printf("\n");
    return ST_OK;
}

/* A clock that is ahead by minutes is nobody's concern: only another day is said. */
static enum status dated_ahead(void *context, const struct status_line *line, struct error *e)
{
    struct status_view *v = context;
    char dated[DATE_TEXT], received[DATE_TEXT];
    if (strcmp(local_day_of(line->other_at, dated), local_day_of(line->received_at, received)) <= 0) {
        return ST_OK;
    }
    if (v->json) {
        cJSON *o = status_named_json(line->code, line->name);
        put_clean(o, "file", line->file);
        put_clean(o, "issued_at", line->other_at);
        put_clean(o, "received_at", line->received_at);
        return json_stream_element(&v->stream, o, e);
    }
    if (!status_line_shown(v)) {
        return ST_OK;
    }
    status_print_columns(line->code, line->name);
    print_sentence(stdout, _("dated %s, received on %s  %s"), dated, received, line->file);
    return ST_OK;
}

static enum status misnamed(void *context, const struct status_line *line, struct error *e)
{
    struct status_view *v = context;
    if (v->json) {
        cJSON *o = status_named_json(line->code, line->name);
        put_clean(o, "subject", line->subject);
        put_clean(o, "certificate_sha256", line->certificate);
        put_clean(o, "other_code", line->other);
        put_clean(o, "other_name", line->other_at);
        return json_stream_element(&v->stream, o, e);
    }
    if (!status_line_shown(v)) {
        return ST_OK;
    }
    status_print_columns(line->code, line->name);
    print_sentence(stdout, _("%s: the key names %s %s"), line->subject, line->other, line->other_at);
    return ST_OK;
}

static enum status question(void *context, const struct clarification *c, struct error *e)
{
    struct status_view *v = context;
    if (v->json) {
        cJSON *o = cJSON_CreateObject();
        cJSON_AddNumberToObject(o, "number", (double)c->id);
        put_clean(o, "supplier_code", c->code);
        put_clean(o, "name", c->name);
        put_clean(o, "items", c->items);
        put_clean(o, "text", c->text);
        put_clean(o, "asked_at", c->asked_at);
        cJSON_AddBoolToObject(o, "answered_since", c->answered);
        return json_stream_element(&v->stream, o, e);
    }
    if (!status_line_shown(v)) {
        return ST_OK;
    }
    printf("  %4lld  ", (long long)c->id);
    print_text(stdout, c->code, 12);
    printf("  ");
    print_text(stdout, c->name, 30);
    printf("  ");
    print_text(stdout, c->items, 0);
    printf("  ");
    print_text(stdout, c->text, 0);
    printf("%s\n", c->answered ? _("  (new answers have come since)") : "");
    return ST_OK;
}

static enum status ended(void *context, const struct status_line *line, struct error *e)
{
    struct status_view *v = context;
    if (v->json) {
        cJSON *o = status_named_json(line->code, line->name);
        put_clean(o, "ended_at", line->received_at);
        put_clean(o, "reason", line->reason);
        return json_stream_element(&v->stream, o, e);
    }
    if (!status_line_shown(v)) {
        return ST_OK;
    }
    char words[ENDED_TEXT], day[DATE_TEXT];
    status_print_columns(line->code, line->name);
    print_sentence(stdout, "%s", ended_words(local_day_of(line->received_at, day), line->reason, words));
    return ST_OK;
}

static enum status purged(void *context, const struct status_line *line, struct error *e)
{
    struct status_view *v = context;
    if (v->json) {
        cJSON *o = cJSON_CreateObject();
        put_clean(o, "supplier_code", line->code);
        put_clean(o, "purged_at", line->received_at);
        put_clean(o, "reason", line->reason);
        cJSON_AddNumberToObject(o, "files", (double)line->count);
        return json_stream_element(&v->stream, o, e);
    }
    if (!status_line_shown(v)) {
        return ST_OK;
    }
    char day[DATE_TEXT];
    print_sentence(stdout, "  %s  %s  %s", line->code, local_day_of(line->received_at, day), line->reason);
    return ST_OK;
}

static const struct {
    enum status_list list;
    const char *key;
    const char *title;
    status_visit *visit;
} LISTS[] = {
    {STATUS_QUARANTINE, "quarantine", "", status_quarantine},
    {STATUS_CONFLICTS, "conflicts", N_("In conflict (--mail writes the letter that asks the supplier):"), status_conflict},
    {STATUS_REJECTED, "rejected", N_("Rejected:"), status_rejected},
    {STATUS_CONTRADICT, "contradictions",
     N_("Answers that contradict each other, and how to ask about them (--mail writes the letter then):"), contradiction},
    {STATUS_WAITING, "waiting", N_("Not answered yet:"), waiting},
    {STATUS_MISNAMED, "named_otherwise",
     N_("Made known by a request's secret, though the key names another supplier of yours: perhaps that request went to the wrong firm. "
        "Ask "
        "both; \"tenken trust DB revoke SUPPLIER --reason TEXT\" takes the answers out:"),
     misnamed},
    {STATUS_SHEETS, "sheets",
     N_("Answered on an answer sheet, which nobody signs (one comes back only once: to have it corrected or finished, \"tenken request "
        "new\" with --to SUPPLIER --again makes a new request, \"tenken pack sheet --request FILE --xlsx OUT\" the new sheet):"),
     sheets},
    {STATUS_PACKS_MISSING, "packs_not_held", N_("Packs that this program has no copy of (their answers are kept, but not scored):"), packs},
    {STATUS_SCORES_DIFFER, "scores_differ", N_("Claim another score than their answers give:"), scores},
    {STATUS_DATED_AHEAD, "dated_ahead",
     N_("Dated after they were received: the sender's clock is wrong, and the answers count as of their receipt:"), dated_ahead},
    {STATUS_ENDED, "ended",
     N_("Business has ended, and nothing is asked any more (\"tenken suppliers DB resume SUPPLIER\" takes one back):"), ended},
    {STATUS_PURGED, "purged", N_("Purged for good:"), purged},
};

/* Who has answered for the period is not among those who have not; nor is a year that is over. For people: --json has them in one list. */
static enum status answered_but_open(struct portfolio *portfolio, struct status_view *v, struct error *e)
{
    enum status st = ST_OK;
    if (!v->json && v->beside > 0) {
        v->answered = true;
        status_list_begin(v, "", _("Answered for the period, but not another request:"));
        st = portfolio_status_for(portfolio, STATUS_WAITING, v->period, waiting, v, e);
        status_list_end(v);
        v->answered = false;
    }
    if (st == ST_OK && !v->json && v->earlier > 0) {
        printf("\n");
        print_sentence(stdout,
                       _n("%s supplier has not answered all that it was asked for before %s. It was asked anew since, and is not reminded "
                          "of that any more; --period shows the year.",
                          "%s suppliers have not answered all that they were asked for before %s. They were asked anew since, and are not "
                          "reminded of that any more; --period shows the year.",
                          v->earlier),
                       COUNT_TEXT(v->earlier), v->period);
    }
    return st;
}

enum status status_lists(struct portfolio *portfolio, struct status_view *v, struct error *e)
{
    char place[SHELL_WORD];
    enum status st = ST_OK;
    v->held = -1;
    for (size_t i = 0; i < sizeof LISTS / sizeof LISTS[0] && st == ST_OK; i++) {
        status_list_begin(v, LISTS[i].key, LISTS[i].title[0] != '\0' ? _(LISTS[i].title) : "");
        st = portfolio_status_for(portfolio, LISTS[i].list, v->period, LISTS[i].visit, v, e);
        status_list_end(v);
        if (st == ST_OK && LISTS[i].list == STATUS_REJECTED) {
            status_count_rejected(v);
        }
        if (st == ST_OK && LISTS[i].list == STATUS_WAITING) {
            st = answered_but_open(portfolio, v, e);
        }
    }
    if (st == ST_OK) {
        (void)snprintf(v->heading, sizeof v->heading,
                       _("Asked about single answers (\"tenken suppliers %s settle NUMBER\" takes one off):"),
                       shell_word(v->database, place));
        status_list_begin(v, "clarifications", v->heading);
        st = portfolio_clarifications(portfolio, NULL, true, question, v, e);
        status_list_end(v);
    }
    if (st == ST_OK) {
        (void)snprintf(v->heading, sizeof v->heading,
                       _("Asked after an alert, and no full reply yet (\"tenken find %s --product PRODUCT\" shows who has replied):"),
                       shell_word(v->database, place));
        status_list_begin(v, "urgent", v->heading);
        st = portfolio_urgent(portfolio, urgent, v, e);
        status_list_end(v);
    }
    if (st == ST_OK) {
        status_list_begin(v, "needs_help", _("Replied after an alert that not all is done: call them, they may need help:"));
        st = portfolio_urgent(portfolio, needs_help, v, e);
        status_list_end(v);
    }
    return st;
}
