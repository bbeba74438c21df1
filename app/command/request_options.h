/* What "tenken request new" is told. */
#ifndef TENKEN_COMMAND_REQUEST_OPTIONS_H
#define TENKEN_COMMAND_REQUEST_OPTIONS_H

#include "base/error.h"
#include "model/record_check.h"

#include <stdbool.h>
#include <stddef.h>

struct request_options {
    const char *portfolio, *identity, *passphrase_file;
    const char *list, *to, *tier; /* whom; all NULL: everybody */
    const char *due, *period, *targets, *encrypt_to, *upload, *about, *out, *letters, *mail, *reason;
    const char *name, *contact_name, *contact_email, *contact_phone;
    const char *packs[RECORD_PACKS_MAX], *private_packs[RECORD_PACKS_MAX];
    size_t npacks, nprivate;
    bool all, again, lost_key, same_version, json;
};

enum status request_options_read(struct request_options *o, int argc, char **argv, struct error *e);
enum status request_options_check(const struct request_options *o, struct error *e);

#endif
