#include "store/portfolio_look.h"

#include "base/clock.h"
#include "base/i18n.h"
#include "base/sentence.h"
#include "store/portfolio_engine.h"
#include "store/portfolio_trust.h"

#include <stdlib.h>
#include <string.h>

enum status portfolio_history(struct portfolio *p, const char *code, look_file_visit *visit, void *context, struct error *e)
{
    struct sql_value row[10];
    struct buffer reason;
    buffer_init(&reason, BUFFER_MAX_TEXT);
    enum status st = sql_start(p, SQL_LOOK_FILES, SQL_VALUES(sql_text(code)), e);
    while (st == ST_OK && (st = sql_next(p, SQL_LOOK_FILES, row, 10, e)) == ST_OK) {
        buffer_clear(&reason);
        const bool said = sentence_say(&reason, column_text(&row[5]));
        const struct look_file f = {
            .id = column_integer(&row[0]),
            .name = column_text(&row[1]),
            .received_at = column_text(&row[2]),
            .state = column_text(&row[3]),
            .verdict = column_text(&row[4]),
            .reason = buffer_text(&reason),
            .subject = column_text(&row[6]),
            .period = column_text(&row[7]),
            .revision = column_integer(&row[8]),
            .claimed = column_integer(&row[9]) == 1,
        };
        st = said ? visit(context, &f, e) : fail_memory(e);
        if (st != ST_OK) {
            break;
        }
    }
    sql_finish(p, SQL_LOOK_FILES);
    buffer_release(&reason);
    return st == ST_NO ? ST_OK : st;
}

enum status portfolio_asked(struct portfolio *p, const char *code, look_request_visit *visit, void *context, struct error *e)
{
    struct sql_value row[13];
    enum status st = sql_start(p, SQL_LOOK_REQUESTS, SQL_VALUES(sql_text(code)), e);
    while (st == ST_OK && (st = sql_next(p, SQL_LOOK_REQUESTS, row, 13, e)) == ST_OK) {
        const struct look_request r = {.period = column_text(&row[0]),
                                       .issued_at = column_text(&row[1]),
                                       .due = column_text(&row[2]),
                                       .until = column_text(&row[3]),
                                       .answered = column_integer(&row[4]) == 1,
                                       .alarm = column_integer(&row[5]) == 1,
                                       .about = column_text(&row[6]),
                                       .digest = column_text(&row[7]),
                                       .packs = column_text(&row[8]),
                                       .begun = column_integer(&row[9]) == 1,
                                       .file = column_text(&row[10]),
                                       .closed_at = column_text(&row[11]),
                                       .closed_reason = column_text(&row[12])};
        st = visit(context, &r, e);
        if (st != ST_OK) {
            sql_finish(p, SQL_LOOK_REQUESTS);
            return st;
        }
    }
    sql_finish(p, SQL_LOOK_REQUESTS);
    return st == ST_NO ? ST_OK : st;
}

enum status portfolio_answers_of(struct portfolio *p, const char *code, look_answers_visit *visit, void *context, struct error *e)
{
    struct sql_value row[9];
    enum status st = sql_start(p, SQL_LOOK_ANSWERS, SQL_VALUES(sql_text(code)), e);
    while (st == ST_OK && (st = sql_next(p, SQL_LOOK_ANSWERS, row, 9, e)) == ST_OK) {
        const struct look_answers a = {
            .assessment = column_integer(&row[0]),
            .file = column_integer(&row[1]),
            .period = column_text(&row[2]),
            .issued_at = column_text(&row[3]),
            .total = (int)column_integer(&row[4]),
            .pack = column_text(&row[5]),
            .version = column_text(&row[6]),
            .items = column_text(&row[7]),
            .digest = column_text(&row[8]),
        };
        st = visit(context, &a, e);
        if (st != ST_OK) {
            sql_finish(p, SQL_LOOK_ANSWERS);
            return st;
        }
    }
    sql_finish(p, SQL_LOOK_ANSWERS);
    return st == ST_NO ? ST_OK : st;
}

enum status portfolio_file_digest(struct portfolio *p, int64_t file, uint8_t digest[SHA256_BYTES], struct error *e)
{
    struct sql_value row[1];
    enum status st = sql_start(p, SQL_LOOK_DIGEST, SQL_VALUES(sql_integer(file)), e);
    if (st == ST_OK) {
        st = sql_next(p, SQL_LOOK_DIGEST, row, 1, e);
    }
    if (st == ST_OK && row[0].n == SHA256_BYTES) {
        memcpy(digest, row[0].bytes, SHA256_BYTES);
    }
    sql_finish(p, SQL_LOOK_DIGEST);
    return st;
}

enum status portfolio_newest_file(struct portfolio *p, const char *code, const char *period, int64_t *file, struct error *e)
{
    return sql_number(p, SQL_LOOK_NEWEST, SQL_VALUES(sql_text(code), sql_text(period)), file, e);
}

enum status portfolio_held_instead(struct portfolio *p, int64_t file, int64_t *held, struct error *e)
{
    return sql_number(p, SQL_LOOK_HELD, SQL_VALUES(sql_integer(file)), held, e);
}

static enum status visit_files(struct portfolio *p, enum sql_statement list, struct sql_value of, waiting_visit *visit, void *context,
                               struct error *e)
{
    struct sql_value row[3];
    enum status st = sql_start(p, list, SQL_VALUES(of), e);
    while (st == ST_OK && (st = sql_next(p, list, row, 3, e)) == ST_OK) {
        if (row[0].type == SQL_BLOB && row[0].n == SHA256_BYTES) {
            st = visit(context, &(struct waiting_record){row[0].bytes, column_text(&row[1]), column_text(&row[2])}, e);
        }
    }
    sql_finish(p, list);
    return st == ST_NO ? ST_OK : st;
}

enum status portfolio_waiting(struct portfolio *p, const uint8_t certificate[SHA256_BYTES], waiting_visit *visit, void *context,
                              struct error *e)
{
    return visit_files(p, SQL_WAITING_FILES, sql_blob(certificate, SHA256_BYTES), visit, context, e);
}

enum status portfolio_waiting_known(struct portfolio *p, int64_t run, waiting_visit *visit, void *context, struct error *e)
{
    return visit_files(p, SQL_WAITING_KNOWN, sql_integer(run), visit, context, e);
}

enum status portfolio_mergeable(struct portfolio *p, const uint8_t certificate[SHA256_BYTES], waiting_visit *visit, void *context,
                                struct error *e)
{
    return visit_files(p, SQL_MERGEABLE_FILES, sql_blob(certificate, SHA256_BYTES), visit, context, e);
}

/* Ended in the moment it is made: whatever this certificate signs is judged as by a revoked one. */
static enum status remember_refused(struct portfolio *p, const struct refusal *r, int64_t at, struct error *e)
{
    char time[TIME_TEXT];
    int64_t supplier = 0; /* nobody's, when the claim names no supplier of ours */
    time_format(at, time);
    const enum status st = portfolio_supplier_find(p, r->claimed_code, &supplier, NULL, e);
    return st == ST_OK || st == ST_NO ? sql_run(p, SQL_REFUSE_SIGNER,
                                                SQL_VALUES(sql_integer(st == ST_OK ? supplier : 0), sql_blob(r->certificate, SHA256_BYTES),
                                                           sql_text(r->subject), sql_text(time), sql_text(r->reason)),
                                                e)
                                      : st;
}

enum status portfolio_refuse(struct portfolio *p, const struct refusal *r, int64_t at, int64_t *files, struct error *e)
{
    char *sentence = NULL;
    struct sql_value row[1];
    *files = 0;
    if (asprintf(&sentence, N_("Refused: %s"), r->reason) < 0) {
        return fail_memory(e);
    }
    enum status st = sql_start(
        p, SQL_REFUSE_FILES,
        SQL_VALUES(sql_text(sentence), sql_blob(r->certificate, SHA256_BYTES), sql_text(r->claimed_code), sql_text(r->verdict)), e);
    while (st == ST_OK && (st = sql_next(p, SQL_REFUSE_FILES, row, 1, e)) == ST_OK) {
        ++*files;
    }
    sql_finish(p, SQL_REFUSE_FILES);
    free(sentence);
    st = st == ST_NO ? ST_OK : st;
    if (st == ST_OK && r->certificate != NULL && strcmp(r->verdict, "unknown_signer") == 0) {
        st = remember_refused(p, r, at, e);
    }
    return st == ST_OK ? portfolio_log_add(p, at, "refuse", r->claimed_code, r->certificate, r->reason, e) : st;
}

enum status portfolio_refusal_lift(struct portfolio *p, const uint8_t certificate[SHA256_BYTES], struct error *e)
{
    return sql_run(p, SQL_REFUSE_LIFT, SQL_VALUES(sql_blob(certificate, SHA256_BYTES)), e);
}

enum status portfolio_tick_off(struct portfolio *p, int64_t file, const char *name, const char *reason, int64_t at, struct error *e)
{
    char *words = NULL, *sentence = NULL, *entry = NULL;
    if (asprintf(&words, N_("Ticked off: %s"), reason) < 0 || asprintf(&sentence, "\n%s", words) < 0 ||
        asprintf(&entry, "%s: %s", name, reason) < 0) {
        free(words);
        free(sentence);
        return fail_memory(e);
    }
    enum status st = file > 0 ? sql_run(p, SQL_TICK_FILE, SQL_VALUES(sql_text(sentence), sql_integer(file)), e)
                              : sql_run(p, SQL_TICK_UNREADABLE, SQL_VALUES(sql_text(sentence), sql_text(name)), e);
    st = st == ST_OK ? portfolio_log_add(p, at, "tick-off", "", NULL, entry, e) : st;
    free(words);
    free(sentence);
    free(entry);
    return st;
}

enum status portfolio_file_signer(struct portfolio *p, int64_t file, struct look_signer *out, struct error *e)
{
    struct sql_value row[3];
    *out = (struct look_signer){.subject = ""};
    enum status st = sql_start(p, SQL_LOOK_SIGNER, SQL_VALUES(sql_integer(file)), e);
    st = st == ST_OK ? sql_next(p, SQL_LOOK_SIGNER, row, 3, e) : st;
    if (st == ST_OK) {
        (void)snprintf(out->subject, sizeof out->subject, "%s", column_text(&row[0]));
        if (row[1].type == SQL_BLOB && row[1].n == SHA256_BYTES) {
            hex_encode(row[1].bytes, SHA256_BYTES, out->certificate);
        }
        (void)snprintf(out->received_at, sizeof out->received_at, "%s", column_text(&row[2]));
    }
    sql_finish(p, SQL_LOOK_SIGNER);
    return st;
}
