/* A text about one row: a supplier with everything that it said, or a signer in quarantine, who is accepted or refused here. */
#include "tui/view_text_parts.h"

#include "base/fold.h"
#include "tui/screens.h"
#include "tui/ui.h"

#include <ctype.h>

#define TEXT_WIDE 100
#define FINGERPRINT_WIDE 40 /* eight groups of four: as it is written everywhere, and read out without losing the place */

static struct text_screen *own(struct screen *screen)
{
    return (struct text_screen *)(void *)screen;
}

/* The last digits of the fingerprint that the text shows. */
static void note_fingerprint(struct text_screen *v)
{
    const char *line = strstr(buffer_text(&v->text), (const char[]){'\n', VIEW_LINE_FINGERPRINT, '\0'});
    v->fingerprint[0] = '\0';
    if (line == NULL) {
        return;
    }
    size_t n = 0;
    for (const char *c = line + 2; *c != '\0' && *c != '\n' && n + 1 < sizeof v->fingerprint; c++) {
        if (isxdigit((unsigned char)*c)) {
            v->fingerprint[n++] = (char)tolower((unsigned char)*c);
        }
    }
    v->fingerprint[n < READ_ALOUD ? 0 : n] = '\0';
}

static void text_enter(struct screen *screen)
{
    struct text_screen *v = own(screen);
    struct error e = {0};
    char number[VIEW_WORDS];
    if (v->decided) {
        return;
    }
    buffer_clear(&v->text);
    if (v->view->text(v->view, &v->query, &v->text, &e) != ST_OK) {
        ui_warn(screen->ui, "%s", e.text);
    }
    note_fingerprint(v);
    v->task = strstr(buffer_text(&v->text), (const char[]){'\n', VIEW_LINE_TASK, '\0'}) != NULL;
    const struct view_heat *h = v->query.kind == VIEW_SUPPLIERS ? view_supplier_of(v->view, v->query.words) : NULL;
    if (h != NULL) {
        (void)snprintf(v->title, sizeof v->title, "%s  %s   %s", h->code, h->name, v->view->period);
        v->question = v->view->open_question(v->view, v->query.words, number);
    }
}

static struct effect decide(struct text_screen *v, enum view_decision decision, const char *reason)
{
    struct error e = {0};
    char message[VIEW_MESSAGE] = "";
    if (reason[0] == '\0') {
        ui_warn(v->screen.ui, "%s", _("Say why in a few words: it goes into the log."));
        return effect_stay();
    }
    if (v->view->decide(v->view, &v->query, decision, v->code, reason, message, &e) != ST_OK) {
        ui_warn(v->screen.ui, "%s", e.text);
        return effect_stay();
    }
    view_read_one(v->view, v->screen.ui, decision == VIEW_REFUSE ? v->query.words : v->code, true);
    ui_say(v->screen.ui, "%s", message);
    v->decided = true;
    buffer_clear(&v->text);
    view_line(&v->text, VIEW_LINE_HEADING, "%s", message);
    return effect_pop();
}

static struct effect accept_reason(void *context, struct ui *ui, const char *text)
{
    struct text_screen *v = context;
    (void)ui;
    return decide(v, v->replace ? VIEW_REPLACE : VIEW_ACCEPT, text);
}

static struct effect refuse_reason(void *context, struct ui *ui, const char *text)
{
    (void)ui;
    return decide(context, VIEW_REFUSE, text);
}

static struct effect ask_why(struct text_screen *v)
{
    return effect_replace(
        view_prompt_new(N_("Accept: why"), N_("Who confirmed it, and how? It goes into the log of trust."), "", accept_reason, v));
}

/* A code as it stands in the list or in the file, whatever the width that it was typed in. */
static void code_typed(const struct text_screen *v, const char *text, char out[VIEW_WORDS])
{
    struct buffer plain;
    buffer_init(&plain, BUFFER_MAX_TEXT);
    const bool as_it_is = strcmp(text, v->query.words) == 0 || view_supplier_of(v->view, text) != NULL;
    (void)snprintf(out, VIEW_WORDS, "%s", !as_it_is && text_plain(&plain, text) ? buffer_text(&plain) : text);
    buffer_release(&plain);
}

/* A second key is either a lost one's successor or somebody else's: nobody accepts it by the way. */
static struct effect take_replacement(void *context, struct ui *ui, const char *text)
{
    struct text_screen *v = context;
    char code[VIEW_WORDS];
    code_typed(v, text, code);
    if (strcmp(code, v->code) != 0) {
        ui_warn(ui, _("Nothing was changed. To trust this key in the place of the one before, type %s; Esc goes back."), v->code);
        return effect_stay();
    }
    v->replace = true;
    return ask_why(v);
}

/* Typing what was heard makes sure that it was heard: the end of it, or more. */
static struct effect take_digits(void *context, struct ui *ui, const char *text)
{
    struct text_screen *v = context;
    char digits[sizeof v->fingerprint];
    size_t n = 0;
    bool fits = true;
    for (; *text != '\0'; text++) {
        if (isxdigit((unsigned char)*text) && n + 1 < sizeof digits) {
            digits[n++] = (char)tolower((unsigned char)*text);
        } else {
            fits = fits && (*text == ' ' || *text == ':');
        }
    }
    digits[n] = '\0';
    const size_t all = strlen(v->fingerprint);
    fits = fits && n <= all && strcmp(digits, v->fingerprint + all - n) == 0;
    if (fits && n < READ_ALOUD) {
        ui_warn(ui, _("These are too few: type the last %d digits, or more of them."), READ_ALOUD);
        return effect_stay();
    }
    if (!fits) {
        ui_warn(ui, "%s", _("That is not how this fingerprint ends. If the supplier reads something else, do not accept it."));
        return effect_stay();
    }
    if (v->view->has_key(v->view, v->code)) {
        return effect_replace(view_prompt_new(N_("Accept: it has a key already"),
                                              N_("This supplier has a trusted key, which this one would replace. Do it only when the "
                                                 "supplier itself told you that its key is "
                                                 "another one now. If so, type the supplier's code once more."),
                                              "", take_replacement, v));
    }
    return ask_why(v);
}

/* Before anybody reads a fingerprint aloud. A code that the files claim need not be in the list: who is accepted is put there. */
static bool may_be(const struct text_screen *v, struct ui *ui, const char *code)
{
    const char *claimed = v->query.words;
    char near[VIEW_NEAR_TEXT];
    if (claimed[0] != '\0') {
        if (strcmp(claimed, code) != 0) {
            ui_warn(ui, _("The files of this certificate claim to be from %s, not %s."), claimed, code);
        }
        return strcmp(claimed, code) == 0;
    }
    if (view_supplier_of(v->view, code) != NULL) {
        return true;
    }
    if (view_codes_near(v->view, code, near)[0] != '\0') {
        ui_warn(ui, _("Your list has no supplier with the code %s. Did you mean one of these: %s"), code, near);
    } else {
        ui_warn(ui, _("Your list has no supplier with the code %s, and none like it."), code);
    }
    return false;
}

static struct effect take_code(void *context, struct ui *ui, const char *text)
{
    struct text_screen *v = context;
    if (text[0] == '\0') {
        ui_warn(ui, "%s", _("Which supplier is it? Type its code."));
        return effect_stay();
    }
    char code[VIEW_WORDS];
    code_typed(v, text, code);
    if (!may_be(v, ui, code)) {
        return effect_stay();
    }
    memcpy(v->code, code, sizeof v->code);
    v->replace = false; /* that was said of the supplier typed before */
    return effect_replace(view_prompt_new(
        N_("Accept: the fingerprint"),
        N_("Ring the supplier at a number that you knew before, and let them read the fingerprint to you. Type its last eight "
           "digits as you hear them."),
        "", take_digits, v));
}

static struct effect start_decision(struct text_screen *v, bool accept)
{
    if (v->decided) {
        return effect_stay();
    }
    if (v->query.kind == VIEW_REJECTED) {
        return effect_push(view_prompt_new(
            N_("Tick off: why"), N_("Nothing more is to be done about this file. It goes into the log of trust."), "", refuse_reason, v));
    }
    if (!accept) {
        return effect_push(
            view_prompt_new(N_("Refuse: why"), N_("These files will be rejected. It goes into the log of trust."), "", refuse_reason, v));
    }
    if (v->fingerprint[0] == '\0') {
        ui_say(v->screen.ui, "%s", _("There is no unknown signer here to accept: the text says what keeps these files back."));
        return effect_stay();
    }
    return effect_push(
        view_prompt_new(N_("Accept: as which supplier"), N_("The supplier's code in your own list."), v->query.words, take_code, v));
}

static bool scroll(struct text_screen *v, const struct event *event, char c)
{
    int step = 0;
    if (event->kind == EVENT_WHEEL) {
        step = event->row * 3;
    } else if (event->kind == EVENT_KEY) {
        step = event->key == KEY_ARROW_DOWN || c == 'j'  ? 1
               : event->key == KEY_ARROW_UP || c == 'k'  ? -1
               : event->key == KEY_PAGE_DOWN || c == ' ' ? v->room - 1
               : event->key == KEY_PAGE_UP               ? 1 - v->room
               : event->key == KEY_START                 ? -v->rows
               : event->key == KEY_FINISH                ? v->rows
                                                         : 0;
    }
    v->top += step;
    v->top = v->top > v->rows - v->room ? v->rows - v->room : v->top;
    v->top = v->top < 0 ? 0 : v->top;
    return step != 0;
}

static struct effect text_key(struct screen *screen, const struct event *event)
{
    struct text_screen *v = own(screen);
    const char c = event_command(event);
    struct effect effect;
    if (scroll(v, event, c)) {
        return effect_stay();
    }
    if (back_or_help(screen, event, &effect)) {
        return effect;
    }
    if (v->query.kind == VIEW_SUPPLIERS) {
        return text_supplier_key(v, event, c);
    }
    const bool decides = v->query.kind == VIEW_QUARANTINE && (c == 'a' || c == 'x'),
               ticks = v->query.kind == VIEW_REJECTED && v->task && c == 'x';
    return decides || ticks ? start_decision(v, c == 'a') : unused_key(screen, event);
}

int view_lines(const char *text, int top, struct grid *g, struct area area)
{
    int row = -top;
    for (const char *line = text; *line != '\0';) {
        const size_t n = strcspn(line, "\n");
        char one[4096];
        const char kind = n == 0 ? VIEW_LINE_TEXT : line[0];
        (void)snprintf(one, sizeof one, "%.*s", n == 0 ? 0 : (int)n - 1, line + (n > 0));
        const enum role role = kind == VIEW_LINE_HEADING || kind == VIEW_LINE_FINGERPRINT ? ROLE_STRONG
                               : kind == VIEW_LINE_WARNING                                ? ROLE_WARNING
                               : kind == VIEW_LINE_QUIET                                  ? ROLE_QUIET
                                                                                          : ROLE_TEXT;
        const int indent = kind == VIEW_LINE_HEADING ? 0 : kind == VIEW_LINE_QUIET ? 4 : 2;
        const int wide = kind == VIEW_LINE_FINGERPRINT && area.columns > FINGERPRINT_WIDE ? FINGERPRINT_WIDE : area.columns - indent;
        const int lines = one[0] == '\0' ? 1 : wrap_lines(one, wide);
        for (int i = 0; g != NULL && i < lines; i++) {
            if (row + i >= 0 && row + i < area.rows) {
                (void)grid_wrap(g, (struct area){area.row + row + i, area.column + indent, 1, wide}, i, role, one);
            }
        }
        row += lines;
        line += n + (line[n] == '\n');
    }
    return row + top;
}

static struct area text_area(int rows, int columns)
{
    const struct area inside = frame_inside(rows, columns);
    return (struct area){inside.row, 2, inside.rows, columns - 4 < TEXT_WIDE ? columns - 4 : TEXT_WIDE};
}

static void text_layout(struct screen *screen, int rows, int columns)
{
    struct text_screen *v = own(screen);
    const struct area area = text_area(rows, columns);
    v->rows = view_lines(buffer_text(&v->text), v->top, NULL, area);
    v->room = area.rows;
    (void)scroll(v, &(struct event){.kind = EVENT_RESIZE}, 0);
}

static void text_draw(struct screen *screen, struct grid *g)
{
    struct text_screen *v = own(screen);
    char right[64];
    const int last = v->top + v->room < v->rows ? v->top + v->room : v->rows;
    (void)snprintf(right, sizeof right, "%d–%d / %d", v->rows == 0 ? 0 : v->top + 1, last, v->rows);
    (void)frame_draw(screen, g, v->title[0] != '\0' ? v->title : v->view->title, right);
    (void)view_lines(buffer_text(&v->text), v->top, g, text_area(g->rows, g->columns));
}

static void text_leave(struct screen *screen, bool keep)
{
    (void)keep;
    buffer_release(&own(screen)->text);
    free(screen);
}

static const struct key_help *text_keys(const struct screen *screen)
{
    static const struct key_help decision[] = {{"a", N_("accept the signer"), true},
                                               {"x", N_("refuse"), true},
                                               {N_("Up Down"), N_("read on"), true},
                                               {"q", N_("back"), true},
                                               {"?", N_("keys"), true},
                                               {NULL, NULL, false}};
    static const struct key_help refusal[] = {{"x", N_("refuse"), true},
                                              {N_("Up Down"), N_("read on"), true},
                                              {"q", N_("back"), true},
                                              {"?", N_("keys"), true},
                                              {NULL, NULL, false}};
    static const struct key_help task[] = {{"x", N_("tick off"), true},
                                           {N_("Up Down"), N_("read on"), true},
                                           {"q", N_("back"), true},
                                           {"?", N_("keys"), true},
                                           {NULL, NULL, false}};
    static const struct key_help keys[] = {{N_("Up Down"), N_("read on"), true},
                                           {"PgDn", N_("a page on"), true},
                                           {"q", N_("back"), true},
                                           {"?", N_("keys"), true},
                                           {NULL, NULL, false}};
    static const struct key_help supplier[] = {{"s", N_("settle a question"), true}, /* only where one is open */
                                               {N_("Up Down"), N_("read on"), true},
                                               {"PgDn", N_("a page on"), false},
                                               {"t", N_("more time"), true},
                                               {"a", N_("ask about an answer"), true},
                                               {"x", N_("end business, take it back"), false},
                                               {"q", N_("back"), true},
                                               {"?", N_("keys"), true},
                                               {NULL, NULL, false}};
    const struct text_screen *v = (const struct text_screen *)(const void *)screen;
    if (v->query.kind == VIEW_QUARANTINE && !v->decided) {
        return v->fingerprint[0] != '\0' ? decision : refusal;
    }
    if (v->query.kind == VIEW_REJECTED && v->task && !v->decided) {
        return task;
    }
    return v->query.kind != VIEW_SUPPLIERS ? keys : supplier + !v->question;
}

struct screen *view_text_new(struct portfolio_view *view, const struct view_query *query, const char *title)
{
    static const struct screen_ops ops = {
        .enter = text_enter, .key = text_key, .layout = text_layout, .draw = text_draw, .leave = text_leave, .keys = text_keys};
    struct text_screen *v = calloc(1, sizeof *v);
    if (v == NULL) {
        return NULL;
    }
    v->screen.ops = &ops;
    v->view = view;
    v->query = *query;
    (void)snprintf(v->title, sizeof v->title, "%s", title);
    buffer_init(&v->text, BUFFER_MAX_DOCUMENT);
    return &v->screen;
}
