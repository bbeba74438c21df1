#include "store/requesters.h"

#include "base/buffer.h"
#include "base/file.h"
#include "base/file_path.h"
#include "base/i18n.h"
#include "model/json.h"
#include "model/record_check.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define STORE_FORMAT "tenken-requesters/1"
#define STORE_MODE 0600
#define STORE_DIRECTORY_MODE 0700

static const struct member STORE_MEMBERS[] = {
    {"format", MEMBER_TEXT, MEMBER_REQUIRED, 1, PROFILE_TEXT_MAX},
    {"requesters", MEMBER_ARRAY, MEMBER_REQUIRED, 0, REQUESTERS_MAX},
};

static const struct member ENTRY_MEMBERS[] = {
    {"name", MEMBER_TEXT, MEMBER_REQUIRED, 1, PROFILE_TEXT_MAX},
    {"certificate", MEMBER_SHA256, MEMBER_REQUIRED, 0, 0},
    {"upload_host", MEMBER_TEXT, MEMBER_NULLABLE, 1, PROFILE_TEXT_MAX},
    {"confirmed_at", MEMBER_TIME, MEMBER_REQUIRED, 0, 0},
};

const char *requester_state_name(enum requester_state state)
{
    static const char *const NAMES[] = {[REQUESTER_KNOWN] = "known", [REQUESTER_FIRST] = "first", [REQUESTER_CHANGED] = "changed"};
    return NAMES[state];
}

static enum status check(const cJSON *tree, struct error *e)
{
    enum status st = members_check(tree, MEMBERS(STORE_MEMBERS), NULL, e);
    if (st == ST_OK && strcmp(json_text(tree, "format"), STORE_FORMAT) != 0) {
        st = fail(e, ST_INPUT, _("it is of the format \"%s\", not \"%s\": a newer version of Tenken wrote it."), json_text(tree, "format"),
                  STORE_FORMAT);
    }
    const struct path list = {NULL, "requesters", 0};
    size_t i = 0;
    const cJSON *entry;
    cJSON_ArrayForEach(entry, json_get(tree, "requesters"))
    {
        const struct path where = {&list, NULL, i++};
        st = st == ST_OK ? members_check(entry, MEMBERS(ENTRY_MEMBERS), &where, e) : st;
    }
    return st;
}

static cJSON *empty_store(void)
{
    cJSON *tree = cJSON_CreateObject();
    if (!json_put_text(tree, "format", STORE_FORMAT) || !json_put(tree, "requesters", cJSON_CreateArray())) {
        cJSON_Delete(tree);
        return NULL;
    }
    return tree;
}

static enum status load(const char *path, cJSON **tree, struct error *e)
{
    *tree = NULL;
    if (access(path, F_OK) != 0 && (errno == ENOENT || errno == ENOTDIR)) {
        *tree = empty_store();
        return *tree != NULL ? ST_OK : fail_memory(e);
    }
    struct buffer bytes;
    struct error why = {0};
    buffer_init(&bytes, BUFFER_MAX_DOCUMENT);
    enum status st = file_read(path, &bytes, e);
    if (st == ST_OK) {
        *tree = json_read(buffer_text(&bytes), bytes.length, &JSON_LIMITS_DOCUMENT, path, &why);
        st = *tree != NULL ? check(*tree, &why) : why.status;
        if (st != ST_OK) {
            cJSON_Delete(*tree);
            *tree = NULL;
            (void)fail(e, st,
                       _("The list of confirmed requesters in %s is damaged: %s Put back a copy, or remove it and confirm each again."),
                       path, why.text);
        }
    }
    buffer_release(&bytes);
    return st;
}

static const char *host_of(const cJSON *entry)
{
    const char *host = json_text(entry, "upload_host");
    return host != NULL ? host : "";
}

static bool is_key(const cJSON *entry, const char *certificate)
{
    return strcmp(json_text(entry, "certificate"), certificate) == 0;
}

static bool is_named(const cJSON *entry, const char *name)
{
    return strcmp(json_text(entry, "name"), name) == 0;
}

/* The entry that says most about this requester: one with its certificate, else one with its name. */
static const cJSON *closest(const cJSON *tree, const struct requester *asked)
{
    const cJSON *entry, *named = NULL;
    cJSON_ArrayForEach(entry, json_get(tree, "requesters"))
    {
        if (is_key(entry, asked->certificate)) {
            return entry;
        }
        named = is_named(entry, asked->name) ? entry : named;
    }
    return named;
}

/* A request without an upload host sends nothing anywhere: that is no change. */
static bool as_confirmed(const cJSON *entry, const struct requester *asked)
{
    return is_key(entry, asked->certificate) && is_named(entry, asked->name) &&
           (asked->host[0] == '\0' || strcmp(host_of(entry), asked->host) == 0);
}

static enum status describe(const cJSON *entry, const struct requester *asked, struct requester_standing *out, struct error *e)
{
    *out = (struct requester_standing){.state = REQUESTER_FIRST};
    if (entry == NULL) {
        return ST_OK;
    }
    out->state = as_confirmed(entry, asked) ? REQUESTER_KNOWN : REQUESTER_CHANGED;
    out->name = strdup(json_text(entry, "name"));
    out->host = strdup(host_of(entry));
    memcpy(out->certificate, json_text(entry, "certificate"), sizeof out->certificate);
    memcpy(out->confirmed_at, json_text(entry, "confirmed_at"), sizeof out->confirmed_at);
    if (out->name == NULL || out->host == NULL) {
        requester_standing_release(out);
        return fail_memory(e);
    }
    return ST_OK;
}

enum status requesters_find(const char *path, const struct requester *asked, struct requester_standing *out, struct error *e)
{
    cJSON *tree;
    *out = (struct requester_standing){.state = REQUESTER_FIRST};
    enum status st = load(path, &tree, e);
    st = st == ST_OK ? describe(closest(tree, asked), asked, out, e) : st;
    cJSON_Delete(tree);
    return st;
}

void requester_standing_release(struct requester_standing *standing)
{
    free(standing->name);
    free(standing->host);
    *standing = (struct requester_standing){.state = REQUESTER_FIRST};
}

static void drop(cJSON *list, const struct requester *asked)
{
    for (cJSON *entry = list->child, *next; entry != NULL; entry = next) {
        next = entry->next;
        if (is_key(entry, asked->certificate) || is_named(entry, asked->name)) {
            cJSON_Delete(cJSON_DetachItemViaPointer(list, entry));
        }
    }
}

static enum status put(cJSON *tree, const struct requester *asked, int64_t at, struct error *e)
{
    char now[TIME_TEXT];
    const cJSON *before = closest(tree, asked);
    const char *host = asked->host[0] == '\0' && before != NULL && is_key(before, asked->certificate) ? host_of(before) : asked->host;
    cJSON *entry = cJSON_CreateObject();
    time_format(at, now);
    if (!json_put_text(entry, "name", asked->name) || !json_put_text(entry, "certificate", asked->certificate) ||
        !json_put(entry, "upload_host", host[0] == '\0' ? cJSON_CreateNull() : cJSON_CreateString(host)) ||
        !json_put_text(entry, "confirmed_at", now)) {
        cJSON_Delete(entry);
        return fail_memory(e);
    }
    cJSON *list = json_get(tree, "requesters");
    drop(list, asked);
    if (cJSON_GetArraySize(list) >= REQUESTERS_MAX) {
        cJSON_Delete(entry);
        return fail(e, ST_INPUT, _("At most %d requesters can be confirmed: take one out with \"tenken request forget\" first."),
                    REQUESTERS_MAX);
    }
    if (!cJSON_AddItemToArray(list, entry)) {
        cJSON_Delete(entry);
        return fail_memory(e);
    }
    return ST_OK;
}

static enum status save(const char *path, const cJSON *tree, struct error *e)
{
    struct buffer bytes;
    struct error why = {0};
    buffer_init(&bytes, BUFFER_MAX_DOCUMENT);
    enum status st = check(tree, &why); /* what is kept must be readable again */
    st = st == ST_OK ? json_pretty(tree, &bytes, e) : fail(e, st, "%s", why.text);
    st = st == ST_OK ? file_write_atomic(path, bytes.data, bytes.length, STORE_MODE, e) : st;
    buffer_release(&bytes);
    return st;
}

/* With the lock held, so that two windows cannot lose each other's change. */
static enum status change(const char *path, const struct requester *put_in, const char *take_out, int64_t at, struct error *e)
{
    cJSON *tree;
    enum status st = load(path, &tree, e);
    if (st == ST_OK && put_in != NULL) {
        st = put(tree, put_in, at, e);
    }
    if (st == ST_OK && take_out != NULL) {
        cJSON *list = json_get(tree, "requesters");
        const int before = cJSON_GetArraySize(list);
        drop(list, &(struct requester){.name = "", .certificate = take_out});
        st = cJSON_GetArraySize(list) < before ? ST_OK : fail(e, ST_NO, _("No confirmed requester has the fingerprint %s."), take_out);
    }
    st = st == ST_OK ? save(path, tree, e) : st;
    cJSON_Delete(tree);
    return st;
}

static enum status make_directory(const char *path, struct error *e)
{
    char *directory = NULL, *name = NULL;
    if (!file_split(path, &directory, &name)) {
        return fail_errno(e, _("Cannot open %s"), path);
    }
    const enum status st = directory_make(directory, STORE_DIRECTORY_MODE, e);
    free(directory);
    free(name);
    return st;
}

static enum status change_locked(const char *path, const struct requester *put_in, const char *take_out, int64_t at, struct error *e)
{
    struct file_lock lock;
    enum status st = make_directory(path, e);
    st = st == ST_OK ? file_lock(&lock, path, e) : st;
    if (st != ST_OK) {
        return st;
    }
    file_sweep(path);
    st = change(path, put_in, take_out, at, e);
    file_unlock(&lock);
    return st;
}

enum status requesters_confirm(const char *path, const struct requester *asked, int64_t at, struct error *e)
{
    return change_locked(path, asked, NULL, at, e);
}

enum status requesters_forget(const char *path, const char *certificate, struct error *e)
{
    return change_locked(path, NULL, certificate, 0, e);
}

enum status requesters_list(const char *path, requester_visit *visit, void *context, struct error *e)
{
    cJSON *tree;
    enum status st = load(path, &tree, e);
    const cJSON *entry;
    cJSON_ArrayForEach(entry, json_get(tree, "requesters"))
    {
        const struct requester requester = {json_text(entry, "name"), json_text(entry, "certificate"), host_of(entry)};
        st = visit(context, &requester, json_text(entry, "confirmed_at"), e);
        if (st != ST_OK) {
            break;
        }
    }
    cJSON_Delete(tree);
    return st;
}
