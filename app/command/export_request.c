#include "command/export_request.h"

#include "base/buffer.h"
#include "base/i18n.h"
#include "command/received_request.h"
#include "model/given.h"
#include "model/json.h"

static enum status refuse_to_guess(const struct assessment *a, struct error *e)
{
    struct buffer list;
    buffer_init(&list, BUFFER_MAX_TEXT);
    for (size_t i = 0; i < assessment_request_count(a); i++) {
        const cJSON *document = assessment_request(a, i);
        const char *name = json_text(json_get(document, "requester"), "name");
        (void)buffer_add_format(&list, "%s%s (%s)", i > 0 ? ", " : "", json_text(document, "request_id"), name != NULL ? name : "");
    }
    const enum status st =
        fail(e, ST_USAGE, _("The draft holds several requests; say with --request which one, or none: %s"), buffer_text(&list));
    buffer_release(&list);
    return st;
}

static enum status take(struct chosen_request *chosen, const struct received_request *r, struct assessment *a,
                        const struct catalog *catalog, struct error *e)
{
    chosen->document = assessment_find_request(a, NULL, r->digest);
    if (chosen->document != NULL) {
        return ST_OK;
    }
    enum status st = request_check_packs(r->document, catalog, e);
    st = st == ST_OK ? assessment_add_request(a, r->judged.envelope.tree, e) : st;
    if (st == ST_OK) {
        chosen->document = assessment_request(a, assessment_request_count(a) - 1);
        chosen->added = true;
    }
    return st;
}

static enum status from_file(struct chosen_request *chosen, const char *path, struct assessment *a, const struct catalog *catalog,
                             const struct program *program, struct error *e)
{
    struct received_request r;
    enum status st = received_request_open(&r, program, path, e);
    if (st != ST_OK) {
        return st;
    }
    st = take(chosen, &r, a, catalog, e);
    st = st == ST_OK ? received_request_keep(&r, program, e) : st;
    st = st == ST_OK ? received_request_gate(&r, path, e) : st;
    received_request_release(&r);
    return st;
}

/* A draft's request passed when it was taken in; the draft may have been elsewhere since, so nothing in it is believed without its
 * signature. */
static enum status from_draft(struct chosen_request *chosen, const cJSON *document, const struct assessment *a, const char *draft,
                              const struct program *program, struct error *e)
{
    struct received_request r;
    size_t i = 0;
    while (assessment_request(a, i) != document) {
        i++;
    }
    enum status st = received_request_of_draft(&r, program, a, i, draft, e);
    if (st != ST_OK) {
        return st;
    }
    chosen->document = document;
    st = received_request_gate(&r, NULL, e);
    received_request_release(&r);
    return st;
}

enum status chosen_request_find(struct chosen_request *chosen, const char *named, struct assessment *a, const char *draft,
                                struct catalog *catalog, const struct program *program, struct error *e)
{
    const size_t count = assessment_request_count(a);
    *chosen = (struct chosen_request){0};
    /* Before a new request's own packs: it is checked against what was there without it. */
    enum status st = assessment_load_packs(a, catalog, e);
    if (st != ST_OK || (named != NULL && strcmp(named, "none") == 0)) {
        return st;
    }
    if (named == NULL && count > 1) {
        return refuse_to_guess(a, e);
    }
    if (named == NULL) {
        return count == 1 ? from_draft(chosen, assessment_request(a, 0), a, draft, program, e) : ST_OK;
    }
    const cJSON *held = assessment_find_request(a, named, NULL);
    if (held != NULL) {
        return from_draft(chosen, held, a, draft, program, e);
    }
    st = from_file(chosen, named, a, catalog, program, e);
    st = st == ST_OK && chosen->added ? request_load_packs(chosen->document, catalog, e) : st;
    /* Answers that nobody else asked for are given with this very command; those for others are to be looked at again. */
    return st == ST_OK && chosen->added && count > 0 ? given_mark(a, chosen->document, catalog, &program->clock, e) : st;
}
