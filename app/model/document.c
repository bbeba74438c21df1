/* Answers documents: structure, and what is read from them. */
#include "model/document.h"

#include "base/i18n.h"
#include "model/json.h"
#include "model/record_check.h"
#include "model/score.h"

#define CHECKS_MAX 1000

static const struct member DOCUMENT_MEMBERS[] = {
    {"assessment_id", MEMBER_UUID, MEMBER_REQUIRED, 0, 0},
    {"revision", MEMBER_INTEGER, MEMBER_REQUIRED, 1, INT32_MAX},
    {"period", MEMBER_TEXT, MEMBER_REQUIRED, 1, PERIOD_MAX},
    {"issued_at", MEMBER_TIME, MEMBER_REQUIRED, 0, 0},
    {"supplier", MEMBER_OBJECT, MEMBER_REQUIRED, 0, 0},
    {"request", MEMBER_OBJECT, MEMBER_NULLABLE, 0, 0},
    {"packs", MEMBER_ARRAY, MEMBER_REQUIRED, 1, RECORD_PACKS_MAX},
    {"unfinished", MEMBER_BOOLEAN, MEMBER_OPTIONAL, 0, 0},
    {"answers", MEMBER_OBJECT, MEMBER_REQUIRED, 0, 0},
    {"checks", MEMBER_ARRAY, MEMBER_OPTIONAL, 0, CHECKS_MAX},
    {"score", MEMBER_OBJECT, MEMBER_NULLABLE, 0, 0},
};

static const struct member REQUEST_NAME_MEMBERS[] = {
    {"id", MEMBER_UUID, MEMBER_REQUIRED, 0, 0},
    {"digest", MEMBER_SHA256, MEMBER_REQUIRED, 0, 0},
};

static const struct member CHECK_MEMBERS[] = {
    {"id", MEMBER_TEXT, MEMBER_REQUIRED, 1, PROFILE_TEXT_MAX},
    {"items", MEMBER_ARRAY, MEMBER_REQUIRED, 0, CHECKS_MAX},
};

static const struct member SCORE_MEMBERS[] = {
    {"total", MEMBER_INTEGER, MEMBER_NULLABLE, 0, (LEVELS - 1) * LEVEL_POINTS},
    {"floor", MEMBER_INTEGER, MEMBER_NULLABLE, 0, LEVELS - 1},
    {"answered", MEMBER_INTEGER, MEMBER_OPTIONAL, 0, INT32_MAX},
    {"asked", MEMBER_INTEGER, MEMBER_OPTIONAL, 0, INT32_MAX},
    {"packs", MEMBER_OBJECT, MEMBER_OPTIONAL, 0, 0},
};

static const struct member PACK_SCORE_MEMBERS[] = {
    {"total", MEMBER_INTEGER, MEMBER_NULLABLE, 0, (LEVELS - 1) * LEVEL_POINTS},
    {"floor", MEMBER_INTEGER, MEMBER_NULLABLE, 0, LEVELS - 1},
    {"sections", MEMBER_OBJECT, MEMBER_OPTIONAL, 0, 0},
};

static enum status check_hits(const cJSON *array, struct error *e)
{
    const struct path list = {NULL, "checks", 0};
    size_t i = 0;
    const cJSON *hit, *item;
    cJSON_ArrayForEach(hit, array)
    {
        const struct path where = {&list, NULL, i++};
        const enum status st = members_check(hit, MEMBERS(CHECK_MEMBERS), &where, e);
        if (st != ST_OK) {
            return st;
        }
        const struct path items = {&where, "items", 0};
        size_t j = 0;
        cJSON_ArrayForEach(item, json_get(hit, "items"))
        {
            char text[PATH_TEXT];
            const struct path entry = {&items, NULL, j++};
            if (!cJSON_IsString(item)) {
                return fail(e, ST_INPUT, _("%s: must be a text."), path_text(&entry, text));
            }
        }
    }
    return ST_OK;
}

/* {section: 0…1000 | null} */
static enum status check_section_scores(const cJSON *sections, const struct path *pack, struct error *e)
{
    const struct path up = {pack, "sections", 0};
    const cJSON *section;
    cJSON_ArrayForEach(section, sections)
    {
        const double total = cJSON_IsNumber(section) ? section->valuedouble : -1;
        if (!cJSON_IsNull(section) && (total < 0 || total > (LEVELS - 1) * LEVEL_POINTS)) {
            char text[PATH_TEXT];
            const struct path where = {&up, section->string, 0};
            return fail(e, ST_INPUT, _("%s: must be 0–%d."), path_text(&where, text), (LEVELS - 1) * LEVEL_POINTS);
        }
    }
    return ST_OK;
}

static enum status check_score(const cJSON *score, struct error *e)
{
    const struct path where = {NULL, "score", 0}, packs = {&where, "packs", 0};
    enum status st = members_check(score, MEMBERS(SCORE_MEMBERS), &where, e);
    const cJSON *pack;
    cJSON_ArrayForEach(pack, json_get(score, "packs"))
    {
        const struct path path = {&packs, pack->string, 0};
        if (st == ST_OK) {
            st = members_check(pack, MEMBERS(PACK_SCORE_MEMBERS), &path, e);
        }
        if (st == ST_OK) {
            st = check_section_scores(json_get(pack, "sections"), &path, e);
        }
    }
    return st;
}

/* As json_true(answer, "na"), for the many answers that have no such member. */
static bool is_na(const cJSON *answer)
{
    const cJSON *member;
    cJSON_ArrayForEach(member, answer)
    {
        if (member->string[0] == 'n' && strcmp(member->string, "na") == 0) {
            return cJSON_IsTrue(member);
        }
    }
    return false;
}

/* A customer reads "not applicable" only together with its reason; and somebody must have answered. */
static enum status check_complete(const cJSON *document, struct error *e)
{
    const char *name = json_text(json_get(document, "supplier"), "name");
    if (name == NULL || name[0] == '\0') {
        return fail(e, ST_INPUT, _("%s: is missing."), "supplier.name");
    }
    const cJSON *pack, *answer;
    cJSON_ArrayForEach(pack, json_get(document, "answers"))
    {
        cJSON_ArrayForEach(answer, pack)
        {
            const char *reason = is_na(answer) ? json_text(answer, "na_reason") : "-";
            if (reason == NULL || reason[0] == '\0') {
                return fail(e, ST_INPUT, _("answers.%s.%s.na_reason: is missing."), pack->string, answer->string);
            }
        }
    }
    return ST_OK;
}

enum status answers_check(const cJSON *document, struct error *e)
{
    enum status st = members_check(document, MEMBERS(DOCUMENT_MEMBERS), NULL, e);
    if (st == ST_OK && !period_valid(json_text(document, "period"))) {
        st = fail(e, ST_INPUT, _("period: \"%s\" is no period like 2026."), json_text(document, "period"));
    }
    if (st == ST_OK) {
        st = record_check(document, e);
    }
    const cJSON *request = json_get(document, "request"), *score = json_get(document, "score");
    if (st == ST_OK && !member_absent(request)) {
        st = members_check(request, MEMBERS(REQUEST_NAME_MEMBERS), &(struct path){NULL, "request", 0}, e);
    }
    if (st == ST_OK) {
        st = check_hits(json_get(document, "checks"), e);
    }
    if (st == ST_OK && !member_absent(score)) {
        st = check_score(score, e);
    }
    if (st == ST_OK && !json_true(document, "unfinished")) {
        st = check_complete(document, e);
    }
    return st;
}

struct facts answers_facts(const cJSON *document)
{
    return (struct facts){
        .answers = json_get(document, "answers"), .supplier = json_get(document, "supplier"), .inventory = json_get(document, "inventory")};
}

size_t answers_packs(const cJSON *document, const struct catalog *catalog, const struct pack **packs, size_t max, bool *missing)
{
    *missing = false;
    size_t n = 0;
    const cJSON *name;
    cJSON_ArrayForEach(name, json_get(document, "packs"))
    {
        const char *digest = json_text(name, "sha256");
        const struct pack *pack = digest == NULL ? NULL : catalog_find_digest(catalog, digest);
        if (pack == NULL) {
            *missing = true;
        }
        if (n < max) {
            packs[n] = pack;
        }
        n++;
    }
    return n;
}

size_t answers_packs_held(const cJSON *document, const struct catalog *catalog, const struct pack **packs, size_t max, bool *missing)
{
    const size_t named = answers_packs(document, catalog, packs, max, missing);
    size_t n = 0;
    for (size_t i = 0; i < named && i < max; i++) {
        if (packs[i] != NULL) {
            packs[n++] = packs[i];
        }
    }
    return n;
}
