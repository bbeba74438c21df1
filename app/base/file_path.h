/* Paths, for the parts of base/file.h. */
#ifndef TENKEN_BASE_FILE_PATH_H
#define TENKEN_BASE_FILE_PATH_H

#include <stdbool.h>

/* The path that symbolic links at path end in, which need not exist. Owned by the caller; NULL with errno set on failure. */
char *file_resolve(const char *path);

/* "a/b" into "a" and "b", "b" into "." and "b". Both owned by the caller. False, with errno set and nothing to free, when path names no
 * file (empty, or ends in a slash). */
bool file_split(const char *path, char **directory, char **name);

/* What stands behind the last slash, all of it where there is none; "" when it ends in one. Within path. */
const char *file_last(const char *path);

/* Whether a file of this name is one that programs leave beside what people put into a folder: hidden files, locks of open documents, what
 * Windows keeps about a folder. */
bool file_is_litter(const char *name);

#endif
