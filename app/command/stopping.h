/* Ctrl-C, and what else ends a program, for what goes on for long: it ends where all is whole, and says how far it came. */
#ifndef TENKEN_COMMAND_STOPPING_H
#define TENKEN_COMMAND_STOPPING_H

#include <stdbool.h>

/* From now on the first such signal is only noted; the second one ends the program as ever. What whoever started the program ignores stays
 * ignored. */
void stopping_begin(void);
/* As before stopping_begin; what was noted stays. */
void stopping_end(void);
/* Whether one has come. */
bool stopping(void);

#endif
