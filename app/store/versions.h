/* Earlier versions of a file beside it: NAME.1 (the newest), NAME.2 … */
#ifndef TENKEN_STORE_VERSIONS_H
#define TENKEN_STORE_VERSIONS_H

#include "base/error.h"

/* The contents of a file before it is replaced, under a temporary name (which file_sweep knows). */
struct kept_version {
    char *path; /* of the file, links followed */
    char *temporary;
};

/* Keeps what path holds now. Only for whoever holds the lock of path. Needs no room on the disk where hard links work. */
enum status version_keep(struct kept_version *kept, const char *path, struct error *e);
/* After path has been replaced: moves NAME.1 to NAME.2 and so on up to NAME.count, and makes the kept one NAME.1. In a separate step, so
 * that a failed save pushes no version out. Never fails the save, which is done. */
void version_commit(struct kept_version *kept, int count);
/* Drops the kept version if it was not committed. */
void version_release(struct kept_version *kept);

#endif
