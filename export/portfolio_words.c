#include "export/portfolio_words.h"

#include "base/amount.h"
#include "base/i18n.h"
#include "model/portfolio_standing.h"

#include <stdio.h>

const char *tier_words(enum portfolio_tier tier)
{
    switch (tier) {
    case PORTFOLIO_TIER_HIGHER:
        return _("higher tier");
    case PORTFOLIO_TIER_BASE:
        return _("base tier");
    case PORTFOLIO_TIER_UNSET:
        return "";
    }
    return "";
}

const char *tier_said(enum portfolio_tier tier)
{
    return tier == PORTFOLIO_TIER_UNSET ? _("tier not set") : tier_words(tier);
}

const char *tier_mean_words(enum portfolio_tier tier, uint64_t scored, uint64_t suppliers, int mean, char out[TIER_MEAN_TEXT])
{
    char score[SCORE_TEXT];
    (void)snprintf(out, TIER_MEAN_TEXT,
                   tier == PORTFOLIO_TIER_HIGHER ? _("Higher tier: %s of %s with a score, mean %s")
                   : tier == PORTFOLIO_TIER_BASE ? _("Base tier: %s of %s with a score, mean %s")
                                                 : _("Tier not set: %s of %s with a score, mean %s"),
                   COUNT_TEXT(scored), COUNT_TEXT(suppliers), score_text(mean, score));
    return out;
}

const char *overrated_words(uint64_t overrated, uint64_t believed, char out[OVERRATED_TEXT])
{
    if (overrated == 0) {
        (void)snprintf(out, OVERRATED_TEXT, "%s",
                       _("Nobody expected, before answering, a total more than 25 points above that of the answers."));
    } else {
        (void)snprintf(out, OVERRATED_TEXT,
                       _n("%s supplier expected, before answering, a total more than 25 points above that of its answers (of %s that "
                          "said what they expect).",
                          "%s suppliers expected, before answering, a total more than 25 points above that of their answers (of %s that "
                          "said what they expect).",
                          overrated),
                       COUNT_TEXT(overrated), COUNT_TEXT(believed));
    }
    return out;
}

const char *state_words(enum portfolio_state state)
{
    switch (state) {
    case PORTFOLIO_ANSWERED:
        return _("answered");
    case PORTFOLIO_UNFINISHED:
        return _("unfinished");
    case PORTFOLIO_WAITING:
        return _("waiting");
    case PORTFOLIO_LATE:
        return _("late");
    case PORTFOLIO_UNASKED:
        return _("not asked yet");
    case PORTFOLIO_QUARANTINED:
        return _("in quarantine");
    case PORTFOLIO_CONFLICT:
        return _("conflict");
    case PORTFOLIO_ENDED:
        return _("ended");
    }
    return "";
}

const char *rejected_words(const char *at)
{
    return at[0] != '\0' ? _(" (a file in its name was rejected)") : "";
}

const char *ended_words(const char *on, const char *reason, char out[ENDED_TEXT])
{
    (void)snprintf(out, ENDED_TEXT, reason[0] != '\0' ? _("ended on %s (%s)") : _("ended on %s"), on, reason);
    return out;
}

/* How much is answered of what is only begun, or of all where another request is; "" when nothing is open. */
static const char *unfinished_words(const struct portfolio_supplier *s, char out[STANDING_TEXT])
{
    if (!s->unfinished) {
        return s->state == PORTFOLIO_UNFINISHED ? state_words(s->state) : "";
    }
    (void)snprintf(out, STANDING_TEXT, s->finished > 0 ? _("another unfinished (%llu of %llu)") : _("unfinished (%llu of %llu)"),
                   (unsigned long long)s->answered, (unsigned long long)s->asked);
    return out;
}

const char *standing_words(const struct portfolio_supplier *s, char out[STANDING_TEXT])
{
    char unfinished[STANDING_TEXT], since[ENDED_TEXT] = "";
    const bool late = portfolio_answered_late(s), sheet = portfolio_verdict_is_sheet(s->verdict), ended = s->ended;
    const bool follows = s->state == PORTFOLIO_UNFINISHED || s->state == PORTFOLIO_ENDED ||
                         (s->state == PORTFOLIO_ANSWERED && (sheet || late || (!s->unfinished && !ended)));
    if (ended) {
        (void)ended_words(s->ended_on, "", since);
    }
    const char *const parts[] = {since,                                /* first: narrow columns cut the end */
                                 follows ? "" : state_words(s->state), /* else what comes after it says as much */
                                 sheet && late ? _("answer sheet, late")
                                 : sheet       ? _("answer sheet")
                                 : late        ? _("answered late")
                                               : "",
                                 unfinished_words(s, unfinished),
                                 s->held && s->state != PORTFOLIO_QUARANTINED && !ended ? _("a file in quarantine") : "",
                                 s->contradiction != PORTFOLIO_CONTRADICTION_NONE ? _("contradictory") : ""};
    size_t n = 0;
    out[0] = '\0';
    for (size_t i = 0; i < sizeof parts / sizeof parts[0]; i++) {
        if (parts[i][0] != '\0' && n < STANDING_TEXT) {
            const int wrote = snprintf(out + n, STANDING_TEXT - n, "%s%s", n > 0 ? _(", ") : "", parts[i]);
            n += wrote < 0 ? 0 : (size_t)wrote;
        }
    }
    return n > 0 ? out : state_words(s->state);
}

const char *portfolio_change_words(enum portfolio_change change)
{
    switch (change) {
    case PORTFOLIO_CHANGE_NONE:
        return _("the same");
    case PORTFOLIO_CHANGE_RAISED:
        return _("raised");
    case PORTFOLIO_CHANGE_LOWERED:
        return _("lowered");
    case PORTFOLIO_CHANGE_OTHER:
        return _("answered otherwise");
    case PORTFOLIO_CHANGE_NEW:
        return _("not asked before");
    case PORTFOLIO_CHANGE_GONE:
        return _("no longer asked");
    }
    return "";
}

const char *question_kind_words(enum portfolio_question_kind kind)
{
    switch (kind) {
    case PORTFOLIO_QUESTION_SAME:
        return _("the same question");
    case PORTFOLIO_QUESTION_REWORDED:
        return _("reworded: compare with care");
    case PORTFOLIO_QUESTION_UNSURE:
        return _("perhaps reworded: a questionnaire is not held here");
    case PORTFOLIO_QUESTION_NEW:
        return _("new question");
    case PORTFOLIO_QUESTION_RETIRED:
        return _("retired question");
    }
    return "";
}

void packs_missing_words(const struct portfolio_source *source, struct buffer *out)
{
    struct buffer names;
    buffer_init(&names, BUFFER_MAX_TEXT);
    for (size_t i = 0; i < source->npacks; i++) {
        const struct portfolio_pack *p = &source->packs[i];
        if (p->pack == NULL) {
            buffer_add_format(&names, "%s%s (%s)", names.length > 0 ? _(", ") : "", p->id, p->version);
        }
    }
    if (names.length > 0) {
        buffer_add_format(out,
                          _("Answered, but not at hand here: %s. Such answers are kept and not scored, and what their questions ask is not "
                            "known. Put these questionnaires beside those of the program, then merge the suppliers' files again."),
                          buffer_text(&names));
    }
    out->failed = out->failed || names.failed;
    buffer_release(&names);
}
