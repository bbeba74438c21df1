/* The radar chart: geometry for every number of axes, and labels that never touch each other or the chart. */
#include "base/buffer.h"
#include "base/utf8.h"
#include "base/width.h"
#include "model/score.h"
#include "tui/radar.h"

#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>

static struct grid g;

static void draw(const struct radar_axis *axes, int n, int rows, int columns, enum radar_style style)
{
    assert_int_equal(grid_init(&g, rows, columns, NULL), ST_OK);
    radar_draw(&g, (struct area){0, 0, rows, columns}, axes, n, style);
}

/* Where a text stands whole in a row of the grid; false when it does not. */
static bool stands(const char *text, int *at_row)
{
    struct buffer out;
    buffer_init(&out, BUFFER_MAX_TEXT);
    grid_dump(&g, false, &out);
    const char *found = strstr(buffer_text(&out), text);
    *at_row = 0;
    for (const char *c = buffer_text(&out); found != NULL && c < found; c++) {
        *at_row += *c == '\n';
    }
    /* Alone: a space or the edge on both sides. */
    const bool alone =
        found != NULL && (found == buffer_text(&out) || strchr(" \n", found[-1]) != NULL) && strchr(" \n", found[strlen(text)]) != NULL;
    if (found == NULL && getenv("SHOW") != NULL) {
        print_message("%s missing\n%s", text, buffer_text(&out));
    }
    buffer_release(&out);
    return alone;
}

static void every_label_is_whole_and_alone(void **state)
{
    (void)state;
    static const int SIZES[][2] = {{11, 60}, {15, 72}, {17, 72}, {20, 80}, {31, 80}, {40, 120}};
    for (int n = RADAR_AXES_MIN; n <= RADAR_AXES_MAX; n++) {
        for (size_t size = 0; size < sizeof SIZES / sizeof *SIZES; size++) {
            for (int style = 0; style < RADAR_STYLES; style++) {
                struct radar_axis axes[RADAR_AXES_MAX];
                char names[RADAR_AXES_MAX][24];
                for (int i = 0; i < n; i++) {
                    (void)snprintf(names[i], sizeof names[i], i % 2 == 0 ? "軸%c" : "a%cis", 'A' + i);
                    axes[i] = (struct radar_axis){names[i], 1000 - i * 83};
                }
                draw(axes, n, SIZES[size][0], SIZES[size][1], (enum radar_style)style);
                for (int i = 0; i < n; i++) {
                    char label[320];
                    int row = 0;
                    (void)snprintf(label, sizeof label, "%s %d.%d", names[i], axes[i].points / 10, axes[i].points % 10);
                    if (!stands(label, &row)) {
                        fail_msg("%d axes, %d×%d, style %d: %s", n, SIZES[size][0], SIZES[size][1], style, label);
                    }
                }
                grid_release(&g);
            }
        }
    }
}

static void long_labels_give_way_to_their_points(void **state)
{
    (void)state;
    static const char LONG[] = "とても長い名前の節がここにあります、ほんとうに長い";
    for (int n = RADAR_AXES_MIN; n <= RADAR_AXES_MAX; n++) {
        struct radar_axis axes[RADAR_AXES_MAX];
        for (int i = 0; i < n; i++) {
            axes[i] = (struct radar_axis){LONG, 111 + i};
        }
        draw(axes, n, 17, 72, RADAR_BRAILLE);
        for (int i = 0; i < n; i++) {
            char points[16];
            int row = 0;
            (void)snprintf(points, sizeof points, "11.%d", 1 + i);
            if (i < 9) {
                assert_true(stands(points, &row));
            }
        }
        grid_release(&g);
    }
}

/* The rows and columns that the shape takes. */
static struct area extent(void)
{
    struct area a = {g.rows, g.columns, -1, -1}; /* rows, columns: the last ones here */
    for (int row = 0; row < g.rows; row++) {
        for (int column = 0; column < g.columns; column++) {
            if (grid_cell(&g, row, column)->role == ROLE_ACCENT) {
                a.row = row < a.row ? row : a.row;
                a.column = column < a.column ? column : a.column;
                a.rows = row > a.rows ? row : a.rows;
                a.columns = column > a.columns ? column : a.columns;
            }
        }
    }
    return a;
}

static void the_shape_is_as_large_as_its_points(void **state)
{
    (void)state;
    for (int style = 0; style < RADAR_STYLES; style++) {
        struct radar_axis axes[4] = {{"up", 1000}, {"right", 1000}, {"down", 1000}, {"left", 1000}};
        draw(axes, 4, 23, 80, (enum radar_style)style); /* the radius: 10 rows, 20 columns; the centre: row 11.5, column 40 */
        struct area a = extent();
        assert_in_range(a.row, 1, 2);
        assert_in_range(a.rows, 20, 21);
        assert_in_range(a.column, 19, 21);
        assert_in_range(a.columns, 59, 61);
        grid_release(&g);
        axes[0].points = axes[2].points = 500; /* half as high, as wide as before */
        draw(axes, 4, 23, 80, (enum radar_style)style);
        a = extent();
        assert_in_range(a.row, 6, 7);
        assert_in_range(a.rows, 15, 16);
        assert_in_range(a.columns, 59, 61);
        grid_release(&g);
        for (int i = 0; i < 4; i++) {
            axes[i].points = SCORE_NONE;
        }
        draw(axes, 4, 23, 80, (enum radar_style)style);
        a = extent();
        assert_int_equal(a.row, a.rows); /* a point in the middle */
        assert_int_equal(a.row, 11);
        int row = 0;
        assert_true(stands("right -", &row));
        assert_int_equal(row, 11);
        assert_true(stands("up -", &row));
        assert_int_equal(row, 0);
        assert_true(stands("down -", &row));
        assert_int_equal(row, 22);
        grid_release(&g);
    }
}

static void plain_characters_only(void **state)
{
    (void)state;
    struct radar_axis axes[] = {{"a", 500}, {"b", 700}, {"c", 0}};
    struct buffer out;
    draw(axes, 3, 15, 60, RADAR_PLAIN);
    buffer_init(&out, BUFFER_MAX_TEXT);
    grid_dump(&g, true, &out);
    for (size_t i = 0; i < out.length; i++) {
        assert_true((unsigned char)out.data[i] < 0x80);
    }
    assert_non_null(strchr(buffer_text(&out), '*'));
    buffer_release(&out);
    grid_release(&g);
}

static void braille_takes_one_column(void **state)
{
    (void)state;
    width_set_ambiguous(2);
    assert_int_equal(width_text("\u28FF"), 1);
    width_set_ambiguous(1);
    assert_int_equal(width_text("\u28FF"), 1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_label_is_whole_and_alone),
        cmocka_unit_test(long_labels_give_way_to_their_points),
        cmocka_unit_test(the_shape_is_as_large_as_its_points),
        cmocka_unit_test(plain_characters_only),
        cmocka_unit_test(braille_takes_one_column),
    };
    return cmocka_run_group_tests_name("radar", tests, NULL, NULL);
}
