#include "export/book.h"

#include "base/clock.h"
#include "base/i18n.h"
#include "base/width.h"
#include "export/book_close.h"
#include "export/book_styles.h"
#include "export/cell_text.h"
#include "export/package.h"

#include <sys/mman.h>
#include <unistd.h>

#define TENTHS 10.0
#define LINE_POINTS 15.0 /* height of a line of STYLE_PLAIN */
#define LINES_MAX 27     /* Excel's rows end at 409 points */
#define NOTE_MAX 60      /* characters of the note in a footer, which Excel limits to 255 in all */

/* libxlsxwriter prints numbers by LC_NUMERIC: a comma there would make a corrupt file. Only this thread, only meanwhile. */
static bool plain_numbers(struct book *b)
{
    locale_t now = duplocale(uselocale((locale_t)0));
    if (now == (locale_t)0) {
        return false;
    }
    b->numeric = newlocale(LC_NUMERIC_MASK, "C", now);
    if (b->numeric == (locale_t)0) {
        freelocale(now);
        return false;
    }
    b->before = uselocale(b->numeric);
    return true;
}

static void release(struct book *b)
{
    if (b->numeric != (locale_t)0) {
        uselocale(b->before);
        freelocale(b->numeric);
    }
    if (b->memory >= 0) {
        close(b->memory);
    }
    for (size_t i = 0; i < b->nfitted; i++) {
        free(b->fitted[i].widths);
    }
    free(b->fitted);
    free(b->path);
    buffer_release(&b->clean);
    buffer_release(&b->stored);
    *b = (struct book){.memory = -1};
}

void book_abandon(struct book *b)
{
    if (b->workbook) {
        lxw_workbook_free(b->workbook);
    }
    release(b);
}

static enum status open_workbook(struct book *b, const char *path, bool rows_in_order, struct error *e)
{
    if (path) {
        b->path = strdup(path);
    } else {
        /* libxlsxwriter 1.1.4 writes to names only; a file in memory has one. */
        b->memory = memfd_create("workbook", MFD_CLOEXEC);
        if (b->memory < 0) {
            return fail_errno(e, _("Cannot make a workbook in memory"));
        }
        if (asprintf(&b->path, "/proc/self/fd/%d", b->memory) < 0) {
            b->path = NULL;
        }
    }
    if (!b->path) {
        return fail_memory(e);
    }
    lxw_workbook_options options = {.constant_memory = rows_in_order, .use_zip64 = LXW_FALSE};
    b->workbook = workbook_new_opt(b->path, &options);
    return b->workbook ? ST_OK : fail_memory(e);
}

enum status book_begin(struct book *b, const char *path, const char *title, int64_t created, bool rows_in_order, struct error *e)
{
    *b = (struct book){.memory = -1};
    buffer_init(&b->clean, 4 * CELL_UNITS_MAX + 4);
    buffer_init(&b->stored, 28 * CELL_UNITS_MAX);
    if (!plain_numbers(b)) {
        return fail_memory(e);
    }
    enum status st = open_workbook(b, path, rows_in_order, e);
    if (st == ST_OK && !book_styles_make(b)) {
        st = fail_memory(e);
    }
    if (st != ST_OK) {
        book_abandon(b);
        return st;
    }
    cell_text(&b->clean, title);
    lxw_doc_properties properties = {.title = b->clean.data, .company = "", .created = (time_t)created};
    workbook_set_properties(b->workbook, &properties);
    return ST_OK;
}

static enum status read_memory(int fd, struct buffer *out, struct error *e)
{
    char chunk[65536];
    ssize_t got = 0;
    off_t at = 0;
    buffer_clear(out);
    while ((got = pread(fd, chunk, sizeof chunk, at)) > 0) {
        buffer_add(out, chunk, (size_t)got);
        at += got;
    }
    if (got < 0) {
        return fail_errno(e, _("Cannot read the new workbook back"));
    }
    return out->failed ? fail(e, ST_INPUT, _("The workbook would become larger than allowed.")) : ST_OK;
}

/* closing: what came of packing it. */
static enum status tell_closed(const struct book *b, lxw_error closing, struct error *e)
{
    const lxw_error problem = b->problem != LXW_NO_ERROR ? b->problem : closing;
    const bool cut = problem >= LXW_ERROR_CREATING_XLSX_FILE && problem <= LXW_ERROR_ZIP_CLOSE;
    if (problem != LXW_NO_ERROR && !cut) {
        return fail(e, ST_SYSTEM, _("The workbook cannot be written: %s"), lxw_strerror(problem));
    }
    return cut ? fail(e, ST_SYSTEM,
                      _("The workbook cannot be written: it was cut off. Is the disk full, or the directory for temporary files?"))
               : ST_OK;
}

enum status book_finish(struct book *b, struct buffer *out, struct error *e)
{
    const lxw_error closing = book_close(b->workbook, b->path);
    b->workbook = NULL;
    enum status st = tell_closed(b, closing, e);
    if (st == ST_OK && out) {
        st = read_memory(b->memory, out, e);
    }
    release(b);
    return st;
}

enum status book_finish_while(struct book *b, book_go_on *go_on, void *context, struct error *e)
{
    lxw_error closing;
    const bool done = book_close_while(b->workbook, b->path, go_on, context, &closing);
    b->workbook = NULL;
    const enum status st = done ? tell_closed(b, closing, e) : ST_NO;
    release(b);
    return st;
}

static void note_problem(struct book *b, lxw_error problem)
{
    if (problem != LXW_NO_ERROR && b->problem == LXW_NO_ERROR) {
        b->problem = problem;
    }
}

/* In a footer & begins a command: && is the character. */
static void add_note(struct buffer *out, const char *note)
{
    struct buffer clean;
    buffer_init(&clean, BUFFER_MAX_TEXT);
    cell_text(&clean, note);
    const char *text = buffer_text(&clean);
    for (size_t n = width_prefix(text, NOTE_MAX), i = 0; i < n; i++) {
        char c = text[i] == '\n' || text[i] == '\t' ? ' ' : text[i];
        buffer_add_text(out, c == '&' ? "&" : "");
        buffer_add_char(out, c);
    }
    buffer_release(&clean);
}

lxw_worksheet *book_sheet(struct book *b, const char *name, enum page page, const char *note, struct error *e)
{
    lxw_worksheet *sheet = workbook_add_worksheet(b->workbook, name);
    if (!sheet) {
        fail(e, ST_SYSTEM, _("The sheet \"%s\" cannot be made: Excel takes at most 31 characters and none of []:*?/\\."), name);
        return NULL;
    }
    worksheet_set_paper(sheet, 9); /* A4 */
    if (page == PAGE_LANDSCAPE) {
        worksheet_set_landscape(sheet);
    }
    worksheet_set_margins(sheet, 0.5, 0.5, 0.55, 0.7);
    worksheet_gridlines(sheet, LXW_HIDE_ALL_GRIDLINES);
    struct buffer footer;
    buffer_init(&footer, BUFFER_MAX_TEXT);
    buffer_add_text(&footer, "&L&8");
    buffer_add_char(&footer, ' '); /* parts the size from a name that begins with a digit */
    add_note(&footer, note);
    buffer_add_text(&footer, "&C&8&A&R&8&P / &N");
    note_problem(b, footer.failed ? LXW_ERROR_MEMORY_MALLOC_FAILED : worksheet_set_footer(sheet, buffer_text(&footer)));
    buffer_release(&footer);
    return sheet;
}

void book_table(lxw_worksheet *sheet, int rows, int columns, int wide)
{
    worksheet_repeat_rows(sheet, 0, (lxw_row_t)rows - 1);
    if (columns > 0 && wide > 1) {
        worksheet_repeat_columns(sheet, 0, (lxw_col_t)(columns - 1));
    }
    worksheet_freeze_panes(sheet, (lxw_row_t)rows, (lxw_col_t)columns);
    worksheet_fit_to_pages(sheet, (uint16_t)wide, 0);
}

static const char *stored(struct book *b, const char *text)
{
    buffer_clear(&b->clean);
    buffer_clear(&b->stored);
    cell_text(&b->clean, text ? text : "");
    cell_text_encode(&b->stored, buffer_text(&b->clean));
    if (b->clean.failed || b->stored.failed) {
        b->problem = LXW_ERROR_MEMORY_MALLOC_FAILED;
    }
    return buffer_text(&b->stored);
}

/* Lines that a text in a table takes in a column of so many digits (7 pixels each). At 9 points a wide character is 12 pixels, a Latin
 * letter about 5; a little is lost at the sides. */
static int lines_in(const char *text, double width)
{
    const char *c = text;
    while (*c && (unsigned char)*c < 0x80) {
        c++;
    }
    int columns = (int)((width * 7.0 - 12.0) / (*c ? 6.0 : 5.3)), lines = 0;
    size_t n = strlen(text);
    if (n > 0 && columns > 0 && n <= (size_t)columns && !strchr(text, '\n')) { /* no character is wider than it has bytes */
        return 1;
    }
    for (size_t next; *text && lines < LINES_MAX; text += next, lines++) {
        width_break(text, columns < 2 ? 2 : columns, &next);
    }
    return lines;
}

static void fit_row(struct book *b, lxw_worksheet *sheet, int row, int column, const char *text)
{
    size_t i = b->nfitted;
    while (i > 0 && b->fitted[i - 1].sheet != sheet) {
        i--;
    }
    if (i == 0 || column >= b->fitted[i - 1].columns) {
        return;
    }
    struct fitted_sheet *f = &b->fitted[i - 1];
    int lines = lines_in(text, f->widths[column]);
    if (f->row != row) {
        f->lines = 1;
    }
    f->row = row;
    if (lines <= f->lines) {
        return;
    }
    f->lines = lines;
    double line = language_current() == LANGUAGE_JA ? 14.5 : 12.5;
    note_problem(b, worksheet_set_row(sheet, (lxw_row_t)row, lines * line + 4.0, NULL));
}

void book_text(struct book *b, lxw_worksheet *sheet, int row, int column, const char *text, enum style style)
{
    const char *s = stored(b, text);
    if (b->wraps[style] && style != STYLE_HEAD) {
        fit_row(b, sheet, row, column, s);
    }
    if (*s) {
        note_problem(b, worksheet_write_string(sheet, (lxw_row_t)row, (lxw_col_t)column, s, b->styles[style]));
    } else {
        note_problem(b, worksheet_write_blank(sheet, (lxw_row_t)row, (lxw_col_t)column, b->styles[style]));
    }
}

void book_number(struct book *b, lxw_worksheet *sheet, int row, int column, double number, enum style style)
{
    note_problem(b, worksheet_write_number(sheet, (lxw_row_t)row, (lxw_col_t)column, number, b->styles[style]));
}

/* Excel counts days from 1899-12-30. */
static double excel_days(int64_t seconds)
{
    return (double)seconds / 86400.0 + 25569.0;
}

void book_date(struct book *b, lxw_worksheet *sheet, int row, int column, const char *date, enum style style)
{
    int64_t seconds;
    if (date_parse(date, &seconds)) {
        book_number(b, sheet, row, column, excel_days(seconds), style);
    } else {
        book_text(b, sheet, row, column, date, style);
    }
}

void book_time(struct book *b, lxw_worksheet *sheet, int row, int column, int64_t seconds)
{
    book_number(b, sheet, row, column, excel_days(seconds), STYLE_CELL_TIME);
}

void book_points(struct book *b, lxw_worksheet *sheet, int row, int column, int points, enum style style)
{
    if (points >= 0) {
        book_number(b, sheet, row, column, points / TENTHS, style);
    } else {
        book_text(b, sheet, row, column, "\xE2\x80\x93", style);
    }
}

void book_wide_text(struct book *b, lxw_worksheet *sheet, int row, int first, int last, int width, const char *text, enum style style)
{
    const char *s = stored(b, text);
    int lines = 0;
    for (const char *rest = s; *rest && lines < LINES_MAX; lines++) {
        size_t next;
        width_break(rest, width, &next);
        rest += next;
    }
    if (last > first) {
        note_problem(b,
                     worksheet_merge_range(sheet, (lxw_row_t)row, (lxw_col_t)first, (lxw_row_t)row, (lxw_col_t)last, s, b->styles[style]));
    } else {
        note_problem(b, worksheet_write_string(sheet, (lxw_row_t)row, (lxw_col_t)first, s, b->styles[style]));
    }
    if (lines > 1) {
        note_problem(b, worksheet_set_row(sheet, (lxw_row_t)row, lines * LINE_POINTS, NULL));
    }
}

void book_heads(struct book *b, lxw_worksheet *sheet, int row, const char *const *texts)
{
    for (int i = 0; texts[i]; i++) {
        book_text(b, sheet, row, i, texts[i], STYLE_HEAD);
    }
}

void book_widths(struct book *b, lxw_worksheet *sheet, const double *widths, int count)
{
    struct fitted_sheet *grown = realloc(b->fitted, (b->nfitted + 1) * sizeof *grown);
    double *copy = malloc((size_t)count * sizeof *copy);
    if (grown) {
        b->fitted = grown;
    }
    if (!grown || !copy) {
        free(copy);
        note_problem(b, LXW_ERROR_MEMORY_MALLOC_FAILED);
        return;
    }
    memcpy(copy, widths, (size_t)count * sizeof *copy);
    b->fitted[b->nfitted++] = (struct fitted_sheet){.sheet = sheet, .widths = copy, .columns = count, .row = -1};
    for (int i = 0; i < count; i++) {
        note_problem(b, worksheet_set_column(sheet, (lxw_col_t)i, (lxw_col_t)i, widths[i], NULL));
    }
}

void book_answer(struct book *b, lxw_worksheet *sheet, int row, int column, enum answer_state state, int level)
{
    switch (state) {
    case ANSWER_LEVEL:
        book_number(b, sheet, row, column, level, (enum style)(STYLE_LEVEL_0 + level));
        break;
    case ANSWER_UNKNOWN:
        book_text(b, sheet, row, column, MARK_UNKNOWN, STYLE_UNKNOWN);
        break;
    case ANSWER_NA:
        book_text(b, sheet, row, column, MARK_NA, STYLE_NA);
        break;
    case ANSWER_DONE:
        book_text(b, sheet, row, column, MARK_DONE, STYLE_LEVEL_4);
        break;
    case ANSWER_NOT_DONE:
        book_text(b, sheet, row, column, MARK_NOT_DONE, STYLE_LEVEL_0);
        break;
    case ANSWER_NONE:
        book_text(b, sheet, row, column, "", STYLE_UNANSWERED);
        break;
    }
}
