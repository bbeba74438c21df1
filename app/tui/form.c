#include "tui/form.h"

#include "base/buffer.h"
#include "base/i18n.h"
#include "base/width.h"
#include "tui/editor.h"
#include "tui/form_outside.h"
#include "tui/interview.h"
#include "tui/secret.h"
#include "tui/ui.h"

#include <ctype.h>

#define LABEL_COLUMNS 26
#define LINES_ROWS 6
#define SHOWN_ROWS 2

struct field {
    struct editor editor; /* FIELD_LINE, FIELD_LINES, FIELD_SHOWN */
    size_t choice;        /* FIELD_CHOICE */
    struct secret secret; /* FIELD_SECRET */
    struct area area;     /* where it is drawn */
};

struct form {
    struct screen screen;
    struct session *session;
    const struct form_spec *spec;
    size_t question, entry;
    void *context;
    struct field fields[FORM_FIELDS];
    size_t focus;
    bool changed;
    bool asking;     /* "Keep what you typed?" */
    bool warned;     /* the problem of the field in focus was told: it may be left as it is */
    char *long_text; /* what came back from the user's editor too long for the field in focus, to be opened again; owned */
    char problem[sizeof((struct error *)0)->text];
};

struct form *form_of(struct screen *screen)
{
    return (struct form *)(void *)screen;
}

struct screen *form_screen(struct form *form)
{
    return form == NULL ? NULL : &form->screen;
}

size_t form_fields(const struct form *form)
{
    return form->spec->nfields;
}

struct session *form_session(const struct form *form)
{
    return form->session;
}

size_t form_question(const struct form *form)
{
    return form->question;
}

const struct question *form_asked(const struct form *form)
{
    return &form->session->list.questions[form->question];
}

const char *form_about(const struct form *form)
{
    return text_of(form_asked(form)->home_item->text);
}

size_t form_entry(const struct form *form)
{
    return form->entry;
}

static const struct field_spec *spec_of(const struct form *form, size_t field)
{
    return &form->spec->fields[field];
}

void *form_context(const struct form *form)
{
    return form->context;
}

void form_say(const struct form *form, const char *text)
{
    ui_say(form->screen.ui, "%s", text);
}

void form_forget(struct form *form, size_t field)
{
    secret_wipe(&form->fields[field].secret);
}

void form_fill(struct form *form, size_t field, const char *value)
{
    const struct field_spec *spec = spec_of(form, field);
    if (value == NULL) {
        return;
    }
    if (spec->kind != FIELD_CHOICE) {
        (void)editor_insert(&form->fields[field].editor, value, strlen(value));
        return;
    }
    for (size_t i = 0; i < *spec->nchoices; i++) {
        if (strcmp(spec->choices[i].value, value) == 0) {
            form->fields[field].choice = i;
        }
    }
}

const char *form_value(const struct form *form, size_t field)
{
    const struct field_spec *spec = spec_of(form, field);
    return spec->kind == FIELD_CHOICE   ? spec->choices[form->fields[field].choice].value
           : spec->kind == FIELD_SECRET ? form->fields[field].secret.text
                                        : form->fields[field].editor.text;
}

/* ---- leaving ---- */

static struct effect leave_with(struct form *form, bool kept)
{
    return form->spec->then != NULL ? form->spec->then(form, kept) : effect_pop();
}

/* Applies the fields; on refusal says why and goes to the field. */
static bool keep(struct form *form)
{
    struct error e = {0};
    size_t field = form->focus;
    form->problem[0] = '\0';
    if (form->spec->apply(form, &field, &e) == ST_OK) {
        return true;
    }
    memcpy(form->problem, e.text, sizeof form->problem);
    form->focus = field < form->spec->nfields ? field : form->focus;
    return false;
}

static struct effect keep_and_leave(struct form *form)
{
    return keep(form) ? leave_with(form, true) : effect_stay();
}

static struct effect escape(struct form *form)
{
    if (!form->changed || form->spec->acts) {
        return leave_with(form, false);
    }
    if (form->spec->keep_on_escape) {
        return keep_and_leave(form);
    }
    form->asking = true;
    return effect_stay();
}

static struct effect answer_asking(struct form *form, const struct event *event)
{
    const char c = event_command(event);
    if (c == 'y' || c == 'Y' || event->key == KEY_RETURN) {
        form->asking = false;
        return keep_and_leave(form);
    }
    if (c == 'n' || c == 'N') {
        form->asking = false;
        return leave_with(form, false);
    }
    if (event->kind == EVENT_KEY && event->key == KEY_ESCAPE) {
        form->asking = false;
    }
    return effect_stay();
}

/* ---- keys ---- */

static void drop_long_text(struct form *form)
{
    free(form->long_text);
    form->long_text = NULL;
}

/* Whether the field in focus is in order. If not, its problem is told; the second time it may be left as it is. */
static bool may_leave(struct form *form)
{
    struct error e = {0};
    if (form->spec->check == NULL || form->warned || form->spec->check(form, form->focus, &e) == ST_OK) {
        return true;
    }
    memcpy(form->problem, e.text, sizeof form->problem);
    form->warned = true;
    return false;
}

static void move_focus(struct form *form, int by)
{
    const size_t n = form->spec->nfields;
    if (!may_leave(form)) {
        return;
    }
    form->warned = false;
    form->problem[0] = '\0';
    drop_long_text(form);
    do {
        form->focus = by > 0 ? (form->focus + 1) % n : (form->focus + n - 1) % n;
    } while (spec_of(form, form->focus)->kind == FIELD_SHOWN);
}

/* True on the last field that can be gone to. */
static bool last_field(const struct form *form)
{
    size_t last = form->spec->nfields - 1;
    while (spec_of(form, last)->kind == FIELD_SHOWN) {
        last--;
    }
    return form->focus == last;
}

/* Replaces the text of the field in focus. */
static bool replace_text(struct form *form, const char *text)
{
    struct editor next;
    struct field *field = &form->fields[form->focus];
    if (editor_init(&next, text, field->editor.max, field->editor.lines, NULL) != ST_OK) {
        return false;
    }
    form->changed = form->changed || strcmp(next.text, field->editor.text) != 0;
    editor_release(&field->editor);
    field->editor = next;
    return true;
}

/* Ctrl-E: the text in the user's own editor. */
static void edit_elsewhere(struct form *form)
{
    const struct outside *outside = form->session->outside;
    struct field *field = &form->fields[form->focus];
    struct error e = {0};
    struct buffer text;
    if (outside == NULL || spec_of(form, form->focus)->kind == FIELD_CHOICE || spec_of(form, form->focus)->kind == FIELD_SECRET) {
        ui_say(form->screen.ui, "%s", _("Ctrl-E works in texts only."));
        return;
    }
    if (form->spec->stays) { /* the editor gets its text in a file, and keeps copies of its own */
        ui_say(form->screen.ui, "%s", _("Not here: another editor would write this text to the disk, unencrypted."));
        return;
    }
    buffer_init(&text, OUTSIDE_TEXT_MAX);
    form->problem[0] = '\0';
    const char *now = form->long_text != NULL ? form->long_text : field->editor.text;
    enum status st = edit_outside(form->screen.ui, outside, now, field->editor.max, &text, &e);
    if (st == ST_OK && !replace_text(form, buffer_text(&text))) {
        st = fail_memory(&e);
    }
    if (st == ST_OK) {
        drop_long_text(form);
    } else {
        memcpy(form->problem, e.text, sizeof form->problem);
    }
    if (st == ST_NO) {
        drop_long_text(form);
        form->long_text = strdup(buffer_text(&text));
    }
    buffer_release(&text);
}

static void put_snippet(void *context, const char *text)
{
    struct form *form = context;
    form->changed = form->changed || editor_insert(&form->fields[form->focus].editor, text, strlen(text)) == EDIT_CHANGED;
}

/* Ctrl-T puts a snippet in, Ctrl-N makes the text one; only in an interview. */
static bool snippet_key(const struct form *form, const struct event *event)
{
    const enum field_kind kind = spec_of(form, form->focus)->kind;
    return form->session->interview != NULL && (kind == FIELD_LINE || kind == FIELD_LINES) && event->kind == EVENT_KEY &&
           event->key == KEY_CONTROL && (event->text[0] == 't' || event->text[0] == 'n');
}

static struct effect snippet(struct form *form, const struct event *event)
{
    if (!snippets_at_hand(form->screen.ui, form->session)) {
        return effect_stay();
    }
    if (event->text[0] == 't') {
        return effect_push(snippets_screen_new(form->session, put_snippet, form));
    }
    snippet_keep(form->screen.ui, form->session, form->fields[form->focus].editor.text);
    return effect_stay();
}

static bool choice_key(struct form *form, const struct event *event)
{
    const struct field_spec *spec = spec_of(form, form->focus);
    struct field *field = &form->fields[form->focus];
    const size_t n = *spec->nchoices;
    const char c = event_command(event);
    size_t next = field->choice;
    if (event->key == KEY_ARROW_RIGHT || c == ' ') {
        next = (field->choice + 1) % n;
    } else if (event->key == KEY_ARROW_LEFT) {
        next = (field->choice + n - 1) % n;
    } else if (c != 0) { /* the next choice that begins with this letter */
        for (size_t i = 1; i <= n; i++) {
            const size_t at = (field->choice + i) % n;
            if (toupper((unsigned char)_(spec->choices[at].label)[0]) == toupper((unsigned char)c)) {
                next = at;
                break;
            }
        }
    }
    form->changed = form->changed || next != field->choice;
    const bool moved = next != field->choice;
    field->choice = next;
    return moved;
}

static void click(struct form *form, const struct event *event)
{
    for (size_t i = 0; i < form->spec->nfields; i++) {
        struct field *field = &form->fields[i];
        const bool there = event->row >= field->area.row && event->row < field->area.row + field->area.rows;
        if (there && spec_of(form, i)->kind != FIELD_SHOWN) {
            form->focus = i;
            if (spec_of(form, i)->kind != FIELD_CHOICE && spec_of(form, i)->kind != FIELD_SECRET) {
                editor_click(&field->editor, field->area, event->row, event->column);
            }
        }
    }
}

/* Gives the event to the field; true when it was for it. */
static bool field_event(struct form *form, const struct event *event)
{
    if (spec_of(form, form->focus)->kind == FIELD_CHOICE) {
        return event->kind == EVENT_KEY && choice_key(form, event);
    }
    struct field *field = &form->fields[form->focus];
    const bool secret = spec_of(form, form->focus)->kind == FIELD_SECRET;
    switch (secret ? secret_key(&field->secret, event) : editor_key(&field->editor, event)) {
    case EDIT_CHANGED:
        form->changed = true;
        form->warned = false;
        return true;
    case EDIT_MOVED:
        return true;
    case EDIT_FULL:
        (void)snprintf(form->problem, sizeof form->problem,
                       _("Too long: a text holds at most %d bytes (about %d Japanese characters). Nothing was added."), ANSWER_TEXT_MAX,
                       ANSWER_TEXT_MAX / 3);
        form->screen.ui->terminal->ops->bell(form->screen.ui->terminal);
        return true;
    case EDIT_IGNORED:
        return false;
    }
    return false;
}

static struct effect form_key(struct screen *screen, const struct event *event)
{
    struct form *form = form_of(screen);
    if (form->asking) {
        return answer_asking(form, event);
    }
    if (event->kind == EVENT_CLICK) {
        click(form, event);
        return effect_stay();
    }
    if (event->kind == EVENT_KEY && event->key == KEY_CONTROL && event->text[0] == 's') {
        return keep_and_leave(form);
    }
    if (event->kind == EVENT_KEY && event->key == KEY_CONTROL && event->text[0] == 'e') {
        edit_elsewhere(form);
        return effect_stay();
    }
    if (snippet_key(form, event)) {
        return snippet(form, event);
    }
    if (event->kind == EVENT_KEY || event->kind == EVENT_PASTE) {
        form->problem[0] = '\0';
    }
    if (field_event(form, event)) {
        return effect_stay();
    }
    if (event->kind != EVENT_KEY) {
        return effect_stay();
    }
    switch (event->key) {
    case KEY_ESCAPE:
        return escape(form);
    case KEY_RETURN:
        if (last_field(form)) {
            return keep_and_leave(form);
        }
        move_focus(form, 1);
        return effect_stay();
    case KEY_TAB:
    case KEY_ARROW_DOWN:
        move_focus(form, 1);
        return effect_stay();
    case KEY_BACK_TAB:
    case KEY_ARROW_UP:
        move_focus(form, -1);
        return effect_stay();
    default:
        return effect_stay();
    }
}

/* ---- places and painting ---- */

static int field_rows(const struct form *form, size_t i)
{
    const enum field_kind kind = spec_of(form, i)->kind;
    return kind == FIELD_LINES ? LINES_ROWS : kind == FIELD_SHOWN ? SHOWN_ROWS : 1;
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

static void form_layout(struct screen *screen, int rows, int columns)
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
        const bool alone = spec_of(form, i)->kind == FIELD_LINES && form->spec->nfields == 1;
        const int label = alone ? 0 : LABEL_COLUMNS;
        form->fields[i].area = (struct area){row, 4 + label, alone && room > LINES_ROWS ? room : field_rows(form, i), wide - label};
        row += form->fields[i].area.rows + gap;
    }
}

static void draw_choice(const struct form *form, size_t i, struct grid *g, bool focus)
{
    const struct area area = form->fields[i].area;
    char text[WORDS_MAX];
    (void)snprintf(text, sizeof text, focus ? "< %s >" : "  %s", _(spec_of(form, i)->choices[form->fields[i].choice].label));
    (void)grid_text(g, area.row, area.column, area.columns, focus ? ROLE_ACCENT : ROLE_TEXT, text);
}

static void draw_field(struct form *form, size_t i, struct grid *g)
{
    const struct area area = form->fields[i].area;
    const bool focus = i == form->focus;
    const bool alone = area.column == 4;
    if (!alone) {
        (void)grid_text(g, area.row, 2, 2, ROLE_ACCENT, focus ? ">" : "");
        (void)grid_text(g, area.row, 4, LABEL_COLUMNS - 2, focus ? ROLE_STRONG : ROLE_TEXT, _(spec_of(form, i)->label));
    }
    if (spec_of(form, i)->kind == FIELD_CHOICE) {
        draw_choice(form, i, g, focus);
    } else if (spec_of(form, i)->kind == FIELD_SECRET) {
        secret_draw(&form->fields[i].secret, g, area, focus);
    } else if (spec_of(form, i)->kind == FIELD_SHOWN) {
        (void)grid_wrap(g, area, 0, ROLE_QUIET, form->fields[i].editor.text);
    } else {
        editor_draw(&form->fields[i].editor, g, area, focus && !form->asking);
    }
}

static void draw_foot(const struct form *form, struct grid *g, struct area inside, int wide)
{
    const struct field_spec *spec = spec_of(form, form->focus);
    struct area foot = {inside.row + inside.rows - 4, 4, 4, wide};
    if (form->asking) {
        (void)grid_wrap(g, foot, 0, ROLE_WARNING, _("! Keep what you typed?   y: keep it   n: throw it away   Esc: go on typing"));
    } else if (form->problem[0] != '\0') {
        char text[sizeof form->problem + 2];
        (void)snprintf(text, sizeof text, "! %s", form->problem);
        (void)grid_wrap(g, foot, 0, ROLE_WARNING, text);
    } else if (spec->help != NULL) {
        (void)grid_wrap(g, foot, 0, ROLE_QUIET, _(spec->help));
    }
}

static void form_draw(struct screen *screen, struct grid *g)
{
    struct form *form = form_of(screen);
    const int wide = text_columns(g->columns);
    char right[WORDS_MAX] = "";
    if (form->spec->about != NULL && form->context == NULL) {
        const int n = snprintf(right, sizeof right, "%d %s", question_number(form->session, form->question),
                               question_title(&form->session->list.questions[form->question]));
        right[0] = n < 0 ? '\0' : right[0];
    }
    const struct area inside = frame_draw(screen, g, session_company(form->session), right);
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

static void form_leave(struct screen *screen, bool kept)
{
    struct form *form = form_of(screen);
    if (kept && form->changed && !form->spec->acts) {
        struct error e = {0};
        size_t field = 0;
        (void)form->spec->apply(form, &field, &e); /* what cannot be kept by its own rules is lost only here, when the terminal is gone */
    }
    for (size_t i = 0; i < form->spec->nfields; i++) {
        editor_release(&form->fields[i].editor);
        secret_wipe(&form->fields[i].secret);
    }
    drop_long_text(form);
    free(form);
}

static const struct key_help *form_keys(const struct screen *screen)
{
    const struct form *form = (const struct form *)(const void *)screen;
    return form_key_table(form->spec, form->session->snippets != NULL && !form->session->presenter);
}

static struct screen *make(struct session *session, const struct form_spec *spec, size_t question, size_t entry, void *context)
{
    static const struct screen_ops ops = {
        .key = form_key, .layout = form_layout, .draw = form_draw, .leave = form_leave, .keys = form_keys};
    struct form *form = calloc(1, sizeof *form);
    if (form == NULL) {
        return NULL;
    }
    form->screen.ops = &ops;
    form->screen.secluded = spec->secluded;
    form->session = session;
    form->spec = spec;
    form->question = question;
    form->entry = entry;
    form->context = context;
    form->focus = spec->start;
    for (size_t i = 0; i < spec->nfields; i++) {
        if (editor_init(&form->fields[i].editor, NULL, ANSWER_TEXT_MAX, spec->fields[i].kind == FIELD_LINES, NULL) != ST_OK) {
            form_leave(&form->screen, false);
            return NULL;
        }
    }
    if (spec->load != NULL) {
        spec->load(form);
    }
    return &form->screen;
}

struct screen *form_new(struct session *session, const struct form_spec *spec, size_t question, size_t entry)
{
    return make(session, spec, question, entry, NULL);
}

struct screen *form_new_about(struct session *session, const struct form_spec *spec, void *context)
{
    return make(session, spec, 0, 0, context);
}
