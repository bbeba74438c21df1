#include "model/interview.h"

#include "base/buffer.h"
#include "base/i18n.h"
#include "base/random.h"
#include "model/envelope.h"
#include "model/json.h"
#include "model/profile.h"
#include "model/record_check.h"

#define INTERVIEW_FORMAT "tenken-interview"
#define DRAFT_PATH_MAX 4096

static const struct member INTERVIEW_MEMBERS[] = {
    {"format", MEMBER_TEXT, MEMBER_REQUIRED, 1, PROFILE_TEXT_MAX},
    {"client", MEMBER_OBJECT, MEMBER_REQUIRED, 0, 0},
    {"period", MEMBER_TEXT, MEMBER_REQUIRED, 1, PERIOD_MAX},
    {"created_at", MEMBER_TIME, MEMBER_REQUIRED, 0, 0},
    {"saved_at", MEMBER_TIME, MEMBER_OPTIONAL, 0, 0},
    {"draft", MEMBER_TEXT, MEMBER_OPTIONAL, 1, DRAFT_PATH_MAX},
    {"items", MEMBER_OBJECT, MEMBER_OPTIONAL, 0, 0},
    {"sections", MEMBER_OBJECT, MEMBER_OPTIONAL, 0, 0},
    {"sessions", MEMBER_ARRAY, MEMBER_OPTIONAL, 0, INTERVIEW_SESSIONS_MAX},
    {"next_due", MEMBER_DATE, MEMBER_OPTIONAL, 0, 0},
    {"seen", MEMBER_OBJECT, MEMBER_OPTIONAL, 0, 0},
};

static const struct member CLIENT_MEMBERS[] = {
    {"id", MEMBER_UUID, MEMBER_REQUIRED, 0, 0},
    {"name", MEMBER_TEXT, MEMBER_REQUIRED, 0, INTERVIEW_NAME_MAX},
    {"corporate_number", MEMBER_CORPORATE, MEMBER_OPTIONAL, 0, 0},
};

static const struct member ITEM_MEMBERS[] = {
    {"note", MEMBER_TEXT, MEMBER_OPTIONAL, 0, INTERVIEW_NOTE_MAX},
    {"parked", MEMBER_BOOLEAN, MEMBER_OPTIONAL, 0, 0},
};

static const struct member SECTION_MEMBERS[] = {
    {"planned_minutes", MEMBER_INTEGER, MEMBER_OPTIONAL, 1, INTERVIEW_PLANNED_MAX},
    {"seconds", MEMBER_INTEGER, MEMBER_OPTIONAL, 0, INTERVIEW_SECONDS_MAX},
};

static const struct member SESSION_MEMBERS[] = {
    {"began_at", MEMBER_TIME, MEMBER_REQUIRED, 0, 0},
    {"ended_at", MEMBER_TIME, MEMBER_OPTIONAL, 0, 0},
};

enum status interview_new(struct interview *i, const char *client_id, const char *name, const char *period, const struct clock *clock,
                          struct error *e)
{
    i->tree = NULL;
    if (!uuid_valid(client_id)) {
        return fail(e, ST_INPUT, _("\"%s\" is no client id: it must be a UUID of 36 lowercase characters."), client_id);
    }
    if (!period_valid(period)) {
        return fail(e, ST_INPUT, _("\"%s\" is no period: give a year like 2026."), period);
    }
    const enum status st = text_check(name, INTERVIEW_NAME_MAX, false, "client.name", e);
    if (st != ST_OK) {
        return st;
    }
    char now[TIME_TEXT];
    time_format(clock_now(clock), now);
    cJSON *tree = cJSON_CreateObject(), *client = cJSON_CreateObject();
    bool ok = json_put_text(client, "id", client_id) && json_put_text(client, "name", name) &&
              json_put_text(tree, "format", INTERVIEW_FORMAT "/1");
    ok = json_put(tree, "client", client) && ok && json_put_text(tree, "period", period) && json_put_text(tree, "created_at", now);
    if (!ok) {
        cJSON_Delete(tree);
        return fail_memory(e);
    }
    i->tree = tree;
    return ST_OK;
}

static enum status check_item(const cJSON *item, const struct path *where, struct error *e)
{
    return members_check(item, MEMBERS(ITEM_MEMBERS), where, e);
}

static enum status check_section(const cJSON *section, const struct path *where, struct error *e)
{
    return members_check(section, MEMBERS(SECTION_MEMBERS), where, e);
}

static enum status check_seen(const cJSON *seen, const struct path *where, struct error *e)
{
    char text[PATH_TEXT];
    return cJSON_IsString(seen) || cJSON_IsObject(seen) ? ST_OK : fail(e, ST_INPUT, _("%s: must be a text."), path_text(where, text));
}

static enum status check(const cJSON *tree, struct error *e)
{
    enum status st = members_check(tree, MEMBERS(INTERVIEW_MEMBERS), NULL, e);
    if (st == ST_OK) {
        st = members_check(json_get(tree, "client"), MEMBERS(CLIENT_MEMBERS), &(struct path){NULL, "client", 0}, e);
    }
    if (st == ST_OK && !period_valid(json_text(tree, "period"))) {
        st = fail(e, ST_INPUT, _("\"%s\" is no period: give a year like 2026."), json_text(tree, "period"));
    }
    if (st == ST_OK) {
        st = answer_map_check(json_get(tree, "items"), &(struct path){NULL, "items", 0}, check_item, e);
    }
    if (st == ST_OK) {
        st = answer_map_check(json_get(tree, "sections"), &(struct path){NULL, "sections", 0}, check_section, e);
    }
    if (st == ST_OK) {
        st = answer_map_check(json_get(tree, "seen"), &(struct path){NULL, "seen", 0}, check_seen, e);
    }
    const struct path list = {NULL, "sessions", 0};
    size_t n = 0;
    const cJSON *session;
    cJSON_ArrayForEach(session, json_get(tree, "sessions"))
    {
        st = st == ST_OK ? members_check(session, MEMBERS(SESSION_MEMBERS), &(struct path){&list, NULL, n++}, e) : st;
    }
    return st;
}

enum status interview_read(struct interview *i, const char *bytes, size_t n, const char *name, struct error *e)
{
    struct error why = {0};
    i->tree = json_read(bytes, n, &JSON_LIMITS_DOCUMENT, name, &why);
    if (i->tree == NULL) {
        return fail(e, why.status, "%s", why.text);
    }
    const char *format = json_text(i->tree, "format");
    enum status st;
    if (format == NULL || strncmp(format, INTERVIEW_FORMAT "/", sizeof INTERVIEW_FORMAT) != 0) {
        st = fail(e, ST_INPUT, _("%s: is no private record of an interview."), name);
    } else {
        st = format_check(format, INTERVIEW_FORMAT, name, e);
        if (st == ST_OK && (st = check(i->tree, &why)) != ST_OK) {
            st = fail(e, st, "%s: %s", name, why.text);
        }
    }
    if (st != ST_OK) {
        interview_release(i);
    }
    return st;
}

enum status interview_write(const struct interview *i, struct buffer *out, struct error *e)
{
    return json_pretty(i->tree, out, e);
}

void interview_release(struct interview *i)
{
    json_wipe(i->tree);
    cJSON_Delete(i->tree);
    i->tree = NULL;
}

static const char *text_or_empty(const cJSON *object, const char *member)
{
    const char *text = json_text(object, member);
    return text != NULL ? text : "";
}

const char *interview_client(const struct interview *i)
{
    return text_or_empty(json_get(i->tree, "client"), "id");
}

const char *interview_name(const struct interview *i)
{
    return text_or_empty(json_get(i->tree, "client"), "name");
}

const char *interview_period(const struct interview *i)
{
    return text_or_empty(i->tree, "period");
}

enum status interview_of_client(const struct interview *i, const char *client_id, struct error *e)
{
    if (strcmp(interview_client(i), client_id) == 0) {
        return ST_OK;
    }
    return fail(
        e, ST_INPUT,
        _("The private record is of another client (%.8s…, \"%s\") than the draft (%.8s…), so it is not opened: nothing of one client "
          "may show at another. Put each client's files back into its own folder."),
        interview_client(i), interview_name(i), client_id);
}

enum status interview_set_firm(struct interview *i, const cJSON *supplier, struct error *e)
{
    cJSON *client = json_get(i->tree, "client");
    const char *number = json_text(supplier, "corporate_number");
    bool ok = json_put_text(client, "name", text_or_empty(supplier, "name"));
    if (number == NULL || number[0] == '\0') {
        json_remove(client, "corporate_number");
    } else {
        ok = json_put_text(client, "corporate_number", number) && ok;
    }
    return ok ? ST_OK : fail_memory(e);
}

const char *interview_draft(const struct interview *i)
{
    return text_or_empty(i->tree, "draft");
}

enum status interview_set_draft(struct interview *i, const char *path, struct error *e)
{
    return json_put_text(i->tree, "draft", path) ? ST_OK : fail_memory(e);
}

enum status interview_of_firm(const struct interview *i, const cJSON *supplier, struct error *e)
{
    const cJSON *client = json_get(i->tree, "client");
    const char *number = text_or_empty(client, "corporate_number"), *theirs = text_or_empty(supplier, "corporate_number");
    const char *name = text_or_empty(client, "name"), *their_name = text_or_empty(supplier, "name");
    const bool numbered = number[0] != '\0' && theirs[0] != '\0', unknown = number[0] == '\0' && name[0] == '\0';
    /* A draft whose name was taken out is no way around it. */
    if (numbered ? strcmp(number, theirs) == 0 : unknown || strcmp(name, their_name) == 0) {
        return ST_OK;
    }
    return fail(
        e, ST_INPUT,
        _("The draft is of \"%s\" %s, but its client id is that of another firm's private record, which is not opened. If it is the "
          "same firm under another name, say so with --renamed; else take a copy as a new client with --adopt."),
        their_name, theirs);
}

/* {map: {outer: {inner: object}}}: the object, or NULL. */
static cJSON *find(const struct interview *i, const char *map, const char *outer, const char *inner)
{
    return json_get(json_get(json_get(i->tree, map), outer), inner);
}

static cJSON *made_object(cJSON *object, const char *name)
{
    if (json_get(object, name) == NULL && !json_put(object, name, cJSON_CreateObject())) {
        return NULL;
    }
    return json_get(object, name);
}

static cJSON *made(struct interview *i, const char *map, const char *outer, const char *inner)
{
    return made_object(made_object(made_object(i->tree, map), outer), inner);
}

/* Removes what holds nothing any more. */
static void tidy(struct interview *i, const char *map, const char *outer, const char *inner)
{
    cJSON *all = json_get(i->tree, map), *group = json_get(all, outer);
    const cJSON *object = json_get(group, inner);
    if (object != NULL && object->child == NULL) {
        json_remove(group, inner);
    }
    if (group != NULL && group->child == NULL) {
        json_remove(all, outer);
    }
    if (all != NULL && all->child == NULL) {
        json_remove(i->tree, map);
    }
}

static cJSON *item_of(const struct interview *i, const struct question *q)
{
    return find(i, "items", q->home_pack->id, q->home_item->id);
}

/* Sets a member of what is noted at a question (takes ownership), or removes it. */
static enum status set_item(struct interview *i, const struct question *q, const char *member, bool removes, cJSON *value, struct error *e)
{
    cJSON *item = made(i, "items", q->home_pack->id, q->home_item->id);
    bool ok = item != NULL;
    if (removes) {
        json_remove(item, member);
    } else {
        ok = json_put(item, member, value) && ok;
    }
    tidy(i, "items", q->home_pack->id, q->home_item->id);
    return ok ? ST_OK : fail_memory(e);
}

const char *interview_note(const struct interview *i, const struct question *q)
{
    return text_or_empty(item_of(i, q), "note");
}

enum status interview_set_note(struct interview *i, const struct question *q, const char *text, struct error *e)
{
    const enum status st = text_check(text, INTERVIEW_NOTE_MAX, true, _("the private note"), e);
    const bool removes = text[0] == '\0';
    return st == ST_OK ? set_item(i, q, "note", removes, removes ? NULL : cJSON_CreateString(text), e) : st;
}

bool interview_parked(const struct interview *i, const struct question *q)
{
    return json_true(item_of(i, q), "parked");
}

enum status interview_set_parked(struct interview *i, const struct question *q, bool parked, struct error *e)
{
    return set_item(i, q, "parked", !parked, parked ? cJSON_CreateTrue() : NULL, e);
}

cJSON *interview_copy_item(const struct interview *i, const struct question *q)
{
    return cJSON_Duplicate(item_of(i, q), true);
}

enum status interview_restore_item(struct interview *i, const struct question *q, cJSON *item, struct error *e)
{
    const char *pack = q->home_pack->id, *id = q->home_item->id;
    bool ok = true;
    if (item == NULL) {
        json_remove(json_get(json_get(i->tree, "items"), pack), id);
    } else {
        ok = json_put(made_object(made_object(i->tree, "items"), pack), id, item);
    }
    tidy(i, "items", pack, id);
    return ok ? ST_OK : fail_memory(e);
}

int64_t interview_seconds(const struct interview *i, const char *pack, const char *section)
{
    return json_integer(find(i, "sections", pack, section), "seconds", 0);
}

static enum status set_section(struct interview *i, const char *pack, const char *section, const char *member, int64_t value,
                               struct error *e)
{
    cJSON *object = made(i, "sections", pack, section);
    bool ok = object != NULL;
    if (value == 0) {
        json_remove(object, member);
    } else {
        ok = ok && json_put_integer(object, member, value);
    }
    tidy(i, "sections", pack, section);
    return ok ? ST_OK : fail_memory(e);
}

enum status interview_add_seconds(struct interview *i, const char *pack, const char *section, int64_t seconds, struct error *e)
{
    if (seconds <= 0) {
        return ST_OK;
    }
    const int64_t before = interview_seconds(i, pack, section);
    const int64_t sum = seconds > INTERVIEW_SECONDS_MAX - before ? INTERVIEW_SECONDS_MAX : before + seconds;
    return set_section(i, pack, section, "seconds", sum, e);
}

int interview_planned_minutes(const struct interview *i, const char *pack, const char *section, int questions)
{
    return (int)json_integer(find(i, "sections", pack, section), "planned_minutes", (int64_t)INTERVIEW_MINUTES_A_QUESTION * questions);
}

enum status interview_set_planned_minutes(struct interview *i, const char *pack, const char *section, int minutes, struct error *e)
{
    if (minutes < 0 || minutes > INTERVIEW_PLANNED_MAX) {
        return fail(e, ST_INPUT, _("A section is planned with 1–%d minutes."), INTERVIEW_PLANNED_MAX);
    }
    return set_section(i, pack, section, "planned_minutes", minutes, e);
}

enum status interview_session_begin(struct interview *i, const struct clock *clock, struct error *e)
{
    char now[TIME_TEXT];
    time_format(clock_now(clock), now);
    if (json_get(i->tree, "sessions") == NULL && !json_put(i->tree, "sessions", cJSON_CreateArray())) {
        return fail_memory(e);
    }
    cJSON *sessions = json_get(i->tree, "sessions"), *session = cJSON_CreateObject();
    if (!json_put_text(session, "began_at", now) || !cJSON_AddItemToArray(sessions, session)) {
        cJSON_Delete(session);
        return fail_memory(e);
    }
    if (cJSON_GetArraySize(sessions) > INTERVIEW_SESSIONS_MAX) {
        cJSON_DeleteItemFromArray(sessions, 0);
    }
    return ST_OK;
}

static cJSON *last_session(const struct interview *i)
{
    const cJSON *sessions = json_get(i->tree, "sessions");
    return cJSON_GetArrayItem(sessions, cJSON_GetArraySize(sessions) - 1);
}

enum status interview_session_end(struct interview *i, const struct clock *clock, struct error *e)
{
    char now[TIME_TEXT];
    cJSON *session = last_session(i);
    if (session == NULL || json_get(session, "ended_at") != NULL) {
        return ST_OK;
    }
    time_format(clock_now(clock), now);
    return json_put_text(session, "ended_at", now) ? ST_OK : fail_memory(e);
}

const char *interview_last_session(const struct interview *i)
{
    return text_or_empty(last_session(i), "began_at");
}

const char *interview_next_due(const struct interview *i)
{
    return text_or_empty(i->tree, "next_due");
}

enum status interview_set_next_due(struct interview *i, const char *date, struct error *e)
{
    const enum status st = date_check(date, _("next date"), e);
    if (st != ST_OK) {
        return st;
    }
    if (date[0] == '\0') {
        json_remove(i->tree, "next_due");
        return ST_OK;
    }
    return json_put_text(i->tree, "next_due", date) ? ST_OK : fail_memory(e);
}
