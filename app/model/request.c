#include "model/request.h"

#include "base/buffer.h"
#include "base/digest.h"
#include "base/i18n.h"
#include "model/json.h"
#include "model/record_check.h"

#define CERTIFICATE_MAX 16384 /* base64 */
#define SECRET_BYTES 32

static const struct member REQUEST_MEMBERS[] = {
    {"request_id", MEMBER_UUID, MEMBER_REQUIRED, 0, 0},
    {"period", MEMBER_TEXT, MEMBER_REQUIRED, 1, PERIOD_MAX},
    {"issued_at", MEMBER_TIME, MEMBER_REQUIRED, 0, 0},
    {"due", MEMBER_DATE, MEMBER_REQUIRED, 0, 0},
    {"requester", MEMBER_OBJECT, MEMBER_REQUIRED, 0, 0},
    {"supplier_code", MEMBER_TEXT, MEMBER_NULLABLE, 1, PROFILE_TEXT_MAX},
    {"supplier_name", MEMBER_TEXT, MEMBER_NULLABLE, 0, PROFILE_TEXT_MAX},
    {"packs", MEMBER_ARRAY, MEMBER_REQUIRED, 1, RECORD_PACKS_MAX},
    {"embedded_packs", MEMBER_ARRAY, MEMBER_OPTIONAL, 0, RECORD_PACKS_MAX},
    {"about", MEMBER_TEXT, MEMBER_OPTIONAL, 1, REQUEST_ABOUT_MAX},
    {"targets", MEMBER_OBJECT, MEMBER_OPTIONAL, 0, 0},
    {"tier", MEMBER_TEXT, MEMBER_OPTIONAL, 1, PROFILE_TEXT_MAX},
    {"encrypt_to", MEMBER_TEXT, MEMBER_NULLABLE, 1, CERTIFICATE_MAX},
    {"upload_url", MEMBER_TEXT, MEMBER_NULLABLE, 1, UPLOAD_URL_MAX},
    {"enrol_secret", MEMBER_TEXT, MEMBER_OPTIONAL, 1, PROFILE_TEXT_MAX},
};

static const struct member REQUESTER_MEMBERS[] = {
    {"name", MEMBER_TEXT, MEMBER_REQUIRED, 1, PROFILE_TEXT_MAX},
    {"contact", MEMBER_OBJECT, MEMBER_OPTIONAL, 0, 0},
    {"certificate", MEMBER_TEXT, MEMBER_OPTIONAL, 1, CERTIFICATE_MAX},
};

static const struct member REQUESTER_CONTACT_MEMBERS[] = {
    {"name", MEMBER_TEXT, MEMBER_OPTIONAL, 0, PROFILE_TEXT_MAX},
    {"email", MEMBER_TEXT, MEMBER_OPTIONAL, 0, PROFILE_TEXT_MAX},
    {"phone", MEMBER_TEXT, MEMBER_OPTIONAL, 0, PROFILE_TEXT_MAX},
};

static enum status check_requester(const cJSON *requester, struct error *e)
{
    const struct path where = {NULL, "requester", 0};
    const enum status st = members_check(requester, MEMBERS(REQUESTER_MEMBERS), &where, e);
    const cJSON *contact = json_get(requester, "contact");
    return st != ST_OK || contact == NULL
               ? st
               : members_check(contact, MEMBERS(REQUESTER_CONTACT_MEMBERS), &(struct path){&where, "contact", 0}, e);
}

static enum status check_target(const cJSON *value, const struct path *where, struct error *e)
{
    char text[PATH_TEXT];
    const bool level = cJSON_IsNumber(value) && value->valuedouble >= 0 && value->valuedouble < LEVELS;
    return level ? ST_OK : fail(e, ST_INPUT, _("%s: must be %lld–%lld."), path_text(where, text), 0LL, (long long)LEVELS - 1);
}

static enum status check_embedded(const cJSON *array, struct error *e)
{
    const struct path list = {NULL, "embedded_packs", 0};
    size_t i = 0;
    const cJSON *pack;
    cJSON_ArrayForEach(pack, array)
    {
        const struct path where = {&list, NULL, i++};
        if (!cJSON_IsObject(pack)) {
            char text[PATH_TEXT];
            return fail(e, ST_INPUT, _("%s: must be an object."), path_text(&where, text));
        }
    }
    return ST_OK;
}

/* Encoded bytes; n: how many, 0 for any number. */
static bool encoded(const char *text, size_t n, bool url)
{
    struct buffer bytes;
    buffer_init(&bytes, BUFFER_MAX_TEXT);
    const bool ok = url ? base64url_decode(&bytes, text, strlen(text)) : base64_decode(&bytes, text, strlen(text));
    const bool fits = n == 0 || bytes.length == n;
    buffer_release(&bytes);
    return ok && fits;
}

void request_upload_host(const cJSON *document, char out[UPLOAD_HOST_TEXT])
{
    const char *url = json_text(document, "upload_url");
    out[0] = '\0';
    if (url != NULL) {
        upload_url_host(url, out);
    }
}

static enum status check_words(const cJSON *document, struct error *e)
{
    const char *period = json_text(document, "period"), *tier = json_text(document, "tier"), *url = json_text(document, "upload_url");
    const char *secret = json_text(document, "enrol_secret"), *certificate = json_text(document, "encrypt_to");
    if (!period_valid(period)) {
        return fail(e, ST_INPUT, _("period: \"%s\" is no period like 2026."), period);
    }
    if (tier != NULL && strcmp(tier, "higher") != 0 && strcmp(tier, "base") != 0) {
        return fail(e, ST_INPUT, _("tier: must be higher or base."));
    }
    if (url != NULL && !upload_url_valid(url)) {
        return fail(e, ST_INPUT, _("upload_url: must start with https:// and a host name, without spaces or a user name."));
    }
    if (secret != NULL && !encoded(secret, SECRET_BYTES, true)) {
        return fail(e, ST_INPUT, _("enrol_secret: must be %d bytes in base64url."), SECRET_BYTES);
    }
    if (certificate != NULL && !encoded(certificate, 0, false)) {
        return fail(e, ST_INPUT, _("encrypt_to: must be a certificate in base64."));
    }
    return ST_OK;
}

enum status request_check(const cJSON *document, struct error *e)
{
    enum status st = members_check(document, MEMBERS(REQUEST_MEMBERS), NULL, e);
    if (st == ST_OK) {
        st = check_words(document, e);
    }
    if (st == ST_OK) {
        st = check_requester(json_get(document, "requester"), e);
    }
    if (st == ST_OK) {
        st = pack_names_check(json_get(document, "packs"), &(struct path){NULL, "packs", 0}, e);
    }
    if (st == ST_OK) {
        st = check_embedded(json_get(document, "embedded_packs"), e);
    }
    return st == ST_OK ? answer_map_check(json_get(document, "targets"), &(struct path){NULL, "targets", 0}, check_target, e) : st;
}

static struct pack *read_embedded(const cJSON *tree, struct error *e)
{
    return pack_from_tree(cJSON_Duplicate(tree, true), _("the request's pack"), e);
}

/* An embedded pack is what it says, and no stranger under a known name. */
static enum status check_stranger(const cJSON *tree, const struct catalog *catalog, struct error *e)
{
    struct error why = {0};
    struct pack *pack = read_embedded(tree, &why);
    if (pack == NULL) {
        return fail(e, why.status, "%s", why.text);
    }
    const struct pack *known = catalog_find(catalog, pack->id);
    enum status st = ST_OK;
    /* Otherwise a requester could put other questions under the name of a pack that everybody knows. */
    if (known != NULL && strcmp(pack_digest(known), pack_digest(pack)) != 0 && strchr(pack->id, '.') == NULL) {
        st = fail(e, ST_INPUT,
                  _("The request brings its own form of the pack \"%s\", which differs from the one installed: it is refused."), pack->id);
    }
    pack_free(pack);
    return st;
}

static bool embeds(const cJSON *document, const char *digest)
{
    const cJSON *pack;
    cJSON_ArrayForEach(pack, json_get(document, "embedded_packs"))
    {
        char other[65];
        if (json_digest(pack, other, NULL) == ST_OK && strcmp(digest, other) == 0) {
            return true;
        }
    }
    return false;
}

enum status request_check_packs(const cJSON *document, const struct catalog *catalog, struct error *e)
{
    const cJSON *pack;
    cJSON_ArrayForEach(pack, json_get(document, "embedded_packs"))
    {
        const enum status st = check_stranger(pack, catalog, e);
        if (st != ST_OK) {
            return st;
        }
    }
    cJSON_ArrayForEach(pack, json_get(document, "packs"))
    {
        const char *id = json_text(pack, "id"), *version = json_text(pack, "version"), *digest = json_text(pack, "sha256");
        if (catalog_find_digest(catalog, digest) != NULL || embeds(document, digest)) {
            continue;
        }
        const struct pack *known = catalog_find(catalog, id);
        if (known != NULL) {
            return fail(e, ST_INPUT,
                        _("The request asks the pack \"%s\" in version %s, version %s is installed: the versions must be the same."), id,
                        version, known->version);
        }
        return fail(e, ST_INPUT, _("The request asks the pack \"%s\" (version %s), which is neither installed nor in the request."), id,
                    version);
    }
    return ST_OK;
}

enum status request_load_packs(const cJSON *document, struct catalog *catalog, struct error *e)
{
    const cJSON *tree;
    cJSON_ArrayForEach(tree, json_get(document, "embedded_packs"))
    {
        struct error why = {0};
        if (catalog_find_tree(catalog, tree) != NULL) {
            continue;
        }
        struct pack *pack = read_embedded(tree, &why);
        const enum status st = pack == NULL ? fail(e, why.status, "%s", why.text) : catalog_add(catalog, pack, e);
        if (st != ST_OK) {
            return st;
        }
    }
    return ST_OK;
}
