#include "store/portfolio_keys.h"

#include "base/i18n.h"
#include "store/portfolio_engine.h"

#include <string.h>

static bool fits(const void *context, const uint8_t secret[SHA256_BYTES])
{
    const struct received_file *file = context;
    return file->enrolled(file, secret);
}

/* A pin that came after the verifier threads read theirs. Pins only: whoever is known by rule must still have a chain that holds. */
static enum status pinned_since(struct portfolio *p, const struct received_file *file, bool *found, struct error *e)
{
    struct sql_value row[2];
    enum status st = sql_start(p, SQL_PIN_BY_CERTIFICATE, SQL_VALUES(sql_blob(file->certificate, SHA256_BYTES), sql_text("supplier")), e);
    st = st == ST_OK ? sql_next(p, SQL_PIN_BY_CERTIFICATE, row, 2, e) : st;
    /* The key of another supplier than the one that the document claims is no key to this one. */
    const char *claimed = file->document->claimed_code;
    *found = st == ST_OK && (claimed == NULL || strcmp(claimed, column_text(&row[1])) == 0);
    sql_finish(p, SQL_PIN_BY_CERTIFICATE);
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
    const enum status st = pinned_since(p, file, &out->admitted, e);
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
