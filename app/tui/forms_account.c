/* The form of a follow-up: to change one, or to add one about the firm as a whole. */
#include "tui/account.h"
#include "tui/form.h"

#include "base/i18n.h"
#include "model/followup.h"
#include "tui/session_interview.h"

enum { TEXT, OWNER, DUE, DONE, FIELDS };
static const char *const MEMBERS[FIELDS] = {"text", "owner", "due", "done_at"};

static void load(struct form *form)
{
    if (form_entry(form) == SIZE_MAX) {
        return;
    }
    const struct followup f = followup_view(form_session(form)->assessment, form_entry(form));
    const char *const values[FIELDS] = {f.text, f.owner, f.due, f.done_at};
    for (size_t i = 0; i < form_fields(form); i++) {
        form_fill(form, i, values[i]);
    }
}

static enum status check_day(const struct form *form, size_t field, struct error *e)
{
    char day[WORDS_MAX];
    int64_t seconds;
    if (field != DUE && field != DONE) {
        return ST_OK;
    }
    (void)plain_date(form_value(form, field), day);
    return day[0] == '\0' || date_parse(day, &seconds)
               ? ST_OK
               : fail(e, ST_INPUT, _("\"%s\" is no date: write year, month and day as 2027-03-31."), day);
}

static enum status apply(struct form *form, size_t *field, struct error *e)
{
    struct session *s = form_session(form);
    char due[WORDS_MAX], done[WORDS_MAX] = "";
    for (*field = 0; *field < form_fields(form); (*field)++) {
        const enum status st = check_day(form, *field, e);
        if (st != ST_OK) {
            return st;
        }
    }
    *field = TEXT;
    (void)plain_date(form_value(form, DUE), due);
    if (form_entry(form) == SIZE_MAX) {
        return session_followup(s, SIZE_MAX, form_value(form, TEXT), form_value(form, OWNER), due, e);
    }
    (void)plain_date(form_value(form, DONE), done);
    const char *const values[FIELDS] = {form_value(form, TEXT), form_value(form, OWNER), due, done};
    enum status st = ST_OK;
    for (size_t i = 0; st == ST_OK && i < FIELDS; i++) {
        st = session_followup_set(s, form_entry(form), MEMBERS[i], values[i], i == 0, e);
    }
    return st;
}

struct screen *followup_entry_form_new(struct session *session, size_t entry)
{
    static const struct field_spec fields[FIELDS] = {
        {N_("What comes later"), N_("What was promised: \"the record of the last restore\". The firm sees it."), FIELD_LINE, NULL, NULL},
        {N_("Who"), N_("Who does or sends it."), FIELD_LINE, NULL, NULL},
        {N_("By when"), N_("A date such as 2026-12-15, or empty."), FIELD_LINE, NULL, NULL},
        {N_("Done on"), N_("The day on which it came; empty while it is open."), FIELD_LINE, NULL, NULL}};
    static const struct form_spec change = {
        .title = N_("Follow-up"), .fields = fields, .nfields = FIELDS, .load = load, .apply = apply, .check = check_day};
    static const struct form_spec add = {
        .title = N_("Follow-up about the firm as a whole"), .fields = fields, .nfields = DONE, .apply = apply, .check = check_day};
    return form_new(session, entry == SIZE_MAX ? &add : &change, SIZE_MAX, entry);
}
