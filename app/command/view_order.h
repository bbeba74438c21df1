/* What a request from the prime's screens is made of before anybody changes it. */
#ifndef TENKEN_COMMAND_VIEW_ORDER_H
#define TENKEN_COMMAND_VIEW_ORDER_H

#include "model/portfolio_view.h"
#include "store/portfolio.h"

#include <cjson/cJSON.h>

/* What the newest request said of us; every text may be NULL. Owns the tree. */
struct sender {
    cJSON *tree;
    const cJSON *document;
    const char *name, *upload, *encrypt_to;
    char packs[VIEW_WORDS]; /* for who takes the order's apart */
};

enum status sender_find(struct portfolio *p, struct sender *out, struct error *e);

#endif
