#include "command/request_round.h"

#include "base/day_text.h"
#include "base/file.h"
#include "base/i18n.h"
#include "command/command.h"
#include "command/portfolio_packs.h"
#include "command/report_sender.h"
#include "model/json.h"
#include "model/request.h"
#include "trust/certificate.h"
#include "trust/seal.h"

#include <openssl/evp.h>
#include <openssl/x509.h>
#include <string.h>

static enum status check_dates(struct request_round *r, struct error *e)
{
    const struct request_options *o = &r->options;
    char today[DATE_TEXT];
    local_today(&r->issuing.program->clock, today);
    if (!day_read(o->due, r->due)) {
        return usage_day(&command_request, e, "--due", o->due);
    }
    if (strcmp(r->due, today) < 0) {
        return usage_error(&command_request, e, _("the due date %s is past already."), r->due);
    }
    if (o->period != NULL && !period_valid(o->period)) {
        return usage_error(&command_request, e, _("\"%s\" is no period: give a year like 2026."), o->period);
    }
    (void)snprintf(r->period, sizeof r->period, "%.*s", o->period != NULL ? PERIOD_MAX : 4, o->period != NULL ? o->period : today);
    return ST_OK;
}

static enum status refuse_unknown_pack(const struct catalog *catalog, const char *name, struct error *e)
{
    struct buffer ids;
    buffer_init(&ids, BUFFER_MAX_TEXT);
    for (size_t i = 0; i < catalog->count; i++) {
        (void)buffer_add_format(&ids, "%s%s", i > 0 ? ", " : "", catalog->packs[i]->id);
    }
    const enum status st = fail(e, ST_INPUT, _("There is no pack \"%s\"; installed are: %s."), name, buffer_text(&ids));
    buffer_release(&ids);
    return st;
}

static enum status add_pack(struct request_round *r, const char *id, struct error *e)
{
    const struct pack *pack = catalog_find(&r->catalog, id);
    if (pack == NULL) {
        return refuse_unknown_pack(&r->catalog, id, e);
    }
    for (size_t i = 0; i < r->issuing.terms.npacks; i++) {
        if (strcmp(r->packs[i]->id, id) == 0) {
            return usage_error(&command_request, e, _("the pack \"%s\" is named twice."), id);
        }
    }
    r->packs[r->issuing.terms.npacks++] = pack;
    return ST_OK;
}

/* The firm would refuse other questions under a name that everybody knows: a prime's own live in a namespace. */
static enum status add_private(struct request_round *r, const char *path, struct error *e)
{
    const char *id = NULL;
    enum status st = load_pack_file(&r->catalog, path, &id, e);
    if (st == ST_OK && strchr(id, '.') == NULL) {
        st = fail(e, ST_INPUT, _("%s: the id of your own pack must have your name in front, like \"%s.%s\", not \"%s\"."), path, "mihon",
                  id, id);
    }
    return st == ST_OK ? add_pack(r, id, e) : st;
}

static enum status take_packs(struct request_round *r, struct error *e)
{
    enum status st = load_catalog(r->issuing.program, &r->catalog, e);
    if (st == ST_OK && r->issuing.portfolio != NULL) {
        st = portfolio_packs_load(r->issuing.portfolio, &r->catalog, e);
    }
    for (size_t i = 0; st == ST_OK && i < r->options.npacks; i++) {
        st = add_pack(r, r->options.packs[i], e);
    }
    for (size_t i = 0; st == ST_OK && i < r->options.nprivate; i++) {
        st = add_private(r, r->options.private_packs[i], e);
    }
    return st == ST_OK ? catalog_check(&r->catalog, e) : st;
}

static enum status take_targets(struct request_round *r, struct error *e)
{
    if (r->options.targets == NULL) {
        return ST_OK;
    }
    struct buffer bytes;
    struct error why = {0};
    buffer_init(&bytes, BUFFER_MAX_DOCUMENT);
    enum status st = file_read(r->options.targets, &bytes, e);
    if (st == ST_OK) {
        r->target_levels = json_read(buffer_text(&bytes), bytes.length, &JSON_LIMITS_DOCUMENT, r->options.targets, &why);
        st = r->target_levels == NULL ? fail(e, why.status, "%s", why.text) : ST_OK;
    }
    if (st == ST_OK) {
        st = request_targets_check(r->target_levels, r->packs, r->issuing.terms.npacks, &r->catalog, &why);
        st = st == ST_OK ? ST_OK : fail(e, st, "%s: %s", r->options.targets, why.text);
    }
    buffer_release(&bytes);
    return st;
}

/* Another key than the one that signs: whoever opens answers, a purchasing clerk perhaps, must not be able to issue requests, and a key
 * that is used for two things at once can be turned against itself. */
static enum status check_recipient(struct request_round *r, X509 *x509, struct error *e)
{
    enum status st = ST_OK;
    if (EVP_PKEY_eq(X509_get0_pubkey(x509), r->identity.key) == 1) {
        st = fail(e, ST_INPUT,
                  _("%s is the key that signs the requests: answers are sealed for a key apart, make one with \"tenken identity new "
                    "--sealing\"."),
                  r->options.encrypt_to);
    }
    st = st == ST_OK ? seal_suits(x509, e) : st;
    time_t now = (time_t)clock_now(&r->issuing.program->clock);
    if (st == ST_OK && X509_cmp_time(X509_get0_notAfter(x509), &now) < 0) {
        st = fail(e, ST_INPUT, _("The certificate %s is no longer valid."), r->options.encrypt_to);
    }
    return st;
}

static enum status take_recipient(struct request_round *r, struct error *e)
{
    buffer_init(&r->encrypt_to, BUFFER_MAX_TEXT);
    if (r->options.encrypt_to == NULL) {
        return ST_OK;
    }
    X509 *x509 = NULL;
    uint8_t *der = NULL;
    enum status st = load_certificate(r->options.encrypt_to, &x509, e);
    st = st == ST_OK ? check_recipient(r, x509, e) : st;
    if (st == ST_OK) {
        const int n = i2d_X509(x509, &der);
        if (n > 0) {
            base64_encode(&r->encrypt_to, der, (size_t)n);
        }
        st = n > 0 && !r->encrypt_to.failed ? ST_OK : fail_memory(e);
        OPENSSL_free(der);
    }
    X509_free(x509);
    return st;
}

/* Whom to ask: as the options say, else as before. A person who once was named is not to be missed from the mails because of one round
 * that was made without. */
static enum status take_contact(struct request_round *r, struct error *e)
{
    const struct request_options *o = &r->options;
    cJSON *contact = cJSON_CreateObject();
    enum status st = ST_OK;
    if ((o->contact_name != NULL && !json_put_text(contact, "name", o->contact_name)) ||
        (o->contact_email != NULL && !json_put_text(contact, "email", o->contact_email)) ||
        (o->contact_phone != NULL && !json_put_text(contact, "phone", o->contact_phone))) {
        st = fail_memory(e);
    } else if (cJSON_GetArraySize(contact) == 0) {
        cJSON_Delete(contact);
        st = report_contact_find(&contact, r->issuing.portfolio, e);
        r->contact_before = contact != NULL;
    }
    if (st == ST_OK && contact != NULL) {
        return json_put(r->requester, "contact", contact) ? ST_OK : fail_memory(e);
    }
    cJSON_Delete(contact);
    return st;
}

static enum status take_requester(struct request_round *r, struct error *e)
{
    const struct request_options *o = &r->options;
    struct certificate c;
    enum status st = certificate_take(&c, r->identity.certificate, e);
    if (st != ST_OK) {
        return st;
    }
    const char *name = o->name != NULL                                                       ? o->name
                       : strncmp(c.subject, "CN=", 3) == 0 && strchr(c.subject, ',') == NULL ? c.subject + 3
                                                                                             : NULL;
    r->requester = cJSON_CreateObject();
    if (name == NULL || name[0] == '\0') {
        st = usage_error(&command_request, e, _("say with --name who asks, as your suppliers know you."));
    } else if (!json_put_text(r->requester, "name", name)) {
        st = fail_memory(e);
    }
    st = st == ST_OK ? take_contact(r, e) : st;
    certificate_release(&c);
    return st;
}

/* What is known before the key is opened. */
static enum status take_terms(struct request_round *r, struct error *e)
{
    struct request_terms *t = &r->issuing.terms;
    t->period = r->period;
    t->due = r->due;
    t->about = r->options.about;
    t->upload_url = r->options.upload;
    t->targets = r->target_levels;
    t->catalog = &r->catalog;
    t->packs = r->packs;
    r->issuing.out = r->options.out;
    r->issuing.letters = r->options.letters;
    r->issuing.again = r->options.again;
    r->issuing.lost_reason = r->options.lost_key ? r->options.reason : NULL;
    r->issuing.packs_key = issue_packs_key(r->packs, t->npacks);
    return r->issuing.packs_key == NULL ? fail_memory(e) : ST_OK;
}

enum status round_check(struct request_round *r, struct error *e)
{
    enum status st = check_dates(r, e);
    st = st == ST_OK ? take_packs(r, e) : st;
    st = st == ST_OK ? take_targets(r, e) : st;
    return st == ST_OK ? take_terms(r, e) : st;
}

enum status round_prepare(struct request_round *r, struct error *e)
{
    enum status st = take_recipient(r, e);
    for (size_t i = 0; st == ST_OK && i < r->issuing.terms.npacks && !r->options.same_version; i++) {
        st = portfolio_packs_check(r->issuing.portfolio, r->packs[i], e);
    }
    st = st == ST_OK ? take_requester(r, e) : st;
    r->issuing.terms.requester = r->requester;
    r->issuing.terms.encrypt_to = r->encrypt_to.length > 0 ? buffer_text(&r->encrypt_to) : NULL;
    r->issuing.identity = &r->identity;
    return st;
}

bool round_asks_products(const struct request_round *r)
{
    bool asks = packs_are_emergency(r->packs, r->issuing.terms.npacks); /* which come after one has been looked at */
    for (size_t i = 0; i < r->issuing.terms.npacks; i++) {
        asks = asks || r->packs[i]->inventory;
    }
    return asks;
}

void round_release(struct request_round *r)
{
    free(r->issuing.packs_key);
    cJSON_Delete(r->requester);
    cJSON_Delete(r->target_levels);
    buffer_release(&r->encrypt_to);
    identity_release(&r->identity);
    catalog_release(&r->catalog);
}
