/* What the program remembers of its user between runs: language, company profile, where the signing key is. One small JSON file,
 * tenken-settings/1. Nothing in it is secret; nothing in it is needed to read a draft. */
#ifndef TENKEN_STORE_SETTINGS_H
#define TENKEN_STORE_SETTINGS_H

#include "base/error.h"

#include <cjson/cJSON.h>
#include <stdbool.h>

/* Owns tree: { "format", "language": "ja"|"en", "supplier": {as in a draft}, "folder": where finished files go,
 *   "request_key": the key file that signed requests last,
 *   "identity": { "file", "subject", "sha256", "not_before", "not_after", "unused": true (made here, nothing was signed with it yet),
 *                 "uncopied": true (made here, no copy was taken yet) } }; all but format and identity's first five are optional. */
struct settings {
    char *path;
    cJSON *tree;
};

/* No file: empty settings. What cannot be read is refused by name. The caller releases, also after a refusal. */
enum status settings_read(struct settings *s, const char *path, struct error *e);
/* Writes atomically, mode 0600; makes the directory. */
enum status settings_write(const struct settings *s, struct error *e);
void settings_release(struct settings *s);

#endif
