#include "store/client.h"

#include "base/buffer.h"
#include "base/i18n.h"
#include "model/json.h"

#include <sys/stat.h>
#include <unistd.h>

static void start(struct client *c, const char *id)
{
    *c = (struct client){.draft = {.lock = {.fd = -1}}, .file = {.lock = {.fd = -1}}};
    (void)snprintf(c->id, sizeof c->id, "%s", id);
}

static const cJSON *firm_of(const struct client *c)
{
    return json_get(c->draft.assessment.tree, "supplier");
}

/* ---- the private record ---- */

enum status client_save_private(struct client *c, const struct clock *clock, struct error *e)
{
    char now[TIME_TEXT];
    struct buffer plain;
    buffer_init(&plain, SEALED_PLAIN_MAX);
    time_format(clock_now(clock), now);
    enum status st = json_put_text(c->interview.tree, "saved_at", now) ? interview_set_firm(&c->interview, firm_of(c), e) : fail_memory(e);
    st = st == ST_OK && c->elsewhere != NULL ? interview_set_draft(&c->interview, c->elsewhere, e) : st;
    st = st == ST_OK ? interview_write(&c->interview, &plain, e) : st;
    st = st == ST_OK ? sealed_file_save(&c->file, plain.data, plain.length, e) : st;
    buffer_wipe(&plain);
    return st;
}

static enum status begin_private(struct client *c, const struct clock *clock, struct error *e)
{
    enum status st = interview_new(&c->interview, c->id, "", json_text(c->draft.assessment.tree, "period"), clock, e);
    c->begun = st == ST_OK;
    return st == ST_OK ? client_save_private(c, clock, e) : st;
}

static enum status read_private(struct client *c, const char *path, const struct buffer *plain, struct error *e)
{
    const enum status st = interview_read(&c->interview, buffer_text(plain), plain->length, path, e);
    return st == ST_OK ? interview_of_client(&c->interview, c->id, e) : st;
}

/* ST_OK when nothing stands in the way of beginning a private record. */
static enum status refuse_lost(const char *path, struct error *e)
{
    struct stat there;
    char *earlier = NULL;
    enum status st = ST_OK;
    if (asprintf(&earlier, "%s.1", path) < 0) {
        return fail_memory(e);
    }
    if (lstat(earlier, &there) == 0) {
        st = fail(e, ST_INPUT, _("%s is missing, but the version of an earlier session is kept in %s: copy that one to its name."), path,
                  earlier);
    }
    free(earlier);
    return st;
}

/* Locks and reads it; where there is none, may_begin says whether one is begun. ST_NO without a sentence: there is none and it may not. */
static enum status open_private(const struct workspace *w, struct client *c, bool may_begin, const struct clock *clock, struct error *e)
{
    struct buffer plain;
    char *folder = workspace_file(w, false, c->id, NULL), *path = workspace_file(w, false, c->id, WORKSPACE_PRIVATE);
    buffer_init(&plain, SEALED_PLAIN_MAX);
    enum status st = folder == NULL || path == NULL ? fail_memory(e) : refuse_link(folder, e);
    if (st == ST_OK && !may_begin && access(path, F_OK) != 0) {
        st = ST_NO;
    }
    st = st == ST_OK ? sealed_file_open(&c->file, path, w->sealer, &plain, e) : st;
    if (st == ST_OK) {
        st = read_private(c, path, &plain, e);
    } else if (st == ST_NO && may_begin) {
        st = refuse_lost(path, e);
        st = st == ST_OK ? begin_private(c, clock, e) : st;
    }
    buffer_wipe(&plain);
    free(path);
    free(folder);
    return st;
}

/* ---- making ---- */

static enum status create_here(const struct workspace *w, struct client *c, struct assessment *a, const char *path,
                               const struct clock *clock, struct error *e)
{
    enum status st = draft_create(&c->draft, path, a, e);
    if (st != ST_OK) {
        return st;
    }
    st = open_private(w, c, true, clock, e);
    if (st != ST_OK) { /* give the assessment back, and take the file away again */
        *a = c->draft.assessment;
        c->draft.assessment = (struct assessment){.tree = NULL};
        (void)unlink(path);
    }
    return st;
}

enum status client_create(const struct workspace *w, struct client *c, struct assessment *a, struct random *random,
                          const struct clock *clock, struct error *e)
{
    char id[UUID_TEXT] = "";
    start(c, "");
    enum status st = uuid_make(random, id, e);
    if (st != ST_OK) {
        return st;
    }
    start(c, id);
    json_remove(a->tree, "client_id"); /* of whoever had this record before */
    char *path = workspace_file(w, false, id, WORKSPACE_RECORD), *folder = workspace_file(w, false, id, NULL);
    st = path == NULL || folder == NULL ? fail_memory(e) : assessment_set_client_id(a, id, e);
    st = st == ST_OK ? workspace_make_client(w, id, e) : st;
    st = st == ST_OK ? create_here(w, c, a, path, clock, e) : st;
    if (st != ST_OK) {
        client_close(c);
        (void)(folder != NULL && rmdir(folder));
    }
    free(path);
    free(folder);
    return st;
}

/* ---- opening ---- */

static enum status refuse_other_id(const struct client *c, const char *path, struct error *e)
{
    const char *named = assessment_client_id(&c->draft.assessment);
    if (named != NULL && strcmp(named, c->id) == 0) {
        return ST_OK;
    }
    if (named == NULL) {
        return fail(e, ST_INPUT,
                    _("%s lies in the folder of a client (%.8s…), but says nothing of a client: it is not opened. Put that client's own "
                      "file there."),
                    path, c->id);
    }
    return fail(
        e, ST_INPUT,
        _("%s lies in the folder of the client %.8s…, but is of the client %.8s…: it is not opened, so that nothing of one client shows at "
          "another. Put it back into its own folder."),
        path, c->id, named);
}

static enum status refuse_links(const struct workspace *w, const char *id, bool archived, char **path, struct error *e)
{
    char *folder = workspace_file(w, archived, id, NULL);
    *path = workspace_file(w, archived, id, WORKSPACE_RECORD);
    enum status st = folder == NULL || *path == NULL ? fail_memory(e) : refuse_link(folder, e);
    st = st == ST_OK ? refuse_link(*path, e) : st;
    free(folder);
    return st;
}

/* Where the draft of a client lies that has none in the workspace: as its private record says. */
static enum status find_elsewhere(const struct workspace *w, struct client *c, bool archived, struct error *e)
{
    struct buffer plain;
    char *private = workspace_file(w, archived, c->id, WORKSPACE_PRIVATE);
    buffer_init(&plain, SEALED_PLAIN_MAX);
    enum status st = private == NULL ? fail_memory(e) : sealed_file_read(private, w->sealer, &plain, e);
    st = st == ST_OK ? read_private(c, private, &plain, e) : st;
    if (st == ST_OK && interview_draft(&c->interview)[0] != '\0') {
        c->elsewhere = strdup(interview_draft(&c->interview));
        st = c->elsewhere == NULL ? fail_memory(e) : ST_OK;
    }
    interview_release(&c->interview);
    buffer_wipe(&plain);
    free(private);
    return st == ST_NO ? ST_OK : st;
}

/* *path: of the draft, owned by the caller. */
static enum status find_draft(const struct workspace *w, struct client *c, bool archived, char **path, struct error *e)
{
    struct stat there;
    enum status st = refuse_links(w, c->id, archived, path, e);
    if (st != ST_OK || lstat(*path, &there) == 0) {
        return st;
    }
    st = find_elsewhere(w, c, archived, e);
    if (st == ST_OK && c->elsewhere != NULL) {
        free(*path);
        *path = strdup(c->elsewhere);
        st =
            *path == NULL ? fail_memory(e)
            : lstat(*path, &there) != 0
                ? fail(
                      e, ST_INPUT,
                      _("The draft of this client was at %s, and is not there any more. Put it back, or take a copy over as a new client."),
                      *path)
                : ST_OK;
    }
    return st;
}

/* A file that somebody else can change is looked at twice. */
static enum status refuse_other_firm_elsewhere(const struct client *c, struct error *e)
{
    return c->elsewhere == NULL || c->interview.tree == NULL ? ST_OK : interview_of_firm(&c->interview, firm_of(c), e);
}

enum status client_open(const struct workspace *w, struct client *c, const char *id, const struct clock *clock, struct error *e)
{
    char *path;
    start(c, id);
    enum status st = find_draft(w, c, false, &path, e);
    st = st == ST_OK ? draft_open(&c->draft, path, e) : st;
    st = st == ST_OK ? refuse_other_id(c, path, e) : st;
    st = st == ST_OK ? open_private(w, c, true, clock, e) : st;
    st = st == ST_OK ? refuse_other_firm_elsewhere(c, e) : st;
    if (st != ST_OK) {
        client_close(c);
    }
    free(path);
    return st;
}

static enum status refuse_foreign(const struct workspace *w, const struct client *c, const char *path, struct error *e)
{
    struct stat there;
    char *archived = workspace_file(w, true, c->id, NULL);
    if (archived == NULL) {
        return fail_memory(e);
    }
    const bool put_away = lstat(archived, &there) == 0;
    free(archived);
    if (put_away) {
        return fail(e, ST_INPUT,
                    _("The client of %s (%.8s…) was put into the archive: take it out of there first (tenken interview, then v)."), path,
                    c->id);
    }
    return fail(e, ST_INPUT,
                _("%s is a client's (%.8s…) of another workspace, and this one has no private record of it. Open it there (--workspace "
                  "FOLDER), or take a copy as a new client here: tenken interview --adopt %s"),
                path, c->id, path);
}

/* The draft says nothing of a client yet. */
static enum status begin_client(const struct workspace *w, struct client *c, struct random *random, const struct clock *clock,
                                struct error *e)
{
    char id[UUID_TEXT];
    enum status st = uuid_make(random, id, e);
    if (st != ST_OK) {
        return st;
    }
    (void)snprintf(c->id, sizeof c->id, "%s", id);
    st = workspace_make_client(w, id, e);
    st = st == ST_OK ? open_private(w, c, true, clock, e) : st;
    st = st == ST_OK ? assessment_set_client_id(&c->draft.assessment, id, e) : st;
    return st == ST_OK ? draft_save(&c->draft, clock, e) : st; /* last: a private record that no draft names harms nobody */
}

/* A client whose draft lies in the workspace stays there, also when a copy is worked on. */
static enum status note_elsewhere(const struct workspace *w, struct client *c, const char *id, const char *path, struct error *e)
{
    struct stat there;
    char *record = id == NULL ? NULL : workspace_file(w, false, id, WORKSPACE_RECORD);
    if (id != NULL && record == NULL) {
        return fail_memory(e);
    }
    const bool inside = record != NULL && lstat(record, &there) == 0;
    free(record);
    if (!inside) {
        c->elsewhere = realpath(path, NULL);
    }
    return inside || c->elsewhere != NULL ? ST_OK : fail_errno(e, _("Cannot open %s"), path);
}

enum status client_open_draft(const struct workspace *w, struct client *c, const char *path, bool renamed, struct random *random,
                              const struct clock *clock, struct error *e)
{
    start(c, "");
    enum status st = draft_open(&c->draft, path, e);
    if (st != ST_OK) {
        return st;
    }
    const char *id = assessment_client_id(&c->draft.assessment);
    st = note_elsewhere(w, c, id, path, e);
    if (st != ST_OK) {
        client_close(c);
        return st;
    }
    if (id == NULL) {
        st = begin_client(w, c, random, clock, e);
    } else {
        (void)snprintf(c->id, sizeof c->id, "%s", id);
        st = open_private(w, c, false, clock, e);
        st = st == ST_NO ? refuse_foreign(w, c, path, e) : st;
        st = st == ST_OK && !renamed ? interview_of_firm(&c->interview, firm_of(c), e) : st;
    }
    if (st != ST_OK) {
        client_close(c);
    }
    return st;
}

enum status client_look(const struct workspace *w, struct client *c, bool archived, const char *id, struct error *e)
{
    struct buffer plain;
    char *path, *private = workspace_file(w, archived, id, WORKSPACE_PRIVATE);
    start(c, id);
    buffer_init(&plain, SEALED_PLAIN_MAX);
    enum status st = find_draft(w, c, archived, &path, e);
    st = st == ST_OK && private == NULL ? fail_memory(e) : st;
    st = st == ST_OK ? draft_open_for_reading(&c->draft, path, e) : st;
    st = st == ST_OK ? refuse_other_id(c, path, e) : st;
    const enum status got = st == ST_OK ? sealed_file_read(private, w->sealer, &plain, e) : st;
    st = got == ST_OK ? read_private(c, private, &plain, e) : got == ST_NO ? ST_OK : got;
    st = st == ST_OK ? refuse_other_firm_elsewhere(c, e) : st;
    buffer_wipe(&plain);
    if (st != ST_OK) {
        client_close(c);
    }
    free(path);
    free(private);
    return st;
}

void client_close(struct client *c)
{
    interview_release(&c->interview);
    sealed_file_close(&c->file);
    draft_close(&c->draft);
    free(c->elsewhere);
    start(c, "");
}
