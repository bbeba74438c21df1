/* The keys of home, row by row. */
#include "tui/home_screens.h"

#include "base/i18n.h"

/* The bars that there are: of a customer's row with signed answers (UNCOPIED: while the key has no copy, the last lines name K); where all
 * is answered, Enter goes elsewhere and a leads back to the answers; of the request that nobody has opened; of all other rows. */
enum { SIGNED = 1, UNCOPIED = 2, ANSWERED = 4, LYING = 8, OTHER = 16 };
#define DRAFT (SIGNED | UNCOPIED | ANSWERED | OTHER)
#define ALL (DRAFT | LYING)

/* In the order of the bar. */
static const struct key_row {
    const char *keys, *text; /* as in key_help */
    unsigned bars;           /* those that have it */
    bool bar;
} ROWS[] = {
    {N_("Enter"), N_("go on"), DRAFT, true},
    {N_("Enter"), N_("open the request"), LYING, true},
    {"d", N_("receipt"), SIGNED | UNCOPIED, true},
    {"a", N_("correction"), SIGNED | UNCOPIED, true},
    {"a", N_("questions"), ANSWERED, true},
    {"v", N_("sent files"), SIGNED, true},
    {"s", N_("results"), ANSWERED, true},
    {"r", N_("open a request"), OTHER, true},
    {"r", N_("request"), SIGNED | UNCOPIED | ANSWERED, true},
    {"r", N_("other files"), LYING, true},
    {"K", N_("copy key"), UNCOPIED, true},
    {"f", N_("hand in"), ANSWERED | OTHER, true},
    {"q", N_("leave"), ALL, true},
    {"L", N_("日本語"), LYING | OTHER, true},
    {"p", N_("your firm"), LYING | OTHER, true},
    {"?", N_("keys"), ALL, true},
    {"i", N_("products in use"), ALL, false},
    {"v", N_("the request, and what was signed for it"), UNCOPIED, false},
    {"f", N_("hand in; 4 there: what they see"), SIGNED | UNCOPIED, false},
    {"K", N_("signing key"), ALL & ~(unsigned)UNCOPIED, false},
    {"p", N_("your firm"), SIGNED | UNCOPIED, false},
    {"L", N_("日本語"), SIGNED | UNCOPIED | ANSWERED, false},
    {"p", N_("your firm"), ANSWERED, false},
    {"s", N_("results"), DRAFT & ~(unsigned)ANSWERED, false},
    {N_("Up Down"), N_("choose a row"), ALL, false},
    {"v", N_("look at the request of this row"), ANSWERED | OTHER, false},
    {"a", N_("questions; on a sent row: a correction"), OTHER, false},
};
_Static_assert(sizeof ROWS / sizeof *ROWS < HOME_KEYS, "room for all rows and the end");

static unsigned bar_of(const struct home *home, size_t row)
{
    if (row == SIZE_MAX) {
        return LYING;
    }
    if (home_receipt_problem(home, row) == NULL) {
        return home->identity.state == IDENTITY_VALID && home->identity.uncopied ? UNCOPIED : SIGNED;
    }
    const enum home_next next = home_next(home, row);
    return next == NEXT_RESULTS || next == NEXT_LOOK || next == NEXT_FINISH || next == NEXT_VENDOR ? ANSWERED : OTHER;
}

void home_key_table(const struct home *home, size_t row, struct key_help out[HOME_KEYS])
{
    const unsigned wanted = bar_of(home, row);
    size_t n = 0;
    for (size_t i = 0; i < sizeof ROWS / sizeof *ROWS; i++) {
        if ((ROWS[i].bars & wanted) != 0) {
            out[n++] = (struct key_help){ROWS[i].keys, ROWS[i].text, ROWS[i].bar};
        }
    }
    out[n] = (struct key_help){NULL, NULL, false};
}
