#include "command/suppliers_end.h"

#include "base/i18n.h"
#include "base/shell_word.h"
#include "base/utf8.h"
#include "command/listing.h"
#include "command/named_codes.h"
#include "command/output.h"
#include "command/supplier_code.h"
#include "store/portfolio_trust.h"

#include <string.h>

#define REASON_BYTES_MAX 400 /* it stands in lines of lists */

struct order {
    const char *database, *reason;
    char **codes; /* the words of the command line */
    int ncodes;
    bool ends, json;
    int64_t now;
    struct named_codes done, before; /* that it did, and that were so before */
};

static enum status read_order(struct order *o, int argc, char **argv, struct error *e)
{
    for (int i = 1; i < argc; i++) {
        if (strcmp(argv[i], "--json") == 0) {
            o->json = true;
        } else if (strcmp(argv[i], "--reason") == 0 && o->ends && i + 1 < argc) {
            o->reason = argv[++i];
        } else if (argv[i][0] == '-') {
            return usage_error(&command_suppliers, e, _("the option \"%s\" is not known here, or its value is missing."), argv[i]);
        } else {
            o->codes[o->ncodes++] = argv[i]; /* in the place of a word that was read */
        }
    }
    if (o->ncodes == 0) {
        return usage_error(&command_suppliers, e, _("name the suppliers by their codes."));
    }
    if (strlen(o->reason) > REASON_BYTES_MAX || !utf8_valid(o->reason, strlen(o->reason))) {
        return usage_error(&command_suppliers, e, _("the text is longer than %d bytes, or not UTF-8."), REASON_BYTES_MAX);
    }
    return ST_OK;
}

/* All of them, or with one that nobody knows none. */
static enum status mark_all(struct order *o, struct portfolio *p, struct error *e)
{
    enum status st = ST_OK;
    for (int i = 0; i < o->ncodes && st == ST_OK; i++) {
        int64_t id;
        const char *code = o->codes[i];
        char room[SUPPLIER_CODE_MAX + 1];
        st = supplier_code_meant(p, &code, room, e);
        st = st == ST_OK ? portfolio_supplier_find(p, code, &id, NULL, e) : st;
        if (st == ST_NO) {
            return fail(e, ST_INPUT, _("There is no supplier with the code %s."), code);
        }
        if (st == ST_OK) {
            st = o->ends ? portfolio_supplier_end(p, code, o->reason, o->now, e) : portfolio_supplier_resume(p, code, o->now, e);
        }
        if (st == ST_NO && named_codes_have(&o->done, code)) { /* named twice */
            st = ST_OK;
        } else if (st == ST_OK || st == ST_NO) {
            st = named_codes_add(st == ST_OK ? &o->done : &o->before, code, e);
        }
    }
    return st;
}

static void tell_ended(struct order *o)
{
    const char *codes;
    char place[SHELL_WORD];
    size_t n = named_codes_words(&o->done, &codes);
    if (n > 0) {
        print_sentence(stdout,
                       _n("Business with %zu supplier has ended: %s. What it sent stays. Nothing is asked of it any more, and what is open "
                          "is not waited for.",
                          "Business with %zu suppliers has ended: %s. What they sent stays. Nothing is asked of them any more, and what is "
                          "open is not waited for.",
                          n),
                       n, codes);
        print_sentence(stdout, _("\"tenken suppliers %s resume SUPPLIER\" takes one back."), shell_word(o->database, place));
    }
    n = named_codes_words(&o->before, &codes);
    if (n > 0) {
        print_sentence(stdout,
                       _n("Business with %zu supplier had ended before, and nothing is changed: %s.",
                          "Business with %zu suppliers had ended before, and nothing is changed: %s.", n),
                       n, codes);
    }
}

static void tell_resumed(struct order *o)
{
    const char *codes;
    size_t n = named_codes_words(&o->done, &codes);
    if (n > 0) {
        print_sentence(stdout,
                       _n("%zu supplier is back: %s. What was open to it is waited for again, by the days that it had.",
                          "%zu suppliers are back: %s. What was open to them is waited for again, by the days that they had.", n),
                       n, codes);
    }
    n = named_codes_words(&o->before, &codes);
    if (n > 0) {
        print_sentence(stdout, _n("Business with %zu supplier had not ended: %s.", "Business with %zu suppliers had not ended: %s.", n), n,
                       codes);
    }
}

static enum status tell(struct order *o, struct error *e)
{
    if (o->json) {
        cJSON *object = cJSON_CreateObject();
        cJSON_AddItemToObject(object, o->ends ? "ended" : "resumed", named_codes_json(&o->done));
        cJSON_AddItemToObject(object, o->ends ? "ended_before" : "not_ended", named_codes_json(&o->before));
        return print_json(object, e);
    }
    if (o->ends) {
        tell_ended(o);
    } else {
        tell_resumed(o);
    }
    return ST_OK;
}

bool suppliers_end_named(const char *word)
{
    return strcmp(word, "end") == 0 || strcmp(word, "resume") == 0;
}

enum status suppliers_end(struct program *program, const char *database, int argc, char **argv, struct error *e)
{
    struct order o = {
        .database = database, .reason = "", .codes = argv, .ends = strcmp(argv[0], "end") == 0, .now = clock_now(&program->clock)};
    struct portfolio *p = NULL;
    enum status st = read_order(&o, argc, argv, e);
    st = st == ST_OK ? portfolio_open(&p, database, PORTFOLIO_WRITE, e) : st;
    st = st == ST_OK ? portfolio_begin(p, true, e) : st;
    st = st == ST_OK ? portfolio_end(p, mark_all(&o, p, e), e) : st;
    st = st == ST_OK ? tell(&o, e) : st;
    named_codes_release(&o.done);
    named_codes_release(&o.before);
    portfolio_close(p);
    return st;
}
