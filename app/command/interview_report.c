/* tenken interview report: what the owner gets after the interview, to print and to go on with. */
#include "base/buffer.h"
#include "base/file.h"
#include "base/i18n.h"
#include "command/interview_actions.h"
#include "command/output.h"
#include "command/record.h"
#include "command/write_page.h"
#include "export/package.h"
#include "export/report_xlsx.h"
#include "model/json.h"
#include "model/plan.h"

#include <getopt.h>
#include <stdio.h>
#include <string.h>

#define REPORT_MODE 0600 /* it says where the firm is weak */

static enum status options_read(struct report_order *o, int argc, char **argv, struct error *e)
{
    static const struct option OPTIONS[] = {
        {"html", required_argument, NULL, 'h'},
        {"xlsx", required_argument, NULL, 'x'},
        {"assessor", required_argument, NULL, 'a'},
        {"since", required_argument, NULL, 's'},
        {NULL, 0, NULL, 0},
    };
    *o = (struct report_order){0};
    optind = 1;
    opterr = 0;
    for (int option; (option = getopt_long(argc, argv, "", OPTIONS, NULL)) != -1;) {
        const char **value = option == 'h' ? &o->html : option == 'x' ? &o->xlsx : option == 'a' ? &o->assessor : &o->since;
        if (option == '?') {
            return usage_error(&command_interview, e, _("the option \"%s\" is not known here, or its value is missing."), argv[optind - 1]);
        }
        *value = optarg;
    }
    if (optind + 1 != argc) {
        return usage_error(&command_interview, e, _("name one draft."));
    }
    o->draft = argv[optind];
    if (o->html == NULL && o->xlsx == NULL) {
        return usage_error(&command_interview, e, _("say where the report goes: --html OUT, --xlsx OUT or both."));
    }
    if (o->since != NULL && o->html == NULL) {
        return usage_error(&command_interview, e, _("--since is for the page of --html. \"tenken diff\" compares two files."));
    }
    return ST_OK;
}

static enum status outputs_check(const struct report_order *o, struct error *e)
{
    const char *const inputs[] = {o->draft, o->since};
    if (o->html != NULL && o->xlsx != NULL && strcmp(o->html, o->xlsx) == 0) {
        return fail(e, ST_USAGE, _("%s is named for both files: name two."), o->html);
    }
    const enum status st = output_check(o->html, inputs, 2, e);
    return st == ST_OK ? output_check(o->xlsx, inputs, 2, e) : st;
}

static enum status write_workbook(const struct answers_html_input *in, const char *path, struct error *e)
{
    struct buffer book;
    buffer_init(&book, PACKAGE_FILE_MAX);
    enum status st = report_xlsx_write(in, &book, e);
    st = st == ST_OK ? file_write_atomic(path, book.data, book.length, REPORT_MODE, e) : st;
    buffer_release(&book);
    return st;
}

static enum status write_both(const struct program *program, const struct report_order *o, struct answers_html_input *in, struct error *e)
{
    const enum status st = o->html != NULL ? write_answers_page(program, in, o->since, o->html, e) : ST_OK;
    in->made_at = clock_now(&program->clock);
    return st == ST_OK && o->xlsx != NULL ? write_workbook(in, o->xlsx, e) : st;
}

/* Without a budget of the draft's own: what costs nothing. */
static enum status write_report(const struct program *program, const struct report_order *o, const struct record *r, struct error *e)
{
    struct plan plan = {0};
    int64_t initial, monthly;
    const bool budget = assessment_budgets(&r->draft.assessment, &initial, &monthly);
    const struct plan_terms free_terms = {0, 0, assessment_wishes(&r->draft.assessment)};
    const struct plan_terms terms = budget ? assessment_plan_terms(&r->draft.assessment) : free_terms;
    struct answers_html_input in = {
        .origin = ANSWERS_HTML_INTERVIEW,
        .record = record_tree(r),
        .facts = &r->facts,
        .catalog = &r->catalog,
        .list = &r->list,
        .missing = r->missing,
        .first = &plan,
        .assessor = o->assessor,
        .past = assessment_past(&r->draft.assessment),
    };
    enum status st = plan_make(&r->list, &terms, &plan, e);
    cJSON *chosen = st == ST_OK && budget ? plan_to_json(&plan, &r->list) : NULL;
    in.plan = chosen;
    st = st == ST_OK && budget && chosen == NULL ? fail_memory(e) : st;
    st = st == ST_OK ? write_both(program, o, &in, e) : st;
    cJSON_Delete(chosen);
    plan_release(&plan);
    return st;
}

enum status report_write(const struct program *program, const struct report_order *o, struct error *e)
{
    struct record record;
    enum status st = outputs_check(o, e);
    st = st == ST_OK ? record_load(program, o->draft, &record, e) : st;
    if (st != ST_OK) {
        return st;
    }
    st = record.is_draft ? write_report(program, o, &record, e)
                         : fail(e, ST_INPUT, _("%s is no draft: the report is made from the draft of the interview."), o->draft);
    record_release(&record);
    return st;
}

enum status interview_report(struct program *program, int argc, char **argv, struct error *e)
{
    struct report_order o;
    enum status st = options_read(&o, argc, argv, e);
    st = st == ST_OK ? report_write(program, &o, e) : st;
    if (st == ST_OK && o.html != NULL) {
        (void)printf(_("%s: the report for the owner, to read or print.\n"), o.html);
    }
    if (st == ST_OK && o.xlsx != NULL) {
        (void)printf(_("%s: the report for the owner, as a workbook.\n"), o.xlsx);
    }
    return st;
}
