/* Protected headers of signatures. The input is the header's JSON itself, which the target puts into base64url, so that mutations reach the
 * reader of the JSON; the raw input is tried as the member's text too. */
#include "base/utf8.h"
#include "tests/fuzz/fuzz.h"
#include "trust/certificate.h"
#include "trust/header.h"

static void read_as(const char *text, enum document_kind kind)
{
    struct jws_header h;
    struct error e = {.status = ST_OK};
    if (jws_header_read(&h, text, kind, &e) != ST_OK) {
        PROMISE(e.status == ST_NO && e.text[0] != '\0' && utf8_valid(e.text, strlen(e.text)));
        PROMISE(h.der.length == 0);
        return;
    }
    struct certificate c;
    char sha256[SHA256_TEXT];
    PROMISE(strcmp(h.alg, "ES256") == 0 || strcmp(h.alg, "PS256") == 0 || strcmp(h.alg, "EdDSA") == 0);
    PROMISE((h.role == ROLE_REQUESTER) == (kind != DOCUMENT_ANSWERS));
    PROMISE((h.enrol[0] == '\0' && h.renew[0] == '\0') || h.role == ROLE_SUPPLIER);
    PROMISE(h.issued_at >= 0 && h.der.length > 0 && h.der.length <= CERTIFICATE_BYTES_MAX);
    sha256_hex(h.der.data, h.der.length, sha256);
    PROMISE(strcmp(sha256, h.sha256) == 0);
    if (certificate_read(&c, (const uint8_t *)h.der.data, h.der.length, &e) == ST_OK) {
        PROMISE(c.x509 && strcmp(c.sha256, sha256) == 0 && utf8_valid(c.subject, strlen(c.subject)));
        certificate_release(&c);
    } else {
        PROMISE(e.status == ST_NO && utf8_valid(e.text, strlen(e.text)));
    }
    jws_header_release(&h);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
    struct buffer text;
    buffer_init(&text, BUFFER_MAX_DOCUMENT);
    base64url_encode(&text, bytes, n);
    for (int kind = DOCUMENT_ANSWERS; kind <= DOCUMENT_RECEIPT; kind++) {
        read_as(buffer_text(&text), (enum document_kind)kind);
    }
    buffer_clear(&text);
    buffer_add(&text, bytes, n);
    read_as(buffer_text(&text), DOCUMENT_ANSWERS);
    buffer_release(&text);
    return 0;
}
