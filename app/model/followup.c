#include "model/followup.h"

#include "base/i18n.h"
#include "model/json.h"
#include "model/profile.h"
#include "model/record_check.h"

static const char *text_or_empty(const cJSON *object, const char *member)
{
    const char *text = json_text(object, member);
    return text != NULL ? text : "";
}

static cJSON *list_of(const struct assessment *a)
{
    return json_get(a->tree, "followups");
}

static cJSON *entry_of(const struct assessment *a, size_t i)
{
    return i < followup_count(a) ? cJSON_GetArrayItem(list_of(a), (int)i) : NULL;
}

size_t followup_count(const struct assessment *a)
{
    return (size_t)cJSON_GetArraySize(list_of(a));
}

struct followup followup_of(const cJSON *entry)
{
    return (struct followup){.pack = text_or_empty(entry, "pack"),
                             .item = text_or_empty(entry, "item"),
                             .text = text_or_empty(entry, "text"),
                             .owner = text_or_empty(entry, "owner"),
                             .due = text_or_empty(entry, "due"),
                             .done_at = text_or_empty(entry, "done_at"),
                             .created_at = text_or_empty(entry, "created_at"),
                             .done = json_text(entry, "done_at") != NULL || json_true(entry, "done")};
}

struct followup followup_view(const struct assessment *a, size_t i)
{
    return followup_of(entry_of(a, i));
}

static enum status check(const char *member, const char *value, struct error *e)
{
    if (strcmp(member, "text") == 0) {
        const enum status st = text_check(value, ANSWER_TEXT_MAX, true, _("the follow-up"), e);
        return st != ST_OK || value[strspn(value, " \t\n")] != '\0' ? st : fail(e, ST_INPUT, _("Say what is to be done."));
    }
    if (strcmp(member, "owner") == 0) {
        return text_check(value, ANSWER_TEXT_MAX, false, member, e);
    }
    if (strcmp(member, "due") == 0 || strcmp(member, "done_at") == 0) {
        return date_check(value, member, e);
    }
    return fail(e, ST_INPUT, _("A follow-up has no member \"%s\"."), member);
}

/* An empty value removes the member. */
static bool put(cJSON *entry, const char *member, const char *value)
{
    if (value[0] == '\0') {
        json_remove(entry, member);
        return true;
    }
    return json_put_text(entry, member, value);
}

enum status followup_add(struct assessment *a, const struct question *q, const char *text, const char *owner, const char *due,
                         const struct clock *clock, struct error *e)
{
    enum status st = check("text", text, e);
    st = st == ST_OK ? check("owner", owner, e) : st;
    st = st == ST_OK ? check("due", due, e) : st;
    if (st == ST_OK && followup_count(a) >= FOLLOWUPS_MAX) {
        st = fail(e, ST_INPUT, _("There are %d follow-ups already, which is the limit."), FOLLOWUPS_MAX);
    }
    if (st != ST_OK) {
        return st;
    }
    char today[DATE_TEXT];
    local_today(clock, today);
    if (list_of(a) == NULL && !json_put(a->tree, "followups", cJSON_CreateArray())) {
        return fail_memory(e);
    }
    cJSON *entry = cJSON_CreateObject();
    bool ok =
        entry != NULL && (q == NULL || (json_put_text(entry, "pack", q->home_pack->id) && json_put_text(entry, "item", q->home_item->id)));
    ok = ok && put(entry, "text", text) && put(entry, "owner", owner) && put(entry, "due", due) && put(entry, "created_at", today);
    if (!ok || !cJSON_AddItemToArray(list_of(a), entry)) {
        cJSON_Delete(entry);
        return fail_memory(e);
    }
    return ST_OK;
}

static enum status refuse_number(size_t i, struct error *e)
{
    return fail(e, ST_INPUT, _("There is no follow-up number %zu."), i + 1);
}

enum status followup_set(struct assessment *a, size_t i, const char *member, const char *value, struct error *e)
{
    cJSON *entry = entry_of(a, i);
    if (entry == NULL) {
        return refuse_number(i, e);
    }
    const enum status st = check(member, value, e);
    if (st != ST_OK) {
        return st;
    }
    if (strcmp(member, "done_at") == 0) {
        json_remove(entry, "done"); /* the day says it */
    }
    return put(entry, member, value) ? ST_OK : fail_memory(e);
}

enum status followup_remove(struct assessment *a, size_t i, struct error *e)
{
    if (entry_of(a, i) == NULL) {
        return refuse_number(i, e);
    }
    cJSON_DeleteItemFromArray(list_of(a), (int)i);
    return ST_OK;
}

static bool wanted(const struct followup *f, enum followup_which which, const char *today)
{
    switch (which) {
    case FOLLOWUPS_OPEN:
        return !f->done;
    case FOLLOWUPS_OVERDUE:
        return !f->done && f->due[0] != '\0' && strcmp(f->due, today) < 0;
    case FOLLOWUPS_DONE:
        return f->done;
    case FOLLOWUPS_ALL:
        break;
    }
    return true;
}

/* Dates sort as their text does. */
static bool due_before(const char *a, const char *b)
{
    return a[0] != '\0' && (b[0] == '\0' || strcmp(a, b) < 0);
}

size_t followup_list(const struct assessment *a, enum followup_which which, const struct question *q, const char *today, size_t *out,
                     size_t max)
{
    const char *dues[FOLLOWUPS_MAX]; /* of out's entries: to look each up again would go over the list anew */
    size_t n = 0, number = 0, kept = 0;
    const cJSON *entry;
    cJSON_ArrayForEach(entry, list_of(a))
    {
        const struct followup f = followup_of(entry);
        const size_t i = number++;
        if (!wanted(&f, which, today) || (q != NULL && (strcmp(f.pack, q->home_pack->id) != 0 || strcmp(f.item, q->home_item->id) != 0))) {
            continue;
        }
        n++;
        if (kept == max || kept == FOLLOWUPS_MAX) {
            continue;
        }
        size_t place = kept++;
        for (; place > 0 && due_before(f.due, dues[place - 1]); place--) {
            out[place] = out[place - 1];
            dues[place] = dues[place - 1];
        }
        out[place] = i;
        dues[place] = f.due;
    }
    return n;
}
