#include "store/portfolio_rules.h"

#include <string.h>

const char *merge_state_name(enum merge_state state)
{
    static const char *const NAMES[MERGE_STATES] = {"merged", "unchanged", "superseded", "conflict", "quarantined", "rejected"};
    return NAMES[state];
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
    if (!c->names_request && c->request_outstanding) {
        return decide(MERGE_QUARANTINED, REASON_REQUEST_OUTSTANDING);
    }
    if (c->held && c->revision == c->held_revision) {
        return decide(MERGE_CONFLICT, REASON_SAME_REVISION);
    }
    if (c->rival) {
        return decide(MERGE_CONFLICT, REASON_SECOND_ASSESSMENT);
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
        return decide(MERGE_REJECTED, REASON_REVOKED);
    case SIGNER_SHEET:
        return decide_sheet(c);
    case SIGNER_REFUSED:
        break;
    }
    return decide(MERGE_REJECTED, REASON_VERDICT);
}
