/* Verifying a package's native signatures. Readers accept added parts, changed content types and much else; this does not: whatever is not
 * known to be covered and right makes the package partial or invalid. */
#include "base/buffer.h"
#include "base/i18n.h"
#include "export/package_manifest.h"
#include "export/package_signature.h"
#include "export/signature_xml.h"
#include "export/xmlsec.h"

#include <openssl/evp.h>
#include <openssl/x509.h>

#define SIGNATURES_MAX 8

static enum package_verdict invalid(struct error *e, const char *part, const char *why)
{
    fail(e, ST_NO, _("The workbook's signature %s is not valid: %s"), part, why);
    return PACKAGE_INVALID;
}

static const struct opc_relationship *relation_to_origin(const struct manifest *m, size_t *count)
{
    const struct opc_relationship *found = NULL;
    *count = 0;
    for (size_t i = 0; i < m->count; i++) {
        for (size_t k = 0; k < m->entries[i].relationships.count; k++) {
            const struct opc_relationship *r = &m->entries[i].relationships.relationships[k];
            if (strcmp(r->type, SIGNATURE_ORIGIN_RELATION) == 0) {
                found = strcmp(m->entries[i].part->name, "/_rels/.rels") == 0 ? r : NULL;
                ++*count;
            }
        }
    }
    return found;
}

static bool in_folder(const char *name)
{
    return strncmp(name, SIGNATURE_FOLDER, strlen(SIGNATURE_FOLDER)) == 0;
}

/* The name of the signature part that a relationship of the origin leads to; NULL when it is none. */
static const char *signature_part(const struct package *p, const struct opc_types *types, const struct opc_relationship *r)
{
    if (r->external || strcmp(r->type, SIGNATURE_RELATION) != 0) {
        return NULL;
    }
    const size_t folder = strlen(SIGNATURE_FOLDER);
    const char *target = in_folder(r->target) ? r->target + folder : r->target;
    for (size_t i = 0; i < p->count; i++) {
        const char *name = p->parts[i].name;
        if (in_folder(name) && strcmp(name + folder, target) == 0 && strchr(target, '/') == NULL) {
            const char *type = opc_types_of(types, name);
            return type != NULL && strcmp(type, SIGNATURE_TYPE) == 0 ? name : NULL;
        }
    }
    return NULL;
}

/* Fills names with the signature parts. Everything in the folder must be the empty origin, its relationships, or a signature that these
 * lead to. */
static enum status find_signatures(const struct package *p, const struct manifest *m, const char *names[SIGNATURES_MAX], size_t *count,
                                   struct error *e)
{
    *count = 0;
    size_t inside = 0, origins = 0;
    for (size_t i = 0; i < p->count; i++) {
        inside += in_folder(p->parts[i].name);
    }
    const struct opc_relationship *to_origin = relation_to_origin(m, &origins);
    if (inside == 0 && origins == 0) {
        return ST_OK;
    }
    const struct package_part *origin = package_part(p, SIGNATURE_ORIGIN);
    const struct package_part *rels = package_part(p, SIGNATURE_ORIGIN_RELS);
    const char *type = origin == NULL ? NULL : opc_types_of(&m->types, SIGNATURE_ORIGIN);
    if (origins != 1 || to_origin == NULL || to_origin->external || origin == NULL || origin->size != 0 || rels == NULL || type == NULL ||
        strcmp(type, SIGNATURE_ORIGIN_TYPE) != 0 ||
        (strcmp(to_origin->target, SIGNATURE_ORIGIN) != 0 && strcmp(to_origin->target, &SIGNATURE_ORIGIN[1]) != 0)) {
        return fail(e, ST_NO,
                    _("The workbook's signatures are not where the standard wants them: they were moved, or taken away in part."));
    }
    struct opc_relationships leads;
    enum status st = opc_relationships_read(&leads, rels, e);
    if (st != ST_OK) {
        return st;
    }
    if (leads.count == 0 || leads.count > SIGNATURES_MAX || inside != leads.count + 2) {
        st = fail(e, ST_NO, _("The workbook's signature folder holds something that is no signature, or more than %d."), SIGNATURES_MAX);
    }
    for (size_t i = 0; i < leads.count && st == ST_OK; i++) {
        names[i] = signature_part(p, &m->types, &leads.relationships[i]);
        bool twice = false;
        for (size_t k = 0; k < i; k++) {
            twice = twice || names[k] == names[i];
        }
        if (names[i] == NULL || twice) {
            st = fail(e, ST_NO, _("The workbook's list of signatures leads to something that is no signature, or twice to the same."));
        }
    }
    *count = leads.count;
    opc_relationships_release(&leads);
    return st;
}

/* The certificate in KeyInfo, if it is the expected one by its digest; it is then the same certificate, and its key may be used. */
static X509 *expected_certificate(const struct signature_xml *s, const char *sha256)
{
    struct buffer der;
    buffer_init(&der, 16384);
    X509 *certificate = NULL;
    char got[SHA256_TEXT];
    if (base64_decode(&der, s->certificate, strlen(s->certificate))) {
        sha256_hex(buffer_text(&der), der.length, got);
        const unsigned char *at = (const unsigned char *)buffer_text(&der);
        if (strcmp(got, sha256) == 0 && der.length < 16384) {
            certificate = d2i_X509(NULL, &at, (long)der.length);
        }
    }
    buffer_release(&der);
    return certificate;
}

static bool signature_value_holds(const struct signature_xml *s, X509 *certificate)
{
    EVP_PKEY *key = X509_get0_pubkey(certificate);
    struct error ignored;
    xmlSecDSigCtxPtr context = key == NULL ? NULL : xmlsec_context(key, &ignored);
    const bool holds =
        context != NULL && xmlSecDSigCtxVerify(context, xmlDocGetRootElement(s->doc)) == 0 && context->status == xmlSecDSigStatusSucceeded;
    if (context != NULL) {
        xmlSecDSigCtxDestroy(context);
    }
    return holds;
}

static const struct manifest_entry *find_entry(const struct manifest *m, const char *part)
{
    for (size_t i = 0; i < m->count; i++) {
        if (strcmp(m->entries[i].part->name, part) == 0) {
            return &m->entries[i];
        }
    }
    return NULL;
}

/* Whether the signed reference covers exactly the relationships that have to be covered. */
static bool same_relationships(const struct manifest_entry *entry, const struct signature_reference *r)
{
    size_t wanted = 0;
    for (size_t i = 0; i < entry->relationships.count; i++) {
        if (!entry->covered[i]) {
            continue;
        }
        wanted++;
        bool found = false;
        for (size_t k = 0; k < r->nsources && !found; k++) {
            found = strcmp(r->sources[k], entry->relationships.relationships[i].id) == 0;
        }
        if (!found) {
            return false;
        }
    }
    return wanted == r->nsources;
}

/* A relationship that was signed and is no longer there. */
static bool lost_relationship(const struct manifest_entry *entry, const struct signature_reference *r)
{
    for (size_t k = 0; k < r->nsources; k++) {
        bool found = false;
        for (size_t i = 0; i < entry->relationships.count && !found; i++) {
            found = strcmp(r->sources[k], entry->relationships.relationships[i].id) == 0;
        }
        if (!found) {
            return true;
        }
    }
    return false;
}

/* Compares what was signed with what is there: the worst of all findings. */
static enum package_verdict compare(const struct manifest *m, const struct signature_xml *s, const char *name, struct error *e)
{
    struct error partial = {0};
    for (size_t i = 0; i < s->count; i++) {
        const struct signature_reference *r = &s->references[i];
        const struct manifest_entry *entry = find_entry(m, r->part);
        if (entry == NULL) {
            fail(e, ST_NO, _("The workbook's signature %s covers the part %s, which is not there: it was removed."), name, r->part);
            return PACKAGE_INVALID;
        }
        if (strcmp(entry->type, r->type) != 0) {
            fail(e, ST_NO, _("The content type of the workbook's part %s was changed after signing."), r->part);
            return PACKAGE_INVALID;
        }
        if ((entry->covered != NULL) != r->relationships) {
            return invalid(e, name, _("it transforms a part in a way that is not allowed."));
        }
        if (entry->covered != NULL && lost_relationship(entry, r)) {
            fail(e, ST_NO, _("Relationships of the workbook (%s) were removed after signing."), r->part);
            return PACKAGE_INVALID;
        }
        /* With relationships added, the digest over those that were signed cannot be compared: say what is the matter instead. */
        if (entry->covered != NULL && !same_relationships(entry, r)) {
            fail(&partial, ST_NO, _("Relationships of the workbook (%s) were added after signing."), r->part);
            continue;
        }
        if (memcmp(entry->digest, r->digest, SHA256_BYTES) != 0) {
            fail(e, ST_NO, _("The workbook's part %s was changed after signing."), r->part);
            return PACKAGE_INVALID;
        }
    }
    for (size_t i = 0; i < m->count && partial.text[0] == '\0'; i++) {
        bool covered = false;
        for (size_t k = 0; k < s->count && !covered; k++) {
            covered = strcmp(s->references[k].part, m->entries[i].part->name) == 0;
        }
        if (!covered) {
            fail(&partial, ST_NO, _("The workbook holds a part that its signature does not cover: %s"), m->entries[i].part->name);
        }
    }
    if (partial.text[0] != '\0') {
        fail(e, ST_NO, "%s", partial.text);
        return PACKAGE_PARTIAL;
    }
    return PACKAGE_SIGNED;
}

static enum package_verdict verify_one(const struct package *p, const struct manifest *m, const char *name, const char *sha256,
                                       struct error *e)
{
    struct signature_xml s;
    struct error why = {0};
    if (signature_xml_read(&s, package_part(p, name), &why) != ST_OK) {
        return invalid(e, name, why.text);
    }
    enum package_verdict verdict = PACKAGE_INVALID;
    X509 *certificate = expected_certificate(&s, sha256);
    if (certificate == NULL) {
        invalid(e, name, _("it was made with another certificate than the one that signed the answers."));
    } else if (strcmp(s.certificate_sha256, sha256) != 0) {
        invalid(e, name, _("the certificate that it names inside (XAdES) is another one."));
    } else if (!signature_value_holds(&s, certificate)) {
        invalid(e, name, _("it does not belong to this content, or was changed."));
    } else {
        verdict = compare(m, &s, name, e);
    }
    X509_free(certificate);
    signature_xml_release(&s);
    return verdict;
}

enum package_verdict package_verify(const struct package *p, const char *certificate_sha256, struct error *e)
{
    struct manifest m;
    if (manifest_make(&m, p, e) != ST_OK) {
        return PACKAGE_INVALID;
    }
    const char *names[SIGNATURES_MAX];
    size_t count = 0;
    enum package_verdict verdict = PACKAGE_INVALID;
    if (find_signatures(p, &m, names, &count, e) == ST_OK) {
        verdict = count == 0 ? PACKAGE_UNSIGNED : PACKAGE_SIGNED;
        for (size_t i = 0; i < count && verdict != PACKAGE_INVALID; i++) {
            const enum package_verdict one = verify_one(p, &m, names[i], certificate_sha256, e);
            verdict = one == PACKAGE_SIGNED ? verdict : one; /* the worst; SIGNED < PARTIAL < INVALID */
        }
    }
    manifest_release(&m);
    return verdict;
}
