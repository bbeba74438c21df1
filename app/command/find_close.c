#include "command/find_close.h"

#include "base/amount.h"
#include "base/i18n.h"
#include "base/shell_word.h"
#include "base/utf8.h"
#include "command/listing.h"
#include "command/output.h"
#include "command/supplier_code.h"
#include "command/urgent_close.h"
#include "store/portfolio_trust.h"

#include <string.h>

struct order {
    const struct find_close *asked;
    struct closing closing;
    struct named_codes only, left; /* whom it is for, and of these who had nothing that could be changed */
};

enum status find_close_check(const struct find_close *c, struct error *e)
{
    const char *reason = c->reason == NULL ? "" : c->reason;
    if (c->closes && c->reopens) {
        return usage_error(&command_find, e, "%s", _("--close and --reopen do not go together."));
    }
    if (c->closes && reason[strspn(reason, " ")] == '\0') {
        return usage_error(&command_find, e, "%s", _("say why it is closed with --reason TEXT: it goes into the log."));
    }
    if (!c->closes && c->reason != NULL) {
        return usage_error(&command_find, e, "%s", _("--reason belongs to --close."));
    }
    if (strlen(reason) > CLOSING_REASON_BYTES || !utf8_valid(reason, strlen(reason))) {
        return usage_error(&command_find, e, _("the text is longer than %d bytes, or not UTF-8."), CLOSING_REASON_BYTES);
    }
    return ST_OK;
}

/* The suppliers that are named; with one that nobody knows nothing is done. */
static enum status read_codes(struct order *o, struct portfolio *p, struct error *e)
{
    enum status st = ST_OK;
    for (int i = 0; i < o->asked->ncodes && st == ST_OK; i++) {
        int64_t id;
        const char *code = o->asked->codes[i];
        char room[SUPPLIER_CODE_MAX + 1];
        st = supplier_code_meant(p, &code, room, e);
        st = st == ST_OK ? portfolio_supplier_find(p, code, &id, NULL, e) : st;
        if (st == ST_NO) {
            return fail(e, ST_INPUT, _("There is no supplier with the code %s."), code);
        }
        st = st == ST_OK ? named_codes_add(&o->only, code, e) : st;
    }
    return st;
}

static enum status close_all(struct order *o, struct portfolio *p, struct error *e)
{
    enum status st = read_codes(o, p, e);
    st = st == ST_OK ? urgent_close(&o->closing, p, e) : st;
    if (st == ST_OK && o->closing.unclear) {
        const char *about;
        named_codes_words(&o->closing.about, &about);
        return fail(e, ST_INPUT,
                    _("\"%s\" means more than one of what was asked about: %s. Nothing is changed: name one of them with --product, as it "
                      "is written here."),
                    o->asked->product, about);
    }
    for (size_t i = 0; i < o->only.count && st == ST_OK; i++) {
        if (!named_codes_have(&o->closing.done, o->only.codes[i])) {
            st = named_codes_add(&o->left, o->only.codes[i], e);
        }
    }
    return st;
}

static void tell_way_back(const struct find_close *c)
{
    char place[SHELL_WORD], word[SHELL_WORD];
    const char *database = shell_word(c->database, place);
    if (c->product != NULL) {
        print_sentence(stdout, _("\"tenken find %s --product %s --reopen\" takes it back."), database, shell_word(c->product, word));
    } else {
        print_sentence(stdout, _("\"tenken find %s --reopen\" takes it back."), database);
    }
}

static void tell_about(struct order *o)
{
    const char *about;
    if (named_codes_words(&o->closing.about, &about) > 0) {
        print_sentence(stdout, _("What they are about: %s"), about);
    } else {
        print_sentence(stdout, "%s", _("They do not say what they are about."));
    }
}

static void tell_closed(struct order *o)
{
    const char *codes;
    const int64_t *n = o->closing.states;
    const size_t done = named_codes_words(&o->closing.done, &codes);
    if (done > 0) {
        print_sentence(stdout, _n("Closed for %zu supplier: %s", "Closed for %zu suppliers: %s", done), done, codes);
        print_sentence(stdout, _("Requests closed: %s. Without a reply: %s, of these overdue: %s; help needed: %s; not finished: %s."),
                       COUNT_TEXT(o->closing.requests), COUNT_TEXT(n[URGENT_WAITING] + n[URGENT_OVERDUE]), COUNT_TEXT(n[URGENT_OVERDUE]),
                       COUNT_TEXT(n[URGENT_HELP]), COUNT_TEXT(n[URGENT_BEGUN]));
        tell_about(o);
        print_sentence(stdout, "%s", _("Nobody waits for them any more. A reply that comes all the same is taken in, and counts."));
        tell_way_back(o->asked);
    } else if (o->only.count == 0 && o->asked->product != NULL) {
        print_sentence(stdout, _("Nothing that was asked about \"%s\" is open: nothing is closed."), o->asked->product);
    } else if (o->only.count == 0) {
        print_sentence(stdout, "%s", _("No emergency request that does not say what it is about is open: nothing is closed."));
    }
    const size_t left = named_codes_words(&o->left, &codes);
    if (left > 0) {
        print_sentence(stdout,
                       _n("Nothing of this was open with %zu supplier, and nothing is changed: %s",
                          "Nothing of this was open with %zu suppliers, and nothing is changed: %s", left),
                       left, codes);
    }
    if (o->closing.unnamed > 0) {
        char place[SHELL_WORD];
        print_sentence(stdout,
                       _n("%s emergency request of the last weeks that does not say what it is about stays open. It may be about something "
                          "else: \"tenken find %s --close --reason TEXT\", without --product, closes such ones.",
                          "%s emergency requests of the last weeks that do not say what they are about stay open. They may be about "
                          "something else: \"tenken find %s --close --reason TEXT\", without --product, closes such ones.",
                          o->closing.unnamed),
                       COUNT_TEXT(o->closing.unnamed), shell_word(o->asked->database, place));
    }
}

static void tell_reopened(struct order *o)
{
    const char *codes;
    const size_t done = named_codes_words(&o->closing.done, &codes);
    if (done > 0) {
        print_sentence(stdout, _n("Open again for %zu supplier: %s", "Open again for %zu suppliers: %s", done), done, codes);
        tell_about(o);
        print_sentence(stdout, "%s", _("What was open is waited for again, by the days that it had."));
    } else if (o->only.count == 0 && o->asked->product != NULL) {
        print_sentence(stdout, _("Nothing that was asked about \"%s\" is closed: nothing is changed."), o->asked->product);
    } else if (o->only.count == 0) {
        print_sentence(stdout, "%s", _("No emergency request that does not say what it is about is closed: nothing is changed."));
    }
    const size_t left = named_codes_words(&o->left, &codes);
    if (left > 0) {
        print_sentence(stdout,
                       _n("Nothing of this was closed for %zu supplier, and nothing is changed: %s",
                          "Nothing of this was closed for %zu suppliers, and nothing is changed: %s", left),
                       left, codes);
    }
}

static enum status tell(struct order *o, struct error *e)
{
    const bool closes = o->asked->closes;
    if (!o->asked->json) {
        if (closes) {
            tell_closed(o);
        } else {
            tell_reopened(o);
        }
        return ST_OK;
    }
    cJSON *object = cJSON_CreateObject();
    cJSON_AddItemToObject(object, closes ? "closed" : "reopened", named_codes_json(&o->closing.done));
    cJSON_AddItemToObject(object, closes ? "not_open" : "not_closed", named_codes_json(&o->left));
    cJSON_AddItemToObject(object, "about", named_codes_json(&o->closing.about));
    cJSON_AddNumberToObject(object, "requests", (double)o->closing.requests);
    for (int state = URGENT_WAITING; closes && state < URGENT_STATES; state++) {
        if (urgent_is_open((enum urgent_state)state)) {
            cJSON_AddNumberToObject(object, urgent_state_name((enum urgent_state)state), (double)o->closing.states[state]);
        }
    }
    if (closes) {
        cJSON_AddNumberToObject(object, "left_open_without_about", (double)o->closing.unnamed);
    }
    return print_json(object, e);
}

enum status find_close(struct program *program, struct portfolio *p, const struct find_close *c, const struct product_terms *terms,
                       struct error *e)
{
    struct order o = {.asked = c};
    o.closing = (struct closing){.scope = terms != NULL ? CLOSING_NAMED : CLOSING_UNNAMED,
                                 .terms = terms,
                                 .only = &o.only,
                                 .reason = c->closes ? c->reason : NULL,
                                 .now = clock_now(&program->clock)};
    enum status st = portfolio_begin(p, true, e);
    st = st == ST_OK ? portfolio_end(p, close_all(&o, p, e), e) : st;
    st = st == ST_OK ? tell(&o, e) : st;
    urgent_closing_release(&o.closing);
    named_codes_release(&o.only);
    named_codes_release(&o.left);
    return st;
}
