/* CA certificates that plain certificates (certificate_plain.h) are held against at the cost of one verification, without OpenSSL's chain
 * builder. Only for what is simple: the CA is a root, nothing in it limits what it may issue, and it has signed the certificate itself. */
#ifndef TENKEN_TRUST_CA_PLAIN_H
#define TENKEN_TRUST_CA_PLAIN_H

#include "trust/certificate_plain.h"

#include <openssl/types.h>

/* Borrowed from the certificate that it was taken from. */
struct plain_ca {
    struct plain_part name;   /* DER */
    struct plain_part key_id; /* bytes NULL: it has none */
    EVP_PKEY *key;
    bool rsa;
    int64_t not_before, not_after;
};

/* False: this certificate wants OpenSSL's rules for chains. bits: how strong its key must be at least. */
bool plain_ca_take(struct plain_ca *ca, X509 *x509, int bits);
/* Whether the certificate names the CA as its issuer. */
bool plain_ca_named(const struct plain_ca *ca, const struct plain_certificate *c);
/* Whether that is so: both are valid at that time and the signature fits. Also from several threads at once. */
bool plain_ca_issued(const struct plain_ca *ca, const struct plain_certificate *c, int64_t at);

#endif
