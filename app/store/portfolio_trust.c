#include "store/portfolio_trust.h"

#include "base/clock.h"
#include "base/i18n.h"
#include "base/utf8.h"
#include "store/portfolio_engine.h"
#include "store/portfolio_rules.h"

#include <stdlib.h>
#include <string.h>

static const char ROLE[] = "supplier";

enum status portfolio_supplier_find(struct portfolio *p, const char *code, int64_t *id, char **name, struct error *e)
{
    struct sql_value row[2];
    enum status st = sql_start(p, SQL_SUPPLIER_FIND, SQL_VALUES(sql_text(code)), e);
    if (st == ST_OK) {
        st = sql_next(p, SQL_SUPPLIER_FIND, row, 2, e);
    }
    if (st == ST_OK) {
        *id = column_integer(&row[0]);
        if (name != NULL && (*name = strdup(column_text(&row[1]))) == NULL) {
            st = fail_memory(e);
        }
    }
    sql_finish(p, SQL_SUPPLIER_FIND);
    return st;
}

enum status portfolio_supplier_put(struct portfolio *p, const struct supplier_record *s, int64_t at, enum supplier_put *put,
                                   struct error *e)
{
    char time[TIME_TEXT];
    struct sql_value row[1];
    int64_t id;
    time_format(at, time);
    enum status st = portfolio_supplier_find(p, s->code, &id, NULL, e);
    if (st != ST_OK && st != ST_NO) {
        return st;
    }
    const bool created = st == ST_NO;
    st = sql_start(p, SQL_SUPPLIER_PUT,
                   SQL_VALUES(sql_text(s->code), sql_text(s->name), sql_text(s->corporate_number), sql_flag(s->confidential),
                              sql_flag(s->outage), sql_flag(s->access), sql_text(s->email), sql_text(time), sql_text(s->phone)),
                   e);
    st = st == ST_OK ? sql_next(p, SQL_SUPPLIER_PUT, row, 1, e) : st; /* a row when something was written */
    sql_finish(p, SQL_SUPPLIER_PUT);
    if (put != NULL) {
        *put = created ? SUPPLIER_CREATED : st == ST_OK ? SUPPLIER_CHANGED : SUPPLIER_SAME;
    }
    return st == ST_NO ? ST_OK : st;
}

enum status portfolio_suppliers(struct portfolio *p, supplier_visit *visit, void *context, struct error *e)
{
    struct sql_value row[10];
    enum status st = sql_start(p, SQL_SUPPLIER_LIST, SQL_NONE, e);
    while (st == ST_OK && (st = sql_next(p, SQL_SUPPLIER_LIST, row, 10, e)) == ST_OK) {
        const struct supplier_record s = {
            .code = column_text(&row[0]),
            .name = column_text(&row[1]),
            .corporate_number = column_text(&row[2]),
            .confidential = (int)column_integer(&row[3]),
            .outage = (int)column_integer(&row[4]),
            .access = (int)column_integer(&row[5]),
            .email = column_text(&row[6]),
            .phone = column_text(&row[7]),
            .ended_at = column_text(&row[8]),
            .ended_reason = column_text(&row[9]),
        };
        st = visit(context, &s, e);
        if (st != ST_OK) {
            sql_finish(p, SQL_SUPPLIER_LIST);
            return st;
        }
    }
    sql_finish(p, SQL_SUPPLIER_LIST);
    return st == ST_NO ? ST_OK : st;
}

/* Whose certificate it is now. ST_NO: nobody's. */
static enum status owner(struct portfolio *p, const struct pin_order *order, int64_t *supplier, char code[SUPPLIER_CODE_MAX + 1],
                         struct error *e)
{
    struct sql_value row[2];
    enum status st = sql_start(p, SQL_PIN_BY_CERTIFICATE, SQL_VALUES(sql_blob(order->certificate, SHA256_BYTES), sql_text(ROLE)), e);
    if (st == ST_OK) {
        st = sql_next(p, SQL_PIN_BY_CERTIFICATE, row, 2, e);
    }
    if (st == ST_OK) {
        *supplier = column_integer(&row[0]);
        (void)snprintf(code, SUPPLIER_CODE_MAX + 1, "%s", column_text(&row[1]));
    }
    sql_finish(p, SQL_PIN_BY_CERTIFICATE);
    return st;
}

/* One pin in force of the supplier. ST_NO: it has none. */
static enum status current(struct portfolio *p, int64_t supplier, const char *role, int64_t *pin, uint8_t certificate[SHA256_BYTES],
                           struct error *e)
{
    struct sql_value row[2];
    enum status st = sql_start(p, SQL_PIN_OF_SUPPLIER, SQL_VALUES(sql_integer(supplier), sql_text(role)), e);
    if (st == ST_OK) {
        st = sql_next(p, SQL_PIN_OF_SUPPLIER, row, 2, e);
    }
    if (st == ST_OK) {
        *pin = column_integer(&row[0]);
        if (row[1].type == SQL_BLOB && row[1].n == SHA256_BYTES) {
            memcpy(certificate, row[1].bytes, SHA256_BYTES);
        }
    }
    sql_finish(p, SQL_PIN_OF_SUPPLIER);
    return st;
}

static enum status end_pin(struct portfolio *p, int64_t pin, const char *time, const char *how, const char *reason, struct error *e)
{
    return sql_run(p, SQL_PIN_END, SQL_VALUES(sql_text(time), sql_text(how), sql_text(reason), sql_integer(pin)), e);
}

enum status portfolio_pin(struct portfolio *p, const struct pin_order *order, int64_t at, enum pin_result *result,
                          char other[SUPPLIER_CODE_MAX + 1], struct error *e)
{
    int64_t supplier, holder, pin, revoked;
    uint8_t old[SHA256_BYTES] = {0};
    char time[TIME_TEXT];
    time_format(at, time);
    enum status st = portfolio_supplier_find(p, order->code, &supplier, NULL, e);
    if (st == ST_NO) {
        return fail(e, ST_INPUT, _("There is no supplier with the code %s."), order->code);
    }
    if (st == ST_OK) {
        st = owner(p, order, &holder, other, e);
    }
    if (st == ST_OK) {
        *result = holder == supplier ? PIN_UNCHANGED : PIN_TAKEN;
        return ST_OK;
    }
    if (st != ST_NO) {
        return st;
    }
    st = sql_number(p, SQL_PIN_ENDED_BEFORE, SQL_VALUES(sql_integer(supplier), sql_blob(order->certificate, SHA256_BYTES)), &revoked, e);
    if (st == ST_OK && revoked > 0 && !order->replace) {
        *result = PIN_REVOKED;
        return ST_OK;
    }
    if (st != ST_OK) {
        return st;
    }
    *result = PIN_ADDED;
    st = current(p, supplier, ROLE, &pin, old, e);
    if (st == ST_OK && !order->replace) {
        *result = PIN_DIFFERS;
        return ST_OK;
    }
    if (st == ST_OK) {
        *result = PIN_REPLACED;
        st = end_pin(p, pin, time, "replaced", order->reason, e);
        if (st == ST_OK) {
            st = portfolio_log_add(p, at, "replaced", order->code, old, order->reason, e);
        }
    }
    if (st != ST_OK && st != ST_NO) {
        return st;
    }
    st = sql_run(p, SQL_PIN_ADD,
                 SQL_VALUES(sql_integer(supplier), sql_blob(order->certificate, SHA256_BYTES), sql_text(ROLE), sql_text(order->subject),
                            sql_text(time)),
                 e);
    return st == ST_OK ? portfolio_log_add(p, at, order->what, order->code, order->certificate, order->reason, e) : st;
}

enum status portfolio_roll_back(struct portfolio *p, int64_t pin, const char *cause, const char *reason, int64_t *files, struct error *e)
{
    static const enum sql_statement STEPS[] = {SQL_REVOKE_ANSWERS, SQL_REVOKE_INVENTORY, SQL_REVOKE_COSIGNATURES, SQL_REVOKE_ASSESSMENTS};
    enum status st = ST_OK;
    for (size_t i = 0; i < sizeof STEPS / sizeof STEPS[0] && st == ST_OK; i++) {
        st = sql_run(p, STEPS[i], SQL_VALUES(sql_integer(pin)), e);
    }
    struct sql_value row[1];
    if (st == ST_OK) {
        st = sql_start(p, SQL_REVOKE_FILES, SQL_VALUES(sql_text(reason), sql_text(cause), sql_integer(pin)), e);
    }
    while (st == ST_OK && (st = sql_next(p, SQL_REVOKE_FILES, row, 1, e)) == ST_OK) {
        (*files)++;
    }
    sql_finish(p, SQL_REVOKE_FILES);
    return st == ST_NO ? ST_OK : st;
}

/* By pin, and by rule. */
static const char *const ROLES[] = {ROLE, "supplier-ca"};

enum status portfolio_revoke(struct portfolio *p, const char *code, const char *reason, int64_t at, int64_t *files, struct error *e)
{
    int64_t supplier, pin;
    uint8_t certificate[SHA256_BYTES] = {0};
    char time[TIME_TEXT], day[DATE_TEXT], sentence[sizeof e->text];
    time_format(at, time);
    local_day(at, day);
    (void)snprintf(sentence, sizeof sentence, N_("The signer's certificate was revoked on %.10s: %s"), day, reason);
    utf8_drop_half(sentence, sizeof sentence);
    *files = 0;
    enum status st = portfolio_supplier_find(p, code, &supplier, NULL, e);
    if (st == ST_NO) {
        return fail(e, ST_INPUT, _("There is no supplier with the code %s."), code);
    }
    bool any = false;
    for (size_t i = 0; i < sizeof ROLES / sizeof ROLES[0] && (st == ST_OK || st == ST_NO); i++) {
        while ((st = current(p, supplier, ROLES[i], &pin, certificate, e)) == ST_OK) {
            any = true;
            st = end_pin(p, pin, time, "revoked", reason, e);
            if (st == ST_OK) {
                st = portfolio_roll_back(p, pin, merge_reason_name(REASON_REVOKED), sentence, files, e);
            }
            if (st == ST_OK) {
                st = portfolio_log_add(p, at, "revoke", code, certificate, reason, e);
            }
            if (st != ST_OK) {
                return st;
            }
        }
    }
    return st == ST_NO && any ? ST_OK : st;
}

enum status portfolio_revocation(struct portfolio *p, const uint8_t certificate[SHA256_BYTES], struct revocation *out, struct error *e)
{
    struct sql_value row[3];
    enum status st = sql_start(p, SQL_PIN_REVOKED, SQL_VALUES(sql_blob(certificate, SHA256_BYTES)), e);
    if (st == ST_OK) {
        st = sql_next(p, SQL_PIN_REVOKED, row, 3, e);
    }
    if (st == ST_OK) {
        (void)local_day_of(column_text(&row[0]), out->on);
        out->refused = strcmp(column_text(&row[1]), "refused") == 0;
        (void)snprintf(out->reason, sizeof out->reason, "%s", column_text(&row[2]));
        utf8_drop_half(out->reason, sizeof out->reason);
    }
    sql_finish(p, SQL_PIN_REVOKED);
    return st;
}

void revocation_sentence(const struct revocation *revocation, char *out, size_t n)
{
    if (revocation->refused) {
        (void)snprintf(out, n, N_("Its signer was refused here on %.10s: %s"), revocation->on, revocation->reason);
    } else {
        (void)snprintf(out, n, N_("The signer's certificate was revoked on %.10s: %s"), revocation->on, revocation->reason);
    }
    utf8_drop_half(out, n);
}

enum status portfolio_pins(struct portfolio *p, const char *code, pin_visit *visit, void *context, struct error *e)
{
    struct sql_value row[10];
    enum status st = sql_start(p, SQL_PIN_LIST, SQL_VALUES(sql_text(code)), e);
    while (st == ST_OK && (st = sql_next(p, SQL_PIN_LIST, row, 10, e)) == ST_OK) {
        struct pin_record pin = {
            .code = column_text(&row[0]),
            .name = column_text(&row[1]),
            .role = column_text(&row[2]),
            .subject = column_text(&row[4]),
            .since = column_text(&row[5]),
            .ended_at = column_text(&row[6]),
            .ended = column_text(&row[7]),
            .reason = column_text(&row[8]),
            .again = column_integer(&row[9]) == 1,
        };
        if (row[3].type == SQL_BLOB && row[3].n == SHA256_BYTES) {
            hex_encode(row[3].bytes, SHA256_BYTES, pin.certificate);
        }
        st = visit(context, &pin, e);
        if (st != ST_OK) {
            sql_finish(p, SQL_PIN_LIST);
            return st;
        }
    }
    sql_finish(p, SQL_PIN_LIST);
    return st == ST_NO ? ST_OK : st;
}
