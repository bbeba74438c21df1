#include "command/status_parts.h"

#include "base/amount.h"
#include "base/i18n.h"

/* Lines of each list shown to people; --json has them all. */
#define LINES_SHOWN 20

bool status_line_shown(struct status_view *v)
{
    if (v->lines++ == 0) {
        printf("\n");
        print_sentence(stdout, "%s", v->title);
    }
    return v->lines <= LINES_SHOWN;
}

cJSON *status_named_json(const char *code, const char *name)
{
    cJSON *o = cJSON_CreateObject();
    put_clean(o, "supplier_code", code);
    put_clean(o, "name", name);
    return o;
}

void status_print_named(const char *code, const char *name)
{
    printf("  ");
    print_text(stdout, code[0] == '\0' ? _("(no code)") : code, 12);
    printf("  ");
    print_text(stdout, name, 30);
}

void status_list_end(struct status_view *v)
{
    if (v->json) {
        json_stream_list_end(&v->stream);
    } else if (v->lines > LINES_SHOWN) {
        print_sentence(stdout, _("  … and %s more: --json lists them all."), COUNT_TEXT(v->lines - LINES_SHOWN));
    }
}

void status_list_begin(struct status_view *v, const char *key, const char *title)
{
    v->lines = 0;
    v->title = title;
    if (v->json) {
        json_stream_list(&v->stream, key);
    }
}
