/* The shortcut for pinned certificates: it says what OpenSSL's decoder says, or it says nothing; and no verdict depends on it. */
#include "base/buffer.h"
#include "base/digest.h"
#include "model/json.h"
#include "trust/certificate_plain.h"
#include "trust/verdict.h"
#include "trust/workbench.h"

#include <openssl/ec.h>
#include <openssl/ecdsa.h>
#include <openssl/evp.h>
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

static EVP_PKEY *key, *issuer_rsa, *other_curve;

static int make_keys(void **state)
{
    (void)state;
    key = EVP_EC_gen("P-256");
    other_curve = EVP_EC_gen("P-384");
    issuer_rsa = EVP_RSA_gen(2048);
    return key == NULL || issuer_rsa == NULL || other_curve == NULL;
}

static int free_keys(void **state)
{
    (void)state;
    EVP_PKEY_free(key);
    EVP_PKEY_free(other_curve);
    EVP_PKEY_free(issuer_rsa);
    return 0;
}

struct extension {
    int nid;
    const char *value;
};

/* How a certificate is made: attributes "CN=…" one after the other, ended by NULL. */
struct recipe {
    const char *name;
    const char *attributes[6];
    struct extension extensions[6];
    EVP_PKEY **key, **issuer;
    const EVP_MD *(*digest)(void);
    int64_t from, until;
    long version;
    bool plain; /* the shortcut reads it */
};

static const struct recipe RECIPES[] = {
    {"as this program makes it",
     {"CN=Mihon Works"},
     {{NID_basic_constraints, "critical,CA:FALSE"}, {NID_key_usage, "critical,digitalSignature"}, {NID_subject_key_identifier, "hash"}},
     &key,
     &key,
     EVP_sha256,
     NOW - YEAR,
     NOW + YEAR,
     2,
     true},
    {"Japanese, several attributes",
     {"C=JP", "ST=東京都", "O=株式会社見本製作所", "OU=情報システム課", "CN=見本 太郎"},
     {{NID_subject_key_identifier, "hash"}, {NID_authority_key_identifier, "keyid:always"}},
     &key,
     &key,
     EVP_sha256,
     NOW - YEAR,
     NOW + YEAR,
     2,
     true},
    {"issued by RSA",
     {"CN=S000001"},
     {{NID_basic_constraints, "critical,CA:TRUE"}},
     &key,
     &issuer_rsa,
     EVP_sha256,
     NOW - YEAR,
     NOW + YEAR,
     2,
     true},
    {"no extension", {"CN=x"}, {{0, NULL}}, &key, &key, EVP_sha256, NOW - YEAR, NOW + YEAR, 2, true},
    {"valid into the far future",
     {"CN=x"},
     {{NID_key_usage, "nonRepudiation"}},
     &key,
     &key,
     EVP_sha256,
     NOW - YEAR,
     NOW + 60 * YEAR,
     2,
     true},
    {"expired",
     {"CN=x"},
     {{NID_key_usage, "critical,digitalSignature,nonRepudiation"}},
     &key,
     &key,
     EVP_sha256,
     NOW - 3 * YEAR,
     NOW - YEAR,
     2,
     true},
    {"may not sign", {"CN=x"}, {{NID_key_usage, "critical,keyEncipherment"}}, &key, &key, EVP_sha256, NOW - YEAR, NOW + YEAR, 2, false},
    {"a CA's key usage", {"CN=x"}, {{NID_key_usage, "keyCertSign,cRLSign"}}, &key, &key, EVP_sha256, NOW - YEAR, NOW + YEAR, 2, false},
    {"another extension", {"CN=x"}, {{NID_ext_key_usage, "emailProtection"}}, &key, &key, EVP_sha256, NOW - YEAR, NOW + YEAR, 2, false},
    {"a critical one that nobody knows",
     {"CN=x"},
     {{NID_netscape_comment, "critical,hello"}},
     &key,
     &key,
     EVP_sha256,
     NOW - YEAR,
     NOW + YEAR,
     2,
     false},
    {"a critical key identifier",
     {"CN=x"},
     {{NID_subject_key_identifier, "critical,hash"}},
     &key,
     &key,
     EVP_sha256,
     NOW - YEAR,
     NOW + YEAR,
     2,
     false},
    {"path length",
     {"CN=x"},
     {{NID_basic_constraints, "critical,CA:TRUE,pathlen:0"}},
     &key,
     &key,
     EVP_sha256,
     NOW - YEAR,
     NOW + YEAR,
     2,
     false},
    {"a name that needs escapes",
     {"O=Mihon, \"Works\" Co.", "CN=#1"},
     {{0, NULL}},
     &key,
     &key,
     EVP_sha256,
     NOW - YEAR,
     NOW + YEAR,
     2,
     false},
    {"control characters in the name", {"CN=x\x1b[31m\xe2\x80\xae"}, {{0, NULL}}, &key, &key, EVP_sha256, NOW - YEAR, NOW + YEAR, 2, false},
    {"bidi override in the name", {"CN=x\xe2\x80\xaey"}, {{0, NULL}}, &key, &key, EVP_sha256, NOW - YEAR, NOW + YEAR, 2, true},
    {"blank at the end of the name", {"CN=x "}, {{0, NULL}}, &key, &key, EVP_sha256, NOW - YEAR, NOW + YEAR, 2, false},
    {"another digest", {"CN=x"}, {{0, NULL}}, &key, &key, EVP_sha384, NOW - YEAR, NOW + YEAR, 2, false},
    {"another curve", {"CN=x"}, {{0, NULL}}, &other_curve, &key, EVP_sha256, NOW - YEAR, NOW + YEAR, 2, false},
    {"an RSA key", {"CN=x"}, {{0, NULL}}, &issuer_rsa, &issuer_rsa, EVP_sha256, NOW - YEAR, NOW + YEAR, 2, false},
    {"version 1", {"CN=x"}, {{0, NULL}}, &key, &key, EVP_sha256, NOW - YEAR, NOW + YEAR, 0, false},
};
#define RECIPE_COUNT (sizeof RECIPES / sizeof RECIPES[0])

static void add_extension(X509 *x509, const struct extension *from)
{
    X509V3_CTX context;
    X509V3_set_ctx(&context, x509, x509, NULL, NULL, 0);
    X509_EXTENSION *made = X509V3_EXT_conf_nid(NULL, &context, from->nid, from->value);
    assert_non_null(made);
    assert_int_equal(X509_add_ext(x509, made, -1), 1);
    X509_EXTENSION_free(made);
}

/* The DER, for OPENSSL_free. */
static size_t make(const struct recipe *r, uint8_t **der)
{
    X509 *x509 = X509_new();
    X509_NAME *name = X509_get_subject_name(x509);
    assert_int_equal(X509_set_version(x509, r->version), 1);
    assert_int_equal(ASN1_INTEGER_set_uint64(X509_get_serialNumber(x509), UINT64_C(0x8123456789ABCDEF)), 1);
    for (size_t i = 0; i < 6 && r->attributes[i] != NULL; i++) {
        char field[8] = "";
        const char *equals = strchr(r->attributes[i], '=');
        memcpy(field, r->attributes[i], (size_t)(equals - r->attributes[i]));
        assert_int_equal(X509_NAME_add_entry_by_txt(name, field, MBSTRING_UTF8, (const unsigned char *)equals + 1, -1, -1, 0), 1);
    }
    assert_int_equal(X509_set_issuer_name(x509, name), 1);
    assert_non_null(ASN1_TIME_set(X509_getm_notBefore(x509), r->from));
    assert_non_null(ASN1_TIME_set(X509_getm_notAfter(x509), r->until));
    assert_int_equal(X509_set_pubkey(x509, *r->key), 1);
    for (size_t i = 0; i < 6 && r->extensions[i].value != NULL; i++) {
        add_extension(x509, &r->extensions[i]);
    }
    assert_true(X509_sign(x509, *r->issuer, r->digest()) > 0);
    *der = NULL;
    const int n = i2d_X509(x509, der);
    assert_true(n > 0);
    X509_free(x509);
    return (size_t)n;
}

/* What the shortcut reads, the decoder reads too, and the same. True when the shortcut read it. */
static bool agree(struct workbench *bench, const uint8_t *der, size_t n, const char *what)
{
    struct certificate full, quick;
    struct plain_certificate plain;
    char sha256[SHA256_TEXT];
    sha256_hex(der, n, sha256);
    if (!certificate_plain_read(der, n, &plain)) {
        return false;
    }
    assert_int_equal(certificate_read_pinned(&quick, der, n, sha256, bench, NULL) == ST_OK, certificate_read(&full, der, n, NULL) == ST_OK);
    if (full.x509 == NULL) {
        return true; /* a point that is not on the curve: both say no */
    }
    if (strcmp(quick.subject, full.subject) != 0 || quick.not_before != full.not_before || quick.not_after != full.not_after ||
        strcmp(quick.alg, full.alg) != 0 || strcmp(quick.sha256, full.sha256) != 0 || EVP_PKEY_eq(quick.key, full.key) != 1) {
        fail_msg("%s: \"%s\" and \"%s\"", what, quick.subject, full.subject);
    }
    certificate_release(&quick);
    certificate_release(&full);
    return true;
}

static void the_same_as_the_decoder(void **state)
{
    (void)state;
    struct workbench bench;
    workbench_init(&bench);
    for (size_t i = 0; i < RECIPE_COUNT; i++) {
        uint8_t *der;
        const size_t n = make(&RECIPES[i], &der);
        if (agree(&bench, der, n, RECIPES[i].name) != RECIPES[i].plain) {
            fail_msg("%s: %s", RECIPES[i].name, RECIPES[i].plain ? "the shortcut did not read it" : "the shortcut read it");
        }
        OPENSSL_free(der);
    }
    workbench_release(&bench);
}

/* Every byte changed, taken out, doubled; and cut anywhere. */
static void the_same_when_damaged(void **state)
{
    (void)state;
    static const uint8_t CHANGES[] = {0x01, 0x02, 0x04, 0x10, 0x20, 0x80, 0xFF};
    struct workbench bench;
    size_t read = 0;
    workbench_init(&bench);
    for (size_t i = 0; i < 3; i++) {
        uint8_t *der, damaged[2048];
        const size_t n = make(&RECIPES[i], &der);
        assert_true(n < sizeof damaged - 1);
        for (size_t at = 0; at < n; at++) {
            for (size_t c = 0; c < sizeof CHANGES; c++) {
                memcpy(damaged, der, n);
                damaged[at] ^= CHANGES[c];
                read += agree(&bench, damaged, n, "a changed byte");
            }
            memcpy(damaged, der, n);
            memmove(damaged + at, damaged + at + 1, n - at - 1);
            assert_false(agree(&bench, damaged, n - 1, "a byte less"));
            memmove(damaged + at + 1, der + at, n - at);
            damaged[at] = at > 0 ? der[at - 1] : 0;
            memcpy(damaged, der, at);
            assert_false(agree(&bench, damaged, n + 1, "a byte more"));
            assert_false(agree(&bench, der, at, "cut"));
        }
        OPENSSL_free(der);
    }
    assert_true(read > 1000); /* most changes are in names, keys and signatures, and leave the shape as it was */
    workbench_release(&bench);
}

static bool lookup(void *context, const char sha256[SHA256_TEXT], enum role role, char code[64])
{
    memcpy(code, "S1", 3);
    return role == ROLE_SUPPLIER && strcmp(context, sha256) == 0;
}

static const char DOCUMENT[] =
    "{\"answers\":{\"basic10\":{\"1\":{\"level\":2}}},\"assessment_id\":\"10000000-0000-4000-8000-000000000001\",\"issued_at\":"
    "\"2026-11-20T00:00:00Z\",\"packs\":[{\"id\":\"basic10\",\"sha256\":"
    "\"0000000000000000000000000000000000000000000000000000000000000000\",\"version\":\"1\"}],\"period\":\"2026\","
    "\"request\":null,\"revision\":1,\"supplier\":{\"name\":\"Mihon Works\",\"supplier_code\":\"S1\"}}";

/* Signs the document with key, whatever the certificate says: jws_sign would refuse. */
static void write_file(struct buffer *out, const uint8_t *der, size_t n)
{
    struct buffer x5c, header, input, raw;
    buffer_init(&x5c, BUFFER_MAX_TEXT);
    buffer_init(&header, BUFFER_MAX_TEXT);
    buffer_init(&input, BUFFER_MAX_TEXT);
    buffer_init(&raw, BUFFER_MAX_TEXT);
    base64_encode(&x5c, der, n);
    buffer_add_format(&header,
                      "{\"alg\":\"ES256\",\"typ\":\"tenken-answers+jws\",\"role\":\"supplier\",\"iat\":1795219200,\"x5c\":[\"%s\"]}",
                      buffer_text(&x5c));
    base64url_encode(&input, header.data, header.length);
    buffer_clear(&header);
    buffer_add(&header, input.data, input.length);
    buffer_add_char(&input, '.');
    base64url_encode(&input, DOCUMENT, sizeof DOCUMENT - 1);
    uint8_t signature[80], scalars[64];
    size_t length = sizeof signature;
    EVP_MD_CTX *context = EVP_MD_CTX_new();
    assert_int_equal(EVP_DigestSignInit(context, NULL, EVP_sha256(), NULL, key), 1);
    assert_int_equal(EVP_DigestSign(context, signature, &length, (const uint8_t *)input.data, input.length), 1);
    EVP_MD_CTX_free(context);
    const uint8_t *at = signature;
    ECDSA_SIG *parts = d2i_ECDSA_SIG(NULL, &at, (long)length);
    BN_bn2binpad(ECDSA_SIG_get0_r(parts), scalars, 32);
    BN_bn2binpad(ECDSA_SIG_get0_s(parts), scalars + 32, 32);
    ECDSA_SIG_free(parts);
    base64url_encode(&raw, scalars, sizeof scalars);
    buffer_init(out, BUFFER_MAX_DOCUMENT);
    buffer_add_format(out, "{\"format\":\"tenken-answers/1\",\"document\":");
    buffer_add_text(out, DOCUMENT);
    buffer_add_format(out, ",\"signatures\":[{\"protected\":\"%s\",", buffer_text(&header));
    buffer_add_format(out, "\"signature\":\"%s\"}]}", buffer_text(&raw));
    buffer_release(&x5c);
    buffer_release(&header);
    buffer_release(&input);
    buffer_release(&raw);
}

struct outcome {
    struct judgement judgement;
    struct buffer canonical;
};

static void judge(struct outcome *o, const char *bytes, size_t n, const char *pin, struct workbench *bench)
{
    char context[SHA256_TEXT];
    struct envelope envelope;
    memcpy(context, pin, sizeof context);
    const struct trust_anchors anchors = {.lookup = lookup, .context = context, .bench = bench};
    buffer_init(&o->canonical, BUFFER_MAX_DOCUMENT);
    assert_int_equal(judge_json(bytes, n, "file", &anchors, NOW, &envelope, &o->canonical, &o->judgement, NULL), ST_OK);
    envelope_release(&envelope);
    if (bench != NULL) {
        workbench_clear(bench);
    }
}

static enum verdict same_verdict(const char *bytes, size_t n, const char *pin, struct workbench *with, struct workbench *without)
{
    struct outcome o[3]; /* with the shortcut, with it switched off, without any workbench */
    judge(&o[0], bytes, n, pin, with);
    judge(&o[1], bytes, n, pin, without);
    judge(&o[2], bytes, n, pin, NULL);
    const enum verdict verdict = o[0].judgement.verdict;
    for (size_t k = 1; k < 3; k++) {
        const struct judgement *a = &o[0].judgement, *b = &o[k].judgement;
        assert_int_equal(a->verdict, b->verdict);
        assert_string_equal(a->code, b->code);
        assert_int_equal(a->nproblems, b->nproblems);
        assert_int_equal(a->supplier, b->supplier);
        assert_int_equal(a->nsigners, b->nsigners);
        assert_string_equal(buffer_text(&o[0].canonical), buffer_text(&o[k].canonical));
        for (size_t i = 0; i < a->nproblems; i++) {
            assert_string_equal(a->problems[i], b->problems[i]);
        }
        for (size_t i = 0; i < a->nsigners; i++) {
            assert_memory_equal(&a->signers[i], &b->signers[i], sizeof a->signers[i]);
            assert_int_equal(a->trusted[i], b->trusted[i]);
        }
    }
    for (size_t k = 0; k < 3; k++) {
        judgement_release(&o[k].judgement);
        buffer_release(&o[k].canonical);
    }
    return verdict;
}

static void no_verdict_depends_on_it(void **state)
{
    (void)state;
    struct workbench with, without;
    size_t verdicts[VERDICT_UNREADABLE + 1] = {0};
    workbench_init(&with);
    workbench_init(&without);
    without.shortcut = false;
    for (size_t i = 0; i < RECIPE_COUNT; i++) {
        uint8_t *der;
        char pin[SHA256_TEXT];
        struct buffer file;
        const size_t n = make(&RECIPES[i], &der);
        sha256_hex(der, n, pin);
        write_file(&file, der, n);
        verdicts[same_verdict(file.data, file.length, pin, &with, &without)]++;
        for (size_t at = i; i < 3 && at < file.length; at += 3) {
            file.data[at] ^= 0x04;
            verdicts[same_verdict(file.data, file.length, pin, &with, &without)]++;
            file.data[at] ^= 0x04;
            verdicts[same_verdict(file.data, at, pin, &with, &without)]++;
        }
        for (size_t at = 0; i < 2 && at < n; at += 2) { /* pinned as it is, damaged or not */
            struct buffer damaged;
            der[at] ^= 0x01;
            sha256_hex(der, n, pin);
            write_file(&damaged, der, n);
            verdicts[same_verdict(damaged.data, damaged.length, pin, &with, &without)]++;
            buffer_release(&damaged);
            der[at] ^= 0x01;
        }
        buffer_release(&file);
        OPENSSL_free(der);
    }
    assert_true(verdicts[VERDICT_TRUSTED] > 100 && verdicts[VERDICT_INVALID] > 100 && verdicts[VERDICT_UNREADABLE] > 100);
    workbench_release(&with);
    workbench_release(&without);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_same_as_the_decoder),
        cmocka_unit_test(the_same_when_damaged),
        cmocka_unit_test(no_verdict_depends_on_it),
    };
    return cmocka_run_group_tests(tests, make_keys, free_keys);
}
