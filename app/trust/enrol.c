#include "trust/enrol.h"

#include "base/buffer.h"
#include "base/i18n.h"
#include "base/random.h"

#include <openssl/crypto.h>
#include <openssl/evp.h>
#include <openssl/hmac.h>

static const char LABEL[] = "tenken-enrol/1"; /* its NUL is the byte between it and the rest */

enum status enrol_proof(const uint8_t secret[SHA256_BYTES], const uint8_t certificate[SHA256_BYTES], const char *request,
                        const char *assessment_id, char out[ENROL_TEXT], struct error *e)
{
    uint8_t message[sizeof LABEL + 2 * SHA256_BYTES + UUID_TEXT - 1], mac[SHA256_BYTES];
    unsigned length = 0;
    memcpy(message, LABEL, sizeof LABEL);
    memcpy(message + sizeof LABEL, certificate, SHA256_BYTES);
    if (!hex_decode(request, message + sizeof LABEL + SHA256_BYTES, SHA256_BYTES) || !uuid_valid(assessment_id)) {
        return fail(e, ST_INPUT, _("The enrolment needs the request's digest and the assessment's id."));
    }
    memcpy(message + sizeof LABEL + (size_t)2 * SHA256_BYTES, assessment_id, UUID_TEXT - 1);
    if (HMAC(EVP_sha256(), secret, SHA256_BYTES, message, sizeof message, mac, &length) == NULL || length != sizeof mac) {
        return fail(e, ST_SYSTEM, _("OpenSSL could not compute the enrolment's proof."));
    }
    struct buffer text;
    buffer_init(&text, BUFFER_MAX_TEXT);
    base64url_encode(&text, mac, sizeof mac);
    const bool whole = !text.failed && text.length == ENROL_TEXT - 1;
    if (whole) {
        memcpy(out, text.data, ENROL_TEXT);
    }
    buffer_release(&text);
    return whole ? ST_OK : fail_memory(e);
}

bool enrol_fits(const char *proof, const uint8_t secret[SHA256_BYTES], const uint8_t certificate[SHA256_BYTES], const char *request,
                const char *assessment_id)
{
    char right[ENROL_TEXT];
    return strlen(proof) == ENROL_TEXT - 1 && enrol_proof(secret, certificate, request, assessment_id, right, NULL) == ST_OK &&
           CRYPTO_memcmp(proof, right, ENROL_TEXT - 1) == 0;
}
