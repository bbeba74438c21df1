/* Who a portfolio belongs to, as its newest request said; whom to ask, as the newest one that says so. */
#ifndef TENKEN_COMMAND_REPORT_SENDER_H
#define TENKEN_COMMAND_REPORT_SENDER_H

#include "base/buffer.h"
#include "store/portfolio.h"

#include <cjson/cJSON.h>

/* Foreign texts, "" when no request was issued. */
struct report_sender {
    struct buffer name;
    struct buffer person;  /* of the firm: the name alone */
    struct buffer contact; /* name, telephone, e-mail: what there is */
};
/* As a request says it ("requester"). The caller releases it. */
void report_sender_take(struct report_sender *out, const cJSON *requester);
/* Whom the newest request names that names anybody ("contact"); NULL: none does. The caller's. */
enum status report_contact_find(cJSON **contact, struct portfolio *portfolio, struct error *e);
/* The caller releases it, also on failure. */
enum status report_sender_find(struct report_sender *out, struct portfolio *portfolio, struct error *e);
void report_sender_release(struct report_sender *s);

#endif
