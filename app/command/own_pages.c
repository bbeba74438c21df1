#include "command/own_pages.h"

#include "base/buffer.h"
#include "base/file.h"
#include "base/i18n.h"
#include "command/file_name.h"
#include "command/remembered.h"
#include "model/json.h"

#include <unistd.h>

#define FOLDER_MODE 0700

/* ~/Tenken/for-yourself/2026-Mihon-Works-SUFFIX.html (suffix "": without). Always in the home, wherever the files to send go: a USB stick
 * that is handed over must not carry it. *path: owned by the caller. make: the folder, too. */
static enum status find(const cJSON *tree, const char *suffix, bool make, char **path, struct error *e)
{
    const char *firm = json_text(json_get(tree, "supplier"), "name");
    struct buffer name;
    char *directory = NULL, folder[FINISH_PATH];
    buffer_init(&name, BUFFER_MAX_TEXT);
    (void)buffer_add_format(&name, "%s-", json_text(tree, "period"));
    add_file_name(&name, firm == NULL ? "" : firm);
    (void)buffer_add_format(&name, "%s%s", suffix[0] == '\0' ? "" : "-", suffix);
    /* Translators: a folder's name; what lies in it is not for customers. */
    (void)snprintf(folder, sizeof folder, "~/Tenken/%s", _("for-yourself"));
    directory = path_expand(folder);
    *path = NULL;
    enum status st =
        directory != NULL && !name.failed && asprintf(path, "%s/%s.html", directory, buffer_text(&name)) >= 0 ? ST_OK : fail_memory(e);
    st = st == ST_OK && make ? directory_make(directory, FOLDER_MODE, e) : st;
    buffer_release(&name);
    free(directory);
    return st;
}

enum status own_page_path(const struct assessment *a, char **path, struct error *e)
{
    return find(a->tree, "", true, path, e);
}

static enum status find_vendor_page(const struct assessment *a, bool make, char **path, struct error *e)
{
    /* Translators: the end of a file's name. */
    return find(a->tree, _("IT-vendor"), make, path, e);
}

enum status vendor_page_path(const struct assessment *a, char **path, struct error *e)
{
    return find_vendor_page(a, true, path, e);
}

void vendor_page_lies(const struct assessment *a, char *out, size_t size)
{
    char *path = NULL;
    out[0] = '\0';
    if (find_vendor_page(a, false, &path, NULL) == ST_OK && access(path, F_OK) == 0) {
        path_show(path, out, size);
    }
    free(path);
}
