#include "command/trust_settle.h"

#include "base/file_path.h"
#include "base/i18n.h"
#include "command/listing.h"
#include "command/merge_waiting.h"
#include "command/trust_accept.h"
#include "store/portfolio_conflict.h"

#define SETTLED_TEXT 1000

struct search {
    const char *wanted;
    uint8_t digest[SHA256_BYTES];
    bool has_digest;
    int64_t file, part;
    size_t files, parts; /* so many have this name or digest, or end in this name */
};

static enum status look(void *context, const struct conflict_choice *choice, struct error *e)
{
    struct search *s = context;
    (void)e;
    const bool digest = s->has_digest && memcmp(choice->digest, s->digest, SHA256_BYTES) == 0;
    if (digest || strcmp(choice->name, s->wanted) == 0) {
        s->file = choice->file;
        s->files++;
    } else if (strcmp(file_last(choice->name), s->wanted) == 0) {
        s->part = choice->file;
        s->parts++;
    }
    return ST_OK;
}

static enum status list(void *context, const struct conflict_choice *choice, struct error *e)
{
    char hex[SHA256_TEXT];
    (void)context;
    (void)e;
    hex_encode(choice->digest, SHA256_BYTES, hex);
    print_sentence(stderr, "  %s  %s", choice->name, hex);
    return ST_OK;
}

static enum status find(struct portfolio *portfolio, const char *code, const char *wanted, int64_t *file, struct error *e)
{
    struct search s = {.wanted = wanted};
    s.has_digest = fingerprint_parse(wanted, s.digest);
    enum status st = portfolio_conflict_choices(portfolio, code, look, &s, e);
    *file = s.files > 0 ? s.file : s.part;
    if (st != ST_OK || s.files == 1 || (s.files == 0 && s.parts == 1)) {
        return st;
    }
    st = portfolio_conflict_choices(portfolio, code, list, NULL, e);
    return st != ST_OK ? st
           : s.files + s.parts > 1
               ? fail(e, ST_INPUT, _("Several files of %s have this name: name the right one by its SHA-256, as listed above."), code)
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
