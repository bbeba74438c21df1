/* Folding: texts that people take for the same word become the same bytes. For searching, never for showing. */
#ifndef TENKEN_BASE_FOLD_H
#define TENKEN_BASE_FOLD_H

#include <stdbool.h>
#include <stddef.h>

struct buffer;

/* Appends the folded text: NFKC and case (Unicode 14, R5), Katakana as Hiragana, small kana as large ones, without the prolonged sound
 * mark, spaces, punctuation and symbols; when nothing else is left of it, with its punctuation. Invalid UTF-8 counts as "". False: out of
 * memory or the buffer is full. */
bool text_fold(struct buffer *out, const char *text);

/* Appends the text as people mean it who type with a Japanese keyboard: NFKC, so that full-width letters, digits and signs are the plain
 * ones, and half-width kana the full ones; and every dash between ASCII characters is "-": one and the same sign of a list is another
 * character in each encoding. Invalid UTF-8 stays as it is. False as above. */
bool text_plain(struct buffer *out, const char *text);

/* text_fold for who types words to find names: without the accents of Latin and Greek letters, too, which many keyboards lack, and with
 * the usual characters of Japanese names in the place of their variants (base/fold_variants.h), without variation selectors. The marks of
 * kana stay: they make other sounds. Never for keys that are stored. */
bool text_fold_words(struct buffer *out, const char *text);

#endif
