/* Names in a certificate, by which a rule says whose it is (ca.h). */
#include "base/buffer.h"
#include "trust/ca.h"

#include <openssl/bio.h>
#include <openssl/err.h>
#include <openssl/x509.h>

/* Names: exactly as written, never cut or cleaned, since they are compared. */
static enum status name_text(const X509_NAME *name, struct buffer *out, struct error *e)
{
    BIO *bio = BIO_new(BIO_s_mem());
    char *text = NULL;
    if (bio == NULL || X509_NAME_print_ex(bio, name, 0, XN_FLAG_RFC2253 & ~(unsigned long)ASN1_STRFLGS_ESC_MSB) < 0) {
        BIO_free(bio);
        return fail_memory(e);
    }
    const long n = BIO_get_mem_data(bio, &text);
    buffer_clear(out);
    buffer_add(out, text, n > 0 ? (size_t)n : 0);
    BIO_free(bio);
    return out->failed ? fail_memory(e) : ST_OK;
}

static enum status plain_text(const struct plain_name *name, struct buffer *out, struct error *e)
{
    buffer_clear(out);
    return buffer_add(out, name->text, name->n) ? ST_OK : fail_memory(e);
}

enum status certificate_issuer(const struct certificate *c, struct buffer *out, struct error *e)
{
    return c->names != NULL ? plain_text(&c->names->issuer, out, e) : name_text(X509_get_issuer_name(c->x509), out, e);
}

enum status certificate_subject(const X509 *x509, struct buffer *out, struct error *e)
{
    return name_text(X509_get_subject_name(x509), out, e);
}

static int attribute_nid(enum rule_attribute attribute)
{
    static const int NIDS[] = {
        [RULE_COMMON_NAME] = NID_commonName,
        [RULE_SERIAL_NUMBER] = NID_serialNumber,
        [RULE_ORGANIZATION] = NID_organizationName,
        [RULE_ORGANIZATIONAL_UNIT] = NID_organizationalUnitName,
        [RULE_ORGANIZATION_IDENTIFIER] = NID_organizationIdentifier,
        [RULE_EMAIL] = NID_pkcs9_emailAddress,
        [RULE_USER_ID] = NID_userId,
    };
    return NIDS[attribute];
}

const char *rule_attribute_name(enum rule_attribute attribute)
{
    static const char *const NAMES[RULE_ATTRIBUTES] = {
        [RULE_COMMON_NAME] = "CN",
        [RULE_SERIAL_NUMBER] = "serialNumber",
        [RULE_ORGANIZATION] = "O",
        [RULE_ORGANIZATIONAL_UNIT] = "OU",
        [RULE_ORGANIZATION_IDENTIFIER] = "organizationIdentifier",
        [RULE_EMAIL] = "emailAddress",
        [RULE_USER_ID] = "UID",
        [RULE_SUBJECT] = "subject",
    };
    return NAMES[attribute];
}

/* In a plain name nothing is escaped, so commas part its attributes. */
static bool plain_attribute(const struct plain_name *name, const char *type, struct buffer *out)
{
    const size_t n = strlen(type);
    size_t found = 0;
    for (const char *at = name->text, *end = at + name->n; at < end;) {
        const char *comma = memchr(at, ',', (size_t)(end - at)), *stop = comma != NULL ? comma : end;
        if ((size_t)(stop - at) > n && memcmp(at, type, n) == 0 && at[n] == '=') {
            found++;
            buffer_clear(out);
            buffer_add(out, at + n + 1, (size_t)(stop - at) - n - 1);
        }
        at = comma != NULL ? comma + 1 : end;
    }
    return found == 1 && !out->failed;
}

bool certificate_attribute(const struct certificate *c, enum rule_attribute attribute, struct buffer *out)
{
    buffer_clear(out);
    if (c->names != NULL) {
        return attribute == RULE_SUBJECT ? plain_text(&c->names->subject, out, NULL) == ST_OK
                                         : plain_attribute(&c->names->subject, rule_attribute_name(attribute), out);
    }
    if (attribute == RULE_SUBJECT) {
        return certificate_subject(c->x509, out, NULL) == ST_OK;
    }
    const X509_NAME *subject = X509_get_subject_name(c->x509);
    const int nid = attribute_nid(attribute), at = X509_NAME_get_index_by_NID(subject, nid, -1);
    if (at < 0 || X509_NAME_get_index_by_NID(subject, nid, at) >= 0) {
        return false;
    }
    uint8_t *text = NULL;
    const int n = ASN1_STRING_to_UTF8(&text, X509_NAME_ENTRY_get_data(X509_NAME_get_entry(subject, at)));
    /* A zero byte would end the text for whoever compares it, but not for whoever issued it. */
    const bool whole = n > 0 && memchr(text, '\0', (size_t)n) == NULL && buffer_add(out, text, (size_t)n);
    OPENSSL_free(text);
    ERR_clear_error();
    return whole;
}
