#include "net/multistatus.h"

#include "base/i18n.h"
#include "net/href.h"

#include <libxml/xmlreader.h>

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#define DAV "DAV:"
/* multistatus, response, propstat, prop, resourcetype, collection. */
#define DEPTH_MAX 6
#define VALUE_MAX ((size_t)8 * 1024)

enum element { OTHER, MULTISTATUS, RESPONSE, HREF, STATUS, PROPSTAT, PROP, LENGTH, ETAG, MODIFIED, TYPE, COLLECTION };
static const struct {
    const char *name;
    enum element element, parent;
} KNOWN[] = {
    {"multistatus", MULTISTATUS, OTHER},
    {"response", RESPONSE, MULTISTATUS},
    {"href", HREF, RESPONSE},
    {"status", STATUS, RESPONSE},
    {"propstat", PROPSTAT, RESPONSE},
    {"status", STATUS, PROPSTAT},
    {"prop", PROP, PROPSTAT},
    {"getcontentlength", LENGTH, PROP},
    {"getetag", ETAG, PROP},
    {"getlastmodified", MODIFIED, PROP},
    {"resourcetype", TYPE, PROP},
    {"collection", COLLECTION, TYPE},
};

/* The properties of one propstat count only when its status, which stands behind them, says that they were found. */
struct properties {
    struct buffer etag, modified, length;
    bool collection;
};

struct reading {
    xmlTextReaderPtr xml;
    const char *collection;
    struct offers *out;
    enum element path[DEPTH_MAX]; /* the open elements */
    bool listing;                 /* the outermost element was a multistatus */
    unsigned hrefs;               /* of the present response */
    struct buffer href, status, name;
    bool gone; /* the response as a whole has a status that is no success */
    struct properties found, good;
};

static void properties_init(struct properties *p)
{
    buffer_init(&p->etag, VALUE_MAX);
    buffer_init(&p->modified, VALUE_MAX);
    buffer_init(&p->length, VALUE_MAX);
    p->collection = false;
}

static void properties_clear(struct properties *p)
{
    buffer_clear(&p->etag);
    buffer_clear(&p->modified);
    buffer_clear(&p->length);
    p->collection = false;
}

static void properties_release(struct properties *p)
{
    buffer_release(&p->etag);
    buffer_release(&p->modified);
    buffer_release(&p->length);
}

/* "HTTP/1.1 200 OK" */
static bool success(const struct buffer *status)
{
    const char *space = strchr(buffer_text(status), ' ');
    return space != NULL && space[1] == '2';
}

static void trim(struct buffer *b)
{
    const char *text = buffer_text(b);
    const size_t lead = strspn(text, " \t\r\n");
    while (b->length > lead && strchr(" \t\r\n", b->data[b->length - 1]) != NULL) {
        b->data[--b->length] = '\0';
    }
    if (lead > 0) {
        b->length -= lead;
        memmove(b->data, b->data + lead, b->length + 1);
    }
}

static int64_t length_of(const struct properties *p)
{
    const char *text = buffer_text(&p->length);
    if (text[0] < '0' || text[0] > '9') {
        return -1;
    }
    errno = 0;
    char *end;
    const long long value = strtoll(text, &end, 10);
    return errno == 0 && *end == '\0' ? value : -1;
}

static enum status end_response(struct reading *r, struct error *e)
{
    bool folder = false;
    trim(&r->href);
    trim(&r->good.etag);
    trim(&r->good.modified);
    trim(&r->good.length);
    buffer_clear(&r->name);
    const char *href = buffer_text(&r->href);
    if (r->gone) { /* deleted while it was being listed */
        return ST_OK;
    }
    if (r->hrefs != 1 || r->href.failed || strlen(href) != r->href.length) {
        return offers_refuse(r->out, href, strlen(href), _("The listing gives it no address, or more than one."), e);
    }
    const enum href_kind kind = href_read(href, r->collection, &r->name, &folder);
    if (kind == HREF_SELF) {
        return r->good.collection || r->good.length.length == 0
                   ? ST_OK
                   : fail(e, ST_INPUT, _("The address is that of a file: name the WebDAV folder that it lies in."));
    }
    if (kind == HREF_ELSEWHERE) {
        return offers_refuse(r->out, href, r->href.length, _("It lies on another host or in another folder than the one that was asked."),
                             e);
    }
    if (folder || r->good.collection) {
        r->out->collections++;
        return ST_OK;
    }
    const char *version = r->good.etag.length > 0 ? buffer_text(&r->good.etag) : buffer_text(&r->good.modified);
    return offers_take(r->out, buffer_text(&r->name), r->name.length, length_of(&r->good), version, e);
}

static void end_propstat(struct reading *r)
{
    if (success(&r->status)) {
        buffer_add(&r->good.etag, buffer_text(&r->found.etag), r->found.etag.length);
        buffer_add(&r->good.modified, buffer_text(&r->found.modified), r->found.modified.length);
        buffer_add(&r->good.length, buffer_text(&r->found.length), r->found.length.length);
        r->good.collection = r->good.collection || r->found.collection;
    }
}

static void start_element(struct reading *r, enum element element)
{
    if (element == RESPONSE) {
        properties_clear(&r->good);
        buffer_clear(&r->href);
        r->gone = false;
        r->hrefs = 0;
    } else if (element == PROPSTAT) {
        properties_clear(&r->found);
        buffer_clear(&r->status);
    } else if (element == STATUS) {
        buffer_clear(&r->status);
    } else if (element == HREF) {
        r->hrefs++;
    } else if (element == COLLECTION) {
        r->found.collection = true;
    }
}

static enum status end_element(struct reading *r, enum element element, enum element parent, struct error *e)
{
    if (element == STATUS && parent == RESPONSE) {
        r->gone = !success(&r->status);
    } else if (element == PROPSTAT) {
        end_propstat(r);
    } else if (element == RESPONSE) {
        return end_response(r, e);
    }
    return ST_OK;
}

static enum element element_at(const struct reading *r, int depth)
{
    const xmlChar *space = xmlTextReaderConstNamespaceUri(r->xml);
    const enum element parent = depth == 0 ? OTHER : r->path[depth - 1];
    if (space == NULL || strcmp((const char *)space, DAV) != 0 || (depth > 0 && parent == OTHER)) {
        return OTHER;
    }
    for (size_t i = 0; i < sizeof KNOWN / sizeof KNOWN[0]; i++) {
        if (KNOWN[i].parent == parent && strcmp(KNOWN[i].name, (const char *)xmlTextReaderConstLocalName(r->xml)) == 0) {
            return KNOWN[i].element;
        }
    }
    return OTHER;
}

static struct buffer *text_of_element(struct reading *r, enum element element)
{
    switch (element) {
    case HREF:
        return &r->href;
    case STATUS:
        return &r->status;
    case LENGTH:
        return &r->found.length;
    case ETAG:
        return &r->found.etag;
    case MODIFIED:
        return &r->found.modified;
    default:
        return NULL;
    }
}

static enum status unsound(struct error *e)
{
    return fail(e, ST_INPUT,
                _("The server's listing is not a sound WebDAV listing (multistatus XML): is this the address of a WebDAV folder?"));
}

static enum status at_node(struct reading *r, struct error *e)
{
    const int type = xmlTextReaderNodeType(r->xml), depth = xmlTextReaderDepth(r->xml);
    if (type == XML_READER_TYPE_DOCUMENT_TYPE || type == XML_READER_TYPE_ENTITY_REFERENCE) {
        return unsound(e);
    }
    if (type == XML_READER_TYPE_ELEMENT) {
        const enum element element = depth < DEPTH_MAX ? element_at(r, depth) : OTHER;
        if (depth < DEPTH_MAX) {
            r->path[depth] = element;
        }
        r->listing = r->listing || (depth == 0 && element == MULTISTATUS);
        start_element(r, element);
        return xmlTextReaderIsEmptyElement(r->xml) == 1 && depth > 0 && depth < DEPTH_MAX ? end_element(r, element, r->path[depth - 1], e)
                                                                                          : ST_OK;
    }
    if (type == XML_READER_TYPE_END_ELEMENT && depth > 0 && depth < DEPTH_MAX) {
        return end_element(r, r->path[depth], r->path[depth - 1], e);
    }
    if ((type == XML_READER_TYPE_TEXT || type == XML_READER_TYPE_CDATA) && depth > 0 && depth <= DEPTH_MAX) {
        struct buffer *text = text_of_element(r, r->path[depth - 1]);
        if (text != NULL) {
            buffer_add_text(text, (const char *)xmlTextReaderConstValue(r->xml));
        }
    }
    return ST_OK;
}

static void ignore_messages(void *context, const char *message, xmlParserSeverities severity, xmlTextReaderLocatorPtr locator)
{
    (void)context, (void)message, (void)severity, (void)locator;
}

static enum status read_nodes(struct reading *r, struct error *e)
{
    enum status st = ST_OK;
    int got = 1;
    while (st == ST_OK && (got = xmlTextReaderRead(r->xml)) == 1) {
        st = at_node(r, e);
    }
    return st != ST_OK ? st : got < 0 || !r->listing ? unsound(e) : offers_finish(r->out, e);
}

enum status multistatus_read(const char *bytes, size_t n, const char *collection, struct offers *out, struct error *e)
{
    struct reading r = {.collection = collection, .out = out};
    /* UTF-8 whatever it declares; a document type, the door to entities, could hide in an encoding that shows by its zero bytes */
    if (n == 0 || n > MULTISTATUS_BYTES_MAX || memchr(bytes, '\0', n) != NULL) {
        return unsound(e);
    }
    r.xml = xmlReaderForMemory(bytes, (int)n, NULL, "UTF-8", XML_PARSE_NONET | XML_PARSE_NOWARNING);
    if (r.xml == NULL) {
        return fail_memory(e);
    }
    xmlTextReaderSetErrorHandler(r.xml, ignore_messages, NULL);
    buffer_init(&r.href, VALUE_MAX);
    buffer_init(&r.status, VALUE_MAX);
    buffer_init(&r.name, VALUE_MAX);
    properties_init(&r.found);
    properties_init(&r.good);
    const enum status st = read_nodes(&r, e);
    properties_release(&r.found);
    properties_release(&r.good);
    buffer_release(&r.href);
    buffer_release(&r.status);
    buffer_release(&r.name);
    xmlFreeTextReader(r.xml);
    return st;
}
