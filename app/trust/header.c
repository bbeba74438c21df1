#include "trust/header.h"

#include "base/i18n.h"
#include "model/json.h"
#include "trust/certificate.h"

#define HEADER_BYTES_MAX ((size_t)16 * 1024)
#define ENROL_BYTES ((size_t)32)
#define IAT_MAX INT64_C(253402300799) /* 9999-12-31T23:59:59Z */

static const struct json_limits HEADER_LIMITS = {.bytes = HEADER_BYTES_MAX, .depth = 4, .string = HEADER_BYTES_MAX, .values = 64};

const char *role_name(enum role role)
{
    static const char *const NAMES[] = {[ROLE_SUPPLIER] = "supplier", [ROLE_ASSESSOR] = "assessor", [ROLE_REQUESTER] = "requester"};
    return NAMES[role];
}

const char *role_words(enum role role)
{
    static const char *const WORDS[] = {
        [ROLE_SUPPLIER] = N_("supplier"), [ROLE_ASSESSOR] = N_("assessor"), [ROLE_REQUESTER] = N_("requester")};
    return _(WORDS[role]);
}

/* Members that would change how or with what a signature is verified, if somebody else's reader followed them. */
static enum status refused_members(const cJSON *tree, struct error *e)
{
    static const char *const REFUSED[] = {"crit", "b64", "jku", "jwk", "x5u"};
    for (size_t i = 0; i < sizeof REFUSED / sizeof REFUSED[0]; i++) {
        if (json_get(tree, REFUSED[i]) != NULL) {
            return fail(e, ST_NO, _("The protected header has the member \"%s\", which is refused."), REFUSED[i]);
        }
    }
    return ST_OK;
}

static enum status alg_read(struct jws_header *h, const cJSON *tree, struct error *e)
{
    static const char *const ACCEPTED[] = {"ES256", "PS256", "EdDSA"};
    const char *alg = json_text(tree, "alg");
    for (size_t i = 0; alg != NULL && i < sizeof ACCEPTED / sizeof ACCEPTED[0]; i++) {
        if (strcmp(alg, ACCEPTED[i]) == 0) {
            memcpy(h->alg, alg, strlen(alg) + 1);
            return ST_OK;
        }
    }
    return fail(e, ST_NO, _("The protected header's \"alg\" is \"%s\"; only ES256, PS256 and EdDSA are accepted."), alg != NULL ? alg : "");
}

static enum status typ_check(const cJSON *tree, enum document_kind kind, struct error *e)
{
    const char *typ = json_text(tree, "typ");
    if (typ == NULL || strcmp(typ, document_typ(kind)) != 0) {
        return fail(e, ST_NO, _("The protected header's \"typ\" is \"%s\" and not \"%s\": it signs another kind of document."),
                    typ != NULL ? typ : "", document_typ(kind));
    }
    return ST_OK;
}

static enum status x5c_read(struct jws_header *h, const cJSON *tree, struct error *e)
{
    const cJSON *x5c = json_get(tree, "x5c");
    const cJSON *first = cJSON_IsArray(x5c) ? x5c->child : NULL;
    if (!cJSON_IsString(first) || first->next != NULL) {
        return fail(e, ST_NO, _("The protected header's \"x5c\" must hold exactly one certificate."));
    }
    buffer_init(&h->der, CERTIFICATE_BYTES_MAX);
    if (!base64_decode(&h->der, first->valuestring, strlen(first->valuestring)) || h->der.failed || h->der.length == 0) {
        return fail(e, ST_NO, _("The certificate in the protected header is not padded base64 of at most %zu bytes."),
                    CERTIFICATE_BYTES_MAX);
    }
    sha256_hex(h->der.data, h->der.length, h->sha256);
    return ST_OK;
}

static enum status iat_read(struct jws_header *h, const cJSON *tree, struct error *e)
{
    h->issued_at = json_integer(tree, "iat", -1);
    if (h->issued_at < 0 || h->issued_at > IAT_MAX) {
        return fail(e, ST_NO, _("The protected header's \"iat\" must be a time in seconds since 1970."));
    }
    return ST_OK;
}

static enum status role_read(struct jws_header *h, const cJSON *tree, enum document_kind kind, struct error *e)
{
    const char *role = json_text(tree, "role");
    const enum role first = kind == DOCUMENT_ANSWERS ? ROLE_SUPPLIER : ROLE_REQUESTER;
    const enum role last = kind == DOCUMENT_ANSWERS ? ROLE_ASSESSOR : ROLE_REQUESTER;
    for (enum role r = first; role != NULL && r <= last; r++) {
        if (strcmp(role, role_name(r)) == 0) {
            h->role = r;
            return ST_OK;
        }
    }
    return fail(e, ST_NO, _("The protected header's \"role\" is \"%s\", which does not sign this kind of document."),
                role != NULL ? role : "");
}

/* enrol and renew bind the supplier's key: anywhere else they would be an assessor's or a stranger's word. */
static enum status key_members_read(struct jws_header *h, const cJSON *tree, enum document_kind kind, struct error *e)
{
    const cJSON *enrol = json_get(tree, "enrol"), *renew = json_get(tree, "renew");
    if ((enrol != NULL || renew != NULL) && (kind != DOCUMENT_ANSWERS || h->role != ROLE_SUPPLIER)) {
        return fail(e, ST_NO, _("Only a supplier's signature may hold \"enrol\" or \"renew\"."));
    }
    if (enrol != NULL) {
        struct buffer bytes;
        buffer_init(&bytes, ENROL_BYTES);
        const bool good = cJSON_IsString(enrol) && strlen(enrol->valuestring) == ENROL_TEXT - 1 &&
                          base64url_decode(&bytes, enrol->valuestring, ENROL_TEXT - 1) && !bytes.failed && bytes.length == ENROL_BYTES;
        buffer_release(&bytes);
        if (!good) {
            return fail(e, ST_NO, _("The protected header's \"enrol\" must be base64url of %zu bytes."), ENROL_BYTES);
        }
        memcpy(h->enrol, enrol->valuestring, ENROL_TEXT);
    }
    if (renew != NULL) {
        if (!cJSON_IsString(renew) || !sha256_text_valid(renew->valuestring)) {
            return fail(e, ST_NO, _("The protected header's \"renew\" must be the hexadecimal SHA-256 of a certificate."));
        }
        memcpy(h->renew, renew->valuestring, SHA256_TEXT);
    }
    return ST_OK;
}

static enum status tree_read(struct jws_header *h, const cJSON *tree, enum document_kind kind, struct error *e)
{
    if (!cJSON_IsObject(tree)) {
        return fail(e, ST_NO, _("The protected header is not a JSON object."));
    }
    enum status st = refused_members(tree, e);
    st = st == ST_OK ? alg_read(h, tree, e) : st;
    st = st == ST_OK ? typ_check(tree, kind, e) : st;
    st = st == ST_OK ? role_read(h, tree, kind, e) : st;
    st = st == ST_OK ? iat_read(h, tree, e) : st;
    st = st == ST_OK ? key_members_read(h, tree, kind, e) : st;
    return st == ST_OK ? x5c_read(h, tree, e) : st;
}

enum status jws_header_read(struct jws_header *h, const char *text, enum document_kind kind, struct error *e)
{
    memset(h, 0, sizeof *h);
    struct buffer json;
    buffer_init(&json, HEADER_BYTES_MAX);
    enum status st = ST_NO;
    if (!base64url_decode(&json, text, strlen(text)) || json.failed) {
        st = fail(e, ST_NO, _("The protected header is not base64url (without padding and spare bits) of at most %zu bytes."),
                  HEADER_BYTES_MAX);
    } else {
        struct error why = {0};
        cJSON *tree = json_read(buffer_text(&json), json.length, &HEADER_LIMITS, _("protected header"), &why);
        if (tree != NULL) {
            st = tree_read(h, tree, kind, e);
        } else {
            st = fail(e, why.status == ST_SYSTEM ? ST_SYSTEM : ST_NO, "%s", why.text);
        }
        cJSON_Delete(tree);
    }
    buffer_release(&json);
    if (st != ST_OK) {
        jws_header_release(h);
    }
    return st;
}

void jws_header_release(struct jws_header *h)
{
    buffer_release(&h->der);
    memset(h, 0, sizeof *h);
}
