#include "command/sheet_import.h"

#include "base/buffer.h"
#include "base/i18n.h"
#include "command/print.h"
#include "model/json.h"

#include <stdio.h>
#include <string.h>

void sheet_import_refuse(struct sheet_import *in, const char *what, const char *why)
{
    in->refused++;
    (void)fputs("! ", stdout);
    if (what != NULL) {
        print_clean(what);
        (void)fputs(": ", stdout);
    }
    print_clean(why);
    (void)putchar('\n');
}

bool sheet_import_assign(struct sheet_import *in, const char *key, const char *member, const char *value)
{
    struct buffer line;
    struct error why = {0};
    buffer_init(&line, BUFFER_MAX_TEXT);
    const bool made = buffer_add_format(&line, "%s%s%s=%s", key, member[0] == '\0' ? "" : ".", member, value);
    const bool good = made && assessment_assign(&in->draft.assessment, &in->list, buffer_text(&line), &why) == ST_OK;
    buffer_release(&line);
    if (!good) {
        sheet_import_refuse(in, key, why.text);
    }
    return good;
}

enum status sheet_import_check(const struct sheet_import *in, const cJSON *about, struct error *e)
{
    const cJSON *pack;
    const char *period = json_text(about, "period"), *own = json_text(in->draft.assessment.tree, "period");
    const char *digest = json_text(about, "request_digest");
    if (period == NULL || strcmp(period, own) != 0) {
        return fail(e, ST_INPUT,
                    _("%s is a sheet for %s, the draft is for %s. Make a draft for that year, or carry its answers over with --from."),
                    in->path, period == NULL ? "?" : period, own);
    }
    if (digest != NULL && assessment_find_request(&in->draft.assessment, NULL, digest) == NULL) {
        return fail(e, ST_INPUT, _("%s answers a request that the draft does not hold: make the draft with --request."), in->path);
    }
    cJSON_ArrayForEach(pack, json_get(about, "packs"))
    {
        if (catalog_find_digest(&in->catalog, cJSON_GetStringValue(pack)) == NULL) {
            return fail(e, ST_INPUT, _("%s was made from another version of \"%s\" than is at hand; ask for a new sheet."), in->path,
                        pack->string);
        }
    }
    return ST_OK;
}

void sheet_import_report(const struct sheet_import *in, const struct form_problems *problems)
{
    for (size_t i = 0; i < problems->count; i++) {
        (void)printf("! %s\n", problems->texts[i]);
    }
    if (problems->more) {
        (void)printf(_("%s: There are more problems; these are the first %d."), in->path, FORM_PROBLEMS_MAX);
        (void)putchar('\n');
    }
}

enum status sheet_import_verdict(const struct sheet_import *in, const struct form_problems *problems, struct error *e)
{
    const size_t open = problems->count + in->refused;
    return open == 0 ? ST_OK : fail(e, ST_NO, _n("%zu cell was not taken: see above.", "%zu cells were not taken: see above.", open), open);
}

enum status sheet_import_open(struct sheet_import *in, struct program *program, const char *path, const char *draft, struct error *e)
{
    *in = (struct sheet_import){.path = path, .draft = {.lock = {.fd = -1}}};
    enum status st = load_catalog(program, &in->catalog, e);
    st = st == ST_OK ? draft_open(&in->draft, draft, e) : st;
    st = st == ST_OK ? assessment_load_packs(&in->draft.assessment, &in->catalog, e) : st;
    st = st == ST_OK ? assessment_questions(&in->draft.assessment, &in->catalog, &in->list, NULL, e) : st;
    if (st != ST_OK) {
        sheet_import_close(in);
    }
    return st;
}

void sheet_import_close(struct sheet_import *in)
{
    question_list_release(&in->list);
    draft_close(&in->draft);
    catalog_release(&in->catalog);
}
