/* A prime's request for answers (tenken-request/1). */
#ifndef TENKEN_MODEL_REQUEST_H
#define TENKEN_MODEL_REQUEST_H

#include "base/error.h"
#include "model/pack.h"
#include "model/upload_url.h"

/* A request document: { request_id (UUID), period, issued_at, due (date), requester {name, contact {…}, certificate?}, supplier_code,
 * supplier_name, packs [{id, version, sha256}], embedded_packs [pack…], about?, targets {pack: {item: level}}, tier "higher"|"base"?,
 * encrypt_to (base64 DER certificate)?, upload_url?, enrol_secret (base64url, 32 bytes)? } Structure and types, member by member; unknown
 * members pass. The embedded packs themselves are checked when they are loaded. */
#define REQUEST_ABOUT_MAX 200 /* bytes; what it is about, in the requester's own words: a product that was breached */
enum status request_check(const cJSON *document, struct error *e);

/* Where answers are uploaded: the host of upload_url (model/upload_url.h), "" without one. For a document that request_check accepted. */
void request_upload_host(const cJSON *document, char out[UPLOAD_HOST_TEXT]);

/* Whether the packs of a request may be taken over; to be asked once, when a request arrives, with the packs at hand in the catalog.
 * Refused: an embedded pack that is not valid, or that the catalog holds under the same id with another digest (only a namespaced pack,
 * "NAMESPACE.NAME", may change); and a pack asked for that is neither embedded nor at hand with exactly this digest. */
enum status request_check_packs(const cJSON *document, const struct catalog *catalog, struct error *e);
/* Adds the embedded packs of a request that was taken over to the catalog. */
enum status request_load_packs(const cJSON *document, struct catalog *catalog, struct error *e);

#endif
