/* Parts of handing in that sending and receipts share; nobody else includes it. */
#ifndef TENKEN_COMMAND_FINISHING_PARTS_H
#define TENKEN_COMMAND_FINISHING_PARTS_H

#include "command/finishing.h"
#include "command/received_request.h"
#include "net/transfer.h"

/* What both do on the network; it lives as long as the connection that is made with its options. */
struct finishing_net {
    const struct send_watch *watch;
    struct net_options plain, options; /* the usual ones; those for net_new */
    struct net_progress waiting;       /* what is being waited for */
    int64_t told;                      /* quarters */
};
enum status finishing_net_init(struct finishing_net *n, const struct finishing *f, const struct send_login *login,
                               const struct send_watch *watch, struct error *e);
/* What it means that a host asks for a user name and password, or (given) asks again. */
enum status finishing_login_refused(const struct handed *handed, bool given, enum status st, struct error *e);
/* The request of what was handed in, with its requester as confirmed now. The caller releases it. */
enum status finishing_request(const struct finishing *f, const cJSON *request, struct received_request *r, struct error *e);

#endif
