/* Strict JSON in, canonical JSON out. */
#include "base/arena.h"
#include "base/buffer.h"
#include "base/digest.h"
#include "base/utf8.h"
#include "model/json.h"

#include <pthread.h>
#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>

static cJSON *read_text(const char *text, struct error *e)
{
    return json_read(text, strlen(text), &JSON_LIMITS_DOCUMENT, "FILE", e);
}

/* Read in one pass with its canonical form, as a member of something larger; in memory of its own and in an arena. */
static void accepts_in_one_pass(const char *text, const char *canonical)
{
    struct error e = {.text = ""};
    struct arena arena = {0};
    struct buffer whole, out, scratch, tree_out;
    buffer_init(&whole, BUFFER_MAX_DOCUMENT * 2);
    buffer_init(&out, BUFFER_MAX_DOCUMENT);
    buffer_init(&scratch, BUFFER_MAX_DOCUMENT);
    buffer_init(&tree_out, BUFFER_MAX_DOCUMENT);
    buffer_add_text(&whole, "{\"z\":{\"document\":0},\"docu\\u006dent\":");
    buffer_add_text(&whole, text);
    buffer_add_text(&whole, ",\"a\":[1,{\"document\":2}]}");
    for (int i = 0; i < 2; i++) {
        const struct json_extract extract = {.arena = i == 0 ? NULL : &arena, .member = "document", .canonical = &out, .scratch = &scratch};
        struct json_limits limits = JSON_LIMITS_DOCUMENT;
        limits.depth++;
        limits.bytes += 64;
        limits.values += 64;
        cJSON *tree = json_read_canonical(whole.data, whole.length, &limits, "FILE", &extract, &e);
        if (!tree) {
            fail_msg("%s was refused: %s", whole.data, e.text);
        }
        assert_string_equal(buffer_text(&out), canonical);
        buffer_clear(&tree_out);
        assert_int_equal(json_canonical(json_get(tree, "document"), &tree_out, &e), ST_OK);
        assert_string_equal(buffer_text(&tree_out), canonical);
        if (i == 0) {
            cJSON_Delete(tree);
        }
    }
    buffer_release(&whole);
    buffer_release(&out);
    buffer_release(&scratch);
    buffer_release(&tree_out);
    arena_release(&arena);
}

/* Its n bytes alone, so that a sanitizer sees whatever is read or written behind them. The caller frees it. */
static char *own_bytes(const char *bytes, size_t n)
{
    char *own = malloc(n > 0 ? n : 1);
    assert_non_null(own);
    memcpy(own, bytes, n);
    return own;
}

/* Read in place; a copy of the tree outlives the text and the arena. */
static void accepts_in_place(const char *text, const char *canonical)
{
    struct error e = {.text = ""};
    struct arena arena = {0};
    struct buffer out;
    char *own = own_bytes(text, strlen(text));
    const cJSON *tree = json_read_in_place(own, strlen(text), &JSON_LIMITS_DOCUMENT, "FILE", &arena, &e);
    if (!tree) {
        fail_msg("%s was refused: %s", text, e.text);
    }
    buffer_init(&out, BUFFER_MAX_DOCUMENT);
    assert_int_equal(json_canonical(tree, &out, &e), ST_OK);
    assert_string_equal(buffer_text(&out), canonical);
    cJSON *copy = cJSON_Duplicate(tree, true);
    arena_release(&arena);
    free(own);
    buffer_clear(&out);
    assert_int_equal(json_canonical(copy, &out, &e), ST_OK);
    assert_string_equal(buffer_text(&out), canonical);
    cJSON_Delete(copy);
    buffer_release(&out);
}

static void accepts(const char *text, const char *canonical)
{
    struct error e = {.text = ""};
    struct buffer out;
    cJSON *tree = read_text(text, &e);
    if (!tree) {
        fail_msg("%s was refused: %s", text, e.text);
    }
    assert_int_equal(json_check(text, strlen(text), &JSON_LIMITS_DOCUMENT, "FILE", &e), ST_OK);
    buffer_init(&out, BUFFER_MAX_DOCUMENT);
    assert_int_equal(json_canonical(tree, &out, &e), ST_OK);
    assert_string_equal(buffer_text(&out), canonical);
    buffer_release(&out);
    cJSON_Delete(tree);
    accepts_in_one_pass(text, canonical);
    accepts_in_place(text, canonical);
}

/* Refused by all readers with the same sentence; place is "line L, column C", words are in it. */
static void refuses_bytes(const char *bytes, size_t n, const char *place, const char *words)
{
    struct error e = {.text = ""}, again = {.text = ""};
    char begin[80];
    cJSON *tree = json_read(bytes, n, &JSON_LIMITS_DOCUMENT, "FILE", &e);
    if (tree) {
        fail_msg("was accepted: %s", bytes);
    }
    assert_int_equal(e.status, ST_INPUT);
    (void)snprintf(begin, sizeof begin, "FILE, %s: ", place);
    if (strncmp(e.text, begin, strlen(begin)) != 0 || !strstr(e.text, words)) {
        fail_msg("%s: wanted \"%s… %s\", got \"%s\"", bytes, begin, words, e.text);
    }
    assert_int_equal(json_check(bytes, n, &JSON_LIMITS_DOCUMENT, "FILE", &again), ST_INPUT);
    assert_string_equal(e.text, again.text);
    struct arena arena = {0};
    struct buffer out, scratch;
    buffer_init(&out, BUFFER_MAX_DOCUMENT);
    buffer_init(&scratch, BUFFER_MAX_DOCUMENT);
    const struct json_extract extract = {.arena = &arena, .member = "a", .canonical = &out, .scratch = &scratch};
    assert_null(json_read_canonical(bytes, n, &JSON_LIMITS_DOCUMENT, "FILE", &extract, &again));
    assert_string_equal(e.text, again.text);
    assert_string_equal(buffer_text(&out), "");
    buffer_release(&out);
    buffer_release(&scratch);
    char *own = own_bytes(bytes, n);
    assert_null(json_read_in_place(own, n, &JSON_LIMITS_DOCUMENT, "FILE", &arena, &again));
    assert_string_equal(e.text, again.text);
    free(own);
    arena_release(&arena);
}

static void refuses(const char *text, const char *place, const char *words)
{
    refuses_bytes(text, strlen(text), place, words);
}

static void test_accepts(void **state)
{
    (void)state;
    accepts("null", "null");
    accepts(" \t\r\n true \n", "true");
    accepts("false", "false");
    accepts("0", "0");
    accepts("-1", "-1");
    accepts("9007199254740991", "9007199254740991");
    accepts("-9007199254740991", "-9007199254740991");
    accepts("\"\"", "\"\"");
    accepts("[]", "[]");
    accepts("{ }", "{}");
    accepts("[ 1 , [ ] , { \"a\" : [ null ] } ]", "[1,[],{\"a\":[null]}]");
    accepts("\"\\ud83d\\ude00 \\u3042\"", "\"😀 あ\"");
    accepts("\"\\/\\u002f\"", "\"//\"");
    accepts("{\"\\u0061\":1}", "{\"a\":1}");
    accepts("{\"text\" : \"a\",\"\\u006e\":[\"\",\"\\t\",\"日本\",\"日\\u672c\"]}",
            "{\"n\":[\"\",\"\\t\",\"日本\",\"日本\"],\"text\":\"a\"}");
    accepts("{\"b\":1,\"a\":{\"b\":2},\"A\":3}", "{\"A\":3,\"a\":{\"b\":2},\"b\":1}");
    accepts("\"\x7f\"", "\"\x7f\"");
    accepts("{\"a\":1,\"b\":{\"a\":1},\"c\":[{\"a\":1},{\"a\":1}]}", "{\"a\":1,\"b\":{\"a\":1},\"c\":[{\"a\":1},{\"a\":1}]}");
    /* keys that begin alike, are one another's beginning, or have an escape */
    accepts("{\"abcdefghi\":1,\"abcdefgh\":2,\"abcdefgha\":3,\"abcdefg\":4,\"a\":5,\"\":6,\"abcdefg\\n\":7,\"B\":8}",
            "{\"\":6,\"B\":8,\"a\":5,\"abcdefg\":4,\"abcdefg\\n\":7,\"abcdefgh\":2,\"abcdefgha\":3,\"abcdefghi\":1}");
}

static void test_refuses_structure(void **state)
{
    (void)state;
    refuses("", "line 1, column 1", "too early");
    refuses("  \n ", "line 2, column 2", "too early");
    refuses("\xEF\xBB\xBF{}", "line 1, column 1", "byte order mark");
    refuses("\xFF\xFE{}", "line 1, column 1", "not UTF-8");
    refuses("{} {}", "line 1, column 4", "Nothing may follow");
    refuses("{}\n]", "line 2, column 1", "Nothing may follow");
    refuses_bytes("{}\0", 3, "line 1, column 3", "Nothing may follow");
    refuses_bytes("{\0}", 3, "line 1, column 2", "key in quotes");
    refuses("[1,]", "line 1, column 4", "]");
    refuses("[1 2]", "line 1, column 4", "comma");
    refuses("[1", "line 1, column 3", "too early");
    refuses("[", "line 1, column 2", "too early");
    refuses("{\"a\":1,}", "line 1, column 8", "}");
    refuses("{\"a\" 1}", "line 1, column 6", "colon");
    refuses("{\"a\"", "line 1, column 5", "too early");
    refuses("{\"a\":}", "line 1, column 6", "}");
    refuses("{a:1}", "line 1, column 2", "key in quotes");
    refuses("{'a':1}", "line 1, column 2", "key in quotes");
    refuses("{\"a\":1 \"b\":2}", "line 1, column 8", "comma");
    refuses("{", "line 1, column 2", "too early");
    refuses("// a\n1", "line 1, column 1", "/");
    refuses("[1,/**/2]", "line 1, column 4", "/");
    refuses("NaN", "line 1, column 1", "N");
    refuses("Infinity", "line 1, column 1", "I");
    refuses("tru", "line 1, column 4", "too early");
    refuses("True", "line 1, column 1", "T");
    refuses("nul1", "line 1, column 1", "n");
    refuses("[\n  1,\n  あ]", "line 3, column 3", "あ");
    refuses("[\"ああ\", x]", "line 1, column 8", "x");
    refuses("\x1b[31m", "line 1, column 1", "U+001B");
    refuses("[1,\v2]", "line 1, column 4", "U+000B");
    refuses("[\u00a0"
            "1]",
            "line 1, column 2", "cannot stand");
    refuses("[\xE2\x80\xAE"
            "1]",
            "line 1, column 2", "U+202E");
}

static void test_refuses_numbers(void **state)
{
    (void)state;
    refuses("-0", "line 1, column 1", "write 0");
    refuses("01", "line 1, column 1", "begin with a zero");
    refuses("00", "line 1, column 1", "begin with a zero");
    refuses("-01", "line 1, column 1", "begin with a zero");
    refuses("1.0", "line 1, column 1", "whole numbers");
    refuses("-0.0", "line 1, column 1", "whole numbers");
    refuses("1e3", "line 1, column 1", "whole numbers");
    refuses("1E3", "line 1, column 1", "whole numbers");
    refuses("9007199254740992", "line 1, column 1", "too large");
    refuses("-9007199254740992", "line 1, column 1", "too large");
    refuses("[18446744073709551617]", "line 1, column 2", "too large");
    refuses("[99999999999999999999999999999999999999999999999999]", "line 1, column 2", "too large");
    refuses("+1", "line 1, column 1", "+");
    refuses(".5", "line 1, column 1", ".");
    refuses("-", "line 1, column 2", "too early");
    refuses("-a", "line 1, column 2", "a");
    refuses("0x10", "line 1, column 2", "Nothing may follow");
}

static void test_refuses_texts(void **state)
{
    (void)state;
    refuses("\"a", "line 1, column 3", "too early");
    refuses("\"\\", "line 1, column 3", "too early");
    refuses("\"\\u12", "line 1, column 6", "too early");
    refuses("\"\\u12\"", "line 1, column 2", "four hexadecimal");
    refuses("\"\\u12g4\"", "line 1, column 2", "four hexadecimal");
    refuses("\"\\x41\"", "line 1, column 2", "backslash");
    refuses("\"\\U0041\"", "line 1, column 2", "backslash");
    refuses("\"\\u0000\"", "line 1, column 2", "U+0000");
    refuses("{\"a\\u0000\":1}", "line 1, column 4", "U+0000");
    refuses_bytes("\"a\0b\"", 5, "line 1, column 3", "U+0000");
    refuses("\"\\ud800\"", "line 1, column 2", "half of a character");
    refuses("\"\\ud800\\u0041\"", "line 1, column 2", "half of a character");
    refuses("\"\\udc00\\ud800\"", "line 1, column 2", "half of a character");
    refuses("\"\\ud800\\ud800\"", "line 1, column 2", "half of a character");
    refuses("\"\\ud83d", "line 1, column 2", "half of a character");
    refuses("\"a\nb\"", "line 1, column 3", "U+000A");
    refuses("\"a\tb\"", "line 1, column 3", "U+0009");
    refuses("\"\xC0\x80\"", "line 1, column 2", "not UTF-8");
    refuses("\"\xED\xA0\x80\"", "line 1, column 2", "not UTF-8");
    refuses("\"\xF4\x90\x80\x80\"", "line 1, column 2", "not UTF-8");
    refuses("\"\xE3\x81\"", "line 1, column 2", "not UTF-8");
    refuses("\"\xE3\x81", "line 1, column 3", "ends too early"); /* cut off within a character */
    refuses("\"\xE3(", "line 1, column 2", "not UTF-8");
    refuses("\"\xC1", "line 1, column 2", "not UTF-8");
    refuses("\"\xE3\"\"", "line 1, column 2", "not UTF-8");
    refuses("\"\xFF\"", "line 1, column 2", "not UTF-8");
}

/* Texts are looked at many bytes at a time: any three bytes, at each place of a longer text, count as what they are alone. */
static void test_characters_anywhere(void **state)
{
    (void)state;
    static const unsigned char FOLLOWERS[] = {0x22, 0x41, 0x5C, 0x7F, 0x80, 0x8F, 0x90, 0x9F, 0xA0, 0xBF, 0xC0, 0xE3, 0xFF};
    const size_t n = sizeof FOLLOWERS;
    for (int lead = 0x7F; lead <= 0xFF; lead++) {
        for (size_t i = 0; i < n * n; i++) {
            const char bytes[] = {(char)lead, (char)FOLLOWERS[i / n], (char)FOLLOWERS[i % n], '\0'};
            if (strpbrk(bytes, "\"\\") != NULL) {
                continue;
            }
            const bool valid = utf8_valid(bytes, 3);
            for (size_t before = 0; before < 7; before++) {
                char text[64] = "\"";
                for (size_t k = 0; k < before; k++) {
                    memcpy(text + 1 + 3 * k, "手", 3);
                }
                memcpy(text + 1 + 3 * before, bytes, 3);
                memcpy(text + 4 + 3 * before, "を洗うとよい。\"", sizeof "を洗うとよい。\"");
                struct error e;
                if ((json_check(text, strlen(text), &JSON_LIMITS_DOCUMENT, "FILE", &e) == ST_OK) != valid) {
                    fail_msg("%02x %02x %02x after %zu", (unsigned)lead, FOLLOWERS[i / n], FOLLOWERS[i % n], before);
                }
            }
        }
    }
}

static void test_refuses_keys(void **state)
{
    (void)state;
    refuses("{\"abcdefgh\":1,\"abcdefgh\":2}", "line 1, column 15", "“abcdefgh”");
    refuses("{\"abcdefghi\":1,\"abcdefgh\":1,\"abcdefghi\":2}", "line 1, column 29", "“abcdefghi”");
    refuses("{\"a\":1,\"a\":1}", "line 1, column 8", "“a”");
    refuses("{\"a\":1,\n \"\\u0061\":1}", "line 2, column 2", "“a”");
    refuses("{\"\\u0061\":1,\"\\u0061\":2}", "line 1, column 13", "“a”");
    refuses("{\"x\":{\"a\":1,\"b\":[{\"a\":1,\"c\":0,\"a\":2}]}}", "line 1, column 31", "“a”");
    refuses("{\"a\":1,\"b\":2,\"c\":3,\"d\":4,\"e\":5,\"f\":6,\"g\":7,\"h\":8,\"i\":9,\"e\":0}", "line 1, column 56", "“e”");
    refuses("{\"note\":1,\"level\":2,\"\\u006eote\":3}", "line 1, column 21", "“note”");
    refuses("{\"\":1,\"\":2}", "line 1, column 7", "“”");
    refuses("{\"あ\":1}", "line 1, column 2", "ASCII");
    refuses("{\"\\u3042\":1}", "line 1, column 2", "ASCII");
    refuses("{\"\\u0080\":1}", "line 1, column 2", "ASCII");
    refuses("{\"a\x1b[1m\":1}", "line 1, column 4", "U+001B");
    refuses("{\"\\u001b\":1,\"\\u001b\":1}", "line 1, column 13", "“\uFFFD”"); /* cleaned before it is shown */
}

/* Many keys take the sorting path; the first repetition in the source is the one named. */
static void test_many_keys(void **state)
{
    (void)state;
    struct buffer text;
    struct error e;
    buffer_init(&text, BUFFER_MAX_DOCUMENT);
    for (int round = 0; round < 2; round++) {
        buffer_clear(&text);
        buffer_add_char(&text, '{');
        for (int i = 0; i < 100000; i++) {
            buffer_add_format(&text, "%s\"k%d\":%d", i ? ",\n" : "", (i * 7919) % 100000, i);
        }
        if (round == 1) {
            buffer_add_text(&text, ",\n\"z\":1,\n\"z\":1,\n\"k5\":0");
        }
        buffer_add_char(&text, '}');
        assert_false(text.failed);
        cJSON *tree = read_text(text.data, &e);
        if (round == 0) {
            assert_non_null(tree);
            cJSON_Delete(tree);
        } else {
            assert_null(tree);
            assert_string_equal(e.text, "FILE, line 100002, column 1: The key “z” appears twice in the same object.");
        }
    }
    buffer_release(&text);
}

static void test_limits(void **state)
{
    (void)state;
    static const struct json_limits small = {.bytes = 40, .depth = 3, .string = 4, .values = 6};
    static const struct {
        const char *text;
        bool accepted;
    } cases[] = {
        {"[[[]]]", true},
        {"[[[[]]]]", false},
        {"[{\"a\":[]}]", true},
        {"[{\"a\":{\"b\":[]}}]", false},
        {"\"1234\"", true},
        {"\"12345\"", false},
        {"\"\\u3042a\"", true},
        {"\"\\u3042ab\"", false},
        {"{\"12345\":1}", false},
        {"[1,2,3,4,5]", true},
        {"[1,2,3,4,5,6]", false},
        {"{\"a\":1,\"b\":[2,3,4]}", true},
        {"[1,2,      3,                         4]", true},
        {"[1,2,      3,                          4]", false},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct error e = {.text = ""};
        cJSON *tree = json_read(cases[i].text, strlen(cases[i].text), &small, "FILE", &e);
        if ((tree != NULL) != cases[i].accepted) {
            fail_msg("%s: %s", cases[i].text, e.text);
        }
        if (!tree) {
            assert_non_null(strstr(e.text, "limit"));
        }
        cJSON_Delete(tree);
    }
    /* A hundred thousand brackets end in a refusal, not in a stack overflow. */
    struct buffer text;
    buffer_init(&text, BUFFER_MAX_DOCUMENT);
    for (int i = 0; i < 100000; i++) {
        buffer_add_char(&text, '[');
    }
    refuses(text.data, "line 1, column 33", "deeper");
    buffer_release(&text);
}

/* RFC 8785, section 3.2.3: the published example of sorting. The strict reader refuses such keys, so the tree is built here. */
static void test_rfc8785_sorting(void **state)
{
    (void)state;
    static const char *const members[][2] = {
        {"\u20ac", "Euro Sign"},
        {"\r", "Carriage Return"},
        {"\ufb33", "Hebrew Letter Dalet With Dagesh"},
        {"1", "One"},
        {"\U0001F600", "Emoji: Grinning Face"},
        {"\xC2\x80", "Control"},
        {"\u00f6", "Latin Small Letter O With Diaeresis"},
    };
    struct error e;
    struct buffer out;
    cJSON *tree = cJSON_CreateObject();
    for (size_t i = 0; i < sizeof members / sizeof *members; i++) {
        assert_true(json_put_text(tree, members[i][0], members[i][1]));
    }
    buffer_init(&out, BUFFER_MAX_DOCUMENT);
    assert_int_equal(json_canonical(tree, &out, &e), ST_OK);
    assert_string_equal(buffer_text(&out), "{\"\\r\":\"Carriage Return\",\"1\":\"One\",\"\xC2\x80\":\"Control\","
                                           "\"\u00f6\":\"Latin Small Letter O With Diaeresis\",\"\u20ac\":\"Euro Sign\","
                                           "\"\U0001F600\":\"Emoji: Grinning Face\",\"\ufb33\":\"Hebrew Letter Dalet With Dagesh\"}");
    buffer_release(&out);
    cJSON_Delete(tree);
}

/* RFC 8785, section 3.2.2: the example without its fractions, which the formats do not allow. */
static void test_rfc8785_literals(void **state)
{
    (void)state;
    accepts("{\n  \"string\": \"\\u20ac$\\u000F\\u000aA'\\u0042\\u0022\\u005c\\\\\\\"\\/\",\n  \"literals\": [null, true, false]\n}",
            "{\"literals\":[null,true,false],\"string\":\"€$\\u000f\\nA'B\\\"\\\\\\\\\\\"/\"}");
    /* Section 3.2.2.2: each control character in its shortest form. */
    accepts("\"\\u0001\\u0007\\u0008\\u0009\\u000a\\u000b\\u000c\\u000d\\u000e\\u001f\\u0020\\u007f\"",
            "\"\\u0001\\u0007\\b\\t\\n\\u000b\\f\\r\\u000e\\u001f \x7f\"");
}

static void test_canonical_refuses(void **state)
{
    (void)state;
    static const double numbers[] = {0.5, 1e300, -1e300, 9007199254740992.0};
    struct error e;
    struct buffer out;
    buffer_init(&out, 64);
    for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++) {
        cJSON *number = cJSON_CreateNumber(numbers[i]);
        assert_int_equal(json_canonical(number, &out, &e), ST_INPUT);
        cJSON_Delete(number);
    }
    cJSON *zero = cJSON_CreateNumber(-0.0);
    assert_int_equal(json_canonical(zero, &out, &e), ST_OK);
    assert_string_equal(buffer_text(&out), "0");
    cJSON_Delete(zero);
    cJSON *text = cJSON_CreateString("a\xFF");
    assert_int_equal(json_canonical(text, &out, &e), ST_INPUT);
    cJSON_Delete(text);
    buffer_clear(&out);
    text = cJSON_CreateString("0123456789012345678901234567890123456789012345678901234567890123456789");
    assert_int_equal(json_canonical(text, &out, &e), ST_INPUT);
    assert_non_null(strstr(e.text, "64 bytes"));
    cJSON_Delete(text);
    buffer_release(&out);
}

static void test_digest_ignores_layout(void **state)
{
    (void)state;
    struct error e;
    char one[SHA256_TEXT], other[SHA256_TEXT], direct[SHA256_TEXT];
    cJSON *a = read_text("{\"b\":[1,2],\"a\":\"\\u3042\"}", &e), *b = read_text("{\n \"a\": \"あ\",\n \"b\": [ 1, 2 ]\n}\n", &e);
    assert_int_equal(json_digest(a, one, &e), ST_OK);
    assert_int_equal(json_digest(b, other, &e), ST_OK);
    sha256_hex("{\"a\":\"あ\",\"b\":[1,2]}", strlen("{\"a\":\"あ\",\"b\":[1,2]}"), direct);
    assert_string_equal(one, other);
    assert_string_equal(one, direct);
    cJSON_Delete(a);
    cJSON_Delete(b);
}

static void test_pretty(void **state)
{
    (void)state;
    struct error e;
    struct buffer out;
    cJSON *tree = read_text("{\"b\":[1,{\"c\":\"x\\ny\"}],\"a\":{},\"d\":[]}", &e);
    buffer_init(&out, BUFFER_MAX_DOCUMENT);
    assert_int_equal(json_pretty(tree, &out, &e), ST_OK);
    assert_string_equal(buffer_text(&out), "{\n \"b\": [\n  1,\n  {\n   \"c\": \"x\\ny\"\n  }\n ],\n \"a\": {},\n \"d\": []\n}\n");
    buffer_release(&out);
    cJSON_Delete(tree);
}

static void test_members(void **state)
{
    (void)state;
    struct error e;
    cJSON *tree = read_text("{\"Text\":\"T\",\"text\":\"t\",\"n\":9007199254740991,\"yes\":true,\"one\":1}", &e);
    assert_string_equal(json_text(tree, "text"), "t");
    assert_null(json_text(tree, "TEXT"));
    assert_null(json_text(tree, "n"));
    assert_null(json_get(NULL, "n"));
    assert_true(json_integer(tree, "n", 0) == 9007199254740991);
    assert_true(json_integer(tree, "text", -5) == -5);
    assert_true(json_true(tree, "yes"));
    assert_false(json_true(tree, "one"));
    assert_true(json_put_text(tree, "text", "new"));
    assert_true(json_put_integer(tree, "last", 3));
    assert_false(json_put(tree, "none", NULL));
    json_remove(tree, "Text");
    json_remove(tree, "not there");
    struct buffer out;
    buffer_init(&out, BUFFER_MAX_TEXT);
    assert_int_equal(json_canonical(tree, &out, &e), ST_OK);
    assert_string_equal(buffer_text(&out), "{\"last\":3,\"n\":9007199254740991,\"one\":1,\"text\":\"new\",\"yes\":true}");
    buffer_release(&out);
    cJSON_Delete(tree);
}

/* Trees share memory between nodes, texts and frequent keys; a copy, a member moved elsewhere and one replaced stand alone. */
static void test_copies_stand_alone(void **state)
{
    (void)state;
    struct error e;
    struct buffer out;
    cJSON *tree = read_text("{\"note\":\"one\",\"own\":{\"note\":\"two\",\"x\":[\"three\"]},\"level\":1}", &e);
    cJSON *copy = cJSON_Duplicate(tree, true), *other = cJSON_CreateObject();
    assert_true(json_put(other, "moved", cJSON_DetachItemFromObjectCaseSensitive(tree, "note")));
    assert_true(json_put_text(tree, "level", "four"));
    assert_true(json_put(other, "note", cJSON_DetachItemFromObjectCaseSensitive(tree, "own")));
    cJSON_Delete(tree);
    buffer_init(&out, BUFFER_MAX_TEXT);
    assert_int_equal(json_canonical(copy, &out, &e), ST_OK);
    assert_int_equal(json_canonical(other, &out, &e), ST_OK);
    assert_string_equal(buffer_text(&out), "{\"level\":1,\"note\":\"one\",\"own\":{\"note\":\"two\",\"x\":[\"three\"]}}"
                                           "{\"moved\":\"one\",\"note\":{\"note\":\"two\",\"x\":[\"three\"]}}");
    buffer_release(&out);
    cJSON_Delete(copy);
    cJSON_Delete(other);
}

static bool same(const char *a, const char *b, const char *but)
{
    struct error e;
    cJSON *x = read_text(a, &e), *y = read_text(b, &e);
    assert_non_null(x);
    assert_non_null(y);
    const bool is = json_same(x, y, but);
    cJSON_Delete(x);
    cJSON_Delete(y);
    return is;
}

static void test_same(void **state)
{
    (void)state;
    static const char *const different[] = {"null",
                                            "true",
                                            "false",
                                            "0",
                                            "9007199254740991",
                                            "9007199254740990",
                                            "\"\"",
                                            "\"0\"",
                                            "[]",
                                            "{}",
                                            "[[]]",
                                            "[0]",
                                            "[0,0]",
                                            "{\"a\":0}",
                                            "{\"b\":0}",
                                            "{\"a\":\"0\"}",
                                            "{\"a\":0,\"b\":0}",
                                            "{\"b\":0,\"a\":0}",
                                            "{\"a\":{\"b\":0}}"};
    for (size_t i = 0; i < sizeof different / sizeof *different; i++) {
        for (size_t k = 0; k < sizeof different / sizeof *different; k++) {
            if (same(different[i], different[k], NULL) != (i == k)) {
                fail_msg("%s, %s", different[i], different[k]);
            }
        }
    }
    assert_true(same("{ \"a\" : [ \"\\u0062\" ] }", "{\"a\":[\"b\"]}", NULL));
    assert_true(same("{\"a\":1,\"s\":2,\"b\":3}", "{\"a\":1,\"b\":3}", "s"));
    assert_true(same("{\"a\":1}", "{\"a\":1}", "s"));
    assert_false(same("{\"a\":1}", "{\"a\":1,\"s\":2}", "s"));  /* only the first may have it */
    assert_false(same("{\"a\":{\"s\":2}}", "{\"a\":{}}", "s")); /* and only outermost */
    assert_false(json_same(NULL, NULL, NULL));
}

static void *read_in_thread(void *argument)
{
    char wanted[80];
    int number = *(int *)argument;
    (void)snprintf(wanted, sizeof wanted, "FILE, line 1, column %d: ", number + 1);
    char text[32];
    (void)snprintf(text, sizeof text, "%*s", number + 1, "x");
    for (int i = 0; i < 2000; i++) {
        struct error e = {.text = ""};
        cJSON *tree = read_text("{\"a\":[1,2,3,{\"b\":\"c\"}]}", &e);
        cJSON_Delete(tree);
        if (!tree || read_text(text, &e) || strncmp(e.text, wanted, strlen(wanted)) != 0) {
            return argument;
        }
    }
    return NULL;
}

/* Each thread gets its own position and sentence. */
static void test_threads(void **state)
{
    (void)state;
    pthread_t threads[4];
    int numbers[4] = {0, 3, 7, 20};
    for (int i = 0; i < 4; i++) {
        assert_int_equal(pthread_create(&threads[i], NULL, read_in_thread, &numbers[i]), 0);
    }
    for (int i = 0; i < 4; i++) {
        void *failed;
        assert_int_equal(pthread_join(threads[i], &failed), 0);
        assert_null(failed);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_accepts),
        cmocka_unit_test(test_refuses_structure),
        cmocka_unit_test(test_refuses_numbers),
        cmocka_unit_test(test_refuses_texts),
        cmocka_unit_test(test_characters_anywhere),
        cmocka_unit_test(test_refuses_keys),
        cmocka_unit_test(test_many_keys),
        cmocka_unit_test(test_limits),
        cmocka_unit_test(test_rfc8785_sorting),
        cmocka_unit_test(test_rfc8785_literals),
        cmocka_unit_test(test_canonical_refuses),
        cmocka_unit_test(test_digest_ignores_layout),
        cmocka_unit_test(test_pretty),
        cmocka_unit_test(test_members),
        cmocka_unit_test(test_threads),
        cmocka_unit_test(test_copies_stand_alone),
        cmocka_unit_test(test_same),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
