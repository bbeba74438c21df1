/* Any list as a workbook: it can be stopped while its rows are written, and while they are packed. */
#include "export/table_xlsx.h"

#include "export/book_check.h"
#include "export/package.h"

#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/resource.h>

#include <cmocka.h>

#include "tests/unit/scratch.h"

#define ROWS 4000u
#define NEVER SIZE_MAX
#define NOW 1795219200 /* 2026-11-21: a workbook of no time would be one of this moment */

/* When nobody wants the file any more. */
struct patience {
    size_t until;      /* so many rows */
    size_t asked_full; /* questions with all rows written */
};

static bool go_on(void *context, size_t rows)
{
    struct patience *p = context;
    p->asked_full += rows == ROWS;
    return p->until == NEVER || rows < p->until;
}

static enum status write_titled(const char *title, struct patience *p)
{
    struct view_table t = {0};
    struct error e = {0};
    const struct view_column columns[] = {{"Code", 8, false, false}, {"Supplier", 10, true, false}, {"Total", 5, false, true}};
    size_t *order = calloc(ROWS, sizeof *order);
    assert_non_null(order);
    view_table_init(&t, title, columns, 3);
    for (size_t i = 0; i < ROWS; i++) {
        view_table_add(&t, "S0001", 0);
        view_put(&t, 0, "S0001");
        view_put(&t, 1, "Fictive Works");
        view_put_number(&t, 2, (int64_t)i, "51.2");
        order[i] = i;
    }
    const enum status st = table_xlsx_write(&t, order, ROWS, NOW, "list.xlsx", p == NULL ? NULL : go_on, p, &e);
    view_table_release(&t);
    free(order);
    return st;
}

static enum status write_until(struct patience *p)
{
    return write_titled("Suppliers", p);
}

/* The sheet bears the list's name, as far as Excel takes it. */
static void the_sheet_is_named_by_the_list(void **state)
{
    static const struct {
        const char *title, *sheet;
    } NAMES[] = {{"Suppliers", "\"Suppliers\""},
                 {"a/b: run it?", "\"a b  run it\""},
                 {"'[x]' 0123456789012345678901234567890123456789", "\"  x   0123456789012345678901234\""},
                 {"急ぎの依頼を受けた取引先の一覧で三十一字よりも長いので末尾が切られる名前",
                  "\"急ぎの依頼を受けた取引先の一覧で三十一字よりも長いので末尾が切\""},
                 {"", "\"List\""}};
    (void)state;
    for (size_t i = 0; i < sizeof NAMES / sizeof NAMES[0]; i++) {
        struct buffer book, part;
        struct package_reader *r;
        struct error e;
        buffer_init(&book, 1 << 24);
        buffer_init(&part, PACKAGE_PART_MAX);
        assert_int_equal(write_titled(NAMES[i].title, NULL), ST_OK);
        assert_int_equal(file_read("list.xlsx", &book, NULL), ST_OK);
        assert_int_equal(package_open(&r, book.data, book.length, "list.xlsx", &e), ST_OK);
        assert_int_equal(package_read(r, package_find(r, "/xl/workbook.xml"), &part, &e), ST_OK);
        assert_non_null(strstr(buffer_text(&part), NAMES[i].sheet));
        package_close(r);
        buffer_release(&part);
        buffer_release(&book);
    }
}

static void a_patient_user_gets_all(void **state)
{
    (void)state;
    struct patience p = {.until = NEVER};
    struct buffer watched, alone;
    buffer_init(&watched, 1 << 24);
    buffer_init(&alone, 1 << 24);
    assert_int_equal(write_until(&p), ST_OK);
    assert_true(p.asked_full > 0);
    assert_true(book_whole("list.xlsx"));
    assert_int_equal(file_read("list.xlsx", &watched, NULL), ST_OK);
    assert_int_equal(write_until(NULL), ST_OK);
    assert_int_equal(file_read("list.xlsx", &alone, NULL), ST_OK);
    assert_int_equal(watched.length, alone.length);
    assert_memory_equal(watched.data, alone.data, alone.length);
    buffer_release(&watched);
    buffer_release(&alone);
}

static void writing_is_stopped(void **state)
{
    (void)state;
    struct patience p = {.until = 1000};
    assert_int_equal(write_until(&p), ST_NO);
    assert_int_equal(p.asked_full, 0);
}

static void packing_is_stopped(void **state)
{
    (void)state;
    struct patience p = {.until = ROWS};
    assert_int_equal(write_until(&p), ST_NO);
    assert_int_equal(p.asked_full, 1);
}

/* Who begins the program may ignore that children end, and then nobody hears how one did: a cut workbook is no whole one all the same. */
static void a_cut_workbook_is_told(void **state)
{
    (void)state;
    struct patience p = {.until = NEVER};
    struct rlimit before, small;
    assert_int_equal(getrlimit(RLIMIT_FSIZE, &before), 0);
    small = before;
    small.rlim_cur = 4096;
    void (*const ended)(int) = signal(SIGCHLD, SIG_IGN);
    void (*const too_large)(int) = signal(SIGXFSZ, SIG_IGN);
    const enum status whole = write_until(&p);
    assert_int_equal(setrlimit(RLIMIT_FSIZE, &small), 0);
    const enum status cut = write_until(&p);
    assert_int_equal(setrlimit(RLIMIT_FSIZE, &before), 0);
    (void)signal(SIGCHLD, ended);
    (void)signal(SIGXFSZ, too_large);
    assert_int_equal(whole, ST_OK);
    assert_int_equal(cut, ST_SYSTEM);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(the_sheet_is_named_by_the_list, enter, leave),
        cmocka_unit_test_setup_teardown(a_patient_user_gets_all, enter, leave),
        cmocka_unit_test_setup_teardown(writing_is_stopped, enter, leave),
        cmocka_unit_test_setup_teardown(packing_is_stopped, enter, leave),
        cmocka_unit_test_setup_teardown(a_cut_workbook_is_told, enter, leave),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
