#include "trust/certificate.h"

#include "base/buffer.h"
#include "base/clock.h"
#include "base/i18n.h"
#include "base/utf8.h"
#include "trust/ca.h"
#include "trust/certificate_plain.h"
#include "trust/workbench.h"

#include <openssl/bio.h>
#include <openssl/core_names.h>
#include <openssl/crypto.h>
#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/x509.h>
#include <openssl/x509v3.h>

#define RSA_BITS_MIN 2048
#define RSA_BITS_MAX 4096
#define RSA_EXPONENT_BITS_MIN 17 /* above 2^16 (FIPS 186-5, A.1.1) */
#define RSA_EXPONENT_BITS_MAX 64 /* a longer one only makes verifying slow: an attack on the reader's time */

/* An Ed25519 key of small order "signs" everything with one constant signature. The encodings of y with the sign bit cleared: the five
 * points' canonical ones, then p and p + 1, which some decoders reduce. */
static const char *const ED25519_SMALL_ORDER[] = {
    "0000000000000000000000000000000000000000000000000000000000000000", "0100000000000000000000000000000000000000000000000000000000000000",
    "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05", "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a",
    "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f", "edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
    "eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
};

static const char *ed25519_algorithm(const EVP_PKEY *key, struct error *e)
{
    uint8_t point[32];
    size_t n = sizeof point;
    char hex[2 * sizeof point + 1];
    if (EVP_PKEY_get_raw_public_key(key, point, &n) != 1 || n != sizeof point) {
        (void)fail(e, ST_NO, _("The Ed25519 key cannot be read."));
        return NULL;
    }
    point[31] &= 0x7f;
    hex_encode(point, n, hex);
    for (size_t i = 0; i < sizeof ED25519_SMALL_ORDER / sizeof ED25519_SMALL_ORDER[0]; i++) {
        if (strcmp(hex, ED25519_SMALL_ORDER[i]) == 0) {
            (void)fail(e, ST_NO, _("The Ed25519 key is one of the few that fit every signature: it proves nothing."));
            return NULL;
        }
    }
    return "EdDSA";
}

static const char *ec_algorithm(const EVP_PKEY *key, struct error *e)
{
    char group[32] = "";
    int explicit_parameters = 1;
    (void)EVP_PKEY_get_group_name(key, group, sizeof group, NULL);
    (void)EVP_PKEY_get_int_param(key, OSSL_PKEY_PARAM_EC_DECODED_FROM_EXPLICIT_PARAMS, &explicit_parameters);
    if (strcmp(group, "prime256v1") != 0 || explicit_parameters != 0) {
        (void)fail(e, ST_NO, _("Of elliptic-curve keys only those on the curve P-256, named as such, are accepted."));
        return NULL;
    }
    return "ES256";
}

static const char *rsa_algorithm(const EVP_PKEY *key, struct error *e)
{
    const int bits = EVP_PKEY_get_bits(key);
    if (bits < RSA_BITS_MIN || bits > RSA_BITS_MAX) {
        (void)fail(e, ST_NO, _("The RSA key has %d bits; %d to %d are accepted."), bits, RSA_BITS_MIN, RSA_BITS_MAX);
        return NULL;
    }
    BIGNUM *exponent = NULL;
    const bool sound = EVP_PKEY_get_bn_param(key, OSSL_PKEY_PARAM_RSA_E, &exponent) == 1 && BN_is_odd(exponent) &&
                       BN_num_bits(exponent) >= RSA_EXPONENT_BITS_MIN && BN_num_bits(exponent) <= RSA_EXPONENT_BITS_MAX;
    BN_free(exponent);
    if (!sound) {
        (void)fail(e, ST_NO, _("The RSA key has an unusual public exponent; 65537 is the usual one."));
        return NULL;
    }
    return "PS256";
}

const char *key_algorithm(const EVP_PKEY *key, struct error *e)
{
    switch (EVP_PKEY_get_base_id(key)) {
    case EVP_PKEY_EC:
        return ec_algorithm(key, e);
    case EVP_PKEY_RSA:
        return rsa_algorithm(key, e);
    case EVP_PKEY_ED25519:
        return ed25519_algorithm(key, e);
    default:
        (void)fail(e, ST_NO, _("The key is of an unknown kind; P-256, RSA of 2048 to 4096 bits and Ed25519 are accepted."));
        return NULL;
    }
}

/* Copies n bytes of foreign text: cleaned, cut so that a character stays whole. */
static void clean_into(char *out, size_t size, const char *text, size_t n)
{
    struct buffer clean;
    buffer_init(&clean, BUFFER_MAX_TEXT);
    utf8_clean(&clean, text, n, false);
    size_t length = clean.length;
    if (length >= size) {
        length = size - 1;
        while (length > 0 && ((unsigned char)clean.data[length] & 0xc0) == 0x80) {
            length--;
        }
    }
    memcpy(out, buffer_text(&clean), length);
    out[length] = '\0';
    buffer_release(&clean);
}

/* One character of an RFC 2253 value at *at, which moves behind it: escapes are undone ("\\," and "\\2C"). */
static char name_character(const char **at, const char *end)
{
    uint8_t octet;
    char digits[3] = "";
    if (**at != '\\' || end - *at < 2) {
        return *(*at)++;
    }
    if (end - *at >= 3) {
        memcpy(digits, *at + 1, 2);
    }
    if (hex_decode(digits, &octet, 1)) {
        *at += 3;
        return (char)octet;
    }
    *at += 2;
    return (*at)[-1];
}

/* Appends the value of every attribute of this type; returns how many there are. */
static size_t name_values(const char *at, const char *end, const char *type, struct buffer *out)
{
    size_t found = 0;
    while (at < end) {
        const bool wanted = (size_t)(end - at) > strlen(type) && strncmp(at, type, strlen(type)) == 0;
        found += wanted;
        at += wanted ? strlen(type) : 0;
        while (at < end && *at != ',' && *at != '+') {
            const char c = name_character(&at, end);
            if (wanted) {
                buffer_add_char(out, c);
            }
        }
        at += at < end;
    }
    return found;
}

/* Runs of spaces become one, so that nothing can be pushed out of sight, and quotation marks become apostrophes. */
static void name_tidy(char *name)
{
    char *out = name;
    for (const char *in = name; *in != '\0'; in++) {
        if (*in != ' ' || (out > name && out[-1] != ' ')) {
            *out++ = *in == '"' ? '\'' : *in;
        }
    }
    *out = '\0';
}

/* text: the subject as RFC 2253 has it. Two common names could show different people to different readers: then the whole subject stands
 * for the name. */
static void subject_set(struct certificate *c, const char *text, size_t n)
{
    struct buffer name;
    buffer_init(&name, BUFFER_MAX_TEXT);
    clean_into(c->subject, sizeof c->subject, text, n);
    const bool single = name_values(text, text + n, "CN=", &name) == 1 && name.length > 0;
    const size_t length = name.length;
    buffer_add_text(&name, ", ");
    if (name_values(text, text + n, "O=", &name) != 1) {
        name.length = length;
    }
    clean_into(c->name, sizeof c->name, single ? name.data : text, single ? name.length : n);
    name_tidy(c->name);
    buffer_release(&name);
}

static enum status subject_take(struct certificate *c, struct error *e)
{
    BIO *bio = BIO_new(BIO_s_mem());
    if (bio == NULL) {
        return fail_memory(e);
    }
    char *text = NULL;
    enum status st = ST_OK;
    if (X509_NAME_print_ex(bio, X509_get_subject_name(c->x509), 0, XN_FLAG_RFC2253 & ~(unsigned long)ASN1_STRFLGS_ESC_MSB) < 0) {
        st = fail(e, ST_NO, _("The certificate's subject cannot be read."));
    } else {
        const long n = BIO_get_mem_data(bio, &text);
        subject_set(c, text, n > 0 ? (size_t)n : 0);
    }
    BIO_free(bio);
    return st;
}

bool certificate_time(const ASN1_TIME *from, int64_t *to)
{
    struct tm parts;
    if (from == NULL || ASN1_TIME_to_tm(from, &parts) != 1) {
        return false;
    }
    *to = timegm(&parts);
    return true;
}

/* An extension marked critical changes what the certificate means: who does not understand it must not rely on it (RFC 5280, section 4.2).
 */
static enum status extensions_check(X509 *x509, struct error *e)
{
    const uint32_t flags = X509_get_extension_flags(x509);
    if ((flags & EXFLAG_INVALID) != 0) {
        return fail(e, ST_NO, _("The certificate's extensions are malformed."));
    }
    if ((flags & EXFLAG_CRITICAL) != 0) {
        return fail(e, ST_NO, _("The certificate has a critical extension that is not known here."));
    }
    if ((flags & EXFLAG_KUSAGE) != 0 && (X509_get_key_usage(x509) & (KU_DIGITAL_SIGNATURE | KU_NON_REPUDIATION)) == 0) {
        return fail(e, ST_NO, _("The certificate's key usage does not allow signatures."));
    }
    return ST_OK;
}

static enum status certificate_fill(struct certificate *c, struct error *e)
{
    EVP_PKEY *key = X509_get0_pubkey(c->x509);
    if (key == NULL) {
        return fail(e, ST_NO, _("The certificate's key cannot be read; P-256, RSA of 2048 to 4096 bits and Ed25519 are accepted."));
    }
    c->key = key;
    c->alg = key_algorithm(key, e);
    if (c->alg == NULL) {
        return ST_NO;
    }
    if (!certificate_time(X509_get0_notBefore(c->x509), &c->not_before) || !certificate_time(X509_get0_notAfter(c->x509), &c->not_after)) {
        return fail(e, ST_NO, _("The certificate's dates cannot be read."));
    }
    const enum status st = extensions_check(c->x509, e);
    return st == ST_OK ? subject_take(c, e) : st;
}

enum status certificate_read(struct certificate *c, const uint8_t *der, size_t n, struct error *e)
{
    memset(c, 0, sizeof *c);
    const uint8_t *end = der;
    uint8_t *again = NULL;
    if (n == 0 || n > CERTIFICATE_BYTES_MAX || (c->x509 = d2i_X509(NULL, &end, (long)n)) == NULL) {
        ERR_clear_error();
        return fail(e, ST_NO, _("This is no X.509 certificate in DER of at most %zu bytes."), CERTIFICATE_BYTES_MAX);
    }
    /* Written back it must be the same bytes, none behind it, or programs that re-encode would see another fingerprint. */
    const int length = i2d_X509(c->x509, &again);
    const bool same = length >= 0 && (size_t)length == n && memcmp(again, der, n) == 0;
    OPENSSL_free(again);
    sha256_hex(der, n, c->sha256);
    const enum status st = same ? certificate_fill(c, e)
                                : fail(e, ST_NO, _("The certificate is followed by other bytes, or not in the one form that DER allows."));
    if (st != ST_OK) {
        certificate_release(c);
        ERR_clear_error();
    }
    return st;
}

static bool plain_read(struct plain_certificate *plain, const uint8_t *der, size_t n, struct workbench *bench)
{
    return bench != NULL && bench->shortcut && n <= CERTIFICATE_BYTES_MAX && certificate_plain_read(der, n, plain);
}

static void plain_fill(struct certificate *c, const struct plain_certificate *plain, EVP_PKEY *key, const char sha256[SHA256_TEXT])
{
    *c = (struct certificate){.key = key, .alg = "ES256", .not_before = plain->not_before, .not_after = plain->not_after};
    memcpy(c->sha256, sha256, sizeof c->sha256);
    subject_set(c, plain->names.subject.text, plain->names.subject.n);
}

enum status certificate_read_pinned(struct certificate *c, const uint8_t *der, size_t n, const char sha256[SHA256_TEXT],
                                    struct workbench *bench, struct error *e)
{
    struct plain_certificate plain;
    EVP_PKEY *key = plain_read(&plain, der, n, bench) ? workbench_key(bench, plain.point) : NULL;
    if (key == NULL) {
        return certificate_read(c, der, n, e);
    }
    plain_fill(c, &plain, key, sha256);
    return ST_OK;
}

enum status certificate_read_issued(struct certificate *c, const uint8_t *der, size_t n, const char sha256[SHA256_TEXT],
                                    const struct ca_bundle *ca, int64_t at, struct workbench *bench, struct error *e)
{
    struct plain_certificate plain;
    EVP_PKEY *key = plain_read(&plain, der, n, bench) && ca_bundle_vouches(ca, &plain, at) ? workbench_key(bench, plain.point) : NULL;
    if (key == NULL) {
        return certificate_read(c, der, n, e);
    }
    plain_fill(c, &plain, key, sha256);
    c->names = malloc(sizeof *c->names);
    if (c->names == NULL) {
        return fail_memory(e);
    }
    *c->names = plain.names;
    return ST_OK;
}

enum status certificate_take(struct certificate *c, X509 *x509, struct error *e)
{
    uint8_t *der = NULL;
    memset(c, 0, sizeof *c);
    const int n = i2d_X509(x509, &der);
    if (n <= 0) {
        ERR_clear_error();
        return fail(e, ST_NO, _("The certificate cannot be written as DER."));
    }
    const enum status st = certificate_read(c, der, (size_t)n, e);
    OPENSSL_free(der);
    return st;
}

void certificate_release(struct certificate *c)
{
    X509_free(c->x509);
    free(c->names);
    buffer_release(&c->der);
    memset(c, 0, sizeof *c);
}

enum status certificate_valid_at(const char *name, int64_t not_before, int64_t not_after, int64_t at, struct error *e)
{
    char text[DATE_TEXT], from[TIME_TEXT];
    if (at < not_before) { /* with the hour: on its first day the date alone would be a riddle */
        time_format(not_before, from);
        return fail(e, ST_NO, _("The certificate of \"%s\" is not yet valid: it begins on %.10s at %.5s (UTC)."), name, from, from + 11);
    }
    if (at > not_after) {
        local_day(not_after, text);
        return fail(e, ST_NO, _("The certificate of \"%s\" is no longer valid: it ended on %s."), name, text);
    }
    return ST_OK;
}
