/* Events, key scripts, and the bytes that reach a terminal. */
#include "base/buffer.h"
#include "base/width.h"
#include "tui/paint.h"
#include "tui/terminal.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>

#include <cmocka.h>

static void test_characters(void **state)
{
    (void)state;
    assert_int_equal(event_character("\r", 1).key, KEY_RETURN);
    assert_int_equal(event_character("\t", 1).key, KEY_TAB);
    assert_int_equal(event_character("\x7f", 1).key, KEY_RUBOUT);
    assert_int_equal(event_character("\x1b", 1).key, KEY_ESCAPE);
    assert_int_equal(event_character("\x13", 1).key, KEY_CONTROL);
    assert_string_equal(event_character("\x13", 1).text, "s");
    assert_int_equal(event_character("見", 3).key, KEY_TEXT);
    assert_int_equal(event_character("\xE2\x80\xAE", 3).key, KEY_OTHER); /* right-to-left override */
    assert_int_equal(event_character("\xFF", 1).key, KEY_OTHER);
    assert_int_equal(event_character("\0", 1).key, KEY_OTHER);
}

static char command(const char *character)
{
    const struct event event = event_character(character, strlen(character));
    return event_command(&event);
}

static void test_commands_with_the_input_method_on(void **state)
{
    (void)state;
    assert_int_equal(command("3"), '3');
    assert_int_equal(command("３"), '3');
    assert_int_equal(command("ｎ"), 'n');
    assert_int_equal(command("？"), '?');
    assert_int_equal(command("　"), ' ');
    assert_int_equal(command("あ"), 0);
    const struct event down = event_key(KEY_ARROW_DOWN);
    assert_int_equal(event_command(&down), 0);
}

static struct terminal *script(const char *text)
{
    const struct script_options options = {.rows = 24, .columns = 80};
    struct terminal *terminal = NULL;
    struct error e = {.text = ""};
    if (script_open(text, strlen(text), "FILE", &options, &terminal, &e) != ST_OK) {
        fail_msg("%s", e.text);
    }
    return terminal;
}

static struct event next(struct terminal *terminal)
{
    struct event event = {0};
    struct error e = {.text = ""};
    assert_int_equal(terminal->ops->wait(terminal, &event, &e), ST_OK);
    return event;
}

static void test_script(void **state)
{
    (void)state;
    int rows = 0, columns = 0;
    struct terminal *t = script("# a remark\n3 Down\n  Ctrl-S Space\ntext 点 x\npaste two words\nresize 100x40\nclick 4,5\n?\n");
    assert_int_equal(command(next(t).text), '3');
    assert_int_equal(next(t).key, KEY_ARROW_DOWN);
    assert_int_equal(next(t).key, KEY_CONTROL);
    assert_string_equal(next(t).text, " ");
    assert_string_equal(next(t).text, "点");
    assert_string_equal(next(t).text, " ");
    assert_string_equal(next(t).text, "x");
    struct event event = next(t);
    assert_int_equal(event.kind, EVENT_PASTE);
    assert_int_equal(event.paste_length, strlen("two words"));
    assert_int_equal(next(t).kind, EVENT_RESIZE);
    t->ops->size(t, &rows, &columns);
    assert_int_equal(rows, 40);
    assert_int_equal(columns, 100);
    event = next(t);
    assert_int_equal(event.kind, EVENT_CLICK);
    assert_int_equal(event.row, 4);
    assert_int_equal(event.column, 5);
    assert_string_equal(next(t).text, "?");
    assert_int_equal(next(t).kind, EVENT_HANGUP);
    assert_int_equal(next(t).kind, EVENT_HANGUP);
    t->ops->close(t);
}

static void refused(const char *text, const char *words)
{
    const struct script_options options = {.rows = 24, .columns = 80};
    struct terminal *terminal = NULL;
    struct error e = {.text = ""};
    assert_int_equal(script_open(text, strlen(text), "FILE", &options, &terminal, &e), ST_INPUT);
    assert_non_null(strstr(e.text, words));
}

static void test_script_mistakes(void **state)
{
    (void)state;
    refused("3\n\nDwn\n", "line 3: \"Dwn\"");
    refused("resize 80\n", "line 1: \"80\"");
    refused("resize 80x9999\n", "80x9999");
    refused("click here\n", "\"here\"");
    refused("text \xFF\n", "UTF-8");
}

static void test_script_keeps_the_last_screen(void **state)
{
    (void)state;
    struct grid g;
    struct terminal *t = script("q\n");
    assert_int_equal(grid_init(&g, 2, 10, NULL), ST_OK);
    assert_string_equal(script_screen(t), "");
    grid_text(&g, 1, 2, 8, ROLE_TEXT, "点検");
    t->ops->show(t, &g);
    assert_string_equal(script_screen(t), "\n  点検\n");
    grid_release(&g);
    t->ops->close(t);
}

/* ---- painting ---- */

static void move(void *context, struct buffer *out, int row, int column)
{
    (void)context;
    (void)buffer_add_format(out, "<%d,%d>", row, column);
}

static void role(void *context, struct buffer *out, enum role r)
{
    (void)context;
    (void)buffer_add_format(out, "{%d}", (int)r);
}

static void cursor(void *context, struct buffer *out, bool visible)
{
    (void)context;
    (void)buffer_add_text(out, visible ? "<on>" : "<off>");
}

static void paints(const struct grid *shown, const struct grid *to, const char *expected)
{
    const struct paint_ops ops = {.move = move, .role = role, .cursor = cursor};
    struct buffer out;
    buffer_init(&out, BUFFER_MAX_TEXT);
    paint(&ops, shown, to, &out);
    assert_string_equal(buffer_text(&out), expected);
    buffer_release(&out);
}

static void test_paint_only_what_changed(void **state)
{
    (void)state;
    struct grid a, b;
    width_set_ambiguous(1);
    assert_int_equal(grid_init(&a, 2, 8, NULL), ST_OK);
    assert_int_equal(grid_init(&b, 2, 8, NULL), ST_OK);
    paints(&a, &b, "");
    grid_text(&b, 0, 1, 7, ROLE_TEXT, "ab点cd");
    paints(&a, &b, "<0,1>{0}ab点cd");
    grid_text(&a, 0, 1, 7, ROLE_TEXT, "ab点xd");
    paints(&a, &b, "<0,5>{0}c");
    grid_text(&a, 0, 1, 7, ROLE_TEXT, "ab点cd");
    grid_role(&b, (struct area){0, 3, 1, 2}, ROLE_STRONG);
    paints(&a, &b, "<0,3>{1}点{0}"); /* and leaves the terminal's attributes plain */
    grid_release(&a);
    grid_release(&b);
}

static void test_paint_writes_short_gaps_again(void **state)
{
    (void)state;
    struct grid a, b;
    width_set_ambiguous(1);
    assert_int_equal(grid_init(&a, 1, 24, NULL), ST_OK);
    assert_int_equal(grid_init(&b, 1, 24, NULL), ST_OK);
    grid_text(&b, 0, 0, 24, ROLE_TEXT, "two words      x       y");
    paints(&a, &b, "<0,0>{0}two words      x<0,23>y"); /* seven blanks are longer than a move */
    grid_text(&a, 0, 0, 24, ROLE_TEXT, "two words      x       y");
    grid_text(&a, 0, 0, 24, ROLE_TEXT, "No");
    grid_text(&a, 0, 4, 5, ROLE_TEXT, "Wo");
    grid_role(&a, (struct area){0, 2, 1, 2}, ROLE_STRONG);
    grid_role(&b, (struct area){0, 2, 1, 2}, ROLE_STRONG); /* "o" and the blank: unchanged, but not in the role of what changed */
    paints(&a, &b, "<0,0>{0}tw<0,4>w");
    grid_release(&a);
    grid_release(&b);
}

static void test_paint_states_the_place_after_uncertain_widths(void **state)
{
    (void)state;
    struct grid a, b;
    width_set_ambiguous(1);
    assert_int_equal(grid_init(&a, 1, 8, NULL), ST_OK);
    assert_int_equal(grid_init(&b, 1, 8, NULL), ST_OK);
    grid_text(&b, 0, 0, 8, ROLE_TEXT, "①x👨‍👩‍👧y");
    paints(&a, &b, "<0,0>{0}①<0,1>x👨‍👩‍👧<0,4>y");
    grid_release(&a);
    grid_release(&b);
}

static void test_paint_cursor_and_new_size(void **state)
{
    (void)state;
    struct grid a, b, small;
    assert_int_equal(grid_init(&a, 1, 3, NULL), ST_OK);
    assert_int_equal(grid_init(&b, 1, 3, NULL), ST_OK);
    assert_int_equal(grid_init(&small, 1, 2, NULL), ST_OK);
    grid_cursor(&b, 0, 2);
    paints(&a, &b, "<0,2><on>");
    paints(&b, &b, "");
    paints(&b, &a, "<off>");
    paints(&a, &small, "<0,0>{0}  <off>"); /* another size: everything */
    grid_glyph(&a, 0, 0, ROLE_QUIET, GLYPH_HORIZONTAL);
    grid_cursor(&a, 0, 2);
    paints(&b, &a, "<0,0>{2}─{0}<0,2>");
    grid_release(&a);
    grid_release(&b);
    grid_release(&small);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_characters),
        cmocka_unit_test(test_commands_with_the_input_method_on),
        cmocka_unit_test(test_script),
        cmocka_unit_test(test_script_mistakes),
        cmocka_unit_test(test_script_keeps_the_last_screen),
        cmocka_unit_test(test_paint_only_what_changed),
        cmocka_unit_test(test_paint_writes_short_gaps_again),
        cmocka_unit_test(test_paint_states_the_place_after_uncertain_widths),
        cmocka_unit_test(test_paint_cursor_and_new_size),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
