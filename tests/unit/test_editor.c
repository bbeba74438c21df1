/* Editing: grapheme clusters, words without spaces, wrapped lines, and text that is refused. */
#include "base/width.h"
#include "tui/editor.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>

#include <cmocka.h>

#define FAMILY "👨‍👩‍👧"

static struct editor editor;

static void start(const char *text, size_t max, bool lines)
{
    width_set_ambiguous(1);
    assert_int_equal(editor_init(&editor, text, max, lines, NULL), ST_OK);
}

static enum edit press(enum key key)
{
    const struct event event = event_key(key);
    return editor_key(&editor, &event);
}

static enum edit type(const char *character)
{
    const struct event event = event_character(character, strlen(character));
    return editor_key(&editor, &event);
}

static enum edit control(char letter)
{
    const char byte = (char)(letter - 'a' + 1);
    const struct event event = event_character(&byte, 1);
    return editor_key(&editor, &event);
}

/* The text with "|" where the caret is. */
static void holds(const char *expected)
{
    char text[256];
    snprintf(text, sizeof text, "%.*s|%s", (int)editor.caret, editor.text, editor.text + editor.caret);
    assert_string_equal(text, expected);
}

static void finish(void)
{
    editor_release(&editor);
}

static void test_moves_by_clusters(void **state)
{
    (void)state;
    start("か\u3099" FAMILY "x", 100, false);
    press(KEY_ARROW_LEFT);
    press(KEY_ARROW_LEFT);
    holds("か\u3099|" FAMILY "x");
    assert_int_equal(press(KEY_RUBOUT), EDIT_CHANGED);
    holds("|" FAMILY "x");
    press(KEY_DELETE);
    holds("|x");
    press(KEY_RUBOUT);
    holds("|x");
    finish();
}

static void test_a_mark_joins_what_stands_before_it(void **state)
{
    (void)state;
    start("かx", 100, false);
    press(KEY_ARROW_LEFT);
    type("\u3099");
    holds("か\u3099|x");
    press(KEY_START);
    assert_int_equal(editor.caret, 0);
    press(KEY_ARROW_RIGHT);
    holds("か\u3099|x");
    finish();
}

static void test_words(void **state)
{
    (void)state;
    start("毎年バックアップを試す ok now", 100, false);
    press(KEY_START);
    press(KEY_WORD_RIGHT);
    holds("毎年|バックアップを試す ok now");
    press(KEY_WORD_RIGHT);
    holds("毎年バックアップ|を試す ok now");
    press(KEY_FINISH);
    press(KEY_WORD_LEFT);
    holds("毎年バックアップを試す ok |now");
    control('w');
    holds("毎年バックアップを試す |now");
    control('u');
    holds("|now");
    control('k');
    holds("|");
    finish();
}

static void test_limit_refuses_and_loses_nothing(void **state)
{
    (void)state;
    start("1234567", 9, false);
    assert_int_equal(type("点"), EDIT_FULL);
    assert_int_equal(editor_insert(&editor, "890", 3), EDIT_FULL);
    holds("1234567|");
    assert_int_equal(editor_insert(&editor, "89", 2), EDIT_CHANGED);
    holds("123456789|");
    const struct event cut = {.kind = EVENT_PASTE, .paste = "x", .paste_length = 1, .paste_cut = true};
    press(KEY_RUBOUT);
    assert_int_equal(editor_key(&editor, &cut), EDIT_FULL); /* half of a paste is worse than none */
    holds("12345678|");
    finish();
}

static void test_paste_is_cleaned(void **state)
{
    (void)state;
    start("", 100, false);
    const char bytes[] = "a\x1b[31m\nb\tc\xFF\xE2\x80\xAE";
    const struct event event = {.kind = EVENT_PASTE, .paste = bytes, .paste_length = sizeof bytes - 1};
    assert_int_equal(editor_key(&editor, &event), EDIT_CHANGED);
    holds("a�[31m b c��|");
    finish();
    start("", 100, true);
    assert_int_equal(editor_key(&editor, &event), EDIT_CHANGED);
    holds("a�[31m\nb c��|");
    finish();
}

static void test_one_line_leaves_keys_to_others(void **state)
{
    (void)state;
    start("a", 100, false);
    assert_int_equal(press(KEY_RETURN), EDIT_IGNORED);
    assert_int_equal(press(KEY_TAB), EDIT_IGNORED);
    assert_int_equal(press(KEY_ESCAPE), EDIT_IGNORED);
    assert_int_equal(press(KEY_ARROW_UP), EDIT_IGNORED);
    holds("a|");
    finish();
}

static void draw(struct grid *g, int rows, int columns)
{
    assert_int_equal(grid_init(g, rows, columns, NULL), ST_OK);
    editor_draw(&editor, g, (struct area){0, 0, rows, columns}, true);
}

static void test_lines(void **state)
{
    (void)state;
    struct grid g;
    start("一二三四五\nsix\n", 100, true); /* wraps after four: eight columns and one for the caret */
    draw(&g, 5, 9);
    assert_int_equal(g.cursor_row, 3);
    assert_int_equal(g.cursor_column, 0);
    assert_string_equal(grid_cell(&g, 1, 0)->text, "五");
    press(KEY_ARROW_UP);
    holds("一二三四五\n|six\n");
    press(KEY_FINISH);
    press(KEY_ARROW_UP);
    holds("一二三四五|\nsix\n");
    press(KEY_ARROW_UP);
    holds("一|二三四五\nsix\n");
    assert_int_equal(press(KEY_ARROW_UP), EDIT_IGNORED);
    press(KEY_FINISH);
    holds("一二三|四五\nsix\n"); /* the caret stays on its line */
    grid_release(&g);
    finish();
}

static void test_scrolls_to_the_caret(void **state)
{
    (void)state;
    struct grid g;
    start("a\nb\nc\nd", 100, true);
    draw(&g, 2, 10);
    assert_string_equal(grid_cell(&g, 1, 0)->text, "d");
    assert_int_equal(g.cursor_row, 1);
    press(KEY_PAGE_UP);
    grid_release(&g);
    draw(&g, 2, 10);
    assert_string_equal(grid_cell(&g, 0, 0)->text, "a");
    grid_release(&g);
    finish();

    start("0123456789", 100, false);
    draw(&g, 1, 5);
    assert_string_equal(grid_cell(&g, 0, 0)->text, "6");
    assert_int_equal(g.cursor_column, 4);
    grid_release(&g);
    finish();
}

static void test_click(void **state)
{
    (void)state;
    struct grid g;
    start("一二三\nabc", 100, true);
    draw(&g, 3, 20);
    editor_click(&editor, (struct area){0, 0, 3, 20}, 0, 3);
    holds("一|二三\nabc");
    editor_click(&editor, (struct area){0, 0, 3, 20}, 1, 15);
    holds("一二三\nabc|");
    grid_release(&g);
    finish();
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_moves_by_clusters),
        cmocka_unit_test(test_a_mark_joins_what_stands_before_it),
        cmocka_unit_test(test_words),
        cmocka_unit_test(test_limit_refuses_and_loses_nothing),
        cmocka_unit_test(test_paste_is_cleaned),
        cmocka_unit_test(test_one_line_leaves_keys_to_others),
        cmocka_unit_test(test_lines),
        cmocka_unit_test(test_scrolls_to_the_caret),
        cmocka_unit_test(test_click),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
