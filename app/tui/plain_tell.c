/* What plain mode tells about a question and its answer. */
#include "tui/plain_parts.h"

#include "base/i18n.h"
#include "model/carry.h"
#include "model/json.h"
#include "model/overtaken.h"
#include "tui/check_words.h"
#include "tui/given_words.h"
#include "tui/goal_words.h"
#include "tui/told_words.h"
#include "tui/turned_words.h"
#include "tui/vendor_page.h"
#include "tui/wrong_words.h"

void tell_year(struct plain *p)
{
    const char *period = json_text(p->session->assessment->tree, "period");
    const char *firm = session_company(p->session);
    if (period != NULL && firm[0] != '\0') {
        tell(p, _("%s, answers of %s."), firm, period);
    } else if (period != NULL) {
        tell(p, _("Answers of %s."), period);
    }
}

void tell_digits(struct plain *p, const char *groups)
{
    tell(p, "%.39s", groups);
    tell(p, "%s", strlen(groups) > 40 ? groups + 40 : "");
}

static const struct question *current(const struct plain *p)
{
    return &p->session->list.questions[p->at];
}

static void tell_member(struct plain *p, const char *label, const char *member)
{
    const char *text = json_text(current(p)->answer.tree, member);
    if (text != NULL && text[0] != '\0') {
        tell(p, "%s %s", label, text);
    }
}

void tell_told(struct plain *p, size_t question)
{
    struct buffer text;
    buffer_init(&text, BUFFER_MAX_TEXT);
    if (told_otherwise(&text, p->session, question)) {
        tell(p, "%s", buffer_text(&text));
    }
    buffer_clear(&text);
    told_later(&text, p->session, question);
    tell_words(p, &text);
    buffer_clear(&text);
    if (told_earlier(&text, p->session, question, true)) {
        tell(p, "%s", buffer_text(&text));
    }
    buffer_clear(&text);
    wrong_words(&text, p->session, question);
    tell_words(p, &text);
    buffer_release(&text);
}

static void tell_goal(struct plain *p)
{
    const struct goal goal = session_goal(p->session, p->at);
    struct buffer text;
    buffer_init(&text, BUFFER_MAX_TEXT);
    if (goal.late) {
        goal_late(&text, p->session, &goal);
        tell(p, "%s", buffer_text(&text));
    } else if (goal.level >= 0) {
        goal_line(&text, &goal);
        tell(p, "%s %s", goal_label(&goal), buffer_text(&text));
    }
    buffer_release(&text);
}

static void tell_answer(struct plain *p)
{
    const struct question *q = current(p);
    char words[WORDS_MAX];
    const char *period = "";
    const struct answer last = session_last_year(p->session, p->at, &period);
    const bool asked = q->answer.unconfirmed; /* the reason of what is to be confirmed is heard before it is asked for */
    if (asked) {
        tell_member(p, _("Not applicable then, because:"), "na_reason");
    }
    struct buffer corrected;
    buffer_init(&corrected, BUFFER_MAX_TEXT);
    const bool both = told_corrected(&corrected, p->session, p->at);
    if (both) {
        tell(p, "%s", buffer_text(&corrected));
    } else if (q->answer.unconfirmed) {
        tell(p, _("Your answer from before: %s. y if it is still so, else the answer of today."), answer_words(&q->answer, words));
    } else if (q->answer.state != ANSWER_NONE) {
        tell(p, _("Your answer so far: %s."), question_words(q, words));
    }
    buffer_release(&corrected);
    const char *overtaken = overtaken_by(p->session->assessment, q);
    if (overtaken != NULL) {
        tell(p, _("You checked in %s, with this program, so it is no longer \"%s\": look again."), overtaken, _(LEVEL_LABELS[0]));
    }
    tell_told(p, p->at);
    struct buffer given;
    buffer_init(&given, BUFFER_MAX_TEXT);
    given_sentence(&given, p->session, q);
    tell_words(p, &given);
    buffer_release(&given);
    char before[ANSWER_WORDS], now[ANSWER_WORDS];
    (void)answer_words(&last, before);
    if (last.state != ANSWER_NONE && !both && (!q->answer.unconfirmed || strcmp(before, answer_words(&q->answer, now)) != 0)) {
        tell(p, _("In %s: %s."), period, before);
    }
    if (question_awaits(q)) {
        tell(p, "%s", _("Waits for your IT vendor; until then customers read \"don't know\", which counts like 0."));
    } else if (q->answer.ask_vendor && q->answer.state != ANSWER_NONE) {
        tell(p, "%s", _("Marked: ask the IT vendor."));
    }
    if (!asked) {
        tell_member(p, _("Because:"), "na_reason");
    }
    bool asks;
    tell_member(p, goal_note_label(p->session, p->at, &asks), "note");
    tell_member(p, _("True for:"), "scope");
    tell_member(p, _("Except:"), "exceptions");
    tell_member(p, _("Done instead:"), "compensating");
    tell_goal(p);
    struct buffer beside;
    buffer_init(&beside, BUFFER_MAX_TEXT);
    evidence_words(&beside, q->answer.tree);
    if (beside.length > 0) {
        tell(p, "%s %s", _("Evidence kept:"), buffer_text(&beside));
    }
    buffer_release(&beside);
}

/* leads: at the next prompt g goes to the other answer. */
static void tell_contradiction(struct plain *p, const struct check_hit *hit, bool leads)
{
    const size_t other = session_other(p->session, hit, p->at);
    struct buffer said;
    buffer_init(&said, BUFFER_MAX_TEXT);
    check_about(&said, p->session, hit->check);
    check_words(&said, p->session, hit->check);
    tell(p, hit->check->advice ? _("Worth knowing: %s") : _("Worth another look: %s"), buffer_text(&said));
    buffer_release(&said);
    if (check_about_inventory(hit->check)) {
        tell(p, "%s", _("i asks for the list of products and services."));
    } else if (leads && other != SIZE_MAX) {
        p->other = other;
        char words[ANSWER_WORDS];
        const int number = question_number(p->session, other);
        tell(p, _("The other answer: %d %s, %s. g: to question %d."), number, question_title(&p->session->list.questions[other]),
             answer_words(&p->session->list.questions[other].answer, words), number);
    }
}

/* Where all else is answered: what can be done meanwhile, each time only shortly after the first. */
static void tell_meanwhile(struct plain *p)
{
    const struct session *s = p->session;
    if (session_given_first(s)) {
        tell(p, "%s", _("This one waits for your IT vendor. Type 0 to 4 when you know. f: the answers that are still to be confirmed."));
        return;
    }
    if (!p->waiting_told) {
        tell(p, "%s",
             _("This one waits for your IT vendor; all else is answered. Type 0 to 4 when you know. page: a page for the vendor. f: "
               "reads what is left before signing, where this answer is needed."));
        if (session_closer_due(s)) {
            tell(p, "%s", _("Meanwhile w goes through plans and evidence, one by one."));
        }
    }
    p->waiting_told = true;
    if (session_products_due(s)) {
        tell(p, "%s", _("Still to be listed: what you use. products: the list."));
    }
}

void tell_question(struct plain *p)
{
    const struct question *q = current(p);
    const struct item *item = q->home_item;
    const bool whole = p->whole;
    size_t answered = 0;
    size_t asked = 0;
    p->whole = false;
    session_progress(p->session, &answered, &asked);
    tell(p, "%s", "");
    if (question_waits(q) && session_waits_only(p->session)) {
        tell_meanwhile(p);
        if (!whole) { /* it was heard when it was marked, and nobody here can answer it */
            tell(p, _("Question %d, %s."), question_number(p->session, p->at), question_title(q));
            return;
        }
    } else if (question_waits(q)) {
        tell(p, "%s", _("This one waits for your IT vendor. Type 0 to 4 when you know, l goes on."));
    }
    tell(p, _("Question %d, %s. %s: %s. In all %zu of %zu answered."), question_number(p->session, p->at), question_title(q),
         text_of(q->pack->title), text_of(q->pack->sections[q->item->section].title), answered, asked);
    tell(p, "%s", text_of(item->text));
    tell(p, _("Why: %s"), text_of(item->why));
    for (int i = 0; item->kind == ITEM_LEVEL && i < LEVELS; i++) {
        tell(p, "%d %s: %s", i, _(LEVEL_LABELS[i]), text_of(item->levels[i]));
    }
    if (item->kind == ITEM_DONE) {
        tell(p, "%s", _("0 not done, 1 done."));
        tell(p, "%s", _("Or: - not applicable, v ask the IT vendor, l skip, ? help."));
    } else {
        tell(p, "%s", _("Or: x don't know, - not applicable, v ask the IT vendor, l skip, ? help."));
    }
    tell_answer(p);
    const struct check_hit *hit = session_hit(p->session, p->at);
    if (hit != NULL) {
        tell_contradiction(p, hit, true);
    }
    struct buffer past;
    buffer_init(&past, BUFFER_MAX_TEXT);
    told_past_beside(&past, p->session, p->at);
    tell_words(p, &past);
    buffer_release(&past);
}

void tell_terms(struct plain *p)
{
    const struct question *q = current(p);
    const cJSON *id;
    bool any = false;
    cJSON_ArrayForEach(id, json_get(q->home_item->tree, "terms"))
    {
        const struct term *term = cJSON_IsString(id) ? pack_term(q->home_pack, id->valuestring) : NULL;
        if (term != NULL) {
            tell(p, "%s: %s", text_of(term->term), text_of(term->text));
            any = true;
        }
    }
    for (size_t i = 0; i < q->home_item->nthreats; i++) {
        tell(p, _("It protects against: %s"), text_of(q->home_pack->threats[q->home_item->threats[i]].title));
        any = true;
    }
    if (!any) {
        tell(p, "%s", _("This question has no special words."));
    }
}

void tell_vendor_page(struct plain *p)
{
    struct error e = {0};
    struct buffer words;
    buffer_init(&words, BUFFER_MAX_TEXT);
    if (vendor_page_words(&words, p->session, &e) == ST_OK) {
        tell_lines(p, &words);
    } else {
        tell(p, "%s", e.text);
    }
    buffer_release(&words);
}

void tell_saved(struct plain *p, size_t question)
{
    struct session *s = p->session;
    session_save(s);
    if (s->problem.text[0] != '\0') {
        tell(p, _("Not saved: %s"), s->problem.text);
        tell(p, "%s", _("The answer is kept in memory; saving is tried again with the next one."));
        return;
    }
    if (question == SIZE_MAX) {
        tell(p, "%s", _("Saved."));
        return;
    }
    const struct question *q = &s->list.questions[question];
    char words[WORDS_MAX];
    p->other = SIZE_MAX;
    tell(p, _("Saved: %d %s, %s."), question_number(s, question), question_title(q), question_words(q, words));
    struct buffer turned;
    buffer_init(&turned, BUFFER_MAX_TEXT);
    if (turned_words(&turned, s)) {
        tell(p, "%s", buffer_text(&turned));
    }
    buffer_release(&turned);
    tell_told(p, question);
    for (size_t i = 0; s->remark != NULL && i < s->nhits; i++) {
        const struct check *check = s->hits[i].check;
        if (check == s->remark && !(check->advice && check_about_inventory(check))) { /* advice about products: at its own question */
            size_t open; /* where the products are asked for next, g would be a name; handing in leads there, too */
            tell_contradiction(p, &s->hits[i], session_flow(s, &open) != FLOW_INVENTORY);
        }
    }
}

bool take_back(struct plain *p, size_t *question)
{
    struct error e = {0};
    const enum status st = session_undo(p->session, question, &e);
    if (st != ST_OK) {
        tell(p, "%s", st == ST_NO ? _("Nothing to take back in this session.") : e.text);
        return false;
    }
    tell(p, "%s", _("Taken back."));
    tell_saved(p, *question);
    return true;
}
