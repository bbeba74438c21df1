/* The consultant's clients: who is next, what is left, and one key to the interview. */
#include "tui/clients_screens.h"

#include "base/amount.h"
#include "base/buffer.h"
#include "base/i18n.h"
#include "base/width.h"
#include "tui/listing.h"
#include "tui/screens.h"
#include "tui/ui.h"
#include "tui/view.h"
#include "tui/words.h"

#define FOOT_ROWS 4
#define FOOT_ROWS_PROBLEM 7
#define GAP 2

enum column { COLUMN_NAME, COLUMN_ANSWERED, COLUMN_DIFFER, COLUMN_FOLLOWUPS, COLUMN_LAST, COLUMN_DUE, COLUMNS };

struct clients_screen {
    struct screen screen;
    struct clients *clients;
    struct listing list;
    int widths[COLUMNS];
};

static struct clients_screen *own(struct screen *screen)
{
    return (struct clients_screen *)(void *)screen;
}

static const struct client_row *here(const struct clients_screen *v)
{
    return v->clients->nshown == 0 ? NULL : &v->clients->rows[v->clients->shown[v->list.at]];
}

/* A sentence about what is wrong takes more room than the usual. */
static int foot_rows(const struct clients_screen *v)
{
    return here(v) != NULL && here(v)->problem[0] != '\0' ? FOOT_ROWS_PROBLEM : FOOT_ROWS;
}

static void count(struct clients_screen *v)
{
    listing_resize(&v->list, (int)v->clients->nshown, v->list.area);
}

/* Reads or orders anew; the cursor stays on its client. */
static void again(struct clients_screen *v, bool read)
{
    char id[UUID_TEXT] = "";
    struct error e = {0};
    if (here(v) != NULL) {
        memcpy(id, here(v)->id, sizeof id);
    }
    if ((read ? clients_refresh(v->clients, &e) : clients_arrange(v->clients, &e)) != ST_OK) {
        ui_warn(v->screen.ui, "%s", e.text);
    }
    v->list.at = (int)clients_place(v->clients, id);
    count(v);
}

static void clients_enter(struct screen *screen)
{
    struct clients_screen *v = own(screen);
    const size_t place = clients_place(v->clients, v->clients->chosen);
    if (v->clients->chosen[0] != '\0') { /* back from an interview */
        v->list.at = (int)place;
        v->clients->chosen[0] = '\0';
    }
    count(v);
}

/* ---- keys ---- */

static struct effect open_row(struct clients_screen *v)
{
    const struct client_row *row = here(v);
    if (row == NULL) {
        return effect_stay();
    }
    if (row->problem[0] != '\0') { /* which stands below the list */
        ui_warn(v->screen.ui, "%s", _("This client cannot be opened as its files are now."));
        return effect_stay();
    }
    if (row->archived) {
        ui_warn(v->screen.ui, "%s", _("This client is in the archive: x takes it out first."));
        return effect_stay();
    }
    memcpy(v->clients->chosen, row->id, sizeof v->clients->chosen);
    return effect_quit();
}

static struct effect take_words(void *context, struct ui *ui, const char *text)
{
    struct clients_screen *v = context;
    (void)ui;
    (void)snprintf(v->clients->words, sizeof v->clients->words, "%s", text);
    again(v, false);
    return effect_pop();
}

static struct effect take_path(void *context, struct ui *ui, const char *text)
{
    struct clients_screen *v = context;
    struct error e = {0};
    char id[UUID_TEXT];
    if (v->clients->ops->adopt(v->clients->context, text, id, &e) != ST_OK) {
        ui_warn(ui, "%s", e.text);
        return effect_stay();
    }
    again(v, true);
    v->list.at = (int)clients_place(v->clients, id);
    count(v);
    ui_say(ui, "%s", _("Copied. What changes here does not go into the file that you named."));
    return effect_pop();
}

static struct effect take_due(void *context, struct ui *ui, const char *text)
{
    struct clients_screen *v = context;
    struct error e = {0};
    char date[WORDS_MAX];
    if (v->clients->ops->due(v->clients->context, here(v)->id, plain_date(text, date), &e) != ST_OK) {
        ui_warn(ui, "%s", e.text);
        return effect_stay();
    }
    again(v, true);
    return effect_pop();
}

static void move_row(struct clients_screen *v)
{
    const struct client_row *row = here(v);
    struct error e = {0};
    char name[CLIENT_NAME];
    const bool back = row->archived;
    (void)client_name(row, name);
    if (v->clients->ops->archive(v->clients->context, row->id, back, &e) != ST_OK) {
        ui_warn(v->screen.ui, "%s", e.text);
        return;
    }
    again(v, true);
    ui_say(v->screen.ui, back ? _("%s is among your clients again.") : _("%s is in the archive now; nothing was deleted. v shows it."),
           name);
}

static void look_at_archive(struct clients_screen *v)
{
    v->clients->archived = !v->clients->archived;
    again(v, true);
}

/* It shows who is a client: left when the screen is turned to a firm. */
static struct effect push_secluded(struct screen *screen)
{
    if (screen != NULL) {
        screen->secluded = true;
    }
    return effect_push(screen);
}

/* Keys that need a row. */
static struct effect row_letter(struct clients_screen *v, char c)
{
    const struct client_row *row = here(v);
    if (row == NULL) {
        return effect_stay();
    }
    if (c == 'x') {
        move_row(v);
    } else if (row->problem[0] != '\0' || row->archived) {
        return open_row(v); /* says why not */
    } else {
        return push_secluded(view_prompt_new(N_("When do you meet next?"), N_("A date like 2026-12-01. Nothing takes it away."),
                                             row->next_set ? row->next_due : "", take_due, v));
    }
    return effect_stay();
}

static struct effect clients_letter(struct clients_screen *v, char c)
{
    switch (c) {
    case 'q':
        return effect_quit();
    case '?':
        return effect_push(help_screen_new(&v->screen));
    case 'n':
        return push_secluded(client_form_new(v->clients));
    case 'a':
        return push_secluded(view_prompt_new(
            N_("Take over a firm's draft"),
            N_("Where its file is. A copy becomes a client here; private notes of another workspace stay there."), "", take_path, v));
    case '/':
        return push_secluded(view_prompt_new(N_("Show only clients with"),
                                             N_("Words of the name, the corporate number or the period. Nothing "
                                                "shows all again."),
                                             v->clients->words, take_words, v));
    case 's':
        v->clients->order = (enum client_order)(((int)v->clients->order + 1) % CLIENT_ORDERS);
        again(v, false);
        ui_say(v->screen.ui, _("Sorted by: %s"), client_order_name(v->clients->order));
        break;
    case 'v':
        look_at_archive(v);
        break;
    case 'l':
        v->clients->ops->language(v->clients->context, language_current() == LANGUAGE_JA ? LANGUAGE_EN : LANGUAGE_JA);
        break;
    case 'd':
    case 'x':
        return row_letter(v, c);
    default:
        break;
    }
    return effect_stay();
}

static struct effect clients_key(struct screen *screen, const struct event *event)
{
    struct clients_screen *v = own(screen);
    if (listing_opens(&v->list, event)) {
        return open_row(v);
    }
    if (event->kind == EVENT_KEY && event->key == KEY_ESCAPE) {
        if (v->clients->words[0] == '\0' && !v->clients->archived) {
            return effect_stay();
        }
        v->clients->words[0] = '\0';
        v->clients->archived = false;
        again(v, true);
        return effect_stay();
    }
    if (listing_key(&v->list, event)) {
        return effect_stay();
    }
    return event->kind == EVENT_KEY ? clients_letter(v, event_command(event)) : effect_stay();
}

/* F2 hides the list, also before it was ever seen: whoever comes back from an interview has the firm beside them. */
static bool turn(struct ui *ui, const struct event *event)
{
    struct clients *c = ui->context;
    if (event->kind != EVENT_KEY) {
        return c->turned && event->kind != EVENT_HANGUP;
    }
    if (event->key == KEY_F2 || (event->key == KEY_CONTROL && event->text[0] == 'p')) {
        c->turned = !c->turned;
        ui_turn(ui, c->turned);
        return true;
    }
    return c->turned && event_command(event) != 'q'; /* what cannot be seen is not changed */
}

/* ---- places and painting ---- */

static const char *head(enum column column)
{
    static const char *const heads[COLUMNS] = {N_("client"),     N_("answered"),  N_("differ"),
                                               N_("follow-ups"), N_("last time"), N_("next due")};
    return _(heads[column]);
}

static void clients_layout(struct screen *screen, int rows, int columns)
{
    static const int least[COLUMNS] = {0, 7, 6, 8, 10, 12};
    struct clients_screen *v = own(screen);
    int used = 4;
    for (int i = COLUMN_ANSWERED; i < COLUMNS; i++) {
        const int title = width_text(head((enum column)i));
        v->widths[i] = title > least[i] ? title : least[i];
        used += v->widths[i] + GAP;
    }
    v->widths[COLUMN_NAME] = columns - used - 1 < 50 ? columns - used - 1 : 50;
    const struct area inside = frame_inside(rows, columns);
    listing_resize(&v->list, (int)v->clients->nshown, (struct area){inside.row + 2, 0, inside.rows - 2 - foot_rows(v), columns});
}

static void draw_cells(const struct clients_screen *v, struct grid *g, int row, enum role role, const char *const cells[COLUMNS])
{
    int column = 4;
    for (int i = 0; i < COLUMNS; i++) {
        (void)grid_text(g, row, column, v->widths[i], role, cells[i]);
        column += v->widths[i] + GAP;
    }
}

static void draw_row(const struct clients_screen *v, struct grid *g, int row, const struct client_row *r, bool cursor, const char *today)
{
    char name[CLIENT_NAME], answered[48], differ[48] = "", followups[48] = "", due[DATE_TEXT + 3];
    const bool late = r->next_due[0] != '\0' && strcmp(r->next_due, today) < 0;
    (void)snprintf(answered, sizeof answered, "%zu / %zu", r->answered, r->asked);
    if (r->differences > 0) {
        (void)snprintf(differ, sizeof differ, r->unreasoned > 0 ? "%zu !" : "%zu", r->differences);
    }
    if (r->open > 0) {
        (void)snprintf(followups, sizeof followups, r->overdue > 0 ? "%zu !%zu" : "%zu", r->open, r->overdue);
    }
    (void)snprintf(due, sizeof due, "%s%s", r->next_due, late ? " !" : "");
    const bool well = r->problem[0] == '\0';
    const char *const cells[COLUMNS] = {client_name(r, name), well ? answered : "!", differ, followups, r->last_session, due};
    (void)grid_text(g, row, 2, 2, ROLE_ACCENT, cursor ? ">" : "");
    draw_cells(v, g, row, cursor ? ROLE_ACCENT : well ? ROLE_TEXT : ROLE_WARNING, cells);
}

static void draw_foot(const struct clients_screen *v, struct grid *g, struct area inside, const char *today)
{
    const struct client_row *row = here(v);
    const int top = inside.row + inside.rows - foot_rows(v) + 1;
    struct buffer words;
    if (row == NULL) {
        return;
    }
    buffer_init(&words, BUFFER_MAX_TEXT);
    client_particulars(&words, row);
    (void)grid_text(g, top, 4, g->columns - 6, ROLE_QUIET, buffer_text(&words));
    buffer_clear(&words);
    client_words(&words, row, today);
    (void)grid_wrap(g, (struct area){top + 1, 4, foot_rows(v) - 2, g->columns - 6}, 0, row->problem[0] == '\0' ? ROLE_TEXT : ROLE_WARNING,
                    buffer_text(&words));
    buffer_release(&words);
}

static const char *nothing_here(const struct clients *c)
{
    if (c->words[0] != '\0') {
        return _("No client has these words. Esc shows all again.");
    }
    return c->archived ? _("The archive is empty. Esc goes back to your clients.")
                       : _("No client yet. n makes one; a takes over a draft that a firm has begun.");
}

static void clients_draw(struct screen *screen, struct grid *g)
{
    struct clients_screen *v = own(screen);
    const struct clients *c = v->clients;
    char today[DATE_TEXT], right[CLIENT_WORDS * 2];
    local_today(&c->clock, today);
    if (c->turned) {
        const struct area empty = frame_draw(screen, g, _("Tenken"), today);
        (void)grid_wrap(g, (struct area){empty.row + 3, 4, 3, g->columns - 8}, 0, ROLE_TEXT,
                        _("The screen is turned to a firm, so the list of clients is hidden. F2 shows it."));
        return;
    }
    if (c->words[0] != '\0') {
        (void)snprintf(right, sizeof right, _("%s of %s with \"%s\""), COUNT_TEXT(c->nshown), COUNT_TEXT(c->n), c->words);
    } else {
        (void)snprintf(right, sizeof right, "%s", today);
    }
    const struct area inside = frame_draw(screen, g, c->archived ? _("Archive of clients") : _("Clients"), right);
    const char *heads[COLUMNS];
    for (int i = 0; i < COLUMNS; i++) {
        heads[i] = head((enum column)i);
    }
    draw_cells(v, g, inside.row + 1, ROLE_QUIET, heads);
    for (int i = v->list.top; i < v->list.count && listing_row(&v->list, i) >= 0; i++) {
        draw_row(v, g, listing_row(&v->list, i), &c->rows[c->shown[i]], i == v->list.at, today);
    }
    if (v->list.count == 0) {
        (void)grid_wrap(g, (struct area){inside.row + 3, 4, 3, g->columns - 8}, 0, ROLE_TEXT, nothing_here(c));
    }
    draw_foot(v, g, inside, today);
}

static void clients_leave(struct screen *screen, bool keep)
{
    (void)keep;
    free(screen);
}

static const struct key_help *clients_keys(const struct screen *screen)
{
    static const struct key_help keys[] = {{N_("Enter"), N_("interview"), true},
                                           {"n", N_("new"), true},
                                           {"a", N_("take over a draft"), true},
                                           {"/", N_("search"), true},
                                           {"s", N_("sort"), true},
                                           {"d", N_("next date"), true},
                                           {"?", N_("keys"), true},
                                           {"q", N_("leave"), true},
                                           {"x", N_("into the archive, and out of it"), false},
                                           {"v", N_("the archive, and back"), false},
                                           {"F2", N_("hide the list from a firm, and show it"), false},
                                           {"l", N_("日本語"), false},
                                           {N_("Up Down"), N_("choose a row"), false},
                                           {NULL, NULL, false}};
    static const struct key_help hidden[] = {{"F2", N_("show the clients"), true}, {"q", N_("leave"), true}, {NULL, NULL, false}};
    return ((const struct clients_screen *)(const void *)screen)->clients->turned ? hidden : keys;
}

struct screen *clients_screen_new(struct clients *clients)
{
    static const struct screen_ops ops = {.enter = clients_enter,
                                          .key = clients_key,
                                          .layout = clients_layout,
                                          .draw = clients_draw,
                                          .leave = clients_leave,
                                          .keys = clients_keys};
    struct clients_screen *v = calloc(1, sizeof *v);
    if (v == NULL) {
        return NULL;
    }
    v->screen.ops = &ops;
    v->clients = clients;
    return &v->screen;
}

enum status clients_screens(struct clients *c, struct terminal *terminal, struct error *e)
{
    struct ui ui = {.terminal = terminal, .before = turn, .context = c};
    struct screen *first = clients_screen_new(c);
    if (c->remark.text[0] != '\0' && !c->turned) { /* it names a client */
        ui_warn(&ui, "%s", c->remark.text);
        c->remark.text[0] = '\0';
    }
    const enum status st = ui_run(&ui, &first, 1, e);
    c->gone = ui.gone;
    return st;
}
