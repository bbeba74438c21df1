#include "trust/seal_shape.h"

#include "trust/der.h"

/* Tags of X.690. */
enum {
    INTEGER = 0x02,
    OCTETS = 0x04,
    OBJECT = 0x06,
    SEQUENCE = 0x30,
    SET = 0x31,
    CONTEXT_0 = 0x80,          /* implicit, primitive */
    CONTEXT_0_EXPLICIT = 0xA0, /* constructed */
};

/* id-ct-authEnvelopedData, id-data, aes256-GCM (RFC 5083, 5652, 5084), each with tag and length. */
static const uint8_t AUTH_ENVELOPED[] = {OBJECT, 11, 0x2A, 0x86, 0x48, 0x86, 0xF7, 0x0D, 0x01, 0x09, 0x10, 0x01, 0x17};
static const uint8_t DATA[] = {OBJECT, 9, 0x2A, 0x86, 0x48, 0x86, 0xF7, 0x0D, 0x01, 0x07, 0x01};
static const uint8_t AES_256_GCM[] = {OBJECT, 9, 0x60, 0x86, 0x48, 0x01, 0x65, 0x03, 0x04, 0x01, 0x2E};
static const uint8_t VERSION_0[] = {INTEGER, 1, 0};
static const uint8_t ICV_16[] = {INTEGER, 1, 16};

static bool content_sound(struct der content)
{
    struct der algorithm, parameters, nonce, encrypted;
    return der_take_exactly(&content, DATA, sizeof DATA) && der_take(&content, SEQUENCE, &algorithm) &&
           der_take(&content, CONTEXT_0, &encrypted) && content.left == 0 &&
           der_take_exactly(&algorithm, AES_256_GCM, sizeof AES_256_GCM) && der_take(&algorithm, SEQUENCE, &parameters) &&
           algorithm.left == 0 && der_take(&parameters, OCTETS, &nonce) && nonce.left == 12 &&
           der_take_exactly(&parameters, ICV_16, sizeof ICV_16) && parameters.left == 0;
}

bool seal_shape_sound(const uint8_t *bytes, size_t n)
{
    struct der all = {bytes, n};
    struct der info, wrapper, enveloped, recipients, content, tag;
    return der_take(&all, SEQUENCE, &info) && all.left == 0 && der_take_exactly(&info, AUTH_ENVELOPED, sizeof AUTH_ENVELOPED) &&
           der_take(&info, CONTEXT_0_EXPLICIT, &wrapper) && info.left == 0 && der_take(&wrapper, SEQUENCE, &enveloped) &&
           wrapper.left == 0 && der_take_exactly(&enveloped, VERSION_0, sizeof VERSION_0) && der_take(&enveloped, SET, &recipients) &&
           recipients.left > 0 && der_take(&enveloped, SEQUENCE, &content) && content_sound(content) &&
           der_take(&enveloped, OCTETS, &tag) && tag.left == 16 && enveloped.left == 0;
}
