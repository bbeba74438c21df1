#include "command/merge_prepare.h"

#include "base/i18n.h"
#include "base/sentence.h"
#include "base/utf8.h"
#include "base/zip.h"
#include "command/judge.h"
#include "command/merge_answers.h"
#include "command/merge_keys.h"
#include "command/merge_sheet.h"
#include "command/merge_stamp.h"
#include "command/portfolio_anchors.h"
#include "export/package.h"
#include "model/json.h"
#include "model/record_check.h"

#include <errno.h>
#include <unistd.h>

/* Buffers that one large file has blown up are not kept. */
#define KEEP_BYTES ((size_t)256 * 1024)
#define DRAFT_HEAD ((size_t)64) /* bytes within which a draft names its format */

void merge_item_init(struct merge_item *item)
{
    *item = (struct merge_item){0};
    buffer_init(&item->path, BUFFER_MAX_TEXT);
    buffer_init(&item->bytes, PACKAGE_FILE_MAX);
}

void merge_item_release(struct merge_item *item)
{
    buffer_release(&item->path);
    buffer_release(&item->bytes);
    arena_release(&item->arena);
}

void merge_item_set_path(struct merge_item *item, const char *path)
{
    buffer_recycle(&item->path, KEEP_BYTES);
    utf8_clean(&item->path, path, strlen(path), false);
}

static enum status read_file(int fd, off_t size, struct buffer *out, struct error *e)
{
    if (size < 0 || (uintmax_t)size > out->max) {
        return fail(e, ST_INPUT, _("It is larger than %zu MB."), out->max / 1024 / 1024);
    }
    if (size == 0) {
        return fail(e, ST_INPUT, "%s", _("The file is empty."));
    }
    if (!buffer_reserve(out, (size_t)size)) {
        return fail_memory(e);
    }
    for (;;) { /* the size of a moment ago is only a hint */
        if (out->capacity - 1 == out->length && !buffer_reserve(out, 1)) {
            return fail(e, ST_INPUT, _("It is larger than %zu MB."), out->max / 1024 / 1024);
        }
        const size_t room = out->capacity - 1 - out->length;
        const ssize_t got = read(fd, out->data + out->length, room);
        if (got < 0 && errno == EINTR) {
            continue;
        }
        if (got < 0) {
            return fail_errno(e, "%s", _("It could not be read"));
        }
        out->length += (size_t)got;
        if (got == 0 || ((size_t)got < room && out->length >= (size_t)size)) {
            break;
        }
    }
    out->data[out->length] = '\0';
    return ST_OK;
}

/* A partial workbook is not taken for trusted, though the answers inside are the supplier's: what its sheets show may be somebody else's
 * word, and who looks at the file later could not tell. The JSON, or the workbook as it was exported, will do. */
static enum merge_signer signer_of(const struct judged *judged)
{
    const struct judgement *j = &judged->judgement;
    if (j->verdict == VERDICT_TRUSTED) {
        return SIGNER_TRUSTED;
    }
    return j->verdict == VERDICT_UNKNOWN_SIGNER ? SIGNER_UNKNOWN : SIGNER_REFUSED;
}

/* A covering letter or a picture does not. */
static bool starts_as_data(const struct merge_item *item)
{
    const char *text = buffer_text(&item->bytes);
    const size_t mark = strncmp(text, "\xEF\xBB\xBF", 3) == 0 ? 3 : 0; /* what an editor put before it is said to be wrong by itself */
    return zip_likely(text, item->bytes.length) || text[mark + strspn(text + mark, " \t\r\n")] == '{';
}

/* The file that a firm works in, with its answers as they stand (model/assessment.h writes the format first). */
static bool is_draft(const struct merge_item *item, const struct judged *judged)
{
    static const char FORMAT[] = "\"tenken-draft/";
    const struct buffer *b = &item->bytes;
    return judged->judgement.verdict == VERDICT_UNREADABLE && b->length > 0 && b->data[0] == '{' &&
           memmem(b->data, b->length < DRAFT_HEAD ? b->length : DRAFT_HEAD, FORMAT, sizeof FORMAT - 1) != NULL;
}

/* Answers of another major number: such a file is not opened, so only its bytes tell. */
static bool is_newer(const struct merge_item *item)
{
    static const char FORMAT[] = "\"tenken-answers/";
    const struct buffer *b = &item->bytes;
    const char *at = starts_as_data(item) ? memmem(b->data, b->length, FORMAT, sizeof FORMAT - 1) : NULL;
    return at != NULL && strncmp(at + sizeof FORMAT - 1, "1\"", 2) != 0; /* the buffer ends in a NUL */
}

/* What the next step hangs on beyond the verdict. */
static enum merge_reason why_of(const struct merge_item *item, const struct judged *judged, bool is_answers)
{
    const struct judgement *j = &judged->judgement;
    if (judged->sealed && judged->envelope.tree == NULL) {
        return REASON_CLOSED;
    }
    if (judged->kind == FILE_SHEET && judged->sheet.problems.count > 0) {
        return REASON_SHEET;
    }
    if (j->dated) {
        return REASON_DATES;
    }
    if (j->verdict == VERDICT_UNREADABLE && is_answers && j->nsigners > 0) {
        return REASON_CONTENT;
    }
    if (j->verdict == VERDICT_DIFFERENT_SIGNER && j->by_rule) {
        return REASON_RULE;
    }
    return j->verdict == VERDICT_UNREADABLE && is_newer(item) ? REASON_NEWER : REASON_VERDICT;
}

/* Why the file is not taken in: all that the judge has found, to be kept (base/sentence.h). */
static const char *problem_of(struct merge_item *item, const struct judged *judged, struct buffer *scratch)
{
    const struct judgement *j = &judged->judgement;
    if (judged->envelope.tree != NULL && judged->envelope.kind != DOCUMENT_ANSWERS) {
        return _("This is no answers file: it is a request or a receipt.");
    }
    if (is_draft(item, judged)) {
        return _("This is the supplier's own working file, with nothing signed in it: it is not what handing in made.");
    }
    if (j->verdict == VERDICT_UNREADABLE && !judged->sealed && !starts_as_data(item)) { /* where it breaks the rules of JSON helps nobody */
        return judged->kind == FILE_OTHER
                   ? _("This is no answers file.")
                   : _("This is no answers file, but one may lie inside: save or unpack what the mail or archive holds, and use that.");
    }
    buffer_clear(scratch);
    /* what an assessor has said of answers that can never come in helps nobody, and whoever rejects them without this judge does not know
     */
    const size_t told = j->verdict == VERDICT_DIFFERENT_SIGNER && j->nproblems > 1 ? 1 : j->nproblems;
    for (size_t i = 0; i < told; i++) {
        buffer_add_text(scratch, i == 0 ? "" : "\n");
        buffer_add_text(scratch, j->problems[i]);
    }
    if (j->verdict == VERDICT_PARTIAL) {
        buffer_add_text(scratch, "\n");
        buffer_add_text(scratch, _("Ask the supplier for the JSON file, or for the workbook as it was exported."));
    }
    return arena_copy(&item->arena, buffer_text(scratch), scratch->length);
}

/* For a signer known by rule: the portfolio keeps the certificate, to ask again when bundle or rules change. */
static void fill_rule(struct merge_item *item, const struct judgement *j)
{
    item->file.rule_code = arena_text(&item->arena, j->code);
    item->file.der = (const uint8_t *)arena_copy(&item->arena, j->der.data, j->der.length);
    item->file.nder = j->der.length;
}

/* Every assessor's signature that holds is kept; which of them are known is asked when ratings are shown. */
static void fill_assessors(struct merge_item *item, const struct judgement *j)
{
    item->file.rated = j->ratings != RATINGS_NONE;
    item->file.assessors = (const uint8_t(*)[SHA256_BYTES])item->assessors;
    for (size_t i = 0; i < j->nsigners; i++) {
        if (j->signers[i].role == ROLE_ASSESSOR && hex_decode(j->signers[i].sha256, item->assessors[item->file.nassessors], SHA256_BYTES)) {
            item->file.nassessors++;
        }
    }
}

static void fill_signer(struct merge_item *item, const struct judgement *j)
{
    if (j->supplier >= j->nsigners) {
        return;
    }
    const struct signer *s = &j->signers[j->supplier];
    item->file.signed_by_anyone = hex_decode(s->sha256, item->file.certificate, SHA256_BYTES);
    item->file.subject = arena_text(&item->arena, s->subject);
}

/* Who a file claims to be from that is not to be trusted, for words only; what is longer than such a thing may be is none. */
static void fill_claim(struct merge_item *item, const cJSON *claims, const char *name)
{
    const char *code = json_text(claims, "supplier_code");
    item->file.claimed_code = code != NULL && strlen(code) <= SUPPLIER_CODE_MAX ? arena_text(&item->arena, code) : NULL;
    item->file.claimed_name = name != NULL && strlen(name) <= PROFILE_TEXT_MAX ? arena_text(&item->arena, name) : NULL;
}

/* A digest as it stands in a file; what is no digest is none. */
static const char *digest_text(struct merge_item *item, const char *digest)
{
    return digest != NULL && strlen(digest) == SHA256_TEXT - 1 ? arena_text(&item->arena, digest) : NULL;
}

/* The prime's own requests are recognised by their digest, as answers to them are. */
static void fill_request(struct merge_item *item, const struct judged *judged)
{
    char hex[SHA256_TEXT];
    uint8_t digest[SHA256_BYTES];
    if (judged->envelope.tree != NULL && judged->envelope.kind == DOCUMENT_REQUEST) {
        sha256_bytes(judged->canonical.data, judged->canonical.length, digest);
        hex_encode(digest, SHA256_BYTES, hex);
        item->file.request = arena_text(&item->arena, hex);
    }
}

static enum status fill(struct merge_item *item, const struct merge_facts *facts, const struct judged *judged, int64_t at,
                        struct buffer *scratch, struct error *e)
{
    const struct judgement *j = &judged->judgement;
    const bool is_answers = judged->envelope.tree != NULL && judged->envelope.kind == DOCUMENT_ANSWERS;
    item->file = (struct received_file){
        .name = buffer_text(&item->path),
        .bytes = item->bytes.data,
        .length = item->bytes.length,
        .keep = is_answers,
        .signer = is_answers ? signer_of(judged) : SIGNER_REFUSED,
        .verdict = verdict_name(is_draft(item, judged) ? VERDICT_UNSIGNED : j->verdict),
        .problem = problem_of(item, judged, scratch),
        .why = why_of(item, judged, is_answers),
    };
    fill_signer(item, j);
    fill_assessors(item, j);
    const cJSON *claims = is_answers ? json_get(judged->envelope.document, "supplier") : NULL;
    fill_claim(item, claims, json_text(claims, "name"));
    fill_request(item, judged);
    if (judged->kind == FILE_SHEET) {
        fill_claim(item, judged->sheet.about, json_text(judged->sheet.supplier, "name"));
        item->file.claimed_request = digest_text(item, json_text(judged->sheet.about, "request_digest"));
        return merge_sheet_fill(item, facts, judged, at, e);
    }
    if (item->file.signer == SIGNER_TRUSTED && !portfolio_trust_pinned(facts->trust, j->signers[j->supplier].sha256, &item->file.pin)) {
        fill_rule(item, j);
    }
    /* What could not be trusted in form was not checked member by member: nothing is read from it. */
    if (!is_answers || (item->file.signer == SIGNER_REFUSED && j->verdict != VERDICT_DIFFERENT_SIGNER && j->verdict != VERDICT_PARTIAL)) {
        return ST_OK;
    }
    const enum status st =
        received_document_read(judged->envelope.document, facts->catalog, facts->asked, &item->arena, scratch, &item->document, e);
    if (facts->content || judged->sealed || judged->kind != FILE_ANSWERS_JSON) { /* nobody could read it from the file again */
        sha256_bytes(judged->canonical.data, judged->canonical.length, item->content);
        item->document.content = item->content;
    }
    item->file.document = &item->document;
    merge_keys_fill(item, j);
    return st;
}

static enum status judge_bytes(struct merge_item *item, const struct merge_facts *facts, struct workbench *bench, int64_t at,
                               struct error *e)
{
    struct trust_anchors anchors = portfolio_anchors(facts->trust);
    struct judged judged;
    anchors.bench = bench;
    enum status st = judge_file(item->bytes.data, item->bytes.length, SENTENCE_FILE, &anchors, at, facts->opener, &judged, e);
    if (st == ST_OK) {
        st = fill(item, facts, &judged, at, &bench->scratch, e); /* the reader is done with it */
    }
    judged_release(&judged);
    workbench_clear(bench);
    return st;
}

void merge_item_prepare_again(struct merge_item *item, const struct merge_facts *facts, struct workbench *bench,
                              const uint8_t digest[SHA256_BYTES], int64_t first)
{
    arena_clear(&item->arena);
    item->problem = (struct error){0};
    const enum status st = judge_bytes(item, facts, bench, first, &item->problem);
    memcpy(item->file.digest, digest, SHA256_BYTES);
    item->kind = st == ST_OK ? MERGE_ITEM_FILE : MERGE_ITEM_FAILED;
}

/* The stamp of the file that was read, if it is to be kept: NULL where it would prove nothing, or is known already. */
static const uint8_t *new_stamp(struct merge_item *item, const struct merge_facts *facts, const struct stat *about)
{
    enum merge_state state;
    return merge_stamp_settled(about, facts->now) && merge_stamp(about, item->stamp) &&
                   !known_files_unchanged(facts->known, item->stamp, &state)
               ? item->stamp
               : NULL;
}

void merge_item_prepare(struct merge_item *item, const struct merge_facts *facts, struct workbench *bench, struct buffer *bytes,
                        const struct walk_entry *entry)
{
    buffer_recycle(bytes, KEEP_BYTES);
    arena_clear(&item->arena);
    item->problem = entry->fd < 0 ? entry->problem : (struct error){0};
    item->unread = entry->unread;
    item->kind = entry->unchanged ? MERGE_ITEM_KNOWN : MERGE_ITEM_UNREADABLE;
    item->file.stamp = NULL;
    if (entry->unchanged) {
        item->state = entry->state;
    }
    if (entry->fd < 0) {
        return;
    }
    enum status st = read_file(entry->fd, entry->about.st_size, bytes, &item->problem);
    (void)close(entry->fd);
    if (st != ST_OK) {
        return; /* also when the disk fails under this one file: the others may be fine */
    }
    uint8_t digest[SHA256_BYTES];
    int64_t first;
    sha256_bytes(bytes->data, bytes->length, digest);
    const uint8_t *stamp = new_stamp(item, facts, &entry->about);
    if (known_files_find(facts->known, digest, &item->state, &first)) {
        item->kind = MERGE_ITEM_KNOWN;
        memcpy(item->file.digest, digest, SHA256_BYTES);
        item->file.stamp = stamp;
        return;
    }
    const struct buffer before = item->bytes;
    item->bytes = *bytes;
    *bytes = before;
    merge_item_prepare_again(item, facts, bench, digest, first < 0 ? facts->now : first);
    item->file.stamp = stamp;
}
