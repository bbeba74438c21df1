/* Marks in a list of the portfolio, and what is done with the rows that have one. */
#include "tui/view_list_parts.h"

#include "base/amount.h"
#include "tui/ui.h"
#include "tui/view_wait.h"

/* The marked rows, or all that are shown when none is; owned by the caller. *n: how many. NULL: out of memory. */
static size_t *chosen(const struct list_screen *v, size_t *n)
{
    size_t *rows = calloc(v->shown + 1, sizeof *rows);
    *n = 0;
    for (size_t i = 0; rows != NULL && i < v->shown; i++) {
        if (v->table.rows[v->order[i]].marked) {
            rows[(*n)++] = v->order[i];
        }
    }
    if (rows != NULL && *n == 0) {
        memcpy(rows, v->order, v->shown * sizeof *rows);
        *n = v->shown;
    }
    return rows;
}

static struct effect take_path(void *context, struct ui *ui, const char *text)
{
    struct list_screen *v = context;
    struct error e = {0};
    size_t n = 0;
    size_t *rows = chosen(v, &n);
    struct view_wait wait;
    view_wait_begin(&wait, v->view, ui, _("Writing"));
    const enum status st = rows == NULL ? fail_memory(&e) : v->view->write(v->view, &v->table, rows, n, text, &e);
    const struct effect after = view_wait_end(&wait, st, &e);
    free(rows);
    if (st != ST_OK) {
        return after;
    }
    ui_say(ui, _n("%s row written to %s", "%s rows written to %s", (int)n), COUNT_TEXT(n), text);
    return effect_pop();
}

struct effect write_chosen(struct list_screen *v)
{
    return effect_push(view_prompt_new(N_("Write to a file"),
                                       N_("A name that ends in .csv or .xlsx. Only the rows shown, or those marked, are written."),
                                       "list.csv", take_path, v));
}

static struct effect take_recipients(void *context, struct ui *ui, const char *text)
{
    struct list_screen *v = context;
    struct error e = {0};
    char message[VIEW_MESSAGE];
    size_t n = 0;
    size_t *rows = chosen(v, &n);
    const enum status st = rows == NULL ? fail_memory(&e) : v->view->recipients(v->view, &v->table, rows, n, text, message, &e);
    free(rows);
    if (st != ST_OK) {
        ui_warn(ui, "%s", e.text);
        return effect_stay();
    }
    ui_say(ui, "%s", message);
    return effect_pop();
}

struct effect list_recipients(struct list_screen *v)
{
    return effect_push(
        view_prompt_new(N_("Write the list of whom to ask"),
                        N_("A name for the list of those marked, or of all shown, for \"tenken request new --list\". Nothing is signed."),
                        "recipients.csv", take_recipients, v));
}

static struct effect take_mail(void *context, struct ui *ui, const char *text)
{
    struct list_screen *v = context;
    struct error e = {0};
    char message[VIEW_MESSAGE] = "";
    if (v->view->mail(v->view, text, message, &e) != ST_OK) {
        ui_warn(ui, "%s", e.text);
        return effect_stay();
    }
    ui_say(ui, "%s", message);
    return effect_pop();
}

struct effect write_letters(struct list_screen *v)
{
    return effect_push(
        view_prompt_new(N_("Write the letters"),
                        N_("A name for the list for mail merge, in Japanese and English: a reminder to each who is late, and the "
                           "questions about single answers. What is marked does not matter."),
                        "letters.csv", take_mail, v));
}

bool asks_suppliers(const struct list_screen *v)
{
    return v->query.kind == VIEW_FOUND || v->query.kind == VIEW_SUPPLIERS || v->query.kind == VIEW_MISSING || v->query.kind == VIEW_ITEM ||
           v->query.kind == VIEW_ITEM_YEARS;
}

struct effect ask_chosen(struct list_screen *v)
{
    size_t n = 0;
    size_t *rows = chosen(v, &n);
    const char **codes = rows == NULL ? NULL : calloc(n + 1, sizeof *codes);
    for (size_t i = 0; codes != NULL && i < n; i++) {
        codes[i] = v->table.rows[rows[i]].code;
    }
    free(rows);
    return codes == NULL || n == 0 ? (free(codes), effect_stay()) : effect_push(view_request_new(v->view, &v->query, codes, n));
}

void mark_all(struct list_screen *v)
{
    size_t marked = 0;
    for (size_t i = 0; i < v->shown; i++) {
        marked += v->table.rows[v->order[i]].marked;
    }
    for (size_t i = 0; i < v->shown; i++) {
        v->table.rows[v->order[i]].marked = marked < v->shown;
    }
    const size_t now = marked < v->shown ? v->shown : 0;
    ui_say(v->screen.ui, _n("%s row marked.", "%s rows marked.", now), COUNT_TEXT(now));
}

void mark_warned(struct list_screen *v)
{
    size_t marked = 0;
    for (size_t i = 0; i < v->shown; i++) {
        struct view_row *row = &v->table.rows[v->order[i]];
        row->marked = row->marked || row->warning;
        marked += row->marked;
    }
    ui_say(v->screen.ui, _n("%s row marked.", "%s rows marked.", marked), COUNT_TEXT(marked));
}
