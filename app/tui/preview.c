/* What a recipient will see, in words, from the very document that would be signed; and what stays in the firm. */
#include "tui/handing.h"

#include "base/buffer.h"
#include "base/fold.h"
#include "base/i18n.h"
#include "model/action_words.h"
#include "model/json.h"
#include "model/record_check.h"
#include "tui/money_words.h"
#include "tui/piece_words.h"
#include "tui/preview_parts.h"
#include "tui/report.h"
#include "tui/words.h"

static void add_line(struct buffer *out, const char *label, const char *text)
{
    if (text != NULL && text[0] != '\0') {
        (void)buffer_add_format(out, "%s %s\n", label, text);
    }
}

/* Behind what stands there already; nothing for no text. */
static void add_part(struct buffer *out, const char *text)
{
    if (text != NULL) {
        (void)buffer_add_text(out, _(", "));
        (void)buffer_add_text(out, text);
    }
}

static void add_heading(struct buffer *out, const char *text)
{
    (void)buffer_add_format(out, "%s# %s\n", out->length > 0 ? "\n" : "", text);
}

/* A request for another firm must not be answered unseen: the name that it was sent to, where it is not the firm's own. */
static void add_addressed(struct buffer *out, const char *own, const char *addressed)
{
    struct buffer a, b;
    buffer_init(&a, BUFFER_MAX_TEXT);
    buffer_init(&b, BUFFER_MAX_TEXT);
    if (own != NULL && addressed[0] != '\0' && text_fold(&a, own) && text_fold(&b, addressed) &&
        strcmp(buffer_text(&a), buffer_text(&b)) != 0) {
        (void)buffer_add_text(out, "   ");
        (void)buffer_add_format(out, _("In the request they write %s: is that you? If not, ask them before you sign."), addressed);
        (void)buffer_add_text(out, "\n");
    }
    buffer_release(&a);
    buffer_release(&b);
}

static void add_firm(struct buffer *out, const struct recipient *recipient, const cJSON *document)
{
    const cJSON *supplier = json_get(document, "supplier");
    const cJSON *contact = json_get(supplier, "contact");
    add_heading(out, _("Your firm"));
    add_line(out, _("Name:"), json_text(supplier, "name"));
    add_addressed(out, json_text(supplier, "name"), recipient->facts.addressed);
    add_line(out, _("Reading:"), json_text(supplier, "name_kana"));
    add_line(out, _("Corporate number:"), json_text(supplier, "corporate_number"));
    add_line(out, _("Your number with them:"), json_text(supplier, "supplier_code"));
    add_line(out, _("Staff:"), choice_words(EMPLOYEE_CHOICES, EMPLOYEE_CHOICE_COUNT, json_text(supplier, "employees")));
    add_line(out, _("Industry:"), choice_words(INDUSTRY_CHOICES, INDUSTRY_CHOICE_COUNT, json_text(supplier, "industry")));
    add_line(out, _("Contact:"), json_text(contact, "name"));
    add_line(out, _("Mail:"), json_text(contact, "email"));
    add_line(out, _("Phone:"), json_text(contact, "phone"));
    add_line(out, _("Emergency phone:"), json_text(contact, "emergency_phone"));
}

static const cJSON *answer_in(const cJSON *document, const struct question *q)
{
    return json_get(json_get(json_get(document, "answers"), q->home_pack->id), q->home_item->id);
}

/* Whether the firm answers questions beside those of the document: its own result may be another one. */
static bool others_too(const struct session *s, const cJSON *document)
{
    for (size_t i = 0; i < s->list.count; i++) {
        if (question_asked(&s->list.questions[i]) && answer_in(document, &s->list.questions[i]) == NULL) {
            return true;
        }
    }
    return false;
}

/* How many questions the document answers so. */
static size_t count_answered(const struct session *s, const cJSON *document, enum answer_state state)
{
    size_t n = 0;
    for (size_t i = 0; i < s->list.count; i++) {
        const struct question *q = &s->list.questions[i];
        n += question_asked(q) && answer_view(answer_in(document, q)).state == state;
    }
    return n;
}

/* The essential questions of the document at its floor. */
static void add_weakest(struct buffer *out, const struct session *s, const cJSON *document, int64_t level)
{
    struct buffer names;
    size_t n = 0;
    buffer_init(&names, BUFFER_MAX_TEXT);
    for (size_t i = 0; i < s->list.count; i++) {
        const struct question *q = &s->list.questions[i];
        const struct answer a = answer_view(answer_in(document, q));
        const bool there = (a.state == ANSWER_LEVEL && a.level == level) || (a.state == ANSWER_UNKNOWN && level == 0);
        if (question_asked(q) && q->home_item->essential && there) {
            char words[ANSWER_WORDS];
            report_weakest_add(&names, n++, s, i, answer_words(&a, words));
        }
    }
    report_weakest_more(&names, n);
    if (n > 0) {
        (void)buffer_add_format(out, _("Weakest essential: %s."), buffer_text(&names));
        (void)buffer_add_char(out, '\n');
    }
    buffer_release(&names);
}

static void add_result(struct buffer *out, const struct session *s, const cJSON *document)
{
    char points[WORDS_MAX];
    const cJSON *score = json_get(document, "score");
    const int64_t total = json_integer(score, "total", -1);
    const int64_t level = json_integer(score, "floor", -1);
    const int64_t believed = json_integer(document, "perceived", -1);
    const cJSON *affirmation = json_get(document, "affirmation");
    add_heading(out, _("Result"));
    if (total >= 0) {
        const size_t without = count_answered(s, document, ANSWER_NA); /* what does not apply counts nowhere */
        const size_t asked = (size_t)json_integer(score, "asked", 0) - without;
        (void)buffer_add_format(
            out,
            without > 0 ? _n("%s of 100, on the %zu question that applies.", "%s of 100, on the %zu questions that apply.", asked)
            : others_too(s, document)
                ? _n("%s of 100, on the %zu question that they ask.", "%s of 100, on the %zu questions that they ask.", asked)
                : _n("%s of 100, on %zu question.", "%s of 100, on all %zu questions.", asked),
            points_words((int)total, points), asked);
        (void)buffer_add_text(out, "\n");
    }
    const size_t open = count_answered(s, document, ANSWER_UNKNOWN);
    if (total >= 0 && open > 0) {
        (void)buffer_add_format(out,
                                _n("%zu answer is \"don't know\": it counts like 0 until it is answered.",
                                   "%zu answers are \"don't know\": they count like 0 until they are answered.", open),
                                open);
        (void)buffer_add_text(out, "\n");
    }
    if (level >= 0 && level < LEVELS) {
        add_weakest(out, s, document, level);
    }
    if (believed >= 0 && believed < LEVELS) {
        add_line(out, _("What you expected before answering:"), _(BELIEFS[believed]));
    }
    if (json_text(affirmation, "name") != NULL) {
        const char *role = json_text(affirmation, "role");
        (void)buffer_add_format(out, _("Confirmed by: %s (%s), %s"), json_text(affirmation, "name"), role == NULL ? "-" : role,
                                json_text(affirmation, "date"));
        (void)buffer_add_text(out, "\n");
    }
}

static void add_evidence(struct buffer *out, const cJSON *answer)
{
    const cJSON *entry;
    cJSON_ArrayForEach(entry, json_get(answer, "evidence"))
    {
        (void)buffer_add_format(out, "   %s ", _("Evidence:"));
        piece_words(out, entry);
        (void)buffer_add_text(out, "\n");
    }
}

static void add_indented(struct buffer *out, const char *label, const char *text)
{
    if (text != NULL && text[0] != '\0') {
        (void)buffer_add_format(out, "   %s %s\n", label, text);
    }
}

static void add_answer(struct buffer *out, const struct session *s, const struct recipient *recipient, size_t question, const cJSON *tree)
{
    char words[ANSWER_WORDS];
    const struct answer answer = answer_view(tree);
    struct answer then;
    (void)buffer_add_format(out, "%d %s: %s", question_number(s, question), question_title(&s->list.questions[question]),
                            answer_words(&answer, words));
    if (preview_answer_then(s, recipient, &s->list.questions[question], tree, &then)) {
        (void)buffer_add_text(out, _("  (for you: changed)"));
    }
    (void)buffer_add_text(out, "\n");
    add_indented(out, _("Because:"), json_text(tree, "na_reason"));
    add_indented(out, _("Note:"), json_text(tree, "note"));
    add_indented(out, _("True for:"), json_text(tree, "scope"));
    add_indented(out, _("Except:"), json_text(tree, "exceptions"));
    add_indented(out, _("Instead:"), json_text(tree, "compensating"));
    if (answer.planned_level >= 0 && answer.planned_level < LEVELS) {
        (void)buffer_add_format(out, "   %s %d %s", _("Plan:"), answer.planned_level, _(LEVEL_LABELS[answer.planned_level]));
        add_part(out, json_text(tree, "planned_by"));
        add_part(out, json_text(tree, "owner"));
        (void)buffer_add_text(out, session_day_past(s, question) ? _("  (for you: that day is past)") : "");
        if (session_postponed(s, question)[0] != '\0') {
            (void)buffer_add_format(out, _("  (for you: last year it was %s)"), session_postponed(s, question));
        }
        (void)buffer_add_text(out, "\n");
    }
    add_evidence(out, tree);
}

/* Whether a pack of the document, before `pack` in the list, asks this question, too: it is shown there. */
static bool shown_before(const struct session *s, const cJSON *document, size_t question)
{
    const struct question *q = &s->list.questions[question];
    for (size_t i = 0; i < question; i++) {
        const struct question *other = &s->list.questions[i];
        if (other->home_item == q->home_item && pack_named(document, other->pack->id)) {
            return true;
        }
    }
    return false;
}

/* The question of this pack with the least number above `number` that is shown here; SIZE_MAX: none. */
static size_t next_shown(const struct session *s, const cJSON *document, const struct pack *pack, int number)
{
    size_t next = SIZE_MAX;
    for (size_t i = 0; i < s->list.count; i++) {
        const struct question *q = &s->list.questions[i];
        const int own = question_number(s, i);
        if (q->pack == pack && !q->hidden && own > number && (next == SIZE_MAX || own < question_number(s, next)) &&
            answer_in(document, q) != NULL && !shown_before(s, document, i)) {
            next = i;
        }
    }
    return next;
}

/* Every answer once, under the first of the recipient's own questionnaires that asks for it, in the order of the numbers that the firm
 * knows: a questionnaire that repeats questions of others would make them jump. */
static void add_answers(struct buffer *out, const struct session *s, const struct recipient *recipient, const cJSON *document)
{
    bool evidence = false;
    for (size_t p = 0; p < s->list.npacks; p++) {
        const struct pack *pack = s->list.packs[p];
        size_t i = pack_named(document, pack->id) ? next_shown(s, document, pack, 0) : SIZE_MAX;
        if (i != SIZE_MAX) {
            add_heading(out, text_of(pack->title));
        }
        for (; i != SIZE_MAX; i = next_shown(s, document, pack, question_number(s, i))) {
            const cJSON *answer = answer_in(document, &s->list.questions[i]);
            add_answer(out, s, recipient, i, answer);
            evidence = evidence || cJSON_GetArraySize(json_get(answer, "evidence")) > 0;
        }
    }
    if (evidence) {
        (void)buffer_add_format(out, "\n%s\n", _("Of your evidence they see what stands here, and of a file a check number."));
    }
}

/* An empty list is seen, too, where it is asked for. */
static bool products_asked(const struct session *s, const cJSON *document)
{
    bool asked = false;
    for (size_t p = 0; p < s->list.npacks; p++) {
        asked = asked || (s->list.packs[p]->inventory && pack_named(document, s->list.packs[p]->id));
    }
    return asked;
}

static void add_products(struct buffer *out, const struct session *s, const cJSON *document)
{
    const cJSON *entry;
    bool any = false;
    if (cJSON_GetArraySize(json_get(document, "inventory")) == 0 && products_asked(s, document)) {
        add_heading(out, _("Products and services that you use"));
        (void)buffer_add_format(out, "%s\n", _("None are listed. If you use some: i, at the six steps, opens the list."));
    }
    cJSON_ArrayForEach(entry, json_get(document, "inventory"))
    {
        const char *version = json_text(entry, "version");
        if (!any) {
            add_heading(out, _("Products and services that you use"));
        }
        any = true;
        (void)buffer_add_format(out, "%s%s%s", json_text(entry, "name"), version == NULL ? "" : " ", version == NULL ? "" : version);
        add_part(out, json_text(entry, "vendor"));
        (void)buffer_add_text(out, json_true(entry, "internet") ? _(", seen from the internet") : "");
        (void)buffer_add_text(out, json_true(entry, "credentials") ? _(", keeps passwords") : "");
        (void)buffer_add_text(out, "\n");
    }
}

static const struct check *check_of(const struct session *s, const cJSON *document, const char *id)
{
    const struct check *check = NULL;
    for (size_t p = 0; id != NULL && check == NULL && p < s->list.npacks; p++) {
        check = pack_named(document, s->list.packs[p]->id) ? pack_check(s->list.packs[p], id) : NULL;
    }
    return check;
}

/* Some are contradictions and some are advice: which answers, and what is to be said of them. */
static void add_remarks(struct buffer *out, const struct session *s, const cJSON *document)
{
    const cJSON *hit;
    bool any = false;
    cJSON_ArrayForEach(hit, json_get(document, "checks"))
    {
        const struct check *check = check_of(s, document, json_text(hit, "id"));
        if (check == NULL) {
            continue;
        }
        if (!any) {
            add_heading(out, _("Answers to look at together (they see this, too)"));
        }
        any = true;
        report_both(out, s, check);
        (void)buffer_add_format(out, "\n   %s\n", text_of(check->message));
    }
}

static const struct action *action_of(const struct item *item, const char *id)
{
    for (size_t i = 0; id != NULL && i < item->nactions; i++) {
        if (strcmp(item->actions[i].id, id) == 0) {
            return &item->actions[i];
        }
    }
    return NULL;
}

/* The steps that the firm took by hand or said a level for, one by one, with what they cost: all of it is in the document. */
static void add_plan(struct buffer *out, const struct session *s, const cJSON *document)
{
    const cJSON *plan = json_get(document, "plan"), *step;
    char money[WORDS_MAX];
    if (cJSON_GetArraySize(json_get(plan, "actions")) == 0) {
        return;
    }
    add_heading(out, _("Plan: the steps that you chose or set a level for"));
    cJSON_ArrayForEach(step, json_get(plan, "actions"))
    {
        const char *pack = json_text(step, "pack"), *item = json_text(step, "item");
        const size_t question = pack == NULL || item == NULL ? SIZE_MAX : question_find(&s->list, pack, item);
        const struct action *action =
            question == SIZE_MAX ? NULL : action_of(s->list.questions[question].home_item, json_text(step, "action"));
        if (action != NULL) {
            (void)buffer_add_format(out, "%d %s: %s\n", question_number(s, question), question_title(&s->list.questions[question]),
                                    text_of(action->text));
        }
    }
    const int64_t once = json_integer(plan, "cost_initial", 0), each = json_integer(plan, "cost_monthly", 0);
    if (once > 0 || each > 0) {
        (void)buffer_add_format(out, _("Together at most: %s."), money_words(money, once, each));
    } else {
        (void)buffer_add_text(out, _("Together: costs nothing but hours."));
    }
    (void)buffer_add_text(out, "\n");
}

/* Nobody is to wonder after signing what becomes of the files. */
static void add_way(struct buffer *out, const struct recipient *recipient)
{
    if (recipient->request == NULL) {
        return;
    }
    add_heading(out, _("How the answers get there"));
    if (recipient->facts.host[0] != '\0' && recipient->facts.sealed) {
        (void)buffer_add_format(out,
                                _("Once they are signed: over the network to %s, when you say so; or you mail the two files yourself."),
                                recipient->facts.host);
    } else {
        (void)buffer_add_text(out, customer_way_back());
    }
    (void)buffer_add_text(out, "\n");
}

void preview_words(struct buffer *out, const struct session *s, const struct recipient *recipient, const cJSON *document)
{
    preview_changes(out, s, recipient, answer_in, document);
    preview_days_past(out, s, answer_in, document);
    preview_for_you(out, s, recipient, answer_in, document);
    add_firm(out, recipient, document);
    add_result(out, s, document);
    add_answers(out, s, recipient, document);
    add_products(out, s, document);
    add_remarks(out, s, document);
    add_plan(out, s, document);
    add_heading(out, recipient->request == NULL ? _("What nobody sees") : _("What they do not see"));
    preview_unseen(out, s, answer_in, document);
    add_way(out, recipient);
}
