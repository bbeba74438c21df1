#include "store/portfolio_ca.h"

#include "base/clock.h"
#include "base/i18n.h"
#include "store/portfolio_engine.h"
#include "store/portfolio_rules.h"
#include "store/portfolio_trust.h"

#include <stdlib.h>
#include <string.h>

static const char ROLE_BY_RULE[] = "supplier-ca";

enum status portfolio_bundle_put(struct portfolio *p, const char *pem, size_t n, const char *reason, int64_t at, struct error *e)
{
    char time[TIME_TEXT];
    uint8_t digest[SHA256_BYTES];
    time_format(at, time);
    sha256_bytes(pem, n, digest);
    enum status st = sql_run(p, SQL_BUNDLE_DELETE, SQL_NONE, e);
    if (st == ST_OK && n > 0) {
        st = sql_run(p, SQL_BUNDLE_ADD, SQL_VALUES(sql_blob(pem, n), sql_text(time)), e);
    }
    return st == ST_OK ? portfolio_log_add(p, at, n > 0 ? "ca-bundle" : "ca-bundle-removed", "", n > 0 ? digest : NULL, reason, e) : st;
}

enum status portfolio_bundle(struct portfolio *p, struct buffer *out, struct error *e)
{
    struct sql_value row[1];
    buffer_clear(out);
    enum status st = sql_start(p, SQL_BUNDLE, SQL_NONE, e);
    st = st == ST_OK ? sql_next(p, SQL_BUNDLE, row, 1, e) : st;
    if (st == ST_OK && (row[0].type != SQL_BLOB || !buffer_add(out, row[0].bytes, row[0].n))) {
        st = fail_memory(e);
    }
    sql_finish(p, SQL_BUNDLE);
    return st;
}

static enum status find_supplier(struct portfolio *p, const char *code, int64_t *id, struct error *e)
{
    const enum status st = portfolio_supplier_find(p, code, id, NULL, e);
    return st == ST_NO ? fail(e, ST_INPUT, _("There is no supplier with the code %s."), code) : st;
}

/* What the log says of a rule, so that a change can be retraced. */
static enum status log_rule(struct portfolio *p, const char *what, const struct ca_rule *rule, const char *reason, int64_t at,
                            struct error *e)
{
    char *text = NULL;
    if (asprintf(&text, "%s=%s; issuer %s; %s", rule->attribute, rule->value, rule->issuer, reason) < 0) {
        return fail_memory(e);
    }
    const enum status st = portfolio_log_add(p, at, what, rule->code, NULL, text, e);
    free(text);
    return st;
}

enum status portfolio_rule_put(struct portfolio *p, const struct ca_rule *rule, const char *reason, int64_t at, struct error *e)
{
    int64_t supplier, holder = -1;
    char time[TIME_TEXT];
    time_format(at, time);
    enum status st = find_supplier(p, rule->code, &supplier, e);
    if (st != ST_OK) {
        return st;
    }
    st = sql_number(p, SQL_RULE_HOLDER, SQL_VALUES(sql_text(rule->issuer), sql_text(rule->attribute), sql_text(rule->value)), &holder, e);
    if (st == ST_OK && holder != supplier) {
        return fail(e, ST_INPUT, _("Another supplier has this very rule: a certificate cannot be two suppliers'."));
    }
    if (st != ST_OK && st != ST_NO) {
        return st;
    }
    st = sql_run(
        p, SQL_RULE_PUT,
        SQL_VALUES(sql_integer(supplier), sql_text(rule->issuer), sql_text(rule->attribute), sql_text(rule->value), sql_text(time)), e);
    return st == ST_OK ? log_rule(p, "ca-rule", rule, reason, at, e) : st;
}

enum status portfolio_rule_remove(struct portfolio *p, const char *code, const char *reason, int64_t at, struct error *e)
{
    int64_t supplier, gone = 0;
    enum status st = find_supplier(p, code, &supplier, e);
    st = st == ST_OK ? sql_number(p, SQL_RULE_DELETE, SQL_VALUES(sql_integer(supplier)), &gone, e) : st;
    return st == ST_OK ? portfolio_log_add(p, at, "ca-rule-removed", code, NULL, reason, e) : st;
}

enum status portfolio_rules(struct portfolio *p, rule_visit *visit, void *context, struct error *e)
{
    struct sql_value row[4];
    enum status st = sql_start(p, SQL_RULES, SQL_NONE, e);
    while (st == ST_OK && (st = sql_next(p, SQL_RULES, row, 4, e)) == ST_OK) {
        const struct ca_rule rule = {
            .code = column_text(&row[0]), .issuer = column_text(&row[1]), .attribute = column_text(&row[2]), .value = column_text(&row[3])};
        st = visit(context, &rule, e);
        if (st != ST_OK) {
            sql_finish(p, SQL_RULES);
            return st;
        }
    }
    sql_finish(p, SQL_RULES);
    return st == ST_NO ? ST_OK : st;
}

enum status portfolio_ca_signers(struct portfolio *p, ca_signer_visit *visit, void *context, struct error *e)
{
    struct sql_value row[5];
    enum status st = sql_start(p, SQL_CA_SIGNERS, SQL_VALUES(sql_text(ROLE_BY_RULE)), e);
    while (st == ST_OK && (st = sql_next(p, SQL_CA_SIGNERS, row, 5, e)) == ST_OK) {
        struct ca_signer signer = {.pin = column_integer(&row[0]), .code = column_text(&row[1])};
        if (row[3].type != SQL_BLOB || row[3].n != SHA256_BYTES || row[4].type != SQL_BLOB ||
            !time_parse(column_text(&row[2]), &signer.since)) {
            continue; /* a damaged row holds nobody up */
        }
        memcpy(signer.certificate, row[3].bytes, SHA256_BYTES);
        signer.der = row[4].bytes;
        signer.nder = row[4].n;
        st = visit(context, &signer, e);
        if (st != ST_OK) {
            sql_finish(p, SQL_CA_SIGNERS);
            return st;
        }
    }
    sql_finish(p, SQL_CA_SIGNERS);
    return st == ST_NO ? ST_OK : st;
}

enum status portfolio_ca_signer_end(struct portfolio *p, const struct ca_signer *signer, const char *reason, int64_t at, int64_t *files,
                                    struct error *e)
{
    char time[TIME_TEXT];
    time_format(at, time);
    enum status st =
        sql_run(p, SQL_PIN_END, SQL_VALUES(sql_text(time), sql_text("untrusted"), sql_text(reason), sql_integer(signer->pin)), e);
    st = st == ST_OK ? portfolio_roll_back(p, signer->pin, merge_reason_name(REASON_UNTRUSTED), reason, files, e) : st;
    return st == ST_OK ? portfolio_log_add(p, at, "ca-signer-ended", signer->code, signer->certificate, reason, e) : st;
}

enum status portfolio_ca_signer_add(struct portfolio *p, const char *code, const uint8_t certificate[SHA256_BYTES], const char *subject,
                                    const uint8_t *der, size_t nder, int64_t at, struct error *e)
{
    int64_t supplier, rules = 0, revoked = 0, pin;
    char time[TIME_TEXT];
    time_format(at, time);
    enum status st = portfolio_supplier_find(p, code, &supplier, NULL, e);
    st = st == ST_OK ? sql_number(p, SQL_RULE_COUNT, SQL_VALUES(sql_integer(supplier)), &rules, e) : st;
    st = st == ST_OK
             ? sql_number(p, SQL_PIN_ENDED_BEFORE, SQL_VALUES(sql_integer(supplier), sql_blob(certificate, SHA256_BYTES)), &revoked, e)
             : st;
    if (st == ST_OK && (rules == 0 || revoked > 0)) {
        return ST_NO;
    }
    st = st == ST_OK ? sql_run(p, SQL_PIN_ADD,
                               SQL_VALUES(sql_integer(supplier), sql_blob(certificate, SHA256_BYTES), sql_text(ROLE_BY_RULE),
                                          sql_text(subject), sql_text(time)),
                               e)
                     : st;
    st = st == ST_OK ? sql_number(p, SQL_CA_PIN, SQL_VALUES(sql_blob(certificate, SHA256_BYTES), sql_text(ROLE_BY_RULE)), &pin, e) : st;
    st = st == ST_OK ? sql_run(p, SQL_CA_SIGNER_ADD, SQL_VALUES(sql_integer(pin), sql_blob(der, nder)), e) : st;
    return st == ST_OK ? portfolio_log_add(p, at, "ca-signer", code, certificate, "", e) : st;
}

enum status portfolio_assessor_add(struct portfolio *p, const uint8_t certificate[SHA256_BYTES], const char *name, const char *reason,
                                   int64_t at, struct error *e)
{
    int64_t known = 0;
    char time[TIME_TEXT];
    time_format(at, time);
    enum status st = sql_number(p, SQL_ASSESSOR_KNOWN, SQL_VALUES(sql_blob(certificate, SHA256_BYTES)), &known, e);
    if (st == ST_OK && known > 0) {
        return ST_NO;
    }
    st =
        st == ST_OK ? sql_run(p, SQL_ASSESSOR_ADD, SQL_VALUES(sql_blob(certificate, SHA256_BYTES), sql_text(name), sql_text(time)), e) : st;
    return st == ST_OK ? portfolio_log_add(p, at, "assessor", name, certificate, reason, e) : st;
}

enum status portfolio_assessor_remove(struct portfolio *p, const uint8_t certificate[SHA256_BYTES], const char *reason, int64_t at,
                                      struct error *e)
{
    int64_t known = 0;
    char time[TIME_TEXT];
    time_format(at, time);
    enum status st = sql_number(p, SQL_ASSESSOR_KNOWN, SQL_VALUES(sql_blob(certificate, SHA256_BYTES)), &known, e);
    if (st == ST_OK && known == 0) {
        return ST_NO;
    }
    st = st == ST_OK ? sql_run(p, SQL_ASSESSOR_END, SQL_VALUES(sql_text(time), sql_blob(certificate, SHA256_BYTES)), e) : st;
    return st == ST_OK ? portfolio_log_add(p, at, "assessor-removed", "", certificate, reason, e) : st;
}

enum status portfolio_assessors(struct portfolio *p, assessor_visit *visit, void *context, struct error *e)
{
    struct sql_value row[4];
    enum status st = sql_start(p, SQL_ASSESSORS, SQL_NONE, e);
    while (st == ST_OK && (st = sql_next(p, SQL_ASSESSORS, row, 4, e)) == ST_OK) {
        struct assessor_record assessor = {.name = column_text(&row[1]), .since = column_text(&row[2]), .ended_at = column_text(&row[3])};
        if (row[0].type != SQL_BLOB || row[0].n != SHA256_BYTES) {
            continue;
        }
        memcpy(assessor.certificate, row[0].bytes, SHA256_BYTES);
        st = visit(context, &assessor, e);
        if (st != ST_OK) {
            sql_finish(p, SQL_ASSESSORS);
            return st;
        }
    }
    sql_finish(p, SQL_ASSESSORS);
    return st == ST_NO ? ST_OK : st;
}
