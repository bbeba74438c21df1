#include "command/merge_keys.h"

#include "trust/enrol.h"

static bool enrolled(const struct received_file *file, const uint8_t secret[SHA256_BYTES])
{
    const struct received_document *d = file->document;
    return enrol_fits(file->enrol, secret, file->certificate, d->request, d->assessment_id);
}

/* The other signature of the same role, SIZE_MAX when there is none. */
static size_t partner(const struct judgement *j)
{
    for (size_t i = 0; i < j->nsigners; i++) {
        if (i != j->supplier && j->signers[i].role == j->signers[j->supplier].role) {
            return i;
        }
    }
    return SIZE_MAX;
}

/* Whether the signer is somebody's key here, or is only that nobody's: then it may be somebody's once this merge comes to the file. */
static bool may_be_known(const struct judgement *j)
{
    return j->verdict == VERDICT_TRUSTED || j->verdict == VERDICT_UNKNOWN_SIGNER || (j->verdict == VERDICT_DIFFERENT_SIGNER && !j->by_rule);
}

void merge_keys_fill(struct merge_item *item, const struct judgement *j)
{
    if (j->supplier >= j->nsigners || item->file.document == NULL) {
        return;
    }
    const struct signer *s = &j->signers[j->supplier];
    const size_t other = partner(j);
    if (other == SIZE_MAX && s->enrol[0] != '\0') {
        item->file.enrol = arena_text(&item->arena, s->enrol);
        item->file.enrolled = enrolled;
    }
    /* While the old key is the trusted one, or may come to be in this very merge; the signer is the new one where that is known already. */
    if (other != SIZE_MAX && may_be_known(j) && strcmp(s->renew, j->signers[other].sha256) == 0 &&
        hex_decode(j->signers[other].sha256, item->renewed, SHA256_BYTES)) {
        item->file.renewed = item->renewed;
        item->file.renewed_subject = arena_text(&item->arena, j->signers[other].subject);
    }
}
