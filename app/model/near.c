#include "model/near.h"

#include "base/utf8.h"

#include <stdbool.h>
#include <string.h>

/* *whole: the text has no more. */
static size_t characters(const char *text, uint32_t out[NEAR_LONG], bool *whole)
{
    size_t n = 0, left = strlen(text);
    for (size_t length; n < NEAR_LONG && left > 0; text += length, left -= length) {
        length = utf8_decode(text, left, &out[n]);
        if (length == 0) {
            break;
        }
        n++;
    }
    *whole = left == 0;
    return n;
}

size_t near_length(const char *text)
{
    size_t n = 0;
    for (; *text != '\0'; text++) {
        n += ((unsigned char)*text & 0xC0) != 0x80;
    }
    return n;
}

static int least(int a, int b)
{
    return a < b ? a : b;
}

/* inside: a may begin and end anywhere in b. Two characters that changed places are one slip. */
static int slips(const uint32_t *a, size_t n, const uint32_t *b, size_t m, bool inside)
{
    int rows[3][NEAR_LONG + 1];
    for (size_t j = 0; j <= m; j++) {
        rows[0][j] = inside ? 0 : (int)j;
    }
    for (size_t i = 1; i <= n; i++) {
        int *row = rows[i % 3];
        const int *before = rows[(i + 2) % 3], *two = rows[(i + 1) % 3];
        row[0] = (int)i;
        for (size_t j = 1; j <= m; j++) {
            row[j] = least(before[j - 1] + (a[i - 1] != b[j - 1]), least(row[j - 1], before[j]) + 1);
            if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1]) {
                row[j] = least(row[j], two[j - 2] + 1);
            }
        }
    }
    int best = rows[n % 3][m];
    for (size_t j = 0; inside && j < m; j++) {
        best = least(best, rows[n % 3][j]);
    }
    return best;
}

int near_slips(const char *a, const char *b)
{
    uint32_t x[NEAR_LONG], y[NEAR_LONG];
    bool whole_a, whole_b;
    const size_t n = characters(a, x, &whole_a), m = characters(b, y, &whole_b);
    return whole_a && whole_b ? slips(x, n, y, m, false) : NEAR_LONG;
}

int near_slips_inside(const char *word, const char *text)
{
    uint32_t x[NEAR_LONG], y[NEAR_LONG];
    bool whole, rest;
    const size_t n = characters(word, x, &whole), m = characters(text, y, &rest);
    return whole ? slips(x, n, y, m, true) : NEAR_LONG;
}

int near_slips_likely(size_t length)
{
    return length >= 12 ? 3 : length >= 5 ? 2 : length >= 4 ? 1 : 0;
}
