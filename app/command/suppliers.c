/* tenken suppliers: who a prime's suppliers are. */
#include "base/amount.h"
#include "base/buffer.h"
#include "base/i18n.h"
#include "base/shell_word.h"
#include "base/utf8.h"
#include "command/command.h"
#include "command/listing.h"
#include "command/named_codes.h"
#include "command/returned.h"
#include "command/supplier_code.h"
#include "command/supplier_list.h"
#include "command/suppliers_chase.h"
#include "command/suppliers_end.h"
#include "command/suppliers_list.h"
#include "command/tier_changes.h"
#include "command/unaddressed.h"
#include "command/yes_no.h"
#include "model/assessment.h"
#include "model/tier.h"
#include "store/portfolio_trust.h"

static bool has_controls(const char *text)
{
    uint32_t c;
    for (size_t n = strlen(text), length; n > 0; text += length, n -= length) {
        length = utf8_decode(text, n, &c);
        if (length == 0 || utf8_is_control(c)) {
            return true;
        }
    }
    return false;
}

/* "1.23457E+12": the digits that are gone stand nowhere in the file. */
static bool shortened(const char *number)
{
    const size_t digits = strspn(number, "0123456789.");
    return digits > 0 && (number[digits] == 'E' || number[digits] == 'e');
}

static enum status refuse_number(const struct csv *csv, const char *number, struct error *e)
{
    struct buffer sentence;
    buffer_init(&sentence, BUFFER_MAX_TEXT);
    buffer_add_format(&sentence,
                      shortened(number)
                          ? _("\"%s\" is what Excel made of a corporate number: format the column as text, put the 13 digits in "
                              "again, and save the list anew. Nothing was taken in.")
                          : _("a corporate number has 13 digits, the first of which checks the others; \"%s\" is wrong."),
                      number);
    const enum status st = csv_refuse(csv, SUPPLIER_NUMBER, e, buffer_text(&sentence));
    buffer_release(&sentence);
    return st;
}

static enum status refuse_answer(const struct csv *csv, size_t column, struct error *e)
{
    struct buffer sentence;
    buffer_init(&sentence, BUFFER_MAX_TEXT);
    buffer_add_format(&sentence, _("\"%s\" is neither: write yes or no, or leave it empty where nobody knows."), csv_field(csv, column));
    const enum status st = csv_refuse(csv, column, e, buffer_text(&sentence));
    buffer_release(&sentence);
    return st;
}

/* folded: counts the codes that were in full width. */
static enum status read_record(struct csv *csv, struct supplier_record *s, unsigned long long *folded, struct error *e)
{
    bool wide = false;
    enum status st = supplier_code_check(csv, SUPPLIER_CODE, &wide, e);
    *folded += wide;
    st = st == ST_OK ? csv_plain(csv, SUPPLIER_NUMBER, NULL, e) : st;
    st = st == ST_OK ? csv_plain(csv, SUPPLIER_PHONE, NULL, e) : st;
    if (st != ST_OK) {
        return st;
    }
    *s = (struct supplier_record){
        .code = csv_field(csv, SUPPLIER_CODE),
        .name = csv_field(csv, SUPPLIER_NAME),
        .corporate_number = csv_field(csv, SUPPLIER_NUMBER),
        .confidential = yes_no_read(csv_field(csv, SUPPLIER_CONFIDENTIAL)),
        .outage = yes_no_read(csv_field(csv, SUPPLIER_OUTAGE)),
        .access = yes_no_read(csv_field(csv, SUPPLIER_ACCESS)),
        .email = csv_field(csv, SUPPLIER_EMAIL),
        .phone = csv_field(csv, SUPPLIER_PHONE),
    };
    for (size_t i = 0; i < SUPPLIER_COLUMNS; i++) {
        const char *text = csv_field(csv, i);
        if (text != NULL && has_controls(text)) {
            return csv_refuse(csv, i, e, _("it holds control characters."));
        }
        if (text != NULL && strlen(text) > 400) {
            return csv_refuse(csv, i, e, _("it is longer than 400 bytes."));
        }
    }
    if (s->name[0] == '\0') {
        return csv_refuse(csv, SUPPLIER_NAME, e, _("the name is empty."));
    }
    if (s->corporate_number != NULL && s->corporate_number[0] != '\0' && !corporate_number_valid(s->corporate_number)) {
        return refuse_number(csv, s->corporate_number, e);
    }
    const int answers[] = {s->confidential, s->outage, s->access};
    for (size_t i = 0; i < 3; i++) {
        if (answers[i] == YES_NO_NEITHER) {
            return refuse_answer(csv, SUPPLIER_CONFIDENTIAL + i, e);
        }
    }
    return ST_OK;
}

struct tally {
    unsigned long long put[SUPPLIER_SAME + 1], folded;
    const struct code_set *seen;         /* the codes of the list */
    struct named_codes untiered, absent; /* in the portfolio: without a tier; not in this list */
    struct named_codes returned;         /* new by this list, and purged before */
    struct named_codes ended;            /* in this list, though they ended */
    struct tier_changes tiers;
    struct unaddressed unaddressed;
};

static enum status import_rows(struct portfolio *portfolio, struct csv *csv, struct code_set *seen, int64_t at, struct tally *tally,
                               struct error *e)
{
    enum status st;
    while ((st = csv_next(csv, e)) == ST_OK) {
        struct supplier_record record;
        enum supplier_put put = SUPPLIER_SAME;
        st = read_record(csv, &record, &tally->folded, e);
        if (st == ST_OK) {
            st = code_set_add(seen, csv, SUPPLIER_CODE, e);
        }
        if (st == ST_OK) {
            st = portfolio_supplier_put(portfolio, &record, at, &put, e);
        }
        if (st == ST_OK && put == SUPPLIER_CREATED) {
            st = returned_note(&tally->returned, portfolio, record.code, e);
        }
        if (st != ST_OK) {
            return st;
        }
        if (record.email != NULL || put == SUPPLIER_CREATED) { /* else an address that was there before stays */
            st = unaddressed_note(&tally->unaddressed, record.code, record.email, e);
        }
        if (st != ST_OK) {
            return st;
        }
        tally->put[put]++;
    }
    return st == ST_NO ? ST_OK : st;
}

static enum status look_after(void *context, const struct supplier_record *s, struct error *e)
{
    struct tally *tally = context;
    enum status st = tier_changes_note(&tally->tiers, s, e);
    if (s->ended_at[0] != '\0') {
        return st == ST_OK && code_set_has(tally->seen, s->code) ? named_codes_add(&tally->ended, s->code, e) : st;
    }
    if (st == ST_OK && tier_from(s->confidential, s->outage, s->access) == PORTFOLIO_TIER_UNSET) {
        st = named_codes_add(&tally->untiered, s->code, e);
    }
    return st == ST_OK && !code_set_has(tally->seen, s->code) ? named_codes_add(&tally->absent, s->code, e) : st;
}

static void tell_untiered(struct tally *tally)
{
    const char *names;
    const size_t n = named_codes_words(&tally->untiered, &names);
    if (n > 0) {
        print_sentence(stdout,
                       _n("%zu supplier has no tier, because none of the three questions (confidential, outage, access) is answered for "
                          "it: %s.",
                          "%zu suppliers have no tier, because none of the three questions (confidential, outage, access) is answered "
                          "for them: %s.",
                          n),
                       n, names);
    }
}

static void tell_absent(struct tally *tally, const char *database)
{
    const char *names;
    char place[SHELL_WORD];
    const size_t n = named_codes_words(&tally->absent, &names);
    if (n > 0) {
        print_sentence(stdout,
                       _n("%zu supplier here is not in this list, and stays: %s. If your business with it has ended, \"tenken suppliers %s "
                          "end SUPPLIER\" keeps what it sent, and asks nothing of it any more.",
                          "%zu suppliers here are not in this list, and stay: %s. If your business with them has ended, \"tenken suppliers "
                          "%s end SUPPLIER…\" keeps what they sent, and asks nothing of them any more.",
                          n),
                       n, names, shell_word(database, place));
    }
}

/* An old list may name it still: nobody is taken back by the way. */
static void tell_ended(struct tally *tally, const char *database)
{
    const char *names;
    char place[SHELL_WORD];
    const size_t n = named_codes_words(&tally->ended, &names);
    if (n > 0) {
        print_sentence(stdout,
                       _n("%zu supplier in this list is one that you have ended business with, and nothing is asked of it: %s. If you work "
                          "with it again, \"tenken "
                          "suppliers %s resume SUPPLIER\" takes it back.",
                          "%zu suppliers in this list are ones that you have ended business with, and nothing is asked of them: %s. If you "
                          "work with them again, "
                          "\"tenken suppliers %s resume SUPPLIER…\" takes them back.",
                          n),
                       n, names, shell_word(database, place));
    }
}

static void tell_import(const struct csv *csv, struct tally *tally, const char *database)
{
    const unsigned long long added = tally->put[SUPPLIER_CREATED];
    print_sentence(stdout, _n("%s supplier added, %s changed, %s as before.", "%s suppliers added, %s changed, %s as before.", added),
                   COUNT_TEXT(added), COUNT_TEXT(tally->put[SUPPLIER_CHANGED]), COUNT_TEXT(tally->put[SUPPLIER_SAME]));
    if (tally->folded > 0) {
        print_sentence(stdout,
                       _n("%s supplier code was in full width and is kept in half width.",
                          "%s supplier codes were in full width and are kept in half width.", tally->folded),
                       COUNT_TEXT(tally->folded));
    }
    if (csv_field(csv, SUPPLIER_CONFIDENTIAL) == NULL && csv_field(csv, SUPPLIER_OUTAGE) == NULL &&
        csv_field(csv, SUPPLIER_ACCESS) == NULL) {
        print_sentence(stdout,
                       _("The list does not say who belongs to the higher tier. Three columns do, yes or no each: confidential (our "
                         "confidential information lies on its systems), outage (its outage would delay us unacceptably), access "
                         "(its network reaches into ours). One yes makes the higher tier."));
    } else {
        tell_untiered(tally);
    }
    tier_changes_tell(&tally->tiers);
    tell_absent(tally, database);
    tell_ended(tally, database);
    returned_tell(&tally->returned);
    unaddressed_tell(&tally->unaddressed);
    if (added > 0) {
        print_sentence(stdout, _("Next: the requests, one file for each: tenken request new --help (it needs a signing key of your firm: "
                                 "tenken identity new --help)."));
    }
}

static enum status import(struct program *program, struct portfolio *portfolio, const char *database, const char *path, struct error *e)
{
    struct csv csv = {0};
    struct code_set seen = {0};
    struct tally tally = {.seen = &seen};
    enum status st = supplier_list_open(&csv, path, database, e);
    if (st == ST_OK) {
        st = portfolio_begin(portfolio, true, e);
    }
    if (st == ST_OK) {
        st = tier_changes_begin(&tally.tiers, portfolio, e);
        st = st == ST_OK ? import_rows(portfolio, &csv, &seen, clock_now(&program->clock), &tally, e) : st;
        st = portfolio_end(portfolio, st, e);
    }
    st = st == ST_OK ? portfolio_suppliers(portfolio, look_after, &tally, e) : st;
    if (st == ST_OK) {
        tell_import(&csv, &tally, database);
    }
    unaddressed_release(&tally.unaddressed);
    named_codes_release(&tally.untiered);
    named_codes_release(&tally.absent);
    named_codes_release(&tally.returned);
    named_codes_release(&tally.ended);
    tier_changes_release(&tally.tiers);
    code_set_release(&seen);
    csv_close(&csv);
    return st;
}

static enum status run(struct program *program, int argc, char **argv, struct error *e)
{
    if (argc < 3) {
        return usage_error(&command_suppliers, e,
                           _("name the database, and say what to do: import, list, end, resume, extend, clarify or settle."));
    }
    if (suppliers_end_named(argv[2])) {
        return suppliers_end(program, argv[1], argc - 2, argv + 2, e);
    }
    if (suppliers_chase_named(argv[2])) {
        return suppliers_chase(program, argv[1], argc - 2, argv + 2, e);
    }
    const bool is_import = strcmp(argv[2], "import") == 0, is_list = strcmp(argv[2], "list") == 0;
    const bool json = is_list && argc == 4 && strcmp(argv[3], "--json") == 0;
    if (!is_import && !is_list) {
        return usage_error(&command_suppliers, e, _("there is no \"%s\" here."), argv[2]);
    }
    if (is_import && strcmp(argv[argc - 1], "--json") == 0) {
        return usage_error(&command_suppliers, e, _("%s prints text only: it takes no --json."), argv[2]);
    }
    if (is_import && (argc != 4 || argv[3][0] == '-')) {
        return usage_error(&command_suppliers, e, _("name one CSV file."));
    }
    if (is_list && argc != 3 && !json) {
        return usage_error(&command_suppliers, e, _("list takes --json and nothing else."));
    }
    struct portfolio *portfolio = NULL;
    enum status st = portfolio_open(&portfolio, argv[1], is_import ? PORTFOLIO_WRITE : PORTFOLIO_READ, e);
    if (st == ST_OK) {
        st = is_import ? import(program, portfolio, argv[1], argv[3], e) : suppliers_list(portfolio, json, e);
    }
    portfolio_close(portfolio);
    return st;
}

const struct command command_suppliers = {
    .name = "suppliers",
    .usage = N_("suppliers DB import CSV\nsuppliers DB list [--json]\n"
                "suppliers DB end SUPPLIER… [--reason TEXT] [--json]\nsuppliers DB resume SUPPLIER… [--json]\n"
                "suppliers DB extend SUPPLIER --until DATE --reason TEXT\n"
                "suppliers DB clarify SUPPLIER --items PACK:ITEM,PACK:ITEM [--text TEXT]\nsuppliers DB settle QUESTION"),
    .help = N_("who your suppliers are: import a list, show it, end with one, give more time, ask about single answers"),
    .run = run,
    .options = N_("import CSV\ttakes in your list, in UTF-8 or as a Japanese Excel saves it (Shift_JIS); its first line has the heads: "
                  "supplier_code and name, and as far as you have them corporate_number, confidential, outage, access, email, phone\n"
                  "confidential\tyes or no: our confidential information lies on its systems\n"
                  "outage\tyes or no: its outage would delay us unacceptably\n"
                  "access\tyes or no: its network reaches into ours. One yes among the three makes the higher tier\n"
                  "list\tthe list as it is kept, with the tier of each\n"
                  "end SUPPLIER…\tkeeps all that they sent, and from now on asks them for nothing and waits for nothing\n"
                  "resume SUPPLIER…\ttakes them back: what was open is open again\n"
                  "extend SUPPLIER\tgives more time until a day (2026-12-15 or 2026/12/15)\n"
                  "clarify SUPPLIER\tnotes a question about single answers; \"status --mail\" writes the letter\n"
                  "settle QUESTION\ttakes that question off, by its number in \"status\""),
};
