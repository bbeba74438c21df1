/* The files that a merge takes in: those named, and every regular file below the directories named, in the order of names, so that the same
 * directory always gives the same result. What programs leave beside them is passed over (file_is_litter). Symbolic links below a directory
 * are not followed; pipes, sockets and devices are never opened, nor are files that have not changed since an earlier merge read them
 * (merge_stamp.h). */
#ifndef TENKEN_COMMAND_MERGE_WALK_H
#define TENKEN_COMMAND_MERGE_WALK_H

#include "base/buffer.h"
#include "base/error.h"
#include "store/portfolio_merge.h"

#include <stdint.h>
#include <sys/stat.h>

/* Honest trees are a few directories deep. */
#define WALK_DEPTH_MAX 64
/* Names kept of what was passed over. */
#define WALK_NAMES_SHOWN 5

struct walk_name {
    uint32_t at; /* where in names */
    bool plain;  /* a regular file, as the directory says, and not the database */
};

struct walk_level {
    int fd;
    size_t path_length;  /* of the directory's own path in path */
    struct buffer names; /* each NUL-terminated */
    struct walk_name *order;
    size_t count, next;
};

/* Entries that were not looked into. */
struct walk_passed {
    unsigned long long count;
    struct buffer names; /* the first of them: "a, b, …" */
};

/* Zeroed, then walk_open. Not for several threads at a time. */
struct walk {
    char **arguments;
    size_t narguments, next;
    struct walk_level levels[WALK_DEPTH_MAX];
    size_t depth;
    struct buffer path; /* of the present entry */
    dev_t own_device;   /* the database is no input, wherever it lies */
    ino_t own_inode;
    const char *own_name;
    const struct known_files *known; /* by stamp, or NULL: every file is opened */
    struct walk_passed skipped;      /* neither files nor directories */
    struct walk_passed litter;       /* file_is_litter: below a directory only, who names one means it */
};

struct walk_entry {
    int fd;                 /* open for reading, a regular file; -1: see unchanged and problem. The caller closes it. */
    bool unchanged;         /* an earlier merge has read it, and it needs no second look */
    enum merge_state state; /* what becomes of it then */
    struct stat about;      /* of fd, before anything was read */
    const char *path;       /* as found, until the next call */
    struct error problem;
    bool unread; /* the problem is that it could not be opened */
};

/* Every argument must exist; database: the portfolio's path. known: files that need not be opened when they have not changed, or NULL. */
enum status walk_open(struct walk *w, char **arguments, size_t n, const char *database, const struct known_files *known, struct error *e);
/* ST_OK: an entry. ST_NO: no more. ST_SYSTEM: no memory. */
enum status walk_next(struct walk *w, struct walk_entry *entry, struct error *e);
/* How many entries are still to come, as far as the walk has seen: each directory not yet entered counts as one. */
size_t walk_remaining(const struct walk *w);
void walk_close(struct walk *w);

#endif
