#include "base/random.h"

#include "base/digest.h"
#include "base/i18n.h"

#include <errno.h>
#include <sys/random.h>

static enum status fill_system(struct random *r, void *bytes, size_t n, struct error *e)
{
    (void)r;
    char *out = bytes;
    while (n > 0) {
        ssize_t got = getrandom(out, n, 0);
        if (got < 0 && errno == EINTR) {
            continue;
        }
        if (got <= 0) {
            return fail_errno(e, "%s", _("The system gives no random numbers"));
        }
        out += got;
        n -= (size_t)got;
    }
    return ST_OK;
}

static enum status fill_seeded(struct random *r, void *bytes, size_t n, struct error *e)
{
    (void)e;
    uint8_t *out = bytes;
    for (size_t i = 0; i < n; i++) {
        r->state += 0x9E3779B97F4A7C15u;
        uint64_t z = r->state;
        z = (z ^ z >> 30) * 0xBF58476D1CE4E5B9u;
        z = (z ^ z >> 27) * 0x94D049BB133111EBu;
        out[i] = (uint8_t)((z ^ z >> 31) >> 56);
    }
    return ST_OK;
}

struct random random_system(void)
{
    return (struct random){.fill = fill_system};
}

struct random random_seeded(uint64_t seed)
{
    return (struct random){.fill = fill_seeded, .state = seed};
}

enum status uuid_make(struct random *r, char out[UUID_TEXT], struct error *e)
{
    uint8_t b[16];
    enum status st = r->fill(r, b, sizeof b, e);
    if (st != ST_OK) {
        return st;
    }
    b[6] = (uint8_t)((b[6] & 0x0F) | 0x40); /* RFC 9562, section 5.4: version and variant */
    b[8] = (uint8_t)((b[8] & 0x3F) | 0x80);
    static const size_t group[] = {4, 2, 2, 2, 6};
    const uint8_t *from = b;
    char *to = out;
    for (size_t i = 0; i < 5; i++) {
        if (i > 0) {
            *to++ = '-';
        }
        hex_encode(from, group[i], to);
        from += group[i];
        to += 2 * group[i];
    }
    return ST_OK;
}

bool uuid_valid(const char *text)
{
    if (!text) {
        return false;
    }
    for (int i = 0; i < 36; i++) {
        char c = text[i];
        if (i == 8 || i == 13 || i == 18 || i == 23) {
            if (c != '-') {
                return false;
            }
        } else if (!((c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'))) {
            return false;
        }
    }
    return text[36] == '\0';
}
