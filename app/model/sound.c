#include "model/sound.h"

#include "base/utf8.h"

#include <stdint.h>
#include <string.h>

#define SMALL_A 0x3041 /* where the table begins */
#define U 0x3046
#define TSU 0x3064
#define TE 0x3066
#define DE 0x3067
#define LETTERS 200 /* of one text */

/* The small ones as the large ones, which is how texts are folded. */
static const char *const HEPBURN[] = {
    "a",   "a",  "i",  "i",  "u",  "u",  "e",  "e",  "o",  "o",  "ka",  "ga", "ki",  "gi",  "ku", "gu", "ke", "ge", "ko", "go", "sa", "za",
    "shi", "ji", "su", "zu", "se", "ze", "so", "zo", "ta", "da", "chi", "ji", "tsu", "tsu", "zu", "te", "de", "to", "do", "na", "ni", "nu",
    "ne",  "no", "ha", "ba", "pa", "hi", "bi", "pi", "fu", "bu", "pu",  "he", "be",  "pe",  "ho", "bo", "po", "ma", "mi", "mu", "me", "mo",
    "ya",  "ya", "yu", "yu", "yo", "yo", "ra", "ri", "ru", "re", "ro",  "wa", "wa",  "i",   "e",  "o",  "n",  "vu", "ka", "ke"};

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
    uint32_t each[LETTERS];
    size_t count;
};

static void add(struct letters *l, uint32_t c)
{
    if (l->count < LETTERS) {
        l->each[l->count++] = c;
    }
}

static void spell(const char *text, struct letters *out)
{
    uint32_t c = 0, next = 0;
    size_t left = strlen(text), length = utf8_decode(text, left, &c);
    while (length > 0) {
        text += length;
        left -= length;
        next = 0;
        length = left > 0 ? utf8_decode(text, left, &next) : 0;
        const char *latin = spelling(c, next);
        for (; latin != NULL && *latin != '\0'; latin++) {
            add(out, (unsigned char)*latin);
        }
        if (hepburn(c) == NULL) {
            add(out, c);
        }
        c = next;
    }
}

static bool is_letter(uint32_t c)
{
    return c >= 'a' && c <= 'z';
}

static bool is_vowel(uint32_t c)
{
    return c == 'a' || c == 'e' || c == 'i' || c == 'o' || c == 'u';
}

static bool is_consonant(uint32_t c)
{
    return is_letter(c) && !is_vowel(c);
}

/* One letter stands for those that the other alphabet does not tell apart. */
static uint32_t plain(uint32_t c, uint32_t next)
{
    switch (c) {
    case 'c':
        return next == 'h' ? 'c' : next == 'e' || next == 'i' || next == 'y' ? 's' : 'k';
    case 'p':
        return next == 'h' ? 'f' : 'p';
    case 't':
        return next == 'h' ? 's' : 't';
    case 'm':
        return next == 'b' || next == 'p' ? 'n' : 'm';
    case 'q':
        return 'k';
    case 'z':
        return 's';
    case 'v':
        return 'b';
    case 'l':
        return 'r';
    default:
        return c;
    }
}

/* Puts one letter behind those that are there. */
static void put(struct letters *out, uint32_t c, uint32_t next)
{
    const uint32_t last = out->count > 0 ? out->each[out->count - 1] : 0, before = out->count > 1 ? out->each[out->count - 2] : 0;
    if (c == 'u') { /* a long vowel's half, or what kana need behind a consonant */
        return;
    }
    if (c == 'r' && is_vowel(last) && !is_vowel(next)) { /* "server", "fort" */
        out->each[out->count - 1] = last == 'e' ? 'a' : last;
        return;
    }
    if (c == 'y' && is_vowel(next) && is_consonant(last)) {
        return;
    }
    if (is_consonant(before) && last == 'i' && ((c == 'y' && is_vowel(next)) || (c == 'e' && strchr("scj", (int)before) != NULL))) {
        out->count--; /* "しや" is sha, "ちえ" che */
        if (c == 'y') {
            return;
        }
    }
    if (c == 'x') {
        add(out, 'k');
        add(out, 's');
        return;
    }
    c = plain(c, next);
    if (!is_letter(c) || out->count == 0 || out->each[out->count - 1] != c) {
        add(out, c);
    }
}

const char *sound_of(const char *text, char out[SOUND_TEXT])
{
    struct letters written = {.count = 0}, heard = {.count = 0};
    spell(text, &written);
    for (size_t i = 0; i < written.count; i++) {
        const uint32_t c = written.each[i], next = i + 1 < written.count ? written.each[i + 1] : 0;
        put(&heard, c, next);
        i += next == 'h' && (c == 'c' || c == 's' || c == 'p' || c == 't');
    }
    size_t n = 0;
    for (size_t i = 0; i < heard.count && n + 5 < SOUND_TEXT; i++) {
        n += utf8_encode(heard.each[i], out + n);
    }
    out[n] = '\0';
    return out;
}

static void letters_in(const char *text, bool *kana, bool *latin)
{
    uint32_t c;
    *kana = *latin = false;
    for (size_t left = strlen(text), length; left > 0 && (length = utf8_decode(text, left, &c)) > 0; text += length, left -= length) {
        *kana = *kana || hepburn(c) != NULL;
        *latin = *latin || is_letter(c);
    }
}

bool sound_apart(const char *a, const char *b)
{
    bool kana, latin, other_kana, other_latin;
    letters_in(a, &kana, &latin);
    letters_in(b, &other_kana, &other_latin);
    return (kana && other_latin) || (latin && other_kana);
}
