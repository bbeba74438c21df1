/* Identities: made, written as PKCS#12, read back; and each way in which a file can be the wrong one. */
#include "base/buffer.h"
#include "trust/certificate.h"
#include "trust/identity.h"

#include <openssl/bio.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/pkcs12.h>
#include <openssl/provider.h>
#include <openssl/rsa.h>
#include <openssl/x509v3.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#define ITERATIONS 1000
#define PASSPHRASE "correct horse battery"
#define NOW INT64_C(1795219200) /* 2026-11-21T00:00:00Z */

static struct clock now(void)
{
    return clock_fixed(NOW);
}

static void write_read(const struct identity *id, const char *passphrase, const char *with, enum status expected, const char *sentence)
{
    struct buffer p12;
    struct identity again;
    struct error e = {0};
    buffer_init(&p12, IDENTITY_BYTES_MAX);
    assert_int_equal(identity_write(id, passphrase, ITERATIONS, &p12, &e), ST_OK);
    assert_int_equal(identity_read(&again, p12.data, p12.length, with, "firm.p12", &e), expected);
    if (expected == ST_OK) {
        assert_string_equal(again.sha256, id->sha256);
        assert_int_equal(EVP_PKEY_eq(again.key, id->key), 1);
        identity_release(&again);
    } else {
        assert_non_null(strstr(e.text, sentence));
        assert_null(again.key);
    }
    identity_wipe(&p12);
}

static void makes_writes_reads(void **state)
{
    (void)state;
    const struct clock clock = now();
    struct identity id;
    struct certificate c;
    struct error e = {0};
    assert_int_equal(identity_make(&id, "見本製作所 (Mihon Works)", &clock, &e), ST_OK);
    assert_int_equal(certificate_take(&c, id.certificate, &e), ST_OK);
    assert_string_equal(c.alg, "ES256");
    assert_string_equal(c.subject, "CN=見本製作所 (Mihon Works)");
    assert_string_equal(c.sha256, id.sha256);
    assert_int_equal(c.not_before, NOW - 86400);
    assert_int_equal(c.not_after, INT64_C(1952985600)); /* 2031-11-21T00:00:00Z */
    assert_int_equal(certificate_valid_at(c.subject, c.not_before, c.not_after, NOW, &e), ST_OK);
    assert_int_equal(certificate_valid_at(c.subject, c.not_before, c.not_after, c.not_before - 1, &e), ST_NO);
    assert_int_equal(certificate_valid_at(c.subject, c.not_before, c.not_after, c.not_after + 1, &e), ST_NO);
    assert_true((X509_get_key_usage(id.certificate) & KU_DIGITAL_SIGNATURE) != 0);
    assert_int_equal(X509_verify(id.certificate, id.key), 1);
    write_read(&id, PASSPHRASE, PASSPHRASE, ST_OK, NULL);
    write_read(&id, "合言葉は長いほどよい", "合言葉は長いほどよい", ST_OK, NULL);
    write_read(&id, PASSPHRASE, "wrong", ST_INPUT, "passphrase is wrong");
    write_read(&id, PASSPHRASE, "", ST_INPUT, "no passphrase was typed");
    certificate_release(&c);
    identity_release(&id);
}

static void refuses_names(void **state)
{
    (void)state;
    const struct clock clock = now();
    struct identity id;
    struct error e = {0};
    char longest[66];
    memset(longest, 'x', 65);
    longest[65] = '\0';
    assert_int_equal(identity_make(&id, "", &clock, &e), ST_INPUT);
    assert_int_equal(identity_make(&id, "a\x1b[31m", &clock, &e), ST_INPUT);
    assert_int_equal(identity_make(&id, "\xff", &clock, &e), ST_INPUT);
    assert_int_equal(identity_make(&id, longest, &clock, &e), ST_INPUT);
    longest[64] = '\0';
    assert_int_equal(identity_make(&id, longest, &clock, &e), ST_OK);
    identity_release(&id);
}

static void iterations_are_written(void **state)
{
    (void)state;
    const struct clock clock = now();
    struct identity id;
    struct buffer p12;
    buffer_init(&p12, IDENTITY_BYTES_MAX);
    assert_int_equal(identity_make(&id, "x", &clock, NULL), ST_OK);
    assert_int_equal(identity_write(&id, PASSPHRASE, 12345, &p12, NULL), ST_OK);
    const unsigned char *at = (const unsigned char *)p12.data;
    PKCS12 *read = d2i_PKCS12(NULL, &at, (long)p12.length);
    const ASN1_INTEGER *mac_iterations;
    PKCS12_get0_mac(NULL, NULL, NULL, &mac_iterations, read);
    assert_int_equal(ASN1_INTEGER_get(mac_iterations), 12345);
    /* In the encrypted bags: id-PBES2, aes256-CBC, hmacWithSHA256 and the same count. */
    static const struct {
        const char *bytes;
        size_t n;
    } PARTS[] = {{"\x2a\x86\x48\x86\xf7\x0d\x01\x05\x0d", 9},
                 {"\x60\x86\x48\x01\x65\x03\x04\x01\x2a", 9},
                 {"\x2a\x86\x48\x86\xf7\x0d\x02\x09", 8},
                 {"\x02\x02\x30\x39", 4}};
    for (size_t i = 0; i < sizeof PARTS / sizeof PARTS[0]; i++) {
        const char *first = memmem(p12.data, p12.length, PARTS[i].bytes, PARTS[i].n);
        assert_non_null(first);
        const size_t rest = p12.length - (size_t)(first + 1 - p12.data);
        assert_non_null(memmem(first + 1, rest, PARTS[i].bytes, PARTS[i].n)); /* for the key and for the certificate */
    }
    PKCS12_free(read);
    identity_wipe(&p12);
    identity_release(&id);
}

/* A certificate for any key, for the ways in which one can be wrong. usage: as in openssl.cnf, or NULL. */
static X509 *certify(EVP_PKEY *key, const char *usage)
{
    X509 *x = X509_new();
    X509_set_version(x, X509_VERSION_3);
    ASN1_INTEGER_set(X509_get_serialNumber(x), 1);
    X509_NAME_add_entry_by_txt(X509_get_subject_name(x), "CN", MBSTRING_ASC, (const unsigned char *)"Mihon", -1, -1, 0);
    X509_set_issuer_name(x, X509_get_subject_name(x));
    ASN1_TIME_set(X509_getm_notBefore(x), NOW - 100);
    ASN1_TIME_set(X509_getm_notAfter(x), NOW + 100);
    X509_set_pubkey(x, key);
    if (usage != NULL) {
        X509_EXTENSION *ext = X509V3_EXT_conf_nid(NULL, NULL, NID_key_usage, usage);
        X509_add_ext(x, ext, -1);
        X509_EXTENSION_free(ext);
    }
    const int type = EVP_PKEY_get_base_id(key);
    assert_true(X509_sign(x, key, type == EVP_PKEY_ED25519 ? NULL : EVP_sha256()) > 0);
    return x;
}

static void keys_accepted(void **state)
{
    (void)state;
    const struct {
        EVP_PKEY *key;
        const char *usage, *alg;
    } table[] = {
        {EVP_EC_gen("P-256"), NULL, "ES256"},
        {EVP_EC_gen("P-256"), "digitalSignature", "ES256"},
        {EVP_EC_gen("P-256"), "nonRepudiation", "ES256"},
        {EVP_EC_gen("P-256"), "keyAgreement", NULL},
        {EVP_EC_gen("P-256"), "critical,keyCertSign,cRLSign", NULL},
        {EVP_EC_gen("P-384"), NULL, NULL},
        {EVP_EC_gen("secp256k1"), NULL, NULL},
        {EVP_RSA_gen(2048), NULL, "PS256"},
        {EVP_RSA_gen(2040), NULL, NULL},
        {EVP_RSA_gen(1024), NULL, NULL},
        {EVP_PKEY_Q_keygen(NULL, NULL, "ED25519"), NULL, "EdDSA"},
        {EVP_PKEY_Q_keygen(NULL, NULL, "ED448"), NULL, NULL},
    };
    for (size_t i = 0; i < sizeof table / sizeof table[0]; i++) {
        struct certificate c;
        struct error e = {0};
        X509 *x509 = EVP_PKEY_get_base_id(table[i].key) == EVP_PKEY_ED448 ? NULL : certify(table[i].key, table[i].usage);
        if (x509 == NULL) {
            assert_null(key_algorithm(table[i].key, &e));
        } else if (table[i].alg != NULL) {
            assert_int_equal(certificate_take(&c, x509, &e), ST_OK);
            assert_string_equal(c.alg, table[i].alg);
            certificate_release(&c);
        } else {
            assert_int_equal(certificate_take(&c, x509, &e), ST_NO);
            assert_true(e.text[0] != '\0');
        }
        X509_free(x509);
        EVP_PKEY_free(table[i].key);
    }
}

/* PKCS#12 by somebody else, then read here. */
static void read_foreign(EVP_PKEY *key, X509 *x509, int key_cipher, int certificate_cipher, int iterations, enum status expected,
                         const char *sentence)
{
    PKCS12 *p12 = PKCS12_create(PASSPHRASE, NULL, key, x509, NULL, key_cipher, certificate_cipher, iterations, iterations, 0);
    assert_non_null(p12);
    unsigned char *der = NULL;
    const int n = i2d_PKCS12(p12, &der);
    PKCS12_free(p12);
    struct identity id;
    struct error e = {0};
    assert_int_equal(identity_read(&id, (const char *)der, (size_t)n, PASSPHRASE, "old.p12", &e), expected);
    if (expected == ST_OK) {
        identity_release(&id);
    } else {
        assert_non_null(strstr(e.text, sentence));
    }
    OPENSSL_free(der);
}

static void reads_foreign_files(void **state)
{
    (void)state;
    EVP_PKEY *key = EVP_RSA_gen(2048), *weak = EVP_RSA_gen(1024), *other = EVP_EC_gen("P-256");
    X509 *x509 = certify(key, NULL), *weak_x509 = certify(weak, NULL);
    read_foreign(key, x509, NID_aes_256_cbc, NID_aes_256_cbc, 100, ST_OK, NULL);
    read_foreign(key, x509, NID_pbe_WithSHA1And3_Key_TripleDES_CBC, NID_pbe_WithSHA1And3_Key_TripleDES_CBC, 100, ST_OK, NULL);
    read_foreign(weak, weak_x509, NID_aes_256_cbc, NID_aes_256_cbc, 100, ST_INPUT, "1024 bits");
    read_foreign(key, NULL, NID_aes_256_cbc, NID_aes_256_cbc, 100, ST_INPUT, "no key together with its certificate");
    read_foreign(NULL, x509, NID_aes_256_cbc, NID_aes_256_cbc, 100, ST_INPUT, "no key together with its certificate");
    X509_free(x509);
    X509_free(weak_x509);
    EVP_PKEY_free(key);
    EVP_PKEY_free(weak);
    EVP_PKEY_free(other);
}

static void refuses_what_is_no_pkcs12(void **state)
{
    (void)state;
    static const char *const TEXTS[] = {"", "{}", "-----BEGIN CERTIFICATE-----\n", "\x30\x82\xff\xff\x02\x01\x03"};
    for (size_t i = 0; i < sizeof TEXTS / sizeof TEXTS[0]; i++) {
        struct identity id;
        struct error e = {0};
        assert_int_equal(identity_read(&id, TEXTS[i], strlen(TEXTS[i]), PASSPHRASE, "x.p12", &e), ST_INPUT);
        assert_non_null(strstr(e.text, "x.p12 is not a PKCS#12 file"));
    }
}

static void pem_text(EVP_PKEY *key, const char *passphrase, X509 *first, X509 *second, struct buffer *out)
{
    BIO *bio = BIO_new(BIO_s_mem());
    char *text;
    if (key != NULL) {
        assert_int_equal(PEM_write_bio_PKCS8PrivateKey(bio, key, passphrase != NULL ? EVP_aes_256_cbc() : NULL, passphrase,
                                                       passphrase != NULL ? (int)strlen(passphrase) : 0, NULL, NULL),
                         1);
    }
    if (first != NULL) {
        PEM_write_bio_X509(bio, first);
    }
    if (second != NULL) {
        PEM_write_bio_X509(bio, second);
    }
    const long n = BIO_get_mem_data(bio, &text);
    buffer_init(out, IDENTITY_BYTES_MAX);
    assert_true(buffer_add(out, text, (size_t)n));
    BIO_free(bio);
}

static void reads_pem(void **state)
{
    (void)state;
    EVP_PKEY *key = EVP_EC_gen("P-256"), *issuer = EVP_EC_gen("P-256");
    X509 *x509 = certify(key, NULL), *issuer_x509 = certify(issuer, NULL);
    struct buffer text, certificates;
    struct identity id;
    struct error e = {0};

    pem_text(key, NULL, issuer_x509, x509, &text); /* the chain in any order */
    assert_true(identity_is_pem(text.data, text.length));
    assert_false(identity_pem_encrypted(text.data, text.length));
    assert_int_equal(identity_read_pem(&id, text.data, text.length, NULL, 0, NULL, "k.pem", &e), ST_OK);
    assert_int_equal(X509_cmp(id.certificate, x509), 0);
    identity_release(&id);
    identity_wipe(&text);

    pem_text(key, PASSPHRASE, NULL, NULL, &text);
    pem_text(NULL, NULL, x509, NULL, &certificates);
    assert_true(identity_pem_encrypted(text.data, text.length));
    assert_int_equal(identity_read_pem(&id, text.data, text.length, certificates.data, certificates.length, PASSPHRASE, "k.pem", &e),
                     ST_OK);
    identity_release(&id);
    assert_int_equal(identity_read_pem(&id, text.data, text.length, certificates.data, certificates.length, "wrong", "k.pem", &e),
                     ST_INPUT);
    assert_non_null(strstr(e.text, "passphrase is wrong"));
    assert_int_equal(identity_read_pem(&id, text.data, text.length, certificates.data, certificates.length, NULL, "k.pem", &e), ST_INPUT);
    unsigned char *der = NULL;
    const int n = i2d_X509(x509, &der);
    assert_int_equal(identity_read_pem(&id, text.data, text.length, (const char *)der, (size_t)n, PASSPHRASE, "k.pem", &e), ST_OK);
    OPENSSL_free(der);
    identity_release(&id);
    identity_wipe(&text);

    pem_text(key, NULL, issuer_x509, NULL, &text);
    assert_int_equal(identity_read_pem(&id, text.data, text.length, NULL, 0, NULL, "k.pem", &e), ST_INPUT);
    assert_non_null(strstr(e.text, "no certificate that belongs to the key"));
    identity_wipe(&text);
    assert_int_equal(identity_read_pem(&id, certificates.data, certificates.length, NULL, 0, NULL, "c.pem", &e), ST_INPUT);
    assert_non_null(strstr(e.text, "no private key"));
    buffer_release(&certificates);
    X509_free(x509);
    X509_free(issuer_x509);
    EVP_PKEY_free(key);
    EVP_PKEY_free(issuer);
}

static void certificate_bytes(void **state)
{
    (void)state;
    EVP_PKEY *key = EVP_EC_gen("P-256");
    X509 *x509 = certify(key, NULL);
    unsigned char *der = NULL;
    const int length = i2d_X509(x509, &der);
    const size_t n = (size_t)length;
    unsigned char *more = calloc(1, n + 1);
    struct certificate c;
    struct error e = {0};
    memcpy(more, der, n);
    assert_int_equal(certificate_read(&c, more, n, &e), ST_OK);
    certificate_release(&c);
    assert_int_equal(certificate_read(&c, more, n + 1, &e), ST_NO); /* a byte behind it */
    assert_int_equal(certificate_read(&c, more, n - 1, &e), ST_NO);
    assert_int_equal(certificate_read(&c, more, 0, &e), ST_NO);
    char hex[SHA256_TEXT], groups[FINGERPRINT_TEXT];
    sha256_hex(der, n, hex);
    fingerprint_format(hex, groups);
    assert_int_equal(strlen(groups), FINGERPRINT_TEXT - 1);
    assert_memory_equal(groups, hex, 4);
    assert_int_equal(groups[4], ' ');
    assert_memory_equal(groups + 5, hex + 4, 4);
    free(more);
    OPENSSL_free(der);
    X509_free(x509);
    EVP_PKEY_free(key);
}

/* Each of the encodings that fit the constant signature (R = neutral element, S = 0) of some or all texts. */
static void small_order_keys(void **state)
{
    (void)state;
    static const unsigned char NEUTRAL[32] = {1}, ZERO[32] = {0};
    static const unsigned char *const POINTS[] = {NEUTRAL, ZERO};
    for (size_t i = 0; i < 2; i++) {
        for (unsigned char sign = 0; sign < 2; sign++) {
            unsigned char point[32];
            memcpy(point, POINTS[i], 32);
            point[31] = (unsigned char)(sign << 7);
            EVP_PKEY *key = EVP_PKEY_new_raw_public_key(EVP_PKEY_ED25519, NULL, point, 32);
            struct error e = {0};
            assert_null(key_algorithm(key, &e));
            assert_non_null(strstr(e.text, "proves nothing"));
            EVP_PKEY_free(key);
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(makes_writes_reads), cmocka_unit_test(refuses_names),       cmocka_unit_test(iterations_are_written),
        cmocka_unit_test(keys_accepted),      cmocka_unit_test(reads_foreign_files), cmocka_unit_test(refuses_what_is_no_pkcs12),
        cmocka_unit_test(reads_pem),          cmocka_unit_test(certificate_bytes),   cmocka_unit_test(small_order_keys),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
