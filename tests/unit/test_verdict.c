/* Verdicts: what the reader's own store says about the signers, in each role, and by several threads at once. (Forged and broken files:
 * tests/interop/test_verify_table.py.) */
#include "base/buffer.h"
#include "model/json.h"
#include "model/portfolio_standing.h"
#include "trust/verdict.h"

#include <pthread.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#define NOW INT64_C(1795219200) /* 2026-11-21T00:00:00Z */
#define THREADS 4
#define ROUNDS 100

static struct identity supplier, other, assessor;

static int make_identities(void **state)
{
    (void)state;
    const struct clock clock = clock_fixed(NOW);
    return identity_make(&supplier, "Mihon Works", &clock, NULL) != ST_OK || identity_make(&other, "Other", &clock, NULL) != ST_OK ||
           identity_make(&assessor, "Consultant", &clock, NULL) != ST_OK;
}

static int release_identities(void **state)
{
    (void)state;
    identity_release(&supplier);
    identity_release(&other);
    identity_release(&assessor);
    return 0;
}

static const char DOCUMENT[] =
    "{\"assessment_id\":\"10000000-0000-4000-8000-000000000001\",\"revision\":1,\"period\":\"2026\",\"issued_at\":"
    "\"2026-11-20T00:00:00Z\",\"supplier\":{\"name\":\"Mihon Works\",\"supplier_code\":\"S1\"},\"request\":null,"
    "\"packs\":[{\"id\":\"basic10\",\"version\":\"1\",\"sha256\":"
    "\"0000000000000000000000000000000000000000000000000000000000000000\"}],"
    "\"answers\":{\"basic10\":{\"1\":{\"level\":2,\"assessor\":{\"level\":1,\"reason\":\"not seen\"}}}}}";

/* Answers signed by the supplier and, unless NULL, by an assessor. */
static void write_file(struct buffer *out, const struct identity *by, const struct identity *assessed_by)
{
    const struct clock clock = clock_fixed(NOW);
    cJSON *document = json_read(DOCUMENT, sizeof DOCUMENT - 1, &JSON_LIMITS_DOCUMENT, "document", NULL);
    cJSON *signatures = cJSON_CreateArray();
    cJSON_AddItemToArray(signatures, jws_sign(by, document, DOCUMENT_ANSWERS, ROLE_SUPPLIER, &clock, NULL, NULL));
    if (assessed_by != NULL) {
        cJSON_AddItemToArray(signatures, jws_sign(assessed_by, document, DOCUMENT_ANSWERS, ROLE_ASSESSOR, &clock, NULL, NULL));
    }
    cJSON *envelope = envelope_build(DOCUMENT_ANSWERS, document, signatures);
    buffer_init(out, BUFFER_MAX_DOCUMENT);
    assert_int_equal(json_pretty(envelope, out, NULL), ST_OK);
    cJSON_Delete(envelope);
}

/* A store that knows one certificate, in one role, for one supplier. */
struct store {
    const char *sha256;
    enum role role;
    const char *code;
};

static bool lookup(void *context, const char sha256[SHA256_TEXT], enum role role, char code[64])
{
    const struct store *store = context;
    if (strcmp(store->sha256, sha256) != 0 || store->role != role) {
        return false;
    }
    (void)snprintf(code, 64, "%s", store->code);
    return true;
}

static bool pinned(void *context, const char *code, char sha256[SHA256_TEXT])
{
    const struct store *store = context;
    if (store->role != ROLE_SUPPLIER || strcmp(store->code, code) != 0) {
        return false;
    }
    memcpy(sha256, store->sha256, SHA256_TEXT);
    return true;
}

struct verdict_case {
    struct judgement judgement;
    struct envelope envelope;
    struct buffer canonical;
};

static void judge(struct verdict_case *c, const struct buffer *file, const struct trust_anchors *anchors)
{
    buffer_init(&c->canonical, BUFFER_MAX_DOCUMENT);
    assert_int_equal(judge_json(file->data, file->length, "file", anchors, NOW, &c->envelope, &c->canonical, &c->judgement, NULL), ST_OK);
}

static void release(struct verdict_case *c)
{
    judgement_release(&c->judgement);
    envelope_release(&c->envelope);
    buffer_release(&c->canonical);
}

static bool has_problem(const struct judgement *j, const char *text)
{
    for (size_t i = 0; i < j->nproblems; i++) {
        if (strstr(j->problems[i], text) != NULL) {
            return true;
        }
    }
    return false;
}

static void the_store_decides(void **state)
{
    (void)state;
    const struct {
        struct store store;
        enum verdict verdict;
        const char *code;
    } table[] = {
        {{supplier.sha256, ROLE_SUPPLIER, "S1"}, VERDICT_TRUSTED, "S1"},
        {{supplier.sha256, ROLE_SUPPLIER, "S2"}, VERDICT_DIFFERENT_SIGNER, "S2"}, /* a known supplier under another's code */
        {{supplier.sha256, ROLE_ASSESSOR, "S1"}, VERDICT_UNKNOWN_SIGNER, ""},     /* a consultant signs as the firm */
        {{supplier.sha256, ROLE_REQUESTER, "S1"}, VERDICT_UNKNOWN_SIGNER, ""},
        {{other.sha256, ROLE_SUPPLIER, "S1"}, VERDICT_DIFFERENT_SIGNER, ""}, /* S1 is known by another key */
        {{other.sha256, ROLE_SUPPLIER, "S2"}, VERDICT_UNKNOWN_SIGNER, ""},
    };
    struct buffer file;
    write_file(&file, &supplier, NULL);
    for (size_t i = 0; i < sizeof table / sizeof table[0]; i++) {
        struct store store = table[i].store;
        const struct trust_anchors anchors = {.lookup = lookup, .pinned = pinned, .context = &store};
        struct verdict_case c;
        judge(&c, &file, &anchors);
        assert_string_equal(verdict_name(c.judgement.verdict), verdict_name(table[i].verdict));
        assert_string_equal(c.judgement.code, table[i].code);
        assert_int_equal(c.judgement.supplier, 0);
        assert_int_equal(c.judgement.trusted[0], table[i].verdict == VERDICT_TRUSTED);
        assert_true(c.judgement.nproblems > 0 || table[i].verdict == VERDICT_TRUSTED);
        release(&c);
    }
    buffer_release(&file);
}

/* The assessor never changes the verdict; who the reader takes for one does not follow from the header. */
static void assessors_are_listed_apart(void **state)
{
    (void)state;
    struct buffer file;
    struct store store = {assessor.sha256, ROLE_ASSESSOR, ""};
    struct trust_anchors anchors = {.pin = supplier.sha256, .lookup = lookup, .context = &store};
    struct verdict_case c;
    write_file(&file, &supplier, &assessor);
    judge(&c, &file, &anchors);
    assert_int_equal(c.judgement.verdict, VERDICT_TRUSTED);
    assert_int_equal(c.judgement.nsigners, 2);
    assert_true(c.judgement.trusted[0] && c.judgement.trusted[1]);
    assert_int_equal(c.judgement.nproblems, 0);
    release(&c);

    anchors.lookup = NULL;
    judge(&c, &file, &anchors);
    assert_int_equal(c.judgement.verdict, VERDICT_TRUSTED);
    assert_true(c.judgement.trusted[0] && !c.judgement.trusted[1]);
    assert_true(has_problem(&c.judgement, "only claimed"));
    release(&c);

    anchors.pin = assessor.sha256; /* pinned is the consultant: that is not the firm */
    judge(&c, &file, &anchors);
    assert_int_equal(c.judgement.verdict, VERDICT_DIFFERENT_SIGNER);
    release(&c);
    buffer_release(&file);
}

static void what_is_handed_out(void **state)
{
    (void)state;
    struct buffer file, tree;
    const struct trust_anchors none = {0};
    struct verdict_case c;
    write_file(&file, &supplier, NULL);
    judge(&c, &file, &none);
    assert_non_null(c.envelope.tree);
    buffer_init(&tree, BUFFER_MAX_DOCUMENT);
    assert_int_equal(json_canonical(c.envelope.document, &tree, NULL), ST_OK);
    assert_string_equal(c.canonical.data, tree.data);
    release(&c);
    buffer_release(&tree);

    file.length /= 2;
    judge(&c, &file, &none);
    assert_int_equal(c.judgement.verdict, VERDICT_UNREADABLE);
    assert_null(c.envelope.tree);
    assert_int_equal(c.canonical.length, 0);
    assert_int_equal(c.judgement.supplier, SIZE_MAX);
    assert_int_equal(c.judgement.nproblems, 1);
    release(&c);
    buffer_release(&file);
}

static void *judge_often(void *argument)
{
    const struct buffer *files = argument;
    const struct trust_anchors anchors = {.pin = supplier.sha256};
    size_t *wrong = calloc(1, sizeof *wrong);
    for (size_t i = 0; wrong != NULL && i < ROUNDS; i++) {
        struct verdict_case c;
        const size_t which = i % 2;
        buffer_init(&c.canonical, BUFFER_MAX_DOCUMENT);
        const enum status st =
            judge_json(files[which].data, files[which].length, "file", &anchors, NOW, &c.envelope, &c.canonical, &c.judgement, NULL);
        *wrong += st != ST_OK || c.judgement.verdict != (which == 0 ? VERDICT_TRUSTED : VERDICT_DIFFERENT_SIGNER);
        release(&c);
    }
    return wrong;
}

static void threads_do_not_disturb_each_other(void **state)
{
    (void)state;
    struct buffer files[2];
    pthread_t threads[THREADS];
    write_file(&files[0], &supplier, NULL);
    write_file(&files[1], &other, NULL);
    for (size_t i = 0; i < THREADS; i++) {
        assert_int_equal(pthread_create(&threads[i], NULL, judge_often, files), 0);
    }
    for (size_t i = 0; i < THREADS; i++) {
        void *wrong = NULL;
        assert_int_equal(pthread_join(threads[i], &wrong), 0);
        assert_non_null(wrong);
        assert_int_equal(*(size_t *)wrong, 0);
        free(wrong);
    }
    buffer_release(&files[0]);
    buffer_release(&files[1]);
}

static void sheets_are_known_by_one_word(void **state)
{
    (void)state;
    assert_true(portfolio_verdict_is_sheet(verdict_name(VERDICT_SHEET)));
    assert_false(portfolio_verdict_is_sheet(verdict_name(VERDICT_TRUSTED)));
    assert_false(portfolio_verdict_is_sheet("")); /* nothing was merged */
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_store_decides),
        cmocka_unit_test(sheets_are_known_by_one_word),
        cmocka_unit_test(assessors_are_listed_apart),
        cmocka_unit_test(what_is_handed_out),
        cmocka_unit_test(threads_do_not_disturb_each_other),
    };
    return cmocka_run_group_tests(tests, make_identities, release_identities);
}
