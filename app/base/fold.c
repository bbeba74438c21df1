#include "base/fold.h"

#include "base/buffer.h"
#include "base/fold_variants.h"
#include "base/utf8.h"

#include <stdlib.h>
#include <string.h>
#include <unicase.h>
#include <unictype.h>
#include <uninorm.h>

#define PROLONGED_SOUND 0x30FC

/* Small kana: "ウィンドウズ" and "ウインドウズ" are one word. */
static uint32_t large_kana(uint32_t c)
{
    switch (c) {
    case 0x3041: /* a i u e o, tsu, ya yu yo, wa: the large one follows */
    case 0x3043:
    case 0x3045:
    case 0x3047:
    case 0x3049:
    case 0x3063:
    case 0x3083:
    case 0x3085:
    case 0x3087:
    case 0x308E:
        return c + 1;
    case 0x3095:
        return 0x304B; /* ka */
    case 0x3096:
        return 0x3051; /* ke */
    default:
        return c;
    }
}

/* One character that is neither dropped nor changed by NFKC. words: as in text_fold_words. */
static uint32_t folded(uint32_t c, bool words)
{
    c = large_kana(c >= 0x30A1 && c <= 0x30F6 ? c - 0x60 : c);
    return words && c >= 0x3400 ? fold_variant(c) : c;
}

static bool is_word(uint32_t c)
{
    return uc_is_general_category_withtable(c, UC_CATEGORY_MASK_L | UC_CATEGORY_MASK_M | UC_CATEGORY_MASK_N);
}

/* Which form of the character before it is meant, as Japanese keyboards and registers add it: nobody sees that it is there. */
static bool is_selector(uint32_t c)
{
    return (c >= 0xFE00 && c <= 0xFE0F) || (c >= 0xE0100 && c <= 0xE01EF);
}

/* everything: punctuation too. */
static void add_folded(struct buffer *out, const char *text, size_t n, bool everything, bool words)
{
    for (size_t length; n > 0; text += length, n -= length) {
        uint32_t c;
        char bytes[4];
        length = utf8_decode(text, n, &c);
        if (length == 0) {
            return;
        }
        if (c == PROLONGED_SOUND || (words && is_selector(c)) ||
            (everything ? utf8_is_control(c) || uc_is_property_white_space(c) : !is_word(c))) {
            continue;
        }
        (void)buffer_add(out, bytes, utf8_encode(folded(c, words), bytes));
    }
}

/* Characters that NFKC and case leave as they are, whatever stands beside them: ideographs and kana without a mark of their own behind. */
static bool is_plain(uint32_t c)
{
    return c < 0x80 || (c >= 0x4E00 && c <= 0x9FFF) || (c >= 0x3041 && c <= 0x3096) || (c >= 0x30A1 && c <= 0x30F6) || c == PROLONGED_SOUND;
}

/* Most names are ASCII or plain Japanese, for which the tables are not needed: this is many times faster. False: they are needed. */
static bool add_plain(struct buffer *out, const char *text, size_t n, bool words)
{
    uint32_t c;
    for (size_t at = 0, length; at < n; at += length) {
        length = utf8_decode(text + at, n - at, &c);
        if (length == 0 || !is_plain(c)) {
            return false;
        }
    }
    for (size_t length; n > 0; text += length, n -= length) {
        length = utf8_decode(text, n, &c);
        if (c >= 0x80) {
            char bytes[4];
            (void)(c == PROLONGED_SOUND || buffer_add(out, bytes, utf8_encode(folded(c, words), bytes)));
        } else if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9')) {
            (void)buffer_add_char(out, (char)c);
        } else if (c >= 'A' && c <= 'Z') {
            (void)buffer_add_char(out, (char)(c + 'a' - 'A'));
        }
    }
    return true;
}

static bool is_accented_script(uint32_t c)
{
    const uc_script_t *script = uc_script(c);
    return script != NULL && (strcmp(script->name, "Latin") == 0 || strcmp(script->name, "Greek") == 0);
}

/* Takes the text, which is valid and may be NULL, and gives it back without accents; NULL: out of memory. */
static uint8_t *without_accents(uint8_t *text, size_t *n)
{
    size_t length = 0, kept = 0;
    bool accented = false;
    uint8_t *apart = text == NULL ? NULL : u8_normalize(UNINORM_NFD, text, *n, NULL, &length);
    free(text);
    for (size_t at = 0, size; apart != NULL && at < length; at += size) {
        uint32_t c = 0;
        size = utf8_decode((const char *)apart + at, length - at, &c);
        if (size == 0) {
            break;
        }
        const bool mark = uc_is_general_category_withtable(c, UC_CATEGORY_MASK_Mn);
        accented = mark ? accented : is_accented_script(c);
        if (!mark || !accented) {
            memmove(apart + kept, apart + at, size);
            kept += size;
        }
    }
    uint8_t *together = apart == NULL ? NULL : u8_normalize(UNINORM_NFC, apart, kept, NULL, n);
    free(apart);
    return together;
}

static bool fold(struct buffer *out, const char *text, bool words)
{
    const size_t before = out->length, n = strlen(text);
    if (add_plain(out, text, n, words) && (out->length > before || n == 0)) {
        return !out->failed;
    }
    size_t length = 0;
    uint8_t *cased = utf8_valid(text, n) ? u8_casefold((const uint8_t *)text, n, NULL, UNINORM_NFKC, NULL, &length) : NULL;
    cased = words ? without_accents(cased, &length) : cased;
    if (cased == NULL) {
        return !utf8_valid(text, n) && !out->failed;
    }
    add_folded(out, (const char *)cased, length, false, words);
    if (out->length == before) {
        add_folded(out, (const char *)cased, length, true, words);
    }
    free(cased);
    return !out->failed;
}

static bool is_dash(uint32_t c)
{
    return (c >= 0x2010 && c <= 0x2015) || c == 0x2212 || c == 0x2500; /* hyphens and dashes, minus, a line of a table */
}

/* In "03ー1234": the key is beside that of the hyphen. Behind a letter it is a sound. */
static bool is_number_sign(uint32_t c)
{
    return (c >= '0' && c <= '9') || c == '(' || c == ')';
}

/* 0 stands for an end of the text. */
static bool is_hyphen(uint32_t before, uint32_t c, uint32_t after)
{
    return c == PROLONGED_SOUND ? is_number_sign(before) && is_number_sign(after) : is_dash(c) && before < 0x80 && after < 0x80;
}

/* The text is valid. */
static void add_hyphens(struct buffer *out, const char *text, size_t n)
{
    uint32_t before = 0, c = 0, after = 0;
    for (size_t at = 0, length; at < n; at += length, before = c) {
        length = utf8_decode(text + at, n - at, &c);
        if (length == 0) {
            return;
        }
        after = 0;
        (void)(at + length < n && utf8_decode(text + at + length, n - at - length, &after));
        if (is_hyphen(before, c, after)) {
            (void)buffer_add_char(out, '-');
        } else {
            (void)buffer_add(out, text + at, length);
        }
    }
}

bool text_plain(struct buffer *out, const char *text)
{
    size_t length = 0;
    uint8_t *plain = u8_normalize(UNINORM_NFKC, (const uint8_t *)text, strlen(text), NULL, &length);
    if (plain == NULL) {
        (void)buffer_add(out, text, strlen(text));
    } else {
        add_hyphens(out, (const char *)plain, length);
    }
    free(plain);
    return !out->failed;
}

bool text_fold(struct buffer *out, const char *text)
{
    return fold(out, text, false);
}

bool text_fold_words(struct buffer *out, const char *text)
{
    return fold(out, text, true);
}
