#include "model/recheck.h"

#include "base/digest.h"
#include "model/followup.h"
#include "model/json.h"
#include "model/record_check.h"

#define MARK_TEXT 17 /* enough to tell a question's few entries apart */

/* "" when memory is short, which marks nothing. */
static void mark_of(const cJSON *entry, char out[MARK_TEXT])
{
    char digest[SHA256_TEXT] = "";
    if (json_digest(entry, digest, NULL) != ST_OK) {
        digest[0] = '\0';
    }
    (void)snprintf(out, MARK_TEXT, "%.*s", MARK_TEXT - 1, digest);
}

static bool about(const cJSON *entry, const struct question *q)
{
    const char *pack = json_text(entry, "pack"), *item = json_text(entry, "item");
    return pack != NULL && item != NULL && strcmp(pack, q->home_pack->id) == 0 && strcmp(item, q->home_item->id) == 0;
}

static bool is_done(const cJSON *entry)
{
    return json_text(entry, "done_at") != NULL || json_true(entry, "done");
}

static bool append_mark(cJSON *basis, const cJSON *entry)
{
    char mark[MARK_TEXT];
    mark_of(entry, mark);
    cJSON *text = cJSON_CreateString(mark);
    if (text != NULL && cJSON_AddItemToArray(basis, text)) {
        return true;
    }
    cJSON_Delete(text);
    return false;
}

/* The answer as it is in the draft: a list of questions may be older. */
static const cJSON *answer_of(const struct assessment *a, const struct question *q)
{
    return json_get(json_get(json_get(a->tree, "answers"), q->home_pack->id), q->home_item->id);
}

cJSON *recheck_basis(const struct assessment *a, const struct question *q)
{
    cJSON *basis = cJSON_CreateArray();
    bool ok = basis != NULL;
    const cJSON *entry;
    cJSON_ArrayForEach(entry, json_get(answer_of(a, q), "evidence"))
    {
        ok = ok && append_mark(basis, entry);
    }
    cJSON_ArrayForEach(entry, json_get(a->tree, "followups"))
    {
        ok = ok && (!about(entry, q) || !is_done(entry) || append_mark(basis, entry));
    }
    if (!ok) {
        cJSON_Delete(basis);
        return NULL;
    }
    return basis;
}

static bool rests_on(const cJSON *basis, const cJSON *entry)
{
    char mark[MARK_TEXT];
    const cJSON *known;
    mark_of(entry, mark);
    cJSON_ArrayForEach(known, basis)
    {
        if (cJSON_IsString(known) && strcmp(known->valuestring, mark) == 0) {
            return true;
        }
    }
    return false;
}

struct found {
    struct recheck_news *out;
    size_t max, n;
};

static void note(struct found *f, bool followup, const char *text, const char *date)
{
    if (f->n < f->max) {
        f->out[f->n] = (struct recheck_news){.followup = followup, .text = text == NULL ? "" : text, .date = date == NULL ? "" : date};
    }
    f->n++;
}

size_t recheck_news(const struct assessment *a, const struct question *q, struct recheck_news *out, size_t max)
{
    const cJSON *answer = answer_of(a, q), *assessor = json_get(answer, "assessor"), *basis = json_get(assessor, "basis"), *entry;
    const bool rated = json_get(assessor, "level") != NULL;
    struct found f = {.out = out, .max = max};
    cJSON_ArrayForEach(entry, json_get(answer, "evidence"))
    {
        if (rated && !rests_on(basis, entry)) {
            note(&f, false, json_text(entry, "title"), json_text(entry, "date"));
        }
    }
    cJSON_ArrayForEach(entry, json_get(a->tree, "followups"))
    {
        if (about(entry, q) && is_done(entry) && !(rated && rests_on(basis, entry))) {
            note(&f, true, json_text(entry, "text"), json_text(entry, "done_at"));
        }
    }
    return f.n;
}

size_t recheck_list(const struct assessment *a, const struct question_list *list, size_t *out, size_t max)
{
    size_t n = 0;
    for (size_t i = 0; i < list->count; i++) {
        const struct question *q = &list->questions[i];
        if (q->hidden || q->repeated || q->home_item->kind != ITEM_LEVEL || recheck_news(a, q, NULL, 0) == 0) {
            continue;
        }
        if (n < max) {
            out[n] = i;
        }
        n++;
    }
    return n;
}
