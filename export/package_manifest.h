/* What a package signature covers: one reference per part, with its digest (ECMA-376-2, 13.2.4.20–22). Shared by signing and verifying, so
 * that both mean the same. */
#ifndef TENKEN_EXPORT_PACKAGE_MANIFEST_H
#define TENKEN_EXPORT_PACKAGE_MANIFEST_H

#include "base/digest.h"
#include "export/opc_parts.h"

#define DSIG_SPACE "http://www.w3.org/2000/09/xmldsig#"
#define MDSSI_SPACE "http://schemas.openxmlformats.org/package/2006/digital-signature"
#define XADES_SPACE "http://uri.etsi.org/01903/v1.3.2#"
#define ALGORITHM_C14N "http://www.w3.org/TR/2001/REC-xml-c14n-20010315"
#define ALGORITHM_SHA256 "http://www.w3.org/2001/04/xmlenc#sha256"
#define ALGORITHM_ECDSA "http://www.w3.org/2001/04/xmldsig-more#ecdsa-sha256"
#define ALGORITHM_RSA "http://www.w3.org/2001/04/xmldsig-more#rsa-sha256"
#define ALGORITHM_RELATIONSHIPS "http://schemas.openxmlformats.org/package/2006/RelationshipTransform"

#define SIGNATURE_FOLDER "/_xmlsignatures/"
#define SIGNATURE_ORIGIN "/_xmlsignatures/origin.sigs"
#define SIGNATURE_ORIGIN_RELS "/_xmlsignatures/_rels/origin.sigs.rels"
#define SIGNATURE_ORIGIN_TYPE "application/vnd.openxmlformats-package.digital-signature-origin"
#define SIGNATURE_TYPE "application/vnd.openxmlformats-package.digital-signature-xmlsignature+xml"
#define SIGNATURE_ORIGIN_RELATION "http://schemas.openxmlformats.org/package/2006/relationships/digital-signature/origin"
#define SIGNATURE_RELATION "http://schemas.openxmlformats.org/package/2006/relationships/digital-signature/signature"
#define CORE_PART "/docProps/core.xml"
#define CORE_TYPE "application/vnd.openxmlformats-package.core-properties+xml"
#define CORE_RELATION "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties"

struct manifest_entry {
    const struct package_part *part;
    const char *type;                       /* content type, borrowed */
    struct opc_relationships relationships; /* of a .rels part */
    bool *covered;                          /* per relationship: all but the one to core.xml; NULL for other parts */
    uint8_t digest[SHA256_BYTES];
};

/* Every part that a signature must cover, in the package's order. Owns its arrays; types and parts are borrowed from the package. */
struct manifest {
    struct opc_types types;
    struct manifest_entry *entries;
    size_t count;
};

/* Reads content types and relationships and takes all digests. Also checks what is not covered: core.xml has its own content type and one
 * relationship from the root leads to it, and only that one goes without a signature. ST_INPUT with a sentence when the package is not
 * sound. */
enum status manifest_make(struct manifest *m, const struct package *p, struct error *e);
void manifest_release(struct manifest *m);

#endif
