/* Small packs for the tests of the model, written as C strings and put together by the preprocessor. */
#ifndef TENKEN_TESTS_PACKS_H
#define TENKEN_TESTS_PACKS_H

#include "model/json.h"
#include "model/pack.h"

#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>

#define TEXT(ja, en) "{\"ja\":\"" ja "\",\"en\":\"" en "\"}"
#define ANY TEXT("文", "words")
#define LEVEL_TEXTS "[" TEXT("零", "zero") "," TEXT("一", "one") "," TEXT("二", "two") "," TEXT("三", "three") "," TEXT("四", "four") "]"

/* more: further members, each after a comma, or "". */
#define ITEM(id, weight, target, essential, more)                                                                                          \
    "{\"id\":\"" id "\",\"kind\":\"level\",\"title\":" ANY ",\"text\":" ANY ",\"why\":" ANY ",\"levels\":" LEVEL_TEXTS                     \
    ",\"weight\":" #weight ",\"target\":" #target ",\"essential\":" #essential more "}"
#define DONE_ITEM(id, more)                                                                                                                \
    "{\"id\":\"" id "\",\"kind\":\"done\",\"title\":" ANY ",\"text\":" ANY ",\"why\":" ANY                                                 \
    ",\"weight\":1,\"target\":0,\"essential\":false" more "}"
#define ALIAS(id, home) "{\"id\":\"" id "\",\"same_as\":\"" home "\"}"
#define APPLIES(condition) ",\"applies_if\":" condition
#define THREATS(ids) ",\"threats\":[" ids "]"
#define ACTION(id, from, to, initial, monthly, more)                                                                                       \
    "{\"id\":\"" id "\",\"from\":" #from ",\"to\":" #to ",\"text\":" ANY ",\"initial\":{\"min\":0,\"max\":" #initial                       \
    "},\"monthly\":{\"min\":0,\"max\":" #monthly "},\"hours\":1,\"who\":\"owner\"" more "}"
#define ACTIONS(actions) ",\"actions\":[" actions "]"

#define SECTION(id, items) "{\"id\":\"" id "\",\"title\":" ANY ",\"items\":[" items "]}"
#define PACK_PARTS(id, version, threats, checks, sources, glossary, sections, more)                                                        \
    "{\"format\":\"tenken-pack/1\",\"id\":\"" id "\",\"version\":\"" version "\",\"title\":" ANY ",\"minutes\":5,\"threats\":[" threats    \
    "],\"sections\":[" sections "],\"checks\":[" checks "],\"sources\":[" sources "],\"glossary\":[" glossary "]" more "}"
#define PACK(id, sections) PACK_PARTS(id, "1", "", "", "", "", sections, "")
#define PACK_WITH_CHECKS(id, sections, checks) PACK_PARTS(id, "1", "", checks, "", "", sections, "")
#define CHECK(id, when, items) "{\"id\":\"" id "\",\"when\":" when ",\"items\":[" items "],\"message\":" ANY "}"

static inline struct pack *read_pack(const char *text)
{
    struct error e = {.text = ""};
    struct pack *pack = pack_read(text, strlen(text), "FILE", &e);
    if (pack == NULL) {
        fail_msg("refused: %s\n%s", e.text, text);
    }
    return pack;
}

static inline const struct pack *add_pack(struct catalog *catalog, const char *text)
{
    struct error e = {.text = ""};
    struct pack *pack = read_pack(text);
    char id[PACK_ID_TEXT];
    snprintf(id, sizeof id, "%s", pack->id);
    assert_int_equal(catalog_add(catalog, pack, &e), ST_OK);
    return catalog_find(catalog, id);
}

static inline cJSON *read_json(const char *text)
{
    struct error e = {.text = ""};
    cJSON *tree = json_read(text, strlen(text), &JSON_LIMITS_DOCUMENT, "FILE", &e);
    if (tree == NULL) {
        fail_msg("refused: %s\n%s", e.text, text);
    }
    return tree;
}

/* A copy of text with the first `from` replaced, which must be there. The caller frees it. */
static inline char *replaced(const char *text, const char *from, const char *to)
{
    const char *at = strstr(text, from);
    if (at == NULL) {
        fail_msg("not in the text: %s", from);
    }
    size_t size = strlen(text) + strlen(to) + 1;
    char *out = malloc(size);
    assert_non_null(out);
    snprintf(out, size, "%.*s%s%s", (int)(at - text), text, to, at + strlen(from));
    return out;
}

#endif
