#include "store/portfolio_content.h"

#include "model/envelope.h"
#include "model/json.h"
#include "store/portfolio_engine.h"
#include "store/portfolio_keep.h"

#include <string.h>

static enum status content_of(const char *bytes, size_t n, uint8_t out[SHA256_BYTES], struct error *e)
{
    struct envelope envelope;
    struct buffer canonical, scratch;
    struct error why = {0};
    buffer_init(&canonical, BUFFER_MAX_DOCUMENT);
    buffer_init(&scratch, BUFFER_MAX_DOCUMENT);
    struct json_extract extract = {.canonical = &canonical, .scratch = &scratch};
    enum status st = envelope_read_canonical(&envelope, bytes, n, "", &extract, &why);
    if (st == ST_OK) {
        sha256_bytes(canonical.data, canonical.length, out);
    } else {
        st = why.status == ST_SYSTEM ? fail(e, ST_SYSTEM, "%s", why.text) : ST_NO;
    }
    envelope_release(&envelope);
    buffer_release(&canonical);
    buffer_release(&scratch);
    return st;
}

enum status content_of_received(const struct received_file *file, uint8_t out[SHA256_BYTES], struct error *e)
{
    if (file->document->content == NULL) {
        return content_of(file->bytes, file->length, out, e);
    }
    memcpy(out, file->document->content, SHA256_BYTES);
    return ST_OK;
}

/* A column with a digest. */
static bool take_digest(const struct sql_value *column, uint8_t out[SHA256_BYTES])
{
    if (column->type != SQL_BLOB || column->n != SHA256_BYTES) {
        return false;
    }
    memcpy(out, column->bytes, SHA256_BYTES);
    return true;
}

static enum status content_of_original(struct portfolio *p, const uint8_t digest[SHA256_BYTES], uint8_t out[SHA256_BYTES], struct error *e)
{
    struct buffer original;
    buffer_init(&original, PORTFOLIO_ORIGINAL_MAX);
    enum status st = portfolio_original(p, digest, &original, e);
    if (st == ST_OK) {
        st = content_of(buffer_text(&original), original.length, out, e);
    }
    buffer_release(&original);
    return st;
}

enum status content_of_stored(struct portfolio *p, int64_t file, uint8_t out[SHA256_BYTES], struct error *e)
{
    struct sql_value row[2];
    uint8_t digest[SHA256_BYTES];
    bool here = false, kept = false;
    enum status st = sql_start(p, SQL_CONTENT, SQL_VALUES(sql_integer(file)), e);
    if (st == ST_OK) {
        st = sql_next(p, SQL_CONTENT, row, 2, e);
    }
    if (st == ST_OK) {
        here = take_digest(&row[0], out);
        kept = take_digest(&row[1], digest);
    }
    sql_finish(p, SQL_CONTENT);
    if (st != ST_OK || here) {
        return st;
    }
    return kept ? content_of_original(p, digest, out, e) : ST_NO;
}

enum status content_note_all(struct portfolio *p, int64_t supplier, struct error *e)
{
    struct sql_value row[2];
    enum status st = sql_start(p, SQL_PURGE_UNREAD, SQL_VALUES(sql_integer(supplier)), e);
    while (st == ST_OK && (st = sql_next(p, SQL_PURGE_UNREAD, row, 2, e)) == ST_OK) {
        const int64_t file = column_integer(&row[0]);
        uint8_t digest[SHA256_BYTES], content[SHA256_BYTES];
        struct error why = {0};
        if (!take_digest(&row[1], digest)) {
            continue;
        }
        st = content_of_original(p, digest, content, &why);
        if (st == ST_OK) {
            st = sql_run(p, SQL_CONTENT_NOTE, SQL_VALUES(sql_blob(content, SHA256_BYTES), sql_integer(file)), e);
        } else { /* sealed, a workbook, or damaged: then only the file itself is known again */
            st = st == ST_SYSTEM ? fail(e, st, "%s", why.text) : ST_OK;
        }
    }
    sql_finish(p, SQL_PURGE_UNREAD);
    return st == ST_NO ? ST_OK : st;
}
