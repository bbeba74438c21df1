/* Request files where attachments and downloads land, and completing a path. */
#include "base/buffer.h"
#include "base/file.h"
#include "base/i18n.h"
#include "command/desk.h"
#include "model/envelope.h"
#include "model/json.h"
#include "model/request.h"

#include "command/places.h"

#include <dirent.h>
#include <glob.h>
#include <sys/stat.h>
#include <unistd.h>

#define FILES_LOOKED_AT 300 /* of one folder */
#define FILE_BYTES_MAX ((size_t)2 * 1024 * 1024)
#define FOUND_MAX 30

struct finding {
    const struct desk *desk;
    struct found_request *found;
    size_t n;
    struct {
        dev_t device;
        ino_t inode;
    } seen[FOUND_MAX];
};

static bool seen_before(struct finding *f, const struct stat *st)
{
    for (size_t i = 0; i < f->n; i++) {
        if (f->seen[i].device == st->st_dev && f->seen[i].inode == st->st_ino) {
            return true;
        }
    }
    return false;
}

/* Nothing is judged here: opening it does that. Those that a draft holds already are left out. */
static bool read_request(const struct finding *f, const char *path, struct found_request *out)
{
    struct buffer bytes;
    struct envelope envelope = {0};
    char digest[SHA256_TEXT];
    buffer_init(&bytes, FILE_BYTES_MAX);
    bool good = file_read(path, &bytes, NULL) == ST_OK && memmem(bytes.data, bytes.length, "\"tenken-request/", 16) != NULL &&
                envelope_read(&envelope, buffer_text(&bytes), bytes.length, path, false, NULL) == ST_OK;
    if (good) {
        const cJSON *document = envelope.document;
        good = envelope.kind == DOCUMENT_REQUEST && request_check(document, NULL) == ST_OK &&
               json_digest(document, digest, NULL) == ST_OK && !desk_holds(f->desk, json_text(document, "period"), digest);
        if (good) {
            path_show(path, out->path, sizeof out->path);
            show_text(json_text(json_get(document, "requester"), "name"), out->name, sizeof out->name);
            show_text(json_text(document, "due"), out->due, sizeof out->due);
        }
        envelope_release(&envelope);
    }
    buffer_release(&bytes);
    return good;
}

static void look_at(struct finding *f, const char *directory, const char *name)
{
    struct stat st;
    char *path = NULL;
    const size_t n = strlen(name);
    if (n < 6 || strcmp(name + n - 5, ".json") != 0 || f->n == FOUND_MAX || asprintf(&path, "%s/%s", directory, name) < 0) {
        return;
    }
    if (stat(path, &st) == 0 && S_ISREG(st.st_mode) && (size_t)st.st_size <= FILE_BYTES_MAX && !seen_before(f, &st)) {
        f->seen[f->n].device = st.st_dev;
        f->seen[f->n].inode = st.st_ino;
        if (read_request(f, strncmp(path, "./", 2) == 0 ? path + 2 : path, &f->found[f->n])) {
            f->n++;
        }
    }
    free(path);
}

static bool look_in(void *context, const char *directory)
{
    struct finding *f = context;
    DIR *open = opendir(directory);
    if (open == NULL) {
        return true;
    }
    int left = FILES_LOOKED_AT;
    for (const struct dirent *at; left > 0 && (at = readdir(open)) != NULL; left--) {
        look_at(f, directory, at->d_name);
    }
    (void)closedir(open);
    return true;
}

static int by_due(const void *a, const void *b)
{
    const struct found_request *x = a, *y = b;
    const int due = strcmp(x->due, y->due);
    return due != 0 ? due : strcmp(x->path, y->path);
}

enum status desk_find(void *context, struct found_request **out, size_t *n, struct error *e)
{
    struct finding f = {.desk = context, .found = calloc(FOUND_MAX, sizeof *f.found)};
    *out = f.found;
    *n = 0;
    if (f.found == NULL) {
        return fail_memory(e);
    }
    places_received(look_in, &f);
    qsort(f.found, f.n, sizeof *f.found, by_due);
    *n = f.n;
    return ST_OK;
}

/* Characters that mean something to glob stand for themselves. */
static char *pattern_of(const char *typed)
{
    char *expanded = path_expand(typed);
    char *pattern = expanded == NULL ? NULL : calloc(2 * strlen(expanded) + 2, 1);
    size_t n = 0;
    for (const char *c = expanded; pattern != NULL && *c != '\0'; c++) {
        if (strchr("*?[\\", *c) != NULL) {
            pattern[n++] = '\\';
        }
        pattern[n++] = *c;
    }
    if (pattern != NULL) {
        pattern[n] = '*';
    }
    free(expanded);
    return pattern;
}

bool desk_complete(void *context, const char *typed, char *out, size_t size)
{
    (void)context;
    char *pattern = pattern_of(typed), *expanded = path_expand(typed);
    glob_t paths;
    bool more = false;
    if (pattern != NULL && expanded != NULL && glob(pattern, GLOB_MARK, NULL, &paths) == 0) {
        size_t common = strlen(paths.gl_pathv[0]);
        for (size_t i = 1; i < paths.gl_pathc; i++) {
            size_t same = 0;
            while (same < common && paths.gl_pathv[i][same] == paths.gl_pathv[0][same]) {
                same++;
            }
            common = same;
        }
        while (common > 0 && ((unsigned char)paths.gl_pathv[0][common] & 0xC0) == 0x80) { /* whole characters */
            common--;
        }
        more = common > strlen(expanded) && common < size;
        if (more) {
            (void)snprintf(out, size, "%.*s", (int)common, paths.gl_pathv[0]);
        }
        globfree(&paths);
    }
    free(pattern);
    free(expanded);
    return more;
}
