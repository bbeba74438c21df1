#include "tui/handing.h"

#include "base/buffer.h"
#include "base/i18n.h"
#include "base/utf8.h"
#include "model/json.h"
#include "model/record_check.h"
#include "tui/path_words.h"
#include "tui/sending.h"
#include "tui/words.h"

void handing_init(struct handing *h, struct session *session)
{
    *h = (struct handing){.session = session};
}

void handing_release(struct handing *h)
{
    if (h->session != NULL) {
        h->session->finish->close(h->session->finish_context);
    }
    handing_forget_login(h);
    free(h->recipients);
    free(h->handed);
    *h = (struct handing){0};
}

void handing_forget_login(struct handing *h)
{
    secret_wipe(&h->login.password);
    explicit_bzero(h->login.user, sizeof h->login.user);
    h->login.given = false;
}

const struct recipient *handing_recipient(const struct handing *h, const cJSON *request)
{
    for (size_t i = 0; i < h->n; i++) {
        if (h->recipients[i].request == request) {
            return &h->recipients[i];
        }
    }
    return NULL;
}

static bool changed_since(const struct recipient *r)
{
    return r->state.signed_on[0] != '\0' && r->state.changed;
}

/* Signed, and nothing that they see is different now. */
static bool is_same(const struct recipient *r)
{
    return r->state.signed_on[0] != '\0' && r->state.compared && !r->state.changed;
}

/* Answering began for this customer, who has nothing signed yet. */
static bool working_for(const struct session *s, const struct recipient *r)
{
    const bool meant = s->customer != NULL ? r->request == s->customer : s->confirming;
    return meant && r->request != NULL && r->state.signed_on[0] == '\0';
}

/* Everybody who asked has what the answers say now, as far as that is known. */
static bool all_handed_in(const struct recipient *recipients, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        if (recipients[i].request != NULL && !is_same(&recipients[i])) {
            return false;
        }
    }
    return true;
}

/* At first: the customer for whom handing in, or the answers to be corrected, was chosen at home, and nobody else; else all whose signed
 * answers are to be corrected, and whom the answering was for; else every request that was not answered yet, or all where there is none;
 * without requests the one recipient that there is. */
static bool first_choice(const struct handing *h, const struct recipient *recipients, size_t n, size_t i)
{
    const struct recipient *recipient = &recipients[i];
    bool correcting = false;
    bool meant = h->session->start >= START_FINISH && h->session->customer != NULL;
    for (size_t k = 0; k < n; k++) {
        correcting = correcting || changed_since(&recipients[k]);
        meant = meant || (h->session->customer != NULL && recipients[k].request == h->session->customer && changed_since(&recipients[k]));
    }
    if (meant) {
        return recipient->request == h->session->customer;
    }
    if (all_handed_in(recipients, n)) {
        return n == 1 || recipient->request != NULL;
    }
    return n == 1 || (correcting ? changed_since(recipient) || working_for(h->session, recipient)
                                 : recipient->request != NULL && recipient->state.signed_on[0] == '\0');
}

/* Which packs of the session's list a document answers; all of them when there is none. */
static uint64_t packs_in(const struct session *s, const cJSON *document)
{
    uint64_t packs = 0;
    for (size_t i = 0; i < s->list.npacks && i < 64; i++) {
        packs |= document == NULL || pack_named(document, s->list.packs[i]->id) ? UINT64_C(1) << i : 0;
    }
    return packs;
}

/* What this recipient would see, as a digest, and whether something is still open. */
static void look_at(const struct handing *h, struct recipient *recipient)
{
    cJSON *document = NULL;
    const enum status st = h->session->finish->preview(h->session->finish_context, recipient->request, &document, NULL);
    recipient->unfinished = st != ST_OK || json_true(document, "unfinished");
    recipient->packs = packs_in(h->session, document);
    json_remove(document, "issued_at");
    json_remove(document, "assessment_id");
    json_remove(document, "revision");
    json_remove(document, "affirmation"); /* typed a step before: nobody has to look again for it */
    if (st != ST_OK || json_digest(document, recipient->digest, NULL) != ST_OK) {
        recipient->digest[0] = '\0';
    }
    cJSON_Delete(document);
}

enum status handing_refresh(struct handing *h, struct error *e)
{
    const struct finish_ops *ops = h->session->finish;
    struct recipient *recipients = NULL;
    size_t n = 0;
    const enum status st = ops->recipients(h->session->finish_context, &recipients, &n, e);
    if (st != ST_OK) {
        return st;
    }
    for (size_t i = 0; i < n; i++) {
        const struct recipient *before = handing_recipient(h, recipients[i].request);
        recipients[i].chosen = before != NULL ? before->chosen : first_choice(h, recipients, n, i);
        look_at(h, &recipients[i]);
        recipients[i].seen = before != NULL && before->seen && strcmp(before->digest, recipients[i].digest) == 0;
    }
    free(h->recipients);
    h->recipients = recipients;
    h->n = n;
    ops->identity(h->session->finish_context, &h->identity);
    return ST_OK;
}

size_t handing_chosen(const struct handing *h)
{
    size_t n = 0;
    for (size_t i = 0; i < h->n; i++) {
        n += h->recipients[i].chosen;
    }
    return n;
}

static bool chosen_all(const struct handing *h, bool (*good)(const struct recipient *))
{
    for (size_t i = 0; i < h->n; i++) {
        if (h->recipients[i].chosen && !good(&h->recipients[i])) {
            return false;
        }
    }
    return handing_chosen(h) > 0;
}

static bool is_finished(const struct recipient *r)
{
    return !r->unfinished;
}

static bool is_seen(const struct recipient *r)
{
    return r->seen || is_same(r);
}

static bool is_signed(const struct recipient *r)
{
    return r->state.signed_on[0] != '\0' && !r->state.changed;
}

bool recipient_confirmed(const struct recipient *r)
{
    return r->problem[0] == '\0' && (r->request == NULL || r->facts.standing == STANDING_KNOWN);
}

bool handing_done(const struct handing *h, enum handing_step step)
{
    switch (step) {
    case STEP_CHECK:
        return chosen_all(h, is_finished) || handing_chosen(h) == 0;
    case STEP_RECIPIENTS:
        return chosen_all(h, recipient_confirmed);
    case STEP_PREVIEW:
        return chosen_all(h, is_seen);
    case STEP_AFFIRM:
        return assessment_affirmed(h->session->assessment);
    case STEP_KEY:
        return h->identity.state == IDENTITY_VALID;
    case STEP_SIGN:
    case HANDING_STEPS:
        break;
    }
    return chosen_all(h, is_signed);
}

enum handing_step handing_next(const struct handing *h)
{
    int step = STEP_CHECK;
    while (step < STEP_SIGN && handing_done(h, (enum handing_step)step)) {
        step++;
    }
    return (enum handing_step)step;
}

const char *handing_title(enum handing_step step)
{
    static const char *const TITLES[HANDING_STEPS] = {
        [STEP_CHECK] = N_("Answers complete"),     [STEP_RECIPIENTS] = N_("Who gets them"), [STEP_AFFIRM] = N_("Who stands behind them"),
        [STEP_PREVIEW] = N_("What they will see"), [STEP_KEY] = N_("Signing key"),          [STEP_SIGN] = N_("Sign and write the files")};
    return _(TITLES[step]);
}

static const char *nobody(void)
{
    return _("nobody in particular (no request)");
}

const char *recipient_name(const struct recipient *recipient)
{
    return recipient->request == NULL ? nobody() : recipient->facts.name;
}

const char *handed_name(const struct handed *handed)
{
    return handed->name[0] == '\0' ? nobody() : handed->name;
}

/* Who stands behind the answers, or stood behind last year's; NULL: neither is known. */
static const cJSON *affirmed(const struct session *s)
{
    const cJSON *now = json_get(s->assessment->tree, "affirmation");
    return json_text(now, "name") != NULL ? now : json_get(assessment_past(s->assessment), "affirmation");
}

const char *handing_person(const struct session *s)
{
    const char *name = json_text(affirmed(s), "name");
    return name != NULL ? name : json_text(json_get(session_supplier_object(s), "contact"), "name");
}

const char *handing_role(const struct session *s)
{
    return json_text(affirmed(s), "role");
}

enum status handing_affirm(struct session *s, const char *name, const char *role, struct error *e)
{
    char today[DATE_TEXT];
    session_today(s, today);
    enum status st = session_affirmation(s, "name", name, true, e);
    st = st == ST_OK ? session_affirmation(s, "role", role, false, e) : st;
    st = st == ST_OK ? session_affirmation(s, "date", name[0] == '\0' ? "" : today, false, e) : st;
    return st == ST_OK ? assessment_bind_affirmation(s->assessment, e) : st;
}

void handing_folder(const struct handing *h, char out[FINISH_PATH])
{
    if (h->folder[0] != '\0') {
        memcpy(out, h->folder, FINISH_PATH);
    } else {
        h->session->finish->folder(h->session->finish_context, out, FINISH_PATH);
    }
}

void handing_names(struct buffer *out, const struct handing *h)
{
    bool any = false;
    for (size_t i = 0; i < h->n; i++) {
        if (h->recipients[i].chosen) {
            (void)buffer_add_format(out, "%s%s", any ? _(", ") : "", recipient_name(&h->recipients[i]));
            any = true;
        }
    }
}

enum status handing_sign(struct handing *h, struct error *e)
{
    char folder[FINISH_PATH];
    handing_folder(h, folder);
    const enum handing_step next = handing_next(h);
    if (next < STEP_SIGN) {
        return fail(e, ST_NO, _("First: %s."), handing_title(next));
    }
    free(h->handed);
    h->nhanded = 0;
    h->recalled = false;
    h->handed = calloc(handing_chosen(h), sizeof *h->handed);
    if (h->handed == NULL) {
        return fail_memory(e);
    }
    session_save(h->session);
    if (h->session->dirty) {
        return fail(e, h->session->problem.status, "%s", h->session->problem.text);
    }
    for (size_t i = 0; i < h->n; i++) {
        if (!h->recipients[i].chosen) {
            continue;
        }
        const enum status st = h->session->finish->sign(h->session->finish_context, &h->recipients[i], folder, &h->handed[h->nhanded], e);
        if (st != ST_OK) {
            return st;
        }
        h->nhanded++;
    }
    h->report[0] = '\0';
    h->report_problem = (struct error){0};
    struct buffer names;
    buffer_init(&names, BUFFER_MAX_TEXT);
    handing_names(&names, h);
    (void)h->session->finish->report(h->session->finish_context, buffer_text(&names), h->report, &h->report_problem);
    buffer_release(&names);
    return ST_OK;
}

enum status handing_recall(struct handing *h, struct error *e)
{
    free(h->handed);
    h->nhanded = 0;
    h->recalled = true;
    h->handed = calloc(h->n + 1, sizeof *h->handed);
    if (h->handed == NULL) {
        return fail_memory(e);
    }
    enum status st = ST_OK;
    for (size_t i = 0; i < h->n && st == ST_OK; i++) {
        if (h->recipients[i].chosen) {
            st = h->session->finish->recall(h->session->finish_context, &h->recipients[i], &h->handed[h->nhanded], e);
            h->nhanded += st == ST_OK;
        }
    }
    return st;
}

bool handing_same(const struct handing *h, struct buffer *sentence)
{
    bool any = false;
    for (size_t i = 0; i < h->n; i++) {
        const struct recipient *r = &h->recipients[i];
        if (r->chosen && is_same(r)) {
            (void)buffer_add_text(sentence, any ? between_sentences() : "");
            (void)buffer_add_format(sentence, _("Nothing that %s sees has changed since it was signed on %s (revision %d)."),
                                    recipient_name(r), r->state.signed_on, r->state.revision);
            any = true;
        }
    }
    return any;
}

enum status key_copy(struct handing *h, const char *folder, struct error *e)
{
    const enum status st = h->session->finish->identity_copy(h->session->finish_context, folder, h->copy, e);
    h->copied = st == ST_OK;
    return st;
}

const char *key_make_words(const struct handing *h)
{
    return h->identity.state == IDENTITY_VALID && !h->identity.unused
               ? _("The key that you have stays in its file, but is not used any more. Your customers know it: each has to accept the new "
                   "one after a call.")
               : _("Made once, good for five years.");
}

void key_copied_words(struct buffer *out, const struct handing *h)
{
    struct buffer where;
    buffer_init(&where, BUFFER_MAX_TEXT);
    path_words(&where, h->copy);
    (void)buffer_add_format(out, _("The copy is written: %s"), buffer_text(&where));
    buffer_release(&where);
}

const char *passphrase_problem(const char *text, const char *again)
{
    size_t characters = 0;
    for (const char *c = text; *c != '\0'; c++) {
        characters += ((unsigned char)*c & 0xC0) != 0x80;
    }
    if (characters < PASSPHRASE_CHARACTERS) {
        return _("The passphrase is too short: take at least 8 characters, better a sentence.");
    }
    return strcmp(text, again) == 0 ? NULL : _("The two passphrases differ: type the same again.");
}
