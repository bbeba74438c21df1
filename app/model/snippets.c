#include "model/snippets.h"

#include "base/buffer.h"
#include "base/i18n.h"
#include "base/utf8.h"
#include "model/envelope.h"
#include "model/json.h"

#define SNIPPETS_FORMAT "tenken-snippets"

enum status snippets_new(struct snippets *s, struct error *e)
{
    s->tree = cJSON_CreateObject();
    if (!json_put_text(s->tree, "format", SNIPPETS_FORMAT "/1") || !json_put(s->tree, "snippets", cJSON_CreateArray())) {
        snippets_release(s);
        return fail_memory(e);
    }
    return ST_OK;
}

static bool blank(const char *text)
{
    return text[strspn(text, " \t\n")] == '\0';
}

static enum status text_check(const char *text, struct error *e)
{
    if (blank(text)) {
        return fail(e, ST_INPUT, _("There is no text here to keep."));
    }
    if (strlen(text) > SNIPPET_TEXT_MAX || !utf8_valid(text, strlen(text))) {
        return fail(e, ST_INPUT, _("A text to keep has at most %d bytes (about %d Japanese characters)."), SNIPPET_TEXT_MAX,
                    SNIPPET_TEXT_MAX / 3);
    }
    return ST_OK;
}

static enum status check(const cJSON *tree, const char *name, struct error *e)
{
    const cJSON *list = json_get(tree, "snippets");
    const cJSON *text;
    struct error why = {0};
    if (!cJSON_IsArray(list) || cJSON_GetArraySize(list) > SNIPPETS_MAX) {
        return fail(e, ST_INPUT, _("%s: snippets: must be a list of at most %d texts."), name, SNIPPETS_MAX);
    }
    cJSON_ArrayForEach(text, list)
    {
        if (!cJSON_IsString(text) || text_check(text->valuestring, &why) != ST_OK) {
            return fail(e, ST_INPUT, _("%s: snippets: must be texts of 1 to %d bytes."), name, SNIPPET_TEXT_MAX);
        }
    }
    return ST_OK;
}

enum status snippets_read(struct snippets *s, const char *bytes, size_t n, const char *name, struct error *e)
{
    struct error why = {0};
    s->tree = json_read(bytes, n, &JSON_LIMITS_DOCUMENT, name, &why);
    if (s->tree == NULL) {
        return fail(e, why.status, "%s", why.text);
    }
    const char *format = json_text(s->tree, "format");
    enum status st;
    if (format == NULL || strncmp(format, SNIPPETS_FORMAT "/", sizeof SNIPPETS_FORMAT) != 0) {
        st = fail(e, ST_INPUT, _("%s: is no list of snippets."), name);
    } else {
        st = format_check(format, SNIPPETS_FORMAT, name, e);
        st = st == ST_OK ? check(s->tree, name, e) : st;
    }
    if (st != ST_OK) {
        snippets_release(s);
    }
    return st;
}

enum status snippets_write(const struct snippets *s, struct buffer *out, struct error *e)
{
    return json_pretty(s->tree, out, e);
}

void snippets_release(struct snippets *s)
{
    json_wipe(s->tree);
    cJSON_Delete(s->tree);
    s->tree = NULL;
}

static cJSON *list_of(const struct snippets *s)
{
    return json_get(s->tree, "snippets");
}

size_t snippets_count(const struct snippets *s)
{
    return (size_t)cJSON_GetArraySize(list_of(s));
}

const char *snippets_text(const struct snippets *s, size_t i)
{
    const cJSON *text = i < snippets_count(s) ? cJSON_GetArrayItem(list_of(s), (int)i) : NULL;
    return text == NULL ? "" : text->valuestring;
}

void snippets_used(struct snippets *s, size_t i)
{
    if (i < snippets_count(s)) {
        cJSON *text = cJSON_DetachItemFromArray(list_of(s), (int)i);
        if (!cJSON_InsertItemInArray(list_of(s), 0, text)) { /* at 0 of an empty list cJSON appends */
            (void)cJSON_AddItemToArray(list_of(s), text);
        }
    }
}

enum status snippets_add(struct snippets *s, const char *text, struct error *e)
{
    const enum status st = text_check(text, e);
    if (st != ST_OK) {
        return st;
    }
    for (size_t i = 0; i < snippets_count(s); i++) {
        if (strcmp(snippets_text(s, i), text) == 0) {
            snippets_used(s, i);
            return ST_OK;
        }
    }
    if (snippets_count(s) >= SNIPPETS_MAX) {
        return fail(e, ST_INPUT, _("There are %d snippets already, which is the limit. Remove one that is not used any more."),
                    SNIPPETS_MAX);
    }
    cJSON *string = cJSON_CreateString(text);
    if (string == NULL || !cJSON_AddItemToArray(list_of(s), string)) {
        cJSON_Delete(string);
        return fail_memory(e);
    }
    snippets_used(s, snippets_count(s) - 1);
    return ST_OK;
}

void snippets_remove(struct snippets *s, size_t i)
{
    if (i < snippets_count(s)) {
        cJSON *text = cJSON_DetachItemFromArray(list_of(s), (int)i);
        json_wipe(text);
        cJSON_Delete(text);
    }
}

size_t snippets_find(const struct snippets *s, const char *words, size_t *out, size_t max)
{
    size_t n = 0;
    for (int further = 0; further < 2; further++) {
        for (size_t i = 0; i < snippets_count(s); i++) {
            const char *found = strcasestr(snippets_text(s, i), words);
            if (found != NULL && (found != snippets_text(s, i)) == (further == 1)) {
                if (n < max) {
                    out[n] = i;
                }
                n++;
            }
        }
    }
    return n;
}
