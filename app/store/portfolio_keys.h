/* Keys that answers bring along: a first one with the secret of a request (enrolment), a new one announced by the old (renewal). Inside
 * portfolio_receive's transaction. Internal to store/. */
#ifndef TENKEN_STORE_PORTFOLIO_KEYS_H
#define TENKEN_STORE_PORTFOLIO_KEYS_H

#include "store/portfolio_merge.h"
#include "store/portfolio_requests.h"

/* What became of them. */
struct key_outcome {
    bool admitted; /* the verifier did not know the signer, but now it is trusted */
    bool tried;    /* it brought a proof; enrol says what was wrong unless admitted */
    enum enrol_result enrol;
    char code[SUPPLIER_CODE_MAX + 1]; /* the supplier that the request was issued to, or "" */
};

/* For a file whose signer the verifier did not know: pinned since (earlier in this merge), or enrolling now. */
enum status portfolio_admit(struct portfolio *p, const struct received_file *file, int64_t at, struct key_outcome *out, struct error *e);
/* Whether the file of a signer who is nobody's yet names a supplier that has another key, or the key is another supplier's than the one it
 * names: then it is a different signer's, as the verifier would have said had it known what this merge made known. out: the sentence to be
 * kept. The document is there. */
enum status portfolio_other_signer(struct portfolio *p, const struct received_file *file, bool *other, char *out, size_t n,
                                   struct error *e);
/* Whom the certificate is pinned for, "" nobody: also since the verifier threads read their pins. */
enum status portfolio_pinned_for(struct portfolio *p, const uint8_t certificate[SHA256_BYTES], char code[SUPPLIER_CODE_MAX + 1],
                                 struct error *e);
/* One sentence about a proof that did not help. */
void portfolio_admit_explain(const struct key_outcome *outcome, char *out, size_t n);

/* Puts the announced key in the place of the one that signed. ST_NO: it may not stand for this supplier, and reason says why. */
enum status portfolio_renew(struct portfolio *p, const struct received_file *file, const char *code, int64_t at, char *reason, size_t n,
                            struct error *e);

#endif
