/* Chains to a reader's CA certificates. */
#include "trust/certificate.h"

#include "base/i18n.h"

#include <limits.h>
#include <openssl/bio.h>
#include <openssl/err.h>
#include <openssl/pem.h>
#include <openssl/x509_vfy.h>

#define CHAIN_DEPTH_MAX 8
#define STRENGTH_LEVEL 2 /* OpenSSL's: 112 bits, so neither RSA below 2048 bits nor SHA-1 in the chain */

struct ca_bundle {
    X509_STORE *store;
};

static enum status bundle_add(struct ca_bundle *ca, X509_INFO *info, size_t *count, const char *name, struct error *e)
{
    if (info->crl != NULL) {
        return fail(e, ST_INPUT, _("%s holds a revocation list, which would not be looked at: leave it out."), name);
    }
    if (info->x509 == NULL) {
        return ST_OK;
    }
    (*count)++;
    return X509_STORE_add_cert(ca->store, info->x509) == 1 ? ST_OK : fail_memory(e);
}

struct ca_bundle *ca_bundle_read(const char *pem, size_t n, const char *name, struct error *e)
{
    struct ca_bundle *ca = calloc(1, sizeof *ca);
    BIO *bio = n <= INT_MAX ? BIO_new_mem_buf(pem, (int)n) : NULL;
    if (ca == NULL || bio == NULL || (ca->store = X509_STORE_new()) == NULL) {
        BIO_free(bio);
        free(ca);
        (void)fail_memory(e);
        return NULL;
    }
    STACK_OF(X509_INFO) *infos = PEM_X509_INFO_read_bio(bio, NULL, NULL, NULL);
    size_t count = 0;
    enum status st = ST_OK;
    for (int i = 0; infos != NULL && st == ST_OK && i < sk_X509_INFO_num(infos); i++) {
        st = bundle_add(ca, sk_X509_INFO_value(infos, i), &count, name, e);
    }
    if (st == ST_OK && (infos == NULL || count == 0)) {
        st = fail(e, ST_INPUT, _("%s holds no CA certificate in PEM (\"-----BEGIN CERTIFICATE-----\"), or a damaged one."), name);
    }
    ERR_clear_error();
    sk_X509_INFO_pop_free(infos, X509_INFO_free);
    BIO_free(bio);
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
        free(ca);
    }
}

enum status ca_bundle_check(const struct ca_bundle *ca, X509 *x509, int64_t at, struct error *e)
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
    const int why = X509_STORE_CTX_get_error(context);
    enum status st = ST_OK;
    if (why == X509_V_ERR_OUT_OF_MEM) {
        st = fail_memory(e);
    } else if (verified != 1) {
        st = fail(e, ST_NO, _("No chain leads from the signer's certificate to the given CA (%s)."), X509_verify_cert_error_string(why));
    }
    X509_STORE_CTX_free(context);
    ERR_clear_error();
    return st;
}
