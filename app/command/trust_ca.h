/* tenken trust ca, rule and assessor: trust that does not rest on pins. */
#ifndef TENKEN_COMMAND_TRUST_CA_H
#define TENKEN_COMMAND_TRUST_CA_H

#include "command/listing.h"
#include "store/portfolio.h"

#include <stdint.h>

struct trust_ca_options {
    const char *issuer;  /* certificate file of the CA, or NULL */
    const char *subject; /* "ATTRIBUTE=VALUE", or NULL */
    const char *name;    /* of an assessor, or NULL */
    const char *reason;  /* or NULL */
    bool remove;
    bool replace;         /* also a bundle that no longer carries signers whose answers are here */
    const char *database; /* as it was named */
};

/* path: a PEM file, or "none". Signers known by rule whom the new bundle does not carry are taken out with what they merged: of another
 * bundle only with replace, else they are named and nothing is changed. */
enum status trust_ca(struct portfolio *p, const char *path, const struct trust_ca_options *o, int64_t now, struct error *e);
enum status trust_rule(struct portfolio *p, const char *code, const struct trust_ca_options *o, int64_t now, struct error *e);
/* who: a certificate file or fingerprint. */
enum status trust_assessor(struct portfolio *p, const char *who, const struct trust_ca_options *o, int64_t now, struct error *e);
/* What these have set; json NULL: for people. */
enum status trust_ca_list(struct portfolio *p, int64_t now, struct json_stream *json, struct error *e);

#endif
