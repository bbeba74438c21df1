/* SHA-256, hex, and the strictness of base64. */
#include "base/buffer.h"
#include "base/digest.h"
#include "base/random.h"

#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>

static void test_sha256(void **state)
{
    (void)state;
    char text[SHA256_TEXT];
    sha256_hex("", 0, text);
    assert_string_equal(text, "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    sha256_hex("abc", 3, text); /* FIPS 180-4 */
    assert_string_equal(text, "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    assert_true(sha256_text_valid(text));
    text[3] = 'A';
    assert_false(sha256_text_valid(text));
    text[3] = '\0';
    assert_false(sha256_text_valid(text));
    assert_false(sha256_text_valid(NULL));
    assert_false(sha256_text_valid("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad0"));
    assert_false(sha256_text_valid("ga7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"));
}

static void test_hex(void **state)
{
    (void)state;
    uint8_t bytes[3];
    char text[7];
    assert_true(hex_decode("00aBfF", bytes, 3));
    hex_encode(bytes, 3, text);
    assert_string_equal(text, "00abff");
    assert_false(hex_decode("00abf", bytes, 3));
    assert_false(hex_decode("00abff0", bytes, 3));
    assert_false(hex_decode("00abfg", bytes, 3));
    assert_false(hex_decode("", bytes, 3));
}

static void test_rfc4648(void **state)
{
    (void)state;
    static const struct {
        const char *plain, *padded, *url;
    } cases[] = {{"", "", ""},
                 {"f", "Zg==", "Zg"},
                 {"fo", "Zm8=", "Zm8"},
                 {"foo", "Zm9v", "Zm9v"},
                 {"foob", "Zm9vYg==", "Zm9vYg"},
                 {"fooba", "Zm9vYmE=", "Zm9vYmE"},
                 {"foobar", "Zm9vYmFy", "Zm9vYmFy"},
                 {"\xFB\xFF\xBF", "+/+/", "-_-_"}};
    struct buffer out;
    buffer_init(&out, BUFFER_MAX_TEXT);
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        buffer_clear(&out);
        base64_encode(&out, cases[i].plain, strlen(cases[i].plain));
        assert_string_equal(buffer_text(&out), cases[i].padded);
        buffer_clear(&out);
        base64url_encode(&out, cases[i].plain, strlen(cases[i].plain));
        assert_string_equal(buffer_text(&out), cases[i].url);
        buffer_clear(&out);
        assert_true(base64_decode(&out, cases[i].padded, strlen(cases[i].padded)));
        assert_string_equal(buffer_text(&out), cases[i].plain);
        assert_true(base64url_decode(&out, cases[i].url, strlen(cases[i].url))); /* appends */
        assert_int_equal(out.length, 2 * strlen(cases[i].plain));
    }
    buffer_release(&out);
}

static void test_any_bytes(void **state)
{
    (void)state;
    struct random r = random_seeded(1);
    struct buffer text, back;
    uint8_t bytes[70];
    buffer_init(&text, BUFFER_MAX_TEXT);
    buffer_init(&back, BUFFER_MAX_TEXT);
    for (size_t n = 0; n <= sizeof bytes; n++) {
        assert_int_equal(r.fill(&r, bytes, n, NULL), ST_OK);
        for (int url = 0; url < 2; url++) {
            buffer_clear(&text);
            buffer_clear(&back);
            (url ? base64url_encode : base64_encode)(&text, bytes, n);
            assert_true((url ? base64url_decode : base64_decode)(&back, text.data, text.length));
            assert_int_equal(back.length, n);
            assert_memory_equal(back.data, bytes, n);
        }
    }
    buffer_release(&text);
    buffer_release(&back);
}

/* One text for each byte string, or a signed header could be varied without breaking its signature. */
static void test_strict(void **state)
{
    (void)state;
    static const char *const padded[] = {"Zg",     "Zg=",   "Zg===",    "Z===",     "====", "=",     "Zh==", "Zm9=", "Zm8",
                                         "Zm9v\n", "Zm 9v", "Zm9v====", "Zg==Zg==", "Zm-_", "Zm9vé", "Z=g=", "Zg=a"};
    static const char *const url[] = {"Zg==", "Zg=", "Z", "Zm9vY", "Zh", "Zm9", "Zm+/", "Zm9v\n", " Zm9v", "Zm9v=", "\xFF\xFF\xFF\xFF"};
    struct buffer out;
    buffer_init(&out, BUFFER_MAX_TEXT);
    for (size_t i = 0; i < sizeof padded / sizeof *padded; i++) {
        if (base64_decode(&out, padded[i], strlen(padded[i]))) {
            fail_msg("base64 %s", padded[i]);
        }
    }
    for (size_t i = 0; i < sizeof url / sizeof *url; i++) {
        if (base64url_decode(&out, url[i], strlen(url[i]))) {
            fail_msg("base64url %s", url[i]);
        }
    }
    assert_false(base64url_decode(&out, "Zm9v\0v", 6));
    buffer_release(&out);
    struct buffer small;
    buffer_init(&small, 2);
    assert_false(base64_decode(&small, "Zm9v", 4));
    base64_encode(&small, "foo", 3);
    assert_true(small.failed);
    buffer_release(&small);
}

static void test_random(void **state)
{
    (void)state;
    struct random a = random_seeded(7), b = random_seeded(7), system = random_system();
    char one[UUID_TEXT], other[UUID_TEXT];
    assert_int_equal(uuid_make(&a, one, NULL), ST_OK);
    assert_int_equal(uuid_make(&b, other, NULL), ST_OK);
    assert_string_equal(one, other);
    assert_int_equal(uuid_make(&a, other, NULL), ST_OK);
    assert_string_not_equal(one, other);
    for (int i = 0; i < 100; i++) {
        assert_int_equal(uuid_make(&system, one, NULL), ST_OK);
        assert_true(uuid_valid(one));
        assert_int_equal(one[14], '4');
        assert_non_null(strchr("89ab", one[19]));
    }
    assert_true(uuid_valid("5b2ac97c-2794-1899-a92c-98f17f5cc457"));
    assert_false(uuid_valid("5B2ac97c-2794-4899-a92c-98f17f5cc457"));
    assert_false(uuid_valid("5b2ac97c-2794-4899-a92c-98f17f5cc4578"));
    assert_false(uuid_valid("5b2ac97c-2794-4899-a92c-98f17f5cc45"));
    assert_false(uuid_valid("5b2ac97c02794-4899-a92c-98f17f5cc457"));
    assert_false(uuid_valid(""));
    assert_false(uuid_valid(NULL));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_sha256),    cmocka_unit_test(test_hex),    cmocka_unit_test(test_rfc4648),
        cmocka_unit_test(test_any_bytes), cmocka_unit_test(test_strict), cmocka_unit_test(test_random),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
