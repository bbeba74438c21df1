/* Display width, per grapheme cluster (libunistring). */
#ifndef TENKEN_BASE_WIDTH_H
#define TENKEN_BASE_WIDTH_H

#include <stdbool.h>
#include <stddef.h>

/* Whether East Asian ambiguous characters take one column or two in this terminal. Process-wide, set once at start. */
void width_set_ambiguous(int columns);

/* Length in bytes of the grapheme cluster at s (n > 0); its columns (0–2) go to *columns. Invalid bytes: length 1, one column. */
size_t width_cluster_any(const char *s, size_t n, int *columns);
/* The same, with plain ASCII, by far the most frequent, decided on the spot. */
static inline size_t width_cluster(const char *s, size_t n, int *columns)
{
    if (s[0] >= 0x20 && s[0] < 0x7F && (n == 1 || (s[1] & 0x80) == 0)) {
        *columns = 1;
        return 1;
    }
    return width_cluster_any(s, n, columns);
}
/* Columns of s. */
int width_text(const char *s);
/* Bytes of the longest prefix of s, whole clusters, that fits in columns. */
size_t width_prefix(const char *s, int columns);

/* Line breaking for Japanese and Latin text: returns the bytes of s that go on a line of the given columns and, in *next,
 * where the following line starts (after white space, which is swallowed). Lines break at spaces and between wide characters;
 * no line starts with 、。」）ー and the like nor ends with 「（ (JIS X 4051 kinsoku); a word longer than the line is cut.
 * A newline ends the line. columns >= 2. */
size_t width_break(const char *s, int columns, size_t *next);
/* The same for text that is read, not typed: a Japanese line ends where a phrase (文節) ends if there is such a place not far from its
 * end, and rather leaves more for the last line than 「です。」 alone. Latin text breaks at spaces as above, and leaves no short word alone
 * on the last line, either. */
size_t width_break_phrase(const char *s, int columns, size_t *next);

#endif
