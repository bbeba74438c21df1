/* New drafts and customers' requests, at home in plain mode. */
#include "tui/plain_home_parts.h"

#include "base/i18n.h"
#include "tui/words.h"

void refresh_home(struct plain_home *v)
{
    struct error e = {0};
    if (v->home->ops->refresh(v->home->context, v->home, &e) != ST_OK) {
        tell(&v->p, "%s", e.text);
    }
}

/* why: said before a choice, and only then. */
static void begin(struct plain_home *v, const char *period, const char *why)
{
    char before[FINISH_PATH], its_period[HOME_PERIOD], from[FINISH_PATH] = "", prompt[WORDS_MAX * 2];
    struct begun begun;
    struct error e = {0};
    if (v->home->ops->before(v->home->context, period, before, sizeof before, its_period, sizeof its_period)) {
        if (why != NULL) {
            tell(&v->p, _("%s They are begun for this request."), why);
        }
        (void)snprintf(
            prompt, sizeof prompt,
            _("Earlier answers are only proposed: each counts once you confirm or change it. Enter or y: with those of %s; n: with "
              "none; or the path of another file with answers:"),
            its_period);
        const char *line;
        while ((line = ask_line(&v->p, prompt,
                                _("With earlier answers only what has changed is to be typed; with none every question is open."))) !=
                   NULL &&
               line[0] != '\0' && line[1] == '\0' && strchr("ynqYNQ", line[0]) == NULL) { /* a letter is no file */
            tell_refused(&v->p, line, _("Here it is one of these:"));
        }
        if (line == NULL || backs_out(line)) {
            return;
        }
        const bool no = strcasecmp(line, "n") == 0;
        const bool yes = line[0] == '\0' || strcasecmp(line, "y") == 0;
        (void)snprintf(from, sizeof from, "%s", no ? "" : yes ? before : line);
    }
    const struct home_ops *ops = v->home->ops;
    enum status st = ops->begin(v->home->context, period, from[0] == '\0' ? NULL : from, false, &begun, &e);
    if (st == ST_NO) {
        tell(&v->p, "%s", e.text);
        if (ask_letter(&v->p, _("Take them over all the same? y: they are ours; n: no:"), "yn") != 'y') {
            return;
        }
        st = ops->begin(v->home->context, period, from, true, &begun, &e);
    }
    if (refused(&v->p, st, &e)) {
        return;
    }
    if (period == NULL) {
        tell(&v->p, "%s", _("The request is taken in."));
    } else if (begun.proposed == 0) { /* home is read next, and says what Enter does */
        tell(&v->p, _("Begun: the answers of %s."), begun.period);
    }
    if (begun.proposed > 0) { /* to its first question: at home another year may be what comes next */
        struct buffer words;
        buffer_init(&words, BUFFER_MAX_TEXT);
        begun_words(&words, &begun);
        tell(&v->p, "%s", buffer_text(&words));
        buffer_release(&words);
        v->chosen = !refused(&v->p, home_choose_begun(v->home, begun.period, &e), &e);
    }
}

void begin_year(struct plain_home *v, const char *period)
{
    begin(v, period, NULL);
}

/* ---- requests ---- */

static void tell_request(struct plain *p, const struct customer_request *facts)
{
    struct buffer words;
    buffer_init(&words, BUFFER_MAX_TEXT);
    customer_words(&words, facts);
    tell_words(p, &words);
    buffer_clear(&words);
    customer_had_so_far(&words, facts, CUSTOMER_HAD);
    tell_words(p, &words);
    buffer_clear(&words);
    customer_advice(&words, facts);
    if (words.length > 0) {
        tell_words(p, &words);
        tell_digits(p, facts->groups);
    } else {
        tell(p, "%s", _("You have confirmed this customer."));
    }
    buffer_release(&words);
}

static void take(struct plain_home *v)
{
    struct error e = {0};
    const enum status st = v->home->ops->take(v->home->context, &e);
    if (st == ST_NO) {
        begin(v, NULL, e.text);
    } else {
        tell(&v->p, "%s", st == ST_OK ? _("The request is taken in.") : e.text);
    }
}

/* y: confirmed, after a call. */
static bool confirmed(struct plain_home *v, struct customer_request *facts, char letter)
{
    struct error e = {0};
    if (letter != 'y') {
        return false;
    }
    if (v->home->ops->confirm(v->home->context, facts, &e) != ST_OK) {
        tell(&v->p, "%s", e.text);
        return false;
    }
    tell(&v->p, _("Confirmed: %s. You will not be asked again."), facts->name);
    return true;
}

/* Of a customer who has had answers: what one wants to know or to do then. */
static void go_from(struct plain_home *v, size_t row, struct customer_request *facts)
{
    const bool known = facts->standing == STANDING_KNOWN;
    const char letter =
        ask_letter(&v->p,
                   known ? _("Enter: what they see; a: correct an answer; d: the files sent; s: results; b: back:")
                         : _("y: I called, the digits are the same; Enter: what they see; a: correct an answer; d: the files sent; s: "
                             "results; b: back:"),
                   known ? " adsb" : " yadsb");
    if (confirmed(v, facts, letter) || letter == '\0' || letter == 'b' || letter == 'y') {
        return;
    }
    home_choose(v->home, row, letter == 'a' ? HOME_QUESTIONS : letter == 'd' ? HOME_HANDED : letter == 's' ? HOME_RESULTS : HOME_SEEN);
    v->chosen = true;
}

/* Whether a customer stands at another number now than in before, which was heard. */
static bool moved(const struct home *home, const struct home_request *before, size_t n)
{
    for (size_t i = 0; before != NULL && i < n; i++) {
        if (i >= home->nrequests || strcmp(home->requests[i].facts.name, before[i].facts.name) != 0) {
            return true;
        }
    }
    return false;
}

/* Takes the request in and reads home again. */
static void take_in(struct plain_home *v)
{
    const size_t n = v->home->nrequests;
    struct home_request *before = n > 0 ? calloc(n, sizeof *before) : NULL;
    if (before != NULL) {
        memcpy(before, v->home->requests, n * sizeof *before);
    }
    take(v);
    refresh_home(v);
    if (moved(v->home, before, n)) {
        tell(&v->p, "%s", _("It has a line of its own at home: the lines behind it have new numbers."));
    }
    free(before);
}

static void decide(struct plain_home *v, struct customer_request *facts)
{
    const bool known = facts->standing == STANDING_KNOWN;
    if (facts->held && known) {
        return;
    }
    const char letter =
        facts->held ? ask_letter(&v->p, _("y: I called, the digits are the same; Enter: back:"), "y b")
        : known     ? ask_letter(&v->p, _("Enter: accept it; n: back, nothing is lost:"), " ynb")
                : ask_letter(&v->p, _("y: I called, the digits are the same; Enter: accept it now, call later; n: back, nothing is lost:"),
                             "y nb");
    if (letter == '\0') {
        return;
    }
    const bool wanted = letter == ' ' || (known ? letter == 'y' : confirmed(v, facts, letter));
    if (wanted && !facts->held) {
        take_in(v);
    } else {
        refresh_home(v);
    }
}

/* The path of the file that is chosen; "": none. */
static void choose_file(struct plain_home *v, const struct found_request *found, size_t n, char *path, size_t size)
{
    const char *line;
    while ((line = ask_line(&v->p,
                            n > 0 ? _("The number of one of these files, or the path of another (Enter: back):")
                                  : _("The path of the request file (Enter: back):"),
                            _("The file came from your customer, by mail for example; its name ends with .json. Its folder and name, like "
                              "~/Downloads/request.json."))) != NULL &&
           line[0] != '\0' && !backs_out(line)) {
        char ascii[WORDS_MAX], end = 0;
        size_t number = 0;
        const bool digits = sscanf(plain_ascii(line, ascii), "%5zu%c", &number, &end) == 1;
        if (digits && number >= 1 && number <= n) {
            (void)snprintf(path, size, "%s", found[number - 1].path);
            return;
        }
        if (strpbrk(line, "/.") != NULL) {
            (void)snprintf(path, size, "%s", line);
            return;
        }
        tell_refused(&v->p, line,
                     n > 0 ? _("Type the number before a file, the path of another like ~/Downloads/request.json, or Enter alone.")
                           : _("Type the path of a file, like ~/Downloads/request.json, or Enter alone."));
    }
}

void open_request(struct plain_home *v, const char *typed)
{
    struct found_request *found = NULL;
    struct customer_request facts;
    struct error e = {0};
    char path[CUSTOMER_TEXT * 4];
    size_t n = 0;
    (void)snprintf(path, sizeof path, "%s", typed);
    if (path[0] == '\0') {
        if (home_find(v->home, &found, &n, &e) != ST_OK) {
            tell(&v->p, "%s", e.text);
        }
        for (size_t i = 0; i < n; i++) {
            tell(&v->p, _("%zu %s, due %s: %s"), i + 1, found[i].name, found[i].due, found[i].path);
        }
        choose_file(v, found, n, path, sizeof path);
        free(found);
    }
    if (path[0] == '\0') {
        return;
    }
    if (v->home->ops->open(v->home->context, path, &facts, &e) != ST_OK) {
        tell(&v->p, "%s", e.text);
    } else {
        tell_request(&v->p, &facts);
        decide(v, &facts);
    }
}

void look_at_request(struct plain_home *v, size_t row)
{
    const struct home_request *request = home_row_request(v->home, row);
    struct customer_request facts;
    struct error e = {0};
    if (request == NULL) {
        tell(&v->p, "%s", _("That line is no request."));
    } else if (v->home->ops->look(v->home->context, request, &facts, &e) != ST_OK) {
        tell(&v->p, "%s", e.text);
    } else {
        tell_request(&v->p, &facts);
        if (facts.nhad > 0) {
            go_from(v, row, &facts);
        } else {
            decide(v, &facts);
        }
    }
}
