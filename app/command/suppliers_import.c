#include "command/suppliers_import.h"

#include "base/amount.h"
#include "base/buffer.h"
#include "base/i18n.h"
#include "base/shell_word.h"
#include "base/width.h"
#include "command/list_mistakes.h"
#include "command/listing.h"
#include "command/mail_address.h"
#include "command/named_codes.h"
#include "command/returned.h"
#include "command/same_numbers.h"
#include "command/supplier_code.h"
#include "command/supplier_list.h"
#include "command/tier_changes.h"
#include "command/unaddressed.h"
#include "command/yes_no.h"
#include "model/assessment.h"
#include "model/corporate_number.h"
#include "model/tier.h"
#include "store/portfolio_trust.h"

/* "1.23457E+12": the digits that are gone stand nowhere in the file. */
static bool shortened(const char *number)
{
    const size_t digits = strspn(number, "0123456789.");
    return digits > 0 && (number[digits] == 'E' || number[digits] == 'e');
}

static enum status refuse_number(const struct csv *csv, const char *number, const char *problem, struct error *e)
{
    struct buffer sentence;
    buffer_init(&sentence, BUFFER_MAX_TEXT);
    if (shortened(number)) {
        buffer_add_format(&sentence,
                          _("\"%s\" is what Excel made of a corporate number: format the column as text, put the 13 digits in again, and "
                            "save the list anew."),
                          number);
    } else {
        buffer_add_format(&sentence, _("\"%s\": %s"), number, problem);
    }
    const enum status st = csv_refuse(csv, SUPPLIER_NUMBER, e, buffer_text(&sentence));
    buffer_release(&sentence);
    return st;
}

/* Lists write it with hyphens, or as the number of a qualified invoice issuer. */
static enum status take_number(struct csv *csv, struct error *e)
{
    char digits[16], words[CORPORATE_NUMBER_PROBLEM];
    const char *number = csv_field(csv, SUPPLIER_NUMBER);
    const char *problem = corporate_number_problem(number, digits, words);
    if (problem != NULL) {
        return refuse_number(csv, number, problem, e);
    }
    return strcmp(number, digits) == 0 ? ST_OK : csv_put(csv, SUPPLIER_NUMBER, digits, e);
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

struct tally {
    unsigned long long put[SUPPLIER_SAME + 1], folded;
    struct list_mistakes mistakes;
    struct code_set *seen;               /* the codes of the list */
    struct named_codes untiered, absent; /* in the portfolio: without a tier; not in this list */
    struct named_codes returned;         /* new by this list, and purged before */
    struct named_codes ended;            /* in this list, though they ended */
    struct named_codes unlikely;         /* with their mail addresses, which cannot be right */
    struct tier_changes tiers;
    struct unaddressed unaddressed;
    struct same_numbers numbers; /* of the portfolio */
};

/* Of a column that the file has. */
static enum status check_field(struct csv *csv, size_t column, struct error *e)
{
    const char *text = csv_field(csv, column);
    const enum status st = csv_text_check(csv, column, e);
    if (st != ST_OK) {
        return st;
    }
    if (strlen(text) > 400) {
        return csv_refuse(csv, column, e, _("it is longer than 400 bytes."));
    }
    if (column == SUPPLIER_NAME && text[0] == '\0') {
        return csv_refuse(csv, column, e, _("the name is empty."));
    }
    if (column == SUPPLIER_NUMBER) {
        return take_number(csv, e);
    }
    const bool answer = column == SUPPLIER_CONFIDENTIAL || column == SUPPLIER_OUTAGE || column == SUPPLIER_ACCESS;
    return answer && yes_no_read(text) == YES_NO_NEITHER ? refuse_answer(csv, column, e) : ST_OK;
}

/* All that is wrong in the row is noted. */
static enum status check_row(struct csv *csv, struct tally *tally, struct error *e)
{
    static const enum supplier_column PLAIN[] = {SUPPLIER_NUMBER, SUPPLIER_PHONE, SUPPLIER_EMAIL};
    bool wide = false;
    const unsigned long long before = tally->mistakes.count;
    enum status st = list_mistakes_note(&tally->mistakes, supplier_code_check(csv, SUPPLIER_CODE, &wide, e), e);
    tally->folded += wide;
    if (st == ST_OK && tally->mistakes.count == before) {
        st = list_mistakes_note(&tally->mistakes, code_set_add(tally->seen, csv, SUPPLIER_CODE, e), e);
    }
    for (size_t i = 0; i < sizeof PLAIN / sizeof PLAIN[0] && st == ST_OK; i++) {
        st = csv_plain(csv, PLAIN[i], NULL, e);
    }
    for (size_t i = SUPPLIER_NAME; i < SUPPLIER_COLUMNS && st == ST_OK; i++) {
        if (csv_field(csv, i) != NULL) {
            st = list_mistakes_note(&tally->mistakes, check_field(csv, i, e), e);
        }
    }
    return st;
}

static enum status note_address(struct tally *tally, const struct supplier_record *s, struct error *e)
{
    char named[SUPPLIER_CODE_MAX + 128];
    if (s->email == NULL || mail_address_likely(s->email)) {
        return unaddressed_note(&tally->unaddressed, s->code, s->email, e);
    }
    (void)snprintf(named, sizeof named, "%s (%.*s)", s->code, (int)width_prefix(s->email, 60), s->email);
    return named_codes_add(&tally->unlikely, named, e);
}

static enum status import_row(struct portfolio *portfolio, struct csv *csv, int64_t at, struct tally *tally, struct error *e)
{
    enum supplier_put put = SUPPLIER_SAME;
    enum status st = check_row(csv, tally, e);
    if (st != ST_OK || tally->mistakes.count > 0) { /* nothing is kept then */
        return st;
    }
    const struct supplier_record record = {
        .code = csv_field(csv, SUPPLIER_CODE),
        .name = csv_field(csv, SUPPLIER_NAME),
        .corporate_number = csv_field(csv, SUPPLIER_NUMBER),
        .confidential = yes_no_read(csv_field(csv, SUPPLIER_CONFIDENTIAL)),
        .outage = yes_no_read(csv_field(csv, SUPPLIER_OUTAGE)),
        .access = yes_no_read(csv_field(csv, SUPPLIER_ACCESS)),
        .email = csv_field(csv, SUPPLIER_EMAIL),
        .phone = csv_field(csv, SUPPLIER_PHONE),
    };
    st = portfolio_supplier_put(portfolio, &record, at, &put, e);
    if (st == ST_OK && put == SUPPLIER_CREATED) {
        st = returned_note(&tally->returned, portfolio, record.code, e);
    }
    if (st == ST_OK && (record.email != NULL || put == SUPPLIER_CREATED)) { /* else an address that was there before stays */
        st = note_address(tally, &record, e);
    }
    tally->put[put]++;
    return st;
}

static enum status import_rows(struct portfolio *portfolio, struct csv *csv, int64_t at, struct tally *tally, struct error *e)
{
    enum status st = ST_OK;
    while (st == ST_OK) {
        st = csv_next(csv, e);
        if (st == ST_OK) {
            st = import_row(portfolio, csv, at, tally, e);
        } else {
            st = list_mistakes_note(&tally->mistakes, st, e);
        }
    }
    return st == ST_NO ? list_mistakes_end(&tally->mistakes, csv, e) : st;
}

static enum status look_after(void *context, const struct supplier_record *s, struct error *e)
{
    struct tally *tally = context;
    enum status st = tier_changes_note(&tally->tiers, s, e);
    st = st == ST_OK ? same_numbers_note(&tally->numbers, s->corporate_number, s->code, code_set_has(tally->seen, s->code), e) : st;
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
                          "with it again, \"tenken suppliers %s resume SUPPLIER\" takes it back.",
                          "%zu suppliers in this list are ones that you have ended business with, and nothing is asked of them: %s. If you "
                          "work with them again, \"tenken suppliers %s resume SUPPLIER…\" takes them back.",
                          n),
                       n, names, shell_word(database, place));
    }
}

static void tell_unlikely(struct tally *tally)
{
    const char *names;
    const size_t n = named_codes_words(&tally->unlikely, &names);
    if (n > 0) {
        print_sentence(stdout,
                       _n("The mail address of %zu supplier cannot be right: %s. Correct it in your list, and import it again.",
                          "The mail addresses of %zu suppliers cannot be right: %s. Correct them in your list, and import it again.", n),
                       n, names);
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
    tell_unlikely(tally);
    same_numbers_tell(&tally->numbers);
    if (added > 0) {
        print_sentence(stdout, _("Next: the requests, one file for each: tenken request new --help (it needs a signing key of your firm: "
                                 "tenken identity new --help)."));
    }
}

enum status suppliers_import(struct program *program, struct portfolio *portfolio, const char *database, const char *path, struct error *e)
{
    struct csv csv = {0};
    struct code_set seen = {0};
    struct tally tally = {.seen = &seen};
    enum status st = supplier_list_open(&csv, path, false, e);
    if (st == ST_OK) {
        st = portfolio_begin(portfolio, true, e);
    }
    if (st == ST_OK) {
        st = tier_changes_begin(&tally.tiers, portfolio, e);
        st = st == ST_OK ? import_rows(portfolio, &csv, clock_now(&program->clock), &tally, e) : st;
        st = portfolio_end(portfolio, st, e);
    }
    st = st == ST_OK ? portfolio_suppliers(portfolio, look_after, &tally, e) : st;
    if (st == ST_OK) {
        supplier_list_tell(&csv, database);
        tell_import(&csv, &tally, database);
    }
    list_mistakes_release(&tally.mistakes);
    unaddressed_release(&tally.unaddressed);
    named_codes_release(&tally.unlikely);
    same_numbers_release(&tally.numbers);
    named_codes_release(&tally.untiered);
    named_codes_release(&tally.absent);
    named_codes_release(&tally.returned);
    named_codes_release(&tally.ended);
    tier_changes_release(&tally.tiers);
    code_set_release(&seen);
    csv_close(&csv);
    return st;
}
