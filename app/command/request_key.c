#include "command/request_key.h"

#include "base/i18n.h"
#include "model/json.h"
#include "store/portfolio_requests.h"
#include "trust/certificate.h"
#include "trust/header.h"

/* The fingerprint of who signed the request, "" where it cannot be read; what is stored lacks its packs, so only the header tells. */
static void signer_of(const cJSON *request, char sha256[SHA256_TEXT])
{
    struct jws_header header;
    const char *text = json_text(cJSON_GetArrayItem(json_get(request, "signatures"), 0), "protected");
    sha256[0] = '\0';
    if (text != NULL && jws_header_read(&header, text, DOCUMENT_REQUEST, NULL) == ST_OK) {
        memcpy(sha256, header.sha256, SHA256_TEXT);
        jws_header_release(&header);
    }
}

enum status request_key_words(const struct request_round *r, struct buffer *out, struct error *e)
{
    char *document = NULL, sha256[SHA256_TEXT], before[FINGERPRINT_TEXT], now[FINGERPRINT_TEXT];
    const enum status st = portfolio_request_newest(r->issuing.portfolio, &document, e);
    if (st != ST_OK) {
        return st == ST_NO ? ST_OK : st;
    }
    cJSON *request = json_read(document, strlen(document), &JSON_LIMITS_DOCUMENT, "request", NULL);
    const char *name = json_text(json_get(json_get(request, "document"), "requester"), "name");
    signer_of(request, sha256);
    if (name != NULL && strcmp(name, json_text(r->requester, "name")) == 0 && sha256[0] != '\0' &&
        strcmp(sha256, r->identity.sha256) != 0) {
        fingerprint_format(sha256, before);
        fingerprint_format(r->identity.sha256, now);
        buffer_add_format(
            out,
            _("Another key than before: the newest request of %s was signed with %.19s…, these are signed with %.19s…. Suppliers "
              "that confirmed the earlier one have to compare the fingerprint anew before they sign."),
            name, before, now);
    }
    cJSON_Delete(request);
    free(document);
    return out->failed ? fail_memory(e) : ST_OK;
}
