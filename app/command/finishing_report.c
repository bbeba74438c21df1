/* The owner's own page, made when answers are signed. */
#include "command/finishing.h"

#include "base/buffer.h"
#include "base/file.h"
#include "base/i18n.h"
#include "command/file_name.h"
#include "command/remembered.h"
#include "command/write_page.h"
#include "model/json.h"

#define FOLDER_MODE 0700

/* As the results and `show` have it: the plan is that of the draft's budgets. */
static enum status write_page(const struct finishing *f, const char *path, struct error *e)
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
        struct answers_html_input in = {.origin = ANSWERS_HTML_RECORD,
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

/* Always in the home, wherever the files to send go: a USB stick that is handed over must not carry it. */
enum status finishing_report(void *context, char out[FINISH_PATH], struct error *e)
{
    const struct finishing *f = context;
    const cJSON *tree = f->draft->assessment.tree;
    const char *firm = json_text(json_get(tree, "supplier"), "name");
    struct buffer name;
    char *directory = NULL, *path = NULL, shown[FINISH_PATH];
    buffer_init(&name, BUFFER_MAX_TEXT);
    (void)buffer_add_format(&name, "%s-", json_text(tree, "period"));
    add_file_name(&name, firm == NULL ? "" : firm);
    /* Translators: a folder's name; what lies in it is not for customers. */
    (void)snprintf(shown, sizeof shown, "~/Tenken/%s", _("for-yourself"));
    directory = path_expand(shown);
    enum status st =
        directory != NULL && !name.failed && asprintf(&path, "%s/%s.html", directory, buffer_text(&name)) >= 0 ? ST_OK : fail_memory(e);
    st = st == ST_OK ? directory_make(directory, FOLDER_MODE, e) : st;
    st = st == ST_OK ? write_page(f, path, e) : st;
    if (st == ST_OK) {
        path_show(path, out, FINISH_PATH);
    }
    buffer_release(&name);
    free(directory);
    free(path);
    return st;
}
