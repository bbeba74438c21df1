/* What each of the recipients will see, in plain mode. */
#include "tui/plain_finish_parts.h"

#include "base/i18n.h"
#include "tui/interview.h"
#include "tui/words.h"

/* "go 7", or the number alone. Goes to that question; false: it is none. */
static bool goes(struct plain *p, const char *line)
{
    char words[WORDS_MAX];
    const char *number = command_words(line, words);
    number += strncasecmp(number, "go ", 3) == 0 ? 3 : 0;
    const size_t question = question_of_number(p->session, number);
    p->at = question == SIZE_MAX ? p->at : question;
    return question != SIZE_MAX;
}

/* What is to be changed is changed at its question. True: it is right, or a question was gone to, which *gone says. */
static bool ask_right(struct plain *p, const char *prompt, bool *again, bool *gone)
{
    const char *line;
    *again = false;
    while ((line = ask(p, prompt)) != NULL) {
        char ascii[WORDS_MAX];
        (void)plain_ascii(line, ascii);
        *again = strcasecmp(ascii, "l") == 0;
        *gone = goes(p, line);
        if (ascii[0] == '\0' || *again || *gone || backs_out(line)) {
            return ascii[0] == '\0';
        }
        if (strcasecmp(ascii, "n") == 0 || asks_help(line)) {
            tell(p, "%s",
                 _("What is to be changed is changed at its question: type go and its number, for example: go 7. Then f comes back here. b "
                   "goes back to the steps."));
        } else {
            tell_refused(p, line, _("Here it is one of these:"));
        }
    }
    return false;
}

/* decides: there is something to say yes or no to; partly: that was not all. */
static const char *prompt_of(bool decides, bool partly)
{
    return decides  ? partly ? _("Enter: that is right; l: all that they will see; go 7: to change something there; b: back:")
                             : _("Enter: that is right; go 7: to change something there; b: back:")
            : partly ? _("l: all that they will see; go 7: to change something there; Enter: back:")
                    : _("go 7: to change something there; Enter: back:");
}

/* Of a correction what has changed, and the rest when it is asked for; else all. True: it is right. *gone: to a question instead. */
static bool tell_preview(struct plain *p, const struct recipient *r, struct buffer *text, bool alone, bool *gone)
{
    const bool decides = !alone && !handed_as_signed(&r->state);
    const char *rest = strstr(buffer_text(text), "\n# ");
    const bool correction = r->state.compared && r->state.changed && r->state.answers > 0 && rest != NULL;
    bool again = true, right = false;
    if (correction) {
        struct buffer changes;
        buffer_init(&changes, BUFFER_MAX_DOCUMENT);
        (void)buffer_add(&changes, buffer_text(text), (size_t)(rest - buffer_text(text)));
        tell_lines(p, &changes);
        buffer_release(&changes);
        right = ask_right(p, prompt_of(decides, true), &again, gone);
    }
    while (again && !p->ended) {
        list_begins(p);
        tell_lines(p, text);
        list_ends(p);
        right = ask_right(p, prompt_of(decides, correction), &again, gone);
    }
    return right;
}

bool ask_preview(struct plain *p, struct handing *h, bool alone)
{
    bool gone = false;
    for (size_t i = 0; i < h->n && !p->ended && !gone; i++) {
        struct recipient *r = &h->recipients[i];
        cJSON *document = NULL;
        struct error e = {0};
        struct buffer text;
        if (!r->chosen) {
            continue;
        }
        buffer_init(&text, BUFFER_MAX_DOCUMENT);
        tell(p,
             r->request == NULL            ? _("What the files say, for %s:")
             : handed_as_signed(&r->state) ? _("What %s sees:")
                                           : _("What %s will see:"),
             recipient_name(r));
        if (h->session->finish->preview(h->session->finish_context, r->request, &document, &e) == ST_OK) {
            preview_words(&text, h->session, r, document);
            r->seen = tell_preview(p, r, &text, alone, &gone);
        } else {
            tell(p, "%s", e.text);
            r->seen = false;
        }
        cJSON_Delete(document);
        buffer_release(&text);
    }
    return gone;
}

void ask_seen(struct plain *p)
{
    struct handing h;
    struct error e = {0};
    handing_init(&h, p->session);
    if (!refused(p, handing_refresh(&h, &e), &e)) {
        (void)ask_preview(p, &h, true);
    }
    handing_release(&h);
}
