#include "base/i18n.h"
#include "export/book.h"
#include "export/form_layout.h"
#include "export/form_parts.h"
#include "model/choices.h"
#include "model/json.h"

#include <stdio.h>
#include <string.h>

#define TITLE_HEIGHT 30

enum column { COLUMN_KEY, COLUMN_NUMBER, COLUMN_QUESTION, COLUMN_ANSWER, COLUMN_GUIDE, COLUMN_REASON, COLUMN_NOTE, COLUMN_DATE, COLUMNS };
static const double WIDTHS[COLUMNS] = {2, 5, 40, 24, 46, 24, 30, 14};

struct writer {
    const struct form_input *in;
    struct book book;
    lxw_worksheet *answers, *inventory;
    struct form_map map;
    int row;
    bool dates;  /* some question is answered with a day */
    bool levels; /* some with a level */
    bool alarm;  /* after an alert: they say nothing about the year, and there is nothing to expect of them */
};

static void offer_beliefs(struct writer *w, int row)
{
    struct form_offers o = {0};
    for (int level = 0; level < LEVELS; level++) {
        form_offers_add(&o, "%d %s", level, _(BELIEFS[level]));
    }
    form_offer(&w->book, w->answers, row, COLUMN_ANSWER, &o);
}

/* The values as stored; their words stand beside the cell, since together they are too long for a list. */
static void offer_choices(struct writer *w, int row, const struct choice *choices, size_t count)
{
    struct form_offers o = {0};
    for (size_t i = 1; i < count && o.count < FORM_OFFERS_MAX; i++) {
        form_offers_add(&o, "%s", choices[i].value);
    }
    form_offer(&w->book, w->answers, row, COLUMN_ANSWER, &o);
}

/* The labels begin with what is typed. */
static void add_words(struct buffer *out, const struct choice *choices, size_t count)
{
    for (size_t i = 1; i < count; i++) {
        (void)buffer_add_format(out, "%s%s", i == 1 ? "" : ", ", _(choices[i].label));
    }
}

static void write_key(struct writer *w, const char *key)
{
    book_text(&w->book, w->answers, w->row, COLUMN_KEY, key, STYLE_CELL_LINE);
    form_map_line(&w->map, FORM_ROW_KEY, key, NULL);
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
    (void)snprintf(line, sizeof line, w->alarm ? "%s" : _("Security answers, %s"), w->alarm ? _("Emergency questions") : w->in->period);
    book_wide_text(b, s, 1, COLUMN_NUMBER, COLUMN_GUIDE, 80, line, STYLE_TITLE);
    worksheet_set_row(s, 1, TITLE_HEIGHT, NULL);
    w->row = 2;
    if (w->in->requester != NULL) {
        (void)snprintf(line, sizeof line, _("Asked by %s. Please return it by %s."), w->in->requester, w->in->due);
        book_wide_text(b, s, w->row++, COLUMN_NUMBER, COLUMN_NOTE, 140, line, STYLE_SUBTITLE);
    }
    if (w->in->about != NULL) {
        (void)snprintf(line, sizeof line, _("It is about \"%s\" (the words of who asks)."), w->in->about);
        book_wide_text(b, s, w->row++, COLUMN_NUMBER, COLUMN_NOTE, 140, line, STYLE_STRONG);
    }
    book_wide_text(
        b, s, w->row++, COLUMN_NUMBER, COLUMN_NOTE, 140,
        !w->levels
            ? _("Fill in the yellow cells: done, or not done; what does not apply, with the reason. Point at an answer cell "
                "for help. Then save the file and send it back. This sheet is not signed: anyone who gets hold of it can change it, so "
                "send it only the way that your customer named.")
            : _("Fill in the yellow cells: choose the highest line of which you can say \"we have come this far\"; when in doubt the "
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
    if (w->alarm) {
        return;
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
    form_offer_answer(b, w->answers, w->row, COLUMN_ANSWER, item->kind);
    struct buffer guide;
    buffer_init(&guide, BUFFER_MAX_TEXT);
    if (item->kind == ITEM_DONE) {
        book_text(b, w->answers, w->row, COLUMN_DATE, "", STYLE_INPUT);
        buffer_add_text(&guide, _("Done, with the day in the last column, or not done."));
    } else {
        for (int level = 0; level < LEVELS; level++) {
            buffer_add_format(&guide, "%s%d  %s", level == 0 ? "" : "\n", level, text_of(item->levels[level]));
        }
    }
    book_text(b, w->answers, w->row, COLUMN_GUIDE, buffer_text(&guide), STYLE_CELL);
    (void)snprintf(line, sizeof line, "%s\n\n%s", text_of(item->why), buffer_text(&guide));
    form_comment(b, w->answers, w->row, COLUMN_ANSWER, line);
    buffer_release(&guide);
    w->row++;
}

static void write_questions(struct writer *w)
{
    const struct question_list *list = w->in->list;
    const char *const heads[] = {_("No."),
                                 _("Question"),
                                 _("Your answer"),
                                 w->levels ? _("What the lines mean") : _("How to answer"),
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
            for (int k = 0; heads[k] != NULL; k++) {
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

static void write_inventory(struct writer *w)
{
    static const double widths[] = {2, 40, 28, 18, 18, 18};
    const char *const heads[] = {_("Product or service"), _("Vendor"), _("Version"), _("Reachable from the internet"),
                                 _("Holds credentials"),  NULL};
    struct book *b = &w->book;
    struct form_offers yes = {0};
    form_offers_add(&yes, MARK_DONE);
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
        form_map_line(&w->map, FORM_ROW_KEY, key, NULL);
        for (int i = 0; i < FORM_PRODUCT_COLUMNS; i++) {
            book_text(b, w->inventory, 3 + row, 1 + i, "", STYLE_INPUT);
            if (i >= FORM_PRODUCT_TEXTS) {
                form_offer(b, w->inventory, 3 + row, 1 + i, &yes);
            }
        }
    }
}

static void write_map(struct writer *w)
{
    form_map_line(&w->map, FORM_MAP_MARK, "1", NULL);
    form_map_line(&w->map, "period", w->in->period, NULL);
    form_map_line(&w->map, "request_id", w->in->request_id, NULL);
    form_map_line(&w->map, "request_digest", w->in->request_digest, NULL);
    form_map_line(&w->map, "code", w->in->code, NULL);
    form_map_line(&w->map, "supplier_code", w->in->supplier_code, NULL);
    for (size_t i = 0; i < w->in->list->npacks; i++) {
        form_map_line(&w->map, "pack", w->in->list->packs[i]->id, pack_digest(w->in->list->packs[i]));
    }
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
    if (w->answers == NULL || (inventory && w->inventory == NULL) || form_map_begin(&w->map, &w->book, e) != ST_OK) {
        return ST_SYSTEM;
    }
    book_widths(&w->book, w->answers, WIDTHS, w->dates ? COLUMNS : COLUMNS - 1);
    write_map(w);
    write_head(w);
    write_firm(w);
    write_questions(w);
    form_color_answers(&w->book, w->answers, FORM_FIELDS + 4, w->row, COLUMN_ANSWER);
    form_lock(w->answers);
    worksheet_fit_to_pages(w->answers, 1, 0);
    worksheet_set_first_sheet(w->answers);
    if (inventory) {
        write_inventory(w);
        form_lock(w->inventory);
        worksheet_fit_to_pages(w->inventory, 1, 0);
    }
    form_map_end(&w->map);
    return ST_OK;
}

enum status form_write(const struct form_input *in, int64_t created, struct buffer *out, struct error *e)
{
    struct writer w = {.in = in, .alarm = packs_are_emergency(in->list->packs, in->list->npacks)};
    for (size_t i = 0; i < in->list->count; i++) {
        const bool done = in->list->questions[i].home_item->kind == ITEM_DONE;
        w.dates |= done;
        w.levels |= !done;
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
