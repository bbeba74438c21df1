/* A WebDAV listing (PROPFIND with Depth 1, RFC 4918), read as what it is: foreign text. */
#ifndef TENKEN_NET_MULTISTATUS_H
#define TENKEN_NET_MULTISTATUS_H

#include "base/error.h"
#include "model/offers.h"

#include <stddef.h>

#define MULTISTATUS_BYTES_MAX ((size_t)128 * 1024 * 1024) /* OFFERS_MAX entries at a good thousand bytes */
/* What to ask for: the properties that are read here. */
#define MULTISTATUS_ASKED                                                                                                                  \
    "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<propfind xmlns=\"DAV:\"><prop><resourcetype/><getcontentlength/>"                        \
    "<getetag/><getlastmodified/></prop></propfind>\n"

/* Adds what the listing offers. collection: its address (upload_url_collection). Each href is only asked for its name: an address elsewhere
 * is refused by name, and nothing is ever fetched from an address that the server wrote. Refuses as a whole what is no sound XML, declares
 * a document type (no entities then, and nothing is loaded), or is no multistatus. */
enum status multistatus_read(const char *bytes, size_t n, const char *collection, struct offers *out, struct error *e);

#endif
