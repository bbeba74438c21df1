#include "command/export_seal.h"

#include "base/i18n.h"
#include "command/command.h"
#include "model/json.h"
#include "trust/seal.h"

#include <openssl/x509.h>

enum status seal_recipient(const char *option, const cJSON *request, X509 **out, struct error *e)
{
    const char *requested = json_text(request, "encrypt_to");
    enum status st = ST_OK;
    *out = NULL;
    if (option != NULL && strcmp(option, "none") != 0) {
        st = load_certificate(option, out, e);
    } else if (option == NULL && requested != NULL) {
        st = certificate_from_base64(requested, out, e);
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
