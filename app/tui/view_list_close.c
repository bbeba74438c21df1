/* The end of an alarm for the supplier at the cursor of a product's board, and taking it back. */
#include "tui/view_list_parts.h"

#include "tui/ui.h"

static const struct view_row *at_cursor(const struct list_screen *v)
{
    return &v->table.rows[v->order[v->list.at]];
}

static struct effect close_row(struct list_screen *v, struct ui *ui, const char *reason)
{
    struct error e = {0};
    char message[VIEW_MESSAGE] = "";
    const char *code = at_cursor(v)->code;
    if (v->view->close(v->view, &v->query, code, reason, message, &e) != ST_OK) {
        ui_warn(ui, "%s", e.text);
        return effect_stay();
    }
    view_read_one(v->view, ui, code, false);
    ui_say(ui, "%s", message);
    return effect_pop();
}

static struct effect take_reason(void *context, struct ui *ui, const char *text)
{
    if (text[strspn(text, " ")] == '\0') {
        ui_warn(ui, "%s", _("Say why in a few words: it goes into the log."));
        return effect_stay();
    }
    return close_row(context, ui, text);
}

/* Nothing has to be typed; what is typed all the same is no reason for going on. */
static struct effect take_back(void *context, struct ui *ui, const char *text)
{
    (void)text;
    return close_row(context, ui, NULL);
}

struct effect close_alarm(struct list_screen *v)
{
    if (v->shown == 0) {
        return effect_stay();
    }
    switch (v->view->alarm(v->view, &v->query, at_cursor(v)->id)) {
    case VIEW_ALARM_OPEN:
        return effect_push(view_prompt_new(N_("Close the alarm: why"),
                                           N_("For this supplier: no reply is waited for any more, and it stands in no list of whom to "
                                              "ring. A reply that comes all the same counts. x takes it back later. The reason goes into "
                                              "the log of trust."),
                                           "", take_reason, v));
    case VIEW_ALARM_CLOSED:
        return effect_push(view_prompt_new(N_("Open the alarm again"),
                                           N_("The alarm is open again for this supplier, by the day that it had. Enter takes it back."),
                                           "", take_back, v));
    case VIEW_ALARM_NONE:
        break;
    }
    ui_say(v->screen.ui, _("Nothing is open with %s here."), at_cursor(v)->code);
    return effect_stay();
}
