#include "command/command.h"

#include "base/buffer.h"
#include "base/i18n.h"
#include "model/json.h"

#include <stdarg.h>

enum status print_json(cJSON *value, struct error *e)
{
    if (value == NULL) {
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
