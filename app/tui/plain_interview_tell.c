/* What plain mode says in an interview. */
#include "tui/plain_parts.h"

#include "base/i18n.h"
#include "model/choices.h"
#include "model/followup.h"
#include "model/json.h"
#include "model/rating.h"
#include "model/snippets.h"
#include "tui/interview_view.h"
#include "tui/session_interview.h"
#include "tui/sheet.h"
#include "tui/words.h"

#define FOLLOWUPS_TOLD 20

static void tell_side(void *context, const char *heading, const char *text)
{
    tell(context, "%s: %s", heading, text);
}

static void tell_member(struct plain *p, const char *label, const char *text)
{
    if (text != NULL && text[0] != '\0') {
        tell(p, "%s: %s", label, text);
    }
}

static const char *assessor_words(const struct rating *rating, char out[ANSWER_WORDS])
{
    const struct answer answer = {.state = ANSWER_LEVEL, .level = rating->assessor};
    return rating->assessor < 0 ? _("not rated yet") : answer_words(&answer, out);
}

static void tell_ratings(struct plain *p)
{
    const struct session *s = p->session;
    const struct question *q = &s->list.questions[p->at];
    const struct rating rating = session_rating(s, p->at);
    char firm[WORDS_MAX];
    char assessor[ANSWER_WORDS];
    tell(p, "%s: %s", _("Firm"), question_words(q, firm));
    if (q->answer.state == ANSWER_NA) {
        tell_member(p, _("Because"), json_text(q->answer.tree, "na_reason"));
    }
    tell_member(p, _("Firm's note"), json_text(q->answer.tree, "note"));
    if (!session_shows_assessor(s, p->at)) {
        return;
    }
    if (q->home_item->kind == ITEM_LEVEL) {
        tell(p, "%s: %s", _("Assessor"), assessor_words(&rating, assessor));
    }
    tell_member(p, _("How sure"), choice_words(CONFIDENCE_CHOICES, CONFIDENCE_CHOICE_COUNT, rating.confidence));
    if (rating_lacks_reason(&q->answer)) {
        tell(p, "%s", _("The ratings differ, and the reason is still open: r and the reason."));
    } else if (rating_differs(&q->answer)) {
        tell_member(p, _("Reason"), rating.reason);
    }
    tell_member(p, _("Shared note"), rating.note);
}

static void tell_followups(struct plain *p)
{
    const struct session *s = p->session;
    size_t found[FOLLOWUPS_TOLD];
    char today[DATE_TEXT];
    session_today(s, today);
    const size_t n = followup_list(s->assessment, FOLLOWUPS_OPEN, &s->list.questions[p->at], today, found, FOLLOWUPS_TOLD);
    for (size_t i = 0; i < n && i < FOLLOWUPS_TOLD; i++) {
        const struct followup f = followup_view(s->assessment, found[i]);
        tell(p, _("Follow-up: %s, %s, %s"), f.text, f.owner[0] == '\0' ? "-" : f.owner, f.due[0] == '\0' ? "-" : f.due);
    }
}

void tell_interview_question(struct plain *p)
{
    const struct session *s = p->session;
    const struct question *q = &s->list.questions[p->at];
    size_t answered = 0;
    size_t asked = 0;
    int planned = 0;
    session_progress(s, &answered, &asked);
    tell(p, "%s", "");
    tell(p, _("Question %d, %s. %s: %s. %zu of %zu answered."), question_number(s, p->at), question_title(q), text_of(q->pack->title),
         text_of(q->pack->sections[q->item->section].title), answered, asked);
    tell(p, "%s", text_of(q->home_item->text));
    for (int i = 0; i < question_levels(q); i++) {
        tell(p, level_text(q, i)[0] == '\0' ? "%d %s" : "%d %s: %s", i, level_label(q, i), level_text(q, i));
    }
    tell_ratings(p);
    tell_followups(p);
    if (s->presenter) {
        return;
    }
    interview_side_each(s, p->at, tell_side, p);
    tell_member(p, _("My note, stays with me"), session_private(s, p->at));
    if (session_parked(s, p->at)) {
        tell(p, "%s", _("Parked."));
    }
    const int minutes = session_section_minutes(s, p->at, &planned);
    tell(p, _("Time in this section: %d of %d min."), minutes, planned);
}

void tell_interview_row(struct plain *p, size_t question)
{
    const struct session *s = p->session;
    const struct question *q = &s->list.questions[question];
    const struct rating rating = session_rating(s, question);
    char firm[WORDS_MAX];
    char assessor[ANSWER_WORDS];
    const char *sure = choice_words(CONFIDENCE_CHOICES, CONFIDENCE_CHOICE_COUNT, rating.confidence);
    if (!session_shows_assessor(s, question) || q->home_item->kind == ITEM_DONE) {
        tell(p, _("%d %s: firm %s"), question_number(s, question), question_title(q), question_words(q, firm));
    } else {
        tell(p, _("%d %s: firm %s, assessor %s%s%s%s%s"), question_number(s, question), question_title(q), question_words(q, firm),
             assessor_words(&rating, assessor), sure[0] == '\0' ? "" : _(", "), sure,
             rating_lacks_reason(&q->answer) ? _(", reason still open") : "", session_parked(s, question) ? _(", parked") : "");
    }
    tell_member(p, _("Reason"), rating_differs(&q->answer) ? rating.reason : "");
    tell_member(p, _("Shared note"), rating.note);
    tell_member(p, _("My note, stays with me"), session_private(s, question));
}

static void tell_end(struct plain *p, size_t told)
{
    tell(p, "%s", told == 0 ? _("Nothing on this list.") : _("To go to one of them type go and its number, for example: go 7"));
}

static size_t tell_rows(struct plain *p, enum sheet_filter filter, const char *words)
{
    size_t told = 0;
    for (size_t i = 0; i < p->session->list.count; i++) {
        if (question_asked(&p->session->list.questions[i]) && sheet_passes(p->session, i, filter, words)) {
            tell_interview_row(p, i);
            told++;
        }
    }
    return told;
}

void tell_interview_found(struct plain *p, const char *words)
{
    tell_end(p, tell_rows(p, SHEET_ALL, words));
}

/* "open 3, differing 0 …": how many are on each list, under the words that are typed. */
static void tell_lists(struct plain *p)
{
    struct buffer text;
    buffer_init(&text, BUFFER_MAX_TEXT);
    for (enum sheet_filter f = SHEET_OPEN; f < SHEET_FILTERS; f++) {
        size_t n = 0;
        for (size_t i = 0; i < p->session->list.count; i++) {
            n += question_asked(&p->session->list.questions[i]) && sheet_passes(p->session, i, f, "");
        }
        if (f != SHEET_PARKED || !p->session->presenter) {
            (void)buffer_add_format(&text, "%sG %s (%s): %zu", f > SHEET_OPEN ? _(", ") : "", SHEET_FILTER_WORDS[f],
                                    _(SHEET_FILTER_NAMES[f]), n);
        }
    }
    tell(p, _("Lists: %s"), buffer_text(&text));
    buffer_release(&text);
}

bool tell_interview_rows(struct plain *p, const char *list)
{
    enum sheet_filter filter = SHEET_ALL;
    while (filter < SHEET_FILTERS && strcasecmp(list, SHEET_FILTER_WORDS[filter]) != 0) {
        filter++;
    }
    if (filter == SHEET_FILTERS && list[0] != '\0') {
        return false;
    }
    filter = filter == SHEET_FILTERS ? SHEET_ALL : filter;
    const size_t told = tell_rows(p, filter, "");
    if (filter == SHEET_ALL) {
        tell_lists(p);
    }
    tell_end(p, told);
    return true;
}

void tell_snippets(struct plain *p, const char *words)
{
    const struct snippets *snippets = p->session->snippets;
    size_t found[SNIPPETS_MAX];
    const size_t n = snippets_find(snippets, words, found, SNIPPETS_MAX);
    for (size_t i = 0; i < n && i < SNIPPETS_MAX; i++) {
        tell(p, "%zu. %s", found[i] + 1, snippets_text(snippets, found[i]));
    }
    tell(p, "%s",
         n == 0 ? _("No snippet. keep n makes one of the shared note, keep m of yours.")
                : _("use 2 n puts the second into the shared note, use 2 m into yours, use 2 r into the reason."));
}

void tell_interview_help(struct plain *p)
{
    static const char *const lines[] = {
        N_("Type one of these and Enter. The letter or the word will do."),
        N_("0 to 4: the firm's level; then you are asked for yours, the reason where they differ, and how sure you are."),
        N_("a 3: your level; a -: none. c 0 to 3: how sure (none, heard, document, seen). r and words: why the two differ."),
        N_("n and words: the shared note, which the firm reads. m and words: your own note, which stays with you. A - removes it."),
        N_("x, -, v, y: the firm does not know, it is not applicable, ask the IT vendor, still so as before."),
        N_("f or follow-up: what comes later, who does it, by when. k or park: comes back to it later; again takes it away."),
        N_("l or skip: next question. h or back: the one before. o or open: the next open one. go 7: question 7."),
        N_("G or table: all questions in rows; G open, G differing, G parked, G evidence, G heard: one list. / and words: rows that hold "
           "them."),
        N_("d and firm, a, c, r, n or m: the same as in the question before."),
        N_("snippets: texts to use again. use 2 n: puts the second into the shared note. keep n: makes one of it."),
        N_("show: from now on nothing private is said; again ends it. z: stops the clock or lets it run. T 15: minutes planned."),
        N_("e evidence, t words, N the firm's note, scope, p plan, s results, i products, C the firm."),
        N_("F or follow-ups: what was agreed to come later; F 2: done. R or recheck: what to rate again; = or stands: the rating stands."),
        N_("X or after: what is still open after the interview, the report, and which file goes to whom."),
        N_("u or undo: takes the last change back. L or language: goes on in Japanese."),
        N_("Enter alone: reads the question again. q or quit: leaves; everything is saved."),
    };
    for (size_t i = 0; i < sizeof lines / sizeof *lines; i++) {
        tell(p, "%s", _(lines[i]));
    }
}
