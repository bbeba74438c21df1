/* Pages beside the files to send: the owner's own, made when answers are signed, and the one for the IT vendor. */
#include "command/finishing.h"

#include "base/buffer.h"
#include "base/file.h"
#include "base/i18n.h"
#include "command/own_pages.h"
#include "command/remembered.h"
#include "command/write_page.h"
#include "export/vendor_html.h"
#include "model/json.h"

#define PAGE_MODE 0600 /* it says where the firm is weak */

/* As the results and `show` have it: the plan is that of the draft's budgets. */
static enum status write_page(const struct finishing *f, const char *names, const char *path, struct error *e)
{
    const struct assessment *a = &f->draft->assessment;
    const struct facts facts = assessment_facts(a);
    struct question_list list = {0};
    struct plan plan = {0};
    int64_t initial, monthly;
    cJSON *chosen = NULL;
    enum status st = assessment_questions(a, f->catalog, &list, NULL, e);
    if (st == ST_OK && assessment_budgets(a, &initial, &monthly)) {
        const struct plan_terms terms = assessment_plan_terms(a);
        st = plan_make(&list, &terms, &plan, e);
        chosen = st == ST_OK ? plan_to_json(&plan, &list) : NULL;
        st = st == ST_OK && chosen == NULL ? fail_memory(e) : st;
    }
    if (st == ST_OK) {
        struct answers_html_input in = {.origin = ANSWERS_HTML_OWN,
                                        .signed_for = names,
                                        .record = a->tree,
                                        .facts = &facts,
                                        .catalog = f->catalog,
                                        .list = &list,
                                        .plan = chosen,
                                        .past = assessment_past(a)};
        st = write_answers_page(f->program, &in, NULL, path, e);
    }
    cJSON_Delete(chosen);
    plan_release(&plan);
    question_list_release(&list);
    return st;
}

enum status finishing_report(void *context, const char *names, char out[FINISH_PATH], struct error *e)
{
    const struct finishing *f = context;
    char *path = NULL;
    enum status st = own_page_path(&f->draft->assessment, &path, e);
    st = st == ST_OK ? write_page(f, names, path, e) : st;
    if (st == ST_OK) {
        path_show(path, out, FINISH_PATH);
    }
    free(path);
    return st;
}

enum status finishing_vendor_page(void *context, char out[FINISH_PATH], size_t *count, struct error *e)
{
    const struct finishing *f = context;
    const struct assessment *a = &f->draft->assessment;
    struct question_list list = {0};
    struct buffer page;
    char *path = NULL;
    buffer_init(&page, BUFFER_MAX_DOCUMENT);
    enum status st = assessment_questions(a, f->catalog, &list, NULL, e);
    st = st == ST_OK
             ? vendor_html_write(&list, json_text(json_get(a->tree, "supplier"), "name"), json_text(a->tree, "period"), &page, count, e)
             : st;
    st = st == ST_OK ? vendor_page_path(a, &path, e) : st;
    st = st == ST_OK ? file_write_atomic(path, page.data, page.length, PAGE_MODE, e) : st;
    if (st == ST_OK) {
        path_show(path, out, FINISH_PATH);
    }
    question_list_release(&list);
    buffer_release(&page);
    free(path);
    return st;
}
