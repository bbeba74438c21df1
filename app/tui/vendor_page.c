#include "tui/vendor_page.h"

#include "base/buffer.h"
#include "base/i18n.h"
#include "tui/handing_screens.h"
#include "tui/path_words.h"
#include "tui/ui.h"

bool vendor_waits(const struct session *s)
{
    for (size_t i = 0; i < s->list.count; i++) {
        const struct question *q = &s->list.questions[i];
        if (question_asked(q) && question_waits(q)) {
            return true;
        }
    }
    return false;
}

enum status vendor_page_words(struct buffer *out, const struct session *s, struct error *e)
{
    char path[FINISH_PATH];
    size_t count = 0;
    if (s->finish == NULL) {
        return fail(e, ST_INPUT, _("The page for the IT vendor is not written here."));
    }
    const enum status st = s->finish->vendor_page(s->finish_context, path, &count, e);
    if (st != ST_OK) {
        return st;
    }
    (void)buffer_add_format(out,
                            _n("A page with %zu question for your IT vendor is written, to print or to attach to a mail:",
                               "A page with %zu questions for your IT vendor is written, to print or to attach to a mail:", count),
                            count);
    (void)buffer_add_text(out, "\n");
    path_line(out, path);
    (void)buffer_add_text(out, "\n");
    (void)buffer_add_text(out, _("The vendor ticks one line for each question, signs, and gives it back to you."));
    (void)buffer_add_text(out, "\n");
    (void)buffer_add_text(out, _("Then answer those questions here with what is ticked: \"waits for the IT vendor\" goes by itself. The "
                                 "signed sheet is good evidence, so keep it."));
    return ST_OK;
}

struct effect vendor_page_effect(const struct screen *screen, const struct session *s)
{
    static const struct key_help keys[] = {{N_("any key"), N_("back"), true}, {NULL, NULL, false}};
    struct ask ask = {.title = N_("For your IT vendor"), .keys = keys};
    struct error e = {0};
    struct buffer words;
    buffer_init(&words, BUFFER_MAX_TEXT);
    const enum status st = vendor_page_words(&words, s, &e);
    (void)snprintf(ask.text, sizeof ask.text, "%s", buffer_text(&words));
    buffer_release(&words);
    if (st == ST_OK) {
        return effect_push(ask_screen_new(&ask));
    }
    if (st == ST_NO) {
        ui_say(screen->ui, "%s", e.text);
    } else {
        ui_warn(screen->ui, "%s", e.text);
    }
    return effect_stay();
}
