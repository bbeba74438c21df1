#include "tui/headed_list.h"

#include "base/buffer.h"
#include "base/i18n.h"
#include "tui/ui.h"
#include "tui/words.h"

#define LEFT 2

/* Wider than other text: what stands above goes with the columns of the list. */
static int head_columns(int columns)
{
    return columns - 2 * LEFT < TEXT_COLUMNS ? columns - 2 * LEFT : TEXT_COLUMNS;
}

void headed_list_flow(struct buffer *head)
{
    struct buffer lines = *head;
    buffer_init(head, BUFFER_MAX_TEXT);
    const char *at = buffer_text(&lines);
    for (const char *end = strchr(at, '\n'); end != NULL; end = strchr(at, '\n')) {
        const char *gap = end[1] == '!' ? "\n" : end > at && end[-1] == ')' ? " " /* no full stop */ : between_sentences();
        (void)buffer_add_format(head, "%.*s%s", (int)(end - at), at, gap);
        at = end + 1;
    }
    (void)buffer_add_text(head, at);
    buffer_release(&lines);
}

void headed_list_place(struct listing *list, const char *head, int gap, int detail_rows, int rows, int columns)
{
    const struct area inside = frame_inside(rows, columns);
    const int above = wrap_lines(head, head_columns(columns)) + gap;
    const int room = inside.rows - above - detail_rows - 1;
    listing_resize(list, list->count, (struct area){inside.row + above, 0, room > 1 ? room : 1, columns});
}

void headed_list_draw_head(const struct listing *list, const char *head, int gap, struct grid *g, struct area inside)
{
    const int rows = list->area.row - inside.row - gap;
    (void)grid_wrap(g, (struct area){inside.row, LEFT, rows, head_columns(g->columns)}, 0, ROLE_TEXT, head);
}

struct area headed_list_draw_rule(const struct listing *list, const char *place, int detail_rows, struct grid *g)
{
    const int row = list->area.row + list->area.rows;
    grid_horizontal(g, row, 0, g->columns, ROLE_QUIET);
    if (list->count > list->area.rows) {
        (void)grid_text_right(g, row, g->columns - 1, 40, ROLE_QUIET, place);
    }
    return (struct area){row + 1, LEFT, detail_rows, head_columns(g->columns)};
}

void headed_list_draw_more(const struct listing *list, struct grid *g)
{
    const int above = list->top, below = list->count - list->top - list->area.rows;
    char text[WORDS_MAX];
    if (above > 0 && below > 0) {
        (void)snprintf(text, sizeof text, _(" %d more above, %d below "), above, below);
    } else if (above > 0 || below > 0) {
        (void)snprintf(text, sizeof text, above > 0 ? _(" %d more above ") : _(" %d more below "), above > 0 ? above : below);
    } else {
        return;
    }
    (void)grid_text(g, list->area.row + list->area.rows, LEFT, g->columns / 2, ROLE_QUIET, text);
}
