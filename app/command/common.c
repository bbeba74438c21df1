#include "command/command.h"

#include "base/buffer.h"
#include "base/i18n.h"
#include "base/utf8.h"
#include "model/json.h"

#include <stdarg.h>

/* As put_clean (listing.h) does it, but what has lines keeps them: a terminal would obey what others wrote. */
static bool clean_text(cJSON *value)
{
    if (!utf8_has_control(value->valuestring, strlen(value->valuestring))) {
        return true;
    }
    struct buffer safe;
    buffer_init(&safe, BUFFER_MAX_DOCUMENT);
    utf8_clean(&safe, value->valuestring, strlen(value->valuestring), true);
    const bool set = !safe.failed && cJSON_SetValuestring(value, buffer_text(&safe)) != NULL;
    buffer_release(&safe);
    return set;
}

/* Depth is bounded by what json_read takes. */
static bool clean_texts(cJSON *value)
{
    bool good = !cJSON_IsString(value) || clean_text(value);
    for (cJSON *child = value->child; good && child != NULL; child = child->next) {
        good = clean_texts(child);
    }
    return good;
}

enum status print_json(cJSON *value, struct error *e)
{
    if (value == NULL || !clean_texts(value)) {
        cJSON_Delete(value);
        return fail_memory(e);
    }
    struct buffer out;
    buffer_init(&out, BUFFER_MAX_DOCUMENT);
    const enum status st = json_pretty(value, &out, e);
    if (st == ST_OK) {
        (void)fwrite(out.data, 1, out.length, stdout); /* a failed write is noticed at exit */
    }
    buffer_release(&out);
    cJSON_Delete(value);
    return st;
}

enum status usage_error(const struct command *command, struct error *e, const char *format, ...)
{
    char text[sizeof e->text];
    va_list arguments;
    va_start(arguments, format);
    (void)vsnprintf(text, sizeof text, format, arguments);
    va_end(arguments);
    return fail(e, ST_USAGE, "%s: %s", command->name, text);
}

enum status usage_day(const struct command *command, struct error *e, const char *option, const char *text)
{
    return usage_error(command, e, _("%s takes a day with its year, 2026-12-15 or 2026/12/15, and \"%s\" is none."), option, text);
}
