/* Peers: the figures that anyone gets who computes them from the totals. */
#include "model/peers.h"
#include "model/portfolio_statistics.h"
#include "model/score.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

static void test_figures(void **state)
{
    (void)state;
    int totals[] = {900, 100, 200, 300, 400, 500, 600, 700, 800, 1000};
    struct peers p;
    assert_true(peers_measure(totals, 10, &p));
    assert_int_equal(p.count, 10);
    assert_int_equal(p.first, 325); /* as a spreadsheet has it: a quarter of the way from 300 to 400 */
    assert_int_equal(p.median, 550);
    assert_int_equal(p.third, 775);
    assert_int_equal(p.mean, 550);
    assert_int_equal(peers_deviation_score(&p, 550), 500);
    assert_int_equal(peers_deviation_score(&p, 1000), 657); /* sigma = 287.2…, 50 + 10 * 450 / 287.2 = 65.67 */
    assert_int_equal(peers_deviation_score(&p, 100), 343);
}

static void test_few_and_equal(void **state)
{
    (void)state;
    int totals[10] = {5, 5, 5, 5, 5, 5, 5, 5, 5, 5};
    struct peers p;
    assert_false(peers_measure(totals, 9, &p));
    assert_true(peers_measure(totals, 10, &p));
    assert_int_equal(peers_deviation_score(&p, 5), 500);
}

static void test_groups(void **state)
{
    (void)state;
    struct peer_groups g = {0};
    size_t count = 0;
    for (int i = 0; i < 12; i++) {
        assert_int_equal(peer_groups_add(&g, "6-20", "E", i * 10, NULL), ST_OK);
        assert_int_equal(peer_groups_add(&g, i < 9 ? "6-2" : "6-20", "0E", 500, NULL), ST_OK);
        assert_int_equal(peer_groups_add(&g, "", "", 500, NULL), ST_OK);
        assert_int_equal(peer_groups_add(&g, "6-20", "", 500, NULL), ST_OK);
    }
    assert_int_equal(peer_groups_measure(&g, NULL), ST_OK);
    const struct peers *p = peer_groups_find(&g, "6-20", "E", &count);
    assert_non_null(p);
    assert_int_equal(count, 12);
    assert_int_equal(p->mean, 55);
    assert_null(peer_groups_find(&g, "6-2", "0E", &count)); /* too few; and no other group's */
    assert_int_equal(count, 9);
    assert_null(peer_groups_find(&g, "51-100", "E", &count));
    assert_int_equal(count, 0);
    assert_null(peer_groups_find(&g, "", "", &count)); /* nothing named is nothing in common */
    assert_int_equal(count, 0);
    assert_null(peer_groups_find(&g, "6-20", "", &count));
    assert_int_equal(count, 0);
    peer_groups_release(&g);
}

static void test_only_finished_answers_are_compared(void **state)
{
    (void)state;
    assert_true(portfolio_scored(&(struct portfolio_supplier){.state = PORTFOLIO_ANSWERED, .total = 0}));
    assert_false(portfolio_scored(&(struct portfolio_supplier){.state = PORTFOLIO_ANSWERED, .total = SCORE_NONE}));
    /* begun, and late by now */
    assert_false(portfolio_scored(&(struct portfolio_supplier){.state = PORTFOLIO_UNFINISHED, .total = 500}));
    assert_false(portfolio_scored(&(struct portfolio_supplier){.state = PORTFOLIO_LATE, .total = 500}));
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_figures), cmocka_unit_test(test_few_and_equal), cmocka_unit_test(test_groups),
                                       cmocka_unit_test(test_only_finished_answers_are_compared)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
