/* A text cell of the interview's table while it is typed. */
#include "tui/sheet_parts.h"

#include "base/i18n.h"
#include "model/answer.h"
#include "model/interview.h"
#include "tui/interview.h"

void cell_edit_begin(struct sheet_screen *v, const char *text)
{
    const size_t max = v->state.column == SHEET_PRIVATE ? INTERVIEW_NOTE_MAX : ANSWER_TEXT_MAX;
    if (editor_init(&v->edit, text, max, false, NULL) == ST_OK) {
        v->editing = true;
        v->state.edit = &v->edit;
    }
}

void cell_edit_end(struct sheet_screen *v, bool keep)
{
    struct error e = {0};
    if (!v->editing) {
        return;
    }
    v->editing = false;
    v->state.edit = NULL;
    if (keep && strcmp(v->edit.text, sheet_text(v->session, sheet_question(v), v->state.column)) != 0) {
        (void)sheet_made(v, sheet_set_text(v->session, sheet_question(v), v->state.column, v->edit.text, &e), &e, "");
    }
    editor_release(&v->edit);
}

struct effect cell_edit(struct sheet_screen *v)
{
    const char *text = sheet_text(v->session, sheet_question(v), v->state.column);
    if (strchr(text, '\n') == NULL) {
        cell_edit_begin(v, text);
        return effect_stay();
    }
    /* Lines would be joined in a cell: they are edited where there is room for them. */
    return effect_push(v->state.column == SHEET_PRIVATE ? private_note_form_new(v->session, sheet_question(v))
                       : v->state.column == SHEET_NOTE  ? shared_note_form_new(v->session, sheet_question(v))
                                                        : difference_form_new(v->session, sheet_question(v)));
}

static void put_snippet(void *context, const char *text)
{
    struct sheet_screen *v = context;
    if (!v->editing) {
        cell_edit_begin(v, "");
    }
    if (v->editing && editor_insert(&v->edit, text, strlen(text)) == EDIT_FULL) {
        sheet_say(v, _("Too long: nothing was added."));
    }
}

struct effect cell_snippet(struct sheet_screen *v, bool pick)
{
    if (!sheet_is_text(v->state.column)) {
        sheet_say(v, _("Snippets go into texts: a reason, a note."));
    } else if (!snippets_at_hand(v->screen.ui, v->session) || !cell_writable(v)) {
        return effect_stay();
    } else if (pick) {
        return effect_push(snippets_screen_new(v->session, put_snippet, v));
    } else {
        snippet_keep(v->screen.ui, v->session, v->editing ? v->edit.text : sheet_text(v->session, sheet_question(v), v->state.column));
    }
    return effect_stay();
}

struct effect cell_edit_key(struct sheet_screen *v, const struct event *event)
{
    if (event->kind == EVENT_KEY && event->key == KEY_ESCAPE) {
        cell_edit_end(v, false);
    } else if (event->kind == EVENT_KEY && event->key == KEY_RETURN) {
        cell_edit_end(v, true);
        sheet_go_on(v);
    } else if (event->kind == EVENT_KEY && event->key == KEY_CONTROL && (event->text[0] == 't' || event->text[0] == 'n')) {
        return cell_snippet(v, event->text[0] == 't');
    } else if (editor_key(&v->edit, event) == EDIT_FULL) {
        sheet_say(v, _("Too long: nothing was added."));
    }
    return effect_stay();
}
