/* tenken show: the result of a draft or of signed answers. */
#include "base/file.h"
#include "base/i18n.h"
#include "base/yen.h"
#include "command/output.h"
#include "command/result.h"
#include "command/show_framework.h"
#include "command/write_page.h"
#include "export/vendor_html.h"
#include "model/json.h"

#include <getopt.h>

struct options {
    const char *path;
    const char *vendor_sheet; /* where to write it, or NULL */
    const char *framework;    /* its id, or NULL */
    const char *html, *since;
    bool json;
    bool budget_given;
    int64_t initial, monthly;
};

static enum status options_read(struct options *o, int argc, char **argv, struct error *e)
{
    static const struct option OPTIONS[] = {
        {"json", no_argument, NULL, 'j'},
        {"budget-monthly", required_argument, NULL, 'm'},
        {"budget-initial", required_argument, NULL, 'i'},
        {"vendor-sheet", required_argument, NULL, 'v'},
        {"framework", required_argument, NULL, 'f'},
        {"html", required_argument, NULL, 'h'},
        {"since", required_argument, NULL, 's'},
        {NULL, 0, NULL, 0},
    };
    *o = (struct options){.initial = BUDGET_NONE, .monthly = BUDGET_NONE};
    optind = 1;
    opterr = 0;
    for (int option; (option = getopt_long(argc, argv, "", OPTIONS, NULL)) != -1;) {
        if (option == 'j') {
            o->json = true;
        } else if (option == 'm' || option == 'i') {
            if (!yen_read(optarg, option == 'm' ? &o->monthly : &o->initial)) {
                return usage_error(&command_show, e, _("a budget is a number of yen, not \"%s\"."), optarg);
            }
            o->budget_given = true;
        } else if (option == 'v') {
            o->vendor_sheet = optarg;
        } else if (option == 'f') {
            o->framework = optarg;
        } else if (option == 'h') {
            o->html = optarg;
        } else if (option == 's') {
            o->since = optarg;
        } else {
            return usage_error(&command_show, e, _("the option \"%s\" is not known here, or its value is missing."), argv[optind - 1]);
        }
    }
    if (optind + 1 != argc) {
        return usage_error(&command_show, e, _("name one draft or one file of answers."));
    }
    o->path = argv[optind];
    if (o->framework != NULL && (o->vendor_sheet != NULL || o->budget_given || o->html != NULL)) {
        return usage_error(&command_show, e, _("--framework goes with --json and with no other option."));
    }
    if (o->since != NULL && o->html == NULL) {
        return usage_error(&command_show, e, _("--since is for the page of --html. \"tenken diff\" compares two files."));
    }
    if (o->vendor_sheet != NULL && (o->json || o->budget_given || o->html != NULL)) {
        return usage_error(&command_show, e, _("--vendor-sheet writes a page of questions: it goes with no other option."));
    }
    return ST_OK;
}

/* Flags first, then what the draft has chosen. Without either the text shows what costs nothing, and a script gets the plan without limits.
 */
static void choose_budgets(struct result *result, const struct options *o)
{
    result->budget_given = o->budget_given;
    result->budget_initial = o->initial;
    result->budget_monthly = o->monthly;
    int64_t initial, monthly;
    if (!o->budget_given && result->record->is_draft && assessment_budgets(&result->record->draft.assessment, &initial, &monthly)) {
        result->budget_given = true;
        result->budget_initial = initial < 0 ? BUDGET_NONE : initial;
        result->budget_monthly = monthly < 0 ? BUDGET_NONE : monthly;
    } else if (!o->budget_given && !o->json) {
        result->budget_initial = result->budget_monthly = 0;
    }
}

static enum status compute(struct result *result, const struct options *o, struct error *e)
{
    const struct record *r = result->record;
    const int perceived = record_perceived(r);
    result->perceived = perceived < 0 ? SCORE_NONE : perceived * LEVEL_POINTS;
    choose_budgets(result, o);
    enum status st = score_compute(&r->list, &result->score, e);
    if (st == ST_OK) {
        st = gaps_find(&r->list, &result->gaps, &result->ngaps, e);
    }
    if (st == ST_OK) {
        st = threats_cover(&r->list, &result->threats, &result->nthreats, e);
    }
    if (st == ST_OK) {
        const struct plan_terms terms = {result->budget_initial, result->budget_monthly,
                                         r->is_draft ? assessment_wishes(&r->draft.assessment) : NULL};
        st = plan_make(&r->list, &terms, &result->plan, e);
    }
    if (st != ST_OK) {
        return st;
    }
    result->nhits = checks_find(&r->list, &r->catalog, &r->facts, result->hits, HITS_MAX);
    result->nhits = result->nhits > HITS_MAX ? HITS_MAX : result->nhits;
    (void)record_finished(&r->facts, &r->list, NULL, &result->unfinished);
    /* A score can be recomputed only with all the packs that it was made from. */
    const bool complete = cJSON_GetArraySize(r->missing) == 0;
    result->claim_differs = !r->is_draft && complete && !score_matches(&result->score, json_get(record_tree(r), "score"));
    return ST_OK;
}

/* The page for the IT vendor; 0600 like everything that says where the firm is weak, and never over something that is there. */
static enum status write_vendor_sheet(const struct record *record, const char *path, struct error *e)
{
    const cJSON *tree = record_tree(record);
    const char *period = json_text(tree, "period");
    struct buffer page;
    size_t count = 0;
    buffer_init(&page, BUFFER_MAX_DOCUMENT);
    enum status st =
        vendor_html_write(&record->list, json_text(json_get(tree, "supplier"), "name"), period == NULL ? "" : period, &page, &count, e);
    if (st == ST_OK) {
        st = file_create(path, buffer_text(&page), page.length, 0600, e);
    }
    if (st == ST_OK) {
        printf(_n("%s: %zu question for the IT vendor. Print it, have it filled in and signed, and enter the answers.\n",
                  "%s: %zu questions for the IT vendor. Print it, have it filled in and signed, and enter the answers.\n", count),
               path, count);
    }
    buffer_release(&page);
    return st;
}

/* The plan of a draft is that of its budgets, or of the ones given here; signed answers carry theirs. */
static enum status find_plan(const struct result *result, cJSON **made, const cJSON **plan, struct error *e)
{
    if (!result->budget_given) {
        *plan = result->record->is_draft ? NULL : json_get(record_tree(result->record), "plan");
        return ST_OK;
    }
    *plan = *made = plan_to_json(&result->plan, &result->record->list);
    return *plan == NULL ? fail_memory(e) : ST_OK;
}

static enum status write_html(const struct program *program, const struct result *result, const struct options *o, struct error *e)
{
    const struct record *r = result->record;
    char digest[65];
    cJSON *made = NULL;
    const char *const inputs[] = {o->path, o->since};
    struct answers_html_input in = {
        .origin = r->is_draft ? ANSWERS_HTML_RECORD : ANSWERS_HTML_READ,
        .record = record_tree(r),
        .facts = &r->facts,
        .catalog = &r->catalog,
        .list = &r->list,
        .missing = r->missing,
        .past = r->is_draft ? assessment_past(&r->draft.assessment) : NULL,
    };
    enum status st = output_check(o->html, inputs, 2, e);
    st = st == ST_OK ? find_plan(result, &made, &in.plan, e) : st;
    if (st == ST_OK && !r->is_draft) {
        st = json_digest(in.record, digest, e);
        in.digest = digest;
    }
    if (st == ST_OK) {
        st = write_answers_page(program, &in, o->since, o->html, e);
    }
    if (st == ST_OK) {
        printf(_("%s: the result as a page to read or print. It is not the signed answers.\n"), o->html);
    }
    cJSON_Delete(made);
    return st;
}

static enum status run(struct program *program, int argc, char **argv, struct error *e)
{
    struct options o;
    struct record record;
    enum status st = options_read(&o, argc, argv, e);
    if (st == ST_OK) {
        st = record_load(program, o.path, &record, e);
    }
    if (st != ST_OK) {
        return st;
    }
    if (o.framework != NULL) {
        st = show_framework(program, &record, o.framework, o.json, e);
        record_release(&record);
        return st;
    }
    if (o.vendor_sheet != NULL) {
        st = write_vendor_sheet(&record, o.vendor_sheet, e);
        record_release(&record);
        return st;
    }
    struct result result = {.record = &record};
    st = compute(&result, &o, e);
    if (st == ST_OK && o.html != NULL) {
        st = write_html(program, &result, &o, e);
    } else if (st == ST_OK && o.json) {
        st = print_json(result_to_json(&result), e);
    } else if (st == ST_OK) {
        result_print_text(&result);
    }
    plan_release(&result.plan);
    free(result.gaps);
    free(result.threats);
    score_release(&result.score);
    record_release(&record);
    return st;
}

const struct command command_show = {
    .name = "show",
    .usage =
        N_("show DRAFT|ANSWERS [--budget-monthly YEN] [--budget-initial YEN] [--json]\n"
           "show DRAFT|ANSWERS --framework ID [--json]\nshow DRAFT|ANSWERS --html OUT [--since OLD]\nshow DRAFT --vendor-sheet OUT.html"),
    .help = N_("the result: scores, the weakest point, gaps with a first step, a plan"),
    .run = run,
};
