#include "command/trust_accept.h"

#include "base/amount.h"
#include "base/i18n.h"
#include "base/shell_word.h"
#include "command/listing.h"
#include "store/portfolio_look.h"
#include "store/portfolio_merge.h"
#include "store/portfolio_status.h"
#include "trust/certificate.h"

bool fingerprint_parse(const char *text, uint8_t out[SHA256_BYTES])
{
    char digits[SHA256_TEXT];
    size_t n = 0;
    for (; *text != '\0'; text++) {
        if (*text == ':' || *text == ' ') {
            continue;
        }
        if (n == SHA256_TEXT - 1) {
            return false;
        }
        digits[n++] = *text;
    }
    digits[n] = '\0';
    return n == SHA256_TEXT - 1 && hex_decode(digits, out, SHA256_BYTES);
}

/* Signers who say that they are the supplier. */
#define CANDIDATES_MAX 16
struct candidates {
    const char *code;        /* the supplier's */
    const char *wanted;      /* fingerprint (hex), or NULL */
    size_t count;            /* may be more than are kept */
    char ended[SHA256_TEXT]; /* one that was revoked or refused before, and is not counted, "" none */
    char certificates[CANDIDATES_MAX][SHA256_TEXT];
    char subject[256]; /* of the first */
    char name[400];
    char other[SUPPLIER_CODE_MAX + 1]; /* the files of the wanted certificate claim this code, not the supplier's */
};

static enum status note_candidate(void *context, const struct status_line *line, struct error *e)
{
    (void)e;
    struct candidates *c = context;
    if (c->wanted != NULL && strcmp(line->certificate, c->wanted) != 0) {
        return ST_OK;
    }
    if (line->code[0] != '\0' && strcmp(line->code, c->code) != 0) {
        (void)snprintf(c->other, sizeof c->other, "%s", line->code);
    }
    if (line->replaced && c->wanted == NULL) {
        memcpy(c->ended, line->certificate, SHA256_TEXT);
        return ST_OK;
    }
    if (c->count == 0) {
        (void)snprintf(c->subject, sizeof c->subject, "%s", line->subject);
        (void)snprintf(c->name, sizeof c->name, "%s", line->name);
    }
    if (c->count < CANDIDATES_MAX) {
        memcpy(c->certificates[c->count], line->certificate, SHA256_TEXT);
    }
    c->count++;
    return ST_OK;
}

static enum status note_key(void *context, const struct pin_record *pin, struct error *e)
{
    (void)e;
    struct trusted_key *key = context;
    if (pin->ended_at[0] == '\0' && !key->any) {
        key->any = true;
        memcpy(key->certificate, pin->certificate, SHA256_TEXT);
        (void)local_day_of(pin->since, key->since);
    }
    return ST_OK;
}

enum status trust_key_of(struct portfolio *portfolio, const char *code, struct trusted_key *out, struct error *e)
{
    *out = (struct trusted_key){0};
    return portfolio_pins(portfolio, code, note_key, out, e);
}

/* Why the prime has to say it in so many words. */
static enum status refuse_ended(struct portfolio *portfolio, const uint8_t *certificate, struct error *e)
{
    struct revocation revocation;
    char hex[SHA256_TEXT], fingerprint[FINGERPRINT_TEXT];
    const enum status st = portfolio_revocation(portfolio, certificate, &revocation, e);
    if (st != ST_OK) {
        return st == ST_NO ? ST_OK : st;
    }
    hex_encode(certificate, SHA256_BYTES, hex);
    fingerprint_format(hex, fingerprint);
    return fail(
        e, ST_INPUT,
        revocation.refused
            ? _("The certificate %s was refused here on %s: %s. To trust it all the same, say so with --certificate and --replace.")
            : _("The certificate %s was revoked here on %s: %s. To trust it all the same, say so with --certificate and --replace."),
        fingerprint, revocation.on, revocation.reason);
}

static enum status refuse_second(const struct candidates *c, const struct trusted_key *key, struct error *e)
{
    char fingerprint[FINGERPRINT_TEXT];
    fingerprint_format(key->certificate, fingerprint);
    return fail(e, ST_INPUT,
                _("%s has a certificate already: %s, trusted since %s. Only when the supplier, rung at a number that you knew before, "
                  "says that its key is another one now: name that one with --certificate, and say --replace."),
                c->code, fingerprint, key->since);
}

/* Several keys claim to be the supplier: only the phone can tell. */
static enum status refuse_several(const struct candidates *c, struct error *e)
{
    for (size_t i = 0; i < c->count && i < CANDIDATES_MAX; i++) {
        char fingerprint[FINGERPRINT_TEXT];
        fingerprint_format(c->certificates[i], fingerprint);
        fprintf(stderr, "%s\n", fingerprint);
    }
    return fail(e, ST_INPUT,
                _("%zu different keys claim to be %s: compare the fingerprints on the phone and name the right one with --certificate."),
                c->count, c->code);
}

static enum status choose(struct portfolio *portfolio, const struct accept_options *o, struct candidates *c,
                          uint8_t certificate[SHA256_BYTES], struct error *e)
{
    char wanted[SHA256_TEXT];
    if (o->certificate != NULL) {
        if (!fingerprint_parse(o->certificate, certificate)) {
            return fail(e, ST_USAGE, _("--certificate takes a SHA-256 of 64 hexadecimal digits, not \"%s\"."), o->certificate);
        }
        hex_encode(certificate, SHA256_BYTES, wanted);
        c->wanted = wanted;
    }
    const enum status st = portfolio_candidates(portfolio, c->code, o->certificate == NULL ? NULL : certificate, note_candidate, c, e);
    c->wanted = NULL;
    if (st != ST_OK || o->certificate != NULL) {
        return st;
    }
    if (c->count == 0 && c->ended[0] != '\0') {
        (void)hex_decode(c->ended, certificate, SHA256_BYTES);
        return refuse_ended(portfolio, certificate, e);
    }
    if (c->count == 0) {
        return fail(e, ST_INPUT,
                    _("Nothing in quarantine claims to be %s. \"tenken status\" lists the fingerprints that wait: name the right one with "
                      "--certificate."),
                    c->code);
    }
    if (c->count > 1) {
        return refuse_several(c, e);
    }
    (void)hex_decode(c->certificates[0], certificate, SHA256_BYTES);
    return ST_OK;
}

static enum status accept_chosen(struct portfolio *portfolio, const struct accept_options *o, const struct candidates *c,
                                 const uint8_t *certificate, int64_t now, struct error *e)
{
    struct trusted_key key;
    int64_t id;
    char other[SUPPLIER_CODE_MAX + 1] = "", hex[SHA256_TEXT];
    hex_encode(certificate, SHA256_BYTES, hex);
    enum status st = trust_key_of(portfolio, c->code, &key, e);
    const bool in_force = st == ST_OK && key.any && strcmp(key.certificate, hex) == 0;
    const bool replace = o->replace && o->certificate != NULL;
    if (st == ST_OK && c->other[0] != '\0') {
        return fail(e, ST_INPUT, _("The files of this certificate claim to be from %s, not %s."), c->other, c->code);
    }
    if (st == ST_OK) {
        st = portfolio_supplier_find(portfolio, c->code, &id, NULL, e);
    }
    if (st == ST_NO && c->count == 0) {
        return fail(e, ST_INPUT, _("There is no supplier with the code %s."), c->code);
    }
    if (st == ST_NO) {
        const struct supplier_record record = {.code = c->code, .name = c->name, .confidential = -1, .outage = -1, .access = -1};
        st = portfolio_supplier_put(portfolio, &record, now, NULL, e);
    }
    const struct pin_order order = {.code = c->code,
                                    .certificate = certificate,
                                    .subject = c->subject,
                                    .replace = replace,
                                    .what = key.any ? "key-lost" : "accept",
                                    .reason = o->reason == NULL ? "" : o->reason};
    enum pin_result result = PIN_ADDED;
    if (st == ST_OK) {
        st = portfolio_pin(portfolio, &order, now, &result, other, e);
    }
    if (st == ST_OK && result == PIN_TAKEN) {
        return fail(
            e, ST_INPUT,
            _("This certificate stands for %s, and a key stands for one supplier only: %s needs one of its own. If it never was the "
              "key of %s, \"tenken trust DB revoke %s --reason TEXT\" takes out all that it signed; after that, say this again, with "
              "--certificate and --replace."),
            other, c->code, other, other);
    }
    if (st == ST_OK && !in_force && !replace) {
        st = refuse_ended(portfolio, certificate, e);
        st = st == ST_OK && key.any ? refuse_second(c, &key, e) : st;
    }
    return st == ST_OK ? portfolio_refusal_lift(portfolio, certificate, e) : st;
}

enum status trust_accept_signer(struct portfolio *portfolio, const char *code, const struct accept_options *o, int64_t now,
                                uint8_t certificate[SHA256_BYTES], struct error *e)
{
    struct candidates c = {.code = code};
    if (code[0] == '\0' || strlen(code) > SUPPLIER_CODE_MAX) {
        return fail(e, ST_USAGE, _("A supplier code has 1 to %d bytes."), SUPPLIER_CODE_MAX);
    }
    enum status st = portfolio_begin(portfolio, true, e);
    if (st != ST_OK) {
        return st;
    }
    st = choose(portfolio, o, &c, certificate, e);
    if (st == ST_OK) {
        st = accept_chosen(portfolio, o, &c, certificate, now, e);
    }
    st = st == ST_OK ? portfolio_settle_signers(portfolio, 0, NULL, NULL, e) : st;
    return portfolio_end(portfolio, st, e);
}

/* Files that merging again would hold back for another reason, or take in as answers for another year: said now, not after it. */
struct held_still {
    const char *certificate;
    bool letter; /* one of them waits until the request is answered */
};

static enum status tell_still_held(void *context, const struct status_line *line, struct error *e)
{
    (void)e;
    struct held_still *h = context;
    const bool held = line->held == HELD_NO_ANSWER, other_year = line->held == HELD_ACCEPTED && line->open_period[0] != '\0';
    if (strcmp(line->certificate, h->certificate) != 0 || (!held && !other_year)) {
        return ST_OK;
    }
    print_sentence(stdout, "  %s: %s", line->file, line->reason);
    h->letter = h->letter || (held && line->cause != REASON_ANSWERED); /* that one is in conflict then, and the prime can settle it */
    return ST_OK;
}

struct mergeable {
    const char *database; /* NULL: they are only counted */
    long long count;
};

static enum status tell_command(void *context, const struct waiting_record *file, struct error *e)
{
    struct mergeable *m = context;
    char place[SHELL_WORD], word[SHELL_WORD];
    (void)e;
    m->count++;
    if (m->database != NULL) {
        print_sentence(stdout, "  tenken merge --into %s %s", shell_word(m->database, place), shell_word(file->name, word));
    }
    return ST_OK;
}

static enum status tell_accepted(struct portfolio *portfolio, const char *database, const char *code,
                                 const uint8_t certificate[SHA256_BYTES], struct error *e)
{
    char hex[SHA256_TEXT], fingerprint[FINGERPRINT_TEXT];
    hex_encode(certificate, SHA256_BYTES, hex);
    fingerprint_format(hex, fingerprint);
    struct held_still still = {.certificate = hex};
    struct mergeable files = {.count = 0};
    enum status st = portfolio_mergeable(portfolio, certificate, tell_command, &files, e);
    if (st == ST_OK && files.count > 0) {
        print_sentence(stdout,
                       _("%s: the certificate %s is trusted now. Run \"tenken merge\" again on the files that waited for it (%lld)."), code,
                       fingerprint, files.count);
        files.database = database;
        st = portfolio_mergeable(portfolio, certificate, tell_command, &files, e);
    } else if (st == ST_OK) {
        print_sentence(stdout, _("%s: the certificate %s is trusted now."), code, fingerprint);
    }
    st = st == ST_OK ? portfolio_status(portfolio, STATUS_QUARANTINE, tell_still_held, &still, e) : st;
    if (st == ST_OK && still.letter) {
        print_sentence(stdout, _("Such a file waits until the request is answered: \"tenken status\" with --mail writes the letter."));
    }
    return st;
}

enum status trust_accept(struct portfolio *portfolio, const char *database, const char *code, const struct accept_options *o, int64_t now,
                         struct error *e)
{
    uint8_t certificate[SHA256_BYTES];
    const enum status st = trust_accept_signer(portfolio, code, o, now, certificate, e);
    return st == ST_OK ? tell_accepted(portfolio, database, code, certificate, e) : st;
}

enum status trust_revoke(struct portfolio *portfolio, const char *code, const char *reason, int64_t now, struct error *e)
{
    int64_t files = 0;
    enum status st = portfolio_begin(portfolio, true, e);
    if (st != ST_OK) {
        return st;
    }
    st = portfolio_end(portfolio, portfolio_revoke(portfolio, code, reason, now, &files, e), e);
    if (st == ST_NO) {
        return fail(e, ST_INPUT, _("%s has no certificate that could be revoked."), code);
    }
    if (st == ST_OK) {
        print_sentence(stdout,
                       _n("%s: its certificate no longer counts; %s file that it signed was taken out of the portfolio.",
                          "%s: its certificate no longer counts; %s files that it signed were taken out of the portfolio.", files),
                       code, COUNT_TEXT(files));
        if (files > 0) {
            print_sentence(stdout,
                           _("They are all that it signed, of every year and whenever they came: what a certificate that is revoked "
                             "signed counts nowhere, until it is trusted again."));
        }
        print_sentence(
            stdout,
            _("Next: ask the supplier anew. A request that \"tenken request new --to %s\" makes now (with --again, if it was asked "
              "this before) brings a secret with which its first answers make its next key known."),
            code);
    }
    return st;
}
