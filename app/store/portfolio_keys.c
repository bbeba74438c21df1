#include "store/portfolio_keys.h"

#include "base/i18n.h"
#include "base/utf8.h"
#include "store/portfolio_engine.h"

#include <string.h>

static bool fits(const void *context, const uint8_t secret[SHA256_BYTES])
{
    const struct received_file *file = context;
    return file->enrolled(file, secret);
}

/* Pins only: whoever is known by rule must still have a chain that holds. */
enum status portfolio_pinned_for(struct portfolio *p, const uint8_t certificate[SHA256_BYTES], char code[SUPPLIER_CODE_MAX + 1],
                                 struct error *e)
{
    struct sql_value row[2];
    enum status st = sql_start(p, SQL_PIN_BY_CERTIFICATE, SQL_VALUES(sql_blob(certificate, SHA256_BYTES), sql_text("supplier")), e);
    code[0] = '\0';
    st = st == ST_OK ? sql_next(p, SQL_PIN_BY_CERTIFICATE, row, 2, e) : st;
    if (st == ST_OK) {
        (void)snprintf(code, SUPPLIER_CODE_MAX + 1, "%s", column_text(&row[1]));
    }
    sql_finish(p, SQL_PIN_BY_CERTIFICATE);
    return st == ST_NO ? ST_OK : st;
}

/* Whether a supplier has the code, and a key. */
static enum status has_pin(struct portfolio *p, const char *code, bool *pinned, struct error *e)
{
    int64_t supplier, pin;
    enum status st = portfolio_supplier_find(p, code, &supplier, NULL, e);
    st = st == ST_OK ? sql_number(p, SQL_PIN_OF_SUPPLIER, SQL_VALUES(sql_integer(supplier), sql_text("supplier")), &pin, e) : st;
    *pinned = st == ST_OK;
    return st == ST_NO ? ST_OK : st;
}

/* known: whom the key stands for, "" nobody. */
static void other_signer_sentence(const char *claimed, const char *known, char *out, size_t n)
{
    if (known[0] != '\0') {
        (void)snprintf(out, n, N_("The file names the supplier \"%s\", but its signer is known as \"%s\"."), claimed, known);
    } else {
        (void)snprintf(out, n, N_("The supplier \"%s\" has another key here than the one that signed this."), claimed);
    }
    utf8_drop_half(out, n);
}

enum status portfolio_other_signer(struct portfolio *p, const struct received_file *file, bool *other, char *out, size_t n, struct error *e)
{
    char known[SUPPLIER_CODE_MAX + 1];
    const char *claimed = file->document->claimed_code;
    *other = false;
    if (claimed == NULL) {
        return ST_OK;
    }
    enum status st = portfolio_pinned_for(p, file->certificate, known, e);
    if (st == ST_OK && known[0] == '\0') {
        st = has_pin(p, claimed, other, e);
    } else if (st == ST_OK) {
        *other = strcmp(claimed, known) != 0;
    }
    if (st == ST_OK && *other) {
        other_signer_sentence(claimed, known, out, n);
    }
    return st;
}

/* One that is rejected by now: its sentence, and whoever wants to know. */
static enum status settle_signer(struct portfolio *p, const struct sql_value *row, int64_t run, settled_visit *visit, void *context,
                                 struct error *e)
{
    char reason[RECEIVED_REASON_TEXT], certificate[SHA256_TEXT], known[SUPPLIER_CODE_MAX + 1];
    if (row[2].type != SQL_BLOB || row[2].n != SHA256_BYTES || row[6].type != SQL_BLOB || row[6].n != SHA256_BYTES) {
        return ST_OK; /* a damaged row */
    }
    enum status st = portfolio_pinned_for(p, row[6].bytes, known, e);
    if (st != ST_OK) {
        return st;
    }
    other_signer_sentence(column_text(&row[4]), known, reason, sizeof reason);
    hex_encode(row[6].bytes, SHA256_BYTES, certificate);
    st = sql_run(p, SQL_FILE_STATE, SQL_VALUES(sql_text(merge_state_name(MERGE_REJECTED)), sql_text(reason), row[0]), e);
    if (st != ST_OK || visit == NULL || column_integer(&row[1]) != run) {
        return st;
    }
    const struct settled_file file = {.digest = row[2].bytes,
                                      .name = column_text(&row[3]),
                                      .claimed_code = column_text(&row[4]),
                                      .claimed_name = column_text(&row[5]),
                                      .certificate = certificate,
                                      .known = known,
                                      .reason = reason};
    return visit(context, &file, e);
}

enum status portfolio_settle_signers(struct portfolio *p, int64_t run, settled_visit *visit, void *context, struct error *e)
{
    struct sql_value row[7];
    enum status st = sql_start(p, SQL_FILE_SETTLE_SIGNERS, SQL_NONE, e);
    while (st == ST_OK && (st = sql_next(p, SQL_FILE_SETTLE_SIGNERS, row, 7, e)) == ST_OK) {
        st = settle_signer(p, row, run, visit, context, e);
    }
    sql_finish(p, SQL_FILE_SETTLE_SIGNERS);
    return st == ST_NO ? ST_OK : st;
}

enum status portfolio_admit(struct portfolio *p, const struct received_file *file, int64_t at, struct key_outcome *out, struct error *e)
{
    *out = (struct key_outcome){0};
    const struct received_document *d = file->document;
    /* Other verdicts say that something is wrong with the file itself: no key mends that. */
    if (d == NULL || !file->signed_by_anyone || (file->signer != SIGNER_UNKNOWN && strcmp(file->verdict, "different_signer") != 0)) {
        return ST_OK;
    }
    char known[SUPPLIER_CODE_MAX + 1];
    const enum status st = portfolio_pinned_for(p, file->certificate, known, e);
    /* The key of another supplier than the one that the document claims is no key to this one. */
    out->admitted = st == ST_OK && known[0] != '\0' && (d->claimed_code == NULL || strcmp(d->claimed_code, known) == 0);
    if (st != ST_OK || out->admitted || file->enrolled == NULL || d->request == NULL) {
        return st;
    }
    const struct enrolment enrolment = {.request = d->request,
                                        .certificate = file->certificate,
                                        .subject = file->subject,
                                        .claimed_code = d->claimed_code,
                                        .claimed_number = d->claimed_number,
                                        .fits = fits,
                                        .context = file};
    out->tried = true;
    const enum status tried = portfolio_enrol(p, &enrolment, at, &out->enrol, out->code, e);
    out->admitted = tried == ST_OK && out->enrol == ENROL_DONE;
    return tried;
}

void portfolio_admit_explain(const struct key_outcome *o, char *out, size_t n)
{
    switch (o->enrol) {
    case ENROL_DONE:
        break;
    case ENROL_NO_REQUEST:
        (void)snprintf(out, n, N_("It brings the secret of a request that this portfolio did not issue, or withdrew."));
        break;
    case ENROL_USED:
        (void)snprintf(out, n, N_("The secret of the request to %s was used already: compare the fingerprint on the phone."), o->code);
        break;
    case ENROL_PINNED:
        (void)snprintf(out, n, N_("%s has a trusted key already: a secret cannot replace it, only a renewal or you can."), o->code);
        break;
    case ENROL_LATE:
        (void)snprintf(out, n, N_("The secret of the request to %s is no longer valid, %d days after its due date."), o->code,
                       ENROL_GRACE_DAYS);
        break;
    case ENROL_WRONG:
        (void)snprintf(out, n, N_("The proof does not fit the secret of the request to %s: somebody without the secret made it."), o->code);
        break;
    case ENROL_TAKEN:
        (void)snprintf(out, n, N_("The signer's certificate stands for another supplier than %s, who was asked."), o->code);
        break;
    case ENROL_REVOKED:
        (void)snprintf(out, n, N_("The signer's certificate was revoked for %s before: a secret does not bring it back."), o->code);
        break;
    case ENROL_OTHER:
        (void)snprintf(out, n, N_("It brings the secret of the request to %s, but claims to be another supplier."), o->code);
        break;
    }
}

enum status portfolio_renew(struct portfolio *p, const struct received_file *file, const char *code, int64_t at, char *reason, size_t n,
                            struct error *e)
{
    int64_t revoked = 0;
    char other[SUPPLIER_CODE_MAX + 1] = "";
    enum pin_result result = PIN_UNCHANGED;
    enum status st = sql_number(p, SQL_PIN_ENDED_BEFORE,
                                SQL_VALUES((struct sql_value){.type = SQL_NULL}, sql_blob(file->renewed, SHA256_BYTES)), &revoked, e);
    if (st == ST_OK && revoked > 0) {
        (void)snprintf(reason, n, N_("It renews the key of %s to one that was revoked before."), code);
        return ST_NO;
    }
    const struct pin_order order = {.code = code,
                                    .certificate = file->renewed,
                                    .subject = file->renewed_subject,
                                    .replace = true,
                                    .what = "renew",
                                    .reason = "announced by the old key"};
    st = st == ST_OK ? portfolio_pin(p, &order, at, &result, other, e) : st;
    if (st == ST_OK && result == PIN_TAKEN) {
        (void)snprintf(reason, n, N_("It renews the key of %s to one that stands for the supplier %s."), code, other);
        return ST_NO;
    }
    return st;
}
