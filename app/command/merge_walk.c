#include "command/merge_walk.h"

#include "base/file_path.h"
#include "base/i18n.h"
#include "command/merge_stamp.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdint.h>
#include <unistd.h>

#define NAMES_MAX ((size_t)1024 * 1024 * 1024)
#define OPEN_FLAGS (O_RDONLY | O_NONBLOCK | O_NOCTTY | O_CLOEXEC)

enum status walk_open(struct walk *w, char **arguments, size_t n, const char *database, const struct known_files *known, struct error *e)
{
    *w = (struct walk){.arguments = arguments, .narguments = n};
    w->known = known != NULL && known_files_stamped(known) ? known : NULL; /* nothing is asked of a file for nothing */
    buffer_init(&w->path, BUFFER_MAX_TEXT);
    buffer_init(&w->skipped.names, BUFFER_MAX_TEXT);
    buffer_init(&w->litter.names, BUFFER_MAX_TEXT);
    struct stat about;
    for (size_t i = 0; i < n; i++) {
        if (stat(arguments[i], &about) != 0) {
            return fail_errno(e, _("%s could not be opened, so nothing was merged"), arguments[i]);
        }
    }
    if (stat(database, &about) == 0) {
        w->own_device = about.st_dev;
        w->own_inode = about.st_ino;
    }
    w->own_name = file_last(database);
    return ST_OK;
}

static void level_release(struct walk_level *level)
{
    (void)close(level->fd);
    buffer_release(&level->names);
    free(level->order);
    *level = (struct walk_level){.fd = -1};
}

void walk_close(struct walk *w)
{
    while (w->depth > 0) {
        level_release(&w->levels[--w->depth]);
    }
    buffer_release(&w->path);
    buffer_release(&w->skipped.names);
    buffer_release(&w->litter.names);
}

size_t walk_remaining(const struct walk *w)
{
    size_t remaining = w->narguments - w->next;
    for (size_t i = 0; i < w->depth; i++) {
        remaining += w->levels[i].count - w->levels[i].next;
    }
    return remaining;
}

static int compare_names(const void *a, const void *b, void *names)
{
    const struct walk_name *x = a, *y = b;
    return strcmp((const char *)names + x->at, (const char *)names + y->at);
}

/* The database's journals. */
static bool is_journal(const struct walk *w, const char *name)
{
    static const char *const SIDES[] = {"-journal", "-wal", "-shm"};
    const size_t n = strlen(w->own_name);
    for (size_t i = 0; i < sizeof SIDES / sizeof SIDES[0]; i++) {
        if (strncmp(name, w->own_name, n) == 0 && strcmp(name + n, SIDES[i]) == 0) {
            return true;
        }
    }
    return false;
}

/* Whether the directory's word is enough to open this: the database must not even be opened, since closing it gives up SQLite's locks. Its
 * name is asked for as well, because some file systems tell another inode in a directory than of a file. */
static bool is_plain(const struct walk *w, const struct dirent *entry)
{
    return entry->d_type == DT_REG && entry->d_ino != w->own_inode && strcmp(entry->d_name, w->own_name) != 0 &&
           !is_journal(w, entry->d_name);
}

static enum status read_names(const struct walk *w, struct walk_level *level, DIR *dir)
{
    const struct dirent *entry;
    size_t room = 0;
    buffer_init(&level->names, NAMES_MAX);
    while (errno = 0, (entry = readdir(dir)) != NULL) {
        if (strcmp(entry->d_name, ".") == 0 || strcmp(entry->d_name, "..") == 0) {
            continue;
        }
        if (level->count == room) {
            room = room == 0 ? 64 : room * 2;
            struct walk_name *order = realloc(level->order, room * sizeof *order);
            if (order == NULL) {
                return ST_SYSTEM;
            }
            level->order = order;
        }
        level->order[level->count++] = (struct walk_name){.at = (uint32_t)level->names.length, .plain = is_plain(w, entry)};
        if (!buffer_add(&level->names, entry->d_name, strlen(entry->d_name) + 1)) {
            return ST_SYSTEM;
        }
    }
    if (errno != 0) {
        return ST_INPUT;
    }
    if (level->count > 0) {
        qsort_r(level->order, level->count, sizeof *level->order, compare_names, level->names.data);
    }
    return ST_OK;
}

/* Goes down into a directory that is open as fd (taken over). On failure the entry says why, and the walk goes on beside it. */
static enum status enter(struct walk *w, int fd, struct walk_entry *entry, struct error *e)
{
    if (w->depth == WALK_DEPTH_MAX) {
        (void)close(fd);
        return fail(&entry->problem, ST_INPUT, _("This directory lies more than %d levels deep: it was not read."), WALK_DEPTH_MAX);
    }
    struct walk_level *level = &w->levels[w->depth];
    *level = (struct walk_level){.fd = fd, .path_length = w->path.length};
    const int copy = fcntl(fd, F_DUPFD_CLOEXEC, 0); /* the stream takes its own; fd stays for openat */
    DIR *dir = copy < 0 ? NULL : fdopendir(copy);
    if (dir == NULL) {
        const enum status st = fail_errno(&entry->problem, "%s", _("The directory could not be read"));
        if (copy >= 0) {
            (void)close(copy);
        }
        level_release(level);
        return st == ST_SYSTEM ? ST_INPUT : st;
    }
    const enum status st = read_names(w, level, dir);
    if (st == ST_INPUT) {
        (void)fail_errno(&entry->problem, "%s", _("The directory could not be read"));
    }
    (void)closedir(dir);
    if (st != ST_OK) {
        level_release(level);
    } else {
        w->depth++;
    }
    return st == ST_SYSTEM ? fail_memory(e) : st;
}

/* ST_NO: nothing to report of it now. */
static enum status pass_over(struct walk_passed *passed, const char *name)
{
    if (passed->count++ < WALK_NAMES_SHOWN) {
        (void)buffer_add_format(&passed->names, "%s%s", passed->count > 1 ? ", " : "", name);
    } else if (passed->count == WALK_NAMES_SHOWN + 1) {
        (void)buffer_add_text(&passed->names, ", …");
    }
    return ST_NO;
}

static enum status refuse(struct walk_entry *entry, bool directory)
{
    (void)fail_errno(&entry->problem, "%s", directory ? _("This folder could not be opened") : _("It could not be opened"));
    entry->unread = true;
    return ST_OK;
}

/* Opens a regular file, or with O_DIRECTORY a directory. ST_OK: an entry is ready. ST_NO: nothing to report. */
static enum status open_entry(struct walk *w, int at, const char *name, int flags, struct walk_entry *entry, struct error *e)
{
    const int fd = openat(at, name, OPEN_FLAGS | flags);
    if (fd < 0) {
        return refuse(entry, (flags & O_DIRECTORY) != 0);
    }
    if ((flags & O_DIRECTORY) != 0) {
        const enum status st = enter(w, fd, entry, e);
        return st == ST_OK ? ST_NO : st == ST_INPUT ? ST_OK : st;
    }
    if (fstat(fd, &entry->about) != 0 || !S_ISREG(entry->about.st_mode)) { /* swapped in between */
        (void)close(fd);
        return pass_over(&w->skipped, name);
    }
    entry->fd = fd;
    return ST_OK;
}

/* Whether a file that is not open is one that an earlier merge has read. */
static bool is_unchanged(const struct walk *w, const struct stat *about, struct walk_entry *entry)
{
    uint8_t stamp[STAMP_BYTES];
    entry->unchanged = S_ISREG(about->st_mode) && merge_stamp(about, stamp) && known_files_unchanged(w->known, stamp, &entry->state);
    return entry->unchanged;
}

/* Looks at one name in a directory (or a path, from the working directory). ST_OK: an entry is ready. ST_NO: nothing to report here. */
static enum status look(struct walk *w, int at, const char *name, bool plain, bool follow, struct walk_entry *entry, struct error *e)
{
    struct stat about;
    const int flags = follow ? 0 : O_NOFOLLOW;
    entry->fd = -1;
    entry->unchanged = false;
    entry->problem = (struct error){0};
    entry->unread = false;
    entry->path = buffer_text(&w->path);
    if (plain) {
        return w->known != NULL && fstatat(at, name, &about, AT_SYMLINK_NOFOLLOW) == 0 && is_unchanged(w, &about, entry)
                   ? ST_OK
                   : open_entry(w, at, name, flags, entry, e);
    }
    if (fstatat(at, name, &about, follow ? 0 : AT_SYMLINK_NOFOLLOW) != 0) {
        return refuse(entry, false);
    }
    if ((about.st_dev == w->own_device && about.st_ino == w->own_inode) || is_journal(w, name)) {
        return ST_NO;
    }
    if (!S_ISREG(about.st_mode) && !S_ISDIR(about.st_mode)) {
        if (follow) { /* named by the user: an answer is due */
            return fail(&entry->problem, ST_INPUT, "%s", _("It is not a regular file.")) == ST_INPUT ? ST_OK : ST_SYSTEM;
        }
        return pass_over(&w->skipped, name);
    }
    if (w->known != NULL && is_unchanged(w, &about, entry)) {
        return ST_OK;
    }
    return open_entry(w, at, name, flags | (S_ISDIR(about.st_mode) ? O_DIRECTORY : 0), entry, e);
}

static bool set_path(struct walk *w, size_t keep, const char *name)
{
    w->path.length = keep;
    if (keep > 0 && w->path.data[keep - 1] != '/') {
        buffer_add_char(&w->path, '/');
    }
    return buffer_add_text(&w->path, name);
}

enum status walk_next(struct walk *w, struct walk_entry *entry, struct error *e)
{
    for (;;) {
        enum status st;
        if (w->depth > 0) {
            struct walk_level *level = &w->levels[w->depth - 1];
            if (level->next == level->count) {
                level_release(level);
                w->depth--;
                continue;
            }
            const struct walk_name *next = &level->order[level->next++];
            const char *name = level->names.data + next->at;
            if (file_is_litter(name)) {
                (void)pass_over(&w->litter, name);
                continue;
            }
            if (!set_path(w, level->path_length, name)) {
                return fail_memory(e);
            }
            st = look(w, level->fd, name, next->plain, false, entry, e);
        } else if (w->next < w->narguments) {
            const char *argument = w->arguments[w->next++];
            buffer_clear(&w->path);
            if (!set_path(w, 0, argument)) {
                return fail_memory(e);
            }
            st = look(w, AT_FDCWD, argument, false, true, entry, e);
        } else {
            return ST_NO;
        }
        if (st != ST_NO) {
            return st;
        }
    }
}
