/* Checks of what drafts and answers documents have in common. where: the path of the member, for the sentence. */
#ifndef TENKEN_MODEL_RECORD_CHECK_H
#define TENKEN_MODEL_RECORD_CHECK_H

#include "base/error.h"
#include "model/members.h"

#include <cjson/cJSON.h>
#include <stdbool.h>

#define PERIOD_MAX 20        /* "2026", "2026-H1" */
#define PROFILE_TEXT_MAX 400 /* bytes of one member of the company profile */
#define RECORD_PACKS_MAX 64
#define FOLLOWUPS_MAX 500
#define EMPLOYEES_COUNT 6
extern const char *const EMPLOYEES[EMPLOYEES_COUNT]; /* "1-5" … "301-", questionnaires/README.md */

/* 1–20 letters, digits, dots and hyphens. */
bool period_valid(const char *text);

/* Members shared by both; each is checked when it is there. */
enum status record_check(const cJSON *record, struct error *e);
/* [{id, version, sha256}]: at most RECORD_PACKS_MAX, no id twice. */
enum status pack_names_check(const cJSON *array, const struct path *where, struct error *e);
/* Whether a request, a record or a document names the pack with this id among its "packs", in whatever version. */
bool pack_named(const cJSON *owner, const char *id);
/* {pack: {item: …}}: ids only; the values go to check. */
enum status answer_map_check(const cJSON *map, const struct path *where,
                             enum status (*check)(const cJSON *value, const struct path *where, struct error *e), struct error *e);
/* answer_check with a path that is built only for a refusal. */
enum status answer_check_at(const cJSON *tree, int kind, const struct path *where, struct error *e);

#endif
