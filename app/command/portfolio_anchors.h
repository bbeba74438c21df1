/* Whom a portfolio trusts, for verdicts. */
#ifndef TENKEN_COMMAND_PORTFOLIO_ANCHORS_H
#define TENKEN_COMMAND_PORTFOLIO_ANCHORS_H

#include "store/portfolio_trust.h"
#include "trust/verdict.h"

/* The pins in force; pins must outlive the anchors. Several threads may use them. */
struct trust_anchors portfolio_anchors(const struct pin_index *pins);

#endif
