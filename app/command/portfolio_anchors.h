/* What a portfolio trusts, as anchors for the judge: pins, the CA bundle with its rules, and assessors. */
#ifndef TENKEN_COMMAND_PORTFOLIO_ANCHORS_H
#define TENKEN_COMMAND_PORTFOLIO_ANCHORS_H

#include "store/portfolio_ca.h"
#include "store/portfolio_trust.h"
#include "trust/verdict.h"

/* As of one moment; never changes once made, so that any number of threads may ask it. */
struct portfolio_trust;
enum status portfolio_trust_load(struct portfolio_trust **out, struct portfolio *p, int64_t now, struct error *e);
void portfolio_trust_free(struct portfolio_trust *t);
/* Borrows from t. */
struct trust_anchors portfolio_anchors(const struct portfolio_trust *t);
/* Whether this certificate (hex) is pinned, and not known by rule. *row: as pin_index_code. */
bool portfolio_trust_pinned(const struct portfolio_trust *t, const char sha256[SHA256_TEXT], int64_t *row);

/* Whether the present bundle and rules make this certificate the supplier's, judged at that time; ST_NO and the reason otherwise. */
enum status portfolio_trust_check(const struct portfolio_trust *t, const struct ca_signer *signer, struct error *e);

#endif
