#include "trust/verdict.h"

#include "base/i18n.h"
#include "base/utf8.h"
#include "model/document.h"
#include "model/json.h"
#include "model/receipt.h"
#include "trust/workbench.h"

static const struct {
    const char *name;
    const char *words;
} VERDICTS[] = {
    [VERDICT_TRUSTED] = {"trusted", N_("trusted: signed by a known signer, unchanged")},
    [VERDICT_UNKNOWN_SIGNER] = {"unknown_signer",
                                N_("unknown signer: unchanged since it was signed, but nobody here knows the signer yet")},
    [VERDICT_DIFFERENT_SIGNER] = {"different_signer", N_("different signer: not signed by the one expected")},
    [VERDICT_INVALID] = {"invalid", N_("invalid: a signature or its certificate does not hold")},
    [VERDICT_PARTIAL] = {"partial", N_("partial: not all of the content is covered by a signature")},
    [VERDICT_UNSIGNED] = {"unsigned", N_("unsigned: anybody may have written it")},
    [VERDICT_SHEET] = {"sheet", N_("answer sheet: not signed, sent back with a valid one-time code")},
    [VERDICT_UNREADABLE] = {"unreadable", N_("unreadable")},
};

const char *verdict_name(enum verdict v)
{
    return VERDICTS[v].name;
}

const char *verdict_words(enum verdict v)
{
    return _(VERDICTS[v].words);
}

const char *verdict_name_words(const char *name)
{
    for (int v = VERDICT_TRUSTED; v <= VERDICT_UNREADABLE; v++) {
        if (strcmp(verdict_name((enum verdict)v), name) == 0) {
            return verdict_words((enum verdict)v);
        }
    }
    return name;
}

void judgement_problem(struct judgement *j, const char *sentence)
{
    struct buffer clean;
    buffer_init(&clean, BUFFER_MAX_TEXT);
    utf8_clean(&clean, sentence, strlen(sentence), false);
    char *copy = j->nproblems < PROBLEMS_MAX ? strdup(buffer_text(&clean)) : NULL;
    if (copy != NULL) {
        j->problems[j->nproblems++] = copy;
    }
    buffer_release(&clean);
}

void judgement_forget(struct judgement *j)
{
    for (size_t i = 0; i < j->nproblems; i++) {
        free(j->problems[i]);
    }
    j->nproblems = 0;
}

void judgement_release(struct judgement *j)
{
    judgement_forget(j);
    buffer_release(&j->der);
    memset(j, 0, sizeof *j);
}

/* Ends the judging with a verdict and the sentence in why; only the system's own failures are no verdict. */
static enum status conclude(struct judgement *j, enum verdict verdict, const struct error *why, struct error *e)
{
    if (why->status == ST_SYSTEM) {
        return fail(e, ST_SYSTEM, "%s", why->text);
    }
    j->verdict = verdict;
    judgement_problem(j, why->text);
    return ST_NO;
}

static enum status structure_check(const struct envelope *envelope, struct error *why)
{
    switch (envelope->kind) {
    case DOCUMENT_ANSWERS:
        return answers_check(envelope->document, why);
    case DOCUMENT_REQUEST:
        return request_check(envelope->document, why);
    case DOCUMENT_RECEIPT:
        return receipt_check(envelope->document, why);
    }
    return ST_OK;
}

static enum status dates_check(const struct judgement *j, int64_t at, struct error *why)
{
    for (size_t i = 0; i < j->nsigners; i++) {
        const struct signer *s = &j->signers[i];
        const enum status st = certificate_valid_at(s->name, s->not_before, s->not_after, at, why);
        if (st != ST_OK) {
            return st;
        }
    }
    return ST_OK;
}

/* The signatures in the role that the verdict is about; at most two, of which the first is then the older key. A second one would let
 * anybody who is trusted for one supplier put their name beside another's: only a renewal, which the old key itself announces, may have it.
 */
static enum status main_signers(const struct judgement *j, enum role role, size_t found[2], size_t *count, struct error *why)
{
    *count = 0;
    for (size_t i = 0; i < j->nsigners; i++) {
        if (j->signers[i].role != role) {
            continue;
        }
        if (*count == 2) {
            return fail(why, ST_NO, _("More than two signatures claim to be the %s's."), role_words(role));
        }
        found[(*count)++] = i;
    }
    if (*count == 2) {
        const struct signer *a = &j->signers[found[0]], *b = &j->signers[found[1]];
        const bool forwards = strcmp(a->renew, b->sha256) == 0, backwards = strcmp(b->renew, a->sha256) == 0;
        if (forwards == backwards || strcmp(a->sha256, b->sha256) == 0) {
            return fail(why, ST_NO,
                        _("Two signatures claim to be the %s's, and neither key announces the other as its successor (\"renew\")."),
                        role_words(role));
        }
        if (backwards) {
            const size_t older = found[1];
            found[1] = found[0];
            found[0] = older;
        }
        if (j->signers[found[1]].renew[0] != '\0') {
            return fail(why, ST_NO, _("The new key announces yet another one (\"renew\"): only one step at a time is accepted."));
        }
    } else if (*count == 1 && j->signers[found[0]].renew[0] != '\0') {
        return fail(why, ST_NO, _("The signer announces a new key (\"renew\"), but that key did not sign."));
    }
    return ST_OK;
}

static bool assessor_ratings_present(const cJSON *document)
{
    const cJSON *packs = json_get(document, "answers");
    for (const cJSON *pack = packs != NULL ? packs->child : NULL; pack != NULL; pack = pack->next) {
        for (const cJSON *answer = pack->child; answer != NULL; answer = answer->next) {
            if (json_get(answer, "assessor") != NULL) {
                return true;
            }
        }
    }
    return false;
}

const char *ratings_name(enum ratings r)
{
    static const char *const NAMES[] = {[RATINGS_NONE] = "none", [RATINGS_CLAIMED] = "claimed", [RATINGS_TRUSTED] = "trusted"};
    return NAMES[r];
}

/* An assessor is somebody else than the firm. */
static bool signs_as_firm(const struct judgement *j, const char *sha256)
{
    for (size_t i = 0; i < j->nsigners; i++) {
        if (j->signers[i].role == ROLE_SUPPLIER && strcmp(j->signers[i].sha256, sha256) == 0) {
            return true;
        }
    }
    return false;
}

static bool assessor_known(const struct trust_anchors *anchors, const char *sha256)
{
    char code[sizeof((struct judgement *)NULL)->code] = "";
    return (anchors->assessor != NULL && strcmp(anchors->assessor, sha256) == 0) ||
           (anchors->lookup != NULL && anchors->lookup(anchors->context, sha256, ROLE_ASSESSOR, code));
}

/* Assessors are listed apart and never change the verdict. Their role is the reader's to give, not their own or a CA's. */
static void assessors_judge(struct judgement *j, const struct envelope *envelope, const struct trust_anchors *anchors)
{
    bool any = false, signed_by_one = false;
    for (size_t i = 0; i < j->nsigners; i++) {
        const struct signer *s = &j->signers[i];
        if (s->role == ROLE_ASSESSOR) {
            j->trusted[i] = !signs_as_firm(j, s->sha256) && assessor_known(anchors, s->sha256);
            any = any || j->trusted[i];
            signed_by_one = true;
        }
    }
    if (envelope->kind == DOCUMENT_ANSWERS && assessor_ratings_present(envelope->document)) {
        j->ratings = any ? RATINGS_TRUSTED : RATINGS_CLAIMED;
    }
    if (!signed_by_one && json_true(envelope->document, "cosign_expected")) {
        judgement_problem(j, _("The firm says that an assessor is to sign the file too, but none has."));
    }
    if (j->ratings == RATINGS_CLAIMED) {
        judgement_problem(j, _("The file holds an assessor's ratings, but no assessor known here signed it: they are only claimed."));
    }
}

struct court {
    const struct envelope *envelope;
    const struct trust_anchors *anchors;
    const struct certificate *certificates; /* one per signer */
    int64_t at;
    enum role role;
    const char *claimed; /* supplier code in the document, or NULL */
};

/* The signer is known as j->code: is that also who the document says it is from? A claimed code alone never binds. */
static enum status code_judge(const struct court *court, const struct judgement *j, enum verdict *verdict, struct error *why)
{
    if (court->claimed == NULL || court->role != ROLE_SUPPLIER || strcmp(court->claimed, j->code) == 0) {
        return ST_OK;
    }
    *verdict = VERDICT_DIFFERENT_SIGNER;
    return fail(why, ST_NO, _("The file names the supplier \"%s\", but its signer is known as \"%s\"."), court->claimed, j->code);
}

/* By a chain to a CA of the reader's. ST_NO: no such chain, or nobody has a rule for the certificate; *verdict and why say how. */
static enum status chain_judge(const struct court *court, struct judgement *j, size_t i, enum verdict *verdict, struct error *why)
{
    const struct trust_anchors *anchors = court->anchors;
    const struct certificate *c = &court->certificates[i];
    const enum status st = c->names != NULL ? ST_OK : ca_bundle_check(anchors->ca, c->x509, court->at, why);
    if (st != ST_OK) {
        return st;
    }
    if (anchors->rule == NULL || court->role != ROLE_SUPPLIER) {
        return ST_OK;
    }
    if (!anchors->rule(anchors->context, c, j->code)) {
        return fail(why, ST_NO, _("The certificate of \"%s\" is from a CA known here, but no supplier has a rule that it fits."),
                    j->signers[i].name);
    }
    const enum status named = code_judge(court, j, verdict, why);
    if (named == ST_NO) {
        j->by_rule = true;
        return fail(why, ST_NO, _("The file names the supplier \"%s\", but by your rule its signer's certificate is that of \"%s\"."),
                    court->claimed, j->code);
    }
    return named;
}

/* Is this signer trusted in the main role? ST_NO: no, and *verdict and why say how. */
static enum status signer_judge(const struct court *court, struct judgement *j, size_t i, enum verdict *verdict, struct error *why)
{
    const struct trust_anchors *anchors = court->anchors;
    const struct signer *s = &j->signers[i];
    char expected[SHA256_TEXT] = "";
    *verdict = VERDICT_TRUSTED;
    if (anchors->pin != NULL && strcmp(anchors->pin, s->sha256) == 0) {
        return ST_OK;
    }
    if (anchors->lookup != NULL && anchors->lookup(anchors->context, s->sha256, court->role, j->code)) {
        return code_judge(court, j, verdict, why);
    }
    *verdict = VERDICT_UNKNOWN_SIGNER;
    struct error no_chain = {0};
    const enum status st = anchors->ca != NULL ? chain_judge(court, j, i, verdict, &no_chain) : ST_NO;
    if (st != ST_NO || *verdict == VERDICT_DIFFERENT_SIGNER) {
        return st == ST_OK ? ST_OK : fail(why, st, "%s", no_chain.text);
    }
    const bool other = court->role == ROLE_SUPPLIER && court->claimed != NULL && anchors->pinned != NULL &&
                       anchors->pinned(anchors->context, court->claimed, expected);
    if (other) {
        *verdict = VERDICT_DIFFERENT_SIGNER;
        return fail(why, ST_NO, _("The supplier \"%s\" has another key here than the one that signed this."), court->claimed);
    }
    if (anchors->pin != NULL) {
        *verdict = VERDICT_DIFFERENT_SIGNER;
        return fail(why, ST_NO, _("The signer \"%s\" is not the one expected."), s->name);
    }
    return anchors->ca != NULL && anchors->lookup == NULL
               ? fail(why, ST_NO, "%s", no_chain.text)
               : fail(why, ST_NO, _("The signer \"%s\" is not known here. Have the fingerprint read out on the phone, and compare.%s%s"),
                      s->name, no_chain.text[0] != '\0' ? " " : "", no_chain.text);
}

/* Of a renewal's two signers either may be the one known: the old one before it is carried out, the new one after. */
static enum status main_judge(const struct court *court, struct judgement *j, const size_t found[2], size_t count, struct error *e)
{
    struct error first = {0};
    enum verdict verdicts[2] = {VERDICT_TRUSTED, VERDICT_TRUSTED};
    for (size_t k = 0; k < count; k++) {
        struct error why = {0};
        const enum status st = signer_judge(court, j, found[k], &verdicts[k], &why);
        if (st == ST_OK) {
            j->trusted[found[k]] = true;
            j->supplier = found[k];
            j->verdict = VERDICT_TRUSTED;
            return ST_OK;
        }
        if (st != ST_NO) {
            return fail(e, st, "%s", why.text);
        }
        first = k == 0 ? why : first;
    }
    j->supplier = found[0];
    return conclude(j, verdicts[0], &first, e);
}

static enum status trust_judge(struct court *court, struct judgement *j, struct error *e)
{
    size_t found[2] = {0, 0}, count = 0;
    struct error why = {0};
    court->role = court->envelope->kind == DOCUMENT_ANSWERS ? ROLE_SUPPLIER : ROLE_REQUESTER;
    court->claimed = json_text(json_get(court->envelope->document, "supplier"), "supplier_code");
    if (main_signers(j, court->role, found, &count, &why) != ST_OK) {
        return conclude(j, VERDICT_INVALID, &why, e);
    }
    enum status st;
    if (count == 0) {
        (void)fail(&why, ST_NO, _("No signature is the %s's."), role_words(court->role));
        st = conclude(j, VERDICT_UNSIGNED, &why, e);
    } else {
        st = main_judge(court, j, found, count, e);
    }
    assessors_judge(j, court->envelope, court->anchors);
    return st;
}

static enum status signatures_judge(const struct envelope *envelope, const struct buffer *canonical, const struct trust_anchors *anchors,
                                    int64_t at, struct certificate *certificates, struct judgement *j, struct error *e)
{
    struct error why = {0};
    if (envelope->count == 0) {
        (void)fail(&why, ST_NO, _("The file carries no signature."));
        return conclude(j, VERDICT_UNSIGNED, &why, e);
    }
    const struct jws_savings savings = {
        .bench = anchors->bench, .lookup = anchors->lookup, .context = anchors->context, .ca = anchors->ca, .at = at};
    if (jws_verify(envelope, canonical->data, canonical->length, &savings, j->signers, certificates, &j->nsigners, &why) != ST_OK) {
        return conclude(j, VERDICT_INVALID, &why, e);
    }
    /* After the mathematics: a document that was tampered with is invalid, whatever the change did to its structure. */
    if (structure_check(envelope, &why) != ST_OK) {
        return conclude(j, VERDICT_UNREADABLE, &why, e);
    }
    if (dates_check(j, at, &why) != ST_OK) {
        j->dated = true;
        return conclude(j, VERDICT_INVALID, &why, e);
    }
    struct court court = {.envelope = envelope, .anchors = anchors, .certificates = certificates, .at = at};
    return trust_judge(&court, j, e);
}

enum status judge_json(const char *bytes, size_t n, const char *name, const struct trust_anchors *anchors, int64_t at,
                       struct envelope *envelope, struct buffer *canonical, struct judgement *out, struct error *e)
{
    struct error why = {0};
    memset(out, 0, sizeof *out);
    memset(envelope, 0, sizeof *envelope);
    out->supplier = SIZE_MAX;
    struct buffer scratch;
    buffer_init(&scratch, BUFFER_MAX_DOCUMENT);
    struct json_extract extract = {.canonical = canonical, .scratch = &scratch};
    if (anchors->bench != NULL) {
        extract.arena = &anchors->bench->tree;
        extract.scratch = &anchors->bench->scratch;
    }
    enum status st = envelope_read_canonical(envelope, bytes, n, name, &extract, &why);
    buffer_release(&scratch);
    if (st != ST_OK) {
        buffer_clear(canonical);
        st = conclude(out, VERDICT_UNREADABLE, &why, e);
    } else {
        struct certificate certificates[ENVELOPE_SIGNATURES_MAX] = {0};
        st = signatures_judge(envelope, canonical, anchors, at, certificates, out, e);
        if (out->supplier < out->nsigners) {
            out->der = certificates[out->supplier].der;
            certificates[out->supplier].der = (struct buffer){0};
        }
        for (size_t i = 0; i < ENVELOPE_SIGNATURES_MAX; i++) {
            certificate_release(&certificates[i]);
        }
    }
    return st == ST_SYSTEM ? ST_SYSTEM : ST_OK;
}
