#include "export/package_layout.h"

#include <stdint.h>

/* Sizes of the fixed parts of the records, and offsets in them (APPNOTE.TXT 4.3.7, 4.3.12, 4.3.16). */
#define LOCAL_SIZE 30
#define CENTRAL_SIZE 46
#define END_SIZE 22
#define FLAG_DESCRIPTOR 8

struct bytes {
    const unsigned char *data;
    size_t size;
};

static uint32_t get16(const unsigned char *p)
{
    return (uint32_t)p[0] | (uint32_t)p[1] << 8;
}

static uint32_t get32(const unsigned char *p)
{
    return get16(p) | get16(p + 2) << 16;
}

/* The offset behind the part that a central record (complete in memory) names, SIZE_MAX when it does not begin at `start`. */
static size_t behind_part(struct bytes all, const unsigned char *central, size_t start)
{
    size_t name = get16(central + 28), packed = get32(central + 20);
    if (get32(central + 42) != start || start + LOCAL_SIZE > all.size) {
        return SIZE_MAX;
    }
    const unsigned char *local = all.data + start;
    if (memcmp(local, "PK\003\004", 4) != 0 || get16(local + 26) != name || get16(local + 6) != get16(central + 8)) {
        return SIZE_MAX;
    }
    return start + LOCAL_SIZE + name + get16(local + 28) + packed;
}

/* After a part that was written as a stream its sizes follow, with or without a signature in front. */
static size_t behind_descriptor(struct bytes all, size_t at)
{
    bool marked = at + 4 <= all.size && memcmp(all.data + at, "PK\007\010", 4) == 0;
    return at + (marked ? 16 : 12);
}

bool package_layout_sound(const void *bytes, size_t n)
{
    struct bytes all = {bytes, n};
    if (n < END_SIZE) {
        return false;
    }
    const unsigned char *end = all.data + n - END_SIZE;
    size_t entries = get16(end + 10), size = get32(end + 12), at = get32(end + 16);
    if (memcmp(end, "PK\005\006", 4) != 0 || get32(end + 4) != 0 || get16(end + 8) != entries || get16(end + 20) != 0) {
        return false;
    }
    if (at > n || size > n || at + size != n - END_SIZE) {
        return false;
    }
    size_t directory = at, start = 0;
    for (size_t i = 0; i < entries; i++) {
        const unsigned char *central = all.data + at;
        if (n - at < CENTRAL_SIZE || memcmp(central, "PK\001\002", 4) != 0) {
            return false;
        }
        at += CENTRAL_SIZE + get16(central + 28) + get16(central + 30) + get16(central + 32);
        if (at > n - END_SIZE) {
            return false;
        }
        start = behind_part(all, central, start);
        if (start == SIZE_MAX || start > directory) {
            return false;
        }
        if (get16(central + 8) & FLAG_DESCRIPTOR) {
            start = behind_descriptor(all, start);
        }
    }
    return at == n - END_SIZE && start == directory;
}
