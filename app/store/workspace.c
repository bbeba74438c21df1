#include "store/workspace.h"

#include "base/buffer.h"
#include "base/i18n.h"
#include "model/json.h"
#include "model/members.h"
#include "store/draft.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#define OWNER_FILE "workspace.json"
#define OWNER_FORMAT "tenken-workspace/1"
#define OWNER_BYTES_MAX ((size_t)16 * 1024)
#define KEY_PATH_MAX 4096
#define FOLDER_MODE 0700
#define FILE_MODE 0600
#define SHORT_PRINT 8

static const struct member OWNER_MEMBERS[] = {
    {"format", MEMBER_TEXT, MEMBER_REQUIRED, 1, 100},
    {"sha256", MEMBER_SHA256, MEMBER_REQUIRED, 0, 0},
    {"subject", MEMBER_TEXT, MEMBER_REQUIRED, 0, 255},
    {"key", MEMBER_TEXT, MEMBER_OPTIONAL, 1, KEY_PATH_MAX},
};

static char *join(const char *directory, const char *name)
{
    char *path = NULL;
    return asprintf(&path, "%s/%s", directory, name) < 0 ? NULL : path;
}

/* ---- whose it is ---- */

static enum status read_owner(const char *file, struct workspace_owner *out, struct error *e)
{
    struct buffer bytes;
    struct error why = {0};
    cJSON *tree = NULL;
    buffer_init(&bytes, OWNER_BYTES_MAX);
    enum status st = refuse_link(file, e);
    st = st == ST_OK ? file_read(file, &bytes, e) : st;
    if (st == ST_OK) {
        tree = json_read(buffer_text(&bytes), bytes.length, &JSON_LIMITS_DOCUMENT, file, &why);
        st = tree == NULL ? fail(e, why.status, "%s", why.text) : members_check(tree, MEMBERS(OWNER_MEMBERS), NULL, e);
    }
    if (st == ST_OK && strcmp(json_text(tree, "format"), OWNER_FORMAT) != 0) {
        st = fail(e, ST_INPUT, _("%s: is of the format \"%s\", not \"%s\": a newer version of Tenken wrote it."), file,
                  json_text(tree, "format"), OWNER_FORMAT);
    }
    if (st == ST_OK) {
        (void)snprintf(out->sha256, sizeof out->sha256, "%s", json_text(tree, "sha256"));
        (void)snprintf(out->subject, sizeof out->subject, "%s", json_text(tree, "subject"));
        const char *key = json_text(tree, "key");
        out->key = key == NULL ? NULL : strdup(key);
        st = key != NULL && out->key == NULL ? fail_memory(e) : ST_OK;
    }
    cJSON_Delete(tree);
    buffer_release(&bytes);
    return st;
}

enum status workspace_owner(const char *path, struct workspace_owner *out, struct error *e)
{
    struct stat there;
    char *file = join(path, OWNER_FILE);
    *out = (struct workspace_owner){.key = NULL};
    if (file == NULL) {
        return fail_memory(e);
    }
    enum status st = ST_OK;
    if (lstat(file, &there) == 0) {
        st = read_owner(file, out, e);
    } else if (errno != ENOENT && errno != ENOTDIR) {
        st = fail_errno(e, _("Cannot open %s"), file);
    }
    free(file);
    return st;
}

static enum status write_owner(const char *path, const struct sealer *sealer, const char *key, struct error *e)
{
    struct buffer bytes;
    cJSON *tree = cJSON_CreateObject();
    char *file = join(path, OWNER_FILE);
    buffer_init(&bytes, OWNER_BYTES_MAX);
    const bool ok = file != NULL && json_put_text(tree, "format", OWNER_FORMAT) && json_put_text(tree, "sha256", sealer->sha256) &&
                    json_put_text(tree, "subject", sealer->subject) && (key == NULL || json_put_text(tree, "key", key));
    enum status st = ok ? json_pretty(tree, &bytes, e) : fail_memory(e);
    st = st == ST_OK ? file_write_atomic(file, bytes.data, bytes.length, FILE_MODE, e) : st;
    cJSON_Delete(tree);
    buffer_release(&bytes);
    free(file);
    return st;
}

/* A folder that holds anything at all is somebody's: no workspace is made in the midst of it. */
static enum status refuse_filled(const char *path, struct error *e)
{
    DIR *open = opendir(path);
    if (open == NULL) {
        return fail_errno(e, _("Cannot open %s"), path);
    }
    size_t entries = 0;
    while (readdir(open) != NULL) {
        entries++;
    }
    (void)closedir(open);
    return entries <= 2 ? ST_OK /* . and .. */
                        : fail(e, ST_INPUT, _("%s holds other things and is no workspace: name a new or an empty folder."), path);
}

static enum status make(const char *path, const struct sealer *sealer, const char *key, struct error *e)
{
    enum status st = directory_make(path, FOLDER_MODE, e);
    st = st == ST_OK ? refuse_filled(path, e) : st;
    return st == ST_OK ? write_owner(path, sealer, key, e) : st;
}

enum status workspace_open(struct workspace *w, const char *path, const struct sealer *sealer, const char *key, struct error *e)
{
    struct workspace_owner owner;
    *w = (struct workspace){.path = strdup(path), .sealer = sealer};
    enum status st = w->path == NULL ? fail_memory(e) : workspace_owner(path, &owner, e);
    if (st != ST_OK) {
        workspace_release(w);
        return st;
    }
    if (owner.sha256[0] == '\0') {
        st = make(path, sealer, key, e);
    } else if (strcmp(owner.sha256, sealer->sha256) != 0) {
        st = fail(e, ST_INPUT,
                  _("The workspace %s belongs to \"%s\" (key %.8s…), not to \"%s\" (%.8s…). Use that key, or a workspace of your own: "
                    "--workspace FOLDER."),
                  path, owner.subject, owner.sha256, sealer->subject, sealer->sha256);
    } else if (key != NULL && (owner.key == NULL || strcmp(owner.key, key) != 0)) {
        (void)write_owner(path, sealer, key, NULL); /* the key's file has moved; a workspace that is read-only can still be looked at */
    }
    free(owner.key);
    if (st != ST_OK) {
        workspace_release(w);
    }
    return st;
}

void workspace_release(struct workspace *w)
{
    free(w->path);
    *w = (struct workspace){.path = NULL};
}

/* ---- clients ---- */

char *workspace_file(const struct workspace *w, bool archived, const char *id, const char *name)
{
    char *path = NULL;
    return asprintf(&path, "%s/%s%s%s%s", w->path, archived ? "archive/" : "", id, name == NULL ? "" : "/", name == NULL ? "" : name) < 0
               ? NULL
               : path;
}

static int by_text(const void *a, const void *b)
{
    return strcmp(a, b);
}

/* Only folders themselves: a link could lead out of the workspace. */
static bool is_folder(DIR *open, const char *name)
{
    struct stat st;
    return fstatat(dirfd(open), name, &st, AT_SYMLINK_NOFOLLOW) == 0 && S_ISDIR(st.st_mode);
}

enum status workspace_clients(const struct workspace *w, bool archived, char (**ids)[UUID_TEXT], size_t *n, struct error *e)
{
    char *path = archived ? join(w->path, "archive") : strdup(w->path);
    *ids = calloc(WORKSPACE_CLIENTS_MAX, sizeof **ids);
    *n = 0;
    DIR *open = path == NULL || *ids == NULL ? NULL : opendir(path);
    enum status st = path == NULL || *ids == NULL ? fail_memory(e) : ST_OK;
    if (st == ST_OK && open == NULL && !(archived && errno == ENOENT)) {
        st = fail_errno(e, _("Cannot open %s"), path);
    }
    for (const struct dirent *at; st == ST_OK && open != NULL && (at = readdir(open)) != NULL;) {
        if (!uuid_valid(at->d_name) || !is_folder(open, at->d_name)) {
            continue;
        }
        if (*n == WORKSPACE_CLIENTS_MAX) {
            st = fail(e, ST_INPUT, _("%s holds more than %d clients: put some into another workspace."), path, WORKSPACE_CLIENTS_MAX);
        } else {
            memcpy((*ids)[(*n)++], at->d_name, UUID_TEXT);
        }
    }
    if (open != NULL) {
        (void)closedir(open);
    }
    qsort(*ids, *n, sizeof **ids, by_text);
    free(path);
    if (st != ST_OK) {
        free(*ids);
        *ids = NULL;
        *n = 0;
    }
    return st;
}

enum status workspace_make_client(const struct workspace *w, const char *id, struct error *e)
{
    char *path = workspace_file(w, false, id, NULL);
    if (path == NULL) {
        return fail_memory(e);
    }
    enum status st = refuse_link(path, e);
    st = st == ST_OK ? directory_make(path, FOLDER_MODE, e) : st;
    free(path);
    return st;
}

enum status workspace_archive(const struct workspace *w, const char *id, bool back, struct error *e)
{
    char *from = workspace_file(w, back, id, NULL), *to = workspace_file(w, !back, id, NULL);
    char *archive = join(w->path, "archive"), *private = workspace_file(w, back, id, WORKSPACE_PRIVATE);
    struct file_lock lock = {.fd = -1};
    struct stat there;
    enum status st = from == NULL || to == NULL || archive == NULL || private == NULL ? fail_memory(e) : ST_OK;
    st = st == ST_OK ? directory_make(archive, FOLDER_MODE, e) : st;
    st = st == ST_OK ? file_lock(&lock, private, e) : st;
    if (st == ST_OK && lstat(to, &there) == 0) {
        st = fail(e, ST_INPUT, _("%s exists already; it is not overwritten."), to);
    }
    if (st == ST_OK) {
        file_unlock(&lock); /* its file would move along; what happens between the two is one user's own doing */
        st = rename(from, to) == 0 ? ST_OK : fail_errno(e, _("%s cannot be moved"), from);
    }
    file_unlock(&lock);
    free(from);
    free(to);
    free(archive);
    free(private);
    return st;
}

/* ---- another key ---- */

/* FILE, FILE.1 … to FILE.KKKKKKKK, FILE.1.KKKKKKKK …; what is gone already is fine. */
static enum status put_aside(const char *file, const char *print, size_t *kept, struct error *e)
{
    enum status st = ST_OK;
    for (int number = 0; st == ST_OK && number <= SEALED_FILE_VERSIONS; number++) {
        char version[16] = "", *from = NULL, *to = NULL;
        struct stat there;
        if (number > 0) {
            (void)snprintf(version, sizeof version, ".%d", number);
        }
        if (asprintf(&from, "%s%s", file, version) < 0) {
            return fail_memory(e);
        }
        if (asprintf(&to, "%s.%.*s", from, SHORT_PRINT, print) < 0) {
            free(from);
            return fail_memory(e);
        }
        if (lstat(from, &there) == 0) {
            st = lstat(to, &there) == 0  ? fail(e, ST_INPUT, _("%s exists already; it is not overwritten."), to)
                 : rename(from, to) == 0 ? ST_OK
                                         : fail_errno(e, _("%s cannot be moved"), from);
            *kept += st == ST_OK;
        }
        free(from);
        free(to);
    }
    return st;
}

static enum status put_all_aside(const struct workspace *w, const char *print, size_t *kept, struct error *e)
{
    char *snippets = join(w->path, "snippets.p7m");
    enum status st = snippets == NULL ? fail_memory(e) : put_aside(snippets, print, kept, e);
    free(snippets);
    for (int archived = 0; st == ST_OK && archived < 2; archived++) {
        char(*ids)[UUID_TEXT];
        size_t n;
        st = workspace_clients(w, archived == 1, &ids, &n, e);
        for (size_t i = 0; st == ST_OK && i < n; i++) {
            char *file = workspace_file(w, archived == 1, ids[i], WORKSPACE_PRIVATE);
            struct file_lock lock = {.fd = -1};
            st = file == NULL ? fail_memory(e) : file_lock(&lock, file, e); /* nobody is writing it with the old key */
            st = st == ST_OK ? put_aside(file, print, kept, e) : st;
            file_unlock(&lock);
            free(file);
        }
        free(ids);
    }
    return st;
}

enum status workspace_begin_anew(const char *path, const struct sealer *sealer, const char *key, size_t *kept, struct error *e)
{
    struct workspace_owner owner;
    *kept = 0;
    enum status st = workspace_owner(path, &owner, e);
    if (st == ST_OK && owner.sha256[0] == '\0') {
        st = fail(e, ST_INPUT, _("%s is no workspace yet: there is nothing to begin anew."), path);
    }
    if (st == ST_OK && strcmp(owner.sha256, sealer->sha256) != 0) {
        const struct workspace w = {.path = (char *)(uintptr_t)path, .sealer = sealer};
        st = put_all_aside(&w, owner.sha256, kept, e);
        st = st == ST_OK ? write_owner(path, sealer, key, e) : st; /* last: until then it can be done again */
    }
    free(owner.key);
    return st;
}
