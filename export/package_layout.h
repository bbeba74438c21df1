/* Whether a zip archive is laid out so that every reader sees the same parts in it. */
#ifndef TENKEN_EXPORT_PACKAGE_LAYOUT_H
#define TENKEN_EXPORT_PACKAGE_LAYOUT_H

#include <stdbool.h>
#include <stddef.h>

/* A reader may follow the directory at the end, or the parts from the front, or search for either. All of them agree only when the parts
 * lie one behind the other in the directory's order from the first byte, the directory follows, and the file ends with it: no second
 * archive, no hidden part, nothing in front, between or behind. Archives over several disks and ZIP64 (never needed at the sizes that
 * are read here) are not sound. */
bool package_layout_sound(const void *bytes, size_t n);

#endif
