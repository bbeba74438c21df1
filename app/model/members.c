#include "model/members.h"

#include "base/clock.h"
#include "base/digest.h"
#include "base/i18n.h"
#include "base/random.h"
#include "model/assessment.h"
#include "model/corporate_number.h"
#include "model/json.h"

static size_t append(char out[PATH_TEXT], size_t used, const char *text)
{
    for (; *text != '\0' && used + 1 < PATH_TEXT; text++) {
        out[used++] = *text;
    }
    out[used] = '\0';
    return used;
}

static size_t path_write(const struct path *path, char out[PATH_TEXT])
{
    size_t used = path->up == NULL ? 0 : path_write(path->up, out);
    if (path->name != NULL) {
        used = append(out, used, used > 0 ? "." : "");
        return append(out, used, path->name);
    }
    char index[32];
    (void)snprintf(index, sizeof index, "[%zu]", path->index + 1);
    return append(out, used, index);
}

const char *path_text(const struct path *path, char out[PATH_TEXT])
{
    out[0] = '\0';
    if (path == NULL) {
        (void)append(out, 0, _("the document"));
    } else {
        (void)path_write(path, out);
    }
    return out;
}

bool member_absent(const cJSON *value)
{
    return value == NULL || json_is(value, cJSON_NULL);
}

static enum status check_text(const cJSON *value, const struct member *m, const struct path *path, struct error *e)
{
    char text[PATH_TEXT];
    if (!json_is(value, cJSON_String)) {
        return fail(e, ST_INPUT, _("%s: must be a text."), path_text(path, text));
    }
    const int64_t n = (int64_t)strlen(value->valuestring);
    if (n < m->min) {
        return fail(e, ST_INPUT, _("%s: must not be empty."), path_text(path, text));
    }
    if (n > m->max) {
        return fail(e, ST_INPUT, _("%s: is longer than %d bytes."), path_text(path, text), (int)m->max);
    }
    return ST_OK;
}

static enum status check_integer(const cJSON *value, const struct member *m, const struct path *path, struct error *e)
{
    char text[PATH_TEXT];
    const double number = json_is(value, cJSON_Number) ? value->valuedouble : 0;
    /* json_read lets only integers within 53 bits through, so that the comparison is exact. */
    if (!json_is(value, cJSON_Number) || number < (double)m->min || number > (double)m->max) {
        return fail(e, ST_INPUT, _("%s: must be %lld–%lld."), path_text(path, text), (long long)m->min, (long long)m->max);
    }
    return ST_OK;
}

static enum status check_array(const cJSON *value, const struct member *m, const struct path *path, struct error *e)
{
    char text[PATH_TEXT];
    if (!json_is(value, cJSON_Array)) {
        return fail(e, ST_INPUT, _("%s: must be a list."), path_text(path, text));
    }
    const int64_t n = cJSON_GetArraySize(value);
    if (n < m->min) {
        return fail(e, ST_INPUT, _("%s: must not be empty."), path_text(path, text));
    }
    if (n > m->max) {
        return fail(e, ST_INPUT, _("%s: has more than %d entries."), path_text(path, text), (int)m->max);
    }
    return ST_OK;
}

/* Texts of a fixed form. */
static enum status check_form(const cJSON *value, enum member_type type, const struct path *path, struct error *e)
{
    const char *form = json_is(value, cJSON_String) ? value->valuestring : "";
    char text[PATH_TEXT];
    int64_t seconds;
    switch (type) {
    case MEMBER_DATE:
        return date_parse(form, &seconds) ? ST_OK : fail(e, ST_INPUT, _("%s: must be a date like 2026-11-21."), path_text(path, text));
    case MEMBER_TIME:
        return time_parse(form, &seconds) ? ST_OK
                                          : fail(e, ST_INPUT, _("%s: must be a time like 2026-11-21T00:00:00Z."), path_text(path, text));
    case MEMBER_UUID:
        return uuid_valid(form) ? ST_OK : fail(e, ST_INPUT, _("%s: must be a UUID of 36 lowercase characters."), path_text(path, text));
    case MEMBER_SHA256:
        return sha256_text_valid(form)
                   ? ST_OK
                   : fail(e, ST_INPUT, _("%s: must be a SHA-256 of 64 lowercase hexadecimal digits."), path_text(path, text));
    default:
        return corporate_number_valid(form)
                   ? ST_OK
                   : fail(e, ST_INPUT, _("%s: must be a corporate number: 13 digits, the first one checks the others."),
                          path_text(path, text));
    }
}

static enum status check_value(const cJSON *value, const struct member *m, const struct path *path, struct error *e)
{
    char text[PATH_TEXT];
    switch (m->type) {
    case MEMBER_TEXT:
        return check_text(value, m, path, e);
    case MEMBER_INTEGER:
        return check_integer(value, m, path, e);
    case MEMBER_BOOLEAN:
        return cJSON_IsBool(value) ? ST_OK : fail(e, ST_INPUT, _("%s: must be true or false."), path_text(path, text));
    case MEMBER_OBJECT:
        return json_is(value, cJSON_Object) ? ST_OK : fail(e, ST_INPUT, _("%s: must be an object."), path_text(path, text));
    case MEMBER_ARRAY:
        return check_array(value, m, path, e);
    default:
        return check_form(value, m->type, path, e);
    }
}

/* Most names differ in their first letter already. */
static size_t find_among(const char *name, const struct member *members, size_t from, size_t to)
{
    while (from < to && (members[from].name[0] != name[0] || strcmp(members[from].name, name) != 0)) {
        from++;
    }
    return from;
}

/* Members mostly stand in the order of the table: that is gone through from where the one before was found. Returns count when there is no
 * such member. */
static size_t find_member(const char *name, const struct member *members, size_t count, size_t from)
{
    size_t i = find_among(name, members, from, count);
    if (i == count) {
        i = find_among(name, members, 0, from);
        i = i == from ? count : i;
    }
    return i;
}

enum status members_check_seen(const cJSON *object, const struct member *members, size_t count, const struct path *where, uint64_t *seen,
                               struct error *e)
{
    char text[PATH_TEXT];
    *seen = 0;
    if (!json_is(object, cJSON_Object)) {
        return fail(e, ST_INPUT, _("%s: must be an object."), path_text(where, text));
    }
    const cJSON *value;
    size_t next = 0;
    cJSON_ArrayForEach(value, object)
    {
        const size_t i = find_member(value->string, members, count, next);
        if (i == count) {
            continue;
        }
        next = i + 1;
        *seen |= UINT64_C(1) << i;
        if (members[i].need == MEMBER_NULLABLE && json_is(value, cJSON_NULL)) {
            continue;
        }
        const enum status st = check_value(value, &members[i], &(struct path){where, members[i].name, 0}, e);
        if (st != ST_OK) {
            return st;
        }
    }
    for (size_t i = 0; i < count; i++) {
        if (members[i].need == MEMBER_REQUIRED && (*seen >> i & 1) == 0) {
            return fail(e, ST_INPUT, _("%s: is missing."), path_text(&(struct path){where, members[i].name, 0}, text));
        }
    }
    return ST_OK;
}

enum status members_check(const cJSON *object, const struct member *members, size_t count, const struct path *where, struct error *e)
{
    uint64_t seen;
    return members_check_seen(object, members, count, where, &seen, e);
}

#define ID_MAX 40

/* [a-z][a-z0-9-]{0,39}; items also start with a digit and have dots. Returns the length, 0 when there is none. */
static size_t id_length(const char *text, bool item)
{
    size_t n = 0;
    for (;; n++) {
        const char c = text[n];
        const bool letter = c >= 'a' && c <= 'z', digit = c >= '0' && c <= '9';
        const bool inner = n > 0 && (c == '-' || (item && c == '.'));
        if (!letter && !(digit && (item || n > 0)) && !inner) {
            break;
        }
    }
    return n <= ID_MAX ? n : 0;
}

bool pack_id_valid(const char *text)
{
    const size_t n = id_length(text, false);
    if (n == 0) {
        return false;
    }
    if (text[n] != '.') {
        return text[n] == '\0';
    }
    const size_t m = id_length(text + n + 1, false);
    return m > 0 && text[n + 1 + m] == '\0';
}

bool item_id_valid(const char *text)
{
    const size_t n = id_length(text, true);
    return n > 0 && text[n] == '\0';
}
