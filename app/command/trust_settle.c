#include "command/trust_settle.h"

#include "base/clock.h"
#include "base/file_path.h"
#include "base/i18n.h"
#include "command/listing.h"
#include "command/merge_waiting.h"
#include "command/trust_accept.h"
#include "store/portfolio_conflict.h"

#include <strings.h>

#define SETTLED_TEXT 1000
#define DIGITS_MIN 8

struct search {
    const char *wanted;
    uint8_t digest[SHA256_BYTES];
    bool has_digest;
    size_t digits; /* of a digest, of which it may be the beginning; 0: it is none */
    int64_t file, part;
    size_t files, parts; /* so many have this name or digest, or end in this name */
};

/* How many digits of a digest it is; 0: something else, or too few to mean one file. */
static size_t digits_of(const char *wanted)
{
    const size_t n = strlen(wanted);
    return n >= DIGITS_MIN && n < SHA256_TEXT && strspn(wanted, "0123456789abcdefABCDEF") == n ? n : 0;
}

/* By its digest or its whole name. */
static bool is_named(const struct search *s, const struct conflict_choice *choice)
{
    char hex[SHA256_TEXT];
    hex_encode(choice->digest, SHA256_BYTES, hex);
    return strcmp(choice->name, s->wanted) == 0 || (s->digits > 0 && strncasecmp(hex, s->wanted, s->digits) == 0) ||
           (s->has_digest && memcmp(choice->digest, s->digest, SHA256_BYTES) == 0);
}

static bool ends_so(const struct search *s, const struct conflict_choice *choice)
{
    return strcmp(file_last(choice->name), s->wanted) == 0;
}

static enum status look(void *context, const struct conflict_choice *choice, struct error *e)
{
    struct search *s = context;
    (void)e;
    if (is_named(s, choice)) {
        s->file = choice->file;
        s->files++;
    } else if (ends_so(s, choice)) {
        s->part = choice->file;
        s->parts++;
    }
    return ST_OK;
}

/* Those that are meant; all, where none is. */
static enum status list(void *context, const struct conflict_choice *choice, struct error *e)
{
    const struct search *s = context;
    char hex[SHA256_TEXT], received[TIME_TEXT];
    (void)e;
    if (s->files + s->parts > 0 && !is_named(s, choice) && (s->files > 0 || !ends_so(s, choice))) {
        return ST_OK;
    }
    hex_encode(choice->digest, SHA256_BYTES, hex);
    print_sentence(stderr, _("  %s  %s  first received on %s"), hex, choice->name, local_text_of(choice->received_at, received));
    return ST_OK;
}

static enum status find(struct portfolio *portfolio, const char *code, const char *wanted, int64_t *file, struct error *e)
{
    struct search s = {.wanted = wanted, .digits = digits_of(wanted)};
    s.has_digest = fingerprint_parse(wanted, s.digest);
    enum status st = portfolio_conflict_choices(portfolio, code, look, &s, e);
    *file = s.files > 0 ? s.file : s.part;
    if (st != ST_OK || s.files == 1 || (s.files == 0 && s.parts == 1)) {
        return st;
    }
    st = portfolio_conflict_choices(portfolio, code, list, &s, e);
    return st != ST_OK ? st
           : s.files + s.parts > 1
               ? fail(e, ST_INPUT,
                      _("Several files of %s have this name: name the right one by the beginning of its SHA-256, as listed above."), code)
               : fail(e, ST_INPUT, _("%s has no file \"%s\" that could be said to hold; \"tenken status\" names those in conflict."), code,
                      wanted);
}

enum status trust_settle(struct program *program, struct portfolio *portfolio, const char *code, const char *file, const char *reason,
                         struct error *e)
{
    int64_t id;
    char said[SETTLED_TEXT];
    struct catalog catalog;
    enum status st = find(portfolio, code, file, &id, e);
    if (st != ST_OK) {
        return st;
    }
    catalog_init(&catalog);
    st = load_catalog(program, &catalog, e);
    st = st == ST_OK ? merge_settle(program, portfolio, &catalog, NULL, id, reason, said, sizeof said, e) : st;
    if (st == ST_OK) {
        print_sentence(stdout, "%s", said);
    }
    catalog_release(&catalog);
    return st;
}
