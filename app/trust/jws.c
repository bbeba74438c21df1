#include "trust/jws.h"

#include "base/i18n.h"
#include "model/json.h"
#include "trust/workbench.h"

#include <openssl/ec.h>
#include <openssl/ecdsa.h>
#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/rsa.h>
#include <openssl/x509.h>

#define SIGNATURE_BYTES_MAX ((size_t)512) /* RSA 4096 */
#define P256_SCALAR 32
#define ES256_DER_MAX 80 /* two integers of at most 33 bytes and three headers, rounded up */
#define PS256_SALT 32
/* The signing input: base64url(header) "." base64url(document). */
#define INPUT_MAX (BUFFER_MAX_DOCUMENT / 3 * 4 + (size_t)64 * 1024)

static void signing_input(struct buffer *input, const char *header, const char *canonical, size_t n)
{
    (void)buffer_add_text(input, header);
    (void)buffer_add_char(input, '.');
    base64url_encode(input, canonical, n);
}

/* The digest of the algorithm; Ed25519 hashes by itself. PS256 is RSASSA-PSS with SHA-256, MGF1 with SHA-256 and a salt of 32 bytes (RFC
 * 7518, section 3.5): all three are said, since OpenSSL would otherwise take whatever salt length it finds. */
static const EVP_MD *digest_of(const char *alg)
{
    return strcmp(alg, "EdDSA") == 0 ? NULL : EVP_sha256();
}

static bool set_padding(EVP_PKEY_CTX *context, const char *alg)
{
    return strcmp(alg, "PS256") != 0 ||
           (EVP_PKEY_CTX_set_rsa_padding(context, RSA_PKCS1_PSS_PADDING) == 1 &&
            EVP_PKEY_CTX_set_rsa_pss_saltlen(context, PS256_SALT) == 1 && EVP_PKEY_CTX_set_rsa_mgf1_md(context, EVP_sha256()) == 1);
}

/* A positive number as DER has it: in as few bytes as hold it, with a sign bit that is 0. Returns the end of what was written. */
static uint8_t *put_integer(uint8_t *to, const uint8_t number[P256_SCALAR])
{
    size_t n = P256_SCALAR;
    for (; n > 1 && *number == 0; n--) {
        number++;
    }
    const size_t sign = *number >> 7;
    *to++ = 0x02;
    *to++ = (uint8_t)(sign + n);
    *to = 0;
    memcpy(to + sign, number, n);
    return to + sign + n;
}

/* JWS writes an ECDSA signature as r and s, 32 bytes each (RFC 7518, section 3.4), OpenSSL as DER. Returns the length
 * written. By hand: OpenSSL's own writer takes a twentieth of the time of the verification that follows. */
static size_t raw_to_der(const uint8_t raw[2 * P256_SCALAR], uint8_t der[ES256_DER_MAX])
{
    _Static_assert(ES256_DER_MAX >= 2 + 2 * (2 + 1 + P256_SCALAR), "room for two integers, each with a sign byte, and three headers");
    const uint8_t *end = put_integer(put_integer(der + 2, raw), raw + P256_SCALAR);
    der[0] = 0x30;
    der[1] = (uint8_t)(end - der - 2); /* at most 70: one byte says it */
    return (size_t)(end - der);
}

/* The other way; 0: failed. */
static size_t der_to_raw(const uint8_t *der, size_t n, uint8_t raw[2 * P256_SCALAR])
{
    ECDSA_SIG *parts = d2i_ECDSA_SIG(NULL, &der, (long)n);
    const bool good = parts != NULL && BN_bn2binpad(ECDSA_SIG_get0_r(parts), raw, P256_SCALAR) == P256_SCALAR &&
                      BN_bn2binpad(ECDSA_SIG_get0_s(parts), raw + P256_SCALAR, P256_SCALAR) == P256_SCALAR;
    ECDSA_SIG_free(parts);
    return good ? 2 * P256_SCALAR : 0;
}

/* As EVP_DigestVerify does it, without looking up the digest anew. ST_NO: it does not fit. */
static enum status es256_verify(EVP_PKEY *key, const void *input, size_t n, const uint8_t *der, size_t nder)
{
    uint8_t digest[SHA256_BYTES];
    EVP_PKEY_CTX *context = EVP_PKEY_CTX_new_from_pkey(NULL, key, NULL);
    enum status st = context != NULL && EVP_PKEY_verify_init(context) == 1 ? ST_NO : ST_SYSTEM;
    if (st == ST_NO) {
        sha256_bytes(input, n, digest);
        st = EVP_PKEY_verify(context, der, nder, digest, sizeof digest) == 1 ? ST_OK : ST_NO;
    }
    EVP_PKEY_CTX_free(context);
    return st;
}

/* With the digest that the algorithm names, or none. */
static enum status other_verify(EVP_PKEY *key, const char *alg, const void *input, size_t n, const uint8_t *signature, size_t nsignature)
{
    EVP_MD_CTX *context = EVP_MD_CTX_new();
    EVP_PKEY_CTX *rules = NULL;
    enum status st = ST_SYSTEM;
    if (context != NULL && EVP_DigestVerifyInit(context, &rules, digest_of(alg), NULL, key) == 1 && set_padding(rules, alg)) {
        st = EVP_DigestVerify(context, signature, nsignature, input, n) == 1 ? ST_OK : ST_NO;
    }
    EVP_MD_CTX_free(context);
    return st;
}

enum status jws_verify_input(EVP_PKEY *key, const char *alg, const void *input, size_t n, const uint8_t *signature, size_t nsignature,
                             struct error *e)
{
    uint8_t der[ES256_DER_MAX];
    enum status st;
    if (strcmp(alg, "ES256") == 0) {
        if (nsignature != 2 * P256_SCALAR) {
            return fail(e, ST_NO, _("The signature has %zu bytes, not the %d of ES256."), nsignature, 2 * P256_SCALAR);
        }
        st = es256_verify(key, input, n, der, raw_to_der(signature, der));
    } else {
        st = other_verify(key, alg, input, n, signature, nsignature);
    }
    ERR_clear_error();
    if (st == ST_SYSTEM) {
        return fail(e, ST_SYSTEM, _("OpenSSL cannot verify %s signatures here."), alg);
    }
    return st == ST_OK ? ST_OK : fail(e, ST_NO, _("The signature does not fit the document: one of the two was changed."));
}

static enum status sign_input(EVP_PKEY *key, const char *alg, const struct buffer *input, struct buffer *text, struct error *e)
{
    uint8_t signature[SIGNATURE_BYTES_MAX], raw[2 * P256_SCALAR];
    const uint8_t *bytes = signature;
    size_t n = sizeof signature;
    EVP_MD_CTX *context = EVP_MD_CTX_new();
    EVP_PKEY_CTX *rules = NULL;
    bool made = context != NULL && EVP_DigestSignInit(context, &rules, digest_of(alg), NULL, key) == 1 && set_padding(rules, alg) &&
                EVP_DigestSign(context, signature, &n, (const uint8_t *)input->data, input->length) == 1;
    EVP_MD_CTX_free(context);
    if (made && strcmp(alg, "ES256") == 0) {
        n = der_to_raw(signature, n, raw);
        bytes = raw;
        made = n > 0;
    }
    ERR_clear_error();
    if (!made) {
        return fail(e, ST_SYSTEM, _("OpenSSL could not make the %s signature."), alg);
    }
    base64url_encode(text, bytes, n);
    return ST_OK;
}

static enum status header_build(const struct identity *id, const struct certificate *c, enum document_kind kind, enum role role,
                                int64_t now, const cJSON *extra, struct buffer *text, struct error *e)
{
    uint8_t *der = NULL;
    const int n = i2d_X509(id->certificate, &der);
    struct buffer base64, json;
    buffer_init(&base64, 2 * CERTIFICATE_BYTES_MAX);
    buffer_init(&json, BUFFER_MAX_TEXT);
    base64_encode(&base64, der, n > 0 ? (size_t)n : 0);
    OPENSSL_free(der);
    cJSON *tree = cJSON_CreateObject(), *x5c = cJSON_CreateArray();
    bool built = n > 0 && !base64.failed && x5c != NULL && cJSON_AddItemToArray(x5c, cJSON_CreateString(buffer_text(&base64)));
    built = json_put(tree, "x5c", x5c) && built && json_put_text(tree, "alg", c->alg) && json_put_text(tree, "typ", document_typ(kind)) &&
            json_put_text(tree, "role", role_name(role)) && json_put_integer(tree, "iat", now);
    for (const cJSON *member = extra != NULL ? extra->child : NULL; built && member != NULL; member = member->next) {
        built = json_put(tree, member->string, cJSON_Duplicate(member, true));
    }
    enum status st = built ? json_canonical(tree, &json, e) : fail_memory(e);
    if (st == ST_OK) {
        base64url_encode(text, buffer_text(&json), json.length);
    }
    cJSON_Delete(tree);
    buffer_release(&base64);
    buffer_release(&json);
    return st;
}

static cJSON *signature_object(const struct buffer *header, const struct buffer *signature)
{
    cJSON *made = cJSON_CreateObject();
    if (header->failed || signature->failed || !json_put_text(made, "protected", buffer_text(header)) ||
        !json_put_text(made, "signature", buffer_text(signature))) {
        cJSON_Delete(made);
        return NULL;
    }
    return made;
}

cJSON *jws_sign(const struct identity *id, const cJSON *document, enum document_kind kind, enum role role, const struct clock *clock,
                const cJSON *extra, struct error *e)
{
    struct certificate c;
    struct error why = {0};
    const int64_t now = clock_now(clock);
    enum status st = certificate_take(&c, id->certificate, &why);
    st = st == ST_OK ? certificate_valid_at(c.name, c.not_before, c.not_after, now, &why) : st;
    if (st != ST_OK) {
        /* What a reader would refuse is not signed in the first place. */
        certificate_release(&c);
        (void)fail(e, ST_INPUT,
                   _("This identity cannot sign: %s Make a new one with \"tenken identity new\" and tell your customers its fingerprint."),
                   why.text);
        return NULL;
    }
    struct buffer canonical, header, input, signature;
    buffer_init(&canonical, BUFFER_MAX_DOCUMENT);
    buffer_init(&header, BUFFER_MAX_TEXT);
    buffer_init(&input, INPUT_MAX);
    buffer_init(&signature, BUFFER_MAX_TEXT);
    cJSON *made = NULL;
    st = json_canonical(document, &canonical, e);
    st = st == ST_OK ? header_build(id, &c, kind, role, now, extra, &header, e) : st;
    if (st == ST_OK) {
        signing_input(&input, buffer_text(&header), buffer_text(&canonical), canonical.length);
        st = input.failed ? fail_memory(e) : sign_input(id->key, c.alg, &input, &signature, e);
    }
    if (st == ST_OK) {
        made = signature_object(&header, &signature);
        if (made == NULL) {
            (void)fail_memory(e);
        }
    }
    certificate_release(&c);
    buffer_release(&canonical);
    buffer_release(&header);
    buffer_release(&input);
    buffer_release(&signature);
    return made;
}

/* The unprotected header is nobody's word; only a timestamp, which proves itself, may stand there. */
static enum status unprotected_check(const cJSON *header, struct error *e)
{
    if (header == NULL) {
        return ST_OK;
    }
    if (!cJSON_IsObject(header)) {
        return fail(e, ST_NO, _("The unprotected header is not an object."));
    }
    for (const cJSON *member = header->child; member != NULL; member = member->next) {
        if (strcmp(member->string, "tst") != 0) {
            return fail(e, ST_NO, _("The unprotected header has the member \"%s\"; only \"tst\" may stand there."), member->string);
        }
    }
    return ST_OK;
}

static void signer_fill(struct signer *s, const struct jws_header *h, const struct certificate *c)
{
    memset(s, 0, sizeof *s);
    memcpy(s->subject, c->subject, sizeof s->subject);
    memcpy(s->name, c->name, sizeof s->name);
    memcpy(s->sha256, h->sha256, sizeof s->sha256);
    memcpy(s->alg, h->alg, sizeof s->alg);
    memcpy(s->enrol, h->enrol, sizeof s->enrol);
    memcpy(s->renew, h->renew, sizeof s->renew);
    s->role = h->role;
    s->issued_at = h->issued_at;
    s->not_before = c->not_before;
    s->not_after = c->not_after;
}

static enum status signature_verify(const struct envelope_signature *from, const struct jws_header *h, const struct certificate *c,
                                    const char *canonical, size_t n, struct workbench *bench, struct error *e)
{
    if (strcmp(h->alg, c->alg) != 0) {
        return fail(e, ST_NO, _("The protected header's \"alg\" is \"%s\", but the certificate's key is for \"%s\"."), h->alg, c->alg);
    }
    struct buffer signature, own, *input = bench != NULL ? &bench->input : &own;
    buffer_init(&signature, SIGNATURE_BYTES_MAX);
    buffer_init(&own, INPUT_MAX);
    buffer_clear(input);
    enum status st = ST_OK;
    if (!base64url_decode(&signature, from->signature, strlen(from->signature)) || signature.failed) {
        st =
            fail(e, ST_NO, _("The signature is not base64url (without padding and spare bits) of at most %zu bytes."), SIGNATURE_BYTES_MAX);
    } else {
        signing_input(input, from->protected_header, canonical, n);
        st = input->failed ? fail_memory(e)
                           : jws_verify_input(c->key, c->alg, input->data, input->length, (const uint8_t *)buffer_text(&signature),
                                              signature.length, e);
    }
    buffer_release(&signature);
    buffer_release(&own);
    return st;
}

/* The certificate of a signature. The shortcuts are only for one that the reader, or a CA of the reader's, vouches for. */
static enum status certificate_of(const struct jws_header *h, const struct jws_savings *savings, struct certificate *c, struct error *e)
{
    char code[64];
    const uint8_t *der = (const uint8_t *)buffer_text(&h->der);
    if (savings != NULL && savings->lookup != NULL && savings->lookup(savings->context, h->sha256, h->role, code)) {
        return certificate_read_pinned(c, der, h->der.length, h->sha256, savings->bench, e);
    }
    if (savings != NULL && savings->ca != NULL) {
        return certificate_read_issued(c, der, h->der.length, h->sha256, savings->ca, savings->at, savings->bench, e);
    }
    return certificate_read(c, der, h->der.length, e);
}

enum status jws_verify(const struct envelope *envelope, const char *canonical, size_t n, const struct jws_savings *savings,
                       struct signer signers[ENVELOPE_SIGNATURES_MAX], struct certificate certificates[ENVELOPE_SIGNATURES_MAX],
                       size_t *valid, struct error *e)
{
    for (*valid = 0; *valid < envelope->count; (*valid)++) {
        const struct envelope_signature *from = &envelope->signatures[*valid];
        struct jws_header h = {0};
        struct certificate c = {0};
        struct error why = {0};
        enum status st = unprotected_check(from->header, &why);
        st = st == ST_OK ? jws_header_read(&h, from->protected_header, envelope->kind, &why) : st;
        st = st == ST_OK ? certificate_of(&h, savings, &c, &why) : st;
        st = st == ST_OK ? signature_verify(from, &h, &c, canonical, n, savings != NULL ? savings->bench : NULL, &why) : st;
        if (st == ST_OK) {
            signer_fill(&signers[*valid], &h, &c);
            if (certificates != NULL) {
                certificates[*valid] = c;
                certificates[*valid].der = h.der;
                h.der = (struct buffer){0};
                c = (struct certificate){0};
            }
        }
        jws_header_release(&h);
        certificate_release(&c);
        if (st != ST_OK) {
            return envelope->count == 1 ? fail(e, st, "%s", why.text)
                                        : fail(e, st, _("Signature %zu of %zu: %s"), *valid + 1, envelope->count, why.text);
        }
    }
    return ST_OK;
}
