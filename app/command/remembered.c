#include "command/remembered.h"

#include "base/buffer.h"
#include "base/i18n.h"
#include "base/utf8.h"
#include "model/json.h"
#include "trust/certificate.h"

#include <unistd.h>

enum status remembered_read(struct settings *s, const struct program *program, struct error *e)
{
    char *path = NULL;
    *s = (struct settings){0};
    if (program->config_directory == NULL || program->user_directory == NULL) {
        return fail(e, ST_INPUT, _("Where your files are kept is not known: set HOME."));
    }
    if (asprintf(&path, "%s/settings.json", program->config_directory) < 0) {
        return fail_memory(e);
    }
    const enum status st = settings_read(s, path, e);
    free(path);
    return st;
}

bool remembered_screens(const struct settings *s)
{
    static const char *const LEFT[] = {"language", "folder", "supplier", "identity"};
    bool any = false;
    for (size_t i = 0; i < sizeof LEFT / sizeof *LEFT; i++) {
        any = any || json_get(s->tree, LEFT[i]) != NULL;
    }
    return any;
}

enum status remembered_text(struct settings *s, const char *member, const char *text, struct error *e)
{
    const char *now = json_text(s->tree, member);
    if (now != NULL && strcmp(now, text) == 0) {
        return ST_OK;
    }
    return json_put_text(s->tree, member, text) ? settings_write(s, e) : fail_memory(e);
}

enum status remembered_supplier(struct settings *s, const cJSON *supplier, struct error *e)
{
    const cJSON *now = json_get(s->tree, "supplier");
    if (supplier == NULL || (now != NULL && cJSON_Compare(now, supplier, true))) {
        return ST_OK;
    }
    return json_put(s->tree, "supplier", cJSON_Duplicate(supplier, true)) ? settings_write(s, e) : fail_memory(e);
}

char *path_expand(const char *path)
{
    const char *home = getenv("HOME");
    char *expanded = NULL;
    if (path[0] != '~' || (path[1] != '/' && path[1] != '\0') || home == NULL) {
        return strdup(path);
    }
    return asprintf(&expanded, "%s%s", home, path + 1) < 0 ? NULL : expanded;
}

void show_text(const char *text, char *out, size_t size)
{
    struct buffer clean;
    buffer_init(&clean, BUFFER_MAX_TEXT);
    utf8_clean(&clean, text != NULL ? text : "", text != NULL ? strlen(text) : 0, false);
    size_t n = clean.length < size ? clean.length : size - 1;
    while (n < clean.length && n > 0 && ((unsigned char)clean.data[n] & 0xC0) == 0x80) {
        n--;
    }
    memcpy(out, buffer_text(&clean), n);
    out[n] = '\0';
    buffer_release(&clean);
}

void path_show(const char *path, char *out, size_t size)
{
    const char *home = getenv("HOME");
    const size_t n = home == NULL ? 0 : strlen(home);
    char *shown = NULL;
    if (n > 1 && strncmp(path, home, n) == 0 && (path[n] == '/' || path[n] == '\0') && asprintf(&shown, "~%s", path + n) > 0) {
        show_text(shown, out, size);
        free(shown);
    } else {
        show_text(path, out, size);
    }
}

void remembered_key(const struct settings *s, const struct clock *clock, struct identity_facts *out)
{
    const cJSON *identity = json_get(s->tree, "identity");
    const char *file = json_text(identity, "file"), *until = json_text(identity, "not_after");
    int64_t end = 0;
    *out = (struct identity_facts){.state = IDENTITY_NONE};
    if (file == NULL || until == NULL || !time_parse(until, &end)) {
        return;
    }
    char groups[FINGERPRINT_TEXT];
    fingerprint_format(json_text(identity, "sha256"), groups);
    path_show(file, out->file, sizeof out->file);
    const char *subject = json_text(identity, "subject");
    show_text(strncmp(subject, "CN=", 3) == 0 && strchr(subject, ',') == NULL ? subject + 3 : subject, out->subject, sizeof out->subject);
    show_text(groups, out->groups, sizeof out->groups);
    out->unused = json_true(identity, "unused");
    out->uncopied = json_true(identity, "uncopied");
    local_day(end, out->until);
    out->state = access(file, R_OK) != 0 ? IDENTITY_MISSING : end < clock_now(clock) ? IDENTITY_EXPIRED : IDENTITY_VALID;
}
