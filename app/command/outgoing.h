/* A file that is to leave this computer: open, known by its digest, and of a kind that may leave. */
#ifndef TENKEN_COMMAND_OUTGOING_H
#define TENKEN_COMMAND_OUTGOING_H

#include "command/command.h"

#include <stdint.h>

/* Owns fd. */
struct outgoing {
    int fd;
    int64_t size;
    char sha256[SHA256_TEXT];
    bool sealed;        /* whole and sealed; else answers that everybody can read */
    const char *ending; /* ".p7m", ".json" or ".xlsx": by what is in it */
};

/* Refused: what is neither sealed nor answers (a draft, a key, a letter …): nothing else has any business with a customer's server. */
enum status outgoing_open(struct outgoing *o, const struct program *program, const char *path, struct error *e);
/* ST_OK when what was read from fd is still what outgoing_open read. */
enum status outgoing_unchanged(const struct outgoing *o, const char *path, struct error *e);
void outgoing_release(struct outgoing *o);

/* The sentence by which a user insists on sending a file that is not sealed; either language's counts, whichever is set. */
bool outgoing_insists(const char *words);
const char *outgoing_insistence(void); /* in the current language */

#endif
