#include "export/signature_xml.h"

#include "base/buffer.h"
#include "base/i18n.h"
#include "export/package_manifest.h"

#define DEPTH_MAX 32
#define ELEMENTS_MAX 50000

static enum status odd(struct error *e)
{
    return fail(e, ST_NO, _("it is built in a way that is not allowed."));
}

static xmlNode *next_element(xmlNode *node)
{
    while (node != NULL && node->type != XML_ELEMENT_NODE) {
        node = node->next;
    }
    return node;
}

static xmlNode *first_child(const xmlNode *node)
{
    return next_element(node->children);
}

/* The only child element with this name; NULL when there is none or more than one. */
static xmlNode *only_child(const xmlNode *node, const char *space, const char *name)
{
    xmlNode *found = NULL;
    for (xmlNode *child = first_child(node); child != NULL; child = next_element(child->next)) {
        if (opc_element(child, space, name)) {
            if (found != NULL) {
                return NULL;
            }
            found = child;
        }
    }
    return found;
}

static bool attribute_is(const xmlNode *node, const char *name, const char *value)
{
    xmlChar *got = opc_attribute(node, name);
    const bool same = got != NULL && strcmp((const char *)got, value) == 0;
    xmlFree(got);
    return same;
}

/* An algorithm element without parameters (an HMACOutputLength or an XPath would be a child). */
static bool algorithm_is(const xmlNode *node, const char *name, const char *algorithm)
{
    return node != NULL && opc_element(node, DSIG_SPACE, name) && attribute_is(node, "Algorithm", algorithm) && first_child(node) == NULL;
}

/* The text of an element without the white space that base64 may hold. The caller frees it. */
static char *compact_text(const xmlNode *node)
{
    xmlChar *text = node == NULL || first_child(node) != NULL ? NULL : xmlNodeGetContent(node);
    if (text == NULL) {
        return NULL;
    }
    char *out = (char *)text;
    for (const xmlChar *in = text; *in != '\0'; in++) {
        if (strchr(" \t\r\n", *in) == NULL) {
            *out++ = (char)*in;
        }
    }
    *out = '\0';
    char *copy = strdup((char *)text);
    xmlFree(text);
    return copy;
}

static bool digest_value(const xmlNode *node, uint8_t out[SHA256_BYTES])
{
    char *text = compact_text(node);
    struct buffer bytes;
    buffer_init(&bytes, 256);
    const bool done = text != NULL && base64_decode(&bytes, text, strlen(text)) && bytes.length == SHA256_BYTES;
    if (done) {
        memcpy(out, buffer_text(&bytes), SHA256_BYTES);
    }
    buffer_release(&bytes);
    free(text);
    return done;
}

/* Registers every Id; false when one stands twice, the tree is too deep or too large, or a Manifest too many is counted. */
static bool walk(xmlDocPtr doc, xmlNode *node, int depth, size_t *elements, size_t *manifests)
{
    for (; node != NULL; node = node->next) {
        if (node->type == XML_ENTITY_REF_NODE || node->type == XML_PI_NODE) {
            return false;
        }
        if (node->type != XML_ELEMENT_NODE) {
            continue;
        }
        if (++*elements > ELEMENTS_MAX || depth > DEPTH_MAX) {
            return false;
        }
        *manifests += strcmp((const char *)node->name, "Manifest") == 0;
        for (xmlAttrPtr a = node->properties; a != NULL; a = a->next) {
            if (strcasecmp((const char *)a->name, "id") != 0) {
                continue;
            }
            xmlChar *value = xmlNodeListGetString(doc, a->children, 1);
            /* Other spellings of Id would let another reader see another element under the same name. */
            const bool good = value != NULL && strcmp((const char *)a->name, "Id") == 0 && a->ns == NULL && xmlGetID(doc, value) == NULL &&
                              xmlAddID(NULL, doc, value, a) != NULL;
            xmlFree(value);
            if (!good) {
                return false;
            }
        }
        if (!walk(doc, node->children, depth + 1, elements, manifests)) {
            return false;
        }
    }
    return true;
}

/* The element of an Id, when it is where it must be. */
static xmlNode *by_id(xmlDocPtr doc, const char *id)
{
    xmlAttrPtr a = xmlGetID(doc, (const xmlChar *)id);
    return a == NULL ? NULL : a->parent;
}

static bool signed_info_sound(const xmlNode *info)
{
    static const char *const wanted[] = {"#idPackageObject", "#idOfficeObject", "#idSignedProperties"};
    xmlNode *node = first_child(info);
    if (!algorithm_is(node, "CanonicalizationMethod", ALGORITHM_C14N)) {
        return false;
    }
    node = next_element(node->next);
    if (!algorithm_is(node, "SignatureMethod", ALGORITHM_ECDSA) && !algorithm_is(node, "SignatureMethod", ALGORITHM_RSA)) {
        return false;
    }
    unsigned found = 0;
    for (node = next_element(node->next); node != NULL; node = next_element(node->next)) {
        unsigned which = 0;
        while (which < 3 && !attribute_is(node, "URI", wanted[which])) {
            which++;
        }
        if (!opc_element(node, DSIG_SPACE, "Reference") || which == 3 || (found & (1U << which)) != 0) {
            return false;
        }
        found |= 1U << which;
        xmlNode *child = first_child(node);
        if (child != NULL && opc_element(child, DSIG_SPACE, "Transforms")) {
            xmlNode *transform = first_child(child);
            if (!algorithm_is(transform, "Transform", ALGORITHM_C14N) || next_element(transform->next) != NULL) {
                return false;
            }
            child = next_element(child->next);
        }
        if (!algorithm_is(child, "DigestMethod", ALGORITHM_SHA256)) {
            return false;
        }
        child = next_element(child->next);
        if (child == NULL || !opc_element(child, DSIG_SPACE, "DigestValue") || next_element(child->next) != NULL) {
            return false;
        }
    }
    return found == 7;
}

/* The relationship transform with its sources, then canonical XML. */
static bool read_transforms(struct signature_reference *r, const xmlNode *transforms)
{
    xmlNode *first = first_child(transforms);
    if (first == NULL || !opc_element(first, DSIG_SPACE, "Transform") || !attribute_is(first, "Algorithm", ALGORITHM_RELATIONSHIPS)) {
        return false;
    }
    xmlNode *second = next_element(first->next);
    if (!algorithm_is(second, "Transform", ALGORITHM_C14N) || next_element(second->next) != NULL) {
        return false;
    }
    const unsigned long n = xmlChildElementCount(first);
    if (n > OPC_RELATIONSHIPS_MAX || (r->sources = calloc(n + 1, sizeof *r->sources)) == NULL) {
        return false;
    }
    r->relationships = true;
    for (xmlNode *node = first_child(first); node != NULL; node = next_element(node->next)) {
        xmlChar *id = opc_element(node, MDSSI_SPACE, "RelationshipReference") ? opc_attribute(node, "SourceId") : NULL;
        if (id == NULL) { /* RelationshipsGroupReference, by type, would cover what is added later under that type: not accepted */
            return false;
        }
        r->sources[r->nsources] = strdup((const char *)id);
        xmlFree(id);
        if (r->sources[r->nsources++] == NULL) {
            return false;
        }
    }
    return true;
}

static bool read_reference(struct signature_reference *r, const xmlNode *node)
{
    static const char mark[] = "?ContentType=";
    xmlChar *uri = opc_element(node, DSIG_SPACE, "Reference") ? opc_attribute(node, "URI") : NULL;
    r->part = uri == NULL ? NULL : strdup((const char *)uri);
    xmlFree(uri);
    char *query = r->part == NULL ? NULL : strstr(r->part, mark);
    if (query == NULL || r->part[0] != '/') {
        return false;
    }
    *query = '\0';
    r->type = query + sizeof mark - 1;
    xmlNode *child = first_child(node);
    if (child != NULL && opc_element(child, DSIG_SPACE, "Transforms")) {
        if (!read_transforms(r, child)) {
            return false;
        }
        child = next_element(child->next);
    }
    if (!algorithm_is(child, "DigestMethod", ALGORITHM_SHA256)) {
        return false;
    }
    child = next_element(child->next);
    return child != NULL && opc_element(child, DSIG_SPACE, "DigestValue") && digest_value(child, r->digest) &&
           next_element(child->next) == NULL;
}

static bool read_manifest(struct signature_xml *s, const xmlNode *manifest)
{
    const unsigned long n = xmlChildElementCount((xmlNode *)(uintptr_t)manifest);
    if (n > PACKAGE_ENTRIES_MAX || (s->references = calloc(n + 1, sizeof *s->references)) == NULL) {
        return false;
    }
    for (xmlNode *node = first_child(manifest); node != NULL; node = next_element(node->next)) {
        if (!read_reference(&s->references[s->count++], node)) {
            return false;
        }
        for (size_t i = 0; i + 1 < s->count; i++) {
            if (strcasecmp(s->references[i].part, s->references[s->count - 1].part) == 0) {
                return false;
            }
        }
    }
    return true;
}

/* XAdES: the signed properties name exactly one certificate, by SHA-256. */
static bool read_xades(struct signature_xml *s, const xmlNode *properties)
{
    const xmlNode *node = only_child(properties, XADES_SPACE, "SignedSignatureProperties");
    node = node == NULL ? NULL : only_child(node, XADES_SPACE, "SigningCertificate");
    node = node == NULL ? NULL : only_child(node, XADES_SPACE, "Cert");
    node = node == NULL ? NULL : only_child(node, XADES_SPACE, "CertDigest");
    if (node == NULL || !algorithm_is(only_child(node, DSIG_SPACE, "DigestMethod"), "DigestMethod", ALGORITHM_SHA256)) {
        return false;
    }
    uint8_t digest[SHA256_BYTES];
    if (!digest_value(only_child(node, DSIG_SPACE, "DigestValue"), digest)) {
        return false;
    }
    hex_encode(digest, sizeof digest, s->certificate_sha256);
    return true;
}

/* The signed objects must be where their meaning is: a Manifest moved elsewhere, or properties hung into another place, are not what was
 * signed for (signature wrapping). */
static bool objects_sound(const struct signature_xml *s, const xmlNode *root)
{
    const xmlNode *package = by_id(s->doc, "idPackageObject");
    const xmlNode *office = by_id(s->doc, "idOfficeObject");
    const xmlNode *signed_properties = by_id(s->doc, "idSignedProperties");
    if (package == NULL || office == NULL || signed_properties == NULL || !opc_element(package, DSIG_SPACE, "Object") ||
        !opc_element(office, DSIG_SPACE, "Object") || package->parent != root || office->parent != root ||
        !opc_element(signed_properties, XADES_SPACE, "SignedProperties")) {
        return false;
    }
    const xmlNode *qualifying = signed_properties->parent;
    return opc_element(qualifying, XADES_SPACE, "QualifyingProperties") && qualifying->parent != NULL &&
           opc_element(qualifying->parent, DSIG_SPACE, "Object") && qualifying->parent->parent == root;
}

static bool read_tree(struct signature_xml *s)
{
    xmlNode *root = xmlDocGetRootElement(s->doc);
    size_t elements = 0, manifests = 0;
    if (!opc_element(root, DSIG_SPACE, "Signature") || root->next != NULL || root->prev != NULL ||
        !walk(s->doc, root, 0, &elements, &manifests) || manifests != 1) {
        return false;
    }
    const xmlNode *info = only_child(root, DSIG_SPACE, "SignedInfo");
    const xmlNode *key = only_child(root, DSIG_SPACE, "KeyInfo");
    const xmlNode *data = key == NULL ? NULL : only_child(key, DSIG_SPACE, "X509Data");
    s->certificate = data == NULL ? NULL : compact_text(only_child(data, DSIG_SPACE, "X509Certificate"));
    if (info == NULL || first_child(root) != info || only_child(root, DSIG_SPACE, "SignatureValue") == NULL || s->certificate == NULL ||
        !signed_info_sound(info) || !objects_sound(s, root)) {
        return false;
    }
    const xmlNode *manifest = only_child(by_id(s->doc, "idPackageObject"), DSIG_SPACE, "Manifest");
    return manifest != NULL && read_manifest(s, manifest) && read_xades(s, by_id(s->doc, "idSignedProperties"));
}

enum status signature_xml_read(struct signature_xml *s, const struct package_part *part, struct error *e)
{
    *s = (struct signature_xml){0};
    s->doc = opc_xml_read(part, e);
    if (s->doc == NULL) {
        return ST_NO;
    }
    if (!read_tree(s)) {
        signature_xml_release(s);
        return odd(e);
    }
    return ST_OK;
}

void signature_xml_release(struct signature_xml *s)
{
    for (size_t i = 0; i < s->count; i++) {
        for (size_t k = 0; k < s->references[i].nsources; k++) {
            free(s->references[i].sources[k]);
        }
        free(s->references[i].sources);
        free(s->references[i].part);
    }
    free(s->references);
    free(s->certificate);
    xmlFreeDoc(s->doc);
    *s = (struct signature_xml){0};
}
