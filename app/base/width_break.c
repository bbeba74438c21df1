#include "base/width.h"

#include "base/utf8.h"

#include <uniwidth.h>

/* Characters that start no line: closing marks, sound marks, small kana, iteration marks (JIS X 4051, classes 2–5 and 9, 11). */
static const char no_start[] = "、。，．・：；？！‼⁇⁈⁉゛゜ゝゞヽヾ々〻ー‐゠–〜～’”）〕］｝〉》」』】〙〗〟｠»％‰℃…‥"
                               "ぁぃぅぇぉっゃゅょゎゕゖァィゥェォッャュョヮヵヶㇰㇱㇲㇳㇴㇵㇶㇷㇸㇹㇺㇻㇼㇽㇾㇿ"
                               "｡｣､･ｧｨｩｪｫｬｭｮｯｰﾞﾟ,.:;!?)]}%";
/* Characters that end no line: opening marks and what stands before a figure. */
static const char no_end[] = "‘“（〔［｛〈《「『【〘〖〝｟«｢￥＄￡([{";

static bool listed(const char *list, uint32_t c)
{
    char bytes[5] = "";
    return utf8_encode(c, bytes) > 0 && c != 0 && strstr(list, bytes) != NULL;
}

/* White space at which a line may end and which is swallowed there. */
static bool is_space(uint32_t c)
{
    return c == ' ' || c == '\t' || c == 0x3000;
}

enum script { SCRIPT_HIRAGANA, SCRIPT_KATAKANA, SCRIPT_KANJI, SCRIPT_OTHER };

/* Half-width and full-width katakana alike; the long sound mark belongs to the word before it. */
static enum script script_of(uint32_t c)
{
    if (c >= 0x3041 && c <= 0x309F) {
        return SCRIPT_HIRAGANA;
    }
    if ((c >= 0x30A1 && c <= 0x30FF && c != 0x30FB) || (c >= 0xFF66 && c <= 0xFF9F)) {
        return SCRIPT_KATAKANA;
    }
    const bool kanji = c == 0x3005 || c == 0x3006 || (c >= 0x3400 && c <= 0x4DBF) || (c >= 0x4E00 && c <= 0x9FFF) ||
                       (c >= 0xF900 && c <= 0xFAFF) || (c >= 0x20000 && c <= 0x3FFFF);
    return kanji ? SCRIPT_KANJI : SCRIPT_OTHER;
}

/* Between two such characters, or one such and a Latin word, a line may end. Hangul Jamo are the first of them. */
static bool is_wide(uint32_t c)
{
    return c >= 0x1100 && ((c >= 0xFF61 && c <= 0xFF9F) || uc_width(c, "UTF-8") == 2);
}

static bool may_break(uint32_t before, uint32_t after)
{
    if (!is_wide(before) && !is_wide(after)) {
        return false;
    }
    const bool plain = script_of(after) == SCRIPT_KANJI && after != 0x3005; /* 々 starts no line */
    return (plain || !listed(no_start, after)) && (script_of(before) != SCRIPT_OTHER || !listed(no_end, before));
}

static uint32_t first_character(const char *s, size_t n)
{
    uint32_t c = (unsigned char)s[0];
    if (c >= 0x80 && utf8_decode(s, n, &c) == 0) {
        return 0xFFFD;
    }
    return c;
}

/* ---- phrases ---- */

/* What stands before a place at which a line may end. */
struct context {
    uint32_t before;
    int hiragana; /* characters of it in a row, up to and with `before` */
    bool opening; /* that row of hiragana begins a phrase: は of はじめ is no particle there */
    size_t word;  /* where the word begins: behind the last white space */
};

/* Hiragana between kanji belongs to a compound (書き出す, 合い言葉, つなぎ方) when it is the stem of a verb, which ends in i or e, and
 * short; everything else there ends a phrase: particles, な, た, and verbs and adjectives before a noun (使う人, 新しい人). */
static bool ends_phrase(const struct context *c, uint32_t after)
{
    const bool stem = listed("きぎしじちぢひびぴみりえけげせぜねべぺめれ", c->before);
    if (listed("っおご", c->before)) { /* 真っ先, お客様, ご連絡 */
        return false;
    }
    if ((c->before == 0x304B && listed("月所国年", after)) || (c->before == 0x3064 && listed("目", after))) { /* 三か月, 二つ目 */
        return false;
    }
    if (stem && listed("方直込替換", after)) { /* つなぎ方, かけ直す, however many particles stand before the stem */
        return false;
    }
    if (c->before == 0x3044) { /* い: 合い言葉, but 新しい人 */
        return c->hiragana > 1;
    }
    return c->hiragana > 2 || !stem;
}

/* Hiragana after hiragana: a particle that is hardly ever part of a word before these letters, and て before what helps its verb
 * (しています, してください). The other particles are too often letters of a word. */
static bool splits_hiragana(const struct context *c, uint32_t after, uint32_t next)
{
    if (listed("おご", after) && script_of(next) == SCRIPT_KANJI) { /* 取引先のお客様 */
        return true;
    }
    if (c->opening && c->hiragana == 1) {
        return false;
    }
    switch (c->before) {
    case 0x306B: /* に: 設定になっています */
        return listed("あいおしすつでな", after);
    case 0x304C: /* が: 入口があります; not 上がる, nor ちがい */
        return listed("あで", after) || (c->hiragana == 1 && listed("いすつなよわ", after));
    case 0x306F: /* は */
        return c->hiragana == 1;
    case 0x3066: /* て */
        return listed("いおくしみ", after);
    default:
        return false;
    }
}

/* Whether a phrase (文節) begins with `after`, as far as the kinds of characters tell: no dictionary is asked. */
static bool phrase_begins(const struct context *c, uint32_t after, uint32_t next)
{
    const enum script from = script_of(c->before), to = script_of(after);
    if (to == SCRIPT_OTHER && listed(no_end, after)) { /* an opening bracket */
        return true;
    }
    switch (from) {
    case SCRIPT_HIRAGANA:
        return c->before == 0x3092 || (to == SCRIPT_HIRAGANA ? splits_hiragana(c, after, next) : ends_phrase(c, after)); /* を */
    case SCRIPT_OTHER: /* what follows a quotation is its particle */
        return listed("、。，．！？：；・｡､･", c->before) || (to != SCRIPT_HIRAGANA && listed("）］｝」』】〉》)]", c->before));
    default:
        return false; /* inside a word, before its okurigana or its particle, or between the parts of a compound (VPN装置) */
    }
}

/* ---- lines ---- */

#define TAIL_COLUMNS 11 /* a last line has more than ください。 */

/* A place at which a line may end. */
struct place {
    size_t end;   /* of the line; 0: there is no such place */
    size_t after; /* where the text goes on */
    int used;     /* columns of the line */
};

/* The last places found within the columns; the phrases only if they are asked for. */
struct places {
    struct place any;    /* always given: at worst within a word */
    struct place phrase; /* where a phrase begins */
    struct place path;   /* behind a slash of the word that the line ends in */
    bool weak;  /* the phrase's place is only better than none: it takes no other's place that is near, and leaves its own to the next */
    bool whole; /* the text fits up to its end or a newline: any is that end */
};

/* How far a line may stay short of its columns to end at a phrase: a phrase or two, and no more than half of it. */
static int reach(int columns)
{
    const int third = columns / 3 > 20 ? 20 : columns / 3;
    return third >= 10 ? third : columns / 2 < 10 ? columns / 2 : 10;
}

/* White space between a key, or another Latin word, and its particle (「f で」): the two stay together. */
static bool holds_particle(uint32_t before, uint32_t next)
{
    return ((before >= 'a' && before <= 'z') || (before >= 'A' && before <= 'Z')) && script_of(next) == SCRIPT_HIRAGANA;
}

/* Behind a slash of a path that would be cut within a name otherwise. */
static bool parts_path(const struct places *found, const struct context *c, uint32_t after)
{
    return c->before == '/' && after != '/' && (found->any.end == 0 || found->any.end > c->word);
}

/* A phrase that begins behind the dot between names takes no better place's that is near. */
static void add_phrase(struct places *found, uint32_t before, int columns)
{
    const bool weak = before == 0x30FB;
    if (!weak || found->weak || found->phrase.end == 0 || columns - found->phrase.used > reach(columns)) {
        found->phrase = found->any;
        found->weak = weak;
    }
}

/* Bytes of a word longer than the line that fit, at least a cluster. */
static size_t cut_word(const char *s, size_t n, int columns)
{
    size_t cut = 0;
    int used = 0;
    while (cut < n) {
        int wide;
        const size_t length = width_cluster(s + cut, n - cut, &wide);
        if (cut > 0 && used + wide > columns) {
            break;
        }
        used += wide;
        cut += length;
    }
    return cut;
}

/* Behind it no particle can stand: the text's beginning, a mark that ends a sentence or a part of one, an opening bracket. */
static bool opens_words(uint32_t before)
{
    return before == 0 || listed("、。，．！？：；・｡､･", before) || listed(no_end, before);
}

enum seeking { SEEK_ANY, SEEK_PHRASES };

static struct places find_places(const char *s, size_t n, int columns, enum seeking seeking)
{
    struct places found = {0};
    struct context context = {0};
    bool swallowing = false; /* within white space that began at any.end */
    int used = 0;
    size_t i = 0;
    while (i < n && s[i] != '\n') {
        int wide;
        const size_t length = width_cluster(s + i, n - i, &wide);
        const uint32_t c = first_character(s + i, n - i);
        if (is_space(c)) {
            const bool begins = !swallowing && i > 0 && !is_space(context.before);
            const uint32_t then = i + length < n ? first_character(s + i + length, n - i - length) : 0;
            if (begins && !(seeking != SEEK_ANY && found.any.end > 0 && holds_particle(context.before, then))) {
                found.any = (struct place){i, i, used};
                swallowing = true;
            }
            if (swallowing) {
                found.any.after = i + length;
                found.phrase = found.any;
                found.weak = false;
            }
            context.word = i + length;
            found.path = (struct place){0};
        } else {
            swallowing = false;
            if (i > 0 && !is_space(context.before) && may_break(context.before, c)) {
                found.any = (struct place){i, i, used};
                const size_t behind = i + length;
                if (seeking != SEEK_ANY && phrase_begins(&context, c, behind < n ? first_character(s + behind, n - behind) : 0)) {
                    add_phrase(&found, context.before, columns);
                }
            }
            if (i > 0 && used <= columns && parts_path(&found, &context, c)) {
                found.path = (struct place){i, i, used};
            }
            if (used + wide > columns) {
                break;
            }
        }
        used += wide;
        context.hiragana = script_of(c) == SCRIPT_HIRAGANA ? context.hiragana + 1 : 0;
        context.opening = context.hiragana == 1 ? opens_words(context.before) : context.opening && context.hiragana > 1;
        context.before = c;
        i += length;
    }
    if (i == n || s[i] == '\n') {
        /* The rest fits, but perhaps not its trailing white space. */
        found.any = swallowing && used > columns ? found.any : (struct place){i, i, used};
        found.any.after = i == n ? n : i + 1;
        found.whole = true;
    } else if (found.any.end == 0) {
        const size_t cut = cut_word(s, i, columns);
        found.any = (struct place){cut, cut, columns};
    }
    return found;
}

size_t width_break(const char *s, int columns, size_t *next)
{
    const struct place place = find_places(s, strlen(s), columns, SEEK_ANY).any;
    *next = place.after;
    return place.end;
}

/* Whether what follows a line is only a word's end like 「です。」, or one short Latin word, alone on the last line. */
static bool leaves_tail(const char *rest)
{
    const size_t n = strcspn(rest, "\n");
    int used = 0;
    bool word = true;
    for (size_t i = 0; i < n && used < TAIL_COLUMNS;) {
        int wide;
        word = word && (unsigned char)rest[i] > ' ' && (unsigned char)rest[i] < 0x80;
        i += width_cluster(rest + i, n - i, &wide);
        used += wide;
    }
    return used > 0 && used < TAIL_COLUMNS && (word || script_of(first_character(rest, n)) != SCRIPT_OTHER);
}

/* Whether a line that ends there leaves one hiragana of a word and its mark to the next: 「かかりま|す。」. */
static bool cuts_ending(const char *s, size_t n, size_t end)
{
    if (end == 0 || end >= n || script_of(first_character(s + end, n - end)) != SCRIPT_HIRAGANA) {
        return false;
    }
    int wide;
    const size_t behind = end + width_cluster(s + end, n - end, &wide);
    return behind < n && listed("、。", first_character(s + behind, n - behind));
}

size_t width_break_phrase(const char *s, int columns, size_t *next)
{
    const size_t n = strlen(s);
    const struct places found = find_places(s, n, columns, SEEK_PHRASES);
    const int most = cuts_ending(s, n, found.any.end) ? columns / 2 : reach(columns);
    const bool near = !found.whole && found.phrase.end > 0 && columns - found.phrase.used <= most;
    struct place place = near ? found.phrase : !found.whole && found.path.end > 0 ? found.path : found.any;
    if (!found.whole && leaves_tail(s + place.after)) {
        const struct place before = find_places(s, n, place.used - 1, SEEK_PHRASES).phrase;
        if (before.end > 0 && before.used >= columns / 2) {
            place = before;
        }
    }
    *next = place.after;
    return place.end;
}
