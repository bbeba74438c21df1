#include "trust/certificate_plain.h"

#include "base/utf8.h"
#include "trust/der.h"

#include <string.h>
#include <time.h>

/* Tags of X.690. */
enum {
    BOOLEAN = 0x01,
    INTEGER = 0x02,
    BITS = 0x03,
    OCTETS = 0x04,
    OBJECT = 0x06,
    UTF8 = 0x0C,
    PRINTABLE = 0x13,
    UTC_TIME = 0x17,
    GENERALIZED_TIME = 0x18,
    SEQUENCE = 0x30,
    SET = 0x31,
    EXTENSIONS = 0xA3,
};

#define SERIAL_BYTES_MAX 20 /* RFC 5280, section 4.1.2.2 */
#define ATTRIBUTES_MAX 16

/* With tag and length. */
static const uint8_t VERSION_3[] = {0xA0, 3, INTEGER, 1, 2};
static const uint8_t ECDSA_SHA256[] = {SEQUENCE, 10, OBJECT, 8, 0x2A, 0x86, 0x48, 0xCE, 0x3D, 0x04, 0x03, 0x02};
static const uint8_t RSA_SHA256[] = {SEQUENCE, 13, OBJECT, 9, 0x2A, 0x86, 0x48, 0x86, 0xF7, 0x0D, 0x01, 0x01, 0x0B, 0x05, 0};
/* subjectPublicKeyInfo of an uncompressed point on the curve P-256, named as such, up to the point. */
static const uint8_t P256_KEY[] = {SEQUENCE, 89, SEQUENCE, 19,   OBJECT, 7,    0x2A, 0x86, 0x48, 0xCE, 0x3D, 0x02, 0x01,
                                   OBJECT,   8,  0x2A,     0x86, 0x48,   0xCE, 0x3D, 0x03, 0x01, 0x07, BITS, 66,   0};

/* As OpenSSL writes them (RFC 2253 and its own short names). All begin 2.5.4. */
static const struct {
    uint8_t last;
    const char *name;
} ATTRIBUTES[] = {{3, "CN"}, {5, "serialNumber"}, {6, "C"}, {7, "L"}, {8, "ST"}, {10, "O"}, {11, "OU"}, {97, "organizationIdentifier"}};

static bool take_algorithm(struct der *d, bool *rsa)
{
    *rsa = d->left > 1 && d->at[1] == RSA_SHA256[1];
    return *rsa ? der_take_exactly(d, RSA_SHA256, sizeof RSA_SHA256) : der_take_exactly(d, ECDSA_SHA256, sizeof ECDSA_SHA256);
}

/* A positive number in as few bytes as it needs. */
static bool take_serial(struct der *d)
{
    struct der number;
    return der_take(d, INTEGER, &number) && number.left > 0 && number.left <= SERIAL_BYTES_MAX && number.at[0] < 0x80 &&
           (number.at[0] > 0 ? true : number.left > 1 && number.at[1] >= 0x80);
}

static bool two_digits(const uint8_t *text, int *out)
{
    *out = (text[0] - '0') * 10 + (text[1] - '0');
    return text[0] >= '0' && text[0] <= '9' && text[1] >= '0' && text[1] <= '9';
}

/* YYMMDDhhmmssZ until 2049, then YYYYMMDDhhmmssZ (RFC 5280, section 4.1.2.5); each is taken for any year, as OpenSSL does. */
static bool take_time(struct der *d, int64_t *out)
{
    static const int DAYS[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    struct der text;
    int century, year, part[5]; /* month, day, hour, minute, second */
    const bool utc = d->left > 0 && d->at[0] == UTC_TIME;
    if (!der_take(d, utc ? UTC_TIME : GENERALIZED_TIME, &text) || text.left != (utc ? 13 : 15) || text.at[text.left - 1] != 'Z') {
        return false;
    }
    const uint8_t *at = text.at;
    if (!utc && !two_digits(at, &century)) {
        return false;
    }
    at += utc ? 0 : 2;
    bool sound = two_digits(at, &year);
    for (size_t i = 0; i < 5; i++) {
        sound = sound && two_digits(at + 2 + 2 * i, &part[i]);
    }
    if (!sound) {
        return false;
    }
    year += utc ? (year < 50 ? 2000 : 1900) : century * 100;
    const bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
    if (part[0] < 1 || part[0] > 12 || part[1] < 1 || part[1] > DAYS[part[0] - 1] + (leap && part[0] == 2) || part[2] > 23 ||
        part[3] > 59 || part[4] > 59) {
        return false;
    }
    struct tm tm = {.tm_year = year - 1900, .tm_mon = part[0] - 1, .tm_mday = part[1]};
    tm.tm_hour = part[2];
    tm.tm_min = part[3];
    tm.tm_sec = part[4];
    *out = timegm(&tm);
    return true;
}

/* A text that RFC 2253 writes as it stands: UTF-8, without control characters or anything that would need an escape. */
static bool plain_text(const struct der *text, bool ascii)
{
    if (text->left == 0 || text->at[0] == ' ' || text->at[0] == '#' || text->at[text->left - 1] == ' ') {
        return false;
    }
    for (size_t i = 0; i < text->left;) {
        uint32_t c;
        const size_t n = utf8_decode((const char *)text->at + i, text->left - i, &c);
        if (n == 0 || (ascii && c > 0x7F) || c < 0x20 || c == 0x7F || (c < 0x80 && strchr(",+\"\\<>;", (int)c) != NULL)) {
            return false;
        }
        i += n;
    }
    return true;
}

struct attribute {
    const char *name;
    struct der value;
};

static bool take_attribute(struct der *d, struct attribute *out)
{
    struct der set, pair, object;
    if (!der_take(d, SET, &set) || !der_take(&set, SEQUENCE, &pair) || set.left != 0 || !der_take(&pair, OBJECT, &object) ||
        object.left != 3 || object.at[0] != 0x55 || object.at[1] != 4 || pair.left == 0) {
        return false;
    }
    out->name = NULL;
    for (size_t i = 0; i < sizeof ATTRIBUTES / sizeof ATTRIBUTES[0]; i++) {
        if (ATTRIBUTES[i].last == object.at[2]) {
            out->name = ATTRIBUTES[i].name;
        }
    }
    const uint8_t tag = pair.at[0];
    return out->name != NULL && (tag == UTF8 || tag == PRINTABLE) && der_take(&pair, tag, &out->value) && pair.left == 0 &&
           plain_text(&out->value, tag == PRINTABLE);
}

/* The attributes of a name, one to a set, the last first: "CN=…,O=…". */
static bool take_name(struct der *d, struct plain_name *out, struct plain_part *part)
{
    struct der name;
    part->bytes = d->at;
    out->n = 0;
    struct attribute attributes[ATTRIBUTES_MAX];
    size_t count = 0;
    if (!der_take(d, SEQUENCE, &name) || name.left == 0) {
        return false;
    }
    part->n = (size_t)(d->at - part->bytes);
    for (; name.left > 0; count++) {
        if (count == ATTRIBUTES_MAX || !take_attribute(&name, &attributes[count])) {
            return false;
        }
    }
    while (count-- > 0) {
        const struct attribute *a = &attributes[count];
        const size_t n = strlen(a->name);
        if (n + a->value.left + 2 > sizeof out->text - out->n) {
            return false;
        }
        char *to = out->text + out->n;
        if (out->n > 0) {
            *to++ = ',';
        }
        memcpy(to, a->name, n);
        to += n;
        *to++ = '=';
        memcpy(to, a->value.at, a->value.left);
        out->n = (size_t)(to - out->text) + a->value.left;
    }
    return true;
}

/* What stands in an extension's octets, by the last byte of 2.5.29.x. */
enum { KEY_IDENTIFIER = 14, KEY_USAGE = 15, BASIC_CONSTRAINTS = 19, ISSUER_KEY_IDENTIFIER = 35 };
#define DIGITAL_SIGNATURE_OR_NON_REPUDIATION 0xC0

static bool usage_allows_signatures(struct der value)
{
    struct der bits;
    if (!der_take(&value, BITS, &bits) || value.left != 0 || bits.left != 2 || bits.at[0] > 7) {
        return false;
    }
    /* the number of bits that are not used is as large as it can be (X.690, 11.2.2) */
    const unsigned unused = bits.at[0], byte = bits.at[1];
    return (byte & ((1U << unused) - 1)) == 0 && (byte >> unused & 1) == 1 && (byte & DIGITAL_SIGNATURE_OR_NON_REPUDIATION) != 0;
}

static bool take_issuer_key(struct der *value, struct plain_certificate *out)
{
    static const uint8_t ISSUERS_KEY[] = {SEQUENCE, 2 + KEY_IDENTIFIER_BYTES, 0x80, KEY_IDENTIFIER_BYTES};
    if (!der_take_exactly(value, ISSUERS_KEY, sizeof ISSUERS_KEY) || value->left != KEY_IDENTIFIER_BYTES) {
        return false;
    }
    out->issuer_key = value->at;
    return true;
}

static bool value_known(uint8_t kind, bool critical, struct der value, struct plain_certificate *out)
{
    static const uint8_t NO_CA[] = {SEQUENCE, 0}, CA[] = {SEQUENCE, 3, BOOLEAN, 1, 0xFF};
    static const uint8_t OWN_KEY[] = {OCTETS, KEY_IDENTIFIER_BYTES};
    switch (kind) {
    case BASIC_CONSTRAINTS:
        return (der_take_exactly(&value, NO_CA, sizeof NO_CA) || der_take_exactly(&value, CA, sizeof CA)) && value.left == 0;
    case KEY_USAGE:
        return usage_allows_signatures(value);
    case KEY_IDENTIFIER:
        return !critical && der_take_exactly(&value, OWN_KEY, sizeof OWN_KEY) && value.left == KEY_IDENTIFIER_BYTES;
    case ISSUER_KEY_IDENTIFIER:
        return !critical && take_issuer_key(&value, out);
    default:
        return false;
    }
}

static bool take_extensions(struct der *d, struct plain_certificate *out)
{
    static const uint8_t CRITICAL[] = {BOOLEAN, 1, 0xFF};
    struct der wrapper, list;
    uint64_t seen = 0;
    out->issuer_key = NULL;
    if (d->left == 0) {
        return true;
    }
    if (!der_take(d, EXTENSIONS, &wrapper) || !der_take(&wrapper, SEQUENCE, &list) || wrapper.left != 0 || list.left == 0) {
        return false;
    }
    while (list.left > 0) {
        struct der extension, object, value;
        if (!der_take(&list, SEQUENCE, &extension) || !der_take(&extension, OBJECT, &object) || object.left != 3 || object.at[0] != 0x55 ||
            object.at[1] != 0x1D || object.at[2] > 63) {
            return false;
        }
        const bool critical = der_take_exactly(&extension, CRITICAL, sizeof CRITICAL);
        const uint64_t bit = UINT64_C(1) << object.at[2];
        if (!der_take(&extension, OCTETS, &value) || extension.left != 0 || (seen & bit) != 0 ||
            !value_known(object.at[2], critical, value, out)) {
            return false;
        }
        seen |= bit;
    }
    return true;
}

static bool take_validity(struct der *d, struct plain_certificate *out)
{
    struct der validity;
    return der_take(d, SEQUENCE, &validity) && take_time(&validity, &out->not_before) && take_time(&validity, &out->not_after) &&
           validity.left == 0;
}

static bool take_key(struct der *d, struct plain_certificate *out)
{
    if (!der_take_exactly(d, P256_KEY, sizeof P256_KEY) || d->left < P256_POINT || d->at[0] != 4) {
        return false;
    }
    out->point = d->at;
    d->at += P256_POINT;
    d->left -= P256_POINT;
    return true;
}

/* The signed part, whose contents are yet to be read. */
static bool take_body(struct der *d, struct plain_certificate *out, struct der *body)
{
    out->body.bytes = d->at;
    if (!der_take(d, SEQUENCE, body)) {
        return false;
    }
    out->body.n = (size_t)(d->at - out->body.bytes);
    return true;
}

/* Bits in whole bytes. */
static bool take_signature(struct der *d, struct plain_certificate *out)
{
    struct der bits;
    if (!der_take(d, BITS, &bits) || bits.left < 2 || bits.at[0] != 0) {
        return false;
    }
    out->signature = (struct plain_part){bits.at + 1, bits.left - 1};
    return true;
}

bool certificate_plain_read(const uint8_t *der, size_t n, struct plain_certificate *out)
{
    struct der all = {der, n}, whole, body;
    bool rsa_inside;
    return der_take(&all, SEQUENCE, &whole) && all.left == 0 && take_body(&whole, out, &body) && take_algorithm(&whole, &out->rsa) &&
           take_signature(&whole, out) && whole.left == 0 && der_take_exactly(&body, VERSION_3, sizeof VERSION_3) && take_serial(&body) &&
           take_algorithm(&body, &rsa_inside) && rsa_inside == out->rsa && take_name(&body, &out->names.issuer, &out->issuer) &&
           take_validity(&body, out) && take_name(&body, &out->names.subject, &out->subject) && take_key(&body, out) &&
           take_extensions(&body, out) && body.left == 0;
}
