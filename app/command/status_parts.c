#include "command/status_parts.h"

#include "base/amount.h"
#include "base/i18n.h"
#include "base/width.h"

/* Lines of each list shown to people; --json has them all. */
#define LINES_SHOWN 20
#define CODE_COLUMNS 12
#define NAME_COLUMNS 30

static void print_title(struct status_view *v)
{
    if (v->lines++ == 0) {
        printf("\n");
        print_sentence(stdout, "%s", v->title);
    }
}

bool status_line_shown(struct status_view *v)
{
    print_title(v);
    return v->lines <= LINES_SHOWN;
}

bool status_file_shown(struct status_view *v, const char *file, const char *said)
{
    print_title(v);
    return alike_files_name(&v->alike, file, said, LINES_SHOWN);
}

cJSON *status_named_json(const char *code, const char *name)
{
    cJSON *o = cJSON_CreateObject();
    put_clean(o, "supplier_code", code);
    put_clean(o, "name", name);
    return o;
}

static const char *shown_code(const char *code)
{
    return code[0] == '\0' ? _("(no code)") : code;
}

/* What is left for the name of who has this code: a longer one than usual takes from it. */
static int name_columns(const char *code)
{
    const int width = width_text(shown_code(code));
    const int over = width > CODE_COLUMNS ? width - CODE_COLUMNS : 0;
    return over < NAME_COLUMNS ? NAME_COLUMNS - over : 0;
}

void status_print_named(const char *code, const char *name)
{
    printf("  ");
    print_text(stdout, shown_code(code), CODE_COLUMNS);
    printf("  ");
    print_text(stdout, name, name_columns(code));
}

void status_print_columns(const char *code, const char *name)
{
    status_print_named(code, name);
    if (width_text(name) > name_columns(code)) {
        printf("\n");
        print_text(stdout, "", 2 + CODE_COLUMNS + 2 + NAME_COLUMNS);
    }
    printf("  ");
}

void status_list_end(struct status_view *v)
{
    const bool alike = v->alike.named > 0;
    const unsigned long long hidden = alike ? v->alike.unnamed : v->lines > LINES_SHOWN ? (unsigned long long)(v->lines - LINES_SHOWN) : 0;
    if (v->json) {
        json_stream_list_end(&v->stream);
    } else if (hidden > 0) {
        print_sentence(stdout, _("  … and %s more: --json lists them all."), COUNT_TEXT(hidden));
        alike_files_tell(&v->alike, stdout);
    }
}

void status_list_begin(struct status_view *v, const char *key, const char *title)
{
    v->lines = 0;
    v->alike = (struct alike_files){.count = 0};
    v->title = title;
    if (v->json) {
        json_stream_list(&v->stream, key);
    }
}
