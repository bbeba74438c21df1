/* What two XML parts of a package say: the content types of its parts, and their relationships (ECMA-376-2, clauses 10.1.2.2 and 9.3). */
#ifndef TENKEN_EXPORT_OPC_PARTS_H
#define TENKEN_EXPORT_OPC_PARTS_H

#include "base/error.h"
#include "export/package.h"

#include <libxml/tree.h>
#include <stdbool.h>
#include <stddef.h>

struct buffer;

#define OPC_TYPES_PART "/[Content_Types].xml"
#define OPC_RELS_TYPE "application/vnd.openxmlformats-package.relationships+xml"
#define OPC_RELATIONSHIPS_MAX 2000

/* Reads one XML part of a foreign package: no DTD (so no entities), no network, libxml2's own limits on depth and size.
 * The caller frees the document. NULL on refusal. */
xmlDocPtr opc_xml_read(const struct package_part *part, struct error *e);
/* The value of an attribute without namespace, NULL when absent. The caller frees it with xmlFree. */
xmlChar *opc_attribute(const xmlNode *node, const char *name);
bool opc_element(const xmlNode *node, const char *space, const char *name);

struct opc_type {
    char *key; /* part name, or extension */
    char *type;
    bool part; /* Override, else Default */
};
struct opc_types {
    struct opc_type *types;
    size_t count;
};
/* Refuses a key that stands twice (also by case) and an Override for a part that is not there. */
enum status opc_types_read(struct opc_types *out, const struct package *p, struct error *e);
void opc_types_release(struct opc_types *t);
const char *opc_types_of(const struct opc_types *t, const char *part); /* NULL when none is stated */

struct opc_relationship {
    char *id;
    char *type;
    char *target;
    bool external;
};
struct opc_relationships {
    struct opc_relationship *relationships; /* sorted by id */
    size_t count;
};
/* Refuses an id that stands twice and anything that is no relationship. */
enum status opc_relationships_read(struct opc_relationships *out, const struct package_part *part, struct error *e);
void opc_relationships_release(struct opc_relationships *r);
bool opc_is_relationships(const char *part);

/* Appends the output of the relationship transform (ECMA-376-2, 13.2.4.24) in canonical XML, for the relationships that keep is true for.
 * Made by hand because libxmlsec's own transform breaks on "&" in a target and on white space. keep: one per relationship. */
void opc_relationships_transform(const struct opc_relationships *r, const bool *keep, struct buffer *out);

/* Appends text with the escapes of canonical XML for an attribute value (also safe in element content). */
void opc_xml_escape(struct buffer *out, const char *text);

#endif
