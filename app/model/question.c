#include "model/question.h"

#include "model/json.h"

#include <stdint.h>

static const struct pack *listed_pack(const struct question_list *list, const struct catalog *catalog, const char *id)
{
    for (size_t i = 0; i < list->npacks; i++) {
        if (strcmp(list->packs[i]->id, id) == 0) {
            return list->packs[i];
        }
    }
    return catalog_find(catalog, id);
}

/* Where the answer of a question lives. A pack that is asked wins over another version of it in the catalog. */
static enum status find_home(const struct question_list *list, const struct catalog *catalog, struct question *q, struct error *e)
{
    q->home_pack = q->pack;
    q->home_item = q->item;
    const struct item *alias = q->item;
    if (alias->same_pack == NULL) {
        return ST_OK;
    }
    q->home_pack = listed_pack(list, catalog, alias->same_pack);
    if (q->home_pack == NULL) {
        return fail(e, ST_INPUT, _("%s:%s is answered in the pack \"%s\", which is not here; add that pack."), q->pack->id, alias->id,
                    alias->same_pack);
    }
    q->home_item = pack_item(q->home_pack, alias->same_item);
    if (q->home_item == NULL || q->home_item->same_pack != NULL) {
        return fail(e, ST_INPUT,
                    _("%s:%s is answered in %s:%s, which is not a question there; another version of the pack \"%s\" is needed."),
                    q->pack->id, alias->id, alias->same_pack, alias->same_item, alias->same_pack);
    }
    return ST_OK;
}

static int raised_target(const cJSON *targets, const struct pack *pack, const struct item *item, int target)
{
    if (targets == NULL) {
        return target;
    }
    int64_t raised = json_integer(json_get(targets, pack->id), item->id, target);
    return raised > target && raised < LEVELS ? (int)raised : target;
}

/* An answer of the other kind is none: it would count as answered and stay out of the score. */
static struct answer fitting_answer(const cJSON *tree, enum item_kind kind)
{
    struct answer answer = answer_view(tree);
    bool done = answer.state == ANSWER_DONE || answer.state == ANSWER_NOT_DONE;
    if (kind == ITEM_LEVEL ? done : answer.state == ANSWER_LEVEL) {
        answer.state = ANSWER_NONE;
        answer.level = 0;
    }
    return answer;
}

/* Answers mostly stand in the order of the questions: behind the one that was found last. */
struct answers_at {
    const struct pack *home; /* whose answers these are */
    const cJSON *answers;
    const cJSON *last;
};

static const cJSON *answer_of(struct answers_at *at, const struct facts *facts, const struct question *q)
{
    if (at->home != q->home_pack) {
        *at = (struct answers_at){.home = q->home_pack, .answers = json_get(facts->answers, q->home_pack->id)};
    }
    const cJSON *answer = at->last == NULL ? NULL : at->last->next;
    if (answer == NULL || strcmp(answer->string, q->home_item->id) != 0) {
        answer = json_get(at->answers, q->home_item->id);
    }
    at->last = answer == NULL ? at->last : answer;
    return answer;
}

static struct question *same_home(struct question_list *list, const struct question *q)
{
    for (size_t i = 0; i < list->count; i++) {
        if (list->questions[i].home_item == q->home_item) {
            return &list->questions[i];
        }
    }
    return NULL;
}

enum status question_list_build(struct question_list *list, const struct catalog *catalog, const struct pack *const *packs, size_t npacks,
                                const struct facts *facts, const cJSON *targets, struct error *e)
{
    *list = (struct question_list){.npacks = npacks};
    size_t count = 1;
    for (size_t i = 0; i < npacks; i++) {
        count += packs[i]->nitems;
    }
    list->questions = calloc(count, sizeof *list->questions);
    list->packs = calloc(npacks + 1, sizeof *list->packs);
    if (list->questions == NULL || list->packs == NULL) {
        question_list_release(list);
        return fail_memory(e);
    }
    struct answers_at at = {0};
    bool listed[512] = {0}; /* by the home item's address: what cannot be there yet is not looked for */
    for (size_t i = 0; i < npacks; i++) {
        list->packs[i] = packs[i];
    }
    for (size_t i = 0; i < npacks; i++) {
        for (size_t k = 0; k < packs[i]->nitems; k++) {
            struct question q = {.pack = packs[i], .item = &packs[i]->items[k]};
            enum status st = find_home(list, catalog, &q, e);
            if (st != ST_OK) {
                question_list_release(list);
                return st;
            }
            q.target = raised_target(targets, q.pack, q.item, raised_target(targets, q.home_pack, q.home_item, q.home_item->target));
            q.answer = fitting_answer(answer_of(&at, facts, &q), q.home_item->kind);
            q.hidden = !item_applies(q.home_item, q.home_pack, catalog, facts);
            bool *met = &listed[(uintptr_t)q.home_item / sizeof *q.home_item % (sizeof listed / sizeof listed[0])];
            struct question *first = *met ? same_home(list, &q) : NULL;
            *met = true;
            q.repeated = first != NULL;
            if (first != NULL) {
                first->target = first->target > q.target ? first->target : q.target;
                q.target = first->target;
            }
            list->questions[list->count++] = q;
        }
    }
    return ST_OK;
}

void question_list_release(struct question_list *list)
{
    free(list->questions);
    free(list->packs);
    *list = (struct question_list){0};
}

size_t question_find(const struct question_list *list, const char *pack, const char *item)
{
    size_t home = SIZE_MAX;
    for (size_t i = 0; i < list->count; i++) {
        const struct question *q = &list->questions[i];
        if (strcmp(q->item->id, item) == 0 && strcmp(q->pack->id, pack) == 0) {
            return i;
        }
        if (home == SIZE_MAX && strcmp(q->home_item->id, item) == 0 && strcmp(q->home_pack->id, pack) == 0) {
            home = i;
        }
    }
    return home;
}

int question_list_number(const struct question_list *list, size_t question)
{
    int number = 0;
    for (size_t i = 0; i <= question && i < list->count; i++) {
        const struct question *q = &list->questions[i];
        number += !q->repeated;
        if (i < question && q->home_item == list->questions[question].home_item) {
            return number;
        }
    }
    return number;
}

const char *question_title(const struct question *q)
{
    const char *own = text_of(q->item->title);
    return own[0] != '\0' ? own : text_of(q->home_item->title);
}

/* A contradiction between questions of which one is not asked would puzzle: the way to it leads nowhere. */
static bool all_asked(const struct question_list *list, const struct pack *pack, const struct check *check)
{
    for (size_t i = 0; i < check->nitems; i++) {
        char pack_id[PACK_ID_TEXT];
        char item_id[ITEM_ID_TEXT];
        size_t at = item_reference(check->items[i], pack->id, pack_id, item_id) ? question_find(list, pack_id, item_id) : SIZE_MAX;
        if (at == SIZE_MAX || list->questions[at].hidden) {
            return false;
        }
    }
    return true;
}

size_t checks_find(const struct question_list *list, const struct catalog *catalog, const struct facts *facts, struct check_hit *hits,
                   size_t max)
{
    size_t found = 0;
    for (size_t i = 0; i < list->npacks; i++) {
        for (size_t k = 0; k < list->packs[i]->nchecks; k++) {
            const struct check *check = &list->packs[i]->checks[k];
            if (!all_asked(list, list->packs[i], check) || !condition_holds(check->when, list->packs[i], catalog, facts)) {
                continue;
            }
            if (found < max) {
                hits[found] = (struct check_hit){list->packs[i], check};
            }
            found++;
        }
    }
    return found;
}

size_t contradictions_find(const struct question_list *list, const struct catalog *catalog, const struct facts *facts,
                           struct check_hit *hits, size_t max)
{
    const size_t all = checks_find(list, catalog, facts, hits, max);
    size_t kept = 0;
    for (size_t i = 0; i < all && i < max; i++) {
        if (!hits[i].check->advice) {
            hits[kept++] = hits[i];
        }
    }
    return kept;
}
