/* Keys, clicks and pastes in a form: within a field, from one to the next, and out of it. */
#include "tui/form_parts.h"

#include "base/buffer.h"
#include "base/i18n.h"
#include "tui/form_outside.h"
#include "tui/interview.h"
#include "tui/ui.h"

/* ---- leaving ---- */

static struct effect leave_with(struct form *form, bool kept)
{
    return form->spec->then != NULL ? form->spec->then(form, kept) : effect_pop();
}

static void go_to(struct form *form, size_t field)
{
    if (field != form->focus) {
        form->fields[form->focus].letters[0] = '\0';
        form->focus = field;
    }
}

/* Replaces the text of a field. */
static bool replace_text(struct form *form, size_t at, const char *text)
{
    struct editor next;
    struct field *field = &form->fields[at];
    if (editor_init(&next, text, field->editor.max, field->editor.lines, NULL) != ST_OK) {
        return false;
    }
    form->changed = form->changed || strcmp(next.text, field->editor.text) != 0;
    editor_release(&field->editor);
    field->editor = next;
    return true;
}

/* Whether more was meant than what was typed: it is written out. */
static bool write_out(struct form *form, size_t field)
{
    char text[WORDS_MAX];
    return form->spec->in_full != NULL && form->spec->in_full(form, field, text) && replace_text(form, field, text);
}

/* The same of all fields before they are kept: what was not seen yet is shown first. */
static bool write_all_out(struct form *form)
{
    for (size_t i = 0; i < form->spec->nfields; i++) {
        if (write_out(form, i)) {
            (void)snprintf(form->problem, sizeof form->problem, _("This is taken as %s. If that is right, keep it."), form_value(form, i));
            go_to(form, i);
            return true;
        }
    }
    return false;
}

/* Applies the fields; on refusal says why and goes to the field. */
static bool keep(struct form *form)
{
    struct error e = {0};
    size_t field = form->focus;
    if (choice_is_open(form)) {
        return false;
    }
    form->problem[0] = '\0';
    if (write_all_out(form)) {
        return false;
    }
    if (form->spec->busy != NULL) {
        ui_busy(form->screen.ui, _(form->spec->busy));
    }
    const enum status st = form->spec->apply(form, &field, &e);
    if (form->spec->busy != NULL) {
        ui_ready(form->screen.ui);
    }
    if (st == ST_OK) {
        return true;
    }
    memcpy(form->problem, e.text, sizeof form->problem);
    go_to(form, field < form->spec->nfields ? field : form->focus);
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
    if (choice_is_open(form)) {
        return false;
    }
    if (form->spec->check == NULL || form->warned || form->spec->check(form, form->focus, &e) == ST_OK) {
        (void)write_out(form, form->focus);
        return true;
    }
    memcpy(form->problem, e.text, sizeof form->problem);
    form->warned = true;
    if (form_field_spec(form, form->focus)->kind == FIELD_SECRET) { /* nobody can mend what is not shown */
        form_forget(form, form->focus);
    }
    return false;
}

/* The last field that can be gone to; the first one when there is none. */
static size_t last_field(const struct form *form)
{
    size_t last = form->spec->nfields - 1;
    while (last > 0 && form_field_spec(form, last)->kind == FIELD_SHOWN) {
        last--;
    }
    return last;
}

static void move_focus(struct form *form, int by)
{
    const size_t n = form->spec->nfields;
    if (form_field_spec(form, last_field(form))->kind == FIELD_SHOWN || !may_leave(form)) {
        return;
    }
    form->warned = false;
    form->problem[0] = '\0';
    drop_long_text(form);
    do {
        go_to(form, by > 0 ? (form->focus + 1) % n : (form->focus + n - 1) % n);
    } while (form_field_spec(form, form->focus)->kind == FIELD_SHOWN);
}

/* Ctrl-E: the text in the user's own editor. */
static void edit_elsewhere(struct form *form)
{
    const struct outside *outside = form->session->outside;
    struct field *field = &form->fields[form->focus];
    struct error e = {0};
    struct buffer text;
    if (outside == NULL || form_field_spec(form, form->focus)->kind == FIELD_CHOICE ||
        form_field_spec(form, form->focus)->kind == FIELD_SECRET || form_field_spec(form, form->focus)->kind == FIELD_SHOWN) {
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
    if (st == ST_OK && !replace_text(form, form->focus, buffer_text(&text))) {
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
    const enum field_kind kind = form_field_spec(form, form->focus)->kind;
    return form->session->interview != NULL && (kind == FIELD_LINE || kind == FIELD_WRAPPED || kind == FIELD_LINES) &&
           event->kind == EVENT_KEY && event->key == KEY_CONTROL && (event->text[0] == 't' || event->text[0] == 'n');
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

static void click(struct form *form, const struct event *event)
{
    for (size_t i = 0; i < form->spec->nfields; i++) {
        struct field *field = &form->fields[i];
        const bool there = event->row >= field->area.row && event->row < field->area.row + field->area.rows;
        if (there && form_field_spec(form, i)->kind != FIELD_SHOWN) {
            go_to(form, i);
            if (form_field_spec(form, i)->kind != FIELD_CHOICE && form_field_spec(form, i)->kind != FIELD_SECRET) {
                editor_click(&field->editor, field->area, event->row, event->column);
            }
        }
    }
}

/* Gives the event to the field; true when it was for it. */
static bool field_event(struct form *form, const struct event *event)
{
    if (form_field_spec(form, form->focus)->kind == FIELD_CHOICE) {
        return event->kind == EVENT_KEY && form_choice_key(form, event);
    }
    struct field *field = &form->fields[form->focus];
    if (form_field_spec(form, form->focus)->kind == FIELD_SHOWN) {
        return false;
    }
    const bool secret = form_field_spec(form, form->focus)->kind == FIELD_SECRET;
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

struct effect form_key(struct screen *screen, const struct event *event)
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
    if (form->spec->control != 0 && event->kind == EVENT_KEY && event->key == KEY_CONTROL && event->text[0] == form->spec->control) {
        return form->spec->on_control(form);
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
        if (form->focus == last_field(form)) {
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
