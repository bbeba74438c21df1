/* The database engine under a portfolio. SQLite is one; PostgreSQL can stand beside it: the statements (portfolio_sql.h) are written for
 * both, an engine brings its connection, its way to bind values, and its own text of the migrations. Internal to store/. */
#ifndef TENKEN_STORE_PORTFOLIO_ENGINE_H
#define TENKEN_STORE_PORTFOLIO_ENGINE_H

#include "base/error.h"
#include "store/portfolio.h"
#include "store/portfolio_sql.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum sql_type { SQL_NULL, SQL_INTEGER, SQL_TEXT, SQL_BLOB };

/* Borrowed. A text or blob that goes in must stay until the statement is finished; one that comes out stays until the next row. Texts that
 * come out are NUL-terminated. */
struct sql_value {
    enum sql_type type;
    int64_t integer;
    const void *bytes;
    size_t n;
};

struct sql_engine;
struct sql_connection;

/* One step of the layout: an SQL script that leads from version - 1 to version, and what SQL cannot compute for the rows that are there
 * (or NULL). A list ends with script NULL. */
struct migration {
    int version;
    const char *script;
    enum status (*fill)(struct sql_connection *c, struct error *e);
};

/* What every connection begins with; the engine keeps its own members behind it. */
struct sql_connection {
    const struct sql_engine *engine;
};

struct sql_engine {
    enum status (*open)(struct sql_connection **out, const char *location, enum portfolio_mode mode, struct error *e);
    void (*close)(struct sql_connection *c);
    /* Version of the layout, 0 for a new database; refuses what is no portfolio. */
    enum status (*version)(struct sql_connection *c, int *version, struct error *e);
    /* Runs the script, fills, and sets the version: all or nothing. */
    enum status (*migrate)(struct sql_connection *c, const struct migration *step, struct error *e);
    /* write: keeps other writers out from the start, so that what is read stays true until commit. */
    enum status (*begin)(struct sql_connection *c, bool write, struct error *e);
    enum status (*commit)(struct sql_connection *c, struct error *e);
    void (*rollback)(struct sql_connection *c);
    /* As portfolio_moment; *out is zeroed, and stays so where it cannot be told. */
    enum status (*moment)(struct sql_connection *c, struct portfolio_moment *out, struct error *e);
    /* As portfolio_touched and portfolio_others. */
    bool (*touched)(const char *location, const struct portfolio_moment *since);
    enum status (*others)(struct sql_connection *c, int64_t *out, struct error *e);
    /* As portfolio_write_early. */
    void (*write_early)(struct sql_connection *c);
    /* A statement runs from start to finish; the same one cannot be started twice at a time. */
    enum status (*start)(struct sql_connection *c, enum sql_statement id, const struct sql_value *values, size_t n, struct error *e);
    /* ST_OK: a row, whose columns go to row (as many as the statement has, at most n). ST_NO: no more. */
    enum status (*next)(struct sql_connection *c, enum sql_statement id, struct sql_value *row, size_t n, struct error *e);
    void (*finish)(struct sql_connection *c, enum sql_statement id);
    /* What is deleted from now on is overwritten, too. */
    enum status (*shred)(struct sql_connection *c, struct error *e);
    /* Gives the room of what was deleted back to the disk; outside a transaction. Whole whatever happens on the way. */
    enum status (*vacuum)(struct sql_connection *c, struct error *e);
    /* As portfolio_watch. */
    void (*watch)(struct sql_connection *c, portfolio_go_on *go_on, void *context);
    const struct migration *migrations;
};

extern const struct sql_engine SQL_ENGINE_SQLITE;
extern const struct migration SQLITE_MIGRATIONS[];

/* Keys of the products that were merged before there were any (portfolio_products.c). */
enum status products_fill(struct sql_connection *c, struct error *e);
/* Plans, and assessors' words, of what was merged before they were kept, from the originals (portfolio_fill.c). */
enum status plans_fill(struct sql_connection *c, struct error *e);
enum status ratings_fill(struct sql_connection *c, struct error *e);
/* Which answers contradict each other, of what was merged before that was kept (portfolio_fill.c). */
enum status contradictions_fill(struct sql_connection *c, struct error *e);
/* Which requests were alarms, by the packs that they asked; the replies to them lose their scores (portfolio_alarms.c). */
enum status alarms_fill(struct sql_connection *c, struct error *e);

/* Brings a database to the newest of these versions, one step after the other. A newer one is refused with both numbers. */
enum status schema_upgrade(struct sql_connection *c, const struct migration *steps, bool writable, const char *location, struct error *e);

struct portfolio {
    struct sql_connection *sql;
    char *location;
    enum portfolio_mode mode;
    int64_t next_file, next_assessment; /* ids to give in the open transaction; 0: not yet asked for */
    int purged;                         /* whether anything was ever purged, as of the open transaction; -1: not yet asked for */
    int unreadable;                     /* the same: whether there are entries that could not be read at all */
    int decided;                        /* the same: whether the prime has decided about any conflict */
};

/* Values for a statement. A NULL text is SQL's NULL. */
struct sql_value sql_integer(int64_t n);
struct sql_value sql_flag(int flag); /* -1: NULL */
struct sql_value sql_text(const char *text);
struct sql_value sql_blob(const void *bytes, size_t n); /* NULL bytes: SQL's NULL */

/* A column as a C value: "" and -1 stand for NULL. */
const char *column_text(const struct sql_value *v);
int64_t column_integer(const struct sql_value *v);

enum status sql_start(struct portfolio *p, enum sql_statement id, const struct sql_value *values, size_t n, struct error *e);
enum status sql_next(struct portfolio *p, enum sql_statement id, struct sql_value *row, size_t n, struct error *e);
void sql_finish(struct portfolio *p, enum sql_statement id);
/* start and finish of a statement without rows. */
enum status sql_run(struct portfolio *p, enum sql_statement id, const struct sql_value *values, size_t n, struct error *e);
/* start, first row, finish, for integers: ST_NO when there is no row. */
enum status sql_number(struct portfolio *p, enum sql_statement id, const struct sql_value *values, size_t n, int64_t *out, struct error *e);
/* A yes-or-no question without parameters, asked once in a transaction: *answer is -1 before it, then 1 or 0. */
enum status sql_once(struct portfolio *p, enum sql_statement question, int *answer, struct error *e);

#define SQL_VALUES(...) (const struct sql_value[]){__VA_ARGS__}, sizeof((const struct sql_value[]){__VA_ARGS__}) / sizeof(struct sql_value)
#define SQL_NONE NULL, 0

#endif
