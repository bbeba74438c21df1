/* Opening a list that takes long: the screen before it stays and says what is being read; Esc leaves it, and so does a terminal that goes.
 */
#include "base/buffer.h"
#include "tui/grid.h"
#include "tui/ui.h"
#include "tui/view.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#define STEPS 400

/* ---- a terminal on which keys come at a certain picture ---- */

struct player {
    struct terminal terminal;
    const char *keys; /* one after the other: "\x1b" Esc, "-" the terminal goes, others themselves */
    int impatient;    /* this many pictures into a wait, a key is there */
    int pictures, reading, counted;
    bool waiting; /* a list is being read */
    struct buffer screen;
};
static struct player player;
static int reads, asked;

static void player_size(const struct terminal *terminal, int *rows, int *columns)
{
    (void)terminal;
    *rows = 24;
    *columns = 80;
}

static void player_show(struct terminal *terminal, const struct grid *g)
{
    (void)terminal;
    buffer_clear(&player.screen);
    grid_dump(g, true, &player.screen);
    player.pictures += player.waiting;
    player.reading += strstr(buffer_text(&player.screen), "Reading: Products in use") != NULL;
    player.counted += strstr(buffer_text(&player.screen), "Reading: Conflicts  249 / 400") != NULL;
    assert_true(!player.waiting || strstr(buffer_text(&player.screen), "the first page") != NULL);
}

static enum status player_wait(struct terminal *terminal, struct event *out, struct error *e)
{
    (void)terminal;
    (void)e;
    const char key = *player.keys == '\0' ? '-' : *player.keys++;
    *out = (struct event){.kind = EVENT_KEY, .key = KEY_ESCAPE};
    if (key == '-') {
        out->kind = EVENT_HANGUP;
    } else if (key != '\x1b') {
        *out = event_character(&key, 1);
    }
    return ST_OK;
}

static bool player_pending(const struct terminal *terminal)
{
    (void)terminal;
    return player.waiting && player.pictures == player.impatient && *player.keys != '\0';
}

/* ---- a portfolio whose lists take long ---- */

static enum status slow_table(struct portfolio_view *view, const struct view_query *query, struct view_table *out, struct error *e)
{
    const struct view_column columns[] = {{"Name", 8, true, false}};
    view_table_init(out, view_kind_words(query->kind), columns, 1);
    reads++;
    player.waiting = true;
    for (asked = 0; asked < STEPS; asked++) {
        if (!view_goes_on(view, (size_t)asked, query->kind == VIEW_CONFLICTS ? STEPS : 0)) {
            player.waiting = false;
            return (fail)(e, ST_INPUT, "nobody waits"); /* ours, not cmocka's */
        }
    }
    player.waiting = false;
    view_table_add(out, "", 0);
    view_put(out, 0, "the only row");
    return ST_OK;
}

static enum status text(struct portfolio_view *view, const struct view_query *query, struct buffer *out, struct error *e)
{
    (void)view;
    (void)query;
    (void)e;
    view_line(out, VIEW_LINE_TEXT, "the first page");
    return ST_OK;
}

static bool overtaken(struct portfolio_view *view)
{
    (void)view;
    return false;
}

/* Plays the keys; the last screen is in player.screen. */
static void play(const char *keys, int impatient)
{
    static const struct terminal_ops ops = {.size = player_size, .show = player_show, .wait = player_wait, .pending = player_pending};
    struct portfolio_view view = {.table = slow_table, .text = text, .overtaken = overtaken};
    struct error e = {0};
    buffer_release(&player.screen);
    player = (struct player){.terminal = {.ops = &ops}, .keys = keys, .impatient = impatient};
    buffer_init(&player.screen, BUFFER_MAX_DOCUMENT);
    reads = 0;
    assert_int_equal(view_screens(&view, &player.terminal, &e), ST_OK);
    assert_null(view.go_on);
}

static bool shows(const char *words)
{
    return strstr(buffer_text(&player.screen), words) != NULL;
}

static void test_waited_for(void **state)
{
    (void)state;
    play("8", 0);
    assert_in_range(player.reading, 2, STEPS);
    assert_true(shows("the only row"));
    assert_false(shows("Reading"));
    play("7", 0);
    assert_int_equal(player.counted, 1);
}

static void test_left(void **state)
{
    (void)state;
    play("8\x1b", 3);
    assert_in_range(asked, 1, STEPS / 2);
    assert_true(shows("the first page"));
    assert_true(shows("nobody waits"));
    assert_false(shows("the only row"));
    play("8\x1b"
         "8",
         3); /* and may be opened after all */
    assert_int_equal(reads, 2);
    assert_true(shows("the only row"));
}

static void test_other_keys_do_not_stop(void **state)
{
    (void)state;
    play("8x", 3);
    assert_int_equal(asked, STEPS);
    assert_true(shows("the only row"));
}

static void test_gone(void **state)
{
    (void)state;
    play("8-", 3);
    assert_in_range(asked, 1, STEPS / 2);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_waited_for), cmocka_unit_test(test_left),
                                       cmocka_unit_test(test_other_keys_do_not_stop), cmocka_unit_test(test_gone)};
    const int failed = cmocka_run_group_tests(tests, NULL, NULL);
    buffer_release(&player.screen);
    return failed;
}
