/* tenken request show: what a request asks, in words or as JSON. */
#ifndef TENKEN_COMMAND_REQUEST_SHOW_H
#define TENKEN_COMMAND_REQUEST_SHOW_H

#include "command/received_request.h"

/* argv: show FILE [--json]. ST_NO: the request's signature or date does not hold. */
enum status request_show(struct program *program, int argc, char **argv, struct error *e);

/* Who asks, with the fingerprint in groups and the upload host, and whether that requester is confirmed: some lines for people. */
void print_requester(const struct received_request *r);

#endif
