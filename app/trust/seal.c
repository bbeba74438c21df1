#include "trust/seal.h"

#include "base/buffer.h"
#include "base/i18n.h"
#include "trust/certificate.h"
#include "trust/seal_shape.h"

#include <openssl/bio.h>
#include <openssl/cms.h>
#include <openssl/ec.h>
#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/obj_mac.h>
#include <openssl/rsa.h>

#define RECIPIENTS_MAX 4

bool sealed_likely(const void *bytes, size_t n)
{
    /* The object identifier stands within the first bytes, whatever the form of the lengths before it. */
    static const uint8_t id[] = {0x06, 0x0B, 0x2A, 0x86, 0x48, 0x86, 0xF7, 0x0D, 0x01, 0x09, 0x10, 0x01, 0x17};
    const uint8_t *b = bytes;
    return n > 32 && b[0] == 0x30 && memmem(b, 24, id, sizeof id) != NULL;
}

enum status seal_suits(const X509 *recipient, struct error *e)
{
    const EVP_PKEY *key = X509_get0_pubkey(recipient);
    if (key == NULL || key_algorithm(key, e) == NULL) {
        return fail(e, ST_INPUT, _("The encryption certificate's key cannot be used: it has to be P-256 or RSA of 2048 to 4096 bits."));
    }
    if (!EVP_PKEY_is_a(key, "EC") && !EVP_PKEY_is_a(key, "RSA")) {
        return fail(e, ST_INPUT, _("The encryption certificate has an Ed25519 key, which only signs: it has to be P-256 or RSA."));
    }
    const uint32_t usage = X509_get_key_usage((X509 *)(uintptr_t)recipient); /* all ones when the certificate says nothing */
    if ((usage & (EVP_PKEY_is_a(key, "RSA") ? KU_KEY_ENCIPHERMENT : KU_KEY_AGREEMENT)) == 0) {
        return fail(e, ST_INPUT, _("The encryption certificate is not meant for encryption (its key usage forbids it)."));
    }
    return ST_OK;
}

/* OpenSSL's defaults are SHA-1 in the KDF and PKCS#1 v1.5 padding. */
static bool set_algorithms(CMS_RecipientInfo *recipient, X509 *certificate)
{
    EVP_PKEY_CTX *context = CMS_RecipientInfo_get0_pkey_ctx(recipient);
    if (context == NULL) {
        return false;
    }
    if (EVP_PKEY_is_a(X509_get0_pubkey(certificate), "RSA")) {
        return EVP_PKEY_CTX_set_rsa_padding(context, RSA_PKCS1_OAEP_PADDING) > 0 &&
               EVP_PKEY_CTX_set_rsa_oaep_md(context, EVP_sha256()) > 0 && EVP_PKEY_CTX_set_rsa_mgf1_md(context, EVP_sha256()) > 0;
    }
    return EVP_PKEY_CTX_set_ecdh_kdf_md(context, EVP_sha256()) > 0;
}

enum status seal(const void *bytes, size_t n, X509 *recipient, struct buffer *out, struct error *e)
{
    enum status st = seal_suits(recipient, e);
    if (st != ST_OK) {
        return st;
    }
    if (n > SEALED_BYTES_MAX - 4096) {
        return fail(e, ST_INPUT, _("The file is too large to be sealed."));
    }
    BIO *in = BIO_new_mem_buf(bytes, (int)n);
    CMS_ContentInfo *cms = CMS_encrypt(NULL, NULL, EVP_aes_256_gcm(), CMS_PARTIAL | CMS_BINARY | CMS_STREAM);
    CMS_RecipientInfo *info = cms == NULL ? NULL : CMS_add1_recipient_cert(cms, recipient, CMS_KEY_PARAM | CMS_BINARY);
    unsigned char *der = NULL;
    int size = 0;
    const bool done = in != NULL && info != NULL && set_algorithms(info, recipient) && CMS_final(cms, in, NULL, CMS_BINARY) == 1 &&
                      (size = i2d_CMS_ContentInfo(cms, &der)) > 0 && buffer_add(out, der, (size_t)size);
    OPENSSL_free(der);
    CMS_ContentInfo_free(cms);
    BIO_free(in);
    ERR_clear_error();
    if (!done) {
        return fail(e, ST_SYSTEM, _("The file could not be sealed."));
    }
    /* What the other side is going to insist on. */
    return seal_shape_sound((const uint8_t *)out->data, out->length) ? ST_OK : fail(e, ST_SYSTEM, _("The file could not be sealed."));
}

static bool object_is(const X509_ALGOR *algorithm, int nid)
{
    const ASN1_OBJECT *object = NULL;
    X509_ALGOR_get0(&object, NULL, NULL, algorithm);
    return OBJ_obj2nid(object) == nid;
}

/* The algorithm in the parameters of another; NULL when they hold none. The caller frees it. */
static X509_ALGOR *inner_algorithm(const X509_ALGOR *algorithm)
{
    int type = V_ASN1_UNDEF;
    const void *value = NULL;
    X509_ALGOR_get0(NULL, &type, &value, algorithm);
    return type == V_ASN1_SEQUENCE ? ASN1_item_unpack(value, ASN1_ITEM_rptr(X509_ALGOR)) : NULL;
}

/* RSAES-OAEP with SHA-256 for both its digests, or stdDH with SHA-256 and AES-256 key wrap. */
static bool recipient_sound(CMS_RecipientInfo *recipient)
{
    X509_ALGOR *algorithm = NULL;
    bool sound = false;
    if (CMS_RecipientInfo_type(recipient) == CMS_RECIPINFO_TRANS) {
        if (CMS_RecipientInfo_ktri_get0_algs(recipient, NULL, NULL, &algorithm) != 1 || !object_is(algorithm, NID_rsaesOaep)) {
            return false;
        }
        int type = V_ASN1_UNDEF;
        const void *value = NULL;
        X509_ALGOR_get0(NULL, &type, &value, algorithm);
        RSA_OAEP_PARAMS *oaep = type == V_ASN1_SEQUENCE ? ASN1_item_unpack(value, ASN1_ITEM_rptr(RSA_OAEP_PARAMS)) : NULL;
        X509_ALGOR *mask = oaep != NULL && oaep->maskGenFunc != NULL ? inner_algorithm(oaep->maskGenFunc) : NULL;
        sound = oaep != NULL && oaep->hashFunc != NULL && object_is(oaep->hashFunc, NID_sha256) && mask != NULL &&
                object_is(mask, NID_sha256) && oaep->pSourceFunc == NULL;
        X509_ALGOR_free(mask);
        RSA_OAEP_PARAMS_free(oaep);
    } else if (CMS_RecipientInfo_type(recipient) == CMS_RECIPINFO_AGREE) {
        if (CMS_RecipientInfo_kari_get0_alg(recipient, &algorithm, NULL) != 1 ||
            !object_is(algorithm, NID_dhSinglePass_stdDH_sha256kdf_scheme)) {
            return false;
        }
        X509_ALGOR *wrap = inner_algorithm(algorithm);
        sound = wrap != NULL && object_is(wrap, NID_id_aes256_wrap);
        X509_ALGOR_free(wrap);
    }
    return sound;
}

static bool recipients_sound(CMS_ContentInfo *cms)
{
    STACK_OF(CMS_RecipientInfo) *all = CMS_get0_RecipientInfos(cms);
    const int count = all == NULL ? 0 : sk_CMS_RecipientInfo_num(all);
    if (count < 1 || count > RECIPIENTS_MAX) {
        return false;
    }
    for (int i = 0; i < count; i++) {
        if (!recipient_sound(sk_CMS_RecipientInfo_value(all, i))) {
            return false;
        }
    }
    return true;
}

static bool decrypt(const void *bytes, size_t n, const struct identity *id, struct buffer *out)
{
    if (n > SEALED_BYTES_MAX || !seal_shape_sound(bytes, n)) {
        return false;
    }
    const unsigned char *at = bytes;
    CMS_ContentInfo *cms = d2i_CMS_ContentInfo(NULL, &at, (long)n);
    BIO *plain = BIO_new(BIO_s_mem());
    bool done = false;
    char *data = NULL;
    if (cms != NULL && plain != NULL && recipients_sound(cms) && CMS_decrypt(cms, id->key, id->certificate, NULL, plain, CMS_BINARY) == 1) {
        const long size = BIO_get_mem_data(plain, &data);
        done = size >= 0 && buffer_add(out, data, (size_t)size);
    }
    BIO_free(plain);
    CMS_ContentInfo_free(cms);
    ERR_clear_error();
    return done;
}

enum status unseal(const void *bytes, size_t n, const struct identity *id, struct buffer *out, struct error *e)
{
    if (!decrypt(bytes, n, id, out)) {
        buffer_clear(out);
        return fail(e, ST_INPUT,
                    _("The sealed file cannot be opened: it was made for another key, was damaged, or does not follow the format."));
    }
    return ST_OK;
}
