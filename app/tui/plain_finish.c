/* Handing in, one line at a time: the same steps as on screen. */
#include "tui/plain_parts.h"

#include "base/i18n.h"
#include "tui/handing.h"
#include "tui/sending.h"
#include "tui/words.h"

/* Tells line after line of a text; a heading has an empty line before it, that is enough of a mark to the ear. */
static void tell_lines(struct plain *p, const struct buffer *text)
{
    for (const char *line = buffer_text(text); *line != '\0';) {
        line += strncmp(line, "# ", 2) == 0 ? 2 : 0;
        const size_t n = strcspn(line, "\n");
        tell(p, "%.*s", (int)n, line);
        line += n + (line[n] == '\n');
    }
}

static void tell_steps(struct plain *p, const struct handing *h)
{
    tell(p, "%s", "");
    tell(p, "%s", _("Sign your answers and hand them in. Nothing leaves this computer by itself."));
    for (int i = 0; i < HANDING_STEPS; i++) {
        const enum handing_step step = (enum handing_step)i;
        struct buffer words;
        buffer_init(&words, BUFFER_MAX_TEXT);
        handing_words(&words, h, step);
        tell(p, handing_done(h, step) ? _("%d %s: done. %s") : _("%d %s: to do. %s"), i + 1, handing_title(step), buffer_text(&words));
        buffer_release(&words);
    }
}

/* ---- the steps; each returns true when handing in is over ---- */

static bool check(struct plain *p, struct handing *h)
{
    size_t n = 0;
    struct todo *todos = todos_find(h, &n);
    for (size_t i = 0; i < n; i++) {
        struct buffer words;
        buffer_init(&words, BUFFER_MAX_TEXT);
        todo_words(&words, h->session, &todos[i]);
        tell(p, todo_blocks(&todos[i]) ? _("To do: %s") : _("Worth another look: %s"), buffer_text(&words));
        buffer_release(&words);
    }
    const size_t first = n > 0 ? todos[0].question : SIZE_MAX;
    const enum todo_kind kind = n > 0 ? todos[0].kind : TODO_CONTRADICTION;
    free(todos);
    if (n == 0) {
        tell(p, "%s", _("Everything is answered and in order."));
        return false;
    }
    const char *line = ask(p, _("Enter: go to the first of them; b: back to handing in:"));
    if (line == NULL || line[0] != '\0') {
        return line == NULL;
    }
    if (kind == TODO_NAME) {
        ask_firm(p);
        return false;
    }
    if (kind == TODO_GIVEN) {
        const size_t before = p->at;
        (void)ask_given(p);
        return p->at != before;
    }
    p->at = first != SIZE_MAX ? first : p->at;
    return true;
}

static void tell_recipient(struct plain *p, const struct recipient *r, size_t number)
{
    struct buffer words;
    buffer_init(&words, BUFFER_MAX_TEXT);
    if (r->problem[0] != '\0') {
        (void)buffer_add_text(&words, r->problem);
    } else if (r->request != NULL) {
        customer_due(&words, &r->facts);
    }
    if (r->signed_on[0] != '\0') {
        (void)buffer_add_text(&words, words.length > 0 ? _(", ") : "");
        (void)buffer_add_format(&words, _("signed before, on %s"), r->signed_on);
    }
    tell(p, r->chosen ? _("%zu %s: chosen. %s") : _("%zu %s: not chosen. %s"), number, recipient_name(r), buffer_text(&words));
    if (r->request != NULL && r->problem[0] == '\0' && r->facts.standing != STANDING_KNOWN) {
        buffer_clear(&words);
        customer_advice(&words, &r->facts);
        tell(p, "%s", buffer_text(&words));
        tell(p, "%s", r->facts.groups);
        if (r->facts.host[0] != '\0') {
            tell(p, _("Answers are to be uploaded to: %s"), r->facts.host);
        }
        tell(p, _("Type y %zu when they have read out the same digits."), number);
    }
    buffer_release(&words);
}

static void confirm(struct plain *p, struct handing *h, struct recipient *r)
{
    struct error e = {0};
    if (r->request == NULL || h->session->finish->confirm(h->session->finish_context, r, &e) != ST_OK) {
        tell(p, "%s", r->request == NULL ? _("There is nobody to confirm.") : e.text);
    } else {
        tell(p, _("Confirmed: %s. You will not be asked again."), r->facts.name);
    }
}

static void recipients(struct plain *p, struct handing *h)
{
    for (;;) {
        for (size_t i = 0; i < h->n; i++) {
            tell_recipient(p, &h->recipients[i], i + 1);
        }
        const char *line = ask(p, _("Enter: done; a number: chosen or not:"));
        char ascii[WORDS_MAX];
        if (line == NULL || line[0] == '\0' || strcmp(line, "b") == 0) {
            return;
        }
        (void)plain_ascii(line, ascii);
        const bool yes = ascii[0] == 'y' || ascii[0] == 'Y';
        size_t number = 0;
        char end = 0;
        if (sscanf(yes ? ascii + 1 : ascii, " %5zu%c", &number, &end) != 1 || number < 1 || number > h->n) {
            tell(p, "%s", _("Type the number of a line, or y and the number."));
        } else if (yes) {
            confirm(p, h, &h->recipients[number - 1]);
        } else {
            h->recipients[number - 1].chosen = !h->recipients[number - 1].chosen;
        }
    }
}

static void preview(struct plain *p, struct handing *h)
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
            tell_lines(p, &text);
        } else {
            tell(p, "%s", e.text);
        }
        cJSON_Delete(document);
        buffer_release(&text);
        const char *line = ask(p, _("Enter: that is right; n: something is to be changed:"));
        r->seen = line != NULL && line[0] == '\0';
    }
}

void ask_affirmation(struct plain *p)
{
    struct error e = {0};
    tell(p, "%s", _("With this the management confirms that the answers are true to the best of its knowledge."));
    const char *line = ask(p, _("Name of the person in charge (Enter: leave it):"));
    if (line == NULL || line[0] == '\0') {
        return;
    }
    char *name = strdup(line);
    line = name == NULL ? NULL : ask(p, _("Role, for example owner, managing director:"));
    if (line != NULL && handing_affirm(p->session, name, line, &e) != ST_OK) {
        tell(p, "%s", e.text);
    } else if (line != NULL) {
        tell_saved(p, SIZE_MAX);
    }
    free(name);
}

/* A passphrase, which is not shown where it is typed. */
static bool secret(struct plain *p, const char *prompt, struct buffer *out)
{
    buffer_init(out, BUFFER_MAX_TEXT);
    const bool got = buffer_reserve(out, PLAIN_SECRET_MAX) && p->io->secret(p->io->context, prompt, out);
    p->ended = p->ended || !got;
    return got;
}

static void forget(struct buffer *secret)
{
    if (secret->data != NULL) {
        explicit_bzero(secret->data, secret->capacity);
    }
    buffer_release(secret);
}

static void make_key(struct plain *p, struct handing *h)
{
    struct error e = {0};
    struct buffer first = {0}, again = {0};
    char prompt[WORDS_MAX * 2];
    (void)snprintf(prompt, sizeof prompt, _("Name of the firm in the key (Enter: %.120s):"), session_company(h->session));
    const char *line = ask(p, prompt);
    if (line == NULL) {
        return;
    }
    char *name = strdup(line[0] == '\0' ? session_company(h->session) : line);
    tell(p, "%s",
         _("Now a passphrase: at least 8 characters, best a sentence. Nobody can look it up later: write it down and keep it apart "
           "from this computer."));
    bool going = name != NULL && secret(p, _("Passphrase (not shown): "), &first);
    if (going) {
        going = secret(p, _("The same again: "), &again);
        const char *problem = going ? passphrase_problem(buffer_text(&first), buffer_text(&again)) : NULL;
        if (problem != NULL) {
            tell(p, "%s", problem);
        } else if (going && h->session->finish->identity_make(h->session->finish_context, name, buffer_text(&first), &e) != ST_OK) {
            tell(p, "%s", e.text);
        } else if (going) {
            tell(p, "%s", _("The signing key is made."));
        }
        forget(&again);
    }
    forget(&first);
    free(name);
}

static void open_key(struct plain *p, struct handing *h, const char *typed)
{
    struct error e = {0};
    struct buffer passphrase = {0};
    char *path = strdup(typed);
    if (path != NULL && secret(p, _("Its passphrase (not shown): "), &passphrase)) {
        if (h->session->finish->identity_open(h->session->finish_context, path, buffer_text(&passphrase), &e) != ST_OK) {
            tell(p, "%s", e.text);
        }
    }
    forget(&passphrase);
    free(path);
}

static void copy_key(struct plain *p, struct handing *h)
{
    struct error e = {0};
    const char *line = ask(p, _("Folder for the copy, for example a USB stick (Enter: not now):"));
    if (line == NULL || line[0] == '\0') {
        return;
    }
    const bool done = h->session->finish->identity_copy(h->session->finish_context, line, &e) == ST_OK;
    tell(p, "%s", done ? _("The copy is written.") : e.text);
}

static void tell_key(struct plain *p, const struct handing *h)
{
    const struct identity_facts *id = &h->identity;
    tell(p, _("%s, valid until %s"), id->subject, id->until);
    tell(p, "%s", _("Its fingerprint, to be read out when a customer calls:"));
    tell(p, "%s", id->groups);
    tell(p, _("It is kept in %s"), id->file);
    tell(p, "%s",
         _("Keep a copy of that file in another place, and the passphrase apart from it. Without both nobody can ever sign as you "
           "again: you would need a new key, and every customer would have to accept it after a call."));
}

static void key(struct plain *p, struct handing *h)
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
    const char *line = ask(p, valid ? _("Enter: done; c: keep a copy; or the path of another key file:")
                                    : _("Enter: make one; b: back; or the path of a key file that you have:"));
    if (line == NULL || strcmp(line, "b") == 0 || (valid && line[0] == '\0')) {
        return;
    }
    if (valid && strcmp(line, "c") == 0) {
        copy_key(p, h);
    } else if (line[0] == '\0') {
        make_key(p, h);
        h->session->finish->identity(h->session->finish_context, &h->identity);
        if (h->identity.state == IDENTITY_VALID) {
            tell_key(p, h);
            copy_key(p, h);
        }
    } else {
        open_key(p, h, line);
    }
}

/* ---- sending ---- */

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
    return line != NULL && line[0] != '\0' && buffer_add_text(user, line) && secret(p, _("Password (not shown): "), password);
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
    forget(&password);
    buffer_release(&user);
}

/* The way by file comes first when there is no network. */
static void offer_sending(struct plain *p, struct handing *h)
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

/* True when the files are written. */
static bool sign(struct plain *p, struct handing *h)
{
    struct error e = {0};
    struct buffer text;
    char folder[FINISH_PATH], prompt[FINISH_PATH + WORDS_MAX];
    const enum handing_step next = handing_next(h);
    if (next < STEP_SIGN) {
        tell(p, _("First: %s."), handing_title(next));
        return false;
    }
    h->session->finish->folder(h->session->finish_context, folder, sizeof folder);
    (void)snprintf(prompt, sizeof prompt, _("Folder for the files (Enter: %s):"), folder);
    const char *line = ask(p, prompt);
    if (line == NULL) {
        return false;
    }
    if (line[0] != '\0') {
        (void)snprintf(folder, sizeof folder, "%s", line);
    }
    if (!h->identity.open) {
        struct buffer passphrase = {0};
        enum status st = secret(p, _("Passphrase of your signing key (not shown): "), &passphrase)
                             ? h->session->finish->identity_open(h->session->finish_context, NULL, buffer_text(&passphrase), &e)
                             : ST_INPUT;
        forget(&passphrase);
        if (st != ST_OK) {
            tell(p, "%s", e.text);
            return false;
        }
        h->session->finish->identity(h->session->finish_context, &h->identity);
    }
    const enum status st = handing_sign(h, folder, &e);
    if (h->nhanded > 0) {
        buffer_init(&text, BUFFER_MAX_TEXT);
        tell(p, "%s", _("Signed. The files are written."));
        handed_words(&text, h, true);
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

/* True when handing in is over. */
static bool perform(struct plain *p, struct handing *h, enum handing_step step)
{
    switch (step) {
    case STEP_CHECK:
        return check(p, h);
    case STEP_RECIPIENTS:
        recipients(p, h);
        return false;
    case STEP_PREVIEW:
        preview(p, h);
        return false;
    case STEP_AFFIRM:
        ask_affirmation(p);
        return false;
    case STEP_KEY:
        key(p, h);
        return false;
    case STEP_SIGN:
    case HANDING_STEPS:
        break;
    }
    return sign(p, h);
}

bool ask_finish(struct plain *p)
{
    struct handing h;
    struct error e = {0};
    bool over = false;
    if (p->session->finish == NULL) {
        return false;
    }
    handing_init(&h, p->session);
    while (!over && !p->ended) {
        char ascii[WORDS_MAX], prompt[WORDS_MAX * 2];
        if (handing_refresh(&h, &e) != ST_OK) {
            tell(p, "%s", e.text);
            break;
        }
        tell_steps(p, &h);
        const enum handing_step next = handing_next(&h);
        (void)snprintf(prompt, sizeof prompt, _("Enter: %d %s; a number: that step; b: back:"), (int)next + 1, handing_title(next));
        const char *line = ask(p, prompt);
        if (line == NULL || strcmp(line, "b") == 0 || strcmp(line, "q") == 0) {
            break;
        }
        (void)plain_ascii(line, ascii);
        const bool number = ascii[0] >= '1' && ascii[0] < '1' + HANDING_STEPS && ascii[1] == '\0';
        if (line[0] != '\0' && !number) {
            tell(p, "%s", _("Type Enter, the number of a step, or b."));
            continue;
        }
        over = perform(p, &h, number ? (enum handing_step)(ascii[0] - '1') : next);
    }
    const bool signed_now = h.nhanded > 0;
    handing_release(&h);
    return signed_now;
}
