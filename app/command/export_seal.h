/* For whom an export is sealed. */
#ifndef TENKEN_COMMAND_EXPORT_SEAL_H
#define TENKEN_COMMAND_EXPORT_SEAL_H

#include "base/buffer.h"
#include "base/error.h"

#include <cjson/cJSON.h>
#include <openssl/types.h>

/* The recipient's certificate: the file that --seal names, else the one in the request (encrypt_to), so that answers leave sealed by
 * default; NULL with --seal none or when there is neither. The caller frees it with X509_free. Refuses a key that cannot receive. */
enum status seal_recipient(const char *option, const cJSON *request, X509 **out, struct error *e);

/* Replaces what is in bytes by its sealed form. */
enum status seal_in_place(struct buffer *bytes, X509 *recipient, struct error *e);

#endif
