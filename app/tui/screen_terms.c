/* Words of a question explained, its threats and its source: over the question. */
#include "tui/screens.h"

#include "base/buffer.h"
#include "base/i18n.h"
#include "model/json.h"
#include "tui/ui.h"

#define TERMS_COLUMNS 64

struct terms_screen {
    struct screen screen;
    struct buffer text; /* lines; a heading begins with '*' */
    int scroll, rows, room;
};

static struct terms_screen *own(struct screen *screen)
{
    return (struct terms_screen *)(void *)screen;
}

static struct effect terms_key(struct screen *screen, const struct event *event)
{
    struct terms_screen *v = own(screen);
    const char c = event_command(event);
    const bool wheel = event->kind == EVENT_WHEEL;
    const bool page = !wheel && (event->key == KEY_PAGE_DOWN || event->key == KEY_PAGE_UP || c == ' ');
    const bool down = wheel ? event->row > 0 : event->key == KEY_ARROW_DOWN || event->key == KEY_PAGE_DOWN || c == 'j' || c == ' ';
    const bool up = wheel ? event->row < 0 : event->key == KEY_ARROW_UP || event->key == KEY_PAGE_UP || c == 'k';
    if (event->kind == EVENT_CLICK) {
        return effect_pop();
    }
    if (event->kind != EVENT_KEY && !wheel) {
        return effect_stay();
    }
    if (v->rows > v->room && (down || up)) {
        const int step = page ? v->room - 1 : 1;
        v->scroll += down ? step : -step;
        v->scroll = v->scroll > v->rows - v->room ? v->rows - v->room : v->scroll < 0 ? 0 : v->scroll;
        return effect_stay();
    }
    return wheel ? effect_stay() : effect_pop();
}

/* Draws, or only counts when g is NULL; returns the rows. */
static int each_line(const struct terms_screen *v, struct grid *g, struct area area)
{
    int row = 0;
    for (const char *line = buffer_text(&v->text); *line != '\0';) {
        const size_t n = strcspn(line, "\n");
        char one[2048];
        const bool heading = line[0] == '*';
        const int length = snprintf(one, sizeof one, "%.*s", (int)n - heading, line + heading);
        const struct area place = {area.row + row - v->scroll, area.column + (heading ? 0 : 2), 0, area.columns - (heading ? 0 : 2)};
        const int rows = length <= 0 ? 1 : wrap_lines(one, place.columns);
        for (int i = 0; g != NULL && i < rows; i++) {
            const int at = place.row + i;
            if (at >= area.row && at < area.row + area.rows) {
                (void)grid_wrap(g, (struct area){at, place.column, 1, place.columns}, i, heading ? ROLE_STRONG : ROLE_TEXT, one);
            }
        }
        row += rows;
        line += n + (line[n] == '\n');
    }
    return row;
}

/* Before the bar below is drawn, which tells the keys. */
static void terms_layout(struct screen *screen, int rows, int columns)
{
    struct terms_screen *v = own(screen);
    const int wide = columns - 10 < TERMS_COLUMNS ? columns - 10 : TERMS_COLUMNS; /* what overlay_draw leaves inside of its box */
    v->rows = each_line(v, NULL, (struct area){0, 0, 0, wide});
    v->room = rows - 8 < v->rows ? rows - 8 : v->rows;
}

static void terms_draw(struct screen *screen, struct grid *g)
{
    struct terms_screen *v = own(screen);
    const struct area inside = overlay_draw(screen, g, v->rows, TERMS_COLUMNS, _("Words"));
    (void)each_line(v, g, inside);
    if (v->rows > v->room) { /* on the empty line above the border */
        const bool end = v->scroll >= v->rows - v->room;
        (void)grid_text_right(g, inside.row + inside.rows, inside.column + inside.columns, inside.columns, ROLE_QUIET,
                              end ? _("end") : _("more below: PgDn"));
    }
}

static void terms_leave(struct screen *screen, bool keep)
{
    (void)keep;
    buffer_release(&own(screen)->text);
    free(screen);
}

static const struct key_help *terms_keys(const struct screen *screen)
{
    static const struct key_help more[] = {{N_("PgUp PgDn"), N_("read on"), true}, {N_("any key"), N_("back"), true}, {NULL, NULL, false}};
    static const struct key_help keys[] = {{N_("any key"), N_("back"), true}, {NULL, NULL, false}};
    const struct terms_screen *v = (const struct terms_screen *)(const void *)screen;
    return v->rows > v->room ? more : keys;
}

static void collect(struct buffer *out, const struct question *q)
{
    const struct pack *pack = q->home_pack;
    const cJSON *id;
    cJSON_ArrayForEach(id, json_get(q->home_item->tree, "terms"))
    {
        const struct term *term = cJSON_IsString(id) ? pack_term(pack, id->valuestring) : NULL;
        if (term != NULL) {
            (void)buffer_add_format(out, "*%s\n%s\n\n", text_of(term->term), text_of(term->text));
        }
    }
    if (q->home_item->nthreats > 0) {
        (void)buffer_add_format(out, "*%s\n", _("What it protects against"));
        for (size_t i = 0; i < q->home_item->nthreats; i++) {
            (void)buffer_add_format(out, "%s\n", text_of(pack->threats[q->home_item->threats[i]].title));
        }
        (void)buffer_add_char(out, '\n');
    }
    const char *source = q->home_item->why_source == NULL ? NULL : pack_source_title(pack, q->home_item->why_source);
    if (source != NULL) {
        (void)buffer_add_format(out, "*%s\n%s\n", _("Where this is known from"), source);
    }
    if (out->length == 0) {
        (void)buffer_add_text(out, _("This question has no special words."));
    }
}

struct screen *terms_screen_new(struct session *session, size_t question)
{
    static const struct screen_ops ops = {
        .key = terms_key, .layout = terms_layout, .draw = terms_draw, .leave = terms_leave, .keys = terms_keys, .overlay = true};
    struct terms_screen *v = calloc(1, sizeof *v);
    if (v == NULL) {
        return NULL;
    }
    v->screen.ops = &ops;
    buffer_init(&v->text, BUFFER_MAX_TEXT);
    collect(&v->text, &session->list.questions[question]);
    while (v->text.length > 0 && v->text.data[v->text.length - 1] == '\n') {
        v->text.data[--v->text.length] = '\0';
    }
    return &v->screen;
}
