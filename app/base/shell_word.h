/* A path or code as one word of a command that somebody is to copy into a shell. */
#ifndef TENKEN_BASE_SHELL_WORD_H
#define TENKEN_BASE_SHELL_WORD_H

/* As it is when no shell reads anything into it, else in single quotes (POSIX, XCU 2.2.2). Foreign text stays one word too; cleaning it for
 * the terminal is left to whoever prints it. Returns out; text itself when it does not fit. */
#define SHELL_WORD 1024
const char *shell_word(const char *text, char out[SHELL_WORD]);

#endif
