/* Text for people on the standard output: foreign text made safe, Japanese aligned by columns, long texts wrapped. */
#ifndef TENKEN_COMMAND_PRINT_H
#define TENKEN_COMMAND_PRINT_H

#include "model/action_words.h"

#define PRINT_COLUMNS 78

/* One line of foreign text, controls replaced; NULL prints nothing. */
void print_clean(const char *text);
/* The same, filled with spaces (or cut) to exactly this many columns. */
void print_padded(const char *text, int columns);
/* Wrapped to PRINT_COLUMNS, each line behind indent spaces, the first one behind what stands on the line already (column, 0 = a new line).
 */
void print_wrapped(const char *text, int indent, int column);
/* A bar of cells for 0…1000. */
void print_bar(int score, int cells);
/* One line: who takes a step, the hours and the yen that it takes. */
void print_effort(const struct action *action, int indent);

#endif
