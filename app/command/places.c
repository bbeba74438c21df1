#include "command/places.h"

#include "command/remembered.h"

#include <ctype.h>
#include <glob.h>
#include <sys/stat.h>
#include <unistd.h>

/* False: visit has had enough. */
static bool visit_pattern(const char *pattern, place_visit *visit, void *context)
{
    glob_t paths;
    bool on = true;
    if (glob(pattern, 0, NULL, &paths) == 0) {
        for (size_t i = 0; i < paths.gl_pathc && on; i++) {
            on = visit(context, paths.gl_pathv[i]);
        }
        globfree(&paths);
    }
    return on;
}

void places_received(place_visit *visit, void *context)
{
    static const char *const FOLDERS[] = {
        "~", "~/Downloads", "~/ダウンロード", "~/Desktop", "~/デスクトップ", "~/Documents", "/mnt/c/Users/*/Downloads"};
    bool on = visit(context, ".");
    for (size_t i = 0; i < sizeof FOLDERS / sizeof *FOLDERS && on; i++) {
        char *pattern = path_expand(FOLDERS[i]);
        on = pattern != NULL && visit_pattern(pattern, visit, context);
        free(pattern);
    }
}

char *place_of_downloads(void)
{
    static const char *const FOLDERS[] = {"~/Downloads", "~/ダウンロード"};
    for (size_t i = 0; i < sizeof FOLDERS / sizeof *FOLDERS; i++) {
        struct stat st;
        char *folder = path_expand(FOLDERS[i]);
        if (folder != NULL && stat(folder, &st) == 0 && S_ISDIR(st.st_mode)) {
            return folder;
        }
        free(folder);
    }
    return path_expand("~");
}

struct removable {
    place_visit *visit;
    void *context;
};

static bool visit_writable(void *context, const char *folder)
{
    const struct removable *r = context;
    struct stat st;
    const bool good = stat(folder, &st) == 0 && S_ISDIR(st.st_mode) && access(folder, W_OK) == 0;
    return !good || r->visit(r->context, folder);
}

/* A drive letter of Windows; without a drive the folder is one of this disk. */
static bool visit_drive(void *context, const char *folder)
{
    struct stat here, above;
    const bool drive = stat(folder, &here) == 0 && stat("/mnt", &above) == 0 && here.st_dev != above.st_dev;
    return !drive || visit_writable(context, folder);
}

/* A test has a folder of its own in place of the root. */
static const char *media_root(void)
{
    const char *root = getenv("TENKEN_MEDIA");
    return root == NULL ? "" : root;
}

void places_removable(place_visit *visit, void *context)
{
    static const char *const FOLDERS[] = {"/media/*/*", "/run/media/*/*"};
    struct removable r = {visit, context};
    const char *root = media_root();
    bool on = true;
    for (size_t i = 0; i < sizeof FOLDERS / sizeof *FOLDERS && on; i++) {
        char *pattern = NULL;
        on = asprintf(&pattern, "%s%s", root, FOLDERS[i]) >= 0 && visit_pattern(pattern, visit_writable, &r);
        free(pattern);
    }
    if (on && root[0] == '\0') {
        (void)visit_pattern("/mnt/[abd-z]", visit_drive, &r); /* c: is the disk of this computer */
    }
}

char *place_of_drive(const char *typed)
{
    const char *rest = typed + 2;
    char *path = NULL;
    if (!isalpha((unsigned char)typed[0]) || typed[1] != ':' || (*rest != '\0' && *rest != '\\' && *rest != '/')) {
        return strdup(typed);
    }
    if (asprintf(&path, "%s/mnt/%c%s", media_root(), tolower((unsigned char)typed[0]), rest) < 0) {
        return NULL;
    }
    for (char *c = path; *c != '\0'; c++) {
        *c = *c == '\\' ? '/' : *c;
    }
    return path;
}
