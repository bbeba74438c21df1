/* The proof of an enrolment, against values that other software computed. */
#include "trust/enrol.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>

#include <cmocka.h>

/* secret 00 01 … 1f, certificate 20 21 … 3f, request 40 41 … 5f:
 *   (printf 'tenken-enrol/1\0'; printf '%s' 2021…3f 4041…5f | xxd -r -p; printf ID) | openssl mac -digest SHA256 -macopt hexkey:0001…1f
 * HMAC */
#define ASSESSMENT "10000000-0000-4000-8000-000000000001"
#define PROOF "9_r6qvBAZXT1KeNbENSaMUCt9oIMAUMI71pg_nxMEu4"

static uint8_t secret[SHA256_BYTES], certificate[SHA256_BYTES];
static char request[SHA256_TEXT];

static int fill(void **state)
{
    uint8_t digest[SHA256_BYTES];
    (void)state;
    for (int i = 0; i < SHA256_BYTES; i++) {
        secret[i] = (uint8_t)i;
        certificate[i] = (uint8_t)(0x20 + i);
        digest[i] = (uint8_t)(0x40 + i);
    }
    hex_encode(digest, sizeof digest, request);
    return 0;
}

static void the_value_that_openssl_computes(void **state)
{
    (void)state;
    char proof[ENROL_TEXT];
    struct error e = {.text = ""};
    assert_int_equal(enrol_proof(secret, certificate, request, ASSESSMENT, proof, &e), ST_OK);
    assert_string_equal(proof, PROOF);
    assert_true(enrol_fits(PROOF, secret, certificate, request, ASSESSMENT));
}

static void everything_counts(void **state)
{
    (void)state;
    uint8_t other[SHA256_BYTES];
    char other_request[SHA256_TEXT], cut[ENROL_TEXT] = PROOF;
    memcpy(other, secret, sizeof other);
    other[31] ^= 1;
    assert_false(enrol_fits(PROOF, other, certificate, request, ASSESSMENT));
    memcpy(other, certificate, sizeof other);
    other[0] ^= 1;
    assert_false(enrol_fits(PROOF, secret, other, request, ASSESSMENT));
    memcpy(other_request, request, sizeof other_request);
    other_request[63] = '0';
    assert_false(enrol_fits(PROOF, secret, certificate, other_request, ASSESSMENT));
    assert_false(enrol_fits(PROOF, secret, certificate, request, "10000000-0000-4000-8000-000000000002"));
    cut[ENROL_TEXT - 2] = '\0';
    assert_false(enrol_fits(cut, secret, certificate, request, ASSESSMENT));
    assert_false(enrol_fits("", secret, certificate, request, ASSESSMENT));
}

static void what_is_malformed_is_refused(void **state)
{
    (void)state;
    char proof[ENROL_TEXT];
    assert_int_equal(enrol_proof(secret, certificate, "40", ASSESSMENT, proof, NULL), ST_INPUT);
    assert_int_equal(enrol_proof(secret, certificate, request, "1", proof, NULL), ST_INPUT);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_value_that_openssl_computes),
        cmocka_unit_test(everything_counts),
        cmocka_unit_test(what_is_malformed_is_refused),
    };
    return cmocka_run_group_tests_name("enrol", tests, fill, NULL);
}
