/* Handing in, one line at a time: the same steps as on screen. */
#include "tui/plain_finish_parts.h"

#include "base/i18n.h"
#include "model/json.h"
#include "tui/screens.h"
#include "tui/sending.h"
#include "tui/words.h"

static void step_words(struct buffer *out, const struct handing *h, enum handing_step step)
{
    struct buffer words;
    buffer_init(&words, BUFFER_MAX_TEXT);
    buffer_init(out, BUFFER_MAX_TEXT);
    const bool complete = step == STEP_CHECK && handing_spare(&words, h); /* which "done" says */
    if (!complete) {
        handing_words(&words, h, step);
    }
    if (complete && words.length == 0) {
        (void)buffer_add_format(out, _("%d %s: done."), (int)step + 1, handing_title(step));
    } else {
        (void)buffer_add_format(out, handing_done(h, step) ? _("%d %s: done. %s") : _("%d %s: to do. %s"), (int)step + 1,
                                handing_title(step), buffer_text(&words));
    }
    buffer_release(&words);
}

/* All steps, or the one that was done last and those that have changed with it: the others are as they were told. */
static void tell_steps(struct plain *p, const struct handing *h, enum handing_step last, struct buffer told[HANDING_STEPS])
{
    if (last == HANDING_STEPS) {
        tell(p, "%s", "");
        const char *period = json_text(p->session->assessment->tree, "period");
        tell(p, _("Sign your answers of %s and hand them in. Nothing leaves this computer by itself."), period == NULL ? "-" : period);
    }
    for (int i = 0; i < HANDING_STEPS; i++) {
        struct buffer now;
        step_words(&now, h, (enum handing_step)i);
        if (last == HANDING_STEPS || i == (int)last || strcmp(buffer_text(&now), buffer_text(&told[i])) != 0) {
            tell(p, "%s", buffer_text(&now));
        }
        buffer_release(&told[i]);
        told[i] = now;
    }
}

/* Everybody who is meant has what the answers say now. */
static bool nothing_to_sign(const struct handing *h)
{
    return handing_next(h) == STEP_SIGN && handing_done(h, STEP_SIGN);
}

/* That it is so, and what is awaited, or still to be sent: not six steps that are done. */
static void tell_nothing(struct plain *p, struct handing *h)
{
    struct error e = {0};
    struct buffer text;
    buffer_init(&text, BUFFER_MAX_TEXT);
    (void)handing_same(h, &text);
    tell(p, "%s", "");
    tell(p, "%s", buffer_text(&text));
    buffer_clear(&text);
    if (!refused(p, handing_recall(h, &e), &e)) {
        sending_advice(&text, h, true);
        tell_lines(p, &text);
    }
    buffer_release(&text);
}

static bool others_outdated(const struct handing *h)
{
    for (size_t i = 0; i < h->n; i++) {
        if (!h->recipients[i].chosen && handed_outdated(&h->recipients[i].state)) {
            return true;
        }
    }
    return false;
}

/* Those who are not meant now, and have the old answers as well. */
static void tell_others(struct plain *p, const struct handing *h)
{
    for (size_t i = 0; i < h->n && handing_chosen(h) > 0; i++) {
        const struct recipient *r = &h->recipients[i];
        if (!r->chosen && handed_outdated(&r->state)) {
            tell(p,
                 handed_outdated_here(&r->state) ? _("The file for %s, signed and not sent yet, has old answers, too: step 2 adds them.")
                                                 : _("%s has old answers, too: step 2 adds them."),
                 recipient_name(r));
        }
    }
}

/* ---- the steps; each returns true when handing in is over ---- */

/* What to do about what is there to do: where the first of it is a question, Enter (g where nothing blocks) goes to it by its number. */
static void check_prompt(char out[WORDS_MAX], const struct session *s, const struct todo *first, bool blocks, bool waits)
{
    const int number = first != NULL && first->kind != TODO_GIVEN && first->question != SIZE_MAX ? question_number(s, first->question) : 0;
    if (number > 0) {
        (void)snprintf(out, WORDS_MAX,
                       !blocks ? _("Enter: go on; g: to question %d:")
                       : waits ? _("Enter: to question %d; v: the page for your IT vendor; b: back:")
                               : _("Enter: to question %d; b: back to handing in:"),
                       number);
    } else {
        (void)snprintf(out, WORDS_MAX, "%s",
                       !blocks ? _("Enter: go on; g: go to the first of them:")
                       : waits ? _("Enter: go to the first of them; v: the page for your IT vendor; b: back:")
                               : _("Enter: go to the first of them; b: back to handing in:"));
    }
}

/* Goes to the first of them. True: to a question, which ends handing in for now. */
static bool go_to(struct plain *p, enum todo_kind kind, size_t question)
{
    if (kind == TODO_NAME) {
        ask_firm(p);
        return false;
    }
    if (kind == TODO_GIVEN) {
        const size_t before = p->at;
        (void)ask_given(p);
        return p->at != before;
    }
    if (kind == TODO_PRODUCTS) {
        ask_inventory(p);
        return p->quit;
    }
    p->at = question != SIZE_MAX ? question : p->at;
    return true;
}

static bool check(struct plain *p, struct handing *h)
{
    size_t n = 0;
    struct todo *todos = todos_find(h, &n);
    const size_t blocking = todos_blocking(todos, n);
    const size_t first = n > 0 ? todos[0].question : SIZE_MAX;
    const enum todo_kind kind = n > 0 ? todos[0].kind : TODO_CONTRADICTION;
    bool waits = false;
    for (size_t i = 0; i < n; i++) {
        struct buffer words;
        buffer_init(&words, BUFFER_MAX_TEXT);
        todo_words(&words, h->session, &todos[i]);
        tell(p, todo_blocks(&todos[i]) ? _("To do: %s") : _("Worth another look: %s"), buffer_text(&words));
        if (todo_waits(h->session, &todos[i]) && !waits) {
            buffer_clear(&words);
            todo_advice(&words, h->session, &todos[i]);
            tell_lines(p, &words);
            waits = true;
        }
        if ((todo_about_day(&todos[i]) || todos[i].kind == TODO_NOTE) &&
            (i + 1 == n || todos[i + 1].kind != todos[i].kind)) { /* once, below the last of them */
            buffer_clear(&words);
            todo_advice(&words, h->session, &todos[i]);
            tell_lines(p, &words);
        }
        buffer_release(&words);
    }
    char question[WORDS_MAX];
    check_prompt(question, p->session, n > 0 ? &todos[0] : NULL, blocking > 0, waits);
    free(todos);
    if (blocking == 0) {
        tell(p, "%s", n == 0 ? _("Everything is answered and in order.") : _("Everything required is there."));
    }
    const char *letters = blocking == 0 ? " gb" : waits ? " vb" : " b";
    char letter = n > 0 ? ask_letter(p, question, letters) : 'b';
    while (letter == 'v') {
        tell_vendor_page(p);
        letter = ask_letter(p, question, letters);
    }
    if (letter == (blocking == 0 ? 'g' : ' ')) {
        return go_to(p, kind, first);
    }
    return p->ended;
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
    if (r->request == NULL && r->state.signed_on[0] != '\0') {
        (void)buffer_add_format(&words, _("signed before, on %s"), r->state.signed_on);
    }
    tell(p, r->chosen ? _("%zu %s: chosen. %s") : _("%zu %s: not chosen. %s"), number, recipient_name(r), buffer_text(&words));
    if (r->request != NULL && r->problem[0] == '\0' && r->facts.standing != STANDING_KNOWN) {
        buffer_clear(&words);
        customer_advice(&words, &r->facts);
        tell(p, "%s", buffer_text(&words));
        tell_digits(p, r->facts.groups);
        if (r->facts.host[0] != '\0') {
            tell(p, _("Answers go to this address of theirs: %s"), r->facts.host);
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
        if (line == NULL || line[0] == '\0' || backs_out(line)) {
            return;
        }
        (void)plain_ascii(line, ascii);
        const bool yes = ascii[0] == 'y' || ascii[0] == 'Y';
        size_t number = 0;
        char end = 0;
        if (sscanf(yes ? ascii + 1 : ascii, " %5zu%c", &number, &end) != 1 || number < 1 || number > h->n) {
            tell(p, "%s", _("The number of a line chooses it or takes it out; y and the number says that they read out the same digits."));
        } else if (yes) {
            confirm(p, h, &h->recipients[number - 1]);
        } else {
            h->recipients[number - 1].chosen = !h->recipients[number - 1].chosen;
        }
    }
}

static char *copy_of(const char *text)
{
    return strdup(text == NULL ? "" : text);
}

/* Asks for a text; Enter alone keeps what *value holds, which is owned. False: back, or the end of input. */
static bool ask_again(struct plain *p, const char *label, const char *help, char **value)
{
    char prompt[WORDS_MAX * 3];
    const int n = (*value)[0] == '\0' ? snprintf(prompt, sizeof prompt, _("%s (Enter: not now):"), label)
                                      : snprintf(prompt, sizeof prompt, _("%s (Enter: %s; b: back):"), label, *value);
    const char *line = ask_line(p, n > 0 ? prompt : label, help);
    const bool same = line == NULL || line[0] == '\0' || ((*value)[0] != '\0' && yes(line)); /* y to what Enter takes is no name */
    char *next = same ? NULL : strdup(line);
    if (next != NULL) {
        free(*value);
        *value = next;
    }
    return line != NULL;
}

void ask_affirmation(struct plain *p)
{
    struct error e = {0};
    char *name = copy_of(handing_person(p->session)), *role = copy_of(handing_role(p->session));
    tell(p, "%s", _("With this the management confirms that the answers are true to the best of its knowledge."));
    if (name != NULL && role != NULL &&
        ask_again(p, _("Name of the person in charge"), _("Who answers for the firm; your customers see the name."), &name) &&
        name[0] != '\0' && ask_again(p, _("Role, for example owner, managing director"), _("What that person is in the firm."), &role)) {
        if (role[0] == '\0') {
            tell(p, "%s", _("In which role? For example: owner, managing director."));
        } else if (!refused(p, handing_affirm(p->session, name, role, &e), &e)) {
            tell_saved(p, SIZE_MAX);
        }
    }
    free(name);
    free(role);
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
        return ask_preview(p, h, false);
    case STEP_AFFIRM:
        ask_affirmation(p);
        return false;
    case STEP_KEY:
        ask_key(p, h);
        return false;
    case STEP_SIGN:
    case HANDING_STEPS:
        break;
    }
    return ask_signing(p, h);
}

void ask_handed(struct plain *p, bool look)
{
    struct handing h;
    struct error e = {0};
    bool anew = false;
    handing_init(&h, p->session);
    if (handing_refresh(&h, &e) == ST_OK) {
        anew = tell_handed(p, &h, look);
    } else {
        tell(p, "%s", e.text);
    }
    handing_release(&h);
    if (anew) {
        (void)ask_finish(p);
    }
}

bool ask_finish(struct plain *p)
{
    struct handing h;
    struct error e = {0};
    bool over = false, first = true;
    enum handing_step step = HANDING_STEPS; /* done last; HANDING_STEPS: all are to be told */
    struct buffer told[HANDING_STEPS];
    if (finish_problem(p->session) != NULL) {
        tell(p, "%s", finish_problem(p->session));
        return false;
    }
    handing_init(&h, p->session);
    for (int i = 0; i < HANDING_STEPS; i++) {
        buffer_init(&told[i], BUFFER_MAX_TEXT);
    }
    while (!over && !p->ended) {
        char typed[WORDS_MAX], prompt[WORDS_MAX * 2];
        if (handing_refresh(&h, &e) != ST_OK) {
            tell(p, "%s", e.text);
            break;
        }
        const enum handing_step next = handing_next(&h);
        const bool nothing = nothing_to_sign(&h);
        if (nothing && first) {
            tell_nothing(p, &h);
        } else {
            tell_steps(p, &h, step, told);
        }
        if (step == HANDING_STEPS) {
            tell_others(p, &h);
            if (handing_closer_left(&h)) {
                tell(p, "%s", handing_closer_words());
            }
        }
        first = false;
        if (nothing) {
            (void)snprintf(
                prompt, sizeof prompt, "%s",
                others_outdated(&h)
                    ? _("Nothing is to be signed for those who are chosen. Enter: the files that were handed in; 4: what they see; "
                        "2: who else gets them; 6: sign the same again, only if you want to; l: all steps; b: back:")
                    : _("Nothing is to be signed. Enter: the files that were handed in; 4: what they see; 6: sign the same again, only if "
                        "you "
                        "want to; l: all steps; b: back:"));
        } else {
            (void)snprintf(prompt, sizeof prompt, _("Enter: %d %s; a number: that step; l: all steps; b: back:"), (int)next + 1,
                           handing_title(next));
        }
        char letter = '?';
        while (letter == '?') {
            const char *line = ask(p, prompt);
            const char *ascii = line == NULL || backs_out(line) ? "b" : plain_ascii(line, typed);
            letter = ascii[0] == '\0'                                             ? nothing ? 'h' : (char)('1' + (int)next)
                                                                 : ascii[1] != '\0' || strchr("123456biwl", ascii[0]) == NULL ? '?'
                                                                                  : ascii[0];
            if (letter == '?') {
                if (!asks_help(ascii)) {
                    tell_refused(p, ascii, _("Here it is one of these:"));
                }
                tell(p, "%s",
                     _("Enter takes the step that comes next; a number from 1 to 6 takes that step; l reads all steps with their state; i "
                       "lists the products and services that you use; w is the second pass; b goes back, and nothing is signed."));
            }
        }
        if (letter == 'b') {
            break;
        }
        if (letter == 'i') { /* the preview says so */
            ask_inventory(p);
            over = p->quit;
            continue;
        }
        if (letter == 'w') {
            ask_closer(p);
            continue;
        }
        if (letter == 'h') {
            (void)tell_handed(p, &h, false); /* not out of date: it is the same */
            step = STEP_SIGN;
            over = p->quit;
            continue;
        }
        step = letter == 'l' ? HANDING_STEPS : (enum handing_step)(letter - '1');
        over = step < HANDING_STEPS && perform(p, &h, step);
    }
    for (int i = 0; i < HANDING_STEPS; i++) {
        buffer_release(&told[i]);
    }
    const bool signed_now = h.nhanded > 0 && !h.recalled;
    handing_release(&h);
    return signed_now;
}
