/* Files: whole reads under a cap, atomic writes, locks. */
#ifndef TENKEN_BASE_FILE_H
#define TENKEN_BASE_FILE_H

#include "base/error.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

struct buffer;

/* Reads the whole file into out, which it clears first (its max is the cap: a larger file is refused by name and limit). Regular files
 * only (no FIFO or device can make it hang); "-" is not special. */
enum status file_read(const char *path, struct buffer *out, struct error *e);

/* Hex SHA-256 of a regular file's contents, read piece by piece: what is larger than max bytes is refused by name and limit, also when it
 * grows meanwhile. modified: seconds since 1970. */
struct file_digest {
    char sha256[65];
    int64_t size;
    int64_t modified;
};
enum status file_sha256(const char *path, int64_t max, struct file_digest *out, struct error *e);

/* Replaces path in one step: temporary file in the same directory, write, fsync, rename, fsync of the directory.
 * On any failure the old file is whole and the temporary one removed. Follows a symbolic link at path; refuses what is no regular file.
 * mode is lessened by the umask. Safe to use from several threads. */
enum status file_write_atomic(const char *path, const void *bytes, size_t n, mode_t mode, struct error *e);

/* As above, but refuses when path exists. */
enum status file_create(const char *path, const void *bytes, size_t n, mode_t mode, struct error *e);

/* The same in three steps, for what does not fit into memory or is written by a library that takes a name: begin makes an empty file, to be
 * filled under the name `temporary` or through fd, and removes what killed processes left of the same; commit makes it durable and puts it
 * in place of path; abandon removes it. One of the two ends it, in any case. */
struct file_replacement {
    int fd;
    char *temporary;
    char *path, *target, *directory;
    bool exclusive;
};
enum status file_replace_begin(struct file_replacement *r, const char *path, mode_t mode, struct error *e);
enum status file_replace_commit(struct file_replacement *r, struct error *e);
void file_replace_abandon(struct file_replacement *r);

/* Gives a finished file its place, on the same file system. ST_NO: something has that name already (e untouched, both as they were). Like
 * any change of names, durable once the directory is. */
enum status file_put_new(const char *from, const char *to, struct error *e);
enum status directory_sync(const char *path, struct error *e);

/* Makes the directory and what is missing above it; fine when it is there already. mode is lessened by the umask. */
enum status directory_make(const char *path, mode_t mode, struct error *e);

/* Removes the temporary files that a killed process left beside path. Only for whoever holds the lock of path. */
void file_sweep(const char *path);
/* Removes what processes of this computer that are gone left of any file in the directory: once, before many are written into it. */
void directory_sweep(const char *path);

/* An advisory lock on a side file ".NAME.lock" beside path, so that it survives the replacing of path. Held until released
 * or the process ends. Taken by another process: ST_INPUT, with a sentence that names the file, the process id and, where it is not this
 * user at this computer, whose it is. */
struct file_lock {
    int fd;
    char *path;
};
enum status file_lock(struct file_lock *lock, const char *path, struct error *e);
void file_unlock(struct file_lock *lock);

#endif
