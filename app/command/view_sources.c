/* The documents that a supplier's answers of the year stand in: several, when a later request asked for something else. */
#include "command/view_telling.h"
#include "model/json.h"
#include "store/portfolio_look.h"

#include <stdlib.h>
#include <string.h>

const struct view_source *view_source_of(const struct view_sources *s, size_t item)
{
    for (size_t i = 0; i < s->count; i++) {
        if (s->each[i].file == s->files[item]) {
            return &s->each[i];
        }
    }
    return NULL;
}

static const char *signed_at(const struct view_source *source)
{
    const char *at = json_text(source->document, "issued_at");
    return at == NULL ? "" : at;
}

static int newest_first(const void *a, const void *b)
{
    const struct view_source *x = a, *y = b;
    const int order = strcmp(signed_at(y), signed_at(x));
    return order != 0 ? order : (y->file > x->file) - (y->file < x->file);
}

static enum status note_about(void *context, const struct look_request *r, struct error *e)
{
    struct view_sources *s = context;
    (void)e;
    for (size_t i = 0; i < s->count; i++) {
        const char *answered = json_text(json_get(s->each[i].document, "request"), "digest");
        if (answered != NULL && strcmp(r->digest, answered) == 0) {
            (void)snprintf(s->each[i].about, sizeof s->each[i].about, "%s", r->about);
        }
    }
    return ST_OK;
}

enum status view_sources_read(struct view_sources *s, struct view_data *d, struct portfolio *p, const char *code, struct error *e)
{
    const struct portfolio_reading reading = view_data_reading(d);
    s->files = calloc(reading.nitems + 1, sizeof *s->files);
    s->levels = calloc(reading.nitems + 1, sizeof *s->levels);
    s->each = calloc(reading.nitems + 1, sizeof *s->each);
    if (s->files == NULL || s->levels == NULL || s->each == NULL) {
        return fail_memory(e);
    }
    memset(s->levels, PORTFOLIO_NOT_ASKED, reading.nitems);
    enum status st = portfolio_answer_files(p, &reading, code, s->files, s->levels, e);
    for (size_t i = 0; i < reading.nitems && st == ST_OK; i++) {
        if (s->files[i] != 0 && view_source_of(s, i) == NULL) {
            struct view_source *source = &s->each[s->count++];
            source->file = s->files[i];
            st = view_document(p, d->opener, source->file, &source->tree, &source->document, e);
            st = st == ST_NO ? ST_OK : st; /* sealed: what the database holds is shown */
        }
    }
    if (s->count > 1) {
        qsort(s->each, s->count, sizeof *s->each, newest_first);
    }
    return st == ST_OK ? portfolio_asked(p, code, note_about, s, e) : st == ST_NO ? ST_OK : st;
}

void view_sources_release(struct view_sources *s)
{
    for (size_t i = 0; i < s->count; i++) {
        cJSON_Delete(s->each[i].tree);
    }
    free(s->each);
    free(s->files);
    free(s->levels);
    *s = (struct view_sources){0};
}
