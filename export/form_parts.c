#include "export/form_parts.h"

#include "base/i18n.h"

#include <stdarg.h>
#include <stdio.h>

/* Columns of the hidden sheet. */
enum map_column { MAP_NAME, MAP_VALUE, MAP_MORE };
#define MAP_SHEET "tenken"

static void problem(struct book *b, lxw_error error)
{
    if (error != LXW_NO_ERROR && b->problem == LXW_NO_ERROR) {
        b->problem = error;
    }
}

enum status form_map_begin(struct form_map *m, struct book *b, struct error *e)
{
    *m = (struct form_map){.book = b, .sheet = book_sheet(b, MAP_SHEET, PAGE_PORTRAIT, "", e)};
    return m->sheet != NULL ? ST_OK : ST_SYSTEM;
}

void form_map_line(struct form_map *m, const char *name, const char *value, const char *more)
{
    if (value == NULL) {
        return;
    }
    book_text(m->book, m->sheet, m->row, MAP_NAME, name, STYLE_CELL_LINE);
    book_text(m->book, m->sheet, m->row, MAP_VALUE, value, STYLE_CELL_LINE);
    if (more != NULL) {
        book_text(m->book, m->sheet, m->row, MAP_MORE, more, STYLE_CELL_LINE);
    }
    m->row++;
}

void form_map_end(struct form_map *m)
{
    worksheet_protect(m->sheet, NULL, NULL);
    worksheet_hide(m->sheet);
}

void form_offers_add(struct form_offers *o, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    (void)vsnprintf(o->text[o->count], FORM_OFFER_TEXT, format, arguments);
    va_end(arguments);
    o->list[o->count] = o->text[o->count];
    o->count++;
}

void form_offers_levels(struct form_offers *o)
{
    for (int level = 0; level < LEVELS; level++) {
        form_offers_add(o, "%d %s", level, _(LEVEL_LABELS[level]));
    }
}

void form_offer(struct book *b, lxw_worksheet *sheet, int row, int column, struct form_offers *o)
{
    lxw_data_validation v = {
        .validate = LXW_VALIDATION_TYPE_LIST,
        .value_list = o->list,
        .error_type = LXW_VALIDATION_ERROR_TYPE_STOP,
        .error_title = _("Not in the list"),
        .error_message = _("Choose one of the lines that the arrow offers."),
        .ignore_blank = LXW_VALIDATION_ON,
    };
    problem(b, worksheet_data_validation_cell(sheet, (lxw_row_t)row, (lxw_col_t)column, &v));
}

void form_offer_answer(struct book *b, lxw_worksheet *sheet, int row, int column, enum item_kind kind)
{
    struct form_offers o = {0};
    if (kind == ITEM_DONE) {
        form_offers_add(&o, MARK_DONE " %s", answer_label(ANSWER_DONE, 0));
        form_offers_add(&o, MARK_NOT_DONE " %s", answer_label(ANSWER_NOT_DONE, 0));
    } else {
        form_offers_levels(&o);
        form_offers_add(&o, MARK_UNKNOWN " %s", answer_label(ANSWER_UNKNOWN, 0));
    }
    form_offers_add(&o, MARK_NA " %s", answer_label(ANSWER_NA, 0));
    form_offer(b, sheet, row, column, &o);
}

void form_comment(struct book *b, lxw_worksheet *sheet, int row, int column, const char *text)
{
    lxw_comment_options options = {.width = 420, .height = 190, .font_size = 9};
    problem(b, worksheet_write_comment_opt(sheet, (lxw_row_t)row, (lxw_col_t)column, text, &options));
}

void form_color_answers(struct book *b, lxw_worksheet *sheet, int first_row, int last_row, int column)
{
    static struct {
        char begins[4]; /* the library wants to be able to write to it */
        enum style style;
    } RULES[] = {{"0", STYLE_LEVEL_0}, {"1", STYLE_LEVEL_1},          {"2", STYLE_LEVEL_2},       {"3", STYLE_LEVEL_3},
                 {"4", STYLE_LEVEL_4}, {MARK_UNKNOWN, STYLE_UNKNOWN}, {MARK_DONE, STYLE_LEVEL_4}, {MARK_NOT_DONE, STYLE_LEVEL_0}};
    for (size_t i = 0; i < sizeof RULES / sizeof RULES[0]; i++) {
        lxw_conditional_format c = {
            .type = LXW_CONDITIONAL_TYPE_TEXT,
            .criteria = LXW_CONDITIONAL_CRITERIA_TEXT_BEGINS_WITH,
            .value_string = RULES[i].begins,
            .format = b->styles[RULES[i].style],
        };
        problem(b, worksheet_conditional_format_range(sheet, (lxw_row_t)first_row, (lxw_col_t)column, (lxw_row_t)last_row,
                                                      (lxw_col_t)column, &c));
    }
}

void form_lock(lxw_worksheet *sheet)
{
    lxw_row_col_options hidden = {.hidden = 1};
    lxw_protection may = {.format_columns = 1, .format_rows = 1};
    worksheet_set_row_opt(sheet, 0, LXW_DEF_ROW_HEIGHT, NULL, &hidden);
    worksheet_set_column_opt(sheet, 0, 0, 2, NULL, &hidden);
    worksheet_protect(sheet, NULL, &may);
}
