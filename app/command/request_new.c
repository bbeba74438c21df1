#include "command/request_new.h"

#include "base/amount.h"
#include "base/file.h"
#include "base/i18n.h"
#include "command/letters.h"
#include "command/listing.h"
#include "command/remembered.h"
#include "command/request_key.h"
#include "command/request_mail.h"
#include "command/request_outcome.h"
#include "command/request_round.h"
#include "command/request_targets.h"
#include "command/supplier_code.h"
#include "model/json.h"
#include "trust/certificate.h"

#include <unistd.h>

/* A round, and what has come of it. */
struct asking {
    struct request_round round;
    struct round_outcome outcome;
    struct letters letters;         /* with --mail */
    cJSON *files;                   /* for --json */
    char to[SUPPLIER_CODE_MAX + 1]; /* for round.options.to */
};

static const char *issued_name(enum issued kind)
{
    static const char *const NAMES[ISSUED_KINDS] = {
        [ISSUED] = "issued",      [ISSUED_RESTORED] = "restored", [ISSUED_BEFORE] = "asked_before",
        [ISSUED_BEGUN] = "begun", [ISSUED_ANSWERED] = "answered", [ISSUED_CLOSED] = "closed",
    };
    return NAMES[kind];
}

static void tell(struct asking *a, const struct supplier_record *s, const struct issue_outcome *out, size_t done, size_t all)
{
    if (a->files != NULL) {
        cJSON *file = cJSON_CreateObject();
        put_clean(file, "supplier_code", s->code);
        put_clean(file, "state", issued_name(out->kind));
        put_clean(file, "due", out->due);
        put_clean(file, "file", out->path);
        (void)json_put(file, "enrols", cJSON_CreateBool(out->enrols));
        (void)json_put(file, "withdrawn", cJSON_CreateBool(out->withdrawn));
        (void)cJSON_AddItemToArray(a->files, file);
    }
    if (isatty(STDERR_FILENO)) {
        fprintf(stderr, done == all ? "\r\033[K" : "\r%zu / %zu", done, all);
    }
}

/* Asked before anything is made; once more inside the transaction. */
static enum status check_lost(const struct asking *a, struct error *e)
{
    bool pinned = true;
    const enum status st =
        a->round.options.lost_key ? portfolio_supplier_pinned(a->round.issuing.portfolio, a->round.options.to, &pinned, e) : ST_OK;
    return st != ST_OK || pinned
               ? st
               : fail(e, ST_INPUT,
                      _("No key of the supplier %s is trusted, so none can be lost. The same without --lost-key, and with --again if "
                        "it was asked this before, makes a request that lets it enrol its next key."),
                      a->round.options.to);
}

static enum status issue_all(struct asking *a, const struct targets *t, struct error *e)
{
    enum status st = check_lost(a, e);
    st = st != ST_OK ? st : directory_make(a->round.options.out, 0700, e);
    st = st == ST_OK && a->round.options.letters != NULL ? directory_make(a->round.options.letters, 0700, e) : st;
    if (st == ST_OK) {
        directory_sweep(a->round.options.out);
    }
    if (st == ST_OK && a->round.options.letters != NULL) {
        directory_sweep(a->round.options.letters);
    }
    for (size_t i = 0; st == ST_OK && i < t->count; i++) {
        struct issue_outcome out;
        st = issue_request(&a->round.issuing, &t->suppliers[i], &out, e);
        if (st == ST_OK) {
            st = outcome_note(&a->outcome, &t->suppliers[i], &out, e);
            tell(a, &t->suppliers[i], &out, i + 1, t->count);
            if (st == ST_OK && a->round.options.mail != NULL && !issued_is_over(out.kind)) {
                st = request_mail_put(&a->letters, &a->round.issuing, &t->suppliers[i], &out, e);
            }
            free(out.path);
        }
    }
    return st;
}

/* Other letters that lie there already stay. Where somebody is asked now, what lies there cannot be these letters: better to hear it before
 * anything is issued. */
static enum status check_mail(const struct asking *a, const struct targets *t, struct error *e)
{
    enum status st = ST_OK;
    const char *path = a->round.options.mail;
    for (size_t i = 0; st == ST_OK && access(path, F_OK) == 0 && i < t->count; i++) {
        struct issue_outcome out;
        st = issue_foresee(&a->round.issuing, &t->suppliers[i], &out, e);
        if (st == ST_OK) {
            free(out.path);
            st = out.kind == ISSUED ? fail(e, ST_INPUT, _("%s exists already: choose another name. Nothing was issued."), path) : ST_OK;
        }
    }
    return st;
}

static enum status issue_with_letters(struct asking *a, const struct targets *t, struct error *e)
{
    struct report_sender sender;
    if (a->round.options.mail == NULL) {
        return issue_all(a, t, e);
    }
    const enum status checked = check_mail(a, t, e);
    if (checked != ST_OK) {
        return checked;
    }
    report_sender_take(&sender, a->round.requester);
    const enum status st = letters_begin(&a->letters, a->round.options.mail, &sender, e);
    return st == ST_OK ? letters_end(&a->letters, issue_all(a, t, e), e) : st;
}

/* Whom suppliers are told to ask, where nobody has just said it. */
static void print_contact(const struct asking *a)
{
    struct report_sender sender;
    report_sender_take(&sender, a->round.requester);
    if (a->outcome.counts[ISSUED] > 0 && sender.contact.length == 0) {
        print_sentence(stdout, _("The requests name nobody whom a supplier could ring or write to. With --contact-name, --contact-phone "
                                 "and --contact-email they do; --again makes them anew."));
    } else if (a->outcome.counts[ISSUED] > 0 && a->round.contact_before) {
        print_sentence(stdout,
                       _("Whom to ask, as in an earlier request: %s. --contact-name, --contact-phone and --contact-email say another."),
                       buffer_text(&sender.contact));
    }
    report_sender_release(&sender);
}

static void print_withdrawn(struct asking *a)
{
    struct buffer words;
    buffer_init(&words, BUFFER_MAX_TEXT);
    outcome_withdrawn(&a->outcome, &words);
    if (words.length > 0) {
        print_sentence(stdout, "%s", buffer_text(&words));
    }
    buffer_release(&words);
}

static void print_counts(struct asking *a, struct targets *t)
{
    char groups[FINGERPRINT_TEXT], days[OUTCOME_DAYS], beside[OUTCOME_BESIDE], begun[OUTCOME_BEGUN];
    const size_t *n = a->outcome.counts;
    if (n[ISSUED] > 0) {
        printf(_n("%zu request was issued, due on %s.", "%zu requests were issued, due on %s.", n[ISSUED]), n[ISSUED], a->round.due);
    } else {
        printf("%s", _("No new request was issued: all of them were asked this before."));
    }
    printf("\n");
    print_withdrawn(a);
    if (n[ISSUED_RESTORED] > 0) {
        printf(_n("%s was issued before, due on %s, but its file was not here: it was written again as it was.",
                  "%s were issued before, due on %s, but their files were not here: they were written again as they were.",
                  n[ISSUED_RESTORED]),
               COUNT_TEXT(n[ISSUED_RESTORED]), outcome_days(&a->outcome, days));
        printf("\n");
    }
    if (a->outcome.beside > 0) {
        print_sentence(stdout, "%s", outcome_beside(&a->outcome, beside));
    }
    if (n[ISSUED_BEFORE] + n[ISSUED_ANSWERED] > 0) {
        printf(_("Nothing was done for %zu who were asked before and %zu who have answered; --again asks them anew."), n[ISSUED_BEFORE],
               n[ISSUED_ANSWERED]);
        printf("\n");
    }
    if (n[ISSUED_BEGUN] > 0) {
        print_sentence(stdout, "%s", outcome_begun(&a->outcome, begun));
    }
    if (n[ISSUED_CLOSED] > 0) {
        print_sentence(stdout,
                       _n("For %s supplier this was closed since, and nothing was written; --again asks it anew.",
                          "For %s suppliers this was closed since, and nothing was written; --again asks them anew.", n[ISSUED_CLOSED]),
                       COUNT_TEXT(n[ISSUED_CLOSED]));
    }
    targets_untiered_tell(t);
    targets_ended_tell(t);
    print_contact(a);
    if (a->outcome.enrolling > 0) {
        printf(a->round.options.letters != NULL
                   ? _n("%zu supplier has no trusted key yet: the secret to enrol one is in a letter in %s.",
                        "%zu suppliers have no trusted key yet: the secrets to enrol one are in letters in %s.", a->outcome.enrolling)
                   : _n("%zu supplier has no trusted key yet: the file in %s carries a secret to enrol one. Send it to nobody else.",
                        "%zu suppliers have no trusted key yet: their files in %s carry a secret to enrol one. Send each to nobody else.",
                        a->outcome.enrolling),
               a->outcome.enrolling, a->round.options.letters != NULL ? a->round.options.letters : a->round.options.out);
        printf("\n");
    }
    if (!round_asks_products(&a->round)) {
        print_sentence(stdout, _("These questions ask for no list of products: after an alert, nobody can tell which of these suppliers "
                                 "run the product. --pack supply-chain asks for it too."));
    }
    fingerprint_format(a->round.identity.sha256, groups);
    printf(_("When suppliers call, read out your fingerprint:\n  %.39s\n  %s\n"), groups, groups + 40);
    if (a->round.options.mail != NULL) {
        print_sentence(stdout, _n("For mail merge: %s letter in %s", "For mail merge: %s letters in %s", a->letters.count),
                       COUNT_TEXT(a->letters.count), a->round.options.mail);
        unaddressed_tell(&a->letters.unaddressed);
    } else {
        printf("%s\n", _("The mails to go with the files: \"tenken request new\" with the same words and --mail CSV (but not --again); "
                         "nobody is asked twice."));
    }
}

static enum status print_result(struct asking *a, struct targets *t, struct error *e)
{
    if (!a->round.options.json) {
        print_counts(a, t);
        return ST_OK;
    }
    cJSON *object = cJSON_CreateObject();
    for (int kind = 0; kind < ISSUED_KINDS; kind++) {
        (void)json_put_integer(object, issued_name((enum issued)kind), (int64_t)a->outcome.counts[kind]);
    }
    put_clean(object, "fingerprint", a->round.identity.sha256);
    put_clean(object, "due", a->round.due);
    (void)json_put(object, "without_tier", named_codes_json(&t->untiered));
    (void)json_put(object, "ended", named_codes_json(&t->ended));
    (void)json_put(object, "requests", a->files);
    a->files = NULL;
    return print_json(object, e);
}

/* Due next year, and for this one: most likely next year's round, begun early; who means it says so. An alert is of no year, and one
 * supplier who is asked anew has been given more time. */
static enum status check_year(const struct request_round *r, struct error *e)
{
    const struct request_options *o = &r->options;
    const bool more_time = o->again && o->to != NULL;
    if (o->period != NULL || o->about != NULL || more_time || strncmp(r->due, r->period, 4) == 0 ||
        packs_are_emergency(r->packs, r->issuing.terms.npacks)) {
        return ST_OK;
    }
    return usage_error(
        &command_request, e,
        _("the answers are due in %.4s, but would count for %s, the present year. Say which is meant: --period %.4s or --period "
          "%s."),
        r->due, r->period, r->due, r->period);
}

/* Before anything is signed: with the wrong file of two, every supplier would have to confirm the sender anew. */
static enum status tell_other_key(const struct asking *a, struct error *e)
{
    struct buffer words;
    buffer_init(&words, BUFFER_MAX_TEXT);
    const enum status st = request_key_words(&a->round, &words, e);
    if (st == ST_OK && words.length > 0) {
        print_sentence(stderr, "%s", buffer_text(&words));
    }
    buffer_release(&words);
    return st;
}

static enum status make(struct asking *a, struct error *e)
{
    struct targets targets = {0};
    a->files = a->round.options.json ? cJSON_CreateArray() : NULL;
    enum status st = round_check(&a->round, e);
    st = st == ST_OK ? check_year(&a->round, e) : st;
    st = st == ST_OK ? load_identity(a->round.options.identity, a->round.options.passphrase_file, &a->round.identity, e) : st;
    st = st == ST_OK ? portfolio_open(&a->round.issuing.portfolio, a->round.options.portfolio, PORTFOLIO_WRITE, e) : st;
    if (st == ST_OK && a->round.options.to != NULL) {
        st = supplier_code_meant(a->round.issuing.portfolio, &a->round.options.to, a->to, e);
    }
    st = st == ST_OK ? round_prepare(&a->round, e) : st;
    st = st == ST_OK ? targets_select(&targets, &a->round, e) : st;
    st = st == ST_OK ? tell_other_key(a, e) : st;
    st = st == ST_OK ? issue_with_letters(a, &targets, e) : st;
    if (st == ST_OK) {
        remembered_signer_note(a->round.issuing.program, a->round.options.identity);
    }
    st = st == ST_OK ? print_result(a, &targets, e) : st;
    unaddressed_release(&a->letters.unaddressed);
    targets_release(&targets);
    portfolio_close(a->round.issuing.portfolio);
    return st;
}

enum status request_new(struct program *program, int argc, char **argv, struct error *e)
{
    struct asking a = {.round = {.issuing = {.program = program}}};
    enum status st = request_options_read(&a.round.options, argc, argv, e);
    st = st == ST_OK ? request_options_check(&a.round.options, e) : st;
    st = st == ST_OK ? make(&a, e) : st;
    cJSON_Delete(a.files);
    outcome_release(&a.outcome);
    round_release(&a.round);
    return st;
}
