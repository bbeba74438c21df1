#include "tui/form_parts.h"

#include "tui/ui.h"

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
    const struct field_spec *spec = form_field_spec(form, field);
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

void form_propose(struct form *form, size_t field, const char *value)
{
    form_fill(form, field, value);
    form->fields[field].editor.proposed = form->fields[field].editor.length > 0;
}

const char *form_value(const struct form *form, size_t field)
{
    const struct field_spec *spec = form_field_spec(form, field);
    return spec->kind == FIELD_CHOICE   ? spec->choices[form->fields[field].choice].value
           : spec->kind == FIELD_SECRET ? form->fields[field].secret.text
                                        : form->fields[field].editor.text;
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
    free(form->long_text);
    free(form);
}

static const struct key_help *form_keys(const struct screen *screen)
{
    const struct form *form = (const struct form *)(const void *)screen;
    return form->asking ? form_key_table_asking()
                        : form_key_table(form->spec, form->session->snippets != NULL && !form->session->presenter);
}

static bool form_unkept(const struct screen *screen)
{
    return ((const struct form *)(const void *)screen)->changed;
}

static struct screen *make(struct session *session, const struct form_spec *spec, size_t question, size_t entry, void *context)
{
    static const struct screen_ops ops = {
        .key = form_key, .layout = form_layout, .draw = form_draw, .leave = form_leave, .keys = form_keys, .unkept = form_unkept};
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
        form->fields[i].editor.wraps = spec->fields[i].kind == FIELD_WRAPPED;
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
