#include "command/portfolio_anchors.h"

static bool find_code(void *context, const char sha256[SHA256_TEXT], enum role role, char code[64])
{
    uint8_t certificate[SHA256_BYTES];
    const char *found =
        role == ROLE_SUPPLIER && hex_decode(sha256, certificate, SHA256_BYTES) ? pin_index_code(context, certificate) : NULL;
    if (found == NULL) {
        return false;
    }
    (void)snprintf(code, 64, "%s", found);
    return true;
}

static bool find_pinned(void *context, const char *code, char sha256[SHA256_TEXT])
{
    const uint8_t *certificate = pin_index_certificate(context, code);
    if (certificate != NULL) {
        hex_encode(certificate, SHA256_BYTES, sha256);
    }
    return certificate != NULL;
}

struct trust_anchors portfolio_anchors(const struct pin_index *pins)
{
    struct trust_anchors anchors = {.lookup = find_code, .pinned = find_pinned};
    memcpy(&anchors.context, &pins, sizeof anchors.context); /* only read from */
    return anchors;
}
