/* Where something is, for people who know a folder when they see one, but not what "~" means. */
#ifndef TENKEN_TUI_PATH_WORDS_H
#define TENKEN_TUI_PATH_WORDS_H

#include "base/buffer.h"

#include <stdbool.h>

/* A path as it is shown in words: "Tenken/2026 in your home folder" for ~/Tenken/2026; any other path as it is. */
void path_words(struct buffer *out, const char *path);
/* The same on a line of its own, or two: nothing stands beside the path, which so may be broken only where it does not fit. */
void path_line(struct buffer *out, const char *path);
/* Whether it lies in a folder that file managers do not show. */
bool path_hidden(const char *path);
/* Where the answers (in this folder) and the signed files are. */
void kept_words(struct buffer *out, const char *folder);

#endif
