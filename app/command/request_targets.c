#include "command/request_targets.h"

#include "base/amount.h"
#include "base/i18n.h"
#include "base/list.h"
#include "base/shell_word.h"
#include "command/list_mistakes.h"
#include "command/listing.h"
#include "command/supplier_code.h"
#include "command/supplier_list.h"
#include "model/tier.h"

static bool named(const struct targets *t, const struct supplier_record *s)
{
    const struct request_options *o = t->options;
    return o->to != NULL ? strcmp(o->to, s->code) == 0 : t->listed == NULL || code_set_has(t->listed, s->code);
}

static enum status collect(void *context, const struct supplier_record *s, struct error *e)
{
    struct targets *t = context;
    const enum portfolio_tier tier = tier_from(s->confidential, s->outage, s->access);
    if (!named(t, s)) {
        return ST_OK;
    }
    if (t->options->tier != NULL && tier == PORTFOLIO_TIER_UNSET && s->ended_at[0] == '\0') {
        return named_codes_add(&t->untiered, s->code, e);
    }
    if (t->options->tier != NULL && strcmp(tier_name(tier), t->options->tier) != 0) {
        return ST_OK;
    }
    if (s->ended_at[0] != '\0') {
        return named_codes_add(&t->ended, s->code, e);
    }
    struct supplier_record *suppliers = list_room(t->suppliers, t->count, &t->capacity, sizeof *suppliers);
    if (suppliers == NULL) {
        return fail_memory(e);
    }
    t->suppliers = suppliers;
    t->suppliers[t->count] = *s;
    t->suppliers[t->count].code = arena_text(&t->arena, s->code);
    t->suppliers[t->count].name = arena_text(&t->arena, s->name);
    t->suppliers[t->count].email = arena_text(&t->arena, s->email);
    t->suppliers[t->count].corporate_number = NULL;
    t->count++;
    return t->arena.failed ? fail_memory(e) : ST_OK;
}

struct reading {
    const struct request_round *round;
    struct code_set *set;
    struct list_mistakes mistakes;
    bool unknown; /* one of them is a code that the portfolio does not know */
};

/* A code that the portfolio does not know is most likely a slip: nothing is issued then. */
static enum status check_row(struct reading *r, struct csv *csv, struct error *e)
{
    int64_t id;
    char sentence[sizeof e->text];
    enum status st = supplier_code_check(csv, 0, NULL, e);
    st = st == ST_OK ? code_set_add(r->set, csv, 0, e) : st;
    if (st == ST_OK) {
        st = portfolio_supplier_find(r->round->issuing.portfolio, csv_field(csv, 0), &id, NULL, e);
        if (st != ST_NO) {
            return st; /* a portfolio that cannot be read is no mistake of the list */
        }
        r->unknown = true;
        (void)snprintf(sentence, sizeof sentence, _("the portfolio has no supplier with the code %s."), csv_field(csv, 0));
        st = csv_refuse(csv, 0, e, sentence);
    }
    return list_mistakes_note(&r->mistakes, st, e);
}

/* Where nothing but codes is looked at, a closing word may be one. One that cannot be looked for is looked for again, and fails then. */
static bool is_code(void *context, const char *text)
{
    const struct request_round *round = context;
    int64_t id;
    struct error ignored = {0};
    return portfolio_supplier_find(round->issuing.portfolio, text, &id, NULL, &ignored) != ST_NO;
}

static enum status check_rows(struct reading *r, struct csv *csv, struct error *e)
{
    enum status st = ST_OK;
    while (st == ST_OK) {
        st = csv_next(csv, e);
        st = st == ST_OK ? check_row(r, csv, e) : list_mistakes_note(&r->mistakes, st, e);
    }
    return st == ST_NO ? ST_OK : st;
}

static enum status refuse_mistaken(const struct reading *r, const struct csv *csv, struct error *e)
{
    char place[SHELL_WORD];
    const unsigned long long n = r->mistakes.count;
    list_mistakes_tell(&r->mistakes, csv);
    if (r->unknown) {
        print_sentence(stderr, _("\"tenken suppliers %s import CSV\" takes in suppliers that the portfolio does not know yet."),
                       shell_word(r->round->options.portfolio, place));
    }
    return fail(e, ST_INPUT,
                _n("%s has %s mistake, so nobody was asked. Correct it there and ask again.",
                   "%s has %s mistakes, so nobody was asked. Correct them there and ask again.", n),
                csv->name, COUNT_TEXT(n));
}

static enum status read_list(struct request_round *round, struct code_set *set, struct error *e)
{
    struct csv csv = {.is_key = is_code, .context = round};
    struct reading r = {.round = round, .set = set};
    enum status st = supplier_list_open(&csv, round->options.list, true, e);
    st = st == ST_OK ? check_rows(&r, &csv, e) : st;
    st = st == ST_OK && r.mistakes.count > 0 ? refuse_mistaken(&r, &csv, e) : st;
    if (st == ST_OK) {
        supplier_list_tell_closed(&csv);
    }
    list_mistakes_release(&r.mistakes);
    csv_close(&csv);
    return st;
}

/* Whoever names one by its code wants it asked: to leave it out without a word would be wrong, and so would be to take it back. */
static enum status refuse_ended(struct targets *t, struct error *e)
{
    const char *codes;
    const size_t n = named_codes_words(&t->ended, &codes);
    return fail(
        e, ST_INPUT,
        _n("%zu supplier that you name is not asked any more, since business with it has ended: %s. \"tenken suppliers DB resume "
           "SUPPLIER\" takes it back.",
           "%zu suppliers that you name are not asked any more, since business with them has ended: %s. \"tenken suppliers DB resume "
           "SUPPLIER\" takes one back.",
           n),
        n, codes);
}

enum status targets_select(struct targets *t, struct request_round *r, struct error *e)
{
    struct code_set set = {0};
    char place[SHELL_WORD];
    *t = (struct targets){.options = &r->options, .listed = r->options.list != NULL ? &set : NULL};
    enum status st = r->options.list != NULL ? read_list(r, &set, e) : ST_OK;
    st = st == ST_OK ? portfolio_suppliers(r->issuing.portfolio, collect, t, e) : st;
    if (st == ST_OK && t->ended.count > 0 && (r->options.to != NULL || r->options.list != NULL)) {
        st = refuse_ended(t, e);
    } else if (st == ST_OK && t->count == 0 && t->ended.count > 0) {
        st = fail(e, ST_INPUT, "%s",
                  _("There is nobody to ask: business with all of these suppliers has ended. \"tenken suppliers DB resume SUPPLIER\" takes "
                    "one back."));
    } else if (st == ST_OK && t->count == 0 && t->untiered.count > 0) {
        st = fail(e, ST_INPUT, "%s",
                  _("There is nobody to ask in this tier. Suppliers without a tier are in none: \"tenken suppliers DB list\" shows the "
                    "tier of each."));
    } else if (st == ST_OK && t->count == 0) {
        st = r->options.to != NULL && r->options.tier == NULL
                 ? fail(e, ST_INPUT, _("There is no supplier with the code %s."), r->options.to)
                 : fail(e, ST_INPUT,
                        _("There is nobody to ask: the portfolio has no such supplier. \"tenken suppliers %s import CSV\" adds them."),
                        shell_word(r->options.portfolio, place));
    }
    code_set_release(&set);
    t->listed = NULL;
    return st;
}

void targets_release(struct targets *t)
{
    arena_release(&t->arena);
    named_codes_release(&t->untiered);
    named_codes_release(&t->ended);
    free(t->suppliers);
}

void targets_ended_tell(struct targets *t)
{
    const char *codes;
    const size_t n = named_codes_words(&t->ended, &codes);
    if (n > 0) {
        print_sentence(stdout,
                       _n("%s supplier is not asked, since business with it has ended: %s",
                          "%s suppliers are not asked, since business with them has ended: %s", n),
                       COUNT_TEXT(n), codes);
    }
}

/* By tier, some are asked by no command: whoever has none. */
void targets_untiered_tell(struct targets *t)
{
    const char *codes;
    const size_t n = named_codes_words(&t->untiered, &codes);
    if (n > 0) {
        print_sentence(stdout,
                       _n("%s supplier has no tier, so neither --tier higher nor --tier base asks it: %s",
                          "%s suppliers have no tier, so neither --tier higher nor --tier base asks them: %s", n),
                       COUNT_TEXT(n), codes);
    }
}
