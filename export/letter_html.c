#include "export/letter_html.h"

#include "base/amount.h"
#include "base/clock.h"
#include "base/day_text.h"
#include "base/i18n.h"
#include "base/utf8.h"
#include "export/html.h"
#include "export/letter_before.h"
#include "export/letter_doubts.h"
#include "export/letter_open.h"
#include "export/portfolio_words.h"
#include "export/svg.h"
#include "model/gap.h"
#include "model/json.h"
#include "model/question.h"

#define GAPS 3
#define GOOD 3
#define HITS 64
#define CLARIFY 4 /* contradictions and questions that fit on the page */

extern const char letter_css[]; /* the file beside this one */

struct letter {
    const struct letter_input *in;
    struct buffer *out;
    size_t gaps[GAPS], ngaps, all_gaps; /* items, the weightiest first */
    size_t good[GOOD], ngood;
    size_t reached, measured; /* items at or above their target, of those that have one */
    size_t left_out;          /* that were declared not applicable */
    cJSON *answers, *inventory;
    const struct pack **packs;
    size_t npacks;
    struct question_list list;
    struct check_hit hits[HITS];
    size_t nhits;
    struct letter_doubts doubts;
    struct letter_before before;
};

enum language letter_language(const struct portfolio_supplier *supplier)
{
    const size_t n = strlen(supplier->name);
    bool any = false;
    for (size_t i = 0, step = 0; i < n; i += step == 0 ? 1 : step) {
        uint32_t c = 0;
        step = utf8_decode(supplier->name + i, n - i, &c);
        any = true;
        if (step > 0 && c >= 0x3040 && c < 0xFFF0) { /* kana, ideographs, full-width letters */
            return LANGUAGE_JA;
        }
    }
    return any ? LANGUAGE_EN : LANGUAGE_JA;
}

static int target_of(const struct letter *l, size_t item)
{
    return l->in->supplier->targets != NULL ? l->in->supplier->targets[item] : l->in->source->items[item].target;
}

static int reached_of(const struct letter *l, size_t item)
{
    const int level = l->in->supplier->levels[item];
    return level == PORTFOLIO_UNKNOWN ? 0 : level;
}

/* Puts item into a list of the `room` largest; of equals the one that came first stays in front. */
static void rank(size_t *items, int *values, size_t *count, size_t room, size_t item, int value)
{
    size_t at = *count;
    while (at > 0 && values[at - 1] < value) {
        at--;
    }
    if (at == room) {
        return;
    }
    const size_t moved = (*count < room ? *count : room - 1) - at;
    memmove(&items[at + 1], &items[at], moved * sizeof items[0]);
    memmove(&values[at + 1], &values[at], moved * sizeof values[0]);
    items[at] = item;
    values[at] = value;
    *count += *count < room;
}

/* After find_contradictions. */
static void measure(struct letter *l)
{
    int gap_values[GAPS], good_values[GOOD];
    for (size_t i = 0; i < l->in->source->nitems; i++) {
        const struct portfolio_item *item = &l->in->source->items[i];
        const int target = target_of(l, i), level = reached_of(l, i);
        if (item->item == NULL || target < 0 || item->item->kind != ITEM_LEVEL) {
            continue;
        }
        l->left_out += level == PORTFOLIO_NA;
        if (level < 0) {
            continue;
        }
        const int weight = item_weight(item->home, item->item);
        l->measured++;
        if (level < target) {
            l->all_gaps++;
            rank(l->gaps, gap_values, &l->ngaps, GAPS, i, (target - level) * weight);
        } else {
            l->reached++;
            if (level >= 2 && !letter_doubted(&l->doubts, item->pack, item->id)) { /* less is not done throughout, whatever was asked */
                rank(l->good, good_values, &l->ngood, GOOD, i, level * weight + (item->item->essential ? 1000 : 0));
            }
        }
    }
}

static void note_pack(struct letter *l, const struct pack *pack)
{
    for (size_t i = 0; i < l->npacks; i++) {
        if (l->packs[i] == pack) {
            return;
        }
    }
    l->packs[l->npacks++] = pack;
}

/* The answers as facts again, so that the same cross-checks speak that the firm saw itself. */
static enum status find_contradictions(struct letter *l, struct error *e)
{
    const struct portfolio_source *source = l->in->source;
    const unsigned inventory = l->in->supplier->inventory;
    l->answers = cJSON_CreateObject();
    l->inventory = cJSON_CreateArray();
    l->packs = calloc(source->nitems + 1, sizeof *l->packs);
    bool ok = l->answers != NULL && l->inventory != NULL && l->packs != NULL;
    for (size_t i = 0; ok && i < source->nitems; i++) {
        const struct portfolio_item *item = &source->items[i];
        if (item->item == NULL || l->in->supplier->levels[i] == PORTFOLIO_NOT_ASKED) {
            continue;
        }
        note_pack(l, item->home);
        ok = (json_get(l->answers, item->pack) != NULL || json_put(l->answers, item->pack, cJSON_CreateObject())) &&
             json_put(json_get(l->answers, item->pack), item->id, portfolio_level_answer(l->in->supplier->levels[i]));
    }
    if (ok && (inventory & PORTFOLIO_INVENTORY_ANY) != 0) {
        cJSON *product = cJSON_CreateObject();
        ok = json_put(product, "internet", cJSON_CreateBool((inventory & PORTFOLIO_INVENTORY_INTERNET) != 0)) &&
             json_put(product, "credentials", cJSON_CreateBool((inventory & PORTFOLIO_INVENTORY_CREDENTIALS) != 0)) &&
             cJSON_AddItemToArray(l->inventory, product);
    }
    if (!ok) {
        return fail_memory(e);
    }
    const struct facts facts = {.answers = l->answers, .inventory = l->inventory};
    const enum status st = question_list_build(&l->list, l->in->catalog, l->packs, l->npacks, &facts, NULL, e);
    if (st == ST_OK) {
        l->nhits = contradictions_find(&l->list, l->in->catalog, &facts, l->hits, HITS);
    }
    return st;
}

static void level_words(struct letter *l, int level)
{
    if (level == PORTFOLIO_UNKNOWN) {
        html_text(l->out, _("don't know"));
    } else {
        buffer_add_format(l->out, "%d ", level);
        html_text(l->out, _(LEVEL_LABELS[level]));
    }
}

static void write_head(struct letter *l)
{
    const struct portfolio_supplier *s = l->in->supplier;
    char day[DATE_TEXT], line[320];
    local_day(l->in->source->as_of, day);
    buffer_add_text(l->out, "<header>\n<p class=\"from\">");
    html_text(l->out, l->in->from);
    buffer_add_format(l->out, " <span>%s</span></p>\n<p class=\"to\">", DAY_TEXT(day));
    /* Translators: the addressee at the head of a letter */
    (void)snprintf(line, sizeof line, _("To %.200s"), s->name[0] != '\0' ? s->name : s->code);
    html_text(l->out, line);
    buffer_add_text(l->out, "</p>\n");
    if (s->name[0] != '\0') {
        (void)snprintf(line, sizeof line, _("Supplier code: %.200s"), s->code);
        html_element(l->out, "p", "quiet", line);
    }
    (void)snprintf(line, sizeof line, _("Your answers about security, %s: what we read in them"), l->in->source->period);
    html_element(l->out, "h1", NULL, line);
    (void)snprintf(line, sizeof line, _("Thank you for your answers of %s. We have read them; this is what they tell us."),
                   DAY_TEXT(s->answered_on));
    html_element(l->out, "p", NULL, line);
    if (s->state == PORTFOLIO_CONFLICT) {
        html_element(
            l->out, "p", "alarm",
            _("Other answers of yours to the same request have reached us, too. This letter is about those that we took in. Please "
              "tell us which ones hold."));
    }
    if (s->unfinished || s->state == PORTFOLIO_UNFINISHED) {
        (void)snprintf(line, sizeof line, _("They are not finished: %llu of %llu questions are answered. Please send the rest."),
                       (unsigned long long)s->answered, (unsigned long long)s->asked);
        html_element(l->out, "p", "alarm", line);
    }
    for (size_t i = 0; i < l->in->nopen; i++) {
        letter_open_write(&l->in->open[i], l->in->catalog, l->out);
    }
    buffer_add_text(l->out, "</header>\n");
}

static void write_reached(struct letter *l)
{
    char line[320];
    if (l->measured == 0) {
        html_text(l->out, _("Nothing could be assessed: no item has an answer with a level."));
    } else if (l->reached == 0) {
        (void)snprintf(line, sizeof line,
                       _n("The %zu item is not yet at the level that we ask for.",
                          "None of the %zu items is at the level that we ask for yet.", l->measured),
                       l->measured);
        html_text(l->out, line);
    } else {
        (void)snprintf(
            line, sizeof line,
            _n("%zu of %zu items is at the level that we ask for.", "%zu of %zu items are at the level that we ask for.", l->reached),
            l->reached, l->measured);
        html_text(l->out, line);
    }
    if (l->left_out > 0) {
        buffer_add_char(l->out, ' ');
        (void)snprintf(line, sizeof line,
                       _n("%zu item is left out: you declared that it does not apply to you.",
                          "%zu items are left out: you declared that they do not apply to you.", l->left_out),
                       l->left_out);
        html_text(l->out, line);
    }
}

static bool has_peers(const struct letter *l)
{
    return l->in->peers != NULL && l->in->supplier->total >= 0;
}

/* One sentence, for whoever wonders how others do. */
static void write_peers(struct letter *l)
{
    const struct peers *p = l->in->peers;
    const int total = l->in->supplier->total;
    char line[480], score[SCORE_TEXT];
    if (!has_peers(l)) {
        return;
    }
    (void)snprintf(line, sizeof line,
                   _("Among the %s firms of your size and industry that answered us, yours included, your deviation score is %s: 50 is the "
                     "average of these firms, and 10 is one standard deviation."),
                   COUNT_TEXT(p->count), score_text(peers_deviation_score(p, total), score));
    html_element(l->out, "p", "peers", line);
}

static void write_standing(struct letter *l)
{
    const struct portfolio_supplier *s = l->in->supplier;
    char line[320];
    html_element(l->out, "h2", NULL, _("Where you stand against what we ask"));
    buffer_add_text(l->out, "<div class=\"standing\">");
    if (s->total >= 0) {
        (void)snprintf(line, sizeof line, _("Total: %d.%d of 100"), s->total / 10, s->total % 10);
        html_element(l->out, "b", NULL, line);
        svg_bar(l->out, s->total, SCORE_NONE);
    }
    buffer_add_text(l->out, "</div>\n");
    letter_before_write(&l->before, l->out);
    write_peers(l);
    buffer_add_text(l->out, "<p>");
    write_reached(l);
    if (s->tier == PORTFOLIO_TIER_HIGHER) {
        buffer_add_char(l->out, ' ');
        html_text(l->out, _("We ask more of you than of others, because our information, our work or our network depends on you."));
    }
    if (s->floor >= 0 && s->floor <= 1) {
        buffer_add_char(l->out, ' ');
        (void)snprintf(line, sizeof line, _("Your weakest essential item is at level %d (%s): an attacker looks for exactly that one."),
                       s->floor, _(LEVEL_LABELS[s->floor]));
        html_text(l->out, line);
    }
    buffer_add_text(l->out, "</p>\n");
}

static void write_gap(struct letter *l, size_t at)
{
    const struct portfolio_item *item = &l->in->source->items[at];
    const int reached = reached_of(l, at), target = target_of(l, at);
    const struct action *action = gap_action(item->item, reached);
    buffer_add_text(l->out, "<li><b>");
    html_text(l->out, text_of(item->item->title));
    buffer_add_text(l->out, "</b> <span class=\"levels\">");
    html_text(l->out, _("your answer:"));
    buffer_add_char(l->out, ' ');
    level_words(l, l->in->supplier->levels[at]);
    buffer_add_text(l->out, " → ");
    html_text(l->out, _("we ask:"));
    buffer_add_char(l->out, ' ');
    level_words(l, target);
    buffer_add_text(l->out, "</span>");
    if (action != NULL) {
        buffer_add_text(l->out, "<br>");
        html_text(l->out, _("First step:"));
        buffer_add_char(l->out, ' ');
        html_text(l->out, text_of(action->text));
    }
    buffer_add_text(l->out, "</li>\n");
}

static void write_gaps(struct letter *l)
{
    char line[320];
    html_element(l->out, "h2", NULL, _("What matters most to us now"));
    if (l->measured == 0 && l->left_out > 0) {
        html_element(l->out, "p", "alarm",
                     _("All that we asked was declared not applicable. Please look at the reasons once more: that something is small, or "
                       "that somebody else does it for you, makes no difference. Answer again what does apply, and tell us why the rest "
                       "does not."));
        return;
    }
    if (l->measured == 0) {
        html_element(l->out, "p", "alarm", _("Please answer our questions: until then, we cannot tell what matters."));
        return;
    }
    if (l->ngaps == 0) {
        html_element(l->out, "p", NULL,
                     l->in->nopen == 0 ? _("Nothing that you answered lies below what we ask. Thank you; please keep it so.")
                                       : _("Nothing that you have answered so far lies below what we ask; the rest is still open."));
        return;
    }
    (void)snprintf(line, sizeof line,
                   _("Please take the first step for each by %s and tell us when it is done; a lower answer that is true helps us more "
                     "than a high one."),
                   DAY_TEXT(l->in->by));
    html_element(l->out, "p", NULL, line);
    buffer_add_text(l->out, "<ol>\n");
    for (size_t i = 0; i < l->ngaps; i++) {
        write_gap(l, l->gaps[i]);
    }
    buffer_add_text(l->out, "</ol>\n");
    if (l->all_gaps > l->ngaps) {
        (void)snprintf(line, sizeof line,
                       _n("%zu more item is below what we ask; it can wait until these are done.",
                          "%zu more items are below what we ask; they can wait until these are done.", l->all_gaps - l->ngaps),
                       l->all_gaps - l->ngaps);
        html_element(l->out, "p", "quiet", line);
    }
}

static void write_good(struct letter *l)
{
    if (l->ngood == 0) {
        return;
    }
    html_element(l->out, "h2", NULL, _("What is good"));
    buffer_add_text(l->out, "<ul>\n");
    for (size_t i = 0; i < l->ngood; i++) {
        const struct item *item = l->in->source->items[l->good[i]].item;
        const int level = reached_of(l, l->good[i]);
        buffer_add_text(l->out, "<li><b>");
        html_text(l->out, text_of(item->title));
        buffer_add_text(l->out, "</b>: ");
        html_text(l->out, text_of(item->levels[level]));
        buffer_add_text(l->out, "</li>\n");
    }
    buffer_add_text(l->out, "</ul>\n");
}

/* The short names of items: "PACK:ITEM PACK:ITEM", or one that a check names. */
static void write_item_names(struct letter *l, const char *names)
{
    for (const char *at = names; *at != '\0';) {
        char name[PACK_ID_TEXT + ITEM_ID_TEXT], pack[PACK_ID_TEXT], item[ITEM_ID_TEXT];
        const size_t n = strcspn(at, " ,");
        (void)snprintf(name, sizeof name, "%.*s", (int)(n < sizeof name ? n : sizeof name - 1), at);
        const size_t q = item_reference(name, NULL, pack, item) ? question_find(&l->list, pack, item) : SIZE_MAX;
        html_text(l->out, at != names ? _(", ") : "");
        html_text(l->out, q == SIZE_MAX ? name : text_of(l->list.questions[q].home_item->title));
        at += n;
        at += strspn(at, " ,");
    }
}

static void write_check(struct letter *l, const struct check *check)
{
    buffer_add_text(l->out, "<li><b>");
    for (size_t i = 0; i < check->nitems; i++) {
        html_text(l->out, i > 0 ? _(", ") : "");
        write_item_names(l, check->items[i]);
    }
    buffer_add_text(l->out, "</b>: ");
    html_text(l->out, text_of(check->message));
    buffer_add_text(l->out, "</li>\n");
}

/* A contradiction about the same answers is told there and not once more below: `told` says which. */
static void write_question(struct letter *l, const char *const question[2], bool told[HITS])
{
    bool said = question[0][0] != '\0';
    buffer_add_text(l->out, "<li><b>");
    write_item_names(l, question[1]);
    buffer_add_text(l->out, "</b>: ");
    html_text(l->out, question[0]);
    for (size_t i = 0; i < l->nhits; i++) {
        if (!told[i] && letter_asks_all(&l->doubts, question[1], l->hits[i].check)) {
            html_text(l->out, said ? " " : "");
            html_text(l->out, text_of(l->hits[i].check->message));
            told[i] = said = true;
        }
    }
    html_text(l->out, said ? "" : _("Please look at these answers again."));
    buffer_add_text(l->out, "</li>\n");
}

/* Our own questions first; then answers that do not go together. */
static void write_clarify(struct letter *l)
{
    const char *const(*q)[2] = l->in->questions;
    if ((*q)[0] == NULL && l->nhits == 0) {
        return;
    }
    size_t shown = 0;
    bool told[HITS] = {false};
    html_element(l->out, "h2", NULL, _("Please clear this up"));
    buffer_add_text(l->out, "<ul>\n");
    for (; (*q)[0] != NULL && shown < CLARIFY; q++, shown++) {
        write_question(l, *q, told);
    }
    for (size_t i = 0; i < l->nhits && shown < CLARIFY; i++) {
        if (!told[i]) {
            write_check(l, l->hits[i].check);
            shown++;
        }
    }
    buffer_add_text(l->out, "</ul>\n");
}

static void write_end(struct letter *l)
{
    html_element(l->out, "h2", NULL, _("Whom to ask"));
    html_element(l->out, "p", NULL,
                 l->in->contact[0] != '\0' ? l->in->contact : _("The person in our purchasing department whom you know."));
    html_element(l->out, "p", "quiet",
                 has_peers(l)
                     ? _("This letter rests on your own answers and, for the deviation score, on those of the firms compared; it is "
                         "no certificate and no judgement of your firm.")
                     : _("This letter rests on your own answers alone; it is no certificate and no judgement of your firm."));
}

static void write_language(struct letter *l)
{
    const char *language = language_code(language_current());
    buffer_add_format(l->out, "<article class=\"page\" id=\"page-%s\" lang=\"%s\">\n", language, language);
    write_head(l);
    write_standing(l);
    write_gaps(l);
    write_good(l);
    write_clarify(l);
    write_end(l);
    buffer_add_text(l->out, "</article>\n");
}

static void write_letter(struct letter *l)
{
    const enum language before = language_current(), first = letter_language(l->in->supplier);
    char title[320];
    l->in->speak(first);
    (void)snprintf(title, sizeof title, _("Your answers about security, %s: what we read in them"), l->in->source->period);
    html_begin(l->out, title, (const char *const[]){page_css, letter_css, NULL}, NULL);
    buffer_add_text(l->out, "<main>\n");
    html_language_switch(l->out, first);
    write_language(l);
    l->in->speak(first == LANGUAGE_JA ? LANGUAGE_EN : LANGUAGE_JA);
    write_language(l);
    l->in->speak(before);
    buffer_add_text(l->out, "</main>\n");
    html_end(l->out);
}

enum status letter_html_write(const struct letter_input *in, struct buffer *out, struct error *e)
{
    struct letter l = {.in = in, .out = out};
    enum status st = letter_before_read(&l.before, in->source, in->supplier, e);
    st = st == ST_OK ? find_contradictions(&l, e) : st;
    if (st == ST_OK) {
        l.doubts = (struct letter_doubts){&l.list, l.hits, l.nhits, in->questions};
        measure(&l);
        write_letter(&l);
        st = out->failed ? fail_memory(e) : ST_OK;
    }
    question_list_release(&l.list);
    cJSON_Delete(l.answers);
    cJSON_Delete(l.inventory);
    free(l.packs);
    return st;
}
