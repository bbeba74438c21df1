#include "model/carry.h"

#include "model/compare.h"
#include "model/json.h"

/* The old pack of this id, when it is at hand. */
static const struct pack *old_pack_of(const struct catalog *catalog, const cJSON *old_packs, const char *id)
{
    const cJSON *name;
    cJSON_ArrayForEach(name, old_packs)
    {
        const char *other = json_text(name, "id"), *digest = json_text(name, "sha256");
        if (other != NULL && digest != NULL && strcmp(other, id) == 0) {
            return catalog_find_digest(catalog, digest);
        }
    }
    return NULL;
}

static bool same_words(const struct text *a, const struct text *b)
{
    return strcmp(a->ja, b->ja) == 0 && strcmp(a->en, b->en) == 0;
}

static bool reworded(const struct item *old, const struct item *now)
{
    if (!same_words(&old->text, &now->text)) {
        return true;
    }
    for (size_t i = 0; now->kind == ITEM_LEVEL && i < LEVELS; i++) {
        if (!same_words(&old->levels[i], &now->levels[i])) {
            return true;
        }
    }
    return false;
}

/* The old answer as a proposal; NULL when memory runs out. */
static cJSON *propose(const cJSON *old)
{
    cJSON *answer = cJSON_Duplicate(old, true);
    if (answer == NULL) {
        return NULL;
    }
    json_remove(answer, "assessor");
    json_remove(answer, "to_confirm");
    json_remove(answer, "right_then");
    if (answer_view(answer).state != ANSWER_NONE && !json_put(answer, "confirmed", cJSON_CreateFalse())) {
        cJSON_Delete(answer);
        return NULL;
    }
    return answer;
}

static bool fits(const cJSON *old, enum item_kind kind)
{
    return old != NULL && answer_check(old, (int)kind, "", NULL) == ST_OK;
}

/* idle: as the old answers are, nobody will be asked it, and nobody is to wait for it. */
static void note_fresh(struct carried *out, size_t question, bool asked, bool idle)
{
    if (!idle) {
        out->fresh[out->nfresh++] = question;
        out->nopen += asked;
    }
}

static enum status carry_question(struct assessment *a, const struct question_list *list, size_t i, const struct catalog *catalog,
                                  const struct facts *old, const cJSON *old_packs, struct carried *out, struct error *e)
{
    const struct question *q = &list->questions[i];
    const cJSON *answer = facts_answer(old, q->home_pack->id, q->home_item->id);
    const struct pack *before = old_pack_of(catalog, old_packs, q->home_pack->id);
    const struct item *item = before == NULL ? NULL : pack_item(before, q->home_item->id);
    const bool asked = item != NULL && item->kind == q->home_item->kind;
    const bool idle = !item_applies(q->home_item, q->home_pack, catalog, old);
    if (pack_is_emergency(q->home_pack)) { /* what was done after one alert says nothing about the next */
        out->fresh[out->nfresh++] = i;
        return ST_OK;
    }
    if (!fits(answer, q->home_item->kind)) {
        note_fresh(out, i, asked, idle);
        return ST_OK;
    }
    if (item != NULL && item->same_pack == NULL && item->kind == q->home_item->kind && reworded(item, q->home_item)) {
        out->reworded[out->nreworded++] = i;
    }
    if (answer_view(answer).state == ANSWER_NONE) {
        note_fresh(out, i, asked, idle);
    } else {
        out->answers++;
    }
    return assessment_restore_answer(a, q, propose(answer), e);
}

/* Whether the answer is the proposal still, untouched. Compared as proposed, since that is what the draft holds. */
static bool is_proposal(const cJSON *answer, const cJSON *old)
{
    cJSON *proposal = old == NULL ? NULL : propose(old);
    const bool same = proposal != NULL && cJSON_Compare(answer, proposal, true);
    cJSON_Delete(proposal);
    return same;
}

/* Whether this year's answer is the one that the old record had and has no longer. Only the answer itself counts, not its texts. */
static bool repeats_corrected(const struct answer *answer, const struct answer *then, const struct answer *now)
{
    return answer_given(answer) && then->state != ANSWER_NONE && answer_compare(then, answer) == 0 && answer_compare(then, now) != 0;
}

static enum status carry_question_again(struct assessment *a, const struct question *q, const cJSON *then, const cJSON *now,
                                        struct error *e)
{
    const struct answer before = answer_view(then), corrected = answer_view(now);
    if (q->answer.unconfirmed && fits(now, q->home_item->kind) && is_proposal(q->answer.tree, then)) {
        return assessment_restore_answer(a, q, propose(now), e);
    }
    /* Its notes, evidence and plans are this year's: it is kept as it is, and asked about once more. */
    return repeats_corrected(&q->answer, &before, &corrected) ? assessment_set_flag(a, q, "confirmed", false, e) : ST_OK;
}

enum status assessment_carry_again(struct assessment *a, const struct question_list *list, const struct facts *old, struct error *e)
{
    struct facts kept;
    const char *period = "";
    enum status st = ST_OK;
    (void)assessment_last_year(a, &kept, &period);
    for (size_t i = 0; st == ST_OK && i < list->count; i++) {
        const struct question *q = &list->questions[i];
        const cJSON *now = facts_answer(old, q->home_pack->id, q->home_item->id);
        const cJSON *then = facts_answer(&kept, q->home_pack->id, q->home_item->id);
        if (!q->repeated && !cJSON_Compare(now, then, true)) {
            st = carry_question_again(a, q, then, now, e);
        }
    }
    return st;
}

bool carry_corrected(const struct question *q, const struct answer *last)
{
    return q->answer.unconfirmed && last->state != ANSWER_NONE && answer_compare(last, &q->answer) != 0;
}

bool carry_outdated(const struct assessment *later, const struct question *q)
{
    struct facts past;
    const char *period = "";
    const struct facts now = assessment_facts(later);
    (void)assessment_last_year(later, &past, &period);
    const struct answer repeated = answer_view(facts_answer(&now, q->home_pack->id, q->home_item->id));
    const struct answer then = answer_view(facts_answer(&past, q->home_pack->id, q->home_item->id));
    if (repeated.state == ANSWER_NONE || then.state == ANSWER_NONE || answer_compare(&repeated, &q->answer) == 0) {
        return false;
    }
    /* What waits untouched follows the correction by itself; what waits otherwise was found to repeat it before. */
    return repeated.unconfirmed != (answer_compare(&then, &repeated) == 0);
}

static enum status find_gone(const struct question_list *list, const struct facts *old, struct carried *out, struct error *e)
{
    const cJSON *pack, *item;
    cJSON_ArrayForEach(pack, old->answers)
    {
        cJSON_ArrayForEach(item, pack)
        {
            if (question_find(list, pack->string, item->string) != SIZE_MAX) {
                continue;
            }
            char name[128];
            (void)snprintf(name, sizeof name, "%s:%s", pack->string, item->string);
            cJSON *text = cJSON_CreateString(name);
            if (text == NULL || !cJSON_AddItemToArray(out->gone, text)) {
                cJSON_Delete(text);
                return fail_memory(e);
            }
        }
    }
    return ST_OK;
}

static bool carry_profile(struct assessment *a, const struct facts *old, bool own_code)
{
    cJSON *supplier = old->supplier == NULL ? cJSON_CreateObject() : cJSON_Duplicate(old->supplier, true);
    if (supplier != NULL && !own_code) {
        json_remove(supplier, "supplier_code");
    }
    cJSON *inventory = old->inventory == NULL ? cJSON_CreateArray() : cJSON_Duplicate(old->inventory, true);
    const bool profile = json_put(a->tree, "supplier", supplier);
    /* Customers go by the day of the answers when they look for a product: last year's list is not this year's before somebody says so. */
    const bool carried = cJSON_GetArraySize(inventory) == 0 || json_put(a->tree, "inventory_carried", cJSON_CreateTrue());
    return json_put(a->tree, "inventory", inventory) && profile && carried;
}

enum status assessment_carry(struct assessment *a, const struct question_list *list, const struct catalog *catalog, const struct facts *old,
                             const cJSON *old_packs, bool own_code, struct carried *out, struct error *e)
{
    *out = (struct carried){.gone = cJSON_CreateArray()};
    out->fresh = calloc(list->count + 1, sizeof *out->fresh);
    out->reworded = calloc(list->count + 1, sizeof *out->reworded);
    enum status st =
        out->gone == NULL || out->fresh == NULL || out->reworded == NULL || !carry_profile(a, old, own_code) ? fail_memory(e) : ST_OK;
    for (size_t i = 0; st == ST_OK && i < list->count; i++) {
        if (!list->questions[i].repeated) {
            st = carry_question(a, list, i, catalog, old, old_packs, out, e);
        }
    }
    if (st == ST_OK) {
        st = find_gone(list, old, out, e);
    }
    if (st != ST_OK) {
        carried_release(out);
    }
    return st;
}

enum status assessment_keep_last_year(struct assessment *a, const char *period, const cJSON *packs, const struct facts *old,
                                      const struct question_list *old_list, bool whole, struct error *e)
{
    return json_put(a->tree, "last_year", past_new(period, packs, old, old_list, whole)) ? ST_OK : fail_memory(e);
}

/* The answers as they are when every proposal is confirmed; NULL when memory runs out. */
static cJSON *confirmed_all(const cJSON *answers)
{
    cJSON *copy = cJSON_Duplicate(answers, true);
    cJSON *pack;
    cJSON_ArrayForEach(pack, copy)
    {
        cJSON *answer;
        cJSON_ArrayForEach(answer, pack)
        {
            json_remove(answer, "confirmed");
        }
    }
    return copy;
}

size_t carry_idle(const struct assessment *a, const struct question_list *list, const struct catalog *catalog)
{
    struct facts facts = assessment_facts(a);
    cJSON *answers = confirmed_all(facts.answers);
    size_t n = 0;
    facts.answers = answers;
    for (size_t i = 0; answers != NULL && i < list->count; i++) {
        const struct question *q = &list->questions[i];
        n += !q->hidden && !q->repeated && q->answer.state == ANSWER_NONE && !item_applies(q->home_item, q->home_pack, catalog, &facts);
    }
    cJSON_Delete(answers);
    return n;
}

void carried_release(struct carried *c)
{
    free(c->fresh);
    free(c->reworded);
    cJSON_Delete(c->gone);
    *c = (struct carried){0};
}
