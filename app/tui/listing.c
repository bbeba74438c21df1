#include "tui/listing.h"

void listing_resize(struct listing *l, int count, struct area area)
{
    l->count = count;
    l->area = area;
    l->at = l->at >= count ? count - 1 : l->at;
    l->at = l->at < 0 ? 0 : l->at;
    if (l->at < l->top) {
        l->top = l->at;
    }
    if (l->at >= l->top + area.rows) {
        l->top = l->at - area.rows + 1;
    }
    if (l->top > count - area.rows) {
        l->top = count > area.rows ? count - area.rows : 0;
    }
}

static int index_at(const struct listing *l, int row)
{
    const int index = row - l->area.row + l->top;
    return row >= l->area.row && row < l->area.row + l->area.rows && index < l->count ? index : -1;
}

bool listing_click_again(const struct listing *l, const struct event *event)
{
    return event->kind == EVENT_CLICK && index_at(l, event->row) == l->at && l->count > 0;
}

bool listing_opens(const struct listing *l, const struct event *event)
{
    return listing_click_again(l, event) || (event->kind == EVENT_KEY && event->key == KEY_RETURN);
}

/* By how much a key moves; 0 when it does not. */
static int step_of(const struct listing *l, const struct event *event)
{
    if (event->kind == EVENT_WHEEL) {
        return event->row * 3;
    }
    if (event->kind != EVENT_KEY) {
        return 0;
    }
    switch (event->key) {
    case KEY_ARROW_UP:
        return -1;
    case KEY_ARROW_DOWN:
        return 1;
    case KEY_START:
        return -l->count;
    case KEY_FINISH:
        return l->count;
    default:
        break;
    }
    const char c = event_command(event);
    return c == 'j' ? 1 : c == 'k' ? -1 : 0;
}

/* One row stays in sight. Where the end comes into sight the cursor goes there: no row is left for one more page. */
static void turn_page(struct listing *l, int direction)
{
    const int page = direction * (l->area.rows > 2 ? l->area.rows - 1 : 1);
    const int last = l->count > l->area.rows ? l->count - l->area.rows : 0; /* the top row of the last page */
    l->top += page;
    l->at = l->top >= last && direction > 0 ? l->count - 1 : l->top <= 0 && direction < 0 ? 0 : l->at + page;
    l->top = l->top < 0 ? 0 : l->top;
    listing_resize(l, l->count, l->area);
}

bool listing_key(struct listing *l, const struct event *event)
{
    if (event->kind == EVENT_KEY && (event->key == KEY_PAGE_UP || event->key == KEY_PAGE_DOWN)) {
        turn_page(l, event->key == KEY_PAGE_DOWN ? 1 : -1);
        return true;
    }
    int to = l->at;
    if (event->kind == EVENT_CLICK) {
        to = index_at(l, event->row);
        if (to < 0) {
            return false;
        }
    } else {
        const int step = step_of(l, event);
        if (step == 0) {
            return false;
        }
        to += step;
    }
    l->at = to >= l->count ? l->count - 1 : to;
    l->at = l->at < 0 ? 0 : l->at;
    listing_resize(l, l->count, l->area);
    return true;
}

int listing_row(const struct listing *l, int index)
{
    const int row = index - l->top;
    return row >= 0 && row < l->area.rows ? l->area.row + row : -1;
}
