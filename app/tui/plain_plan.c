/* What one question is to reach, by when and by whom, in plain mode. */
#include "tui/plain_parts.h"

#include "base/i18n.h"
#include "tui/due_date.h"
#include "tui/goal_words.h"
#include "tui/words.h"

/* Asked until it is a level above today's. *level: what is proposed, -1 for nothing; then what is to be reached, -1 for no plan. False: to
 * be left as it is. */
static bool ask_level(struct plain *p, int *level)
{
    char prompt[WORDS_MAX];
    struct error e = {0};
    const bool proposed = *level >= 0 && session_plan_check(p->session, p->at, *level, &e) == ST_OK;
    const int n = snprintf(prompt, sizeof prompt, _("Level to reach, 0 to 4 (Enter: %d; -: no plan; b: back):"), *level);
    for (;;) {
        char ascii[WORDS_MAX];
        const char *line = ask(p, proposed && n > 0 ? prompt : _("Level to reach, 0 to 4 (Enter: leave it; -: no plan):"));
        if (line == NULL || goes_back(line) || (line[0] == '\0' && !proposed)) {
            return false;
        }
        (void)plain_ascii(line, ascii);
        if (ascii[0] == '\0' || strcmp(ascii, "-") == 0) {
            *level = ascii[0] == '\0' ? *level : -1;
            return true;
        }
        e = (struct error){0};
        if (ascii[0] < '0' || ascii[0] > '4' || ascii[1] != '\0') {
            tell(p, "%s", _("The level that the answer shall have then: a number from 0 to 4, as the question says them."));
        } else if (!refused(p, session_plan_check(p->session, p->at, ascii[0] - '0', &e), &e)) {
            *level = ascii[0] - '0';
            return true;
        }
    }
}

/* False: back, or the end of input. */
static bool ask_day(struct plain *p, char by[WORDS_MAX])
{
    char typed[WORDS_MAX], today[DATE_TEXT], day_to_come[WORDS_MAX], prompt[WORDS_MAX * 2], help[WORDS_MAX * 2];
    bool meant = false;
    session_today(p->session, today);
    (void)due_example(today, day_to_come);
    (void)snprintf(prompt, sizeof prompt, _("By which date, like %s (Enter: none):"), day_to_come);
    (void)snprintf(help, sizeof help, _("The day by which it shall be done: year, month and day, as %s. Enter takes what is named."),
                   day_to_come);
    for (;;) {
        struct error e = {0};
        int64_t seconds = 0;
        (void)snprintf(typed, sizeof typed, "%s", by);
        if (!ask_value(p, prompt, _("By which date"), help, typed, sizeof typed)) {
            return false;
        }
        char day[WORDS_MAX];
        (void)due_date(typed, today, day, &meant);
        if (day[0] != '\0' && !date_parse(day, &seconds)) {
            tell(p, _("That is no date: write year, month and day as %s."), day_to_come);
        } else if (!refused(p, session_day_check(p->session, day, &e), &e)) {
            if (meant) {
                tell(p, _("Taken as %s."), day);
            }
            memcpy(by, day, sizeof day);
            return true;
        }
    }
}

/* "Plan: 3 established, 2027-03-31, Ken"; nothing without one. */
static void tell_plan(struct plain *p)
{
    const struct goal goal = session_goal(p->session, p->at);
    struct buffer words;
    buffer_init(&words, BUFFER_MAX_TEXT);
    if (goal.level >= 0) {
        (void)buffer_add_format(&words, "%d %s", goal.level, _(LEVEL_LABELS[goal.level]));
        (void)buffer_add_format(&words, "%s%s", goal.by[0] == '\0' ? "" : _(", "), goal.by);
        (void)buffer_add_format(&words, "%s%s", goal.owner[0] == '\0' ? "" : _(", "), goal.owner);
        tell(p, "%s %s", goal_label(&goal), buffer_text(&words));
    }
    buffer_release(&words);
}

bool ask_plan_to(struct plain *p, int level)
{
    struct error e = {0};
    char by[WORDS_MAX] = "", owner[WORDS_MAX] = "";
    const struct goal goal = session_goal(p->session, p->at);
    level = goal.level > 0 ? goal.level : level;
    (void)snprintf(by, sizeof by, "%s", goal.late || goal.level < 0 ? "" : goal.by); /* a new day is asked for */
    (void)snprintf(owner, sizeof owner, "%s", goal.level < 0 ? "" : goal.owner);
    tell_plan(p);
    const char *lapsed = session_lapsed(p->session, p->at);
    if (lapsed[0] != '\0' && !goal.late) { /* else it is said where the new day is asked for */
        tell(p, _("Last year it was planned for %s: that day is past."), lapsed);
    }
    bool whole = ask_level(p, &level);
    if (whole && level >= 0 && goal.late && goal.by[0] != '\0') {
        tell(p, _("The day that was planned, %s, is past: give a new one."), goal.by);
    }
    if (whole && level < 0) {
        by[0] = owner[0] = '\0';
    } else if (whole) {
        whole = ask_day(p, by) && ask_value(p, _("Who does it (Enter: nobody yet):"), _("Who does it"),
                                            _("A name, so that it is clear whose work it is. Your customer sees it."), owner, sizeof owner);
    }
    if (!whole) {
        if (!p->ended) {
            tell(p, "%s", _("Nothing was changed: the plan stays as it was."));
        }
        return false;
    }
    if (level < 0 && goal.level < 0) {
        tell(p, "%s", _("Nothing was planned there by you, and nothing is now."));
        return false;
    }
    if (refused(p, session_plan(p->session, p->at, level, by, owner, &e), &e)) {
        return false;
    }
    if (level < 0) {
        tell(p, "%s", _("What you had planned there is taken out."));
    }
    tell_saved(p, SIZE_MAX);
    tell_plan(p);
    tell_told(p, p->at); /* where it was signed otherwise, how that gets to whoever has it */
    return true;
}

void ask_plan(struct plain *p)
{
    (void)ask_plan_to(p, -1);
}
