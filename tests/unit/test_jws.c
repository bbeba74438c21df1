/* Signatures: the published examples that apply here, what we sign, and the rules for headers. */
#include "base/buffer.h"
#include "model/json.h"
#include "trust/jws.h"

#include <openssl/core_names.h>
#include <openssl/ec.h>
#include <openssl/ecdsa.h>
#include <openssl/evp.h>
#include <openssl/param_build.h>
#include <openssl/x509.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#define NOW INT64_C(1795219200) /* 2026-11-21T00:00:00Z */

static void decode(struct buffer *out, const char *text)
{
    buffer_init(out, BUFFER_MAX_TEXT);
    assert_true(base64url_decode(out, text, strlen(text)));
}

/* RFC 7515, appendix A.3: ES256. */
#define A3_X "f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU"
#define A3_Y "x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0"
#define A3_INPUT "eyJhbGciOiJFUzI1NiJ9.eyJpc3MiOiJqb2UiLA0KICJleHAiOjEzMDA4MTkzODAsDQogImh0dHA6Ly9leGFtcGxlLmNvbS9pc19yb290Ijp0cnVlfQ"
#define A3_SIGNATURE "DtEhU3ljbEg8L38VWAfUAqOyKAM6-Xx-F4GawxaepmXFCgfTjDxw5djxLa8ISlSApmWQxfKTUJqPP3-Kg6NU1Q"

static EVP_PKEY *a3_key(void)
{
    struct buffer x, y, point;
    decode(&x, A3_X);
    decode(&y, A3_Y);
    buffer_init(&point, BUFFER_MAX_TEXT);
    assert_true(buffer_add_char(&point, 4) && buffer_add(&point, x.data, x.length) && buffer_add(&point, y.data, y.length));
    OSSL_PARAM_BLD *builder = OSSL_PARAM_BLD_new();
    OSSL_PARAM_BLD_push_utf8_string(builder, OSSL_PKEY_PARAM_GROUP_NAME, "P-256", 0);
    OSSL_PARAM_BLD_push_octet_string(builder, OSSL_PKEY_PARAM_PUB_KEY, point.data, point.length);
    OSSL_PARAM *parameters = OSSL_PARAM_BLD_to_param(builder);
    EVP_PKEY_CTX *context = EVP_PKEY_CTX_new_from_name(NULL, "EC", NULL);
    EVP_PKEY *key = NULL;
    assert_int_equal(EVP_PKEY_fromdata_init(context), 1);
    assert_int_equal(EVP_PKEY_fromdata(context, &key, EVP_PKEY_PUBLIC_KEY, parameters), 1);
    EVP_PKEY_CTX_free(context);
    OSSL_PARAM_free(parameters);
    OSSL_PARAM_BLD_free(builder);
    buffer_release(&x);
    buffer_release(&y);
    buffer_release(&point);
    return key;
}

static void rfc7515_a3(void **state)
{
    (void)state;
    EVP_PKEY *key = a3_key();
    struct buffer signature;
    struct error e = {0};
    decode(&signature, A3_SIGNATURE);
    uint8_t *bytes = (uint8_t *)signature.data;
    assert_int_equal(signature.length, 64);
    assert_int_equal(jws_verify_input(key, "ES256", A3_INPUT, strlen(A3_INPUT), bytes, 64, &e), ST_OK);
    assert_int_equal(jws_verify_input(key, "ES256", A3_INPUT, strlen(A3_INPUT) - 1, bytes, 64, &e), ST_NO);
    assert_int_equal(jws_verify_input(key, "ES256", A3_INPUT, strlen(A3_INPUT), bytes, 63, &e), ST_NO);
    bytes[63] ^= 1;
    assert_int_equal(jws_verify_input(key, "ES256", A3_INPUT, strlen(A3_INPUT), bytes, 64, &e), ST_NO);
    memset(bytes, 0, 64); /* r = s = 0 fits everything where nobody looks */
    assert_int_equal(jws_verify_input(key, "ES256", A3_INPUT, strlen(A3_INPUT), bytes, 64, &e), ST_NO);
    buffer_release(&signature);
    EVP_PKEY_free(key);
}

/* RFC 8037, appendix A.4 and A.5: Ed25519. */
#define A4_X "11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo"
#define A4_INPUT "eyJhbGciOiJFZERTQSJ9.RXhhbXBsZSBvZiBFZDI1NTE5IHNpZ25pbmc"
#define A4_SIGNATURE "hgyY0il_MGCjP0JzlnLWG1PPOt7-09PGcvMg3AIbQR6dWbhijcNR4ki4iylGjg5BhVsPt9g7sVvpAr_MuM0KAg"

static void rfc8037_a4(void **state)
{
    (void)state;
    struct buffer x, signature;
    struct error e = {0};
    decode(&x, A4_X);
    decode(&signature, A4_SIGNATURE);
    uint8_t *bytes = (uint8_t *)signature.data;
    EVP_PKEY *key = EVP_PKEY_new_raw_public_key(EVP_PKEY_ED25519, NULL, (const uint8_t *)x.data, x.length);
    assert_string_equal(key_algorithm(key, &e), "EdDSA");
    assert_int_equal(jws_verify_input(key, "EdDSA", A4_INPUT, strlen(A4_INPUT), bytes, 64, &e), ST_OK);
    assert_int_equal(jws_verify_input(key, "EdDSA", A4_INPUT "x", strlen(A4_INPUT) + 1, bytes, 64, &e), ST_NO);
    bytes[0] ^= 1;
    assert_int_equal(jws_verify_input(key, "EdDSA", A4_INPUT, strlen(A4_INPUT), bytes, 64, &e), ST_NO);
    EVP_PKEY_free(key);
    buffer_release(&x);
    buffer_release(&signature);
}

/* A certificate for any key of the kinds accepted. */
static void identify(struct identity *id, EVP_PKEY *key)
{
    X509 *x = X509_new();
    X509_set_version(x, X509_VERSION_3);
    ASN1_INTEGER_set(X509_get_serialNumber(x), 7);
    X509_NAME_add_entry_by_txt(X509_get_subject_name(x), "CN", MBSTRING_ASC, (const unsigned char *)"Mihon", -1, -1, 0);
    X509_set_issuer_name(x, X509_get_subject_name(x));
    ASN1_TIME_set(X509_getm_notBefore(x), NOW - 100);
    ASN1_TIME_set(X509_getm_notAfter(x), NOW + 100);
    X509_set_pubkey(x, key);
    assert_true(X509_sign(x, key, EVP_PKEY_get_base_id(key) == EVP_PKEY_ED25519 ? NULL : EVP_sha256()) > 0);
    unsigned char *der = NULL;
    const int n = i2d_X509(x, &der);
    *id = (struct identity){.key = key, .certificate = x};
    sha256_hex(der, (size_t)n, id->sha256);
    OPENSSL_free(der);
}

static cJSON *read_document(void)
{
    static const char TEXT[] = "{\"z\":1,\"a\":[true,null,{\"note\":\"点検 \\u001b\"}]}";
    return json_read(TEXT, sizeof TEXT - 1, &JSON_LIMITS_DOCUMENT, "document", NULL);
}

static void signs_and_verifies(EVP_PKEY *key, const char *alg, size_t length)
{
    struct identity id;
    struct error e = {0};
    const struct clock clock = clock_fixed(NOW);
    identify(&id, key);
    cJSON *document = read_document(), *signatures = cJSON_CreateArray();
    cJSON *signature = jws_sign(&id, document, DOCUMENT_ANSWERS, ROLE_SUPPLIER, &clock, NULL, &e);
    assert_non_null(signature);
    struct buffer bytes;
    decode(&bytes, json_text(signature, "signature"));
    assert_int_equal(bytes.length, length);
    buffer_release(&bytes);
    cJSON_AddItemToArray(signatures, signature);

    struct envelope envelope;
    struct buffer canonical;
    struct signer signers[ENVELOPE_SIGNATURES_MAX];
    struct certificate certificates[ENVELOPE_SIGNATURES_MAX];
    size_t valid;
    buffer_init(&canonical, BUFFER_MAX_TEXT);
    assert_int_equal(envelope_from_tree(&envelope, envelope_build(DOCUMENT_ANSWERS, document, signatures), "x", false, &e), ST_OK);
    assert_int_equal(json_canonical(envelope.document, &canonical, &e), ST_OK);
    assert_int_equal(jws_verify(&envelope, canonical.data, canonical.length, NULL, signers, certificates, &valid, &e), ST_OK);
    assert_int_equal(valid, 1);
    assert_string_equal(signers[0].alg, alg);
    assert_string_equal(signers[0].sha256, id.sha256);
    assert_string_equal(signers[0].subject, "CN=Mihon");
    assert_int_equal(signers[0].role, ROLE_SUPPLIER);
    assert_int_equal(signers[0].issued_at, NOW);
    assert_int_equal(X509_cmp(certificates[0].x509, id.certificate), 0);
    certificate_release(&certificates[0]);

    canonical.data[2] ^= 1; /* another document */
    assert_int_equal(jws_verify(&envelope, canonical.data, canonical.length, NULL, signers, NULL, &valid, &e), ST_NO);
    assert_int_equal(valid, 0);
    assert_null(strstr(e.text, "1 of 1")); /* which one is said of several only */
    canonical.data[2] ^= 1;
    envelope.kind = DOCUMENT_REQUEST; /* the same signature around another kind */
    assert_int_equal(jws_verify(&envelope, canonical.data, canonical.length, NULL, signers, NULL, &valid, &e), ST_NO);
    assert_non_null(strstr(e.text, "typ"));
    buffer_release(&canonical);
    envelope_release(&envelope);
    identity_release(&id);
}

static void all_algorithms(void **state)
{
    (void)state;
    signs_and_verifies(EVP_EC_gen("P-256"), "ES256", 64);
    signs_and_verifies(EVP_RSA_gen(2048), "PS256", 256);
    signs_and_verifies(EVP_PKEY_Q_keygen(NULL, NULL, "ED25519"), "EdDSA", 64);
}

static void refuses_to_sign(void **state)
{
    (void)state;
    struct identity id;
    struct error e = {0};
    const struct clock late = clock_fixed(NOW + 101), early = clock_fixed(NOW - 101);
    identify(&id, EVP_EC_gen("P-256"));
    cJSON *document = read_document();
    assert_null(jws_sign(&id, document, DOCUMENT_ANSWERS, ROLE_SUPPLIER, &late, NULL, &e));
    assert_int_equal(e.status, ST_INPUT);
    assert_non_null(strstr(e.text, "no longer valid: it ended on 2026-11-21"));
    assert_null(jws_sign(&id, document, DOCUMENT_ANSWERS, ROLE_SUPPLIER, &early, NULL, &e));
    assert_non_null(strstr(e.text, "not yet valid"));
    cJSON_Delete(document);
    identity_release(&id);
}

static enum status header_status(const char *json, enum document_kind kind, struct error *e)
{
    struct buffer text;
    struct jws_header header;
    buffer_init(&text, BUFFER_MAX_TEXT);
    base64url_encode(&text, json, strlen(json));
    const enum status st = jws_header_read(&header, buffer_text(&text), kind, e);
    if (st == ST_OK) {
        jws_header_release(&header);
    }
    buffer_release(&text);
    return st;
}

#define HEAD "{\"alg\":\"ES256\",\"iat\":1,\"role\":\"supplier\",\"typ\":\"tenken-answers+jws\",\"x5c\":[\"AAAA\"]"
#define B43 "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"
#define HEX64 "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"

static void header_rules(void **state)
{
    (void)state;
    static const struct {
        const char *json;
        const char *sentence; /* part of the refusal, or NULL: accepted */
    } TABLE[] = {
        {HEAD "}", NULL},
        {HEAD ",\"kid\":\"1\",\"cty\":\"json\",\"x5t#S256\":\"x\"}", NULL},
        {HEAD ",\"enrol\":\"" B43 "\"}", NULL},
        {HEAD ",\"renew\":\"" HEX64 "\"}", NULL},
        {HEAD ",\"crit\":[]}", "\"crit\""},
        {HEAD ",\"crit\":[\"b64\"],\"b64\":false}", "\"crit\""},
        {HEAD ",\"b64\":true}", "\"b64\""},
        {HEAD ",\"jku\":\"https://a.example\"}", "\"jku\""},
        {HEAD ",\"jwk\":{}}", "\"jwk\""},
        {HEAD ",\"x5u\":\"https://a.example\"}", "\"x5u\""},
        {HEAD ",\"alg\":\"ES256\"}", "alg"}, /* twice */
        {HEAD ",\"\\u0061lg\":\"none\"}", "alg"},
        {HEAD ",\"enrol\":\"AAAA\"}", "enrol"},
        {HEAD ",\"enrol\":\"AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAB\"}", "enrol"}, /* spare bits */
        {HEAD ",\"renew\":\"ABCD\"}", "renew"},
        {HEAD ",\"renew\":null}", "renew"},
        {HEAD "} ", NULL},
        {HEAD "}}", "header"},
        {"[]", "not a JSON object"},
        {"", "header"},
        {"{}", "alg"},
        {"{\"alg\":\"none\",\"iat\":1,\"role\":\"supplier\",\"typ\":\"tenken-answers+jws\",\"x5c\":[\"AAAA\"]}", "alg"},
        {"{\"alg\":\"es256\",\"iat\":1,\"role\":\"supplier\",\"typ\":\"tenken-answers+jws\",\"x5c\":[\"AAAA\"]}", "alg"},
        {"{\"alg\":\"RS256\",\"iat\":1,\"role\":\"supplier\",\"typ\":\"tenken-answers+jws\",\"x5c\":[\"AAAA\"]}", "alg"},
        {"{\"ALG\":\"ES256\",\"iat\":1,\"role\":\"supplier\",\"typ\":\"tenken-answers+jws\",\"x5c\":[\"AAAA\"]}", "alg"},
        {"{\"alg\":\"ES256\",\"iat\":1,\"role\":\"supplier\",\"typ\":\"tenken-answers/2+jws\",\"x5c\":[\"AAAA\"]}", "typ"},
        {"{\"alg\":\"ES256\",\"iat\":1,\"role\":\"supplier\",\"typ\":\"tenken-request+jws\",\"x5c\":[\"AAAA\"]}", "typ"},
        {"{\"alg\":\"ES256\",\"iat\":1,\"role\":\"supplier\",\"x5c\":[\"AAAA\"]}", "typ"},
        {"{\"alg\":\"ES256\",\"iat\":1,\"role\":\"requester\",\"typ\":\"tenken-answers+jws\",\"x5c\":[\"AAAA\"]}", "role"},
        {"{\"alg\":\"ES256\",\"iat\":1,\"typ\":\"tenken-answers+jws\",\"x5c\":[\"AAAA\"]}", "role"},
        {"{\"alg\":\"ES256\",\"role\":\"supplier\",\"typ\":\"tenken-answers+jws\",\"x5c\":[\"AAAA\"]}", "iat"},
        {"{\"alg\":\"ES256\",\"iat\":\"1\",\"role\":\"supplier\",\"typ\":\"tenken-answers+jws\",\"x5c\":[\"AAAA\"]}", "iat"},
        {"{\"alg\":\"ES256\",\"iat\":-1,\"role\":\"supplier\",\"typ\":\"tenken-answers+jws\",\"x5c\":[\"AAAA\"]}", "iat"},
        {"{\"alg\":\"ES256\",\"iat\":1.5,\"role\":\"supplier\",\"typ\":\"tenken-answers+jws\",\"x5c\":[\"AAAA\"]}", "header"},
        {"{\"alg\":\"ES256\",\"iat\":1,\"role\":\"assessor\",\"renew\":\"" HEX64 "\",\"typ\":\"tenken-answers+jws\",\"x5c\":[\"AAAA\"]}",
         "renew"},
        {"{\"alg\":\"ES256\",\"iat\":1,\"role\":\"assessor\",\"enrol\":\"" B43 "\",\"typ\":\"tenken-answers+jws\",\"x5c\":[\"AAAA\"]}",
         "enrol"},
        {"{\"alg\":\"ES256\",\"iat\":1,\"role\":\"assessor\",\"typ\":\"tenken-answers+jws\",\"x5c\":[\"AAAA\"]}", NULL},
        {"{\"alg\":\"ES256\",\"iat\":1,\"role\":\"supplier\",\"typ\":\"tenken-answers+jws\",\"x5c\":[]}", "x5c"},
        {"{\"alg\":\"ES256\",\"iat\":1,\"role\":\"supplier\",\"typ\":\"tenken-answers+jws\",\"x5c\":\"AAAA\"}", "x5c"},
        {"{\"alg\":\"ES256\",\"iat\":1,\"role\":\"supplier\",\"typ\":\"tenken-answers+jws\",\"x5c\":[\"AAAA\",\"AAAA\"]}", "x5c"},
        {"{\"alg\":\"ES256\",\"iat\":1,\"role\":\"supplier\",\"typ\":\"tenken-answers+jws\",\"x5c\":[\"\"]}", "base64"},
        {"{\"alg\":\"ES256\",\"iat\":1,\"role\":\"supplier\",\"typ\":\"tenken-answers+jws\",\"x5c\":[\"AAA\"]}",
         "base64"}, /* padding missing */
        {"{\"alg\":\"ES256\",\"iat\":1,\"role\":\"supplier\",\"typ\":\"tenken-answers+jws\",\"x5c\":[\"AAB=\"]}",
         "base64"}, /* spare bits */
        {"{\"alg\":\"ES256\",\"iat\":1,\"role\":\"supplier\",\"typ\":\"tenken-answers+jws\",\"x5c\":[\"AA_A\"]}", "base64"},
        {"{\"alg\":\"ES256\",\"iat\":1,\"role\":\"supplier\",\"typ\":\"tenken-answers+jws\",\"x5c\":[\"AA\\nAA\"]}", "base64"},
    };
    for (size_t i = 0; i < sizeof TABLE / sizeof TABLE[0]; i++) {
        struct error e = {0};
        const enum status st = header_status(TABLE[i].json, DOCUMENT_ANSWERS, &e);
        if (st != (TABLE[i].sentence == NULL ? ST_OK : ST_NO) || (TABLE[i].sentence != NULL && strstr(e.text, TABLE[i].sentence) == NULL)) {
            fail_msg("%s: status %d, %s", TABLE[i].json, (int)st, e.text);
        }
    }
    struct error e = {0};
    struct jws_header header;
    assert_int_equal(jws_header_read(&header, "e30=", DOCUMENT_ANSWERS, &e), ST_NO); /* padded */
    assert_int_equal(jws_header_read(&header, "e31", DOCUMENT_ANSWERS, &e), ST_NO);  /* spare bits */
    assert_non_null(strstr(e.text, "base64url"));
    assert_int_equal(header_status("{\"alg\":\"ES256\",\"iat\":1,\"role\":\"requester\",\"typ\":\"tenken-request+jws\",\"x5c\":[\"AAAA\"]}",
                                   DOCUMENT_REQUEST, &e),
                     ST_OK);
    assert_int_equal(header_status("{\"alg\":\"ES256\",\"iat\":1,\"role\":\"supplier\",\"typ\":\"tenken-request+jws\",\"x5c\":[\"AAAA\"]}",
                                   DOCUMENT_REQUEST, &e),
                     ST_NO);
}

/* r and s as 32 bytes each, made by OpenSSL alone. */
static void sign_raw(EVP_PKEY *key, const unsigned *message, uint8_t raw[64])
{
    uint8_t der[80];
    const uint8_t *at = der;
    size_t n = sizeof der;
    EVP_MD_CTX *context = EVP_MD_CTX_new();
    assert_int_equal(EVP_DigestSignInit(context, NULL, EVP_sha256(), NULL, key), 1);
    assert_int_equal(EVP_DigestSign(context, der, &n, (const uint8_t *)message, sizeof *message), 1);
    EVP_MD_CTX_free(context);
    ECDSA_SIG *parts = d2i_ECDSA_SIG(NULL, &at, (long)n);
    assert_int_equal(BN_bn2binpad(ECDSA_SIG_get0_r(parts), raw, 32), 32);
    assert_int_equal(BN_bn2binpad(ECDSA_SIG_get0_s(parts), raw + 32, 32), 32);
    ECDSA_SIG_free(parts);
}

/* DER writes a number in as few bytes as hold it: one in 256 is shorter, every other one gets a sign byte. */
static void numbers_of_every_length(void **state)
{
    (void)state;
    EVP_PKEY *key = EVP_EC_gen("P-256");
    bool short_r = false, short_s = false;
    unsigned message = 0;
    for (; !(short_r && short_s) && message < 20000; message++) {
        uint8_t raw[64];
        struct error e = {0};
        sign_raw(key, &message, raw);
        short_r = short_r || (raw[0] == 0 && raw[1] < 0x80);
        short_s = short_s || (raw[32] == 0 && raw[33] < 0x80);
        assert_int_equal(jws_verify_input(key, "ES256", &message, sizeof message, raw, sizeof raw, &e), ST_OK);
    }
    assert_true(message < 20000);
    EVP_PKEY_free(key);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(rfc7515_a3),      cmocka_unit_test(rfc8037_a4),   cmocka_unit_test(all_algorithms),
        cmocka_unit_test(refuses_to_sign), cmocka_unit_test(header_rules), cmocka_unit_test(numbers_of_every_length),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
