#include "command/carry_over.h"

#include "base/i18n.h"
#include "model/json.h"
#include "model/members.h"

/* Which draft it was, so that corrections in it can be followed; "" for a signed file, which never changes. */
static const char *draft_mark(const struct record *old)
{
    const char *created = old->is_draft ? json_text(record_tree(old), "created_at") : NULL;
    return created == NULL ? "" : created;
}

/* Who stood behind the old answers, to be proposed again: the name and the role belong together. */
static bool keep_person(cJSON *past, const cJSON *affirmation)
{
    const char *name = json_text(affirmation, "name"), *role = json_text(affirmation, "role");
    if (name == NULL || role == NULL) {
        return true;
    }
    return json_put(past, "affirmation", cJSON_CreateObject()) && json_put_text(json_get(past, "affirmation"), "name", name) &&
           json_put_text(json_get(past, "affirmation"), "role", role);
}

static enum status keep(struct assessment *a, const struct record *old, const cJSON *names, struct error *e)
{
    enum status st =
        assessment_keep_last_year(a, json_text(record_tree(old), "period"), names, &old->facts, &old->list, record_whole(old), e);
    if (st == ST_OK && old->is_draft) { /* signed answers never hold them */
        st = assessment_keep_budgets(a, &old->draft.assessment, e);
    }
    cJSON *past = json_get(a->tree, "last_year");
    const bool ok = st != ST_OK || (keep_person(past, json_get(record_tree(old), "affirmation")) &&
                                    json_put_text(past, "draft_created_at", draft_mark(old)));
    return ok ? st : fail_memory(e);
}

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
    st = st == ST_OK ? keep(a, old, names, e) : st;
    cJSON_Delete(names);
    question_list_release(&list);
    return st;
}

enum status carry_over_again(struct assessment *a, const struct catalog *catalog, const struct record *old, struct error *e)
{
    struct question_list list = {0};
    const char *mark = json_text(assessment_past(a), "draft_created_at");
    if (mark == NULL || mark[0] == '\0' || strcmp(mark, draft_mark(old)) != 0) {
        return ST_OK;
    }
    enum status st = assessment_questions(a, catalog, &list, NULL, e);
    cJSON *names = record_pack_names(old);
    st = st == ST_OK ? assessment_carry_again(a, &list, &old->facts, e) : st;
    st = st == ST_OK ? keep(a, old, names, e) : st;
    cJSON_Delete(names);
    question_list_release(&list);
    return st;
}

static bool differ(const char *a, const char *b)
{
    return a != NULL && b != NULL && a[0] != '\0' && b[0] != '\0' && strcmp(a, b) != 0;
}

enum status refuse_other_firm(const cJSON *ours, const struct record *old, const char *from, struct error *e)
{
    const char *number = json_text(ours, "corporate_number"), *theirs = json_text(old->facts.supplier, "corporate_number");
    const char *name = json_text(ours, "name"), *their_name = json_text(old->facts.supplier, "name");
    const bool numbered = number != NULL && theirs != NULL && number[0] != '\0' && theirs[0] != '\0';
    if (numbered ? differ(number, theirs) : differ(name, their_name)) {
        return fail(e, ST_NO, _("The answers in %s are those of \"%s\", not of \"%s\"."), from, their_name == NULL ? "" : their_name,
                    name == NULL ? "" : name);
    }
    return ST_OK;
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
