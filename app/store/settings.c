#include "store/settings.h"

#include "base/buffer.h"
#include "base/file.h"
#include "base/file_path.h"
#include "base/i18n.h"
#include "model/json.h"
#include "model/record_check.h"

#include <errno.h>
#include <unistd.h>

#define SETTINGS_FORMAT "tenken-settings/1"
#define SETTINGS_MODE 0600
#define SETTINGS_DIRECTORY_MODE 0700
#define SETTINGS_BYTES_MAX ((size_t)64 * 1024)
#define PATH_BYTES_MAX 4096

static const struct member SETTINGS_MEMBERS[] = {
    {"format", MEMBER_TEXT, MEMBER_REQUIRED, 1, PROFILE_TEXT_MAX},
    {"language", MEMBER_TEXT, MEMBER_OPTIONAL, 2, 2},
    {"folder", MEMBER_TEXT, MEMBER_OPTIONAL, 1, PATH_BYTES_MAX},
    {"supplier", MEMBER_OBJECT, MEMBER_OPTIONAL, 0, 0},
    {"identity", MEMBER_OBJECT, MEMBER_OPTIONAL, 0, 0},
    {"request_key", MEMBER_TEXT, MEMBER_OPTIONAL, 1, PATH_BYTES_MAX},
};

static const struct member IDENTITY_MEMBERS[] = {
    {"file", MEMBER_TEXT, MEMBER_REQUIRED, 1, PATH_BYTES_MAX}, {"subject", MEMBER_TEXT, MEMBER_REQUIRED, 0, PROFILE_TEXT_MAX},
    {"sha256", MEMBER_SHA256, MEMBER_REQUIRED, 0, 0},          {"not_before", MEMBER_TIME, MEMBER_REQUIRED, 0, 0},
    {"not_after", MEMBER_TIME, MEMBER_REQUIRED, 0, 0},         {"unused", MEMBER_BOOLEAN, MEMBER_OPTIONAL, 0, 0},
    {"uncopied", MEMBER_BOOLEAN, MEMBER_OPTIONAL, 0, 0},
};

static enum status check(const cJSON *tree, struct error *e)
{
    enum status st = members_check(tree, MEMBERS(SETTINGS_MEMBERS), NULL, e);
    if (st == ST_OK && strcmp(json_text(tree, "format"), SETTINGS_FORMAT) != 0) {
        st = fail(e, ST_INPUT, _("it is of the format \"%s\", not \"%s\": a newer version of Tenken wrote it."), json_text(tree, "format"),
                  SETTINGS_FORMAT);
    }
    const cJSON *identity = json_get(tree, "identity");
    if (st == ST_OK && identity != NULL) {
        st = members_check(identity, MEMBERS(IDENTITY_MEMBERS), &(struct path){NULL, "identity", 0}, e);
    }
    return st == ST_OK ? record_check(tree, e) : st; /* the company profile, as in a draft */
}

enum status settings_read(struct settings *s, const char *path, struct error *e)
{
    *s = (struct settings){.path = strdup(path)};
    if (s->path == NULL) {
        return fail_memory(e);
    }
    if (access(path, F_OK) != 0 && (errno == ENOENT || errno == ENOTDIR)) {
        s->tree = cJSON_CreateObject();
        return json_put_text(s->tree, "format", SETTINGS_FORMAT) ? ST_OK : fail_memory(e);
    }
    struct buffer bytes;
    struct error why = {0};
    buffer_init(&bytes, SETTINGS_BYTES_MAX);
    enum status st = file_read(path, &bytes, e);
    if (st == ST_OK) {
        s->tree = json_read(buffer_text(&bytes), bytes.length, &JSON_LIMITS_DOCUMENT, path, &why);
        st = s->tree == NULL ? why.status : check(s->tree, &why);
        if (st != ST_OK) {
            st = fail(
                e, st,
                _("The settings in %s cannot be read: %s Take the file away to begin with empty ones; drafts and keys stay as they are."),
                path, why.text);
        }
    }
    buffer_release(&bytes);
    return st;
}

enum status settings_write(const struct settings *s, struct error *e)
{
    struct buffer bytes;
    char *directory = NULL, *name = NULL;
    buffer_init(&bytes, SETTINGS_BYTES_MAX);
    enum status st = json_pretty(s->tree, &bytes, e);
    if (st == ST_OK && !file_split(s->path, &directory, &name)) {
        st = fail_errno(e, _("%s cannot be written"), s->path);
    }
    st = st == ST_OK ? directory_make(directory, SETTINGS_DIRECTORY_MODE, e) : st;
    st = st == ST_OK ? file_write_atomic(s->path, bytes.data, bytes.length, SETTINGS_MODE, e) : st;
    free(directory);
    free(name);
    buffer_release(&bytes);
    return st;
}

void settings_release(struct settings *s)
{
    cJSON_Delete(s->tree);
    free(s->path);
    *s = (struct settings){0};
}
