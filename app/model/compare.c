#include "model/compare.h"

#include "base/buffer.h"
#include "base/digest.h"
#include "model/json.h"
#include "model/score.h"

/* ---- keeping ---- */

#define WORDS_DIGITS 16 /* of the digest: against accident, not against an attacker */

static void add_words(struct buffer *out, const struct text *text)
{
    (void)buffer_add(out, text->ja, strlen(text->ja) + 1);
    (void)buffer_add(out, text->en, strlen(text->en) + 1);
}

/* A short digest of what the question and its levels say. False: out of memory. */
static bool words_digest(const struct item *item, char out[SHA256_TEXT])
{
    struct buffer words;
    buffer_init(&words, BUFFER_MAX_TEXT);
    add_words(&words, &item->text);
    for (size_t i = 0; item->kind == ITEM_LEVEL && i < LEVELS; i++) {
        add_words(&words, &item->levels[i]);
    }
    sha256_hex(buffer_text(&words), words.length, out);
    out[WORDS_DIGITS] = '\0';
    const bool ok = !words.failed;
    buffer_release(&words);
    return ok;
}

static bool names_digest(const cJSON *packs, const char *digest)
{
    const cJSON *name;
    cJSON_ArrayForEach(name, packs)
    {
        const char *own = json_text(name, "sha256");
        if (own != NULL && strcmp(own, digest) == 0) {
            return true;
        }
    }
    return false;
}

/* Takes the title, and of a pack that is at hand as it was the words too. */
static bool note_question(cJSON *questions, const struct question *q, const cJSON *packs)
{
    const struct item *item = q->home_item;
    cJSON *pack = json_get(questions, q->home_pack->id);
    if (pack == NULL) {
        if (!json_put(questions, q->home_pack->id, cJSON_CreateObject())) {
            return false;
        }
        pack = json_get(questions, q->home_pack->id);
    }
    cJSON *note = cJSON_CreateObject(), *title = cJSON_CreateObject();
    char words[SHA256_TEXT];
    const bool titled = json_put_text(title, "ja", item->title.ja) && json_put_text(title, "en", item->title.en);
    bool ok = json_put(note, "title", title) && titled && words_digest(item, words) &&
              (item->kind != ITEM_LEVEL || json_put_integer(note, "target", q->target));
    if (ok && names_digest(packs, pack_digest(q->home_pack))) {
        ok = json_put_text(note, "words", words);
    }
    if (!ok) {
        cJSON_Delete(note);
        return false;
    }
    return json_put(pack, item->id, note);
}

static bool note_questions(cJSON *past, const struct question_list *list, const cJSON *packs)
{
    cJSON *questions = cJSON_CreateObject();
    for (size_t i = 0; questions != NULL && i < list->count; i++) {
        if (!list->questions[i].repeated && !list->questions[i].hidden && !note_question(questions, &list->questions[i], packs)) {
            cJSON_Delete(questions);
            return false;
        }
    }
    return json_put(past, "questions", questions);
}

static bool note_score(cJSON *past, const struct question_list *list)
{
    struct score score;
    if (score_compute(list, &score, NULL) != ST_OK) {
        return false;
    }
    const bool ok = json_put(past, "score", score_to_json(&score));
    score_release(&score);
    return ok;
}

/* Absent stays absent. */
static bool put_copy(cJSON *object, const char *key, const cJSON *value)
{
    return value == NULL || json_put(object, key, cJSON_Duplicate(value, true));
}

cJSON *past_new(const char *period, const cJSON *packs, const struct facts *old, const struct question_list *list, bool whole)
{
    cJSON *past = cJSON_CreateObject();
    const bool made = past != NULL && (period == NULL || json_put_text(past, "period", period)) &&
                      put_copy(past, "supplier", old->supplier) && put_copy(past, "packs", packs) &&
                      put_copy(past, "answers", old->answers) && put_copy(past, "inventory", old->inventory) &&
                      (list == NULL || note_questions(past, list, packs)) && (list == NULL || !whole || note_score(past, list));
    if (!made) {
        cJSON_Delete(past);
        return NULL;
    }
    return past;
}

int past_points(const cJSON *past, const char *pack, const char *section)
{
    const cJSON *score = json_get(past, "score");
    const cJSON *of = pack == NULL ? score : json_get(json_get(score, "packs"), pack);
    const int64_t points =
        section == NULL ? json_integer(of, "total", SCORE_NONE) : json_integer(json_get(of, "sections"), section, SCORE_NONE);
    return points >= 0 && points <= 1000 ? (int)points : SCORE_NONE;
}

/* ---- comparing ---- */

static enum change change_of(const struct answer *from, const struct answer *to, bool fresh)
{
    if (fresh && from->state == ANSWER_NONE) {
        return CHANGE_NEW;
    }
    if (!answer_given(to)) {
        return from->state == ANSWER_NONE ? CHANGE_SAME : CHANGE_OPEN;
    }
    if (from->state == ANSWER_NONE) {
        return CHANGE_ANSWERED;
    }
    switch (answer_compare(from, to)) {
    case -1:
        return CHANGE_LOWERED;
    case 0:
        return CHANGE_SAME;
    case 1:
        return CHANGE_RAISED;
    default:
        return CHANGE_OTHER;
    }
}

/* True when the old record did not ask it, as far as is known. */
static bool is_fresh(const cJSON *past, const struct question *q)
{
    const cJSON *name, *questions = json_get(past, "questions");
    const cJSON *pack = json_get(questions, q->home_pack->id);
    if (names_digest(json_get(past, "packs"), pack_digest(q->home_pack))) {
        return false; /* the very same pack: at most another answer hid it */
    }
    if (pack != NULL || questions == NULL) {
        return pack != NULL && json_get(pack, q->home_item->id) == NULL;
    }
    cJSON_ArrayForEach(name, json_get(past, "packs"))
    {
        const char *id = json_text(name, "id");
        if (id != NULL && strcmp(id, q->home_pack->id) == 0) {
            return false; /* the pack is not at hand any more: what it asked is not known */
        }
    }
    return true;
}

static bool is_reworded(const cJSON *past, const struct question *q)
{
    char words[SHA256_TEXT];
    const char *then = json_text(json_get(json_get(json_get(past, "questions"), q->home_pack->id), q->home_item->id), "words");
    return then != NULL && words_digest(q->home_item, words) && strcmp(then, words) != 0;
}

static int target_then(const cJSON *past, const struct question *q)
{
    const cJSON *note = json_get(json_get(json_get(past, "questions"), q->home_pack->id), q->home_item->id);
    const int64_t target = json_integer(note, "target", -1);
    return target < 0 || target >= LEVELS || target == q->target ? -1 : (int)target;
}

static void add(struct comparison *out, struct compared entry)
{
    out->items[out->count++] = entry;
    out->raised += entry.change == CHANGE_RAISED;
    out->lowered += entry.change == CHANGE_LOWERED;
    out->fresh += entry.change == CHANGE_NEW;
    out->retired += entry.change == CHANGE_RETIRED;
    out->kept += entry.change == CHANGE_KEPT;
    out->reworded += entry.reworded;
    out->unconfirmed += entry.to.unconfirmed;
}

static bool listed_now(const struct question_list *list, const char *pack, const char *item)
{
    for (size_t i = 0; i < list->count; i++) {
        if (strcmp(list->questions[i].home_item->id, item) == 0 && strcmp(list->questions[i].home_pack->id, pack) == 0) {
            return true;
        }
    }
    return false;
}

static const char *title_then(const cJSON *note, const char *id)
{
    const char *title = json_text(json_get(note, "title"), language_code(language_current()));
    return title == NULL || title[0] == '\0' ? id : title;
}

static bool at_hand(const struct catalog *catalog, const char *pack, const char *item)
{
    const struct pack *found = catalog_find(catalog, pack);
    return found != NULL && pack_item(found, item) != NULL;
}

/* What map ({pack: {item: …}}) holds and nothing asks now; not what other holds too. */
static void add_gone(struct comparison *out, const cJSON *past, const struct question_list *list, const struct catalog *catalog,
                     const cJSON *map, const cJSON *other)
{
    const cJSON *pack, *item;
    cJSON_ArrayForEach(pack, map)
    {
        cJSON_ArrayForEach(item, pack)
        {
            if (!listed_now(list, pack->string, item->string) && json_get(json_get(other, pack->string), item->string) == NULL) {
                const cJSON *note = json_get(json_get(json_get(past, "questions"), pack->string), item->string);
                add(out, (struct compared){.question = SIZE_MAX,
                                           .pack = pack->string,
                                           .item = item->string,
                                           .title = title_then(note, item->string),
                                           .from = answer_view(json_get(json_get(json_get(past, "answers"), pack->string), item->string)),
                                           .to = answer_view(NULL),
                                           .change = at_hand(catalog, pack->string, item->string) ? CHANGE_KEPT : CHANGE_RETIRED,
                                           .target_then = -1});
            }
        }
    }
}

static size_t entries(const cJSON *map)
{
    size_t n = 0;
    const cJSON *pack;
    cJSON_ArrayForEach(pack, map)
    {
        n += (size_t)cJSON_GetArraySize(pack);
    }
    return n;
}

enum status compare_years(const cJSON *past, const struct question_list *list, const struct catalog *catalog, struct comparison *out,
                          struct error *e)
{
    const cJSON *answers = json_get(past, "answers"), *questions = json_get(past, "questions");
    *out = (struct comparison){.items = calloc(list->count + entries(answers) + entries(questions) + 1, sizeof *out->items)};
    if (out->items == NULL) {
        return fail_memory(e);
    }
    for (size_t i = 0; i < list->count; i++) {
        const struct question *q = &list->questions[i];
        if (q->hidden || q->repeated) {
            continue;
        }
        struct compared entry = {.question = i,
                                 .pack = q->home_pack->id,
                                 .item = q->home_item->id,
                                 .from = answer_view(json_get(json_get(answers, q->home_pack->id), q->home_item->id)),
                                 .to = q->answer,
                                 .reworded = is_reworded(past, q),
                                 .target_then = target_then(past, q),
                                 .same_pack = names_digest(json_get(past, "packs"), pack_digest(q->home_pack))};
        entry.change = change_of(&entry.from, &entry.to, is_fresh(past, q));
        add(out, entry);
    }
    add_gone(out, past, list, catalog, questions, NULL);
    add_gone(out, past, list, catalog, answers, questions);
    return ST_OK;
}

void comparison_release(struct comparison *c)
{
    free(c->items);
    *c = (struct comparison){0};
}
