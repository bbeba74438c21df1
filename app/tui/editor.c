#include "tui/editor.h"

#include "base/buffer.h"
#include "base/utf8.h"
#include "base/width.h"

enum status editor_init(struct editor *editor, const char *text, size_t max, bool lines, struct error *e)
{
    *editor = (struct editor){.max = max, .lines = lines, .columns = 60, .wish = -1};
    editor->text = calloc(1, max + 1);
    if (editor->text == NULL) {
        return fail_memory(e);
    }
    if (text != NULL) {
        (void)editor_insert(editor, text, strlen(text));
    }
    return ST_OK;
}

void editor_release(struct editor *editor)
{
    free(editor->text);
    *editor = (struct editor){0};
}

/* ---- places ---- */

static size_t after(const struct editor *editor, size_t at)
{
    int columns = 0;
    return at >= editor->length ? editor->length : at + width_cluster(editor->text + at, editor->length - at, &columns);
}

/* Clusters can be found only forwards, so from the start of the line. */
static size_t back(const struct editor *editor, size_t at)
{
    size_t start = at;
    if (at == 0) {
        return 0;
    }
    if (editor->text[at - 1] == '\n') {
        return at - 1;
    }
    while (start > 0 && editor->text[start - 1] != '\n') {
        start--;
    }
    size_t last = start;
    while (start < at) {
        last = start;
        start = after(editor, start);
    }
    return last;
}

/* Words for Ctrl-Left and Ctrl-Right: runs of one script, since Japanese has no spaces. */
static int script_at(const struct editor *editor, size_t at)
{
    uint32_t c = 0;
    (void)utf8_decode(editor->text + at, editor->length - at, &c);
    if (c == ' ' || c == '\n' || c == 0x3000) {
        return 0;
    }
    if ((c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= 0xC0 && c < 0x2000)) {
        return 1;
    }
    if (c >= 0x3041 && c <= 0x309F) {
        return 2;
    }
    if ((c >= 0x30A0 && c <= 0x30FF) || (c >= 0xFF66 && c <= 0xFF9F)) {
        return 3;
    }
    if (c == 0x3005 || (c >= 0x3400 && c <= 0x9FFF) || (c >= 0xF900 && c <= 0xFAFF) || c >= 0x20000) {
        return 4;
    }
    return 5;
}

static size_t word_right(const struct editor *editor, size_t at)
{
    if (at >= editor->length) {
        return at;
    }
    const int script = script_at(editor, at);
    while (at < editor->length && script_at(editor, at) == script) {
        at = after(editor, at);
    }
    while (at < editor->length && script_at(editor, at) == 0) {
        at = after(editor, at);
    }
    return at;
}

static size_t word_left(const struct editor *editor, size_t at)
{
    while (at > 0 && script_at(editor, back(editor, at)) == 0) {
        at = back(editor, at);
    }
    if (at == 0) {
        return 0;
    }
    const int script = script_at(editor, back(editor, at));
    while (at > 0 && script_at(editor, back(editor, at)) == script) {
        at = back(editor, at);
    }
    return at;
}

/* ---- changing ---- */

static void cut(struct editor *editor, size_t from, size_t to)
{
    memmove(editor->text + from, editor->text + to, editor->length - to + 1);
    editor->length -= to - from;
    editor->caret = from;
}

/* A mark joins the cluster before it: the caret may have come to stand inside of one. */
static void align(struct editor *editor)
{
    size_t start = editor->caret;
    while (start > 0 && editor->text[start - 1] != '\n') {
        start--;
    }
    while (start < editor->caret) {
        start = after(editor, start);
    }
    editor->caret = start;
}

enum edit editor_insert(struct editor *editor, const char *text, size_t n)
{
    struct buffer clean;
    buffer_init(&clean, BUFFER_MAX_DOCUMENT);
    utf8_clean(&clean, text, n, true);
    for (size_t i = 0; i < clean.length; i++) {
        if (clean.data[i] == '\t' || (clean.data[i] == '\n' && !editor->lines)) {
            clean.data[i] = ' ';
        }
    }
    enum edit result = EDIT_FULL;
    if (!clean.failed && clean.length <= editor->max - editor->length) {
        if (clean.length > 0) {
            char *at = editor->text + editor->caret;
            memmove(at + clean.length, at, editor->length - editor->caret + 1);
            memcpy(at, clean.data, clean.length);
        }
        editor->length += clean.length;
        editor->caret += clean.length;
        align(editor);
        result = EDIT_CHANGED;
    }
    buffer_release(&clean);
    return result;
}

/* ---- lines as drawn ---- */

struct line {
    size_t start, end, next;
};

/* The visual line after `line` (start 0, next 0 before the first). False at the end. The text ends with an empty line after a newline. */
static bool next_line(const struct editor *editor, struct line *line, bool first)
{
    if (!first) {
        const bool newline = line->next > line->start && editor->text[line->next - 1] == '\n';
        if (line->next >= editor->length && !(newline && line->start < editor->length)) {
            return false;
        }
    }
    const size_t start = first ? 0 : line->next;
    size_t step = 0;
    const size_t n = start < editor->length ? width_break(editor->text + start, editor->columns, &step) : 0;
    *line = (struct line){start, start + n, start + step};
    return true;
}

/* True when the caret stands on this line. */
static bool holds(const struct editor *editor, const struct line *line, size_t caret)
{
    if (caret < line->start) {
        return false;
    }
    if (caret < line->next) {
        return true;
    }
    const bool newline = line->next > line->start && editor->text[line->next - 1] == '\n';
    return caret == editor->length && line->next >= editor->length && !newline;
}

static int column_of(const struct editor *editor, size_t start, size_t caret)
{
    int sum = 0;
    while (start < caret) {
        int columns = 0;
        start += width_cluster(editor->text + start, editor->length - start, &columns);
        sum += columns;
    }
    return sum;
}

static void locate(const struct editor *editor, int *row, int *column, int *count)
{
    struct line line = {0};
    *count = *row = *column = 0;
    for (bool first = true; next_line(editor, &line, first); first = false) {
        if (holds(editor, &line, editor->caret)) {
            *row = *count;
            *column = column_of(editor, line.start, editor->caret);
        }
        (*count)++;
    }
    *column = *column > editor->columns ? editor->columns : *column;
}

static struct line line_at(const struct editor *editor, int row)
{
    struct line line = {0};
    struct line found = {0};
    int at = 0;
    for (bool first = true; at <= row && next_line(editor, &line, first); first = false, at++) {
        found = line;
    }
    return found;
}

/* The caret position in a line that is nearest to a column. */
static size_t caret_at(const struct editor *editor, const struct line *line, int column)
{
    size_t at = line->start;
    int sum = 0;
    while (at < line->end) {
        int columns = 0;
        const size_t n = width_cluster(editor->text + at, editor->length - at, &columns);
        if (sum + columns > column) {
            break;
        }
        sum += columns;
        at += n;
    }
    return at;
}

static enum edit move_lines(struct editor *editor, int by)
{
    int row = 0;
    int column = 0;
    int count = 0;
    locate(editor, &row, &column, &count);
    if (editor->wish < 0) {
        editor->wish = column;
    }
    if (row + by < 0 || row + by >= count) {
        return EDIT_IGNORED;
    }
    const struct line line = line_at(editor, row + by);
    editor->caret = caret_at(editor, &line, editor->wish);
    return EDIT_MOVED;
}

static struct line caret_line(const struct editor *editor)
{
    int row = 0;
    int column = 0;
    int count = 0;
    locate(editor, &row, &column, &count);
    return line_at(editor, row);
}

/* The end of a line as far as the caret may go on it: a wrapped line's last place is that before its last cluster's end. */
static size_t line_end(const struct editor *editor, const struct line *line)
{
    return line->end == line->next && line->end < editor->length ? back(editor, line->end) : line->end;
}

/* ---- keys ---- */

static enum edit control_key(struct editor *editor, char letter)
{
    const struct line line = caret_line(editor);
    switch (letter) {
    case 'a':
        editor->caret = line.start;
        return EDIT_MOVED;
    case 'k':
        cut(editor, editor->caret, line.end > editor->caret ? line.end : after(editor, editor->caret));
        return EDIT_CHANGED;
    case 'u':
        cut(editor, line.start, editor->caret);
        return EDIT_CHANGED;
    case 'w':
        cut(editor, word_left(editor, editor->caret), editor->caret);
        return EDIT_CHANGED;
    default:
        return EDIT_IGNORED;
    }
}

static enum edit plain_key(struct editor *editor, const struct event *event)
{
    const size_t caret = editor->caret;
    switch (event->key) {
    case KEY_TEXT:
        return editor_insert(editor, event->text, strlen(event->text));
    case KEY_RETURN:
        return editor->lines ? editor_insert(editor, "\n", 1) : EDIT_IGNORED;
    case KEY_RUBOUT:
        cut(editor, back(editor, caret), caret);
        return EDIT_CHANGED;
    case KEY_DELETE:
        cut(editor, caret, after(editor, caret));
        return EDIT_CHANGED;
    case KEY_ARROW_LEFT:
        editor->caret = back(editor, caret);
        return EDIT_MOVED;
    case KEY_ARROW_RIGHT:
        editor->caret = after(editor, caret);
        return EDIT_MOVED;
    case KEY_WORD_LEFT:
        editor->caret = word_left(editor, caret);
        return EDIT_MOVED;
    case KEY_WORD_RIGHT:
        editor->caret = word_right(editor, caret);
        return EDIT_MOVED;
    case KEY_START:
        editor->caret = caret_line(editor).start;
        return EDIT_MOVED;
    case KEY_FINISH: {
        const struct line line = caret_line(editor);
        editor->caret = line_end(editor, &line);
        return EDIT_MOVED;
    }
    case KEY_CONTROL:
        return control_key(editor, event->text[0]);
    default:
        return EDIT_IGNORED;
    }
}

static enum edit text_key(struct editor *editor, const struct event *event)
{
    if (event->kind == EVENT_PASTE) {
        editor->wish = -1;
        return event->paste_cut ? EDIT_FULL : editor_insert(editor, event->paste, event->paste_length);
    }
    if (event->kind != EVENT_KEY) {
        return EDIT_IGNORED;
    }
    if ((editor->lines || editor->wraps) && (event->key == KEY_ARROW_UP || event->key == KEY_ARROW_DOWN)) {
        return move_lines(editor, event->key == KEY_ARROW_UP ? -1 : 1);
    }
    if ((editor->lines || editor->wraps) && (event->key == KEY_PAGE_UP || event->key == KEY_PAGE_DOWN)) {
        enum edit result = EDIT_IGNORED;
        for (int i = 0; i < 8 && move_lines(editor, event->key == KEY_PAGE_UP ? -1 : 1) == EDIT_MOVED; i++) {
            result = EDIT_MOVED;
        }
        return result;
    }
    editor->wish = -1;
    return plain_key(editor, event);
}

enum edit editor_key(struct editor *editor, const struct event *event)
{
    const bool types = event->kind == EVENT_KEY && event->key == KEY_TEXT;
    const bool pastes = event->kind == EVENT_PASTE && !event->paste_cut && event->paste_length <= editor->max;
    if (editor->proposed && (types || pastes)) {
        cut(editor, 0, editor->length);
    }
    const enum edit result = text_key(editor, event);
    editor->proposed = editor->proposed && result == EDIT_IGNORED;
    return result;
}

/* ---- drawing ---- */

static void draw_one_line(struct editor *editor, struct grid *g, struct area area, bool focus)
{
    if (focus && editor->left > editor->caret) {
        editor->left = editor->caret;
    }
    while (focus && column_of(editor, editor->left, editor->caret) >= area.columns) {
        editor->left = after(editor, editor->left);
    }
    (void)grid_bytes(g, area.row, area.column, area.columns, focus && editor->proposed ? ROLE_SELECTED : ROLE_FIELD,
                     editor->text + editor->left, editor->length - editor->left);
    if (focus) {
        grid_cursor(g, area.row, area.column + column_of(editor, editor->left, editor->caret));
    }
}

void editor_rewind(struct editor *editor)
{
    editor->left = 0;
    editor->top = 0;
}

void editor_draw(struct editor *editor, struct grid *g, struct area area, bool focus)
{
    grid_blank(g, area, ROLE_FIELD);
    if (!editor->lines && !editor->wraps) {
        draw_one_line(editor, g, area, focus);
        return;
    }
    int row = 0;
    int column = 0;
    int count = 0;
    editor->columns = area.columns > 3 ? area.columns - 1 : 2; /* one column for the caret at the end of a full line */
    locate(editor, &row, &column, &count);
    if (editor->top > count - area.rows) {
        editor->top = count > area.rows ? count - area.rows : 0;
    }
    if (focus && row < editor->top) {
        editor->top = row;
    } else if (focus && row >= editor->top + area.rows) {
        editor->top = row - area.rows + 1;
    }
    struct line line = {0};
    int at = 0;
    for (bool first = true; next_line(editor, &line, first); first = false, at++) {
        if (at >= editor->top && at < editor->top + area.rows) {
            (void)grid_bytes(g, area.row + at - editor->top, area.column, area.columns, ROLE_FIELD, editor->text + line.start,
                             line.end - line.start);
        }
    }
    if (focus) {
        grid_cursor(g, area.row + row - editor->top, area.column + column);
    }
}

void editor_click(struct editor *editor, struct area area, int row, int column)
{
    editor->wish = -1;
    editor->proposed = false;
    if (!editor->lines && !editor->wraps) {
        const struct line line = {editor->left, editor->length, editor->length};
        editor->caret = caret_at(editor, &line, column - area.column);
        return;
    }
    const struct line line = line_at(editor, editor->top + row - area.row);
    editor->caret = caret_at(editor, &line, column - area.column);
}
