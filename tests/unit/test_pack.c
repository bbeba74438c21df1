/* Packs: what is read from them, and what is refused, naming the pack, the item and the member. */
#include "packs.h"

#include "base/buffer.h"
#include "base/digest.h"
#include "model/condition.h"

#define CONTROL "\\u001b"

/* Everything that a pack can hold. */
/* clang-format off */
static const char FULL[] = PACK_PARTS("full", "3",
    "{\"id\":\"t1\",\"title\":" ANY ",\"weight\":2},{\"id\":\"t2\",\"title\":" ANY ",\"weight\":5}",
    CHECK("c1", "{\"all\":[{\"item\":\"1\",\"min\":3},{\"item\":\"full:2\",\"max\":1}]}", "\"1\",\"full:2\""),
    "{\"key\":\"S1\",\"title\":" TEXT("出典", "Source") "}",
    "{\"id\":\"mfa\",\"term\":" TEXT("多要素認証", "MFA") ",\"text\":" ANY "}",
    SECTION("first",
        ITEM("1", 2, 3, true,
            ",\"why_source\":\"S1\",\"ask_vendor\":true"
            THREATS("\"t2\",\"t1\"")
            ACTIONS(ACTION("a", 0, 2, 0, 0, "") "," ACTION("b", 2, 3, 30000, 1000, ",\"cost_source\":\"S1\""))
            ",\"refs\":[{\"framework\":\"cis-v8\",\"id\":\"11.2\"}]"
            ",\"terms\":[\"mfa\"],\"evidence_examples\":[" ANY "]"
            ",\"interview\":{\"probes\":[" ANY "],\"good_evidence\":[" ANY "],\"overstated\":" ANY "}"
            ",\"comment\":\"why so heavy\"") ","
        ITEM("2", 1, 2, false, APPLIES("{\"item\":\"1\",\"min\":1}"))) ","
    SECTION("second",
        DONE_ITEM("d.1-x", "") ","
        ALIAS("alias", "other:7")),
    ",\"intro\":" TEXT("はじめに", "Start")
    ",\"inventory\":{\"prompt\":" ANY ",\"examples\":[" ANY "]}"
    ",\"later\":{\"unknown\":[1]}");
/* clang-format on */

static void reads_everything(void **unused)
{
    (void)unused;
    struct pack *p = read_pack(FULL);
    assert_string_equal(p->id, "full");
    assert_string_equal(p->version, "3");
    assert_string_equal(p->intro.ja, "はじめに");
    assert_int_equal(p->minutes, 5);
    assert_true(p->inventory);
    assert_int_equal(p->nsections, 2);
    assert_int_equal(p->nitems, 4);
    assert_int_equal(p->sections[0].first, 0);
    assert_int_equal(p->sections[0].count, 2);
    assert_int_equal(p->sections[1].first, 2);
    assert_int_equal(p->sections[1].count, 2);

    const struct item *item = pack_item(p, "1");
    assert_ptr_equal(item, &p->items[0]);
    assert_int_equal(item->kind, ITEM_LEVEL);
    assert_string_equal(item->levels[4].ja, "四");
    assert_string_equal(item->levels[0].en, "zero");
    assert_int_equal(item->weight, 2);
    assert_int_equal(item->target, 3);
    assert_true(item->essential);
    assert_true(item->ask_vendor);
    assert_string_equal(item->why_source, "S1");
    assert_int_equal(item->nthreats, 2);
    assert_int_equal(p->threats[item->threats[0]].weight, 5);
    assert_int_equal(p->threats[item->threats[1]].weight, 2);
    assert_int_equal(item->nactions, 2);
    assert_string_equal(item->actions[1].id, "b");
    assert_int_equal(item->actions[1].from, 2);
    assert_int_equal(item->actions[1].to, 3);
    assert_int_equal(item->actions[1].initial.max, 30000);
    assert_int_equal(item->actions[1].monthly.max, 1000);
    assert_string_equal(item->actions[1].cost_source, "S1");
    assert_null(item->actions[0].cost_source);
    assert_int_equal(item->actions[0].who, WHO_OWNER);
    assert_string_equal(json_text(item->tree, "comment"), "why so heavy");

    assert_non_null(pack_item(p, "2")->applies_if);
    assert_false(pack_item(p, "2")->essential);
    assert_int_equal(pack_item(p, "d.1-x")->kind, ITEM_DONE);
    assert_int_equal(pack_item(p, "d.1-x")->section, 1);
    assert_string_equal(pack_item(p, "d.1-x")->levels[0].ja, "");
    assert_string_equal(pack_item(p, "alias")->same_pack, "other");
    assert_string_equal(pack_item(p, "alias")->same_item, "7");
    assert_string_equal(pack_item(p, "alias")->title.ja, "");
    assert_null(pack_item(p, "3"));

    assert_int_equal(p->nchecks, 1);
    assert_int_equal(p->checks[0].nitems, 2);
    assert_string_equal(p->checks[0].items[0], "full:1");
    assert_string_equal(p->checks[0].items[1], "full:2");
    assert_string_equal(pack_term(p, "mfa")->term.en, "MFA");
    assert_null(pack_term(p, "vpn"));
    language_set(LANGUAGE_EN);
    assert_string_equal(pack_source_title(p, "S1"), "Source");
    language_set(LANGUAGE_JA);
    assert_string_equal(pack_source_title(p, "S1"), "出典");
    assert_null(pack_source_title(p, "S2"));
    pack_free(p);
}

/* The digest is of the pack, not of its bytes: it survives re-indenting and another order of members, and nothing else. */
static void digest_survives_writing(void **unused)
{
    (void)unused;
    struct pack *p = read_pack("{\"format\":\"tenken-pack/1\",\"id\":\"a\",\"version\":\"1\",\"title\":" ANY
                               ",\"minutes\":5,\"threats\":[],\"sections\":[" SECTION(
                                   "s", ITEM("1", 1, 2, true, "")) "],\"checks\":[],\"sources\":[],\"glossary\":[]}");
    struct pack *q = read_pack(
        "{\n \"glossary\" : [ ] ,\n \"version\":\"1\", "
        "\"id\":\"\\u0061\",\"title\":{\"en\":\"words\",\"ja\":\"\\u6587\"},\"format\":\"tenken-pack\\/1\","
        "\"threats\":[],\"sections\":[" SECTION("s", ITEM("1", 1, 2, true, "")) "],\"checks\":[],\"sources\":[],\"minutes\":5}\n\n");
    struct pack *other = read_pack(PACK("a", SECTION("s", ITEM("1", 1, 3, true, ""))));
    assert_true(sha256_text_valid(pack_digest(p)));
    assert_string_equal(pack_digest(p), pack_digest(q));
    assert_string_not_equal(pack_digest(p), pack_digest(other));
    pack_free(p);
    pack_free(q);
    pack_free(other);
}

struct refusal {
    const char *from, *to; /* what is replaced in FULL */
    const char *place;     /* words of the sentence: the item and member */
    const char *reason;
};

static const struct refusal REFUSALS[] = {
    {"tenken-pack/1", "tenken-pack/2", "tenken-pack/2", "newer version"},
    {"tenken-pack/1", "something/1", "format", "not a questionnaire pack"},
    {"\"id\":\"full\"", "\"id\":\"Full\"", "id", "not a pack's id"},
    {"\"id\":\"full\"", "\"id\":\"a.b.c\"", "id", "not a pack's id"},
    {"\"id\":\"full\"", "\"ID\":\"full\"", "id", "missing"},
    {"\"version\":\"3\"", "\"version\":3", "version", "string"},
    {"\"version\":\"3\"", "\"version\":\"03\"", "version", "whole number"},
    {"\"minutes\":5", "\"minutes\":0", "minutes", "from 1 to 600"},
    {"\"minutes\":5", "\"minutes\":\"5\"", "minutes", "from 1 to 600"},
    {"\"minutes\":5,", "", "minutes", "missing"},
    {"\"intro\":{\"ja\":\"はじめに\"", "\"intro\":{\"ja\":\"\"", "intro.ja", "empty"},
    {"\"intro\":{\"ja\":\"はじめに\"", "\"intro\":{\"ja\":\"　\"", "intro.ja", "blank"},
    {"\"intro\":{\"ja\":\"はじめに\",", "\"intro\":{", "intro.ja", "missing"},
    {"\"intro\":{\"ja\":\"はじめに\"", "\"intro\":{\"ja\":\"は" CONTROL "[2Jに\"", "intro.ja", "control"},
    {"\"intro\":{\"ja\":\"はじめに\"", "\"intro\":{\"ja\":\"は\\nに\"", "intro.ja", "control"},
    {"\"intro\":{\"ja\":\"はじめに\"", "\"intro\":{\"ja\":\"は\\u202eに\"", "intro.ja", "control"},
    {"\"intro\":{\"ja\":\"はじめに\"", "\"intro\":{\"ja\":\"は\\u0085に\"", "intro.ja", "control"},
    {"\"intro\":{\"ja\":\"はじめに\"", "\"intro\":{\"ja\":7", "intro.ja", "string"},
    {"\"prompt\":", "\"Prompt\":", "inventory.prompt", "missing"},
    {"\"id\":\"t1\"", "\"id\":\"t2\"", "threats[1]", "unique"},
    {"\"weight\":5}", "\"weight\":6}", "threats[1].weight", "from 1 to 5"},
    {"\"id\":\"second\"", "\"id\":\"first\"", "sections[1]", "unique"},
    {"\"id\":\"second\"", "\"id\":\"Second\"", "sections[1].id", "not an id"},
    {"\"id\":\"2\"", "\"id\":\"1\"", "sections[0].items[1]", "unique"},
    {"\"id\":\"2\"", "\"id\":\"-2\"", "sections[0].items[1].id", "not an id"},
    {"\"id\":\"2\"", "\"id\":\"a0123456789012345678901234567890123456789\"", "sections[0].items[1].id", "not an id"},
    {"\"kind\":\"level\"", "\"kind\":\"levels\"", "full:1 kind", "level, done"},
    {"\"kind\":\"done\"", "\"kind\":\"done\",\"levels\":[]", "full:d.1-x levels", "leave"},
    {"\"kind\":\"done\"", "\"kind\":\"done\",\"actions\":[]", "full:d.1-x actions", "leave"},
    {"," TEXT("四", "four"), "", "full:1 levels", "a list of 5 entries"},
    {TEXT("四", "four"), "\"four\"", "full:1 levels[4]", "both languages"},
    {TEXT("四", "four"), "{\"ja\":\"四\"}", "full:1 levels[4].en", "missing"},
    {"\"weight\":2,\"target\":3", "\"weight\":0,\"target\":3", "full:1 weight", "from 1 to 5"},
    {"\"weight\":2,\"target\":3", "\"weight\":2,\"target\":5", "full:1 target", "from 0 to 4"},
    {"\"weight\":2,\"target\":3", "\"target\":3", "full:1 weight", "missing"},
    {"\"essential\":true", "\"essential\":1", "full:1 essential", "true or false"},
    {"\"essential\":true", "\"Essential\":true", "full:1 essential", "missing"},
    {"\"ask_vendor\":true", "\"ask_vendor\":\"yes\"", "full:1 ask_vendor", "true or false"},
    {"\"why_source\":\"S1\"", "\"why_source\":\"S9\"", "full:1 why_source", "no source \"S9\""},
    {"\"cost_source\":\"S1\"", "\"cost_source\":\"S9\"", "full:1 actions[1].cost_source", "no source \"S9\""},
    {"[\"t2\",\"t1\"]", "[\"t2\",\"t3\"]", "full:1 threats[1]", "threats"},
    {"\"framework\":\"cis-v8\"", "\"framework\":\"cis-v9\"", "full:1 refs[0].framework", "cis-v8"},
    {"\"id\":\"11.2\"", "\"id\":\"\"", "full:1 refs[0].id", "not a key"},
    {"\"terms\":[\"mfa\"]", "\"terms\":[\"vpn\"]", "full:1 terms[0]", "glossary"},
    {"\"terms\":[\"mfa\"]", "\"terms\":\"mfa\"", "full:1 terms", "list"},
    {"\"good_evidence\"", "\"evidence\"", "full:1 interview.good_evidence", "missing"},
    {"\"from\":0,\"to\":2", "\"from\":2,\"to\":2", "full:1 actions[0]", "upwards"},
    {"\"from\":0,\"to\":2", "\"from\":0,\"to\":1", "full:1 actions[1]", "one chain"},
    {"\"from\":0,\"to\":2", "\"from\":0,\"to\":5", "full:1 actions[0].to", "from 1 to 4"},
    {"\"id\":\"b\",\"from\"", "\"id\":\"a\",\"from\"", "full:1 actions[1]", "unique"},
    {"{\"min\":0,\"max\":30000}", "{\"min\":30001,\"max\":30000}", "full:1 actions[1].initial", "above"},
    {"{\"min\":0,\"max\":30000}", "{\"min\":-1,\"max\":30000}", "full:1 actions[1].initial.min", "from 0"},
    {"{\"min\":0,\"max\":30000}", "{\"min\":0,\"max\":100000001}", "full:1 actions[1].initial.max", "100000000"},
    {"{\"min\":0,\"max\":30000}", "30000", "full:1 actions[1].initial.min", "missing"},
    {"\"who\":\"owner\"", "\"who\":\"boss\"", "full:1 actions[0].who", "owner, staff, vendor"},
    {"\"same_as\":\"other:7\"", "\"same_as\":\"7\"", "full:alias same_as", "PACK:ITEM"},
    {"\"same_as\":\"other:7\"", "\"same_as\":\"other:7\",\"weight\":1", "full:alias", "weight"},
    {"\"same_as\":\"other:7\"", "\"same_as\":\"full:9\"", "full:alias same_as", "no item \"9\""},
    {"\"same_as\":\"other:7\"", "\"same_as\":\"full:alias\"", "full:alias same_as", "alias itself"},
    {"{\"item\":\"1\",\"min\":1}", "{\"item\":\"8\",\"min\":1}", "full:2 applies_if", "no item \"8\""},
    {"{\"item\":\"1\",\"min\":1}", "{\"item\":\"1\"}", "full:2 applies_if", "needs"},
    {"{\"item\":\"full:2\",\"max\":1}", "{\"item\":\"full:3\",\"max\":1}", "checks[0].when", "no item \"3\""},
    {"{\"item\":\"full:2\",\"max\":1}", "{\"item\":\"full:2\",\"max\":7}", "checks[0].when", "0 to 4"},
    {"[\"1\",\"full:2\"]", "[\"1\",\"full:9\"]", "checks[0].items", "no item \"9\""},
    {"[\"1\",\"full:2\"]", "[\"1\",\"full:\"]", "checks[0].items[1]", "name an item"},
    {"[\"1\",\"full:2\"]", "[]", "checks[0].items", "1 to 20"},
    {"\"key\":\"S1\"", "\"key\":\"S 1\"", "sources[0].key", "not a key"},
    {"\"id\":\"mfa\"", "\"id\":\"MFA\"", "glossary[0].id", "not an id"},
    {"\"glossary\":[", "\"glossaries\":[", "glossary", "missing"},
    {"\"items\":[{", "\"items\":[],\"x\":[{", "sections[0].items", "1 to 500"},
};

static void refuses_with_item_and_member(void **unused)
{
    (void)unused;
    for (size_t i = 0; i < sizeof REFUSALS / sizeof REFUSALS[0]; i++) {
        const struct refusal *r = &REFUSALS[i];
        char *text = replaced(FULL, r->from, r->to);
        struct error e = {.text = ""};
        if (pack_read(text, strlen(text), "FILE", &e) != NULL) {
            fail_msg("accepted: %s", r->to);
        }
        assert_int_equal(e.status, ST_INPUT);
        if (strstr(e.text, "FILE: ") != e.text || strstr(e.text, r->place) == NULL || strstr(e.text, r->reason) == NULL) {
            fail_msg("%s: said \"%s\", wanted \"%s\" and \"%s\"", r->to, e.text, r->place, r->reason);
        }
        free(text);
    }
}

static void refuses_what_is_no_pack(void **unused)
{
    (void)unused;
    const char *const texts[] = {"",
                                 "[]",
                                 "7",
                                 "{}",
                                 "{\"format\":1}",
                                 "{\"format\":\"tenken-pack/1\"}",
                                 "{\"format\":\"tenken-pack/1\",\"format\":\"tenken-pack/1\"}"};
    for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++) {
        struct error e = {.text = ""};
        assert_null(pack_read(texts[i], strlen(texts[i]), "FILE", &e));
        assert_int_equal(e.status, ST_INPUT);
        assert_non_null(strstr(e.text, "FILE"));
    }
}

/* Limits on counts: one item fewer than too many is read. */
static void refuses_too_many_items(void **unused)
{
    (void)unused;
    for (int n = PACK_ITEMS_MAX; n <= PACK_ITEMS_MAX + 1; n++) {
        struct buffer b;
        buffer_init(&b, BUFFER_MAX_DOCUMENT);
        buffer_add_text(&b, "{\"format\":\"tenken-pack/1\",\"id\":\"many\",\"version\":\"1\",\"title\":" ANY
                            ",\"minutes\":5,\"threats\":[],\"checks\":[],"
                            "\"sources\":[],\"glossary\":[],\"sections\":[" SECTION(
                                "a", ITEM("first", 1, 1, true, "")) ",{\"id\":\"b\",\"title\":" ANY ",\"items\":[");
        for (int i = 1; i < n; i++) {
            buffer_add_format(&b, "%s" DONE_ITEM("number-%d", ""), i > 1 ? "," : "", i);
        }
        buffer_add_text(&b, "]}]}");
        struct error e = {.text = ""};
        struct pack *p = pack_read(buffer_text(&b), b.length, "FILE", &e);
        if (n == PACK_ITEMS_MAX) {
            assert_non_null(p);
            assert_int_equal(p->nitems, PACK_ITEMS_MAX);
        } else {
            assert_null(p);
            assert_non_null(strstr(e.text, "500"));
        }
        pack_free(p);
        buffer_release(&b);
    }
}

static void long_text_is_counted_in_characters(void **unused)
{
    (void)unused;
    struct buffer b;
    buffer_init(&b, BUFFER_MAX_TEXT);
    for (int i = 0; i < PACK_TEXT_MAX; i++) {
        buffer_add_text(&b, "字");
    }
    char *text = replaced(FULL, "はじめに", buffer_text(&b));
    pack_free(read_pack(text));
    free(text);
    buffer_add_text(&b, "字");
    text = replaced(FULL, "はじめに", buffer_text(&b));
    struct error e = {.text = ""};
    assert_null(pack_read(text, strlen(text), "FILE", &e));
    assert_non_null(strstr(e.text, "intro.ja"));
    assert_non_null(strstr(e.text, "400"));
    free(text);
    buffer_release(&b);
}

static void splits_references(void **unused)
{
    (void)unused;
    char pack[PACK_ID_TEXT];
    char item[ITEM_ID_TEXT];
    assert_true(item_reference("basic10:2", NULL, pack, item));
    assert_string_equal(pack, "basic10");
    assert_string_equal(item, "2");
    assert_true(item_reference("prime.own-pack:a.b", "x", pack, item));
    assert_string_equal(pack, "prime.own-pack");
    assert_string_equal(item, "a.b");
    assert_true(item_reference("3", "own", pack, item));
    assert_string_equal(pack, "own");
    const char *const bad[] = {"", ":", "a:", ":2", "A:2", "a:2:3", "a.b.c:2", "a:B", "1a:2", "2", "a :2", ".a:2", "a.:2"};
    for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++) {
        if (item_reference(bad[i], NULL, pack, item)) {
            fail_msg("accepted: %s", bad[i]);
        }
    }
    char longest[200];
    memset(longest, 'a', sizeof longest);
    longest[199] = '\0';
    assert_false(item_reference(longest, "own", pack, item));
    longest[100] = ':';
    assert_false(item_reference(longest, NULL, pack, item));
}

static void catalog_keeps_versions(void **unused)
{
    (void)unused;
    struct catalog c;
    catalog_init(&c);
    const struct pack *old = add_pack(&c, PACK_PARTS("a", "1", "", "", "", "", SECTION("s", ITEM("1", 1, 2, true, "")), ""));
    char digest[65];
    snprintf(digest, sizeof digest, "%s", pack_digest(old));
    const struct pack *new = add_pack(&c, PACK_PARTS("a", "2", "", "", "", "", SECTION("s", ITEM("1", 1, 2, true, "")), ""));
    assert_ptr_not_equal(old, new);
    assert_string_equal(catalog_find(&c, "a")->version, "2");
    assert_string_equal(catalog_find_digest(&c, digest)->version, "1");
    add_pack(&c, PACK_PARTS("a", "2", "", "", "", "", SECTION("s", ITEM("1", 1, 2, true, "")), ""));
    assert_int_equal(c.count, 2);
    assert_null(catalog_find(&c, "b"));
    assert_null(catalog_find_digest(&c, ""));
    cJSON *copy = cJSON_Duplicate(old->tree, true);
    assert_ptr_equal(catalog_find_tree(&c, copy), old);
    json_put_text(copy, "version", "3");
    assert_null(catalog_find_tree(&c, copy));
    cJSON_Delete(copy);
    catalog_cut(&c, 1);
    assert_int_equal(c.count, 1);
    assert_ptr_equal(catalog_find(&c, "a"), old);
    catalog_release(&c);
}

struct catalog_case {
    const char *packs[3];
    const char *words; /* of the refusal; NULL: accepted */
};

#define ONE(id, more) ITEM(id, 1, 2, false, more)
#define IF(item) APPLIES("{\"item\":\"" item "\",\"min\":1}")

static void catalog_checks_references(void **unused)
{
    (void)unused;
    static const struct catalog_case CASES[] = {
        {{PACK("a", SECTION("s", ONE("1", "") "," ONE("2", IF("b:1")))), PACK("b", SECTION("s", ONE("1", "") "," ALIAS("x", "a:1"))), NULL},
         NULL},
        {{PACK("a", SECTION("s", ALIAS("1", "b:1"))), NULL}, "no pack \"b\""},
        {{PACK("a", SECTION("s", ALIAS("1", "b:1"))), PACK("b", SECTION("s", ONE("2", ""))), NULL}, "a:1 refers to b:1"},
        {{PACK("a", SECTION("s", ALIAS("1", "b:1"))), PACK("b", SECTION("s", ALIAS("1", "c:1"))), PACK("c", SECTION("s", ONE("1", "")))},
         "alias itself"},
        {{PACK("a", SECTION("s", ONE("1", IF("b:1")))), NULL}, "no pack \"b\""},
        {{PACK("a", SECTION("s", ONE("1", IF("b:9")))), PACK("b", SECTION("s", ONE("1", ""))), NULL}, "no item \"9\""},
        {{PACK("a", SECTION("s", ONE("1", IF("1")))), NULL}, "a:1 lead back"},
        {{PACK("a", SECTION("s", ONE("1", IF("2")) "," ONE("2", IF("1")))), NULL}, "circle"},
        {{PACK("a", SECTION("s", ONE("1", IF("b:1")))), PACK("b", SECTION("s", ONE("1", IF("c:1")))),
          PACK("c", SECTION("s", ONE("1", IF("a:1"))))},
         "circle"},
        {{PACK("a", SECTION("s", ONE("1", IF("b:x")))), PACK("b", SECTION("s", ALIAS("x", "a:1"))), NULL}, "circle"},
        {{PACK_WITH_CHECKS("a", SECTION("s", ONE("1", "")), CHECK("k", "{\"item\":\"b:1\",\"min\":1}", "\"1\"")), NULL},
         "a:k refers to b:1"},
        {{PACK_WITH_CHECKS("a", SECTION("s", ONE("1", "")), CHECK("k", "{\"item\":\"1\",\"min\":1}", "\"b:1\"")), NULL},
         "a:k refers to b:1"},
    };
    for (size_t i = 0; i < sizeof CASES / sizeof CASES[0]; i++) {
        struct catalog c;
        catalog_init(&c);
        for (size_t k = 0; k < 3 && CASES[i].packs[k] != NULL; k++) {
            add_pack(&c, CASES[i].packs[k]);
        }
        struct error e = {.text = ""};
        enum status st = catalog_check(&c, &e);
        if (CASES[i].words == NULL ? st != ST_OK : st != ST_INPUT || strstr(e.text, CASES[i].words) == NULL) {
            fail_msg("case %zu: status %d, \"%s\"", i, (int)st, e.text);
        }
        catalog_release(&c);
    }
}

/* Only what is in use is checked: an old version beside the new one may refer to what is gone. */
static void catalog_checks_newest_versions(void **unused)
{
    (void)unused;
    struct catalog c;
    struct error e = {.text = ""};
    catalog_init(&c);
    add_pack(&c, PACK("a", SECTION("s", ALIAS("1", "gone:1"))));
    const struct pack *old = c.packs[0];
    assert_int_equal(catalog_check(&c, &e), ST_INPUT);
    add_pack(&c, PACK("a", SECTION("s", ONE("1", ""))));
    assert_int_equal(catalog_check(&c, &e), ST_OK);
    assert_int_equal(catalog_check_pack(&c, old, NULL, NULL, &e), ST_INPUT);
    assert_int_equal(catalog_check_pack(&c, catalog_find(&c, "a"), NULL, NULL, &e), ST_OK);
    catalog_release(&c);
}

/* A ladder in which each item's condition names the next one eight times: followed without a memory it would take 8^n steps. */
static void long_chains_are_refused_quickly(void **unused)
{
    (void)unused;
    for (int n = CONDITION_CHAIN_MAX; n <= 200; n += n == CONDITION_CHAIN_MAX ? 1 : 183) {
        struct buffer b;
        buffer_init(&b, BUFFER_MAX_DOCUMENT);
        for (int i = 0; i < n; i++) {
            struct buffer next;
            buffer_init(&next, BUFFER_MAX_TEXT);
            for (int k = 0; k < 8; k++) {
                buffer_add_format(&next, "%s{\"item\":\"%d\",\"min\":1}", k > 0 ? "," : "", i + 1);
            }
            buffer_add_format(&b, ITEM("%d", 1, 1, false, APPLIES("{\"any\":[%s]}")) ",", i, buffer_text(&next));
            buffer_release(&next);
        }
        buffer_add_format(&b, ITEM("%d", 1, 1, false, ""), n);
        char *text = replaced(PACK("a", SECTION("s", "HERE")), "HERE", buffer_text(&b));
        struct catalog c;
        struct error e = {.text = ""};
        catalog_init(&c);
        add_pack(&c, text);
        assert_int_equal(catalog_check(&c, &e), n > CONDITION_CHAIN_MAX ? ST_INPUT : ST_OK);
        assert_true(n <= CONDITION_CHAIN_MAX || strstr(e.text, "more than 16") != NULL);
        catalog_release(&c);
        free(text);
        buffer_release(&b);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(reads_everything),
        cmocka_unit_test(digest_survives_writing),
        cmocka_unit_test(refuses_with_item_and_member),
        cmocka_unit_test(refuses_what_is_no_pack),
        cmocka_unit_test(refuses_too_many_items),
        cmocka_unit_test(long_text_is_counted_in_characters),
        cmocka_unit_test(splits_references),
        cmocka_unit_test(catalog_keeps_versions),
        cmocka_unit_test(catalog_checks_references),
        cmocka_unit_test(catalog_checks_newest_versions),
        cmocka_unit_test(long_chains_are_refused_quickly),
    };
    return cmocka_run_group_tests_name("pack", tests, NULL, NULL);
}
