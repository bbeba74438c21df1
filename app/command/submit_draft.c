#include "command/submit_draft.h"

#include "base/buffer.h"
#include "base/file.h"
#include "base/file_path.h"
#include "base/i18n.h"
#include "model/document.h"
#include "model/json.h"

#include <glob.h>
#include <unistd.h>

bool submit_is_draft(const char *path)
{
    static const char MARK[] = "\"tenken-draft/";
    struct buffer bytes;
    buffer_init(&bytes, BUFFER_MAX_DOCUMENT);
    const bool found = file_read(path, &bytes, NULL) == ST_OK && bytes.length > 0 && bytes.data[0] == '{' &&
                       memmem(bytes.data, bytes.length, MARK, sizeof MARK - 1) != NULL;
    buffer_release(&bytes);
    return found;
}

/* The request of the recipient, judged anew, from a requester who was confirmed. */
static enum status take_request(struct submit_draft *s, const struct program *program, struct error *e)
{
    const struct assessment *a = &s->draft.assessment;
    const char *digest = json_text(s->recipient, "request");
    for (size_t i = 0; digest != NULL && i < assessment_request_count(a); i++) {
        char own[SHA256_TEXT];
        if (assessment_request_digest(a, assessment_request(a, i), own, NULL) != ST_OK || strcmp(own, digest) != 0) {
            continue;
        }
        enum status st = received_request_of_draft(&s->request, program, a, i, s->draft.path, e);
        s->asked = st == ST_OK;
        return st;
    }
    return digest == NULL ? ST_OK : fail(e, ST_INPUT, _("%s no longer holds the request that these answers were made for."), s->draft.path);
}

static bool ends_with(const char *text, const char *end)
{
    const size_t n = strlen(text), m = strlen(end);
    return n >= m && strcmp(text + n - m, end) == 0;
}

struct handed_file submit_best_file(const cJSON *recipient)
{
    static const char *const ORDER[] = {".json.p7m", ".p7m", ".json", ""};
    struct handed_file files[HANDED_FILES_MAX];
    const size_t n = recipient_files(recipient, files);
    for (size_t k = 0; k < sizeof ORDER / sizeof ORDER[0]; k++) {
        for (size_t i = 0; i < n; i++) {
            if (ends_with(files[i].path, ORDER[k])) {
                return files[i];
            }
        }
    }
    return (struct handed_file){.path = NULL};
}

static bool named_by(const struct assessment *a, const cJSON *recipient, const char *request)
{
    const char *digest = json_text(recipient, "request");
    for (size_t i = 0; digest != NULL && i < assessment_request_count(a); i++) {
        const cJSON *document = assessment_request(a, i);
        char own[SHA256_TEXT];
        if (assessment_request_digest(a, document, own, NULL) == ST_OK && strcmp(own, digest) == 0) {
            return strcmp(json_text(document, "request_id"), request) == 0 ||
                   strcmp(json_text(json_get(document, "requester"), "name"), request) == 0;
        }
    }
    return false;
}

static enum status choose_recipient(struct submit_draft *s, const char *request, struct error *e)
{
    size_t fitting = 0;
    cJSON *recipient;
    cJSON_ArrayForEach(recipient, json_get(s->draft.assessment.tree, "recipients"))
    {
        if (submit_best_file(recipient).path != NULL && (request == NULL || named_by(&s->draft.assessment, recipient, request))) {
            s->recipient = recipient;
            fitting++;
        }
    }
    if (fitting == 0) {
        return fail(e, ST_INPUT, _("%s: nothing was handed in for this yet: sign first, with \"tenken export\" or on the screens."),
                    s->draft.path);
    }
    if (fitting > 1) {
        return fail(e, ST_USAGE,
                    _("%s: answers were handed in for several customers: say with --request for whom (the name or the request's id)."),
                    s->draft.path);
    }
    const struct handed_file file = submit_best_file(s->recipient);
    s->file = strdup(file.path);
    memcpy(s->sha256, file.sha256, sizeof s->sha256);
    return s->file != NULL ? ST_OK : fail_memory(e);
}

enum status submit_draft_open(struct submit_draft *s, const struct program *program, const char *draft, const char *request,
                              struct error *e)
{
    *s = (struct submit_draft){.found = false};
    enum status st = draft_open(&s->draft, draft, e);
    if (st != ST_OK) {
        return st;
    }
    s->found = true;
    st = choose_recipient(s, request, e);
    st = st == ST_OK ? take_request(s, program, e) : st;
    if (st != ST_OK) {
        submit_draft_release(s);
    }
    return st;
}

/* ---- from the file ---- */

static bool knows(const char *draft, const char *sha256)
{
    struct draft d;
    if (draft_open_for_reading(&d, draft, NULL) != ST_OK) {
        return false;
    }
    const bool known = sendings_recipient(&d.assessment, sha256) != NULL;
    draft_close(&d);
    return known;
}

/* Owned; NULL when there is none. */
static char *search(const char *directory, const char *sha256)
{
    glob_t drafts;
    char *pattern = NULL, *found = NULL;
    if (directory == NULL || asprintf(&pattern, "%s/*.tenken", directory) < 0) {
        return NULL;
    }
    if (glob(pattern, 0, NULL, &drafts) == 0) {
        for (size_t i = 0; i < drafts.gl_pathc && found == NULL; i++) {
            found = knows(drafts.gl_pathv[i], sha256) ? strdup(drafts.gl_pathv[i]) : NULL;
        }
        globfree(&drafts);
    }
    free(pattern);
    return found;
}

static char *find_draft(const struct program *program, const char *file, const char *sha256)
{
    char *directory = NULL, *name = NULL;
    char *found = search(program->user_directory, sha256);
    if (found == NULL && file_split(file, &directory, &name)) {
        found = search(directory, sha256);
        free(directory);
        free(name);
    }
    return found != NULL ? found : search(".", sha256);
}

enum status submit_draft_find(struct submit_draft *s, const struct program *program, const char *draft, const char *file,
                              const char *sha256, struct error *e)
{
    *s = (struct submit_draft){.found = false};
    s->file = strdup(file);
    char *path = draft != NULL ? strdup(draft) : find_draft(program, file, sha256);
    if (s->file == NULL || (draft != NULL && path == NULL)) {
        free(path);
        submit_draft_release(s);
        return fail_memory(e);
    }
    enum status st = path != NULL ? draft_open(&s->draft, path, e) : ST_OK;
    s->found = path != NULL && st == ST_OK;
    s->recipient = s->found ? sendings_recipient(&s->draft.assessment, sha256) : NULL;
    if (s->found && s->recipient == NULL) {
        st = fail(e, ST_INPUT, _("%s was not made from the draft %s, as it is now: name another draft, or hand in again."), file, path);
    }
    st = st == ST_OK && s->found ? take_request(s, program, e) : st;
    free(path);
    if (st != ST_OK) {
        submit_draft_release(s);
    }
    return st;
}

void submit_draft_release(struct submit_draft *s)
{
    if (s->asked) {
        received_request_release(&s->request);
    }
    if (s->found) {
        draft_close(&s->draft);
    }
    free(s->file);
    *s = (struct submit_draft){.found = false};
}
