/* The projection of a draft for one recipient: everything that an answers document says follows from what this recipient may see, never
 * from the draft as a whole. So its reader, who recomputes conditions, checks and scores from the document, gets the same. */
#include "model/document.h"

#include "base/digest.h"
#include "base/i18n.h"
#include "model/contradictions.h"
#include "model/given.h"
#include "model/json.h"
#include "model/plan.h"
#include "model/record_check.h"
#include "model/reduce.h"
#include "model/score.h"
#include "model/set_aside.h"

struct projection {
    struct assessment *a;
    const struct catalog *catalog;
    const cJSON *request;
    char digest[65]; /* of the request, "" when there is none */
    const struct pack *packs[RECORD_PACKS_MAX];
    size_t npacks;
    cJSON *document;
    struct question_list list;
    size_t waiting; /* answers that stood before this request came and were not looked at for it yet (given.h) */
};

static bool put_pack_name(cJSON *list, const struct pack *pack)
{
    cJSON *name = cJSON_CreateObject();
    const bool ok = json_put_text(name, "id", pack->id) && json_put_text(name, "version", pack->version) &&
                    json_put_text(name, "sha256", pack_digest(pack));
    if (!ok || !cJSON_AddItemToArray(list, name)) {
        cJSON_Delete(name);
        return false;
    }
    return true;
}

static bool embedded_in_request(const struct assessment *a, const char *id)
{
    const cJSON *pack;
    for (size_t i = 0; i < assessment_request_count(a); i++) {
        cJSON_ArrayForEach(pack, json_get(assessment_request(a, i), "embedded_packs"))
        {
            const char *other = json_text(pack, "id");
            if (other != NULL && strcmp(other, id) == 0) {
                return true;
            }
        }
    }
    return false;
}

/* foreign: the names stand in another recipient's request, whose private packs stay out. */
static enum status add_packs(struct projection *p, const cJSON *names, bool foreign, struct error *e)
{
    const cJSON *name;
    cJSON_ArrayForEach(name, names)
    {
        const char *id = json_text(name, "id");
        if (foreign && embedded_in_request(p->a, id)) {
            continue;
        }
        const struct pack *pack = catalog_find_digest(p->catalog, json_text(name, "sha256"));
        if (pack == NULL) {
            pack = catalog_find(p->catalog, id);
        }
        if (pack == NULL) {
            return fail(e, ST_INPUT, _("The pack \"%s\" (version %s) is asked here but not installed."), id, json_text(name, "version"));
        }
        size_t i = 0;
        while (i < p->npacks && strcmp(p->packs[i]->id, pack->id) != 0) {
            i++;
        }
        if (i == p->npacks && p->npacks < RECORD_PACKS_MAX) {
            p->packs[p->npacks++] = pack;
        }
    }
    return ST_OK;
}

static enum status choose_packs(struct projection *p, struct error *e)
{
    if (p->request != NULL) {
        return add_packs(p, json_get(p->request, "packs"), false, e);
    }
    enum status st = add_packs(p, json_get(p->a->tree, "packs"), false, e);
    for (size_t i = 0; st == ST_OK && i < assessment_request_count(p->a); i++) {
        st = add_packs(p, json_get(assessment_request(p->a, i), "packs"), true, e);
    }
    if (st == ST_OK && p->npacks == 0) {
        return fail(e, ST_INPUT, _("The draft asks only what one customer asked in private: name the request that the export is for."));
    }
    return st;
}

/* The answers at their homes, of all items of the chosen packs. */
static enum status project_answers(struct projection *p, struct error *e)
{
    cJSON *answers = json_get(p->document, "answers");
    const struct facts facts = assessment_facts(p->a);
    for (size_t i = 0; i < p->list.count; i++) {
        const struct question *q = &p->list.questions[i];
        const cJSON *answer = facts_answer(&facts, q->home_pack->id, q->home_item->id);
        if (answer == NULL || q->repeated) {
            continue;
        }
        if (json_get(answers, q->home_pack->id) == NULL && !json_put(answers, q->home_pack->id, cJSON_CreateObject())) {
            return fail_memory(e);
        }
        cJSON *reduced = reduce_answer(answer);
        if (!json_put(json_get(answers, q->home_pack->id), q->home_item->id, reduced)) {
            return fail_memory(e);
        }
        if (p->request != NULL && given_waits(answer, p->digest)) {
            p->waiting += !q->hidden;
            if (!json_put(reduced, "confirmed", cJSON_CreateFalse())) {
                return fail_memory(e);
            }
        }
    }
    return ST_OK;
}

/* The questions as the document's reader will see them. */
static enum status build_list(struct projection *p, const struct facts *facts, struct error *e)
{
    question_list_release(&p->list);
    return question_list_build(&p->list, p->catalog, p->packs, p->npacks, facts, json_get(p->request, "targets"), e);
}

/* What is not asked is not told; the draft keeps it. (Conditions take a hidden question's answer for none, so nothing else changes.) */
static void drop_hidden(struct projection *p)
{
    cJSON *answers = json_get(p->document, "answers");
    for (size_t i = 0; i < p->list.count; i++) {
        struct question *q = &p->list.questions[i];
        if (q->hidden) {
            cJSON *pack = json_get(answers, q->home_pack->id);
            json_remove(pack, q->home_item->id);
            if (pack != NULL && pack->child == NULL) {
                json_remove(answers, q->home_pack->id);
            }
        }
    }
}

/* The inventory goes to whoever asks for it. */
static bool inventory_asked(const struct projection *p)
{
    bool asked = p->request == NULL;
    for (size_t i = 0; i < p->npacks; i++) {
        asked = asked || p->packs[i]->inventory;
    }
    return asked;
}

/* How far a question's steps are the firm's word: those that it took by hand or said a level for. What the program proposes is none. */
static int promised_level(const struct plan *plan, const struct question_list *list, size_t question)
{
    int level = list->questions[question].answer.planned_level;
    for (size_t i = 0; i < plan->count; i++) {
        const struct plan_step *step = &plan->steps[i];
        if (step->question == question && step->wish == WISH_TAKE && step->action->to > level) {
            level = step->action->to;
        }
    }
    return level;
}

static void keep_promised(struct plan *plan, const struct question_list *list)
{
    size_t kept = 0;
    plan->cost_initial = plan->cost_monthly = 0;
    plan->gain = 0;
    for (size_t i = 0; i < plan->count; i++) {
        const struct plan_step step = plan->steps[i];
        if (step.action->to <= promised_level(plan, list, step.question)) {
            plan->cost_initial += step.action->initial.max;
            plan->cost_monthly += step.action->monthly.max;
            plan->gain += step.gain;
            plan->steps[kept++] = step; /* those passed over stand behind it or in its place: no wish that counts is lost */
        }
    }
    plan->count = kept;
}

static enum status put_plan(struct projection *p, struct error *e)
{
    struct plan plan = {0};
    int64_t initial, monthly;
    if (assessment_budgets(p->a, &initial, &monthly)) {
        const struct plan_terms terms = assessment_plan_terms(p->a);
        const enum status st = plan_make(&p->list, &terms, &plan, e);
        if (st != ST_OK) {
            return st;
        }
        keep_promised(&plan, &p->list);
    }
    const bool ok = json_put(p->document, "plan", plan_to_json(&plan, &p->list));
    plan_release(&plan);
    return ok ? ST_OK : fail_memory(e);
}

static enum status put_score(struct projection *p, struct error *e)
{
    struct score score;
    const enum status st = score_compute(&p->list, &score, e);
    if (st != ST_OK) {
        return st;
    }
    const bool ok = json_put(p->document, "score", score_to_json(&score));
    score_release(&score);
    return ok ? ST_OK : fail_memory(e);
}

/* What comes before the answers: who, when, for whom, which packs. */
static enum status put_head(struct projection *p, const char *now, struct error *e)
{
    cJSON *d = p->document, *packs = cJSON_CreateArray();
    const cJSON *supplier = json_get(p->a->tree, "supplier");
    const char *code = json_text(p->request != NULL ? p->request : supplier, "supplier_code");
    bool ok = json_put_text(d, "assessment_id", "") && json_put_integer(d, "revision", 1) &&
              json_put_text(d, "period", json_text(p->a->tree, "period")) && json_put_text(d, "issued_at", now) &&
              json_put(d, "supplier", reduce_supplier(supplier, code));
    if (ok && p->request == NULL) {
        ok = json_put(d, "request", cJSON_CreateNull());
    } else if (ok) {
        ok = json_put(d, "request", cJSON_CreateObject()) &&
             json_put_text(json_get(d, "request"), "id", json_text(p->request, "request_id")) &&
             json_put_text(json_get(d, "request"), "digest", p->digest);
    }
    for (size_t i = 0; i < p->npacks; i++) {
        ok = ok && put_pack_name(packs, p->packs[i]);
    }
    return json_put(d, "packs", packs) && ok ? ST_OK : fail_memory(e);
}

static enum status put_record(struct projection *p, bool unfinished, const char *today, struct error *e)
{
    cJSON *d = p->document;
    const int perceived = assessment_perceived(p->a);
    bool ok = (!unfinished || json_put(d, "unfinished", cJSON_CreateTrue())) &&
              (!json_true(p->a->tree, "cosign_expected") || json_put(d, "cosign_expected", cJSON_CreateTrue())) &&
              (perceived < 0 || json_put_integer(d, "perceived", perceived));
    /* In the order of formats.md: these two were needed before. */
    ok = ok && json_put(d, "answers", cJSON_DetachItemViaPointer(d, json_get(d, "answers"))) &&
         json_put(d, "inventory", cJSON_DetachItemViaPointer(d, json_get(d, "inventory")));
    const struct facts facts = answers_facts(d);
    if (!ok || !json_put(d, "checks", contradictions_to_json(&p->list, p->catalog, &facts))) {
        return fail_memory(e);
    }
    const enum status st = put_plan(p, e);
    if (st != ST_OK) {
        return st;
    }
    const cJSON *affirmation = json_get(p->a->tree, "affirmation");
    ok = json_put(d, "followups", reduce_followups(json_get(p->a->tree, "followups"), json_get(d, "answers"))) &&
         (!cJSON_IsObject(affirmation) || json_put(d, "affirmation", reduce_affirmation(affirmation, today)));
    return ok ? put_score(p, e) : fail_memory(e);
}

/* Last of all, so that a refusal changes nothing: this recipient's assessment_id and next revision, in the document and in the draft. */
static enum status number_document(struct projection *p, struct random *random, struct error *e)
{
    cJSON *recipient = recipient_find(p->a, p->digest);
    if (recipient == NULL) {
        char id[UUID_TEXT];
        const enum status st = uuid_make(random, id, e);
        if (st != ST_OK) {
            return st;
        }
        if (!cJSON_IsArray(json_get(p->a->tree, "recipients")) && !json_put(p->a->tree, "recipients", cJSON_CreateArray())) {
            return fail_memory(e);
        }
        recipient = cJSON_CreateObject();
        const bool ok = json_put(recipient, "request", p->digest[0] == '\0' ? cJSON_CreateNull() : cJSON_CreateString(p->digest)) &&
                        json_put_text(recipient, "assessment_id", id) && json_put_integer(recipient, "revision", 0);
        if (!ok || !cJSON_AddItemToArray(json_get(p->a->tree, "recipients"), recipient)) {
            cJSON_Delete(recipient);
            return fail_memory(e);
        }
    }
    const int64_t revision = json_integer(recipient, "revision", 0) + 1;
    const bool ok = json_put_text(p->document, "assessment_id", json_text(recipient, "assessment_id")) &&
                    json_put_integer(p->document, "revision", revision) && json_put_integer(recipient, "revision", revision);
    return ok ? ST_OK : fail_memory(e);
}

/* Questions and answers in the document; *finished as this recipient sees it. */
static enum status project_questions(struct projection *p, bool *finished, struct error *e, struct error *reasons)
{
    const struct facts all = assessment_facts(p->a);
    enum status st = build_list(p, &all, e);
    if (st == ST_OK) {
        st = project_answers(p, e);
    }
    const struct facts facts = answers_facts(p->document);
    if (st == ST_OK) {
        st = build_list(p, &facts, e);
    }
    if (st == ST_OK) {
        drop_hidden(p);
        st = build_list(p, &facts, e);
    }
    struct question_list numbers = {0};
    st = st == ST_OK ? assessment_questions(p->a, p->catalog, &numbers, NULL, e) : st;
    if (st == ST_OK) {
        *finished = record_finished(&facts, &p->list, &numbers, reasons) == ST_OK;
    }
    question_list_release(&numbers);
    return st;
}

static enum status project(struct projection *p, bool unfinished, const struct clock *clock, struct random *random, struct error *e)
{
    char now[TIME_TEXT], today[DATE_TEXT];
    time_format(clock_now(clock), now);
    local_today(clock, today);
    enum status st = choose_packs(p, e);
    if (st == ST_OK) {
        st = put_head(p, now, e);
    }
    const cJSON *inventory = inventory_asked(p) ? json_get(p->a->tree, "inventory") : NULL;
    if (st == ST_OK &&
        (!json_put(p->document, "answers", cJSON_CreateObject()) || !json_put(p->document, "inventory", reduce_inventory(inventory)))) {
        st = fail_memory(e);
    }
    bool finished = false;
    struct error reasons = {0};
    if (st == ST_OK) {
        st = project_questions(p, &finished, e, &reasons);
    }
    if (st == ST_OK && !finished && !unfinished) {
        st =
            p->waiting == 0
                ? fail(e, ST_NO, "%s", reasons.text)
                : fail(e, ST_NO,
                       _n("%s %zu answer was given before this customer asked: look at it and confirm it for them, too.",
                          "%s %zu answers were given before this customer asked: look at them and confirm them for them, too.", p->waiting),
                       reasons.text, p->waiting);
    }
    if (st == ST_OK) {
        st = put_record(p, !finished, today, e);
    }
    return st == ST_OK ? number_document(p, random, e) : st;
}

enum status answers_project(struct assessment *a, const struct catalog *catalog, const cJSON *request, bool unfinished,
                            const struct clock *clock, struct random *random, cJSON **document, struct error *e)
{
    struct projection p = {.a = a, .catalog = catalog, .request = request, .document = cJSON_CreateObject()};
    *document = NULL;
    enum status st = p.document == NULL ? fail_memory(e) : ST_OK;
    if (st == ST_OK && request != NULL) {
        st = assessment_request_digest(a, request, p.digest, e);
        const char *period = json_text(request, "period");
        if (st == ST_OK && strcmp(period, json_text(a->tree, "period")) != 0) {
            st = fail(e, ST_INPUT, _("The request is for the period %s, the draft for %s: make a new draft for it."), period,
                      json_text(a->tree, "period"));
        }
    }
    st = st == ST_OK ? set_aside_exchange(a, p.digest, e) : st;
    if (st == ST_OK) {
        st = project(&p, unfinished, clock, random, e);
        const enum status back = set_aside_exchange(a, p.digest, e);
        st = st == ST_OK ? back : st;
    }
    question_list_release(&p.list);
    if (st == ST_OK) {
        *document = p.document;
    } else {
        cJSON_Delete(p.document);
    }
    return st;
}

enum status answers_preview(const struct assessment *a, const struct catalog *catalog, const cJSON *request, const struct clock *clock,
                            struct random *random, cJSON **document, struct error *e)
{
    struct assessment copy = {.tree = cJSON_Duplicate(a->tree, true)}; /* a projection takes a revision */
    char digest[SHA256_TEXT];
    *document = NULL;
    enum status st = copy.tree == NULL ? fail_memory(e) : ST_OK;
    st = st == ST_OK && request != NULL ? assessment_request_digest(a, request, digest, e) : st;
    if (st == ST_OK) {
        /* the copy's own request: beside it the digest of one that came with a secret is kept, and answers set aside go by that */
        const cJSON *own = request == NULL ? NULL : assessment_find_request(&copy, NULL, digest);
        st = answers_project(&copy, catalog, own, true, clock, random, document, e);
    }
    assessment_release(&copy);
    return st;
}
