/* Addresses that sealed answers are sent to: an https:// URL of a WebDAV collection (its path ends in a slash), or one that names a single
 * object, usually signed in advance by the storage that it belongs to. */
#ifndef TENKEN_MODEL_UPLOAD_URL_H
#define TENKEN_MODEL_UPLOAD_URL_H

#include "base/error.h"

#include <stdbool.h>
#include <stddef.h>

struct buffer;

#define UPLOAD_URL_MAX 8000 /* bytes; one signed in advance may carry a long token */

/* https, a plain host without a user name before it, printable ASCII. */
bool upload_url_valid(const char *url);
/* The same with a sentence, for a URL that somebody typed. A user name or password in it is refused by name: they would be seen in the list
 * of processes and kept by the shell. */
enum status upload_url_check(const char *url, struct error *e);

/* For valid URLs. */

/* Host and port in lowercase, without the port that https has anyway. */
#define UPLOAD_HOST_TEXT 264
void upload_url_host(const char *url, char out[UPLOAD_HOST_TEXT]);
bool upload_url_same_host(const char *a, const char *b); /* and port */
/* A WebDAV collection: the path ends in a slash, with nothing behind it. */
bool upload_url_collection(const char *url);
/* For display, records and logs: without what stands behind the path, which may be a signature or a token ("?…" stands for it), and cut at
 * size. */
#define UPLOAD_SHOWN_TEXT 512
void upload_url_show(const char *url, char out[UPLOAD_SHOWN_TEXT]);
/* The object `name` in a collection, what is not plain in the name percent-encoded ('/' stays). Overwrites out. */
enum status upload_url_join(const char *collection, const char *name, struct buffer *out, struct error *e);

#endif
