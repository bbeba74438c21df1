/* Waiting for another program that writes to the same portfolio. */
#ifndef TENKEN_COMMAND_WAITING_H
#define TENKEN_COMMAND_WAITING_H

#include <stdbool.h>

/* From now on it is said on standard error, once, when a portfolio keeps a command waiting for more than a moment. */
void waiting_tell(void);
/* Not while full screens are shown, which what is said would go through. */
void waiting_quiet(bool quiet);

#endif
