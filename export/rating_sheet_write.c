#include "base/i18n.h"
#include "export/form_layout.h"
#include "export/form_parts.h"
#include "export/rating_sheet_layout.h"
#include "model/choices.h"
#include "model/json.h"

#include <stdio.h>
#include <string.h>

const char *const RATING_MEMBER_NAMES[RATING_MEMBERS] = {
    [RATING_ANSWER] = "answer",          [RATING_NA_REASON] = "na_reason",
    [RATING_DONE_AT] = "done_at",        [RATING_NOTE] = "note",
    [RATING_LEVEL] = "assessor.level",   [RATING_CONFIDENCE] = "assessor.confidence",
    [RATING_REASON] = "assessor.reason", [RATING_SHARED_NOTE] = "assessor.note",
};

/* Columns from the left: the hidden key, number and question, then the members in the order in which one types. */
enum place { PLACE_KEY, PLACE_NUMBER, PLACE_QUESTION, PLACE_MEMBERS };
struct column {
    enum rating_member member;
    const char *head; /* N_ */
    double width;
};
static const struct column COLUMNS[] = {
    {RATING_ANSWER, N_("Firm"), 14},
    {RATING_LEVEL, N_("Assessor"), 14},
    {RATING_CONFIDENCE, N_("How sure"), 16},
    {RATING_REASON, N_("Why they differ"), 30},
    {RATING_SHARED_NOTE, N_("Assessor's note, for the firm to read"), 30},
    {RATING_NOTE, N_("Firm's note"), 26},
    {RATING_NA_REASON, N_("Reason, if not applicable"), 20},
    {RATING_DONE_AT, N_("Done on"), 12},
};
#define COLUMN_COUNT ((int)(sizeof COLUMNS / sizeof COLUMNS[0]))

struct writer {
    const struct rating_sheet_input *in;
    struct book book;
    lxw_worksheet *sheet;
    struct form_map map;
    const struct column *columns[COLUMN_COUNT];
    int ncolumns, row, first;
};

const char *rating_member_value(const struct question *q, enum rating_member member, char digit[2])
{
    static const char *const STATES[] = {[ANSWER_NONE] = "", [ANSWER_LEVEL] = "",    [ANSWER_UNKNOWN] = "unknown",
                                         [ANSWER_NA] = "na", [ANSWER_DONE] = "done", [ANSWER_NOT_DONE] = "not_done"};
    const cJSON *tree = q->answer.tree, *assessor = json_get(tree, "assessor");
    const int level = member == RATING_LEVEL ? q->answer.assessor_level : q->answer.state == ANSWER_LEVEL ? q->answer.level : -1;
    const char *text;
    switch (member) {
    case RATING_ANSWER:
    case RATING_LEVEL:
        digit[0] = (char)('0' + level);
        digit[1] = '\0';
        return level >= 0 ? digit : member == RATING_ANSWER ? STATES[q->answer.state] : "";
    case RATING_CONFIDENCE:
        text = json_text(assessor, "confidence");
        break;
    case RATING_REASON:
        text = json_text(assessor, "reason");
        break;
    case RATING_SHARED_NOTE:
        text = json_text(assessor, "note");
        break;
    default:
        text = json_text(tree, RATING_MEMBER_NAMES[member]);
        break;
    }
    return text == NULL ? "" : text;
}

/* Only what some question needs. */
static void choose_columns(struct writer *w)
{
    bool days = false;
    for (size_t i = 0; i < w->in->list->count; i++) {
        days |= w->in->list->questions[i].home_item->kind == ITEM_DONE;
    }
    for (int i = 0; i < COLUMN_COUNT; i++) {
        if (COLUMNS[i].member != RATING_DONE_AT || days) {
            w->columns[w->ncolumns++] = &COLUMNS[i];
        }
    }
}

static void write_widths(struct writer *w)
{
    double widths[PLACE_MEMBERS + COLUMN_COUNT] = {2, 5, 38};
    for (int i = 0; i < w->ncolumns; i++) {
        widths[PLACE_MEMBERS + i] = w->columns[i]->width;
    }
    book_widths(&w->book, w->sheet, widths, PLACE_MEMBERS + w->ncolumns);
}

static void write_head(struct writer *w)
{
    struct book *b = &w->book;
    const int last = PLACE_MEMBERS + w->ncolumns - 1;
    char line[640];
    book_text(b, w->sheet, 0, PLACE_KEY, RATING_ROWS_MARK, STYLE_CELL_LINE);
    for (int i = 0; i < w->ncolumns; i++) {
        book_text(b, w->sheet, 0, PLACE_MEMBERS + i, RATING_MEMBER_NAMES[w->columns[i]->member], STYLE_CELL_LINE);
    }
    w->row = 1;
    (void)snprintf(line, sizeof line, _("Interview, %.400s %.40s"), w->in->firm == NULL ? "" : w->in->firm, w->in->period);
    book_wide_text(b, w->sheet, w->row++, PLACE_NUMBER, PLACE_MEMBERS + 3, 80, line, STYLE_TITLE);
    book_wide_text(
        b, w->sheet, w->row++, PLACE_NUMBER, last, 150,
        _("Fill in or change the yellow cells; a digit is enough for a level. Where the two levels differ, say why. Only cells that "
          "you change are taken over, also when the draft goes on meanwhile. Not signed, and not encrypted."),
        STYLE_PLAIN);
    book_text(b, w->sheet, w->row, PLACE_NUMBER, _("No."), STYLE_HEAD);
    book_text(b, w->sheet, w->row, PLACE_QUESTION, _("Question"), STYLE_HEAD);
    for (int i = 0; i < w->ncolumns; i++) {
        book_text(b, w->sheet, w->row, PLACE_MEMBERS + i, _(w->columns[i]->head), STYLE_HEAD);
    }
    w->first = ++w->row;
    worksheet_freeze_panes(w->sheet, (lxw_row_t)w->row, PLACE_MEMBERS);
    worksheet_repeat_rows(w->sheet, (lxw_row_t)w->row - 1, (lxw_row_t)w->row - 1);
}

/* As the drop-down has it, so that an untouched cell looks chosen. */
static void put_words(char out[FORM_OFFER_TEXT], const struct question *q, enum rating_member member, const char *value)
{
    const char *const mark = q->answer.state == ANSWER_UNKNOWN ? MARK_UNKNOWN
                             : q->answer.state == ANSWER_NA    ? MARK_NA
                             : q->answer.state == ANSWER_DONE  ? MARK_DONE
                                                               : MARK_NOT_DONE;
    out[0] = '\0';
    if (value[0] == '\0') {
        return;
    }
    if (member == RATING_LEVEL || (member == RATING_ANSWER && q->answer.state == ANSWER_LEVEL)) {
        (void)snprintf(out, FORM_OFFER_TEXT, "%c %s", value[0], _(LEVEL_LABELS[value[0] - '0']));
    } else if (member == RATING_ANSWER) {
        (void)snprintf(out, FORM_OFFER_TEXT, "%s %s", mark, answer_label(q->answer.state, 0));
    }
    for (size_t i = 1; member == RATING_CONFIDENCE && i < CONFIDENCE_CHOICE_COUNT; i++) {
        if (strcmp(CONFIDENCE_CHOICES[i].value, value) == 0) {
            (void)snprintf(out, FORM_OFFER_TEXT, "%zu %s", i, _(CONFIDENCE_CHOICES[i].label));
        }
    }
}

static void offer_choices(struct writer *w, int column, const struct question *q, enum rating_member member)
{
    struct form_offers o = {0};
    if (member == RATING_ANSWER) {
        form_offer_answer(&w->book, w->sheet, w->row, column, q->home_item->kind);
        return;
    }
    if (member == RATING_LEVEL) {
        form_offers_levels(&o);
    }
    for (size_t i = 1; member == RATING_CONFIDENCE && i < CONFIDENCE_CHOICE_COUNT; i++) {
        form_offers_add(&o, "%zu %s", i, _(CONFIDENCE_CHOICES[i].label));
    }
    form_offer(&w->book, w->sheet, w->row, column, &o);
}

static bool is_choice(enum rating_member member)
{
    return member == RATING_ANSWER || member == RATING_LEVEL || member == RATING_CONFIDENCE;
}

/* An item of kind "done" has no levels, an item with levels no day. */
static bool takes(const struct question *q, enum rating_member member)
{
    const bool done = q->home_item->kind == ITEM_DONE;
    return member == RATING_LEVEL || member == RATING_REASON ? !done : member != RATING_DONE_AT || done;
}

static void write_member(struct writer *w, const char *key, const struct question *q, int index)
{
    const enum rating_member member = w->columns[index]->member;
    const int column = PLACE_MEMBERS + index;
    char digit[2], words[FORM_OFFER_TEXT], name[PACK_ID_TEXT + ITEM_ID_TEXT + 32];
    if (!takes(q, member)) {
        book_text(&w->book, w->sheet, w->row, column, "", STYLE_CELL);
        return;
    }
    const char *value = rating_member_value(q, member, digit);
    if (is_choice(member)) {
        put_words(words, q, member, value);
        offer_choices(w, column, q, member);
    }
    book_text(&w->book, w->sheet, w->row, column, is_choice(member) ? words : value, STYLE_INPUT);
    (void)snprintf(name, sizeof name, "%s %s", key, RATING_MEMBER_NAMES[member]);
    if (value[0] != '\0') {
        form_map_line(&w->map, RATING_BEFORE, name, value);
    }
}

static void write_item(struct writer *w, size_t index)
{
    struct book *b = &w->book;
    const struct question *q = &w->in->list->questions[index];
    char key[PACK_ID_TEXT + ITEM_ID_TEXT];
    struct buffer help;
    buffer_init(&help, BUFFER_MAX_TEXT);
    (void)snprintf(key, sizeof key, "%s:%s", q->home_pack->id, q->home_item->id);
    book_text(b, w->sheet, w->row, PLACE_KEY, key, STYLE_CELL_LINE);
    form_map_line(&w->map, FORM_ROW_KEY, key, NULL);
    book_number(b, w->sheet, w->row, PLACE_NUMBER, question_list_number(w->in->list, index), STYLE_CELL_CENTER);
    book_text(b, w->sheet, w->row, PLACE_QUESTION, text_of(q->home_item->text), STYLE_CELL_STRONG);
    for (int i = 0; i < w->ncolumns; i++) {
        write_member(w, key, q, i);
    }
    for (int level = 0; q->home_item->kind == ITEM_LEVEL && level < LEVELS; level++) {
        buffer_add_format(&help, "%s%d  %s", level == 0 ? "" : "\n", level, text_of(q->home_item->levels[level]));
    }
    if (help.length > 0) {
        form_comment(b, w->sheet, w->row, PLACE_MEMBERS, buffer_text(&help));
    }
    buffer_release(&help);
    w->row++;
}

static void write_rows(struct writer *w)
{
    const struct question_list *list = w->in->list;
    const struct pack *pack = NULL;
    for (size_t i = 0; i < list->count; i++) {
        const struct question *q = &list->questions[i];
        if (q->hidden || q->repeated) {
            continue;
        }
        if (q->pack != pack) {
            pack = q->pack;
            book_wide_text(&w->book, w->sheet, w->row++, PLACE_NUMBER, PLACE_MEMBERS + 2, 90, text_of(pack->title), STYLE_HEADING);
        }
        write_item(w, i);
    }
}

/* The cell for the reason lights up while the two levels differ and it is empty. The first column of members is D. */
static void color_missing_reasons(struct writer *w)
{
    char formula[256];
    (void)snprintf(formula, sizeof formula, "=AND(LEN($D%d)>0,LEN($E%d)>0,LEFT($D%d,1)<>LEFT($E%d,1),LEN($G%d)=0)", w->first + 1,
                   w->first + 1, w->first + 1, w->first + 1, w->first + 1);
    lxw_conditional_format c = {.type = LXW_CONDITIONAL_TYPE_FORMULA, .value_string = formula, .format = w->book.styles[STYLE_LEVEL_0]};
    const lxw_error error =
        worksheet_conditional_format_range(w->sheet, (lxw_row_t)w->first, PLACE_MEMBERS + 3, (lxw_row_t)w->row, PLACE_MEMBERS + 3, &c);
    if (error != LXW_NO_ERROR && w->book.problem == LXW_NO_ERROR) {
        w->book.problem = error;
    }
}

static void write_map(struct writer *w)
{
    form_map_line(&w->map, RATING_MAP_MARK, "1", NULL);
    form_map_line(&w->map, "period", w->in->period, NULL);
    form_map_line(&w->map, "firm", w->in->firm, NULL);
    form_map_line(&w->map, "draft", w->in->draft, NULL);
    for (size_t i = 0; i < w->in->list->npacks; i++) {
        form_map_line(&w->map, "pack", w->in->list->packs[i]->id, pack_digest(w->in->list->packs[i]));
    }
}

static enum status write_all(struct writer *w, struct error *e)
{
    char note[640];
    (void)snprintf(note, sizeof note, "%.400s %.40s", w->in->firm == NULL ? "" : w->in->firm, w->in->period);
    w->sheet = book_sheet(&w->book, _("Interview"), PAGE_LANDSCAPE, note, e);
    if (w->sheet == NULL || form_map_begin(&w->map, &w->book, e) != ST_OK) {
        return ST_SYSTEM;
    }
    choose_columns(w);
    write_widths(w);
    write_map(w);
    write_head(w);
    write_rows(w);
    form_color_answers(&w->book, w->sheet, w->first, w->row, PLACE_MEMBERS);
    form_color_answers(&w->book, w->sheet, w->first, w->row, PLACE_MEMBERS + 1);
    color_missing_reasons(w);
    form_lock(w->sheet);
    worksheet_fit_to_pages(w->sheet, 1, 0);
    worksheet_set_first_sheet(w->sheet);
    form_map_end(&w->map);
    return ST_OK;
}

enum status rating_sheet_write(const struct rating_sheet_input *in, int64_t created, struct buffer *out, struct error *e)
{
    struct writer w = {.in = in};
    enum status st = book_begin(&w.book, NULL, _("Interview"), created, false, e);
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
