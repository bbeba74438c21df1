/* The forms of answering: tables of fields, what they hold now, and how they are kept. */
#include "model/corporate_number.h"
#include "tui/form.h"
#include "tui/screens.h"

#include "base/buffer.h"
#include "base/i18n.h"
#include "model/json.h"
#include "model/profile.h"

/* Fills field after field from members of an object. */
static void load_members(struct form *form, const cJSON *object, const char *const *members, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        form_fill(form, i, json_text(object, members[i]));
    }
}

/* ---- company profile ---- */

static const char *const PROFILE_PATHS[] = {"name",          "name_kana",     "corporate_number",
                                            "employees",     "industry",      "contact.name",
                                            "contact.email", "contact.phone", "contact.emergency_phone"};
enum { PROFILE_NUMBER = 2, PROFILE_CONTACT = 5, PROFILE_EMAIL = 6, PROFILE_FIELDS = 9 };

static const struct field_spec PROFILE[PROFILE_FIELDS];

/* What the draft holds for a field; NULL: nothing. */
static const char *profile_now(const struct form *form, size_t field)
{
    const cJSON *supplier = session_supplier_object(form_session(form));
    return field < PROFILE_CONTACT ? json_text(supplier, PROFILE_PATHS[field])
                                   : json_text(json_get(supplier, "contact"), PROFILE_PATHS[field] + strlen("contact."));
}

static void profile_load(struct form *form)
{
    for (size_t i = 0; i < PROFILE_FIELDS; i++) {
        form_fill(form, i, profile_now(form, i));
    }
}

static enum status profile_check_field(const struct form *form, size_t field, struct error *e)
{
    char number[16];
    char ascii[WORDS_MAX];
    char problem[CORPORATE_NUMBER_PROBLEM];
    const char *value = form_value(form, field);
    if (field == PROFILE_NUMBER) {
        return corporate_number_problem(value, number, problem) == NULL ? ST_OK : fail(e, ST_INPUT, "%s", problem);
    }
    const enum status st = profile_check(PROFILE_PATHS[field], field >= PROFILE_EMAIL ? plain_ascii(value, ascii) : value, e);
    if (st != ST_OK) {
        profile_problem(PROFILE_PATHS[field], _(PROFILE[field].label), e);
    }
    return st;
}

static enum status profile_apply(struct form *form, size_t *field, struct error *e)
{
    char number[16];
    char ascii[WORDS_MAX];
    char problem[CORPORATE_NUMBER_PROBLEM];
    if (form_value(form, 0)[0] == '\0') {
        *field = 0;
        return fail(e, ST_INPUT, _("The name of the firm is needed: it stands on the signed answers."));
    }
    if (corporate_number_problem(form_value(form, PROFILE_NUMBER), number, problem) != NULL) {
        *field = PROFILE_NUMBER;
        return fail(e, ST_INPUT, "%s", problem);
    }
    bool first = true;
    for (size_t i = 0; i < PROFILE_FIELDS; i++) {
        const char *value = i == PROFILE_NUMBER  ? number
                            : i >= PROFILE_EMAIL ? plain_ascii(form_value(form, i), ascii)
                                                 : form_value(form, i);
        const char *now = profile_now(form, i);
        if (strcmp(value, now == NULL ? "" : now) == 0) {
            continue;
        }
        const enum status st = session_supplier(form_session(form), PROFILE_PATHS[i], value, first, e);
        if (st != ST_OK) {
            profile_problem(PROFILE_PATHS[i], _(PROFILE[i].label), e);
            *field = i;
            return st;
        }
        first = false;
    }
    return ST_OK;
}

static struct effect profile_flow(struct form *form, bool kept)
{
    (void)kept;
    form_session(form)->profile_seen = true;
    return flow_effect(form_session(form));
}

#define PROFILE_INTRO N_("Asked once. Only the name is needed; the rest can wait.")

static const struct field_spec PROFILE[PROFILE_FIELDS] = {
    {N_("Name of the firm"), N_("As it stands in the register, with the legal form."), FIELD_LINE, NULL, NULL},
    {N_("Reading (kana)"), N_("For a Japanese name only: how it is read, for customers who sort by it. May stay empty."), FIELD_LINE, NULL,
     NULL},
    {N_("Corporate number"),
     N_("13 digits, public, on your tax papers and at the National Tax Agency's site. Sole proprietors have none: leave it empty."),
     FIELD_LINE, NULL, NULL},
    {N_("Staff"), N_("Everyone who works for you, part-timers included. Type the number, or choose with left and right."), FIELD_CHOICE,
     EMPLOYEE_CHOICES, &EMPLOYEE_CHOICE_COUNT},
    {N_("Industry"), N_("What you mostly do. Type a word for it, like plating or trucking, or choose with left and right."), FIELD_CHOICE,
     INDUSTRY_CHOICES, &INDUSTRY_CHOICE_COUNT},
    {N_("Contact person"), N_("Whom customers may ask about these answers."), FIELD_LINE, NULL, NULL},
    {N_("Mail"), N_("Your customers see this address."), FIELD_LINE, NULL, NULL},
    {N_("Phone"), N_("Your customers see this number."), FIELD_LINE, NULL, NULL},
    {N_("Emergency phone"), N_("Where somebody answers at night and on holidays, if a product that you use is under attack."), FIELD_LINE,
     NULL, NULL},
};

struct screen *profile_form_new(struct session *session, bool flow)
{
    static const struct form_spec plain = {.title = N_("Your firm"),
                                           .fields = PROFILE,
                                           .nfields = PROFILE_FIELDS,
                                           .load = profile_load,
                                           .apply = profile_apply,
                                           .check = profile_check_field};
    static const struct form_spec first = {.title = N_("Your firm"),
                                           .intro = PROFILE_INTRO,
                                           .fields = PROFILE,
                                           .nfields = PROFILE_FIELDS,
                                           .load = profile_load,
                                           .apply = profile_apply,
                                           .then = profile_flow,
                                           .check = profile_check_field};
    return form_new(session, flow ? &first : &plain, 0, 0);
}

struct screen *first_profile_form_new(struct session *session)
{
    static const struct form_spec spec = {.title = N_("Your firm"),
                                          .intro = PROFILE_INTRO,
                                          .fields = PROFILE,
                                          .nfields = PROFILE_FIELDS,
                                          .load = profile_load,
                                          .apply = profile_apply,
                                          .check = profile_check_field};
    return form_new(session, &spec, 0, 0);
}

/* ---- note, details ---- */

static void note_load(struct form *form)
{
    form_fill(form, 0, json_text(form_asked(form)->answer.tree, "note"));
}

static enum status note_apply(struct form *form, size_t *field, struct error *e)
{
    *field = 0;
    return session_text(form_session(form), form_question(form), "note", form_value(form, 0), e);
}

struct screen *note_form_new(struct session *session, size_t question)
{
    static const struct field_spec fields[] = {
        {N_("Note"), N_("Your customer reads it with the answer. A good note says what is done where, and what is not."), FIELD_LINES, NULL,
         NULL}};
    static const struct form_spec spec = {.title = N_("Note"),
                                          .fields = fields,
                                          .nfields = sizeof fields / sizeof *fields,
                                          .about = form_about,
                                          .load = note_load,
                                          .apply = note_apply,
                                          .keep_on_escape = true};
    return form_new(session, &spec, question, 0);
}

static const char *const DETAILS[] = {"scope", "exceptions", "compensating"};

static void details_load(struct form *form)
{
    load_members(form, form_asked(form)->answer.tree, DETAILS, 3);
}

static enum status details_apply(struct form *form, size_t *field, struct error *e)
{
    const char *texts[] = {form_value(form, 0), form_value(form, 1), form_value(form, 2)};
    return session_texts(form_session(form), form_question(form), DETAILS, texts, 3, field, e);
}

struct screen *details_form_new(struct session *session, size_t question)
{
    static const struct field_spec fields[] = {
        {N_("Where it holds"), N_("The part of the firm that the answer is about: \"all office PCs\", \"head office and plant\"."),
         FIELD_LINE, NULL, NULL},
        {N_("Except"), N_("Where it does not, yet: \"the machine controllers in hall 2\"."), FIELD_LINE, NULL, NULL},
        {N_("What is done instead"), N_("What protects the exceptions: \"not connected to any network\"."), FIELD_LINE, NULL, NULL}};
    static const struct form_spec spec = {.title = N_("Scope and exceptions"),
                                          .fields = fields,
                                          .nfields = sizeof fields / sizeof *fields,
                                          .about = form_about,
                                          .load = details_load,
                                          .apply = details_apply};
    return form_new(session, &spec, question, 0);
}

/* ---- evidence ---- */

enum { EVIDENCE_TITLE, EVIDENCE_KIND, EVIDENCE_REFERENCE, EVIDENCE_DATE, EVIDENCE_SHA256, EVIDENCE_MEMBERS };

static void evidence_load(struct form *form)
{
    static const char *const members[EVIDENCE_MEMBERS] = {"title", "kind", "reference", "date", "sha256"};
    const cJSON *list = json_get(form_asked(form)->answer.tree, "evidence");
    if (form_entry(form) != SIZE_MAX) {
        const cJSON *entry = cJSON_GetArrayItem(list, (int)form_entry(form));
        load_members(form, entry, members, json_text(entry, "sha256") != NULL ? EVIDENCE_MEMBERS : EVIDENCE_SHA256);
    }
}

static enum status evidence_apply(struct form *form, size_t *field, struct error *e)
{
    char date[WORDS_MAX];
    int64_t seconds = 0;
    if (form_value(form, EVIDENCE_TITLE)[0] == '\0') {
        *field = EVIDENCE_TITLE;
        return fail(e, ST_INPUT, _("Give the evidence a name by which you find it again."));
    }
    (void)plain_ascii(form_value(form, EVIDENCE_DATE), date);
    if (date[0] != '\0' && !date_parse(date, &seconds)) {
        *field = EVIDENCE_DATE;
        return fail(e, ST_INPUT, _("\"%s\" is no date: write year, month and day as 2027-03-31."), date);
    }
    const struct evidence value = {form_value(form, EVIDENCE_TITLE), form_value(form, EVIDENCE_KIND), form_value(form, EVIDENCE_REFERENCE),
                                   date, form_fields(form) > EVIDENCE_SHA256 ? form_value(form, EVIDENCE_SHA256) : NULL};
    return session_evidence_put(form_session(form), form_question(form), form_entry(form), &value, e);
}

/* Which kinds there are, nobody can guess. */
static bool evidence_help(const struct form *form, size_t field, char out[HELP_MAX])
{
    struct buffer words;
    (void)form;
    if (field != EVIDENCE_KIND) {
        return false;
    }
    buffer_init(&words, BUFFER_MAX_TEXT);
    (void)buffer_add_format(&words, "%s\n", _("Left and right choose, or first letters:"));
    for (size_t i = 1; i < EVIDENCE_CHOICE_COUNT; i++) { /* the first is none */
        (void)buffer_add_format(&words, "%s%s", i > 1 ? " / " : "", _(EVIDENCE_CHOICES[i].label));
    }
    (void)snprintf(out, HELP_MAX, "%s", buffer_text(&words));
    buffer_release(&words);
    return true;
}

#define EVIDENCE_FIELDS                                                                                                                    \
    {N_("What it is"), N_("For example: restore test of April 2026."), FIELD_LINE, NULL, NULL},                                            \
        {N_("Kind"), NULL, FIELD_CHOICE, EVIDENCE_CHOICES, &EVIDENCE_CHOICE_COUNT},                                                        \
        {N_("Where it is kept"), N_("Folder, binder, ticket number. Your customer sees this line; the thing itself stays with you."),      \
         FIELD_LINE, NULL, NULL},                                                                                                          \
    {                                                                                                                                      \
        N_("Date"), N_("The date on the evidence, for example 2026-11-21."), FIELD_LINE, NULL, NULL                                        \
    }

/* With a fifth field, only shown, where a file's SHA-256 is known. */
static struct form *evidence_form(struct session *session, size_t question, size_t entry, bool file)
{
    static const struct field_spec fields[] = {EVIDENCE_FIELDS};
    static const struct field_spec more[] = {EVIDENCE_FIELDS, {N_("Check number"), NULL, FIELD_SHOWN, NULL, NULL}};
    static const struct form_spec spec = {.title = N_("Evidence"),
                                          .fields = fields,
                                          .nfields = sizeof fields / sizeof *fields,
                                          .about = form_about,
                                          .load = evidence_load,
                                          .apply = evidence_apply,
                                          .help = evidence_help};
    static const struct form_spec with = {.title = N_("Evidence"),
                                          .fields = more,
                                          .nfields = sizeof more / sizeof *more,
                                          .about = form_about,
                                          .load = evidence_load,
                                          .apply = evidence_apply,
                                          .help = evidence_help};
    struct screen *screen = form_new(session, file ? &with : &spec, question, entry);
    return screen == NULL ? NULL : form_of(screen);
}

struct screen *evidence_form_new(struct session *session, size_t question, size_t entry)
{
    const cJSON *list = json_get(session->list.questions[question].answer.tree, "evidence");
    const cJSON *old = entry == SIZE_MAX ? NULL : cJSON_GetArrayItem(list, (int)entry);
    struct form *form = evidence_form(session, question, entry, json_text(old, "sha256") != NULL);
    if (form != NULL && entry == SIZE_MAX) {
        char today[DATE_TEXT];
        session_today(session, today);
        form_propose(form, EVIDENCE_DATE, today);
    }
    return form_screen(form);
}

struct screen *evidence_file_form_new(struct session *session, size_t question, const char *name, const struct file_facts *file)
{
    struct form *form = evidence_form(session, question, SIZE_MAX, true);
    if (form != NULL) {
        const char *dot = strrchr(name, '.');
        char title[256];
        (void)snprintf(title, sizeof title, "%.*s", dot == NULL || dot == name ? (int)strlen(name) : (int)(dot - name), name);
        form_fill(form, EVIDENCE_TITLE, title);
        form_fill(form, EVIDENCE_REFERENCE, name);
        form_propose(form, EVIDENCE_DATE, file->date);
        form_fill(form, EVIDENCE_SHA256, file->sha256);
    }
    return form_screen(form);
}

/* ---- inventory ---- */

static const struct choice YES_NO[] = {{"", N_("no"), NULL}, {"y", N_("yes"), NULL}};
static const size_t YES_NO_COUNT = sizeof YES_NO / sizeof *YES_NO;

static void inventory_load(struct form *form)
{
    static const char *const members[] = {"name", "vendor", "version"};
    const cJSON *list = session_inventory(form_session(form));
    const cJSON *entry = form_entry(form) == SIZE_MAX ? NULL : cJSON_GetArrayItem(list, (int)form_entry(form));
    for (size_t i = 0; i < sizeof members / sizeof *members; i++) {
        form_propose(form, i, json_text(entry, members[i]));
    }
    form_fill(form, 3, json_true(entry, "internet") ? "y" : "");
    form_fill(form, 4, json_true(entry, "credentials") ? "y" : "");
}

static enum status inventory_apply(struct form *form, size_t *field, struct error *e)
{
    const struct inventory_entry entry = {form_value(form, 0), form_value(form, 1), form_value(form, 2), form_value(form, 3)[0] == 'y',
                                          form_value(form, 4)[0] == 'y'};
    *field = 0;
    if (entry.name[0] == '\0') {
        return fail(e, ST_INPUT, _("The product or service needs a name."));
    }
    return session_inventory_put(form_session(form), form_entry(form), &entry, e);
}

struct screen *inventory_form_new(struct session *session, size_t entry)
{
    static const struct field_spec fields[] = {
        {N_("Name"), N_("As its maker calls it; for a device the maker's name and the model on its label."), FIELD_LINE, NULL, NULL},
        {N_("Maker or provider"), NULL, FIELD_LINE, NULL, NULL},
        {N_("Version"), N_("Often under Help > About. May stay empty when you do not know it."), FIELD_LINE, NULL, NULL},
        {N_("Seen from the internet"),
         N_("Yes for what faces the internet: the router, VPN devices, web and mail servers, cloud services. Left and right choose."),
         FIELD_CHOICE, YES_NO, &YES_NO_COUNT},
        {N_("Keeps passwords"),
         N_("Does this product keep passwords or IDs of your people? If you are not sure, yes is the careful answer."), FIELD_CHOICE,
         YES_NO, &YES_NO_COUNT}};
    static const struct form_spec spec = {.title = N_("Product or service"),
                                          .place = N_("products"),
                                          .fields = fields,
                                          .nfields = sizeof fields / sizeof *fields,
                                          .load = inventory_load,
                                          .apply = inventory_apply};
    return form_new(session, &spec, 0, entry);
}
