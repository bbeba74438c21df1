#include "export/opc_parts.h"

#include "base/buffer.h"
#include "base/i18n.h"

#include <libxml/parser.h>
#include <strings.h>

#define RELS_SPACE "http://schemas.openxmlformats.org/package/2006/relationships"
#define TYPES_SPACE "http://schemas.openxmlformats.org/package/2006/content-types"

xmlDocPtr opc_xml_read(const struct package_part *part, struct error *e)
{
    xmlDocPtr doc = NULL;
    /* UTF-8 whatever it declares, and no zero bytes as in UTF-16: what another reader would take it for must not depend on the encoding. */
    if (part->size <= INT32_MAX && memchr(part->data, '\0', part->size) == NULL) {
        doc = xmlReadMemory(part->data, (int)part->size, NULL, "UTF-8", XML_PARSE_NONET | XML_PARSE_NOERROR | XML_PARSE_NOWARNING);
    }
    if (doc == NULL || xmlDocGetRootElement(doc) == NULL) {
        xmlFreeDoc(doc);
        fail(e, ST_INPUT, _("Part %s of the workbook is not sound XML."), part->name);
        return NULL;
    }
    if (doc->intSubset != NULL || doc->extSubset != NULL) { /* a document type is the door to entities of every kind */
        xmlFreeDoc(doc);
        fail(e, ST_INPUT, _("Part %s of the workbook declares a document type (DTD), which is not allowed there."), part->name);
        return NULL;
    }
    return doc;
}

xmlChar *opc_attribute(const xmlNode *node, const char *name)
{
    return xmlGetNoNsProp(node, (const xmlChar *)name);
}

bool opc_element(const xmlNode *node, const char *space, const char *name)
{
    return node->type == XML_ELEMENT_NODE && node->ns != NULL && strcmp((const char *)node->ns->href, space) == 0 &&
           strcmp((const char *)node->name, name) == 0;
}

/* Elements and white space only: true. */
static bool blank(const xmlNode *node)
{
    return node->type == XML_TEXT_NODE && xmlIsBlankNode(node);
}

static char *take(xmlChar *text)
{
    char *copy = text == NULL ? NULL : strdup((const char *)text);
    xmlFree(text);
    return copy;
}

void opc_types_release(struct opc_types *t)
{
    for (size_t i = 0; i < t->count; i++) {
        free(t->types[i].key);
        free(t->types[i].type);
    }
    free(t->types);
    *t = (struct opc_types){0};
}

static enum status add_type(struct opc_types *out, const struct package *p, const xmlNode *node, struct error *e)
{
    const bool part = opc_element(node, TYPES_SPACE, "Override");
    if (!part && !opc_element(node, TYPES_SPACE, "Default")) {
        return fail(e, ST_INPUT, _("The workbook's list of content types holds something else."));
    }
    struct opc_type *t = &out->types[out->count++];
    t->part = part;
    t->key = take(opc_attribute(node, part ? "PartName" : "Extension"));
    t->type = take(opc_attribute(node, "ContentType"));
    if (t->key == NULL || t->type == NULL) {
        return fail(e, ST_INPUT, _("The workbook's list of content types has an incomplete entry."));
    }
    for (size_t i = 0; i + 1 < out->count; i++) {
        if (out->types[i].part == part && strcasecmp(out->types[i].key, t->key) == 0) {
            return fail(e, ST_INPUT, _("The workbook states two content types for %s."), t->key);
        }
    }
    if (part && package_part(p, t->key) == NULL) {
        return fail(e, ST_INPUT, _("The workbook states a content type for %s, which it does not hold."), t->key);
    }
    return ST_OK;
}

enum status opc_types_read(struct opc_types *out, const struct package *p, struct error *e)
{
    *out = (struct opc_types){0};
    const struct package_part *part = package_part(p, OPC_TYPES_PART);
    if (part == NULL) {
        return fail(e, ST_INPUT, _("The workbook has no list of content types."));
    }
    xmlDocPtr doc = opc_xml_read(part, e);
    if (doc == NULL) {
        return ST_INPUT;
    }
    const xmlNode *root = xmlDocGetRootElement(doc);
    enum status st = ST_OK;
    const unsigned long n = xmlChildElementCount((xmlNode *)(uintptr_t)root);
    if (!opc_element(root, TYPES_SPACE, "Types") || n > 2 * PACKAGE_ENTRIES_MAX) {
        st = fail(e, ST_INPUT, _("The workbook's list of content types holds something else."));
    } else if ((out->types = calloc(n + 1, sizeof *out->types)) == NULL) {
        st = fail_memory(e);
    }
    for (const xmlNode *node = root->children; node != NULL && st == ST_OK; node = node->next) {
        st = blank(node) ? ST_OK : add_type(out, p, node, e);
    }
    xmlFreeDoc(doc);
    if (st != ST_OK) {
        opc_types_release(out);
    }
    return st;
}

const char *opc_types_of(const struct opc_types *t, const char *part)
{
    const char *dot = strrchr(part, '.');
    const char *by_extension = NULL;
    for (size_t i = 0; i < t->count; i++) {
        if (t->types[i].part && strcmp(t->types[i].key, part) == 0) {
            return t->types[i].type;
        }
        if (!t->types[i].part && dot != NULL && strcasecmp(t->types[i].key, dot + 1) == 0) {
            by_extension = t->types[i].type;
        }
    }
    return by_extension;
}

bool opc_is_relationships(const char *part)
{
    const size_t n = strlen(part);
    return strstr(part, "/_rels/") != NULL && n > 5 && strcmp(part + n - 5, ".rels") == 0;
}

void opc_relationships_release(struct opc_relationships *r)
{
    for (size_t i = 0; i < r->count; i++) {
        free(r->relationships[i].id);
        free(r->relationships[i].type);
        free(r->relationships[i].target);
    }
    free(r->relationships);
    *r = (struct opc_relationships){0};
}

static int by_id(const void *a, const void *b)
{
    return strcmp(((const struct opc_relationship *)a)->id, ((const struct opc_relationship *)b)->id);
}

static enum status add_relationship(struct opc_relationships *out, const xmlNode *node, const char *part, struct error *e)
{
    if (!opc_element(node, RELS_SPACE, "Relationship") || node->children != NULL) {
        return fail(e, ST_INPUT, _("Part %s of the workbook holds something other than relationships."), part);
    }
    struct opc_relationship *r = &out->relationships[out->count++];
    r->id = take(opc_attribute(node, "Id"));
    r->type = take(opc_attribute(node, "Type"));
    r->target = take(opc_attribute(node, "Target"));
    xmlChar *mode = opc_attribute(node, "TargetMode");
    const bool known = mode == NULL || xmlStrEqual(mode, (const xmlChar *)"Internal") || xmlStrEqual(mode, (const xmlChar *)"External");
    r->external = mode != NULL && xmlStrEqual(mode, (const xmlChar *)"External");
    xmlFree(mode);
    if (!known || r->id == NULL || r->type == NULL || r->target == NULL) {
        return fail(e, ST_INPUT, _("Part %s of the workbook has an incomplete relationship."), part);
    }
    return ST_OK;
}

enum status opc_relationships_read(struct opc_relationships *out, const struct package_part *part, struct error *e)
{
    *out = (struct opc_relationships){0};
    xmlDocPtr doc = opc_xml_read(part, e);
    if (doc == NULL) {
        return ST_INPUT;
    }
    const xmlNode *root = xmlDocGetRootElement(doc);
    enum status st = ST_OK;
    const unsigned long n = xmlChildElementCount((xmlNode *)(uintptr_t)root);
    if (!opc_element(root, RELS_SPACE, "Relationships") || n > OPC_RELATIONSHIPS_MAX) {
        st = fail(e, ST_INPUT, _("Part %s of the workbook holds something other than relationships."), part->name);
    } else if ((out->relationships = calloc(n + 1, sizeof *out->relationships)) == NULL) {
        st = fail_memory(e);
    }
    for (const xmlNode *node = root->children; node != NULL && st == ST_OK; node = node->next) {
        st = blank(node) ? ST_OK : add_relationship(out, node, part->name, e);
    }
    xmlFreeDoc(doc);
    if (st == ST_OK) {
        qsort(out->relationships, out->count, sizeof *out->relationships, by_id);
        for (size_t i = 1; i < out->count && st == ST_OK; i++) {
            if (strcmp(out->relationships[i - 1].id, out->relationships[i].id) == 0) {
                st = fail(e, ST_INPUT, _("Part %s of the workbook uses the relationship id %s twice."), part->name,
                          out->relationships[i].id);
            }
        }
    }
    if (st != ST_OK) {
        opc_relationships_release(out);
    }
    return st;
}

void opc_xml_escape(struct buffer *out, const char *text)
{
    for (; *text != '\0'; text++) {
        switch (*text) {
        case '&':
            buffer_add_text(out, "&amp;");
            break;
        case '<':
            buffer_add_text(out, "&lt;");
            break;
        case '"':
            buffer_add_text(out, "&quot;");
            break;
        case '\t':
            buffer_add_text(out, "&#x9;");
            break;
        case '\n':
            buffer_add_text(out, "&#xA;");
            break;
        case '\r':
            buffer_add_text(out, "&#xD;");
            break;
        default:
            buffer_add_char(out, *text);
        }
    }
}

void opc_relationships_transform(const struct opc_relationships *r, const bool *keep, struct buffer *out)
{
    buffer_add_text(out, "<Relationships xmlns=\"" RELS_SPACE "\">");
    for (size_t i = 0; i < r->count; i++) {
        if (!keep[i]) {
            continue;
        }
        const struct opc_relationship *one = &r->relationships[i];
        buffer_add_text(out, "<Relationship Id=\"");
        opc_xml_escape(out, one->id);
        buffer_add_text(out, "\" Target=\"");
        opc_xml_escape(out, one->target);
        buffer_add_format(out, "\" TargetMode=\"%s\" Type=\"", one->external ? "External" : "Internal");
        opc_xml_escape(out, one->type);
        buffer_add_text(out, "\"></Relationship>");
    }
    buffer_add_text(out, "</Relationships>");
}
