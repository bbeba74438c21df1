/* The database: opening and refusing, migrations, statements, suppliers, pins and the trust log. */
#include "store/portfolio_engine.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include "portfolio_case.h"
#include "scratch.h"

#include <sqlite3.h>
#include <sys/stat.h>

/* Changes the file behind the program's back. */
static int raw(const char *path, const char *sql)
{
    sqlite3 *db = NULL;
    assert_int_equal(sqlite3_open(path, &db), SQLITE_OK);
    const int code = sqlite3_exec(db, sql, NULL, NULL, NULL);
    sqlite3_close(db);
    return code;
}

/* ---- another program holds the file: no time passes here but what the waiting takes for it ---- */

static sqlite3 *holder;
static int paused, asked_at, lets_go_at, gives_up_at;

static void hold(void)
{
    paused = asked_at = 0;
    lets_go_at = gives_up_at = -1;
    assert_int_equal(sqlite3_open("p.db", &holder), SQLITE_OK);
    assert_int_equal(sqlite3_exec(holder, "BEGIN EXCLUSIVE", NULL, NULL, NULL), SQLITE_OK);
}

static void pause_in_tests(int milliseconds)
{
    paused += milliseconds;
    if (lets_go_at >= 0 && paused >= lets_go_at && !sqlite3_get_autocommit(holder)) {
        assert_int_equal(sqlite3_exec(holder, "ROLLBACK", NULL, NULL, NULL), SQLITE_OK);
    }
}

static bool still_waits(const char *location, int milliseconds)
{
    assert_string_equal(location, "p.db");
    assert_int_equal(milliseconds, paused);
    asked_at = milliseconds;
    return gives_up_at < 0 || milliseconds < gives_up_at;
}

static void test_waiting(void **state)
{
    (void)state;
    struct portfolio *p = new_portfolio();
    portfolio_close(p);
    portfolio_patience(still_waits, pause_in_tests);
    hold();
    REFUSED(ST_INPUT, "p.db is in use by another program", portfolio_open(&p, "p.db", PORTFOLIO_READ, &e));
    assert_in_range(asked_at, 59900, 60000);
    sqlite3_close(holder);

    hold();
    lets_go_at = 5000;
    OK(portfolio_open(&p, "p.db", PORTFOLIO_WRITE, &e));
    assert_in_range(asked_at, 4000, 5000);
    sqlite3_close(holder);

    hold();
    gives_up_at = 2000;
    REFUSED(ST_INPUT, "when that one (a merge, a backup) has finished", portfolio_begin(p, true, &e));
    assert_in_range(asked_at, 2000, 2100);
    sqlite3_close(holder);
    portfolio_close(p);
    portfolio_patience(NULL, NULL);
}

static void test_new(void **state)
{
    (void)state;
    struct portfolio *p = new_portfolio();
    struct stat about;
    assert_int_equal(stat("p.db", &about), 0);
    assert_int_equal(about.st_mode & 0777, 0600);
    portfolio_close(p);
    REFUSED(ST_INPUT, "exists already", portfolio_open(&p, "p.db", PORTFOLIO_CREATE, &e));
    OK(portfolio_open(&p, "p.db", PORTFOLIO_READ, &e));
    portfolio_close(p);
    OK(portfolio_open(&p, "p.db", PORTFOLIO_WRITE, &e));
    portfolio_close(p);
}

static void test_refuses(void **state)
{
    (void)state;
    struct portfolio *p = NULL;
    struct error ignored = {0};
    REFUSED(ST_INPUT, "There is no portfolio none.db", portfolio_open(&p, "none.db", PORTFOLIO_READ, &e));
    REFUSED(ST_INPUT, "none/p.db could not be made", portfolio_open(&p, "none/p.db", PORTFOLIO_CREATE, &e));
    assert_int_equal(file_create("text.db", "hello, this is no database at all", 33, 0600, &ignored), ST_OK);
    REFUSED(ST_INPUT, "text.db is not a portfolio database", portfolio_open(&p, "text.db", PORTFOLIO_READ, &e));
    assert_int_equal(file_create("empty.db", "", 0, 0600, &ignored), ST_OK);
    REFUSED(ST_INPUT, "empty.db is not a portfolio database", portfolio_open(&p, "empty.db", PORTFOLIO_WRITE, &e));
    assert_int_equal(raw("other.db", "CREATE TABLE t(x)"), SQLITE_OK);
    REFUSED(ST_INPUT, "other.db is not a portfolio database", portfolio_open(&p, "other.db", PORTFOLIO_WRITE, &e));
    assert_int_equal(mkfifo("pipe", 0600), 0);
    REFUSED(ST_INPUT, "pipe is not a portfolio database", portfolio_open(&p, "pipe", PORTFOLIO_READ, &e)); /* and does not hang */
    REFUSED(ST_INPUT, ". is not a portfolio database", portfolio_open(&p, ".", PORTFOLIO_READ, &e));

    portfolio_close(new_portfolio());
    assert_int_equal(raw("p.db", "PRAGMA user_version = 99"), SQLITE_OK);
    REFUSED(ST_INPUT, "written by a newer version of Tenken (layout 99", portfolio_open(&p, "p.db", PORTFOLIO_WRITE, &e));
    REFUSED(ST_INPUT, "update the program", portfolio_open(&p, "p.db", PORTFOLIO_READ, &e));
    assert_int_equal(raw("p.db", "PRAGMA user_version = 0"), SQLITE_OK);
    REFUSED(ST_INPUT, "is damaged", portfolio_open(&p, "p.db", PORTFOLIO_WRITE, &e));
}

static const struct migration STEPS[] = {{1, "CREATE TABLE a(x); INSERT INTO a VALUES(1)", NULL},
                                         {2, "CREATE TABLE b AS SELECT x + 1 AS x FROM a", NULL},
                                         {3, "CREATE TABLE c AS SELECT x FROM b; CREATE TABLE nonsense(", NULL},
                                         {0, NULL, NULL}};

static int version_of(struct sql_connection *c)
{
    int version = -1;
    OK(c->engine->version(c, &version, &e));
    return version;
}

/* Each step happens whole or not at all, in order, once. */
static void test_migrations(void **state)
{
    (void)state;
    struct sql_connection *c = NULL;
    const struct migration first[] = {STEPS[0], {0, NULL, NULL}}, second[] = {STEPS[0], STEPS[1], {0, NULL, NULL}};
    OK(SQL_ENGINE_SQLITE.open(&c, "m.db", PORTFOLIO_CREATE, &e));
    OK(schema_upgrade(c, first, true, "m.db", &e));
    assert_int_equal(version_of(c), 1);
    OK(schema_upgrade(c, first, true, "m.db", &e)); /* nothing to do: would fail if it ran again */
    REFUSED(ST_INPUT, "older layout (1)", schema_upgrade(c, second, false, "m.db", &e));
    struct error failed = {0};
    assert_int_not_equal(schema_upgrade(c, STEPS, true, "m.db", &failed), ST_OK);
    assert_int_equal(version_of(c), 2); /* the second holds, nothing of the third */
    REFUSED(ST_INPUT, "layout 2; this one knows up to 1", schema_upgrade(c, first, true, "m.db", &e));
    c->engine->close(c);
    assert_int_equal(raw("m.db", "SELECT x FROM b"), SQLITE_OK);
    assert_int_not_equal(raw("m.db", "SELECT x FROM c"), SQLITE_OK);

    /* a database that could not be made leaves no file behind */
    const struct migration bad[] = {{1, "nonsense", NULL}, {0, NULL, NULL}};
    OK(SQL_ENGINE_SQLITE.open(&c, "bad.db", PORTFOLIO_CREATE, &e));
    assert_int_not_equal(schema_upgrade(c, bad, true, "bad.db", &failed), ST_OK);
    c->engine->close(c);
    assert_int_not_equal(access("bad.db", F_OK), 0);
}

/* Every statement is valid, and its parameters first appear in the order $1, $2 …, as the header promises another engine. */
static void test_statements(void **state)
{
    (void)state;
    portfolio_close(new_portfolio());
    sqlite3 *db = NULL;
    assert_int_equal(sqlite3_open("p.db", &db), SQLITE_OK);
    for (size_t i = 0; i < SQL_STATEMENTS; i++) {
        sqlite3_stmt *statement = NULL;
        assert_non_null(SQL_TEXTS[i]);
        if (sqlite3_prepare_v2(db, SQL_TEXTS[i], -1, &statement, NULL) != SQLITE_OK) {
            fail_msg("%s: %s", SQL_TEXTS[i], sqlite3_errmsg(db));
        }
        for (int k = 1; k <= sqlite3_bind_parameter_count(statement); k++) {
            char name[16];
            (void)snprintf(name, sizeof name, "$%d", k);
            assert_string_equal(sqlite3_bind_parameter_name(statement, k), name);
        }
        sqlite3_finalize(statement);
    }
    sqlite3_close(db);
}

static enum status list_supplier(void *context, const struct supplier_record *s, struct error *e)
{
    (void)e;
    return buffer_add_format(context, "%s|%s|%s|%d%d%d|%s\n", s->code, s->name, s->corporate_number, s->confidential, s->outage, s->access,
                             s->email)
               ? ST_OK
               : ST_SYSTEM;
}

static void test_suppliers(void **state)
{
    (void)state;
    struct portfolio *p = new_portfolio();
    enum supplier_put put;
    OK(portfolio_begin(p, true, &e));
    OK(portfolio_supplier_put(p, &(struct supplier_record){"S2", "見本", "8700110005901", 1, 0, -1, "a@b.example", NULL, NULL, NULL}, NOW,
                              &put, &e));
    assert_int_equal(put, SUPPLIER_CREATED);
    OK(portfolio_supplier_put(p, &(struct supplier_record){.code = "S1", .confidential = -1, .outage = -1, .access = -1}, NOW, &put, &e));
    /* what is not given stays, what is given as empty goes */
    OK(portfolio_supplier_put(p, &(struct supplier_record){"S2", NULL, "", -1, 1, 0, NULL, NULL, NULL, NULL}, NOW, &put, &e));
    assert_int_equal(put, SUPPLIER_CHANGED);
    OK(portfolio_supplier_put(p, &(struct supplier_record){"S2", "見本", "", -1, 1, 0, "a@b.example", NULL, NULL, NULL}, NOW, &put, &e));
    assert_int_equal(put, SUPPLIER_SAME);
    OK(portfolio_commit(p, &e));
    struct buffer list;
    buffer_init(&list, BUFFER_MAX_TEXT);
    OK(portfolio_suppliers(p, list_supplier, &list, &e));
    assert_string_equal(buffer_text(&list), "S1|||-1-1-1|\nS2|見本||110|a@b.example\n");
    buffer_release(&list);
    portfolio_close(p);
}

static void test_pins(void **state)
{
    (void)state;
    struct portfolio *p = new_portfolio();
    assert_int_equal(pin(p, "S1", 'a', false), PIN_ADDED);
    assert_int_equal(pin(p, "S1", 'a', false), PIN_UNCHANGED);
    assert_int_equal(pin(p, "S1", 'b', false), PIN_DIFFERS);
    assert_int_equal(pin(p, "S2", 'a', false), PIN_TAKEN);
    assert_int_equal(pin(p, "S2", 'a', true), PIN_TAKEN); /* not even with replace: it would be two suppliers' */
    assert_int_equal(pin(p, "S1", 'b', true), PIN_REPLACED);
    assert_int_equal(pin(p, "S2", 'c', false), PIN_ADDED);

    struct pin_index *index = NULL;
    uint8_t a[SHA256_BYTES], b[SHA256_BYTES];
    certificate_of('a', a);
    certificate_of('b', b);
    OK(pin_index_load(&index, p, &e));
    int64_t row = -1;
    assert_null(pin_index_code(index, a, &row)); /* replaced */
    assert_int_equal(row, 0);
    assert_string_equal(pin_index_code(index, b, &row), "S1");
    assert_true(row > 0);
    assert_memory_equal(pin_index_certificate(index, "S1"), b, SHA256_BYTES);
    assert_null(pin_index_certificate(index, "S3"));
    pin_index_free(index);

    int64_t files = -1;
    OK(portfolio_begin(p, true, &e));
    OK(portfolio_revoke(p, "S1", "stolen", NOW, &files, &e));
    REFUSED(ST_NO, "", portfolio_revoke(p, "S1", "again", NOW, &files, &e));
    REFUSED(ST_INPUT, "no supplier with the code S9", portfolio_revoke(p, "S9", "x", NOW, &files, &e));
    OK(portfolio_commit(p, &e));
    assert_int_equal(pin(p, "S1", 'b', false), PIN_REVOKED);
    assert_int_equal(pin(p, "S1", 'b', true), PIN_ADDED);
    portfolio_close(p);
}

static void expect_log(int64_t entries, int64_t broken)
{
    struct portfolio *p = NULL;
    struct trust_log_state log;
    OK(portfolio_open(&p, "p.db", PORTFOLIO_READ, &e));
    OK(portfolio_log_verify(p, &log, &e));
    portfolio_close(p);
    assert_int_equal(log.entries, entries);
    assert_int_equal(log.broken, broken);
}

static void test_log(void **state)
{
    (void)state;
    struct portfolio *p = new_portfolio();
    (void)pin(p, "S1", 'a', false);
    (void)pin(p, "S1", 'b', true); /* two entries: replaced, import */
    (void)pin(p, "S2", 'c', false);
    portfolio_close(p);
    expect_log(4, 0);
    assert_int_not_equal(raw("p.db", "UPDATE trust_log SET reason = 'x' WHERE seq = 1"), SQLITE_OK);
    assert_int_not_equal(raw("p.db", "DELETE FROM trust_log"), SQLITE_OK);
    expect_log(4, 0);
    const char *const unlocked = "DROP TRIGGER trust_log_update; DROP TRIGGER trust_log_delete;";
    assert_int_equal(raw("p.db", unlocked), SQLITE_OK);
    assert_int_equal(raw("p.db", "UPDATE trust_log SET supplier = 'S9' WHERE seq = 2"), SQLITE_OK);
    expect_log(4, 2);
    assert_int_equal(raw("p.db", "UPDATE trust_log SET supplier = 'S1' WHERE seq = 2"), SQLITE_OK);
    expect_log(4, 0);
    assert_int_equal(raw("p.db", "DELETE FROM trust_log WHERE seq = 3"), SQLITE_OK);
    expect_log(3, 4);
}

/* What follows from the one before says nothing of what came after. */
static void test_log_cut(void **state)
{
    (void)state;
    struct portfolio *p = new_portfolio();
    struct trust_log_state log;
    (void)pin(p, "S1", 'a', false);
    (void)pin(p, "S2", 'b', false);
    (void)pin(p, "S3", 'c', false);
    OK(portfolio_log_verify(p, &log, &e));
    OK(trust_log_judge(&log, &e));
    assert_int_equal(raw("p.db", "DROP TRIGGER trust_log_delete; DELETE FROM trust_log WHERE seq > 1"), SQLITE_OK);
    OK(portfolio_log_verify(p, &log, &e));
    assert_int_equal(log.broken, 0);
    REFUSED(ST_NO, "2 entries are missing at its end", trust_log_judge(&log, &e));
    (void)pin(p, "S4", 'd', false); /* what is added hides nothing */
    OK(portfolio_log_verify(p, &log, &e));
    REFUSED(ST_NO, "2 entries are missing at its end", trust_log_judge(&log, &e));
    assert_int_equal(raw("p.db", "DELETE FROM trust_log"), SQLITE_OK);
    OK(portfolio_log_verify(p, &log, &e));
    REFUSED(ST_NO, "4 entries are missing at its end", trust_log_judge(&log, &e));
    portfolio_close(p);
}

/* A copy that was interrupted, in the middle of a page or after one. */
static void test_cut(void **state)
{
    (void)state;
    struct stat about;
    struct portfolio *p = new_portfolio();
    (void)pin(p, "S1", 'a', false);
    portfolio_close(p);
    assert_int_equal(stat("p.db", &about), 0);
    assert_int_equal(truncate("p.db", about.st_size - 1), 0);
    REFUSED(ST_INPUT, "p.db is damaged: 1 byte is missing at its end. Restore it", portfolio_open(&p, "p.db", PORTFOLIO_READ, &e));
    assert_int_equal(truncate("p.db", about.st_size - 8192), 0);
    REFUSED(ST_INPUT, "8192 bytes are missing", portfolio_open(&p, "p.db", PORTFOLIO_WRITE, &e));
    assert_int_equal(truncate("p.db", about.st_size - 16384), 0);
    REFUSED(ST_INPUT, "p.db is damaged", portfolio_open(&p, "p.db", PORTFOLIO_READ, &e));
}

struct patience {
    int asked, most;
};

static bool waits(void *context)
{
    struct patience *w = context;
    return ++w->asked <= w->most;
}

static enum status count_supplier(void *context, const struct supplier_record *supplier, struct error *ignored)
{
    (void)supplier;
    (void)ignored;
    ++*(int *)context;
    return ST_OK;
}

static struct portfolio_moment moment_now(void)
{
    struct portfolio *p = NULL;
    struct portfolio_moment moment;
    OK(portfolio_open(&p, "p.db", PORTFOLIO_READ, &e));
    OK(portfolio_begin(p, false, &e));
    OK(portfolio_moment(p, &moment, &e));
    portfolio_rollback(p);
    portfolio_close(p);
    return moment;
}

static void test_moment(void **state)
{
    (void)state;
    struct portfolio *p = new_portfolio();
    const struct portfolio_moment none = {0}, first = moment_now();
    assert_false(portfolio_unchanged(&none, &none)); /* what cannot be told is never the same */
    struct portfolio_moment now = moment_now();
    assert_true(portfolio_unchanged(&first, &now)); /* whoever only reads changes nothing */
    OK(portfolio_supplier_put(p, &(struct supplier_record){.code = "S1", .confidential = -1, .outage = -1, .access = -1}, NOW, NULL, &e));
    now = moment_now();
    assert_false(portfolio_unchanged(&first, &now));
    const struct portfolio_moment second = now;
    OK(portfolio_begin(p, true, &e));
    OK(portfolio_supplier_put(p, &(struct supplier_record){.code = "S2", .confidential = -1, .outage = -1, .access = -1}, NOW, NULL, &e));
    portfolio_rollback(p);
    now = moment_now();
    assert_int_equal(now.changes, second.changes); /* what was taken back was never there */
    portfolio_close(p);
    assert_int_equal(rename("p.db", "old.db"), 0);
    portfolio_close(new_portfolio());
    now = moment_now();
    assert_false(portfolio_unchanged(&first, &now)); /* another file, though written as often */
    assert_int_equal(raw("p.db", "PRAGMA journal_mode = WAL"), SQLITE_OK);
    now = moment_now();
    assert_false(portfolio_unchanged(&now, &now)); /* what is written goes elsewhere: it cannot be told */
}

static void test_watch(void **state)
{
    (void)state;
    struct portfolio *p = new_portfolio();
    enum { SUPPLIERS = 20000 };
    OK(portfolio_begin(p, true, &e));
    for (int i = 0; i < SUPPLIERS; i++) {
        char code[16];
        (void)snprintf(code, sizeof code, "S%05d", i);
        OK(portfolio_supplier_put(p, &(struct supplier_record){.code = code, .confidential = -1, .outage = -1, .access = -1}, NOW, NULL,
                                  &e));
    }
    OK(portfolio_commit(p, &e));
    struct patience patience = {.most = 2};
    int count = 0;
    portfolio_watch(p, waits, &patience);
    REFUSED(ST_INPUT, "stopped", portfolio_suppliers(p, count_supplier, &count, &e));
    assert_int_equal(patience.asked, 3);
    assert_in_range(count, 1, SUPPLIERS - 1);
    patience = (struct patience){.most = 1000000};
    count = 0;
    OK(portfolio_suppliers(p, count_supplier, &count, &e)); /* the next one is read whole */
    assert_int_equal(count, SUPPLIERS);
    assert_int_not_equal(patience.asked, 0);
    patience.asked = 0;
    portfolio_watch(p, NULL, NULL);
    OK(portfolio_suppliers(p, count_supplier, &count, &e));
    assert_int_equal(patience.asked, 0);
    portfolio_close(p);
}

#define SCRATCH(test) cmocka_unit_test_setup_teardown(test, enter, leave)

int main(void)
{
    const struct CMUnitTest tests[] = {SCRATCH(test_new),       SCRATCH(test_refuses), SCRATCH(test_migrations), SCRATCH(test_statements),
                                       SCRATCH(test_suppliers), SCRATCH(test_pins),    SCRATCH(test_log),        SCRATCH(test_log_cut),
                                       SCRATCH(test_cut),       SCRATCH(test_moment),  SCRATCH(test_watch),      SCRATCH(test_waiting)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
