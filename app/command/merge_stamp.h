/* Whether a file is the one that was read before, without reading it: a hash over what its file system keeps of it. Whoever changes a file
 * changes ctime, which no program can set back, so that a file with the same inode, size, mtime and ctime holds the same bytes. The device
 * is left out: its number changes from one start to the next, and copies of a whole file system, which share the rest, share the bytes. */
#ifndef TENKEN_COMMAND_MERGE_STAMP_H
#define TENKEN_COMMAND_MERGE_STAMP_H

#include "store/portfolio_merge.h"

#include <sys/stat.h>

/* False: this file system keeps its times too coarsely to prove anything. Those that do may number their files anew each time, too, so that
 * another file of the same size and second would pass for this one. */
bool merge_stamp(const struct stat *about, uint8_t out[STAMP_BYTES]);
/* Whether a change from now on would show in its times: not where it was changed a moment ago, since the clock of a file system has ticks
 * of up to two seconds. now: when the merge began, which is before the file was looked at. */
bool merge_stamp_settled(const struct stat *about, int64_t now);

#endif
