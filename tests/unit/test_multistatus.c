/* Listings of WebDAV servers, honest and hostile. */
#include "net/href.h"
#include "net/multistatus.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdint.h>

#include <cmocka.h>

#define HERE "https://dav.example:8443/up%20load/"

static char *listing(const char *responses)
{
    char *text = NULL;
    assert_true(asprintf(&text, "<?xml version=\"1.0\"?><D:multistatus xmlns:D=\"DAV:\">%s</D:multistatus>", responses) > 0);
    return text;
}

#define ENTRY(href, properties)                                                                                                            \
    "<D:response><D:href>" href "</D:href><D:propstat><D:prop>" properties                                                                 \
    "</D:prop><D:status>HTTP/1.1 200 OK</D:status></D:propstat></D:response>"

static struct offers read_all(const char *responses)
{
    struct error e = {.text = ""};
    struct offers out = {0};
    char *text = listing(responses);
    const enum status st = multistatus_read(text, strlen(text), HERE, &out, &e);
    if (st != ST_OK) {
        fail_msg("%s", e.text);
    }
    free(text);
    return out;
}

static void an_honest_listing(void **state)
{
    (void)state;
    struct offers o =
        read_all(ENTRY("/up%20load/", "<D:resourcetype><D:collection/></D:resourcetype>")
                     ENTRY("/up%20load/b.p7m", "<D:getcontentlength> 12 </D:getcontentlength><D:getetag>\"x-1\"</D:getetag>"
                                               "<D:getlastmodified>Sat, 21 Nov 2026 00:00:00 GMT</D:getlastmodified>")
                         ENTRY("https://DAV.example:8443/up%20load/%E7%82%B9%26.json", "<D:getlastmodified>yesterday</D:getlastmodified>")
                             ENTRY("/up load/receipts/", "<D:resourcetype><D:collection/></D:resourcetype>")
                                 ENTRY("/%75p%20load/more", "<D:resourcetype><D:collection></D:collection></D:resourcetype>")
                                     ENTRY("/up%20load/.DS_Store", ""));
    assert_int_equal(o.count, 2);
    assert_string_equal(o.offers[0].name, "b.p7m");
    assert_string_equal(o.offers[0].version, "\"x-1\"");
    assert_int_equal(o.offers[0].size, 12);
    assert_string_equal(o.offers[1].name, "点&.json");
    assert_string_equal(o.offers[1].version, "yesterday");
    assert_int_equal(o.offers[1].size, -1);
    assert_int_equal(o.collections, 2);
    assert_int_equal(o.hidden, 1);
    assert_int_equal(o.nrefused, 0);
    offers_release(&o);
}

static void addresses_elsewhere(void **state)
{
    (void)state;
    static const char *const ELSEWHERE[] = {
        "https://evil.example/up%20load/a",
        "https://dav.example/up%20load/a",
        "http://dav.example:8443/up%20load/a",
        "//dav.example:8443/up%20load/a",
        "/up%20load/../a",
        "/other/a",
        "/up%20load/sub/a",
        "a",
        "../a",
        "",
        "https://u@dav.example:8443/up%20load/a",
        "/up%20load/a?b",
        "/up%20load/a#b",
        "/up%20load/a%2",
        "/up%20load/a%zz",
        "file:///etc/passwd",
        "/up%20load%2Fa",
        "/",
        "https://dav.example:8443.evil/up%20load/a",
        "https://dav.example:8443@evil/up%20load/a",
        "/up%20load//a",
    };
    for (size_t i = 0; i < sizeof ELSEWHERE / sizeof ELSEWHERE[0]; i++) {
        char *entry = NULL;
        assert_true(asprintf(&entry, "<D:response><D:href>%s</D:href></D:response>" ENTRY("/up%%20load/good", ""), ELSEWHERE[i]) > 0);
        struct offers o = read_all(entry);
        if (o.count != 1 || o.nrefused != 1) {
            fail_msg("%s: %zu taken, %zu refused", ELSEWHERE[i], o.count, o.nrefused);
        }
        assert_string_equal(o.offers[0].name, "good");
        assert_string_equal(o.refused[0].name, ELSEWHERE[i]);
        assert_true(strlen(o.refused[0].reason) > 10);
        offers_release(&o);
        free(entry);
    }
}

static void hostile_names(void **state)
{
    (void)state;
    static const char *const NAMES[] = {"%2E%2E%2Fa", "..",    "%2e%2e",     ".",      "a%2Fb",       "a%5Cb",
                                        "a%00b",      "a%0Ab", "a%1B%5B2Jb", "%FF%FE", "a%E2%80%AEb", "%C0%AE"};
    for (size_t i = 0; i < sizeof NAMES / sizeof NAMES[0]; i++) {
        char *entry = NULL;
        assert_true(asprintf(&entry, "<D:response><D:href>/up%%20load/%s</D:href></D:response>", NAMES[i]) > 0);
        struct offers o = read_all(entry);
        if (o.count != 0 || o.nrefused != 1) {
            fail_msg("%s: %zu taken, %zu refused", NAMES[i], o.count, o.nrefused);
        }
        for (const char *c = o.refused[0].name; *c != '\0'; c++) {
            assert_true((unsigned char)*c >= ' ' && *c != 0x7f);
        }
        offers_release(&o);
        free(entry);
    }
}

static void duplicates_and_caps(void **state)
{
    (void)state;
    struct offers o = read_all(ENTRY("/up%20load/a", "") ENTRY("/up%20load/%61", "") ENTRY("/up%20load/b", "") ENTRY("/up%20load/a", ""));
    assert_int_equal(o.count, 2);
    assert_int_equal(o.nrefused, 2);
    offers_release(&o);
    struct error e = {.text = ""};
    char *text = listing(ENTRY("/up%20load/a", "") ENTRY("/up%20load/b", "") ENTRY("/up%20load/c", ""));
    struct offers few = {.max = 2};
    assert_int_equal(multistatus_read(text, strlen(text), HERE, &few, &e), ST_OK);
    assert_int_equal(few.count, 2);
    assert_int_equal(few.left, 1);
    offers_release(&few);
    free(text);
}

static void properties_need_their_status(void **state)
{
    (void)state;
    struct offers o = read_all(
        "<D:response><D:href>/up%20load/a</D:href><D:propstat><D:prop><D:getcontentlength>5</D:getcontentlength><x:getetag "
        "xmlns:x=\"urn:x\">no</x:getetag></D:prop><D:status>HTTP/1.1 200 OK</D:status></D:propstat><D:propstat><D:prop><D:getetag>none"
        "</D:getetag></D:prop><D:status>HTTP/1.1 404 Not Found</D:status></D:propstat></D:response>"
        "<D:response><D:href>/up%20load/gone</D:href><D:status>HTTP/1.1 404 Not Found</D:status></D:response>"
        "<D:response><D:href>/up%20load/b</D:href><D:href>/up%20load/c</D:href><D:status>HTTP/1.1 200 OK</D:status></D:response>" ENTRY(
            "/up%20load/d", "<D:getcontentlength>99999999999999999999</D:getcontentlength>"));
    assert_int_equal(o.count, 2);
    assert_int_equal(o.offers[0].size, 5);
    assert_string_equal(o.offers[0].version, "");
    assert_string_equal(o.offers[1].name, "d");
    assert_int_equal(o.offers[1].size, -1);
    assert_int_equal(o.nrefused, 1);
    offers_release(&o);
}

static void what_is_no_listing(void **state)
{
    (void)state;
    static const char *const TEXTS[] = {
        "",
        "<html><body>hello</body></html>",
        "<multistatus/>",
        "<multistatus xmlns=\"DAV:\">",
        "<!DOCTYPE multistatus [<!ENTITY a \"b\">]><multistatus "
        "xmlns=\"DAV:\"><response><href>/up%20load/&a;</href></response></multistatus>",
        "<!DOCTYPE multistatus SYSTEM \"file:///etc/passwd\"><multistatus xmlns=\"DAV:\"/>",
        "<multistatus xmlns=\"DAV:\"><response><href>/up%20load/&b;</href></response></multistatus>",
    };
    for (size_t i = 0; i < sizeof TEXTS / sizeof TEXTS[0]; i++) {
        struct error e = {.text = ""};
        struct offers o = {0};
        if (multistatus_read(TEXTS[i], strlen(TEXTS[i]), HERE, &o, &e) != ST_INPUT) {
            fail_msg("taken: %s", TEXTS[i]);
        }
        assert_true(strstr(e.text, "WebDAV") != NULL);
        offers_release(&o);
    }
    char *file = listing(ENTRY("/up%20load", "<D:getcontentlength>5</D:getcontentlength>"));
    struct offers none = {0};
    assert_int_equal(multistatus_read(file, strlen(file), HERE, &none, NULL), ST_INPUT);
    offers_release(&none);
    free(file);
    struct offers o = {0};
    const char zero[] = "<multistatus xmlns=\"DAV:\"/>\0";
    assert_int_equal(multistatus_read(zero, sizeof zero, HERE, &o, NULL), ST_INPUT);
    offers_release(&o);
    o = read_all("");
    assert_int_equal(o.count + o.nrefused + o.left, 0);
    offers_release(&o);
}

static void deep_and_wide(void **state)
{
    (void)state;
    struct buffer b;
    buffer_init(&b, BUFFER_MAX_DOCUMENT);
    for (int i = 0; i < 5000; i++) {
        buffer_add_format(&b, "<D:response><D:href>/up%%20load/%05d.p7m</D:href></D:response>", i);
    }
    for (int i = 0; i < 200; i++) {
        buffer_add_text(&b, "<D:response>");
    }
    buffer_add_text(&b, "<D:href>/up%20load/deep</D:href>");
    for (int i = 0; i < 200; i++) {
        buffer_add_text(&b, "</D:response>");
    }
    struct offers o = read_all(buffer_text(&b));
    assert_int_equal(o.count, 5000);
    assert_int_equal(o.nrefused, 1); /* the outermost of the nested ones has no address of its own */
    offers_release(&o);
    buffer_release(&b);
}

static void addresses_at_the_root(void **state)
{
    (void)state;
    struct buffer b;
    buffer_init(&b, BUFFER_MAX_TEXT);
    bool folder = false;
    assert_int_equal(href_read("/", "https://h/", &b, &folder), HREF_SELF);
    assert_int_equal(href_read("https://h", "https://h/", &b, &folder), HREF_SELF);
    assert_int_equal(href_read("https://h:443/a", "https://h/", &b, &folder), HREF_CHILD);
    assert_string_equal(buffer_text(&b), "a");
    assert_int_equal(href_read("/up", "https://h/up/", &b, &folder), HREF_SELF);
    buffer_release(&b);
}

static void promised_digests(void **state)
{
    (void)state;
    char sha256[SHA256_TEXT];
#define HEX "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
    assert_true(offer_digest(HEX, sha256));
    assert_string_equal(sha256, HEX);
    assert_true(offer_digest(HEX ".json.p7m", sha256));
    assert_false(offer_digest("a" HEX, sha256));
    assert_false(offer_digest("E3B0" HEX, sha256));
    assert_false(offer_digest(HEX "-x", sha256));
    assert_false(offer_digest("acme.json", sha256));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_honest_listing),   cmocka_unit_test(addresses_elsewhere),          cmocka_unit_test(hostile_names),
        cmocka_unit_test(duplicates_and_caps), cmocka_unit_test(properties_need_their_status), cmocka_unit_test(what_is_no_listing),
        cmocka_unit_test(deep_and_wide),       cmocka_unit_test(addresses_at_the_root),        cmocka_unit_test(promised_digests),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
