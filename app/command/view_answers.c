/* What a supplier says: answer by answer, contradictions, products of others. */
#include "base/clock.h"
#include "base/i18n.h"
#include "command/view_interview.h"
#include "command/view_telling.h"
#include "model/contradictions.h"
#include "model/json.h"

#include <string.h>

const char *view_plan_words(const cJSON *answer, char out[PLAN_TEXT])
{
    const int level = (int)json_integer(answer, "planned_level", -1);
    const char *by = json_text(answer, "planned_by"), *owner = json_text(answer, "owner");
    const bool named = owner != NULL && owner[0] != '\0';
    if (by != NULL && named) {
        (void)snprintf(out, PLAN_TEXT, _("plan: level %d by %s (%s)"), level, by, owner);
    } else if (by != NULL) {
        (void)snprintf(out, PLAN_TEXT, _("plan: level %d by %s (nobody is named who does it)"), level, by);
    } else if (named) {
        (void)snprintf(out, PLAN_TEXT, _("plan: level %d, no day is named (%s)"), level, owner);
    } else {
        (void)snprintf(out, PLAN_TEXT, _("plan: level %d, neither a day nor a person is named"), level);
    }
    return out;
}

static void tell_plan(struct buffer *out, const cJSON *answer)
{
    char words[PLAN_TEXT];
    if (json_integer(answer, "planned_level", -1) >= 0) {
        view_line(out, VIEW_LINE_QUIET, "%s", view_plan_words(answer, words));
    }
}

static void tell_evidence(struct buffer *out, const cJSON *answer)
{
    const cJSON *entry;
    cJSON_ArrayForEach(entry, json_get(answer, "evidence"))
    {
        const char *title = json_text(entry, "title"), *reference = json_text(entry, "reference"), *date = json_text(entry, "date");
        view_line(out, VIEW_LINE_QUIET, _("evidence: %s  %s  %s"), title == NULL ? "" : title, reference == NULL ? "" : reference,
                  date == NULL ? "" : date);
    }
}

static void tell_answer(struct telling *t, const cJSON *document, const struct portfolio_item *item, int level)
{
    static const struct {
        const char *key, *words;
    } TEXTS[] = {{"note", N_("note")},
                 {"scope", N_("scope")},
                 {"exceptions", N_("exceptions")},
                 {"compensating", N_("measures instead")},
                 {"na_reason", N_("why it is not applicable")},
                 {"done_at", N_("done on")}};
    const cJSON *answer = json_get(json_get(json_get(document, "answers"), item->pack), item->id);
    char words[VIEW_LEVEL_TEXT], number[VIEW_NUMBER_TEXT];
    view_line(t->out, VIEW_LINE_TEXT, "%s %s: %s", view_item_number(item, number), item->title, view_level_words(level, words));
    if (item->home != NULL && item->item != NULL && pack_is_emergency(item->home)) { /* what was done, its title alone does not tell */
        view_line(t->out, VIEW_LINE_QUIET, "%s", text_of(item->item->text));
    }
    for (size_t i = 0; i < sizeof TEXTS / sizeof TEXTS[0]; i++) {
        const char *text = json_text(answer, TEXTS[i].key);
        if (text != NULL && text[0] != '\0') {
            view_line(t->out, VIEW_LINE_QUIET, "%s: %s", _(TEXTS[i].words), text);
        }
    }
    view_tell_rating(t->out, answer);
    tell_plan(t->out, answer);
    tell_evidence(t->out, answer);
}

/* reply: NULL when it is not at hand. */
static void tell_reply(struct telling *t, const char *title, const struct view_source *reply)
{
    const char *at = reply == NULL ? NULL : json_text(reply->document, "issued_at");
    char text[DATE_TEXT] = "";
    const char *day = at == NULL ? "?" : local_day_of(at, text);
    view_line(t->out, VIEW_LINE_HEADING, _("%s, replied on %s"), title, day);
    if (reply != NULL && reply->about[0] != '\0') {
        view_line(t->out, VIEW_LINE_TEXT, _("You asked about: %s"), reply->about);
    }
    view_line(t->out, VIEW_LINE_QUIET, "%s",
              _("Done says that the step was taken, not what it found: the notes may tell, else ask on the phone."));
}

void view_tell_answers(struct telling *t, bool alarms)
{
    const char *pack = "";
    const bool any = alarms || t->s->levels != NULL; /* who has answered nothing else may have replied to an alarm */
    for (size_t i = 0; any && i < t->d->view.nitems; i++) {
        const struct portfolio_item *item = &t->d->items[i];
        const struct view_source *source = view_source_of(&t->sources, i);
        const bool alarm = portfolio_item_of_alarm(item);
        const int level = t->sources.levels[i];
        if (level == PORTFOLIO_NOT_ASKED || alarm != alarms) {
            continue;
        }
        if (strcmp(pack, item->pack) != 0) {
            view_line(t->out, VIEW_LINE_TEXT, "%s", "");
            if (pack[0] == '\0' && !alarm) {
                view_line(
                    t->out, VIEW_LINE_QUIET, "%s",
                    _("Numbers count within a questionnaire; the supplier's screens count through all of its questions. On the phone, "
                      "say the name."));
            }
            pack = item->pack;
            if (alarm) {
                tell_reply(t, text_of(item->home->title), source);
            } else if (item->home != NULL) { /* the id is what a question about an answer names it by */
                view_line(t->out, VIEW_LINE_HEADING, "%s (%s)", text_of(item->home->title), item->pack);
            } else {
                view_line(t->out, VIEW_LINE_HEADING, "%s", item->pack);
            }
        }
        tell_answer(t, source == NULL ? NULL : source->document, item, level);
    }
}

/* What the contradiction says, in the words that the supplier saw; NULL: its pack is not at hand. */
static const char *check_words(const struct telling *t, const cJSON *document, const char *id)
{
    const cJSON *name;
    cJSON_ArrayForEach(name, json_get(document, "packs"))
    {
        const char *digest = json_text(name, "sha256");
        const struct pack *pack = digest == NULL ? NULL : catalog_find_digest(&t->d->catalog, digest);
        const struct check *check = pack == NULL ? NULL : pack_check(pack, id);
        if (check != NULL) {
            return text_of(check->message);
        }
    }
    return NULL;
}

/* "Updates, Backups"; a question that is not at hand by its reference. */
static void add_titles(struct buffer *out, const struct telling *t, const cJSON *references)
{
    const cJSON *reference;
    cJSON_ArrayForEach(reference, references)
    {
        char pack[PACK_ID_TEXT], id[ITEM_ID_TEXT];
        const char *title = cJSON_IsString(reference) ? reference->valuestring : "";
        const bool whole = item_reference(title, NULL, pack, id);
        for (size_t i = 0; whole && i < t->d->view.nitems; i++) {
            const struct portfolio_item *item = &t->d->items[i];
            if (strcmp(item->pack, pack) == 0 && strcmp(item->id, id) == 0) {
                title = item->title;
                break;
            }
        }
        (void)buffer_add_format(out, "%s%s", out->length > 0 ? ", " : "", title);
    }
}

static void tell_check(struct telling *t, const cJSON *document, const cJSON *check)
{
    const char *id = json_text(check, "id") == NULL ? "" : json_text(check, "id"), *words = check_words(t, document, id);
    struct buffer items;
    buffer_init(&items, BUFFER_MAX_TEXT);
    add_titles(&items, t, json_get(check, "items"));
    if (!t->any) {
        view_line(t->out, VIEW_LINE_TEXT, "%s", "");
        view_line(t->out, VIEW_LINE_HEADING, "%s", _("Contradictions that travelled with the answers"));
        t->any = true;
    }
    view_line(t->out, VIEW_LINE_TEXT, "%s: %s", buffer_text(&items), words != NULL ? words : id);
    buffer_release(&items);
}

/* Whether a newer document says the same: the first n. */
static bool told(const struct view_sources *s, size_t n, const cJSON *check)
{
    const cJSON *entry;
    for (size_t i = 0; i < n; i++) {
        cJSON_ArrayForEach(entry, json_get(s->each[i].document, "checks"))
        {
            if (contradiction_counts(s->each[i].document, entry) && cJSON_Compare(entry, check, true)) {
                return true;
            }
        }
    }
    return false;
}

void view_tell_checks(struct telling *t)
{
    const cJSON *entry;
    t->any = false;
    for (size_t i = 0; i < t->sources.count; i++) {
        const cJSON *document = t->sources.each[i].document;
        cJSON_ArrayForEach(entry, json_get(document, "checks"))
        {
            if (contradiction_counts(document, entry) && !told(&t->sources, i, entry)) {
                tell_check(t, document, entry);
            }
        }
    }
}

void view_tell_products(struct telling *t)
{
    const cJSON *inventory = json_get(t->document, "inventory"), *entry;
    if (cJSON_GetArraySize(inventory) > 0) {
        view_line(t->out, VIEW_LINE_TEXT, "%s", "");
        view_line(t->out, VIEW_LINE_HEADING, "%s", _("Products and services of others"));
    }
    cJSON_ArrayForEach(entry, inventory)
    {
        const char *name = json_text(entry, "name"), *vendor = json_text(entry, "vendor"), *version = json_text(entry, "version");
        view_line(t->out, VIEW_LINE_TEXT, "%s  %s  %s%s%s", name == NULL ? "" : name, vendor == NULL ? "" : vendor,
                  version == NULL ? "" : version, json_true(entry, "internet") ? _("  exposed to the internet") : "",
                  json_true(entry, "credentials") ? _("  holds credentials") : "");
    }
}
