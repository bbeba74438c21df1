#include "command/portfolio_anchors.h"

#include "base/arena.h"
#include "base/i18n.h"

#include <openssl/x509.h>

/* What stands in for "any" when rules are looked up: they are sorted by value, attribute and issuer. */
struct rule {
    const char *value, *attribute, *issuer, *code;
};

struct portfolio_trust {
    struct pin_index *pins;
    struct ca_bundle *ca; /* NULL: none */
    struct arena arena;
    struct rule *rules;
    size_t nrules, room;
    uint8_t (*assessors)[SHA256_BYTES];
    size_t nassessors, assessor_room;
};

static bool is_assessor(const struct portfolio_trust *t, const uint8_t certificate[SHA256_BYTES])
{
    for (size_t i = 0; i < t->nassessors; i++) {
        if (memcmp(t->assessors[i], certificate, SHA256_BYTES) == 0) {
            return true;
        }
    }
    return false;
}

static bool find_code(void *context, const char sha256[SHA256_TEXT], enum role role, char code[64])
{
    const struct portfolio_trust *t = context;
    uint8_t certificate[SHA256_BYTES];
    if (!hex_decode(sha256, certificate, SHA256_BYTES)) {
        return false;
    }
    if (role == ROLE_ASSESSOR) {
        return is_assessor(t, certificate);
    }
    int64_t row;
    const char *found = role == ROLE_SUPPLIER ? pin_index_code(t->pins, certificate, &row) : NULL;
    if (found == NULL) {
        return false;
    }
    (void)snprintf(code, 64, "%s", found);
    return true;
}

static bool find_pinned(void *context, const char *code, char sha256[SHA256_TEXT])
{
    const struct portfolio_trust *t = context;
    const uint8_t *certificate = pin_index_certificate(t->pins, code);
    if (certificate != NULL) {
        hex_encode(certificate, SHA256_BYTES, sha256);
    }
    return certificate != NULL;
}

static int compare(const void *left, const void *right)
{
    const struct rule *a = left, *b = right;
    int order = strcmp(a->value, b->value);
    order = order != 0 ? order : strcmp(a->attribute, b->attribute);
    return order != 0 ? order : strcmp(a->issuer, b->issuer);
}

/* Two rules that fit the same certificate (by different attributes) and name different suppliers leave it nobody's. */
static bool find_rule(void *context, const struct certificate *certificate, char code[64])
{
    const struct portfolio_trust *t = context;
    struct buffer issuer, value;
    const char *found = NULL;
    bool clash = false;
    buffer_init(&issuer, BUFFER_MAX_TEXT);
    buffer_init(&value, BUFFER_MAX_TEXT);
    const bool named = certificate_issuer(certificate, &issuer, NULL) == ST_OK;
    for (int attribute = 0; named && t->nrules > 0 && attribute < RULE_ATTRIBUTES; attribute++) {
        if (!certificate_attribute(certificate, (enum rule_attribute)attribute, &value)) {
            continue;
        }
        const struct rule wanted = {
            .value = buffer_text(&value), .attribute = rule_attribute_name((enum rule_attribute)attribute), .issuer = buffer_text(&issuer)};
        const struct rule *rule = bsearch(&wanted, t->rules, t->nrules, sizeof wanted, compare);
        if (rule != NULL) {
            clash = clash || (found != NULL && strcmp(found, rule->code) != 0);
            found = rule->code;
        }
    }
    buffer_release(&issuer);
    buffer_release(&value);
    if (found == NULL || clash) {
        return false;
    }
    (void)snprintf(code, 64, "%s", found);
    return true;
}

static enum status add_rule(void *context, const struct ca_rule *rule, struct error *e)
{
    struct portfolio_trust *t = context;
    if (t->nrules == t->room) {
        t->room = t->room == 0 ? 64 : t->room * 2;
        struct rule *rules = realloc(t->rules, t->room * sizeof *rules);
        if (rules == NULL) {
            return fail_memory(e);
        }
        t->rules = rules;
    }
    t->rules[t->nrules++] = (struct rule){.value = arena_text(&t->arena, rule->value),
                                          .attribute = arena_text(&t->arena, rule->attribute),
                                          .issuer = arena_text(&t->arena, rule->issuer),
                                          .code = arena_text(&t->arena, rule->code)};
    return t->arena.failed ? fail_memory(e) : ST_OK;
}

static enum status add_assessor(void *context, const struct assessor_record *assessor, struct error *e)
{
    struct portfolio_trust *t = context;
    if (assessor->ended_at[0] != '\0') {
        return ST_OK;
    }
    if (t->nassessors == t->assessor_room) {
        t->assessor_room = t->assessor_room == 0 ? 8 : t->assessor_room * 2;
        void *assessors = realloc(t->assessors, t->assessor_room * sizeof *t->assessors);
        if (assessors == NULL) {
            return fail_memory(e);
        }
        t->assessors = assessors;
    }
    memcpy(t->assessors[t->nassessors++], assessor->certificate, SHA256_BYTES);
    return ST_OK;
}

static enum status load_bundle(struct portfolio_trust *t, struct portfolio *p, int64_t now, struct error *e)
{
    struct buffer pem;
    struct error why = {0};
    buffer_init(&pem, BUFFER_MAX_DOCUMENT); /* as large as a bundle may be */
    enum status st = portfolio_bundle(p, &pem, e);
    if (st == ST_OK) {
        t->ca = ca_bundle_read(pem.data, pem.length, _("The CA bundle of the portfolio"), now, &why);
        st = t->ca != NULL ? ST_OK : fail(e, why.status, "%s", why.text);
    }
    buffer_release(&pem);
    return st == ST_NO ? ST_OK : st;
}

enum status portfolio_trust_load(struct portfolio_trust **out, struct portfolio *p, int64_t now, struct error *e)
{
    struct portfolio_trust *t = calloc(1, sizeof *t);
    if (t == NULL) {
        return fail_memory(e);
    }
    enum status st = pin_index_load(&t->pins, p, e);
    st = st == ST_OK ? load_bundle(t, p, now, e) : st;
    st = st == ST_OK ? portfolio_rules(p, add_rule, t, e) : st;
    st = st == ST_OK ? portfolio_assessors(p, add_assessor, t, e) : st;
    if (st != ST_OK) {
        portfolio_trust_free(t);
        return st;
    }
    if (t->nrules > 0) {
        qsort(t->rules, t->nrules, sizeof *t->rules, compare);
    }
    *out = t;
    return ST_OK;
}

void portfolio_trust_free(struct portfolio_trust *t)
{
    if (t == NULL) {
        return;
    }
    pin_index_free(t->pins);
    ca_bundle_free(t->ca);
    arena_release(&t->arena);
    free(t->rules);
    free(t->assessors);
    free(t);
}

struct trust_anchors portfolio_anchors(const struct portfolio_trust *t)
{
    struct trust_anchors anchors = {.lookup = find_code, .pinned = find_pinned, .ca = t->ca, .rule = find_rule};
    memcpy(&anchors.context, &t, sizeof anchors.context); /* only read from */
    return anchors;
}

bool portfolio_trust_pinned(const struct portfolio_trust *t, const char sha256[SHA256_TEXT], int64_t *row)
{
    uint8_t certificate[SHA256_BYTES];
    *row = 0;
    return hex_decode(sha256, certificate, SHA256_BYTES) && pin_index_code(t->pins, certificate, row) != NULL;
}

enum status portfolio_trust_check(const struct portfolio_trust *t, const struct ca_signer *signer, struct error *e)
{
    const struct trust_anchors anchors = portfolio_anchors(t);
    const uint8_t *at = signer->der;
    char code[64] = "";
    if (t->ca == NULL) {
        return fail(e, ST_NO, _("There is no CA bundle any more."));
    }
    X509 *x509 = d2i_X509(NULL, &at, (long)signer->nder);
    if (x509 == NULL) {
        return fail(e, ST_NO, _("The certificate kept in the portfolio is damaged."));
    }
    enum status st = ca_bundle_check(t->ca, x509, signer->since, e);
    if (st == ST_OK && (!find_rule(anchors.context, &(struct certificate){.x509 = x509}, code) || strcmp(code, signer->code) != 0)) {
        st = fail(e, ST_NO, _("The supplier's rule does not fit this certificate any more."));
    }
    X509_free(x509);
    return st;
}
