/* A draft on disk: NAME.tenken, mode 0600, locked while open, written atomically after every answer, three earlier versions beside it. */
#ifndef TENKEN_STORE_DRAFT_H
#define TENKEN_STORE_DRAFT_H

#include "base/file.h"
#include "model/assessment.h"

#define DRAFT_VERSIONS 3 /* NAME.tenken.1 (newest) … .3 */

struct draft {
    char *path;
    struct assessment assessment;
    struct file_lock lock;
    bool read_only; /* opened for reading: no lock */
    bool rotated;   /* the version found at opening has been kept as .1 */
};

/* On failure there is nothing to close, and what was there before is as it was. */
enum status draft_create(struct draft *d, const char *path, struct assessment *a, struct error *e); /* moves a in; refuses to overwrite */
/* Locks, and clears away what a killed process left. A file or directory that is read-only is refused by name (ST_SYSTEM), so that nobody
 * answers what cannot be saved. */
enum status draft_open(struct draft *d, const char *path, struct error *e);
enum status draft_open_for_reading(struct draft *d, const char *path, struct error *e);
/* Atomic; on failure (full disk …) the old file stays whole and the draft in memory unchanged. The first save of a session keeps the file
 * found at opening as version .1 (older ones move on). */
enum status draft_save(struct draft *d, const struct clock *clock, struct error *e);
void draft_close(struct draft *d);

/* For a draft that is not whole JSON: adds to the sentence in e where its earlier version is, if there is one. Returns e->status. */
enum status draft_damaged(const char *path, struct error *e);

#endif
