#include "trust/identity.h"

#include "base/buffer.h"
#include "base/i18n.h"
#include "base/utf8.h"
#include "trust/certificate.h"

#include <limits.h>
#include <openssl/bio.h>
#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/pkcs12.h>
#include <openssl/rand.h>
#include <openssl/x509v3.h>

#define NAME_CHARACTERS_MAX 64 /* ub-common-name, RFC 5280 */
#define SERIAL_BYTES 16
#define EARLY_SECONDS ((int64_t)24 * 60 * 60) /* a reader whose clock is behind must not find the certificate "not yet valid" */
#define MAC_SALT_BYTES 16
#define FRIENDLY_NAME "tenken"

void identity_release(struct identity *id)
{
    EVP_PKEY_free(id->key); /* clears the private parts */
    X509_free(id->certificate);
    memset(id, 0, sizeof *id);
}

void identity_wipe(struct buffer *b)
{
    buffer_wipe(b);
}

static enum status name_check(const char *name, struct error *e)
{
    const size_t n = strlen(name);
    size_t characters = 0;
    for (size_t i = 0; i < n; characters++) {
        uint32_t c;
        const size_t length = utf8_decode(name + i, n - i, &c);
        if (length == 0 || utf8_is_control(c)) {
            return fail(e, ST_INPUT, _("The name for the certificate holds a control character or is not UTF-8."));
        }
        i += length;
    }
    if (characters == 0 || characters > NAME_CHARACTERS_MAX) {
        return fail(e, ST_INPUT, _("The name for the certificate must have 1 to %d characters."), NAME_CHARACTERS_MAX);
    }
    return ST_OK;
}

static bool extension_add(X509 *x509, int nid, const char *value)
{
    X509V3_CTX context;
    X509V3_set_ctx(&context, x509, x509, NULL, NULL, 0);
    X509_EXTENSION *extension = X509V3_EXT_conf_nid(NULL, &context, nid, value);
    const bool added = extension != NULL && X509_add_ext(x509, extension, -1) == 1;
    X509_EXTENSION_free(extension);
    return added;
}

/* Sets a random positive serial number of up to 128 bits. */
static bool serial_set(X509 *x509)
{
    uint8_t bytes[SERIAL_BYTES];
    if (RAND_bytes(bytes, sizeof bytes) != 1) {
        return false;
    }
    bytes[0] = (uint8_t)((bytes[0] & 0x7f) | 0x40);
    BIGNUM *number = BN_bin2bn(bytes, sizeof bytes, NULL);
    const bool set = number != NULL && BN_to_ASN1_INTEGER(number, X509_get_serialNumber(x509)) != NULL;
    BN_free(number);
    return set;
}

static X509 *self_signed(EVP_PKEY *key, const char *name, const char *usage, int64_t now)
{
    const time_t from = (time_t)now;
    struct tm end;
    if (gmtime_r(&from, &end) == NULL) {
        return NULL;
    }
    end.tm_year += IDENTITY_YEARS;
    X509 *x509 = X509_new();
    X509_NAME *subject = x509 != NULL ? X509_get_subject_name(x509) : NULL;
    if (subject == NULL || X509_set_version(x509, X509_VERSION_3) != 1 || !serial_set(x509) ||
        X509_NAME_add_entry_by_txt(subject, "CN", MBSTRING_UTF8, (const unsigned char *)name, -1, -1, 0) != 1 ||
        X509_set_issuer_name(x509, subject) != 1 || ASN1_TIME_set(X509_getm_notBefore(x509), from - EARLY_SECONDS) == NULL ||
        ASN1_TIME_set(X509_getm_notAfter(x509), timegm(&end)) == NULL || X509_set_pubkey(x509, key) != 1 ||
        !extension_add(x509, NID_basic_constraints, "critical,CA:FALSE") || !extension_add(x509, NID_key_usage, usage) ||
        !extension_add(x509, NID_subject_key_identifier, "hash") || X509_sign(x509, key, EVP_sha256()) <= 0) {
        X509_free(x509);
        return NULL;
    }
    return x509;
}

/* Takes over key and x509, also on failure: what remains to be checked of any identity, however it came. */
static enum status identity_take(struct identity *id, EVP_PKEY *key, X509 *x509, const char *name, struct error *e)
{
    struct certificate c = {0};
    struct error why = {0};
    *id = (struct identity){.key = key, .certificate = x509};
    enum status st = ST_OK;
    if (X509_check_private_key(x509, key) != 1) {
        st = fail(e, ST_INPUT, _("%s: the certificate does not belong to the key."), name);
    } else if (certificate_take(&c, x509, &why) != ST_OK) {
        st = fail(e, why.status == ST_NO ? ST_INPUT : why.status, _("%s cannot be used as an identity: %s"), name, why.text);
    } else {
        memcpy(id->sha256, c.sha256, sizeof id->sha256);
    }
    certificate_release(&c);
    ERR_clear_error();
    if (st != ST_OK) {
        identity_release(id);
    }
    return st;
}

static enum status make(struct identity *id, const char *name, const char *usage, const struct clock *clock, struct error *e)
{
    memset(id, 0, sizeof *id);
    const enum status st = name_check(name, e);
    if (st != ST_OK) {
        return st;
    }
    EVP_PKEY *key = EVP_EC_gen("P-256");
    X509 *x509 = key != NULL ? self_signed(key, name, usage, clock_now(clock)) : NULL;
    if (x509 == NULL) {
        EVP_PKEY_free(key);
        ERR_clear_error();
        return fail(e, ST_SYSTEM, _("OpenSSL could not make a key and a certificate."));
    }
    return identity_take(id, key, x509, name, e);
}

enum status identity_make(struct identity *id, const char *name, const struct clock *clock, struct error *e)
{
    return make(id, name, "critical,digitalSignature", clock, e);
}

enum status identity_make_sealing(struct identity *id, const char *name, const struct clock *clock, struct error *e)
{
    return make(id, name, "critical,digitalSignature,keyAgreement", clock, e);
}

enum status identity_write(const struct identity *id, const char *passphrase, int iterations, struct buffer *out, struct error *e)
{
    /* A negative iteration count for the MAC leaves it out: it is set apart, with SHA-256 and as many iterations as the key. */
    PKCS12 *made =
        PKCS12_create(passphrase, FRIENDLY_NAME, id->key, id->certificate, NULL, NID_aes_256_cbc, NID_aes_256_cbc, iterations, -1, 0);
    uint8_t *der = NULL;
    int n = 0;
    if (made != NULL && PKCS12_set_mac(made, passphrase, -1, NULL, MAC_SALT_BYTES, iterations, EVP_sha256()) == 1) {
        n = i2d_PKCS12(made, &der);
    }
    PKCS12_free(made);
    ERR_clear_error();
    if (n <= 0) {
        return fail(e, ST_SYSTEM, _("OpenSSL could not encrypt the identity."));
    }
    const bool added = buffer_add(out, der, (size_t)n);
    OPENSSL_clear_free(der, (size_t)n);
    return added ? ST_OK : fail_memory(e);
}

/* True when OpenSSL failed for want of an algorithm, such as RC2, which only its legacy provider has. */
static bool algorithm_missing(void)
{
    bool missing = false;
    for (unsigned long code = ERR_get_error(); code != 0; code = ERR_get_error()) {
        const int reason = ERR_GET_REASON(code);
        missing = missing || reason == ERR_R_UNSUPPORTED || (ERR_GET_LIB(code) == ERR_LIB_EVP && reason == EVP_R_UNSUPPORTED_ALGORITHM);
    }
    return missing;
}

static enum status open_failed(const char *name, struct error *e)
{
    if (algorithm_missing()) {
        return fail(e, ST_INPUT,
                    _("%s is encrypted in an old way (such as RC2) that is no longer safe. Convert it with \"openssl pkcs12 -legacy -in "
                      "OLD.p12 -out "
                      "KEY.pem\" and then \"tenken identity import NEW.p12 --from KEY.pem\"."),
                    name);
    }
    return fail(e, ST_INPUT, _("%s is damaged: its key and certificate cannot be read."), name);
}

/* Enter alone is no wrong passphrase: it was pressed once too often, or too early. */
static enum status refuse_empty(const char *name, struct error *e)
{
    return fail(e, ST_INPUT, _("%s: no passphrase was typed."), name);
}

static bool empty(const char *passphrase)
{
    return passphrase == NULL || passphrase[0] == '\0';
}

enum status identity_read(struct identity *id, const char *bytes, size_t n, const char *passphrase, const char *name, struct error *e)
{
    memset(id, 0, sizeof *id);
    ERR_clear_error();
    const uint8_t *at = (const uint8_t *)bytes;
    PKCS12 *p12 = n <= IDENTITY_BYTES_MAX ? d2i_PKCS12(NULL, &at, (long)n) : NULL;
    if (p12 == NULL) {
        ERR_clear_error();
        return fail(e, ST_INPUT, _("%s is not a PKCS#12 file (the kind whose name ends in .p12 or .pfx)."), name);
    }
    if (PKCS12_mac_present(p12) == 1 && PKCS12_verify_mac(p12, passphrase, -1) != 1) {
        const enum status st = algorithm_missing() ? fail(e, ST_INPUT, _("%s is protected with an algorithm that is not known here."), name)
                               : empty(passphrase) ? refuse_empty(name, e)
                                                   : fail(e, ST_INPUT, _("%s: the passphrase is wrong."), name);
        PKCS12_free(p12);
        return st;
    }
    EVP_PKEY *key = NULL;
    X509 *x509 = NULL;
    const int parsed = PKCS12_parse(p12, passphrase, &key, &x509, NULL);
    PKCS12_free(p12);
    enum status st = ST_OK;
    if (parsed != 1) {
        st = open_failed(name, e);
    } else if (key == NULL || x509 == NULL) {
        st = fail(e, ST_INPUT, _("%s holds no key together with its certificate."), name);
    }
    if (st != ST_OK) {
        EVP_PKEY_free(key);
        X509_free(x509);
        return st;
    }
    return identity_take(id, key, x509, name, e);
}

static bool contains(const char *bytes, size_t n, const char *text)
{
    return memmem(bytes, n, text, strlen(text)) != NULL;
}

bool identity_is_pem(const char *bytes, size_t n)
{
    return contains(bytes, n, "-----BEGIN ");
}

bool identity_pem_encrypted(const char *bytes, size_t n)
{
    return contains(bytes, n, "-----BEGIN ENCRYPTED PRIVATE KEY-----") || contains(bytes, n, "\nProc-Type: 4,ENCRYPTED");
}

/* Without a passphrase OpenSSL would ask at the terminal by itself. */
static int passphrase_give(char *out, int size, int writing, void *passphrase)
{
    (void)writing;
    const size_t n = passphrase != NULL ? strlen(passphrase) : 0;
    if (n == 0 || n > (size_t)size) {
        return -1;
    }
    memcpy(out, passphrase, n);
    return (int)n;
}

/* The first certificate that belongs to the key, from PEM or, if it is none, one DER. */
static X509 *certificate_of(EVP_PKEY *key, const char *bytes, size_t n)
{
    BIO *bio = BIO_new_mem_buf(bytes, (int)n);
    X509 *found = NULL;
    if (bio != NULL && !identity_is_pem(bytes, n)) {
        found = d2i_X509_bio(bio, NULL);
    } else {
        while (bio != NULL && (found = PEM_read_bio_X509(bio, NULL, passphrase_give, NULL)) != NULL &&
               X509_check_private_key(found, key) != 1) {
            X509_free(found);
        }
    }
    BIO_free(bio);
    return found;
}

enum status identity_read_pem(struct identity *id, const char *bytes, size_t n, const char *certificate, size_t ncertificate,
                              const char *passphrase, const char *name, struct error *e)
{
    memset(id, 0, sizeof *id);
    if (certificate == NULL) {
        certificate = bytes;
        ncertificate = n;
    }
    BIO *bio = n <= IDENTITY_BYTES_MAX && ncertificate <= IDENTITY_BYTES_MAX ? BIO_new_mem_buf(bytes, (int)n) : NULL;
    EVP_PKEY *key = bio != NULL ? PEM_read_bio_PrivateKey(bio, NULL, passphrase_give, (void *)(uintptr_t)passphrase) : NULL;
    BIO_free(bio);
    ERR_clear_error();
    if (key == NULL && identity_pem_encrypted(bytes, n) && empty(passphrase)) {
        return refuse_empty(name, e);
    }
    if (key == NULL) {
        return identity_pem_encrypted(bytes, n) ? fail(e, ST_INPUT, _("%s: the passphrase is wrong, or the key is damaged."), name)
                                                : fail(e, ST_INPUT, _("%s holds no private key that can be read."), name);
    }
    X509 *x509 = certificate_of(key, certificate, ncertificate);
    ERR_clear_error();
    if (x509 == NULL) {
        EVP_PKEY_free(key);
        return fail(e, ST_INPUT, _("%s: there is no certificate that belongs to the key."), name);
    }
    return identity_take(id, key, x509, name, e);
}

enum status identity_certificate_pem(const struct identity *id, struct buffer *out, struct error *e)
{
    BIO *bio = BIO_new(BIO_s_mem());
    char *text = NULL;
    long n = 0;
    if (bio != NULL && PEM_write_bio_X509(bio, id->certificate) == 1) {
        n = BIO_get_mem_data(bio, &text);
    }
    const bool ok = n > 0 && buffer_add(out, text, (size_t)n);
    BIO_free(bio);
    return ok ? ST_OK : fail_memory(e);
}
