/* Accepting and revoking a supplier's certificate (tenken trust). */
#ifndef TENKEN_COMMAND_TRUST_ACCEPT_H
#define TENKEN_COMMAND_TRUST_ACCEPT_H

#include "command/command.h"
#include "store/portfolio_trust.h"

struct accept_options {
    const char *certificate; /* fingerprint as typed, or NULL */
    const char *reason;      /* or NULL */
};

/* SHA-256 as people write it: 64 hexadecimal digits, also with colons or spaces between them. */
bool fingerprint_parse(const char *text, uint8_t out[SHA256_BYTES]);

/* A signer who is trusted from now on. */
struct accepted {
    uint8_t certificate[SHA256_BYTES];
    long long files; /* that waited for it */
};
enum status trust_accept_signer(struct portfolio *portfolio, const char *code, const struct accept_options *o, int64_t now,
                                struct accepted *out, struct error *e);
/* The same, and says so on the terminal. */
enum status trust_accept(struct portfolio *portfolio, const char *code, const struct accept_options *o, int64_t now, struct error *e);
enum status trust_revoke(struct portfolio *portfolio, const char *code, const char *reason, int64_t now, struct error *e);

#endif
