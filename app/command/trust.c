/* tenken trust: whose signatures a prime's portfolio believes. Importing and listing; accepting and revoking are in trust_accept.c,
 * settling a conflict in trust_settle.c. */
#include "base/i18n.h"
#include "command/list_mistakes.h"
#include "command/listing.h"
#include "command/returned.h"
#include "command/supplier_code.h"
#include "command/trust_accept.h"
#include "command/trust_ca.h"
#include "command/trust_settle.h"
#include "store/portfolio_merge.h"
#include "trust/certificate.h"

#include <getopt.h>

enum column { CODE, CERTIFICATE, SUBJECT, COLUMNS };

static const struct csv_column TRUST_COLUMNS[COLUMNS] = {
    [CODE] = {"supplier_code", true, SUPPLIER_CODE_HEADS},
    [CERTIFICATE] = {"certificate_sha256", true, {NULL}},
    [SUBJECT] = {"subject", false, {NULL}},
};

struct tally {
    unsigned long long pinned, unchanged, replaced, refused, suppliers;
    struct named_codes returned; /* of those suppliers: purged before */
    struct code_set seen;
    struct list_mistakes mistakes;
};

/* What was not pinned is said on stderr, each with its reason; the rest of the list goes on. */
static void report_refusal(const struct csv *csv, enum pin_result result, const char *other)
{
    const char *code = csv_field(csv, CODE);
    if (result == PIN_DIFFERS) {
        print_sentence(stderr, _("%s, line %zu: %s is pinned to another certificate; --replace would replace it."), csv->name, csv->line,
                       code);
    } else if (result == PIN_TAKEN) {
        print_sentence(stderr, _("%s, line %zu: this certificate is pinned for the supplier %s, not %s."), csv->name, csv->line, other,
                       code);
    } else {
        print_sentence(stderr, _("%s, line %zu: this certificate of %s was revoked; --replace would trust it again."), csv->name, csv->line,
                       code);
    }
}

/* All that is wrong in the row is noted. */
static enum status check_row(struct csv *csv, uint8_t certificate[SHA256_BYTES], struct tally *tally, struct error *e)
{
    enum status st = supplier_code_check(csv, CODE, NULL, e);
    st = st == ST_OK ? code_set_add(&tally->seen, csv, CODE, e) : st;
    st = list_mistakes_note(&tally->mistakes, st, e);
    if (st == ST_OK && !fingerprint_parse(csv_field(csv, CERTIFICATE), certificate)) {
        st = csv_refuse(csv, CERTIFICATE, e, _("a certificate's SHA-256 has 64 hexadecimal digits."));
    }
    return list_mistakes_note(&tally->mistakes, st, e);
}

static enum status import_row(struct portfolio *portfolio, struct csv *csv, bool replace, int64_t at, struct tally *tally, struct error *e)
{
    uint8_t certificate[SHA256_BYTES];
    char other[SUPPLIER_CODE_MAX + 1] = "";
    enum status st = check_row(csv, certificate, tally, e);
    if (st != ST_OK || tally->mistakes.count > 0) { /* nothing is kept then */
        return st;
    }
    const char *code = csv_field(csv, CODE), *subject = csv_field(csv, SUBJECT);
    int64_t id;
    st = portfolio_supplier_find(portfolio, code, &id, NULL, e);
    if (st == ST_NO) {
        const struct supplier_record record = {.code = code, .confidential = -1, .outage = -1, .access = -1};
        st = portfolio_supplier_put(portfolio, &record, at, NULL, e);
        st = st == ST_OK ? returned_note(&tally->returned, portfolio, code, e) : st;
        tally->suppliers++;
    }
    const struct pin_order order = {.code = code,
                                    .certificate = certificate,
                                    .subject = subject == NULL ? "" : subject,
                                    .replace = replace,
                                    .what = "import",
                                    .reason = ""};
    enum pin_result result = PIN_ADDED;
    if (st == ST_OK) {
        st = portfolio_pin(portfolio, &order, at, &result, other, e);
    }
    if (st != ST_OK) {
        return st;
    }
    tally->pinned += result == PIN_ADDED;
    tally->unchanged += result == PIN_UNCHANGED;
    tally->replaced += result == PIN_REPLACED;
    if (result == PIN_DIFFERS || result == PIN_TAKEN || result == PIN_REVOKED) {
        tally->refused++;
        report_refusal(csv, result, other);
    }
    return ST_OK;
}

static enum status import_rows(struct portfolio *portfolio, struct csv *csv, bool replace, int64_t at, struct tally *tally, struct error *e)
{
    enum status st = ST_OK;
    while (st == ST_OK) {
        st = csv_next(csv, e);
        st = st == ST_OK ? import_row(portfolio, csv, replace, at, tally, e) : list_mistakes_note(&tally->mistakes, st, e);
    }
    st = st == ST_NO ? list_mistakes_end(&tally->mistakes, csv, e) : st;
    return st == ST_OK ? portfolio_settle_signers(portfolio, 0, NULL, NULL, e) : st;
}

static enum status import(struct portfolio *portfolio, const char *path, bool replace, int64_t at, struct error *e)
{
    struct csv csv = {0};
    struct tally tally = {0};
    enum status st = csv_read(&csv, path, TRUST_COLUMNS, COLUMNS, e);
    if (st == ST_OK) {
        st = portfolio_begin(portfolio, true, e);
    }
    if (st == ST_OK) {
        st = portfolio_end(portfolio, import_rows(portfolio, &csv, replace, at, &tally, e), e);
    }
    if (st == ST_OK) {
        print_sentence(stdout, _("%llu certificates pinned, %llu replaced, %llu unchanged, %llu refused; %llu new suppliers."),
                       tally.pinned, tally.replaced, tally.unchanged, tally.refused, tally.suppliers);
        returned_tell(&tally.returned);
    }
    named_codes_release(&tally.returned);
    list_mistakes_release(&tally.mistakes);
    code_set_release(&tally.seen);
    csv_close(&csv);
    return st == ST_OK && tally.refused > 0 ? ST_NO : st;
}

static enum status list_json(void *context, const struct pin_record *pin, struct error *e)
{
    cJSON *o = cJSON_CreateObject();
    put_clean(o, "supplier_code", pin->code);
    put_clean(o, "name", pin->name);
    put_clean(o, "certificate_sha256", pin->certificate);
    put_clean(o, "subject", pin->subject);
    put_clean(o, "role", pin->role);
    put_clean(o, "since", pin->since);
    put_clean(o, "ended_at", pin->ended_at);
    put_clean(o, "ended", pin->ended);
    put_clean(o, "reason", pin->reason);
    return json_stream_element(context, o, e);
}

static enum status list_text(void *context, const struct pin_record *pin, struct error *e)
{
    (void)context;
    (void)e;
    char fingerprint[FINGERPRINT_TEXT], day[DATE_TEXT];
    if (pin->again) { /* what became of it since is told further down */
        return ST_OK;
    }
    fingerprint_format(pin->certificate, fingerprint);
    print_text(stdout, pin->code, 14);
    printf(" %s ", fingerprint);
    print_text(stdout, pin->name, 0);
    if (pin->ended_at[0] != '\0') {
        printf("  (");
        (void)local_day_of(pin->ended_at, day);
        printf(strcmp(pin->ended, "revoked") == 0     ? _("revoked on %.10s")
               : strcmp(pin->ended, "refused") == 0   ? _("refused on %.10s")
               : strcmp(pin->ended, "key-lost") == 0  ? _("lost, as told on %.10s")
               : strcmp(pin->ended, "untrusted") == 0 ? _("no longer by a CA and a rule since %.10s")
                                                      : _("replaced on %.10s"),
               day);
        printf(")");
    }
    printf("\n");
    return ST_OK;
}

static enum status log_element(void *context, const struct trust_entry *entry, struct error *e)
{
    cJSON *o = cJSON_CreateObject();
    cJSON_AddNumberToObject(o, "seq", (double)entry->seq);
    put_clean(o, "at", entry->at);
    put_clean(o, "what", entry->what);
    put_clean(o, "supplier_code", entry->supplier);
    put_clean(o, "certificate_sha256", entry->certificate);
    put_clean(o, "reason", entry->reason);
    put_clean(o, "hash", entry->hash);
    cJSON_AddBoolToObject(o, "intact", entry->intact);
    return json_stream_element(context, o, e);
}

/* The log's state is part of every listing: tampering must not wait for somebody to ask. */
static enum status list(struct portfolio *portfolio, bool json, int64_t now, struct error *e)
{
    struct trust_log_state log;
    enum status st = portfolio_log_verify(portfolio, &log, e);
    if (st != ST_OK) {
        return st;
    }
    if (json) {
        struct json_stream stream;
        json_stream_open(&stream);
        json_stream_list(&stream, "pins");
        st = portfolio_pins(portfolio, NULL, list_json, &stream, e);
        json_stream_list_end(&stream);
        json_stream_list(&stream, "log");
        if (st == ST_OK) {
            st = portfolio_log(portfolio, log_element, &stream, e);
        }
        json_stream_list_end(&stream);
        st = st == ST_OK ? trust_ca_list(portfolio, now, &stream, e) : st;
        json_stream_close(&stream);
    } else {
        st = portfolio_pins(portfolio, NULL, list_text, NULL, e);
        st = st == ST_OK ? trust_ca_list(portfolio, now, NULL, e) : st;
        if (log.entries > 0) {
            print_sentence(stdout, _n("Trust log: %lld entry, ending in %s.", "Trust log: %lld entries, ending in %s.", log.entries),
                           (long long)log.entries, log.hash);
        }
    }
    return st == ST_OK ? trust_log_judge(&log, e) : st;
}

struct options {
    const char *database;
    const char *action;
    const char *operand;
    const char *file;
    struct accept_options accept;
    struct trust_ca_options ca;
    bool replace, json;
};

static enum status options_read(struct options *o, int argc, char **argv, struct error *e)
{
    enum { REPLACE = 1, WHICH, REASON, ISSUER, SUBJECT_RULE, NAME, REMOVE, CHOSEN, JSON };
    static const struct option OPTIONS[] = {
        {"replace", no_argument, NULL, REPLACE},
        {"certificate", required_argument, NULL, WHICH},
        {"reason", required_argument, NULL, REASON},
        {"issuer", required_argument, NULL, ISSUER},
        {"subject", required_argument, NULL, SUBJECT_RULE},
        {"name", required_argument, NULL, NAME},
        {"remove", no_argument, NULL, REMOVE},
        {"file", required_argument, NULL, CHOSEN},
        {"json", no_argument, NULL, JSON},
        {NULL, 0, NULL, 0},
    };
    *o = (struct options){0};
    optind = 1;
    opterr = 0;
    for (int option; (option = getopt_long(argc, argv, "", OPTIONS, NULL)) != -1;) {
        if (option == REPLACE) {
            o->replace = o->accept.replace = o->ca.replace = true;
        } else if (option == WHICH) {
            o->accept.certificate = optarg;
        } else if (option == REASON) {
            o->accept.reason = o->ca.reason = optarg;
        } else if (option == ISSUER) {
            o->ca.issuer = optarg;
        } else if (option == SUBJECT_RULE) {
            o->ca.subject = optarg;
        } else if (option == NAME) {
            o->ca.name = optarg;
        } else if (option == REMOVE) {
            o->ca.remove = true;
        } else if (option == CHOSEN) {
            o->file = optarg;
        } else if (option == JSON) {
            o->json = true;
        } else {
            return usage_error(&command_trust, e, _("the option \"%s\" is not known here, or its value is missing."), argv[optind - 1]);
        }
    }
    if (argc - optind < 2) {
        return usage_error(&command_trust, e,
                           _("name the database, and say what to do: import, accept, revoke, settle, ca, rule, assessor or list."));
    }
    o->database = o->ca.database = argv[optind];
    o->action = argv[optind + 1];
    o->operand = argc - optind == 3 ? argv[optind + 2] : NULL;
    const bool is_list = strcmp(o->action, "list") == 0;
    if (argc - optind > 3 || (is_list && o->operand != NULL)) {
        return usage_error(&command_trust, e, _("there is one word too many: \"%s\"."), argv[argc - 1]);
    }
    if (!is_list && o->operand == NULL) {
        return usage_error(&command_trust, e,
                           _("name a CSV file (import), a supplier's code (accept, revoke, settle, rule), a bundle or none (ca), or a "
                             "certificate (assessor)."));
    }
    const bool settles = strcmp(o->action, "settle") == 0;
    if (settles && o->file == NULL) {
        return usage_error(&command_trust, e, _("name the file that holds with --file, as \"tenken status\" shows it."));
    }
    if ((strcmp(o->action, "revoke") == 0 || settles || o->ca.remove) && (o->accept.reason == NULL || o->accept.reason[0] == '\0')) {
        return usage_error(&command_trust, e, _("say why with --reason: it goes into the log."));
    }
    return ST_OK;
}

static enum status act_on_supplier(struct program *program, struct portfolio *portfolio, const struct options *o, int64_t now,
                                   struct error *e)
{
    const char *code = o->operand;
    char room[SUPPLIER_CODE_MAX + 1];
    const enum status st = supplier_code_meant(portfolio, &code, room, e);
    if (st != ST_OK) {
        return st;
    }
    if (strcmp(o->action, "settle") == 0) {
        return trust_settle(program, portfolio, code, o->file, o->accept.reason, e);
    }
    if (strcmp(o->action, "accept") == 0) {
        return trust_accept(portfolio, o->database, code, &o->accept, now, e);
    }
    if (strcmp(o->action, "rule") == 0) {
        return trust_rule(portfolio, code, &o->ca, now, e);
    }
    return trust_revoke(portfolio, code, o->accept.reason, now, e);
}

static enum status act(struct program *program, struct portfolio *portfolio, const struct options *o, int64_t now, struct error *e)
{
    if (strcmp(o->action, "list") == 0) {
        return list(portfolio, o->json, now, e);
    }
    if (strcmp(o->action, "import") == 0) {
        return import(portfolio, o->operand, o->replace, now, e);
    }
    if (strcmp(o->action, "ca") == 0) {
        return trust_ca(portfolio, o->operand, &o->ca, now, e);
    }
    if (strcmp(o->action, "assessor") == 0) {
        return trust_assessor(portfolio, o->operand, &o->ca, now, e);
    }
    return act_on_supplier(program, portfolio, o, now, e);
}

static enum status run(struct program *program, int argc, char **argv, struct error *e)
{
    struct options o;
    enum status st = options_read(&o, argc, argv, e);
    if (st != ST_OK) {
        return st;
    }
    const int64_t now = clock_now(&program->clock);
    const bool is_list = strcmp(o.action, "list") == 0;
    static const char *const ACTIONS[] = {"list", "import", "accept", "revoke", "settle", "ca", "rule", "assessor"};
    bool known = false;
    for (size_t i = 0; i < sizeof ACTIONS / sizeof ACTIONS[0]; i++) {
        known = known || strcmp(o.action, ACTIONS[i]) == 0;
    }
    if (!known) {
        return usage_error(&command_trust, e, _("there is no \"%s\" here."), o.action);
    }
    if (o.json && !is_list) { /* before anything is done */
        return usage_error(&command_trust, e, _("%s prints text only: it takes no --json."), o.action);
    }
    struct portfolio *portfolio = NULL;
    st = portfolio_open(&portfolio, argv[optind], is_list ? PORTFOLIO_READ : PORTFOLIO_WRITE, e);
    if (st == ST_OK) {
        st = act(program, portfolio, &o, now, e);
    }
    portfolio_close(portfolio);
    return st;
}

const struct command command_trust = {
    .name = "trust",
    .usage = N_("trust DB import CSV [--replace]\ntrust DB accept SUPPLIER [--certificate SHA256 [--replace]] [--reason TEXT]\n"
                "trust DB revoke SUPPLIER --reason TEXT\ntrust DB settle SUPPLIER --file FILE --reason TEXT\ntrust DB ca BUNDLE.pem|none "
                "[--replace] [--reason TEXT]\ntrust DB rule SUPPLIER --issuer "
                "CA.pem --subject ATTRIBUTE=VALUE | --remove --reason TEXT\ntrust DB assessor CERTIFICATE|SHA256 --name NAME | --remove "
                "--reason TEXT\ntrust DB list [--json]"),
    .help = N_("whose signatures count: pins, CA rules, assessors"),
    .run = run,
};
