/* What is done about a supplier beside the text about it: more time, a question, one that is settled, and the end of business with it. */
#include "tui/view_text_parts.h"

#include "tui/screens.h"
#include "tui/ui.h"

typedef enum status chase(struct portfolio_view *view, const char *code, const char *text, char message[VIEW_MESSAGE], struct error *e);

static struct effect take(struct text_screen *v, struct ui *ui, chase *does, const char *text)
{
    struct error e = {0};
    char message[VIEW_MESSAGE] = "";
    if (does(v->view, v->query.words, text, message, &e) != ST_OK) {
        ui_warn(ui, "%s", e.text);
        return effect_stay();
    }
    view_read_one(v->view, ui, v->query.words, false);
    ui_say(ui, "%s", message);
    return effect_pop();
}

static struct effect take_more_time(void *context, struct ui *ui, const char *text)
{
    struct text_screen *v = context;
    return take(v, ui, v->view->extend, text);
}

static struct effect take_question(void *context, struct ui *ui, const char *text)
{
    struct text_screen *v = context;
    return take(v, ui, v->view->clarify, text);
}

static struct effect take_settled(void *context, struct ui *ui, const char *text)
{
    struct text_screen *v = context;
    return take(v, ui, v->view->settle, text);
}

static struct effect take_end(void *context, struct ui *ui, const char *text)
{
    struct text_screen *v = context;
    if (text[strspn(text, " ")] == '\0') {
        ui_warn(ui, "%s", _("Say why in a few words: it goes into the log."));
        return effect_stay();
    }
    return take(v, ui, v->view->end, text);
}

/* Nothing has to be typed; what is typed all the same is no reason for going on. */
static struct effect take_back(void *context, struct ui *ui, const char *text)
{
    struct text_screen *v = context;
    (void)text;
    return take(v, ui, v->view->end, NULL);
}

static struct effect ask_end(struct text_screen *v)
{
    if (v->view->ended(v->view, v->query.words)) {
        return effect_push(view_prompt_new(
            N_("Take it back"),
            N_("Business with it goes on: what was open to it is open again, by the days that it had. Enter takes it back."), "", take_back,
            v));
    }
    return effect_push(view_prompt_new(N_("End business: why"),
                                       N_("All that it sent stays. From now on nothing is asked of it, and nothing is waited for. x takes "
                                          "it back later. The reason goes into the log of trust."),
                                       "", take_end, v));
}

struct effect text_supplier_key(struct text_screen *v, const struct event *event, char c)
{
    char begun[VIEW_WORDS];
    switch (c) {
    case 't':
        return effect_push(view_prompt_new(N_("More time"),
                                           N_("A day like 2026-12-15, then why, in a few words. It holds for all that was asked so far."),
                                           "", take_more_time, v));
    case 'a':
        v->view->propose(v->view, v->query.words, begun);
        return effect_push(
            view_prompt_new(N_("Ask about an answer"),
                            N_("The question by questionnaire and number, like basic10:3; several with commas between. Then, if you like, "
                               "in your own words, what you want to know."),
                            begun, take_question, v));
    case 's':
        if (!v->view->open_question(v->view, v->query.words, begun)) {
            ui_say(v->screen.ui, _("No question to %s is open."), v->query.words);
            return effect_stay();
        }
        return effect_push(
            view_prompt_new(N_("Settle a question"),
                            N_("Its number, as it stands under what the supplier was asked. It leaves the list and the letters; it "
                               "cannot be opened again, only asked anew."),
                            begun, take_settled, v));
    case 'x':
        return ask_end(v);
    default:
        return unused_key(&v->screen, event);
    }
}
