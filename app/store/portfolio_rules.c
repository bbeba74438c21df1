#include "store/portfolio_rules.h"

#include <string.h>

const char *merge_state_name(enum merge_state state)
{
    static const char *const NAMES[MERGE_STATES] = {"merged", "unchanged", "superseded", "conflict", "quarantined", "rejected"};
    return NAMES[state];
}

const char *merge_reason_name(enum merge_reason reason)
{
    static const char *const NAMES[MERGE_REASONS] = {
        [REASON_NONE] = "",
        [REASON_VERDICT] = "verdict",
        [REASON_UNKNOWN_SIGNER] = "unknown_signer",
        [REASON_REVOKED] = "revoked",
        [REASON_OTHER_CODE] = "other_code",
        [REASON_OTHER_NUMBER] = "other_number",
        [REASON_REQUEST_NOT_ISSUED] = "request_not_issued",
        [REASON_REQUEST_OUTSTANDING] = "request_outstanding",
        [REASON_OLDER_REVISION] = "older_revision",
        [REASON_SAME_REVISION] = "same_revision",
        [REASON_SECOND_ASSESSMENT] = "second_assessment",
        [REASON_CODE_WRONG] = "code_wrong",
        [REASON_CODE_USED] = "code_used",
        [REASON_SIGNED_HERE] = "signed_here",
        [REASON_ANSWERED] = "answered",
        [REASON_CLOSED] = "closed",
        [REASON_NEWER] = "newer",
        [REASON_DATES] = "dates",
        [REASON_CONTENT] = "content",
        [REASON_SHEET] = "sheet",
        [REASON_REFUSED] = "refused",
        [REASON_DECIDED] = "decided",
        [REASON_UNASKED] = "unasked",
        [REASON_OWN_REQUEST] = "own_request",
        [REASON_UNTRUSTED] = "untrusted",
        [REASON_RULE] = "rule",
        [REASON_UNFINISHED] = "unfinished",
        [REASON_UNREAD] = "unread",
    };
    return NAMES[reason];
}

enum merge_reason merge_reason_of(const char *name)
{
    int reason = MERGE_REASONS - 1;
    while (reason > 0 && strcmp(merge_reason_name((enum merge_reason)reason), name) != 0) {
        reason--;
    }
    return (enum merge_reason)reason;
}

static struct merge_decision decide(enum merge_state state, enum merge_reason reason)
{
    return (struct merge_decision){state, reason};
}

/* null takes what the signature says; when this side knows no number, none can differ. */
static bool differs(const char *claimed, const char *known)
{
    return claimed != NULL && known != NULL && strcmp(claimed, known) != 0;
}

/* The supplier is known: do its answers belong here, and do they stand? */
static struct merge_decision decide_trusted(const struct merge_case *c)
{
    if (differs(c->claimed_code, c->code)) {
        return decide(MERGE_REJECTED, REASON_OTHER_CODE);
    }
    if (differs(c->claimed_number, c->number)) {
        return decide(MERGE_REJECTED, REASON_OTHER_NUMBER);
    }
    if (c->names_request && !c->request_issued) {
        return decide(MERGE_QUARANTINED, REASON_REQUEST_NOT_ISSUED);
    }
    if (c->held && c->revision == c->held_revision && c->same_content) {
        return decide(MERGE_UNCHANGED, REASON_NONE);
    }
    if (c->held && c->revision < c->held_revision) {
        return decide(MERGE_SUPERSEDED, REASON_OLDER_REVISION);
    }
    if (c->decision != NULL) {
        return decide(MERGE_SUPERSEDED, REASON_DECIDED);
    }
    if (!c->names_request && c->request_outstanding && !c->chosen) {
        return decide(MERGE_QUARANTINED, REASON_REQUEST_OUTSTANDING);
    }
    if (!c->names_request && !c->held && c->answered_since) {
        return decide(MERGE_SUPERSEDED, REASON_ANSWERED);
    }
    if (c->held && c->revision == c->held_revision && !c->held_decided) {
        return decide(MERGE_CONFLICT, REASON_SAME_REVISION);
    }
    if (c->rival) {
        return decide(MERGE_CONFLICT, c->unasked ? REASON_UNASKED : REASON_SECOND_ASSESSMENT);
    }
    return decide(MERGE_MERGED, REASON_NONE);
}

/* A lower class than what is signed: it never takes the place of anything, and its code counts once. */
static struct merge_decision decide_sheet(const struct merge_case *c)
{
    if (!c->code_fits) {
        return decide(MERGE_REJECTED, REASON_CODE_WRONG);
    }
    if (differs(c->claimed_code, c->code)) {
        return decide(MERGE_REJECTED, REASON_OTHER_CODE);
    }
    if (differs(c->claimed_number, c->number)) {
        return decide(MERGE_REJECTED, REASON_OTHER_NUMBER);
    }
    if (c->held) {
        return c->same_content ? decide(MERGE_UNCHANGED, REASON_NONE) : decide(MERGE_REJECTED, REASON_CODE_USED);
    }
    return c->signed_here ? decide(MERGE_SUPERSEDED, REASON_SIGNED_HERE) : decide(MERGE_MERGED, REASON_NONE);
}

struct merge_decision merge_decide(const struct merge_case *c)
{
    switch (c->signer) {
    case SIGNER_TRUSTED:
        return decide_trusted(c);
    case SIGNER_UNKNOWN:
        return decide(MERGE_QUARANTINED, REASON_UNKNOWN_SIGNER);
    case SIGNER_REVOKED:
        return decide(MERGE_REJECTED, c->refused ? REASON_REFUSED : REASON_REVOKED);
    case SIGNER_SHEET:
        return decide_sheet(c);
    case SIGNER_REFUSED:
        break;
    }
    return decide(MERGE_REJECTED, REASON_VERDICT);
}
