/* Sending what was signed to where customers take uploads, in plain mode. */
#include "tui/plain_finish_parts.h"

#include "base/i18n.h"
#include "tui/sending.h"
#include "tui/told_changes.h"
#include "tui/words.h"

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
    const char *line =
        ask_line(p, _("User name (Enter: leave it):"), _("The name that your customer gave you for sending; the password follows."));
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
        tell(p, "%s", _("Sending …"));
        (void)sending_run(h, asked != NULL ? &login : NULL, &watch, &e);
        forget_typed(p);
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

/* What can be done with what was written; the address is named before anything goes there. */
static const char *ask_sending(struct plain *p, const struct handing *h)
{
    struct buffer prompt, hosts, names;
    buffer_init(&prompt, BUFFER_MAX_TEXT);
    buffer_init(&hosts, BUFFER_MAX_TEXT);
    buffer_init(&names, BUFFER_MAX_TEXT);
    sending_hosts(&hosts, h);
    sending_names(&names, h);
    if (sending_left(h)) {
        (void)buffer_add_format(&prompt, _("y: send now to %s; m: I have sent the files for %s myself; Enter: later, or by file:"),
                                buffer_text(&hosts), buffer_text(&names));
    } else {
        (void)buffer_add_format(&prompt, _("m: I have sent the files for %s myself; Enter: not yet:"), buffer_text(&names));
    }
    const char *line = ask(p, buffer_text(&prompt));
    buffer_release(&names);
    buffer_release(&hosts);
    buffer_release(&prompt);
    return line;
}

void offer_sending(struct plain *p, struct handing *h)
{
    struct error e = {0};
    while (handing_left(h) && !p->ended) {
        const char *line = ask_sending(p, h);
        char ascii[WORDS_MAX];
        const char c = line == NULL || line[0] == '\0' ? '\0' : plain_ascii(line, ascii)[0];
        if (c == '\0' || goes_back(line) || leaves(p, line)) {
            return;
        }
        if (ascii[1] != '\0') { /* no word of this prompt: a passphrase may begin with y */
            tell_refused(p, line, _("Here it is one of these:"));
        } else if (c == '?') {
            tell(p, "%s", _("Nothing leaves this computer before you type y. The files stay where they are, to be sent later or by mail."));
        } else if (c == 'm' || c == 'M') {
            tell(p, "%s", sending_mark(h, &e) == ST_OK ? _("Noted: you have sent them.") : e.text);
        } else if ((c == 'y' || c == 'Y' || c == 's') && sending_left(h)) {
            send_all(p, h);
        } else {
            tell_refused(p, line, _("Here it is one of these:"));
        }
    }
}

/* ---- receipts ---- */

static bool tell_looking(void *context, const char *words, bool news)
{
    (void)context;
    (void)words;
    (void)news;
    return true;
}

static void look_for_receipt(struct plain *p, struct handing *h, const char *path)
{
    const struct send_watch watch = {.tell = tell_looking};
    const struct handed *asked = path == NULL ? sending_login(h) : NULL;
    struct buffer user, password = {0};
    struct error e = {0};
    buffer_init(&user, BUFFER_MAX_TEXT);
    if (path == NULL) {
        tell(p, "%s", _("Looking for the receipt."));
    }
    if (asked == NULL || ask_login(p, asked, &user, &password)) {
        const struct send_login login = {.user = buffer_text(&user), .password = buffer_text(&password)};
        const enum status st = receipts_look(h, path, asked != NULL ? &login : NULL, &watch, &e);
        forget_typed(p);
        tell(p, "%s", st == ST_OK ? _("The receipt is here.") : e.text);
    }
    forget_secret(&password);
    buffer_release(&user);
}

/* whole: with what was read out after the signing. */
static void tell_files(struct plain *p, const struct handing *h, bool whole)
{
    struct buffer text;
    buffer_init(&text, BUFFER_MAX_TEXT);
    handed_words(&text, h, true, whole);
    tell_lines(p, &text);
    buffer_release(&text);
}

/* Whoever waits has heard all when it was signed; after two weeks it is something else that is to be done. */
static void tell_late(struct plain *p, const struct handing *h)
{
    struct buffer text;
    buffer_init(&text, BUFFER_MAX_TEXT);
    if (receipt_late(h, NULL)) {
        sending_advice(&text, h, true);
    }
    tell_lines(p, &text);
    buffer_release(&text);
}

static void offer_receipt(struct plain *p, struct handing *h)
{
    while (receipt_awaited(h) && !p->ended && !p->quit) {
        const char *line =
            ask(p, _("d: look for the receipt; the path of a receipt's file; l: the files, and your key's fingerprint; Enter: back:"));
        if (line == NULL || line[0] == '\0' || goes_back(line) || leaves(p, line)) {
            return;
        }
        if (asks_help(line)) {
            tell(p, "%s",
                 handing_old(h) ? _("The receipt for the old answers may still come; the new files, once they are signed and sent, get one "
                                    "of their own.")
                                : _("Your customer signs a receipt when they have checked the answers; that takes some days. Nothing has "
                                    "to be done until "
                                    "then."));
        } else if (strcmp(line, "l") == 0) {
            tell_files(p, h, true);
        } else if (strcmp(line, "d") != 0 && strpbrk(line, "/.~") == NULL) { /* a letter that means something elsewhere is no file */
            tell_refused(p, line, _("Here it is one of these:"));
        } else {
            char *path = strcmp(line, "d") == 0 ? NULL : strdup(line);
            look_for_receipt(p, h, path);
            free(path);
        }
    }
}

/* What is out of date is not offered for sending before that was said. True: it is to be signed anew; *leave: neither that nor the old
 * files. */
static bool ask_old(struct plain *p, const struct handing *h, bool *leave)
{
    struct buffer text;
    buffer_init(&text, BUFFER_MAX_TEXT);
    sending_advice(&text, h, true);
    (void)told_changes(&text, p->session, SIZE_MAX);
    tell_lines(p, &text);
    buffer_release(&text);
    const char letter = ask_letter(p,
                                   receipt_awaited(h) ? _("f: sign again; l: the old files, and their receipt; Enter: back:")
                                                      : _("f: sign again; l: the old files all the same; Enter: back:"),
                                   "fl b");
    *leave = letter != 'f' && letter != 'l';
    return letter == 'f';
}

bool tell_handed(struct plain *p, struct handing *h, bool look)
{
    bool leave = false;
    struct error e = {0};
    if (handing_recall(h, &e) != ST_OK) {
        tell(p, "%s", e.text);
        return false;
    }
    const bool looked = look && receipt_awaited(h);
    if (looked) {
        look_for_receipt(p, h, NULL);
    }
    if (handing_old(h)) {
        const bool anew = ask_old(p, h, &leave);
        if (anew || leave) {
            return anew;
        }
    }
    if (!looked || handing_old(h) || !receipt_awaited(h) || handing_left(h)) {
        tell_files(p, h, false);
    } else {
        tell_late(p, h);
    }
    offer_sending(p, h);
    offer_receipt(p, h);
    return false;
}
