#include "command/export_html.h"

#include "command/write_page.h"
#include "model/document.h"
#include "model/json.h"
#include "model/record_check.h"

enum status export_page_write(const struct export_page *x, const cJSON *document, bool is_signed, const char *path, struct error *e)
{
    const struct pack *packs[RECORD_PACKS_MAX];
    const struct facts facts = answers_facts(document);
    struct question_list list = {0};
    char digest[65];
    bool missing;
    /* All of them are at hand: the document was projected with this catalog. */
    const size_t npacks = answers_packs(document, x->catalog, packs, RECORD_PACKS_MAX, &missing);
    enum status st = question_list_build(&list, x->catalog, packs, npacks, &facts, json_get(x->request, "targets"), e);
    st = st == ST_OK ? json_digest(document, digest, e) : st;
    if (st == ST_OK) {
        struct answers_html_input in = {
            .origin = is_signed ? ANSWERS_HTML_SIGNED : ANSWERS_HTML_PROJECTED,
            .record = document,
            .facts = &facts,
            .catalog = x->catalog,
            .list = &list,
            .plan = json_get(document, "plan"),
            .request = x->request,
            .past = x->past,
            .digest = is_signed ? digest : NULL,
        };
        st = write_answers_page(x->program, &in, x->since, path, e);
    }
    question_list_release(&list);
    return st;
}

enum status export_page_unsigned(const struct export_page *x, struct draft *draft, bool unfinished, const char *path, struct error *e)
{
    cJSON *document = NULL;
    struct random random = x->program->random;
    enum status st = answers_project(&draft->assessment, x->catalog, x->request, unfinished, &x->program->clock, &random, &document, e);
    st = st == ST_OK ? export_page_write(x, document, false, path, e) : st;
    cJSON_Delete(document);
    return st;
}
