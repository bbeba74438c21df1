#include "command/carry_over.h"

#include "model/json.h"
#include "model/members.h"

enum status carry_over(struct assessment *a, const struct catalog *catalog, const struct record *old, struct carried *carried,
                       struct error *e)
{
    struct question_list list = {0};
    enum status st = assessment_questions(a, catalog, &list, NULL, e);
    cJSON *names = record_pack_names(old);
    const bool own_code = old->is_draft || member_absent(json_get(record_tree(old), "request"));
    if (st == ST_OK) {
        /* The old packs' words are in the old record's catalog (its own embedded ones too). */
        st = assessment_carry(a, &list, &old->catalog, &old->facts, names, own_code, carried, e);
    }
    if (st == ST_OK) {
        st = assessment_keep_last_year(a, json_text(record_tree(old), "period"), names, &old->facts, &old->list, record_whole(old), e);
    }
    cJSON_Delete(names);
    question_list_release(&list);
    return st;
}

enum status guess_firm_name(struct assessment *a, struct error *e)
{
    const char *name = assessment_request_count(a) > 0 ? json_text(assessment_request(a, 0), "supplier_name") : NULL;
    const char *known = json_text(json_get(a->tree, "supplier"), "name");
    if (name == NULL || name[0] == '\0' || (known != NULL && known[0] != '\0')) {
        return ST_OK;
    }
    return assessment_set_supplier(a, "name", name, e);
}
