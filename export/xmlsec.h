/* libxmlsec, started once and kept on a short leash: it signs and verifies SignedInfo, nothing else. */
#ifndef TENKEN_EXPORT_XMLSEC_H
#define TENKEN_EXPORT_XMLSEC_H

#include "base/error.h"

#include <openssl/types.h>

/* The order matters to the compiler only: xmlsec's headers want the crypto library chosen by pkg-config's defines. */
#include <xmlsec/xmlsec.h>

#include <xmlsec/xmldsig.h>

/* A context for one signature: same-document references only, C14N, SHA-256, ECDSA and RSA with SHA-256, manifests left to us, no key but
 * this one. Owns nothing of key. NULL on failure. Thread-safe. */
xmlSecDSigCtxPtr xmlsec_context(EVP_PKEY *key, struct error *e);

#endif
