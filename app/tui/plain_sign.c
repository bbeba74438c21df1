/* Signing in plain mode: the last step of handing in. */
#include "tui/plain_finish_parts.h"

#include "base/i18n.h"
#include "tui/path_words.h"

/* False: what was signed already is not signed anew, since a customer would wonder what has changed. */
static bool sign_the_same(struct plain *p, struct handing *h)
{
    struct buffer sentence;
    buffer_init(&sentence, BUFFER_MAX_TEXT);
    const bool same = handing_same(h, &sentence);
    if (same) {
        tell(p, "%s", buffer_text(&sentence));
    }
    buffer_release(&sentence);
    if (!same) {
        return true;
    }
    const char letter = ask_letter(p, _("y: sign the same again; Enter: what was handed in, sending it, and its receipt; b: back:"), "y b");
    if (letter == ' ') {
        (void)tell_handed(p, h, false); /* not out of date: it is the same */
    }
    return letter == 'y';
}

/* The folder is asked for only when it is to be another: a passphrase typed without listening must not become its name. */
static void ask_folder(struct plain *p, struct handing *h)
{
    const char *line = ask_line(p, _("Folder for the files (Enter: as it is):"), _("A folder on this computer, like ~/Documents/answers."));
    if (line != NULL && line[0] != '\0') {
        (void)snprintf(h->folder, sizeof h->folder, "%s", line);
    }
}

/* False: not now. */
static bool agree_to_sign(struct plain *p, struct handing *h)
{
    for (;;) {
        char folder[FINISH_PATH];
        struct buffer names, where;
        buffer_init(&names, BUFFER_MAX_TEXT);
        buffer_init(&where, BUFFER_MAX_TEXT);
        handing_names(&names, h);
        handing_folder(h, folder);
        path_words(&where, folder);
        tell(p, _("To be signed: the answers for %s. The files go into %s."), buffer_text(&names), buffer_text(&where));
        buffer_release(&names);
        buffer_release(&where);
        const char letter =
            h->identity.open
                ? ask_letter(p, _("Your signing key is open: no passphrase is asked. Enter: sign; o: another folder; b: back:"), " ob")
                : ask_letter_or(p, _("Enter: sign (the passphrase is asked next); o: another folder; b: back:"), " ob",
                                _("That was not taken. Press Enter alone: the passphrase is asked next, and is not shown."));
        if (letter != 'o') {
            return letter == ' ';
        }
        ask_folder(p, h);
    }
}

bool ask_signing(struct plain *p, struct handing *h)
{
    struct error e = {0};
    struct buffer text;
    const enum handing_step next = handing_next(h);
    if (next < STEP_SIGN) {
        tell(p, _("First: %s."), handing_title(next));
        return false;
    }
    if (!sign_the_same(p, h)) {
        return p->ended;
    }
    if (!agree_to_sign(p, h)) {
        return false;
    }
    if (!h->identity.open) {
        struct buffer passphrase = {0};
        enum status st = ask_secret(p, _("Passphrase of your signing key (not shown): "), &passphrase)
                             ? h->session->finish->identity_open(h->session->finish_context, NULL, buffer_text(&passphrase), &e)
                             : ST_INPUT;
        forget_secret(&passphrase);
        if (st != ST_OK) {
            tell(p, "%s", e.text);
            return false;
        }
        h->session->finish->identity(h->session->finish_context, &h->identity);
    }
    tell(p, "%s", _("Signing and writing the files …"));
    const enum status st = handing_sign(h, &e);
    forget_typed(p);
    if (h->nhanded > 0) {
        buffer_init(&text, BUFFER_MAX_TEXT);
        tell(p, "%s", _("Signed. The files are written."));
        handed_words(&text, h, true, handed_first(h));
        tell_lines(p, &text);
        buffer_release(&text);
        if (st == ST_OK) {
            offer_sending(p, h);
        }
    }
    if (st != ST_OK) {
        tell(p, "%s", e.text);
    }
    return st == ST_OK;
}
