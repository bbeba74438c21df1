/* One request: who asks, what, until when, and what was signed for it. A customer who is new or has changed is confirmed here, after a
 * call; from one who has had answers, what this customer sees, a correction, the files and the results are a key away. */
#include "tui/home_screens.h"

#include "base/buffer.h"
#include "base/i18n.h"
#include "tui/lines.h"
#include "tui/ui.h"

#define HAD_SHOWN 4 /* revisions; the screen of what was sent has them all */

struct request_screen {
    struct screen screen;
    struct home *home;
    struct customer_request facts;
    size_t row; /* of home.h */
};

static struct request_screen *own(struct screen *screen)
{
    return (struct request_screen *)(void *)screen;
}

static struct effect take(struct request_screen *v)
{
    struct home *home = v->home;
    struct error e = {0};
    char path[FINISH_PATH], period[HOME_PERIOD];
    if (v->facts.held) {
        return effect_pop();
    }
    enum status st = home->ops->take(home->context, &e);
    if (st == ST_NO && home->ops->before(home->context, NULL, path, sizeof path, period, sizeof period)) {
        return effect_replace(begin_screen_new(home, NULL));
    }
    if (st == ST_NO) {
        struct begun begun;
        st = home->ops->begin(home->context, NULL, NULL, false, &begun, &e);
        if (st == ST_OK) {
            return begun_effect(&v->screen, home, &begun);
        }
    }
    if (st != ST_OK) {
        ui_warn(v->screen.ui, "%s", e.text);
        return effect_stay();
    }
    ui_say(v->screen.ui, "%s", _("The request is taken in. Enter answers its questions."));
    return effect_pop();
}

static struct effect confirm(struct request_screen *v)
{
    struct error e = {0};
    if (v->facts.standing == STANDING_KNOWN) {
        return effect_stay();
    }
    if (v->home->ops->confirm(v->home->context, &v->facts, &e) != ST_OK) {
        ui_warn(v->screen.ui, "%s", e.text);
        return effect_stay();
    }
    ui_say(v->screen.ui, _("Confirmed: %s. You will not be asked again."), v->facts.name);
    return effect_stay();
}

/* Whether anything was signed for them: then there is something to look at. */
static bool has_had(const struct request_screen *v)
{
    return v->row != SIZE_MAX && v->facts.nhad > 0;
}

static struct effect leave_with(struct request_screen *v, enum home_choice choice)
{
    home_choose(v->home, v->row, choice);
    return effect_quit();
}

/* Of a customer who has had answers. */
static bool had_key(const struct event *event, char c, enum home_choice *out)
{
    *out = event->key == KEY_RETURN ? HOME_SEEN : c == 'a' ? HOME_QUESTIONS : c == 's' ? HOME_RESULTS : HOME_HANDED;
    return event->key == KEY_RETURN || c == 'a' || c == 's' || c == 'd';
}

static struct effect request_key(struct screen *screen, const struct event *event)
{
    struct request_screen *v = own(screen);
    const char c = event_command(event);
    enum home_choice choice;
    if (event->kind != EVENT_KEY) {
        return effect_stay();
    }
    if (has_had(v) && had_key(event, c, &choice)) {
        return leave_with(v, choice);
    }
    if (event->key == KEY_RETURN) {
        return take(v);
    }
    if (c == 'y') {
        return confirm(v);
    }
    if (event->key == KEY_ESCAPE || c == 'q') {
        return effect_pop();
    }
    if (event->key == KEY_TEXT) {
        ui_say(screen->ui, "%s", _("That key does nothing here: the keys are below."));
    }
    return effect_stay();
}

/* As many of the last revisions as there is room for. */
static void add_had(struct buffer *out, const struct customer_request *facts, struct area rest)
{
    size_t shown = HAD_SHOWN;
    do {
        buffer_clear(out);
        customer_had_so_far(out, facts, shown--);
    } while (shown > 0 && lines_draw(NULL, rest, 0, buffer_text(out)) > rest.rows);
}

static void request_draw(struct screen *screen, struct grid *g)
{
    struct request_screen *v = own(screen);
    const struct area inside = frame_draw(screen, g, session_company(v->home->profile), _("request"));
    const int wide = text_columns(g->columns);
    const struct area area = {inside.row + 1, 4, inside.rows - 1, wide};
    struct buffer words;
    buffer_init(&words, BUFFER_MAX_TEXT);
    customer_words(&words, &v->facts);
    int row = area.row + grid_wrap(g, area, 0, ROLE_TEXT, buffer_text(&words)) + 1;
    buffer_clear(&words);
    const struct area rest = {row, 4, inside.row + inside.rows - row, wide};
    add_had(&words, &v->facts, rest);
    row += words.length == 0 ? 0 : lines_draw(g, rest, 0, buffer_text(&words)) + 1;
    buffer_clear(&words);
    customer_advice(&words, &v->facts);
    if (v->facts.standing == STANDING_KNOWN) {
        (void)grid_wrap(g, (struct area){row, 4, 2, wide}, 0, ROLE_QUIET, _("You have confirmed this customer."));
    } else {
        char text[2048];
        (void)snprintf(text, sizeof text, "! %s", buffer_text(&words));
        row += grid_wrap(g, (struct area){row, 4, 5, wide}, 0, v->facts.standing == STANDING_CHANGED ? ROLE_WARNING : ROLE_TEXT, text) + 1;
        fingerprint_draw(g, row, ROLE_STRONG, v->facts.groups);
    }
    if (!v->facts.held) {
        (void)grid_text(g, inside.row + inside.rows - 1, 4, g->columns - 6, ROLE_QUIET,
                        _("Esc or q goes back: nothing is lost, and the file stays where it is."));
    }
    buffer_release(&words);
}

static void request_leave(struct screen *screen, bool keep)
{
    (void)keep;
    free(screen);
}

static const struct key_help *request_keys(const struct screen *screen)
{
    static const struct key_help asked[] = {{N_("Enter"), N_("accept, call later"), true},
                                            {"y", N_("I called: the same digits"), true},
                                            {"Esc", N_("back"), true},
                                            {NULL, NULL, false}};
    static const struct key_help known[] = {{N_("Enter"), N_("accept it"), true}, {"Esc", N_("back"), true}, {NULL, NULL, false}};
    static const struct key_help held[] = {
        {"y", N_("I called: the same digits"), true}, {N_("Enter"), N_("back"), true}, {NULL, NULL, false}};
    static const struct key_help had[] = {{"y", N_("I called: the same digits"), true},
                                          {N_("Enter"), N_("what they see"), true},
                                          {"a", N_("correct an answer"), true},
                                          {"d", N_("sent files"), true},
                                          {"s", N_("results"), true},
                                          {"Esc", N_("back"), true},
                                          {NULL, NULL, false}};
    static const struct key_help back[] = {{N_("Enter"), N_("back"), true}, {NULL, NULL, false}};
    const struct customer_request *facts = &((const struct request_screen *)(const void *)screen)->facts;
    const bool confirmed = facts->standing == STANDING_KNOWN;
    if (has_had((const struct request_screen *)(const void *)screen)) {
        return confirmed ? had + 1 : had;
    }
    return facts->held ? (confirmed ? back : held) : confirmed ? known : asked;
}

struct screen *request_screen_new(struct home *home, const struct customer_request *facts, size_t row)
{
    static const struct screen_ops ops = {.key = request_key, .draw = request_draw, .leave = request_leave, .keys = request_keys};
    struct request_screen *v = calloc(1, sizeof *v);
    if (v == NULL) {
        return NULL;
    }
    v->screen.ops = &ops;
    v->home = home;
    v->facts = *facts;
    v->row = row;
    return &v->screen;
}
