/* Sealing: what is sealed opens for its recipient only, and anything weaker or damaged is refused with one sentence. */
#include "base/buffer.h"
#include "trust/seal.h"
#include "trust/seal_shape.h"

#include <openssl/bio.h>
#include <openssl/cms.h>
#include <openssl/evp.h>
#include <openssl/rsa.h>
#include <openssl/x509.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

static const char TEXT[] = "{\"format\":\"tenken-answers/1\"}";
static struct identity ec, other, rsa, ed;

static void make(struct identity *id, EVP_PKEY *key)
{
    id->key = key;
    X509 *x = id->certificate = X509_new();
    X509_set_version(x, 2);
    ASN1_INTEGER_set(X509_get_serialNumber(x), 5);
    X509_time_adj_ex(X509_getm_notBefore(x), -1, 0, NULL);
    X509_time_adj_ex(X509_getm_notAfter(x), 365, 0, NULL);
    X509_NAME_add_entry_by_txt(X509_get_subject_name(x), "CN", MBSTRING_UTF8, (const unsigned char *)"Prime", -1, -1, 0);
    X509_set_issuer_name(x, X509_get_subject_name(x));
    X509_set_pubkey(x, key);
    X509_sign(x, key, EVP_PKEY_is_a(key, "ED25519") ? NULL : EVP_sha256());
}

static int set_up(void **state)
{
    (void)state;
    make(&ec, EVP_EC_gen("P-256"));
    make(&other, EVP_EC_gen("P-256"));
    make(&rsa, EVP_RSA_gen(2048));
    make(&ed, EVP_PKEY_Q_keygen(NULL, NULL, "ED25519"));
    return 0;
}

static int tear_down(void **state)
{
    (void)state;
    struct identity *all[] = {&ec, &other, &rsa, &ed};
    for (size_t i = 0; i < 4; i++) {
        identity_release(all[i]);
    }
    return 0;
}

static void sealed_for(struct buffer *out, const struct identity *id)
{
    struct error e = {0};
    buffer_init(out, SEALED_BYTES_MAX);
    if (seal(TEXT, sizeof TEXT - 1, id->certificate, out, &e) != ST_OK) {
        fail_msg("%s", e.text);
    }
}

static bool opens(const void *bytes, size_t n, const struct identity *id)
{
    struct buffer out;
    struct error e = {0};
    buffer_init(&out, SEALED_BYTES_MAX);
    const enum status st = unseal(bytes, n, id, &out, &e);
    const bool same = out.length == sizeof TEXT - 1 && memcmp(out.data, TEXT, out.length) == 0;
    if (st != ST_OK) {
        assert_int_equal(st, ST_INPUT);
        assert_int_equal(out.length, 0); /* nothing of the plain text is handed out */
        assert_non_null(strstr(e.text, "cannot be opened"));
    }
    buffer_release(&out);
    return st == ST_OK && same;
}

static void test_round_trip(void **state)
{
    (void)state;
    const struct identity *all[] = {&ec, &rsa};
    for (size_t i = 0; i < 2; i++) {
        struct buffer sealed;
        sealed_for(&sealed, all[i]);
        assert_true(sealed_likely(sealed.data, sealed.length));
        assert_null(memmem(sealed.data, sealed.length, TEXT, sizeof TEXT - 1));
        assert_true(opens(sealed.data, sealed.length, all[i]));
        assert_false(opens(sealed.data, sealed.length, &other));
        buffer_release(&sealed);
    }
    assert_false(sealed_likely(TEXT, sizeof TEXT - 1));
}

static void test_ed25519_cannot_receive(void **state)
{
    (void)state;
    struct buffer out;
    struct error e = {0};
    buffer_init(&out, SEALED_BYTES_MAX);
    assert_int_equal(seal(TEXT, 3, ed.certificate, &out, &e), ST_INPUT);
    assert_non_null(strstr(e.text, "Ed25519"));
    buffer_release(&out);
}

/* Every byte of algorithm, nonce, content and tag changed, and every truncation, is noticed. (CMS does not authenticate the recipient's
 * entry before them: a change there may go unnoticed, but never gives another text.) */
static void test_damage(void **state)
{
    (void)state;
    static const uint8_t data[] = {0x06, 0x09, 0x2A, 0x86, 0x48, 0x86, 0xF7, 0x0D, 0x01, 0x07, 0x01};
    struct buffer sealed, out;
    struct error e;
    sealed_for(&sealed, &ec);
    buffer_init(&out, SEALED_BYTES_MAX);
    const char *content = memmem(sealed.data, sealed.length, data, sizeof data);
    assert_non_null(content);
    for (size_t i = 0; i < sealed.length; i++) {
        sealed.data[i] = (char)(sealed.data[i] ^ 0x40);
        buffer_clear(&out);
        const bool opened = unseal(sealed.data, sealed.length, &ec, &out, &e) == ST_OK;
        if (opened && (sealed.data + i >= content || out.length != sizeof TEXT - 1 || memcmp(out.data, TEXT, out.length) != 0)) {
            fail_msg("byte %zu changed and nobody noticed", i);
        }
        sealed.data[i] = (char)(sealed.data[i] ^ 0x40);
        assert_false(seal_shape_sound((const uint8_t *)sealed.data, i));
    }
    buffer_release(&out);
    assert_true(buffer_add_char(&sealed, '\0'));
    assert_false(opens(sealed.data, sealed.length, &ec));
    buffer_release(&sealed);
}

/* The tag cut to 4 bytes: OpenSSL itself accepts that, and a forger needs few tries. */
static void test_short_tag(void **state)
{
    (void)state;
    struct buffer sealed, cut;
    sealed_for(&sealed, &ec);
    buffer_init(&cut, SEALED_BYTES_MAX);
    const uint8_t *b = (const uint8_t *)sealed.data;
    assert_int_equal(b[1], 0x82);
    assert_int_equal(b[sealed.length - 18], 0x04);
    buffer_add(&cut, b, sealed.length - 18);
    buffer_add(&cut, "\x04\x04", 2);
    buffer_add(&cut, b + sealed.length - 16, 4);
    /* the lengths of the three sequences around it, all in two bytes */
    for (size_t i = 0, seen = 0; i + 3 < cut.length && seen < 3; i++) {
        const uint8_t tag = (uint8_t)cut.data[i];
        if ((tag == 0x30 || tag == 0xA0) && (uint8_t)cut.data[i + 1] == 0x82) {
            const unsigned length = (unsigned)((uint8_t)cut.data[i + 2] << 8 | (uint8_t)cut.data[i + 3]) - 12;
            cut.data[i + 2] = (char)(length >> 8);
            cut.data[i + 3] = (char)length;
            seen++;
        }
    }
    const unsigned char *at = (const unsigned char *)cut.data;
    CMS_ContentInfo *cms = d2i_CMS_ContentInfo(NULL, &at, (long)cut.length);
    assert_non_null(cms); /* the structure itself is sound: only our check refuses it */
    CMS_ContentInfo_free(cms);
    assert_false(opens(cut.data, cut.length, &ec));
    buffer_release(&sealed);
    buffer_release(&cut);
}

/* What CMS_encrypt makes with these choices, as other software might. */
static void foreign(struct buffer *out, const struct identity *to, const EVP_CIPHER *cipher, unsigned flags, int padding, const EVP_MD *md)
{
    BIO *in = BIO_new_mem_buf(TEXT, sizeof TEXT - 1);
    CMS_ContentInfo *cms = CMS_encrypt(NULL, NULL, cipher, CMS_PARTIAL | CMS_BINARY | CMS_STREAM | flags);
    assert_non_null(cms);
    CMS_RecipientInfo *info = CMS_add1_recipient_cert(cms, to->certificate, CMS_KEY_PARAM);
    EVP_PKEY_CTX *context = CMS_RecipientInfo_get0_pkey_ctx(info);
    if (padding != 0) {
        EVP_PKEY_CTX_set_rsa_padding(context, padding);
    }
    if (padding == RSA_PKCS1_OAEP_PADDING) {
        EVP_PKEY_CTX_set_rsa_oaep_md(context, md);
        EVP_PKEY_CTX_set_rsa_mgf1_md(context, md);
    } else if (padding == 0) {
        EVP_PKEY_CTX_set_ecdh_kdf_md(context, md);
    }
    assert_int_equal(CMS_final(cms, in, NULL, CMS_BINARY), 1);
    unsigned char *der = NULL;
    const int n = i2d_CMS_ContentInfo(cms, &der);
    buffer_init(out, SEALED_BYTES_MAX);
    buffer_add(out, der, (size_t)n);
    OPENSSL_free(der);
    CMS_ContentInfo_free(cms);
    BIO_free(in);
}

static void test_other_algorithms(void **state)
{
    (void)state;
    const struct {
        const char *what;
        const struct identity *to;
        const EVP_CIPHER *cipher;
        int padding;
        const EVP_MD *md;
        bool good;
    } table[] = {
        {"as required, P-256", &ec, EVP_aes_256_gcm(), 0, EVP_sha256(), true},
        {"as required, RSA", &rsa, EVP_aes_256_gcm(), RSA_PKCS1_OAEP_PADDING, EVP_sha256(), true},
        {"CBC without a tag", &ec, EVP_aes_256_cbc(), 0, EVP_sha256(), false},
        {"AES-128", &ec, EVP_aes_128_gcm(), 0, EVP_sha256(), false},
        {"SHA-1 in the KDF", &ec, EVP_aes_256_gcm(), 0, EVP_sha1(), false},
        {"PKCS#1 v1.5", &rsa, EVP_aes_256_gcm(), RSA_PKCS1_PADDING, NULL, false},
        {"OAEP with SHA-1", &rsa, EVP_aes_256_gcm(), RSA_PKCS1_OAEP_PADDING, EVP_sha1(), false},
    };
    for (size_t i = 0; i < sizeof table / sizeof *table; i++) {
        struct buffer bytes;
        foreign(&bytes, table[i].to, table[i].cipher, 0, table[i].padding, table[i].md);
        if (opens(bytes.data, bytes.length, table[i].to) != table[i].good) {
            fail_msg("%s: %s", table[i].what, table[i].good ? "does not open" : "opens");
        }
        buffer_release(&bytes);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_round_trip), cmocka_unit_test(test_ed25519_cannot_receive), cmocka_unit_test(test_damage),
        cmocka_unit_test(test_short_tag),  cmocka_unit_test(test_other_algorithms),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
