#include "model/envelope.h"

#include "base/i18n.h"
#include "model/json.h"

#include <string.h>

static const struct {
    const char *name, *format, *typ;
} KINDS[] = {
    [DOCUMENT_ANSWERS] = {"tenken-answers", "tenken-answers/1", "tenken-answers+jws"},
    [DOCUMENT_REQUEST] = {"tenken-request", "tenken-request/1", "tenken-request+jws"},
    [DOCUMENT_RECEIPT] = {"tenken-receipt", "tenken-receipt/1", "tenken-receipt+jws"},
};
#define KINDS_COUNT (sizeof KINDS / sizeof KINDS[0])

const char *document_format(enum document_kind kind)
{
    return KINDS[kind].format;
}

const char *document_typ(enum document_kind kind)
{
    return KINDS[kind].typ;
}

/* True for NAME/MAJOR; *current says whether the major number is 1. */
static bool format_matches(const char *format, const char *wanted, bool *current)
{
    const size_t n = strlen(wanted);
    if (strncmp(format, wanted, n) != 0 || format[n] != '/') {
        return false;
    }
    const char *major = format + n + 1;
    const size_t digits = strspn(major, "0123456789");
    *current = strcmp(major, "1") == 0;
    return digits > 0 && digits <= 9 && major[digits] == '\0' && major[0] != '0';
}

enum status format_check(const char *format, const char *wanted, const char *name, struct error *e)
{
    bool current = false;
    if (format == NULL || !format_matches(format, wanted, &current)) {
        return fail(e, ST_INPUT, _("%s: format: must be \"%s/1\"."), name, wanted);
    }
    if (!current) {
        return fail(e, ST_INPUT, _("%s: is in the format %s, this program reads %s/1: a newer version of Tenken is needed."), name, format,
                    wanted);
    }
    return ST_OK;
}

static enum status read_kind(struct envelope *envelope, const char *name, struct error *e)
{
    const char *format = json_text(envelope->tree, "format");
    for (size_t i = 0; format != NULL && i < KINDS_COUNT; i++) {
        bool current;
        if (format_matches(format, KINDS[i].name, &current)) {
            envelope->kind = (enum document_kind)i;
            return format_check(format, KINDS[i].name, name, e);
        }
    }
    return fail(e, ST_INPUT, _("%s: is no file of Tenken: \"format\" must be tenken-answers/1, tenken-request/1 or tenken-receipt/1."),
                name);
}

static enum status read_signature(struct envelope_signature *out, const cJSON *signature, size_t i, const char *name, struct error *e)
{
    if (!cJSON_IsObject(signature)) {
        return fail(e, ST_INPUT, _("%s: signature %zu must be an object."), name, i + 1);
    }
    const cJSON *member;
    cJSON_ArrayForEach(member, signature)
    {
        if (strcmp(member->string, "protected") != 0 && strcmp(member->string, "signature") != 0 && strcmp(member->string, "header") != 0) {
            return fail(e, ST_INPUT, _("%s: signature %zu has a member \"%s\", which does not belong there."), name, i + 1, member->string);
        }
    }
    out->protected_header = json_text(signature, "protected");
    out->signature = json_text(signature, "signature");
    out->header = json_get(signature, "header");
    if (out->protected_header == NULL || out->signature == NULL || (out->header != NULL && !cJSON_IsObject(out->header))) {
        return fail(e, ST_INPUT,
                    _("%s: signature %zu must have the texts \"protected\" and \"signature\", and no \"header\" but an object."), name,
                    i + 1);
    }
    return ST_OK;
}

static enum status read_members(struct envelope *envelope, const char *name, bool allow_unsigned, struct error *e)
{
    const cJSON *member;
    cJSON_ArrayForEach(member, envelope->tree)
    {
        if (strcmp(member->string, "format") != 0 && strcmp(member->string, "document") != 0 && strcmp(member->string, "signatures") != 0) {
            /* What stands outside the document is covered by no signature. */
            return fail(e, ST_INPUT, _("%s: has a member \"%s\" beside format, document and signatures, which nobody signed."), name,
                        member->string);
        }
    }
    envelope->document = json_get(envelope->tree, "document");
    if (!cJSON_IsObject(envelope->document)) {
        return fail(e, ST_INPUT, _("%s: document: must be an object."), name);
    }
    const cJSON *signatures = json_get(envelope->tree, "signatures");
    const int n = signatures == NULL ? 0 : cJSON_IsArray(signatures) ? cJSON_GetArraySize(signatures) : -1;
    if (!allow_unsigned && n == 0) {
        return fail(e, ST_INPUT, _("%s: it carries no signature: who wrote it cannot be told."), name);
    }
    if (n < 0 || n > ENVELOPE_SIGNATURES_MAX) {
        return fail(e, ST_INPUT, _("%s: signatures: must be a list of 1–%d."), name, ENVELOPE_SIGNATURES_MAX);
    }
    const cJSON *signature;
    cJSON_ArrayForEach(signature, signatures)
    {
        const enum status st = read_signature(&envelope->signatures[envelope->count], signature, envelope->count, name, e);
        if (st != ST_OK) {
            return st;
        }
        envelope->count++;
    }
    return ST_OK;
}

static enum status look_into(struct envelope *envelope, cJSON *tree, bool in_arena, const char *name, bool allow_unsigned, struct error *e)
{
    *envelope = (struct envelope){.tree = tree, .in_arena = in_arena};
    enum status st = cJSON_IsObject(tree) ? read_kind(envelope, name, e) : fail(e, ST_INPUT, _("%s: must be a JSON object."), name);
    if (st == ST_OK) {
        st = read_members(envelope, name, allow_unsigned, e);
    }
    if (st != ST_OK) {
        envelope_release(envelope);
    }
    return st;
}

enum status envelope_from_tree(struct envelope *envelope, cJSON *tree, const char *name, bool allow_unsigned, struct error *e)
{
    return look_into(envelope, tree, false, name, allow_unsigned, e);
}

enum status envelope_read(struct envelope *envelope, const char *bytes, size_t n, const char *name, bool allow_unsigned, struct error *e)
{
    struct error why = {0};
    cJSON *tree = json_read(bytes, n, &JSON_LIMITS_DOCUMENT, name, &why);
    if (tree == NULL) {
        *envelope = (struct envelope){0};
        return fail(e, why.status, "%s", why.text);
    }
    return envelope_from_tree(envelope, tree, name, allow_unsigned, e);
}

enum status envelope_read_canonical(struct envelope *envelope, const char *bytes, size_t n, const char *name, struct json_extract *extract,
                                    struct error *e)
{
    struct error why = {0};
    extract->member = "document";
    cJSON *tree = json_read_canonical(bytes, n, &JSON_LIMITS_DOCUMENT, name, extract, &why);
    if (tree == NULL) {
        *envelope = (struct envelope){0};
        return fail(e, why.status, "%s", why.text);
    }
    return look_into(envelope, tree, extract->arena != NULL, name, true, e);
}

void envelope_release(struct envelope *envelope)
{
    if (!envelope->in_arena) {
        cJSON_Delete(envelope->tree);
    }
    *envelope = (struct envelope){0};
}

cJSON *envelope_build(enum document_kind kind, cJSON *document, cJSON *signatures)
{
    cJSON *envelope = cJSON_CreateObject();
    const bool named = envelope != NULL && json_put_text(envelope, "format", document_format(kind));
    /* json_put takes ownership also when the object is missing. */
    const bool filled = json_put(envelope, "document", document);
    const bool signed_too = json_put(envelope, "signatures", signatures);
    if (!named || !filled || !signed_too) {
        cJSON_Delete(envelope);
        return NULL;
    }
    return envelope;
}
