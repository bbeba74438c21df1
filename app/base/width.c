#include "base/width.h"

#include "base/utf8.h"

#include <stdatomic.h>
#include <unictype.h>
#include <unigbrk.h>
#include <uniwidth.h>

static atomic_int ambiguous_columns = 1;

void width_set_ambiguous(int columns)
{
    atomic_store(&ambiguous_columns, columns == 2 ? 2 : 1);
}

/* East_Asian_Width=A of Unicode 14. libunistring's own switch (uc_width with a Chinese or Japanese encoding) makes everything from
 * U+00A1 to U+FF60 wide, also Ö and Hebrew, which terminals do not. */
static const uint32_t ambiguous[][2] = {
    {0x00A1, 0x00A1},   {0x00A4, 0x00A4},   {0x00A7, 0x00A8},   {0x00AA, 0x00AA},   {0x00AD, 0x00AE},    {0x00B0, 0x00B4},
    {0x00B6, 0x00BA},   {0x00BC, 0x00BF},   {0x00C6, 0x00C6},   {0x00D0, 0x00D0},   {0x00D7, 0x00D8},    {0x00DE, 0x00E1},
    {0x00E6, 0x00E6},   {0x00E8, 0x00EA},   {0x00EC, 0x00ED},   {0x00F0, 0x00F0},   {0x00F2, 0x00F3},    {0x00F7, 0x00FA},
    {0x00FC, 0x00FC},   {0x00FE, 0x00FE},   {0x0101, 0x0101},   {0x0111, 0x0111},   {0x0113, 0x0113},    {0x011B, 0x011B},
    {0x0126, 0x0127},   {0x012B, 0x012B},   {0x0131, 0x0133},   {0x0138, 0x0138},   {0x013F, 0x0142},    {0x0144, 0x0144},
    {0x0148, 0x014B},   {0x014D, 0x014D},   {0x0152, 0x0153},   {0x0166, 0x0167},   {0x016B, 0x016B},    {0x01CE, 0x01CE},
    {0x01D0, 0x01D0},   {0x01D2, 0x01D2},   {0x01D4, 0x01D4},   {0x01D6, 0x01D6},   {0x01D8, 0x01D8},    {0x01DA, 0x01DA},
    {0x01DC, 0x01DC},   {0x0251, 0x0251},   {0x0261, 0x0261},   {0x02C4, 0x02C4},   {0x02C7, 0x02C7},    {0x02C9, 0x02CB},
    {0x02CD, 0x02CD},   {0x02D0, 0x02D0},   {0x02D8, 0x02DB},   {0x02DD, 0x02DD},   {0x02DF, 0x02DF},    {0x0300, 0x036F},
    {0x0391, 0x03A1},   {0x03A3, 0x03A9},   {0x03B1, 0x03C1},   {0x03C3, 0x03C9},   {0x0401, 0x0401},    {0x0410, 0x044F},
    {0x0451, 0x0451},   {0x2010, 0x2010},   {0x2013, 0x2016},   {0x2018, 0x2019},   {0x201C, 0x201D},    {0x2020, 0x2022},
    {0x2024, 0x2027},   {0x2030, 0x2030},   {0x2032, 0x2033},   {0x2035, 0x2035},   {0x203B, 0x203B},    {0x203E, 0x203E},
    {0x2074, 0x2074},   {0x207F, 0x207F},   {0x2081, 0x2084},   {0x20AC, 0x20AC},   {0x2103, 0x2103},    {0x2105, 0x2105},
    {0x2109, 0x2109},   {0x2113, 0x2113},   {0x2116, 0x2116},   {0x2121, 0x2122},   {0x2126, 0x2126},    {0x212B, 0x212B},
    {0x2153, 0x2154},   {0x215B, 0x215E},   {0x2160, 0x216B},   {0x2170, 0x2179},   {0x2189, 0x2189},    {0x2190, 0x2199},
    {0x21B8, 0x21B9},   {0x21D2, 0x21D2},   {0x21D4, 0x21D4},   {0x21E7, 0x21E7},   {0x2200, 0x2200},    {0x2202, 0x2203},
    {0x2207, 0x2208},   {0x220B, 0x220B},   {0x220F, 0x220F},   {0x2211, 0x2211},   {0x2215, 0x2215},    {0x221A, 0x221A},
    {0x221D, 0x2220},   {0x2223, 0x2223},   {0x2225, 0x2225},   {0x2227, 0x222C},   {0x222E, 0x222E},    {0x2234, 0x2237},
    {0x223C, 0x223D},   {0x2248, 0x2248},   {0x224C, 0x224C},   {0x2252, 0x2252},   {0x2260, 0x2261},    {0x2264, 0x2267},
    {0x226A, 0x226B},   {0x226E, 0x226F},   {0x2282, 0x2283},   {0x2286, 0x2287},   {0x2295, 0x2295},    {0x2299, 0x2299},
    {0x22A5, 0x22A5},   {0x22BF, 0x22BF},   {0x2312, 0x2312},   {0x2460, 0x24E9},   {0x24EB, 0x254B},    {0x2550, 0x2573},
    {0x2580, 0x258F},   {0x2592, 0x2595},   {0x25A0, 0x25A1},   {0x25A3, 0x25A9},   {0x25B2, 0x25B3},    {0x25B6, 0x25B7},
    {0x25BC, 0x25BD},   {0x25C0, 0x25C1},   {0x25C6, 0x25C8},   {0x25CB, 0x25CB},   {0x25CE, 0x25D1},    {0x25E2, 0x25E5},
    {0x25EF, 0x25EF},   {0x2605, 0x2606},   {0x2609, 0x2609},   {0x260E, 0x260F},   {0x261C, 0x261C},    {0x261E, 0x261E},
    {0x2640, 0x2640},   {0x2642, 0x2642},   {0x2660, 0x2661},   {0x2663, 0x2665},   {0x2667, 0x266A},    {0x266C, 0x266D},
    {0x266F, 0x266F},   {0x269E, 0x269F},   {0x26BF, 0x26BF},   {0x26C6, 0x26CD},   {0x26CF, 0x26D3},    {0x26D5, 0x26E1},
    {0x26E3, 0x26E3},   {0x26E8, 0x26E9},   {0x26EB, 0x26F1},   {0x26F4, 0x26F4},   {0x26F6, 0x26F9},    {0x26FB, 0x26FC},
    {0x26FE, 0x26FF},   {0x273D, 0x273D},   {0x2776, 0x277F},   {0x2B56, 0x2B59},   {0x3248, 0x324F},    {0xE000, 0xF8FF},
    {0xFE00, 0xFE0F},   {0xFFFD, 0xFFFD},   {0x1F100, 0x1F10A}, {0x1F110, 0x1F12D}, {0x1F130, 0x1F169},  {0x1F170, 0x1F18D},
    {0x1F18F, 0x1F190}, {0x1F19B, 0x1F1AC}, {0xE0100, 0xE01EF}, {0xF0000, 0xFFFFD}, {0x100000, 0x10FFFD}};

static bool is_ambiguous(uint32_t c)
{
    size_t low = 0, high = sizeof ambiguous / sizeof *ambiguous;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (c > ambiguous[middle][1]) {
            low = middle + 1;
        } else if (c < ambiguous[middle][0]) {
            high = middle;
        } else {
            return true;
        }
    }
    return false;
}

static int character_columns(uint32_t c)
{
    int columns = uc_width(c, "UTF-8");
    if (columns == 1 && atomic_load(&ambiguous_columns) == 2 && is_ambiguous(c)) {
        return 2;
    }
    return columns > 0 ? columns : 0;
}

/* What the rules for cluster boundaries (UAX #29) need to know of a cluster so far. */
struct cluster {
    uint32_t last;
    int flags;    /* regional indicators in a row: two make a flag */
    bool picture; /* a pictograph, perhaps with marks after it */
};

static bool is_flag_letter(uint32_t c)
{
    return c >= 0x1F1E6 && c <= 0x1F1FF;
}

/* libunistring 1.0 judges pairs of characters; the two rules that look further back are added here: GB11 (pictographs joined by ZWJ) and
 * GB12 (flags). */
static bool belongs(const struct cluster *cluster, uint32_t c)
{
    if (is_flag_letter(cluster->last) && is_flag_letter(c)) {
        return cluster->flags % 2 == 1;
    }
    if (cluster->last == 0x200D && uc_is_property_extended_pictographic(c)) {
        return cluster->picture;
    }
    return !uc_is_grapheme_break(cluster->last, c);
}

static void add_character(struct cluster *cluster, uint32_t c)
{
    cluster->flags = is_flag_letter(c) ? cluster->flags + 1 : 0;
    if (uc_is_property_extended_pictographic(c)) {
        cluster->picture = true;
    } else if (uc_graphemeclusterbreak_property(c) != GBP_EXTEND && c != 0x200D) {
        cluster->picture = false;
    }
    cluster->last = c;
}

size_t width_cluster_any(const char *s, size_t n, int *columns)
{
    uint32_t c;
    if (utf8_decode(s, n, &c) == 0) {
        *columns = 1;
        return 1;
    }
    size_t length = 0;
    /* The sum over the characters, at most two: emoji joined by ZWJ and flags take two columns, a half-width katakana and its
     * voicing mark (a cluster since the mark extends) one each. */
    struct cluster cluster = {.flags = 0};
    int sum = 0;
    while (length < n) {
        size_t step = utf8_decode(s + length, n - length, &c);
        if (step == 0 || (length > 0 && !belongs(&cluster, c))) {
            break;
        }
        add_character(&cluster, c);
        sum += character_columns(c);
        length += step;
    }
    *columns = sum < 2 ? sum : 2;
    return length;
}

int width_text(const char *s)
{
    size_t n = strlen(s);
    int sum = 0;
    for (size_t i = 0; i < n;) {
        int columns;
        i += width_cluster(s + i, n - i, &columns);
        sum += columns;
    }
    return sum;
}

size_t width_prefix(const char *s, int columns)
{
    size_t n = strlen(s), i = 0;
    while (i < n) {
        int wide;
        size_t length = width_cluster(s + i, n - i, &wide);
        if (wide > columns) {
            break;
        }
        columns -= wide;
        i += length;
    }
    return i;
}
