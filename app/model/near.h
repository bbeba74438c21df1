/* How far a word that somebody typed is from one that may have been meant. Both texts are folded (base/fold.h). */
#ifndef TENKEN_MODEL_NEAR_H
#define TENKEN_MODEL_NEAR_H

#include <stddef.h>

/* No longer text is compared letter by letter. */
#define NEAR_LONG 64

/* Characters. */
size_t near_length(const char *text);
/* Characters to change, to put in, to leave out, or two to swap, until a is b; NEAR_LONG when one of them is too long. */
int near_slips(const char *a, const char *b);
/* The same until the word is somewhere inside the text, which may be longer than its first NEAR_LONG characters: the rest is not looked at.
 */
int near_slips_inside(const char *word, const char *text);
/* How many slips somebody makes in a word of that length: none in a short one, of which half would be another word. */
int near_slips_likely(size_t length);

#endif
