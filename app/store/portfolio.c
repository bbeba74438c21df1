#include "store/portfolio_engine.h"

#include "base/i18n.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

struct sql_value sql_integer(int64_t n)
{
    return (struct sql_value){.type = SQL_INTEGER, .integer = n};
}

struct sql_value sql_flag(int flag)
{
    return flag < 0 ? (struct sql_value){.type = SQL_NULL} : sql_integer(flag);
}

struct sql_value sql_text(const char *text)
{
    if (text == NULL) {
        return (struct sql_value){.type = SQL_NULL};
    }
    return (struct sql_value){.type = SQL_TEXT, .bytes = text, .n = strlen(text)};
}

struct sql_value sql_blob(const void *bytes, size_t n)
{
    if (bytes == NULL) {
        return (struct sql_value){.type = SQL_NULL};
    }
    return (struct sql_value){.type = SQL_BLOB, .bytes = bytes, .n = n};
}

const char *column_text(const struct sql_value *v)
{
    return v->type == SQL_TEXT ? v->bytes : "";
}

int64_t column_integer(const struct sql_value *v)
{
    return v->type == SQL_INTEGER ? v->integer : -1;
}

enum status sql_start(struct portfolio *p, enum sql_statement id, const struct sql_value *values, size_t n, struct error *e)
{
    return p->sql->engine->start(p->sql, id, values, n, e);
}

enum status sql_next(struct portfolio *p, enum sql_statement id, struct sql_value *row, size_t n, struct error *e)
{
    return p->sql->engine->next(p->sql, id, row, n, e);
}

void sql_finish(struct portfolio *p, enum sql_statement id)
{
    p->sql->engine->finish(p->sql, id);
}

enum status sql_run(struct portfolio *p, enum sql_statement id, const struct sql_value *values, size_t n, struct error *e)
{
    enum status st = sql_start(p, id, values, n, e);
    if (st == ST_OK) {
        st = sql_next(p, id, NULL, 0, e);
        st = st == ST_NO ? ST_OK : st;
    }
    sql_finish(p, id);
    return st;
}

enum status sql_number(struct portfolio *p, enum sql_statement id, const struct sql_value *values, size_t n, int64_t *out, struct error *e)
{
    struct sql_value row[1];
    enum status st = sql_start(p, id, values, n, e);
    if (st == ST_OK) {
        st = sql_next(p, id, row, 1, e);
    }
    if (st == ST_OK) {
        *out = column_integer(&row[0]);
    }
    sql_finish(p, id);
    return st;
}

enum status sql_once(struct portfolio *p, enum sql_statement question, int *answer, struct error *e)
{
    int64_t count = *answer;
    const enum status st = *answer < 0 ? sql_number(p, question, SQL_NONE, &count, e) : ST_OK;
    if (st == ST_OK) {
        *answer = count > 0;
    }
    return st;
}

enum status schema_upgrade(struct sql_connection *c, const struct migration *steps, bool writable, const char *location, struct error *e)
{
    int version;
    enum status st = c->engine->version(c, &version, e);
    if (st != ST_OK) {
        return st;
    }
    int newest = 0;
    for (const struct migration *step = steps; step->script != NULL; step++) {
        newest = step->version;
    }
    if (version > newest) {
        return fail(
            e, ST_INPUT,
            _("%s was written by a newer version of Tenken (layout %d; this one knows up to %d): update the program. Nothing was changed."),
            location, version, newest);
    }
    if (version < newest && !writable) {
        return fail(e, ST_INPUT, _("%s has an older layout (%d) that has to be brought up to date, but it is opened for reading only."),
                    location, version);
    }
    for (const struct migration *step = steps; step->script != NULL && st == ST_OK; step++) {
        if (step->version > version) {
            st = c->engine->migrate(c, step, e);
        }
    }
    return st;
}

enum status portfolio_open(struct portfolio **out, const char *location, enum portfolio_mode mode, struct error *e)
{
    struct portfolio *p = calloc(1, sizeof *p);
    if (p == NULL) {
        return fail_memory(e);
    }
    p->mode = mode;
    p->location = strdup(location);
    enum status st = p->location == NULL ? fail_memory(e) : SQL_ENGINE_SQLITE.open(&p->sql, location, mode, e);
    if (st == ST_OK) {
        /* For reading too, or the first command after an update of the program would be refused. */
        st = schema_upgrade(p->sql, p->sql->engine->migrations, mode != PORTFOLIO_READ || access(location, W_OK) == 0, location, e);
    }
    if (st != ST_OK) {
        portfolio_close(p);
        return st;
    }
    *out = p;
    return ST_OK;
}

void portfolio_close(struct portfolio *p)
{
    if (p == NULL) {
        return;
    }
    if (p->sql != NULL) {
        p->sql->engine->close(p->sql);
    }
    free(p->location);
    free(p);
}

void portfolio_watch(struct portfolio *p, portfolio_go_on *go_on, void *context)
{
    p->sql->engine->watch(p->sql, go_on, context);
}

enum status portfolio_begin(struct portfolio *p, bool write, struct error *e)
{
    p->purged = p->unreadable = p->decided = -1;
    p->next_file = p->next_assessment = 0; /* another writer may have been there in between */
    return p->sql->engine->begin(p->sql, write, e);
}

enum status portfolio_commit(struct portfolio *p, struct error *e)
{
    return p->sql->engine->commit(p->sql, e);
}

void portfolio_rollback(struct portfolio *p)
{
    p->sql->engine->rollback(p->sql);
}

enum status portfolio_moment(struct portfolio *p, struct portfolio_moment *out, struct error *e)
{
    *out = (struct portfolio_moment){0};
    return p->sql->engine->moment(p->sql, out, e);
}

bool portfolio_unchanged(const struct portfolio_moment *before, const struct portfolio_moment *now)
{
    static const struct portfolio_moment UNKNOWN;
    return memcmp(before, now, sizeof *now) == 0 && memcmp(before, &UNKNOWN, sizeof UNKNOWN) != 0;
}

bool portfolio_touched(const char *location, const struct portfolio_moment *since)
{
    return SQL_ENGINE_SQLITE.touched(location, since);
}

enum status portfolio_others(struct portfolio *p, int64_t *out, struct error *e)
{
    return p->sql->engine->others(p->sql, out, e);
}

void portfolio_write_early(struct portfolio *p)
{
    p->sql->engine->write_early(p->sql);
}

enum status portfolio_end(struct portfolio *p, enum status st, struct error *e)
{
    if (st == ST_OK) {
        return portfolio_commit(p, e);
    }
    portfolio_rollback(p);
    return st;
}
