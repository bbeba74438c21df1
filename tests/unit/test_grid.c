/* The cell grid: wide characters, clipping, wrapping, lines, and what foreign text may not do. */
#include "base/buffer.h"
#include "base/width.h"
#include "tui/grid.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>

#include <cmocka.h>

static struct grid g;

static int begin(void **state)
{
    (void)state;
    width_set_ambiguous(1);
    return grid_init(&g, 3, 12, NULL) == ST_OK ? 0 : -1;
}

static int end(void **state)
{
    (void)state;
    grid_release(&g);
    return 0;
}

static void shows(const char *expected, bool ascii)
{
    struct buffer out;
    buffer_init(&out, BUFFER_MAX_TEXT);
    grid_dump(&g, ascii, &out);
    assert_string_equal(buffer_text(&out), expected);
    buffer_release(&out);
}

static void test_text(void **state)
{
    (void)state;
    assert_int_equal(grid_text(&g, 0, 1, 11, ROLE_TEXT, "点検 ok"), 7);
    assert_int_equal(grid_text_right(&g, 1, 12, 12, ROLE_TEXT, "右"), 2);
    shows(" 点検 ok\n          右\n\n", false);
    assert_int_equal(grid_cell(&g, 0, 1)->columns, 2);
    assert_int_equal(grid_cell(&g, 0, 2)->columns, 0);
    assert_null(grid_cell(&g, 3, 0));
}

static void test_text_that_does_not_fit_says_so(void **state)
{
    (void)state;
    assert_int_equal(grid_text(&g, 0, 0, 6, ROLE_TEXT, "バックアップ"),
                     5); /* two wide characters and the dots; the sixth column is half of one */
    assert_int_equal(grid_text(&g, 1, 0, 5, ROLE_TEXT, "abcdef"), 5);
    assert_int_equal(grid_text(&g, 2, 0, 0, ROLE_TEXT, "abc"), 0);
    shows("バッ…\nabcd…\n\n", false);
}

static void test_no_half_of_a_wide_character_stays(void **state)
{
    (void)state;
    grid_text(&g, 0, 0, 12, ROLE_TEXT, "点検");
    grid_text(&g, 0, 1, 1, ROLE_TEXT, "x");
    grid_text(&g, 1, 0, 12, ROLE_TEXT, "点検");
    grid_text(&g, 1, 2, 1, ROLE_TEXT, "y");
    grid_text(&g, 2, 11, 2, ROLE_TEXT, "広"); /* has no room for its right half */
    shows(" x検\n点y\n\n", false);
}

static void test_foreign_text_is_harmless(void **state)
{
    (void)state;
    grid_text(&g, 0, 0, 12, ROLE_TEXT, "a\x1b[31mb");
    grid_text(&g, 1, 0, 12, ROLE_TEXT,
              "c\xE2\x80\xAE"
              "d\xFF"
              "e");
    grid_text(&g, 2, 0, 12, ROLE_TEXT, "f\ng\th");
    shows("a�[31mb\nc�d�e\nf g h\n", false);
}

static void test_marks_piled_up_are_cut(void **state)
{
    (void)state;
    char text[2 + 2 * 40 + 1] = "o";
    for (size_t i = 0; i < 40; i++) {
        memcpy(text + 1 + 2 * i, "\xCC\x81", 3);
    }
    assert_int_equal(grid_text(&g, 0, 0, 12, ROLE_TEXT, text), 1);
    assert_true(strlen(grid_cell(&g, 0, 0)->text) < CELL_TEXT);
    assert_string_equal(grid_cell(&g, 0, 1)->text, " ");
}

static void test_wrap(void **state)
{
    (void)state;
    const char *text = "いざというとき、戻せますか。";
    assert_int_equal(wrap_lines(text, 12), 3);
    assert_int_equal(wrap_lines("", 12), 0);
    assert_int_equal(grid_wrap(&g, (struct area){0, 0, 2, 12}, 1, ROLE_TEXT, text), 3);
    shows("き、戻せます\nか。\n\n", false);
}

static void test_balance_leaves_no_short_last_line(void **state)
{
    (void)state;
    const char *text = "aaaa bbbb cccc dddd e f"; /* of one lone word the breaker takes care (test_width.c) */
    assert_int_equal(wrap_lines(text, 20), 2);
    assert_true(wrap_balance(text, 20) < 20);
    assert_int_equal(wrap_lines(text, wrap_balance(text, 20)), 2);
    assert_int_equal(wrap_balance("one line", 14), 14);
    assert_int_equal(wrap_balance("aaaa bbbb cccc dddd eeee", 14), 14); /* the last line is long enough */
}

static void test_lines_and_bars(void **state)
{
    (void)state;
    grid_box(&g, (struct area){0, 0, 3, 5}, ROLE_QUIET);
    grid_bar(&g, 1, 6, 6, 500, 1000);
    shows("┌───┐\n│   │ ━━━───\n└───┘\n", false);
    shows("+---+\n|   | ###...\n+---+\n", true);
    grid_bar(&g, 1, 6, 6, 1, 1000); /* a little is not nothing */
    shows("+---+\n|   | #.....\n+---+\n", true);
    grid_text(&g, 0, 1, 3, ROLE_STRONG, "a"); /* text over a line replaces it */
    assert_int_equal(grid_cell(&g, 0, 1)->glyph, GLYPH_NONE);
}

static void test_ambiguous_width(void **state)
{
    (void)state;
    width_set_ambiguous(2);
    assert_int_equal(grid_text(&g, 0, 0, 12, ROLE_TEXT, "①×a"), 5);
    assert_int_equal(grid_text(&g, 1, 0, 5, ROLE_TEXT, "abcdef"), 5); /* the dots take two columns */
    shows("①×a\nabc…\n\n", false);
    width_set_ambiguous(1);
    assert_int_equal(grid_text(&g, 2, 0, 12, ROLE_TEXT, "①×a"), 3);
}

static void test_copy_scrolls(void **state)
{
    (void)state;
    struct grid canvas;
    assert_int_equal(grid_init(&canvas, 5, 6, NULL), ST_OK);
    for (int i = 0; i < 5; i++) {
        const char text[] = {(char)('0' + i), '\0'};
        grid_text(&canvas, i, 0, 6, ROLE_TEXT, text);
    }
    grid_cursor(&canvas, 3, 1);
    grid_copy(&g, (struct area){1, 2, 2, 6}, &canvas, 2);
    shows("\n  2\n  3\n", false);
    assert_int_equal(g.cursor_row, 2);
    assert_int_equal(g.cursor_column, 3);
    grid_release(&canvas);
}

#define GRID_TEST(function) cmocka_unit_test_setup_teardown(function, begin, end)

int main(void)
{
    const struct CMUnitTest tests[] = {
        GRID_TEST(test_text),
        GRID_TEST(test_text_that_does_not_fit_says_so),
        GRID_TEST(test_no_half_of_a_wide_character_stays),
        GRID_TEST(test_foreign_text_is_harmless),
        GRID_TEST(test_marks_piled_up_are_cut),
        GRID_TEST(test_wrap),
        GRID_TEST(test_balance_leaves_no_short_last_line),
        GRID_TEST(test_lines_and_bars),
        GRID_TEST(test_ambiguous_width),
        GRID_TEST(test_copy_scrolls),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
