/* The trust log. Each entry's hash is SHA-256 over the hash before it (32 zero bytes for the first) and the entry as canonical JSON:
 * whoever notes the last hash can tell later whether anything before it was changed, removed or put in between. */
#include "store/portfolio_trust.h"

#include "base/buffer.h"
#include "base/clock.h"
#include "base/i18n.h"
#include "model/json.h"
#include "store/portfolio_engine.h"

#include <string.h>

/* With the name of a file beside what somebody typed; as JSON it is at most six times as long. */
#define REASON_BYTES_MAX 8000

static enum status chain(const uint8_t before[SHA256_BYTES], const struct trust_entry *entry, uint8_t out[SHA256_BYTES], struct error *e)
{
    struct buffer bytes;
    buffer_init(&bytes, BUFFER_MAX_TEXT);
    buffer_add(&bytes, before, SHA256_BYTES);
    cJSON *tree = cJSON_CreateObject();
    const bool built = tree != NULL && json_put_integer(tree, "seq", entry->seq) && json_put_text(tree, "at", entry->at) &&
                       json_put_text(tree, "what", entry->what) && json_put_text(tree, "supplier", entry->supplier) &&
                       json_put_text(tree, "certificate", entry->certificate) && json_put_text(tree, "reason", entry->reason);
    enum status st = built ? json_canonical(tree, &bytes, e) : fail_memory(e);
    if (st == ST_OK && bytes.failed) {
        st = fail_memory(e);
    }
    if (st == ST_OK) {
        sha256_bytes(bytes.data, bytes.length, out);
    }
    cJSON_Delete(tree);
    buffer_release(&bytes);
    return st;
}

static enum status last(struct portfolio *p, int64_t *seq, uint8_t hash[SHA256_BYTES], struct error *e)
{
    struct sql_value row[2];
    *seq = 0;
    memset(hash, 0, SHA256_BYTES);
    enum status st = sql_start(p, SQL_LOG_LAST, SQL_NONE, e);
    if (st == ST_OK) {
        st = sql_next(p, SQL_LOG_LAST, row, 2, e);
    }
    if (st == ST_OK) {
        *seq = column_integer(&row[0]);
        if (row[1].type == SQL_BLOB && row[1].n == SHA256_BYTES) {
            memcpy(hash, row[1].bytes, SHA256_BYTES);
        }
    }
    sql_finish(p, SQL_LOG_LAST);
    return st == ST_NO ? ST_OK : st;
}

enum status portfolio_log_add(struct portfolio *p, int64_t at, const char *what, const char *supplier, const uint8_t *certificate,
                              const char *reason, struct error *e)
{
    char time[TIME_TEXT], hex[SHA256_TEXT] = "";
    uint8_t before[SHA256_BYTES], hash[SHA256_BYTES];
    struct trust_entry entry = {.at = time, .what = what, .supplier = supplier, .certificate = hex, .reason = reason};
    if (strlen(reason) > REASON_BYTES_MAX) {
        return fail(e, ST_INPUT, _("The reason is longer than %d bytes: say it in fewer words."), REASON_BYTES_MAX);
    }
    time_format(at, time);
    if (certificate != NULL) {
        hex_encode(certificate, SHA256_BYTES, hex);
    }
    enum status st = last(p, &entry.seq, before, e);
    entry.seq++;
    if (st == ST_OK) {
        st = chain(before, &entry, hash, e);
    }
    if (st != ST_OK) {
        return st;
    }
    st = sql_run(p, SQL_LOG_ADD,
                 SQL_VALUES(sql_integer(entry.seq), sql_text(time), sql_text(what), sql_text(supplier), sql_text(hex), sql_text(reason),
                            sql_blob(hash, SHA256_BYTES)),
                 e);
    return st == ST_OK ? sql_run(p, SQL_LOG_COUNT_ADDED, SQL_NONE, e) : st;
}

static enum status check_entry(const struct sql_value row[7], uint8_t before[SHA256_BYTES], struct trust_entry *entry, int64_t expected,
                               struct error *e)
{
    uint8_t hash[SHA256_BYTES], stored[SHA256_BYTES] = {0};
    *entry = (struct trust_entry){
        .seq = column_integer(&row[0]),
        .at = column_text(&row[1]),
        .what = column_text(&row[2]),
        .supplier = column_text(&row[3]),
        .certificate = column_text(&row[4]),
        .reason = column_text(&row[5]),
    };
    if (row[6].type == SQL_BLOB && row[6].n == SHA256_BYTES) {
        memcpy(stored, row[6].bytes, SHA256_BYTES);
    }
    const enum status st = chain(before, entry, hash, e);
    if (st != ST_OK) {
        return st;
    }
    entry->intact = entry->seq == expected && memcmp(hash, stored, SHA256_BYTES) == 0;
    hex_encode(stored, SHA256_BYTES, entry->hash);
    memcpy(before, stored, SHA256_BYTES);
    return ST_OK;
}

enum status portfolio_log(struct portfolio *p, trust_visit *visit, void *context, struct error *e)
{
    struct sql_value row[7];
    uint8_t before[SHA256_BYTES] = {0};
    int64_t expected = 1;
    enum status st = sql_start(p, SQL_LOG_LIST, SQL_NONE, e);
    while (st == ST_OK && (st = sql_next(p, SQL_LOG_LIST, row, 7, e)) == ST_OK) {
        struct trust_entry entry;
        st = check_entry(row, before, &entry, expected, e);
        expected = entry.seq + 1;
        if (st == ST_OK) {
            st = visit(context, &entry, e);
        }
        if (st != ST_OK) {
            sql_finish(p, SQL_LOG_LIST);
            return st;
        }
    }
    sql_finish(p, SQL_LOG_LIST);
    return st == ST_NO ? ST_OK : st;
}

static enum status note_state(void *context, const struct trust_entry *entry, struct error *e)
{
    (void)e;
    struct trust_log_state *state = context;
    state->entries++;
    if (!entry->intact && state->broken == 0) {
        state->broken = entry->seq;
    }
    memcpy(state->hash, entry->hash, sizeof state->hash);
    return ST_OK;
}

enum status portfolio_log_verify(struct portfolio *p, struct trust_log_state *out, struct error *e)
{
    int64_t written = 0;
    *out = (struct trust_log_state){0};
    enum status st = sql_number(p, SQL_LOG_COUNT, SQL_NONE, &written, e); /* first: another process may be adding to it */
    st = st == ST_OK || st == ST_NO ? portfolio_log(p, note_state, out, e) : st;
    out->missing = written > out->entries ? written - out->entries : 0;
    return st;
}

enum status trust_log_judge(const struct trust_log_state *log, struct error *e)
{
    if (log->broken != 0) {
        return fail(e, ST_NO, _("The trust log was tampered with: entry %lld does not follow from the one before it."),
                    (long long)log->broken);
    }
    return log->missing == 0 ? ST_OK
                             : fail(e, ST_NO,
                                    _n("The trust log was tampered with: %lld entry is missing at its end.",
                                       "The trust log was tampered with: %lld entries are missing at its end.", log->missing),
                                    (long long)log->missing);
}
