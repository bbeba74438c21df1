#include "command/record.h"

#include "base/buffer.h"
#include "base/i18n.h"
#include "base/zip.h"
#include "export/package.h"
#include "model/json.h"
#include "model/record_check.h"

static enum status read_answers(struct record *r, const char *bytes, size_t n, struct error *e)
{
    struct error why = {0};
    enum status st = envelope_read(&r->envelope, bytes, n, r->path, true, e);
    if (st != ST_OK) {
        return st;
    }
    if (r->envelope.kind != DOCUMENT_ANSWERS) {
        return fail(e, ST_INPUT, _("%s: is neither a draft nor answers, but a %s file."), r->path, document_format(r->envelope.kind));
    }
    st = answers_check(r->envelope.document, &why);
    return st == ST_OK ? ST_OK : fail(e, st, "%s: %s", r->path, why.text);
}

static bool is_draft(const cJSON *tree)
{
    const char *format = json_text(tree, "format");
    return format != NULL && strncmp(format, "tenken-draft/", 13) == 0;
}

static enum status read_json(struct record *r, const struct buffer *bytes, struct error *e)
{
    struct error why = {0};
    cJSON *tree = json_read(buffer_text(bytes), bytes->length, &JSON_LIMITS_DOCUMENT, r->path, &why);
    if (tree == NULL) {
        return fail(e, draft_damaged(r->path, &why), "%s", why.text);
    }
    r->is_draft = is_draft(tree);
    cJSON_Delete(tree);
    return r->is_draft ? draft_open_for_reading(&r->draft, r->path, e) : read_answers(r, buffer_text(bytes), bytes->length, e);
}

static enum status read_workbook(struct record *r, const struct buffer *bytes, struct error *e)
{
    struct buffer json;
    buffer_init(&json, BUFFER_MAX_DOCUMENT);
    enum status st = package_answers_json(bytes->data, bytes->length, r->path, &json, e);
    if (st == ST_OK) {
        st = read_answers(r, buffer_text(&json), json.length, e);
    }
    buffer_release(&json);
    return st;
}

/* The packs of an answers document: exactly those that it was made with, found by digest. */
static enum status list_document(struct record *r, struct error *e)
{
    const struct pack *packs[RECORD_PACKS_MAX] = {NULL};
    bool missing;
    const size_t named = answers_packs(r->envelope.document, &r->catalog, packs, RECORD_PACKS_MAX, &missing);
    size_t n = 0;
    const cJSON *name = json_get(r->envelope.document, "packs")->child;
    for (size_t i = 0; i < named && i < RECORD_PACKS_MAX; i++, name = name->next) {
        if (packs[i] != NULL) {
            packs[n++] = packs[i];
        } else if (!cJSON_AddItemToArray(r->missing, cJSON_Duplicate(name, true))) {
            return fail_memory(e);
        }
    }
    return question_list_build(&r->list, &r->catalog, packs, n, &r->facts, NULL, e);
}

static enum status list_draft(struct record *r, struct error *e)
{
    const enum status st = assessment_load_packs(&r->draft.assessment, &r->catalog, e);
    return st == ST_OK ? assessment_questions(&r->draft.assessment, &r->catalog, &r->list, &r->changed, e) : st;
}

enum status record_load(const struct program *program, const char *path, struct record *out, struct error *e)
{
    *out = (struct record){.path = path, .draft = {.lock = {.fd = -1}}};
    struct buffer bytes;
    buffer_init(&bytes, PACKAGE_FILE_MAX);
    enum status st = file_read(path, &bytes, e);
    if (st == ST_OK) {
        st = zip_likely(buffer_text(&bytes), bytes.length) ? read_workbook(out, &bytes, e) : read_json(out, &bytes, e);
    }
    buffer_release(&bytes);
    if (st == ST_OK) {
        st = load_catalog(program, &out->catalog, e);
    }
    if (st == ST_OK && (out->missing = cJSON_CreateArray()) == NULL) {
        st = fail_memory(e);
    }
    if (st == ST_OK) {
        out->facts = out->is_draft ? assessment_facts(&out->draft.assessment) : answers_facts(out->envelope.document);
        st = out->is_draft ? list_draft(out, e) : list_document(out, e);
    }
    if (st != ST_OK) {
        record_release(out);
    }
    return st;
}

void record_release(struct record *r)
{
    question_list_release(&r->list);
    catalog_release(&r->catalog);
    cJSON_Delete(r->missing);
    envelope_release(&r->envelope);
    if (r->is_draft) {
        draft_close(&r->draft);
    }
    *r = (struct record){.draft = {.lock = {.fd = -1}}};
}

const cJSON *record_tree(const struct record *r)
{
    return r->is_draft ? r->draft.assessment.tree : r->envelope.document;
}

static bool names_pack(const cJSON *names, const cJSON *name)
{
    const cJSON *known;
    cJSON_ArrayForEach(known, names)
    {
        if (strcmp(json_text(known, "id"), json_text(name, "id")) == 0) {
            return true;
        }
    }
    return false;
}

cJSON *record_pack_names(const struct record *r)
{
    cJSON *names = cJSON_Duplicate(json_get(record_tree(r), "packs"), true);
    const cJSON *name;
    for (size_t i = 0; r->is_draft && i < assessment_request_count(&r->draft.assessment); i++) {
        cJSON_ArrayForEach(name, json_get(assessment_request(&r->draft.assessment, i), "packs"))
        {
            if (!names_pack(names, name)) {
                (void)cJSON_AddItemToArray(names, cJSON_Duplicate(name, true));
            }
        }
    }
    return names;
}

bool record_whole(const struct record *r)
{
    return !r->changed && cJSON_GetArraySize(r->missing) == 0;
}

int record_perceived(const struct record *r)
{
    return (int)json_integer(record_tree(r), "perceived", -1);
}

const char *record_item_title(const struct record *r, const char *pack, const char *item)
{
    const struct pack *p = catalog_find(&r->catalog, pack);
    const struct item *i = p == NULL ? NULL : pack_item(p, item);
    if (i != NULL && i->same_pack != NULL) {
        p = catalog_find(&r->catalog, i->same_pack);
        i = p == NULL ? NULL : pack_item(p, i->same_item);
    }
    return i == NULL ? item : text_of(i->title);
}
