/* The letter that goes with a request file, as a row for mail merge (letters.h). */
#ifndef TENKEN_COMMAND_REQUEST_MAIL_H
#define TENKEN_COMMAND_REQUEST_MAIL_H

#include "command/letters.h"
#include "command/request_issue.h"

/* out: of the request, whose file is what is attached. */
enum status request_mail_put(struct letters *letters, const struct issuing *x, const struct supplier_record *supplier,
                             const struct issue_outcome *out, struct error *e);

#endif
