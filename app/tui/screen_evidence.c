/* The evidence of one answer: what is at hand, adding and removing. */
#include "tui/screens.h"

#include "base/i18n.h"
#include "base/width.h"
#include "model/json.h"
#include "tui/listing.h"
#include "tui/ui.h"
#include "tui/words.h"

struct evidence_screen {
    struct screen screen;
    struct session *session;
    size_t question;
    struct listing list;
};

static struct evidence_screen *own(struct screen *screen)
{
    return (struct evidence_screen *)(void *)screen;
}

static const cJSON *entries(const struct evidence_screen *v)
{
    return json_get(v->session->list.questions[v->question].answer.tree, "evidence");
}

static void remove_entry(struct evidence_screen *v)
{
    struct error e = {0};
    if (session_evidence_remove(v->session, v->question, (size_t)v->list.at, &e) == ST_OK) {
        ui_say(v->screen.ui, "%s", _("Removed.   (u on the question screen: undo)"));
    } else {
        ui_warn(v->screen.ui, "%s", e.text);
    }
}

static struct effect evidence_key(struct screen *screen, const struct event *event)
{
    struct evidence_screen *v = own(screen);
    const char c = event_command(event);
    if (event->kind == EVENT_KEY && (event->key == KEY_ESCAPE || c == 'q')) {
        return effect_pop();
    }
    const bool open = listing_opens(&v->list, event);
    if (open && v->list.count > 0) {
        return effect_push(evidence_form_new(v->session, v->question, (size_t)v->list.at));
    }
    if (c == 'a' || c == '+' || open) {
        return effect_push(evidence_form_new(v->session, v->question, SIZE_MAX));
    }
    if (c == 'f' && v->session->outside != NULL) {
        return effect_push(files_screen_new(v->session, v->question));
    }
    if (c == '?') {
        return effect_push(help_screen_new(screen));
    }
    if (event->kind == EVENT_KEY && (c == 'x' || event->key == KEY_DELETE) && v->list.count > 0) {
        remove_entry(v);
    } else {
        (void)listing_key(&v->list, event);
    }
    return effect_stay();
}

static const struct item *item_of(const struct evidence_screen *v)
{
    return v->session->list.questions[v->question].home_item;
}

static void evidence_layout(struct screen *screen, int rows, int columns)
{
    struct evidence_screen *v = own(screen);
    const int top = 2 + 3 + wrap_lines(text_of(item_of(v)->text), text_columns(columns)) + 1;
    listing_resize(&v->list, cJSON_GetArraySize(entries(v)), (struct area){top, 2, (rows - 3 - top) / 2, columns - 4});
}

/* The kind that was chosen; of a file without one, that it is a file. */
static const char *kind_words(const cJSON *entry)
{
    const char *kind = json_text(entry, "kind");
    return kind != NULL ? choice_words(EVIDENCE_CHOICES, EVIDENCE_CHOICE_COUNT, kind) : json_text(entry, "sha256") != NULL ? _("file") : "";
}

/* The widest text of a member in the list; NULL: of the kind. */
static int widest(const struct evidence_screen *v, const char *member)
{
    const cJSON *entry;
    int wide = 0;
    cJSON_ArrayForEach(entry, entries(v))
    {
        const char *text = member == NULL ? kind_words(entry) : json_text(entry, member);
        const int columns = text == NULL ? 0 : width_text(text);
        wide = columns > wide ? columns : wide;
    }
    return wide;
}

/* Of the title and where it is kept each has what it needs, else the title what the other leaves, but at least half. */
static int title_columns(const struct evidence_screen *v, int room)
{
    const int title = widest(v, "title"), left = room - 2 - widest(v, "reference");
    const int most = left > room / 2 ? left : room / 2;
    return title < most ? title : most;
}

static void draw_row(const struct evidence_screen *v, int index, struct grid *g)
{
    const cJSON *entry = cJSON_GetArrayItem(entries(v), index);
    const int row = listing_row(&v->list, index);
    const bool here = index == v->list.at;
    const enum role role = here ? ROLE_ACCENT : ROLE_TEXT;
    const char *date = json_text(entry, "date");
    const char *title = json_text(entry, "title");
    const char *reference = json_text(entry, "reference");
    const int kind = widest(v, NULL);
    (void)grid_text(g, row, 2, 1, role, here ? ">" : " ");
    (void)grid_text(g, row, 4, 10, role, date == NULL ? "" : date);
    const int wide = title_columns(v, g->columns - 17 - kind - 2);
    const int kept = 18 + wide; /* the column of where it is kept */
    (void)grid_text(g, row, 16, wide, role, title == NULL ? "" : title);
    (void)grid_text(g, row, kept, g->columns - 1 - kept - kind - 2, role, reference == NULL ? "" : reference);
    (void)grid_text(g, row, g->columns - 1 - kind, kind, role, kind_words(entry));
}

/* The entry under the cursor in full: its row may be cut. Returns the rows it took. */
static int draw_full(const struct evidence_screen *v, struct grid *g, struct area area)
{
    const cJSON *entry = cJSON_GetArrayItem(entries(v), v->list.at);
    const char *title = json_text(entry, "title"), *reference = json_text(entry, "reference");
    const int room = g->columns - 17 - widest(v, NULL) - 2;
    if ((title == NULL ? 0 : width_text(title)) + 2 + widest(v, "reference") <= room || area.rows <= 0) {
        return 0;
    }
    const int used = grid_wrap(g, area, 0, ROLE_TEXT, title == NULL ? "" : title);
    area = (struct area){area.row + used, area.column, area.rows - used, area.columns};
    return 1 + used + (area.rows > 0 && reference != NULL ? grid_wrap(g, area, 0, ROLE_QUIET, reference) : 0);
}

static void evidence_draw(struct screen *screen, struct grid *g)
{
    struct evidence_screen *v = own(screen);
    const struct area inside = session_frame(screen, g, v->session, NULL, _("evidence"));
    const int wide = text_columns(g->columns);
    (void)grid_text(g, inside.row + 1, 4, wide, ROLE_STRONG, question_title(&v->session->list.questions[v->question]));
    (void)grid_wrap(g, (struct area){inside.row + 3, 4, 4, wide}, 0, ROLE_TEXT, text_of(item_of(v)->text));
    for (int i = 0; i < v->list.count; i++) {
        if (listing_row(&v->list, i) >= 0) {
            draw_row(v, i, g);
        }
    }
    int row = v->list.area.row;
    if (v->list.count == 0) {
        (void)grid_text(g, row, 4, wide, ROLE_QUIET, _("None yet: f picks a file, a describes a paper or anything else."));
    }
    row += (v->list.count < v->list.area.rows ? v->list.count : v->list.area.rows) + 2;
    row += draw_full(v, g, (struct area){row - 1, 4, inside.row + inside.rows - row, wide});
    const cJSON *examples = json_get(item_of(v)->tree, "evidence_examples");
    const cJSON *example;
    if (examples != NULL) {
        (void)grid_text(g, row++, 4, wide, ROLE_QUIET, _("What would do, for example:"));
    }
    cJSON_ArrayForEach(example, examples)
    {
        const char *text = text_of((struct text){json_text(example, "ja"), json_text(example, "en")});
        row += grid_wrap(g, (struct area){row, 6, inside.row + inside.rows - row, wide - 2}, 0, ROLE_QUIET, text);
    }
}

static void evidence_leave(struct screen *screen, bool keep)
{
    (void)keep;
    free(screen);
}

static const struct key_help *evidence_keys(const struct screen *screen)
{
    static const struct key_help keys[] = {{"f", N_("add a file"), true},    {"a", N_("add anything else"), true},
                                           {"Esc", N_("back"), true},        {N_("Enter"), N_("change"), true},
                                           {"x", N_("remove"), true},        {"?", N_("keys"), true},
                                           {N_("arrows"), N_("move"), true}, {NULL, NULL, false}};
    static const struct key_help none[] = {
        {"f", N_("add a file"), true}, {"a", N_("add anything else"), true},          {"Esc", N_("back"), true},
        {"?", N_("keys"), true},       {N_("Enter"), N_("add anything else"), false}, {NULL, NULL, false}};
    return ((const struct evidence_screen *)(const void *)screen)->list.count > 0 ? keys : none;
}

struct screen *evidence_screen_new(struct session *session, size_t question)
{
    static const struct screen_ops ops = {
        .key = evidence_key, .layout = evidence_layout, .draw = evidence_draw, .leave = evidence_leave, .keys = evidence_keys};
    struct evidence_screen *v = calloc(1, sizeof *v);
    if (v == NULL) {
        return NULL;
    }
    v->screen.ops = &ops;
    v->session = session;
    v->question = question;
    return &v->screen;
}
