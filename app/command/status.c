/* tenken status: what a prime has to look at in a portfolio. */
#include "base/i18n.h"
#include "command/command.h"
#include "command/listing.h"
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
    const bool late = line->due[0] != '\0' && strcmp(line->due, v->today) < 0;
    v->late += late;
    if (v->json) {
        cJSON *o = cJSON_CreateObject();
        put_clean(o, "supplier_code", line->code);
        put_clean(o, "name", line->name);
        put_clean(o, "email", line->email);
        put_clean(o, "due", line->due);
        cJSON_AddBoolToObject(o, "late", late);
        return json_stream_element(&v->stream, o, e);
    }
    if (!show_line(v)) {
        return ST_OK;
    }
    print_named(line);
    if (late) {
        print_sentence(stdout, _("  late since %s"), line->due);
    } else {
        print_sentence(stdout, "  %s", line->due);
    }
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
    print_sentence(stdout, _n("%lld supplier", "%lld suppliers", line->count), (long long)line->count);
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
};

static void print_counts(const struct status_counts *c)
{
    print_sentence(stdout, _("%lld suppliers, of whom %lld have answered."), (long long)c->suppliers, (long long)c->answered);
    print_sentence(stdout,
                   _("Files so far: %lld merged, %lld unchanged, %lld superseded, %lld in conflict, %lld in quarantine, %lld rejected."),
                   (long long)c->files[MERGE_MERGED], (long long)c->files[MERGE_UNCHANGED], (long long)c->files[MERGE_SUPERSEDED],
                   (long long)c->files[MERGE_CONFLICT], (long long)c->files[MERGE_QUARANTINED], (long long)c->files[MERGE_REJECTED]);
}

static enum status show_lists(struct portfolio *portfolio, struct view *v, struct error *e)
{
    enum status st = ST_OK;
    for (size_t i = 0; i < sizeof LISTS / sizeof LISTS[0] && st == ST_OK; i++) {
        v->lines = 0;
        v->title = _(LISTS[i].title);
        if (v->json) {
            json_stream_list(&v->stream, LISTS[i].key);
        }
        st = portfolio_status(portfolio, LISTS[i].list, LISTS[i].visit, v, e);
        if (v->json) {
            json_stream_list_end(&v->stream);
        } else if (v->lines > LINES_SHOWN) {
            print_sentence(stdout, _("  … and %lld more: --json lists them all."), (long long)v->lines - LINES_SHOWN);
        }
    }
    return st;
}

static void close_json(struct view *v, const struct status_counts *c, const struct trust_log_state *log)
{
    json_stream_integer(&v->stream, "suppliers", (long long)c->suppliers);
    json_stream_integer(&v->stream, "answered", (long long)c->answered);
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

static enum status run(struct program *program, int argc, char **argv, struct error *e)
{
    bool json = false;
    const char *database = NULL;
    for (int i = 1; i < argc; i++) {
        if (strcmp(argv[i], "--json") == 0) {
            json = true;
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
    portfolio_close(portfolio);
    return st;
}

const struct command command_status = {
    .name = "status",
    .usage = N_("status DB [--json]"),
    .help = N_("who has answered, what waits in quarantine, what was rejected and why"),
    .run = run,
};
