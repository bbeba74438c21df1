/* Certificates as signers send them: what the shortcut reads, OpenSSL's decoder reads too, and the same. */
#include "base/utf8.h"
#include "tests/fuzz/fuzz.h"
#include "trust/certificate.h"
#include "trust/certificate_plain.h"
#include "trust/workbench.h"

#include <openssl/evp.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
    static struct workbench bench;
    struct plain_certificate plain;
    struct certificate quick, full;
    struct error e = {.text = ""};
    char sha256[SHA256_TEXT];
    if (!bench.shortcut) {
        workbench_init(&bench);
    }
    const enum status st = certificate_read(&full, bytes, n, &e);
    if (certificate_plain_read(bytes, n, &plain)) {
        sha256_hex(bytes, n, sha256);
        PROMISE(certificate_read_pinned(&quick, bytes, n, sha256, &bench, &e) == st);
        PROMISE(st != ST_OK ||
                (strcmp(quick.subject, full.subject) == 0 && strcmp(quick.alg, full.alg) == 0 && strcmp(quick.sha256, full.sha256) == 0 &&
                 quick.not_before == full.not_before && quick.not_after == full.not_after && EVP_PKEY_eq(quick.key, full.key) == 1));
        certificate_release(&quick);
    }
    PROMISE(st != ST_OK || utf8_valid(full.subject, strlen(full.subject)));
    certificate_release(&full);
    return 0;
}
