#include "command/trust_ca.h"

#include "base/buffer.h"
#include "base/file.h"
#include "base/i18n.h"
#include "base/sentence.h"
#include "base/shell_word.h"
#include "base/utf8.h"
#include "command/command.h"
#include "command/portfolio_anchors.h"
#include "model/json.h"
#include "store/portfolio_status.h"
#include "trust/ca.h"

#include <openssl/x509.h>

#define BUNDLE_BYTES_MAX ((size_t)16 * 1024 * 1024) /* revocation lists can be long */
#define NAME_CHARACTERS_MAX 200

static const char *reason_of(const struct trust_ca_options *o)
{
    return o->reason == NULL ? "" : o->reason;
}

/* Asks again for every signer who is known by rule, now that bundle or rules are others. What is no longer carried goes, with its reason.
 */
struct again {
    struct portfolio_trust *trust;
    struct ending {
        struct ca_signer signer; /* der not kept */
        char code[64];
        char reason[sizeof((struct error *)NULL)->text];
        struct ending *next;
    } * endings;
};

static enum status ask_again(void *context, const struct ca_signer *signer, struct error *e)
{
    struct again *again = context;
    struct error why = {0};
    void *source = language_source_begin(); /* the reason is kept */
    const enum status st = portfolio_trust_check(again->trust, signer, &why);
    language_source_end(source);
    if (st == ST_OK) {
        return ST_OK;
    }
    if (st != ST_NO) {
        return fail(e, st, "%s", why.text);
    }
    struct ending *ending = calloc(1, sizeof *ending);
    if (ending == NULL) {
        return fail_memory(e);
    }
    *ending = (struct ending){.signer = *signer, .next = again->endings};
    ending->signer.der = NULL;
    (void)snprintf(ending->code, sizeof ending->code, "%s", signer->code);
    (void)snprintf(ending->reason, sizeof ending->reason, "%s", why.text);
    again->endings = ending;
    return ST_OK;
}

static enum status recheck(struct portfolio *p, int64_t now, struct error *e)
{
    struct again again = {0};
    int64_t files = 0, signers = 0;
    enum status st = portfolio_trust_load(&again.trust, p, now, e);
    st = st == ST_OK ? portfolio_ca_signers(p, ask_again, &again, e) : st;
    st = st == ST_OK ? portfolio_begin(p, true, e) : st;
    if (st == ST_OK) {
        for (struct ending *at = again.endings; st == ST_OK && at != NULL; at = at->next, signers++) {
            at->signer.code = at->code;
            st = portfolio_ca_signer_end(p, &at->signer, at->reason, now, &files, e);
        }
        st = portfolio_end(p, st, e);
    }
    for (struct ending *at = again.endings; st == ST_OK && at != NULL; at = at->next) {
        struct buffer reason;
        buffer_init(&reason, BUFFER_MAX_TEXT);
        (void)sentence_say(&reason, at->reason);
        print_sentence(stdout, _("%s is no longer trusted by its CA: %s"), at->code, buffer_text(&reason));
        buffer_release(&reason);
    }
    if (st == ST_OK && signers > 0) {
        print_sentence(stdout,
                       _n("%lld file that they signed was taken out of the portfolio.",
                          "%lld files that they signed were taken out of the portfolio.", files),
                       (long long)files);
    }
    while (again.endings != NULL) {
        struct ending *next = again.endings->next;
        free(again.endings);
        again.endings = next;
    }
    portfolio_trust_free(again.trust);
    return st;
}

/* A bundle that could not be used later is refused now. */
static enum status read_bundle(const char *path, int64_t now, struct buffer *pem, struct ca_bundle **out, struct error *e)
{
    struct error why = {0};
    char name[NAME_BYTES];
    const enum status st = file_read(path, pem, e);
    if (st != ST_OK) {
        return st;
    }
    struct ca_bundle *ca = ca_bundle_read(buffer_text(pem), pem->length, path, now, &why);
    if (ca == NULL) {
        return fail(e, why.status, "%s", why.text);
    }
    *out = ca;
    if (ca_bundle_no_ca(ca, name)[0] != '\0') {
        return fail(e, ST_INPUT, _("%s: the certificate of \"%s\" is no CA's, so it can vouch for nobody: name the CA's own certificate."),
                    path, name);
    }
    const enum status current = ca_bundle_current(ca, e);
    return current == ST_NO ? ST_INPUT : current;
}

#define LOST_SHOWN 20

/* Signers known by rule whom a new bundle carries no more; one that its own CA has revoked is no matter of the bundle. */
struct losing {
    const struct ca_bundle *ca;
    size_t count;
};

static enum status tell_lost(void *context, const struct ca_signer *signer, struct error *e)
{
    struct losing *losing = context;
    const uint8_t *at = signer->der;
    struct error why = {0};
    (void)e;
    X509 *x509 = d2i_X509(NULL, &at, (long)signer->nder);
    if (x509 != NULL && ca_bundle_chain(losing->ca, x509, signer->since, &why) == ST_NO && losing->count++ < LOST_SHOWN) {
        print_sentence(stderr, "  %s: %s", signer->code, why.text);
    }
    X509_free(x509);
    return ST_OK;
}

static enum status keeps_all(struct portfolio *p, const struct ca_bundle *ca, struct error *e)
{
    struct losing losing = {.ca = ca};
    const enum status st = portfolio_ca_signers(p, tell_lost, &losing, e);
    return st != ST_OK || losing.count == 0
               ? st
               : fail(e, ST_INPUT,
                      _n("With this bundle in the place of the present one, %zu signer would be trusted no more, and the answers would be "
                         "taken out. Nothing was changed; --replace does it.",
                         "With this bundle in the place of the present one, %zu signers would be trusted no more, and their answers would "
                         "be "
                         "taken out. Nothing was changed; --replace does it.",
                         losing.count),
                      losing.count);
}

/* What waits for a rule, or was rejected because of one, is not looked at again by itself. */
struct waits {
    const struct trust_ca_options *options;
    const char *code; /* NULL: whoever has a rule */
    bool any;
};

static enum status tell_waiting(void *context, const struct status_line *line, struct error *e)
{
    struct waits *w = context;
    char place[SHELL_WORD], file[SHELL_WORD];
    (void)e;
    const bool by_rule = line->cause == REASON_RULE || line->cause == REASON_UNTRUSTED,
               held = line->who[0] != '\0' && line->held == HELD_SIGNER && line->ruled;
    if (!w->any && (by_rule || held) && (w->code == NULL || strcmp(by_rule ? line->code : line->who, w->code) == 0)) {
        w->any = true;
        print_sentence(stdout, _("Merge the files that waited for it again: tenken merge --into %s %s"),
                       shell_word(w->options->database, place), shell_word(line->file, file));
    }
    return ST_OK;
}

static enum status tell_what_waits(struct portfolio *p, const char *code, const struct trust_ca_options *o, struct error *e)
{
    struct waits waits = {.options = o, .code = code};
    const enum status st = portfolio_status(p, STATUS_QUARANTINE, tell_waiting, &waits, e);
    return st == ST_OK ? portfolio_status(p, STATUS_REJECTED, tell_waiting, &waits, e) : st;
}

/* With a list that has run out nobody would be found trusted, and a change of rules would take everybody's answers out. */
static enum status bundle_current(struct portfolio *p, int64_t now, struct error *e)
{
    struct buffer pem;
    struct error why = {0};
    buffer_init(&pem, BUNDLE_BYTES_MAX);
    enum status st = portfolio_bundle(p, &pem, e);
    if (st == ST_OK) {
        struct ca_bundle *ca = ca_bundle_read(pem.data, pem.length, _("The CA bundle of the portfolio"), now, &why);
        st = ca == NULL ? why.status : ca_bundle_current(ca, &why);
        ca_bundle_free(ca);
        st = st == ST_OK ? ST_OK : fail(e, st == ST_NO ? ST_INPUT : st, "%s", why.text);
    }
    buffer_release(&pem);
    return st == ST_NO ? ST_OK : st;
}

enum status trust_ca(struct portfolio *p, const char *path, const struct trust_ca_options *o, int64_t now, struct error *e)
{
    struct buffer pem;
    struct ca_bundle *ca = NULL;
    const bool none = strcmp(path, "none") == 0;
    buffer_init(&pem, BUNDLE_BYTES_MAX);
    enum status st = none ? ST_OK : read_bundle(path, now, &pem, &ca, e);
    st = st == ST_OK && !none && !o->replace ? keeps_all(p, ca, e) : st;
    const size_t certificates = ca == NULL ? 0 : ca_bundle_certificates(ca), lists = ca == NULL ? 0 : ca_bundle_lists(ca);
    ca_bundle_free(ca);
    st = st == ST_OK ? portfolio_begin(p, true, e) : st;
    if (st == ST_OK) {
        st = portfolio_end(p, portfolio_bundle_put(p, buffer_text(&pem), pem.length, reason_of(o), now, e), e);
    }
    buffer_release(&pem);
    if (st == ST_OK && none) {
        print_sentence(stdout, _("The portfolio trusts no CA from now on."));
    } else if (st == ST_OK) {
        print_sentence(
            stdout,
            _("The portfolio's CA bundle is kept (certificates: %zu, revocation lists: %zu). A chain to it names no supplier: \"tenken "
              "trust DB rule SUPPLIER\" says whose certificates are whose."),
            certificates, lists);
    }
    st = st == ST_OK ? recheck(p, now, e) : st;
    return st == ST_OK && !none ? tell_what_waits(p, NULL, o, e) : st;
}

static enum status read_rule(const struct trust_ca_options *o, struct buffer *issuer, struct ca_rule *rule, struct error *e)
{
    const char *equals = o->subject == NULL ? NULL : strchr(o->subject, '=');
    if (o->issuer == NULL || equals == NULL || equals[1] == '\0') {
        return fail(e, ST_USAGE,
                    _("A rule needs --issuer CA.pem and --subject ATTRIBUTE=VALUE, for example --subject serialNumber=0100-01-123456."));
    }
    for (int i = 0; i < RULE_ATTRIBUTES && rule->attribute == NULL; i++) {
        const char *name = rule_attribute_name((enum rule_attribute)i);
        if (strlen(name) == (size_t)(equals - o->subject) && strncmp(name, o->subject, strlen(name)) == 0) {
            rule->attribute = name;
        }
    }
    if (rule->attribute == NULL) {
        return fail(e, ST_USAGE,
                    _("--subject takes CN, serialNumber, O, OU, organizationIdentifier, emailAddress, UID or subject, not \"%s\"."),
                    o->subject);
    }
    if (!utf8_valid(equals + 1, strlen(equals + 1))) {
        return fail(e, ST_USAGE, _("The value of --subject is not UTF-8 text."));
    }
    X509 *x509 = NULL;
    enum status st = load_certificate(o->issuer, &x509, e);
    if (st == ST_OK && !certificate_is_ca(x509)) {
        char name[NAME_BYTES];
        st = fail(e, ST_INPUT, _("%s: the certificate of \"%s\" is no CA's, so it can vouch for nobody: name the CA's own certificate."),
                  o->issuer, certificate_calls(x509, name));
    }
    st = st == ST_OK ? certificate_subject(x509, issuer, e) : st;
    X509_free(x509);
    rule->issuer = buffer_text(issuer);
    rule->value = equals + 1;
    return st;
}

enum status trust_rule(struct portfolio *p, const char *code, const struct trust_ca_options *o, int64_t now, struct error *e)
{
    struct buffer issuer;
    struct ca_rule rule = {.code = code};
    buffer_init(&issuer, BUFFER_MAX_TEXT);
    enum status st = bundle_current(p, now, e);
    st = st == ST_OK && !o->remove ? read_rule(o, &issuer, &rule, e) : st;
    st = st == ST_OK ? portfolio_begin(p, true, e) : st;
    if (st == ST_OK) {
        st = o->remove ? portfolio_rule_remove(p, code, reason_of(o), now, e) : portfolio_rule_put(p, &rule, reason_of(o), now, e);
        st = portfolio_end(p, st, e);
        if (st == ST_NO) {
            st = fail(e, ST_INPUT, _("%s has no rule."), code);
        }
    }
    if (st == ST_OK && o->remove) {
        print_sentence(stdout, _("%s: no certificate is theirs by a rule any more."), code);
    } else if (st == ST_OK) {
        print_sentence(stdout, _("%s: certificates from \"%s\" with %s=%s are theirs."), code, rule.issuer, rule.attribute, rule.value);
    }
    buffer_release(&issuer);
    st = st == ST_OK ? recheck(p, now, e) : st;
    return st == ST_OK && !o->remove ? tell_what_waits(p, code, o, e) : st;
}

enum status trust_assessor(struct portfolio *p, const char *who, const struct trust_ca_options *o, int64_t now, struct error *e)
{
    char sha256[SHA256_TEXT], groups[FINGERPRINT_TEXT];
    uint8_t certificate[SHA256_BYTES];
    if (!o->remove &&
        (o->name == NULL || o->name[0] == '\0' || strlen(o->name) > NAME_CHARACTERS_MAX || !utf8_valid(o->name, strlen(o->name)))) {
        return fail(e, ST_USAGE, _("Say with --name who the assessor is, in 1 to %d bytes of text."), NAME_CHARACTERS_MAX);
    }
    enum status st = load_fingerprint("assessor", who, sha256, e);
    st = st == ST_OK ? portfolio_begin(p, true, e) : st;
    if (st != ST_OK) {
        return st;
    }
    (void)hex_decode(sha256, certificate, SHA256_BYTES);
    fingerprint_format(sha256, groups);
    st = o->remove ? portfolio_assessor_remove(p, certificate, reason_of(o), now, e)
                   : portfolio_assessor_add(p, certificate, o->name, reason_of(o), now, e);
    st = portfolio_end(p, st, e);
    if (st == ST_NO) {
        return fail(e, ST_INPUT, o->remove ? _("No assessor has the certificate %s.") : _("The certificate %s is an assessor's already."),
                    groups);
    }
    if (st == ST_OK) {
        print_sentence(stdout,
                       o->remove ? _("%s is no assessor's any more: ratings that it signed are only claimed.")
                                 : _("%s is an assessor's: ratings in answers that it signed count as theirs."),
                       groups);
    }
    return st;
}

static enum status list_rule(void *context, const struct ca_rule *rule, struct error *e)
{
    if (context == NULL) {
        print_sentence(stdout, _("%s: certificates from \"%s\" with %s=%s are theirs."), rule->code, rule->issuer, rule->attribute,
                       rule->value);
        return ST_OK;
    }
    cJSON *o = cJSON_CreateObject();
    put_clean(o, "supplier_code", rule->code);
    put_clean(o, "issuer", rule->issuer);
    put_clean(o, "attribute", rule->attribute);
    put_clean(o, "value", rule->value);
    return json_stream_element(context, o, e);
}

static enum status list_assessor(void *context, const struct assessor_record *assessor, struct error *e)
{
    char sha256[SHA256_TEXT], groups[FINGERPRINT_TEXT];
    hex_encode(assessor->certificate, SHA256_BYTES, sha256);
    if (context == NULL) {
        fingerprint_format(sha256, groups);
        if (assessor->ended_at[0] == '\0') {
            print_sentence(stdout, _("Assessor %s: %s"), assessor->name, groups);
        }
        return ST_OK;
    }
    cJSON *o = cJSON_CreateObject();
    put_clean(o, "certificate_sha256", sha256);
    put_clean(o, "name", assessor->name);
    put_clean(o, "since", assessor->since);
    put_clean(o, "ended_at", assessor->ended_at);
    return json_stream_element(context, o, e);
}

static enum status list_bundle(struct portfolio *p, int64_t now, struct json_stream *json, struct error *e)
{
    struct buffer pem;
    struct error why = {0};
    buffer_init(&pem, BUNDLE_BYTES_MAX);
    enum status st = portfolio_bundle(p, &pem, e);
    struct ca_bundle *ca = st == ST_OK ? ca_bundle_read(pem.data, pem.length, _("The CA bundle of the portfolio"), now, &why) : NULL;
    buffer_release(&pem);
    if (st == ST_OK && ca == NULL) {
        return fail(e, why.status, "%s", why.text);
    }
    const size_t certificates = ca == NULL ? 0 : ca_bundle_certificates(ca), lists = ca == NULL ? 0 : ca_bundle_lists(ca);
    if (json != NULL && (st == ST_OK || st == ST_NO)) {
        json_stream_integer(json, "ca_certificates", (long long)certificates);
        json_stream_integer(json, "revocation_lists", (long long)lists);
    } else if (st == ST_OK) {
        print_sentence(stdout, _("CA bundle (certificates: %zu, revocation lists: %zu)."), certificates, lists);
    }
    ca_bundle_free(ca);
    return st == ST_NO ? ST_OK : st;
}

enum status trust_ca_list(struct portfolio *p, int64_t now, struct json_stream *json, struct error *e)
{
    enum status st = list_bundle(p, now, json, e);
    if (json != NULL) {
        json_stream_list(json, "rules");
    }
    st = st == ST_OK ? portfolio_rules(p, list_rule, json, e) : st;
    if (json != NULL) {
        json_stream_list_end(json);
        json_stream_list(json, "assessors");
    }
    st = st == ST_OK ? portfolio_assessors(p, list_assessor, json, e) : st;
    if (json != NULL) {
        json_stream_list_end(json);
    }
    return st;
}
