/* The letter that goes with a request file, as a row for mail merge (letters.h). */
#ifndef TENKEN_COMMAND_REQUEST_MAIL_H
#define TENKEN_COMMAND_REQUEST_MAIL_H

#include "command/letters.h"
#include "command/request_issue.h"

/* out: of the request, whose file is what is attached. */
enum status request_mail_put(struct letters *letters, const struct issuing *x, const struct supplier_record *supplier,
                             const struct issue_outcome *out, struct error *e);

/* Where such rows are made when nobody has named a file, and where they then go: DIRECTORY/mail.csv, or mail-2.csv and so on, since an
 * earlier one says what was sent then; the same rows are not written twice. Both texts are owned by the caller. */
char *request_mail_draft(const char *directory);
enum status request_mail_place(const char *made, const char *directory, char **path, struct error *e);

#endif
