#include "store/portfolio_keep.h"

#include "base/i18n.h"
#include "store/portfolio_engine.h"

#include <zlib.h>

#define FILES_AT_ONCE 500 /* in a transaction */

static enum status damaged(const struct portfolio *p, struct error *e)
{
    return fail(e, ST_INPUT, _("%s is damaged (%s): restore it from a backup."), p->location, "original");
}

static bool matches(const struct sql_value *digest, const struct buffer *bytes)
{
    uint8_t found[SHA256_BYTES];
    sha256_bytes(bytes->data, bytes->length, found);
    return digest->type == SQL_BLOB && digest->n == SHA256_BYTES && memcmp(digest->bytes, found, SHA256_BYTES) == 0;
}

static enum status unpack(const void *bytes, size_t n, int64_t size, struct buffer *out, struct error *e)
{
    buffer_clear(out);
    if (size <= 0 || (uint64_t)size > out->max) {
        return ST_NO;
    }
    if (!buffer_reserve(out, (size_t)size)) {
        return fail_memory(e);
    }
    uLongf length = (uLongf)size;
    if (uncompress((Bytef *)out->data, &length, bytes, (uLong)n) != Z_OK || length != (uLongf)size) {
        return ST_NO;
    }
    out->length = (size_t)size;
    out->data[out->length] = '\0';
    return ST_OK;
}

enum status portfolio_original(struct portfolio *p, const uint8_t digest[SHA256_BYTES], struct buffer *out, struct error *e)
{
    struct sql_value row[3];
    enum status st = sql_start(p, SQL_ORIGINAL_GET, SQL_VALUES(sql_blob(digest, SHA256_BYTES)), e);
    if (st == ST_OK) {
        st = sql_next(p, SQL_ORIGINAL_GET, row, 3, e);
    }
    if (st == ST_OK && row[1].type == SQL_NULL) {
        buffer_clear(out);
        st = buffer_add(out, row[0].bytes, row[0].n) ? ST_OK : fail_memory(e);
    } else if (st == ST_OK) {
        st = unpack(row[0].bytes, row[0].n, column_integer(&row[1]), out, e);
        st = st == ST_NO ? damaged(p, e) : st;
    }
    if (st == ST_OK && !matches(&row[2], out)) {
        st = damaged(p, e);
    }
    sql_finish(p, SQL_ORIGINAL_GET);
    return st;
}

enum status portfolio_originals_size(struct portfolio *p, struct originals_size *out, struct error *e)
{
    struct sql_value row[3];
    *out = (struct originals_size){0};
    enum status st = sql_start(p, SQL_ORIGINAL_SIZES, SQL_NONE, e);
    if (st == ST_OK) {
        st = sql_next(p, SQL_ORIGINAL_SIZES, row, 3, e);
    }
    if (st == ST_OK && column_integer(&row[0]) > 0) {
        *out =
            (struct originals_size){.files = column_integer(&row[0]), .bytes = column_integer(&row[1]), .stored = column_integer(&row[2])};
    }
    sql_finish(p, SQL_ORIGINAL_SIZES);
    return st;
}

/* The next original that is not packed, from *file on. ST_NO: there is none. packed: empty when it would not get smaller. */
static enum status pack_next(struct portfolio *p, int64_t *file, int64_t *size, struct buffer *packed, struct buffer *again,
                             struct error *e)
{
    struct sql_value row[4];
    buffer_clear(packed);
    enum status st = sql_start(p, SQL_ORIGINAL_NEXT, SQL_VALUES(sql_integer(*file)), e);
    if (st == ST_OK) {
        st = sql_next(p, SQL_ORIGINAL_NEXT, row, 4, e);
    }
    if (st != ST_OK) {
        sql_finish(p, SQL_ORIGINAL_NEXT);
        return st;
    }
    *file = column_integer(&row[0]);
    *size = (int64_t)row[1].n;
    uLongf length = compressBound((uLong)row[1].n);
    if (!buffer_reserve(packed, length)) {
        st = fail_memory(e);
    } else if (compress((Bytef *)packed->data, &length, row[1].bytes, (uLong)row[1].n) != Z_OK) {
        st = fail_memory(e);
    } else if (length < row[1].n) {
        packed->length = length;
        st = unpack(packed->data, packed->length, *size, again, e);
        if (st == ST_NO || (st == ST_OK && !matches(&row[3], again))) {
            st = damaged(p, e); /* what lies there is not what was received */
        }
    }
    sql_finish(p, SQL_ORIGINAL_NEXT);
    return st;
}

/* ST_NO: nothing is left to pack after *file. */
static enum status pack_some(struct portfolio *p, int64_t *file, struct buffer *packed, struct buffer *again, struct error *e)
{
    enum status st = ST_OK;
    for (int i = 0; i < FILES_AT_ONCE && st == ST_OK; i++) {
        int64_t size = 0;
        st = pack_next(p, file, &size, packed, again, e);
        if (st == ST_OK && packed->length > 0) {
            st =
                sql_run(p, SQL_ORIGINAL_PACK, SQL_VALUES(sql_blob(packed->data, packed->length), sql_integer(size), sql_integer(*file)), e);
        }
    }
    return st;
}

enum status portfolio_compact(struct portfolio *p, struct error *e)
{
    struct buffer packed, again;
    buffer_init(&packed, PORTFOLIO_ORIGINAL_MAX);
    buffer_init(&again, PORTFOLIO_ORIGINAL_MAX);
    enum status st;
    int64_t file = 0;
    do {
        st = portfolio_begin(p, true, e);
        if (st != ST_OK) {
            break;
        }
        st = pack_some(p, &file, &packed, &again, e);
        const bool more = st == ST_OK;
        st = portfolio_end(p, st == ST_NO ? ST_OK : st, e);
        st = st == ST_OK && !more ? ST_NO : st;
    } while (st == ST_OK);
    buffer_release(&packed);
    buffer_release(&again);
    return st == ST_NO ? p->sql->engine->vacuum(p->sql, e) : st;
}
