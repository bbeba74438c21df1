/* Everything about one supplier, as lines of text. */
#include "base/i18n.h"
#include "command/view_data.h"
#include "command/view_interview.h"
#include "export/portfolio_words.h"
#include "model/answer.h"
#include "model/choices.h"
#include "model/gap.h"
#include "model/json.h"
#include "model/two_years.h"
#include "store/portfolio_chase.h"
#include "store/portfolio_look.h"
#include "store/portfolio_rules.h"
#include "store/portfolio_trust.h"
#include "trust/certificate.h"
#include "trust/verdict.h"

struct telling {
    struct view_data *d;
    struct buffer *out;
    const struct portfolio_supplier *s;
    const char *code;
    const cJSON *document; /* the newest one, or NULL */
    bool any;              /* a list has had a line */
};

static void tell_standing(struct telling *t)
{
    const struct portfolio_supplier *s = t->s;
    char total[16], believed[16], day[80] = "";
    view_line(t->out, VIEW_LINE_HEADING, "%s   %s", s->name, s->code);
    if (s->answered_on[0] != '\0') {
        (void)snprintf(day, sizeof day, _(", answered on %s"), s->answered_on);
    }
    view_line(t->out, s->state == PORTFOLIO_LATE ? VIEW_LINE_WARNING : VIEW_LINE_TEXT, "%s%s%s%s%s", view_state_words(s->state), day,
              s->due[0] != '\0' ? _(", due ") : "", s->due, "");
    if (s->tier != PORTFOLIO_TIER_UNSET) {
        view_line(t->out, VIEW_LINE_TEXT, "%s", tier_words(s->tier));
    }
    if (s->total >= 0) {
        view_line(t->out, VIEW_LINE_TEXT, _("Total %s, weakest essential item %d, %llu of %llu questions answered"),
                  view_points(s->total, total), s->floor, (unsigned long long)s->answered, (unsigned long long)s->asked);
    }
    if (s->total >= 0 && s->perceived >= 0) {
        const int over = s->perceived - s->total;
        char gap[16];
        view_line(t->out, VIEW_LINE_TEXT,
                  over > 0   ? _("The owner had expected %s: overrated by %s")
                  : over < 0 ? _("The owner had expected %s: underrated by %s")
                             : _("The owner had expected %s: rightly (%s)"),
                  view_points(s->perceived, believed), view_points(over < 0 ? -over : over, gap));
    }
    if (s->ratings == PORTFOLIO_RATINGS_KNOWN) {
        view_line(t->out, VIEW_LINE_TEXT, _("Rated by %s, who signed it"), s->assessor);
    } else if (s->ratings == PORTFOLIO_RATINGS_CLAIMED) {
        view_line(t->out, VIEW_LINE_WARNING, "%s", _("The ratings of an assessor in it are only claimed."));
    }
    if (s->score_differs) {
        view_line(t->out, VIEW_LINE_WARNING, "%s", _("The document claims another score than its answers give."));
    }
    if (s->contact_name[0] != '\0' || s->contact_phone[0] != '\0' || s->contact_email[0] != '\0') {
        view_line(t->out, VIEW_LINE_TEXT, _("Contact: %s  %s  %s"), s->contact_name, s->contact_phone, s->contact_email);
    }
}

/* Among firms of the same size and industry. */
static void tell_peers(struct telling *t)
{
    const struct portfolio_supplier *s = t->s;
    size_t n = 0;
    if (s->total < 0) {
        return;
    }
    const struct peers *peers = peer_groups_find(&t->d->peers, s->employees, s->industry, &n);
    view_line(t->out, VIEW_LINE_TEXT, _("Size: %s. Industry: %s."), choice_words(EMPLOYEE_CHOICES, EMPLOYEE_CHOICE_COUNT, s->employees),
              choice_words(INDUSTRY_CHOICES, INDUSTRY_CHOICE_COUNT, s->industry));
    if (peers != NULL) {
        char a[16], b[16], c[16], score[16];
        view_line(t->out, VIEW_LINE_TEXT,
                  _("Among its %zu peers: deviation score %s; a quarter of them have at most %s, half %s, three quarters %s"), peers->count,
                  view_points(peers_deviation_score(peers, s->total), score), view_points(peers->first, a), view_points(peers->median, b),
                  view_points(peers->third, c));
    } else {
        view_line(t->out, VIEW_LINE_TEXT, _("Peers of this size and industry: %zu, too few to compare"), n);
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

static enum status tell_gaps(struct telling *t, struct error *e)
{
    const struct portfolio_supplier *s = t->s;
    if (s->levels == NULL) {
        return ST_OK;
    }
    struct ranked *ranked = calloc(t->d->view.nitems + 1, sizeof *ranked);
    size_t n = 0;
    if (ranked == NULL) {
        return fail_memory(e);
    }
    for (size_t i = 0; i < t->d->view.nitems; i++) {
        const struct portfolio_item *item = &t->d->items[i];
        const int reached = s->levels[i] == PORTFOLIO_UNKNOWN ? 0 : s->levels[i];
        if (item->item != NULL && reached >= 0 && reached < s->targets[i]) {
            ranked[n++] = (struct ranked){i, (s->targets[i] - reached) * item_weight(item->home, item->item)};
        }
    }
    qsort(ranked, n, sizeof *ranked, by_priority);
    view_line(t->out, VIEW_LINE_TEXT, "%s", "");
    view_line(t->out, VIEW_LINE_HEADING, _n("%zu gap, the most urgent first", "%zu gaps, the most urgent first", n), n);
    for (size_t i = 0; i < n; i++) {
        const struct portfolio_item *item = &t->d->items[ranked[i].item];
        const int level = s->levels[ranked[i].item];
        const struct action *action = gap_action(item->item, level < 0 ? 0 : level);
        char words[64];
        view_line(t->out, VIEW_LINE_TEXT, _("%s %s: %s, target %d"), item->id, item->title, view_level_words(level, words),
                  s->targets[ranked[i].item]);
        if (action != NULL) {
            view_line(t->out, VIEW_LINE_QUIET, "%s", text_of(action->text));
        }
    }
    free(ranked);
    return ST_OK;
}

static void tell_plan(struct buffer *out, const cJSON *answer)
{
    const int64_t level = json_integer(answer, "planned_level", -1);
    const char *by = json_text(answer, "planned_by"), *owner = json_text(answer, "owner");
    if (level >= 0) {
        view_line(out, VIEW_LINE_QUIET, _("plan: level %lld by %s (%s)"), (long long)level, by == NULL ? "?" : by,
                  owner == NULL ? "?" : owner);
    }
}

static void tell_evidence(struct buffer *out, const cJSON *answer)
{
    const cJSON *entry;
    cJSON_ArrayForEach(entry, json_get(answer, "evidence"))
    {
        const char *title = json_text(entry, "title"), *reference = json_text(entry, "reference"), *date = json_text(entry, "date");
        view_line(out, VIEW_LINE_QUIET, _("evidence: %s  %s  %s"), title == NULL ? "" : title, reference == NULL ? "" : reference,
                  date == NULL ? "" : date);
    }
}

static void tell_answer(struct telling *t, const struct portfolio_item *item, int level)
{
    static const struct {
        const char *key, *words;
    } TEXTS[] = {{"note", N_("note")},
                 {"scope", N_("scope")},
                 {"exceptions", N_("exceptions")},
                 {"compensating", N_("measures instead")},
                 {"na_reason", N_("why it does not apply")},
                 {"done_at", N_("done on")}};
    const cJSON *answer = json_get(json_get(json_get(t->document, "answers"), item->pack), item->id);
    char words[64];
    view_line(t->out, VIEW_LINE_TEXT, "%s %s: %s", item->id, item->title, view_level_words(level, words));
    for (size_t i = 0; i < sizeof TEXTS / sizeof TEXTS[0]; i++) {
        const char *text = json_text(answer, TEXTS[i].key);
        if (text != NULL && text[0] != '\0') {
            view_line(t->out, VIEW_LINE_QUIET, "%s: %s", _(TEXTS[i].words), text);
        }
    }
    view_tell_rating(t->out, answer);
    tell_plan(t->out, answer);
    tell_evidence(t->out, answer);
}

static void tell_answers(struct telling *t)
{
    const char *pack = "";
    for (size_t i = 0; t->s->levels != NULL && i < t->d->view.nitems; i++) {
        const struct portfolio_item *item = &t->d->items[i];
        if (t->s->levels[i] == PORTFOLIO_NOT_ASKED) {
            continue;
        }
        if (strcmp(pack, item->pack) != 0) {
            pack = item->pack;
            view_line(t->out, VIEW_LINE_TEXT, "%s", "");
            view_line(t->out, VIEW_LINE_HEADING, "%s", item->home != NULL ? text_of(item->home->title) : item->pack);
        }
        tell_answer(t, item, t->s->levels[i]);
    }
}

static void tell_checks(struct telling *t)
{
    const cJSON *entry, *item;
    bool any = false;
    cJSON_ArrayForEach(entry, json_get(t->document, "checks"))
    {
        struct buffer items;
        buffer_init(&items, BUFFER_MAX_TEXT);
        cJSON_ArrayForEach(item, json_get(entry, "items"))
        {
            (void)buffer_add_format(&items, " %s", cJSON_IsString(item) ? item->valuestring : "");
        }
        if (!any) {
            view_line(t->out, VIEW_LINE_TEXT, "%s", "");
            view_line(t->out, VIEW_LINE_HEADING, "%s", _("Contradictions that travelled with the answers"));
            any = true;
        }
        view_line(t->out, VIEW_LINE_TEXT, "%s:%s", json_text(entry, "id") == NULL ? "" : json_text(entry, "id"), buffer_text(&items));
        buffer_release(&items);
    }
}

static void tell_products(struct telling *t)
{
    const cJSON *inventory = json_get(t->document, "inventory"), *entry;
    if (cJSON_GetArraySize(inventory) > 0) {
        view_line(t->out, VIEW_LINE_TEXT, "%s", "");
        view_line(t->out, VIEW_LINE_HEADING, "%s", _("Products and services of others"));
    }
    cJSON_ArrayForEach(entry, inventory)
    {
        const char *name = json_text(entry, "name"), *vendor = json_text(entry, "vendor"), *version = json_text(entry, "version");
        view_line(t->out, VIEW_LINE_TEXT, "%s  %s  %s%s%s", name == NULL ? "" : name, vendor == NULL ? "" : vendor,
                  version == NULL ? "" : version, json_true(entry, "internet") ? _("  exposed to the internet") : "",
                  json_true(entry, "credentials") ? _("  holds credentials") : "");
    }
}

/* The same item in the years that the supplier answered: by its id, whatever became of the pack's version. */
struct years {
    struct telling *t;
    int64_t assessment[2];
    char period[2][16];
    int total[2];
    cJSON *items[2];   /* pack -> items as stored */
    cJSON *digests[2]; /* pack -> digest */
};

static enum status note_year(void *context, const struct look_answers *a, struct error *e)
{
    struct years *y = context;
    size_t year = 0;
    while (year < 2 && y->period[year][0] != '\0' && strcmp(y->period[year], a->period) != 0) {
        year++;
    }
    if (year == 2) {
        return ST_OK;
    }
    if (y->items[year] == NULL) {
        y->items[year] = cJSON_CreateObject();
        y->digests[year] = cJSON_CreateObject();
        y->total[year] = a->total;
        (void)snprintf(y->period[year], sizeof y->period[year], "%s", a->period);
    }
    cJSON *tree = json_read(a->items, strlen(a->items), &JSON_LIMITS_DOCUMENT, "items", NULL);
    if (tree == NULL || json_get(y->items[year], a->pack) != NULL) { /* of two assessments of one year the newer counts */
        cJSON_Delete(tree);
        return ST_OK;
    }
    return json_put(y->items[year], a->pack, tree) && json_put_text(y->digests[year], a->pack, a->digest) ? ST_OK : fail_memory(e);
}

static int stored_level(const cJSON *items, const char *pack, const char *item)
{
    const cJSON *level = cJSON_GetArrayItem(json_get(json_get(items, pack), item), 0);
    return level == NULL ? PORTFOLIO_NOT_ASKED : level->valueint;
}

/* The question as it was asked in that year; NULL when the pack is not at hand. */
static const struct item *item_of_year(const struct years *y, size_t year, const char *pack, const char *id)
{
    const char *digest = json_text(y->digests[year], pack);
    const struct catalog *catalog = &y->t->d->catalog;
    const struct pack *p = digest == NULL || digest[0] == '\0' ? catalog_find(catalog, pack) : catalog_find_digest(catalog, digest);
    return p == NULL ? NULL : pack_item(p, id);
}

static void tell_change(struct years *y, const char *pack, const char *id)
{
    const struct item *was = item_of_year(y, 1, pack, id), *is = item_of_year(y, 0, pack, id), *item = is != NULL ? is : was;
    const enum portfolio_question_kind kind = question_compare(is, was);
    const int before = stored_level(y->items[1], pack, id), now = stored_level(y->items[0], pack, id);
    char a[64], b[64];
    if (before == now) {
        return;
    }
    const char *title = item == NULL ? "" : text_of(item->title);
    if (before == PORTFOLIO_NOT_ASKED) {
        view_line(y->t->out, VIEW_LINE_TEXT, _("%s:%s %s: new, %s"), pack, id, title, view_level_words(now, b));
    } else if (now == PORTFOLIO_NOT_ASKED) {
        view_line(y->t->out, VIEW_LINE_TEXT, _("%s:%s %s: no longer asked, was %s"), pack, id, title, view_level_words(before, a));
    } else {
        const bool lower = portfolio_change(before, now) == PORTFOLIO_CHANGE_LOWERED;
        view_line(y->t->out, lower ? VIEW_LINE_WARNING : VIEW_LINE_TEXT, "%s:%s %s: %s > %s", pack, id, title, view_level_words(before, a),
                  view_level_words(now, b));
        if (kind != PORTFOLIO_QUESTION_SAME) {
            view_line(y->t->out, VIEW_LINE_QUIET, "%s", question_kind_words(kind));
        }
    }
}

static void tell_changes(struct years *y)
{
    const cJSON *pack, *item;
    char before[16], now[16];
    view_line(y->t->out, VIEW_LINE_TEXT, "%s", "");
    view_line(y->t->out, VIEW_LINE_HEADING, _("Since %s: total %s > %s"), y->period[1], view_points(y->total[1], before),
              view_points(y->total[0], now));
    cJSON_ArrayForEach(pack, y->items[0])
    {
        cJSON_ArrayForEach(item, pack)
        {
            tell_change(y, pack->string, item->string);
        }
    }
    cJSON_ArrayForEach(pack, y->items[1])
    {
        cJSON_ArrayForEach(item, pack)
        {
            if (json_get(json_get(y->items[0], pack->string), item->string) == NULL) {
                tell_change(y, pack->string, item->string);
            }
        }
    }
}

static enum status tell_years(struct telling *t, struct portfolio *p, struct error *e)
{
    struct years y = {.t = t};
    const enum status st = portfolio_answers_of(p, t->code, note_year, &y, e);
    if (st == ST_OK && y.items[1] != NULL) {
        tell_changes(&y);
    }
    cJSON_Delete(y.items[0]);
    cJSON_Delete(y.items[1]);
    cJSON_Delete(y.digests[0]);
    cJSON_Delete(y.digests[1]);
    return st;
}

static void head_once(struct telling *t, const char *words)
{
    if (!t->any) {
        view_line(t->out, VIEW_LINE_TEXT, "%s", "");
        view_line(t->out, VIEW_LINE_HEADING, "%s", words);
        t->any = true;
    }
}

static enum status tell_pin(void *context, const struct pin_record *pin, struct error *e)
{
    struct telling *t = context;
    char fingerprint[FINGERPRINT_TEXT];
    (void)e;
    head_once(t, _("Whose signature counts"));
    fingerprint_format(pin->certificate, fingerprint);
    view_line(t->out, VIEW_LINE_TEXT, _("%s, since %.10s%s%.10s %s"), pin->subject, pin->since,
              pin->ended_at[0] != '\0' ? _(", ended ") : "", pin->ended_at, pin->reason);
    view_line(t->out, VIEW_LINE_QUIET, "%s", fingerprint);
    return ST_OK;
}

static const char *file_state_words(const char *state)
{
    static const char *const WORDS[] = {N_("taken in"),    N_("unchanged"),     N_("superseded"),
                                        N_("in conflict"), N_("in quarantine"), N_("rejected")};
    for (int i = 0; i < MERGE_STATES; i++) {
        if (strcmp(state, merge_state_name((enum merge_state)i)) == 0) {
            return _(WORDS[i]);
        }
    }
    return state;
}

static enum status tell_file(void *context, const struct look_file *f, struct error *e)
{
    struct telling *t = context;
    (void)e;
    head_once(t, _("What came from it"));
    view_line(t->out, VIEW_LINE_TEXT, _("%.10s  %s: %s. %s"), f->received_at, f->name, file_state_words(f->state),
              verdict_name_words(f->verdict));
    if (f->reason[0] != '\0') {
        view_line(t->out, VIEW_LINE_QUIET, "%s", f->reason);
    }
    return ST_OK;
}

static enum status tell_request(void *context, const struct look_request *r, struct error *e)
{
    struct telling *t = context;
    (void)e;
    head_once(t, _("What it was asked"));
    view_line(t->out, VIEW_LINE_TEXT, _("request for %s of %.10s, due %s%s"), r->period, r->issued_at, r->until,
              r->answered ? _(": answered") : _(": open"));
    return ST_OK;
}

static enum status tell_extension(void *context, const struct extension *x, struct error *e)
{
    struct telling *t = context;
    (void)e;
    head_once(t, _("What it was asked"));
    view_line(t->out, VIEW_LINE_TEXT, _("%.10s: more time until %s. %s"), x->given_at, x->until, x->reason);
    return ST_OK;
}

static enum status tell_question(void *context, const struct clarification *c, struct error *e)
{
    struct telling *t = context;
    (void)e;
    head_once(t, _("What it was asked"));
    view_line(t->out, VIEW_LINE_TEXT, _("%.10s: question %lld about %s%s. %s"), c->asked_at, (long long)c->id, c->items,
              c->settled_at[0] != '\0' ? _(" (settled)")
              : c->answered            ? _(" (new answers have come since)")
                                       : "",
              c->text);
    return ST_OK;
}

static enum status tell_records(struct telling *t, struct portfolio *p, struct error *e)
{
    t->any = false;
    enum status st = portfolio_asked(p, t->code, tell_request, t, e);
    if (st == ST_OK) {
        st = portfolio_extensions(p, t->code, tell_extension, t, e);
    }
    if (st == ST_OK) {
        st = portfolio_clarifications(p, t->code, false, tell_question, t, e);
    }
    t->any = false;
    if (st == ST_OK) {
        st = portfolio_history(p, t->code, tell_file, t, e);
    }
    t->any = false;
    return st == ST_OK ? portfolio_pins(p, t->code, tell_pin, t, e) : st;
}

static enum status tell(struct telling *t, struct portfolio *p, struct error *e)
{
    int64_t file = 0;
    cJSON *tree = NULL;
    enum status st = portfolio_newest_file(p, t->code, &file, e);
    if (st == ST_OK) {
        st = view_document(p, file, &tree, &t->document, e);
    }
    if (st == ST_OK || st == ST_NO) { /* sealed: what the database holds is shown */
        tell_standing(t);
        tell_peers(t);
        st = tell_gaps(t, e);
    }
    if (st == ST_OK) {
        tell_checks(t);
        st = tell_years(t, p, e);
    }
    if (st == ST_OK) {
        tell_answers(t);
        tell_products(t);
        view_tell_followups(t->out, t->document, clock_now(&t->d->program->clock));
        st = tell_records(t, p, e);
    }
    cJSON_Delete(tree);
    return st;
}

enum status view_supplier(struct view_data *d, const char *code, struct buffer *out, struct error *e)
{
    struct telling t = {.d = d, .out = out, .s = view_data_supplier(d, code), .code = code};
    struct portfolio *p = NULL;
    if (t.s == NULL) {
        return fail(e, ST_INPUT, _("There is no supplier with the code %s."), code);
    }
    enum status st = view_data_open(d, false, &p, e);
    if (st == ST_OK) {
        st = portfolio_begin(p, false, e);
    }
    if (st == ST_OK) {
        st = tell(&t, p, e);
        portfolio_rollback(p);
    }
    portfolio_close(p);
    return st;
}
