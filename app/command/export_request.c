#include "command/export_request.h"

#include "base/buffer.h"
#include "base/file.h"
#include "base/i18n.h"
#include "command/judge.h"
#include "model/json.h"
#include "model/request.h"

#include <unistd.h>

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

/* The request of the draft with this digest or request_id, NULL when there is none. */
static const cJSON *find(const struct assessment *a, const char *id, const char *digest)
{
    for (size_t i = 0; i < assessment_request_count(a); i++) {
        const cJSON *document = assessment_request(a, i);
        char own[65];
        if ((id != NULL && strcmp(json_text(document, "request_id"), id) == 0) ||
            (digest != NULL && json_digest(document, own, NULL) == ST_OK && strcmp(own, digest) == 0)) {
            return document;
        }
    }
    return NULL;
}

/* Only the mathematics count here: whether the requester is the one that it says it is, is for the user to find out. */
static enum status refuse_bad(const struct judged *judged, const char *path, struct error *e)
{
    const struct judgement *j = &judged->judgement;
    if (judged->envelope.tree != NULL && judged->kind != FILE_REQUEST) {
        return fail(e, ST_INPUT, _("%s is no request."), path);
    }
    if (j->verdict != VERDICT_UNKNOWN_SIGNER && j->verdict != VERDICT_TRUSTED) {
        return fail(e, j->verdict == VERDICT_UNREADABLE ? ST_INPUT : ST_NO, _("The request %s is refused: %s"), path,
                    j->nproblems > 0 ? j->problems[0] : verdict_words(j->verdict));
    }
    return ST_OK;
}

static enum status take(struct chosen_request *chosen, const struct judged *judged, const char *path, struct assessment *a,
                        const struct catalog *catalog, struct error *e)
{
    char digest[65];
    enum status st = refuse_bad(judged, path, e);
    st = st == ST_OK ? json_digest(judged->envelope.document, digest, e) : st;
    if (st != ST_OK || (chosen->document = find(a, NULL, digest)) != NULL) {
        return st;
    }
    st = request_check_packs(judged->envelope.document, catalog, e);
    st = st == ST_OK ? assessment_add_request(a, judged->envelope.tree, e) : st;
    if (st == ST_OK) {
        chosen->document = assessment_request(a, assessment_request_count(a) - 1);
        chosen->added = true;
    }
    return st;
}

static enum status from_file(struct chosen_request *chosen, const char *path, struct assessment *a, const struct catalog *catalog,
                             int64_t at, struct error *e)
{
    struct buffer bytes;
    struct judged judged = {0};
    const struct trust_anchors none = {0};
    buffer_init(&bytes, BUFFER_MAX_DOCUMENT);
    enum status st = file_read(path, &bytes, e);
    st = st == ST_OK ? judge_file(buffer_text(&bytes), bytes.length, path, &none, at, NULL, &judged, e) : st;
    st = st == ST_OK ? take(chosen, &judged, path, a, catalog, e) : st;
    judged_release(&judged);
    buffer_release(&bytes);
    return st;
}

enum status chosen_request_find(struct chosen_request *chosen, const char *named, struct assessment *a, struct catalog *catalog, int64_t at,
                                struct error *e)
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
        chosen->document = count == 1 ? assessment_request(a, 0) : NULL;
        return ST_OK;
    }
    chosen->document = find(a, named, NULL);
    if (chosen->document != NULL) {
        return ST_OK;
    }
    st = from_file(chosen, named, a, catalog, at, e);
    return st == ST_OK && chosen->added ? request_load_packs(chosen->document, catalog, e) : st;
}
