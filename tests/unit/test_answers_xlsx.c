/* The answers workbook: what is in it, that the signed JSON comes back byte for byte, and that edited cells are found. */
#include "tests/unit/packs.h"

#include "base/buffer.h"
#include "base/i18n.h"
#include "export/answers_xlsx.h"
#include "export/sheet_reader.h"

static const char PACK_TEXT[] = PACK("one", SECTION("s", ITEM("1", 3, 3, true, "") "," ITEM("2", 1, 2, false, "") "," ITEM(
                                                             "3", 1, 2, false, "") "," ITEM("4", 1, 2, false, "") "," DONE_ITEM("5", "")));

/* Hostile texts wherever a supplier may write. */
#define ANSWERS                                                                                                                            \
    "\"one\":{\"1\":{\"level\":0,\"note\":\"=HYPERLINK(1)\"},\"2\":{\"unknown\":true,\"note\":\"a\\r\\nb \\u001b[31m _x001B_\"},"          \
    "\"3\":{\"na\":true,\"na_reason\":\"<script>&amp;\"},\"4\":{\"level\":4,\"scope\":\"@SUM(1)\","                                        \
    "\"evidence\":[{\"title\":\"-1+1\",\"kind\":\"document\"}]},\"5\":{\"done\":true}},"                                                   \
    "\"gone\":{\"9\":{\"level\":2}}"

static void make_json(struct buffer *out, const struct pack *pack)
{
    buffer_init(out, BUFFER_MAX_DOCUMENT);
    buffer_add_format(
        out,
        "{\"format\": \"tenken-answers/1\",\n \"document\": {\"assessment_id\":\"0b0f6a5e-8d0e-4a57-9f2e-3c1d9c7c1a11\","
        "\"revision\":2,\"period\":\"2026\",\"issued_at\":\"2026-11-21T00:00:00Z\",\"supplier\":{\"name\":\"見本 & Co\"},\"request\":null,"
        "\"packs\":[{\"id\":\"one\",\"version\":\"1\",\"sha256\":\"%s\"},{\"id\":\"gone\",\"version\":\"1\",\"sha256\":\"%064d\"}],"
        "\"perceived\":4,\"answers\":{" ANSWERS "},\"inventory\":[{\"name\":\"=1+1\",\"vendor\":\"V\",\"version\":\"1\",\"internet\":true,"
        "\"credentials\":false}]},\n \"signatures\": [{\"protected\":\"e30\",\"signature\":\"AAAA\"}]}\n",
        pack_digest(pack), 0);
    assert_false(out->failed);
}

struct made {
    struct catalog catalog;
    struct buffer json, book;
};

static void make_signed(struct made *m, const struct package_signer *signer)
{
    static const struct answers_signer who = {"CN=見本", "00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff", "supplier"};
    struct error e = {0};
    catalog_init(&m->catalog);
    make_json(&m->json, add_pack(&m->catalog, PACK_TEXT));
    buffer_init(&m->book, PACKAGE_FILE_MAX);
    const struct answers_xlsx_input in = {
        .signed_json = m->json.data, .length = m->json.length, .catalog = &m->catalog, .signers = &who, .nsigners = 1, .signer = signer};
    if (answers_xlsx_write(&in, &m->book, &e) != ST_OK) {
        fail_msg("%s", e.text);
    }
}

static void make(struct made *m)
{
    make_signed(m, NULL);
}

static void unmake(struct made *m)
{
    catalog_release(&m->catalog);
    buffer_release(&m->json);
    buffer_release(&m->book);
}

static cJSON *document_of(const struct made *m, cJSON **tree)
{
    *tree = json_read(m->json.data, m->json.length, &JSON_LIMITS_DOCUMENT, "test", NULL);
    assert_non_null(*tree);
    return json_get(*tree, "document");
}

static void carries_the_signed_bytes(void **state)
{
    (void)state;
    struct made m;
    struct buffer out;
    struct error e;
    make(&m);
    buffer_init(&out, BUFFER_MAX_DOCUMENT);
    assert_int_equal(package_answers_json(m.book.data, m.book.length, "x", &out, &e), ST_OK);
    assert_int_equal(out.length, m.json.length);
    assert_memory_equal(out.data, m.json.data, out.length);
    buffer_release(&out);
    unmake(&m);
}

static void equal_input_gives_equal_bytes(void **state)
{
    (void)state;
    struct made one, two;
    make(&one);
    make(&two);
    assert_int_equal(one.book.length, two.book.length);
    assert_memory_equal(one.book.data, two.book.data, one.book.length);
    unmake(&one);
    unmake(&two);
}

struct wanted {
    const char *reference, *text;
    bool found;
};

static enum status look(void *context, const struct sheet_cell *cell, struct error *e)
{
    (void)e;
    assert_false(cell->formula);
    assert_null(strchr(cell->text, '\033'));
    for (struct wanted *w = context; w->reference; w++) {
        if (strcmp(w->reference, cell->reference) == 0) {
            assert_string_equal(cell->text, w->text);
            w->found = true;
        }
    }
    return ST_OK;
}

static void check_sheet(const struct made *m, int number, struct wanted *wanted)
{
    struct package_reader *r;
    struct shared_strings strings;
    struct error e;
    char part[64];
    snprintf(part, sizeof part, "/xl/worksheets/sheet%d.xml", number);
    assert_int_equal(package_open(&r, m->book.data, m->book.length, "x", &e), ST_OK);
    assert_int_equal(shared_strings_read(&strings, r, &e), ST_OK);
    assert_int_equal(sheet_cells(r, part, &strings, look, wanted, &e), ST_OK);
    shared_strings_release(&strings);
    package_close(r);
    for (; wanted->reference; wanted++) {
        if (!wanted->found) {
            fail_msg("sheet %d: no cell %s", number, wanted->reference);
        }
    }
}

static void shows_the_answers(void **state)
{
    (void)state;
    struct made m;
    make(&m);
    /* Weights 3, 1, 1: (0 + 0 + 4) × 250 / 5 = 200. */
    struct wanted summary[] = {{"A1", "見本 & Co", false},
                               {"A5", "20.0", false},
                               {"D5", "0", false},
                               {"G5", "100.0", false},
                               {"J5", "5 / 5", false},
                               {"G6", "80.0 higher than the answers say", false},
                               {0}};
    check_sheet(&m, 1, summary);
    struct wanted answers[] = {
        {"E2", "0", false},
        {"F2", "not yet", false},
        {"G2", "zero", false},
        {"H2", "3", false},
        {"L2", "=HYPERLINK(1)", false},
        {"E3", "?", false},
        {"L3", "a\nb \xEF\xBF\xBD[31m _x001B_", false},
        {"E4", "-", false},
        {"G4", "<script>&amp;", false},
        {"E5", "4", false},
        {"I5", "@SUM(1)", false},
        {"E6", "○", false},
        {"A7", "gone", false},
        {"E7", "2", false},
        {0},
    };
    check_sheet(&m, 3, answers);
    struct wanted gaps[] = {{"D2", "0", false}, {"L2", "9", false}, {"D3", "?", false}, {0}};
    check_sheet(&m, 4, gaps);
    struct wanted evidence[] = {{"C2", "-1+1", false}, {"D2", "document", false}, {0}};
    check_sheet(&m, 5, evidence);
    struct wanted inventory[] = {{"A2", "=1+1", false}, {"D2", "yes", false}, {"E2", "no", false}, {0}};
    check_sheet(&m, 6, inventory);
    unmake(&m);
}

static void unedited_cells_show_what_is_signed(void **state)
{
    (void)state;
    struct made m;
    struct cell_edits edits;
    struct error e = {0};
    cJSON *tree;
    make(&m);
    const cJSON *document = document_of(&m, &tree);
    if (answers_xlsx_check_cells(m.book.data, m.book.length, "x.xlsx", document, &edits, &e) != ST_OK) {
        fail_msg("%s", e.text);
    }
    assert_int_equal(edits.count, 0);
    cJSON_Delete(tree);
    unmake(&m);
}

/* Replaces text in one part and packs again. */
static void tamper(struct made *m, const char *part, const char *from, const char *to)
{
    struct package p;
    struct buffer changed;
    struct error e;
    assert_int_equal(package_load(&p, m->book.data, m->book.length, &e), ST_OK);
    struct package_part *found = package_part(&p, part);
    assert_non_null(found);
    const char *at = strstr(found->data, from);
    if (!at) {
        fail_msg("%s holds no %s:\n%.3000s", part, from, found->data);
    }
    buffer_init(&changed, PACKAGE_PART_MAX);
    buffer_add(&changed, found->data, (size_t)(at - found->data));
    buffer_add_text(&changed, to);
    buffer_add_text(&changed, at + strlen(from));
    assert_int_equal(package_put(&p, part, NULL, changed.data, changed.length, &e), ST_OK);
    assert_int_equal(package_write(&p, &m->book, &e), ST_OK);
    buffer_release(&changed);
    package_release(&p);
}

#define SHEET "/xl/worksheets/sheet3.xml"

static void finds_edited_cells(void **state)
{
    (void)state;
    static const struct {
        const char *part, *from, *to, *cell, *member;
    } cases[] = {
        {SHEET, "<v>0</v>", "<v>4</v>", "E2", "/answers/one/1"},
        {SHEET, "<v>0</v>", "<f>2*2</f><v>0</v>", "E2", "/answers/one/1"},
        {"/xl/sharedStrings.xml", "=HYPERLINK(1)", "All is well", "L2", "/answers/one/1/note"},
        {"/xl/sharedStrings.xml", "<t>見本 &amp; Co</t>", "<t>他社</t>", "A1", "/supplier/name"},
        {"/xl/sharedStrings.xml", "<t>見本 &amp; Co</t>", "<t>見本 &amp; C</t><t>x</t>", "A1", "/supplier/name"},
        {"/assessment/map.json", "/answers/one/4\"", "/answers/one/1\"", "E5", "/answers/one/1"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct made m;
        struct cell_edits edits;
        struct error e = {0};
        cJSON *tree;
        make(&m);
        const cJSON *document = document_of(&m, &tree);
        tamper(&m, cases[i].part, cases[i].from, cases[i].to);
        assert_int_equal(answers_xlsx_check_cells(m.book.data, m.book.length, "x.xlsx", document, &edits, &e), ST_NO);
        assert_int_equal(edits.count, 1);
        assert_string_equal(edits.edits[0].cell, cases[i].cell);
        assert_string_equal(edits.edits[0].member, cases[i].member);
        assert_non_null(strstr(e.text, "edited"));
        cJSON_Delete(tree);
        unmake(&m);
    }
}

static void finds_removed_cells(void **state)
{
    (void)state;
    struct made m;
    struct cell_edits edits;
    struct error e;
    cJSON *tree;
    make(&m);
    const cJSON *document = document_of(&m, &tree);
    tamper(&m, SHEET, "<c r=\"E5\"", "<c r=\"ZZ5\"");
    assert_int_equal(answers_xlsx_check_cells(m.book.data, m.book.length, "x.xlsx", document, &edits, &e), ST_NO);
    assert_int_equal(edits.count, 1);
    assert_string_equal(edits.edits[0].cell, "E5");
    cJSON_Delete(tree);
    unmake(&m);
}

static void refuses_what_it_cannot_read(void **state)
{
    (void)state;
    static const struct {
        const char *part, *from, *to;
    } cases[] = {
        {SHEET, "<worksheet", "<!DOCTYPE worksheet [<!ENTITY a \"b\">]><worksheet"},
        {SHEET, "<sheetData>", "<sheetData><"},
        {SHEET, "<c r=\"D2\"", "<c r=\"E2\""}, /* twice */
        {"/xl/sharedStrings.xml", "<sst ", "<!DOCTYPE sst SYSTEM \"file:///etc/passwd\"><sst "},
        {"/xl/sharedStrings.xml", "<si>", "<sx>"},
        {"/assessment/map.json", "tenken-map/1", "tenken-map/2"},
        {"/assessment/map.json", "\"kind\":\"answer\"", "\"kind\":\"other\""},
        {"/assessment/map.json", "\"sheet\":2", "\"sheet\":99"},
        {"/assessment/map.json", "sheet3.xml", "sheet9.xml"},
        {"/assessment/map.json", "{", "["},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct made m;
        struct cell_edits edits;
        struct error e = {0};
        cJSON *tree;
        make(&m);
        const cJSON *document = document_of(&m, &tree);
        tamper(&m, cases[i].part, cases[i].from, cases[i].to);
        if (answers_xlsx_check_cells(m.book.data, m.book.length, "x.xlsx", document, &edits, &e) != ST_INPUT) {
            fail_msg("accepted: %s → %s", cases[i].from, cases[i].to);
        }
        assert_true(e.text[0]);
        cJSON_Delete(tree);
        unmake(&m);
    }
}

static enum status sign_with_a_part(const struct package_signer *signer, struct package *p, const struct clock *clock, struct error *e)
{
    assert_non_null(package_part(p, PACKAGE_ANSWERS_PART));
    assert_non_null(package_part(p, PACKAGE_MAP_PART));
    assert_int_equal(clock_now(clock), 5);
    return package_put(p, "/signed", "text/plain", signer->context, 3, e);
}

static void a_signer_sees_the_finished_package(void **state)
{
    (void)state;
    struct made m;
    struct package p;
    struct error e;
    const struct clock clock = clock_fixed(5);
    const struct package_signer signer = {.sign = sign_with_a_part, .clock = &clock, .context = "abc"};
    make_signed(&m, &signer);
    assert_int_equal(package_load(&p, m.book.data, m.book.length, &e), ST_OK);
    assert_string_equal(package_part(&p, "/signed")->data, "abc");
    package_release(&p);
    unmake(&m);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(carries_the_signed_bytes),    cmocka_unit_test(equal_input_gives_equal_bytes),
        cmocka_unit_test(shows_the_answers),           cmocka_unit_test(unedited_cells_show_what_is_signed),
        cmocka_unit_test(finds_edited_cells),          cmocka_unit_test(finds_removed_cells),
        cmocka_unit_test(refuses_what_it_cannot_read), cmocka_unit_test(a_signer_sees_the_finished_package),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
