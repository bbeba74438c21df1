/* A reader's CA certificates: does a chain lead to one of them, and which attribute of the certificate says whose it is (formats.md,
 * "Identity and trust"). */
#ifndef TENKEN_TRUST_CA_H
#define TENKEN_TRUST_CA_H

#include "trust/certificate.h"
#include "trust/certificate_plain.h"

/* Read once and used for many checks, also from several threads. */
struct ca_bundle;
/* PEM: one or more certificates, each of which is trusted as an issuer, and revocation lists that they signed. A list that is not signed by
 * one of them, or not complete (delta, indirect, some reasons only), is refused. name: for sentences. now: what the lists' dates are held
 * against. */
struct ca_bundle *ca_bundle_read(const char *pem, size_t n, const char *name, int64_t now, struct error *e);
void ca_bundle_free(struct ca_bundle *ca);
/* A certificate in it that is no CA's: whoever named it took the wrong file. "" none. */
const char *ca_bundle_no_ca(const struct ca_bundle *ca, char out[NAME_BYTES]);
bool certificate_is_ca(X509 *x509);
/* What a certificate calls itself, cleaned. */
const char *certificate_calls(const X509 *x509, char out[NAME_BYTES]);
size_t ca_bundle_certificates(const struct ca_bundle *ca);
size_t ca_bundle_lists(const struct ca_bundle *ca);
/* ST_NO with a sentence when one of the lists has run out, or has not begun. */
enum status ca_bundle_current(const struct ca_bundle *ca, struct error *e);
/* ST_OK when a chain leads from x509 to the bundle at that time, and no list says that one of it was revoked by then. ST_NO and the reason
 * in words otherwise; also when a list of one of its issuers has run out by now. */
enum status ca_bundle_check(const struct ca_bundle *ca, X509 *x509, int64_t at, struct error *e);
/* The same without the lists: whether the bundle still carries it. */
enum status ca_bundle_chain(const struct ca_bundle *ca, X509 *x509, int64_t at, struct error *e);

/* Whether one of the bundle's CAs, found by its name, has signed the certificate directly, and nothing stands against it at that time. True
 * only where ca_bundle_check says ST_OK, too, at the cost of one verification; false says nothing. */
bool ca_bundle_vouches(const struct ca_bundle *ca, const struct plain_certificate *certificate, int64_t at);

/* What in a subject may say whose certificate it is. */
enum rule_attribute {
    RULE_COMMON_NAME,
    RULE_SERIAL_NUMBER,
    RULE_ORGANIZATION,
    RULE_ORGANIZATIONAL_UNIT,
    RULE_ORGANIZATION_IDENTIFIER,
    RULE_EMAIL,
    RULE_USER_ID,
    RULE_SUBJECT, /* the whole name, as RFC 2253 has it */
};
#define RULE_ATTRIBUTES (RULE_SUBJECT + 1)
const char *rule_attribute_name(enum rule_attribute attribute); /* "CN", "serialNumber" … */
/* Replaces out by the attribute's only value, in UTF-8. False when there is none, more than one, or no text. */
bool certificate_attribute(const struct certificate *c, enum rule_attribute attribute, struct buffer *out);
/* Replaces out by the name as RFC 2253 has it (UTF-8 not escaped), to be compared; clean it for display. */
enum status certificate_issuer(const struct certificate *c, struct buffer *out, struct error *e);
enum status certificate_subject(const X509 *x509, struct buffer *out, struct error *e);

#endif
