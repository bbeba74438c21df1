/* Addresses for sealed answers: which are taken, whose they are, and what is shown of them. */
#include "base/buffer.h"
#include "model/upload_url.h"

#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>

static void test_taken(void **state)
{
    (void)state;
    static const char *const GOOD[] = {"https://share.example/in/", "https://share.example", "https://[::1]:8443/in/",
                                       "https://192.0.2.7:1/x?X-Amz-Signature=0a%2F"};
    static const char *const BAD[] = {"http://share.example/in/",
                                      "ftp://share.example/",
                                      "https://",
                                      "https:///in/",
                                      "https://a b/",
                                      "https://share.example/\x1b[2J",
                                      "https://share.example:123456/",
                                      "https://share.ex\xc3\xa4mple/",
                                      "file:///etc/passwd",
                                      "HTTPS://share.example/",
                                      "-o",
                                      ""};
    struct error e;
    for (size_t i = 0; i < sizeof GOOD / sizeof GOOD[0]; i++) {
        assert_int_equal(upload_url_check(GOOD[i], &e), ST_OK);
    }
    for (size_t i = 0; i < sizeof BAD / sizeof BAD[0]; i++) {
        assert_int_equal(upload_url_check(BAD[i], &e), ST_INPUT);
    }
}

static void test_secrets(void **state)
{
    (void)state;
    struct error e;
    assert_int_equal(upload_url_check("https://mihon:geheim@share.example/in/", &e), ST_INPUT);
    assert_non_null(strstr(e.text, "--credentials"));
    assert_null(strstr(e.text, "geheim"));
    assert_int_equal(upload_url_check("https://share.example\\@evil.example/", &e), ST_INPUT);
    assert_int_equal(upload_url_check("https://share.example/in/a@b/", &e), ST_OK);
    char shown[UPLOAD_SHOWN_TEXT];
    upload_url_show("https://store.example/in/x.p7m?X-Amz-Credential=AKIA&X-Amz-Signature=feed", shown);
    assert_string_equal(shown, "https://store.example/in/x.p7m?...");
    upload_url_show("https://share.example/in/", shown);
    assert_string_equal(shown, "https://share.example/in/");
    char lengthy[3000] = "https://share.example/";
    memset(lengthy + 22, 'a', sizeof lengthy - 23);
    lengthy[sizeof lengthy - 1] = '\0';
    upload_url_show(lengthy, shown);
    assert_string_equal(shown + strlen(shown) - 4, "a...");
}

static void test_hosts(void **state)
{
    (void)state;
    char host[UPLOAD_HOST_TEXT];
    upload_url_host("https://Share.Example:8443/In/", host);
    assert_string_equal(host, "share.example:8443");
    upload_url_host("https://share.example:443/", host);
    assert_string_equal(host, "share.example");
    upload_url_host("https://[::1]:443/", host);
    assert_string_equal(host, "[::1]");
    assert_true(upload_url_same_host("https://SHARE.example/a", "https://share.example:443/b?c"));
    assert_false(upload_url_same_host("https://share.example/", "https://share.example:444/"));
    assert_false(upload_url_same_host("https://share.example/", "https://share.example.evil.example/"));
}

static void test_collections(void **state)
{
    (void)state;
    assert_true(upload_url_collection("https://share.example/in/"));
    assert_true(upload_url_collection("https://share.example/"));
    assert_false(upload_url_collection("https://share.example/in"));
    assert_false(upload_url_collection("https://share.example/in/?token=/"));
    assert_false(upload_url_collection("https://share.example/in#/"));
    struct buffer url;
    struct error e;
    buffer_init(&url, UPLOAD_URL_MAX);
    assert_int_equal(upload_url_join("https://share.example/in/", "receipts/a b?#%\xe7\x82\xb9.json", &url, &e), ST_OK);
    assert_string_equal(buffer_text(&url), "https://share.example/in/receipts/a%20b%3F%23%25%E7%82%B9.json");
    assert_true(upload_url_valid(buffer_text(&url)));
    buffer_release(&url);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_taken),
        cmocka_unit_test(test_secrets),
        cmocka_unit_test(test_hosts),
        cmocka_unit_test(test_collections),
    };
    cmocka_set_message_output(CM_OUTPUT_TAP);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
