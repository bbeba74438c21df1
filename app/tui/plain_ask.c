/* What plain mode asks for beside the answers. An empty line keeps what is there. */
#include "model/corporate_number.h"
#include "tui/plain_parts.h"

#include "base/i18n.h"
#include "model/json.h"
#include "tui/words.h"

void ask_name(struct plain *p)
{
    p->session->profile_seen = true;
    for (;;) {
        struct error e = {0};
        const char *name = ask_line(p, _("Name of your firm, as it shall stand on the answers (Enter: later):"),
                                    _("Without a name nothing can be signed; it can be given or changed later with c."));
        if (name == NULL || name[0] == '\0' || leaves(p, name)) {
            return;
        }
        if (!refused(p, session_supplier(p->session, "name", name, true, &e), &e)) {
            tell_saved(p, SIZE_MAX);
            return;
        }
    }
}

/* The particulars that are one of a few choices. */
static const struct choice *choices_of(const char *path, size_t *count)
{
    const bool people = strcmp(path, "employees") == 0;
    *count = people ? EMPLOYEE_CHOICE_COUNT : INDUSTRY_CHOICE_COUNT;
    return people ? EMPLOYEE_CHOICES : strcmp(path, "industry") == 0 ? INDUSTRY_CHOICES : NULL;
}

/* What is meant among the choices: a number of people says its class, words say the industry that holds them. NULL: nothing, which is
 * told. */
static const char *chosen(struct plain *p, const struct choice *choices, size_t count, const char *text)
{
    char ascii[WORDS_MAX];
    int people = 0;
    char end = 0;
    (void)plain_ascii(text, ascii);
    const bool number = choices == EMPLOYEE_CHOICES && sscanf(ascii, "%6d%c", &people, &end) == 1 && people > 0;
    const size_t meant = choice_meant(choices, count, number ? employees_class(people) : ascii);
    if (meant > 0) {
        return choices[meant].value;
    }
    size_t fitting = 0;
    for (size_t i = 1; i < count; i++) {
        fitting += choice_fits(&choices[i], ascii);
    }
    if (strcmp(ascii, "?") != 0) {
        tell(p, fitting > 0 ? _("\"%s\" may be one of these:") : _("\"%s\" is none of these:"), text);
    }
    for (size_t i = 1; i < count; i++) {
        if (fitting == 0 || choice_fits(&choices[i], ascii)) {
            tell(p, "%s", _(choices[i].label));
        }
    }
    return NULL;
}

/* Lines on, or -1 for a line back; FORM_OVER: the rest is left, or the input has ended. */
enum form_move { FORM_BACK = -1, FORM_OVER = 0, FORM_ON = 1 };

/* One particular of the firm; asks again until it is accepted or passed over. */
static enum form_move ask_particular(struct plain *p, const char *path, const char *label, const char *help)
{
    const cJSON *supplier = session_supplier_object(p->session);
    const bool contact = strncmp(path, "contact.", 8) == 0;
    size_t count = 0;
    const struct choice *choices = choices_of(path, &count);
    const char *now = contact ? json_text(json_get(supplier, "contact"), path + 8) : json_text(supplier, path);
    now = choices != NULL ? choice_words(choices, count, now) : now;
    char prompt[WORDS_MAX * 3];
    const int n = now == NULL || now[0] == '\0' ? snprintf(prompt, sizeof prompt, "%s:", label)
                                                : snprintf(prompt, sizeof prompt, _("%s (now %s; - removes it):"), label, now);
    for (;;) {
        struct error e = {0};
        char ascii[WORDS_MAX];
        char number[16];
        char problem[CORPORATE_NUMBER_PROBLEM];
        const char *line = ask(p, n > 0 ? prompt : label);
        if (line == NULL || line[0] == '\0') {
            return line == NULL ? FORM_OVER : FORM_ON;
        }
        if (goes_back(line)) {
            return FORM_BACK;
        }
        if (strcmp(plain_ascii(line, ascii), "q") == 0) {
            return FORM_OVER;
        }
        const char *value = strcmp(line, "-") == 0 ? "" : line;
        if (choices != NULL && value[0] != '\0') {
            value = chosen(p, choices, count, value);
            if (value == NULL) {
                continue;
            }
        } else if (strcmp(ascii, "?") == 0) {
            tell(p, _("%s Enter alone leaves it as it is, b goes back a line, q leaves the rest."), help);
            continue;
        } else if (strcmp(path, "corporate_number") == 0) {
            if (corporate_number_problem(value, number, problem) != NULL) {
                tell(p, "%s", problem);
                continue;
            }
            value = number;
        } else if (contact && strcmp(path, "contact.name") != 0) {
            value = plain_ascii(value, ascii);
        }
        const enum status st = session_supplier(p->session, path, value, true, &e);
        profile_problem(path, label, &e);
        if (!refused(p, st, &e)) {
            if (choices != NULL && value[0] != '\0') {
                tell(p, "%s", choice_words(choices, count, value));
            }
            return FORM_ON;
        }
    }
}

void ask_firm(struct plain *p)
{
    static const struct {
        const char *path, *label, *help;
    } lines[] = {
        {"name", N_("Name of the firm"), N_("As it shall stand on the answers.")},
        {"name_kana", N_("Reading of the name in kana"), N_("For a Japanese name only: customers sort firms by it.")},
        {"corporate_number", N_("Corporate number (13 digits)"), N_("The number that the tax agency gave a company.")},
        {"employees", N_("How many people work there, like 12"), ""}, /* these two list what may be chosen */
        {"industry", N_("Industry, in a word such as plating (? lists them)"), ""},
        {"contact.name", N_("Contact person"), N_("Whom your customers can ask about the answers.")},
        {"contact.email", N_("Mail"), N_("Where your customers can write to, like name@example.jp.")},
        {"contact.phone", N_("Phone"), N_("With its area code, like 03-0000-0001.")},
        {"contact.emergency_phone", N_("Emergency phone"), N_("Where somebody answers when an attack is going on, at night, too.")}};
    const int count = (int)(sizeof lines / sizeof *lines);
    tell(p, "%s", _("Your firm. Enter alone passes a line over and keeps what is there; b goes back a line, q leaves the rest."));
    enum form_move move = FORM_ON;
    for (int at = 0; at >= 0 && at < count && move != FORM_OVER; at += move) {
        move = ask_particular(p, lines[at].path, _(lines[at].label), lines[at].help[0] == '\0' ? "" : _(lines[at].help));
    }
    tell_saved(p, SIZE_MAX);
}

void ask_belief(struct plain *p)
{
    p->session->belief_seen = true;
    tell(p, "%s", "");
    tell(p, "%s", _("How well do you think your firm is protected against attacks and failures?"));
    tell(p, "%s", _("A feeling is enough. Your customers see it in the signed answers, too; Enter alone leaves it out."));
    for (int i = 0; i < LEVELS; i++) {
        tell(p, "%d %s", i, _(BELIEFS[i]));
    }
    for (;;) {
        char ascii[WORDS_MAX];
        struct error e = {0};
        const char *line = ask(p, _("0 to 4 (Enter: skip):"));
        if (line == NULL || line[0] == '\0' || leaves(p, line)) {
            return;
        }
        (void)plain_ascii(line, ascii);
        if (ascii[0] < '0' || ascii[0] > '4' || ascii[1] != '\0') {
            tell(p, "%s", _("0 means hardly protected, 4 very well: type the number that comes closest, or Enter to leave it out."));
        } else if (!refused(p, session_perceived(p->session, ascii[0] - '0', &e), &e)) {
            tell_saved(p, SIZE_MAX);
            return;
        }
    }
}

bool ask_reason(struct plain *p, const char *given)
{
    struct error e = {0};
    char ascii[WORDS_MAX];
    const char *before, *reason = given;
    const enum reason_from from = reason_before(p->session, p->at, &before);
    const bool proposed = given[0] == '\0' && (from == REASON_LAST_YEAR || from == REASON_GIVEN);
    char *kept = proposed ? strdup(before) : NULL; /* the answer that holds it gives way to the new one */
    if (proposed) {
        tell(p, from == REASON_LAST_YEAR ? _("Last year's reason: %s") : _("The reason given before this customer asked: %s"), before);
    }
    if (given[0] == '\0') {
        reason =
            ask_line(p,
                     proposed ? _("Why does it not apply? In a few words (y: that is still the reason; Enter: it does apply, no mark):")
                              : _("Why does it not apply? In a few words (Enter: it does apply, no mark):"),
                     _("For example: we keep no servers of our own. Your customer reads it beside the answer."));
    }
    if (kept != NULL && reason != NULL && strcmp(plain_ascii(reason, ascii), "y") == 0) {
        reason = kept;
    }
    const bool done = reason != NULL && reason[0] != '\0' && !refused(p, session_answer(p->session, p->at, ANSWER_NA, 0, reason, &e), &e);
    if (done) {
        tell_saved(p, p->at);
    }
    free(kept);
    return done;
}

bool ask_text(struct plain *p, const char *member, const char *prompt, const char *help, const char *given)
{
    struct error e = {0};
    const char *now = json_text(p->session->list.questions[p->at].answer.tree, member);
    if (now != NULL && given[0] == '\0') {
        tell(p, _("So far: %s"), now);
    }
    const char *text = given[0] != '\0' ? given : ask_line(p, prompt, help);
    if (text == NULL || text[0] == '\0') {
        return text != NULL;
    }
    if (!refused(p, session_text(p->session, p->at, member, strcmp(text, "-") == 0 ? "" : text, &e), &e)) {
        tell_saved(p, SIZE_MAX);
    }
    return true;
}

void ask_note(struct plain *p, const char *given)
{
    (void)ask_text(p, "note", _("Note, one line (Enter: leave it; -: remove it):"),
                   _("What your customer shall read beside the answer. Enter leaves it as it is."), given);
}

void ask_details(struct plain *p, const char *given)
{
    (void)(ask_text(p, "scope", _("The answer holds for (Enter: leave it; -: remove it):"),
                    _("For example: all computers of the office. Your customer reads it beside the answer."), given) &&
           ask_text(p, "exceptions", _("Except (Enter: leave it; -: remove it):"),
                    _("What the answer does not hold for, for example one old machine in the works."), "") &&
           ask_text(p, "compensating", _("What is done there instead (Enter: leave it; -: remove it):"),
                    _("What protects the exception, for example that it is on no network."), ""));
}
