#include "command/handin.h"

#include "base/file.h"
#include "base/i18n.h"
#include "command/export_seal.h"
#include "command/received_request.h"
#include "export/answers_xlsx.h"
#include "export/package_signature.h"
#include "model/json.h"
#include "model/revisions.h"
#include "model/sendings.h"
#include "trust/enrol.h"
#include "trust/jws.h"

#define OUTPUT_MODE 0600 /* the answers say where the firm is weak */

void handin_init(struct handin *h)
{
    *h = (struct handin){0};
    buffer_init(&h->json, BUFFER_MAX_DOCUMENT);
    buffer_init(&h->xlsx, PACKAGE_FILE_MAX);
}

void handin_release(struct handin *h)
{
    cJSON_Delete(h->envelope);
    h->envelope = NULL;
    buffer_release(&h->json);
    buffer_release(&h->xlsx);
}

/* What is sent must be what a reader accepts: each finished file is judged as the recipient will. The caller releases *judged. */
static enum status judge_own(const struct handin *h, const struct buffer *bytes, enum verdict expected, struct judged *judged,
                             struct error *e)
{
    const struct trust_anchors anchors = {.pin = h->identity->sha256};
    const int64_t now = clock_now(&h->program->clock);
    const enum status st = judge_file(buffer_text(bytes), bytes->length, _("The file"), &anchors, now, NULL, judged, e);
    const struct judgement *j = &judged->judgement;
    if (st == ST_OK && j->verdict != expected) {
        return fail(e, ST_INPUT, _("The recipient could not read these answers, so nothing was written: %s"),
                    j->nproblems > 0 ? j->problems[0] : "");
    }
    return st;
}

/* What an enrolment needs, from the request as it came. */
struct enrolling {
    bool enrols;
    uint8_t secret[ENROL_SECRET_BYTES];
    char request[SHA256_TEXT];
};

static size_t request_index(const struct handin *h)
{
    size_t i = 0;
    while (i < assessment_request_count(&h->draft->assessment) && assessment_request(&h->draft->assessment, i) != h->request) {
        i++;
    }
    return i;
}

/* Whoever signs for a request passes here: by the command and by the screens alike. */
static enum status pass_gate(const struct handin *h, struct enrolling *n, struct error *e)
{
    struct received_request r;
    *n = (struct enrolling){0};
    if (h->request == NULL) {
        return ST_OK;
    }
    enum status st = received_request_of_draft(&r, h->program, &h->draft->assessment, request_index(h), h->draft->path, e);
    if (st != ST_OK) {
        return st;
    }
    st = received_request_gate(&r, NULL, e);
    n->enrols = received_request_secret(&r, n->secret);
    if (h->secret != NULL) {
        memcpy(n->secret, h->secret, sizeof n->secret);
        n->enrols = true;
    }
    memcpy(n->request, r.digest, sizeof n->request);
    received_request_release(&r);
    return st;
}

static bool add_signature(cJSON *signatures, cJSON *signature)
{
    if (signature == NULL || !cJSON_AddItemToArray(signatures, signature)) {
        cJSON_Delete(signature);
        return false;
    }
    return true;
}

/* Members of the protected header beside the usual ones; NULL: out of memory, or the proof failed. */
static cJSON *extra_members(const struct handin *h, const struct enrolling *n, const cJSON *document, struct error *e)
{
    cJSON *extra = cJSON_CreateObject();
    char proof[ENROL_TEXT];
    uint8_t certificate[SHA256_BYTES];
    enum status st = extra != NULL ? ST_OK : fail_memory(e);
    if (st == ST_OK && h->previous != NULL) {
        st = json_put_text(extra, "renew", h->identity->sha256) ? ST_OK : fail_memory(e);
    } else if (st == ST_OK && n->enrols) {
        st = hex_decode(h->identity->sha256, certificate, SHA256_BYTES)
                 ? enrol_proof(n->secret, certificate, n->request, json_text(document, "assessment_id"), proof, e)
                 : fail_memory(e);
        st = st == ST_OK && !json_put_text(extra, "enrol", proof) ? fail_memory(e) : st;
    }
    if (st != ST_OK) {
        cJSON_Delete(extra);
        return NULL;
    }
    return extra;
}

/* One signature; in a renewal the old key's, which announces the new one, and then the new one's. */
static enum status sign_all(struct handin *h, const struct enrolling *n, const cJSON *document, cJSON **signatures, struct error *e)
{
    const struct clock *clock = &h->program->clock;
    *signatures = cJSON_CreateArray();
    cJSON *extra = extra_members(h, n, document, e);
    if (*signatures == NULL || extra == NULL) {
        cJSON_Delete(extra);
        return e->text[0] != '\0' ? e->status : fail_memory(e);
    }
    const struct identity *first = h->previous != NULL ? h->previous : h->identity;
    bool made = add_signature(*signatures, jws_sign(first, document, DOCUMENT_ANSWERS, ROLE_SUPPLIER, clock, extra, e));
    if (made && h->previous != NULL) {
        made = add_signature(*signatures, jws_sign(h->identity, document, DOCUMENT_ANSWERS, ROLE_SUPPLIER, clock, NULL, e));
    }
    cJSON_Delete(extra);
    h->enrols = made && h->previous == NULL && n->enrols;
    return made ? ST_OK : e->text[0] != '\0' ? e->status : fail_memory(e);
}

static enum status sign(struct handin *h, const struct enrolling *enrolment, struct error *e)
{
    cJSON *document = NULL;
    enum status st = answers_project(&h->draft->assessment, h->catalog, h->request, h->unfinished, &h->program->clock, &h->program->random,
                                     &document, e);
    if (st != ST_OK) {
        return st;
    }
    cJSON *signatures = NULL;
    st = sign_all(h, enrolment, document, &signatures, e);
    if (st != ST_OK) {
        cJSON_Delete(document);
        cJSON_Delete(signatures);
        return st;
    }
    h->envelope = envelope_build(DOCUMENT_ANSWERS, document, signatures);
    st = h->envelope != NULL ? json_pretty(h->envelope, &h->json, e) : fail_memory(e);
    if (st == ST_OK) {
        struct judged judged;
        st = judge_own(h, &h->json, VERDICT_TRUSTED, &judged, e);
        judged_release(&judged);
    }
    return st;
}

enum status handin_sign(struct handin *h, struct error *e)
{
    struct enrolling enrolment;
    enum status st = pass_gate(h, &enrolment, e);
    st = st == ST_OK ? sign(h, &enrolment, e) : st;
    explicit_bzero(enrolment.secret, sizeof enrolment.secret);
    return st;
}

/* Signed by the same identity where office programs know its kind of key. */
static enum status write_workbook(struct handin *h, const struct judgement *signed_by, struct error *e)
{
    struct answers_signer who[ENVELOPE_SIGNATURES_MAX];
    for (size_t i = 0; i < signed_by->nsigners; i++) {
        const struct signer *s = &signed_by->signers[i];
        who[i] = (struct answers_signer){.subject = s->name, .sha256 = s->sha256, .role = role_name(s->role)};
    }
    const struct package_identity identity = {.key = h->identity->key, .certificate = h->identity->certificate};
    const struct package_signer signer = {.sign = package_sign, .clock = &h->program->clock, .context = &identity};
    const struct answers_xlsx_input in = {
        .signed_json = buffer_text(&h->json),
        .length = h->json.length,
        .catalog = h->catalog,
        .request = h->request,
        .signers = who,
        .nsigners = signed_by->nsigners,
        .signer = h->sheets_signed ? &signer : NULL,
    };
    return answers_xlsx_write(&in, &h->xlsx, e);
}

enum status handin_workbook(struct handin *h, struct error *e)
{
    struct judged judged;
    enum status st = judge_own(h, &h->json, VERDICT_TRUSTED, &judged, e);
    h->sheets_signed = package_key_suits(h->identity->key);
    st = st == ST_OK ? write_workbook(h, &judged.judgement, e) : st;
    judged_release(&judged);
    if (st == ST_OK) {
        st = judge_own(h, &h->xlsx, h->sheets_signed ? VERDICT_TRUSTED : VERDICT_PARTIAL, &judged, e);
        judged_release(&judged);
    }
    return st;
}

/* Which files they were, so that `tenken submit` and receipts find the way back to this draft. */
static enum status note_files(struct handin *h, const char *json_path, const char *xlsx_path, struct error *e)
{
    const char *paths[] = {json_path, xlsx_path};
    const struct buffer *contents[] = {&h->json, &h->xlsx};
    struct handed_file files[2];
    char digests[2][SHA256_TEXT], *absolute[2] = {NULL, NULL};
    size_t n = 0;
    enum status st = ST_OK;
    for (size_t i = 0; i < 2 && st == ST_OK; i++) {
        if (paths[i] == NULL) {
            continue;
        }
        absolute[n] = realpath(paths[i], NULL);
        sha256_hex(contents[i]->data, contents[i]->length, digests[n]);
        files[n] = (struct handed_file){.path = absolute[n], .sha256 = digests[n]};
        st = absolute[n] != NULL ? ST_OK : fail_errno(e, _("Cannot open %s"), paths[i]);
        n += st == ST_OK;
    }
    st = st == ST_OK ? recipient_signed(&h->draft->assessment, h->request, json_get(h->envelope, "document"), &h->program->clock, e) : st;
    cJSON *recipient = recipient_of(&h->draft->assessment, h->request);
    st = st == ST_OK ? recipient_set_files(recipient, files, n, e) : st;
    st = st == ST_OK ? revision_note(recipient, (int)json_integer(recipient, "revision", 0), e) : st;
    free(absolute[0]);
    free(absolute[1]);
    return st;
}

enum status handin_write(struct handin *h, const char *json_path, const char *xlsx_path, struct error *e)
{
    enum status st = ST_OK;
    if (h->recipient != NULL) {
        st = json_path != NULL ? seal_in_place(&h->json, h->recipient, e) : ST_OK;
        st = st == ST_OK && xlsx_path != NULL ? seal_in_place(&h->xlsx, h->recipient, e) : st;
    }
    st = st == ST_OK && h->draft != NULL ? draft_save(h->draft, &h->program->clock, e) : st;
    if (st == ST_OK && json_path != NULL) {
        st = file_write_atomic(json_path, h->json.data, h->json.length, OUTPUT_MODE, e);
    }
    if (st == ST_OK && xlsx_path != NULL) {
        st = file_write_atomic(xlsx_path, h->xlsx.data, h->xlsx.length, OUTPUT_MODE, e);
    }
    if (st == ST_OK && h->draft != NULL) {
        st = note_files(h, json_path, xlsx_path, e);
        st = st == ST_OK ? draft_save(h->draft, &h->program->clock, e) : st;
    }
    return st;
}
