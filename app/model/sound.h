/* How a product's name sounds: "サクラゲート" and "SakuraGate" are one name to who writes it down, and no key of the other alphabet finds
 * it. */
#ifndef TENKEN_MODEL_SOUND_H
#define TENKEN_MODEL_SOUND_H

#include <stdbool.h>

#define SOUND_TEXT 400
#define SOUND_KANA 1U
#define SOUND_LATIN 2U
/* Letters that no text is left with otherwise. */
#define SOUND_TH 'x'     /* which kana write as s or t */
#define SOUND_HALF_R 'y' /* "ware": which they write as r or leave out */

/* The same of both, or nearly (model/sound_near.h): the kana as Latin letters (Hepburn), English as it is spoken, both without what the two
 * alphabets write differently (long vowels, doubled letters, u, l and r, b and v). text is folded (base/fold.h); what is neither kana nor
 * Latin stays. A longer text is cut. Returns out. */
const char *sound_of(const char *text, char out[SOUND_TEXT]);
/* Which of the two it has. */
unsigned sound_scripts(const char *text);
/* Whether one of them has kana, and the other one Latin letters. */
bool sound_apart(unsigned a, unsigned b);

#endif
