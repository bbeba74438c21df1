/* The shortcut for certificates of a CA: it says yes only where OpenSSL's chain builder does, and reads the same names. */
#include "base/buffer.h"
#include "base/digest.h"
#include "trust/ca.h"
#include "trust/workbench.h"

#include <openssl/bio.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/rsa.h>
#include <openssl/x509.h>
#include <openssl/x509v3.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#define NOW INT64_C(1795219200) /* 2026-11-21T00:00:00Z */
#define YEAR INT64_C(31536000)
#define DER_MAX 2048

enum { ROOT_EC, ROOT_RSA, ROOT_WEAK, LEAF, STRANGER, KEYS };
static EVP_PKEY *keys[KEYS];

static int make_keys(void **state)
{
    (void)state;
    keys[ROOT_EC] = EVP_EC_gen("P-256");
    keys[ROOT_RSA] = EVP_RSA_gen(2048);
    keys[ROOT_WEAK] = EVP_RSA_gen(1024);
    keys[LEAF] = EVP_EC_gen("P-256");
    keys[STRANGER] = EVP_EC_gen("P-256");
    for (size_t i = 0; i < KEYS; i++) {
        assert_non_null(keys[i]);
    }
    return 0;
}

static int free_keys(void **state)
{
    (void)state;
    for (size_t i = 0; i < KEYS; i++) {
        EVP_PKEY_free(keys[i]);
    }
    return 0;
}

struct extension {
    int nid;
    const char *value;
};

struct recipe {
    const char *subject[4]; /* "CN=…" */
    const char *issuer;     /* the only attribute of its name; NULL: itself */
    int key, signer;
    struct extension extensions[5];
    int64_t from, until; /* years from now */
};

static void name_fill(X509_NAME *name, const char *attribute)
{
    char field[32] = "";
    const char *equals = strchr(attribute, '=');
    memcpy(field, attribute, (size_t)(equals - attribute));
    assert_int_equal(X509_NAME_add_entry_by_txt(name, field, MBSTRING_UTF8, (const unsigned char *)equals + 1, -1, -1, 0), 1);
}

/* issuer: whose key identifier the certificate's authorityKeyIdentifier takes, or NULL. */
static X509 *make(const struct recipe *r, X509 *issuer)
{
    X509 *x509 = X509_new();
    assert_int_equal(X509_set_version(x509, X509_VERSION_3), 1);
    assert_int_equal(ASN1_INTEGER_set(X509_get_serialNumber(x509), 7), 1);
    for (size_t i = 0; i < 4 && r->subject[i] != NULL; i++) {
        name_fill(X509_get_subject_name(x509), r->subject[i]);
    }
    if (r->issuer == NULL) {
        assert_int_equal(X509_set_issuer_name(x509, X509_get_subject_name(x509)), 1);
    } else {
        name_fill(X509_get_issuer_name(x509), r->issuer);
    }
    assert_non_null(ASN1_TIME_set(X509_getm_notBefore(x509), NOW + r->from * YEAR));
    assert_non_null(ASN1_TIME_set(X509_getm_notAfter(x509), NOW + r->until * YEAR));
    assert_int_equal(X509_set_pubkey(x509, keys[r->key]), 1);
    for (size_t i = 0; i < 5 && r->extensions[i].value != NULL; i++) {
        X509V3_CTX context;
        X509V3_set_ctx(&context, issuer != NULL ? issuer : x509, x509, NULL, NULL, 0);
        X509_EXTENSION *made = X509V3_EXT_conf_nid(NULL, &context, r->extensions[i].nid, r->extensions[i].value);
        assert_non_null(made);
        assert_int_equal(X509_add_ext(x509, made, -1), 1);
        X509_EXTENSION_free(made);
    }
    assert_true(X509_sign(x509, keys[r->signer], EVP_sha256()) > 0);
    return x509;
}

#define CA_TRUE                                                                                                                            \
    {                                                                                                                                      \
        NID_basic_constraints, "critical,CA:TRUE"                                                                                          \
    }
#define CERT_SIGN                                                                                                                          \
    {                                                                                                                                      \
        NID_key_usage, "critical,keyCertSign,cRLSign"                                                                                      \
    }
#define OWN_ID                                                                                                                             \
    {                                                                                                                                      \
        NID_subject_key_identifier, "hash"                                                                                                 \
    }
#define ISSUER_ID                                                                                                                          \
    {                                                                                                                                      \
        NID_authority_key_identifier, "keyid:always"                                                                                       \
    }
#define SIGNS                                                                                                                              \
    {                                                                                                                                      \
        NID_key_usage, "critical,digitalSignature"                                                                                         \
    }

static const struct recipe ROOT = {{"CN=Root"}, NULL, ROOT_EC, ROOT_EC, {CA_TRUE, CERT_SIGN, OWN_ID}, -1, 5};
static const struct recipe SUPPLIER = {{"CN=S000001"}, "CN=Root", LEAF, ROOT_EC, {SIGNS, ISSUER_ID}, -1, 1};

/* A bundle of PEM: certificates and, unless its key is NULL, an empty revocation list of the first of them. */
static struct ca_bundle *bundle(X509 *const *certificates, size_t n, EVP_PKEY *list_key)
{
    BIO *pem = BIO_new(BIO_s_mem());
    char *text;
    for (size_t i = 0; i < n; i++) {
        assert_int_equal(PEM_write_bio_X509(pem, certificates[i]), 1);
    }
    if (list_key != NULL) {
        X509_CRL *list = X509_CRL_new();
        ASN1_TIME *from = ASN1_TIME_set(NULL, NOW - 3600), *until = ASN1_TIME_set(NULL, NOW + 3600);
        assert_int_equal(X509_CRL_set_version(list, 1), 1);
        assert_int_equal(X509_CRL_set_issuer_name(list, X509_get_subject_name(certificates[0])), 1);
        assert_int_equal(X509_CRL_set1_lastUpdate(list, from), 1);
        assert_int_equal(X509_CRL_set1_nextUpdate(list, until), 1);
        assert_true(X509_CRL_sign(list, list_key, EVP_sha256()) > 0);
        assert_int_equal(PEM_write_bio_X509_CRL(pem, list), 1);
        ASN1_TIME_free(from);
        ASN1_TIME_free(until);
        X509_CRL_free(list);
    }
    const long length = BIO_get_mem_data(pem, &text);
    struct ca_bundle *made = ca_bundle_read(text, (size_t)length, "bundle", NOW, NULL);
    assert_non_null(made);
    BIO_free(pem);
    return made;
}

/* What the shortcut says; a yes is OpenSSL's, too. */
static bool vouched(const struct ca_bundle *ca, const uint8_t *der, size_t n, int64_t at)
{
    struct plain_certificate plain;
    const uint8_t *p = der;
    if (!certificate_plain_read(der, n, &plain) || !ca_bundle_vouches(ca, &plain, at)) {
        return false;
    }
    X509 *x509 = d2i_X509(NULL, &p, (long)n);
    assert_non_null(x509);
    assert_int_equal(ca_bundle_check(ca, x509, at, NULL), ST_OK);
    X509_free(x509);
    return true;
}

static size_t der_of(X509 *x509, uint8_t der[DER_MAX])
{
    const int n = i2d_X509(x509, NULL);
    assert_true(n > 0 && n <= DER_MAX);
    return (size_t)i2d_X509(x509, &der);
}

struct scene {
    const char *what;
    struct recipe root, leaf;
    bool checked, vouched; /* what OpenSSL says, what the shortcut says */
};

static const struct scene SCENES[] = {
    {"a root and its supplier", ROOT, SUPPLIER, true, true},
    {"no key identifiers",
     {{"CN=Root"}, NULL, ROOT_EC, ROOT_EC, {CA_TRUE}, -1, 5},
     {{"CN=S000001"}, "CN=Root", LEAF, ROOT_EC, {SIGNS}, -1, 1},
     true,
     true},
    {"a root with an RSA key",
     {{"CN=Root"}, NULL, ROOT_RSA, ROOT_RSA, {CA_TRUE, CERT_SIGN, OWN_ID}, -1, 5},
     {{"CN=S000001"}, "CN=Root", LEAF, ROOT_RSA, {SIGNS, ISSUER_ID}, -1, 1},
     true,
     true},
    {"too weak a root",
     {{"CN=Root"}, NULL, ROOT_WEAK, ROOT_WEAK, {CA_TRUE, CERT_SIGN, OWN_ID}, -1, 5},
     {{"CN=S000001"}, "CN=Root", LEAF, ROOT_WEAK, {SIGNS, ISSUER_ID}, -1, 1},
     false,
     false},
    {"signed by somebody else in the root's name",
     ROOT,
     {{"CN=S000001"}, "CN=Root", LEAF, STRANGER, {SIGNS, ISSUER_ID}, -1, 1},
     false,
     false},
    {"another issuer's name", ROOT, {{"CN=S000001"}, "CN=Other", LEAF, ROOT_EC, {SIGNS, ISSUER_ID}, -1, 1}, false, false},
    {"run out", ROOT, {{"CN=S000001"}, "CN=Root", LEAF, ROOT_EC, {SIGNS, ISSUER_ID}, -2, -1}, false, false},
    {"not yet valid", ROOT, {{"CN=S000001"}, "CN=Root", LEAF, ROOT_EC, {SIGNS, ISSUER_ID}, 1, 2}, false, false},
    {"ends at this second", ROOT, {{"CN=S000001"}, "CN=Root", LEAF, ROOT_EC, {SIGNS, ISSUER_ID}, -1, 0}, false, false},
    {"begins at this second", ROOT, {{"CN=S000001"}, "CN=Root", LEAF, ROOT_EC, {SIGNS, ISSUER_ID}, 0, 1}, true, true},
    {"a root that has run out", {{"CN=Root"}, NULL, ROOT_EC, ROOT_EC, {CA_TRUE, CERT_SIGN, OWN_ID}, -3, -1}, SUPPLIER, false, false},
    {"a root that may not issue", {{"CN=Root"}, NULL, ROOT_EC, ROOT_EC, {CA_TRUE, SIGNS, OWN_ID}, -1, 5}, SUPPLIER, false, false},
    {"no CA at all",
     {{"CN=Root"}, NULL, ROOT_EC, ROOT_EC, {{NID_basic_constraints, "critical,CA:FALSE"}, OWN_ID}, -1, 5},
     SUPPLIER,
     false,
     false},
    {"a root with limits to its names",
     {{"CN=Root"}, NULL, ROOT_EC, ROOT_EC, {CA_TRUE, OWN_ID, {NID_name_constraints, "critical,permitted;email:mihon.example"}}, -1, 5},
     SUPPLIER,
     true,
     false},
    {"an issuer that is no root itself",
     {{"CN=Root"}, "CN=Top", ROOT_EC, STRANGER, {CA_TRUE, CERT_SIGN, OWN_ID}, -1, 5},
     SUPPLIER,
     true,
     false},
    {"a certificate in its issuer's name", ROOT, {{"CN=Root"}, "CN=Root", LEAF, ROOT_EC, {SIGNS, ISSUER_ID}, -1, 1}, false, false},
    {"an extension that the shortcut does not read",
     ROOT,
     {{"CN=S000001"}, "CN=Root", LEAF, ROOT_EC, {SIGNS, ISSUER_ID, {NID_ext_key_usage, "emailProtection"}}, -1, 1},
     true,
     false},
};

static void yes_only_with_openssl(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof SCENES / sizeof SCENES[0]; i++) {
        const struct scene *s = &SCENES[i];
        X509 *root = make(&s->root, NULL), *leaf = make(&s->leaf, root);
        struct ca_bundle *ca = bundle(&root, 1, NULL);
        uint8_t der[DER_MAX];
        const size_t n = der_of(leaf, der);
        const bool checked = ca_bundle_check(ca, leaf, NOW, NULL) == ST_OK, said = vouched(ca, der, n, NOW);
        if (checked != s->checked || said != s->vouched) {
            fail_msg("%s: OpenSSL says %d, the shortcut %d", s->what, checked, said);
        }
        ca_bundle_free(ca);
        X509_free(root);
        X509_free(leaf);
    }
}

/* A CA's old and new certificate of one name, a wrong key identifier, and a bundle with a revocation list are OpenSSL's to judge. */
static void unsure_says_nothing(void **state)
{
    (void)state;
    struct recipe renewed = ROOT;
    renewed.key = renewed.signer = STRANGER;
    X509 *roots[] = {make(&ROOT, NULL), make(&renewed, NULL)}, *leaf = make(&SUPPLIER, roots[0]), *misled = make(&SUPPLIER, roots[1]);
    struct ca_bundle *one = bundle(roots, 1, NULL), *two = bundle(roots, 2, NULL), *listed = bundle(roots, 1, keys[ROOT_EC]);
    uint8_t der[DER_MAX];
    size_t n = der_of(leaf, der);
    assert_true(vouched(one, der, n, NOW));
    assert_false(vouched(two, der, n, NOW));
    assert_int_equal(ca_bundle_check(two, leaf, NOW, NULL), ST_OK);
    assert_false(vouched(listed, der, n, NOW));
    assert_int_equal(ca_bundle_check(listed, leaf, NOW, NULL), ST_OK);
    n = der_of(misled, der);
    assert_false(vouched(one, der, n, NOW));
    ca_bundle_free(one);
    ca_bundle_free(two);
    ca_bundle_free(listed);
    X509_free(roots[0]);
    X509_free(roots[1]);
    X509_free(leaf);
    X509_free(misled);
}

/* No changed byte, outside of the signature's own encoding none at all, gets through. */
static void damaged_is_refused(void **state)
{
    (void)state;
    static const uint8_t CHANGES[] = {0x01, 0x02, 0x04, 0x08, 0x10, 0x20, 0x40, 0x80};
    X509 *root = make(&ROOT, NULL), *leaf = make(&SUPPLIER, root);
    struct ca_bundle *ca = bundle(&root, 1, NULL);
    uint8_t der[DER_MAX];
    const size_t n = der_of(leaf, der);
    assert_true(vouched(ca, der, n, NOW));
    for (size_t at = 0; at < n; at++) {
        for (size_t c = 0; c < sizeof CHANGES; c++) {
            der[at] ^= CHANGES[c];
            assert_false(vouched(ca, der, n, NOW));
            der[at] ^= CHANGES[c];
        }
    }
    ca_bundle_free(ca);
    X509_free(root);
    X509_free(leaf);
}

/* Rules fit by what stands in the names: both ways of reading find the same. */
static void the_same_names(void **state)
{
    (void)state;
    static const struct recipe LEAVES[] = {
        {{"CN=S000001"}, "CN=Root", LEAF, ROOT_EC, {SIGNS}, -1, 1},
        {{"C=JP", "O=株式会社見本製作所", "organizationIdentifier=1234567890123", "CN=見本 = 太郎"},
         "CN=Root",
         LEAF,
         ROOT_EC,
         {SIGNS},
         -1,
         1},
        {{"serialNumber=S-7", "OU=A", "OU=B", "CN=x"}, "CN=Root", LEAF, ROOT_EC, {SIGNS}, -1, 1},
        {{"O=CN", "OU=OU=O", "CN=O"}, "CN=Root", LEAF, ROOT_EC, {SIGNS}, -1, 1},
    };
    X509 *root = make(&ROOT, NULL);
    struct ca_bundle *ca = bundle(&root, 1, NULL);
    struct workbench bench;
    struct buffer a, b;
    workbench_init(&bench);
    buffer_init(&a, BUFFER_MAX_TEXT);
    buffer_init(&b, BUFFER_MAX_TEXT);
    for (size_t i = 0; i < sizeof LEAVES / sizeof LEAVES[0]; i++) {
        X509 *leaf = make(&LEAVES[i], root);
        struct certificate quick, full;
        char sha256[SHA256_TEXT];
        uint8_t der[DER_MAX];
        const size_t n = der_of(leaf, der);
        sha256_hex(der, n, sha256);
        assert_int_equal(certificate_read(&full, der, n, NULL), ST_OK);
        assert_int_equal(certificate_read_issued(&quick, der, n, sha256, ca, NOW, &bench, NULL), ST_OK);
        assert_non_null(quick.names);
        assert_null(quick.x509);
        assert_string_equal(quick.subject, full.subject);
        assert_string_equal(quick.name, full.name);
        assert_int_equal(EVP_PKEY_eq(quick.key, full.key), 1);
        assert_int_equal(certificate_issuer(&quick, &a, NULL), ST_OK);
        assert_int_equal(certificate_issuer(&full, &b, NULL), ST_OK);
        assert_string_equal(buffer_text(&a), buffer_text(&b));
        for (int k = 0; k < RULE_ATTRIBUTES; k++) {
            const bool has = certificate_attribute(&quick, (enum rule_attribute)k, &a);
            assert_int_equal(has, certificate_attribute(&full, (enum rule_attribute)k, &b));
            if (has) {
                assert_string_equal(buffer_text(&a), buffer_text(&b));
            }
        }
        certificate_release(&quick);
        certificate_release(&full);
        /* switched off, or by nobody's word: OpenSSL's decoder, and nothing is said of the issuer */
        bench.shortcut = false;
        assert_int_equal(certificate_read_issued(&quick, der, n, sha256, ca, NOW, &bench, NULL), ST_OK);
        assert_null(quick.names);
        assert_non_null(quick.x509);
        bench.shortcut = true;
        certificate_release(&quick);
        X509_free(leaf);
    }
    buffer_release(&a);
    buffer_release(&b);
    workbench_release(&bench);
    ca_bundle_free(ca);
    X509_free(root);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(yes_only_with_openssl),
        cmocka_unit_test(unsure_says_nothing),
        cmocka_unit_test(damaged_is_refused),
        cmocka_unit_test(the_same_names),
    };
    return cmocka_run_group_tests(tests, make_keys, free_keys);
}
