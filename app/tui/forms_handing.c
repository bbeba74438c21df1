/* The forms of handing in: who stands behind the answers, the signing key, the passphrase. */
#include "tui/handing_screens.h"

#include "base/buffer.h"
#include "base/i18n.h"
#include "model/json.h"
#include "tui/form.h"
#include "tui/path_words.h"
#include "tui/sending.h"
#include "tui/ui.h"

static struct handing *handing_of(const struct form *form)
{
    return form_context(form);
}

/* ---- management's word ---- */

static void affirm_load(struct form *form)
{
    const struct session *s = form_session(form);
    form_propose(form, 0, handing_person(s));
    form_propose(form, 1, handing_role(s));
}

static enum status affirm_apply(struct form *form, size_t *field, struct error *e)
{
    *field = 0;
    if (form_value(form, 0)[0] == '\0') {
        return fail(e, ST_INPUT, _("Who stands behind these answers? A name is needed."));
    }
    if (form_value(form, 1)[0] == '\0') {
        *field = 1;
        return fail(e, ST_INPUT, _("In which role? For example: owner, managing director."));
    }
    return handing_affirm(form_session(form), form_value(form, 0), form_value(form, 1), e);
}

struct screen *affirm_form_new(struct session *session)
{
    static const struct field_spec fields[] = {
        {N_("Name"), N_("The person in charge, who stands behind these answers. Your customer sees it."), FIELD_LINE, NULL, NULL},
        {N_("Role"), N_("For example: owner, managing director. Today's date is put beside it."), FIELD_LINE, NULL, NULL}};
    static const struct form_spec spec = {.title = N_("Who stands behind these answers?"),
                                          .place = N_("hand in"),
                                          .intro = N_("With this the management confirms that the answers are true to the best of its "
                                                      "knowledge."),
                                          .fields = fields,
                                          .nfields = 2,
                                          .load = affirm_load,
                                          .apply = affirm_apply};
    return form_new(session, &spec, SIZE_MAX, 0);
}

/* ---- the signing key ---- */

static void make_load(struct form *form)
{
    form_propose(form, 0, session_company(form_session(form)));
}

static enum status make_apply(struct form *form, size_t *field, struct error *e)
{
    struct handing *h = handing_of(form);
    const char *problem = passphrase_problem(form_value(form, 1), form_value(form, 2));
    *field = 0;
    if (form_value(form, 0)[0] == '\0') {
        return fail(e, ST_INPUT, _("The key needs the name of your firm."));
    }
    if (problem != NULL) {
        *field = 1;
        form_forget(form, 1);
        form_forget(form, 2);
        return fail(e, ST_INPUT, "%s", problem);
    }
    return h->session->finish->identity_make(h->session->finish_context, form_value(form, 0), form_value(form, 1), e);
}

/* A slip is told where it was made, before the same is typed again. */
static enum status make_check(const struct form *form, size_t field, struct error *e)
{
    const char *first = form_value(form, 1), *again = form_value(form, 2);
    const char *problem = field == 0 || (field == 1 && first[0] == '\0') ? NULL : passphrase_problem(first, field == 1 ? first : again);
    return problem == NULL ? ST_OK : fail(e, ST_INPUT, "%s", problem);
}

static const char *make_about(const struct form *form)
{
    return key_make_words(handing_of(form));
}

struct screen *key_make_form_new(struct handing *h)
{
    static const struct field_spec fields[] = {
        {N_("Name of the firm"), N_("It stands in every signature that is made with the key."), FIELD_LINE, NULL, NULL},
        {N_("Passphrase"),
         N_("At least 8 characters; a sentence that you remember is best. It is shown as *, and nobody can look it up later: write it down "
            "and keep it apart from this computer."),
         FIELD_SECRET, NULL, NULL},
        {N_("The same again"), N_("So that a slip of the finger does not lock you out."), FIELD_SECRET, NULL, NULL}};
#define MAKE_SPEC(at)                                                                                                                      \
    {                                                                                                                                      \
        .title = N_("Make your signing key"), .place = N_("signing key"), .fields = fields, .nfields = 3, .start = at,                     \
        .about = make_about, .load = make_load, .acts = true, .apply = make_apply, .check = make_check, .busy = N_("Making the key …")     \
    }
    static const struct form_spec first = MAKE_SPEC(1); /* the name is filled in: typing ahead must not change it */
    static const struct form_spec again = MAKE_SPEC(0); /* it is the name that was wrong */
#undef MAKE_SPEC
    return form_new_about(h->session, h->identity.state == IDENTITY_VALID && h->identity.unused ? &again : &first, h);
}

static enum status open_apply(struct form *form, size_t *field, struct error *e)
{
    struct handing *h = handing_of(form);
    *field = 0;
    if (form_value(form, 0)[0] == '\0') {
        return fail(e, ST_INPUT, _("Where is the key file?"));
    }
    const enum status st = h->session->finish->identity_open(h->session->finish_context, form_value(form, 0), form_value(form, 1), e);
    if (st != ST_OK) {
        form_forget(form, 1);
        *field = form_value(form, 0)[0] == '\0' ? 0 : 1;
    }
    return st;
}

struct screen *key_open_form_new(struct handing *h)
{
    static const struct field_spec fields[] = {
        {N_("Key file"), N_("A file ending in .p12 or .pfx: your own from another computer, or one that an authority issued to your firm."),
         FIELD_LINE, NULL, NULL},
        {N_("Its passphrase"), N_("It is shown as *."), FIELD_SECRET, NULL, NULL}};
    static const struct form_spec spec = {.title = N_("Use a key file that you have"),
                                          .place = N_("signing key"),
                                          .fields = fields,
                                          .nfields = 2,
                                          .acts = true,
                                          .apply = open_apply,
                                          .busy = N_("Opening the key …")};
    return form_new_about(h->session, &spec, h);
}

static enum status copy_apply(struct form *form, size_t *field, struct error *e)
{
    struct handing *h = handing_of(form);
    *field = 0;
    if (form_value(form, 0)[0] == '\0') {
        return fail(e, ST_INPUT, _("Where shall the copy go?"));
    }
    return key_copy(h, form_value(form, 0), e);
}

static struct effect copy_then(struct form *form, bool kept)
{
    if (kept) {
        struct buffer words;
        buffer_init(&words, BUFFER_MAX_TEXT);
        key_copied_words(&words, handing_of(form));
        form_say(form, buffer_text(&words));
        buffer_release(&words);
    }
    return effect_pop();
}

struct screen *key_copy_form_new(struct handing *h)
{
    static const struct field_spec fields[] = {
        {N_("Folder"),
         N_("A folder of another disk or computer that you know by its name; on Windows a drive's letter, such as E:. For a USB stick, go "
            "back (Esc) and plug it in: it is found by itself. Nothing is overwritten."),
         FIELD_LINE, NULL, NULL}};
    static const struct form_spec spec = {.title = N_("Keep a copy of the key file"),
                                          .place = N_("signing key"),
                                          .intro = N_("The copy is protected by the same passphrase."),
                                          .fields = fields,
                                          .nfields = 1,
                                          .acts = true,
                                          .apply = copy_apply,
                                          .then = copy_then};
    return form_new_about(h->session, &spec, h);
}

/* ---- signing: the folder is shown and not typed into, so that a passphrase typed without looking never becomes its name ---- */

enum { SIGN_FOR, SIGN_FOLDER, SIGN_PASSPHRASE, SIGN_FIELDS };

static void sign_load(struct form *form)
{
    char folder[FINISH_PATH];
    struct buffer names;
    buffer_init(&names, BUFFER_MAX_TEXT);
    handing_names(&names, handing_of(form));
    form_fill(form, SIGN_FOR, buffer_text(&names));
    buffer_release(&names);
    handing_folder(handing_of(form), folder);
    buffer_init(&names, BUFFER_MAX_TEXT);
    path_words(&names, folder);
    form_fill(form, SIGN_FOLDER, buffer_text(&names));
    buffer_release(&names);
}

static enum status sign_apply(struct form *form, size_t *field, struct error *e)
{
    struct handing *h = handing_of(form);
    enum status st = ST_OK;
    if (!h->identity.open) {
        *field = SIGN_PASSPHRASE;
        st = h->session->finish->identity_open(h->session->finish_context, NULL, form_value(form, SIGN_PASSPHRASE), e);
        form_forget(form, SIGN_PASSPHRASE);
        h->session->finish->identity(h->session->finish_context, &h->identity);
    }
    return st == ST_OK ? handing_sign(h, e) : st;
}

static struct effect sign_then(struct form *form, bool kept)
{
    return kept ? effect_replace(handed_screen_new(handing_of(form), false)) : effect_pop();
}

static struct effect sign_elsewhere(struct form *form)
{
    return effect_replace(folder_form_new(handing_of(form)));
}

struct screen *sign_form_new(struct handing *h)
{
    static const struct field_spec fields[SIGN_FIELDS] = {
        {N_("For"), NULL, FIELD_SHOWN, NULL, NULL},
        {N_("Folder for the files"), NULL, FIELD_SHOWN, NULL, NULL},
        {N_("Passphrase"), N_("Of your signing key. It is shown as *. Enter signs."), FIELD_SECRET, NULL, NULL}};
    static const struct key_help keys[] = {{N_("Enter"), N_("sign"), true},
                                           {"Ctrl-F", N_("another folder"), true},
                                           {"Esc", N_("back, do nothing"), true},
                                           {NULL, NULL, false}};
    static const struct form_spec locked = {.title = N_("Sign"),
                                            .place = N_("hand in"),
                                            .fields = fields,
                                            .nfields = SIGN_FIELDS,
                                            .start = SIGN_PASSPHRASE,
                                            .load = sign_load,
                                            .acts = true,
                                            .apply = sign_apply,
                                            .then = sign_then,
                                            .busy = N_("Signing and writing the files …"),
                                            .control = 'f',
                                            .on_control = sign_elsewhere,
                                            .keys = keys};
    static const struct form_spec open = {.title = N_("Sign"),
                                          .place = N_("hand in"),
                                          .intro =
                                              N_("Your signing key is open since you made or used it just now: no passphrase is asked. "
                                                 "Enter signs."),
                                          .fields = fields,
                                          .nfields = SIGN_PASSPHRASE,
                                          .load = sign_load,
                                          .acts = true,
                                          .apply = sign_apply,
                                          .then = sign_then,
                                          .busy = N_("Signing and writing the files …"),
                                          .control = 'f',
                                          .on_control = sign_elsewhere,
                                          .keys = keys};
    return form_new_about(h->session, h->identity.open ? &open : &locked, h);
}

static void folder_load(struct form *form)
{
    char folder[FINISH_PATH];
    handing_folder(handing_of(form), folder);
    form_propose(form, 0, folder);
}

static enum status folder_apply(struct form *form, size_t *field, struct error *e)
{
    struct handing *h = handing_of(form);
    const char *folder = form_value(form, 0);
    *field = 0;
    if (folder[0] == '\0' || strlen(folder) >= sizeof h->folder) {
        return fail(e, ST_INPUT, _("Say in which folder the files shall be written."));
    }
    memcpy(h->folder, folder, strlen(folder) + 1);
    return ST_OK;
}

static struct effect folder_then(struct form *form, bool kept)
{
    (void)kept;
    return effect_replace(sign_form_new(handing_of(form)));
}

struct screen *folder_form_new(struct handing *h)
{
    static const struct field_spec fields[] = {
        {N_("Folder for the files"), N_("It is made when it is not there. The files in it are yours to send; readable only by you."),
         FIELD_LINE, NULL, NULL}};
    static const struct form_spec spec = {.title = N_("Where the files are written"),
                                          .place = N_("hand in"),
                                          .fields = fields,
                                          .nfields = 1,
                                          .load = folder_load,
                                          .acts = true,
                                          .apply = folder_apply,
                                          .then = folder_then};
    return form_new_about(h->session, &spec, h);
}

/* ---- a receipt that came as a file ---- */

static enum status receipt_apply(struct form *form, size_t *field, struct error *e)
{
    *field = 0;
    if (form_value(form, 0)[0] == '\0') {
        return fail(e, ST_INPUT, _("Where is the receipt's file?"));
    }
    return receipts_look(handing_of(form), form_value(form, 0), NULL, NULL, e);
}

static struct effect receipt_then(struct form *form, bool kept)
{
    if (kept) {
        form_say(form, _("The receipt is here."));
    }
    return effect_pop();
}

struct screen *receipt_form_new(struct handing *h)
{
    static const struct field_spec fields[] = {
        {N_("Receipt"), N_("The file that your customer sent, its name ends in .receipt.json; for example ~/Downloads/…"), FIELD_LINE, NULL,
         NULL}};
    static const struct form_spec spec = {.title = N_("Open your customer's receipt"),
                                          .place = N_("hand in"),
                                          .intro =
                                              N_("It is looked at here: only a receipt that this customer signed, for this file, counts."),
                                          .fields = fields,
                                          .nfields = 1,
                                          .acts = true,
                                          .apply = receipt_apply,
                                          .then = receipt_then};
    return form_new_about(h->session, &spec, h);
}

/* ---- the name and password that a customer's server asks for ---- */

static const char *login_about(const struct form *form)
{
    const struct handed *handed = sending_login(handing_of(form));
    return handed != NULL ? handed->host : "";
}

static enum status login_apply(struct form *form, size_t *field, struct error *e)
{
    struct handing *h = handing_of(form);
    const char *user = form_value(form, 0), *password = form_value(form, 1);
    *field = 0;
    if (user[0] == '\0' || strlen(user) >= sizeof h->login.user || strlen(password) > SECRET_MAX) {
        return fail(e, ST_INPUT, _("Your customer has told you which name to use here."));
    }
    memcpy(h->login.user, user, strlen(user) + 1);
    memcpy(h->login.password.text, password, strlen(password) + 1);
    h->login.password.length = strlen(password);
    h->login.given = true;
    form_forget(form, 1);
    return ST_OK;
}

struct screen *login_form_new(struct handing *h)
{
    static const struct field_spec fields[] = {
        {N_("User name"), N_("As your customer has told you."), FIELD_LINE, NULL, NULL},
        {N_("Password"), N_("It is shown as *, and not kept: it is asked for at each sending."), FIELD_SECRET, NULL, NULL}};
    static const struct form_spec spec = {.title = N_("The customer's server asks who you are"),
                                          .place = N_("hand in"),
                                          .fields = fields,
                                          .nfields = 2,
                                          .about = login_about,
                                          .acts = true,
                                          .apply = login_apply};
    return form_new_about(h->session, &spec, h);
}
