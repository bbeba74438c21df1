#include "store/portfolio_rules.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#define TRUSTED .signer = SIGNER_TRUSTED, .code = "S1", .number = "8700110005901", .revision = 2
#define HELD(r) .held = true, .held_revision = (r)

static const struct {
    const char *what;
    struct merge_case c;
    enum merge_state state;
    enum merge_reason reason;
} TABLE[] = {
    {"first answers", {TRUSTED}, MERGE_MERGED, REASON_NONE},
    {"claims its own code and number", {TRUSTED, .claimed_code = "S1", .claimed_number = "8700110005901"}, MERGE_MERGED, REASON_NONE},
    {"claims another code", {TRUSTED, .claimed_code = "S2"}, MERGE_REJECTED, REASON_OTHER_CODE},
    {"codes differ by case", {TRUSTED, .claimed_code = "s1"}, MERGE_REJECTED, REASON_OTHER_CODE},
    {"claims another number", {TRUSTED, .claimed_number = "2700110005907"}, MERGE_REJECTED, REASON_OTHER_NUMBER},
    {"no number is known here",
     {.signer = SIGNER_TRUSTED, .code = "S1", .revision = 1, .claimed_number = "2700110005907"},
     MERGE_MERGED,
     REASON_NONE},
    {"another code wins over all that follows",
     {TRUSTED, .claimed_code = "S2", HELD(2), .same_content = true},
     MERGE_REJECTED,
     REASON_OTHER_CODE},

    {"unknown signer", {.signer = SIGNER_UNKNOWN, .claimed_code = "S1"}, MERGE_QUARANTINED, REASON_UNKNOWN_SIGNER},
    {"unknown signer of content that is held",
     {.signer = SIGNER_UNKNOWN, HELD(2), .same_content = true},
     MERGE_QUARANTINED,
     REASON_UNKNOWN_SIGNER},
    {"revoked signer", {.signer = SIGNER_REVOKED}, MERGE_REJECTED, REASON_REVOKED},
    {"refused signer", {.signer = SIGNER_REVOKED, .refused = true}, MERGE_REJECTED, REASON_REFUSED},
    {"refused by its verdict", {.signer = SIGNER_REFUSED}, MERGE_REJECTED, REASON_VERDICT},
    {"refused, same content held", {.signer = SIGNER_REFUSED, HELD(2), .same_content = true}, MERGE_REJECTED, REASON_VERDICT},

    {"the same again", {TRUSTED, HELD(2), .same_content = true}, MERGE_UNCHANGED, REASON_NONE},
    {"higher revision", {TRUSTED, HELD(1)}, MERGE_MERGED, REASON_NONE},
    {"higher revision, same content cannot be, but merges", {TRUSTED, HELD(1), .same_content = true}, MERGE_MERGED, REASON_NONE},
    {"lower revision", {TRUSTED, HELD(3)}, MERGE_SUPERSEDED, REASON_OLDER_REVISION},
    {"same revision, other content", {TRUSTED, HELD(2)}, MERGE_CONFLICT, REASON_SAME_REVISION},

    {"a second assessment for the period", {TRUSTED, .rival = true}, MERGE_CONFLICT, REASON_SECOND_ASSESSMENT},
    {"an older revision is superseded also beside a rival", {TRUSTED, HELD(3), .rival = true}, MERGE_SUPERSEDED, REASON_OLDER_REVISION},
    {"decided against, also in another file", {TRUSTED, .rival = true, .decision = "x"}, MERGE_SUPERSEDED, REASON_DECIDED},
    {"decided against, and what held instead is gone", {TRUSTED, .decision = "x"}, MERGE_SUPERSEDED, REASON_DECIDED},
    {"what is held gives way", {TRUSTED, HELD(2), .held_decided = true}, MERGE_MERGED, REASON_NONE},
    {"decided for, though a request is open", {TRUSTED, .request_outstanding = true, .chosen = true}, MERGE_MERGED, REASON_NONE},
    {"what is held gives way, but not to an older one", {TRUSTED, HELD(3), .held_decided = true}, MERGE_SUPERSEDED, REASON_OLDER_REVISION},
    {"what is held stays until the other one is there",
     {TRUSTED, HELD(2), .same_content = true, .decision = "x"},
     MERGE_UNCHANGED,
     REASON_NONE},
    {"a higher revision that moves onto a rival's place", {TRUSTED, HELD(1), .rival = true}, MERGE_CONFLICT, REASON_SECOND_ASSESSMENT},

    {"answers our request",
     {TRUSTED, .names_request = true, .request_issued = true, .request_outstanding = true},
     MERGE_MERGED,
     REASON_NONE},
    {"answers somebody else's request", {TRUSTED, .names_request = true}, MERGE_QUARANTINED, REASON_REQUEST_NOT_ISSUED},
    {"answers somebody else's request, again",
     {TRUSTED, .names_request = true, HELD(2), .same_content = true},
     MERGE_QUARANTINED,
     REASON_REQUEST_NOT_ISSUED},
    {"names none, one is open", {TRUSTED, .request_outstanding = true}, MERGE_QUARANTINED, REASON_REQUEST_OUTSTANDING},
    {"names none, one is open, but these were merged before it",
     {TRUSTED, .request_outstanding = true, HELD(2), .same_content = true},
     MERGE_UNCHANGED,
     REASON_NONE},
    {"names none, and older than the answers to the one of the year",
     {TRUSTED, .answered_since = true, .rival = true, .unasked = true},
     MERGE_SUPERSEDED,
     REASON_ANSWERED},
    {"names none, and answers to the one of the year are here", {TRUSTED, .rival = true, .unasked = true}, MERGE_CONFLICT, REASON_UNASKED},
    {"the same of what was merged before the request", {TRUSTED, HELD(1), .rival = true, .unasked = true}, MERGE_CONFLICT, REASON_UNASKED},
    {"names none, one is open, old revision", {TRUSTED, .request_outstanding = true, HELD(3)}, MERGE_SUPERSEDED, REASON_OLDER_REVISION},
};

static void test_table(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof TABLE / sizeof *TABLE; i++) {
        const struct merge_decision d = merge_decide(&TABLE[i].c);
        if (d.state != TABLE[i].state || d.reason != TABLE[i].reason) {
            fail_msg("%s: %s (reason %d), not %s (reason %d)", TABLE[i].what, merge_state_name(d.state), (int)d.reason,
                     merge_state_name(TABLE[i].state), (int)TABLE[i].reason);
        }
    }
}

/* Whatever else is true, only a trusted signer's file is ever merged, or displaces or conflicts with anything. */
static void test_untrusted_never_counts(void **state)
{
    (void)state;
    for (unsigned bits = 0; bits < 1U << 10; bits++) {
        for (int signer = SIGNER_UNKNOWN; signer <= SIGNER_REFUSED; signer++) {
            for (int64_t held = 1; held <= 3; held++) {
                const struct merge_case c = {
                    .signer = (enum merge_signer)signer,
                    .code = bits & 1 ? "S1" : NULL,
                    .claimed_code = bits & 2 ? "S1" : NULL,
                    .names_request = bits & 4,
                    .request_issued = bits & 8,
                    .held = bits & 16,
                    .same_content = bits & 32,
                    .rival = bits & 64,
                    .held_decided = bits & 128,
                    .chosen = bits & 512,
                    .decision = bits & 256 ? "x" : NULL,
                    .revision = 2,
                    .held_revision = held,
                };
                const enum merge_state got = merge_decide(&c).state;
                assert_true(got == MERGE_QUARANTINED || got == MERGE_REJECTED);
            }
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_table), cmocka_unit_test(test_untrusted_never_counts)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
