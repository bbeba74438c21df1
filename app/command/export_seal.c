#include "command/export_seal.h"

#include "base/digest.h"
#include "base/i18n.h"
#include "command/command.h"
#include "model/json.h"
#include "trust/seal.h"

#include <openssl/err.h>
#include <openssl/x509.h>

static enum status from_request(const char *base64, X509 **out, struct error *e)
{
    struct buffer der;
    buffer_init(&der, BUFFER_MAX_TEXT);
    if (base64_decode(&der, base64, strlen(base64))) {
        const uint8_t *at = (const uint8_t *)buffer_text(&der);
        *out = d2i_X509(NULL, &at, (long)der.length);
        ERR_clear_error();
    }
    buffer_release(&der);
    return *out != NULL
               ? ST_OK
               : fail(e, ST_INPUT,
                      _("The request's encryption certificate cannot be read: ask the requester for it, and name it with --seal."));
}

enum status seal_recipient(const char *option, const cJSON *request, X509 **out, struct error *e)
{
    const char *requested = json_text(request, "encrypt_to");
    enum status st = ST_OK;
    *out = NULL;
    if (option != NULL && strcmp(option, "none") != 0) {
        st = load_certificate(option, out, e);
    } else if (option == NULL && requested != NULL) {
        st = from_request(requested, out, e);
    }
    if (st == ST_OK && *out != NULL) {
        st = seal_suits(*out, e);
    }
    if (st != ST_OK) {
        X509_free(*out);
        *out = NULL;
    }
    return st;
}

enum status seal_in_place(struct buffer *bytes, X509 *recipient, struct error *e)
{
    struct buffer sealed;
    buffer_init(&sealed, SEALED_BYTES_MAX);
    const enum status st = seal(buffer_text(bytes), bytes->length, recipient, &sealed, e);
    if (st != ST_OK) {
        buffer_release(&sealed);
        return st;
    }
    buffer_release(bytes);
    *bytes = sealed;
    return ST_OK;
}
