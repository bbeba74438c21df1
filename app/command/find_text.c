#include "command/find_text.h"

#include "base/amount.h"
#include "base/i18n.h"
#include "base/shell_word.h"
#include "command/listing.h"
#include "export/portfolio_words.h"

#define NEAR_TEXT 1000

/* Somebody may have replied all the same. */
static void print_aside(const struct urgent_reply *r)
{
    char day[DATE_TEXT];
    if (r->held_at[0] != '\0') {
        print_sentence(stdout, _("      a file in its name came on %s, and is in quarantine: \"tenken status\" says what to do"),
                       local_day_of(r->held_at, day));
    }
    if (r->rejected_at[0] != '\0') {
        print_sentence(stdout, _("      a file in its name came on %s, and was rejected: \"tenken status\" says what to do"),
                       local_day_of(r->rejected_at, day));
    }
}

static void print_reply(const struct urgent_reply *r)
{
    char asked[DATE_TEXT], replied[DATE_TEXT], closed[DATE_TEXT];
    (void)local_day_of(r->asked_at, asked);
    switch (r->state) {
    case URGENT_CLEAN:
        print_sentence(stdout, _("      asked on %s, replied on %s: all is done"), asked, local_day_of(r->replied_at, replied));
        break;
    case URGENT_UNUSED:
        print_sentence(stdout,
                       r->reason[0] != '\0' ? _("      asked on %s, replied on %s: does not use it: \"%s\"")
                                            : _("      asked on %s, replied on %s: does not use it"),
                       asked, local_day_of(r->replied_at, replied), r->reason);
        break;
    case URGENT_HELP:
        print_sentence(stdout, _("      asked on %s, replied on %s: needs help"), asked, local_day_of(r->replied_at, replied));
        break;
    case URGENT_BEGUN:
        print_sentence(stdout, _("      asked on %s, replied on %s: not finished"), asked, local_day_of(r->replied_at, replied));
        break;
    case URGENT_CLOSED:
        if (r->replied_at[0] != '\0') {
            print_sentence(stdout, _("      asked on %s, replied on %s, closed on %s: \"%s\""), asked, local_day_of(r->replied_at, replied),
                           local_day_of(r->closed_at, closed), r->closed_reason);
        } else {
            print_sentence(stdout, _("      asked on %s, closed on %s without a reply: \"%s\""), asked, local_day_of(r->closed_at, closed),
                           r->closed_reason);
        }
        break;
    case URGENT_OVERDUE:
        print_sentence(stdout, _("      asked on %s, no reply: it was due on %s"), asked, r->due);
        break;
    default:
        print_sentence(stdout, _("      asked on %s, no reply yet: due %s"), asked, r->due);
    }
}

void find_print_supplier(const struct found_supplier *s, const struct urgent_reply *reply)
{
    printf("  ");
    print_text(stdout, s->code, 12);
    printf("  ");
    print_text(stdout, s->name, 30);
    printf("  ");
    print_text(stdout, tier_said(s->tier), 12);
    printf("  ");
    print_text(stdout, s->answered_on[0] != '\0' ? s->answered_on : "-", 12);
    printf("  ");
    print_text(stdout, urgent_phone(reply, s), 0);
    print_sentence(stdout, "%s", urgent_phone_usual(reply, s) ? _("  (the usual phone: none for emergencies is known)") : "");
    if (s->why != FOUND_TOLD) {
        print_sentence(stdout, "      %s", found_why_words(s->why));
    }
    if (s->ended_on[0] != '\0') {
        print_sentence(stdout, _("      business ended on %s: it may still have what you gave it"), s->ended_on);
    }
    if (reply->state != URGENT_NOT_ASKED) {
        print_reply(reply);
    }
    if (urgent_aside(reply)) {
        print_aside(reply);
    }
    for (size_t i = 0; i < s->nproducts; i++) {
        const struct found_product *p = &s->products[i];
        printf("      ");
        print_text(stdout, p->name, 0);
        printf(" ");
        print_text(stdout, p->version, 0);
        printf("%s%s%s\n", p->internet ? _("  exposed to the internet") : "", p->credentials ? _("  holds credentials") : "",
               s->old ? _("  (inventory older than a year)") : "");
    }
}

void find_print_counts(const struct found_counts *c, const struct urgent_board *board)
{
    print_sentence(stdout,
                   _n("Runs it: %s supplier, %s of them exposed to the internet.",
                      "Run it: %s suppliers, %s of them exposed to the internet.", c->lists[FOUND_AFFECTED]),
                   COUNT_TEXT(c->lists[FOUND_AFFECTED]), COUNT_TEXT(c->internet));
    if (c->ended > 0) {
        print_sentence(stdout,
                       _n("Business with %s of them has ended: it may still have what you gave it. Nothing is asked of it.",
                          "Business with %s of them has ended: they may still have what you gave them. Nothing is asked of them.",
                          c->ended),
                       COUNT_TEXT(c->ended));
    }
    print_sentence(stdout, _n("Does not list it: %s supplier.", "Do not list it: %s suppliers.", c->lists[FOUND_NOT_LISTED]),
                   COUNT_TEXT(c->lists[FOUND_NOT_LISTED]));
    print_sentence(stdout,
                   _n("Cannot tell (no list of products, an empty one, or one older than a year): %s supplier.",
                      "Cannot tell (no list of products, an empty one, or one older than a year): %s suppliers.", c->lists[FOUND_UNKNOWN]),
                   COUNT_TEXT(c->lists[FOUND_UNKNOWN]));
    if (board->count > 0) {
        const int64_t *n = board->states;
        print_sentence(stdout,
                       _("Asked about it: %s. Replied that all is done: %s, that it is not used: %s, that help is needed: %s, not "
                         "finished: %s; not replied: %s, "
                         "overdue: %s; closed: %s."),
                       COUNT_TEXT(board->count), COUNT_TEXT(n[URGENT_CLEAN]), COUNT_TEXT(n[URGENT_UNUSED]), COUNT_TEXT(n[URGENT_HELP]),
                       COUNT_TEXT(n[URGENT_BEGUN]), COUNT_TEXT(n[URGENT_WAITING] + n[URGENT_OVERDUE]), COUNT_TEXT(n[URGENT_OVERDUE]),
                       COUNT_TEXT(n[URGENT_CLOSED]));
    }
}

void find_print_next(const char *database, const char *product)
{
    char place[SHELL_WORD], word[SHELL_WORD];
    database = shell_word(database, place);
    printf("\n");
    print_sentence(stdout, _("Next: ask those who run it, in \"tenken view %s\" (9, then e), or with:"), database);
    print_sentence(stdout, "  tenken find %s --product %s --request urgent --identity FILE.p12 --due DATE --mail urgent.csv", database,
                   shell_word(product, word));
}

void find_print_near(const struct product_near *near, const char *database, const char *product, bool found)
{
    char words[NEAR_TEXT], place[SHELL_WORD];
    const bool like = near_products_words(&near->like, words, sizeof words)[0] != '\0';
    if (like && !found) {
        print_sentence(stdout, _("Nobody lists anything by the name \"%s\". Did you mean: %s?"), product, words);
        return;
    }
    if (like || near->maker.count > 0) {
        printf("\n");
    }
    if (like) {
        print_sentence(stdout, _("Not found by that name, but written or sounding much like it: %s."), words);
    }
    if (near_products_words(&near->maker, words, sizeof words)[0] != '\0') {
        print_sentence(stdout, _("Other products of the same maker that suppliers list: %s."), words);
    }
    if (like || words[0] != '\0') {
        print_sentence(stdout,
                       _("If one of these is the same product, those who list it are not counted above, and are not asked: search for that "
                         "name as well, or make the names one with \"tenken find %s --aliases CSV\" (columns product,alias)."),
                       shell_word(database, place));
    }
}
