/* A consultant at work: the key that private records are sealed for, opened once a session, and the workspace that belongs to it. */
#ifndef TENKEN_COMMAND_CONSULTANT_H
#define TENKEN_COMMAND_CONSULTANT_H

#include "command/command.h"
#include "store/workspace.h"
#include "trust/identity.h"

struct consultant_options {
    const char *workspace;       /* NULL: $XDG_DATA_HOME/tenken/interview */
    const char *identity;        /* NULL: the one that the workspace remembers; at its first start a new one can be made */
    const char *passphrase_file; /* NULL: asked at the terminal */
    bool begin_anew;             /* the key of the workspace is lost: see workspace_begin_anew */
};

/* Not to be moved: the sealer points into it. */
struct consultant {
    struct identity identity;
    struct sealer sealer;
    char *subject;
    struct workspace workspace;
};

/* May ask at the terminal, so before there are screens. Refused in words: a key that only signs, and what workspace_open refuses; a wrong
 * passphrase says what is lost with it and what is not. On failure there is nothing to release. */
enum status consultant_open(struct consultant *c, struct program *program, const struct consultant_options *options, struct error *e);
void consultant_release(struct consultant *c);

#endif
