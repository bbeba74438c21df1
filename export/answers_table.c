/* The sheet "Answers": every question with its answer, in the words of the level. */
#include "export/answers_sheets.h"

#include "base/i18n.h"
#include "model/choices.h"
#include "model/json.h"

enum column {
    SECTION,
    NUMBER,
    ITEM,
    QUESTION,
    LEVEL,
    WORDS,
    MEANING,
    TARGET,
    SCOPE,
    EXCEPTIONS,
    COMPENSATING,
    NOTE,
    PLAN,
    ASSESSOR,
    ASSESSOR_SURE,
    ASSESSOR_REASON,
    ASSESSOR_NOTE,
    COLUMNS
};

struct table {
    struct answers_book *ab;
    lxw_worksheet *sheet;
    int index; /* in the map */
    int row;
    bool assessed; /* an assessor's level or note is there */
    struct buffer pointer;
};

static const char *pointer_of(struct table *t, const char *pack, const char *item, const char *member)
{
    buffer_clear(&t->pointer);
    map_pointer_answer(&t->pointer, pack, item, member);
    return buffer_text(&t->pointer);
}

static void mapped(struct table *t, enum column column, const char *pack, const char *item, const char *member)
{
    answers_mapped_text(t->ab, t->sheet, t->index, t->row, (int)column, pointer_of(t, pack, item, member), STYLE_CELL);
}

/* "level 3 by 2027-03-31, Hanako": what is there of it. */
static void write_plan(struct table *t, const struct answer *answer)
{
    const char *by = json_text(answer->tree, "planned_by"), *owner = json_text(answer->tree, "owner");
    struct buffer text;
    buffer_init(&text, BUFFER_MAX_TEXT);
    if (answer->planned_level >= 0 && by) {
        buffer_add_format(&text, _("level %d by %s"), answer->planned_level, by);
    } else if (answer->planned_level >= 0) {
        buffer_add_format(&text, _("level %d"), answer->planned_level);
    }
    if (text.length > 0 && owner) {
        buffer_add_char(&text, '\n');
    }
    buffer_add_text(&text, owner);
    book_text(&t->ab->book, t->sheet, t->row, PLAN, buffer_text(&text), STYLE_CELL);
    buffer_release(&text);
}

static void write_assessor(struct table *t, const struct answer *answer)
{
    struct book *b = &t->ab->book;
    const cJSON *assessor = json_get(answer->tree, "assessor");
    book_answer(b, t->sheet, t->row, ASSESSOR, answer->assessor_level >= 0 ? ANSWER_LEVEL : ANSWER_NONE, answer->assessor_level);
    book_text(b, t->sheet, t->row, ASSESSOR_SURE,
              choice_words(CONFIDENCE_CHOICES, CONFIDENCE_CHOICE_COUNT, json_text(assessor, "confidence")), STYLE_CELL_CENTER);
    book_text(b, t->sheet, t->row, ASSESSOR_REASON, json_text(assessor, "reason"), STYLE_CELL);
    book_text(b, t->sheet, t->row, ASSESSOR_NOTE, json_text(assessor, "note"), STYLE_CELL);
}

/* The answer's own columns; item NULL: the questionnaire is not at hand. */
static void write_answer(struct table *t, const char *pack, const char *id, const struct item *item, const struct answer *answer)
{
    struct book *b = &t->ab->book;
    enum answer_state state = answer->state;
    answers_map_add(&t->ab->map, t->index, t->row, LEVEL, MAP_ANSWER, pointer_of(t, pack, id, NULL));
    book_answer(b, t->sheet, t->row, LEVEL, state, answer->level);
    book_text(b, t->sheet, t->row, WORDS, answer->unconfirmed ? _("carried over, not confirmed") : answer_label(state, answer->level),
              STYLE_CELL_CENTER);
    if (state == ANSWER_NA) {
        mapped(t, MEANING, pack, id, "na_reason");
    } else {
        book_text(b, t->sheet, t->row, MEANING, state == ANSWER_LEVEL && item ? text_of(item->levels[answer->level]) : "", STYLE_CELL);
    }
    mapped(t, SCOPE, pack, id, "scope");
    mapped(t, EXCEPTIONS, pack, id, "exceptions");
    mapped(t, COMPENSATING, pack, id, "compensating");
    mapped(t, NOTE, pack, id, "note");
    write_plan(t, answer);
    if (t->assessed) {
        write_assessor(t, answer);
    }
    t->row++;
}

static void write_question(struct table *t, const struct question *q)
{
    struct book *b = &t->ab->book;
    book_text(b, t->sheet, t->row, SECTION, text_of(q->pack->sections[q->item->section].title), STYLE_CELL);
    book_text(b, t->sheet, t->row, NUMBER, q->item->id, STYLE_CELL_CENTER);
    book_text(b, t->sheet, t->row, ITEM, text_of(q->home_item->title), STYLE_CELL_STRONG);
    book_text(b, t->sheet, t->row, QUESTION, text_of(q->home_item->text), STYLE_CELL);
    if (q->home_item->kind == ITEM_LEVEL) {
        book_number(b, t->sheet, t->row, TARGET, q->target, STYLE_CELL_CENTER);
    } else {
        book_text(b, t->sheet, t->row, TARGET, "", STYLE_CELL);
    }
    write_answer(t, q->home_pack->id, q->home_item->id, q->home_item, &q->answer);
}

static void write_bare(struct table *t, const char *pack, const cJSON *tree)
{
    struct book *b = &t->ab->book;
    const struct answer answer = answer_view(tree);
    book_text(b, t->sheet, t->row, SECTION, pack, STYLE_CELL);
    book_text(b, t->sheet, t->row, NUMBER, tree->string, STYLE_CELL_CENTER);
    book_text(b, t->sheet, t->row, ITEM, "", STYLE_CELL);
    book_text(b, t->sheet, t->row, QUESTION, _("(the questionnaire is not at hand)"), STYLE_CELL);
    book_text(b, t->sheet, t->row, TARGET, "", STYLE_CELL);
    write_answer(t, pack, tree->string, NULL, &answer);
}

static bool at_hand(const struct answers_book *ab, const char *id)
{
    for (size_t i = 0; i < ab->questions.count; i++) {
        if (strcmp(ab->questions.questions[i].home_pack->id, id) == 0) {
            return true;
        }
    }
    return false;
}

static void write_rows(struct table *t)
{
    for (size_t i = 0; i < t->ab->questions.count; i++) {
        if (!t->ab->questions.questions[i].hidden) {
            write_question(t, &t->ab->questions.questions[i]);
        }
    }
    const cJSON *pack, *tree;
    cJSON_ArrayForEach(pack, json_get(t->ab->document, "answers"))
    {
        if (at_hand(t->ab, pack->string)) {
            continue;
        }
        cJSON_ArrayForEach(tree, pack) write_bare(t, pack->string, tree);
    }
}

static bool has_member(const cJSON *document, const char *member)
{
    const cJSON *pack, *tree;
    cJSON_ArrayForEach(pack, json_get(document, "answers")) cJSON_ArrayForEach(tree, pack)
    {
        if (json_get(tree, member)) {
            return true;
        }
    }
    return false;
}

/* Ids are numbers in one questionnaire and words in another. */
static double number_width(const struct answers_book *ab)
{
    size_t longest = 7;
    for (size_t i = 0; i < ab->questions.count; i++) {
        if (strlen(ab->questions.questions[i].item->id) > longest) {
            longest = strlen(ab->questions.questions[i].item->id);
        }
    }
    return longest < 14 ? (double)longest : 14;
}

/* Columns that nobody used stay, so that all workbooks look alike, but narrow: the page then has room for the words that are there. */
static void set_widths(const struct table *t)
{
    static const struct {
        const char *member;
        double used, unused;
    } optional[COLUMNS] = {
        [SCOPE] = {"scope", 16, 8}, [EXCEPTIONS] = {"exceptions", 16, 8}, [COMPENSATING] = {"compensating", 16, 9},
        [NOTE] = {"note", 22, 10},  [PLAN] = {"planned_level", 17, 9},
    };
    static const double fixed[COLUMNS] = {
        [SECTION] = 13, [ITEM] = 14,          [QUESTION] = 30,        [LEVEL] = 6,         [WORDS] = 11, [TARGET] = 6, [MEANING] = 28,
        [ASSESSOR] = 9, [ASSESSOR_SURE] = 11, [ASSESSOR_REASON] = 20, [ASSESSOR_NOTE] = 20};
    double widths[COLUMNS];
    for (int i = 0; i < COLUMNS; i++) {
        if (optional[i].member) {
            widths[i] = has_member(t->ab->document, optional[i].member) ? optional[i].used : optional[i].unused;
        } else {
            widths[i] = i == NUMBER ? number_width(t->ab) : fixed[i];
        }
    }
    book_widths(&t->ab->book, t->sheet, widths, COLUMNS);
}

/* Whether this assessor is anybody whom the reader knows, no sheet can say; that nobody signed as one, it can. */
static bool signed_by_assessor(const struct answers_xlsx_input *in)
{
    for (size_t i = 0; i < in->nsigners; i++) {
        if (strcmp(in->signers[i].role, "assessor") == 0) {
            return true;
        }
    }
    return false;
}

static void write_heads(const struct table *t)
{
    const char *const heads[COLUMNS + 1] = {_("Section"),
                                            _("Number"),
                                            _("Item"),
                                            _("Question"),
                                            _("Level"),
                                            _("Meaning"),
                                            _("What that means here"),
                                            _("Target"),
                                            _("Scope"),
                                            _("Exceptions"),
                                            _("Measures instead"),
                                            _("Note"),
                                            _("Plan"),
                                            !t->assessed                                     ? NULL
                                            : t->ab->report || signed_by_assessor(t->ab->in) ? _("Assessor's level")
                                                                                             : _("Assessor's level, only claimed"),
                                            _("How sure"),
                                            _("Why they differ"),
                                            _("Assessor's note"),
                                            NULL};
    worksheet_set_row(t->sheet, 0, 28, NULL);
    book_heads(&t->ab->book, t->sheet, 0, heads);
}

enum status answers_table(struct answers_book *ab, struct error *e)
{
    struct table t = {.ab = ab, .row = 1, .assessed = has_member(ab->document, "assessor")};
    t.sheet = answers_sheet(ab, _("Answers"), PAGE_LANDSCAPE, &t.index, e);
    if (!t.sheet) {
        return ST_SYSTEM;
    }
    buffer_init(&t.pointer, 4096);
    set_widths(&t);
    book_table(t.sheet, 1, 3, 1);
    write_heads(&t);
    write_rows(&t);
    worksheet_autofilter(t.sheet, 0, 0, (lxw_row_t)(t.row > 1 ? t.row - 1 : 1), (lxw_col_t)(t.assessed ? ASSESSOR_NOTE : PLAN));
    buffer_release(&t.pointer);
    return ST_OK;
}
