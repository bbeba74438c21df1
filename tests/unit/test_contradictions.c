#include "model/contradictions.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static void holds(const char *document, const char *wanted)
{
    cJSON *tree = cJSON_Parse(document);
    struct buffer out;
    buffer_init(&out, BUFFER_MAX_TEXT);
    assert_non_null(tree);
    contradictions_add(&out, tree);
    assert_string_equal(buffer_text(&out), wanted);
    buffer_release(&out);
    cJSON_Delete(tree);
}

static void test_each_once_in_order(void **state)
{
    (void)state;
    holds("{}", "");
    holds("{\"checks\": [{\"items\": [\"a:2\", \"a:1\"]}, {\"items\": [\"a:1\", \"b:1\"]}]}", "a:2 a:1 b:1");
}

/* What is only begun contradicts itself where both answers are there, not where something is still to come. */
static void test_begun(void **state)
{
    (void)state;
#define BEGUN(unfinished)                                                                                                                  \
    "{" unfinished                                                                                                                         \
    "\"answers\": {\"a\": {\"1\": {\"level\": 0}, \"2\": {\"unknown\": true}, \"3\": {\"level\": 1, \"confirmed\": false}}},"              \
    "\"checks\": [{\"items\": [\"a:1\"]}, {\"items\": [\"a:1\", \"a:3\"]}, {\"items\": [\"a:2\", \"a:4\"]}, {\"items\": [\"b:1\", "        \
    "\"a:1\"]},"                                                                                                                           \
    "{\"items\": [\"a:2\", \"a:1\"]}]}"
    holds(BEGUN("\"unfinished\": true,"), "a:2 a:1");
    holds(BEGUN(""), "a:1 a:3 a:2 a:4 b:1");
}

/* The text becomes a command that somebody types. */
static void test_references_only(void **state)
{
    (void)state;
    holds("{\"checks\": [{\"items\": [\"a:1; rm -rf x\", \"$(x):1\", 7, \"a\", \"a:1\"]}]}", "a:1");
}

static void test_so_many(void **state)
{
    (void)state;
    cJSON *tree = cJSON_CreateObject(), *checks = cJSON_AddArrayToObject(tree, "checks"), *hit = cJSON_CreateObject();
    cJSON *items = cJSON_AddArrayToObject(hit, "items");
    cJSON_AddItemToArray(checks, hit);
    for (int i = 0; i < 1000; i++) {
        char word[16];
        (void)snprintf(word, sizeof word, "a:%d", i);
        cJSON_AddItemToArray(items, cJSON_CreateString(word));
    }
    struct buffer out;
    buffer_init(&out, BUFFER_MAX_TEXT);
    contradictions_add(&out, tree);
    assert_null(strstr(buffer_text(&out), "a:40"));
    assert_non_null(strstr(buffer_text(&out), " a:39"));
    buffer_release(&out);
    cJSON_Delete(tree);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_each_once_in_order),
        cmocka_unit_test(test_begun),
        cmocka_unit_test(test_references_only),
        cmocka_unit_test(test_so_many),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
