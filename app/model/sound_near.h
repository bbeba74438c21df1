/* How far apart two names sound. Kana are written by ear, each writer in an own way: vowels come and go, consonants stay. */
#ifndef TENKEN_MODEL_SOUND_NEAR_H
#define TENKEN_MODEL_SOUND_NEAR_H

#include "model/near.h"
#include "model/sound.h"

#include <stddef.h>
#include <stdint.h>

#define SOUND_SLIP 4 /* what another consonant costs, in the measure of sound_far */

/* What is listened for. */
struct sound_wanted {
    char sound[NEAR_LONG + 1];
    size_t count;
    unsigned char change[NEAR_LONG][32];       /* what another letter in the place of this one costs */
    uint32_t same[NEAR_LONG], near[NEAR_LONG]; /* the letters that cost nothing, and less than another one */
    int weight, most;                          /* of all of it; and how far off it is still heard: -1: nothing is like it */
};
/* What is heard. */
struct sound_heard {
    char sound[SOUND_TEXT];
    uint32_t letters; /* that are in it */
};
enum sound_place {
    SOUND_INSIDE, /* anywhere in a key, which may begin with the maker */
    SOUND_NAME,   /* in a name: a short one at its beginning, a very short one has to be all of it */
    SOUND_BEGINS,
    SOUND_WHOLE
};

/* text is folded. One that is too short, or too long, is like nothing. */
void sound_want(struct sound_wanted *out, const char *text);
void sound_hear(struct sound_heard *out, const char *text);
/* -1: too far. */
int sound_far(const struct sound_wanted *wanted, const struct sound_heard *heard, enum sound_place place);

#endif
