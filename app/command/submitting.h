/* One run of "tenken submit", whose parts are a file each: where to and what goes, the sending (submit.c), the receipt. */
#ifndef TENKEN_COMMAND_SUBMITTING_H
#define TENKEN_COMMAND_SUBMITTING_H

#include "base/buffer.h"
#include "command/network.h"
#include "command/outgoing.h"
#include "command/submit_draft.h"

struct submit_options {
    const char *file;
    const char *to, *to_file;
    const char *draft, *request;
    const char *ca, *credentials;
    const char *unsealed, *confirm_host;
    const char *receipt;
    bool check, json;
};

/* Owns all but program and options. */
struct submitting {
    struct program *program;
    struct submit_options options;
    struct submit_draft from;
    struct outgoing file;
    char *url;
    struct net_options net;
    struct network_teller teller;
    struct buffer user, password; /* typed */
};

/* Where to: --to; for a receipt the place where the file went; else where the request says. Takes what is secret in it out of argv. */
enum status submit_find_address(struct submitting *s, int argc, char **argv, struct error *e);
/* Another computer than the one that the customer was confirmed with: a word of the user's, not just a key. */
enum status submit_confirm_host(const struct submitting *s, struct error *e);
/* So it is for a file that everybody can read. */
enum status submit_check_sealed(const struct submitting *s, struct error *e);

/* The caller frees *net. */
enum status submit_connect(struct submitting *s, struct net **net, struct error *e);
/* The server asks who we are: at a terminal that can be typed. False: nobody is there, or a name was given already. */
bool submit_ask_login(struct submitting *s);

/* Fetches the receipt, or reads it from a file, and keeps it in the draft. */
enum status submit_receipt(struct submitting *s, struct error *e);

#endif
