/* Addresses in a WebDAV collection: what a listing's href is relative to the collection that was asked, and the address of one file in it.
 * Pure. */
#ifndef TENKEN_NET_HREF_H
#define TENKEN_NET_HREF_H

#include "base/buffer.h"

#include <stdbool.h>

enum href_kind {
    HREF_SELF,      /* the collection itself */
    HREF_CHILD,     /* directly in it: the name follows */
    HREF_ELSEWHERE, /* another host, another path, deeper, or no address at all */
};

/* Appends the address of a collection: that of url with a slash at the end. False: url has a query or a fragment, which no collection has,
 * or does not begin with https://. */
bool collection_url(struct buffer *out, const char *url);
/* Appends the address of a file or folder of this name in the collection, percent-encoded. */
void collection_child(struct buffer *out, const char *collection, const char *name);

/* What an href (RFC 4918, section 8.3: an absolute address or an absolute path) is to the collection. HREF_CHILD: name gets its
 * percent-decoded name, which may hold any byte, slashes included, and must be judged; *folder whether a slash stood behind it. */
enum href_kind href_read(const char *href, const char *collection, struct buffer *name, bool *folder);

#endif
