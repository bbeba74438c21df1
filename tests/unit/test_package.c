/* Packages: what is written can be read back and is reproducible; what is foreign is refused for each trick that zip allows. */
#include "base/buffer.h"
#include "base/zip.h"
#include "export/package.h"

#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>

static const char types[] = "<?xml version=\"1.0\"?><Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"></Types>";

/* A small sound package with the answers part. */
static void make(struct package *p)
{
    struct error e;
    *p = (struct package){0};
    assert_int_equal(package_put(p, "/[Content_Types].xml", NULL, types, sizeof types - 1, &e), ST_OK);
    assert_int_equal(package_put(p, "/xl/workbook.xml", "application/xml", "<workbook/>", 11, &e), ST_OK);
    assert_int_equal(package_put(p, PACKAGE_ANSWERS_PART, "application/json", "{\"a\": 1}", 8, &e), ST_OK);
    assert_int_equal(package_relate(p, "/", "rIdAnswers", "urn:x", "assessment/answers.json", &e), ST_OK);
}

static void make_bytes(struct buffer *out)
{
    struct package p;
    struct error e;
    make(&p);
    buffer_init(out, PACKAGE_FILE_MAX);
    assert_int_equal(package_write(&p, out, &e), ST_OK);
    package_release(&p);
}

static void reads_what_it_writes(void **state)
{
    (void)state;
    struct buffer zip, part;
    struct error e;
    struct package_reader *r;
    make_bytes(&zip);
    assert_true(zip_likely(zip.data, zip.length));
    assert_int_equal(package_open(&r, zip.data, zip.length, "a.xlsx", &e), ST_OK);
    assert_int_equal(package_count(r), 4);
    assert_string_equal(package_name(r, 0), "/[Content_Types].xml");
    buffer_init(&part, 4096);
    assert_int_equal(package_read(r, package_find(r, "/_rels/.rels"), &part, &e), ST_OK);
    assert_non_null(
        strstr(buffer_text(&part), "<Relationship Id=\"rIdAnswers\" Type=\"urn:x\" Target=\"assessment/answers.json\"/></Relationships>"));
    assert_int_equal(package_read(r, 0, &part, &e), ST_OK);
    assert_non_null(strstr(buffer_text(&part), "<Override PartName=\"/assessment/answers.json\" ContentType=\"application/json\"/>"));
    assert_non_null(strstr(buffer_text(&part), "<Default Extension=\"rels\""));
    assert_true(package_find(r, "/XL/workbook.xml") == SIZE_MAX);
    package_close(r);
    assert_int_equal(package_answers_json(zip.data, zip.length, "a.xlsx", &part, &e), ST_OK);
    assert_string_equal(buffer_text(&part), "{\"a\": 1}");
    buffer_release(&part);
    buffer_release(&zip);
}

static void equal_parts_give_equal_bytes(void **state)
{
    (void)state;
    struct buffer one, two;
    setenv("TZ", "Asia/Tokyo", 1);
    make_bytes(&one);
    setenv("TZ", "America/New_York", 1);
    make_bytes(&two);
    setenv("TZ", "UTC", 1);
    assert_int_equal(one.length, two.length);
    assert_memory_equal(one.data, two.data, one.length);
    buffer_release(&one);
    buffer_release(&two);
}

static void replaces_and_loads(void **state)
{
    (void)state;
    struct buffer zip;
    struct package p;
    struct error e;
    make_bytes(&zip);
    assert_int_equal(package_load(&p, zip.data, zip.length, &e), ST_OK);
    assert_int_equal(p.count, 4);
    assert_int_equal(package_put(&p, "/xl/workbook.xml", NULL, "<other/>", 8, &e), ST_OK);
    assert_int_equal(p.count, 4);
    assert_string_equal(package_part(&p, "/xl/workbook.xml")->data, "<other/>");
    assert_int_equal(package_relate(&p, "/xl/workbook.xml", "r1", "urn:x", "x.xml", &e), ST_OK);
    assert_non_null(package_part(&p, "/xl/_rels/workbook.xml.rels"));
    /* Stated twice, written once. */
    const char *first = strstr(package_part(&p, "/[Content_Types].xml")->data, "Extension=\"rels\"");
    assert_null(strstr(first + 1, "Extension=\"rels\""));
    package_release(&p);
    buffer_release(&zip);
}

static void without_answers(void **state)
{
    (void)state;
    struct package p = {0};
    struct buffer zip, out;
    struct error e;
    buffer_init(&zip, PACKAGE_FILE_MAX);
    buffer_init(&out, 4096);
    assert_int_equal(package_put(&p, "/[Content_Types].xml", NULL, types, sizeof types - 1, &e), ST_OK);
    assert_int_equal(package_write(&p, &zip, &e), ST_OK);
    assert_int_equal(package_answers_json(zip.data, zip.length, "b.xlsx", &out, &e), ST_INPUT);
    assert_non_null(strstr(e.text, "b.xlsx"));
    package_release(&p);
    buffer_release(&zip);
    buffer_release(&out);
}

/* Opening and reading every part: ST_OK only when all of it is sound. */
static enum status swallow(const void *bytes, size_t n, struct error *e)
{
    struct package_reader *r;
    struct buffer part;
    enum status st = package_open(&r, bytes, n, "hostile.xlsx", e);
    if (st != ST_OK) {
        return st;
    }
    buffer_init(&part, PACKAGE_PART_MAX);
    for (size_t i = 0; i < package_count(r) && st == ST_OK; i++) {
        st = package_read(r, i, &part, e);
    }
    buffer_release(&part);
    package_close(r);
    return st;
}

static void replace_all(struct buffer *zip, const char *from, const char *to)
{
    size_t n = strlen(from);
    int found = 0;
    for (size_t i = 0; i + n <= zip->length; i++) {
        if (memcmp(zip->data + i, from, n) == 0) {
            memcpy(zip->data + i, to, n);
            found++;
        }
    }
    assert_true(found > 0);
}

static void refuses_names(void **state)
{
    (void)state;
    static const char *const names[] = {
        "xl/../orkbook.x", "/l/workbook.xml", "xl\\workbook.xml", "c:/workbook.xml",   "xl//orkbook.xml",         "xl/%orkbook.xml",
        "xl/workbook.xm/", "xl/workbook.xm.", "xl./orkbook.xml",  "xl/wor\033ook.xml", "xl/w\xe5\x8e\x9fook.xml",

    };
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        struct buffer zip;
        struct error e = {0};
        make_bytes(&zip);
        char to[16] = {0};
        memcpy(to, names[i], 15);
        replace_all(&zip, "xl/workbook.xml", to);
        assert_int_equal(swallow(zip.data, zip.length, &e), ST_INPUT);
        assert_non_null(strstr(e.text, "name"));
        assert_null(strchr(e.text, '\033'));
        buffer_release(&zip);
    }
}

static void refuses_duplicates(void **state)
{
    (void)state;
    static const char *const again[] = {"/assessment/answers.jsoo", "/assessment/ANSWERS.json"};
    for (size_t i = 0; i < 2; i++) {
        struct package p;
        struct buffer zip;
        struct error e = {0};
        make(&p);
        buffer_init(&zip, PACKAGE_FILE_MAX);
        assert_int_equal(package_put(&p, again[i], NULL, "{}", 2, &e), ST_OK);
        assert_int_equal(package_write(&p, &zip, &e), ST_OK);
        if (i == 0) {
            replace_all(&zip, "answers.jsoo", "answers.json");
        }
        assert_int_equal(swallow(zip.data, zip.length, &e), ST_INPUT);
        package_release(&p);
        buffer_release(&zip);
    }
}

/* The nth header with this signature. */
static char *header(struct buffer *zip, const char signature[4], int nth)
{
    for (size_t i = 0; i + 4 <= zip->length; i++) {
        if (memcmp(zip->data + i, signature, 4) == 0 && nth-- == 0) {
            return zip->data + i;
        }
    }
    fail_msg("no such header");
    return NULL;
}

static void refuses_lies_in_headers(void **state)
{
    (void)state;
    /* Offset in the central header, and in the local one (or 0), what to put there, and how many bytes. */
    static const struct {
        const char *what;
        int central, local, bytes;
        uint32_t value;
    } lies[] = {
        {"encrypted", 8, 6, 2, 1},
        {"strong encryption", 8, 6, 2, 0x41},
        {"bzip2", 10, 8, 2, 12},
        {"lzma", 10, 8, 2, 14},
        {"size one less", 24, 22, 4, 107},
        {"size zero", 24, 22, 4, 0},
        {"huge size", 24, 22, 4, 0x7fffffff},
        {"size beyond the cap", 24, 22, 4, 17 * 1024 * 1024},
        {"wrong checksum", 16, 14, 4, 0x12345678},
        {"local checksum differs", 0, 14, 4, 0x12345678},
        {"local method differs", 0, 8, 2, 0},
        {"compressed size beyond the file", 20, 18, 4, 0x00ffffff},
        {"local header elsewhere", 42, 0, 4, 3},
    };
    for (size_t i = 0; i < sizeof lies / sizeof *lies; i++) {
        struct buffer zip;
        struct error e = {0};
        make_bytes(&zip);
        uint8_t bytes[4] = {(uint8_t)lies[i].value, (uint8_t)(lies[i].value >> 8), (uint8_t)(lies[i].value >> 16),
                            (uint8_t)(lies[i].value >> 24)};
        if (lies[i].central) {
            memcpy(header(&zip, "PK\001\002", 0) + lies[i].central, bytes, (size_t)lies[i].bytes);
        }
        if (lies[i].local) {
            memcpy(header(&zip, "PK\003\004", 0) + lies[i].local, bytes, (size_t)lies[i].bytes);
        }
        enum status st = swallow(zip.data, zip.length, &e);
        if (st != ST_INPUT) {
            fail_msg("accepted: %s", lies[i].what);
        }
        buffer_release(&zip);
    }
}

static void refuses_what_is_around(void **state)
{
    (void)state;
    struct buffer zip, both;
    struct error e;
    make_bytes(&zip);
    buffer_init(&both, PACKAGE_FILE_MAX);
    /* A second archive in front: readers that search from the front see another content. */
    buffer_add(&both, zip.data, zip.length);
    buffer_add(&both, zip.data, zip.length);
    assert_int_equal(swallow(both.data, both.length, &e), ST_INPUT);
    buffer_clear(&both);
    buffer_add(&both, zip.data, zip.length);
    buffer_add_text(&both, "trailing");
    assert_int_equal(swallow(both.data, both.length, &e), ST_INPUT);
    buffer_clear(&both);
    buffer_add_text(&both, "#!/bin/sh\n");
    buffer_add(&both, zip.data, zip.length);
    assert_int_equal(swallow(both.data, both.length, &e), ST_INPUT);
    /* A part that the directory does not name, between the parts and the directory. */
    char *directory = header(&zip, "PK\001\002", 0);
    size_t before = (size_t)(directory - zip.data);
    buffer_clear(&both);
    buffer_add(&both, zip.data, before);
    buffer_add(&both, zip.data, 200);
    buffer_add(&both, directory, zip.length - before);
    uint32_t at = (uint32_t)before + 200;
    memcpy(both.data + both.length - 6, &at, 4);
    assert_int_equal(swallow(both.data, both.length, &e), ST_INPUT);
    /* Every truncation, and every single damaged byte of the directory, is refused or harmless; none crashes. */
    for (size_t n = 0; n < zip.length; n++) {
        assert_int_equal(swallow(zip.data, n, &e), ST_INPUT);
    }
    for (size_t i = 0; i < zip.length; i++) {
        buffer_clear(&both);
        buffer_add(&both, zip.data, zip.length);
        both.data[i] = (char)(both.data[i] ^ 0x5a);
        swallow(both.data, both.length, &e);
    }
    buffer_release(&zip);
    buffer_release(&both);
}

static void refuses_bombs(void **state)
{
    (void)state;
    struct package p;
    struct buffer zip;
    struct error e = {0};
    size_t n = 8 * 1024 * 1024;
    char *zeros = calloc(1, n);
    assert_non_null(zeros);
    make(&p);
    buffer_init(&zip, PACKAGE_FILE_MAX);
    assert_int_equal(package_put(&p, "/xl/bomb.xml", NULL, zeros, n, &e), ST_OK);
    assert_int_equal(package_write(&p, &zip, &e), ST_OK);
    assert_true(zip.length < 100 * 1024);
    assert_int_equal(swallow(zip.data, zip.length, &e), ST_INPUT);
    package_release(&p);
    free(zeros);

    make(&p);
    for (int i = 0; i < PACKAGE_ENTRIES_MAX; i++) {
        char name[32];
        snprintf(name, sizeof name, "/xl/p%d.xml", i);
        assert_int_equal(package_put(&p, name, NULL, "", 0, &e), ST_OK);
    }
    assert_int_equal(package_write(&p, &zip, &e), ST_OK);
    assert_int_equal(swallow(zip.data, zip.length, &e), ST_INPUT);
    package_release(&p);
    buffer_release(&zip);
}

static void names_a_file_with_a_password(void **state)
{
    (void)state;
    static const char ole[600] = "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1";
    struct error e;
    assert_int_equal(swallow(ole, sizeof ole, &e), ST_INPUT);
    assert_non_null(strstr(e.text, "password"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(reads_what_it_writes),    cmocka_unit_test(equal_parts_give_equal_bytes),
        cmocka_unit_test(replaces_and_loads),      cmocka_unit_test(without_answers),
        cmocka_unit_test(refuses_names),           cmocka_unit_test(refuses_duplicates),
        cmocka_unit_test(refuses_lies_in_headers), cmocka_unit_test(refuses_what_is_around),
        cmocka_unit_test(refuses_bombs),           cmocka_unit_test(names_a_file_with_a_password),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
