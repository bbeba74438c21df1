/* The native signature of a workbook: XML-DSig with XAdES-BES over the whole package (ECMA-376-2, clause 13; MS-OFFCRYPTO 2.5.2), as Excel
 * and LibreOffice understand it, and a verifier that is stricter than theirs. Not covered are exactly [Content_Types].xml, everything in
 * /_xmlsignatures/, /docProps/core.xml and its relationship from the root; their structure is checked instead. */
#ifndef TENKEN_EXPORT_PACKAGE_SIGNATURE_H
#define TENKEN_EXPORT_PACKAGE_SIGNATURE_H

#include "export/package.h"

#include <openssl/types.h>

/* P-256 and RSA. Ed25519 has no algorithm name that office programs know: package_key_suits says so beforehand. */
struct package_identity {
    EVP_PKEY *key;
    X509 *certificate;
};
bool package_key_suits(const EVP_PKEY *key);

/* A signer for package_signer.context = the identity; signer.sign = package_sign. Adds the three parts and two relationships, then signs.
 */
enum status package_sign(const struct package_signer *signer, struct package *p, const struct clock *clock, struct error *e);

enum package_verdict {
    PACKAGE_SIGNED,   /* every signature is valid and covers everything */
    PACKAGE_UNSIGNED, /* there is no signature at all */
    PACKAGE_PARTIAL,  /* valid, but there is content that no signature covers */
    PACKAGE_INVALID,
};

/* Verifies every signature in the package. Each must come from the certificate with this SHA-256 (64 lowercase hex digits): the one that
 * signed the answers inside, which the reader trusts or not. For PARTIAL and INVALID, e says what and where. Never fails otherwise but for
 * memory. */
enum package_verdict package_verify(const struct package *p, const char *certificate_sha256, struct error *e);

#endif
