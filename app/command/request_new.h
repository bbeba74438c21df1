/* tenken request new: requests to suppliers, one signed file each. */
#ifndef TENKEN_COMMAND_REQUEST_NEW_H
#define TENKEN_COMMAND_REQUEST_NEW_H

#include "command/command.h"

/* argv: new --portfolio DB … ST_NO never. */
enum status request_new(struct program *program, int argc, char **argv, struct error *e);

#endif
