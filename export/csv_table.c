#include "export/csv_table.h"

#include "base/utf8.h"
#include "export/cell_text.h"
#include "export/decimal.h"

#include <string.h>

#define BOM "\xEF\xBB\xBF"

/* The length of that one of these with which the text begins; 0: none. */
static size_t beginning(const char *text, const char *const *these)
{
    for (; *these != NULL; these++) {
        if (strncmp(text, *these, strlen(*these)) == 0) {
            return strlen(*these);
        }
    }
    return 0;
}

/* What spreadsheets take for the beginning of a formula, in Japanese also the full-width forms; behind line ends and blanks, too, which
 * some programs drop before they look. */
static bool like_a_formula(const char *text)
{
    static const char *const blanks[] = {" ", "\n", "\r", "\t", "\xE3\x80\x80", "\xC2\xA0", NULL};
    static const char *const formulas[] = {"=", "+", "-", "@", "\xEF\xBC\x9D", "\xEF\xBC\x8B", "\xEF\xBC\x8D", "\xEF\xBC\xA0", NULL};
    const char *first = text;
    for (size_t n; (n = beginning(first, blanks)) > 0;) {
        first += n;
    }
    return text[0] == '\t' || (beginning(first, formulas) > 0 && strcmp(text, "-") != 0); /* a dash alone says: none */
}

void csv_text(struct buffer *out, const char *text)
{
    struct buffer clean;
    buffer_init(&clean, 4 * CELL_UNITS_MAX + 4);
    cell_text(&clean, text);
    buffer_add_text(out, like_a_formula(buffer_text(&clean)) ? "\"'" : "\"");
    for (const char *c = buffer_text(&clean); *c; c++) {
        if (*c == '"') {
            buffer_add_char(out, '"');
        }
        buffer_add_char(out, *c);
    }
    buffer_add_char(out, '"');
    out->failed = out->failed || clean.failed;
    buffer_release(&clean);
}

void csv_line(struct buffer *out, const char *text)
{
    struct buffer line;
    buffer_init(&line, BUFFER_MAX_TEXT);
    utf8_clean(&line, text, strlen(text), false);
    csv_text(out, buffer_text(&line));
    out->failed = out->failed || line.failed;
    buffer_release(&line);
}

void csv_number(struct buffer *out, const char *text)
{
    double value;
    int places;
    if (decimal_read(text, &value, &places)) {
        buffer_add_text(out, text[0] == '+' ? text + 1 : text);
    } else {
        csv_text(out, text);
    }
}

static void separate(struct csv_table *t)
{
    if (t->row.length > 0) {
        buffer_add_char(&t->row, ',');
    }
}

void table_text(struct csv_table *t, const char *s)
{
    separate(t);
    csv_text(&t->row, s);
}

void table_line(struct csv_table *t, const char *s)
{
    separate(t);
    csv_line(&t->row, s);
}

void table_number(struct csv_table *t, long long n)
{
    separate(t);
    buffer_add_format(&t->row, "%lld", n);
}

/* An empty field where there is no number. */
void table_number_or_none(struct csv_table *t, long long n, long long none)
{
    separate(t);
    if (n != none) {
        buffer_add_format(&t->row, "%lld", n);
    }
}

void table_score(struct csv_table *t, int score)
{
    separate(t);
    if (score != SCORE_NONE) {
        buffer_add_format(&t->row, "%d.%d", score / 10, score % 10);
    }
}

void table_mean(struct csv_table *t, int hundredths)
{
    separate(t);
    if (hundredths != SCORE_NONE) {
        buffer_add_format(&t->row, "%d.%02d", hundredths / 100, hundredths % 100);
    }
}

void table_yes(struct csv_table *t, bool value)
{
    separate(t);
    buffer_add_text(&t->row, value ? "yes" : "no");
}

enum status table_end_row(struct csv_table *t, struct error *e)
{
    buffer_add_text(&t->row, "\r\n");
    if (t->row.failed) {
        return fail_memory(e);
    }
    fwrite(t->row.data, 1, t->row.length, t->out);
    buffer_clear(&t->row);
    return ST_OK;
}

void table_begin(struct csv_table *t)
{
    fputs(BOM, t->out);
}

enum status table_heads(struct csv_table *t, const char *const *names, struct error *e)
{
    table_begin(t);
    for (; *names; names++) {
        table_text(t, *names);
    }
    return table_end_row(t, e);
}

void table_level(struct csv_table *t, int value)
{
    switch (value) {
    case PORTFOLIO_UNKNOWN:
        table_text(t, "unknown");
        break;
    case PORTFOLIO_NA:
        table_text(t, "na");
        break;
    case PORTFOLIO_DONE:
        table_text(t, "done");
        break;
    case PORTFOLIO_NOT_DONE:
        table_text(t, "not_done");
        break;
    case PORTFOLIO_NOT_ASKED:
        table_text(t, "not_asked");
        break;
    default:
        table_number_or_none(t, value, PORTFOLIO_UNANSWERED);
    }
}
