/* Lists of the prime's screens: which rows have the words that somebody types. */
#include "model/view_table.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

#define ROWS 4

static void put(struct view_table *t, const char *code, const char *name, int64_t total, const char *points)
{
    view_table_add(t, code, 0);
    view_put(t, 0, code);
    view_put(t, 1, name);
    view_put_number(t, 2, total, points);
}

/* found: the numbers of the rows, as digits. */
static void finds(struct view_table *t, const char *words, const char *found)
{
    size_t order[ROWS];
    char rows[ROWS + 1] = "";
    const size_t n = view_table_order(t, words, SIZE_MAX, false, order);
    for (size_t i = 0; i < n; i++) {
        rows[i] = (char)('0' + order[i]);
    }
    rows[n] = '\0';
    assert_string_equal(rows, found);
}

static void parts_of_texts_and_whole_numbers(void **state)
{
    (void)state;
    struct view_table t;
    const struct view_column columns[] = {{"Code", 0, false, false}, {"Supplier", 10, true, false}, {"Total", 0, false, true}};
    view_table_init(&t, "Suppliers", columns, 3);
    put(&t, "S0049", "Fictive Works", 512, "51.2");
    put(&t, "S0050", "Fictive 49", 700, "70.0");
    put(&t, "S0051", "Fictive Motors", 492, "49.2");
    put(&t, "S0052", "架空製作所", 49, "49");
    finds(&t, "", "0123");
    finds(&t, "49", "013");
    finds(&t, "fictive 49", "01");
    finds(&t, "49.2", "2");
    finds(&t, "9.2", "");
    finds(&t, "S005", "123");
    finds(&t, "４９", "013");
    finds(&t, "製作 49", "3");
    finds(&t, "works 51", "");
    assert_false(t.failed);
    view_table_release(&t);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(parts_of_texts_and_whole_numbers)};
    return cmocka_run_group_tests_name("view_table", tests, NULL, NULL);
}
