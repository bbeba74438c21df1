/* The signing key in plain mode: made, opened, copied; and how a passphrase is asked for. */
#include "tui/plain_finish_parts.h"

#include "base/i18n.h"
#include "tui/words.h"

bool ask_secret(struct plain *p, const char *prompt, struct buffer *out)
{
    buffer_init(out, BUFFER_MAX_TEXT);
    const bool got = buffer_reserve(out, PLAIN_SECRET_MAX) && p->io->secret(p->io->context, prompt, out);
    p->ended = p->ended || !got;
    return got;
}

void forget_secret(struct buffer *secret)
{
    if (secret->data != NULL) {
        explicit_bzero(secret->data, secret->capacity);
    }
    buffer_release(secret);
}

void forget_typed(struct plain *p)
{
    if (p->io->forget != NULL) {
        p->io->forget(p->io->context);
    }
}

/* A new passphrase, told what is wrong with it before it is asked for again. False: Enter alone, or the end of input. The caller forgets
 * it. */
static bool ask_new_passphrase(struct plain *p, struct buffer *passphrase)
{
    for (;;) {
        struct buffer again = {0};
        if (!ask_secret(p, _("Passphrase (not shown; Enter alone: not now): "), passphrase) || passphrase->length == 0) {
            return false;
        }
        const char *problem = passphrase_problem(buffer_text(passphrase), buffer_text(passphrase));
        if (problem == NULL && !ask_secret(p, _("The same again: "), &again)) {
            forget_secret(&again);
            return false;
        }
        problem = problem == NULL ? passphrase_problem(buffer_text(passphrase), buffer_text(&again)) : problem;
        forget_secret(&again);
        if (problem == NULL) {
            return true;
        }
        forget_secret(passphrase);
        tell(p, "%s", problem);
    }
}

/* The name is asked for only when it is to be another: a passphrase typed without listening must not become it. */
static void make_key(struct plain *p, struct handing *h, bool other)
{
    struct error e = {0};
    struct buffer passphrase = {0};
    const char *line =
        other ? ask_line(p, _("Name of the firm in the key (Enter: back):"), _("Your customers see it when they check your answers."))
              : session_company(h->session);
    if (line == NULL || line[0] == '\0') {
        return;
    }
    char *name = strdup(line);
    if (h->identity.state == IDENTITY_VALID && !h->identity.unused) {
        tell(p, "%s", key_make_words(h));
    }
    tell(p, "%s",
         _("Now a passphrase: at least 8 characters, best a sentence. Nobody can look it up later: write it down and keep it apart "
           "from this computer."));
    if (name == NULL || !ask_new_passphrase(p, &passphrase)) {
        tell(p, "%s", _("No key was made: it needs a passphrase. Take this step again when you have thought of one."));
    } else {
        tell(p, "%s", _("Making the key …"));
        const enum status st = h->session->finish->identity_make(h->session->finish_context, name, buffer_text(&passphrase), &e);
        forget_typed(p);
        tell(p, "%s", st == ST_OK ? _("The signing key is made.") : e.text);
    }
    forget_secret(&passphrase);
    free(name);
}

static void open_key(struct plain *p, struct handing *h, const char *typed)
{
    struct error e = {0};
    struct buffer passphrase = {0};
    struct file_facts file;
    char *path = strdup(typed);
    const enum status st = path != NULL && p->session->outside != NULL ? p->session->outside->look(path, &file, &e) : ST_OK;
    if (st != ST_OK) {
        tell_no_file(p, path, st, &e);
    } else if (path != NULL && ask_secret(p, _("Its passphrase (not shown): "), &passphrase)) {
        if (h->session->finish->identity_open(h->session->finish_context, path, buffer_text(&passphrase), &e) != ST_OK) {
            tell(p, "%s", e.text);
        }
    }
    forget_secret(&passphrase);
    free(path);
}

/* Tells which sticks are plugged in, each with its number. */
static size_t tell_sticks(struct plain *p, const struct handing *h, char sticks[FINISH_STICKS][FINISH_PATH])
{
    const size_t n = h->session->finish->sticks(h->session->finish_context, sticks);
    for (size_t i = 0; i < n; i++) {
        tell(p, _("%zu: keep a copy on this stick: %s"), i + 1, sticks[i]);
    }
    return n;
}

static const char *stick_or_folder(char sticks[FINISH_STICKS][FINISH_PATH], size_t n, const char *line)
{
    char ascii[WORDS_MAX];
    size_t number = 0;
    char end = 0;
    return sscanf(plain_ascii(line, ascii), "%4zu%c", &number, &end) == 1 && number > 0 && number <= n ? sticks[number - 1] : line;
}

/* Asked until the copy is written, or put off. */
static void copy_key(struct plain *p, struct handing *h)
{
    for (;;) {
        struct error e = {0};
        char sticks[FINISH_STICKS][FINISH_PATH];
        const size_t n = tell_sticks(p, h, sticks);
        const char *line = ask_line(p,
                                    n > 0 ? _("Number of the stick, or another folder for the copy (Enter: not now):")
                                          : _("Folder for the copy, for example a USB stick (Enter: not now):"),
                                    _("The copy saves you when this computer breaks. Name a folder, like /media/usb; or type Enter, plug a "
                                      "stick in, and take this step again."));
        if (line == NULL || line[0] == '\0') {
            return;
        }
        if (key_copy(h, stick_or_folder(sticks, n, line), &e) == ST_OK) {
            struct buffer words;
            buffer_init(&words, BUFFER_MAX_TEXT);
            key_copied_words(&words, h);
            tell(p, "%s", buffer_text(&words));
            buffer_release(&words);
            return;
        }
        tell(p, "%s", e.text);
    }
}

static void tell_key(struct plain *p, const struct handing *h)
{
    const struct identity_facts *id = &h->identity;
    tell(p, _("%s, valid until %s"), id->subject, id->until);
    tell(p, "%s", _("Its fingerprint, to be read out when a customer calls:"));
    tell_digits(p, id->groups);
    tell(p, _("It is kept in the program's own folder, which file managers do not show (%s)."), id->file);
    tell(p, "%s",
         _("Keep a copy of that file in another place, and the passphrase apart from it. If either is lost, nobody can sign as "
           "you again: you would need a new key, and every customer would have to accept it after a call."));
}

void ask_key_alone(struct plain *p)
{
    struct handing h;
    handing_init(&h, p->session);
    h.session->finish->identity(h.session->finish_context, &h.identity);
    ask_key(p, &h);
    handing_release(&h);
}

void ask_key(struct plain *p, struct handing *h)
{
    const bool valid = h->identity.state == IDENTITY_VALID;
    if (valid) {
        tell_key(p, h);
    } else {
        tell(p, "%s",
             _("A signing key is your firm's seal: with it your customers can tell that the answers are yours and that nobody changed "
               "them. It "
               "is one file, protected by a passphrase that only you know. It is made once and good for five years."));
    }
    char make[WORDS_MAX * 2];
    const char *firm = session_company(h->session);
    (void)snprintf(make, sizeof make,
                   _("Enter: make one in the name of %.120s; n: in another name; b: back; or the path of a key file that you have:"), firm);
    const char *prompt = valid && h->identity.unused ? _("Enter: done; c: keep a copy; n: make the key again, for example because the "
                                                         "name is wrong; or the path of another key file:")
                         : valid           ? _("Enter: done; c: keep a copy; n: make another key, which every customer then has to accept "
                                                         "after a call; or the path of another key file:")
                         : firm[0] == '\0' ? _("n: make one; b: back; or the path of a key file that you have:")
                                           : make;
    const char *line;
    while ((line = ask_line(p, prompt, _("A key file ends with .p12. Nothing is signed at this step."))) != NULL && line[0] != '\0' &&
           line[1] == '\0' && strchr(valid ? "cn" : "n", line[0]) == NULL) { /* a letter is no file */
        tell_refused(p, line, _("Here it is one of these:"));
    }
    if (line == NULL || (line[0] == '\0' && (valid || firm[0] == '\0'))) {
        return;
    }
    if (valid && strcmp(line, "c") == 0) {
        copy_key(p, h);
    } else if (line[0] == '\0' || strcmp(line, "n") == 0) {
        make_key(p, h, line[0] != '\0');
        h->session->finish->identity(h->session->finish_context, &h->identity);
        if (h->identity.state == IDENTITY_VALID) {
            tell_key(p, h);
            copy_key(p, h);
        }
    } else {
        open_key(p, h, line);
    }
}
