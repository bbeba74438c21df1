/* Answers in conflict: the prime says which of the two hold, from the list or from the two side by side. */
#include "tui/view_list_parts.h"

#include "tui/ui.h"

bool may_settle(const struct list_screen *v)
{
    return v->query.kind == VIEW_CONFLICT ? !v->settled : v->query.kind == VIEW_CONFLICTS && v->shown > 0;
}

/* The file in conflict, and its supplier. */
static void at_cursor(const struct list_screen *v, int64_t *file, const char **code)
{
    if (v->query.kind == VIEW_CONFLICT) {
        *file = v->query.id;
        *code = v->query.words;
        return;
    }
    const struct view_row *row = &v->table.rows[v->order[v->list.at]];
    *file = row->id;
    *code = row->code;
}

static struct effect settle(struct list_screen *v, struct ui *ui, bool this, const char *reason)
{
    struct error e = {0};
    char message[VIEW_MESSAGE] = "";
    const char *code;
    int64_t file;
    if (reason[0] == '\0') {
        ui_warn(ui, "%s", _("Say why in a few words: it goes into the log."));
        return effect_stay();
    }
    at_cursor(v, &file, &code);
    if (v->view->hold(v->view, file, this, reason, message, &e) != ST_OK) {
        ui_warn(ui, "%s", e.text);
        return effect_stay();
    }
    view_read_one(v->view, ui, code, true);
    ui_say(ui, "%s", message);
    if (v->query.kind == VIEW_CONFLICT) { /* there is nothing to compare any more */
        v->settled = true;
        v->table.count = v->shown = 0;
        (void)snprintf(v->table.remark, sizeof v->table.remark, "%s", _("Settled: q goes back to the list."));
        listing_resize(&v->list, 0, v->list.area);
    }
    return effect_pop();
}

static struct effect take_this(void *context, struct ui *ui, const char *text)
{
    return settle(context, ui, true, text);
}

static struct effect take_held(void *context, struct ui *ui, const char *text)
{
    return settle(context, ui, false, text);
}

struct effect settle_conflict(struct list_screen *v, bool this)
{
    return effect_push(
        this ? view_prompt_new(N_("This file holds"),
                               N_("Its answers are taken in and count from now on. Those that are held now are kept, as superseded. Who at "
                                  "the supplier said so, and how? It goes into the log of trust."),
                               "", take_this, v)
             : view_prompt_new(N_("What is held now holds"),
                               N_("Those answers go on counting. The file in conflict is kept, as superseded. Who at the supplier said so, "
                                  "and how? It goes into the log of trust."),
                               "", take_held, v));
}
