/* Chains to a reader's CA certificates, and the revocation lists that the reader gave along. */
#include "trust/ca.h"

#include "base/buffer.h"
#include "base/clock.h"
#include "base/i18n.h"
#include "base/utf8.h"
#include "trust/ca_plain.h"

#include <limits.h>
#include <openssl/bio.h>
#include <openssl/err.h>
#include <openssl/pem.h>
#include <openssl/x509_vfy.h>
#include <openssl/x509v3.h>

#define CHAIN_DEPTH_MAX 8
#define STRENGTH_LEVEL 2 /* OpenSSL's: 112 bits, so neither RSA below 2048 bits nor SHA-1 in the chain */
#define STRENGTH_BITS 112

/* A revocation list whose signature was found good, and the certificate that issued it (both borrowed from infos). */
struct revocations {
    X509_CRL *crl;
    X509 *issuer;
    int64_t from, until;
};

struct ca_bundle {
    X509_STORE *store;
    STACK_OF(X509_INFO) * infos;
    struct revocations *lists;
    size_t nlists;
    size_t ncertificates;
    struct plain_ca *plain; /* the shortcut's; none when there are lists, which it does not look into */
    size_t nplain;
    int64_t now;
};

static void issuer_text(const X509_NAME *name, char out[NAME_BYTES])
{
    char text[NAME_BYTES * 2] = "";
    struct buffer clean;
    buffer_init(&clean, BUFFER_MAX_TEXT);
    (void)X509_NAME_get_text_by_NID(name, NID_commonName, text, sizeof text);
    utf8_clean(&clean, text, strlen(text), false);
    (void)snprintf(out, NAME_BYTES, "%.*s", NAME_BYTES - 1, buffer_text(&clean));
    buffer_release(&clean);
}

/* A list of only some reasons, by somebody else than the issuer, or of changes alone says nothing certain about a certificate. */
static bool complete(X509_CRL *crl)
{
    if (X509_CRL_get_ext_by_NID(crl, NID_delta_crl, -1) >= 0) {
        return false;
    }
    int critical = -1;
    ISSUING_DIST_POINT *point = X509_CRL_get_ext_d2i(crl, NID_issuing_distribution_point, &critical, NULL);
    const bool whole = point == NULL ? critical == -1 : point->indirectCRL <= 0 && point->onlyattr <= 0 && point->onlysomereasons == NULL;
    ISSUING_DIST_POINT_free(point);
    for (int i = 0; whole && i < X509_CRL_get_ext_count(crl); i++) {
        X509_EXTENSION *extension = X509_CRL_get_ext(crl, i);
        const int nid = OBJ_obj2nid(X509_EXTENSION_get_object(extension));
        if (X509_EXTENSION_get_critical(extension) != 0 && nid != NID_issuing_distribution_point) {
            return false;
        }
    }
    return whole;
}

static X509 *issuer_of(const struct ca_bundle *ca, X509_CRL *crl)
{
    for (int i = 0; i < sk_X509_INFO_num(ca->infos); i++) {
        X509 *x509 = sk_X509_INFO_value(ca->infos, i)->x509;
        if (x509 != NULL && X509_NAME_cmp(X509_get_subject_name(x509), X509_CRL_get_issuer(crl)) == 0 &&
            ((X509_get_extension_flags(x509) & EXFLAG_KUSAGE) == 0 || (X509_get_key_usage(x509) & KU_CRL_SIGN) != 0) &&
            X509_CRL_verify(crl, X509_get0_pubkey(x509)) == 1) {
            return x509;
        }
    }
    return NULL;
}

static enum status add_list(struct ca_bundle *ca, X509_CRL *crl, const char *name, struct error *e)
{
    struct revocations *list = &ca->lists[ca->nlists];
    char issuer[NAME_BYTES];
    issuer_text(X509_CRL_get_issuer(crl), issuer);
    *list = (struct revocations){.crl = crl, .issuer = issuer_of(ca, crl)};
    if (list->issuer == NULL) {
        return fail(e, ST_INPUT, _("%s: the revocation list of \"%s\" was not signed by one of the certificates beside it."), name, issuer);
    }
    if (!complete(crl) || !certificate_time(X509_CRL_get0_lastUpdate(crl), &list->from) ||
        !certificate_time(X509_CRL_get0_nextUpdate(crl), &list->until)) {
        return fail(e, ST_INPUT,
                    _("%s: the revocation list of \"%s\" is of a kind that is not understood here (partial, or without an end)."), name,
                    issuer);
    }
    ca->nlists++;
    return ST_OK;
}

static void take_plain(struct ca_bundle *ca)
{
    for (int i = 0; ca->nlists == 0 && i < sk_X509_INFO_num(ca->infos); i++) {
        X509 *x509 = sk_X509_INFO_value(ca->infos, i)->x509;
        ca->nplain += x509 != NULL && plain_ca_take(&ca->plain[ca->nplain], x509, STRENGTH_BITS);
    }
}

static enum status fill(struct ca_bundle *ca, const char *name, struct error *e)
{
    const int n = ca->infos == NULL ? 0 : sk_X509_INFO_num(ca->infos);
    ca->lists = calloc((size_t)n + 1, sizeof *ca->lists);
    ca->plain = calloc((size_t)n + 1, sizeof *ca->plain);
    if (ca->lists == NULL || ca->plain == NULL) {
        return fail_memory(e);
    }
    for (int i = 0; i < n; i++) {
        X509 *x509 = sk_X509_INFO_value(ca->infos, i)->x509;
        if (x509 != NULL && X509_STORE_add_cert(ca->store, x509) != 1) {
            return fail_memory(e);
        }
        ca->ncertificates += x509 != NULL;
    }
    if (ca->ncertificates == 0) {
        return fail(e, ST_INPUT, _("%s holds no CA certificate in PEM (\"-----BEGIN CERTIFICATE-----\"), or a damaged one."), name);
    }
    enum status st = ST_OK;
    for (int i = 0; st == ST_OK && i < n; i++) {
        X509_CRL *crl = sk_X509_INFO_value(ca->infos, i)->crl;
        st = crl != NULL ? add_list(ca, crl, name, e) : ST_OK;
    }
    take_plain(ca);
    return st;
}

struct ca_bundle *ca_bundle_read(const char *pem, size_t n, const char *name, int64_t now, struct error *e)
{
    struct ca_bundle *ca = calloc(1, sizeof *ca);
    BIO *bio = n <= INT_MAX ? BIO_new_mem_buf(pem, (int)n) : NULL;
    if (ca == NULL || bio == NULL || (ca->store = X509_STORE_new()) == NULL) {
        BIO_free(bio);
        free(ca);
        (void)fail_memory(e);
        return NULL;
    }
    ca->now = now;
    ca->infos = PEM_X509_INFO_read_bio(bio, NULL, NULL, NULL);
    BIO_free(bio);
    const enum status st = fill(ca, name, e);
    ERR_clear_error();
    if (st != ST_OK) {
        ca_bundle_free(ca);
        return NULL;
    }
    return ca;
}

void ca_bundle_free(struct ca_bundle *ca)
{
    if (ca != NULL) {
        X509_STORE_free(ca->store);
        sk_X509_INFO_pop_free(ca->infos, X509_INFO_free);
        free(ca->lists);
        free(ca->plain);
        free(ca);
    }
}

bool certificate_is_ca(X509 *x509)
{
    return X509_check_ca(x509) != 0;
}

const char *certificate_calls(const X509 *x509, char out[NAME_BYTES])
{
    issuer_text(X509_get_subject_name(x509), out);
    return out;
}

const char *ca_bundle_no_ca(const struct ca_bundle *ca, char out[NAME_BYTES])
{
    for (int i = 0; i < sk_X509_INFO_num(ca->infos); i++) {
        X509 *x509 = sk_X509_INFO_value(ca->infos, i)->x509;
        if (x509 != NULL && !certificate_is_ca(x509)) {
            return certificate_calls(x509, out);
        }
    }
    out[0] = '\0';
    return out;
}

size_t ca_bundle_certificates(const struct ca_bundle *ca)
{
    return ca->ncertificates;
}

size_t ca_bundle_lists(const struct ca_bundle *ca)
{
    return ca->nlists;
}

/* A list that has run out no longer says that a certificate is good: whoever holds back the new one would hide a revocation. */
static enum status list_current(const struct ca_bundle *ca, const struct revocations *list, struct error *e)
{
    char issuer[NAME_BYTES], day[DATE_TEXT];
    issuer_text(X509_CRL_get_issuer(list->crl), issuer);
    local_day(list->until, day);
    if (ca->now > list->until) {
        return fail(e, ST_NO, _("The revocation list of \"%s\" ended on %s: get a new one from that CA."), issuer, day);
    }
    local_day(list->from, day);
    if (ca->now < list->from) {
        return fail(e, ST_NO, _("The revocation list of \"%s\" begins only on %s: is this machine's clock right?"), issuer, day);
    }
    return ST_OK;
}

enum status ca_bundle_current(const struct ca_bundle *ca, struct error *e)
{
    enum status st = ST_OK;
    for (size_t i = 0; i < ca->nlists && st == ST_OK; i++) {
        st = list_current(ca, &ca->lists[i], e);
    }
    return st;
}

static enum status list_check(const struct ca_bundle *ca, const struct revocations *list, X509 *x509, int64_t at, struct error *e)
{
    X509_REVOKED *entry = NULL;
    int64_t since;
    char day[DATE_TEXT];
    enum status st = list_current(ca, list, e);
    if (st == ST_OK && X509_CRL_get0_by_cert(list->crl, &entry, x509) == 1 &&
        certificate_time(X509_REVOKED_get0_revocationDate(entry), &since) && since <= at) {
        local_day(since, day);
        return fail(e, ST_NO, _("The signer's certificate, or that of its CA, was revoked by its issuer on %s."), day);
    }
    return st;
}

/* Each certificate of the chain against every list that its issuer has given. No list: nothing is said against it. */
static enum status revocation_check(const struct ca_bundle *ca, STACK_OF(X509) * chain, int64_t at, struct error *e)
{
    enum status st = ST_OK;
    for (int i = 0; i + 1 < sk_X509_num(chain); i++) {
        EVP_PKEY *issuer = X509_get0_pubkey(sk_X509_value(chain, i + 1));
        for (size_t k = 0; k < ca->nlists && st == ST_OK; k++) {
            if (X509_NAME_cmp(X509_CRL_get_issuer(ca->lists[k].crl), X509_get_issuer_name(sk_X509_value(chain, i))) == 0 &&
                EVP_PKEY_eq(X509_get0_pubkey(ca->lists[k].issuer), issuer) == 1) {
                st = list_check(ca, &ca->lists[k], sk_X509_value(chain, i), at, e);
            }
        }
    }
    return st;
}

/* OpenSSL's words are English; those for what happens have sentences of their own. */
static enum status no_chain(int why, struct error *e)
{
    switch (why) {
    case X509_V_ERR_OUT_OF_MEM:
        return fail_memory(e);
    case X509_V_ERR_UNABLE_TO_GET_ISSUER_CERT:
    case X509_V_ERR_UNABLE_TO_GET_ISSUER_CERT_LOCALLY:
    case X509_V_ERR_UNABLE_TO_VERIFY_LEAF_SIGNATURE:
    case X509_V_ERR_DEPTH_ZERO_SELF_SIGNED_CERT:
    case X509_V_ERR_SELF_SIGNED_CERT_IN_CHAIN:
        return fail(e, ST_NO, "%s", _("No chain leads from the signer's certificate to the given CA: its issuer is not among them."));
    case X509_V_ERR_CERT_NOT_YET_VALID:
    case X509_V_ERR_CERT_HAS_EXPIRED:
        return fail(e, ST_NO, "%s",
                    _("No chain leads from the signer's certificate to the given CA: one of the certificates was not valid on that day."));
    case X509_V_ERR_INVALID_CA:
    case X509_V_ERR_KEYUSAGE_NO_CERTSIGN:
        return fail(e, ST_NO, "%s", _("No chain leads from the signer's certificate to the given CA: its issuer is no CA."));
    case X509_V_ERR_CERT_SIGNATURE_FAILURE:
        return fail(e, ST_NO, "%s", _("No chain leads from the signer's certificate to the given CA: a signature in it does not hold."));
    default:
        return fail(e, ST_NO, _("No chain leads from the signer's certificate to the given CA (%s)."), X509_verify_cert_error_string(why));
    }
}

static enum status chain_check(const struct ca_bundle *ca, X509 *x509, int64_t at, bool revocations, struct error *e)
{
    X509_STORE_CTX *context = X509_STORE_CTX_new();
    if (context == NULL || X509_STORE_CTX_init(context, ca->store, x509, NULL) != 1) {
        X509_STORE_CTX_free(context);
        return fail_memory(e);
    }
    X509_VERIFY_PARAM *rules = X509_STORE_CTX_get0_param(context);
    X509_VERIFY_PARAM_set_time(rules, at);
    X509_VERIFY_PARAM_set_depth(rules, CHAIN_DEPTH_MAX);
    X509_VERIFY_PARAM_set_auth_level(rules, STRENGTH_LEVEL);
    /* Every certificate of the bundle was named as an issuer by the reader, so an intermediate one ends a chain as well as a root. */
    (void)X509_VERIFY_PARAM_set_flags(rules, X509_V_FLAG_PARTIAL_CHAIN);
    const int verified = X509_verify_cert(context);
    enum status st = ST_OK;
    if (verified != 1) {
        st = no_chain(X509_STORE_CTX_get_error(context), e);
    } else if (revocations) {
        /* By hand and not by OpenSSL's flag: that would hold the list's dates against the time of receipt, at which a list of today did not
         * exist yet. */
        st = revocation_check(ca, X509_STORE_CTX_get0_chain(context), at, e);
    }
    X509_STORE_CTX_free(context);
    ERR_clear_error();
    return st;
}

enum status ca_bundle_check(const struct ca_bundle *ca, X509 *x509, int64_t at, struct error *e)
{
    return chain_check(ca, x509, at, true, e);
}

enum status ca_bundle_chain(const struct ca_bundle *ca, X509 *x509, int64_t at, struct error *e)
{
    return chain_check(ca, x509, at, false, e);
}

bool ca_bundle_vouches(const struct ca_bundle *ca, const struct plain_certificate *certificate, int64_t at)
{
    const struct plain_ca *issuer = NULL;
    for (size_t i = 0; i < ca->nplain; i++) {
        if (plain_ca_named(&ca->plain[i], certificate)) {
            if (issuer != NULL) {
                return false; /* a CA's old and new certificate: OpenSSL chooses */
            }
            issuer = &ca->plain[i];
        }
    }
    return issuer != NULL && plain_ca_issued(issuer, certificate, at);
}
