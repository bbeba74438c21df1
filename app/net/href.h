/* What the address of an entry in a WebDAV listing is relative to the collection that was asked. Pure. */
#ifndef TENKEN_NET_HREF_H
#define TENKEN_NET_HREF_H

#include "base/buffer.h"

#include <stdbool.h>
#include <stddef.h>

enum href_kind {
    HREF_SELF,      /* the collection itself */
    HREF_CHILD,     /* directly in it: the name follows */
    HREF_ELSEWHERE, /* another host, another path, deeper, or no address at all */
};

/* Appends n bytes of text, percent-decoded; false when a percent sign is not followed by two hexadecimal digits. */
bool percent_decode(struct buffer *out, const char *text, size_t n);

/* What an href (RFC 4918, section 8.3: an absolute address or an absolute path) is to the collection (upload_url_collection). HREF_CHILD:
 * name gets its percent-decoded name, which may hold any byte, slashes included, and must be judged; *folder whether a slash stood behind
 * it. */
enum href_kind href_read(const char *href, const char *collection, struct buffer *name, bool *folder);

#endif
