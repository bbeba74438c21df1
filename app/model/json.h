/* Strict JSON in, canonical JSON (RFC 8785) out. Safe to use from several threads at once. cJSON holds the tree; its own parser and printer
 * are not used. */
#ifndef TENKEN_MODEL_JSON_H
#define TENKEN_MODEL_JSON_H

#include "base/error.h"

#include <cjson/cJSON.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct arena;
struct buffer;

/* As cJSON_IsString and the like, without a call into the library: a merge asks it three thousand times a file. type: cJSON_String … */
static inline bool json_is(const cJSON *value, int type)
{
    return value != NULL && (value->type & 0xFF) == type;
}

/* What a text may hold at most. */
struct json_limits {
    size_t bytes;  /* of the whole text */
    size_t depth;  /* nesting of objects and arrays */
    size_t string; /* bytes of one string after unescaping */
    size_t values; /* values in all, members included */
};
extern const struct json_limits JSON_LIMITS_DOCUMENT; /* answers, requests, drafts, protected headers */
extern const struct json_limits JSON_LIMITS_PACK;

/* Reads one strict JSON text (formats.md, "Strict JSON"): UTF-8 without BOM; no duplicate keys after unescaping; ASCII keys; no
 * \u0000; no lone surrogates; numbers -?(0|[1-9][0-9]*), not -0, within ±(2^53-1); nothing after the value; within the limits.
 * On refusal NULL, and a sentence with line and column (1-based; columns count characters). The caller frees with cJSON_Delete.
 * what: what the text is, for the sentence (a file name or "protected header"). */
cJSON *json_read(const char *bytes, size_t n, const struct json_limits *limits, const char *what, struct error *e);

/* As json_read, but the tree lives in arena, and its texts without escapes stay where they are in bytes, which are written to for that.
 * Both are kept as long as the tree, which is to be read only: never cJSON_Delete it. */
cJSON *json_read_in_place(char *bytes, size_t n, const struct json_limits *limits, const char *what, struct arena *arena, struct error *e);

/* What json_read_canonical gives besides the tree. */
struct json_extract {
    struct arena *arena;      /* the tree lives there, to be read only: never cJSON_Delete it. NULL: as json_read */
    const char *member;       /* of the outermost object */
    struct buffer *canonical; /* overwritten with the canonical form of that member, empty when there is none or on refusal */
    struct buffer *scratch;   /* overwritten */
};
/* As json_read, and writes the canonical form of one member in the same pass, which saves going over everything again. */
cJSON *json_read_canonical(const char *bytes, size_t n, const struct json_limits *limits, const char *what,
                           const struct json_extract *extract, struct error *e);

/* The same check without building a tree. */
enum status json_check(const char *bytes, size_t n, const struct json_limits *limits, const char *what, struct error *e);

/* Appends the canonical form (RFC 8785) of a tree that json_read accepted or that this program built: keys sorted by UTF-16 code
 * units, integers only, minimal escapes. */
enum status json_canonical(const cJSON *value, struct buffer *out, struct error *e);

/* Hex SHA-256 of the canonical form (a pack's, a request's digest). */
enum status json_digest(const cJSON *value, char out[65], struct error *e);

/* Whether two trees say the same in the same order: then their canonical forms are the same, and looking takes a twentieth of the time.
 * False says nothing about these. but: a member of a's outermost object to be passed over, or NULL. */
bool json_same(const cJSON *a, const cJSON *b, const char *but);

/* Indented by one space, members in the tree's order, one trailing newline: for files that people may open. */
enum status json_pretty(const cJSON *value, struct buffer *out, struct error *e);

/* Case-sensitive member look-up (cJSON_GetObjectItem is not); NULL when absent or object is NULL. */
cJSON *json_get(const cJSON *object, const char *key);
/* Several of them in one pass: found[i] is the member keys[i], or NULL. */
void json_get_all(const cJSON *object, const char *const *keys, const cJSON **found, size_t n);
/* The string member, or NULL when absent or of another type. */
const char *json_text(const cJSON *object, const char *key);
/* The integer member, or otherwise. */
int64_t json_integer(const cJSON *object, const char *key, int64_t otherwise);
bool json_true(const cJSON *object, const char *key);
/* Whether two texts, either of which may be missing (NULL), are the same; a missing one is the same as none but another missing one. */
bool json_texts_same(const char *a, const char *b);
/* Sets or replaces a member and takes ownership of value, also on failure (value NULL counts as memory failure). */
bool json_put(cJSON *object, const char *key, cJSON *value);
bool json_put_text(cJSON *object, const char *key, const char *value);
bool json_put_integer(cJSON *object, const char *key, int64_t value);
void json_remove(cJSON *object, const char *key);
/* Overwrites every text of a tree and of what follows beside it, before a secret tree is freed. */
void json_wipe(const cJSON *value);

#endif
