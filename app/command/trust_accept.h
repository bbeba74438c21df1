/* Accepting and revoking a supplier's certificate (tenken trust). */
#ifndef TENKEN_COMMAND_TRUST_ACCEPT_H
#define TENKEN_COMMAND_TRUST_ACCEPT_H

#include "command/command.h"
#include "store/portfolio_trust.h"

struct accept_options {
    const char *certificate; /* fingerprint as typed, or NULL */
    const char *reason;      /* or NULL */
    bool replace;            /* also in the place of another one in force, or one that was revoked or refused */
};

/* SHA-256 as people write it: 64 hexadecimal digits, also with colons or spaces between them. */
bool fingerprint_parse(const char *text, uint8_t out[SHA256_BYTES]);

/* Another certificate that is trusted for the supplier. *any: there is one. */
struct trusted_key {
    bool any;
    char certificate[SHA256_TEXT];
    char since[DATE_TEXT];
};
enum status trust_key_of(struct portfolio *portfolio, const char *code, struct trusted_key *out, struct error *e);

/* certificate: of the signer who is trusted from now on. */
enum status trust_accept_signer(struct portfolio *portfolio, const char *code, const struct accept_options *o, int64_t now,
                                uint8_t certificate[SHA256_BYTES], struct error *e);
/* The same, and says so on the terminal. database: as it was named. */
enum status trust_accept(struct portfolio *portfolio, const char *database, const char *code, const struct accept_options *o, int64_t now,
                         struct error *e);
enum status trust_revoke(struct portfolio *portfolio, const char *code, const char *reason, int64_t now, struct error *e);

#endif
