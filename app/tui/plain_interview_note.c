/* Texts of an interview in plain mode: why ratings differ, notes, follow-ups, what is the same as before, snippets. */
#include "tui/plain_interview_parts.h"

#include "base/i18n.h"
#include "model/snippets.h"
#include "tui/session_interview.h"
#include "tui/sheet.h"
#include "tui/words.h"

/* A text given on the line, or asked for; "-" removes it, nothing leaves it. */
static void set_text(struct plain *p, enum sheet_column column, const char *prompt, const char *rest)
{
    struct error e = {0};
    const char *text = rest[0] != '\0' ? rest : ask(p, prompt);
    if (text != NULL && text[0] != '\0') {
        (void)interview_kept(p, sheet_set_text(p->session, p->at, column, strcmp(text, "-") == 0 ? "" : text, &e), &e);
    }
}

void do_reason(struct plain *p, const char *rest)
{
    set_text(p, SHEET_REASON, _("Why the ratings differ (Enter: leave it; -: remove it):"), rest);
}

void do_shared(struct plain *p, const char *rest)
{
    set_text(p, SHEET_NOTE, _("Shared note, which the firm reads (Enter: leave it; -: remove it):"), rest);
}

void do_private(struct plain *p, const char *rest)
{
    set_text(p, SHEET_PRIVATE, _("Your own note, which stays with you (Enter: leave it; -: remove it):"), rest);
}

void do_followup(struct plain *p, const char *rest)
{
    char text[ANSWER_TEXT_MAX + 1];
    char owner[ANSWER_TEXT_MAX + 1];
    char due[WORDS_MAX];
    struct error e = {0};
    const char *line = rest[0] != '\0' ? rest : ask(p, _("What comes later (Enter: nothing):"));
    if (line == NULL || line[0] == '\0' || snprintf(text, sizeof text, "%s", line) < 0) {
        return;
    }
    line = ask(p, _("Who does or sends it (Enter: nobody yet):"));
    if (line == NULL || snprintf(owner, sizeof owner, "%s", line) < 0) {
        return;
    }
    int64_t seconds = 0;
    while ((line = ask(p, _("By which date, like 2027-03-31 (Enter: none):"))) != NULL) {
        (void)plain_date(line, due);
        if (due[0] == '\0' || date_parse(due, &seconds)) {
            (void)interview_kept(p, session_followup(p->session, p->at, text, owner, due, &e), &e);
            return;
        }
        tell(p, _("\"%s\" is no date: write year, month and day as 2027-03-31."), due);
    }
}

/* The column that a word of the line means; SHEET_COLUMNS: none. */
static enum sheet_column column_of(const char *word)
{
    static const char *const WORDS[SHEET_COLUMNS] = {"firm", "a", "c", "r", "n", "m"};
    enum sheet_column c = SHEET_FIRM;
    while (c < SHEET_COLUMNS && strcmp(word, WORDS[c]) != 0) {
        c++;
    }
    return c;
}

void do_same(struct plain *p, const char *rest)
{
    struct error e = {0};
    const size_t before = session_step(p->session, p->at, -1);
    const enum sheet_column column = column_of(rest);
    if (column == SHEET_COLUMNS) {
        tell(p, "%s", _("Say what shall be the same: d firm, d a, d c, d r, d n or d m."));
        return;
    }
    const enum status st = before == SIZE_MAX ? ST_NO : sheet_copy(p->session, before, p->at, column, &e);
    if (st == ST_NO) {
        tell(p, "%s", _("The question before has nothing that fits here."));
    } else {
        (void)interview_kept(p, st, &e);
    }
}

static bool snippets_here(struct plain *p)
{
    if (p->session->snippets == NULL) {
        tell(p, "%s", _("Snippets belong to a consultant's workspace: there is none here."));
    }
    return p->session->snippets != NULL;
}

void do_snippets(struct plain *p, const char *rest)
{
    if (snippets_here(p)) {
        tell_snippets(p, rest);
    }
}

/* "2 n" */
void do_use(struct plain *p, const char *rest)
{
    unsigned number = 0;
    char where = 0;
    char end = 0;
    struct error e = {0};
    if (!snippets_here(p)) {
        return;
    }
    const bool said = sscanf(rest, "%5u %c%c", &number, &where, &end) == 2 && number > 0;
    const enum sheet_column column = column_of((const char[]){where, '\0'});
    if (!said || column == SHEET_COLUMNS || !sheet_is_text(column) || number > snippets_count(p->session->snippets)) {
        tell(p, "%s", _("Say which snippet and where to: use 2 n, use 2 m or use 2 r. snippets lists them."));
        return;
    }
    const char *text = snippets_text(p->session->snippets, number - 1);
    if (interview_kept(p, sheet_set_text(p->session, p->at, column, text, &e), &e)) {
        tell_interview_row(p, p->at);
        snippets_used(p->session->snippets, number - 1);
        (void)refused(p, p->session->save_snippets(p->session->context, &e), &e);
    }
}

void do_keep(struct plain *p, const char *rest)
{
    struct error e = {0};
    const enum sheet_column column = column_of(rest);
    if (!snippets_here(p)) {
        return;
    }
    if (column == SHEET_COLUMNS || !sheet_is_text(column)) {
        tell(p, "%s", _("Say which text: keep n, keep m or keep r."));
        return;
    }
    enum status st = snippets_add(p->session->snippets, sheet_text(p->session, p->at, column), &e);
    st = st == ST_OK ? p->session->save_snippets(p->session->context, &e) : st;
    if (!refused(p, st, &e)) {
        tell(p, "%s", _("Kept as a snippet."));
    }
}
