/* The consultant's clients one line at a time: the same steps as on screen, every state in words. */
#include "tui/clients.h"

#include "base/amount.h"
#include "base/buffer.h"
#include "base/i18n.h"
#include "tui/plain_parts.h"
#include "tui/words.h"

struct plain_clients {
    struct plain p; /* its session is about nothing */
    struct clients *clients;
    bool done;
};

static void tell_clients(struct plain_clients *v)
{
    const struct clients *c = v->clients;
    char today[DATE_TEXT], name[CLIENT_NAME];
    struct buffer words;
    local_today(&c->clock, today);
    buffer_init(&words, BUFFER_MAX_TEXT);
    tell(&v->p, "%s", "");
    tell(&v->p, c->archived ? _("Archive of clients, %s.") : _("Clients, %s."), today);
    if (c->words[0] != '\0') {
        tell(&v->p, _("%s of %s with \"%s\""), COUNT_TEXT(c->nshown), COUNT_TEXT(c->n), c->words);
    }
    for (size_t i = 0; i < c->nshown; i++) {
        const struct client_row *row = &c->rows[c->shown[i]];
        buffer_clear(&words);
        client_words(&words, row, today);
        tell(&v->p, "%zu %s: %s.", i + 1, client_name(row, name), buffer_text(&words));
    }
    if (c->n == 0) {
        tell(&v->p, "%s",
             c->archived ? _("The archive is empty.") : _("No client yet: type n for a new one, or a and the path of a draft."));
    }
    buffer_release(&words);
}

static void tell_clients_help(struct plain *p)
{
    static const char *const lines[] = {
        N_("A number: the interview of that client. n or new: a new client."),
        N_("a and a path: a copy of that draft becomes a client. / and words: only clients with these words; / alone: all."),
        N_("s or sort: another order. d, a number and a date: when you meet next; without a date it is taken away."),
        N_("i and a number: who that is. x and a number: into the archive, or out of it. v: the archive, and back."),
        N_("l or language: goes on in Japanese. ? or help: this. q or quit: leaves."),
    };
    for (size_t i = 0; i < sizeof lines / sizeof *lines; i++) {
        tell(p, "%s", _(lines[i]));
    }
}

static void again(struct plain_clients *v)
{
    struct error e = {0};
    if (clients_refresh(v->clients, &e) != ST_OK) {
        tell(&v->p, "%s", e.text);
    }
}

/* The row of a number at the beginning of text; *rest: what follows it. NULL, and said, when there is none. */
static const struct client_row *row_of(struct plain_clients *v, const char *text, const char **rest)
{
    char *end;
    const unsigned long number = strtoul(text, &end, 10);
    *rest = end + strspn(end, " ");
    if (end == text || number < 1 || number > v->clients->nshown) {
        tell(&v->p, "%s", _("There is no such line."));
        return NULL;
    }
    return &v->clients->rows[v->clients->shown[number - 1]];
}

static void choose(struct plain_clients *v, const char *text)
{
    const char *rest;
    const struct client_row *row = row_of(v, text, &rest);
    if (row == NULL) {
        return;
    }
    if (row->problem[0] != '\0' || row->archived) {
        tell(&v->p, "%s", row->archived ? _("This client is in the archive: x takes it out first.") : row->problem);
        return;
    }
    memcpy(v->clients->chosen, row->id, sizeof v->clients->chosen);
    v->done = true;
}

/* The answer to a prompt, kept; NULL at the end of input or out of memory. */
static char *ask_kept(struct plain_clients *v, const char *prompt)
{
    const char *line = ask(&v->p, prompt);
    return line == NULL ? NULL : strdup(line);
}

static void make(struct plain_clients *v)
{
    struct error e = {0};
    char *name = ask_kept(v, _("Name of the firm (empty: as a file says):"));
    char *request = name == NULL ? NULL : ask_kept(v, _("Request file of its customer (empty: none):"));
    char *packs = request == NULL ? NULL : ask_kept(v, _("Questionnaires (empty: what the request asks, else the usual ones):"));
    char *before = packs == NULL ? NULL : ask_kept(v, _("File with last year's answers (empty: none):"));
    if (before != NULL && name[0] == '\0' && request[0] == '\0' && before[0] == '\0') {
        tell(&v->p, "%s", _("The client needs a name, or a file that names it."));
    } else if (before != NULL) {
        const struct new_client wanted = {.name = name, .packs = packs, .request = request, .before = before};
        v->done = v->clients->ops->create(v->clients->context, &wanted, v->clients->chosen, &e) == ST_OK;
        tell(&v->p, "%s", v->done ? _("Made.") : e.text);
    }
    free(name);
    free(request);
    free(packs);
    free(before);
}

static void adopt(struct plain_clients *v, const char *path)
{
    struct error e = {0};
    char id[UUID_TEXT];
    const enum status st = path[0] == '\0' ? fail(&e, ST_INPUT, _("Say where the draft is: a and its path."))
                                           : v->clients->ops->adopt(v->clients->context, path, id, &e);
    again(v);
    tell(&v->p, "%s", st == ST_OK ? _("Copied. What changes here does not go into the file that you named.") : e.text);
}

static void archive(struct plain_clients *v, const char *text)
{
    struct error e = {0};
    const char *rest;
    char name[CLIENT_NAME];
    const struct client_row *row = row_of(v, text, &rest);
    if (row == NULL) {
        return;
    }
    const bool back = row->archived;
    (void)client_name(row, name);
    const enum status st = v->clients->ops->archive(v->clients->context, row->id, back, &e);
    again(v);
    if (st != ST_OK) {
        tell(&v->p, "%s", e.text);
    } else {
        tell(&v->p, back ? _("%s is among your clients again.") : _("%s is in the archive now; nothing was deleted. v shows it."), name);
    }
}

static void set_due(struct plain_clients *v, const char *text)
{
    struct error e = {0};
    const char *rest;
    char date[WORDS_MAX];
    const struct client_row *row = row_of(v, text, &rest);
    if (row == NULL) {
        return;
    }
    if (row->problem[0] != '\0' || row->archived) {
        tell(&v->p, "%s", row->archived ? _("This client is in the archive: x takes it out first.") : row->problem);
    } else if (v->clients->ops->due(v->clients->context, row->id, plain_date(rest, date), &e) != ST_OK) {
        tell(&v->p, "%s", e.text);
    } else {
        again(v);
    }
}

static void tell_who(struct plain_clients *v, const char *text)
{
    const char *rest;
    const struct client_row *row = row_of(v, text, &rest);
    struct buffer words;
    if (row == NULL) {
        return;
    }
    buffer_init(&words, BUFFER_MAX_TEXT);
    client_particulars(&words, row);
    tell(&v->p, "%s.", buffer_text(&words));
    buffer_release(&words);
}

static char letter_of(const char *word)
{
    static const struct {
        const char *word;
        char letter;
    } WORDS[] = {{"new", 'n'},   {"sort", 's'}, {"search", '/'},  {"language", 'l'}, {"help", '?'},
                 {"adopt", 'a'}, {"due", 'd'},  {"archive", 'x'}, {"quit", 'q'},     {"info", 'i'}};
    for (size_t i = 0; i < sizeof WORDS / sizeof *WORDS; i++) {
        if (strcasecmp(word, WORDS[i].word) == 0) {
            return WORDS[i].letter;
        }
    }
    return word[0] == '/' || (word[0] >= '0' && word[0] <= '9') ? word[0] : word[1] == '\0' ? word[0] : 0;
}

static void narrow(struct plain_clients *v, const char *words)
{
    struct error e = {0};
    (void)snprintf(v->clients->words, sizeof v->clients->words, "%s", words);
    if (clients_arrange(v->clients, &e) != ST_OK) {
        tell(&v->p, "%s", e.text);
    }
}

static void sort(struct plain_clients *v)
{
    struct error e = {0};
    v->clients->order = (enum client_order)(((int)v->clients->order + 1) % CLIENT_ORDERS);
    if (clients_arrange(v->clients, &e) != ST_OK) {
        tell(&v->p, "%s", e.text);
    }
    tell(&v->p, _("Sorted by: %s"), client_order_name(v->clients->order));
}

static void perform(struct plain_clients *v, const char *line)
{
    char word[32];
    const size_t n = strcspn(line, " ");
    const char *rest = line + n + strspn(line + n, " ");
    (void)snprintf(word, sizeof word, "%.*s", (int)n, line);
    const char letter = letter_of(word);
    switch (letter) {
    case 'n':
        make(v);
        break;
    case 'a':
        adopt(v, rest);
        break;
    case '/':
        narrow(v, word[0] == '/' && word[1] != '\0' ? line + 1 : rest);
        break;
    case 's':
        sort(v);
        break;
    case 'd':
        set_due(v, rest);
        break;
    case 'i':
        tell_who(v, rest);
        break;
    case 'x':
        archive(v, rest);
        break;
    case 'v':
        v->clients->archived = !v->clients->archived;
        again(v);
        break;
    case 'l':
        v->clients->ops->language(v->clients->context, language_current() == LANGUAGE_JA ? LANGUAGE_EN : LANGUAGE_JA);
        break;
    case '?':
        tell_clients_help(&v->p);
        break;
    case 'q':
        v->done = true;
        break;
    default:
        if (letter >= '0' && letter <= '9') {
            choose(v, word);
        } else {
            tell_refused(&v->p, line, _("? lists what you can type."));
        }
        break;
    }
}

enum status clients_plain(struct clients *c, const struct plain_io *io, struct error *e)
{
    struct plain_clients v = {.p = {.session = c->blank, .io = io, .at = SIZE_MAX}, .clients = c};
    (void)e;
    c->chosen[0] = '\0';
    buffer_init(&v.p.line, BUFFER_MAX_TEXT);
    if (c->remark.text[0] != '\0') {
        tell(&v.p, "%s", c->remark.text);
        c->remark.text[0] = '\0';
    }
    while (!v.done && !v.p.ended) {
        tell_clients(&v);
        const char *line = ask(&v.p, _("A number: the interview of that client; n new; ? help; q leave:"));
        if (line != NULL && line[0] != '\0') {
            perform(&v, line);
        }
    }
    c->gone = v.p.ended && !v.done;
    buffer_release(&v.p.line);
    return ST_OK;
}
