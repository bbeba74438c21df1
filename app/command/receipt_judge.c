#include "command/receipt_judge.h"

#include "base/buffer.h"
#include "base/i18n.h"
#include "model/receipt.h"
#include "model/sendings.h"

static enum status refuse(const struct judged *judged, const char *name, struct error *e)
{
    const struct judgement *j = &judged->judgement;
    if (judged->kind != FILE_RECEIPT) {
        return fail(e, ST_INPUT, _("%s is no receipt."), name);
    }
    if (j->verdict == VERDICT_DIFFERENT_SIGNER) {
        return fail(e, ST_NO, _("%s was not signed by this customer, but by somebody else: it proves nothing."), name);
    }
    if (j->verdict != VERDICT_TRUSTED) {
        return fail(e, ST_NO, _("%s proves nothing: %s"), name, j->nproblems > 0 ? j->problems[0] : verdict_words(j->verdict));
    }
    return ST_OK;
}

enum status receipt_judge(const char *bytes, size_t n, const char *name, const struct received_request *request, const char *sha256,
                          const struct program *program, struct judged *judged, struct error *e)
{
    const struct requester_standing *standing = &request->standing;
    if (standing->state == REQUESTER_FIRST) {
        return received_request_gate(request, NULL, e);
    }
    const struct trust_anchors anchors = {.pin = standing->state == REQUESTER_KNOWN ? request->signer->sha256 : standing->certificate};
    enum status st = judge_file(bytes, n, name, &anchors, clock_now(&program->clock), NULL, judged, e);
    st = st == ST_OK ? refuse(judged, name, e) : st;
    st = st == ST_OK ? receipt_fits(judged->envelope.document, request->digest, sha256, e) : st;
    if (st != ST_OK) {
        judged_release(judged);
    }
    return st;
}

enum status receipt_keep(struct draft *draft, const struct received_request *request, const char *sha256, const struct program *program,
                         const struct buffer *bytes, const char *name, struct error *e)
{
    struct judged judged;
    enum status st = receipt_judge(buffer_text(bytes), bytes->length, name, request, sha256, program, &judged, e);
    if (st != ST_OK) {
        return st;
    }
    st = receipt_add(&draft->assessment, judged.envelope.tree, &program->clock, e);
    st = st == ST_OK ? draft_save(draft, &program->clock, e) : st;
    judged_release(&judged);
    return st;
}
