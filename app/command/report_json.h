/* tenken report --json: the portfolio's figures, and where each supplier stands among its peers. */
#ifndef TENKEN_COMMAND_REPORT_JSON_H
#define TENKEN_COMMAND_REPORT_JSON_H

#include "model/portfolio_source.h"

enum status report_json(struct portfolio_source *source, struct error *e);

#endif
