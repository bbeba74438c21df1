/* Picking a file as evidence: a folder's files, fewer with every letter typed; a path may be typed as well. */
#include "tui/screens.h"

#include "base/buffer.h"
#include "base/file_path.h"
#include "base/i18n.h"
#include "base/utf8.h"
#include "tui/editor.h"
#include "tui/listing.h"
#include "tui/ui.h"
#include "tui/words.h"

#include <strings.h>

#define FILTER_MAX 1000
#define PARENT SIZE_MAX /* a row: the folder above */

struct files_screen {
    struct screen screen;
    struct session *session;
    size_t question;
    struct folder folder;
    size_t *rows; /* shown: indices of entries, or PARENT */
    struct editor filter;
    char *followed; /* the folder last looked for in what is typed; NULL: no path is typed */
    char *before;   /* the folder shown before a path was typed */
    struct listing list;
    char problem[sizeof((struct error *)0)->text];
};

static struct files_screen *own(struct screen *screen)
{
    return (struct files_screen *)(void *)screen;
}

static int by_name(const void *a, const void *b)
{
    const struct folder_entry *x = a;
    const struct folder_entry *y = b;
    if (x->folder != y->folder) {
        return x->folder ? -1 : 1;
    }
    const int order = strcasecmp(x->name, y->name);
    return order != 0 ? order : strcmp(x->name, y->name);
}

static bool is_path(const char *text)
{
    return text[0] == '/' || text[0] == '~';
}

/* What narrows the list down: all of what is typed, or of a path its last part. */
static const char *needle(const char *typed)
{
    const char *slash = strrchr(typed, '/');
    return !is_path(typed) ? typed : slash == NULL ? "" : slash + 1;
}

/* Hidden files are asked for by their dot. */
static bool shown(const struct folder_entry *entry, const char *part)
{
    return (entry->name[0] != '.' || part[0] == '.') && strcasestr(entry->name, part) != NULL;
}

static void collect(struct files_screen *v)
{
    int n = 0;
    if (v->filter.length == 0 && strcmp(v->folder.path, "/") != 0) {
        v->rows[n++] = PARENT;
    }
    for (size_t i = 0; i < v->folder.count; i++) {
        if (shown(&v->folder.entries[i], needle(v->filter.text))) {
            v->rows[n++] = i;
        }
    }
    v->list.count = n;
    v->list.at = n > 1 && v->rows[0] == PARENT ? 1 : 0;
    v->list.top = 0;
}

static void clear_filter(struct files_screen *v)
{
    v->filter.length = v->filter.caret = 0;
    v->filter.text[0] = '\0';
}

static void say_problem(struct files_screen *v, const struct error *e)
{
    memcpy(v->problem, e->text, sizeof v->problem);
}

/* Shows another folder; stays where it is when that cannot be read. What is typed stays. */
static enum status show_folder(struct files_screen *v, const char *path, struct error *e)
{
    struct folder next;
    const enum status st = v->session->outside->list(path, &next, e);
    if (st != ST_OK) {
        return st;
    }
    size_t *rows = calloc(next.count + 1, sizeof *rows);
    char *kept = strdup(next.path);
    if (rows == NULL || kept == NULL) {
        free(rows);
        free(kept);
        folder_release(&next);
        return fail_memory(e);
    }
    qsort(next.entries, next.count, sizeof *next.entries, by_name);
    folder_release(&v->folder);
    free(v->rows);
    free(v->session->folder);
    v->folder = next;
    v->rows = rows;
    v->session->folder = kept;
    collect(v);
    return ST_OK;
}

static void forget_path(struct files_screen *v)
{
    free(v->followed);
    free(v->before);
    v->followed = v->before = NULL;
}

/* Goes to another folder. */
static bool open_folder(struct files_screen *v, const char *path)
{
    struct error e = {0};
    if (show_folder(v, path, &e) != ST_OK) {
        say_problem(v, &e);
        return false;
    }
    forget_path(v);
    clear_filter(v);
    collect(v);
    return true;
}

/* The list is that of the folder in a path that is typed, as soon as there is one; without a path it is again what it was. */
static void follow_path(struct files_screen *v)
{
    struct error e = {0};
    if (!is_path(v->filter.text)) {
        if (v->before != NULL) {
            (void)show_folder(v, v->before, &e);
        }
        forget_path(v);
        return;
    }
    const char *slash = strrchr(v->filter.text, '/');
    char *folder = slash == NULL ? NULL : strndup(v->filter.text, (size_t)(slash - v->filter.text) + 1);
    if (folder != NULL && (v->followed == NULL || strcmp(v->followed, folder) != 0)) {
        if (v->before == NULL) {
            v->before = strdup(v->folder.path);
        }
        (void)show_folder(v, folder, &e); /* half a name is no folder yet: Enter says what is wrong */
        free(v->followed);
        v->followed = folder;
        folder = NULL;
    }
    free(folder);
}

/* The name alone, made safe: it becomes part of the answer. */
static struct effect take_file(struct files_screen *v, const char *path)
{
    struct file_facts file;
    struct error e = {0};
    const char *name = file_last(path);
    const enum status st = v->session->outside->look(path, &file, &e);
    if (st == ST_NO) {
        (void)open_folder(v, path);
        return effect_stay();
    }
    if (st != ST_OK) {
        say_problem(v, &e);
        return effect_stay();
    }
    struct buffer clean;
    buffer_init(&clean, BUFFER_MAX_TEXT);
    utf8_clean(&clean, name, strlen(name), false);
    struct screen *form = evidence_file_form_new(v->session, v->question, buffer_text(&clean), &file);
    buffer_release(&clean);
    return effect_replace(form);
}

/* A path within the folder shown; NULL: out of memory. The caller frees it. */
static char *path_of(const struct files_screen *v, size_t row)
{
    char *path = NULL;
    const char *folder = strcmp(v->folder.path, "/") == 0 ? "" : v->folder.path;
    return asprintf(&path, "%s/%s", folder, row == PARENT ? ".." : v->folder.entries[row].name) < 0 ? NULL : path;
}

static struct effect choose(struct files_screen *v, size_t row)
{
    struct effect effect = effect_stay();
    char *path = path_of(v, row);
    if (path != NULL && (row == PARENT || v->folder.entries[row].folder)) {
        (void)open_folder(v, path);
    } else if (path != NULL) {
        effect = take_file(v, path);
    }
    free(path);
    return effect;
}

/* True when the last part of a typed path is the beginning or a part of a name in the list, and none of them itself. */
static bool is_partial(const struct files_screen *v)
{
    const char *part = needle(v->filter.text);
    for (int i = 0; i < v->list.count; i++) {
        if (strcmp(v->folder.entries[v->rows[i]].name, part) == 0) {
            return false;
        }
    }
    return part[0] != '\0' && v->list.count > 0;
}

static struct effect enter_key(struct files_screen *v)
{
    if (is_path(v->filter.text)) {
        const struct effect effect = take_file(v, v->filter.text);
        if (v->problem[0] == '\0' || !is_partial(v)) {
            return effect;
        }
        v->problem[0] = '\0'; /* the beginning of a name: the one under the cursor is meant */
    }
    return v->list.count > 0 ? choose(v, v->rows[v->list.at]) : effect_stay();
}

static bool moves_list(const struct event *event)
{
    switch (event->kind) {
    case EVENT_CLICK:
    case EVENT_WHEEL:
        return true;
    case EVENT_KEY:
        return event->key == KEY_ARROW_UP || event->key == KEY_ARROW_DOWN || event->key == KEY_PAGE_UP || event->key == KEY_PAGE_DOWN;
    default:
        return false;
    }
}

static struct effect files_key(struct screen *screen, const struct event *event)
{
    struct files_screen *v = own(screen);
    const bool key = event->kind == EVENT_KEY;
    v->problem[0] = '\0';
    if (v->folder.path == NULL) { /* not even the first folder could be read */
        return effect_pop();
    }
    if (listing_opens(&v->list, event)) {
        return enter_key(v);
    }
    if (moves_list(event)) {
        (void)listing_key(&v->list, event);
        return effect_stay();
    }
    if (key && event->key == KEY_ESCAPE) {
        if (v->filter.length == 0) {
            return effect_pop();
        }
        clear_filter(v);
        follow_path(v);
        collect(v);
        return effect_stay();
    }
    if (key && v->filter.length == 0 && (event->key == KEY_RUBOUT || event->key == KEY_ARROW_LEFT)) {
        return choose(v, PARENT);
    }
    if (key && event->key == KEY_ARROW_RIGHT && v->list.count > 0 && v->filter.caret == v->filter.length) {
        const size_t row = v->rows[v->list.at];
        return row != PARENT && v->folder.entries[row].folder ? choose(v, row) : effect_stay();
    }
    if (editor_key(&v->filter, event) == EDIT_CHANGED) {
        follow_path(v);
        collect(v);
    }
    return effect_stay();
}

static void files_enter(struct screen *screen)
{
    struct files_screen *v = own(screen);
    if (v->folder.path != NULL || (v->session->folder != NULL && open_folder(v, v->session->folder))) {
        return;
    }
    char *start = v->session->outside->start();
    v->problem[0] = '\0';
    if (start == NULL || !open_folder(v, start)) {
        v->problem[0] = '\0';
        (void)open_folder(v, ".");
    }
    free(start);
}

static void files_layout(struct screen *screen, int rows, int columns)
{
    struct files_screen *v = own(screen);
    const struct area inside = frame_inside(rows, columns);
    listing_resize(&v->list, v->list.count, (struct area){inside.row + 5, 2, inside.rows - 9, columns - 4});
}

static const char *size_words(int64_t size, char out[32])
{
    static const char *const units[] = {"B", "KB", "MB", "GB"};
    size_t unit = 0;
    int64_t tenths = size * 10;
    for (; tenths >= 10240 && unit + 1 < sizeof units / sizeof *units; unit++) {
        tenths /= 1024;
    }
    if (unit == 0 || tenths >= 100) {
        (void)snprintf(out, 32, "%lld %s", (long long)(tenths / 10), units[unit]);
    } else {
        (void)snprintf(out, 32, "%lld.%lld %s", (long long)(tenths / 10), (long long)(tenths % 10), units[unit]);
    }
    return out;
}

static void draw_row(const struct files_screen *v, int index, struct grid *g)
{
    const int row = listing_row(&v->list, index);
    const bool here = index == v->list.at;
    const enum role role = here ? ROLE_ACCENT : ROLE_TEXT;
    const size_t at = v->rows[index];
    const int wide = g->columns - 20;
    char size[32];
    (void)grid_text(g, row, 2, 1, role, here ? ">" : " ");
    if (at == PARENT) {
        (void)grid_text(g, row, 4, wide, role, _("../  the folder above"));
        return;
    }
    const struct folder_entry *entry = &v->folder.entries[at];
    const int used = grid_text(g, row, 4, wide, role, entry->name);
    if (entry->folder) {
        (void)grid_text(g, row, 4 + used, 1, role, "/");
    } else {
        (void)grid_text_right(g, row, g->columns - 2, 12, role, size_words(entry->size, size));
    }
}

static void files_draw(struct screen *screen, struct grid *g)
{
    struct files_screen *v = own(screen);
    const struct area inside = frame_draw(screen, g, question_title(&v->session->list.questions[v->question]), _("a file as evidence"));
    const int wide = g->columns - 8;
    (void)grid_text(g, inside.row + 1, 4, wide, ROLE_STRONG, v->folder.path == NULL ? "" : v->folder.path);
    const int label = grid_text(g, inside.row + 3, 4, 30, ROLE_TEXT, _("Name or path:")) + 1;
    editor_draw(&v->filter, g, (struct area){inside.row + 3, 4 + label, 1, wide - label < 60 ? wide - label : 60}, true);
    for (int i = 0; i < v->list.count; i++) {
        if (listing_row(&v->list, i) >= 0) {
            draw_row(v, i, g);
        }
    }
    if (v->list.count == 0 && v->problem[0] == '\0') {
        (void)grid_text(g, v->list.area.row, 4, wide, ROLE_QUIET, _("No file here has that in its name."));
    }
    struct area foot = {inside.row + inside.rows - 3, 4, 3, wide < TEXT_COLUMNS ? wide : TEXT_COLUMNS};
    if (v->problem[0] != '\0') {
        char text[sizeof v->problem + 2];
        (void)snprintf(text, sizeof text, "! %s", v->problem);
        (void)grid_wrap(g, foot, 0, ROLE_WARNING, text);
    } else if (v->folder.cut) {
        (void)grid_wrap(g, foot, 0, ROLE_WARNING,
                        _("! This folder holds more files than can be listed here. Type the path of the file, beginning with /."));
    } else {
        (void)grid_wrap(
            g, foot, 0, ROLE_QUIET,
            _("The file stays where it is. Its name, and a check number that is worked out from its contents, go with the answer, so that "
              "it can be shown later to be the same file."));
    }
}

static void files_leave(struct screen *screen, bool keep)
{
    struct files_screen *v = own(screen);
    (void)keep;
    folder_release(&v->folder);
    free(v->rows);
    editor_release(&v->filter);
    forget_path(v);
    free(v);
}

static const struct key_help *files_keys(const struct screen *screen)
{
    static const struct key_help keys[] = {
        {N_("Enter"), N_("take it, open"), true},    {N_("Up Down"), N_("move"), true}, {N_("letters"), N_("narrow down"), true},
        {"Backspace", N_("the folder above"), true}, {"Esc", N_("back"), true},         {NULL, NULL, false}};
    (void)screen;
    return keys;
}

struct screen *files_screen_new(struct session *session, size_t question)
{
    static const struct screen_ops ops = {
        .enter = files_enter, .key = files_key, .layout = files_layout, .draw = files_draw, .leave = files_leave, .keys = files_keys};
    struct files_screen *v = calloc(1, sizeof *v);
    if (v == NULL) {
        return NULL;
    }
    v->screen.ops = &ops;
    v->session = session;
    v->question = question;
    if (editor_init(&v->filter, NULL, FILTER_MAX, false, NULL) != ST_OK) {
        free(v);
        return NULL;
    }
    return &v->screen;
}
