#include "command/merge_sheet.h"

#include "base/clock.h"
#include "base/i18n.h"
#include "command/merge_answers.h"
#include "model/contradictions.h"
#include "model/document.h"
#include "model/json.h"
#include "model/record_check.h"
#include "trust/sheet_code.h"

#include <stdio.h>
#include <string.h>

static bool put_copy(cJSON *to, const char *key, const cJSON *value)
{
    return value == NULL || json_put(to, key, cJSON_Duplicate(value, true));
}

/* "contact.email" goes into the object "contact". */
static bool put_path(cJSON *supplier, const char *path, const char *text)
{
    const char *dot = strchr(path, '.');
    if (dot == NULL) {
        return json_put_text(supplier, path, text);
    }
    cJSON *contact = json_get(supplier, "contact");
    if (contact == NULL) {
        contact = cJSON_AddObjectToObject(supplier, "contact");
    }
    return contact != NULL && json_put_text(contact, dot + 1, text);
}

static bool put_supplier(cJSON *document, const struct form *sheet)
{
    cJSON *supplier = cJSON_AddObjectToObject(document, "supplier");
    bool good = supplier != NULL && json_put_text(supplier, "name", "");
    const cJSON *entry;
    cJSON_ArrayForEach(entry, sheet->supplier)
    {
        good = good && put_path(supplier, entry->string, cJSON_GetStringValue(entry));
    }
    return good && put_copy(supplier, "supplier_code", json_get(sheet->about, "supplier_code"));
}

static bool put_packs(cJSON *document, const struct form *sheet, const struct catalog *catalog)
{
    cJSON *packs = cJSON_AddArrayToObject(document, "packs");
    bool good = packs != NULL;
    const cJSON *entry;
    cJSON_ArrayForEach(entry, json_get(sheet->about, "packs"))
    {
        const struct pack *pack = catalog_find_digest(catalog, cJSON_GetStringValue(entry));
        cJSON *name = cJSON_CreateObject();
        good = good && json_put_text(name, "id", entry->string) && json_put_text(name, "version", pack == NULL ? "0" : pack->version) &&
               json_put_text(name, "sha256", cJSON_GetStringValue(entry));
        good = cJSON_AddItemToArray(packs, name) && good;
    }
    return good;
}

/* {"answer": "2", …} to an answer object of the signed format. */
static cJSON *answer_object(const cJSON *item)
{
    static const char *const TEXTS[] = {"na_reason", "note", "done_at"};
    cJSON *answer = cJSON_CreateObject();
    const char *word = json_text(item, "answer");
    bool good = true;
    if (strcmp(word, "unknown") == 0 || strcmp(word, "na") == 0) {
        good = json_put(answer, word, cJSON_CreateTrue());
    } else if (strcmp(word, "done") == 0 || strcmp(word, "not_done") == 0) {
        good = json_put(answer, "done", cJSON_CreateBool(word[0] == 'd'));
    } else {
        good = json_put_integer(answer, "level", word[0] - '0');
    }
    for (size_t i = 0; good && i < sizeof TEXTS / sizeof TEXTS[0]; i++) {
        good = put_copy(answer, TEXTS[i], json_get(item, TEXTS[i]));
    }
    if (!good) {
        cJSON_Delete(answer);
        return NULL;
    }
    return answer;
}

static bool put_answers(cJSON *document, const struct form *sheet)
{
    cJSON *answers = cJSON_AddObjectToObject(document, "answers");
    bool good = answers != NULL;
    const cJSON *item;
    cJSON_ArrayForEach(item, sheet->answers)
    {
        char pack[PACK_ID_TEXT], id[ITEM_ID_TEXT];
        if (json_text(item, "answer") == NULL || !item_reference(item->string, NULL, pack, id)) {
            continue;
        }
        cJSON *of_pack = json_get(answers, pack);
        if (of_pack == NULL) {
            of_pack = cJSON_AddObjectToObject(answers, pack);
        }
        good = good && of_pack != NULL && json_put(of_pack, id, answer_object(item));
    }
    return good;
}

/* What the sheet says, in the form of an answers document; nobody signed it. */
static cJSON *document_of(const struct form *sheet, const struct catalog *catalog, const char *assessment_id)
{
    cJSON *d = cJSON_CreateObject(), *request = cJSON_AddObjectToObject(d, "request");
    bool good = request != NULL && json_put_text(d, "format", "tenken-answers/1") && json_put_text(d, "assessment_id", assessment_id) &&
                json_put_integer(d, "revision", 1) && put_copy(d, "period", json_get(sheet->about, "period"));
    good = good && put_copy(request, "id", json_get(sheet->about, "request_id")) &&
           put_copy(request, "digest", json_get(sheet->about, "request_digest"));
    good = good && put_supplier(d, sheet) && put_packs(d, sheet, catalog) && put_answers(d, sheet);
    good = good && put_copy(d, "inventory", sheet->inventory) && json_put(d, "unfinished", cJSON_CreateTrue());
    good = good && (sheet->perceived < 0 || json_put_integer(d, "perceived", sheet->perceived));
    if (!good) {
        cJSON_Delete(d);
        return NULL;
    }
    return d;
}

/* Nobody's program has looked at a sheet before it is sent, so what contradicts itself in it is found here. */
static enum status put_checks(cJSON *document, const struct catalog *catalog, struct error *e)
{
    const struct pack *held[RECORD_PACKS_MAX];
    struct question_list list;
    struct error why = {0};
    bool missing = false;
    const size_t nheld = answers_packs_held(document, catalog, held, RECORD_PACKS_MAX, &missing);
    const struct facts facts = answers_facts(document);
    const enum status st = nheld == 0 ? ST_NO : question_list_build(&list, catalog, held, nheld, &facts, NULL, &why);
    if (st != ST_OK) { /* what cannot be read as questions is not looked into: whoever reads the answers says so */
        return st == ST_SYSTEM ? fail(e, ST_SYSTEM, "%s", why.text) : ST_OK;
    }
    const bool put = json_put(document, "checks", contradictions_to_json(&list, catalog, &facts));
    question_list_release(&list);
    return put ? ST_OK : fail_memory(e);
}

static bool code_fits(const struct received_file *file, const uint8_t *secret, size_t length)
{
    return sheet_code_fits(file->code, secret, length, file->document->request);
}

/* The digest of what it says leaves out when it came, so that the same sheet saved again is the same. */
static enum status read_document(struct merge_item *item, const struct merge_facts *facts, cJSON *document, int64_t at, struct error *e)
{
    char digest[SHA256_TEXT], time[TIME_TEXT];
    struct buffer id;
    enum status st = json_digest(document, digest, e);
    time_format(at, time);
    if (st == ST_OK && !json_put_text(document, "issued_at", time)) {
        st = fail_memory(e);
    }
    struct error why = {0};
    st = st == ST_OK ? put_checks(document, facts->catalog, e) : st;
    if (st == ST_OK && answers_check(document, &why) != ST_OK) {
        item->file.problem = arena_text(&item->arena, why.text);
        item->file.why = REASON_SHEET;
        return why.status == ST_SYSTEM ? fail(e, ST_SYSTEM, "%s", why.text) : ST_OK;
    }
    buffer_init(&id, BUFFER_MAX_DOCUMENT);
    st = st == ST_OK ? received_document_read(document, facts->catalog, facts->asked, &item->arena, &id, &item->document, e) : st;
    if (st != ST_OK) {
        buffer_release(&id);
        return st;
    }
    buffer_clear(&id);
    (void)buffer_add_format(&id, SHEET_ASSESSMENT "%s", item->document.assessment_id);
    item->document.assessment_id = arena_text(&item->arena, buffer_text(&id));
    item->document.unfinished = item->document.answered < item->document.asked;
    (void)hex_decode(digest, item->content, SHA256_BYTES);
    item->document.content = item->content;
    buffer_release(&id);
    item->file.signer = SIGNER_SHEET;
    item->file.verdict = verdict_name(VERDICT_SHEET);
    item->file.document = &item->document;
    return ST_OK;
}

enum status merge_sheet_fill(struct merge_item *item, const struct merge_facts *facts, const struct judged *judged, int64_t at,
                             struct error *e)
{
    const struct form *sheet = &judged->sheet;
    const char *code = json_text(sheet->about, "code"), *request = json_text(sheet->about, "request_id");
    item->file.keep = true;
    item->file.code = code == NULL ? NULL : arena_text(&item->arena, code);
    item->file.code_fits = code_fits;
    if (sheet->problems.count > 0) {
        return ST_OK; /* the problems stand as the reason; the code stays good for the mended sheet */
    }
    if (request == NULL) {
        item->file.problem = _("The answer sheet was made without a request, so nobody can tell whose it is: \"tenken pack sheet "
                               "--request\" makes one for a supplier.");
        return ST_OK;
    }
    cJSON *document = document_of(sheet, facts->catalog, request);
    const enum status st = document == NULL ? fail_memory(e) : read_document(item, facts, document, at, e);
    cJSON_Delete(document);
    return st;
}
