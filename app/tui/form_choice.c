/* Keys on a field whose value is one of a few: left and right go through them, letters find one by its words, digits say a number of
 * people. */
#include "tui/form_parts.h"

#include "base/i18n.h"
#include "tui/ui.h"

/* Digits on the size classes are a number of people, not the first character of a class: 12 is 6 to 20. True: the event was for it. */
static bool people_key(struct form *form, const struct event *event)
{
    struct field *field = &form->fields[form->focus];
    const char c = event_command(event);
    const bool digit = event->key == KEY_TEXT && c >= '0' && c <= '9';
    const bool rubout = event->key == KEY_RUBOUT && field->letters[0] == '\0';
    if (form_field_spec(form, form->focus)->choices != EMPLOYEE_CHOICES || (!digit && !rubout)) {
        field->typed = 0;
        return false;
    }
    field->letters[0] = '\0';
    field->typed = rubout ? field->typed / 10 : field->typed > 99999 ? field->typed : field->typed * 10 + (c - '0');
    field->said = field->typed;
    form_fill(form, form->focus, employees_class(field->typed));
    form->changed = true;
    return true;
}

static size_t narrow(const struct form *form, const char *letters, bool may_be[CHOICES_MAX])
{
    const struct field_spec *spec = form_field_spec(form, form->focus);
    return choice_narrow(spec->choices, *spec->nchoices, letters, may_be);
}

static void choose(struct form *form, size_t choice)
{
    struct field *field = &form->fields[form->focus];
    if (choice != field->choice) {
        form->changed = true;
        field->said = 0;
        field->choice = choice;
    }
}

/* Left and right, among those that the letters leave. */
static void step(struct form *form, int by)
{
    struct field *field = &form->fields[form->focus];
    const size_t n = *form_field_spec(form, form->focus)->nchoices;
    bool may_be[CHOICES_MAX];
    const bool among = field->letters[0] != '\0' && narrow(form, field->letters, may_be) > 1;
    size_t next = field->choice;
    do {
        next = by > 0 ? (next + 1) % n : (next + n - 1) % n;
    } while (among && !may_be[next]);
    if (!among) {
        field->letters[0] = '\0';
    }
    field->anew = true;
    choose(form, next);
}

static void say_open(struct form *form, size_t left)
{
    const char *letters = form->fields[form->focus].letters;
    if (left == 0) {
        (void)snprintf(form->problem, sizeof form->problem,
                       _("Nothing here is called \"%s\". Choose with left and right, or take letters back with Backspace."), letters);
    } else {
        (void)snprintf(form->problem, sizeof form->problem,
                       _("\"%s\" may be several. Type more of the name, or choose with left and right."), letters);
    }
}

/* These letters now: one choice that they can mean is chosen at once, never one of several. Letters that fit none stay on the screen, too:
 * dropped, they would leave what was there before as if it had been meant. */
static void find(struct form *form, const char *letters)
{
    struct field *field = &form->fields[form->focus];
    bool may_be[CHOICES_MAX];
    const size_t n = narrow(form, letters, may_be);
    if (field->letters[0] == '\0') {
        field->before = field->choice;
    }
    field->anew = false;
    (void)snprintf(field->letters, sizeof field->letters, "%s", letters);
    if (n == 0) {
        say_open(form, n);
        form->screen.ui->terminal->ops->bell(form->screen.ui->terminal);
    }
    for (size_t i = 0; n == 1 && i < *form_field_spec(form, form->focus)->nchoices; i++) {
        if (may_be[i]) {
            choose(form, i);
        }
    }
    if (!may_be[field->choice]) { /* one that fewer letters meant */
        choose(form, field->before);
    }
}

static void add_letter(struct form *form, const struct event *event)
{
    char letters[CHOICE_LETTERS];
    const char ascii[] = {event_command(event), '\0'}; /* full-width ones, too */
    struct field *field = &form->fields[form->focus];
    if (field->anew) {
        field->letters[0] = '\0';
    }
    const int n = snprintf(letters, sizeof letters, "%s%s", field->letters, ascii[0] != '\0' ? ascii : event->text);
    if (n > 0 && (size_t)n < sizeof letters) {
        find(form, letters);
    }
}

static void drop_letters(struct form *form)
{
    form->fields[form->focus].letters[0] = '\0';
    choose(form, form->fields[form->focus].before);
}

static void drop_letter(struct form *form)
{
    char letters[CHOICE_LETTERS];
    size_t n = strlen(memcpy(letters, form->fields[form->focus].letters, sizeof letters));
    while (n > 0 && ((unsigned char)letters[--n] & 0xC0) == 0x80) { /* the bytes behind a character's first */
    }
    letters[n] = '\0';
    if (n > 0) {
        find(form, letters);
    } else {
        drop_letters(form);
    }
}

bool form_choice_key(struct form *form, const struct event *event)
{
    const bool typing = form->fields[form->focus].letters[0] != '\0';
    if (people_key(form, event)) {
        return true;
    }
    if (event->key == KEY_ARROW_RIGHT || event->key == KEY_ARROW_LEFT) {
        step(form, event->key == KEY_ARROW_RIGHT ? 1 : -1);
    } else if (event->key == KEY_RUBOUT && typing) {
        drop_letter(form);
    } else if (event->key == KEY_CONTROL && event->text[0] == 'u' && typing) {
        drop_letters(form);
    } else if (event->key == KEY_TEXT && event_command(event) == ' ' && !typing) {
        step(form, 1);
    } else if (event->key == KEY_TEXT) {
        add_letter(form, event);
    } else {
        return false;
    }
    return true;
}

size_t choice_left(const struct form *form, bool may_be[CHOICES_MAX])
{
    const struct field *field = &form->fields[form->focus];
    return field->letters[0] == '\0' ? 1 : narrow(form, field->letters, may_be);
}

bool choice_is_open(struct form *form)
{
    bool may_be[CHOICES_MAX];
    struct field *field = &form->fields[form->focus];
    const size_t left = choice_left(form, may_be);
    if (left == 1 || (left > 1 && may_be[field->choice])) {
        return false;
    }
    if (left == 0) {
        field->anew = true;
        (void)snprintf(form->problem, sizeof form->problem,
                       _("\"%s\" chooses nothing here. Choose with left and right, or type another word: it takes the place of this one."),
                       field->letters);
    } else {
        say_open(form, left);
    }
    return true;
}
