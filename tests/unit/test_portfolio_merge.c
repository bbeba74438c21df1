/* Taking files in: what becomes of each, what is stored, what a later one changes. */
#include "store/portfolio_merge.h"
#include "store/portfolio_requests.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include "portfolio_case.h"
#include "scratch.h"
#include "store/portfolio_conflict.h"
#include "store/portfolio_report.h"
#include "store/portfolio_status.h"

static bool nothing_held(void *context, const char *digest)
{
    (void)context;
    (void)digest;
    return false;
}

static bool everything_held(void *context, const char *digest)
{
    return !nothing_held(context, digest);
}

/* State of the bytes in a later merge: -1 never seen, -2 to be judged again. */
static int known(struct portfolio *p, const char *bytes, bool packs_held, int64_t *first)
{
    struct known_files *files = NULL;
    uint8_t digest[SHA256_BYTES];
    enum merge_state state;
    sha256_bytes(bytes, strlen(bytes), digest);
    OK(known_files_load(&files, p, packs_held ? everything_held : nothing_held, NULL, &e));
    const bool final = known_files_find(files, digest, &state, first);
    known_files_free(files);
    return final ? (int)state : *first < 0 ? -1 : -2;
}

static void expect_counts(struct portfolio *p, int64_t merged, int64_t unchanged, int64_t superseded, int64_t conflicts,
                          int64_t quarantined, int64_t rejected)
{
    struct status_counts c;
    OK(portfolio_counts(p, NULL, &c, &e));
    const int64_t wanted[MERGE_STATES] = {merged, unchanged, superseded, conflicts, quarantined, rejected};
    for (int i = 0; i < MERGE_STATES; i++) {
        if (c.files[i] != wanted[i]) {
            fail_msg("%s: %d, not %d", merge_state_name((enum merge_state)i), (int)c.files[i], (int)wanted[i]);
        }
    }
}

#define STATE(p, ...) (receive((p), 1, NOW, &(struct file_case){__VA_ARGS__}).state)

static void test_revisions(void **state)
{
    (void)state;
    struct portfolio *p = new_portfolio();
    int64_t first;
    (void)pin(p, "S1", 'a', false);
    assert_int_equal(STATE(p, .bytes = "r2", .letter = 'a', .revision = 2), MERGE_MERGED);
    assert_int_equal(STATE(p, .bytes = "r2", .letter = 'a', .revision = 2), MERGE_UNCHANGED);
    assert_int_equal(STATE(p, .bytes = "r2 indented", .letter = 'a', .revision = 2), MERGE_UNCHANGED);
    assert_int_equal(STATE(p, .bytes = "r2 other", .letter = 'a', .revision = 2, .content = 'o'), MERGE_CONFLICT);
    assert_int_equal(STATE(p, .bytes = "r1", .letter = 'a', .revision = 1, .content = '1'), MERGE_SUPERSEDED);
    expect_counts(p, 1, 1, 1, 1, 0, 0);
    struct receive_outcome out = receive(p, 1, NOW, &(struct file_case){.bytes = "r3", .letter = 'a', .revision = 3, .content = '3'});
    assert_int_equal(out.state, MERGE_MERGED);
    assert_true(out.replaced_in_run); /* r2 came in run 1 as well */
    out = receive(p, 2, NOW, &(struct file_case){.bytes = "r4", .letter = 'a', .revision = 4, .content = '4'});
    assert_false(out.replaced_in_run);
    assert_int_equal(STATE(p, .bytes = "r2", .letter = 'a', .revision = 2), MERGE_SUPERSEDED); /* a replay changes nothing */
    expect_counts(p, 1, 1, 4, 0, 0, 0); /* a higher revision settles the conflict about an older one, too */
    assert_int_equal(known(p, "r4", false, &first), MERGE_UNCHANGED);
    assert_int_equal(known(p, "r2", false, &first), MERGE_SUPERSEDED);
    assert_int_equal(known(p, "r2 other", false, &first), MERGE_SUPERSEDED);
    assert_int_equal(known(p, "r9", false, &first), -1);
    portfolio_close(p);
}

static void test_second_assessment(void **state)
{
    (void)state;
    struct portfolio *p = new_portfolio();
    (void)pin(p, "S1", 'a', false);
    (void)pin(p, "S2", 'b', false);
    assert_int_equal(STATE(p, .bytes = "a", .letter = 'a'), MERGE_MERGED);
    assert_int_equal(STATE(p, .bytes = "b", .letter = 'a', .assessment = ASSESSMENT_B), MERGE_CONFLICT);
    assert_int_equal(STATE(p, .bytes = "c", .letter = 'a', .assessment = ASSESSMENT_B, .period = "2027"), MERGE_MERGED);
    assert_int_equal(STATE(p, .bytes = "d", .letter = 'b'),
                     MERGE_MERGED); /* the same assessment_id of another supplier is another assessment */
    expect_counts(p, 3, 0, 0, 1, 0, 0);
    portfolio_close(p);
}

/* The file with these bytes, by its number among those that can be chosen. */
struct choosing {
    uint8_t digest[SHA256_BYTES];
    int64_t file;
};

static enum status choose(void *context, const struct conflict_choice *choice, struct error *error)
{
    struct choosing *c = context;
    (void)error;
    c->file = memcmp(choice->digest, c->digest, SHA256_BYTES) == 0 ? choice->file : c->file;
    return ST_OK;
}

static enum status decide(struct portfolio *p, const char *bytes, struct conflict_decision *out)
{
    struct choosing c = {.file = -1};
    sha256_bytes(bytes, strlen(bytes), c.digest);
    OK(portfolio_conflict_choices(p, "S1", choose, &c, &e));
    OK(portfolio_begin(p, true, &e));
    struct error why = {0};
    return portfolio_end(p, portfolio_conflict_decide(p, c.file, "rang them", NOW, out, &why), &why);
}

static void test_decided(void **state)
{
    (void)state;
    struct portfolio *p = new_portfolio();
    struct conflict_decision d;
    int64_t first, files;
    (void)pin(p, "S1", 'a', false);
    assert_int_equal(STATE(p, .bytes = "a", .letter = 'a'), MERGE_MERGED);
    assert_int_equal(decide(p, "a", &d), ST_NO); /* nothing to decide */
    assert_int_equal(STATE(p, .bytes = "b", .letter = 'a', .assessment = ASSESSMENT_B, .content = 'b'), MERGE_CONFLICT);
    assert_int_equal(STATE(p, .bytes = "b too", .letter = 'a', .assessment = ASSESSMENT_B, .content = 'b'), MERGE_CONFLICT);
    OK(decide(p, "b", &d));
    assert_false(d.stands);
    assert_int_equal(d.others, 1);                                                                              /* its copy is none */
    assert_int_equal(STATE(p, .bytes = "c", .letter = 'a', .assessment = "c", .content = 'c'), MERGE_CONFLICT); /* was not chosen */
    assert_int_equal(STATE(p, .bytes = "b", .letter = 'a', .assessment = ASSESSMENT_B, .content = 'b'), MERGE_MERGED);
    expect_counts(p, 1, 1, 1, 1, 0, 0);
    assert_int_equal(known(p, "a", false, &first), MERGE_SUPERSEDED);
    assert_int_equal(known(p, "b", false, &first), MERGE_UNCHANGED);
    assert_int_equal(STATE(p, .bytes = "a indented", .letter = 'a'), MERGE_SUPERSEDED); /* the same answers in another file */
    assert_int_equal(STATE(p, .bytes = "a2", .letter = 'a', .revision = 2, .content = '2'), MERGE_CONFLICT); /* it is said anew */
    OK(decide(p, "b", &d));                                                                                  /* what is held holds */
    assert_true(d.stands);
    assert_int_equal(d.others, 2);
    expect_counts(p, 1, 1, 4, 0, 0, 0);

    /* a decision outlives the keys */
    OK(portfolio_begin(p, true, &e));
    OK(portfolio_revoke(p, "S1", "stolen", NOW, &files, &e));
    OK(portfolio_commit(p, &e));
    (void)pin(p, "S1", 'a', true);
    assert_int_equal(STATE(p, .bytes = "a", .letter = 'a'), MERGE_SUPERSEDED);
    assert_int_equal(STATE(p, .bytes = "a2", .letter = 'a', .revision = 2, .content = '2'), MERGE_SUPERSEDED);
    assert_int_equal(STATE(p, .bytes = "b", .letter = 'a', .assessment = ASSESSMENT_B, .content = 'b'), MERGE_MERGED);

    OK(decide(p, "a2", &d)); /* and a mistake can be mended */
    assert_int_equal(STATE(p, .bytes = "a2", .letter = 'a', .revision = 2, .content = '2'), MERGE_MERGED);
    assert_int_equal(known(p, "b", false, &first), MERGE_SUPERSEDED);

    assert_int_equal(STATE(p, .bytes = "a2 other", .letter = 'a', .revision = 2, .content = '3'), MERGE_CONFLICT);
    OK(decide(p, "a2 other", &d)); /* the same revision */
    assert_int_equal(STATE(p, .bytes = "a2 other", .letter = 'a', .revision = 2, .content = '3'), MERGE_MERGED);
    assert_int_equal(STATE(p, .bytes = "a2 indented", .letter = 'a', .revision = 2, .content = '2'), MERGE_SUPERSEDED);
    portfolio_close(p);
}

static void test_signers(void **state)
{
    (void)state;
    struct portfolio *p = new_portfolio();
    int64_t first, files;
    (void)pin(p, "S1", 'a', false);
    assert_int_equal(STATE(p, .bytes = "u", .letter = 'u', .signer = SIGNER_UNKNOWN), MERGE_QUARANTINED);
    assert_int_equal(STATE(p, .bytes = "d", .letter = 'd', .signer = SIGNER_REFUSED), MERGE_REJECTED);
    assert_int_equal(STATE(p, .bytes = "c", .letter = 'a', .claimed_code = "S2"), MERGE_REJECTED);
    /* a verifier thread that still believes a certificate which is no longer pinned */
    assert_int_equal(STATE(p, .bytes = "s", .letter = 's', .signer = SIGNER_TRUSTED), MERGE_QUARANTINED);
    expect_counts(p, 0, 0, 0, 0, 2, 2);
    assert_int_equal(known(p, "u", false, &first), -2);
    assert_int_equal(first, NOW);

    (void)pin(p, "S3", 'u', false);
    const struct receive_outcome out = receive(p, 2, NOW + 86400, &(struct file_case){.bytes = "u", .letter = 'u'});
    assert_int_equal(out.state, MERGE_MERGED);
    expect_counts(p, 1, 0, 0, 0, 1, 2);
    assert_int_equal(known(p, "u", false, &first), MERGE_UNCHANGED);
    assert_int_equal(first, NOW); /* of the first receipt, not of the acceptance */

    OK(portfolio_begin(p, true, &e));
    OK(portfolio_revoke(p, "S3", "stolen", NOW, &files, &e));
    OK(portfolio_commit(p, &e));
    assert_int_equal(files, 1);
    expect_counts(p, 0, 0, 0, 0, 1, 3);
    struct status_counts counts;
    OK(portfolio_counts(p, NULL, &counts, &e));
    assert_int_equal(counts.answered, 0); /* what it merged is gone */
    assert_int_equal(STATE(p, .bytes = "u", .letter = 'u', .signer = SIGNER_UNKNOWN), MERGE_REJECTED);
    portfolio_close(p);
}

/* The row of a pin where the verifier thread saw it. */
static int64_t row_of(struct portfolio *p, char letter)
{
    struct pin_index *index = NULL;
    uint8_t certificate[SHA256_BYTES];
    int64_t row;
    certificate_of(letter, certificate);
    OK(pin_index_load(&index, p, &e));
    assert_non_null(pin_index_code(index, certificate, &row));
    pin_index_free(index);
    assert_true(row > 0);
    return row;
}

/* That row is a hint: what stands there now decides, or else the certificate. */
static void test_seen_pins(void **state)
{
    (void)state;
    struct portfolio *p = new_portfolio();
    (void)pin(p, "S1", 'a', false);
    (void)pin(p, "S2", 'b', false);
    const int64_t a = row_of(p, 'a'), b = row_of(p, 'b');
    const struct receive_outcome known = receive(p, 1, NOW, &(struct file_case){.bytes = "1", .letter = 'a', .pin = a});
    assert_int_equal(known.state, MERGE_MERGED);
    assert_string_equal(known.code, "S1");
    const struct receive_outcome others = receive(p, 1, NOW, &(struct file_case){.bytes = "2", .letter = 'b', .pin = a});
    assert_int_equal(others.state, MERGE_MERGED);
    assert_string_equal(others.code, "S2");
    assert_string_equal(receive(p, 1, NOW, &(struct file_case){.bytes = "3", .letter = 'b', .revision = 2, .pin = b + 1000}).code, "S2");

    (void)pin(p, "S1", 'z', true); /* while the thread was at it: the old key stands for nobody, and its row for no other */
    assert_int_equal(STATE(p, .bytes = "4", .letter = 'a', .revision = 2, .pin = a), MERGE_QUARANTINED);
    assert_int_equal(STATE(p, .bytes = "5", .letter = 'z', .revision = 2, .pin = a), MERGE_MERGED);
    assert_int_equal(STATE(p, .bytes = "6", .letter = 'n', .revision = 2, .pin = b), MERGE_QUARANTINED);
    portfolio_close(p);
}

#define REQUEST_A "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"
#define REQUEST_B "bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb"

static void test_requests(void **state)
{
    (void)state;
    struct portfolio *p = new_portfolio();
    (void)pin(p, "S1", 'a', false);
    (void)pin(p, "S2", 'b', false);
    const struct issued_request request = {.digest = REQUEST_A,
                                           .request_id = ASSESSMENT_B,
                                           .supplier_code = "S1",
                                           .period = "2026",
                                           .issued_at = "2026-11-01T00:00:00Z",
                                           .due = "2026-12-15",
                                           .document = "{}",
                                           .document_length = 2};
    OK(portfolio_request_add(p, &request, &e));
    assert_int_equal(STATE(p, .bytes = "other's", .letter = 'b', .request = REQUEST_A), MERGE_QUARANTINED);
    assert_int_equal(STATE(p, .bytes = "nobody's", .letter = 'a', .request = REQUEST_B), MERGE_QUARANTINED);
    assert_int_equal(STATE(p, .bytes = "none named", .letter = 'a'), MERGE_QUARANTINED);
    assert_int_equal(STATE(p, .bytes = "none named, other year", .letter = 'a', .period = "2025"), MERGE_MERGED);
    assert_int_equal(STATE(p, .bytes = "none asked", .letter = 'b'), MERGE_MERGED);
    assert_int_equal(STATE(p, .bytes = "answers", .letter = 'a', .request = REQUEST_A, .assessment = ASSESSMENT_B), MERGE_MERGED);
    assert_int_equal(STATE(p, .bytes = "none named", .letter = 'a', .assessment = "33333333-3333-4333-8333-333333333333"),
                     MERGE_CONFLICT); /* answered: none is open, but what answers none does not count beside it by itself */
    expect_counts(p, 3, 0, 0, 1, 2, 0);
    portfolio_close(p);
}

/* Answers to a pack that was not at hand are read again once it is. */
static void test_pack_comes_later(void **state)
{
    (void)state;
    struct portfolio *p = new_portfolio();
    int64_t first;
    (void)pin(p, "S1", 'a', false);
    assert_int_equal(STATE(p, .bytes = "a", .letter = 'a'), MERGE_MERGED);
    assert_int_equal(known(p, "a", false, &first), MERGE_UNCHANGED);
    assert_int_equal(known(p, "a", true, &first), -2);
    portfolio_close(p);
}

static enum status note_supplier(void *context, const struct portfolio_supplier *s, struct error *e)
{
    (void)e;
    buffer_add_format(context, "%s|%s|%d|%s|%s", s->code, s->name, (int)s->state, s->verdict, s->answered_on);
    for (size_t i = 0; s->levels != NULL && i < 2; i++) {
        buffer_add_format(context, "|%d", s->levels[i]);
    }
    buffer_add_char(context, '\n');
    return ST_OK;
}

static enum status note_product(void *context, const struct portfolio_product *x, struct error *e)
{
    (void)e;
    buffer_add_format(context, "%s|%s|%s|%d%d\n", x->product, x->version, x->code, x->internet, x->credentials);
    return ST_OK;
}

static enum status note_incident(void *context, const struct portfolio_incident *x, struct error *e)
{
    (void)e;
    buffer_add_format(context, "%s|%s|%s|%.4s\n", x->file, x->received, x->code, x->fingerprint);
    return ST_OK;
}

/* Whether its key or the other one came first. */
static void test_other_signer(void **state)
{
    (void)state;
    struct portfolio *p = new_portfolio();
    assert_int_equal(STATE(p, .bytes = "before", .letter = 'u', .signer = SIGNER_UNKNOWN, .claimed_code = "S1"), MERGE_QUARANTINED);
    (void)pin(p, "S1", 'a', false);
    OK(portfolio_begin(p, true, &e));
    OK(portfolio_settle_signers(p, 1, NULL, NULL, &e));
    OK(portfolio_commit(p, &e));
    expect_counts(p, 0, 0, 0, 0, 0, 1);
    struct receive_outcome out =
        receive(p, 1, NOW, &(struct file_case){.bytes = "after", .letter = 'u', .signer = SIGNER_UNKNOWN, .claimed_code = "S1"});
    assert_int_equal(out.state, MERGE_REJECTED);
    assert_int_equal(out.why, REASON_VERDICT);
    assert_string_equal(out.verdict, "different_signer");
    assert_string_equal(out.reason, "The supplier \"S1\" has another key here than the one that signed this.");
    out = receive(p, 1, NOW, &(struct file_case){.bytes = "of S1", .letter = 'a', .signer = SIGNER_UNKNOWN, .claimed_code = "S2"});
    assert_string_equal(out.reason, "The file names the supplier \"S2\", but its signer is known as \"S1\".");
    assert_int_equal(out.state, MERGE_REJECTED);
    assert_int_equal(STATE(p, .bytes = "new", .letter = 'u', .signer = SIGNER_UNKNOWN, .claimed_code = "S9"), MERGE_QUARANTINED);
    portfolio_close(p);
}

static void test_source(void **state)
{
    (void)state;
    struct portfolio *p = new_portfolio();
    struct catalog catalog;
    struct portfolio_source source;
    struct buffer text;
    catalog_init(&catalog);
    buffer_init(&text, BUFFER_MAX_TEXT);
    (void)pin(p, "S2", 'b', false);
    (void)pin(p, "S1", 'a', false);
    OK(portfolio_begin(p, true, &e));
    OK(portfolio_supplier_put(p, &(struct supplier_record){.code = "S3", .confidential = -1, .outage = -1, .access = -1}, NOW, NULL, &e));
    OK(portfolio_commit(p, &e));
    (void)pin(p, "S4", 'd', false);
    (void)STATE(p, .bytes = "one", .letter = 'a');
    (void)STATE(p, .bytes = "two", .letter = 'b');
    (void)STATE(p, .bytes = "two again", .letter = 'b', .content = 'x');
    (void)STATE(p, .bytes = "three", .letter = 'u', .signer = SIGNER_UNKNOWN, .claimed_code = "S3");
    struct receive_outcome outcome;
    OK(portfolio_receive_unreadable(p, "four", "Not yet.", REASON_VERDICT, NOW, &outcome, &e));
    (void)STATE(p, .bytes = "four", .letter = 'd', .signer = SIGNER_REFUSED); /* read at last */
    OK(portfolio_receive_unreadable(p, "five", "Nobody may look into it.", REASON_UNREAD, NOW, &outcome, &e));
    assert_int_equal(outcome.why, REASON_UNREAD);
    OK(portfolio_receive_unreadable(p, "five", "It could not be opened: or so it says.", REASON_VERDICT, NOW, &outcome, &e));
    assert_int_equal(outcome.why, REASON_VERDICT);
    OK(portfolio_source_open(&source, p, &catalog, NULL, true, NOW, &e));
    assert_string_equal(source.period, "2026");
    assert_int_equal(source.files, 5);
    assert_int_equal(source.npacks, 1);
    assert_null(source.packs[0].pack);
    assert_int_equal(source.packs[0].suppliers, 2);
    assert_int_equal(source.nitems, 2); /* of a pack that is not at hand: as they came */
    for (int twice = 0; twice < 2; twice++) {
        buffer_clear(&text);
        OK(source.suppliers(&source, note_supplier, &text, &e));
        assert_string_equal(buffer_text(&text), "S1|見本|0|trusted|2026-11-20|2|-2\nS2|見本|6|trusted|2026-11-20|2|-2\nS3||5||\nS4||4||\n");
    }
    buffer_clear(&text);
    OK(source.products(&source, note_product, &text, &e));
    assert_string_equal(buffer_text(&text), "Example Mail|5.1|S1|10\nExample Mail|5.1|S2|10\n");
    buffer_clear(&text);
    OK(source.incidents(&source, PORTFOLIO_INCIDENT_QUARANTINED, note_incident, &text, &e));
    OK(source.incidents(&source, PORTFOLIO_INCIDENT_CONFLICT, note_incident, &text, &e));
    OK(source.incidents(&source, PORTFOLIO_INCIDENT_REJECTED, note_incident, &text, &e));
    assert_string_equal(buffer_text(&text), "three|2026-11-21T00:00:00Z|S3|7575\ntwo again|2026-11-21T00:00:00Z|S2|6262\n"
                                            "four|2026-11-21T00:00:00Z||6464\nfive|2026-11-21T00:00:00Z||\n");
    portfolio_source_release(&source);
    buffer_release(&text);
    catalog_release(&catalog);
    portfolio_close(p);
}

#define SCRATCH(test) cmocka_unit_test_setup_teardown(test, enter, leave)

int main(void)
{
    const struct CMUnitTest tests[] = {SCRATCH(test_revisions),        SCRATCH(test_second_assessment), SCRATCH(test_decided),
                                       SCRATCH(test_signers),          SCRATCH(test_seen_pins),         SCRATCH(test_requests),
                                       SCRATCH(test_pack_comes_later), SCRATCH(test_other_signer),      SCRATCH(test_source)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
