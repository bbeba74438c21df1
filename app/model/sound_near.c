#include "model/sound_near.h"

#include <string.h>

/* Weights: a consonant is a slip, a vowel a quarter of one. */
#define HALF (SOUND_SLIP / 2)     /* of a consonant that is hardly heard */
#define LEAST (2 * SOUND_SLIP)    /* two consonants: what weighs less sounds like half of all names */
#define SHORT (LEAST + 2)         /* what weighs less has to be the whole name */
#define LIGHT (3 * SOUND_SLIP)    /* what weighs less may have one vowel amiss */
#define MEDIUM (4 * SOUND_SLIP)   /* what weighs less has to begin it */
#define AMISS 4                   /* one part in so many may be amiss, */
#define MOST (3 * SOUND_SLIP / 2) /* but never more than this */

/* Consonants that kana, or other languages, write in each other's place: "チケット", "ラジオ", "ビジネス", "フォルクスワーゲン". */
static const char OFTEN[] = "ckctcsgjfhsjdjtjnmbwbfwh", SELDOM[] = "fpst";

static bool is_letter(char c)
{
    return c >= 'a' && c <= 'z';
}

static bool is_vowel(char c)
{
    return c == 'a' || c == 'e' || c == 'i' || c == 'o' || c == SOUND_HALF_R;
}

static int weight(char c)
{
    return is_vowel(c) ? 1 : c == 'h' || c == 'w' ? HALF : SOUND_SLIP;
}

static bool is_pair(const char *pairs, char a, char b)
{
    for (; pairs[0] != '\0'; pairs += 2) {
        if ((pairs[0] == a && pairs[1] == b) || (pairs[0] == b && pairs[1] == a)) {
            return true;
        }
    }
    return false;
}

/* Of one letter by another one. */
static int change(char a, char b)
{
    if (a == b || is_pair("xsxtyr", a, b)) {
        return 0;
    }
    if (is_vowel(a) || is_vowel(b)) {
        return is_vowel(a) && is_vowel(b) ? 1 : weight(a) + weight(b);
    }
    return is_pair(OFTEN, a, b) ? 1 : is_pair(SELDOM, a, b) ? SOUND_SLIP - 1 : SOUND_SLIP;
}

static uint32_t letter_bit(char c)
{
    return UINT32_C(1) << (c & 31);
}

void sound_want(struct sound_wanted *out, const char *text)
{
    char sound[SOUND_TEXT];
    *out = (struct sound_wanted){.count = strlen(sound_of(text, sound)), .most = -1};
    if (out->count > NEAR_LONG) {
        return;
    }
    memcpy(out->sound, sound, out->count + 1);
    for (size_t i = 0; i < out->count; i++) {
        out->weight += weight(sound[i]);
        for (char c = 'a'; c <= 'z'; c++) {
            const int cost = change(sound[i], c);
            out->change[i][c & 31] = (unsigned char)cost;
            out->same[i] |= cost == 0 ? letter_bit(c) : 0;
            out->near[i] |= cost < SOUND_SLIP ? letter_bit(c) : 0;
        }
    }
    const int amiss = out->weight / AMISS;
    out->most = out->weight < LEAST ? -1 : out->weight < LIGHT ? 1 : amiss < MOST ? amiss : MOST;
}

static int least(int a, int b)
{
    return a < b ? a : b;
}

/* The letters among the first ones. */
static uint32_t letters_in(const char *sound, size_t most)
{
    uint32_t letters = 0;
    for (size_t i = 0; i < most && sound[i] != '\0'; i++) {
        letters |= is_letter(sound[i]) ? letter_bit(sound[i]) : 0;
    }
    return letters;
}

void sound_hear(struct sound_heard *out, const char *text)
{
    (void)sound_of(text, out->sound);
    out->letters = letters_in(out->sound, SOUND_TEXT);
}

/* Consonants that are lacking altogether: most names are told apart by them alone. */
static bool may_be_near(const struct sound_wanted *w, uint32_t letters)
{
    int lacking = 0;
    for (size_t i = 0; i < w->count && lacking <= w->most; i++) {
        if (w->same[i] != 0 && !is_vowel(w->sound[i]) && (letters & w->same[i]) == 0) {
            lacking += (letters & w->near[i]) != 0 ? 1 : weight(w->sound[i]);
        }
    }
    return lacking <= w->most;
}

/* In the first letters of the sound. open, ends: it may begin, and end, anywhere in them. */
static int far(const struct sound_wanted *w, const char *sound, size_t most, bool open, bool ends)
{
    int rows[2][NEAR_LONG + 1], drop[NEAR_LONG];
    size_t m = 0;
    rows[0][0] = 0;
    for (; m < most && sound[m] != '\0'; m++) {
        drop[m] = weight(sound[m]);
        rows[0][m + 1] = open ? 0 : rows[0][m] + drop[m];
    }
    for (size_t i = 0; i < w->count; i++) {
        const int *before = rows[i % 2], own = weight(w->sound[i]);
        int *row = rows[(i + 1) % 2], best = row[0] = before[0] + own;
        for (size_t j = 0; j < m; j++) {
            const int other = is_letter(sound[j]) ? w->change[i][sound[j] & 31] : sound[j] == w->sound[i] ? 0 : SOUND_SLIP;
            row[j + 1] = least(before[j] + other, least(row[j] + drop[j], before[j + 1] + own));
            best = least(best, row[j + 1]);
        }
        if (best > w->most) {
            return best;
        }
    }
    const int *last = rows[w->count % 2];
    int best = last[m];
    for (size_t j = 0; ends && j < m; j++) {
        best = least(best, last[j]);
    }
    return best;
}

int sound_far(const struct sound_wanted *wanted, const struct sound_heard *heard, enum sound_place place)
{
    if (wanted->most < 0) {
        return -1;
    }
    const bool open = place == SOUND_INSIDE || (place == SOUND_NAME && wanted->weight >= MEDIUM);
    const bool ends = place == SOUND_BEGINS || (place != SOUND_WHOLE && wanted->weight >= SHORT);
    const size_t length = strlen(heard->sound), most = wanted->count + (size_t)wanted->most + 1; /* further letters are too much alone */
    const bool all = (open && ends) || length <= most;
    const char *from = heard->sound + (open && !all ? length - most : 0);
    const size_t n = all || most > NEAR_LONG ? NEAR_LONG : most;
    const uint32_t letters = all ? heard->letters : letters_in(from, n);
    const int off = may_be_near(wanted, letters) ? far(wanted, from, n, open, ends) : wanted->most + 1;
    return off <= wanted->most ? off : -1;
}
