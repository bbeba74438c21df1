#include "trust/ca_plain.h"

#include "base/digest.h"
#include "trust/certificate.h"

#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/rsa.h>
#include <openssl/x509.h>
#include <openssl/x509v3.h>
#include <string.h>

/* A root of version 3 with basicConstraints, and no extension beside it but those that certificate_plain.h knows: so no name constraints,
 * policies or purposes, in which OpenSSL finds limits. */
static bool unlimited(X509 *x509)
{
    static const int KNOWN[] = {NID_basic_constraints, NID_key_usage, NID_subject_key_identifier, NID_authority_key_identifier};
    const int v3_with_basic_constraints = 1; /* of the answers of X509_check_ca */
    const uint32_t flags = X509_get_extension_flags(x509);
    int known = 0;
    for (size_t i = 0; i < sizeof KNOWN / sizeof KNOWN[0]; i++) {
        known += X509_get_ext_by_NID(x509, KNOWN[i], -1) >= 0;
    }
    return X509_check_ca(x509) == v3_with_basic_constraints && (flags & EXFLAG_SS) != 0 &&
           (flags & (EXFLAG_INVALID | EXFLAG_CRITICAL)) == 0 &&
           ((flags & EXFLAG_KUSAGE) == 0 || (X509_get_key_usage(x509) & KU_KEY_CERT_SIGN) != 0) && X509_get_ext_count(x509) == known;
}

bool plain_ca_take(struct plain_ca *ca, X509 *x509, int bits)
{
    *ca = (struct plain_ca){.key = X509_get0_pubkey(x509)};
    const ASN1_OCTET_STRING *id = X509_get0_subject_key_id(x509);
    const int kind = ca->key == NULL ? EVP_PKEY_NONE : EVP_PKEY_get_base_id(ca->key);
    ca->rsa = kind == EVP_PKEY_RSA;
    if (id != NULL) {
        ca->key_id = (struct plain_part){ASN1_STRING_get0_data(id), (size_t)ASN1_STRING_length(id)};
    }
    const bool taken = (ca->rsa || kind == EVP_PKEY_EC) && EVP_PKEY_get_security_bits(ca->key) >= bits && unlimited(x509) &&
                       X509_NAME_get0_der(X509_get_subject_name(x509), &ca->name.bytes, &ca->name.n) == 1 && ca->name.n > 0 &&
                       certificate_time(X509_get0_notBefore(x509), &ca->not_before) &&
                       certificate_time(X509_get0_notAfter(x509), &ca->not_after);
    ERR_clear_error();
    return taken;
}

static bool same(const struct plain_part *a, const struct plain_part *b)
{
    return a->n == b->n && memcmp(a->bytes, b->bytes, a->n) == 0;
}

bool plain_ca_named(const struct plain_ca *ca, const struct plain_certificate *c)
{
    return same(&ca->name, &c->issuer);
}

static bool signature_fits(const struct plain_ca *ca, const struct plain_certificate *c)
{
    uint8_t digest[SHA256_BYTES];
    sha256_bytes(c->body.bytes, c->body.n, digest);
    EVP_PKEY_CTX *context = EVP_PKEY_CTX_new_from_pkey(NULL, ca->key, NULL);
    const bool fits = context != NULL && EVP_PKEY_verify_init(context) == 1 &&
                      (!ca->rsa || (EVP_PKEY_CTX_set_rsa_padding(context, RSA_PKCS1_PADDING) == 1 &&
                                    EVP_PKEY_CTX_set_signature_md(context, EVP_sha256()) == 1)) &&
                      EVP_PKEY_verify(context, c->signature.bytes, c->signature.n, digest, sizeof digest) == 1;
    EVP_PKEY_CTX_free(context);
    ERR_clear_error();
    return fits;
}

bool plain_ca_issued(const struct plain_ca *ca, const struct plain_certificate *c, int64_t at)
{
    const struct plain_part wanted = {c->issuer_key, KEY_IDENTIFIER_BYTES};
    /* The last second belongs to no validity, as OpenSSL has it; a certificate in its issuer's own name would end the chain. */
    return ca->rsa == c->rsa && ca->not_before <= at && at < ca->not_after && c->not_before <= at && at < c->not_after &&
           !same(&c->subject, &c->issuer) && (c->issuer_key == NULL || ca->key_id.bytes == NULL || same(&wanted, &ca->key_id)) &&
           signature_fits(ca, c);
}
