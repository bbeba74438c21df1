/* The keys of home, row by row. */
#include "tui/home_screens.h"

#include "base/i18n.h"

/* The bars that there are: of a customer's row with signed answers (UNCOPIED: while the key has no copy, the last lines name K; DONE: where
 * nothing is left to be done for that customer; BARE: both); where all is answered, Enter goes elsewhere and a leads back to the answers
 * (OVER: to the results, since nothing is left); of the request that nobody has opened; of all other rows. */
enum { SIGNED = 1, UNCOPIED = 2, ANSWERED = 4, LYING = 8, OTHER = 16, DONE = 32, BARE = 64, OVER = 128 };
#define HAD (SIGNED | UNCOPIED | DONE | BARE)
#define DRAFT (HAD | ANSWERED | OVER | OTHER)
#define ALL (DRAFT | LYING)

/* In the order of the bar. */
static const struct key_row {
    const char *keys, *text; /* as in key_help */
    unsigned bars;           /* those that have it */
    bool bar;
} ROWS[] = {
    {N_("Enter"), N_("go on"), SIGNED | UNCOPIED | ANSWERED | OTHER, true},
    {N_("Enter"), N_("what they have"), DONE | BARE, true},
    {N_("Enter"), N_("results"), OVER, true},
    {N_("Enter"), N_("open the request"), LYING, true},
    {"d", N_("receipt"), SIGNED | UNCOPIED, true},
    {"a", N_("correction"), HAD, true},
    {"a", N_("questions"), ANSWERED | OVER, true},
    {"v", N_("sent files"), SIGNED, true},
    {"s", N_("results"), ANSWERED | DONE, true},
    {"r", N_("open a request"), OTHER, true},
    {"r", N_("request"), HAD | ANSWERED | OVER, true},
    {"r", N_("other files"), LYING, true},
    {"K", N_("copy key"), UNCOPIED | BARE, true},
    {"f", N_("hand in"), ANSWERED | OVER | OTHER, true},
    {"q", N_("leave"), ALL, true},
    {"L", N_("日本語"), LYING | OTHER, true},
    {"p", N_("your firm"), LYING | OTHER, true},
    {"?", N_("keys"), ALL, true},
    {"i", N_("products in use"), ALL, false},
    {"v", N_("the request, and what was signed for it"), HAD & ~(unsigned)SIGNED, false},
    {"d", N_("receipt"), DONE | BARE, false},
    {"f", N_("hand in; 4 there: what they see"), HAD, false},
    {"K", N_("signing key"), ALL & ~(unsigned)(UNCOPIED | BARE), false},
    {"p", N_("your firm"), HAD | ANSWERED | OVER, false},
    {"L", N_("日本語"), HAD | ANSWERED | OVER, false},
    {"s", N_("results"), DRAFT & ~(unsigned)(ANSWERED | DONE), false},
    {N_("Up Down"), N_("choose a row"), ALL, false},
    {"v", N_("look at the request of this row"), ANSWERED | OVER | OTHER, false},
    {"a", N_("questions; on a sent row: a correction"), OTHER, false},
};
_Static_assert(sizeof ROWS / sizeof *ROWS + 1 < sizeof((struct home_keys *)NULL)->keys / sizeof(struct key_help),
               "room for all, d, the end");

#define BEHIND_ENTER 4 /* the first row of ROWS behind those of Enter */

static unsigned bar_of(const struct home *home, size_t row)
{
    if (row == SIZE_MAX) {
        return LYING;
    }
    const bool uncopied = home->identity.state == IDENTITY_VALID && home->identity.uncopied;
    const enum home_next next = home_next(home, row);
    if (home_done_for(home, row)) {
        return uncopied ? BARE : DONE;
    }
    if (home_receipt_problem(home, row) == NULL) {
        return uncopied ? UNCOPIED : SIGNED;
    }
    if (next == NEXT_RESULTS) {
        return OVER;
    }
    return next == NEXT_LOOK || next == NEXT_FINISH || next == NEXT_VENDOR ? ANSWERED : OTHER;
}

/* What a key does. Of an earlier year the results say which: whoever wants the newest ones stands on the wrong row. */
static const char *does(const struct home *home, size_t row, const struct key_row *key, struct home_keys *table)
{
    const size_t year = row == SIZE_MAX ? 0 : home_row_year(home, row);
    if (year == 0 || strcmp(key->text, "results") != 0) {
        return key->text;
    }
    (void)snprintf(table->results, sizeof table->results, _("%s results"), home->years[year].period);
    return table->results;
}

void home_key_table(const struct home *home, size_t row, struct home_keys *table)
{
    const unsigned wanted = bar_of(home, row);
    const bool lying = home_receipts_lying(home) > 0; /* d takes them in, whatever the row, and the rows say so: it stands behind Enter */
    size_t n = 0;
    for (size_t i = 0; i < sizeof ROWS / sizeof *ROWS; i++) {
        if (lying && i == BEHIND_ENTER) {
            table->keys[n++] = (struct key_help){"d", N_("receipt"), true};
        }
        if ((ROWS[i].bars & wanted) != 0 && !(lying && strcmp(ROWS[i].keys, "d") == 0)) {
            table->keys[n++] = (struct key_help){ROWS[i].keys, does(home, row, &ROWS[i], table), ROWS[i].bar};
        }
    }
    table->keys[n] = (struct key_help){NULL, NULL, false};
}
