/* The signed envelope around a document: {format, document, signatures} (formats.md, "Signed answers"). Structure only; the signatures'
 * mathematics and headers are trust's. */
#ifndef TENKEN_MODEL_ENVELOPE_H
#define TENKEN_MODEL_ENVELOPE_H

#include "base/error.h"

#include <cjson/cJSON.h>
#include <stdbool.h>
#include <stddef.h>

#define ENVELOPE_SIGNATURES_MAX 8

enum document_kind { DOCUMENT_ANSWERS, DOCUMENT_REQUEST, DOCUMENT_RECEIPT };
/* "tenken-answers/1" and "tenken-answers+jws" … */
const char *document_format(enum document_kind kind);
const char *document_typ(enum document_kind kind);

struct envelope_signature {
    const char *protected_header; /* base64url as written */
    const char *signature;
    const cJSON *header; /* unprotected, or NULL */
};

struct json_extract;

/* Owns tree, unless it lives in an arena; the rest is borrowed from it. */
struct envelope {
    cJSON *tree;
    bool in_arena;
    enum document_kind kind;
    const cJSON *document;
    struct envelope_signature signatures[ENVELOPE_SIGNATURES_MAX];
    size_t count;
};

/* Strict JSON; the outer object has exactly format, document, signatures (1–8, or none when allow_unsigned); another major number of format
 * is refused with the version needed. Does not look into the document: document_check does. On refusal envelope->tree is NULL. */
enum status envelope_read(struct envelope *envelope, const char *bytes, size_t n, const char *name, bool allow_unsigned, struct error *e);
/* The same, with an unsigned one allowed, and the canonical form of the document. extract: for json_read_canonical
 * (its member is set here); with an arena the envelope is good as long as that. */
enum status envelope_read_canonical(struct envelope *envelope, const char *bytes, size_t n, const char *name, struct json_extract *extract,
                                    struct error *e);
/* The same for a tree that json_read accepted; takes ownership of tree, also on refusal. */
enum status envelope_from_tree(struct envelope *envelope, cJSON *tree, const char *name, bool allow_unsigned, struct error *e);
void envelope_release(struct envelope *envelope);
/* Builds {format, document, signatures}; takes ownership of both, also on failure (NULL: out of memory). */
cJSON *envelope_build(enum document_kind kind, cJSON *document, cJSON *signatures);

/* Tells "tenken-answers/2" from "tenken-answers/1" and from anything else. wanted: without the "/1". ST_OK, or a refusal that names the
 * version needed. */
enum status format_check(const char *format, const char *wanted, const char *name, struct error *e);

#endif
