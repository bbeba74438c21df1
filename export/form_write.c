#include "base/i18n.h"
#include "export/book.h"
#include "export/form_layout.h"
#include "model/choices.h"
#include "model/json.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

enum column { COLUMN_KEY, COLUMN_NUMBER, COLUMN_QUESTION, COLUMN_ANSWER, COLUMN_GUIDE, COLUMN_REASON, COLUMN_NOTE, COLUMN_DATE, COLUMNS };
static const double WIDTHS[COLUMNS] = {2, 5, 40, 24, 46, 24, 30, 14};

/* Columns of the map. */
enum map_column { MAP_NAME, MAP_VALUE, MAP_MORE };
#define MAP_SHEET "tenken"

struct writer {
    const struct form_input *in;
    struct book book;
    lxw_worksheet *answers, *inventory, *map;
    int row, map_row;
    bool dates; /* some question is answered with a day */
};

static void map_line(struct writer *w, const char *name, const char *value, const char *more)
{
    if (value == NULL) {
        return;
    }
    book_text(&w->book, w->map, w->map_row, MAP_NAME, name, STYLE_CELL_LINE);
    book_text(&w->book, w->map, w->map_row, MAP_VALUE, value, STYLE_CELL_LINE);
    if (more != NULL) {
        book_text(&w->book, w->map, w->map_row, MAP_MORE, more, STYLE_CELL_LINE);
    }
    w->map_row++;
}

static void problem(struct writer *w, lxw_error error)
{
    if (error != LXW_NO_ERROR && w->book.problem == LXW_NO_ERROR) {
        w->book.problem = error;
    }
}

/* What a cell offers. Excel takes at most 255 characters for all lines of a list. */
#define OFFERS_MAX 24
#define OFFER_TEXT 100
struct offers {
    char text[OFFERS_MAX][OFFER_TEXT];
    char *list[OFFERS_MAX + 1];
    size_t count;
};

static void add_offer(struct offers *o, const char *format, ...) __attribute__((format(printf, 2, 3)));
static void add_offer(struct offers *o, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    (void)vsnprintf(o->text[o->count], OFFER_TEXT, format, arguments);
    va_end(arguments);
    o->list[o->count] = o->text[o->count];
    o->count++;
}

static void offer(struct writer *w, lxw_worksheet *sheet, int row, int column, struct offers *o)
{
    lxw_data_validation v = {
        .validate = LXW_VALIDATION_TYPE_LIST,
        .value_list = o->list,
        .error_type = LXW_VALIDATION_ERROR_TYPE_STOP,
        .error_title = _("Not in the list"),
        .error_message = _("Choose one of the lines that the arrow offers."),
        .ignore_blank = LXW_VALIDATION_ON,
    };
    problem(w, worksheet_data_validation_cell(sheet, (lxw_row_t)row, (lxw_col_t)column, &v));
}

static void comment(struct writer *w, int row, int column, const char *text)
{
    lxw_comment_options options = {.width = 420, .height = 190, .font_size = 9};
    problem(w, worksheet_write_comment_opt(w->answers, (lxw_row_t)row, (lxw_col_t)column, text, &options));
}

/* "0 not yet" … and the two answers that are no level. */
static void offer_levels(struct writer *w, int row)
{
    struct offers o = {0};
    for (int level = 0; level < LEVELS; level++) {
        add_offer(&o, "%d %s", level, _(LEVEL_LABELS[level]));
    }
    add_offer(&o, MARK_UNKNOWN " %s", answer_label(ANSWER_UNKNOWN, 0));
    add_offer(&o, MARK_NA " %s", answer_label(ANSWER_NA, 0));
    offer(w, w->answers, row, COLUMN_ANSWER, &o);
}

static void offer_done(struct writer *w, int row)
{
    struct offers o = {0};
    add_offer(&o, MARK_DONE " %s", answer_label(ANSWER_DONE, 0));
    add_offer(&o, MARK_NOT_DONE " %s", answer_label(ANSWER_NOT_DONE, 0));
    add_offer(&o, MARK_NA " %s", answer_label(ANSWER_NA, 0));
    offer(w, w->answers, row, COLUMN_ANSWER, &o);
}

static void offer_beliefs(struct writer *w, int row)
{
    struct offers o = {0};
    for (int level = 0; level < LEVELS; level++) {
        add_offer(&o, "%d %s", level, _(BELIEFS[level]));
    }
    offer(w, w->answers, row, COLUMN_ANSWER, &o);
}

/* The values as stored; their words stand beside the cell, since together they are too long for a list. */
static void offer_choices(struct writer *w, int row, const struct choice *choices, size_t count)
{
    struct offers o = {0};
    for (size_t i = 1; i < count && o.count < OFFERS_MAX; i++) {
        add_offer(&o, "%s", choices[i].value);
    }
    offer(w, w->answers, row, COLUMN_ANSWER, &o);
}

static void add_words(struct buffer *out, const struct choice *choices, size_t count)
{
    for (size_t i = 1; i < count; i++) {
        (void)buffer_add_format(out, "%s%s %s", i == 1 ? "" : ", ", choices[i].value, _(choices[i].label));
    }
}

static void write_key(struct writer *w, const char *key)
{
    book_text(&w->book, w->answers, w->row, COLUMN_KEY, key, STYLE_CELL_LINE);
    map_line(w, FORM_ROW_KEY, key, NULL);
}

static void write_head(struct writer *w)
{
    struct book *b = &w->book;
    lxw_worksheet *s = w->answers;
    char line[512];
    book_text(b, s, 0, COLUMN_KEY, FORM_ANSWERS_MARK, STYLE_CELL_LINE);
    book_text(b, s, 0, COLUMN_ANSWER, "answer", STYLE_CELL_LINE);
    book_text(b, s, 0, COLUMN_REASON, "na_reason", STYLE_CELL_LINE);
    book_text(b, s, 0, COLUMN_NOTE, "note", STYLE_CELL_LINE);
    if (w->dates) {
        book_text(b, s, 0, COLUMN_DATE, "done_at", STYLE_CELL_LINE);
    }
    (void)snprintf(line, sizeof line, _("Security answers, %s"), w->in->period);
    book_wide_text(b, s, 1, COLUMN_NUMBER, COLUMN_GUIDE, 80, line, STYLE_TITLE);
    w->row = 2;
    if (w->in->requester != NULL) {
        (void)snprintf(line, sizeof line, _("Asked by %s. Please return it by %s."), w->in->requester, w->in->due);
        book_wide_text(b, s, w->row++, COLUMN_NUMBER, COLUMN_NOTE, 140, line, STYLE_SUBTITLE);
    }
    book_wide_text(b, s, w->row++, COLUMN_NUMBER, COLUMN_NOTE, 140,
                   _("Fill in the yellow cells: choose the highest line of which you can say \"we have come this far\"; when in doubt the "
                     "lower one. Point at an answer cell for help. Then save the file and send it back. This sheet is not signed: anyone "
                     "who gets hold of it can change it, so send it only the way that your customer named."),
                   STYLE_PLAIN);
    w->row++;
}

static void write_field(struct writer *w, const char *key, const char *label, const char *help, const char *value)
{
    struct book *b = &w->book;
    write_key(w, key);
    book_text(b, w->answers, w->row, COLUMN_QUESTION, label, STYLE_CELL_STRONG);
    book_text(b, w->answers, w->row, COLUMN_ANSWER, value, STYLE_INPUT);
    book_text(b, w->answers, w->row, COLUMN_GUIDE, help, STYLE_MUTED);
}

static void write_firm(struct writer *w)
{
    book_text(&w->book, w->answers, w->row++, COLUMN_NUMBER, _("Your firm"), STYLE_HEADING);
    for (size_t i = 0; i < FORM_FIELDS; i++) {
        const struct form_field *f = &FORM_FIELD[i];
        const bool industry = strcmp(f->path, "industry") == 0;
        struct buffer help;
        char key[64];
        buffer_init(&help, BUFFER_MAX_TEXT);
        if (industry) {
            add_words(&help, INDUSTRY_CHOICES, INDUSTRY_CHOICE_COUNT);
        } else if (f->help != NULL) {
            buffer_add_text(&help, _(f->help));
        }
        (void)snprintf(key, sizeof key, FORM_SUPPLIER "%s", f->path);
        write_field(w, key, _(f->label), buffer_text(&help), strcmp(f->path, "name") == 0 ? w->in->supplier_name : NULL);
        if (industry) {
            offer_choices(w, w->row, INDUSTRY_CHOICES, INDUSTRY_CHOICE_COUNT);
        } else if (strcmp(f->path, "employees") == 0) {
            offer_choices(w, w->row, EMPLOYEE_CHOICES, EMPLOYEE_CHOICE_COUNT);
        }
        buffer_release(&help);
        w->row++;
    }
    write_field(w, FORM_PERCEIVED, _("Before you begin: how well protected is your firm, do you think?"), "", NULL);
    offer_beliefs(w, w->row++);
}

static void write_item(struct writer *w, size_t index)
{
    struct book *b = &w->book;
    const struct question *q = &w->in->list->questions[index];
    const struct item *item = q->home_item;
    char key[PACK_ID_TEXT + ITEM_ID_TEXT], line[3 * PACK_TEXT_MAX];
    (void)snprintf(key, sizeof key, "%s:%s", q->home_pack->id, item->id);
    write_key(w, key);
    book_number(b, w->answers, w->row, COLUMN_NUMBER, question_list_number(w->in->list, index), STYLE_CELL_CENTER);
    book_text(b, w->answers, w->row, COLUMN_QUESTION, text_of(item->text), STYLE_CELL_STRONG);
    book_text(b, w->answers, w->row, COLUMN_ANSWER, "", STYLE_INPUT);
    book_text(b, w->answers, w->row, COLUMN_REASON, "", STYLE_INPUT);
    book_text(b, w->answers, w->row, COLUMN_NOTE, "", STYLE_INPUT);
    struct buffer guide;
    buffer_init(&guide, BUFFER_MAX_TEXT);
    if (item->kind == ITEM_DONE) {
        offer_done(w, w->row);
        book_text(b, w->answers, w->row, COLUMN_DATE, "", STYLE_INPUT);
        buffer_add_text(&guide, _("Done, with the day in the last column, or not yet."));
    } else {
        offer_levels(w, w->row);
        for (int level = 0; level < LEVELS; level++) {
            buffer_add_format(&guide, "%s%d  %s", level == 0 ? "" : "\n", level, text_of(item->levels[level]));
        }
    }
    book_text(b, w->answers, w->row, COLUMN_GUIDE, buffer_text(&guide), STYLE_CELL);
    (void)snprintf(line, sizeof line, "%s\n\n%s", text_of(item->why), buffer_text(&guide));
    comment(w, w->row, COLUMN_ANSWER, line);
    buffer_release(&guide);
    w->row++;
}

static void write_questions(struct writer *w)
{
    const struct question_list *list = w->in->list;
    const char *const heads[] = {_("No."),
                                 _("Question"),
                                 _("Your answer"),
                                 _("What the lines mean"),
                                 _("Reason, if not applicable"),
                                 _("Notes"),
                                 w->dates ? _("Done on") : NULL,
                                 NULL};
    const struct pack *pack = NULL;
    for (size_t i = 0; i < list->count; i++) {
        const struct question *q = &list->questions[i];
        if (q->repeated) {
            continue;
        }
        if (q->pack != pack) {
            pack = q->pack;
            w->row++;
            book_wide_text(&w->book, w->answers, w->row++, COLUMN_NUMBER, COLUMN_GUIDE, 100, text_of(pack->title), STYLE_HEADING);
            for (int k = 0; k < (int)(sizeof heads / sizeof heads[0]); k++) {
                book_text(&w->book, w->answers, w->row, COLUMN_NUMBER + k, heads[k], STYLE_HEAD);
            }
            if (q->home_item->kind == ITEM_DONE) {
                book_text(&w->book, w->answers, w->row, COLUMN_DATE, _("Done on"), STYLE_HEAD);
            }
            w->row++;
        }
        write_item(w, i);
    }
}

/* An answer takes its colour as soon as it is chosen. */
static void color_answers(struct writer *w)
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
            .format = w->book.styles[RULES[i].style],
        };
        problem(w, worksheet_conditional_format_range(w->answers, (lxw_row_t)(FORM_FIELDS + 4), COLUMN_ANSWER, (lxw_row_t)w->row,
                                                      COLUMN_ANSWER, &c));
    }
}

static void write_inventory(struct writer *w)
{
    static const double widths[] = {2, 40, 28, 18, 18, 18};
    const char *const heads[] = {_("Product or service"), _("Vendor"), _("Version"), _("Reachable from the internet"),
                                 _("Holds credentials"),  NULL};
    struct book *b = &w->book;
    struct offers yes = {0};
    add_offer(&yes, MARK_DONE);
    book_widths(b, w->inventory, widths, 6);
    book_text(b, w->inventory, 0, 0, FORM_INVENTORY_MARK, STYLE_CELL_LINE);
    for (int i = 0; i < FORM_PRODUCT_COLUMNS; i++) {
        book_text(b, w->inventory, 0, 1 + i, FORM_PRODUCT[i], STYLE_CELL_LINE);
        book_text(b, w->inventory, 2, 1 + i, heads[i], STYLE_HEAD);
    }
    book_wide_text(b, w->inventory, 1, 1, 5, 110,
                   _("Products and services of other firms that you use for work. Mark the last two columns with a circle."), STYLE_PLAIN);
    for (int row = 0; row < FORM_INVENTORY_ROWS; row++) {
        char key[32];
        (void)snprintf(key, sizeof key, FORM_INVENTORY "%d", row + 1);
        book_text(b, w->inventory, 3 + row, 0, key, STYLE_CELL_LINE);
        map_line(w, FORM_ROW_KEY, key, NULL);
        for (int i = 0; i < FORM_PRODUCT_COLUMNS; i++) {
            book_text(b, w->inventory, 3 + row, 1 + i, "", STYLE_INPUT);
            if (i >= FORM_PRODUCT_TEXTS) {
                offer(w, w->inventory, 3 + row, 1 + i, &yes);
            }
        }
    }
}

static void write_map(struct writer *w)
{
    map_line(w, FORM_MAP_MARK, "1", NULL);
    map_line(w, "period", w->in->period, NULL);
    map_line(w, "request_id", w->in->request_id, NULL);
    map_line(w, "request_digest", w->in->request_digest, NULL);
    map_line(w, "code", w->in->code, NULL);
    map_line(w, "supplier_code", w->in->supplier_code, NULL);
    for (size_t i = 0; i < w->in->list->npacks; i++) {
        map_line(w, "pack", w->in->list->packs[i]->id, w->in->list->packs[i]->digest);
    }
}

/* Hides what only the reader needs, and locks all but the cells to be filled in. */
static void lock(lxw_worksheet *sheet)
{
    lxw_row_col_options hidden = {.hidden = 1};
    lxw_protection may = {.format_columns = 1, .format_rows = 1};
    worksheet_set_row_opt(sheet, 0, LXW_DEF_ROW_HEIGHT, NULL, &hidden);
    worksheet_set_column_opt(sheet, 0, 0, 2, NULL, &hidden);
    worksheet_protect(sheet, NULL, &may);
}

static bool asks_inventory(const struct question_list *list)
{
    for (size_t i = 0; i < list->npacks; i++) {
        if (list->packs[i]->inventory) {
            return true;
        }
    }
    return false;
}

static enum status write_all(struct writer *w, struct error *e)
{
    const bool inventory = asks_inventory(w->in->list);
    w->answers = book_sheet(&w->book, _("Answers"), PAGE_LANDSCAPE, w->in->period, e);
    if (w->answers != NULL && inventory) {
        w->inventory = book_sheet(&w->book, _("Inventory"), PAGE_LANDSCAPE, w->in->period, e);
    }
    w->map = w->answers != NULL && (!inventory || w->inventory != NULL) ? book_sheet(&w->book, MAP_SHEET, PAGE_PORTRAIT, "", e) : NULL;
    if (w->map == NULL) {
        return ST_SYSTEM;
    }
    book_widths(&w->book, w->answers, WIDTHS, w->dates ? COLUMNS : COLUMNS - 1);
    write_map(w);
    write_head(w);
    write_firm(w);
    write_questions(w);
    color_answers(w);
    lock(w->answers);
    worksheet_fit_to_pages(w->answers, 1, 0);
    worksheet_set_first_sheet(w->answers);
    if (inventory) {
        write_inventory(w);
        lock(w->inventory);
        worksheet_fit_to_pages(w->inventory, 1, 0);
    }
    worksheet_protect(w->map, NULL, NULL);
    worksheet_hide(w->map);
    return ST_OK;
}

enum status form_write(const struct form_input *in, int64_t created, struct buffer *out, struct error *e)
{
    struct writer w = {.in = in};
    for (size_t i = 0; i < in->list->count; i++) {
        w.dates |= in->list->questions[i].home_item->kind == ITEM_DONE;
    }
    enum status st = book_begin(&w.book, NULL, _("Answer sheet"), created, false, e);
    if (st != ST_OK) {
        return st;
    }
    st = write_all(&w, e);
    if (st == ST_OK) {
        return book_finish(&w.book, out, e);
    }
    book_abandon(&w.book);
    return st;
}
