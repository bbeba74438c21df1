/* How a product's name sounds: "サクラゲート" and "SakuraGate" are one name to who writes it down, and no key of the other alphabet finds
 * it. */
#ifndef TENKEN_MODEL_SOUND_H
#define TENKEN_MODEL_SOUND_H

#include <stdbool.h>
#include <stddef.h>

#define SOUND_TEXT 400

/* The same of both: the kana as Latin letters (Hepburn), then without what the two alphabets write differently (long vowels, doubled
 * letters, u, l and r, b and v). text is folded (base/fold.h); what is neither kana nor Latin stays. A longer text is cut. Returns out. */
const char *sound_of(const char *text, char out[SOUND_TEXT]);
/* Whether one of them has kana, and the other one Latin letters. */
bool sound_apart(const char *a, const char *b);

#endif
