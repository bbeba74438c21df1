#include "command/receipt_judge.h"

#include "base/buffer.h"
#include "base/i18n.h"
#include "model/receipt.h"

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

/* The file that it names; one that it is not for when there is none, for the sentence. */
static const struct handed_file *file_of(const cJSON *receipt, const struct receipt_files *files)
{
    for (size_t i = 0; i < files->n; i++) {
        if (strcmp(receipt_of(receipt).file_sha256, files->files[i].sha256) == 0) {
            return &files->files[i];
        }
    }
    return &files->files[0];
}

static enum status judge(const struct buffer *bytes, const char *name, const struct received_request *request,
                         const struct receipt_files *files, const struct program *program, struct judged *judged,
                         const struct handed_file **of, struct error *e)
{
    const struct requester_standing *standing = &request->standing;
    if (standing->state == REQUESTER_FIRST) {
        return received_request_gate(request, NULL, e);
    }
    const struct trust_anchors anchors = {.pin = standing->state == REQUESTER_KNOWN ? request->signer->sha256 : standing->certificate};
    enum status st = judge_file(buffer_text(bytes), bytes->length, name, &anchors, clock_now(&program->clock), NULL, judged, e);
    st = st == ST_OK ? refuse(judged, name, e) : st;
    if (st == ST_OK) {
        *of = file_of(judged->envelope.document, files);
        st = receipt_fits(judged->envelope.document, request->digest, (*of)->sha256, e);
    }
    if (st != ST_OK) {
        judged_release(judged);
    }
    return st;
}

enum status receipt_keep(struct draft *draft, const struct received_request *request, const struct receipt_files *files,
                         const struct program *program, const struct buffer *bytes, const char *name, const struct handed_file **of,
                         struct error *e)
{
    struct judged judged;
    enum status st = judge(bytes, name, request, files, program, &judged, of, e);
    if (st != ST_OK) {
        return st;
    }
    st = receipt_add(&draft->assessment, judged.envelope.tree, &program->clock, e);
    st = st == ST_OK ? draft_save(draft, &program->clock, e) : st;
    judged_release(&judged);
    return st;
}
