/* Where the fields of a form stand, and painting it. */
#include "tui/form_parts.h"

#include "base/buffer.h"
#include "base/i18n.h"
#include "base/width.h"
#include "tui/screens.h"
#include "tui/ui.h"

#define LABEL_COLUMNS 26
#define LINES_ROWS 6
#define SHOWN_ROWS 2

static int field_rows(const struct form *form, size_t i)
{
    const enum field_kind kind = form_field_spec(form, i)->kind;
    return kind == FIELD_LINES || kind == FIELD_WRAPPED ? LINES_ROWS : kind == FIELD_SHOWN ? SHOWN_ROWS : 1;
}

/* Rows of title, intro and about, each followed by an empty row. */
static int head_rows(const struct form *form, int columns)
{
    int rows = 2;
    if (form->spec->about != NULL) {
        rows += wrap_lines(form->spec->about(form), columns) + 1;
    }
    if (form->spec->intro != NULL) {
        rows += wrap_lines(_(form->spec->intro), columns) + 1;
    }
    return rows;
}

void form_layout(struct screen *screen, int rows, int columns)
{
    struct form *form = form_of(screen);
    const struct area inside = frame_inside(rows, columns);
    const int wide = text_columns(columns);
    int need = 0;
    for (size_t i = 0; i < form->spec->nfields; i++) {
        need += field_rows(form, i);
    }
    const int head = head_rows(form, wide);
    const int room = inside.rows - 1 - head - 4; /* four rows for help and problem */
    const int gap = need + (int)form->spec->nfields - 1 <= room ? 1 : 0;
    int row = inside.row + 1 + head;
    for (size_t i = 0; i < form->spec->nfields; i++) {
        const bool alone = form_field_spec(form, i)->kind == FIELD_LINES && form->spec->nfields == 1;
        const int label = alone ? 0 : LABEL_COLUMNS;
        form->fields[i].area = (struct area){row, 4 + label, alone && room > LINES_ROWS ? room : field_rows(form, i), wide - label};
        row += form->fields[i].area.rows + gap;
    }
}

static void draw_choice(const struct form *form, size_t i, struct grid *g, bool focus)
{
    const struct area area = form->fields[i].area;
    char text[WORDS_MAX];
    (void)snprintf(text, sizeof text, focus ? "< %s >" : "  %s", _(form_field_spec(form, i)->choices[form->fields[i].choice].label));
    const int start = area.column - 2; /* below what is typed */
    int used = grid_text(g, area.row, start, area.columns + 2, focus ? ROLE_ACCENT : ROLE_TEXT, text);
    bool may_be[CHOICES_MAX];
    const size_t left = focus ? choice_left(form, may_be) : 1;
    if (form->fields[i].said > 0 || form->fields[i].letters[0] != '\0') { /* what was typed is said back beside its class */
        if (form->fields[i].said > 0) {
            (void)snprintf(text, sizeof text, _("(you typed %d)"), form->fields[i].said);
        } else if (left > 1) {
            (void)snprintf(text, sizeof text, _("(\"%s\": one of %zu)"), form->fields[i].letters, left);
        } else {
            (void)snprintf(text, sizeof text, _("(you typed \"%s\")"), form->fields[i].letters);
        }
        used += 2;
        (void)grid_text(g, area.row, start + used, area.columns + 2 - used, ROLE_QUIET, text);
    }
}

/* Only where what is typed leaves room for it. */
static void draw_beside(const struct form *form, size_t i, struct grid *g)
{
    const struct area area = form->fields[i].area;
    char text[WORDS_MAX];
    if (form->spec->beside != NULL && form->spec->beside(form, i, text) &&
        width_text(form->fields[i].editor.text) + 2 + width_text(text) <= area.columns) {
        (void)grid_text_right(g, area.row, area.column + area.columns, area.columns, ROLE_QUIET, text);
    }
}

static void draw_field(struct form *form, size_t i, struct grid *g)
{
    const struct area area = form->fields[i].area;
    const bool focus = i == form->focus && form_field_spec(form, i)->kind != FIELD_SHOWN;
    const bool alone = area.column == 4;
    if (!alone) {
        (void)grid_text(g, area.row, 2, 2, ROLE_ACCENT, focus ? ">" : "");
        (void)grid_text(g, area.row, 4, LABEL_COLUMNS - 3, focus ? ROLE_STRONG : ROLE_TEXT, _(form_field_spec(form, i)->label));
    }
    if (form_field_spec(form, i)->kind == FIELD_CHOICE) {
        draw_choice(form, i, g, focus);
    } else if (form_field_spec(form, i)->kind == FIELD_SECRET) {
        secret_draw(&form->fields[i].secret, g, area, focus);
    } else if (form_field_spec(form, i)->kind == FIELD_SHOWN) {
        (void)grid_wrap(g, area, 0, ROLE_QUIET, form->fields[i].editor.text);
    } else {
        if (!focus) { /* what was typed last is no beginning */
            editor_rewind(&form->fields[i].editor);
        }
        editor_draw(&form->fields[i].editor, g, area, focus && !form->asking);
        draw_beside(form, i, g);
    }
}

/* Those that the letters typed leave, in place of the help. False: it is clear which is meant. */
static bool choices_left(const struct form *form, struct buffer *out)
{
    bool may_be[CHOICES_MAX];
    const struct field_spec *spec = form_field_spec(form, form->focus);
    const char *between = "";
    if (spec->kind != FIELD_CHOICE || choice_left(form, may_be) <= 1) {
        return false;
    }
    (void)buffer_add_text(out, _("Type more of the name, or choose with left and right:"));
    (void)buffer_add_text(out, "\n");
    for (size_t i = 0; i < *spec->nchoices; i++) {
        if (may_be[i]) {
            (void)buffer_add_format(out, "%s%s", between, _(spec->choices[i].label));
            between = " / ";
        }
    }
    return true;
}

/* What keys do here that do something else elsewhere; "": nothing. */
static const char *more_help(const struct form *form)
{
    if (form->fields[form->focus].editor.proposed) {
        return _("Typing replaces what is there; the arrow keys change it.");
    }
    return form->spec->keep_on_escape ? _("Enter begins a new line; Esc keeps what is written and goes back.") : "";
}

static void draw_foot(const struct form *form, struct grid *g, struct area inside, int wide)
{
    const struct field_spec *spec = form_field_spec(form, form->focus);
    struct area foot = {inside.row + inside.rows - 4, 4, 4, wide};
    if (form->asking) {
        (void)grid_wrap(g, foot, 0, ROLE_WARNING, _("! Keep what you typed?   y: keep it   n: throw it away   Esc: go on typing"));
    } else if (form->problem[0] != '\0') {
        char text[sizeof form->problem + 2];
        (void)snprintf(text, sizeof text, "! %s", form->problem);
        (void)grid_wrap(g, foot, 0, ROLE_WARNING, text);
    } else {
        struct buffer text;
        buffer_init(&text, BUFFER_MAX_TEXT);
        if (!choices_left(form, &text)) {
            char today[HELP_MAX];
            const bool daily = form->spec->help != NULL && form->spec->help(form, form->focus, today);
            const char *help = daily ? today : spec->help == NULL ? "" : _(spec->help);
            (void)buffer_add_format(&text, "%s%s%s", help, help[0] == '\0' ? "" : "\n", more_help(form));
        }
        (void)grid_wrap(g, foot, 0, ROLE_QUIET, buffer_text(&text));
        buffer_release(&text);
    }
}

void form_draw(struct screen *screen, struct grid *g)
{
    struct form *form = form_of(screen);
    const int wide = text_columns(g->columns);
    char right[WORDS_MAX] = "";
    if (form->spec->place != NULL) {
        (void)snprintf(right, sizeof right, "%s", _(form->spec->place));
    } else if (form->spec->about != NULL && form->context == NULL) {
        const int n = snprintf(right, sizeof right, "%d %s", question_number(form->session, form->question),
                               question_title(&form->session->list.questions[form->question]));
        right[0] = n < 0 ? '\0' : right[0];
    }
    const struct area inside = session_frame(screen, g, form->session, NULL, right);
    int row = inside.row + 1;
    (void)grid_text(g, row, 4, wide, form->spec->stays ? ROLE_PRIVATE : ROLE_STRONG, _(form->spec->title));
    row += 2;
    if (form->spec->about != NULL) {
        row += grid_wrap(g, (struct area){row, 4, inside.rows, wide}, 0, ROLE_TEXT, form->spec->about(form)) + 1;
    }
    if (form->spec->intro != NULL) {
        (void)grid_wrap(g, (struct area){row, 4, inside.rows, wide}, 0, ROLE_QUIET, _(form->spec->intro));
    }
    for (size_t i = 0; i < form->spec->nfields; i++) {
        draw_field(form, i, g);
    }
    draw_foot(form, g, inside, wide);
}
