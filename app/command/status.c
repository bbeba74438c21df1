/* tenken status: what a prime has to look at in a portfolio. */
#include "base/amount.h"
#include "base/i18n.h"
#include "command/command.h"
#include "command/listing.h"
#include "command/mail_merge.h"
#include "command/periods.h"
#include "command/portfolio_packs.h"
#include "command/status_lists.h"
#include "model/record_check.h"
#include "store/portfolio_status.h"
#include "store/portfolio_trust.h"

static void print_counts(const struct status_counts *c)
{
    if (c->period[0] != '\0') {
        print_sentence(stdout,
                       _n("%s supplier, of whom %s have answered for %s.", "%s suppliers, of whom %s have answered for %s.", c->suppliers),
                       COUNT_TEXT(c->suppliers), COUNT_TEXT(c->answered_in_period), c->period);
    } else {
        print_sentence(stdout, _n("%s supplier, of whom none has answered.", "%s suppliers, of whom none has answered.", c->suppliers),
                       COUNT_TEXT(c->suppliers));
    }
    if (c->begun_in_period > 0) {
        print_sentence(stdout,
                       _n("%s more has begun and not finished, and is still expected.",
                          "%s more have begun and not finished, and are still expected.", c->begun_in_period),
                       COUNT_TEXT(c->begun_in_period));
    }
    if (c->ended > 0) {
        print_sentence(stdout,
                       _n("%s more is not counted: your business with it has ended.",
                          "%s more are not counted: your business with them has ended.", c->ended),
                       COUNT_TEXT(c->ended));
    }
    print_other_periods(&c->periods, c->period);
    if (c->higher > 0) {
        print_sentence(stdout,
                       _n("In the higher tier: %s of the %s supplier.", "In the higher tier: %s of the %s suppliers.", c->suppliers),
                       COUNT_TEXT(c->higher), COUNT_TEXT(c->suppliers));
    }
    print_sentence(
        stdout, _("Different files so far (copies count once): %s merged, %s superseded, %s in conflict, %s in quarantine, %s rejected."),
        COUNT_TEXT(c->files[MERGE_MERGED]), COUNT_TEXT(c->files[MERGE_SUPERSEDED]), COUNT_TEXT(c->files[MERGE_CONFLICT]),
        COUNT_TEXT(c->files[MERGE_QUARANTINED]), COUNT_TEXT(c->files[MERGE_REJECTED]));
    if (c->files[MERGE_UNCHANGED] > 0) {
        print_sentence(stdout,
                       _n("%s more has answers that another file had brought already.",
                          "%s more have answers that other files had brought already.", c->files[MERGE_UNCHANGED]),
                       COUNT_TEXT(c->files[MERGE_UNCHANGED]));
    }
}

static void close_json(struct status_view *v, const struct status_counts *c, const struct trust_log_state *log)
{
    json_stream_integer(&v->stream, "suppliers", (long long)c->suppliers);
    json_stream_integer(&v->stream, "higher_tier", (long long)c->higher);
    json_stream_integer(&v->stream, "answered", (long long)c->answered);
    (void)json_stream_member(&v->stream, "period", cJSON_CreateString(c->period), NULL);
    json_stream_integer(&v->stream, "answered_in_period", (long long)c->answered_in_period);
    json_stream_integer(&v->stream, "begun_in_period", (long long)c->begun_in_period);
    (void)json_stream_member(&v->stream, "periods", periods_json(&c->periods), NULL);
    json_stream_integer(&v->stream, "late", (long long)v->late);
    json_stream_integer(&v->stream, "not_asked", (long long)v->unasked);
    json_stream_integer(&v->stream, "open_before", (long long)c->earlier);
    json_stream_integer(&v->stream, "quarantined_files", (long long)v->quarantined);
    cJSON *files = cJSON_CreateObject();
    for (int state = 0; state < MERGE_STATES; state++) {
        cJSON_AddNumberToObject(files, merge_state_name((enum merge_state)state), (double)c->files[state]);
    }
    (void)json_stream_member(&v->stream, "files", files, NULL);
    (void)json_stream_member(&v->stream, "trust_log_intact", cJSON_CreateBool(log->broken == 0 && log->missing == 0), NULL);
    json_stream_close(&v->stream);
}

static enum status show(struct program *program, struct portfolio *portfolio, const char *database, const char *wanted, bool json,
                        struct error *e)
{
    struct status_view v = {.json = json, .database = database};
    struct status_counts counts;
    struct trust_log_state log;
    local_today(&program->clock, v.today);
    enum status st = portfolio_begin(portfolio, false, e); /* one and the same state throughout */
    if (st == ST_OK) {
        st = portfolio_counts(portfolio, wanted, &counts, e);
        v.period = counts.period;
        v.meant = counts.meant;
        v.earlier = counts.earlier;
        st = st == ST_OK ? period_known(&counts.periods, wanted, counts.files_in_period > 0, e) : st;
    }
    if (st == ST_OK) {
        st = portfolio_log_verify(portfolio, &log, e);
    }
    if (st == ST_OK) {
        if (json) {
            json_stream_open(&v.stream);
        } else {
            print_counts(&counts);
        }
        st = status_lists(portfolio, &v, e);
        if (json) {
            close_json(&v, &counts, &log);
        }
    }
    portfolio_rollback(portfolio);
    return st == ST_OK ? trust_log_judge(&log, e) : st;
}

static enum status write_mail(struct program *program, struct portfolio *portfolio, const char *path, bool json, struct error *e)
{
    char today[DATE_TEXT];
    struct catalog catalog;
    struct mail_merge_counts counts = {0};
    local_today(&program->clock, today);
    catalog_init(&catalog);
    enum status st = load_catalog(program, &catalog, e);
    if (st == ST_OK) {
        st = portfolio_packs_load(portfolio, &catalog, e);
    }
    if (st == ST_OK) {
        st = portfolio_begin(portfolio, false, e);
    }
    if (st == ST_OK) {
        st = mail_merge_write(portfolio, &catalog, today, path, &counts, e);
    }
    portfolio_rollback(portfolio);
    catalog_release(&catalog);
    if (st == ST_OK && !json) {
        printf("\n");
        print_sentence(stdout, _n("For mail merge: %s letter in %s", "For mail merge: %s letters in %s", counts.letters),
                       COUNT_TEXT(counts.letters), path);
        if (counts.held > 0) {
            print_sentence(
                stdout,
                _n("%s supplier whose day has passed gets no reminder: a file of theirs is in quarantine or in conflict. Look at that "
                   "first.",
                   "%s suppliers whose day has passed get no reminder: their files are in quarantine or in conflict. Look at those first.",
                   counts.held),
                COUNT_TEXT(counts.held));
        }
        if (counts.sheets > 0) {
            print_sentence(stdout,
                           _n("A new answer sheet goes with %s of them, and is to be made first: its name stands in the column attachment.",
                              "New answer sheets go with %s of them, and are to be made first: their names stand in the column attachment.",
                              counts.sheets),
                           COUNT_TEXT(counts.sheets));
            print_sentence(stdout, "%s",
                           _("\"tenken request new\" with --to SUPPLIER --again makes the new request, \"tenken pack sheet --request FILE "
                             "--xlsx OUT\" the sheet."));
        }
        unaddressed_tell(&counts.unaddressed);
    }
    unaddressed_release(&counts.unaddressed);
    return st;
}

static enum status run(struct program *program, int argc, char **argv, struct error *e)
{
    bool json = false;
    const char *database = NULL, *mail = NULL, *period = NULL;
    for (int i = 1; i < argc; i++) {
        if (strcmp(argv[i], "--json") == 0) {
            json = true;
        } else if (strcmp(argv[i], "--mail") == 0 && i + 1 < argc) {
            mail = argv[++i];
        } else if (strcmp(argv[i], "--period") == 0 && i + 1 < argc) {
            period = argv[++i];
        } else if (argv[i][0] == '-') {
            return usage_error(&command_status, e, _("the option \"%s\" is not known here, or its value is missing."), argv[i]);
        } else if (database != NULL) {
            return usage_error(&command_status, e, _("there is one word too many: \"%s\"."), argv[i]);
        } else {
            database = argv[i];
        }
    }
    if (database == NULL) {
        return usage_error(&command_status, e, _("name the database."));
    }
    if (period != NULL && !period_valid(period)) {
        return usage_error(&command_status, e, _("\"%s\" is no period: give a year like 2026."), period);
    }
    if (period != NULL && mail != NULL) {
        return usage_error(&command_status, e, _("--mail writes for the present period, and takes no --period."));
    }
    struct portfolio *portfolio = NULL;
    enum status st = portfolio_open(&portfolio, database, PORTFOLIO_READ, e);
    if (st == ST_OK) {
        st = show(program, portfolio, database, period, json, e);
    }
    if ((st == ST_OK || st == ST_NO) && mail != NULL) {
        const enum status written = write_mail(program, portfolio, mail, json, e);
        st = written == ST_OK ? st : written;
    }
    portfolio_close(portfolio);
    return st;
}

const struct command command_status = {
    .name = "status",
    .usage = N_("status DB [--period 2026 | --mail CSV] [--json]"),
    .help = N_("who has answered, what waits in quarantine, what was rejected and why"),
    .run = run,
};
