#include "command/write_page.h"

#include "base/buffer.h"
#include "base/file.h"
#include "command/record.h"
#include "command/startup.h"
#include "model/compare.h"
#include "model/json.h"

#define PAGE_MODE 0600 /* it says where the firm is weak */

static void speak(enum language language)
{
    startup_locale(language_code(language));
}

static enum status write_page(const struct answers_html_input *in, const char *path, struct error *e)
{
    struct buffer page;
    buffer_init(&page, BUFFER_MAX_DOCUMENT);
    enum status st = answers_html_write(in, &page, e);
    if (st == ST_OK) {
        st = file_write_atomic(path, buffer_text(&page), page.length, PAGE_MODE, e);
    }
    buffer_release(&page);
    return st;
}

enum status write_answers_page(const struct program *program, struct answers_html_input *in, const char *since, const char *path,
                               struct error *e)
{
    in->made_at = clock_now(&program->clock);
    in->speak = speak;
    if (since == NULL) {
        return write_page(in, path, e);
    }
    struct record before;
    enum status st = record_load(program, since, &before, e);
    if (st != ST_OK) {
        return st;
    }
    const bool whole = cJSON_GetArraySize(before.missing) == 0 && !before.changed;
    cJSON *past =
        past_new(json_text(record_tree(&before), "period"), json_get(record_tree(&before), "packs"), &before.facts, &before.list, whole);
    in->past = past;
    st = past == NULL ? fail_memory(e) : write_page(in, path, e);
    cJSON_Delete(past);
    record_release(&before);
    return st;
}
