/* What happens before a command runs: safe descriptors, no core dumps, locale and language, clock and data directory. */
#ifndef TENKEN_COMMAND_STARTUP_H
#define TENKEN_COMMAND_STARTUP_H

#include "command/command.h"

#include <sys/types.h>

/* Descriptors 0–2 exist afterwards, so that no file opened later can become the standard output by accident; no core dumps (they would hold
 * passphrases and keys); a closed pipe is an error to be noticed, not a death. */
void startup_process(void);

/* Sets locale, gettext and language_set(). language: "ja", "en" (--lang), or NULL: the environment's. But for characters and messages the
 * locale stays "C": libraries that write files follow it. */
void startup_locale(const char *language);

/* Clock (TENKEN_CLOCK), random, data directory (TENKEN_DATADIR, else found beside the executable) and the user's (XDG_DATA_HOME). */
enum status startup_program(struct program *program, struct error *e);
void startup_release(struct program *program);

/* The first of two places beside the executable, where what was built lies and where it is installed, that exists with this type (S_IFREG
 * or S_IFDIR). NULL when neither does. The caller frees it. */
char *startup_place(const char *built, const char *installed, mode_t type);

/* The path of the manual page: beside the sources or installed. NULL when there is none. The caller frees it. */
char *startup_manual(void);

#endif
