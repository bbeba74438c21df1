/* The review in plain mode: every question with its answer, or one list of them. */
#include "tui/plain_parts.h"

#include "base/i18n.h"
#include "tui/filter.h"
#include "tui/told_changes.h"
#include "tui/words.h"

static bool holds(const struct question *q, const char *words)
{
    return words[0] == '\0' || strcasestr(question_title(q), words) != NULL || strcasestr(text_of(q->home_item->text), words) != NULL;
}

/* The target that most questions below theirs have: told once, not in every row. 0: none is below. */
static int usual_target(const struct session *s)
{
    size_t n[LEVELS] = {0};
    int usual = 0;
    for (size_t i = 0; i < s->list.count; i++) {
        const struct question *q = &s->list.questions[i];
        int level = 0;
        if (question_asked(q) && question_in_scope(q, &level) && level < q->target && ++n[q->target] > n[usual]) {
            usual = q->target;
        }
    }
    return usual;
}

static void tell_usual_target(struct plain *p, int usual)
{
    if (usual > 0) {
        tell(p,
             _("Where no other target is said, the target is level %d: the one that the questionnaire aims at, or that a customer asks "
               "for."),
             usual);
    }
}

/* ", signed as 2 throughout" for an answer that is not as it was signed; else "". */
static void signed_otherwise(const struct session *s, size_t question, char out[WORDS_MAX])
{
    const struct answer *now = &s->list.questions[question].answer;
    struct answer then;
    char words[ANSWER_WORDS];
    out[0] = '\0';
    if (!told_then(s, question, &then)) {
        return;
    }
    if (then.state == ANSWER_NONE || (then.state == now->state && then.level == now->level)) {
        (void)snprintf(out, WORDS_MAX, "%s", _(", changed since it was signed"));
    } else {
        (void)snprintf(out, WORDS_MAX, _(", signed as %s"), answer_words(&then, words));
    }
}

/* One question with its answer and what is to be said about it. */
static void tell_row(struct plain *p, size_t i, int usual)
{
    const struct session *s = p->session;
    const struct question *q = &s->list.questions[i];
    char state[WORDS_MAX], otherwise[WORDS_MAX];
    int level = 0;
    signed_otherwise(s, i, otherwise);
    const bool below = question_in_scope(q, &level) && level < q->target;
    const char *contradicts = session_contradiction(s, i) != NULL ? _(", worth another look") : "";
    const char *late = session_goal(s, i).late ? _(", its plan is late") : "";
    const char *vendor = question_awaits(q)                                       ? _(", waits for the IT vendor")
                         : q->answer.ask_vendor && q->answer.state != ANSWER_NONE ? _(", ask the IT vendor")
                                                                                  : "";
    if (below && q->target != usual) {
        tell(p, _("%d %s: %s, target %d%s%s%s%s"), question_number(s, i), question_title(q), question_words(q, state), q->target, otherwise,
             late, vendor, contradicts);
    } else {
        tell(p, "%d %s: %s%s%s%s%s", question_number(s, i), question_title(q), question_words(q, state), otherwise, late, vendor,
             contradicts);
    }
}

static void tell_end(struct plain *p, size_t told)
{
    if (told == 0) {
        tell(p, "%s", _("Nothing on this list."));
    } else {
        tell(p, "%s", _("To go to one of them type go and its number, for example: go 7"));
    }
}

void tell_review(struct plain *p, const char *words)
{
    const int usual = usual_target(p->session);
    size_t told = 0;
    list_begins(p);
    for (size_t i = 0; i < p->session->list.count; i++) {
        const struct question *q = &p->session->list.questions[i];
        if (question_asked(q) && holds(q, words)) {
            tell_row(p, i, usual);
            told++;
        }
    }
    list_ends(p);
    tell_end(p, told);
}

/* "open 3, to confirm 0 …": how many are on each list, under the words that are typed. */
static void tell_lists(struct plain *p)
{
    struct buffer text;
    buffer_init(&text, BUFFER_MAX_TEXT);
    for (int f = FILTER_OPEN; f < FILTERS; f++) {
        const size_t n = filter_count(p->session, (enum filter)f), questions = filter_questions(p->session, (enum filter)f);
        (void)buffer_add_format(&text, "%sr %s (%s): %zu", f > FILTER_OPEN ? _(", ") : "", FILTER_WORDS[f], _(FILTER_NAMES[f]), n);
        if (n != questions) { /* of answers that do not go together */
            (void)buffer_add_format(&text, _n(" (in %zu question)", " (in %zu questions)", questions), questions);
        }
    }
    tell(p, _("Lists: %s"), buffer_text(&text));
    buffer_release(&text);
}

bool tell_filtered(struct plain *p, const char *word)
{
    enum filter filter = FILTER_ALL;
    size_t told = 0;
    while (filter < FILTERS && strcasecmp(word, FILTER_WORDS[filter]) != 0) {
        filter++;
    }
    if (filter == FILTERS && word[0] != '\0') {
        return false;
    }
    filter = filter == FILTERS ? FILTER_ALL : filter;
    const int usual = usual_target(p->session);
    list_begins(p);
    tell_usual_target(p, usual);
    for (size_t i = 0; i < p->session->list.count; i++) {
        if (question_asked(&p->session->list.questions[i]) && filter_passes(p->session, i, filter)) {
            tell_row(p, i, usual);
            told++;
        }
    }
    list_ends(p);
    if (filter == FILTER_ALL) {
        tell_lists(p);
    }
    if (filter == FILTER_VENDOR && told > 0 && p->session->finish != NULL) {
        tell(p, "%s", _("page: writes these questions as a page for your IT vendor."));
    }
    tell_end(p, told);
    return true;
}
