#include "trust/sheet_code.h"

#include "base/digest.h"
#include "base/i18n.h"

#include <openssl/crypto.h>
#include <openssl/evp.h>
#include <openssl/hmac.h>
#include <string.h>

#define CONTEXT "tenken-sheet/1" /* with its zero byte */

enum status sheet_code(const uint8_t *secret, size_t length, const char *digest, char out[SHEET_CODE_TEXT], struct error *e)
{
    static const char DIGITS[] = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    uint8_t message[sizeof CONTEXT + SHA256_BYTES] = CONTEXT, mac[EVP_MAX_MD_SIZE];
    unsigned n = 0;
    if (length > 1024 || !hex_decode(digest, message + sizeof CONTEXT, SHA256_BYTES)) {
        return fail(e, ST_INPUT, _("The digest of the request is not one."));
    }
    if (HMAC(EVP_sha256(), secret, (int)length, message, sizeof message, mac, &n) == NULL || n != SHA256_BYTES) {
        return fail_memory(e);
    }
    for (size_t i = 0, at = 0; i < 16; i++) {
        const size_t bit = 5 * i;
        const unsigned two = (unsigned)mac[bit / 8] << 8 | mac[bit / 8 + 1];
        if (i > 0 && i % 4 == 0) {
            out[at++] = '-';
        }
        out[at++] = DIGITS[(two >> (11 - bit % 8)) & 31];
    }
    out[SHEET_CODE_TEXT - 1] = '\0';
    return ST_OK;
}

bool sheet_code_fits(const char *code, const uint8_t *secret, size_t length, const char *digest)
{
    char own[SHEET_CODE_TEXT];
    return code != NULL && digest != NULL && strlen(code) == sizeof own - 1 && sheet_code(secret, length, digest, own, NULL) == ST_OK &&
           CRYPTO_memcmp(code, own, sizeof own - 1) == 0;
}
