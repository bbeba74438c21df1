/* Home one line at a time: the same rows and steps as on screen, every state in words. */
#include "tui/plain_home_parts.h"

#include "base/i18n.h"
#include "tui/path_words.h"
#include "tui/words.h"

/* The number of the request that nobody has opened yet, 0 without one: behind those that were taken in, whose numbers were heard before. */
static size_t lying_number(const struct plain_home *v)
{
    return v->home->lying.path[0] != '\0' ? v->home->nrequests + 1 : 0;
}

static size_t number_of_row(const struct plain_home *v, size_t row)
{
    return row + 1 + (row >= v->home->nrequests && lying_number(v) > 0 ? 1 : 0);
}

static void tell_row(struct plain_home *v, size_t row)
{
    const struct home_request *request = home_row_request(v->home, row);
    const size_t number = number_of_row(v, row);
    struct buffer words;
    buffer_init(&words, BUFFER_MAX_TEXT);
    if (request != NULL) {
        home_request_words(&words, v->home, request);
        if (home_request_year(v->home, request)[0] == '\0') {
            tell(&v->p, _("%zu Request from %s: %s."), number, request->facts.name, buffer_text(&words));
        } else {
            tell(&v->p, _("%zu Request from %s for %s: %s."), number, request->facts.name, home_request_year(v->home, request),
                 buffer_text(&words));
        }
    } else {
        const struct home_year *year = &v->home->years[home_row_year(v->home, row)];
        home_year_words(&words, year);
        tell(&v->p, _("%zu Answers of %s: %s."), number, year->period, buffer_text(&words));
        if (year->signed_on[0] != '\0' && home_unasked(v->home, home_row_year(v->home, row))) { /* else each customer's line says it */
            tell(&v->p, _("   Signed on %s."), year->signed_on);
        }
    }
    buffer_release(&words);
}

/* The one that nobody has opened yet; without any, where one is to be had. */
static void tell_request_lying(struct plain_home *v)
{
    if (lying_number(v) > 0) {
        tell(&v->p, _("%zu Request from %s: new, not opened yet, due %s."), lying_number(v), v->home->lying.name, v->home->lying.due);
    } else if (v->home->nrequests == 0) {
        tell(&v->p, "%s", _("No request yet. Did a customer send you a request file? Type r."));
    }
}

static void tell_home(struct plain_home *v)
{
    struct plain *p = &v->p;
    char today[DATE_TEXT];
    struct buffer words;
    struct error e = {0};
    buffer_init(&words, BUFFER_MAX_TEXT);
    local_today(&v->home->clock, today);
    tell(p, "%s", "");
    tell(p, _("Home. %s, %s."), session_company(v->home->profile)[0] == '\0' ? _("Tenken") : session_company(v->home->profile), today);
    (void)refused(p, home_look(v->home, &e), &e);
    for (size_t row = 0; row < home_rows(v->home); row++) {
        if (row == v->home->nrequests) {
            tell_request_lying(v);
        }
        tell_row(v, row);
    }
    home_identity_words(&words, &v->home->identity);
    tell_words(p, &words);
    buffer_clear(&words);
    v->found = home_request_first(v->home);
    if (v->found) {
        home_lying_words(&words, v->home);
        if (home_next(v->home, home_start_row(v->home)) == NEXT_BEGIN) {
            (void)buffer_add_format(&words, _(" To begin without one, type %zu."), number_of_row(v, home_start_row(v->home)));
        }
    } else {
        home_next_words(&words, v->home, home_start_row(v->home));
    }
    tell_words(p, &words);
    buffer_release(&words);
}

static void tell_home_help(struct plain_home *v)
{
    static const char *const lines[] = {
        N_("Enter: the next step, as it was just said. A number opens that line: its next step, or, where nothing is left to be done for a "
           "customer, what they have had from you and what they see."),
        N_("r or request: open a request file. v and a number: the request of that line, and what was signed for it."),
        N_("a, s, f and a number: the questions, the results, handing in of that line. a and a customer's line corrects what was sent."),
        N_("d: takes in every receipt that lies among your downloads. d and a number: then what was handed in for that line, and sending "
           "it."),
        N_("f and a customer's line, then 4: what they see. i or products: the list of products in use."),
        N_("p or firm: your firm's particulars. K or key: your signing key, and keeping a copy of it. l or language: goes on in Japanese."),
        N_("h or home: reads home again. ? or help: this. q or quit: leaves; everything is saved."),
    };
    for (size_t i = 0; i < sizeof lines / sizeof *lines; i++) {
        tell(&v->p, "%s", _(lines[i]));
    }
    struct buffer kept;
    buffer_init(&kept, BUFFER_MAX_TEXT);
    kept_words(&kept, v->home->folder);
    tell(&v->p, "%s", buffer_text(&kept));
    buffer_release(&kept);
}

/* ---- the company profile and the language ---- */

static void keep_profile(struct plain_home *v)
{
    struct session *profile = v->home->profile;
    ask_firm(&v->p);
    session_save(profile);
    if (profile->problem.text[0] == '\0') {
        v->home->ops->profile_kept(v->home->context);
    }
    refresh_home(v);
}

static void ask_language(struct plain_home *v)
{
    const char letter = ask_letter(&v->p, "言語 / Language: 1 日本語, 2 English:", "12 ");
    if (letter != '\0') {
        const bool japanese = letter == '1' || (letter == ' ' && language_current() == LANGUAGE_JA);
        v->home->ops->language(v->home->context, japanese ? LANGUAGE_JA : LANGUAGE_EN);
    }
}

/* ---- choosing ---- */

static void choose(struct plain_home *v, size_t row, enum home_choice choice)
{
    const struct home_year *year = &v->home->years[home_row_year(v->home, row)];
    if (year->problem[0] != '\0') {
        tell(&v->p, "%s", year->problem);
    } else if (!year->begun) {
        begin_year(v, year->period);
        refresh_home(v);
    } else {
        home_choose(v->home, row, choice);
        v->chosen = true;
    }
}

/* Which have come is told in any case. True: there is nothing to be opened for it. */
static bool take_receipts(struct plain_home *v, size_t row)
{
    char said[HOME_SAID];
    const bool here = home_take_receipts(v->home, row, said);
    if (said[0] != '\0') {
        tell(&v->p, "%s", said);
    }
    return here;
}

static void receipt(struct plain_home *v, size_t row)
{
    if (take_receipts(v, row)) {
        return;
    }
    const char *problem = home_receipt_problem(v->home, row);
    if (problem != NULL) {
        tell(&v->p, "%s", problem);
    } else {
        choose(v, row, home_receipt_choice(v->home, row));
    }
}

/* Its steps need a year's answers: without any it was said how it stands. */
static void signing_key(struct plain_home *v)
{
    const size_t row = home_key_row(v->home, home_start_row(v->home));
    v->again = false;
    if (row < home_rows(v->home)) {
        choose(v, row, HOME_KEY);
        return;
    }
    struct buffer words;
    buffer_init(&words, BUFFER_MAX_TEXT);
    home_identity_words(&words, &v->home->identity);
    tell_words(&v->p, &words);
    buffer_release(&words);
}

static void products(struct plain_home *v, size_t row)
{
    const size_t at = home_products_row(v->home, row);
    if (at < home_rows(v->home)) {
        choose(v, at, HOME_PRODUCTS);
    } else {
        tell(&v->p, "%s", home_products_problem());
    }
}

/* A request that was not there when home was told, and comes before what Enter was said to do. */
static bool came_meanwhile(struct plain_home *v)
{
    struct error e = {0};
    return home_look(v->home, &e) == ST_OK && home_request_first(v->home);
}

static void go_on(struct plain_home *v, size_t row)
{
    if (home_awaits(v->home, row)) {
        receipt(v, row);
        return;
    }
    if (home_done_for(v->home, row)) {
        look_at_request(v, row);
        return;
    }
    choose(v, row, home_next_choice(v->home, row));
}

/* The row of home.h that a command's number means; without one the row that Enter means. False: there is no such line, or it was the
 * request that nobody has opened yet, with which nothing else can be done than to open it. */
static bool row_of(struct plain_home *v, const char *text, size_t *row)
{
    size_t number = 0;
    char end = 0;
    *row = home_start_row(v->home);
    if (text[0] == '\0') {
        return true;
    }
    if (sscanf(text, "%5zu%c", &number, &end) != 1 || number < 1 || number > number_of_row(v, home_rows(v->home) - 1)) {
        tell(&v->p, "%s", _("There is no such line."));
        v->again = false;
        return false;
    }
    if (number == lying_number(v)) {
        open_request(v, v->home->lying.path);
        return false;
    }
    *row = number - 1 - (lying_number(v) > 0 && number > lying_number(v) ? 1 : 0);
    return true;
}

/* The letter of a command; a number or nothing gives '='. */
static char letter_of(const char *word)
{
    static const struct {
        const char *word;
        char letter;
    } WORDS[] = {{"request", 'r'}, {"answer", 'a'}, {"results", 's'}, {"finish", 'f'},   {"receipt", 'd'},
                 {"firm", 'p'},    {"key", 'K'},    {"c", 'p'},       {"L", 'l'},        {"language", 'l'},
                 {"help", '?'},    {"quit", 'q'},   {"home", 'h'},    {"products", 'i'}, {"k", 'K'}};
    if (word[0] == '\0' || (word[0] >= '0' && word[0] <= '9')) {
        return '=';
    }
    for (size_t i = 0; i < sizeof WORDS / sizeof *WORDS; i++) {
        if (strcasecmp(word, WORDS[i].word) == 0) {
            return WORDS[i].letter;
        }
    }
    return word[1] == '\0' ? word[0] : 0;
}

static void perform(struct plain_home *v, const char *line)
{
    char ascii[CUSTOMER_TEXT * 4], word[32];
    size_t row = 0;
    char full[WORDS_MAX];
    (void)snprintf(ascii, sizeof ascii, "%s", strlen(line) < WORDS_MAX / 4 ? command_words(line, full) : line);
    const size_t n = strcspn(ascii, " ");
    const char *rest = ascii + n + strspn(ascii + n, " ");
    (void)snprintf(word, sizeof word, "%.*s", (int)n, ascii);
    const char letter = letter_of(word);
    switch (letter) {
    case '=':
        if (word[0] == '\0' && v->found) {
            open_request(v, v->home->lying.path);
        } else if (word[0] == '\0' && came_meanwhile(v)) {
            tell(&v->p, "%s", _("A request has come meanwhile."));
        } else if (row_of(v, word, &row)) {
            go_on(v, row);
        }
        break;
    case 'r':
        open_request(v, rest);
        break;
    case 'v':
        if (row_of(v, rest, &row)) {
            look_at_request(v, row);
        }
        break;
    case 'a':
    case 's':
    case 'f':
        if (row_of(v, rest, &row)) {
            choose(v, row, letter == 'a' ? HOME_QUESTIONS : letter == 's' ? HOME_RESULTS : HOME_FINISH);
        }
        break;
    case 'd':
        if (row_of(v, rest, &row)) {
            receipt(v, row);
        }
        break;
    case 'i':
        if (row_of(v, rest, &row)) {
            products(v, rest[0] == '\0' ? SIZE_MAX : row);
        }
        break;
    case 'K':
        signing_key(v);
        break;
    case 'p':
        keep_profile(v);
        break;
    case 'l':
        v->home->ops->language(v->home->context, language_current() == LANGUAGE_JA ? LANGUAGE_EN : LANGUAGE_JA);
        refresh_home(v);
        break;
    case 'h':
        break;
    case '?':
        tell_home_help(v);
        v->again = false;
        break;
    case 'q':
        v->home->choice = HOME_LEAVE;
        v->chosen = true;
        tell(&v->p, "%s", v->home->profile->problem.text[0] == '\0' ? _("Everything is saved.") : v->home->profile->problem.text);
        break;
    default:
        tell_refused(&v->p, line, _("? lists what you can type."));
        v->again = false;
        break;
    }
}

static void first_start(struct plain_home *v)
{
    ask_language(v);
    if (!v->p.ended) {
        tell(&v->p, "%s",
             _("This is Tenken: it asks how well your firm is protected, keeps and signs the answers, and hands them to your customers."));
        tell(&v->p, "%s", _("First some particulars, asked once. Only the name is needed; Enter alone leaves the rest for later."));
        keep_profile(v);
    }
}

enum status home_plain(struct home *home, const struct plain_io *io, struct error *e)
{
    struct plain_home v = {.p = {.session = home->profile, .io = io, .at = SIZE_MAX, .owner = true}, .home = home, .again = true};
    (void)e;
    const size_t row = home_row_after(home);
    const bool page = home_back_to_page(home, row);
    buffer_init(&v.p.line, BUFFER_MAX_TEXT);
    home->choice = HOME_LEAVE;
    home->plain = true;
    if (home->first) {
        home->first = false;
        first_start(&v);
    }
    if (home->remark.text[0] != '\0') {
        tell(&v.p, "%s", home->remark.text);
        home->remark.text[0] = '\0';
    }
    if (home->request != NULL && !v.p.ended) {
        const char *path = home->request;
        home->request = NULL;
        open_request(&v, path);
    }
    if (page) {
        look_at_request(&v, row);
    }
    while (!v.chosen && !v.p.ended) {
        if (v.again) {
            tell_home(&v);
        }
        v.again = true;
        char prompt[WORDS_MAX * 2];
        home_prompt(&v, prompt);
        const char *line = ask(&v.p, prompt);
        if (line != NULL) {
            perform(&v, line);
        }
    }
    home->gone = v.p.ended;
    buffer_release(&v.p.line);
    return ST_OK;
}
