#include "command/outside.h"

#include "base/clock.h"
#include "base/file.h"
#include "base/i18n.h"
#include "command/places.h"
#include "command/remembered.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <sys/stat.h>

/* False when it is neither a folder nor a regular file, or cannot even be looked at. */
static bool entry_kind(DIR *directory, const char *name, struct folder_entry *out)
{
    struct stat st;
    if (fstatat(dirfd(directory), name, &st, 0) != 0 || (!S_ISDIR(st.st_mode) && !S_ISREG(st.st_mode))) {
        return false;
    }
    *out = (struct folder_entry){.folder = S_ISDIR(st.st_mode), .size = st.st_size};
    return true;
}

static bool add_entry(struct folder *folder, size_t *room, struct folder_entry entry, const char *name)
{
    if (folder->count == *room) {
        const size_t more = *room == 0 ? 64 : *room * 2;
        struct folder_entry *grown = reallocarray(folder->entries, more, sizeof *grown);
        if (grown == NULL) {
            return false;
        }
        folder->entries = grown;
        *room = more;
    }
    entry.name = strdup(name);
    if (entry.name == NULL) {
        return false;
    }
    folder->entries[folder->count++] = entry;
    return true;
}

static enum status read_entries(DIR *directory, struct folder *out, struct error *e)
{
    size_t room = 0;
    for (const struct dirent *at; (at = readdir(directory)) != NULL;) {
        struct folder_entry entry;
        if (strcmp(at->d_name, ".") == 0 || strcmp(at->d_name, "..") == 0 || !entry_kind(directory, at->d_name, &entry)) {
            continue;
        }
        if (out->count == FOLDER_FILES_MAX) {
            out->cut = true;
            break;
        }
        if (!add_entry(out, &room, entry, at->d_name)) {
            return fail_memory(e);
        }
    }
    return ST_OK;
}

static enum status list(const char *path, struct folder *out, struct error *e)
{
    *out = (struct folder){0};
    char *expanded = path_expand(path);
    if (expanded == NULL) {
        return fail_memory(e);
    }
    DIR *directory = opendir(expanded);
    out->path = directory == NULL ? NULL : realpath(expanded, NULL);
    enum status st = out->path == NULL ? fail_errno(e, _("Cannot open %s"), path) : read_entries(directory, out, e);
    if (directory != NULL) {
        (void)closedir(directory);
    }
    free(expanded);
    if (st != ST_OK) {
        folder_release(out);
    }
    return st;
}

static enum status look(const char *path, struct file_facts *out, struct error *e)
{
    struct file_digest digest;
    struct stat about;
    char *expanded = path_expand(path);
    if (expanded == NULL) {
        return fail_memory(e);
    }
    enum status st = ST_NO;
    if (stat(expanded, &about) != 0 || !S_ISDIR(about.st_mode)) {
        st = file_sha256(expanded, EVIDENCE_FILE_MAX, &digest, e);
    }
    if (st == ST_OK) {
        *out = (struct file_facts){.size = digest.size};
        memcpy(out->sha256, digest.sha256, sizeof out->sha256);
        local_day(digest.modified, out->date);
    }
    free(expanded);
    return st;
}

const struct outside outside_here = {.start = place_of_downloads, .list = list, .look = look, .edit = outside_edit};
