/* Requests after an alert gathered by what they are about: which one of a supplier counts, and which alarms a report on a period tells. */
#include "model/alarms.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

#define NOW 1795219200 /* 2026-11-21 */

struct asked {
    int64_t supplier;
    const char *about, *issued_at, *due, *replied_at;
    bool clean, ended;
};

struct asking {
    const struct asked *each;
    size_t count;
};

static enum status walk(struct portfolio_source *source, urgent_visit *visit, void *context, struct error *e)
{
    const struct asking *asking = source->context;
    enum status st = ST_OK;
    for (size_t i = 0; i < asking->count && st == ST_OK; i++) {
        const struct asked *a = &asking->each[i];
        const struct urgent_request r = {
            .supplier = a->supplier,
            .code = "S1",
            .name = "",
            .email = "",
            .about = a->about,
            .issued_at = a->issued_at,
            .due = a->due,
            .ended_at = a->ended ? "2026-11-20T00:00:00Z" : "",
            .replied_at = a->replied_at,
            .contact_name = "",
            .phone = "",
            .ring = "000-0000-0000",
            .digest = "",
            .request = "",
            .clean = a->clean,
            .held_at = "",
            .rejected_at = "",
            .closed_at = "",
            .closed_reason = "",
        };
        st = visit(context, &r, e);
    }
    return st;
}

static struct portfolio_source source_of(struct asking *asking)
{
    return (struct portfolio_source){
        .as_of = NOW, .from = "2026-01-01T00:00:00Z", .until = "2027-01-01T00:00:00Z", .alarms = walk, .context = asking};
}

#define GATHER(alarms, list)                                                                                                               \
    struct asking asking = {.each = (list), .count = sizeof(list) / sizeof((list)[0])};                                                    \
    struct portfolio_source source = source_of(&asking);                                                                                   \
    struct error e;                                                                                                                        \
    assert_int_equal(alarms_gather(&(alarms), &source, &e), ST_OK)

/* By the newest request, however its name is written; but an open one does not take the place of a reply that came after it was made. */
static void the_newest_counts(void **state)
{
    static const struct asked LIST[] = {
        {1, "Example VPN", "2026-11-01T00:00:00Z", "2026-11-03", "2026-11-02T00:00:00Z", false, false},
        {1, "EXAMPLE-VPN", "2026-11-10T00:00:00Z", "2026-11-12", "2026-11-11T00:00:00Z", true, false},
        {2, "Example VPN", "2026-11-01T00:00:00Z", "2026-11-03", "2026-11-18T00:00:00Z", true, false},
        {2, "Example VPN", "2026-11-10T00:00:00Z", "2026-11-30", "", false, false},
        {3, "Example VPN", "2026-11-10T00:00:00Z", "2026-11-12", "", false, false},
        {4, "Example VPN", "2026-11-10T00:00:00Z", "2026-11-12", "2026-11-11T00:00:00Z", false, true},
    };
    struct alarms alarms;
    char text[ALARM_NAME];
    (void)state;
    GATHER(alarms, LIST);
    assert_int_equal(alarms.count, 1);
    const struct alarm *a = &alarms.each[0];
    assert_string_equal(alarm_name(a, text), "EXAMPLE-VPN"); /* as the newest says; of equals the first */
    assert_int_equal(a->asked, 4);
    assert_int_equal(a->states[URGENT_CLEAN], 2);
    assert_int_equal(a->states[URGENT_OVERDUE], 1);
    assert_int_equal(a->states[URGENT_HELP], 1);
    assert_int_equal(a->to_ring, 2); /* who has ended may still have what it was given */
    assert_int_equal(a->open, 1);
    assert_int_equal(a->ended, 1);
    assert_string_equal(a->due, "2026-11-30");
    alarms_release(&alarms);
}

static void a_period_tells_its_own_and_what_burns(void **state)
{
    static const struct asked LIST[] = {
        {1, "Quiet, earlier", "2025-05-01T00:00:00Z", "2025-05-03", "2025-05-02T00:00:00Z", true, false},
        {1, "Open, earlier", "2025-06-01T00:00:00Z", "2025-06-03", "", false, false},
        {1, "Both years", "2025-07-01T00:00:00Z", "2025-07-03", "2025-07-02T00:00:00Z", true, false},
        {1, "Both years", "2027-07-01T00:00:00Z", "2027-07-03", "2027-07-02T00:00:00Z", true, false},
        {1, "Quiet", "2026-05-01T00:00:00Z", "2026-05-03", "2026-05-02T00:00:00Z", true, false},
        {1, "Has time", "2026-11-20T00:00:00Z", "2026-11-30", "", false, false},
        {1, "", "2026-11-18T00:00:00Z", "2026-11-30", "", false, false},
        {2, "", "2026-11-19T00:00:00Z", "2026-11-30", "", false, false},
    };
    static const char *const TOLD[] = {"Open, earlier", "Has time", "", "", "Quiet"};
    struct alarms alarms;
    (void)state;
    GATHER(alarms, LIST);
    assert_int_equal(alarms.count, 5);
    assert_int_equal(alarms.burning, 4);
    for (size_t i = 0; i < alarms.count; i++) {
        assert_string_equal(alarms.each[i].about, TOLD[i]);
    }
    alarms_release(&alarms);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_newest_counts),
        cmocka_unit_test(a_period_tells_its_own_and_what_burns),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
