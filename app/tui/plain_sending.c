/* Sending what was signed to where customers take uploads, in plain mode. */
#include "tui/plain_finish_parts.h"

#include "base/i18n.h"
#include "tui/sending.h"

static bool tell_sending(void *context, const char *words, bool news)
{
    struct plain *p = context;
    if (news) {
        tell(p, _("Sending: %s"), words);
    }
    return true;
}

/* The user name and password that a server asked for. False at the end of input, or when there is none. */
static bool ask_login(struct plain *p, const struct handed *handed, struct buffer *user, struct buffer *password)
{
    tell(p, _("%s asks for a user name and password. Your customer has told you which."), handed->host);
    const char *line = ask(p, _("User name (Enter: leave it):"));
    return line != NULL && line[0] != '\0' && buffer_add_text(user, line) && ask_secret(p, _("Password (not shown): "), password);
}

static void send_all(struct plain *p, struct handing *h)
{
    const struct send_watch watch = {.tell = tell_sending, .context = p};
    const struct handed *asked = sending_login(h);
    struct buffer user, password = {0}, text;
    struct error e = {0};
    buffer_init(&user, BUFFER_MAX_TEXT);
    if (asked == NULL || ask_login(p, asked, &user, &password)) {
        const struct send_login login = {.user = buffer_text(&user), .password = buffer_text(&password)};
        (void)sending_run(h, asked != NULL ? &login : NULL, &watch, &e);
        buffer_init(&text, BUFFER_MAX_TEXT);
        for (size_t i = 0; i < h->nhanded; i++) {
            sending_words(&text, &h->handed[i]);
        }
        tell_lines(p, &text);
        buffer_release(&text);
    }
    forget_secret(&password);
    buffer_release(&user);
}

void offer_sending(struct plain *p, struct handing *h)
{
    while (sending_left(h) && !p->ended) {
        const bool online = h->session->finish->online(h->session->finish_context);
        const char *line = ask(p, online ? _("Enter: send now; f: by file instead:") : _("Enter: by file; s: try to send all the same:"));
        if (line == NULL || (online ? strcmp(line, "f") == 0 : strcmp(line, "s") != 0)) {
            return;
        }
        send_all(p, h);
    }
}
