/* The XML of one package signature, read strictly: everything in it is expected, or it is refused. */
#ifndef TENKEN_EXPORT_SIGNATURE_XML_H
#define TENKEN_EXPORT_SIGNATURE_XML_H

#include "base/digest.h"
#include "export/opc_parts.h"

#include <stdint.h>

struct signature_reference {
    char *part; /* "/xl/workbook.xml" */
    char *type; /* content type; points into part's memory */
    uint8_t digest[SHA256_BYTES];
    bool relationships; /* has the relationship transform, with these sources */
    char **sources;
    size_t nsources;
};

/* Owns everything. doc has its Ids registered, for the check of SignedInfo. */
struct signature_xml {
    xmlDocPtr doc;
    char *certificate;                      /* base64 of KeyInfo/X509Data/X509Certificate, without white space */
    char certificate_sha256[SHA256_TEXT];   /* from XAdES' CertDigest */
    struct signature_reference *references; /* of the only Manifest */
    size_t count;
};

/* Accepts only: one Signature; in SignedInfo canonical XML 1.0, ECDSA or RSA with SHA-256 and exactly the references to the package
 * object, the office object and the XAdES properties, with no transform but canonical XML; Ids that are unique; exactly one Manifest, lying
 * directly in the package object; in it SHA-256 digests of parts, `.rels` with the relationship transform and nothing else transformed.
 * ST_NO with half a sentence (to stand behind "not valid:") when something else is found. */
enum status signature_xml_read(struct signature_xml *s, const struct package_part *part, struct error *e);
void signature_xml_release(struct signature_xml *s);

#endif
