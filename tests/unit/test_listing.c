/* The cursor of a list: paging comes to both ends, and shows every row on the way. */
#include "tui/listing.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>

#include <cmocka.h>

static struct listing list_of(int count, int rows)
{
    struct listing l = {0};
    listing_resize(&l, count, (struct area){0, 0, rows, 80});
    return l;
}

static void page(struct listing *l, enum key key)
{
    assert_true(listing_key(l, &(struct event){.kind = EVENT_KEY, .key = key}));
    assert_in_range(l->at, l->top, l->top + l->area.rows - 1);
}

static void test_one_row_more_than_a_page(void **state)
{
    (void)state;
    struct listing l = list_of(12, 11);
    page(&l, KEY_PAGE_DOWN);
    assert_int_equal(l.at, 11);
    assert_int_equal(l.top, 1);
    page(&l, KEY_PAGE_UP);
    assert_int_equal(l.at, 0);
    assert_int_equal(l.top, 0);
}

static void test_no_row_is_jumped_over(void **state)
{
    (void)state;
    struct listing l = list_of(53, 11);
    int seen = 11;
    for (int pages = 0; l.at < 52; pages++) {
        assert_true(pages < 6);
        page(&l, KEY_PAGE_DOWN);
        assert_true(l.top <= seen);
        seen = l.top + 11;
    }
    assert_int_equal(seen, 53);
    for (int pages = 0; l.at > 0; pages++) {
        assert_true(pages < 6);
        page(&l, KEY_PAGE_UP);
    }
    assert_int_equal(l.top, 0);
}

static void test_short_lists(void **state)
{
    (void)state;
    struct listing l = list_of(3, 11);
    page(&l, KEY_PAGE_DOWN);
    assert_int_equal(l.at, 2);
    assert_int_equal(l.top, 0);
    page(&l, KEY_PAGE_UP);
    assert_int_equal(l.at, 0);
    struct listing none = list_of(0, 11);
    assert_true(listing_key(&none, &(struct event){.kind = EVENT_KEY, .key = KEY_PAGE_DOWN}));
    assert_int_equal(none.at, 0);
    assert_int_equal(none.top, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_one_row_more_than_a_page), cmocka_unit_test(test_no_row_is_jumped_over),
                                       cmocka_unit_test(test_short_lists)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
