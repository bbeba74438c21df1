#include "command/judge.h"

#include "base/i18n.h"
#include "base/zip.h"
#include "export/answers_xlsx.h"
#include "export/package.h"
#include "export/package_signature.h"
#include "trust/seal.h"

const char *file_kind_name(enum file_kind kind)
{
    static const char *const NAMES[] = {
        [FILE_ANSWERS_JSON] = "answers-json",
        [FILE_ANSWERS_XLSX] = "answers-xlsx",
        [FILE_REQUEST] = "request",
        [FILE_RECEIPT] = "receipt",
        [FILE_SHEET] = "sheet",
        [FILE_OTHER] = "other",
    };
    return NAMES[kind];
}

static enum file_kind kind_of(enum document_kind kind)
{
    static const enum file_kind KINDS[] = {
        [DOCUMENT_ANSWERS] = FILE_ANSWERS_JSON, [DOCUMENT_REQUEST] = FILE_REQUEST, [DOCUMENT_RECEIPT] = FILE_RECEIPT};
    return KINDS[kind];
}

/* What a damaged file was probably meant to be. */
static enum file_kind kind_guess(const char *bytes, size_t n)
{
    static const char *const MARKS[] = {
        [DOCUMENT_ANSWERS] = "\"tenken-answers/", [DOCUMENT_REQUEST] = "\"tenken-request/", [DOCUMENT_RECEIPT] = "\"tenken-receipt/"};
    for (size_t i = 0; i < sizeof MARKS / sizeof MARKS[0]; i++) {
        if (memmem(bytes, n, MARKS[i], strlen(MARKS[i])) != NULL) {
            return kind_of((enum document_kind)i);
        }
    }
    return FILE_OTHER;
}

/* Sheets that do not show what is signed inside are worth nothing, even when their signer is the right one. */
static enum status judge_cells(const char *bytes, size_t n, const char *name, struct judged *out, struct error *e)
{
    struct cell_edits edits;
    struct error why = {0};
    const enum status st = answers_xlsx_check_cells(bytes, n, name, out->envelope.document, &edits, &why);
    if (st == ST_SYSTEM) {
        return fail(e, ST_SYSTEM, "%s", why.text);
    }
    if (st == ST_OK) {
        return ST_OK;
    }
    if (st == ST_NO && edits.count > 0) {
        (void)fail(&why, ST_NO,
                   _("The sheets were edited and do not show the signed answers: %zu cells differ, the first is %s in \"%s\"."),
                   edits.count, edits.edits[0].cell, edits.edits[0].sheet);
    }
    out->covered = false;
    judgement_problem(&out->judgement, why.text);
    if (out->judgement.verdict == VERDICT_TRUSTED) {
        out->judgement.verdict = VERDICT_PARTIAL;
    }
    return ST_OK;
}

/* The package's verdict. In a renewal two keys of the firm signed the answers, linked by the old one's word, and either may have signed the
 * sheets: which of them a reader trusts changes when the renewal is carried out, the workbook does not. */
static enum package_verdict verify_package(const struct package *p, const struct judgement *j, struct error *why)
{
    const enum package_verdict first = package_verify(p, j->signers[j->supplier].sha256, why);
    for (size_t i = 0; first != PACKAGE_SIGNED && first != PACKAGE_UNSIGNED && i < j->nsigners; i++) {
        if (i != j->supplier && j->signers[i].role == j->signers[j->supplier].role &&
            package_verify(p, j->signers[i].sha256, NULL) == PACKAGE_SIGNED) {
            return PACKAGE_SIGNED;
        }
    }
    return first;
}

/* The workbook's own signature must come from whoever signed the answers inside, and cover everything. A fault there makes a good verdict
 * bad, never a bad one better. */
static enum status judge_package(const char *bytes, size_t n, struct judged *out, struct error *e)
{
    struct judgement *j = &out->judgement;
    struct package p;
    struct error why = {0};
    const enum status st = package_load(&p, bytes, n, e);
    if (st != ST_OK) {
        return st;
    }
    const enum package_verdict verdict = verify_package(&p, j, &why);
    package_release(&p);
    out->covered = verdict == PACKAGE_SIGNED;
    if (verdict == PACKAGE_UNSIGNED) {
        judgement_problem(j, _("Only the signed answers inside the workbook were judged: no signature covers its sheets."));
    } else if (verdict != PACKAGE_SIGNED) {
        judgement_problem(j, why.text);
    }
    if (verdict == PACKAGE_INVALID) {
        j->verdict = VERDICT_INVALID;
    } else if (verdict != PACKAGE_SIGNED && j->verdict == VERDICT_TRUSTED) {
        j->verdict = VERDICT_PARTIAL;
    }
    return ST_OK;
}

/* A workbook without signed answers may be a sheet that was filled in. *found: it is one. */
static enum status judge_sheet(const char *bytes, size_t n, const char *name, struct judged *out, bool *found, struct error *e)
{
    struct error why = {0};
    const enum status st = form_read(bytes, n, name, &out->sheet, &why);
    *found = st == ST_OK;
    if (st != ST_OK) {
        return st == ST_SYSTEM ? fail(e, ST_SYSTEM, "%s", why.text) : ST_OK;
    }
    out->kind = FILE_SHEET;
    out->judgement = (struct judgement){.verdict = VERDICT_UNSIGNED, .supplier = SIZE_MAX};
    for (size_t i = 0; i < out->sheet.problems.count; i++) {
        judgement_problem(&out->judgement, out->sheet.problems.texts[i]);
    }
    return ST_OK;
}

static enum status judge_workbook(const char *bytes, size_t n, const char *name, const struct trust_anchors *anchors, int64_t at,
                                  struct judged *out, struct error *e)
{
    struct buffer json;
    struct error why = {0};
    buffer_init(&json, BUFFER_MAX_DOCUMENT);
    enum status st = package_answers_json(bytes, n, name, &json, &why);
    if (st == ST_OK) {
        out->kind = FILE_ANSWERS_XLSX;
        st = judge_json(buffer_text(&json), json.length, name, anchors, at, &out->envelope, &out->canonical, &out->judgement, e);
        if (st == ST_OK && out->judgement.supplier < out->judgement.nsigners) {
            st = judge_package(bytes, n, out, e);
            st = st == ST_OK ? judge_cells(bytes, n, name, out, e) : st;
        }
    } else if (st == ST_SYSTEM) {
        st = fail(e, ST_SYSTEM, "%s", why.text);
    } else {
        bool sheet = false;
        st = judge_sheet(bytes, n, name, out, &sheet, e);
        if (st == ST_OK && !sheet) {
            out->judgement = (struct judgement){.verdict = VERDICT_UNREADABLE, .supplier = SIZE_MAX};
            judgement_problem(&out->judgement, package_is_archive(bytes, n)
                                                   ? _("It is a ZIP archive, not a workbook: unpack it, and use the files inside.")
                                                   : why.text);
        }
    }
    buffer_release(&json);
    return st;
}

static enum status judge_open(const char *bytes, size_t n, const char *name, const struct trust_anchors *anchors, int64_t at,
                              struct judged *out, struct error *e)
{
    if (zip_likely(bytes, n)) {
        return judge_workbook(bytes, n, name, anchors, at, out, e);
    }
    const enum status st = judge_json(bytes, n, name, anchors, at, &out->envelope, &out->canonical, &out->judgement, e);
    out->kind = out->envelope.tree != NULL ? kind_of(out->envelope.kind) : kind_guess(bytes, n);
    return st;
}

static enum status judge_sealed(const char *bytes, size_t n, const char *name, const struct trust_anchors *anchors, int64_t at,
                                const struct identity *opener, struct judged *out, struct error *e)
{
    struct buffer inside;
    struct error why = {0};
    buffer_init(&inside, SEALED_BYTES_MAX);
    enum status st = opener != NULL ? unseal(bytes, n, opener, &inside, &why)
                                    : fail(&why, ST_INPUT, _("The file is sealed: say with --identity FILE.p12 whose key opens it."));
    out->sealed = true;
    if (st == ST_OK) {
        st = judge_open(buffer_text(&inside), inside.length, name, anchors, at, out, e);
    } else {
        out->judgement = (struct judgement){.verdict = VERDICT_UNREADABLE, .supplier = SIZE_MAX};
        judgement_problem(&out->judgement, why.text);
        st = ST_OK;
    }
    buffer_release(&inside);
    return st;
}

enum status judge_file(const char *bytes, size_t n, const char *name, const struct trust_anchors *anchors, int64_t at,
                       const struct identity *opener, struct judged *out, struct error *e)
{
    *out = (struct judged){.kind = FILE_OTHER};
    buffer_init(&out->canonical, BUFFER_MAX_DOCUMENT);
    return sealed_likely(bytes, n) ? judge_sealed(bytes, n, name, anchors, at, opener, out, e)
                                   : judge_open(bytes, n, name, anchors, at, out, e);
}

void judged_release(struct judged *judged)
{
    judgement_release(&judged->judgement);
    envelope_release(&judged->envelope);
    form_release(&judged->sheet);
    buffer_release(&judged->canonical);
}
