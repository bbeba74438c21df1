#include "command/export_signed.h"

#include "base/buffer.h"
#include "base/file.h"
#include "base/i18n.h"
#include "base/zip.h"
#include "command/export_seal.h"
#include "command/handin.h"
#include "command/judge.h"
#include "command/listing.h"
#include "command/output.h"
#include "export/package.h"
#include "model/json.h"
#include "trust/seal.h"

#include <openssl/x509.h>

/* Owns all of it. */
struct around {
    const struct signed_export *order;
    struct handin handin;
    struct judged judged;
    struct draft draft;
    bool has_draft;
    struct catalog catalog;
    struct identity identity;
    X509 *recipient;
};

static enum status read_answers(struct around *a, struct error *e)
{
    const char *name = a->order->answers;
    const struct trust_anchors nobody = {0};
    struct buffer *json = &a->handin.json;
    enum status st = file_read(name, json, e);
    if (st == ST_OK && (zip_likely(json->data, json->length) || sealed_likely(json->data, json->length))) {
        return fail(e, ST_INPUT, _("%s is a workbook or sealed: name the JSON file that came back from the assessor."), name);
    }
    st = st == ST_OK ? judge_file(buffer_text(json), json->length, name, &nobody, clock_now(&a->handin.program->clock), NULL, &a->judged, e)
                     : st;
    const struct judgement *j = &a->judged.judgement;
    if (st == ST_OK && a->judged.envelope.tree != NULL && a->judged.envelope.kind != DOCUMENT_ANSWERS) {
        return fail(e, ST_INPUT, _("%s holds no answers, but a request or a receipt."), name);
    }
    if (st == ST_OK && j->verdict != VERDICT_UNKNOWN_SIGNER) {
        return fail(e, j->verdict == VERDICT_UNREADABLE ? ST_INPUT : ST_NO, _("No workbook is made around %s: %s"), name,
                    j->nproblems > 0 ? j->problems[0] : verdict_words(j->verdict));
    }
    return st;
}

/* The request that the answers name, out of the draft that they were made from. */
static enum status find_request(struct around *a, struct error *e)
{
    const struct signed_export *o = a->order;
    const char *wanted = json_text(json_get(a->judged.envelope.document, "request"), "digest");
    enum status st = o->draft != NULL ? draft_open_for_reading(&a->draft, o->draft, e) : ST_OK;
    a->has_draft = o->draft != NULL && st == ST_OK;
    st = st == ST_OK && a->has_draft ? assessment_load_packs(&a->draft.assessment, &a->catalog, e) : st;
    for (size_t i = 0; st == ST_OK && a->has_draft && wanted != NULL && i < assessment_request_count(&a->draft.assessment); i++) {
        const cJSON *document = assessment_request(&a->draft.assessment, i);
        char digest[SHA256_TEXT];
        if (assessment_request_digest(&a->draft.assessment, document, digest, NULL) == ST_OK && strcmp(digest, wanted) == 0) {
            a->handin.request = document;
        }
    }
    if (st == ST_OK && wanted != NULL && a->handin.request == NULL && o->seal == NULL) {
        return fail(e, ST_USAGE,
                    _("The answers are for a customer's request, which may want them sealed: name the draft that holds the request too, or "
                      "say --seal CERTIFICATE or --seal none."));
    }
    return st;
}

/* Only whoever signed the answers can sign the sheets that show them. */
static enum status check_identity(const struct around *a, struct error *e)
{
    const struct judgement *j = &a->judged.judgement;
    if (strcmp(a->identity.sha256, j->signers[j->supplier].sha256) != 0) {
        return fail(e, ST_INPUT, _("%s is not the identity that signed %s as the firm (\"%s\")."), a->order->identity, a->order->answers,
                    j->signers[j->supplier].name);
    }
    return ST_OK;
}

static void print_done(const struct around *a)
{
    const struct judgement *j = &a->judged.judgement;
    print_sentence(stdout, _("%s: a workbook around %s, byte for byte, with its %zu signatures."), a->order->xlsx, a->order->answers,
                   j->nsigners);
    for (size_t i = 0; i < j->nsigners; i++) {
        char groups[FINGERPRINT_TEXT];
        fingerprint_format(j->signers[i].sha256, groups);
        print_sentence(stdout, _("Signed by \"%s\" as %s, fingerprint"), j->signers[i].name, role_words(j->signers[i].role));
        printf("  %.39s\n  %s\n", groups, groups + 40);
    }
    if (!a->handin.sheets_signed) {
        fprintf(stderr, _("Office programs know no signatures by this kind of key: in the workbook only the answers inside are signed.\n"));
    }
    struct certificate c;
    if (a->recipient != NULL && certificate_take(&c, a->recipient, NULL) == ST_OK) {
        print_sentence(stdout, _("Sealed for \"%s\": only the owner of that key can read it."), c.name);
        certificate_release(&c);
    }
}

enum status export_signed(struct program *program, const struct signed_export *order, struct error *e)
{
    struct around a = {.order = order, .draft = {.lock = {.fd = -1}}};
    handin_init(&a.handin);
    a.handin.program = program;
    a.handin.catalog = &a.catalog;
    a.handin.identity = &a.identity;
    const char *const inputs[] = {order->answers, order->draft, order->identity, order->passphrase_file, order->seal};
    enum status st = output_check(order->xlsx, inputs, sizeof inputs / sizeof inputs[0], e);
    st = st == ST_OK ? read_answers(&a, e) : st;
    st = st == ST_OK ? load_catalog(program, &a.catalog, e) : st;
    st = st == ST_OK ? find_request(&a, e) : st;
    st = st == ST_OK ? seal_recipient(order->seal, a.handin.request, &a.recipient, e) : st;
    a.handin.recipient = a.recipient;
    st = st == ST_OK ? load_identity(order->identity, order->passphrase_file, &a.identity, e) : st;
    st = st == ST_OK ? check_identity(&a, e) : st;
    st = st == ST_OK ? handin_workbook(&a.handin, e) : st;
    st = st == ST_OK ? handin_write(&a.handin, NULL, order->xlsx, e) : st;
    if (st == ST_OK) {
        print_done(&a);
    }
    X509_free(a.recipient);
    identity_release(&a.identity);
    if (a.has_draft) {
        draft_close(&a.draft);
    }
    catalog_release(&a.catalog);
    judged_release(&a.judged);
    handin_release(&a.handin);
    return st;
}
