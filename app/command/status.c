/* tenken status: what a prime has to look at in a portfolio. */
#include "base/amount.h"
#include "base/i18n.h"
#include "command/command.h"
#include "command/listing.h"
#include "command/mail_merge.h"
#include "command/periods.h"
#include "command/portfolio_packs.h"
#include "export/portfolio_words.h"
#include "model/tier.h"
#include "store/portfolio_chase.h"
#include "store/portfolio_status.h"
#include "store/portfolio_trust.h"
#include "trust/certificate.h"

/* Lines of each list shown to people; --json has them all. */
#define LINES_SHOWN 20

struct view {
    bool json;
    struct json_stream stream;
    char today[DATE_TEXT];
    int64_t lines;       /* of the present list */
    const char *title;   /* of the present list, until its first line */
    int64_t quarantined; /* files in quarantine */
    int64_t late;
};

/* Ends every line of a list for people; false when enough have been shown. */
static bool show_line(struct view *v)
{
    if (v->lines++ == 0) {
        printf("\n%s\n", v->title);
    }
    return v->lines <= LINES_SHOWN;
}

static void print_named(const struct status_line *line)
{
    printf("  ");
    print_text(stdout, line->code[0] == '\0' ? _("(no code)") : line->code, 12);
    printf("  ");
    print_text(stdout, line->name, 30);
}

static enum status quarantine(void *context, const struct status_line *line, struct error *e)
{
    struct view *v = context;
    v->quarantined += line->count;
    if (v->json) {
        cJSON *o = cJSON_CreateObject();
        put_clean(o, "certificate_sha256", line->certificate);
        put_clean(o, "subject", line->subject);
        put_clean(o, "claimed_supplier_code", line->code);
        put_clean(o, "claimed_name", line->name);
        put_clean(o, "verdict", line->verdict);
        put_clean(o, "reason", line->reason);
        put_clean(o, "first_received_at", line->received_at);
        put_clean(o, "file", line->file);
        cJSON_AddNumberToObject(o, "files", (double)line->count);
        return json_stream_element(&v->stream, o, e);
    }
    if (!show_line(v)) {
        return ST_OK;
    }
    print_named(line);
    printf("  ");
    printf(_n("%lld file", "%lld files", line->count), (long long)line->count);
    if (line->certificate[0] != '\0') {
        char fingerprint[FINGERPRINT_TEXT];
        fingerprint_format(line->certificate, fingerprint);
        printf("\n    %s", fingerprint);
    }
    printf("\n    ");
    print_text(stdout, line->reason, 0);
    printf("\n");
    return ST_OK;
}

static enum status reasoned(void *context, const struct status_line *line, struct error *e)
{
    struct view *v = context;
    if (v->json) {
        cJSON *o = cJSON_CreateObject();
        put_clean(o, "file", line->file);
        put_clean(o, "reason", line->reason);
        put_clean(o, "received_at", line->received_at);
        put_clean(o, "supplier_code", line->code);
        put_clean(o, "name", line->name);
        if (line->verdict[0] != '\0') {
            put_clean(o, "verdict", line->verdict);
        }
        return json_stream_element(&v->stream, o, e);
    }
    if (!show_line(v)) {
        return ST_OK;
    }
    printf("  ");
    print_text(stdout, line->file, 0);
    printf("\n    ");
    print_text(stdout, line->reason, 0);
    printf("\n");
    return ST_OK;
}

static enum status waiting(void *context, const struct status_line *line, struct error *e)
{
    struct view *v = context;
    const enum portfolio_state state = portfolio_standing_state(&line->standing, v->today);
    const bool late = state == PORTFOLIO_LATE;
    const enum portfolio_tier tier = tier_from(line->tiering[0], line->tiering[1], line->tiering[2]);
    const bool extended = line->first_due[0] != '\0' && strcmp(line->first_due, line->due) != 0;
    v->late += late;
    if (v->json) {
        cJSON *o = cJSON_CreateObject();
        put_clean(o, "supplier_code", line->code);
        put_clean(o, "name", line->name);
        put_clean(o, "email", line->email);
        put_clean(o, "tier", tier_name(tier));
        put_clean(o, "due", line->due);
        put_clean(o, "first_due", line->first_due);
        cJSON_AddBoolToObject(o, "late", late);
        put_clean(o, "state", portfolio_state_name(state));
        cJSON_AddBoolToObject(o, "further", line->further);
        return json_stream_element(&v->stream, o, e);
    }
    if (!show_line(v)) {
        return ST_OK;
    }
    print_named(line);
    printf("  ");
    print_text(stdout, tier == PORTFOLIO_TIER_HIGHER ? _("higher tier") : "", 12);
    printf("  ");
    printf(late ? _("late since %s") : "%s", line->due); /* a day: our own */
    printf("%s%s", extended ? _(" (extended)") : "", line->further ? _(" (another request)") : "");
    printf(state == PORTFOLIO_QUARANTINED || state == PORTFOLIO_CONFLICT ? " (%s)\n" : "\n", state_words(state));
    return ST_OK;
}

static enum status packs(void *context, const struct status_line *line, struct error *e)
{
    struct view *v = context;
    if (v->json) {
        cJSON *o = cJSON_CreateObject();
        put_clean(o, "pack", line->pack);
        put_clean(o, "version", line->version);
        put_clean(o, "sha256", line->digest);
        cJSON_AddNumberToObject(o, "answers", (double)line->count);
        return json_stream_element(&v->stream, o, e);
    }
    if (!show_line(v)) {
        return ST_OK;
    }
    printf("  ");
    print_text(stdout, line->pack, 0);
    printf(" ");
    print_text(stdout, line->version, 0);
    printf("  %.12s…  ", line->digest);
    print_sentence(stdout, _n("%s supplier", "%s suppliers", line->count), COUNT_TEXT(line->count));
    return ST_OK;
}

static enum status scores(void *context, const struct status_line *line, struct error *e)
{
    struct view *v = context;
    if (v->json) {
        cJSON *o = cJSON_CreateObject();
        put_clean(o, "supplier_code", line->code);
        put_clean(o, "name", line->name);
        put_clean(o, "file", line->file);
        return json_stream_element(&v->stream, o, e);
    }
    if (!show_line(v)) {
        return ST_OK;
    }
    print_named(line);
    printf("\n");
    return ST_OK;
}

static enum status question(void *context, const struct clarification *c, struct error *e)
{
    struct view *v = context;
    if (v->json) {
        cJSON *o = cJSON_CreateObject();
        cJSON_AddNumberToObject(o, "number", (double)c->id);
        put_clean(o, "supplier_code", c->code);
        put_clean(o, "name", c->name);
        put_clean(o, "items", c->items);
        put_clean(o, "text", c->text);
        put_clean(o, "asked_at", c->asked_at);
        cJSON_AddBoolToObject(o, "answered_since", c->answered);
        return json_stream_element(&v->stream, o, e);
    }
    if (!show_line(v)) {
        return ST_OK;
    }
    printf("  %4lld  ", (long long)c->id);
    print_text(stdout, c->code, 12);
    printf("  ");
    print_text(stdout, c->items, 0);
    printf("  ");
    print_text(stdout, c->text, 0);
    printf("%s\n", c->answered ? _("  (new answers have come since)") : "");
    return ST_OK;
}

/* Ends one list. */
static void end_list(struct view *v)
{
    if (v->json) {
        json_stream_list_end(&v->stream);
    } else if (v->lines > LINES_SHOWN) {
        print_sentence(stdout, _("  … and %s more: --json lists them all."), COUNT_TEXT(v->lines - LINES_SHOWN));
    }
}

static void begin_list(struct view *v, const char *key, const char *title)
{
    v->lines = 0;
    v->title = title;
    if (v->json) {
        json_stream_list(&v->stream, key);
    }
}

static enum status purged(void *context, const struct status_line *line, struct error *e)
{
    struct view *v = context;
    if (v->json) {
        cJSON *o = cJSON_CreateObject();
        put_clean(o, "supplier_code", line->code);
        put_clean(o, "purged_at", line->received_at);
        put_clean(o, "reason", line->reason);
        cJSON_AddNumberToObject(o, "files", (double)line->count);
        return json_stream_element(&v->stream, o, e);
    }
    if (!show_line(v)) {
        return ST_OK;
    }
    print_sentence(stdout, "  %s  %.10s  %s", line->code, line->received_at, line->reason);
    return ST_OK;
}

static const struct {
    enum status_list list;
    const char *key;
    const char *title;
    status_visit *visit;
} LISTS[] = {
    {STATUS_QUARANTINE, "quarantine", N_("In quarantine (compare the fingerprint on the phone, then \"tenken trust DB accept SUPPLIER\"):"),
     quarantine},
    {STATUS_CONFLICTS, "conflicts", N_("In conflict (ask the supplier which one holds):"), reasoned},
    {STATUS_REJECTED, "rejected", N_("Rejected:"), reasoned},
    {STATUS_WAITING, "waiting", N_("Not answered yet:"), waiting},
    {STATUS_PACKS_MISSING, "packs_not_held", N_("Packs that this program has no copy of (their answers are kept, but not scored):"), packs},
    {STATUS_SCORES_DIFFER, "scores_differ", N_("Claim another score than their answers give:"), scores},
    {STATUS_PURGED, "purged", N_("Purged for good:"), purged},
};

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
    print_other_periods(&c->periods, c->period);
    if (c->higher > 0) {
        print_sentence(stdout, _n("%s of them is in the higher tier.", "%s of them are in the higher tier.", c->higher),
                       COUNT_TEXT(c->higher));
    }
    print_sentence(stdout, _("Files so far: %s merged, %s unchanged, %s superseded, %s in conflict, %s in quarantine, %s rejected."),
                   COUNT_TEXT(c->files[MERGE_MERGED]), COUNT_TEXT(c->files[MERGE_UNCHANGED]), COUNT_TEXT(c->files[MERGE_SUPERSEDED]),
                   COUNT_TEXT(c->files[MERGE_CONFLICT]), COUNT_TEXT(c->files[MERGE_QUARANTINED]), COUNT_TEXT(c->files[MERGE_REJECTED]));
}

static enum status show_lists(struct portfolio *portfolio, struct view *v, struct error *e)
{
    enum status st = ST_OK;
    for (size_t i = 0; i < sizeof LISTS / sizeof LISTS[0] && st == ST_OK; i++) {
        begin_list(v, LISTS[i].key, _(LISTS[i].title));
        st = portfolio_status(portfolio, LISTS[i].list, LISTS[i].visit, v, e);
        end_list(v);
    }
    if (st == ST_OK) {
        begin_list(v, "clarifications", _("Asked about single answers (\"tenken suppliers DB settle NUMBER\" takes one off):"));
        st = portfolio_clarifications(portfolio, NULL, true, question, v, e);
        end_list(v);
    }
    return st;
}

static void close_json(struct view *v, const struct status_counts *c, const struct trust_log_state *log)
{
    json_stream_integer(&v->stream, "suppliers", (long long)c->suppliers);
    json_stream_integer(&v->stream, "higher_tier", (long long)c->higher);
    json_stream_integer(&v->stream, "answered", (long long)c->answered);
    (void)json_stream_member(&v->stream, "period", cJSON_CreateString(c->period), NULL);
    json_stream_integer(&v->stream, "answered_in_period", (long long)c->answered_in_period);
    (void)json_stream_member(&v->stream, "periods", periods_json(&c->periods), NULL);
    json_stream_integer(&v->stream, "late", (long long)v->late);
    json_stream_integer(&v->stream, "quarantined_files", (long long)v->quarantined);
    cJSON *files = cJSON_CreateObject();
    for (int state = 0; state < MERGE_STATES; state++) {
        cJSON_AddNumberToObject(files, merge_state_name((enum merge_state)state), (double)c->files[state]);
    }
    (void)json_stream_member(&v->stream, "files", files, NULL);
    (void)json_stream_member(&v->stream, "trust_log_intact", cJSON_CreateBool(log->broken == 0), NULL);
    json_stream_close(&v->stream);
}

static enum status show(struct program *program, struct portfolio *portfolio, bool json, struct error *e)
{
    struct view v = {.json = json};
    struct status_counts counts;
    struct trust_log_state log;
    date_format(clock_now(&program->clock), v.today);
    enum status st = portfolio_begin(portfolio, false, e); /* one and the same state throughout */
    if (st == ST_OK) {
        st = portfolio_counts(portfolio, &counts, e);
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
        st = show_lists(portfolio, &v, e);
        if (json) {
            close_json(&v, &counts, &log);
        }
    }
    portfolio_rollback(portfolio);
    if (st == ST_OK && log.broken != 0) {
        return fail(e, ST_NO, _("The trust log was tampered with: entry %lld does not follow from the one before it."),
                    (long long)log.broken);
    }
    return st;
}

static enum status write_mail(struct program *program, struct portfolio *portfolio, const char *path, bool json, struct error *e)
{
    char today[DATE_TEXT];
    struct catalog catalog;
    struct mail_merge_counts counts = {0};
    date_format(clock_now(&program->clock), today);
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
                _n("%s supplier whose day has passed gets none: a file of theirs is in quarantine or in conflict. Look at that first.",
                   "%s suppliers whose day has passed get none: their files are in quarantine or in conflict. Look at those first.",
                   counts.held),
                COUNT_TEXT(counts.held));
        }
    }
    return st;
}

static enum status run(struct program *program, int argc, char **argv, struct error *e)
{
    bool json = false;
    const char *database = NULL, *mail = NULL;
    for (int i = 1; i < argc; i++) {
        if (strcmp(argv[i], "--json") == 0) {
            json = true;
        } else if (strcmp(argv[i], "--mail") == 0 && i + 1 < argc) {
            mail = argv[++i];
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
    struct portfolio *portfolio = NULL;
    enum status st = portfolio_open(&portfolio, database, PORTFOLIO_READ, e);
    if (st == ST_OK) {
        st = show(program, portfolio, json, e);
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
    .usage = N_("status DB [--json] [--mail CSV]"),
    .help = N_("who has answered, what waits in quarantine, what was rejected and why"),
    .run = run,
};
