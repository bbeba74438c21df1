/* What each of the recipients will see, in plain mode. */
#include "tui/plain_finish_parts.h"

#include "base/i18n.h"

/* Of a correction what has changed, and the rest when it is asked for; else all. True: it is right. */
static bool tell_preview(struct plain *p, const struct recipient *r, struct buffer *text)
{
    const char *rest = strstr(buffer_text(text), "\n# ");
    const bool correction = r->state.compared && r->state.changed && r->state.answers > 0 && rest != NULL;
    if (!correction) {
        list_begins(p);
        tell_lines(p, text);
        list_ends(p);
        return ask_letter(p, _("Enter: that is right; n: something is to be changed:"), " nb") == ' ';
    }
    struct buffer changes;
    buffer_init(&changes, BUFFER_MAX_DOCUMENT);
    (void)buffer_add(&changes, buffer_text(text), (size_t)(rest - buffer_text(text)));
    tell_lines(p, &changes);
    buffer_release(&changes);
    char letter;
    while ((letter = ask_letter(p, _("Enter: that is right; l: all that they will see; n: something is to be changed:"), " lnb")) == 'l') {
        list_begins(p);
        tell_lines(p, text);
        list_ends(p);
    }
    return letter == ' ';
}

void ask_preview(struct plain *p, struct handing *h)
{
    for (size_t i = 0; i < h->n && !p->ended; i++) {
        struct recipient *r = &h->recipients[i];
        cJSON *document = NULL;
        struct error e = {0};
        struct buffer text;
        if (!r->chosen) {
            continue;
        }
        buffer_init(&text, BUFFER_MAX_DOCUMENT);
        tell(p, r->request == NULL ? _("What the files say, for %s:") : _("What %s will see:"), recipient_name(r));
        if (h->session->finish->preview(h->session->finish_context, r->request, &document, &e) == ST_OK) {
            preview_words(&text, h->session, r, document);
            r->seen = tell_preview(p, r, &text);
        } else {
            tell(p, "%s", e.text);
            r->seen = false;
        }
        cJSON_Delete(document);
        buffer_release(&text);
    }
}
