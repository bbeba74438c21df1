#include "model/sound.h"

#include "base/utf8.h"

#include <stdint.h>
#include <string.h>

#define SMALL_A 0x3041 /* where the table begins */
#define U 0x3046
#define TSU 0x3064
#define TE 0x3066
#define DE 0x3067
#define A_GRAVE 0xE0 /* where the accented letters begin */

/* The small ones as the large ones, which is how texts are folded. */
static const char *const HEPBURN[] = {
    "a",  "a",  "i",  "i",  "u",  "u",  "e",  "e",  "o",  "o",  "ka", "ga", "ki",  "gi",  "ku", "gu", "ke", "ge", "ko", "go", "sa", "za",
    "si", "ji", "su", "zu", "se", "ze", "so", "zo", "ta", "da", "ci", "ji", "tsu", "tsu", "zu", "te", "de", "to", "do", "na", "ni", "nu",
    "ne", "no", "ha", "ba", "pa", "hi", "bi", "pi", "fu", "bu", "pu", "he", "be",  "pe",  "ho", "bo", "po", "ma", "mi", "mu", "me", "mo",
    "ya", "ya", "yu", "yu", "yo", "yo", "ra", "ri", "ru", "re", "ro", "wa", "wa",  "i",   "e",  "o",  "n",  "vu", "ka", "ke"};
static const char UNACCENTED[] = "aaaaaaaceeeeiiiidnooooo?ouuuuyty";

/* Latin letters that stand for one sound, the longer ones first. */
static const struct {
    const char *written, *heard;
} TOGETHER[] = {{"tio", "so"}, {"sio", "so"}, {"sch", "s"}, {"tch", "c"}, {"dge", "je"}, {"ght", "t"}, {"ch", "c"},
                {"sh", "s"},   {"th", "x"},   {"ph", "f"},  {"wh", "w"},  {"ce", "se"},  {"ci", "si"}, {"cy", "si"},
                {"c", "k"},    {"x", "ks"},   {"ea", "i"},  {"ee", "i"},  {"ay", "ei"},  {"ai", "ei"}};

static const char *hepburn(uint32_t c)
{
    return c >= SMALL_A && c < SMALL_A + sizeof HEPBURN / sizeof HEPBURN[0] ? HEPBURN[c - SMALL_A] : NULL;
}

/* Of one kana, with that which follows it (0: the end). */
static const char *spelling(uint32_t c, uint32_t next)
{
    const char *own = hepburn(c), *then = hepburn(next);
    const char first = then == NULL ? '\0' : then[0];
    if (c == U && (first == 'i' || first == 'e' || first == 'o')) {
        return "w"; /* "ウィ", whose small letter is a large one by now */
    }
    if ((c == TE || c == DE) && first == 'i') {
        return c == TE ? "t" : "d";
    }
    return c == TSU && first != '\0' && strchr("kstpdgbcjfzh", first) != NULL ? "" : own; /* a doubled letter */
}

struct letters {
    char each[SOUND_TEXT];
    size_t count;
};

static bool is_letter(char c)
{
    return c >= 'a' && c <= 'z';
}

static bool is_vowel(char c)
{
    return c == 'a' || c == 'e' || c == 'i' || c == 'o' || c == 'u';
}

static bool is_consonant(char c)
{
    return is_letter(c) && !is_vowel(c);
}

/* One letter stands for those that the other alphabet does not tell apart. */
static char plain(char c, char next)
{
    switch (c) {
    case 'q':
        return 'k';
    case 'm':
        return next == 'b' || next == 'p' ? 'n' : 'm';
    case 'z':
        return 's';
    case 'v':
        return 'b';
    case 'l':
        return 'r';
    case 'y':
        return 'i';
    default:
        return c;
    }
}

static void add(struct letters *l, char c)
{
    if (l->count + 1 < SOUND_TEXT) {
        l->each[l->count++] = c;
    }
}

/* Puts one letter behind those that are there. */
static void put(struct letters *out, char c, char next)
{
    const char last = out->count > 0 ? out->each[out->count - 1] : '\0', before = out->count > 1 ? out->each[out->count - 2] : '\0';
    if (c == 'u') { /* a long vowel's half, or what kana need behind a consonant */
        return;
    }
    if ((c == 'h' || c == 'w') && !is_vowel(next) && next != 'y') { /* "window", "John": mute */
        return;
    }
    if (c == 'r' && is_vowel(last) && !is_vowel(next)) { /* "server", "fort" */
        out->each[out->count - 1] = last == 'e' ? 'a' : last;
        return;
    }
    if (c == 'y' && is_vowel(next) && is_consonant(last)) {
        return;
    }
    if (is_consonant(before) && last == 'i' && ((c == 'y' && is_vowel(next)) || (c == 'e' && strchr("scj", before) != NULL))) {
        out->count--; /* "しや" is sha, "ちえ" che */
        if (c == 'y') {
            return;
        }
    }
    c = plain(c, next);
    if (!is_letter(c) || last != c) {
        add(out, c);
    }
}

static void put_all(struct letters *out, const char *heard, char next)
{
    for (; *heard != '\0'; heard++) {
        put(out, *heard, heard[1] != '\0' ? heard[1] : next);
    }
}

/* One sound of Latin letters; how many of them it takes. */
static size_t put_latin(struct letters *out, const char *text)
{
    if (text[0] == 'r' && text[1] == 'e' && !is_vowel(text[2]) && out->count > 0 && is_vowel(out->each[out->count - 1])) {
        add(out, SOUND_HALF_R); /* "ware", "fire" */
        return 2;
    }
    for (size_t i = 0; i < sizeof TOGETHER / sizeof TOGETHER[0]; i++) {
        if (TOGETHER[i].written[0] != text[0]) {
            continue;
        }
        const size_t n = strlen(TOGETHER[i].written);
        if (strncmp(text, TOGETHER[i].written, n) == 0) {
            put_all(out, TOGETHER[i].heard, text[n]);
            return n;
        }
    }
    put(out, text[0], text[1]);
    return 1;
}

const char *sound_of(const char *text, char out[SOUND_TEXT])
{
    struct letters heard = {.count = 0};
    uint32_t c, next;
    for (size_t left = strlen(text), length; left > 0 && (length = utf8_decode(text, left, &c)) > 0; text += length, left -= length) {
        next = 0;
        (void)utf8_decode(text + length, left - length, &next);
        const char *kana = spelling(c, next);
        if (kana != NULL) {
            put_all(&heard, kana, 'u');
        } else if (c >= A_GRAVE && c < A_GRAVE + sizeof UNACCENTED - 1) {
            add(&heard, UNACCENTED[c - A_GRAVE]);
        } else if (c < 0x80) {
            length = put_latin(&heard, text);
        } else {
            for (size_t i = 0; i < length; i++) {
                add(&heard, text[i]);
            }
        }
    }
    memcpy(out, heard.each, heard.count);
    out[heard.count] = '\0';
    return out;
}

unsigned sound_scripts(const char *text)
{
    unsigned scripts = 0;
    uint32_t c;
    for (size_t left = strlen(text), length; left > 0 && (length = utf8_decode(text, left, &c)) > 0; text += length, left -= length) {
        scripts |= (hepburn(c) != NULL ? SOUND_KANA : 0) | (c < 0x80 && is_letter((char)c) ? SOUND_LATIN : 0);
    }
    return scripts;
}

bool sound_apart(unsigned a, unsigned b)
{
    return ((a & SOUND_KANA) != 0 && (b & SOUND_LATIN) != 0) || ((a & SOUND_LATIN) != 0 && (b & SOUND_KANA) != 0);
}
