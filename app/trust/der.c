#include "trust/der.h"

#include <string.h>

bool der_take(struct der *d, uint8_t tag, struct der *inside)
{
    if (d->left < 2 || d->at[0] != tag) {
        return false;
    }
    size_t length = d->at[1];
    size_t head = 2;
    if (length & 0x80) {
        const size_t count = length & 0x7F;
        if (count == 0 || count > 4 || d->left < 2 + count || d->at[2] == 0) {
            return false;
        }
        length = 0;
        for (size_t i = 0; i < count; i++) {
            length = length << 8 | d->at[2 + i];
        }
        if (length < 0x80) {
            return false;
        }
        head += count;
    }
    if (d->left - head < length) {
        return false;
    }
    *inside = (struct der){d->at + head, length};
    d->at += head + length;
    d->left -= head + length;
    return true;
}

bool der_take_exactly(struct der *d, const void *bytes, size_t n)
{
    if (d->left < n || memcmp(d->at, bytes, n) != 0) {
        return false;
    }
    d->at += n;
    d->left -= n;
    return true;
}
